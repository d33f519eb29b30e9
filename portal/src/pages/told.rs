//! What people are told when a tool is suspended, put up again or withdrawn: the same fields on every form that asks for it.

use catalogue::{PerLocale, Prose};
use kernel::Locale;

use crate::web::FormState;

/// The fields of `parts/told.html`: bokmål first, the others where somebody has written them.
const FIELDS: [(Locale, &str); 3] = [(Locale::Nb, "note"), (Locale::Nn, "note-nn"), (Locale::En, "note-en")];

/// Reads the fields and notes errors at them. Bokmål must be there where `required`: it is what other languages fall back to.
pub fn read(form: &mut FormState, required: bool) -> Option<PerLocale<Prose<500>>> {
    let mut note = PerLocale::default();
    for (locale, field) in FIELDS {
        let phrase = if required && locale == Locale::Nb {
            form.phrase::<500>(field, "form-missing")
        } else {
            form.optional_phrase::<500>(field)
        };
        note.set(locale, phrase.and_then(|phrase| Prose::new(&phrase).ok()));
    }
    form.is_valid().then_some(note)
}
