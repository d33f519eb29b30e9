//! R4's shape of what is kept: every element stands where R4 has it, is of its type, and is there where R4 demands it
//! (<https://hl7.org/fhir/R4/observation.html>, <https://hl7.org/fhir/R4/datatypes.html>). What we serve again is FHIR.

#[cfg(test)]
mod tests;
mod types;

use serde_json::{Map, Value};

use types::{declared, elements};

use super::value::{Code, DateTime, Time};
use crate::fhir::{Issue, outcome::MOST_ISSUES};

/// What of the elements that are kept is not R4's, at most as much as is told at once.
///
/// # Errors
/// The text is no JSON object.
pub fn issues(kept: &str) -> serde_json::Result<Vec<Issue>> {
    let kept: Map<String, Value> = serde_json::from_str(kept)?;
    let mut walk = Walk { path: "Observation".into(), issues: Vec::new() };
    walk.object("Observation", &kept);
    Ok(walk.issues)
}

struct Walk {
    path: String,
    issues: Vec<Issue>,
}

impl Walk {
    fn wrong(&mut self, code: &'static str, text: impl Into<String>) {
        if self.issues.len() < MOST_ISSUES {
            self.issues.push(Issue::new(code, text).at(self.path.clone()));
        }
    }

    /// One step down, and back.
    fn at(&mut self, step: &str, act: impl FnOnce(&mut Self)) {
        let length = self.path.len();
        self.path.push_str(step);
        act(self);
        self.path.truncate(length);
    }

    fn object(&mut self, kind: &str, object: &Map<String, Value>) {
        for (name, value) in object {
            self.at(&format!(".{name}"), |walk| walk.element(kind, name, value));
        }
        let has = |name: &str| object.contains_key(name) || object.contains_key(&format!("_{name}"));
        for (name, _) in elements(kind).unwrap_or_default().iter().filter(|(_, it)| it.ends_with('!')) {
            if !has(name) {
                self.at(&format!(".{name}"), |walk| walk.wrong("required", "This element must be there."));
            }
        }
        self.together(kind, object, has);
    }

    /// What elements promise one another (R4's invariants).
    fn together(&mut self, kind: &str, object: &Map<String, Value>, has: impl Fn(&str) -> bool) {
        let broken = match kind {
            "Extension" => {
                let values = object.keys().map(|name| name.trim_start_matches('_'));
                let mut values: Vec<_> = values.filter(|name| name.starts_with("value")).collect();
                values.sort_unstable();
                values.dedup();
                (values.len() + usize::from(has("extension")) != 1)
                    .then_some("ext-1: an extension has one value, or extensions.")
            }
            "Quantity" | "SimpleQuantity" => {
                (has("code") && !has("system")).then_some("qty-3: a code of a unit has a system.")
            }
            "ReferenceRange" => (!["low", "high", "text"].into_iter().any(has))
                .then_some("obs-3: a reference range has low, high or text."),
            "Annotation" => {
                (has("authorReference") && has("authorString")).then_some("There is only one author[x].")
            }
            _ => None,
        };
        if let Some(text) = broken {
            self.wrong("invariant", text);
        }
    }

    fn element(&mut self, kind: &str, name: &str, value: &Value) {
        let bare = name.strip_prefix('_');
        match (declared(kind, bare.unwrap_or(name)), bare) {
            (Some(declared), None) => self.value(declared, value),
            // Beside a primitive stand its id and extensions.
            (Some(declared), Some(_)) if elements(single(declared)).is_none() => {
                self.value(if declared.ends_with('*') { "Element*" } else { "Element" }, value);
            }
            _ => self.wrong("structure", "This element is none that R4 has here, or one that is not taken."),
        }
    }

    fn value(&mut self, declared: &str, value: &Value) {
        match (declared.ends_with('*'), value) {
            (true, Value::Array(items)) => {
                for (at, item) in items.iter().enumerate() {
                    self.at(&format!("[{at}]"), |walk| walk.one(single(declared), item));
                }
            }
            (true, _) => self.wrong("structure", "This is a list."),
            (false, Value::Array(_)) => self.wrong("structure", "This is one, no list."),
            (false, _) => self.one(single(declared), value),
        }
    }

    fn one(&mut self, kind: &str, value: &Value) {
        match (elements(kind), value) {
            (Some(_), Value::Object(object)) => self.object(kind, object),
            // Holds the place of what has no extension beside it.
            (Some(_), Value::Null) if kind == "Element" => {}
            (Some(_), _) => self.wrong("structure", format!("This is an object ({kind}).")),
            (None, _) if is(kind, value) => {}
            (None, _) => match kind.strip_prefix("code:") {
                Some(codes) => self.wrong("code-invalid", format!("This is one of {codes}.")),
                None => self.wrong("value", format!("This is no {kind} of R4.")),
            },
        }
    }
}

/// The type without how often.
fn single(declared: &str) -> &str {
    declared.trim_end_matches(['*', '!'])
}

/// Whether this is a value of a primitive type (R4 §2.24.0.1).
fn is(kind: &str, value: &Value) -> bool {
    let number = |least: i64| value.as_i64().is_some_and(|it| (least..=i64::from(i32::MAX)).contains(&it));
    match (kind, value) {
        ("boolean", _) => value.is_boolean(),
        ("decimal", _) => value.is_number(),
        ("integer", _) => number(i64::from(i32::MIN)),
        ("unsignedInt", _) => number(0),
        ("positiveInt", _) => number(1),
        (_, Value::String(text)) => is_text(kind, text),
        _ => false,
    }
}

fn is_text(kind: &str, text: &str) -> bool {
    let moment = || DateTime::try_from(text.to_owned()).ok();
    match kind {
        "string" | "markdown" => true,
        "xhtml" => text.starts_with("<div") && text.ends_with("</div>"),
        "uri" | "canonical" => !text.contains(char::is_whitespace),
        // Nothing is contained, so nothing is pointed at there (ref-1).
        "reference" => !text.starts_with('#'),
        "code" => Code::try_from(text.to_owned()).is_ok(),
        "time" => Time::try_from(text.to_owned()).is_ok(),
        "date" => moment().is_some_and(|moment| !moment.is_instant),
        "dateTime" => moment().is_some(),
        "instant" => moment().is_some_and(|moment| moment.is_instant),
        _ => kind.strip_prefix("code:").is_some_and(|codes| codes.split(' ').any(|code| code == text)),
    }
}
