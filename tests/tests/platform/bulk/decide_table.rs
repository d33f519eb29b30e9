//! Who may do what, written a second time from the document's table: a row is a name and a sentence over the case as JSON.

use jiff::{Timestamp, ToSpan, civil::Date, tz::TimeZone};
use serde_json::{Value, json};

use super::chance::Chance;

/// The rules that can refuse, in the order of the answer.
pub const NAMES: [&str; 26] = [
    "F0", "F1", "F2", "F3", "F4", "F5", "F6", "F7", "F8", "F9", "F10", "F11", "F12", "F14", "R1", "R2", "R3",
    "R4", "R5", "R6", "R7", "R8", "T1", "T2", "T3", "T4",
];

fn text<'a>(value: &'a Value, path: &str) -> &'a str {
    value.pointer(path).and_then(Value::as_str).unwrap_or("")
}

fn yes(value: &Value, path: &str) -> bool {
    value.pointer(path) == Some(&Value::Bool(true))
}

fn day(value: &Value, path: &str) -> Option<Date> {
    value.pointer(path)?.as_str().map(|text| text.parse().unwrap())
}

fn today(case: &Value) -> Date {
    let now: Timestamp = text(case, "/now").parse().unwrap();
    now.to_zoned(TimeZone::get("Europe/Oslo").unwrap()).date()
}

fn anniversary(of: Date, years: i16) -> Date {
    let year = of.year() + years;
    Date::new(year, of.month(), of.day()).unwrap_or_else(|_| Date::new(year, 3, 1).unwrap())
}

fn level(name: &str) -> usize {
    ["low", "substantial", "high"].iter().position(|level| *level == name).unwrap()
}

fn kind(case: &Value) -> &str {
    if case["relation"].is_null() { "none" } else { text(case, "/relation/kind") }
}

fn of_age(case: &Value, who: &str, years: i16) -> bool {
    today(case) >= anniversary(day(case, &format!("/{who}/born")).unwrap(), years)
}

fn either(case: &Value, wrong: impl Fn(&Value) -> bool) -> bool {
    wrong(&case["actor"]) || wrong(&case["subject"])
}

fn another(case: &Value) -> bool {
    kind(case) != "self"
}

fn poa(case: &Value) -> bool {
    kind(case).ends_with("_poa")
}

fn acting(case: &Value) -> bool {
    another(case) && ["open", "permit"].contains(&text(case, "/purpose"))
}

fn standalone(case: &Value) -> bool {
    acting(case) && text(case, "/tool/independence") == "standalone"
}

fn no_current_prescription(case: &Value) -> bool {
    let current = ["issued", "seen", "active"].contains(&text(case, "/prescription/state"))
        && day(case, "/prescription/starts").is_some_and(|starts| starts <= today(case))
        && day(case, "/prescription/ends").is_none_or(|ends| today(case) <= ends);
    !current
}

fn to_open_prescribed(case: &Value) -> bool {
    text(case, "/purpose") == "open" && text(case, "/tool/availability") == "prescription"
}

fn power_does_not_hold(case: &Value) -> bool {
    let (today, from) = (today(case), day(case, "/relation/from").unwrap());
    let until = day(case, "/relation/until");
    let assigned = kind(case) == "assigned_poa";
    today < from
        || until.is_some_and(|until| today > until)
        || day(case, "/relation/ended").is_some_and(|ended| today >= ended)
        || yes(case, "/relation/passed_on")
        || assigned && until.is_none_or(|until| until > anniversary(from, 5))
}

fn parent_without_responsibility(case: &Value) -> bool {
    match (text(case, "/relation/responsibility"), text(case, "/relation/role")) {
        ("unknown", _) | ("both", "other") => true,
        ("both", _) => false,
        (responsible, role) => responsible != role,
    }
}

fn too_low(case: &Value) -> bool {
    let acr = level(text(case, "/acr"));
    let strict = ["open", "permit"].contains(&text(case, "/purpose"));
    acr < level(text(case, "/floor")) || strict && acr < level(text(case, "/tool/acr"))
}

fn refuses(rule: &str, case: &Value) -> bool {
    let purpose = text(case, "/purpose");
    match rule {
        "F0" => kind(case) == "none",
        "F1" => kind(case) == "parent" && of_age(case, "subject", 16),
        "F2" => another(case) && either(case, |person| person["address"] != "open"),
        "F3" => kind(case) == "parent" && parent_without_responsibility(case),
        "F4" => kind(case) == "parent" && yes(case, "/subject/care_order"),
        "F5" => another(case) && either(case, |person| person["emergency_block"] == true),
        "F6" => poa(case) && !(of_age(case, "actor", 18) && of_age(case, "subject", 16)),
        "F7" => poa(case) && power_does_not_hold(case),
        "F8" => {
            ["ordinary_poa", "limited_poa"].contains(&kind(case)) && ["permit", "withdraw"].contains(&purpose)
        }
        "F9" if another(case) => either(case, |person| person["status"] != "active"),
        "F9" => text(case, "/actor/status") == "dead",
        "F10" => {
            let scopes = case["relation"]["scopes"].as_array();
            kind(case) == "limited_poa" && !(purpose == "see" && scopes.unwrap().contains(&json!("see")))
        }
        "F11" => kind(case) == "parent" && yes(case, "/prescription/withheld_from_parents"),
        "F12" => !another(case) && !of_age(case, "actor", if purpose == "permit" { 16 } else { 13 }),
        "F14" => {
            let founded = yes(case, "/subject/lacks_capacity") && yes(case, "/relation/closest_next_of_kin");
            kind(case) == "assigned_poa" && !founded
        }
        "R1" => standalone(case) && ["ordinary_poa", "limited_poa"].contains(&kind(case)),
        "R2" => {
            let prescribed = text(case, "/tool/availability") == "prescription";
            standalone(case) && (!prescribed || no_current_prescription(case))
        }
        "R3" => standalone(case) && !yes(case, "/tool/data_processor_agreement"),
        "R4" => standalone(case) && !yes(case, "/tool/person_service_terms"),
        "R5" => {
            let possible = !["none", "local"].contains(&text(case, "/tool/profile"));
            standalone(case) && !(possible && yes(case, "/tool/uses_platform_representation"))
        }
        "R6" => standalone(case) && !yes(case, "/tool/representation_declared"),
        "R7" => {
            let named = case["tool"]["process_bases"].as_array().unwrap().contains(&json!(kind(case)));
            acting(case) && !standalone(case) && kind(case) != "none" && !named
        }
        "R8" => acting(case) && case.pointer("/prescription/representative_allowed") == Some(&json!(false)),
        "T1" => purpose == "open" && text(case, "/tool/status") != "published",
        "T2" => to_open_prescribed(case) && no_current_prescription(case),
        "T3" => too_low(case),
        "T4" => purpose == "open" && ["withdrawn", "not_given"].contains(&text(case, "/permission")),
        _ => unreachable!("{rule}"),
    }
}

/// Every rule that refuses, in order.
pub fn refused_by(case: &Value) -> Vec<&'static str> {
    NAMES.into_iter().filter(|rule| refuses(rule, case)).collect()
}

fn until(case: &Value) -> Option<String> {
    let mut ends = Vec::new();
    match kind(case) {
        "parent" => ends.push(anniversary(day(case, "/subject/born").unwrap(), 16)),
        power if power.ends_with("_poa") => {
            ends.extend(day(case, "/relation/until").map(|until| until + 1.day()));
            ends.extend(day(case, "/relation/ended").filter(|ended| *ended > today(case)));
        }
        _ => {}
    }
    if standalone(case) || to_open_prescribed(case) {
        ends.extend(day(case, "/prescription/ends").map(|ends| ends + 1.day()));
    }
    let earliest = ends.into_iter().min()?;
    let midnight = earliest.to_zoned(TimeZone::get("Europe/Oslo").unwrap()).unwrap();
    Some(midnight.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
}

/// The whole answer.
pub fn answer(case: &Value) -> Value {
    let refused = refused_by(case);
    let allowed = refused.is_empty();
    let basis = allowed.then(|| kind(case));
    json!({"id": case["id"], "allowed": allowed, "basis": basis, "until": until(case).filter(|_| allowed), "refused_by": refused})
}

// --- Cases -----------------------------------------------------------------------------------------------------------

/// Instants around midnights and changes of the clock.
const NOWS: [&str; 8] = [
    "2026-11-22T10:00:00+01:00",
    "2026-11-22T23:30:00Z",
    "2026-03-29T00:30:00+01:00",
    "2026-10-24T22:30:00Z",
    "2028-02-29T12:00:00+01:00",
    "2027-02-28T23:00:00Z",
    "2027-03-01T00:00:00+01:00",
    "2026-06-30T22:00:00Z",
];

/// The day before, the day itself or the day after.
fn around(chance: &mut Chance, day: Date) -> Date {
    chance.pick(&[day - 1.day(), day, day + 1.day()])
}

fn near(chance: &mut Chance, today: Date, years: &[i16]) -> Date {
    let years = chance.pick(years);
    let at = anniversary(today, -years);
    let at = if chance.once_in(6) { Date::new(at.year() / 4 * 4, 2, 29).unwrap() } else { at };
    around(chance, at)
}

fn person(chance: &mut Chance, born: Date) -> Value {
    json!({
        "born": born.to_string(),
        "address": chance.mostly("open", 20, &["confidential", "strictly_confidential", "strictly_confidential_abroad"]),
        "status": chance.mostly("active", 20, &["emigrated", "dead", "inactive"]),
        "emergency_block": chance.once_in(25),
    })
}

fn relation(chance: &mut Chance, today: Date) -> Value {
    let from = anniversary(today, -chance.pick(&[0, 1, 4, 5]));
    let from = around(chance, from);
    let from = if chance.once_in(8) { Date::new(2024, 2, 29).unwrap() } else { from };
    let until = match chance.below(5) {
        0 => None,
        1 => Some(today - 1.day()),
        2 => Some(today),
        3 => Some(around(chance, anniversary(from, 5))),
        _ => Some(today + 100.days()),
    };
    let ended = chance.once_in(4).then(|| around(chance, today) + 1.day());
    let (until, ended) = (until.map(|day| day.to_string()), ended.map(|day| day.to_string()));
    let power = |kind: &str, passed_on: bool| json!({"kind": kind, "from": from.to_string(), "until": until, "ended": ended, "passed_on": passed_on});
    let passed_on = chance.once_in(15);
    match chance.below(8) {
        0 | 1 => json!({"kind": "self"}),
        2 if chance.once_in(2) => Value::Null,
        5 => {
            let mut assigned = power("assigned_poa", passed_on);
            assigned["closest_next_of_kin"] = json!(!chance.once_in(8));
            assigned
        }
        6 => power("ordinary_poa", passed_on),
        7 => {
            let mut limited = power("limited_poa", passed_on);
            limited["scopes"] = [json!([]), json!(["see"]), json!(["remind"]), json!(["remind", "see"])]
                [chance.below(4)]
            .clone();
            limited
        }
        _ => json!({
            "kind": "parent",
            "responsibility": chance.mostly("both", 3, &["mother", "father", "co_mother", "other", "unknown"]),
            "role": chance.pick(&["mother", "father", "co_mother", "mother", "other"]),
        }),
    }
}

fn prescription(chance: &mut Chance, today: Date) -> Value {
    if chance.once_in(6) {
        return Value::Null;
    }
    let starts = if chance.once_in(4) { around(chance, today) } else { today - 20.days() };
    let ends = match chance.below(5) {
        0 => None,
        1 => Some(around(chance, today)),
        _ => Some(today + 60.days()),
    };
    json!({
        "state": chance.mostly("active", 3, &["issued", "seen", "completed", "stopped", "declined", "expired"]),
        "starts": starts.to_string(),
        "ends": ends.map(|day| day.to_string()),
        "withheld_from_parents": chance.once_in(12),
        "representative_allowed": !chance.once_in(12),
    })
}

/// A case: most facts in order, some not, days and ages near their limits.
pub fn case(chance: &mut Chance, at: usize) -> Value {
    let now = chance.pick(&NOWS);
    let today = today(&json!({ "now": now }));
    let relation = relation(chance, today);
    let bases = [
        json!([]),
        json!(["parent", "assigned_poa", "ordinary_poa"]),
        json!(["parent"]),
        json!(["ordinary_poa"]),
    ];
    let (adult, child) = (&[18, 40, 40, 40, 80][..], &[1, 5, 9, 12, 16][..]);
    let mut case = json!({
        "id": at.to_string(),
        "now": now,
        "purpose": chance.pick(&["see", "open", "open", "permit", "withdraw"]),
        "acr": chance.mostly("high", 6, &["low", "substantial"]),
        "floor": chance.pick(&["low", "substantial", "high"]),
        "relation": relation,
        "tool": {
            "status": chance.mostly("published", 12, &["suspended", "withdrawn"]),
            "independence": chance.pick(&["standalone", "standalone", "integrated"]),
            "availability": chance.mostly("prescription", 4, &["open"]),
            "profile": chance.mostly("central", 4, &["none", "local", "own", "pseudonymous"]),
            "acr": chance.mostly("substantial", 3, &["low", "high"]),
            "representation_declared": !chance.once_in(15),
            "uses_platform_representation": !chance.once_in(15),
            "data_processor_agreement": !chance.once_in(15),
            "person_service_terms": !chance.once_in(15),
            "process_bases": bases[chance.below(4)],
        },
        "prescription": prescription(chance, today),
        "permission": chance.mostly("given", 4, &["not_given", "withdrawn", "not_needed"]),
    });
    let alone = kind(&case) == "self";
    let ages = if alone && chance.once_in(2) { &[13, 16][..] } else { adult };
    let born = near(chance, today, ages);
    case["actor"] = person(chance, born);
    if !alone {
        let born = near(chance, today, if poa(&case) { &[16, 40, 80, 90] } else { child });
        case["subject"] = person(chance, born);
        case["subject"]["lacks_capacity"] = json!(!chance.once_in(5));
        case["subject"]["care_order"] = json!(chance.once_in(15));
    }
    case
}
