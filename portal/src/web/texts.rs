//! Texts for people: Fluent files per language, bokmål where a language has no text of its own.

#[cfg(test)]
mod scan;

use std::collections::HashMap;

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use kernel::Locale;
use rust_embed::RustEmbed;
use unic_langid::{LanguageIdentifier, langid};

use super::dates;

#[derive(RustEmbed)]
#[folder = "texts"]
struct Files;

type Bundle = FluentBundle<FluentResource>;

/// The texts of all languages.
pub struct Texts {
    bundles: HashMap<Locale, Bundle>,
}

/// A text as found: in the language asked for, or in bokmål instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The text.
    pub text: String,
    /// The language it is in.
    pub locale: Locale,
}

/// A text file that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("texts/{file}: {problem}")]
pub struct TextsError {
    file: String,
    problem: String,
}

fn language(locale: Locale) -> LanguageIdentifier {
    match locale {
        Locale::Nb => langid!("nb"),
        Locale::Nn => langid!("nn"),
        Locale::En => langid!("en"),
        Locale::Se => langid!("se"),
    }
}

fn nordic_number(value: &FluentValue<'_>, _: &intl_memoizer::concurrent::IntlLangMemoizer) -> Option<String> {
    if let FluentValue::Number(number) = value {
        Some(dates::number(Locale::Nb, &number.as_string()))
    } else {
        None
    }
}

fn english_number(
    value: &FluentValue<'_>,
    _: &intl_memoizer::concurrent::IntlLangMemoizer,
) -> Option<String> {
    if let FluentValue::Number(number) = value {
        Some(dates::number(Locale::En, &number.as_string()))
    } else {
        None
    }
}

impl Texts {
    /// Reads all embedded files; a file with an error, or a key given twice, is refused.
    pub fn load() -> Result<Self, TextsError> {
        let mut bundles = HashMap::new();
        for locale in Locale::ALL {
            bundles.insert(locale, bundle(locale)?);
        }
        Ok(Self { bundles })
    }

    /// The text with this key, if there is one in the language or in bokmål.
    pub fn find(&self, locale: Locale, key: &str, args: Option<&FluentArgs<'_>>) -> Option<Found> {
        [locale, Locale::Nb].into_iter().find_map(|locale| {
            let bundle = self.bundles.get(&locale)?;
            let pattern = bundle.get_message(key)?.value()?;
            let mut errors = Vec::new();
            let text = bundle.format_pattern(pattern, args, &mut errors).into_owned();
            for error in errors {
                tracing::warn!(text.key = key, text.locale = locale.tag(), %error, "text");
            }
            Some(Found { text, locale })
        })
    }

    /// The text with this key without arguments; a key that does not exist stands for itself.
    pub fn text(&self, locale: Locale, key: &str) -> String {
        self.find(locale, key, None).map_or_else(|| key.to_owned(), |found| found.text)
    }

    /// The text with this key and arguments; a key that does not exist stands for itself.
    pub fn with(&self, locale: Locale, key: &str, args: &[(&str, &str)]) -> String {
        let args: FluentArgs<'_> =
            args.iter().map(|(name, value)| (*name, FluentValue::from(*value))).collect();
        self.find(locale, key, Some(&args)).map_or_else(|| key.to_owned(), |found| found.text)
    }

    /// Whether the language itself has the key.
    pub fn has(&self, locale: Locale, key: &str) -> bool {
        self.bundles.get(&locale).is_some_and(|bundle| bundle.has_message(key))
    }
}

fn bundle(locale: Locale) -> Result<Bundle, TextsError> {
    let mut bundle = Bundle::new_concurrent(vec![language(locale)]);
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(if locale == Locale::En { english_number } else { nordic_number }));
    for (file, content) in files(locale) {
        let error = |problem: String| TextsError { file: file.clone(), problem };
        let resource =
            FluentResource::try_new(content).map_err(|(_, errors)| error(format!("{errors:?}")))?;
        bundle.add_resource(resource).map_err(|errors| error(format!("{errors:?}")))?;
    }
    Ok(bundle)
}

/// The files of a language: name and content.
pub fn files(locale: Locale) -> Vec<(String, String)> {
    let folder = format!("{}/", locale.tag());
    let mut names: Vec<_> =
        Files::iter().filter(|name| name.starts_with(&folder) && name.ends_with(".ftl")).collect();
    names.sort();
    names
        .into_iter()
        .filter_map(|name| {
            let file = Files::get(&name)?;
            Some((name.to_string(), String::from_utf8_lossy(&file.data).into_owned()))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn say(locale: Locale, key: &str, count: f64) -> String {
        let args: FluentArgs<'_> = [("count", FluentValue::from(count))].into_iter().collect();
        Texts::load().unwrap().find(locale, key, Some(&args)).unwrap().text
    }

    #[test]
    fn plural_forms_are_right_in_every_language() {
        assert_eq!(say(Locale::Nb, "count-tools", 1.0), "1 verktøy");
        assert_eq!(say(Locale::Nb, "count-days", 1.0), "1 dag");
        assert_eq!(say(Locale::Nb, "count-days", 12345.0), "12\u{202f}345 dager");
        assert_eq!(say(Locale::Nn, "count-days", 2.0), "2 dagar");
        assert_eq!(say(Locale::En, "count-days", 1.0), "1 day");
        let sami = [1.0, 2.0, 3.0].map(|count| say(Locale::Se, "count-days", count));
        assert_eq!(sami, ["1 beaivi", "2 beaivvi", "3 beaivvi"]);
    }

    #[test]
    fn what_a_language_lacks_is_given_in_bokmal_and_says_so() {
        let texts = Texts::load().unwrap();
        assert!(!texts.has(Locale::Se, "tool-device"), "choose another text for this test");
        assert_eq!(texts.find(Locale::Se, "tool-device", None).unwrap().locale, Locale::Nb);
    }
}
