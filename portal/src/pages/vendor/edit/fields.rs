//! From the fields of a form to what a listing says, and back.

use catalogue::{PerLocale, Prose};
use kernel::Locale;

use crate::web::FormState;

/// Names and values of a form that is filled in beforehand.
pub type Pairs = Vec<(String, String)>;

/// A field with this value.
pub fn pair(name: &str, value: impl ToString) -> (String, String) {
    (name.to_owned(), value.to_string())
}

/// A ticked box, if it is ticked.
pub fn tick(name: &str, ticked: bool) -> Option<(String, String)> {
    ticked.then(|| pair(name, "ja"))
}

/// Reads text that may be left out; one that is too long is noted.
pub fn prose<const MAX: usize>(form: &mut FormState, name: &str) -> Prose<MAX> {
    let phrase = form.optional_phrase::<MAX>(name);
    phrase.and_then(|phrase| Prose::new(&phrase).ok()).unwrap_or_default()
}

/// Reads a text in each language from the fields `name.nb`, `name.nn` …; an empty one does not exist.
pub fn per_locale<const MAX: usize>(form: &mut FormState, name: &str) -> PerLocale<Prose<MAX>> {
    let mut texts = PerLocale::default();
    for locale in Locale::ALL {
        let text = prose(form, &format!("{name}.{locale}"));
        texts.set(locale, Some(text).filter(|text: &Prose<MAX>| !text.is_empty()));
    }
    texts
}

/// The fields of a text in each language that it exists in.
pub fn pairs_per_locale<const MAX: usize>(name: &str, texts: &PerLocale<Prose<MAX>>) -> Pairs {
    texts.iter().map(|(locale, text)| pair(&format!("{name}.{locale}"), text)).collect()
}

/// How many rows `name.0.…`, `name.1.…` a form has, counted from `column`.
pub fn rows(form: &FormState, name: &str, column: &str) -> usize {
    (0..100).take_while(|row| form.checked(&format!("{name}.{row}.{column}"))).count()
}
