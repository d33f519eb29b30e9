//! The commands that change data, run as an operator runs them.

use std::fs;

use tests::{DataDir, Server, query, root};

fn count(data: &DataDir, table: &str) -> String {
    query(&data.database(), &format!("SELECT count(*) FROM {table}")).remove(0)
}

#[test]
fn the_schema_is_made_once_and_again_changes_nothing() {
    let data = DataDir::empty();
    let mut schemas = Vec::new();
    for _ in 0..2 {
        let done = data.run(&["migrate"]);
        assert_eq!((done.code, &*done.out), (Some(0), "the schema is up to date\n"), "{}", done.err);
        schemas.push(query(&data.database(), "SELECT name, sql FROM sqlite_master ORDER BY name"));
    }
    assert!(schemas[0].len() > 50);
    assert_eq!(schemas[0], schemas[1]);
}

#[test]
fn the_demonstration_is_loaded_once() {
    let data = DataDir::demo();
    let before = (count(&data, "persons"), count(&data, "audit_events"));
    let done = data.run(&["demo"]);
    assert_eq!(done.code, Some(0), "{}", done.err);
    assert!(done.out.contains("there already"), "{}", done.out);
    assert_eq!((count(&data, "persons"), count(&data, "audit_events")), before);
}

#[test]
fn the_demonstration_is_not_mixed_with_other_data() {
    let data = DataDir::empty();
    assert_eq!(data.run(&["migrate"]).code, Some(0));
    query(
        &data.database(),
        "INSERT INTO organisations (id, name, folded_name, kind, org_number, created_at) \
         VALUES (x'01a1a5edfd807ac598ee70f9e09efbc2', 'Testfjord', 'testfjord', 'municipality', '300100155', 0)",
    );
    for command in ["demo", "serve"] {
        let done = data.run(&[command]);
        assert_eq!(done.code, Some(1), "{command}: {}{}", done.out, done.err);
        assert!(done.err.contains("needs an empty database"), "{command}: {}", done.err);
        assert_eq!(
            (count(&data, "organisations"), count(&data, "persons")),
            ("1".to_owned(), "0".to_owned())
        );
    }
}

#[test]
fn check_tells_of_each_part() {
    let data = DataDir::demo();
    let done = data.run(&["check"]);
    assert_eq!(done.code, Some(0), "{}", done.err);
    assert!(done.out.contains("configuration: ok") && done.out.contains("database: ok"), "{}", done.out);
}

#[test]
fn relations_come_in_whole_or_not_at_all_and_again_change_nothing() {
    let data = DataDir::demo();
    let file = data.outside().join("relations.csv");
    let head = "kind,person,given,family,born,care_order,actor,subject,responsibility,role,from,until,scopes,removed\n";
    let people = "person,01858510038,Ny,Forelder,1985-05-01,,,,,,,,,\nperson,01831810013,Nytt,Barn,2018-03-01,,,,,,,,,\n";
    let relations = "parent,,,,,,01858510038,01831810013,both,mother,,,,\n\
                     limited_poa,,,,,,01858510038,01831810013,,,2026-01-01,2027-01-01,\"[\"\"see\"\"]\",\n";
    let import = |text: &str, more: &[&str]| {
        fs::write(&file, format!("{head}{text}")).unwrap();
        let path = file.display().to_string();
        data.run(&[&["import", "relations", path.as_str()], more].concat())
    };
    let before = (count(&data, "persons"), count(&data, "relations"), count(&data, "audit_events"));
    let unchanged = || (count(&data, "persons"), count(&data, "relations"), count(&data, "audit_events"));
    let all = format!("{people}{relations}");
    let dry = import(&all, &["--dry-run"]);
    assert_eq!(dry.code, Some(0), "{}{}", dry.out, dry.err);
    assert!(
        dry.out.contains("4 added, 0 changed, 0 removed, 0 unchanged, 0 stay ended (dry run"),
        "{}",
        dry.out
    );
    assert_eq!(unchanged(), before);

    let wrong = format!(
        "{all}parent,,,,,,01858510038,01831810013,everyone,mother,,,,\nfriend,,,,,,,,,,,,,\nparent,,,,,,01858510038,12345678901,both,mother,,,,\n"
    );
    let refused = import(&wrong, &[]);
    assert_eq!(refused.code, Some(1), "{}", refused.out);
    for line in ["line 6: ", "line 7: kind is wrong", "line 8: subject is wrong"] {
        assert!(refused.out.contains(line), "{line}: {}", refused.out);
    }
    assert!(refused.err.contains("3 lines are wrong: nothing was taken"), "{}", refused.err);
    assert!(!refused.out.contains("01858510038"), "no number is repeated");
    assert_eq!(unchanged(), before);

    assert!(import(&all, &[]).out.contains("4 added, 0 changed"), "taken");
    let taken = unchanged();
    let again = import(&all, &[]);
    assert!(again.out.contains("0 added, 0 changed, 0 removed, 4 unchanged"), "{}", again.out);
    assert_eq!(unchanged(), taken);
    let change = "person,01831810013,,,,true,,,,,,,,\nparent,,,,,,01858510038,01831810013,unknown,mother,,,,\n\
                  limited_poa,,,,,,01858510038,01831810013,,,,,,true\n";
    let changed = import(change, &[]);
    assert!(
        changed.out.contains("0 added, 2 changed, 1 removed, 0 unchanged"),
        "{}{}",
        changed.out,
        changed.err
    );
    let kept = query(&data.database(), "SELECT count(*) FROM relations WHERE removed_at IS NOT NULL");
    assert_eq!(kept, ["1"], "what is taken out stays as a row");
    assert_eq!(data.run(&["audit", "verify"]).code, Some(0));
}

#[test]
fn organisations_come_in_from_csv_and_json_lines_and_what_is_refused_is_told() {
    let data = DataDir::demo();
    let csv = data.outside().join("bodies.csv");
    fs::write(
        &csv,
        "name,kind,org_number,key\nDemo Testfjord kommune,municipality,300100155,demo-testfjord\nDemo Feil kommune,municipality,300100156,demo-feil\nDemo Uten nøkkel AS,vendor,300100236,\n",
    )
    .unwrap();
    let done = data.run(&["import", "organisations", &csv.display().to_string()]);
    assert_eq!(done.code, Some(1), "{}{}", done.out, done.err);
    assert!(done.out.contains("line 3: ") && done.out.contains("2 added, 1 refused"), "{}", done.out);
    let kept = query(
        &data.database(),
        "SELECT key FROM organisations WHERE org_number IN ('300100155', '300100236') ORDER BY org_number",
    );
    assert_eq!(kept, ["demo-testfjord", "None"]);

    // The same rows again change nothing and are no error; another name under the same number is.
    let lines = data.outside().join("bodies.jsonl");
    let same = r#"{"name":"Demo Testfjord kommune","kind":"municipality","org_number":"300100155","key":"demo-testfjord"}"#;
    fs::write(&lines, format!("{same}\n\n{same}\n")).unwrap();
    let done = data.run(&["import", "organisations", &lines.display().to_string()]);
    assert_eq!((done.code, &*done.out), (Some(0), "0 added, 0 refused\n"), "{}", done.err);
    fs::write(&lines, format!("{}\n{{\n", same.replace("Testfjord", "Annenfjord"))).unwrap();
    let done = data.run(&["import", "organisations", &lines.display().to_string()]);
    assert_eq!(done.code, Some(1));
    assert!(
        done.out.contains("line 1: ")
            && done.out.contains("line 2: ")
            && done.out.contains("0 added, 2 refused"),
        "{}",
        done.out
    );
    assert_eq!(
        done.out.matches("Some(").count() + done.out.matches("None").count(),
        0,
        "words for people: {}",
        done.out
    );
}

#[test]
fn a_file_that_is_not_there_is_told_by_name() {
    let data = DataDir::demo();
    for what in ["tools", "organisations"] {
        let done = data.run(&["import", what, "nowhere.jsonl"]);
        assert_eq!(done.code, Some(1));
        assert!(done.err.contains("nowhere.jsonl"), "{}", done.err);
    }
}

/// A line of the demonstration's tools under another slug.
fn tool_line(slug: &str) -> String {
    let tools = fs::read_to_string(root().join("portal/demo/tools.jsonl")).unwrap();
    let line = tools.lines().find(|line| line.contains(r#""slug": "demo-dagbok""#)).unwrap();
    line.replace("demo-dagbok", slug)
}

#[tokio::test]
async fn tools_come_in_as_drafts_or_published_and_refused_lines_are_told() {
    let data = DataDir::demo();
    let file = data.outside().join("tools.jsonl");
    let strange = tool_line("demo-fremmed").replace("\"demo-verktoysmia\"", "\"nobody-we-know\"");
    fs::write(
        &file,
        format!("{}\n{{not json\n{strange}\n{}\n", tool_line("demo-utkast"), tool_line("demo-utkast")),
    )
    .unwrap();
    let done = data.run(&["import", "tools", &file.display().to_string()]);
    assert_eq!(done.code, Some(1), "{}{}", done.out, done.err);
    for told in ["demo-utkast\n", "line 2: ", "line 3: ", "line 4: ", "1 added, 3 refused"] {
        assert!(done.out.contains(told), "{told}: {}", done.out);
    }
    assert_eq!(query(&data.database(), "SELECT count(*) FROM tools WHERE slug = 'demo-fremmed'"), ["0"]);

    fs::write(&file, format!("{}\n", tool_line("demo-publisert"))).unwrap();
    let done = data.run(&["import", "tools", "--publish", &file.display().to_string()]);
    assert_eq!((done.code, &*done.out), (Some(0), "demo-publisert\n1 added, 0 refused\n"), "{}", done.err);
    let server = Server::start(&data).await;
    let found = server.browser().get("/verktoy?q=dagbok").await;
    assert!(found.text.contains("demo-publisert"), "a published tool is found");
    assert!(!found.text.contains("demo-utkast"), "a draft is not");
}

#[test]
fn publishing_at_import_is_for_the_demonstration_only() {
    let data = DataDir::empty();
    let mut environment = data.environment();
    environment.extend([
        ("RESEPTOR_PROFILE".to_owned(), "production".to_owned()),
        ("RESEPTOR_PUBLIC_URL".to_owned(), "https://reseptor.example".to_owned()),
        ("RESEPTOR_SECRET_KEY".to_owned(), "07".repeat(32)),
    ]);
    for service in ["CITIZEN", "CLINICIAN", "ORDERER", "VENDOR", "OPERATOR"] {
        for (part, value) in
            [("ISSUER", "https://login.example"), ("CLIENT_ID", "us"), ("KEY_FILE", "/nowhere.pem")]
        {
            environment.push((format!("RESEPTOR_LOGIN_{service}_{part}"), value.to_owned()));
        }
    }
    let done = tests::run(data.outside(), &environment, &["import", "tools", "--publish", "tools.jsonl"]);
    assert_eq!(done.code, Some(1));
    assert!(done.err.contains("profile demo"), "{}", done.err);
    let done = tests::run(data.outside(), &environment, &["demo"]);
    assert_eq!(done.code, Some(1));
    assert!(done.err.contains("profile demo"), "{}", done.err);
}

#[test]
fn a_clients_stop_is_the_same_at_the_prompt() {
    let data = DataDir::demo();
    let run = |arguments: &[&str]| data.run(&[&["clients"], arguments].concat());
    let listed = run(&["list"]);
    let line = listed.out.lines().find(|line| line.contains("tool ") && line.contains("in use")).unwrap();
    let id = line.split_whitespace().next().unwrap().to_owned();
    let because = ["--reason", "Nøkkelen ligger på nettet"];
    for (verb, said) in
        [("disable", "is disabled"), ("disable", "already"), ("enable", "is in use"), ("enable", "already")]
    {
        let done = run(&[&[verb, &id], &because[..]].concat());
        assert!(done.code == Some(0) && done.out.contains(said), "{verb}: {}{}", done.out, done.err);
        let stands = run(&["list"]).out.lines().find(|line| line.contains(&id)).unwrap().to_owned();
        assert_eq!(stands.contains("disabled (Nøkkelen ligger på nettet)"), verb == "disable", "{stands}");
    }
    let stray = "k".repeat(43);
    for (verb, said, refused) in [
        ("refuse-key", "is refused", true),
        ("refuse-key", "already", true),
        ("accept-key", "taken again", false),
        ("accept-key", "not refused", false),
    ] {
        let done = run(&[&[verb, &id, &stray], &because[..]].concat());
        assert!(done.code == Some(0) && done.out.contains(said), "{verb}: {}{}", done.out, done.err);
        assert_eq!(run(&["keys", &id]).out.contains(&stray), refused, "{verb}");
    }
    assert_eq!(run(&[&["refuse-key", &id, "x"], &because[..]].concat()).code, Some(1));
    let audited = "SELECT action FROM audit_events WHERE action LIKE 'client.%able' OR action LIKE 'client.key.%' ORDER BY seq";
    let actions = ["client.disable", "client.enable", "client.key.refuse", "client.key.accept"];
    assert_eq!(query(&data.database(), audited), actions);
}

#[test]
fn clients_are_registered_for_scopes_that_there_are_and_told_which_where_there_is_no_such() {
    let data = DataDir::demo();
    let add = |whose: [&str; 2], scope: &str| {
        let metadata = format!(r#"{{"redirect_uris":["https://tool.example/cb"],"scope":"{scope}"}}"#);
        let arguments = ["clients", "add", whose[0], whose[1]];
        tests::run_fed(data.outside(), &data.environment(), &arguments, metadata.as_bytes())
    };
    let (tool, record_system) = (["--tool", "demo-dagbok"], ["--record-system", "300111203"]);
    for (whose, scope, registered) in [
        (tool, "openid patient/Observation.c patient/Observation.r", "openid patient/Observation.cr"),
        (tool, "openid patient/Task.rs", "openid patient/Task.r"),
        (record_system, "openid user/Task.cruds", "openid user/Task.cruds"),
    ] {
        let done = add(whose, scope);
        assert_eq!(done.code, Some(0), "{}", done.err);
        let printed = format!("\"scope\": \"{registered}\"");
        assert!(done.out.contains("client_id") && done.out.contains(&printed), "{}", done.out);
    }
    let before = count(&data, "clients");
    for (whose, scope, unknown) in [
        (tool, "openid patient/QuestionnaireResponse.crs", "patient/QuestionnaireResponse.crs"),
        (tool, "user/Task.cruds", "user/Task.cruds"),
        (record_system, "openid patient/Task.r", "patient/Task.r"),
    ] {
        let done = add(whose, scope);
        assert_eq!(done.code, Some(1), "{}", done.out);
        let told = format!("scope: there is no {unknown}; there are: fhirUser ");
        assert!(done.err.contains(&told), "{}", done.err);
    }
    assert_eq!(count(&data, "clients"), before, "nothing is half registered");
}
