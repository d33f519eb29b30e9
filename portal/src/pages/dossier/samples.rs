//! Samples of what the views of several pages are made of.

use catalogue::StateKind;

use super::{Event, Group, LaunchCheck, Reason, StateBadge, finding_rows};
use crate::pages::{files::Files, wording::Wording};

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

/// What is written and what is not, in the page's language and in another's.
pub(crate) fn files() -> Files {
    use catalogue::{Document, FileHash, PerLocale, Screenshot};
    let mut content = catalogue::Content::new("Navn".parse().unwrap());
    let shot = |file: &[u8], alt| Screenshot { file: FileHash::of(file), width: 390, height: 844, alt };
    let both = PerLocale {
        nn: Some("<Nynorsk>".parse().unwrap()),
        ..PerLocale::bokmal("<Bokmål>".parse().unwrap())
    };
    content.screenshots = vec![shot(b"1", both), shot(b"2", PerLocale::default())];
    let paper = |file: &[u8], bytes, title| Document { file: FileHash::of(file), bytes, title };
    let title = PerLocale::bokmal("Studie & <funn>".parse().unwrap());
    content.documents = vec![paper(b"3", 2_340_000, title), paper(b"4", 900, PerLocale::default())];
    Files::of(kernel::Locale::Nb, &content)
}

pub(crate) fn check() -> LaunchCheck {
    use launch::check::{Finding, Outcome, Point};
    let finding = |(at, &point): (usize, &Point)| {
        let outcome = Outcome::ALL[at % 3];
        Finding { point, outcome, told: outcome != Outcome::NotTried }
    };
    let findings: Vec<_> = Point::ALL.iter().enumerate().map(finding).collect();
    let rows = finding_rows(&findings);
    let client = kernel::ClientId::from_uuid(uuid::Uuid::from_u128(3));
    LaunchCheck { at: instant(), client, changed: true, rows }
}

/// The same with every outcome turned, so that advice is given at every point.
pub(crate) fn failed_check() -> LaunchCheck {
    use launch::check::{Finding, Outcome, Point};
    let findings: Vec<_> =
        Point::ALL.iter().map(|&point| Finding { point, outcome: Outcome::Failed, told: false }).collect();
    LaunchCheck { changed: false, rows: finding_rows(&findings), ..check() }
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
