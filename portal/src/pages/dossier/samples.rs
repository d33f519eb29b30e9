//! Samples of what the views of several pages are made of.

use catalogue::StateKind;

use super::{Event, Group, Reason, StateBadge};
use crate::pages::wording::Wording;

pub(crate) fn instant() -> jiff::Timestamp {
    "2026-11-22T09:00:00Z".parse().unwrap()
}

pub(crate) fn events() -> Vec<Event> {
    vec![Event {
        at: instant(),
        text: "Avslått".into(),
        who: Some("Demo <Eksempel>".into()),
        note: Some("<Eksempel>\nto linjer".into()),
        rules: vec!["K1".into()],
        picture: "stop",
    }]
}

pub(crate) fn groups() -> Vec<Group> {
    let rows = vec![("Navn".to_owned(), "<Eksempel>".to_owned())];
    vec![
        Group { heading: "Tekster".into(), lang: Some("nn"), rows: rows.clone() },
        Group { heading: "Om".into(), lang: None, rows },
    ]
}

pub(crate) fn badge() -> StateBadge {
    StateKind::ChangesRequested.into()
}

pub(crate) fn reasons() -> Vec<Reason> {
    vec![
        Reason {
            reason: "vendor_wish",
            note: Some(Wording::new(kernel::Locale::Nn, "<Eksempel>")),
            since: instant(),
            lifts_itself: false,
        },
        Reason { reason: "agreement", note: None, since: instant(), lifts_itself: true },
    ]
}
