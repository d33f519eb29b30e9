use super::*;

fn config(pairs: &[(&str, &str)]) -> Result<Config, ConfigError> {
    Config::from_parts(None, pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())))
}

fn problems(pairs: &[(&str, &str)]) -> String {
    config(pairs).map_or_else(|error| error.to_string(), |_| String::new())
}

#[test]
fn nothing_configured_is_a_demo_on_loopback() {
    let config = config(&[]).unwrap();
    assert!(config.is_demo() && config.builtin_login && config.demo_data);
    assert_eq!(config.issuer(), "http://127.0.0.1:8080");
    assert_eq!(config.database_url(), "sqlite://./data/reseptor.db");
    assert_eq!(config.session_cookie(), "reseptor");
}

#[test]
fn demo_refuses_to_listen_on_anything_but_loopback() {
    let text = problems(&[("RESEPTOR_LISTEN", "0.0.0.0:80"), ("RESEPTOR_METRICS_LISTEN", "10.0.0.1:9464")]);
    assert!(text.contains("listen (RESEPTOR_LISTEN): profile demo"), "{text}");
    assert!(text.contains("metrics_listen"), "{text}");
    assert!(config(&[("RESEPTOR_LISTEN", "[::1]:8080"), ("RESEPTOR_METRICS_LISTEN", "off")]).is_ok());
}

#[test]
fn production_says_everything_that_is_missing_at_once() {
    let text = problems(&[
        ("RESEPTOR_PROFILE", "production"),
        ("RESEPTOR_BUILTIN_LOGIN", "true"),
        ("RESEPTOR_DEMO_DATA", "true"),
    ]);
    for needle in ["test login", "demo data", "secret key", "https public address", "login_operator_issuer"] {
        assert!(text.contains(needle), "{needle}: {text}");
    }
}

#[test]
fn the_environment_wins_over_the_file_and_unknown_keys_are_told() {
    let file = "listen = \"127.0.0.1:1\"\nrate_per_minute = 7\nmetrics_listen = \"off\"";
    let environment = [("RESEPTOR_LISTEN".to_owned(), "127.0.0.1:2".to_owned())];
    let config = Config::from_parts(Some(file), environment).unwrap();
    assert_eq!((config.listen.port(), config.rate_per_minute), (2, 7));
    let error = Config::from_parts(Some("lisen = 1"), []).unwrap_err();
    assert!(error.to_string().contains("there is no key lisen"));
}

#[test]
fn values_that_cannot_be_are_named() {
    let text = problems(&[
        ("RESEPTOR_PUBLIC_URL", "https://a.example/path"),
        ("RESEPTOR_SECRET_KEY", "short"),
        ("RESEPTOR_REQUEST_TIMEOUT_S", "0"),
        ("RESEPTOR_DATABASE_URL", "mysql://x"),
        ("RESEPTOR_SEARCH_URL", "127.0.0.1:7700"),
        ("RESEPTOR_LOG_FORMAT", "xml"),
        ("RESEPTOR_LOGIN_VENDOR_ISSUER", "https://login.example"),
        ("RESEPTOR_CONTACT_EMAIL", "hjelp"),
        ("RESEPTOR_CONTACT_PHONE", "hverdager 9–15"),
        ("RESEPTOR_CONTACT_PAGE", "javascript:alert(1)"),
    ]);
    for needle in [
        "public_url",
        "secret_key",
        "request_timeout_s",
        "database_url",
        "login_vendor_client_id",
        "search_url",
        "log_format",
        "contact_email",
        "contact_phone",
        "contact_page",
    ] {
        assert!(text.contains(needle), "{needle}: {text}");
    }
}

#[test]
fn how_to_reach_the_service_is_invented_in_the_demonstration_alone() {
    let invented = config(&[]).unwrap().contact;
    assert_eq!(invented.email.as_deref(), Some("hjelp@reseptor.example"));
    assert_eq!(invented.phone.map(|phone| phone.number).as_deref(), Some("00 00 00 00"));
    let mut source = Source::new(None, []);
    assert!(contact(&mut source, false).is_none(), "nothing is invented in production");
    let phone = |text: &str| text.parse::<Phone>().map(|phone| (phone.number, phone.more));
    let parts = |number: &str, more: &str| Ok((number.to_owned(), more.to_owned()));
    assert_eq!(phone("+47 12 34 56 78, hverdager 9–15"), parts("+47 12 34 56 78", ", hverdager 9–15"));
    assert_eq!(phone("116 117 (døgnet rundt)"), parts("116 117", " (døgnet rundt)"));
    assert_eq!(phone("02800"), parts("02800", ""));
    for wrong in ["", "12", "ring 12 34 56 78", "12 34 56 78 12 34 56 78"] {
        assert!(phone(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn which_national_login_and_what_it_is_asked_for_is_set_for_each_service() {
    let details = r#"[{"type": "ansattporten:altinn:resource", "resource": "urn:altinn:resource:demo"}]"#;
    let config = config(&[
        ("RESEPTOR_LOGIN_ORDERER_PRESET", "helseid"),
        ("RESEPTOR_LOGIN_VENDOR_AUTHORIZATION_DETAILS", details),
    ])
    .unwrap();
    let set = |login: &Login| (login.preset, login.authorization_details.is_some());
    let set: Vec<_> = config.logins.iter().map(set).collect();
    let expected = [
        (Preset::Idporten, false),
        (Preset::Helseid, false),
        (Preset::Helseid, false),
        (Preset::Ansattporten, true),
        (Preset::Ansattporten, false),
    ];
    assert_eq!(set, expected);
    for wrong in ["{", "{}", "[]", "[1]", r#"[{"resource": "x"}]"#, r#"[{"type": 1}]"#] {
        let text = problems(&[("RESEPTOR_LOGIN_VENDOR_AUTHORIZATION_DETAILS", wrong)]);
        assert!(
            text.contains("login_vendor_authorization_details is no JSON array of objects"),
            "{wrong}: {text}"
        );
    }
    let text = problems(&[("RESEPTOR_LOGIN_OPERATOR_PRESET", "bankid")]);
    assert!(text.contains("login_operator_preset is none of idporten, ansattporten and helseid"), "{text}");
    let text = problems(&[("RESEPTOR_LOGIN_CLINICIAN_PRESET", "ansattporten")]);
    assert!(text.contains("login_clinician_preset can only be helseid"), "{text}");
}

#[test]
fn a_search_server_is_reached_over_https_or_on_this_machine() {
    let refused = |url: &str, index: &str| {
        let text = problems(&[
            ("RESEPTOR_PROFILE", "production"),
            ("RESEPTOR_SEARCH_URL", url),
            ("RESEPTOR_SEARCH_INDEX", index),
        ]);
        (text.contains("search_url"), text.contains("search_index"))
    };
    assert_eq!(refused("https://search.example", "reseptor_test"), (false, false));
    assert_eq!(refused("http://127.0.0.1:7700", "reseptor"), (false, false));
    assert_eq!(refused("http://localhost:7700", "-"), (false, true));
    assert_eq!(refused("http://search.example", "Reseptor"), (true, true));
}

#[test]
fn the_configuration_document_is_up_to_date() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/configuration.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::create_dir_all(std::path::Path::new(path).parent().unwrap()).unwrap();
        std::fs::write(path, docs::document()).unwrap();
    }
    let written = std::fs::read_to_string(path).unwrap_or_default();
    assert_eq!(written, docs::document(), "UPDATE_DOCS=1 cargo test -p portal configuration");
}
