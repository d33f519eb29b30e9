//! The table of rules written a second time, straight from its text, naively and over bare JSON, and compared on generated lines.

#![expect(clippy::unwrap_used, reason = "a test stops where its ground is missing")]

use kernel::{Entropy, SeededEntropy};
use launch::bulk::decide_line;
use proptest::prelude::*;
use serde_json::{Value, json};

// --- A calendar of its own ------------------------------------------------------------------------------------------

type Day = (i64, i64, i64);

fn day(text: &Value) -> Day {
    let text = text.as_str().unwrap();
    (text[..4].parse().unwrap(), text[5..7].parse().unwrap(), text[8..10].parse().unwrap())
}

fn number((y, m, d): Day) -> i64 {
    let months = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
    let years = y - 1;
    let leap = i64::from(m > 2 && is_leap(y));
    years * 365 + years / 4 - years / 100 + years / 400 + months[usize::try_from(m - 1).unwrap()] + leap + d
}

fn is_leap(y: i64) -> bool {
    y % 4 == 0 && (y % 100 != 0 || y % 400 == 0)
}

fn next((y, m, d): Day) -> Day {
    let length = match m {
        2 if is_leap(y) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    match (m, d) {
        (12, 31) => (y + 1, 1, 1),
        (_, d) if d == length => (y, m + 1, 1),
        _ => (y, m, d + 1),
    }
}

fn years_later((y, m, d): Day, years: i64) -> Day {
    if (m, d) == (2, 29) && !is_leap(y + years) { (y + years, 3, 1) } else { (y + years, m, d) }
}

fn last_sunday(y: i64, m: i64) -> Day {
    // 1 January of year 1 was a Monday: day number 7 is a Sunday.
    let mut d = 31;
    while number((y, m, d)) % 7 != 0 {
        d -= 1;
    }
    (y, m, d)
}

/// Whether summer time holds at midnight (the change comes at 01:00 UTC on the Sunday).
fn summer_at_midnight(on: Day) -> bool {
    on > last_sunday(on.0, 3) && on <= last_sunday(on.0, 10)
}

/// The date in Oslo of `YYYY-MM-DDTHH:MM:SSZ`.
fn oslo_date(now: &str) -> Day {
    let date = day(&json!(now));
    let hour: i64 = now[11..13].parse().unwrap();
    let after = |sunday: Day| date > sunday || (date == sunday && hour >= 1);
    let summer = after(last_sunday(date.0, 3)) && !after(last_sunday(date.0, 10));
    if hour + if summer { 2 } else { 1 } >= 24 { next(date) } else { date }
}

fn age(born: Day, on: Day) -> i64 {
    on.0 - born.0 - i64::from((on.1, on.2) < (born.1, born.2))
}

// --- The table, row by row ------------------------------------------------------------------------------------------

fn level(value: &Value) -> usize {
    ["low", "substantial", "high"].iter().position(|level| level == value).unwrap()
}

fn among(value: &Value, words: &[&str]) -> bool {
    words.iter().any(|word| value == word)
}

/// Rules that refuse, and the first day without the right.
#[expect(clippy::too_many_lines, reason = "one table, read beside the document")]
fn second_opinion(line: &Value) -> (Vec<&'static str>, Option<Day>) {
    let today = oslo_date(line["now"].as_str().unwrap());
    let (actor, subject, relation) = (&line["actor"], &line["subject"], &line["relation"]);
    let (tool, prescription, purpose) = (&line["tool"], &line["prescription"], &line["purpose"]);
    let kind = relation["kind"].as_str().unwrap_or("none");
    let itself = kind == "self";
    let poa = kind.ends_with("_poa");
    let opening = purpose == "open";
    let open_or_permit = among(purpose, &["open", "permit"]);
    let standalone = !itself && open_or_permit && tool["independence"] == "standalone";
    let integrated = !itself && open_or_permit && tool["independence"] == "integrated";
    let current = !prescription.is_null()
        && among(&prescription["state"], &["issued", "seen", "active"])
        && today >= day(&prescription["starts"])
        && (prescription["ends"].is_null() || today <= day(&prescription["ends"]));
    let mut rules = Vec::new();
    let mut rule = |id: &'static str, refuses: bool| {
        if refuses {
            rules.push(id);
        }
    };

    rule("F0", !itself && relation.is_null());
    rule("F1", kind == "parent" && age(day(&subject["born"]), today) >= 16);
    rule("F2", !itself && (actor["address"] != "open" || subject["address"] != "open"));
    if kind == "parent" {
        let (responsibility, role) = (&relation["responsibility"], &relation["role"]);
        rule(
            "F3",
            (responsibility == "both" && role == "other")
                || (responsibility != "both" && responsibility != role)
                || responsibility == "unknown",
        );
    }
    rule("F4", kind == "parent" && subject["care_order"] == true);
    rule("F5", !itself && (actor["emergency_block"] == true || subject["emergency_block"] == true));
    if poa {
        rule("F6", age(day(&actor["born"]), today) < 18 || age(day(&subject["born"]), today) < 16);
        let until = (!relation["until"].is_null()).then(|| day(&relation["until"]));
        let outside = today < day(&relation["from"])
            || until.is_some_and(|until| today > until)
            || (!relation["ended"].is_null() && today >= day(&relation["ended"]));
        let endless =
            until.is_none_or(|until| number(until) > number(years_later(day(&relation["from"]), 5)));
        rule("F7", outside || relation["passed_on"] == true || (kind == "assigned_poa" && endless));
    }
    rule(
        "F8",
        (kind == "ordinary_poa" || kind == "limited_poa") && (purpose == "permit" || purpose == "withdraw"),
    );
    rule(
        "F9",
        if itself {
            actor["status"] == "dead"
        } else {
            actor["status"] != "active" || subject["status"] != "active"
        },
    );
    if kind == "limited_poa" {
        let sees = relation["scopes"].as_array().unwrap().iter().any(|scope| scope == "see");
        rule("F10", purpose != "see" || !sees);
    }
    rule("F11", kind == "parent" && prescription["withheld_from_parents"] == true);
    if itself {
        let years = age(day(&actor["born"]), today);
        rule("F12", years < 13 || (years <= 15 && purpose == "permit"));
    }
    if kind == "assigned_poa" {
        rule("F14", subject["lacks_capacity"] != true || relation["closest_next_of_kin"] != true);
    }
    rule("R1", standalone && !relation.is_null() && kind != "parent" && kind != "assigned_poa");
    rule("R2", standalone && (tool["availability"] != "prescription" || !current));
    rule("R3", standalone && tool["data_processor_agreement"] == false);
    rule("R4", standalone && tool["person_service_terms"] == false);
    rule(
        "R5",
        standalone
            && (tool["uses_platform_representation"] == false || among(&tool["profile"], &["none", "local"])),
    );
    rule("R6", standalone && tool["representation_declared"] == false);
    let accepted = tool["process_bases"].as_array().unwrap().iter().any(|basis| basis == kind);
    rule("R7", integrated && !relation.is_null() && !accepted);
    rule("R8", !itself && open_or_permit && prescription["representative_allowed"] == false);
    rule("T1", opening && tool["status"] != "published");
    let t2_applies = opening && tool["availability"] == "prescription";
    rule("T2", t2_applies && !current);
    rule(
        "T3",
        level(&line["acr"]) < level(&line["floor"])
            || (open_or_permit && level(&line["acr"]) < level(&tool["acr"])),
    );
    rule("T4", opening && among(&line["permission"], &["withdrawn", "not_given"]));

    let mut ends = Vec::new();
    if kind == "parent" {
        ends.push(years_later(day(&subject["born"]), 16));
    }
    if poa && !relation["until"].is_null() {
        ends.push(next(day(&relation["until"])));
    }
    if poa && !relation["ended"].is_null() && day(&relation["ended"]) > today {
        ends.push(day(&relation["ended"]));
    }
    if (standalone || t2_applies) && !prescription.is_null() && !prescription["ends"].is_null() {
        ends.push(next(day(&prescription["ends"])));
    }
    (rules, ends.into_iter().min())
}

// --- Lines -----------------------------------------------------------------------------------------------------------

struct Dice(SeededEntropy);

impl Dice {
    fn roll(&self, sides: u64) -> u64 {
        let mut bytes = [0; 8];
        self.0.fill(&mut bytes);
        u64::from_le_bytes(bytes) % sides
    }

    /// Mostly the first: a line in which everything is wrong tries little.
    fn pick<T: Clone>(&self, choices: &[T]) -> T {
        let sides = choices.len() as u64;
        let index = if self.roll(8) < 6 { 0 } else { self.roll(sides) };
        choices[usize::try_from(index).unwrap()].clone()
    }

    fn any<T: Clone>(&self, choices: &[T]) -> T {
        choices[usize::try_from(self.roll(choices.len() as u64)).unwrap()].clone()
    }

    fn unlikely(&self) -> bool {
        self.roll(12) == 0
    }

    fn likely(&self) -> bool {
        !self.unlikely()
    }
}

const NOWS: [&str; 14] = [
    "2026-11-22T10:00:00Z",
    "2026-11-21T22:59:59Z",
    "2026-11-21T23:00:00Z",
    "2027-02-28T12:00:00Z",
    "2027-02-28T23:00:00Z",
    "2028-02-28T23:30:00Z",
    "2028-02-29T23:00:00Z",
    "2027-03-28T00:59:59Z",
    "2027-03-28T01:00:00Z",
    "2027-03-27T23:00:00Z",
    "2027-03-28T22:00:00Z",
    "2027-10-30T22:30:00Z",
    "2027-10-31T01:00:00Z",
    "2027-10-31T22:30:00Z",
];

/// Days around those, moved by whole years.
fn some_day(dice: &Dice, years_back: &[i64]) -> String {
    let base = oslo_date(dice.any(&NOWS));
    let year = base.0 - dice.any(years_back);
    let moved = match dice.roll(4) {
        0 => next((year, base.1, base.2.min(28))),
        1 => (year, base.1, (base.2 - 1).max(1)),
        _ if (base.1, base.2) == (2, 29) && !is_leap(year) => (year, 3, 1),
        _ if is_leap(year) && dice.roll(3) == 0 => (year, 2, 29),
        _ => (year, base.1, base.2),
    };
    format!("{:04}-{:02}-{:02}", moved.0, moved.1, moved.2)
}

fn person(dice: &Dice, ages: &[i64]) -> Value {
    json!({
        "born": some_day(dice, ages),
        "address": dice.pick(&["open", "open", "confidential", "strictly_confidential", "strictly_confidential_abroad"]),
        "status": dice.pick(&["active", "active", "emigrated", "dead", "inactive"]),
        "emergency_block": dice.unlikely(),
    })
}

fn relation(dice: &Dice, kind: &str) -> Value {
    match kind {
        "none" => Value::Null,
        "self" => json!({"kind": "self"}),
        "parent" => json!({
            "kind": "parent",
            "responsibility": dice.pick(&["both", "mother", "father", "co_mother", "other", "unknown"]),
            "role": dice.pick(&["mother", "father", "co_mother", "other"]),
        }),
        _ => {
            let end = |years: &[i64]| match dice.roll(5) {
                0 => Value::Null,
                _ => some_day(dice, years).into(),
            };
            let ended = if dice.roll(4) == 0 { end(&[-1, 0, 1]) } else { Value::Null };
            let mut relation = json!({
                "kind": kind, "from": some_day(dice, &[0, 1, 2, 3]), "until": end(&[-1, -2, -3, -4, 0]),
                "ended": ended, "passed_on": dice.unlikely(),
            });
            if kind == "assigned_poa" {
                relation["closest_next_of_kin"] = dice.likely().into();
            }
            if kind == "limited_poa" {
                relation["scopes"] =
                    dice.pick(&[json!(["see"]), json!(["see", "remind"]), json!(["remind"]), json!([])]);
            }
            relation
        }
    }
}

fn line(seed: u64) -> Value {
    let dice = Dice(SeededEntropy::new(seed));
    let kind = dice.any(&["parent", "self", "assigned_poa", "ordinary_poa", "limited_poa", "none", "parent"]);
    let actor_ages: &[i64] = if kind == "self" { &[12, 13, 15, 16, 18, 40] } else { &[40, 40, 30, 18, 17] };
    let subject_ages: &[i64] = if kind == "parent" { &[8, 12, 15, 16, 17] } else { &[80, 60, 30, 16, 15] };
    let mut line = json!({
        "id": seed.to_string(), "now": dice.any(&NOWS),
        "purpose": dice.any(&["open", "see", "permit", "withdraw", "open"]),
        "acr": dice.pick(&["high", "substantial", "low"]), "floor": dice.pick(&["high", "substantial", "low"]),
        "actor": person(&dice, actor_ages),
        "relation": relation(&dice, kind),
        "tool": {
            "status": dice.pick(&["published", "suspended", "withdrawn"]),
            "independence": dice.any(&["standalone", "integrated", "standalone"]),
            "availability": dice.pick(&["prescription", "open"]),
            "profile": dice.pick(&["central", "pseudonymous", "none", "local", "own"]),
            "acr": dice.pick(&["substantial", "high", "low"]),
            "representation_declared": dice.likely(), "uses_platform_representation": dice.likely(),
            "data_processor_agreement": dice.likely(), "person_service_terms": dice.likely(),
            "process_bases": dice.any(&[
                json!(["parent", "assigned_poa", "ordinary_poa"]), json!(["parent"]), json!(["ordinary_poa"]), json!([]),
            ]),
        },
        "prescription": {
            "state": dice.pick(&["active", "issued", "seen", "completed", "stopped", "declined", "expired"]),
            "starts": some_day(&dice, &[1, 0, 2]),
            "ends": if dice.roll(4) == 0 { Value::Null } else { some_day(&dice, &[-1, -2, 0]).into() },
            "withheld_from_parents": dice.unlikely(), "representative_allowed": dice.likely(),
        },
        "permission": dice.pick(&["given", "not_needed", "not_given", "withdrawn"]),
    });
    if kind != "self" {
        let mut subject = person(&dice, subject_ages);
        subject["lacks_capacity"] = (dice.roll(3) > 0).into();
        subject["care_order"] = dice.unlikely().into();
        line["subject"] = subject;
    }
    if dice.roll(6) == 0 {
        line["prescription"] = Value::Null;
    }
    line
}

fn answered(line: &Value) -> Value {
    let (answer, readable) = decide_line(&line.to_string());
    assert!(readable, "{line} {answer}");
    serde_json::from_str(&answer).unwrap()
}

#[test]
fn both_tables_agree_on_generated_lines() {
    let (mut allowed, mut seen) = (0, std::collections::BTreeMap::<String, u32>::new());
    for seed in 0..60_000 {
        let line = line(seed);
        let (rules, ends) = second_opinion(&line);
        let answer = answered(&line);
        assert_eq!(answer["id"], line["id"]);
        assert_eq!(answer["refused_by"], json!(rules), "{line}");
        assert_eq!(answer["allowed"], json!(rules.is_empty()), "{line}");
        for rule in &rules {
            *seen.entry((*rule).into()).or_default() += 1;
        }
        if rules.is_empty() {
            allowed += 1;
            let until = ends.map(|on| {
                let offset = if summer_at_midnight(on) { "+02:00" } else { "+01:00" };
                format!("{:04}-{:02}-{:02}T00:00:00{offset}", on.0, on.1, on.2)
            });
            assert_eq!(answer["basis"], line["relation"]["kind"], "{line}");
            assert_eq!(answer["until"], json!(until), "{line}");
        } else {
            assert!(answer["basis"].is_null() && answer["until"].is_null(), "{line}");
        }
    }
    assert!(allowed > 3_000, "only {allowed} allowed");
    assert_eq!(seen.len(), 26, "every rule refuses somewhere: {seen:?}");
    assert!(seen.values().all(|&times| times > 100), "{seen:?}");
}

proptest! {
    #[test]
    fn whoever_may_open_may_see_and_withdraw(seed in 0u64..u64::MAX) {
        let mut line = line(seed);
        line["purpose"] = json!("open");
        let opens = answered(&line)["allowed"] == true;
        for lesser in ["see", "withdraw"] {
            line["purpose"] = json!(lesser);
            let kind = line["relation"]["kind"].as_str().unwrap_or_default().to_owned();
            // F8: an ordinary power of attorney opens integrated tools without deciding on permissions.
            let decides = lesser == "see" || !(kind == "ordinary_poa" || kind == "limited_poa");
            prop_assert!(!opens || !decides || answered(&line)["allowed"] == true);
        }
    }

    #[test]
    fn a_right_holds_until_just_before_its_end_and_not_from_then_on(seed in 0u64..u64::MAX) {
        let mut line = line(seed);
        let answer = answered(&line);
        if let Some(until) = answer["until"].as_str() {
            line["now"] = json!(until);
            prop_assert_eq!(answered(&line)["allowed"].clone(), json!(false));
            let end: jiff::Timestamp = until.parse().unwrap();
            line["now"] = json!((end - jiff::SignedDuration::from_secs(1)).to_string());
            prop_assert_eq!(answered(&line)["refused_by"].clone(), json!([]));
        }
    }

    #[test]
    fn any_text_is_answered_and_never_panics(text in ".{0,200}") {
        let (answer, readable) = decide_line(&text);
        prop_assert!(!readable);
        prop_assert!(serde_json::from_str::<Value>(&answer).is_ok());
    }

    #[test]
    fn a_cut_or_spoiled_line_is_an_error_or_an_answer(seed in any::<u64>(), at in any::<prop::sample::Index>(), with in any::<char>()) {
        let whole = line(seed).to_string();
        let at = at.index(whole.len());
        let mut spoiled = whole.clone();
        spoiled.replace_range(at..=at, with.encode_utf8(&mut [0; 4]));
        prop_assert!(serde_json::from_str::<Value>(&decide_line(&spoiled).0).is_ok());
        prop_assert!(!decide_line(&whole[..at]).1);
    }
}
