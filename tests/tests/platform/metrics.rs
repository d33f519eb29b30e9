//! What `/metrics` tells of logins and starts, and of nobody in particular (contract §3).

use tests::{Browser, DataDir, Server, Settings};

#[tokio::test]
async fn logins_and_starts_are_counted_under_bounded_labels() {
    let data = DataDir::demo();
    let server = Server::start_with(&data, Settings::new().with_metrics()).await;
    let browser = server.browser();
    assert_eq!(server.metric("reseptor_logins_total").await, None, "nobody yet");
    browser.login("innbygger", "parent").await;
    server.browser().login("behandler", "physician").await;
    // Counted when it is done, not when it is begun.
    server.browser().send("GET", "/logg-inn?tjeneste=innbygger&login_hint=parent", &[], Vec::new()).await;
    assert_eq!(server.metric("reseptor_logins_total").await, Some(2.0));

    let page = browser.get("/verktoy/dognrytme-demo/start").await;
    let field = |name: &str| page.field(name).expect(name);
    let body = format!("csrf={}&subject={}", field("csrf"), field("subject")).into_bytes();
    let form: [(&str, &[u8]); 1] = [("content-type", b"application/x-www-form-urlencoded")];
    let started = browser.send("POST", "/verktoy/dognrytme-demo/start", &form, body).await.unwrap();
    assert_eq!(started.status, 303, "{}", started.text);
    let launch = &started.headers["location"];
    assert!(launch.contains("/launch/") && launch.contains("launch="), "{launch}");
    assert_eq!(server.metric("reseptor_launches_total").await, Some(1.0));

    let shown = Browser::new(&server.metrics_address()).get("/metrics").await.text;
    for line in [
        "reseptor_logins_total{service=\"innbygger\"} 1",
        "reseptor_logins_total{service=\"behandler\"} 1",
        "reseptor_launches_total{kind=\"smart\",outcome=\"allowed\"} 1",
    ] {
        assert!(shown.lines().any(|shown| shown == line), "{line}: {shown}");
    }
    // Neither whose, nor which: the person's id, the tool, the ticket.
    for personal in [&field("subject"), "dognrytme", "person_", "parent", "physician"] {
        assert!(!shown.contains(personal), "{personal}: {shown}");
    }
}
