//! What may be published, written a second time from the document's table: one verdict for each requirement.

use serde_json::{Value, json};

use super::chance::Chance;

/// The requirements that can be unmet, in the order of the answer.
pub const NAMES: [&str; 22] = [
    "K1", "K2", "K3", "K4a", "K4b", "K4c", "K4d", "K4e", "K5a", "K5b", "K6a", "K6b", "K7", "L1", "L2", "O1",
    "C1", "C2", "C3", "C4", "C5", "P1",
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Fine,
    Deviation,
    Unmet,
}

fn fine(holds: bool) -> Verdict {
    if holds { Verdict::Fine } else { Verdict::Unmet }
}

fn has(list: &Value, what: &str) -> bool {
    list.as_array().unwrap().iter().any(|item| item == what)
}

fn in_force(agreement: &Value, at: &str) -> bool {
    // Dates written year first compare as texts.
    let from = agreement["from"].as_str();
    let until = agreement["until"].as_str();
    from.is_some_and(|from| from <= at) && until.is_none_or(|until| at <= until)
}

fn applies(name: &str, tool: &Value) -> bool {
    let profile = tool["profile"].as_str().unwrap();
    let coupled = ["central", "pseudonymous"].contains(&profile);
    match name {
        "K6a" => tool["availability"] == "open",
        "K6b" => tool["availability"] == "prescription",
        "L1" | "L2" => profile == "local",
        "O1" => profile == "own",
        "C3" => coupled && has(&tool["platforms"], "web"),
        "C1" | "C2" | "C4" | "C5" => coupled,
        "P1" => profile == "pseudonymous",
        _ => true,
    }
}

fn verdict(name: &str, case: &Value) -> Verdict {
    let (tool, at, answer) = (&case["tool"], case["at"].as_str().unwrap(), &case["answers"][name]);
    let said = |status: &str| answer["status"] == status;
    let filled = |member: &str| answer[member].as_str().is_some_and(|text| !text.is_empty());
    let planned = said("deviation")
        && ["reason", "plan", "owner"].into_iter().all(filled)
        && answer["deadline"].as_str().is_some_and(|deadline| deadline >= at);
    let or_planned = |holds: bool| match (holds, planned) {
        (true, _) => Verdict::Fine,
        (false, true) => Verdict::Deviation,
        (false, false) => Verdict::Unmet,
    };
    let orderer = case["orderer"]["kind"].as_str().unwrap();
    match name {
        "K6a" => fine(["directorate", "health_trust"].contains(&orderer)),
        "K6b" => fine(["directorate", "health_trust", "municipality"].contains(&orderer)),
        "K7" => fine(in_force(&case["orderer"]["A1"], at)),
        "L1" => {
            let platforms = tool["platforms"].as_array().unwrap();
            match platforms.iter().all(|platform| platform == "ios" || platform == "android") {
                true => Verdict::Fine,
                false if said("deviation") && filled("reason") => Verdict::Deviation,
                false => Verdict::Unmet,
            }
        }
        "O1" => Verdict::Unmet,
        "C1" | "C3" => or_planned(said("met")),
        "C2" => or_planned(has(&tool["login_methods"], "platform")),
        "C4" => {
            let not_applicable =
                said("not_applicable") && filled("reason") && tool["overlaps_portal"] == false;
            or_planned(said("met") || not_applicable)
        }
        "C5" => fine(in_force(&case["vendor"]["A2"], at) && in_force(&case["A3"], at)),
        "P1" => fine(tool["requested_claims"].as_array().unwrap().iter().all(|claim| claim == "pseudonym")),
        _ => fine(said("met")),
    }
}

fn all(case: &Value, wanted: Verdict) -> Vec<&'static str> {
    NAMES.into_iter().filter(|name| applies(name, &case["tool"]) && verdict(name, case) == wanted).collect()
}

/// What is unmet, in order.
pub fn unmet(case: &Value) -> Vec<&'static str> {
    all(case, Verdict::Unmet)
}

/// The whole answer.
pub fn answer(case: &Value) -> Value {
    let (unmet, tool) = (unmet(case), &case["tool"]);
    let coupled = applies("C1", tool);
    let native = tool["platforms"].as_array().unwrap().iter().any(|platform| platform != "web");
    let notes: &[&str] = if coupled && native { &["C6"] } else { &[] };
    json!({"id": case["id"], "publishable": unmet.is_empty(), "unmet": unmet, "deviations": all(case, Verdict::Deviation), "notes": notes})
}

// --- Cases -----------------------------------------------------------------------------------------------------------

const AT: &str = "2026-11-22";
const DAYS: [&str; 4] = ["2026-11-21", "2026-11-22", "2026-11-23", "2027-03-01"];

fn agreement(chance: &mut Chance) -> Value {
    match chance.below(12) {
        0 => Value::Null,
        1 => json!({"from": chance.pick(&DAYS), "until": null}),
        2 => json!({"from": "2025-01-01", "until": chance.pick(&DAYS)}),
        _ => json!({"from": "2025-01-01", "until": null}),
    }
}

fn reply(chance: &mut Chance, likely: &str) -> Value {
    let status = if chance.once_in(12) {
        chance.pick(&["met", "unmet", "deviation", "not_applicable"])
    } else {
        likely
    };
    let mut reply = json!({ "status": status });
    for member in ["reason", "plan", "owner"] {
        match chance.below(14) {
            0 => {}
            1 => reply[member] = json!(""),
            _ => reply[member] = json!("because"),
        }
    }
    if !chance.once_in(14) {
        reply["deadline"] = json!(chance.mostly("2027-03-01", 4, &DAYS));
    }
    reply
}

fn some_of(chance: &mut Chance, all: &[&str]) -> Value {
    all.iter().filter(|_| chance.once_in(2)).map(|item| json!(item)).collect()
}

/// A case: most is answered well, some is not.
pub fn case(chance: &mut Chance, at: usize) -> Value {
    let mut answers = json!({});
    for name in NAMES {
        let likely = match name {
            "C1" | "C2" | "C3" | "L1" => chance.pick(&["met", "deviation"]),
            "C4" => chance.pick(&["met", "deviation", "not_applicable"]),
            _ => "met",
        };
        // One absolute answer in a hundred spoils a case; there are eleven in each.
        let given = name.starts_with('K') && chance.below(8) > 0;
        let answered = !["K6a", "K6b", "K7", "O1", "C5", "P1"].contains(&name) && !chance.once_in(30);
        if answered {
            answers[name] = if given { json!({"status": "met"}) } else { reply(chance, likely) };
        }
    }
    let claims = ["pseudonym", "name", "birthdate", "national_id"];
    let claims = if chance.once_in(3) { some_of(chance, &claims) } else { some_of(chance, &["pseudonym"]) };
    let mut platforms = some_of(chance, &["web", "ios", "android"]);
    if platforms.as_array().unwrap().is_empty() {
        platforms = json!(["web"]);
    }
    json!({
        "id": format!("a{at}"),
        "at": AT,
        "tool": {
            "independence": chance.pick(&["standalone", "integrated"]),
            "availability": chance.pick(&["open", "prescription"]),
            "profile": chance.pick(&["none", "none", "local", "own", "central", "central", "pseudonymous"]),
            "platforms": platforms,
            "login_methods": some_of(chance, &["platform", "own", "idporten", "vipps", "facebook", "google", "apple"]),
            "requested_claims": claims,
            "overlaps_portal": chance.once_in(3),
        },
        "orderer": {
            "kind": chance.mostly("health_trust", 3, &["directorate", "municipality", "county", "contracted", "vendor", "operator"]),
            "A1": agreement(chance),
        },
        "vendor": {"A2": agreement(chance)},
        "A3": agreement(chance),
        "answers": answers,
    })
}
