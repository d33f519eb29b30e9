//! Reading and writing the lines of `reseptor decide`, and what people are told of a refusal.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops where its ground is missing")]

mod common;

use common::{attorney, example, oneself, refused, with};
use launch::{
    bulk::decide_line,
    representation::{Facts, NEUTRAL, decide, explain},
};
use serde_json::{Value, json};

#[test]
fn a_line_that_cannot_be_read_says_so_under_its_id_and_says_nothing_else() {
    let missing = |path: &str| {
        let mut line = example();
        let (parent, member) = path.rsplit_once('/').unwrap();
        let object = if parent.is_empty() { Some(&mut line) } else { line.pointer_mut(parent) };
        object.unwrap().as_object_mut().unwrap().remove(member).unwrap();
        line
    };
    let all = [
        "/now",
        "/purpose",
        "/acr",
        "/floor",
        "/actor",
        "/subject",
        "/relation",
        "/tool",
        "/prescription",
        "/permission",
        "/actor/born",
        "/subject/care_order",
        "/relation/kind",
        "/relation/role",
        "/tool/acr",
        "/tool/process_bases",
        "/prescription/ends",
    ];
    let mut lines: Vec<Value> = all.into_iter().map(missing).collect();
    for (path, value) in [
        ("now", json!("2026-11-22")),
        ("now", json!("2026-11-22T10:00:00")),
        ("purpose", json!("close")),
        ("purpose", json!({"open": null})),
        ("acr", json!("HIGH")),
        ("actor.born", json!("2026-02-29")),
        ("actor.born", json!("20100101")),
        ("actor.born", json!("2010-01-01T00:00:00")),
        ("actor.emergency_block", json!("false")),
        ("actor", json!(["1985-03-01", "open", "active", false])),
        ("subject", Value::Null),
        ("relation", json!({"kind": "guardian"})),
        ("relation", json!({"kind": "parent", "responsibility": "both", "role": "unknown"})),
        ("relation", json!("self")),
        ("tool.process_bases", json!(["limited_poa"])),
        ("tool.process_bases", Value::Null),
        ("prescription", json!([])),
        ("permission", Value::Null),
    ] {
        lines.push(with(example(), &[(path, value)]));
    }
    for member in ["until", "ended", "passed_on", "closest_next_of_kin"] {
        let mut line = attorney("assigned_poa");
        line["relation"].as_object_mut().unwrap().remove(member);
        lines.push(line);
    }
    lines.push(with(attorney("limited_poa"), &[("relation.scopes", json!(["open"]))]));
    for line in lines {
        let (text, readable) = decide_line(&line.to_string());
        let answer: Value = serde_json::from_str(&text).unwrap();
        assert!(!readable, "{line}");
        assert_eq!(answer["id"], json!("17"));
        assert!(answer["error"].as_str().is_some_and(|error| !error.is_empty()));
        assert_eq!(answer.as_object().unwrap().len(), 2);
        assert!(text.starts_with(r#"{"id":"17","error":"#), "{text}");
    }
}

#[test]
fn the_id_is_echoed_as_written_and_null_where_it_cannot_be_read() {
    let spelled = example().to_string().replace(r#""17""#, r#""\u00e6 \"17\"""#);
    assert!(decide_line(&spelled).0.starts_with(r#"{"id":"\u00e6 \"17\"","#));
    assert!(decide_line(&example().to_string().replace(r#""17""#, "17")).0.starts_with(r#"{"id":17,"#));
    let unreadable = [
        "",
        "{",
        "null",
        "[]",
        "17",
        "{\"id\":}",
        "{\"id\":null}",
        "{\"id\":[1]}",
        "{\"id\":\"1\"",
        "{} {}",
        "\u{feff}{}",
    ];
    for line in unreadable {
        let (answer, readable) = decide_line(line);
        assert!(!readable && answer.starts_with(r#"{"id":null,"error":"#), "{line} {answer}");
    }
    let mut out = Vec::new();
    assert!(!launch::bulk::decide_into(b"{\"id\":\"\xff\"}", &mut out));
    assert!(out.starts_with(br#"{"id":null,"#));
    for odd in [json!(null), json!(true), json!({"a": 1}), json!(["17"])] {
        assert!(
            decide_line(&with(example(), &[("id", odd)]).to_string()).0.starts_with(r#"{"id":null,"error""#)
        );
    }
}

#[test]
fn members_that_are_not_known_or_belong_to_another_kind_are_ignored() {
    let mut line = example();
    line["colour"] = json!({"deep": [[[[1]]]]});
    line["relation"]["from"] = json!(7);
    line["relation"]["scopes"] = json!("none");
    line["tool"]["slug"] = json!("x");
    refused(&line, &[]);
    let mut line = attorney("ordinary_poa");
    line["relation"].as_object_mut().unwrap().remove("closest_next_of_kin");
    line["relation"].as_object_mut().unwrap().remove("scopes");
    refused(&line, &["R1"]);
}

#[test]
fn facts_written_as_json_decide_alike() {
    for line in [example(), attorney("assigned_poa"), attorney("limited_poa"), oneself()] {
        let facts = Facts::from_json(&line.to_string()).unwrap();
        let again = Facts::from_json(&serde_json::to_string(&facts.line("again")).unwrap()).unwrap();
        assert_eq!(facts, again);
    }
}

#[track_caller]
fn explained(line: &Value, keys: &[&str]) {
    let facts = Facts::from_json(&line.to_string()).unwrap();
    assert_eq!(explain(&facts, &decide(&facts)), keys, "{line}");
}

#[test]
fn everything_protected_has_one_neutral_text() {
    explained(&example(), &[]);
    for change in [
        ("subject.address", json!("strictly_confidential")),
        ("subject.care_order", json!(true)),
        ("actor.emergency_block", json!(true)),
        ("subject.status", json!("dead")),
    ] {
        explained(&with(example(), &[change]), &[NEUTRAL]);
    }
    let both = [("subject.address", json!("confidential")), ("subject.care_order", json!(true))];
    explained(&with(example(), &both), &[NEUTRAL]);
}

#[test]
fn a_refusal_that_stands_anyway_does_not_show_that_something_is_protected_too() {
    let youth = with(example(), &[("subject.born", json!("2009-01-01"))]);
    explained(&youth, &["refusal-F1"]);
    explained(&with(youth, &[("subject.address", json!("confidential"))]), &["refusal-F1"]);
}

#[test]
fn a_withheld_prescription_is_explained_as_none() {
    let none = with(example(), &[("prescription", Value::Null)]);
    let withheld = [
        ("prescription.withheld_from_parents", json!(true)),
        ("prescription.representative_allowed", json!(false)),
    ];
    explained(&none, &["refusal-R2", "refusal-T2"]);
    explained(&with(example(), &withheld), &["refusal-R2", "refusal-T2"]);
    // Nor does what its enterprise lacks show that there is one.
    let lacking = with(example(), &[("tool.data_processor_agreement", json!(false))]);
    explained(&with(lacking, &withheld), &["refusal-R2", "refusal-T2"]);
}
