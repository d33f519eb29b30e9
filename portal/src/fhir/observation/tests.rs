//! What is taken and what is refused.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::accept::{Accepted, accept, if_none_exist};
use crate::fhir::{Failure, Issue};

const PATIENT: &str = "ab12";

fn now() -> Timestamp {
    "2026-11-22T10:00:00Z".parse().unwrap()
}

/// A blood pressure as a tool sends it.
fn pressure() -> Value {
    json!({
        "resourceType": "Observation",
        "identifier": [{"system": "https://tool.example/measurement", "value": "4711"}],
        "status": "final",
        "code": {"coding": [{"system": "http://loinc.org", "code": "85354-9", "display": "Blood pressure"}]},
        "subject": {"reference": "Patient/ab12"},
        "effectiveDateTime": "2026-11-22T09:58:00+01:00",
        "component": [{
            "code": {"coding": [{"system": "http://loinc.org", "code": "8480-6"}]},
            "valueQuantity": {"value": 120, "unit": "mmHg", "system": "http://unitsofmeasure.org", "code": "mm[Hg]"},
        }],
    })
}

/// The same with some elements set, or taken away by null.
fn changed(changes: &Value) -> String {
    let mut resource = pressure();
    for (name, value) in changes.as_object().unwrap() {
        if value.is_null() {
            resource.as_object_mut().unwrap().remove(name);
        } else {
            resource[name] = value.clone();
        }
    }
    resource.to_string()
}

fn taken(text: &str) -> Accepted {
    accept(text, PATIENT, now()).unwrap()
}

fn refused(text: &str) -> (u16, Vec<Issue>) {
    match accept(text, PATIENT, now()) {
        Err(Failure::Outcome { status, issues }) => (status.as_u16(), issues),
        other => panic!("{other:?}"),
    }
}

/// Status, and code and place of each issue.
fn told(changes: &Value) -> (u16, Vec<String>) {
    let (status, issues) = refused(&changed(changes));
    let line = |issue: Issue| format!("{} {}", issue.code, issue.expression.unwrap_or_default());
    (status, issues.into_iter().map(line).collect())
}

#[test]
fn a_measurement_is_taken_with_its_identifier_code_and_time() {
    let accepted = taken(&pressure().to_string());
    assert_eq!(accepted.identifier.as_deref(), Some("https://tool.example/measurement|4711"));
    assert_eq!(accepted.code, "http://loinc.org|85354-9");
    assert_eq!(accepted.effective_at.to_string(), "2026-11-22T08:58:00Z");
    let kept: Value = serde_json::from_str(&accepted.resource).unwrap();
    assert!(kept.get("subject").is_none() && kept.get("resourceType").is_none());
    assert_eq!(kept["component"], pressure()["component"]);
}

#[test]
fn decimals_and_extensions_stay_as_they_were_written() {
    let text = r#"{"resourceType":"Observation","id":"mine","meta":{"versionId":"7","profile":["http://p.example"]},
        "status":"final","code":{"coding":[{"system":"http://loinc.org","code":"1"}]},"effectiveDateTime":"2026-11-22",
        "valueQuantity":{"value":1.500000000000000000001},"extension":[{"url":"https://x.example","valueDecimal": 1.10}]}"#;
    let accepted = taken(text);
    assert!(accepted.resource.contains(r#""value":1.500000000000000000001"#), "{}", accepted.resource);
    assert!(accepted.resource.contains(r#""extension":[{"url":"https://x.example","valueDecimal":1.10}]"#));
    assert!(accepted.resource.starts_with(r#"{"meta":{"profile":["http://p.example"]},"#));
    assert!(!accepted.resource.contains("mine"));
}

#[test]
fn layout_makes_no_difference_to_what_is_kept() {
    let pretty = serde_json::to_string_pretty(&pressure()).unwrap();
    assert_eq!(taken(&pretty).resource, taken(&pressure().to_string()).resource);
}

#[test]
fn every_missing_element_is_told_at_once() {
    let changes = json!({"status": null, "code": null, "effectiveDateTime": null, "component": null});
    assert_eq!(
        told(&changes),
        (
            422,
            vec![
                "required Observation.status".into(),
                "required Observation.code".into(),
                "required Observation.effective[x]".into(),
                "required Observation.value[x]".into(),
            ]
        )
    );
}

#[test]
fn what_is_wrong_is_told_where_it_stands() {
    let cases = [
        (json!({"status": "done"}), "code-invalid Observation.status"),
        (json!({"status": 1}), "value Observation.status"),
        (json!({"code": {"text": "blodtrykk"}}), "required Observation.code.coding"),
        (json!({"code": {"coding": [{"system": "loinc", "code": "1"}]}}), "value Observation.code"),
        (json!({"effectiveDateTime": "22.11.2026"}), "value Observation.effectiveDateTime"),
        (json!({"effectiveDateTime": "2026-11-24"}), "business-rule Observation.effective[x]"),
        (json!({"effectiveInstant": "2026-11-22"}), "required Observation.effective[x]"),
        (json!({"subject": {"reference": "Patient/cd34"}}), "business-rule Observation.subject"),
        (json!({"subject": {"display": "Kari"}}), "business-rule Observation.subject"),
        (
            json!({"performer": [{"reference": "https://x.example/fhir/Patient/cd34/_history/2"}]}),
            "business-rule Observation.performer[0].reference",
        ),
        (json!({"valueMoney": {"value": 1}}), "value Observation.valueMoney"),
        (json!({"valueInteger": 1.5}), "value Observation.valueInteger"),
        (json!({"valueInteger": 1, "valueString": "a"}), "structure Observation.value[x]"),
        (json!({"valueQuantity": {"value": "120"}}), "value Observation.valueQuantity"),
        (json!({"valueQuantity": {"value": 120, "code": "mm[Hg]"}}), "value Observation.valueQuantity"),
        (
            json!({"valueInteger": 1, "dataAbsentReason": {"text": "x"}}),
            "invariant Observation.dataAbsentReason",
        ),
        (json!({"component": [{"valueInteger": 1}]}), "required Observation.component[0].code"),
        (
            json!({"modifierExtension": [{"url": "http://x.example", "valueBoolean": true}]}),
            "not-supported Observation.modifierExtension",
        ),
        (
            json!({"identifier": [{"system": "https://x.example", "value": "a".repeat(400)}]}),
            "too-long Observation.identifier",
        ),
        (json!({"somethingNew": {"x": 1.10}}), "structure Observation.somethingNew"),
        (json!({"category": {"text": "x"}}), "structure Observation.category"),
        (
            json!({"component": [{"code": {"text": "x"}, "note": "x"}]}),
            "structure Observation.component[0].note",
        ),
        (json!({"effectiveDateTime": "2026-11-22T08:00:00+25:00"}), "value Observation.effectiveDateTime"),
    ];
    for (changes, expected) in cases {
        assert_eq!(told(&changes), (422, vec![expected.to_owned()]), "{changes}");
    }
}

#[test]
fn what_is_no_fhir_json_is_told_so() {
    for (text, place) in [
        (changed(&json!({"note": []})), "Observation.note"),
        (changed(&json!({"note": [{"text": ""}]})), "Observation.note[0].text"),
        (changed(&json!({"bodySite": {}})), "Observation.bodySite"),
    ] {
        let (status, issues) = refused(&text);
        assert_eq!((status, issues[0].expression.as_deref()), (400, Some(place)));
    }
    for text in ["", "null", "[]", "\"x\"", "{", "{\"a\":1}x", "{\"a\":1e999}"] {
        assert_eq!(refused(text).0, 400, "{text}");
    }
    let (status, _) = refused(r#"{"resourceType":"Patient"}"#);
    assert_eq!(status, 422);
}

#[test]
fn a_refusal_never_repeats_what_was_sent() {
    for changes in [
        json!({"status": ["hemmelig"]}),
        json!({"valueInteger": "hemmelig"}),
        json!({"effectiveDateTime": "hemmelig"}),
        json!({"valueQuantity": {"comparator": "hemmelig"}}),
        json!({"code": {"coding": [{"code": "hemmelig\u{a0}x"}]}}),
        json!({"issued": "hemmelig", "note": ["hemmelig"], "identifier": [{"use": "hemmelig"}]}),
    ] {
        let (_, issues) = refused(&changed(&changes));
        assert!(issues.iter().all(|issue| !issue.text.contains("hemmelig")), "{issues:?}");
    }
}

#[test]
fn the_condition_is_an_identifier_and_nothing_else() {
    assert_eq!(if_none_exist("identifier=https%3A%2F%2Fx.example|1").unwrap(), "https://x.example|1");
    for wrong in
        ["", "identifier=1", "code=a|b", "identifier=https://x.example|1&status=final", "identifier=|1"]
    {
        assert!(if_none_exist(wrong).is_err(), "{wrong}");
    }
}
