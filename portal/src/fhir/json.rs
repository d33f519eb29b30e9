//! JSON as FHIR wants it, read so that nothing is lost: every element keeps the text it came with, so that decimals stay exact.

use std::{borrow::Cow, collections::HashSet, fmt, fmt::Write as _};

use serde::{
    Deserialize, Deserializer,
    de::{self, DeserializeSeed, MapAccess, SeqAccess, Visitor},
};
use serde_json::value::RawValue;

use super::Issue;

/// How deep elements may be nested.
const DEEPEST: usize = 32;
/// Most elements of a resource, all levels counted.
const MOST_ELEMENTS: usize = 5_000;
/// Most wrong places told.
const MOST_ISSUES: usize = super::outcome::MOST_ISSUES;

/// The elements of a JSON object in order, each with the text it came with.
#[derive(Debug, Clone)]
pub struct Elements(Vec<(String, Box<RawValue>)>);

impl Elements {
    /// Reads an object.
    pub fn parse(text: &str) -> serde_json::Result<Self> {
        serde_json::from_str(text)
    }

    /// The text of an element.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.get())
    }

    /// Names of all elements.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_str())
    }

    /// Takes elements away.
    pub fn without(&mut self, names: &[&str]) {
        self.0.retain(|(name, _)| !names.contains(&name.as_str()));
    }

    /// Whether nothing is left.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Writes the object again: these elements first, then the rest, without white space between.
    pub fn write(&self, first: &[(&str, String)]) -> String {
        let mut text = String::from("{");
        let first = first.iter().map(|(name, value)| (*name, value.as_str()));
        for (name, value) in first.chain(self.0.iter().map(|(name, value)| (name.as_str(), value.get()))) {
            if text.len() > 1 {
                text.push(',');
            }
            text.push_str(&quoted(name));
            text.push(':');
            compact(value, &mut text);
        }
        text.push('}');
        text
    }
}

/// A text as JSON.
pub fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// Leaves out white space between tokens; what a sender lays out differently is the same content.
fn compact(json: &str, into: &mut String) {
    let (mut in_text, mut escaped) = (false, false);
    for letter in json.chars() {
        if in_text {
            into.push(letter);
            in_text = escaped || letter != '"';
            escaped = !escaped && letter == '\\';
        } else if !matches!(letter, ' ' | '\n' | '\r' | '\t') {
            into.push(letter);
            in_text = letter == '"';
        }
    }
}

impl<'de> Deserialize<'de> for Elements {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Elements;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Elements, A::Error> {
                let mut elements = Vec::new();
                while let Some(element) = map.next_entry()? {
                    elements.push(element);
                }
                Ok(Elements(elements))
            }
        }
        deserializer.deserialize_map(Reader)
    }
}

/// What a walk through a resource found.
#[derive(Debug, Default)]
pub struct Walk {
    /// Places that break the rules of FHIR's JSON (R4 §2.6.2).
    pub issues: Vec<Issue>,
    /// Every `reference`, with its place.
    pub references: Vec<(String, String)>,
    elements: usize,
    path: String,
}

/// Walks through a resource of this type: duplicate names, empty things, nulls, control characters, too deep, too many.
///
/// # Errors
/// The text is no JSON object, or goes beyond the bounds.
pub fn walk(text: &str, kind: &str) -> serde_json::Result<Walk> {
    let mut walk = Walk { path: kind.to_owned(), ..Walk::default() };
    let mut deserializer = serde_json::Deserializer::from_str(text);
    Step { walk: &mut walk, depth: 0, in_array: false }.deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(walk)
}

impl Walk {
    fn note(&mut self, text: &str) {
        if self.issues.len() < MOST_ISSUES {
            self.issues.push(Issue::new("structure", text).at(self.path.clone()));
        }
    }
}

struct Step<'w> {
    walk: &'w mut Walk,
    depth: usize,
    in_array: bool,
}

impl<'de> DeserializeSeed<'de> for Step<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.walk.elements += 1;
        if self.depth > DEEPEST {
            return Err(de::Error::custom(format!("nested deeper than {DEEPEST} levels")));
        }
        if self.walk.elements > MOST_ELEMENTS {
            return Err(de::Error::custom(format!("more than {MOST_ELEMENTS} elements")));
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Step<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a FHIR element")
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        // Nulls hold places in arrays of primitives that have extensions; elsewhere an element is left out.
        if !self.in_array {
            self.walk.note("An element that has no value is left out, not null.");
        }
        Ok(())
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        if text.trim().is_empty() {
            self.walk.note("A text is never empty.");
        } else if text.chars().any(|letter| letter.is_control() && !matches!(letter, '\n' | '\r' | '\t')) {
            self.walk.note("A text has no control characters.");
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let length = self.walk.path.len();
        let mut at = 0;
        loop {
            let _ = write!(self.walk.path, "[{at}]");
            let step = Step { walk: &mut *self.walk, depth: self.depth + 1, in_array: true };
            let more = list.next_element_seed(step)?.is_some();
            self.walk.path.truncate(length);
            if !more {
                break;
            }
            at += 1;
        }
        if at == 0 {
            self.walk.note("A list is never empty.");
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let length = self.walk.path.len();
        let mut names: HashSet<String> = HashSet::new();
        while let Some(name) = map.next_key::<Cow<'_, str>>()? {
            let name = name.into_owned();
            let proper = (1..=64).contains(&name.len())
                && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
            if !proper {
                return Err(de::Error::custom("the name of an element is letters and digits"));
            }
            self.walk.path.push('.');
            self.walk.path.push_str(&name);
            if names.contains(&name) {
                self.walk.note("An element stands here twice.");
            }
            if name == "reference" {
                let mut found = Found { step: self.depth + 1, walk: &mut *self.walk, text: None };
                map.next_value_seed(&mut found)?;
                if let Some(text) = found.text {
                    let place = self.walk.path.clone();
                    self.walk.references.push((place, text));
                }
            } else {
                map.next_value_seed(Step { walk: &mut *self.walk, depth: self.depth + 1, in_array: false })?;
            }
            self.walk.path.truncate(length);
            names.insert(name);
        }
        if names.is_empty() {
            self.walk.note("An object is never empty.");
        }
        Ok(())
    }
}

/// Like a step, but keeps the text.
struct Found<'w> {
    walk: &'w mut Walk,
    step: usize,
    text: Option<String>,
}

impl<'de> DeserializeSeed<'de> for &mut Found<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        let mut inner = serde_json::Deserializer::from_str(raw.get());
        let step = Step { walk: &mut *self.walk, depth: self.step, in_array: false };
        step.deserialize(&mut inner).map_err(de::Error::custom)?;
        self.text = serde_json::from_str(raw.get()).ok();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(text: &str) -> Vec<String> {
        walk(text, "X").unwrap().issues.into_iter().filter_map(|issue| issue.expression).collect()
    }

    #[test]
    fn what_fhir_does_not_allow_is_found_where_it_stands() {
        assert_eq!(places(r#"{"a":1.50,"b":[{"c":"x"}]}"#), [""; 0]);
        assert_eq!(
            places(r#"{"a":{},"b":[],"c":"","d":null,"e":[null,{"f":"\u0000"}]}"#),
            ["X.a", "X.b", "X.c", "X.d", "X.e[1].f"]
        );
        assert_eq!(places(r#"{"a":[{"b":1,"b":2}]}"#), ["X.a[0].b"]);
    }

    #[test]
    fn work_is_bounded() {
        let deep = format!("{}1{}", "[".repeat(60_000), "]".repeat(60_000));
        assert!(walk(&format!(r#"{{"a":{deep}}}"#), "X").is_err());
        let references = format!("{}1{}", r#"{"reference":"#.repeat(2_000), "}".repeat(2_000));
        assert!(walk(&references, "X").is_err());
        let wide = format!("[{}1]", "1,".repeat(6_000));
        assert!(walk(&format!(r#"{{"a":{wide}}}"#), "X").is_err());
        assert!(walk("{} {}", "X").is_err());
        assert!(walk(r#"{"a b":1}"#, "X").is_err());
    }

    #[test]
    fn references_are_found_at_every_depth() {
        let walk = walk(r#"{"a":[{"reference":"Patient/1"}],"reference":{"reference":"B/2"}}"#, "X").unwrap();
        assert_eq!(
            walk.references,
            [
                ("X.a[0].reference".to_owned(), "Patient/1".to_owned()),
                ("X.reference.reference".to_owned(), "B/2".to_owned()),
            ]
        );
    }

    #[test]
    fn every_element_keeps_its_text() {
        let mut elements =
            Elements::parse("{\"v\": { \"n\" : 1.50e-2 , \"s\":\"a \\\" b\"}, \"id\":\"x\"}").unwrap();
        elements.without(&["id"]);
        assert_eq!(
            elements.write(&[("resourceType", quoted("X"))]),
            r#"{"resourceType":"X","v":{"n":1.50e-2,"s":"a \" b"}}"#
        );
    }
}
