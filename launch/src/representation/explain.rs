//! What people may be told of a refusal.

use kernel::Rule;

use super::{
    decide::{Decision, decide},
    facts::{Facts, ToolFacts},
    policy::PROTECTED,
};

/// Key of the one text for everything that is protected (F2, F4, F5, F9, F11).
pub const NEUTRAL: &str = "refusal-neutral";

/// Keys of the texts that explain a refusal to people; empty where the decision allows.
///
/// They are exactly those that the person would have got if nothing were protected; the neutral one where only
/// something protected refuses. So a refusal never differs because something is protected, unless it must.
pub fn explain(facts: &Facts, decision: &Decision) -> Vec<&'static str> {
    if decision.allowed() {
        return Vec::new();
    }
    let shown = if decision.refused_by().contains(&Rule("F11")) {
        // Withheld prescriptions are nowhere: explained as if there were none, and no enterprise whose agreements could lack (R3, R4).
        let tool =
            ToolFacts { data_processor_agreement: true, person_service_terms: true, ..facts.tool.clone() };
        let without = Facts { prescription: None, tool, ..facts.clone() };
        unprotected(&decide(&without))
    } else {
        unprotected(decision)
    };
    or_neutral(shown)
}

/// The same of a refusal of what somebody wanted for oneself, by its rules as the audit log has them: F11 speaks of others only.
pub(crate) fn explain_logged(rules: &[&str]) -> Vec<&'static str> {
    or_neutral(TEXTS.iter().filter(|(id, _)| rules.contains(id)).map(|&(_, key)| key).collect())
}

fn or_neutral(shown: Vec<&'static str>) -> Vec<&'static str> {
    if shown.is_empty() { vec![NEUTRAL] } else { shown }
}

fn unprotected(decision: &Decision) -> Vec<&'static str> {
    decision
        .refused_by()
        .iter()
        .filter(|rule| !PROTECTED.contains(rule))
        .filter_map(|rule| text(*rule))
        .collect()
}

/// The key of the text that explains this rule.
fn text(rule: Rule) -> Option<&'static str> {
    TEXTS.iter().find(|(id, _)| *id == rule.0).map(|&(_, key)| key)
}

/// Rules that people are told about by name, each with the key of its text.
pub const TEXTS: [(&str, &str); 21] = [
    ("F0", "refusal-F0"),
    ("F1", "refusal-F1"),
    ("F3", "refusal-F3"),
    ("F6", "refusal-F6"),
    ("F7", "refusal-F7"),
    ("F8", "refusal-F8"),
    ("F10", "refusal-F10"),
    ("F12", "refusal-F12"),
    ("F14", "refusal-F14"),
    ("R1", "refusal-R1"),
    ("R2", "refusal-R2"),
    ("R3", "refusal-R3"),
    ("R4", "refusal-R4"),
    ("R5", "refusal-R5"),
    ("R6", "refusal-R6"),
    ("R7", "refusal-R7"),
    ("R8", "refusal-R8"),
    ("T1", "refusal-T1"),
    ("T2", "refusal-T2"),
    ("T3", "refusal-T3"),
    ("T4", "refusal-T4"),
];
