//! The requirements in words: what is asked, and what an answer rests on.

use std::{collections::HashMap, sync::LazyLock};

use approval::Requirement;
use kernel::Locale;
use serde::Deserialize;

use crate::pages::wording::Wording;

/// A requirement in words.
#[derive(Debug, Clone)]
pub struct RequirementText {
    /// Its title.
    pub title: String,
    /// What is asked.
    pub question: String,
    /// What an answer rests on; where a language lacks the terms, in bokmål.
    pub evidence: Wording,
}

#[derive(Debug, Deserialize)]
struct Words {
    title: String,
    question: String,
    evidence: Option<String>,
}

type Texts = HashMap<String, Words>;

#[expect(clippy::expect_used, reason = "the files are part of the build, and a test reads them")]
fn read(file: &str) -> Texts {
    serde_json::from_str(file).expect("texts/requirements is well formed")
}

static BOKMAL: LazyLock<Texts> =
    LazyLock::new(|| read(include_str!("../../../texts/requirements/requirements.nb.json")));
static NYNORSK: LazyLock<Texts> =
    LazyLock::new(|| read(include_str!("../../../texts/requirements/requirements.nn.json")));
static ENGLISH: LazyLock<Texts> =
    LazyLock::new(|| read(include_str!("../../../texts/requirements/requirements.en.json")));
static SAMI: LazyLock<Texts> =
    LazyLock::new(|| read(include_str!("../../../texts/requirements/requirements.se.json")));

/// The requirement in this language.
pub fn requirement_text(locale: Locale, requirement: Requirement) -> RequirementText {
    let texts = match locale {
        Locale::Nb => &BOKMAL,
        Locale::Nn => &NYNORSK,
        Locale::En => &ENGLISH,
        Locale::Se => &SAMI,
    };
    let name = requirement.name();
    let words = texts.get(name);
    let evidence = [(locale, texts), (Locale::Nb, &BOKMAL)].into_iter().find_map(|(locale, texts)| {
        let evidence = texts.get(name)?.evidence.as_deref()?;
        Some(Wording::new(locale, evidence))
    });
    RequirementText {
        title: words.map_or(name, |words| words.title.as_str()).to_owned(),
        question: words.map(|words| words.question.clone()).unwrap_or_default(),
        evidence: evidence.unwrap_or_else(|| Wording::new(locale, "")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_requirement_has_words_in_every_language() {
        for row in &approval::REQUIREMENTS {
            for locale in Locale::ALL {
                let text = requirement_text(locale, row.id);
                assert_ne!(text.title, row.id.name(), "{locale}");
                assert!(!text.question.is_empty() && !text.evidence.is_empty(), "{:?} {locale}", row.id);
            }
        }
        let borrowed = requirement_text(Locale::Se, Requirement::K4a).evidence;
        assert_eq!(borrowed, requirement_text(Locale::Nb, Requirement::K4a).evidence);
    }
}
