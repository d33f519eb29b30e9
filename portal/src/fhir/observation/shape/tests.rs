//! What has R4's shape, and what has not.

use super::*;

fn told(kept: &str) -> Vec<String> {
    let line = |issue: Issue| format!("{} {}", issue.code, issue.expression.unwrap_or_default());
    issues(kept).unwrap().into_iter().map(line).collect()
}

/// With what every Observation has.
fn with(elements: &str) -> Vec<String> {
    told(&format!(
        r#"{{"status":"final","code":{{"coding":[{{"system":"http://loinc.org","code":"1"}}]}},{elements}}}"#
    ))
}

#[test]
fn what_r4_has_is_taken() {
    for elements in [
        r#""valueQuantity":{"value":1.50,"comparator":"<=","system":"http://unitsofmeasure.org","code":"kg"}"#,
        r#""valueSampledData":{"origin":{"value":0},"period":10,"dimensions":1,"data":"1 2 E"}"#,
        r#""note":[{"text":"a","time":"2026-11","authorString":"b"}],"issued":"2026-11-22T10:00:00Z""#,
        r#""meta":{"profile":["http://p.example"],"_profile":[null],"tag":[{"code":"a"}]},"language":"nb""#,
        r#""text":{"status":"generated","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\">a</div>"}"#,
        r#""extension":[{"url":"https://x.example","extension":[{"url":"a","valueCode":"b"}]}]"#,
        r#""_valueString":{"extension":[{"url":"https://x.example","valueDate":"2026-11-22"}]}"#,
        r#""component":[{"id":"a","code":{"text":"x"},"valueTime":"10:00:00.5"}]"#,
        r#""referenceRange":[{"text":"50–90"}],"hasMember":[{"reference":"Observation/1"}]"#,
    ] {
        assert_eq!(with(elements), [""; 0], "{elements}");
    }
}

#[test]
fn what_r4_does_not_have_there_is_told_where_it_stands() {
    for (elements, expected) in [
        (r#""somethingNew":1"#, "structure Observation.somethingNew"),
        (r#""Status":"final""#, "structure Observation.Status"),
        (r#""category":{"text":"x"}"#, "structure Observation.category"),
        (r#""category":["x"]"#, "structure Observation.category[0]"),
        (r#""bodySite":[{"text":"x"}]"#, "structure Observation.bodySite"),
        (r#""device":"klokke""#, "structure Observation.device"),
        (r#""note":[{"time":"2026-11-20"}]"#, "required Observation.note[0].text"),
        (r#""issued":"2026-11-20""#, "value Observation.issued"),
        (r#""valuePeriod":{"start":"2026-11-20","foo":1}"#, "structure Observation.valuePeriod.foo"),
        (r#""identifier":[{"use":"mine","value":"1"}]"#, "code-invalid Observation.identifier[0].use"),
        (r#""meta":{"profile":"x"}"#, "structure Observation.meta.profile"),
        (r#""extension":[{"url":"http://x.example"}]"#, "invariant Observation.extension[0]"),
        (r#""extension":[{"valueString":"x"}]"#, "required Observation.extension[0].url"),
        (
            r#""extension":[{"url":"a","valueString":"x","valueCode":"x"}]"#,
            "invariant Observation.extension[0]",
        ),
        (r#""referenceRange":[{"type":{"text":"x"}}]"#, "invariant Observation.referenceRange[0]"),
        (
            r#""valueRange":{"low":{"value":1,"comparator":"<"}}"#,
            "structure Observation.valueRange.low.comparator",
        ),
        (
            r#""valueRatio":{"numerator":{"value":1,"code":"mg"}}"#,
            "invariant Observation.valueRatio.numerator",
        ),
        (
            r#""valueSampledData":{"origin":{"value":1},"period":1,"dimensions":0}"#,
            "value Observation.valueSampledData.dimensions",
        ),
        (
            r#""component":[{"code":{"text":"x"},"modifierExtension":[{"url":"a","valueCode":"b"}]}]"#,
            "structure Observation.component[0].modifierExtension",
        ),
        (r#""_valueInteger":5"#, "structure Observation._valueInteger"),
        (r#""_code":{"id":"x"}"#, "structure Observation._code"),
        (r##""focus":[{"reference":"#a"}]"##, "value Observation.focus[0].reference"),
        (r#""text":{"status":"generated"}"#, "required Observation.text.div"),
    ] {
        assert_eq!(with(elements), [expected], "{elements}");
    }
}
