//! The pages' languages and texts.

use std::{collections::BTreeMap, sync::LazyLock};

use serde::Serialize;

/// A language of the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Default)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Bokmål.
    #[default]
    Nb,
    /// Nynorsk.
    Nn,
    /// English.
    En,
    /// Northern Sámi.
    Se,
}

impl Language {
    pub(crate) const ALL: [Self; 4] = [Self::Nb, Self::Nn, Self::En, Self::Se];

    /// The code as it stands in `ui_locales` and `lang`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Nb => "nb",
            Self::Nn => "nn",
            Self::En => "en",
            Self::Se => "se",
        }
    }

    pub(crate) fn from_code(code: &str) -> Option<Self> {
        let primary = code.split(['-', '_']).next().unwrap_or_default();
        match primary {
            "no" => Some(Self::Nb),
            _ => Self::ALL.into_iter().find(|one| one.code() == primary),
        }
    }

    /// The first language of the list that there are pages in.
    pub(crate) fn from_ui_locales(list: Option<&str>) -> Self {
        list.unwrap_or_default().split(' ').find_map(Self::from_code).unwrap_or_default()
    }
}

type Texts = BTreeMap<String, String>;

static TEXTS: LazyLock<BTreeMap<String, Texts>> =
    LazyLock::new(|| serde_json::from_str(include_str!("texts.json")).unwrap_or_default());

/// The text, and the language it is in: bokmål where there is none in the language asked for.
pub(crate) fn text(language: &str, key: &str) -> (&'static str, &'static str) {
    let find = |code: &str| {
        let (code, texts) = TEXTS.get_key_value(code)?;
        Some((texts.get(key)?.as_str(), code.as_str()))
    };
    find(language).or_else(|| find("nb")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_only_texts_that_bokmaal_has_and_all_but_sami_have_every_one() {
        let keys = |code: &str| TEXTS[code].keys().cloned().collect::<Vec<_>>();
        assert_eq!(keys("nb"), keys("nn"));
        assert_eq!(keys("nb"), keys("en"));
        assert!(keys("se").iter().all(|key| TEXTS["nb"].contains_key(key)));
    }

    #[test]
    fn the_first_known_language_counts() {
        assert_eq!(Language::from_ui_locales(Some("de-DE nn-NO en")), Language::Nn);
        assert_eq!(Language::from_ui_locales(Some("no")), Language::Nb);
        assert_eq!(Language::from_ui_locales(None), Language::Nb);
    }
}
