//! Where values come from: the environment first, then `reseptor.toml`.

use std::{collections::BTreeMap, fmt::Display, str::FromStr};

use super::{ConfigError, keys, keys::Key};

/// The values that were given, by key.
#[derive(Debug, Default)]
pub struct Source {
    values: BTreeMap<String, String>,
    problems: Vec<String>,
}

impl Source {
    /// Reads a file's text and the environment.
    pub fn new(file: Option<&str>, environment: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut source = Self::default();
        if let Some(text) = file {
            source.read_file(text);
        }
        for (variable, value) in environment {
            let Some(name) = variable.strip_prefix("RESEPTOR_") else { continue };
            let name = name.to_ascii_lowercase();
            if keys::exists(&name) {
                source.values.insert(name, value);
            }
        }
        source
    }

    fn read_file(&mut self, text: &str) {
        let table = match text.parse::<toml::Table>() {
            Ok(table) => table,
            Err(error) => {
                self.problems.push(format!("reseptor.toml: {error}"));
                return;
            }
        };
        for (name, value) in table {
            let value = match value {
                toml::Value::String(text) => text,
                toml::Value::Integer(number) => number.to_string(),
                toml::Value::Boolean(yes) => yes.to_string(),
                _ => {
                    self.problems
                        .push(format!("reseptor.toml: {name} must be a text, a whole number, true or false"));
                    continue;
                }
            };
            if keys::exists(&name) {
                self.values.insert(name, value);
            } else {
                self.problems.push(format!("reseptor.toml: there is no key {name}"));
            }
        }
    }

    /// The value of a key, where it is set and not empty.
    pub fn text(&self, key: &Key) -> Option<String> {
        self.named(key.name)
    }

    /// The value under a name, for keys of each service.
    pub fn named(&self, name: &str) -> Option<String> {
        self.values.get(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
    }

    /// Reads a value; a malformed one is noted and the default taken.
    pub fn parse<T: FromStr<Err: Display>>(&mut self, key: &Key, default: T) -> T {
        let Some(text) = self.text(key) else { return default };
        text.parse().unwrap_or_else(|error| {
            self.problem(key, &format!("{text:?}: {error}"));
            default
        })
    }

    /// Reads a whole number within bounds.
    pub fn number(&mut self, key: &Key, default: u32, bounds: std::ops::RangeInclusive<u32>) -> u32 {
        let number = self.parse(key, default);
        if !bounds.contains(&number) {
            self.problem(key, &format!("{number} is not between {} and {}", bounds.start(), bounds.end()));
        }
        number
    }

    /// Notes what is wrong with a key.
    pub fn problem(&mut self, key: &Key, problem: &str) {
        self.problems.push(format!("{} ({}): {problem}", key.name, key.variable()));
    }

    /// All that was wrong, if anything was.
    pub fn finish(self) -> Result<(), ConfigError> {
        if self.problems.is_empty() { Ok(()) } else { Err(ConfigError { problems: self.problems }) }
    }
}
