//! Each requirement by its id, as a sentence.

use serde_json::{Value, json};

use crate::{answer, changed, error, example, without};

fn unmet(case: &Value) -> Value {
    let answer = answer(case);
    assert_eq!(answer["publishable"], answer["unmet"].as_array().unwrap().is_empty());
    answer["unmet"].clone()
}

fn deviations(case: &Value) -> Value {
    answer(case)["deviations"].clone()
}

#[test]
fn the_documented_example_gives_the_documented_answer() {
    let line = example().to_string();
    let (answer, read) = approval::bulk::assess_line(&line);
    assert!(read);
    assert_eq!(answer, r#"{"id":"a1","publishable":true,"unmet":[],"deviations":["C1"],"notes":[]}"#);
}

#[test]
fn k1_to_k5b_are_unmet_unless_answered_met() {
    for id in ["K1", "K2", "K3", "K4a", "K4b", "K4c", "K4d", "K4e", "K5a", "K5b"] {
        let pointer = format!("/answers/{id}");
        let complete = |status: &str| json!({"status":status,"reason":"r","plan":"p","owner":"o","deadline":"2027-01-01"});
        for status in ["unmet", "deviation", "not_applicable"] {
            assert_eq!(unmet(&changed(&[(&pointer, complete(status))])), json!([id]), "{id} {status}");
        }
        assert_eq!(unmet(&without(&pointer)), json!([id]), "{id} unanswered");
    }
}

#[test]
fn k6a_an_open_tool_is_ordered_by_the_directorate_or_a_health_trust() {
    for (kind, passes) in [
        ("directorate", true),
        ("health_trust", true),
        ("municipality", false),
        ("county", false),
        ("contracted", false),
        ("vendor", false),
        ("operator", false),
    ] {
        let expected = if passes { json!([]) } else { json!(["K6a"]) };
        assert_eq!(unmet(&changed(&[("/orderer/kind", json!(kind))])), expected, "{kind}");
    }
}

#[test]
fn k6b_a_prescription_tool_may_be_ordered_by_a_municipality_too() {
    for (kind, passes) in [
        ("directorate", true),
        ("health_trust", true),
        ("municipality", true),
        ("county", false),
        ("contracted", false),
        ("vendor", false),
        ("operator", false),
    ] {
        let case = changed(&[("/orderer/kind", json!(kind)), ("/tool/availability", json!("prescription"))]);
        assert_eq!(unmet(&case), if passes { json!([]) } else { json!(["K6b"]) }, "{kind}");
    }
}

#[test]
fn k7_the_ordering_body_holds_the_platform_terms_on_the_day_both_ends_included() {
    for (from, until, passes) in [
        ("2026-11-22", json!("2026-11-22"), true),
        ("2026-11-23", json!(null), false),
        ("2026-01-01", json!("2026-11-21"), false),
        ("2026-12-01", json!("2026-01-01"), false),
    ] {
        let case = changed(&[("/orderer/A1", json!({"from":from,"until":until}))]);
        assert_eq!(unmet(&case), if passes { json!([]) } else { json!(["K7"]) }, "{from}");
    }
    assert_eq!(unmet(&changed(&[("/orderer/A1", json!(null))])), json!(["K7"]));
}

fn local(platforms: &Value, more: &[(&str, Value)]) -> Value {
    let mut changes = vec![
        ("/tool/profile", json!("local")),
        ("/tool/platforms", platforms.clone()),
        ("/answers/L2", json!({"status":"met"})),
    ];
    changes.extend_from_slice(more);
    changed(&changes)
}

#[test]
fn l1_a_local_profile_is_for_apps_and_an_exception_needs_no_more_than_a_reason() {
    assert_eq!(unmet(&local(&json!(["ios", "android"]), &[])), json!([]));
    assert_eq!(unmet(&local(&json!(["ios", "web"]), &[])), json!(["L1"]));
    assert_eq!(unmet(&local(&json!(["web"]), &[("/answers/L1", json!({"status":"met"}))])), json!(["L1"]));
    let excused = local(&json!(["web"]), &[("/answers/L1", json!({"status":"deviation","reason":"kiosk"}))]);
    assert_eq!((unmet(&excused), deviations(&excused)), (json!([]), json!(["L1"])));
    for reason in [json!(""), json!("  "), json!(null)] {
        let blank =
            json!({"status":"deviation","reason":reason,"plan":"p","owner":"o","deadline":"2027-01-01"});
        assert_eq!(unmet(&local(&json!(["web"]), &[("/answers/L1", blank)])), json!(["L1"]));
    }
    let needless = json!({"status":"deviation","reason":"kiosk"});
    assert_eq!(deviations(&local(&json!(["ios"]), &[("/answers/L1", needless)])), json!([]));
}

#[test]
fn l2_user_data_of_a_local_profile_stays_on_the_device() {
    assert_eq!(unmet(&local(&json!(["ios"]), &[("/answers/L2", json!({"status":"unmet"}))])), json!(["L2"]));
}

#[test]
fn o1_a_profile_of_its_own_is_never_publishable() {
    let case = changed(&[("/tool/profile", json!("own")), ("/answers/O1", json!({"status":"met"}))]);
    assert_eq!(unmet(&case), json!(["O1"]));
}

#[test]
fn c1_to_c4_do_not_apply_without_the_platforms_login() {
    for profile in ["none", "local", "own"] {
        let mut case = changed(&[
            ("/tool/profile", json!(profile)),
            ("/tool/platforms", json!(["ios"])),
            ("/answers/L2", json!({"status":"met"})),
            ("/A3", json!(null)),
        ]);
        for id in ["C1", "C3", "C4"] {
            case["answers"].as_object_mut().unwrap().remove(id);
        }
        let expected = if profile == "own" { json!(["O1"]) } else { json!([]) };
        assert_eq!(unmet(&case), expected, "{profile}");
        assert_eq!(answer(&case)["notes"], json!([]));
    }
}

#[test]
fn c1_deviates_only_with_reason_plan_owner_and_a_deadline_that_has_not_passed() {
    assert_eq!(deviations(&example()), json!(["C1"]));
    assert_eq!(deviations(&changed(&[("/answers/C1/deadline", json!("2026-11-22"))])), json!(["C1"]));
    assert_eq!(unmet(&changed(&[("/answers/C1/deadline", json!("2026-11-21"))])), json!(["C1"]));
    for member in ["reason", "plan", "owner", "deadline"] {
        let pointer = format!("/answers/C1/{member}");
        assert_eq!(unmet(&without(&pointer)), json!(["C1"]), "{member} missing");
        assert_eq!(unmet(&changed(&[(&pointer, json!(""))])), json!(["C1"]), "{member} empty");
        assert_eq!(unmet(&changed(&[(&pointer, json!(null))])), json!(["C1"]), "{member} null");
    }
    assert_eq!(deviations(&changed(&[("/answers/C1", json!({"status":"met"}))])), json!([]));
}

#[test]
fn c2_is_fine_exactly_when_the_platforms_login_is_among_the_methods() {
    let others = json!(["own", "idporten", "vipps", "facebook", "google", "apple"]);
    let only_others = ("/tool/login_methods", others);
    assert_eq!(unmet(&changed(&[("/tool/login_methods", json!(["vipps", "platform"]))])), json!([]));
    assert_eq!(unmet(&changed(std::slice::from_ref(&only_others))), json!(["C2"]));
    assert_eq!(
        unmet(&changed(&[only_others.clone(), ("/answers/C2", json!({"status":"met"}))])),
        json!(["C2"])
    );
    let plan = json!({"status":"deviation","reason":"r","plan":"p","owner":"o","deadline":"2027-01-01"});
    let case = changed(&[only_others, ("/answers/C2", plan)]);
    assert_eq!((unmet(&case), deviations(&case)), (json!([]), json!(["C1", "C2"])));
    assert_eq!(unmet(&changed(&[("/answers/C2", json!({"status":"unmet"}))])), json!([]));
}

#[test]
fn c3_seamless_start_is_asked_of_web_tools_only() {
    assert_eq!(unmet(&without("/answers/C3")), json!(["C3"]));
    let mut app = without("/answers/C3");
    app["tool"]["platforms"] = json!(["android"]);
    assert_eq!(unmet(&app), json!([]));
}

#[test]
fn c4_is_not_applicable_only_with_a_reason_and_without_overlap() {
    assert_eq!(unmet(&changed(&[("/tool/overlaps_portal", json!(true))])), json!(["C4"]));
    assert_eq!(unmet(&changed(&[("/answers/C4/reason", json!(""))])), json!(["C4"]));
    for id in ["C1", "C3"] {
        let pointer = format!("/answers/{id}");
        let answer = json!({"status":"not_applicable","reason":"no overlap"});
        assert_eq!(unmet(&changed(&[(&pointer, answer)])), json!([id]));
    }
}

#[test]
fn c5_needs_both_vendor_terms_and_delivery_agreement() {
    assert_eq!(unmet(&changed(&[("/vendor/A2", json!(null))])), json!(["C5"]));
    assert_eq!(unmet(&changed(&[("/A3", json!(null))])), json!(["C5"]));
    assert_eq!(unmet(&changed(&[("/A3/until", json!("2026-11-21"))])), json!(["C5"]));
    assert_eq!(unmet(&changed(&[("/A3/until", json!("2026-11-22"))])), json!([]));
}

#[test]
fn c6_is_a_note_on_tools_that_are_apps_too() {
    assert_eq!(answer(&changed(&[("/tool/platforms", json!(["web", "ios"]))]))["notes"], json!(["C6"]));
    assert_eq!(answer(&changed(&[("/tool/platforms", json!(["android"]))]))["notes"], json!(["C6"]));
}

#[test]
fn p1_a_pseudonymous_tool_asks_for_nothing_but_a_pseudonym() {
    let pseudonymous = |claims: Value| {
        unmet(&changed(&[("/tool/profile", json!("pseudonymous")), ("/tool/requested_claims", claims)]))
    };
    assert_eq!(pseudonymous(json!([])), json!([]));
    assert_eq!(pseudonymous(json!(["pseudonym"])), json!([]));
    for claim in ["name", "birthdate", "national_id"] {
        assert_eq!(pseudonymous(json!(["pseudonym", claim])), json!(["P1"]));
    }
    assert_eq!(unmet(&changed(&[("/tool/requested_claims", json!(["national_id"]))])), json!([]));
}

#[test]
fn lists_are_in_the_order_of_the_domains_table() {
    let case = json!({"id":"x","at":"2026-11-22",
        "tool":{"independence":"integrated","availability":"prescription","profile":"pseudonymous",
                "platforms":["web","ios"],"login_methods":[],"requested_claims":["name"],"overlaps_portal":true},
        "orderer":{"kind":"county","A1":null},"vendor":{"A2":null},"A3":null,"answers":{}});
    let all = [
        "K1", "K2", "K3", "K4a", "K4b", "K4c", "K4d", "K4e", "K5a", "K5b", "K6b", "K7", "C1", "C2", "C3",
        "C4", "C5", "P1",
    ];
    assert_eq!(unmet(&case), json!(all));
    assert_eq!(answer(&case)["notes"], json!(["C6"]));
}

#[test]
fn a_requirements_number_is_its_place_in_the_table() {
    for (place, row) in approval::REQUIREMENTS.iter().enumerate() {
        assert_eq!(row.id as usize, place);
        assert_eq!(approval::Requirement::from_name(row.id.name()), Some(row.id));
    }
}

#[test]
fn unknown_members_are_ignored() {
    let case = changed(&[
        ("/more", json!([{"a":1}])),
        ("/tool/colour", json!("blue")),
        ("/answers/X9", json!({"status":"perhaps"})),
        ("/answers/C1/evidence", json!({"file":"x.pdf"})),
    ]);
    assert_eq!(unmet(&case), json!([]));
}

#[test]
fn a_missing_or_unknown_value_is_an_error_of_the_line_that_keeps_its_id() {
    for pointer in [
        "/at",
        "/tool",
        "/orderer",
        "/vendor",
        "/A3",
        "/answers",
        "/tool/independence",
        "/tool/availability",
        "/tool/profile",
        "/tool/platforms",
        "/tool/login_methods",
        "/tool/requested_claims",
        "/tool/overlaps_portal",
        "/orderer/kind",
        "/orderer/A1",
        "/vendor/A2",
        "/A3/from",
        "/A3/until",
        "/answers/K1/status",
    ] {
        assert_eq!(error(&without(pointer).to_string()), json!("a1"), "{pointer} missing");
        for wrong in [json!("?"), json!(7), json!(["?"])] {
            let line = changed(&[(pointer, wrong.clone())]).to_string();
            assert_eq!(error(&line), json!("a1"), "{pointer} {wrong}");
        }
    }
    for (pointer, wrong) in [
        ("/tool", json!(["standalone", "open", "central", ["web"], ["platform"], [], false])),
        ("/A3", json!(["2026-01-01", null])),
        ("/tool/profile", json!({"central":null})),
        ("/at", json!("20261122")),
        ("/at", json!("2026-11-22T10:00:00")),
        ("/at", json!("2026-02-30")),
        ("/answers/C1/deadline", json!("soon")),
        ("/answers/C1/reason", json!(7)),
    ] {
        assert_eq!(
            error(&changed(&[(pointer, wrong.clone())]).to_string()),
            json!("a1"),
            "{pointer} {wrong}"
        );
    }
}

#[test]
fn the_id_is_null_where_it_cannot_be_read() {
    for line in ["", "nonsense", "[]", "{}", "null", r#"{"id":17}"#, r#"{"id":"a","id":"b"}"#, r#"["a1"]"#] {
        assert_eq!(error(line), Value::Null, "{line}");
    }
    assert_eq!(error(&without("/id").to_string()), Value::Null);
    assert_eq!(error(r#"{"id":"a\"1"}"#), json!("a\"1"));
    assert_eq!(error(&format!(r#"{{"id":"deep","tool":{}"#, "[".repeat(100_000))), Value::Null);
}

#[test]
fn a_case_written_and_read_again_is_the_same_case() {
    let case: approval::Case = serde_json::from_value(example()).unwrap();
    let again: approval::Case = serde_json::from_str(&serde_json::to_string(&case).unwrap()).unwrap();
    assert_eq!(case, again);
}
