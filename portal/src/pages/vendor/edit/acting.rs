//! Acting for another, and what the tool must be permitted.

use std::collections::BTreeSet;

use catalogue::{Content, Independence};

use super::fields::{Pairs, pair, pairs_per_locale, per_locale, tick};
use crate::web::FormState;

pub fn fill_representation(content: &Content) -> Pairs {
    let support = &content.representation;
    let mut pairs: Pairs = tick("declared", support.declared)
        .into_iter()
        .chain(tick("uses_platform", support.uses_platform))
        .collect();
    pairs.extend(pairs_per_locale("how_shown", &support.how_shown));
    pairs.extend(support.process_bases.iter().map(|basis| pair("process_bases", basis)));
    pairs
}

/// Bases of a process are kept for integrated tools only (R7).
pub fn apply_representation(form: &mut FormState, content: &mut Content) {
    let integrated = content.independence == Independence::Integrated;
    let support = &mut content.representation;
    support.declared = form.checked("declared");
    support.uses_platform = form.checked("uses_platform");
    support.how_shown = per_locale(form, "how_shown");
    let bases = form.parse_all("process_bases", "form-bad-choice");
    support.process_bases = if integrated { bases.into_iter().collect() } else { BTreeSet::default() };
}

pub fn fill_permission(content: &Content) -> Pairs {
    let mut pairs: Pairs = tick("needed", content.permission.needed).into_iter().collect();
    pairs.extend(pairs_per_locale("data", &content.permission.data));
    pairs
}

pub fn apply_permission(form: &mut FormState, content: &mut Content) {
    content.permission.needed = form.checked("needed");
    content.permission.data = per_locale(form, "data");
}
