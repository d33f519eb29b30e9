//! The tool's own versions.

use catalogue::{Content, PerLocale, Prose, VersionNote};

use super::fields::{Pairs, pair, pairs_per_locale, per_locale, prose, rows, tick};
use crate::web::FormState;

pub fn fill(content: &Content) -> Pairs {
    let mut pairs = Vec::new();
    for (row, note) in content.versions.iter().enumerate() {
        pairs.push(pair(&format!("versions.{row}.version"), &note.version));
        pairs.push(pair(&format!("versions.{row}.date"), note.date));
        pairs.extend(tick(&format!("versions.{row}.material"), note.material));
        pairs.extend(pairs_per_locale(&format!("versions.{row}.what"), &note.what));
    }
    pairs
}

pub fn apply(form: &mut FormState, content: &mut Content) {
    let mut notes: Vec<_> =
        (0..rows(form, "versions", "version")).filter_map(|row| note(form, row)).collect();
    notes.sort_by_key(|note| note.date);
    content.versions = notes;
}

/// One row; an empty one is none.
fn note(form: &mut FormState, row: usize) -> Option<VersionNote> {
    let field = |column: &str| format!("versions.{row}.{column}");
    let what: PerLocale<Prose<500>> = per_locale(form, &field("what"));
    let version: Prose<20> = prose(form, &field("version"));
    if version.is_empty() && what.is_blank() && form.text(&field("date")).trim().is_empty() {
        return None;
    }
    if version.is_empty() && form.text(&field("version")).trim().is_empty() {
        form.error(&field("version"), "form-missing");
    }
    let date = form.date(&field("date"), "form-bad-date")?;
    Some(VersionNote { version, date, material: form.checked(&field("material")), what })
}
