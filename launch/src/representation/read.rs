//! Reading single values strictly: a struct is an object and nothing else, a word a string, a day ten characters.

use std::{fmt, marker::PhantomData};

use jiff::civil::Date;
use serde::{
    Deserialize, Deserializer,
    de::{
        DeserializeOwned, Error, IntoDeserializer, MapAccess, Unexpected, Visitor,
        value::MapAccessDeserializer,
    },
};

use super::policy::{BASES, Basis};

/// One of a closed set of words, given as a string.
pub(super) fn word<'de, D: Deserializer<'de>, T: DeserializeOwned>(deserializer: D) -> Result<T, D::Error> {
    struct Word<T>(PhantomData<T>);
    impl<T: DeserializeOwned> Visitor<'_> for Word<T> {
        type Value = T;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a string")
        }
        fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
            T::deserialize(text.into_deserializer())
        }
    }
    deserializer.deserialize_str(Word(PhantomData))
}

/// Several such words.
pub(super) fn words<'de, D: Deserializer<'de>, T: DeserializeOwned>(
    deserializer: D,
) -> Result<Vec<T>, D::Error> {
    #[derive(Deserialize)]
    #[serde(transparent, bound = "T: DeserializeOwned")]
    struct Item<T>(#[serde(deserialize_with = "word")] T);
    Ok(Vec::<Item<T>>::deserialize(deserializer)?.into_iter().map(|item| item.0).collect())
}

/// The grounds that a process may accept (R7).
pub(super) fn bases<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Basis>, D::Error> {
    let bases = Vec::<Basis>::deserialize(deserializer)?;
    match bases.iter().find(|basis| !basis.row().by_process) {
        Some(wrong) => {
            let accepted = BASES.iter().filter(|basis| basis.row().by_process).map(|basis| basis.name());
            let expected = accepted.collect::<Vec<_>>().join(", ");
            Err(D::Error::custom(format_args!("no process accepts `{wrong}`, expected one of {expected}")))
        }
        None => Ok(bases),
    }
}

/// A day as `YYYY-MM-DD`.
pub(super) fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    deserializer.deserialize_str(Day)
}

/// A day or `null`; leaving it out is an error.
pub(super) fn nullable_day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    struct Nullable;
    impl<'de> Visitor<'de> for Nullable {
        type Value = Option<Date>;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a day as YYYY-MM-DD or null")
        }
        fn visit_none<E: Error>(self) -> Result<Self::Value, E> {
            Ok(None)
        }
        fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
            Ok(None)
        }
        fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
            day(deserializer).map(Some)
        }
    }
    deserializer.deserialize_option(Nullable)
}

struct Day;

impl Visitor<'_> for Day {
    type Value = Date;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a day as YYYY-MM-DD")
    }
    fn visit_str<E: Error>(self, text: &str) -> Result<Date, E> {
        // jiff also takes other forms (with a time, without hyphens): one form here.
        let parsed = if text.len() == 10 { text.parse().ok() } else { None };
        parsed.ok_or_else(|| E::invalid_value(Unexpected::Str(text), &self))
    }
}

/// A struct given as an object: serde's own would take an array of its members too.
pub(super) fn object<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_map(Object(PhantomData))
}

/// A struct or `null`; leaving it out is an error.
pub(super) fn nullable_object<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    struct Nullable<T>(PhantomData<T>);
    impl<'de, T: Deserialize<'de>> Visitor<'de> for Nullable<T> {
        type Value = Option<T>;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object or null")
        }
        fn visit_none<E: Error>(self) -> Result<Self::Value, E> {
            Ok(None)
        }
        fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
            Ok(None)
        }
        fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
            object(deserializer).map(Some)
        }
    }
    deserializer.deserialize_option(Nullable(PhantomData))
}

struct Object<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for Object<T> {
    type Value = T;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }
    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<T, A::Error> {
        T::deserialize(MapAccessDeserializer::new(members))
    }
}
