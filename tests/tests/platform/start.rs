//! Starting and ending.

use std::net::TcpListener;

use tests::{DataDir, Server, Settings, interrupt, query, run};

fn environment(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

#[tokio::test]
async fn from_an_empty_folder_to_the_whole_platform_and_a_second_start_finds_its_data_again() {
    let data = DataDir::empty();
    let server = Server::start(&data).await;
    let said = server.said();
    assert!(said.contains("loading the demonstration"), "{said}");
    assert!(said.contains(&format!("Reseptor is ready at {}\n", server.address())), "{said}");
    for key in ["parent", "psychologist", "orderer-trust", "vendor", "operator-1"] {
        assert!(said.contains(key), "whom to log in as: {said}");
    }
    let browser = server.browser();
    for page in ["/", "/verktoy", "/om", "/nn/om", "/en/om"] {
        assert_eq!(browser.get(page).await.status, 200, "{page}");
    }
    browser.login("innbygger", "parent").await;
    let ids = |data: &DataDir| {
        let people = query(&data.database(), "SELECT id, account_key FROM persons ORDER BY id");
        (people, query(&data.database(), "SELECT id, slug FROM tools ORDER BY id"))
    };
    let before = ids(&data);
    assert!(before.1.len() >= 48, "{} tools", before.1.len());
    let ended = server.stop().await;
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    assert!(ended.out.ends_with("stopped\n"), "{}", ended.out);
    assert!(!data.path().join("reseptor.db-wal").exists(), "everything is in the one file after a clean end");

    let server = Server::start(&data).await;
    assert!(!server.said().contains("loading"), "{}", server.said());
    assert!(browser.at(server.address()).is_logged_in().await, "sessions outlive a restart");
    assert_eq!(ids(&data), before);
}

#[tokio::test]
async fn a_first_start_that_was_killed_is_taken_up_by_the_next() {
    let whole = DataDir::demo();
    let wanted = query(&whole.database(), "SELECT count(*) FROM tools");
    let people = query(&whole.database(), "SELECT count(*) FROM persons");
    let data = DataDir::empty();
    let server = Server::spawn(&data, &Settings::new());
    let half = data.path().join("reseptor.db.loading");
    tests::eventually("half of the demonstration", async || {
        if !half.is_file() {
            return None;
        }
        let tables = query(&half, "SELECT count(*) FROM sqlite_master WHERE name = 'tools'");
        let count = (tables[0] != "0").then(|| query(&half, "SELECT count(*) FROM tools"))?;
        (count[0].parse::<u32>().unwrap() >= 10).then_some(())
    })
    .await;
    server.kill();
    let server = Server::start(&data).await;
    assert_eq!(query(&data.database(), "SELECT count(*) FROM tools"), wanted);
    assert_eq!(query(&data.database(), "SELECT count(*) FROM persons"), people);
    assert!(!half.exists());
    server.browser().login("bestiller", "orderer-trust").await;
}

#[tokio::test]
async fn a_request_under_way_is_answered_before_the_end() {
    let data = DataDir::demo();
    let server = Server::start(&data).await;
    let browser = server.browser();
    let asked: Vec<_> = (0..8)
        .map(|_| {
            let browser = browser.clone();
            tokio::spawn(async move { browser.try_get("/verktoy?q=sovn").await })
        })
        .collect();
    for answer in asked {
        assert_eq!(answer.await.unwrap().map(|answer| answer.status), Some(200));
    }
    let ended = server.stop().await;
    assert_eq!(ended.code, Some(0));
}

#[tokio::test]
async fn a_signal_twice_or_early_ends_it_too() {
    let data = DataDir::demo();
    let mut server = Server::spawn(&data, &Settings::new());
    interrupt(server.pid());
    // Before the handler of the signal is there it ends by the signal itself, after that cleanly.
    let status = server.ended().await;
    assert!(status.code().is_none_or(|code| code == 0), "{status}: {}", server.logged());
    Server::start(&data).await;
}

#[tokio::test]
async fn a_port_that_is_taken_is_told_and_fails() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let data = DataDir::empty();
    for variable in ["RESEPTOR_LISTEN", "RESEPTOR_METRICS_LISTEN", "RESEPTOR_DEMO_TOOL_LISTEN"] {
        let data = if variable == "RESEPTOR_DEMO_TOOL_LISTEN" { &DataDir::demo() } else { &data };
        let mut server = Server::spawn(data, &Settings::new().set(variable, &address));
        assert_eq!(server.ended().await.code(), Some(1), "{variable}");
        let told = server.logged();
        assert!(told.contains(&address) && told.contains("reseptor: "), "{variable}: {told}");
    }
}

#[tokio::test]
async fn a_folder_is_served_by_one_program_at_a_time() {
    let data = DataDir::demo();
    let first = Server::start(&data).await;
    let mut second = Server::spawn(&data, &Settings::new());
    assert_eq!(second.ended().await.code(), Some(1));
    let told = second.logged();
    assert!(told.contains(&data.path().display().to_string()), "{told}");
    assert!(first.browser().get("/health/ready").await.status == 200);
}

#[test]
fn wrong_usage_is_told_and_is_exit_code_2() {
    let data = DataDir::empty();
    for arguments in [&["fly"][..], &["--fly"], &["import"], &["import", "tools"], &["serve", "now"]] {
        let done = data.run(arguments);
        assert_eq!(done.code, Some(2), "{arguments:?}: {}", done.err);
        assert!(done.err.to_lowercase().contains("usage"), "{arguments:?}: {}", done.err);
        assert!(done.out.is_empty());
    }
}

#[test]
fn every_command_explains_itself() {
    let data = DataDir::empty();
    let listed = data.run(&["--help"]);
    assert_eq!(listed.code, Some(0));
    let commands = listed.out.lines().skip_while(|line| !line.starts_with("Commands:")).skip(1);
    let commands: Vec<&str> = commands
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    for command in ["serve", "migrate", "demo", "reindex", "check", "import", "decide", "assess"] {
        assert!(commands.contains(&command), "{command}: {}", listed.out);
    }
    for command in commands.into_iter().filter(|command| *command != "help") {
        let help = data.run(&[command, "--help"]);
        assert_eq!(help.code, Some(0), "{command}: {}", help.err);
        assert!(help.out.contains("Usage: "), "{command}: {}", help.out);
    }
    for (what, member) in [("organisations", "org_number"), ("tools", "requested_claims")] {
        let help = data.run(&["import", what, "--help"]);
        assert!(help.out.contains(member), "the format is printed: {}", help.out);
    }
    assert!(!data.path().exists(), "help makes nothing");
}

/// Production on this data with everything that it needs, and then each of these on top.
fn production_on(data: &DataDir, key: &str, changes: &[(&str, &str)]) -> tests::Finished {
    let mut variables = vec![
        ("RESEPTOR_PROFILE".to_owned(), "production".to_owned()),
        ("RESEPTOR_PUBLIC_URL".to_owned(), "https://reseptor.example".to_owned()),
        ("RESEPTOR_SECRET_KEY".to_owned(), key.to_owned()),
    ];
    variables.extend(data.environment());
    for service in ["CITIZEN", "CLINICIAN", "ORDERER", "VENDOR", "OPERATOR"] {
        for (part, value) in
            [("ISSUER", "https://login.example"), ("CLIENT_ID", "us"), ("KEY_FILE", "/nowhere.pem")]
        {
            variables.push((format!("RESEPTOR_LOGIN_{service}_{part}"), value.to_owned()));
        }
    }
    for (name, value) in changes {
        variables.retain(|(there, _)| there != name);
        variables.push(((*name).to_owned(), (*value).to_owned()));
    }
    variables.retain(|(_, value)| !value.is_empty());
    run(data.outside(), &variables, &["serve"])
}

fn production(changes: &[(&str, &str)]) -> tests::Finished {
    let data = DataDir::empty();
    let done = production_on(&data, &"07".repeat(32), changes);
    assert!(!data.database().exists(), "a refused configuration touches nothing");
    done
}

#[test]
fn production_refuses_a_database_that_holds_the_demonstration() {
    let data = DataDir::demo();
    let key = std::fs::read_to_string(data.path().join("secret.key")).unwrap();
    let changes = [("RESEPTOR_LISTEN", "127.0.0.1:0"), ("RESEPTOR_METRICS_LISTEN", "off")];
    let done = production_on(&data, key.trim(), &changes);
    assert_eq!(done.code, Some(1), "{}{}", done.out, done.err);
    assert!(done.err.contains("profile production refuses demo data"), "{}", done.err);
}

#[test]
fn production_refuses_each_thing_that_belongs_to_the_demonstration_and_says_which() {
    for (changes, told) in [
        (&[("RESEPTOR_BUILTIN_LOGIN", "true")][..], "RESEPTOR_BUILTIN_LOGIN"),
        (&[("RESEPTOR_DEMO_DATA", "true")], "RESEPTOR_DEMO_DATA"),
        (&[("RESEPTOR_SECRET_KEY", "")], "RESEPTOR_SECRET_KEY"),
        (&[("RESEPTOR_PUBLIC_URL", "http://reseptor.example")], "RESEPTOR_PUBLIC_URL"),
        (&[("RESEPTOR_PUBLIC_URL", "")], "RESEPTOR_PUBLIC_URL"),
        (
            &[
                ("RESEPTOR_LOGIN_CITIZEN_ISSUER", ""),
                ("RESEPTOR_LOGIN_CITIZEN_CLIENT_ID", ""),
                ("RESEPTOR_LOGIN_CITIZEN_KEY_FILE", ""),
            ],
            "login_citizen_issuer",
        ),
        (&[("RESEPTOR_LOGIN_VENDOR_ISSUER", "http://login.example")], "login_vendor_issuer"),
    ] {
        let done = production(changes);
        assert_eq!(done.code, Some(1), "{told}: {}{}", done.out, done.err);
        let problems: Vec<&str> = done.err.lines().filter(|line| line.starts_with("  - ")).collect();
        assert_eq!(problems.len(), 1, "only what is wrong: {}", done.err);
        assert!(problems[0].contains(told), "{}", done.err);
    }
}

#[test]
fn the_demonstration_refuses_to_listen_to_others() {
    for variable in ["RESEPTOR_LISTEN", "RESEPTOR_METRICS_LISTEN", "RESEPTOR_DEMO_TOOL_LISTEN"] {
        for address in ["0.0.0.0:0", "[::]:0", "192.0.2.1:80"] {
            let data = DataDir::empty();
            let done = run(data.outside(), &environment(&[(variable, address)]), &["serve"]);
            assert_eq!(done.code, Some(1), "{variable}={address}");
            assert!(done.err.contains(variable) && done.err.contains("loopback"), "{}", done.err);
        }
    }
}

#[test]
fn a_configuration_file_with_a_mistake_is_told_by_key() {
    let data = DataDir::empty();
    std::fs::write(data.outside().join("reseptor.toml"), "lisen = \"127.0.0.1:1\"\nrequest_timeout_s = 0\n")
        .unwrap();
    let done = data.run(&["serve"]);
    assert_eq!(done.code, Some(1));
    assert!(done.err.contains("lisen") && done.err.contains("request_timeout_s"), "{}", done.err);
}
