//! Who gets at it, and how people log in.

use std::collections::BTreeSet;

use catalogue::Content;

use super::fields::{Pairs, pair, tick};
use crate::web::FormState;

pub fn fill(content: &Content) -> Pairs {
    let mut pairs = vec![
        pair("availability", content.availability),
        pair("profile", content.profile),
        pair("acr", content.acr),
        pair("professions_kind", if content.professions.is_some() { "some" } else { "default" }),
    ];
    pairs.extend(content.platforms.iter().map(|platform| pair("platforms", platform)));
    pairs.extend(content.login_methods.iter().map(|method| pair("login_methods", method)));
    pairs.extend(content.requested_claims.iter().map(|claim| pair("claims", claim)));
    pairs.extend(content.professions.iter().flatten().map(|profession| pair("professions", profession)));
    pairs.extend(tick("overlaps_portal", content.overlaps_portal));
    pairs
}

pub fn apply(form: &mut FormState, content: &mut Content) {
    if let Some(availability) = form.parse("availability", "form-bad-choice") {
        content.availability = availability;
    }
    if let Some(profile) = form.parse("profile", "form-bad-choice") {
        content.profile = profile;
    }
    if let Some(acr) = form.parse("acr", "form-bad-choice") {
        content.acr = acr;
    }
    content.platforms = form.parse_all("platforms", "form-bad-choice").into_iter().collect();
    content.login_methods = form.parse_all("login_methods", "form-bad-choice").into_iter().collect();
    content.requested_claims = form.parse_all("claims", "form-bad-choice").into_iter().collect();
    content.overlaps_portal = form.checked("overlaps_portal");
    let professions: BTreeSet<_> = form.parse_all("professions", "form-bad-choice").into_iter().collect();
    content.professions = match form.text("professions_kind") {
        "some" if professions.is_empty() => {
            form.error("professions", "form-choose-one");
            None
        }
        "some" => Some(professions),
        _ => None,
    };
}
