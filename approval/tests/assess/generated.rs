//! Generated cases: the crate and the second table agree, and no line whatever panics.

use proptest::{prelude::*, sample::subsequence};
use serde_json::{Map, Value, json};

use crate::{example, second_table};

fn word(words: &'static [&'static str]) -> impl Strategy<Value = Value> {
    proptest::sample::select(words).prop_map(|word| json!(word))
}

fn some_of(words: &'static [&'static str]) -> impl Strategy<Value = Value> {
    subsequence(words, 0..=words.len()).prop_map(|words| json!(words))
}

/// Days around the assessed one, so that both sides of every boundary come up.
const DAYS: &[&str] = &["2025-01-01", "2026-11-20", "2026-11-21", "2026-11-22", "2026-11-23", "2027-03-01"];

fn agreement() -> impl Strategy<Value = Value> {
    let period = (word(DAYS), proptest::option::weighted(0.6, word(DAYS)))
        .prop_map(|(from, until)| json!({"from":from,"until":until}));
    prop_oneof![1 => Just(Value::Null), 2 => Just(json!({"from":"2025-01-01","until":null})), 3 => period]
}

fn an_answer() -> impl Strategy<Value = Value> {
    let text = || prop_oneof![1 => Just(None), 1 => Just(Some(json!(""))), 6 => Just(Some(json!("because")))];
    let deadline = prop_oneof![1 => Just(None), 1 => Just(Some(json!(""))), 6 => word(DAYS).prop_map(Some)];
    (word(&["met", "unmet", "deviation", "deviation", "not_applicable"]), text(), text(), text(), deadline)
        .prop_map(|(status, reason, plan, owner, deadline)| {
            let mut answer = Map::from_iter([("status".to_owned(), status)]);
            for (member, value) in
                [("reason", reason), ("plan", plan), ("owner", owner), ("deadline", deadline)]
            {
                answer.extend(value.map(|value| (member.to_owned(), value)));
            }
            Value::Object(answer)
        })
}

const IDS: &[&str] = &[
    "K1", "K2", "K3", "K4a", "K4b", "K4c", "K4d", "K4e", "K5a", "K5b", "K6a", "K6b", "K7", "L1", "L2", "O1",
    "C1", "C2", "C3", "C4", "C5", "C6", "P1",
];

fn answers() -> impl Strategy<Value = Value> {
    // Most are met, so that cases come near being publishable.
    let one = || prop_oneof![6 => Just(Some(json!({"status":"met"}))), 3 => an_answer().prop_map(Some), 1 => Just(None)];
    proptest::collection::vec(one(), IDS.len()).prop_map(|answers| {
        let members = IDS.iter().zip(answers);
        members.filter_map(|(id, answer)| Some(((*id).to_owned(), answer?))).collect::<Map<_, _>>().into()
    })
}

fn tool() -> impl Strategy<Value = Value> {
    (
        word(&["standalone", "integrated"]),
        word(&["open", "prescription"]),
        word(&["none", "local", "own", "central", "pseudonymous"]),
        some_of(&["web", "ios", "android"]),
        some_of(&["platform", "own", "idporten", "vipps", "facebook", "google", "apple"]),
        some_of(&["pseudonym", "name", "birthdate", "national_id"]),
        any::<bool>(),
    )
        .prop_map(|(independence, availability, profile, platforms, login_methods, claims, overlaps)| {
            json!({"independence":independence,"availability":availability,"profile":profile,
                "platforms":platforms,"login_methods":login_methods,"requested_claims":claims,
                "overlaps_portal":overlaps})
        })
}

prop_compose! {
    fn case()(
        id in "[a-z0-9\"\\\\æ]{0,6}",
        tool in tool(),
        kind in word(&["directorate", "health_trust", "municipality", "county", "contracted", "vendor", "operator"]),
        a1 in agreement(),
        a2 in agreement(),
        a3 in agreement(),
        answers in answers(),
    ) -> Value {
        json!({"id":id,"at":"2026-11-22","tool":tool,"orderer":{"kind":kind,"A1":a1},"vendor":{"A2":a2},"A3":a3,
            "answers":answers})
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn the_crate_and_the_second_table_agree(case in case()) {
        let (line, read) = approval::bulk::assess_line(&case.to_string());
        prop_assert!(read, "{}", line);
        let expected = second_table::answer(&case);
        prop_assert_eq!(serde_json::from_str::<Value>(&line).unwrap(), expected, "{}", case);
    }

    #[test]
    fn no_line_panics(line in ".{0,200}") {
        let (answer, _) = approval::bulk::assess_line(&line);
        prop_assert!(serde_json::from_str::<Value>(&answer).is_ok());
    }

    #[test]
    fn no_broken_case_panics(at in any::<prop::sample::Index>(), with in "\\PC{0,3}", cut in any::<bool>()) {
        let text: Vec<char> = example().to_string().chars().collect();
        let at = at.index(text.len());
        let rest = if cut { &text[text.len()..] } else { &text[at + 1..] };
        let line: String = text[..at].iter().copied().chain(with.chars()).chain(rest.iter().copied()).collect();
        let (answer, _) = approval::bulk::assess_line(&line);
        let answer: Value = serde_json::from_str(&answer).unwrap();
        prop_assert!(answer.get("publishable").is_some() != answer.get("error").is_some());
    }
}
