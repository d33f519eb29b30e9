//! The first operator, the operators' test persons, and the rights of what is made on disk.

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    net::TcpListener,
    os::unix::fs::PermissionsExt,
};

use tests::{DataDir, query};

/// A synthetic number (month +80): no real person's.
fn number() -> String {
    (0..1000).map(|tail| format!("01818012{tail:03}")).find(|text| checks(text)).unwrap()
}

/// The two check digits of an identity number.
fn checks(text: &str) -> bool {
    let digits: Vec<u32> = text.chars().filter_map(|digit| digit.to_digit(10)).collect();
    let check = |weights: &[u32]| {
        let sum: u32 = weights.iter().zip(&digits).map(|(weight, digit)| weight * digit).sum();
        (11 - sum % 11) % 11
    };
    check(&[3, 7, 6, 1, 8, 9, 4, 5, 2]) == digits[9] && check(&[5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) == digits[10]
}

fn add(data: &DataDir, text: &str) -> tests::Finished {
    tests::run_fed(data.outside(), &data.environment(), &["operators", "add"], text.as_bytes())
}

#[test]
fn a_new_database_gets_its_first_operator_at_the_prompt_and_is_for_its_user_alone() {
    let data = DataDir::empty();
    let file = data.outside().join("bodies.csv");
    fs::write(&file, "name,kind,org_number\nProvekommunen,municipality,300100155\n").unwrap();
    let import = || data.run(&["import", "organisations", file.to_str().unwrap()]);
    let refused = import();
    assert_eq!(refused.code, Some(1));
    assert!(refused.err.contains("reseptor operators add"), "{}", refused.err);
    for (path, mode) in [(data.path(), 0o700), (data.database(), 0o600)] {
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, mode, "{}", path.display());
    }

    let number = number();
    let person = format!(r#""number": "{number}", "given": "Kari", "family": "Prove", "born": "1980-01-01""#);
    let body = r#""organisation": {"name": "Proveforvalteren", "org_number": "974760673"}"#;
    for wrong in [
        "",
        "{}",
        &format!("{{{person}}}"),
        &format!("{{{body}}}"),
        &format!("{{{person}, {body}, \"x\": 1}}"),
    ] {
        let done = add(&data, wrong);
        assert_eq!(done.code, Some(1), "{wrong}: {}", done.out);
        assert!(!done.err.contains(&number) && !done.out.contains(&number), "the number is not repeated");
    }
    assert_eq!(query(&data.database(), "SELECT count(*) FROM persons"), ["0"], "nothing was half written");
    let done = add(&data, &format!("{{{person}, {body}}}"));
    assert_eq!(done.code, Some(0), "{}", done.err);
    let again = add(&data, &format!("{{{person}}}"));
    assert!(again.code == Some(0) && again.out.contains("already"), "{}{}", again.out, again.err);
    let listed = data.run(&["operators", "list"]);
    assert!(listed.out.contains("Kari Prove") && listed.out.contains("Proveforvalteren"), "{}", listed.out);
    let taken = import();
    assert_eq!(taken.code, Some(0), "{}{}", taken.out, taken.err);
    assert_eq!(data.run(&["audit", "verify"]).code, Some(0));

    // Test persons: an adult and a child; nobody else can be the parent of one.
    let invent = |arguments: &[&str]| {
        let all = [&["test-persons", "add", "--family", "Prove", "--given"], arguments].concat();
        data.run(&all)
    };
    let operator = query(&data.database(), "SELECT person_id FROM memberships");
    assert_eq!(operator.len(), 1);
    let adult = invent(&["Ola", "--born", "1985-03-01"]);
    assert_eq!(adult.code, Some(0), "{}", adult.err);
    let id = adult.out.trim();
    let child = invent(&["Lise", "--born", "2020-03-01", "--parent", id]);
    assert_eq!(child.code, Some(0), "{}", child.err);
    let listed = data.run(&["operators", "list"]);
    let real = listed.out.split_whitespace().next().unwrap();
    let refused = invent(&["Per", "--born", "2020-03-01", "--parent", real]);
    assert!(refused.code == Some(1) && refused.err.contains("no test person"), "{}", refused.err);
    assert_eq!(invent(&["Per", "--born", "2100-01-01"]).code, Some(1));
    let listed = data.run(&["test-persons", "list"]).out;
    assert!(
        listed.lines().count() == 2 && listed.contains("Ola Prove") && listed.contains("2020-03-01"),
        "{listed}"
    );
    assert_eq!(query(&data.database(), "SELECT count(*) FROM relations"), ["1"]);
}

#[test]
fn roles_that_no_login_gives_are_given_listed_and_ended_at_the_prompt() {
    let data = DataDir::empty();
    let number = number();
    let person = format!(r#""number": "{number}", "given": "Kari", "family": "Prove", "born": "1980-01-01""#);
    let body = r#""organisation": {"name": "Proveforvalteren", "org_number": "974760673"}"#;
    assert_eq!(add(&data, &format!("{{{person}, {body}}}")).code, Some(0));
    let file = data.outside().join("bodies.csv");
    fs::write(&file, "name,kind,org_number\nProvekommunen,municipality,300100155\n").unwrap();
    assert_eq!(data.run(&["import", "organisations", file.to_str().unwrap()]).code, Some(0));

    let give = |text: &str| {
        let text = format!(r#"{{"number": "{number}", {text}}}"#);
        tests::run_fed(data.outside(), &data.environment(), &["members", "add"], text.as_bytes())
    };
    for wrong in [
        r#""role": "operator", "organisation": "300100155""#,
        r#""role": "orderer", "organisation": "983544622""#,
        r#""role": "orderer", "organisation": "300100155", "unit": "none""#,
        r#""role": "orderer""#,
    ] {
        let refused = give(wrong);
        assert_eq!(refused.code, Some(1), "{wrong}: {}", refused.out);
        assert!(!refused.err.contains(&number), "the number is not repeated");
    }
    let given = give(r#""role": "orderer", "organisation": "300100155""#);
    assert_eq!(given.code, Some(0), "{}", given.err);
    let list = || data.run(&["members", "list", "300100155"]).out;
    let listed = list();
    assert!(
        listed.contains("orderer") && listed.contains("Kari Prove") && !listed.contains("login"),
        "{listed}"
    );
    let ended = data.run(&["members", "end", given.out.trim()]);
    assert_eq!((ended.code, list().as_str()), (Some(0), ""), "{}", ended.err);
    assert_eq!(data.run(&["audit", "verify"]).code, Some(0));
}

#[test]
fn what_to_register_at_the_national_logins_is_printed_for_each_service() {
    let data = DataDir::empty();
    let printed = data.run(&["logins"]);
    assert_eq!(printed.code, Some(0), "{}", printed.err);
    let all: serde_json::Value = serde_json::from_str(&printed.out).unwrap();
    for service in ["citizen", "clinician", "orderer", "vendor", "operator"] {
        let client = &all[service];
        assert!(client["redirect_uris"][0].as_str().unwrap().ends_with("/logg-inn/retur"), "{client}");
        assert!(client["jwks_uri"].as_str().unwrap().ends_with("/oauth2/login-jwks"), "{client}");
    }
    assert_eq!(all["clinician"]["dpop_bound_access_tokens"], true);
    let key = &all["jwks"]["keys"][0];
    assert!(key["kid"].is_string() && key.get("d").is_none(), "{key}");
}

/// A provider that takes client assertions by this algorithm, and answers every question with its document.
fn provider(taken: &str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let issuer = format!("http://{}", listener.local_addr().unwrap());
    let document = serde_json::json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/authorize"),
        "token_endpoint": format!("{issuer}/token"),
        "jwks_uri": format!("{issuer}/jwks"),
        "pushed_authorization_request_endpoint": format!("{issuer}/par"),
        "token_endpoint_auth_signing_alg_values_supported": [taken],
    });
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let asked = BufReader::new(&stream).lines().map_while(Result::ok);
            asked.take_while(|line| !line.is_empty()).for_each(drop);
            let _ = write!(stream, "HTTP/1.0 200 OK\r\ncontent-type: application/json\r\n\r\n{document}");
        }
    });
    issuer
}

#[test]
fn what_is_printed_of_a_provider_that_cannot_be_asked_or_takes_nothing_of_ours_is_told_of() {
    let data = DataDir::empty();
    let logins = |citizen: &str, vendor: &str| {
        let mut environment = data.environment();
        for (service, issuer) in [("CITIZEN", citizen), ("VENDOR", vendor)] {
            environment.push((format!("RESEPTOR_LOGIN_{service}_ISSUER"), issuer.to_owned()));
            environment.push((format!("RESEPTOR_LOGIN_{service}_CLIENT_ID"), "not-yet".to_owned()));
        }
        tests::run(data.outside(), &environment, &["logins"])
    };
    let algorithm = |printed: &tests::Finished, service: &str| {
        let all: serde_json::Value = serde_json::from_str(&printed.out).unwrap();
        all[service]["token_endpoint_auth_signing_alg"].clone()
    };
    let sound = logins(&provider("ES256"), &provider("RS256"));
    assert_eq!((sound.code, sound.err.as_str()), (Some(0), ""));
    assert_eq!(algorithm(&sound, "citizen"), "ES256");
    assert_eq!(algorithm(&sound, "vendor"), "RS256");

    let unsure = logins("http://127.0.0.1:1", &provider("ES512"));
    assert_eq!(unsure.code, Some(1), "{}", unsure.err);
    for service in ["citizen", "vendor"] {
        assert_eq!(algorithm(&unsure, service), "RS256", "as usual");
    }
    let line = |service: &str| {
        let begun = format!("login of {service}: does not answer: ");
        let line = unsure.err.lines().find_map(|line| line.strip_prefix(&begun));
        line.unwrap_or_else(|| panic!("{service}: {}", unsure.err))
    };
    assert!(line("leverandor").contains("client assertions that we cannot sign"), "{}", unsure.err);
    assert!(!line("innbygger").contains("client assertions"), "{}", unsure.err);
    assert_eq!(unsure.err.lines().count(), 3, "the built-in logins are not told of: {}", unsure.err);
}
