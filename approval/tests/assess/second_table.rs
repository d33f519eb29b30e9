//! The requirements a second time, read off the documented format as plain JSON: nothing here is shared with the crate.

use serde_json::{Value, json};

fn has(list: &Value, word: &str) -> bool {
    list.as_array().unwrap().contains(&json!(word))
}

fn in_force(agreement: &Value, at: &str) -> bool {
    // Dates of one shape compare as text.
    agreement.is_object()
        && agreement["from"].as_str().unwrap() <= at
        && agreement["until"].as_str().is_none_or(|until| at <= until)
}

fn said(answer: &Value, member: &str) -> bool {
    answer[member].as_str().is_some_and(|text| !text.is_empty())
}

fn planned(answer: &Value, at: &str) -> bool {
    answer["status"] == "deviation"
        && ["reason", "plan", "owner", "deadline"].iter().all(|member| said(answer, member))
        && at <= answer["deadline"].as_str().unwrap()
}

/// The answer to a readable case.
pub(crate) fn answer(case: &Value) -> Value {
    let (tool, answers, at) = (&case["tool"], &case["answers"], case["at"].as_str().unwrap());
    let kind = case["orderer"]["kind"].as_str().unwrap();
    let profile = tool["profile"].as_str().unwrap();
    let coupled = profile == "central" || profile == "pseudonymous";
    let (mut unmet, mut deviations, mut notes) = (vec![], vec![], vec![]);
    let met = |id: &str| answers[id]["status"] == "met";

    for id in ["K1", "K2", "K3", "K4a", "K4b", "K4c", "K4d", "K4e", "K5a", "K5b"] {
        if !met(id) {
            unmet.push(id);
        }
    }
    if tool["availability"] == "open" && !["directorate", "health_trust"].contains(&kind) {
        unmet.push("K6a");
    }
    if tool["availability"] == "prescription"
        && !["directorate", "health_trust", "municipality"].contains(&kind)
    {
        unmet.push("K6b");
    }
    if !in_force(&case["orderer"]["A1"], at) {
        unmet.push("K7");
    }
    if profile == "local" {
        if has(&tool["platforms"], "web") {
            let excused = answers["L1"]["status"] == "deviation" && said(&answers["L1"], "reason");
            if excused { deviations.push("L1") } else { unmet.push("L1") }
        }
        if !met("L2") {
            unmet.push("L2");
        }
    }
    if profile == "own" {
        unmet.push("O1");
    }
    if coupled {
        let inapplicable = answers["C4"]["status"] == "not_applicable"
            && said(&answers["C4"], "reason")
            && tool["overlaps_portal"] == false;
        for (id, fine) in [
            ("C1", met("C1")),
            ("C2", has(&tool["login_methods"], "platform")),
            ("C3", met("C3") || !has(&tool["platforms"], "web")),
            ("C4", met("C4") || inapplicable),
        ] {
            if !fine {
                if planned(&answers[id], at) { deviations.push(id) } else { unmet.push(id) }
            }
        }
        if !(in_force(&case["vendor"]["A2"], at) && in_force(&case["A3"], at)) {
            unmet.push("C5");
        }
        if has(&tool["platforms"], "ios") || has(&tool["platforms"], "android") {
            notes.push("C6");
        }
    }
    if profile == "pseudonymous"
        && ["name", "birthdate", "national_id"].iter().any(|claim| has(&tool["requested_claims"], claim))
    {
        unmet.push("P1");
    }
    json!({"id":case["id"],"publishable":unmet.is_empty(),"unmet":unmet,"deviations":deviations,"notes":notes})
}
