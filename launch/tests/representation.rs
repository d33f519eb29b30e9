//! Each rule of representation by its sentence, on the lines of `reseptor decide`.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops where its ground is missing")]

mod common;

use common::{answer, attorney, example, oneself, refused, with};
use launch::bulk::decide_line;
use serde_json::{Value, json};

#[track_caller]
fn until(line: &Value, expected: Option<&str>) {
    let answer = answer(line);
    assert_eq!(answer["refused_by"], json!([]), "{line}");
    assert_eq!(answer["until"], json!(expected), "{line}");
}

#[test]
fn the_formats_example_gives_its_answer_to_the_letter() {
    let (answer, readable) = decide_line(&example().to_string());
    assert!(readable);
    assert_eq!(
        answer,
        r#"{"id":"17","allowed":true,"basis":"parent","until":"2027-02-02T00:00:00+01:00","refused_by":[]}"#
    );
}

#[test]
fn without_a_registered_relation_there_is_no_representation() {
    refused(&with(example(), &[("relation", Value::Null)]), &["F0"]);
}

#[test]
fn a_null_relation_does_not_silence_the_rows_that_need_none() {
    let line = with(
        example(),
        &[
            ("relation", Value::Null),
            ("subject.address", json!("confidential")),
            ("actor.emergency_block", json!(true)),
            ("subject.status", json!("dead")),
            ("subject.care_order", json!(true)),
            ("prescription.withheld_from_parents", json!(true)),
            ("prescription.representative_allowed", json!(false)),
            ("tool.representation_declared", json!(false)),
            ("tool.status", json!("suspended")),
        ],
    );
    refused(&line, &["F0", "F2", "F5", "F9", "R6", "R8", "T1"]);
}

#[test]
fn parent_loses_access_on_the_childs_sixteenth_birthday() {
    let line = with(example(), &[("subject.born", json!("2010-11-22")), ("prescription.ends", Value::Null)]);
    refused(&line, &["F1"]);
    until(
        &with(line.clone(), &[("now", json!("2026-11-21T23:59:59+01:00"))]),
        Some("2026-11-22T00:00:00+01:00"),
    );
    refused(&with(line.clone(), &[("now", json!("2026-11-22T00:00:00+01:00"))]), &["F1"]);
    refused(&with(line, &[("now", json!("2026-11-21T23:00:00Z"))]), &["F1"]);
}

#[test]
fn a_summer_birthday_is_at_summer_times_midnight() {
    let line = with(example(), &[("subject.born", json!("2011-07-01")), ("prescription.ends", Value::Null)]);
    until(&line, Some("2027-07-01T00:00:00+02:00"));
    refused(&with(line.clone(), &[("now", json!("2027-06-30T22:00:00Z"))]), &["F1"]);
    refused(&with(line, &[("now", json!("2027-06-30T21:59:59Z"))]), &[]);
}

#[test]
fn the_days_on_which_the_clock_changes_begin_at_the_old_offset() {
    for (born, expected) in [
        ("2011-03-28", "2027-03-28T00:00:00+01:00"),
        ("2011-03-29", "2027-03-29T00:00:00+02:00"),
        ("2011-10-31", "2027-10-31T00:00:00+02:00"),
        ("2011-11-01", "2027-11-01T00:00:00+01:00"),
    ] {
        let line = with(example(), &[("subject.born", json!(born)), ("prescription.ends", Value::Null)]);
        until(&line, Some(expected));
    }
}

#[test]
fn a_leap_day_child_is_sixteen_on_the_twenty_ninth_of_february() {
    let line = with(
        example(),
        &[
            ("subject.born", json!("2012-02-29")),
            ("now", json!("2028-02-28T12:00:00+01:00")),
            ("prescription.ends", Value::Null),
        ],
    );
    until(&line, Some("2028-02-29T00:00:00+01:00"));
    refused(&with(line, &[("now", json!("2028-02-29T12:00:00+01:00"))]), &["F1"]);
}

#[test]
fn where_the_sixteenth_year_is_no_leap_year_the_birthday_is_the_first_of_march() {
    let line = with(
        example(),
        &[
            ("subject.born", json!("2084-02-29")),
            ("now", json!("2100-02-28T12:00:00+01:00")),
            ("prescription.ends", Value::Null),
        ],
    );
    until(&line, Some("2100-03-01T00:00:00+01:00"));
}

#[test]
fn nobody_with_a_protected_address_represents_or_is_represented() {
    for address in ["confidential", "strictly_confidential", "strictly_confidential_abroad"] {
        refused(&with(example(), &[("actor.address", json!(address))]), &["F2"]);
        refused(&with(attorney("assigned_poa"), &[("subject.address", json!(address))]), &["F2"]);
        refused(&with(oneself(), &[("actor.address", json!(address))]), &[]);
    }
}

#[test]
fn parental_responsibility_counts_as_registered() {
    for (responsibility, role, good) in [
        ("both", "mother", true),
        ("both", "father", true),
        ("both", "co_mother", true),
        ("both", "other", false),
        ("mother", "mother", true),
        ("mother", "father", false),
        ("father", "co_mother", false),
        ("co_mother", "co_mother", true),
        ("other", "other", true),
        ("other", "mother", false),
        ("unknown", "mother", false),
        ("unknown", "other", false),
    ] {
        let relation = json!({"kind": "parent", "responsibility": responsibility, "role": role});
        let rules: &[&str] = if good { &[] } else { &["F3"] };
        refused(&with(example(), &[("relation", relation)]), rules);
    }
}

#[test]
fn a_care_order_ends_what_parents_may_but_not_a_power_of_attorney() {
    refused(&with(example(), &[("subject.care_order", json!(true))]), &["F4"]);
    refused(&with(attorney("assigned_poa"), &[("subject.care_order", json!(true))]), &[]);
}

#[test]
fn an_emergency_block_on_either_person_ends_representation() {
    refused(&with(example(), &[("actor.emergency_block", json!(true))]), &["F5"]);
    refused(&with(example(), &[("subject.emergency_block", json!(true))]), &["F5"]);
    refused(&with(oneself(), &[("actor.emergency_block", json!(true))]), &[]);
}

#[test]
fn holder_of_a_power_of_attorney_is_eighteen_and_giver_sixteen() {
    refused(&with(attorney("assigned_poa"), &[("actor.born", json!("2008-11-23"))]), &["F6"]);
    refused(&with(attorney("assigned_poa"), &[("actor.born", json!("2008-11-22"))]), &[]);
    refused(&with(attorney("assigned_poa"), &[("subject.born", json!("2010-11-23"))]), &["F6"]);
    refused(&with(attorney("assigned_poa"), &[("subject.born", json!("2010-11-22"))]), &[]);
    refused(&with(example(), &[("actor.born", json!("2010-01-01"))]), &[]);
}

#[test]
fn a_power_of_attorney_counts_from_its_first_day_to_its_last() {
    let line = attorney("assigned_poa");
    refused(&with(line.clone(), &[("relation.from", json!("2026-11-23"))]), &["F7"]);
    refused(&with(line.clone(), &[("relation.from", json!("2026-11-22"))]), &[]);
    refused(&with(line.clone(), &[("relation.until", json!("2026-11-22"))]), &[]);
    refused(&with(line, &[("relation.until", json!("2026-11-21"))]), &["F7"]);
}

#[test]
fn a_power_of_attorney_ends_on_the_day_a_party_ends_it() {
    let line = attorney("assigned_poa");
    refused(&with(line.clone(), &[("relation.ended", json!("2026-11-22"))]), &["F7"]);
    refused(&with(line.clone(), &[("relation.ended", json!("2026-11-23"))]), &[]);
    until(&with(line, &[("relation.ended", json!("2026-11-23"))]), Some("2026-11-23T00:00:00+01:00"));
}

#[test]
fn no_power_of_attorney_is_passed_on() {
    refused(&with(attorney("assigned_poa"), &[("relation.passed_on", json!(true))]), &["F7"]);
}

#[test]
fn an_assigned_power_of_attorney_lasts_at_most_five_years() {
    let line = attorney("assigned_poa");
    refused(&with(line.clone(), &[("relation.until", json!("2031-01-01"))]), &[]);
    refused(&with(line.clone(), &[("relation.until", json!("2031-01-02"))]), &["F7"]);
    refused(&with(line.clone(), &[("relation.until", Value::Null)]), &["F7"]);
    let leap = with(line, &[("relation.from", json!("2024-02-29")), ("relation.until", json!("2029-03-01"))]);
    refused(&leap, &[]);
    refused(&with(leap, &[("relation.until", json!("2029-03-02"))]), &["F7"]);
    let ordinary =
        with(attorney("ordinary_poa"), &[("relation.until", Value::Null), ("purpose", json!("see"))]);
    until(&ordinary, None);
}

#[test]
fn an_ordinary_or_limited_power_of_attorney_neither_gives_nor_withdraws_permissions() {
    for purpose in ["permit", "withdraw"] {
        let rules: &[&str] = if purpose == "permit" { &["F8", "R1"] } else { &["F8"] };
        refused(&with(attorney("ordinary_poa"), &[("purpose", json!(purpose))]), rules);
    }
    refused(&with(attorney("limited_poa"), &[("purpose", json!("withdraw"))]), &["F8", "F10"]);
    refused(&with(attorney("assigned_poa"), &[("purpose", json!("withdraw"))]), &[]);
}

#[test]
fn the_dead_log_in_nowhere_and_the_inactive_neither_represent_nor_are_represented() {
    for status in ["emigrated", "dead", "inactive"] {
        refused(&with(example(), &[("actor.status", json!(status))]), &["F9"]);
        refused(&with(example(), &[("subject.status", json!(status))]), &["F9"]);
        let rules: &[&str] = if status == "dead" { &["F9"] } else { &[] };
        refused(&with(oneself(), &[("actor.status", json!(status))]), rules);
    }
}

#[test]
fn a_limited_power_of_attorney_grants_its_listed_scopes_and_never_to_open() {
    let line = with(attorney("limited_poa"), &[("purpose", json!("see"))]);
    refused(&line, &[]);
    assert_eq!(answer(&line)["basis"], json!("limited_poa"));
    refused(&with(line.clone(), &[("relation.scopes", json!(["remind"]))]), &["F10"]);
    refused(&with(line.clone(), &[("relation.scopes", json!([]))]), &["F10"]);
    refused(&with(line, &[("purpose", json!("open"))]), &["F10", "R1"]);
}

#[test]
fn a_prescription_withheld_from_parents_is_hidden_from_them_in_whatever_state_and_from_nobody_else() {
    for purpose in ["see", "open", "permit", "withdraw"] {
        let line = with(
            example(),
            &[("purpose", json!(purpose)), ("prescription.withheld_from_parents", json!(true))],
        );
        refused(&line, &["F11"]);
    }
    let ended =
        [("prescription.withheld_from_parents", json!(true)), ("prescription.state", json!("stopped"))];
    refused(&with(example(), &ended), &["F11", "R2", "T2"]);
    let hidden = [("prescription.withheld_from_parents", json!(true))];
    refused(&with(attorney("assigned_poa"), &hidden), &[]);
    refused(&with(oneself(), &hidden), &[]);
}

#[test]
fn nobody_under_thirteen_is_alone_and_under_sixteen_one_withdraws_but_does_not_give() {
    for (born, purpose, good) in [
        ("2013-11-23", "see", false),
        ("2013-11-22", "open", true),
        ("2013-11-22", "permit", false),
        ("2013-11-22", "withdraw", true),
        ("2010-11-23", "permit", false),
        ("2010-11-22", "permit", true),
    ] {
        let rules: &[&str] = if good { &[] } else { &["F12"] };
        refused(&with(oneself(), &[("actor.born", json!(born)), ("purpose", json!(purpose))]), rules);
    }
}

#[test]
fn an_assigned_power_of_attorney_needs_incapacity_and_the_closest_next_of_kin_for_any_purpose() {
    for purpose in ["see", "open", "permit", "withdraw"] {
        let line = with(attorney("assigned_poa"), &[("purpose", json!(purpose))]);
        refused(&with(line.clone(), &[("subject.lacks_capacity", json!(false))]), &["F14"]);
        refused(&with(line, &[("relation.closest_next_of_kin", json!(false))]), &["F14"]);
    }
}

#[test]
fn a_standalone_tool_takes_parents_and_assigned_powers_of_attorney_only() {
    refused(&attorney("assigned_poa"), &[]);
    refused(&attorney("ordinary_poa"), &["R1"]);
}

#[test]
fn a_standalone_tool_is_used_for_another_only_on_a_current_prescription() {
    refused(&with(example(), &[("tool.availability", json!("open"))]), &["R2"]);
    refused(&with(example(), &[("prescription", Value::Null)]), &["R2", "T2"]);
    for state in ["completed", "stopped", "declined", "expired"] {
        refused(&with(example(), &[("prescription.state", json!(state))]), &["R2", "T2"]);
    }
    refused(&with(example(), &[("prescription.starts", json!("2026-11-22"))]), &[]);
    refused(&with(example(), &[("prescription.starts", json!("2026-11-23"))]), &["R2", "T2"]);
    refused(&with(example(), &[("prescription.ends", json!("2026-11-22"))]), &[]);
    refused(&with(example(), &[("prescription.ends", json!("2026-11-21"))]), &["R2", "T2"]);
    let permit = [("prescription", Value::Null), ("purpose", json!("permit"))];
    refused(&with(example(), &permit), &["R2"]);
}

#[test]
fn representation_needs_both_agreements_the_platforms_provider_and_the_tools_declaration() {
    refused(&with(example(), &[("tool.data_processor_agreement", json!(false))]), &["R3"]);
    refused(&with(example(), &[("tool.person_service_terms", json!(false))]), &["R4"]);
    refused(&with(example(), &[("tool.uses_platform_representation", json!(false))]), &["R5"]);
    refused(&with(example(), &[("tool.representation_declared", json!(false))]), &["R6"]);
    for (profile, good) in
        [("none", false), ("local", false), ("own", true), ("central", true), ("pseudonymous", true)]
    {
        let rules: &[&str] = if good { &[] } else { &["R5"] };
        refused(&with(example(), &[("tool.profile", json!(profile))]), rules);
        refused(&with(oneself(), &[("tool.profile", json!(profile))]), &[]);
    }
}

#[test]
fn an_integrated_tool_accepts_the_bases_of_its_process() {
    let integrated = ("tool.independence", json!("integrated"));
    let accept = |bases: Value| ("tool.process_bases", bases);
    refused(&with(example(), &[integrated.clone(), accept(json!([]))]), &["R7"]);
    refused(&with(example(), &[integrated.clone(), accept(json!(["ordinary_poa", "parent"]))]), &[]);
    refused(&with(attorney("ordinary_poa"), &[integrated.clone(), accept(json!(["ordinary_poa"]))]), &[]);
    refused(&with(attorney("ordinary_poa"), &[integrated.clone(), accept(json!(["parent"]))]), &["R7"]);
    refused(&with(example(), &[integrated.clone(), ("relation", Value::Null)]), &["F0"]);
    let free = [
        integrated,
        accept(json!(["parent"])),
        ("tool.availability", json!("open")),
        ("prescription", Value::Null),
        ("tool.person_service_terms", json!(false)),
        ("tool.uses_platform_representation", json!(false)),
    ];
    until(&with(example(), &free), Some("2034-05-04T00:00:00+02:00"));
}

#[test]
fn a_prescription_may_exclude_representatives_from_standalone_and_integrated_tools() {
    let excluded = ("prescription.representative_allowed", json!(false));
    refused(&with(example(), std::slice::from_ref(&excluded)), &["R8"]);
    refused(&with(example(), &[excluded.clone(), ("purpose", json!("see"))]), &[]);
    refused(&with(oneself(), std::slice::from_ref(&excluded)), &[]);
    let integrated =
        [excluded, ("tool.independence", json!("integrated")), ("tool.process_bases", json!(["parent"]))];
    refused(&with(example(), &integrated), &["R8"]);
}

#[test]
fn withdrawing_a_permission_is_as_easy_as_giving_it() {
    let line = with(
        example(),
        &[
            ("purpose", json!("withdraw")),
            ("tool.status", json!("withdrawn")),
            ("tool.representation_declared", json!(false)),
            ("tool.person_service_terms", json!(false)),
            ("tool.acr", json!("high")),
            ("acr", json!("substantial")),
            ("floor", json!("substantial")),
            ("prescription", Value::Null),
        ],
    );
    refused(&line, &[]);
    until(&line, Some("2034-05-04T00:00:00+02:00"));
}

#[test]
fn only_a_published_tool_starts() {
    for status in ["suspended", "withdrawn"] {
        refused(&with(oneself(), &[("tool.status", json!(status))]), &["T1"]);
        refused(&with(oneself(), &[("tool.status", json!(status)), ("purpose", json!("see"))]), &[]);
    }
}

#[test]
fn a_prescribed_tool_needs_ones_own_current_prescription_to_start() {
    until(&oneself(), Some("2027-02-02T00:00:00+01:00"));
    refused(&with(oneself(), &[("prescription", Value::Null)]), &["T2"]);
    refused(&with(oneself(), &[("prescription.ends", json!("2026-11-21"))]), &["T2"]);
    until(&with(oneself(), &[("purpose", json!("see")), ("prescription", Value::Null)]), None);
    until(&with(oneself(), &[("tool.availability", json!("open"))]), None);
}

#[test]
fn login_is_at_the_platforms_floor_and_to_start_or_permit_at_the_tools_level() {
    let levels = |acr: &str, floor: &str, tool: &str, purpose: &str| {
        with(
            oneself(),
            &[
                ("acr", json!(acr)),
                ("floor", json!(floor)),
                ("tool.acr", json!(tool)),
                ("purpose", json!(purpose)),
            ],
        )
    };
    refused(&levels("substantial", "high", "low", "see"), &["T3"]);
    refused(&levels("substantial", "low", "high", "see"), &[]);
    refused(&levels("substantial", "low", "high", "withdraw"), &[]);
    refused(&levels("substantial", "low", "high", "open"), &["T3"]);
    refused(&levels("substantial", "low", "high", "permit"), &["T3"]);
    refused(&levels("substantial", "substantial", "substantial", "open"), &[]);
}

#[test]
fn the_permission_that_a_tool_needs_is_never_assumed() {
    for (permission, good) in
        [("given", true), ("not_needed", true), ("not_given", false), ("withdrawn", false)]
    {
        let rules: &[&str] = if good { &[] } else { &["T4"] };
        refused(&with(example(), &[("permission", json!(permission))]), rules);
        refused(&with(example(), &[("permission", json!(permission)), ("purpose", json!("permit"))]), &[]);
    }
}

#[test]
fn a_right_ends_with_the_earliest_of_what_ends_it() {
    until(&with(example(), &[("prescription.ends", json!("2034-05-03"))]), Some("2034-05-04T00:00:00+02:00"));
    until(&with(example(), &[("prescription.ends", json!("2034-05-02"))]), Some("2034-05-03T00:00:00+02:00"));
    until(&with(example(), &[("purpose", json!("permit"))]), Some("2027-02-02T00:00:00+01:00"));
    until(&with(example(), &[("purpose", json!("see"))]), Some("2034-05-04T00:00:00+02:00"));
    until(&attorney("assigned_poa"), Some("2027-02-02T00:00:00+01:00"));
    until(
        &with(attorney("assigned_poa"), &[("prescription.ends", Value::Null)]),
        Some("2031-01-01T00:00:00+01:00"),
    );
}

#[test]
fn an_end_at_the_calendars_end_is_no_end() {
    for ends in ["9999-12-30", "9999-12-31"] {
        until(&with(oneself(), &[("prescription.ends", json!(ends))]), None);
    }
}
