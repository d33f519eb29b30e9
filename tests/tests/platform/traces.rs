//! What a person's logins and starts leave in addresses and in the log: nothing that two tools could put together, or that names anybody (row 26).

use std::collections::BTreeSet;

use tests::{Answer, Browser, DataDir, Server, Settings};

use crate::postgres::Postgres;

/// Starts a tool of the demonstration; the address that the browser is sent to.
async fn start(browser: &Browser, slug: &str) -> String {
    let path = format!("/verktoy/{slug}/start");
    let mut page = browser.get(&path).await;
    for _ in 0..3 {
        let (at, answer) = send(browser, &page).await;
        assert_eq!(answer.status, 303, "{at}: {}", answer.text);
        let to = answer.headers["location"].clone();
        if to.contains("launch=") {
            return to;
        }
        // A permission is asked for first (T4).
        page = browser.get(&to).await;
    }
    panic!("{slug} does not start: {}", page.address);
}

/// Sends the form that the page is about, as it stands.
async fn send(browser: &Browser, page: &Answer) -> (String, Answer) {
    let path = page.address.splitn(4, '/').nth(3).unwrap_or_default();
    let path = format!("/{}", path.split('?').next().unwrap_or_default());
    let field = |name: &str| page.field(name).unwrap_or_default();
    let body = format!("csrf={}&subject={}&confirmed=ja", field("csrf"), field("subject")).into_bytes();
    let form: [(&str, &[u8]); 1] = [("content-type", b"application/x-www-form-urlencoded")];
    let answer = browser.send("POST", &path, &form, body).await.unwrap();
    (path, answer)
}

/// Every word of an address that is long enough to tell a person by.
fn words(address: &str) -> BTreeSet<&str> {
    let (_, query) = address.split_once('?').unwrap_or((address, ""));
    query.split(['&', '=', '.', '%']).filter(|word| word.len() >= 12).collect()
}

mod row_26_neither_the_addresses_of_two_tools_nor_the_log_hold_what_joins_or_names_a_person {
    use super::*;

    #[tokio::test]
    async fn sqlite() {
        nothing_joins_or_names(&DataDir::demo(), Settings::new()).await;
    }

    #[tokio::test]
    async fn postgres() {
        let postgres = Postgres::create("traces");
        let data = DataDir::empty();
        let settings = Settings::new().set("RESEPTOR_DATABASE_URL", postgres.url());
        // What loading the demonstration logs is about no start.
        let loading = Server::start_with(&data, settings.clone()).await;
        assert_eq!(loading.stop().await.code, Some(0));
        nothing_joins_or_names(&data, settings).await;
    }
}

/// Starts two tools twice each, and looks at the addresses and at the log.
async fn nothing_joins_or_names(data: &DataDir, settings: Settings) {
    let settings = settings.set("RESEPTOR_LOG", "debug,sqlx=info,hyper=info,reqwest=info");
    let server = Server::start_with(data, settings).await;
    let browser = server.browser();
    browser.login("innbygger", "parent").await;
    let mut addresses = Vec::new();
    for slug in ["dognrytme-demo", "demo-steg", "dognrytme-demo", "demo-steg"] {
        addresses.push(start(&browser, slug).await);
    }
    // The ticket differs each time, and nothing else in the address is about a person.
    for (at, one) in addresses.iter().enumerate() {
        for other in &addresses[at + 1..] {
            assert!(words(one).is_disjoint(&words(other)), "{one} {other}");
        }
    }
    let known = browser.get("/min-side/eksport.json").await;
    let log = server.logged();
    assert!(log.lines().count() > 20 && log.contains("/verktoy/{slug}/start"), "something is logged: {log}");
    let page = browser.get("/min-side").await;
    let mut personal = vec![page.field("csrf").unwrap(), page.field("subject").unwrap()];
    personal.extend(addresses.iter().flat_map(|address| words(address)).map(str::to_owned));
    personal.extend(numbers(&known.text));
    personal.extend(["Solvang", "login_hint=", "launch=", "Bearer "].map(str::to_owned));
    assert!(personal.len() > 8, "{personal:?}");
    for word in personal {
        assert!(!log.contains(&word), "{word} is in the log");
    }
}

/// Identity numbers in a text: eleven digits that stand alone.
fn numbers(text: &str) -> Vec<String> {
    text.split(|letter: char| !letter.is_ascii_digit())
        .filter(|word| word.len() == 11)
        .map(str::to_owned)
        .collect()
}
