//! What kind of failure an error is, and which rule a refusal names.

use std::fmt;

/// The kinds of failure the outside can tell apart; mapped to an HTTP status in one place (`portal`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ErrorKind {
    /// There is no such thing, or not for this asker.
    NotFound,
    /// It does not go together with what is stored (stale page, already done, unique value taken).
    Conflict,
    /// A rule refuses it.
    Forbidden,
    /// The input is wrong.
    Invalid,
    /// Something needed is away; trying again later may help.
    Unavailable,
    /// A fault of ours.
    Internal,
}

/// The id of a rule of the domain: `K6a`, `F1`, `T2` …
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Rule(pub &'static str);

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}
impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}
impl serde::Serialize for Rule {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0)
    }
}

/// Why something was refused, for a person: a key among the texts, the rules that decided, the field it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Key of the text that explains it and says what one can do (`error-…` among the texts).
    pub text: &'static str,
    /// Rules that refused, in the domain's order; empty where none has an id.
    pub rules: Vec<Rule>,
    /// The form field it is about, if one.
    pub field: Option<&'static str>,
}

impl Refusal {
    /// A refusal explained by this text alone.
    pub const fn text(text: &'static str) -> Self {
        Self { text, rules: Vec::new(), field: None }
    }

    /// About this form field.
    #[must_use]
    pub const fn field(mut self, field: &'static str) -> Self {
        self.field = Some(field);
        self
    }

    /// Decided by this rule.
    #[must_use]
    pub fn rule(mut self, rule: Rule) -> Self {
        self.rules.push(rule);
        self
    }
}

/// An error of a domain crate that the outside can be told about.
pub trait Classified: std::error::Error + Send + Sync + 'static {
    /// Which kind of failure it is.
    fn kind(&self) -> ErrorKind;

    /// How it is explained to people; internal faults and absence have a general page instead.
    fn refusal(&self) -> Option<Refusal> {
        None
    }
}
