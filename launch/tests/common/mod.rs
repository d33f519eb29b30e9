//! Lines of `reseptor decide` to vary.

use launch::bulk::decide_line;
use serde_json::{Value, json};

/// The format's own example: a mother starts a prescribed tool for her child of eight.
pub(crate) fn example() -> Value {
    json!({"id": "17", "now": "2026-11-22T10:00:00+01:00", "purpose": "open", "acr": "high", "floor": "high",
      "actor": {"born": "1985-03-01", "address": "open", "status": "active", "emergency_block": false},
      "subject": {"born": "2018-05-04", "address": "open", "status": "active", "emergency_block": false,
                  "lacks_capacity": false, "care_order": false},
      "relation": {"kind": "parent", "responsibility": "both", "role": "mother"},
      "tool": {"status": "published", "independence": "standalone", "availability": "prescription",
               "profile": "central", "acr": "substantial", "representation_declared": true,
               "uses_platform_representation": true, "data_processor_agreement": true,
               "person_service_terms": true, "process_bases": []},
      "prescription": {"state": "active", "starts": "2026-11-01", "ends": "2027-02-01",
                       "withheld_from_parents": false, "representative_allowed": true},
      "permission": "given"})
}

pub(crate) fn attorney(kind: &str) -> Value {
    let mut line = example();
    line["relation"] = json!({"kind": kind, "from": "2026-01-01", "until": "2030-12-31", "ended": null,
        "passed_on": false, "closest_next_of_kin": true, "scopes": ["see", "remind"]});
    line["subject"]["born"] = "1950-02-03".into();
    line["subject"]["lacks_capacity"] = true.into();
    line
}

pub(crate) fn oneself() -> Value {
    let mut line = example();
    line["relation"] = json!({"kind": "self"});
    line.as_object_mut().unwrap().remove("subject");
    line
}

/// The line with members set, each named by its path: `tool.status`.
pub(crate) fn with(mut line: Value, changes: &[(&str, Value)]) -> Value {
    for (path, value) in changes {
        let pointer = format!("/{}", path.replace('.', "/"));
        match line.pointer_mut(&pointer) {
            Some(place) => *place = value.clone(),
            None => panic!("no {path}"),
        }
    }
    line
}

pub(crate) fn answer(line: &Value) -> Value {
    let (answer, readable) = decide_line(&line.to_string());
    assert!(readable, "{answer}");
    serde_json::from_str(&answer).unwrap()
}

#[track_caller]
pub(crate) fn refused(line: &Value, rules: &[&str]) {
    let answer = answer(line);
    assert_eq!(answer["refused_by"], json!(rules), "{line}");
    assert_eq!(answer["allowed"], json!(rules.is_empty()));
    if !rules.is_empty() {
        assert_eq!((&answer["basis"], &answer["until"]), (&Value::Null, &Value::Null));
    }
}
