//! The listing's texts in one language, privacy in five lines included.

use catalogue::{Content, Privacy, Text};
use kernel::Locale;

use super::fields::{Pairs, pair, prose};
use crate::web::FormState;

pub fn fill(content: &Content, locale: Locale) -> Pairs {
    let Some(text) = content.texts.get(locale) else { return Vec::new() };
    vec![
        pair("name", &text.name),
        pair("summary", &text.summary),
        pair("purpose", &text.purpose),
        pair("effect", &text.effect),
        pair("not_for", &text.not_for),
        pair("usage", &text.usage),
        pair("target_group", &text.target_group),
        pair("accessibility", &text.accessibility),
        pair("privacy.what", &text.privacy.what),
        pair("privacy.where", &text.privacy.place),
        pair("privacy.shared", &text.privacy.shared),
        pair("privacy.deletion", &text.privacy.deletion),
        pair("privacy.controller", &text.privacy.controller),
    ]
}

/// A language in which nothing is written is one that the listing does not have.
pub fn apply(form: &mut FormState, content: &mut Content, locale: Locale) {
    let text = Text {
        name: prose(form, "name"),
        summary: prose(form, "summary"),
        purpose: prose(form, "purpose"),
        effect: prose(form, "effect"),
        not_for: prose(form, "not_for"),
        usage: prose(form, "usage"),
        target_group: prose(form, "target_group"),
        accessibility: prose(form, "accessibility"),
        privacy: Privacy {
            what: prose(form, "privacy.what"),
            place: prose(form, "privacy.where"),
            shared: prose(form, "privacy.shared"),
            deletion: prose(form, "privacy.deletion"),
            controller: prose(form, "privacy.controller"),
        },
    };
    content.texts.set(locale, Some(text).filter(|text| *text != Text::default()));
}
