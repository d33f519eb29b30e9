//! `reseptor assess`: the format's own example, every requirement by its id, and generated cases against a second table
//! written independently of the first.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod generated;
mod second_table;
mod sentences;

use serde_json::{Value, json};

/// The example that the format is documented with.
fn example() -> Value {
    json!({"id":"a1","at":"2026-11-22",
     "tool":{"independence":"standalone","availability":"open","profile":"central","platforms":["web"],
             "login_methods":["platform"],"requested_claims":["pseudonym"],"overlaps_portal":false},
     "orderer":{"kind":"health_trust","A1":{"from":"2025-01-01","until":null}},
     "vendor":{"A2":{"from":"2025-01-01","until":null}},"A3":{"from":"2026-01-01","until":"2027-12-31"},
     "answers":{"K1":{"status":"met"},"K2":{"status":"met"},"K3":{"status":"met"},"K4a":{"status":"met"},
                "K4b":{"status":"met"},"K4c":{"status":"met"},"K4d":{"status":"met"},"K4e":{"status":"met"},
                "K5a":{"status":"met"},"K5b":{"status":"met"},
                "C1":{"status":"deviation","reason":"overview not coupled yet","plan":"coupling in release 3",
                      "owner":"Demo health trust","deadline":"2027-03-01"},
                "C3":{"status":"met"},"C4":{"status":"not_applicable","reason":"no overlap"}}})
}

/// The example with these members (JSON pointers) set to these values; a removed member is `Value::Null` under `remove`.
fn changed(changes: &[(&str, Value)]) -> Value {
    let mut case = example();
    for (pointer, value) in changes {
        let (parent, member) = pointer.rsplit_once('/').unwrap();
        case.pointer_mut(parent).unwrap()[member] = value.clone();
    }
    case
}

fn without(pointer: &str) -> Value {
    let mut case = example();
    let (parent, member) = pointer.rsplit_once('/').unwrap();
    case.pointer_mut(parent).unwrap().as_object_mut().unwrap().remove(member).unwrap();
    case
}

fn answer(case: &Value) -> Value {
    let (line, read) = approval::bulk::assess_line(&case.to_string());
    assert!(read, "{line}");
    serde_json::from_str(&line).unwrap()
}

fn error(line: &str) -> Value {
    let (answer, read) = approval::bulk::assess_line(line);
    assert!(!read, "{answer}");
    let answer: Value = serde_json::from_str(&answer).unwrap();
    assert_eq!(answer.as_object().unwrap().keys().collect::<Vec<_>>(), ["error", "id"]);
    assert!(!answer["error"].as_str().unwrap().is_empty());
    answer["id"].clone()
}
