//! The demonstration as its clinicians meet it: lists that ask for attention, and data with a course.

use tests::{Answer, Browser, DataDir, Server};

/// The addresses of the list's rows whose patient has this family name.
fn rows(list: &Answer, family: &str) -> Vec<String> {
    let cases = list.text.split("class=\"case\"").skip(1).filter(|case| case.contains(family));
    let address =
        |case: &str| Some(case.split_once("href=\"/forskriver/presc_")?.1.split_once('"')?.0.to_owned());
    cases.filter_map(address).map(|id| format!("/forskriver/presc_{id}")).collect()
}

/// What the clinician reads of this patient's data, and how many dots and lines its pictures have.
async fn data_of(browser: &Browser, list: &Answer, family: &str) -> (String, usize, usize) {
    let rows = rows(list, family);
    assert!(!rows.is_empty(), "{family} is followed up: {}", list.text);
    let mut found = (String::new(), 0, 0);
    for row in rows {
        let page = browser.get(&format!("{row}/data")).await;
        assert_eq!(page.status, 200, "{row}");
        let count = |what: &str| page.text.matches(what).count();
        found.1 += count("class=\"chart__dot\"");
        found.2 += count("class=\"chart__line\"");
        found.0 += &page.text;
    }
    found
}

#[tokio::test]
async fn every_clinician_has_somebody_to_follow_up_and_data_with_a_course() {
    let data = DataDir::demo();
    let server = Server::start(&data).await;
    for (who, attention, patients) in [
        ("psychologist", ["Nye data", "Ikke lest på en uke"].as_slice(), ["Rønning", "Fossum"].as_slice()),
        ("nurse", &["Nye data"], &["Seljord"]),
        ("physician", &["Nye data", "Skal følges opp"], &["Kvam"]),
    ] {
        let browser = server.browser();
        browser.login("behandler", who).await;
        let list = browser.get("/forskriver/oppfolging?vis=alle").await;
        for reason in attention {
            assert!(list.text.contains(reason), "{who}: {reason}: {}", list.text);
        }
        for family in patients {
            let (text, dots, lines) = data_of(&browser, &list, family).await;
            assert!(dots >= 20, "{who}, {family}: {dots} measurements");
            assert!(lines >= 4, "{who}, {family}: two pictures, each with a pause: {lines} lines");
            assert!(text.contains("<table"), "{who}, {family}: the same in words");
        }
    }
}

#[tokio::test]
async fn a_summary_tells_what_and_how_often_and_never_a_value() {
    let data = DataDir::demo();
    let server = Server::start(&data).await;
    let browser = server.browser();
    browser.login("behandler", "psychologist").await;
    let list = browser.get("/forskriver/oppfolging?vis=alle").await;
    let (text, dots, _) = data_of(&browser, &list, "Moe").await;
    assert_eq!(dots, 0, "nothing is drawn");
    assert!(text.contains("Søvn siste natt") && !text.contains("sleep-hours"), "in words: {text}");
}

#[tokio::test]
async fn the_labels_evidence_is_one_click_away_from_its_words() {
    let data = DataDir::demo();
    let server = Server::start(&data).await;
    let browser = server.browser();
    let page = browser.get("/verktoy/demo-pust").await.text;
    assert!(page.contains("href=\"#assessment\"") && page.contains("id=\"assessment\""), "{page}");
    let (_, grades) = page.split_once("class=\"grades\"").unwrap();
    let (grades, after) = grades.split_once("<dl").unwrap();
    assert_eq!(grades.matches("<details").count(), 5, "{grades}");
    for rule in ["K4a", "K4b", "K4c", "K4d", "K4e"] {
        assert!(grades.contains(rule), "{rule}: {grades}");
    }
    assert!(after.matches("class=\"rule-id\"").count() >= 5, "what was found, requirement by requirement");
    let cards = browser.get("/verktoy?q=demo-pust").await.text;
    assert!(cards.contains("demo-pust#assessment\""), "{cards}");
}
