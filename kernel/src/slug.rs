//! The part of an address that names a tool.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// One to 80 of `a–z`, `0–9` and single hyphens between them.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Slug(String);

/// A text that is not a slug.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a slug has 1 to 80 of a–z, 0–9 and single hyphens between them")]
pub struct SlugError;

impl Slug {
    /// The slug of a name in any of the four languages: `Søvnskolen på nett` → `sovnskolen-pa-nett`. `None` where no letter is left.
    pub fn from_name(name: &str) -> Option<Self> {
        let mut slug = String::with_capacity(name.len());
        for letter in name.chars().flat_map(char::to_lowercase) {
            let folded = match letter {
                'a'..='z' | '0'..='9' => slug_push(&mut slug, letter),
                'å' | 'á' | 'à' | 'ä' => slug_push(&mut slug, 'a'),
                'ø' | 'ö' | 'ó' | 'ò' | 'ô' => slug_push(&mut slug, 'o'),
                'æ' => slug_push(&mut slug, 'a') && slug_push(&mut slug, 'e'),
                'é' | 'è' | 'ê' => slug_push(&mut slug, 'e'),
                'č' => slug_push(&mut slug, 'c'),
                'đ' => slug_push(&mut slug, 'd'),
                'ŋ' => slug_push(&mut slug, 'n'),
                'š' => slug_push(&mut slug, 's'),
                'ŧ' => slug_push(&mut slug, 't'),
                'ž' => slug_push(&mut slug, 'z'),
                _ => false,
            };
            if !folded && !slug.is_empty() && !slug.ends_with('-') {
                slug.push('-');
            }
            if slug.len() >= 80 {
                break;
            }
        }
        slug.truncate(80);
        slug.trim_end_matches('-').parse().ok()
    }

    /// As text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn slug_push(slug: &mut String, letter: char) -> bool {
    slug.push(letter);
    true
}

impl FromStr for Slug {
    type Err = SlugError;

    fn from_str(text: &str) -> Result<Self, SlugError> {
        let length = (1..=80).contains(&text.len());
        let letters =
            text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        let hyphens = !text.starts_with('-') && !text.ends_with('-') && !text.contains("--");
        if length && letters && hyphens { Ok(Self(text.into())) } else { Err(SlugError) }
    }
}
impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
impl TryFrom<String> for Slug {
    type Error = SlugError;
    fn try_from(text: String) -> Result<Self, SlugError> {
        text.parse()
    }
}
impl From<Slug> for String {
    fn from(slug: Slug) -> Self {
        slug.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_slugs() {
        for (name, slug) in [
            ("Søvnskolen på nett", "sovnskolen-pa-nett"),
            ("Ærlig talt!", "aerlig-talt"),
            ("  KOLS – pust  ", "kols-pust"),
        ] {
            assert_eq!(Slug::from_name(name).map(|s| s.to_string()).as_deref(), Some(slug));
        }
        assert_eq!(Slug::from_name("!!!"), None);
    }
}
