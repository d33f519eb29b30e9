//! The requirements in words: what is asked, and what an answer rests on.

use std::{collections::HashMap, sync::LazyLock};

use approval::Requirement;
use kernel::Locale;
use serde::{Deserialize, Serialize};

/// A requirement in words.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RequirementText {
    /// Its title.
    pub title: String,
    /// What is asked.
    pub question: String,
    /// What an answer rests on.
    pub evidence: String,
}

type Texts = HashMap<String, RequirementText>;

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

/// The requirement in this language, Northern Sámi falling back to bokmål.
pub fn requirement_text(locale: Locale, requirement: Requirement) -> RequirementText {
    let texts = match locale {
        Locale::Nb | Locale::Se => &BOKMAL,
        Locale::Nn => &NYNORSK,
        Locale::En => &ENGLISH,
    };
    let name = requirement.name();
    texts.get(name).cloned().unwrap_or_else(|| RequirementText {
        title: name.to_owned(),
        question: String::new(),
        evidence: String::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_requirement_has_words_in_every_language() {
        for row in &approval::REQUIREMENTS {
            for locale in Locale::ALL {
                let text = requirement_text(locale, row.id);
                assert!(!text.question.is_empty() && !text.evidence.is_empty(), "{:?} {locale}", row.id);
            }
        }
    }
}
