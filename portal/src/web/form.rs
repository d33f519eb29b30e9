//! A posted form: its values kept, its errors by field, so that a failed form comes back as it was filled in.

use std::{collections::BTreeMap, str::FromStr};

use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
    http::{StatusCode, header},
};
use jiff::civil::Date;
use kernel::{Phrase, PhraseError, Refusal};
use serde::Serialize;

use super::{App, Error, Visitor, csrf};

/// Most bytes of a posted form.
pub const MAX_BODY: usize = 256 * 1024;
/// Text of a form that lacks what its page put into it.
const INCOMPLETE: &str = "error-form-incomplete";
/// Most fields of a posted form.
const MAX_FIELDS: usize = 2000;

/// What stands wrong at a field: a text's key and its arguments.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldError {
    /// The field, or empty for the form as a whole.
    pub field: String,
    /// Key of the text.
    pub text: String,
    /// The limit that was passed, for texts that name one (`$max`).
    pub max: Option<usize>,
    /// Ids of the rules that refused, where a rule did.
    pub rules: Vec<&'static str>,
}

/// The state of a form: given to the template as `form`, empty for a fresh one.
#[derive(Debug, Clone, Default, Serialize)]
pub struct FormState {
    values: BTreeMap<String, Vec<String>>,
    errors: Vec<FieldError>,
}

impl FormState {
    /// A form that is filled in beforehand.
    pub fn filled<K: Into<String>, V: Into<String>>(values: impl IntoIterator<Item = (K, V)>) -> Self {
        let mut form = Self::default();
        for (name, value) in values {
            form.values.entry(name.into()).or_default().push(value.into());
        }
        form
    }

    /// The first value of a field, empty where it is missing.
    pub fn text(&self, name: &str) -> &str {
        self.values.get(name).and_then(|values| values.first()).map_or("", String::as_str)
    }

    /// All values of a field: a list of checkboxes.
    pub fn all(&self, name: &str) -> &[String] {
        self.values.get(name).map_or(&[], Vec::as_slice)
    }

    /// Whether a checkbox is ticked (sent with any value).
    pub fn checked(&self, name: &str) -> bool {
        self.values.contains_key(name)
    }

    /// Names of the fields that were sent.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.values.keys().map(String::as_str)
    }

    /// Reads a field that must be there; a missing or malformed one is noted with the text `error`.
    pub fn parse<T: FromStr>(&mut self, name: &str, error: &str) -> Option<T> {
        let parsed = self.text(name).trim().parse().ok();
        if parsed.is_none() {
            self.error(name, error);
        }
        parsed
    }

    /// Like `parse`, where leaving the field empty is an answer too.
    pub fn parse_optional<T: FromStr>(&mut self, name: &str, error: &str) -> Option<T> {
        if self.text(name).trim().is_empty() { None } else { self.parse(name, error) }
    }

    /// Reads what the page itself put into the form: nobody can mend it, so a wrong one is noted at the form as a whole.
    pub fn parse_hidden<T: FromStr>(&mut self, name: &str) -> Option<T> {
        let parsed = self.text(name).trim().parse().ok();
        if parsed.is_none() && !self.errors.iter().any(|error| error.text == INCOMPLETE) {
            self.error("", INCOMPLETE);
        }
        parsed
    }

    /// Reads text that must be there; noted are `missing` for an empty one and `form-too-long` for a long one.
    pub fn phrase<const MAX: usize>(&mut self, name: &str, missing: &str) -> Option<Phrase<MAX>> {
        let phrase = Phrase::new(self.text(name));
        self.noted(name, missing, phrase)
    }

    /// Reads text that may be left out.
    pub fn optional_phrase<const MAX: usize>(&mut self, name: &str) -> Option<Phrase<MAX>> {
        let phrase = Phrase::optional(self.text(name));
        self.noted(name, "form-missing", phrase).flatten()
    }

    /// Reads a day (`2026-11-22`, as date fields send it).
    pub fn date(&mut self, name: &str, error: &str) -> Option<Date> {
        self.parse(name, error)
    }

    /// Reads the values of a list of checkboxes; an unknown one is noted.
    pub fn parse_all<T: FromStr>(&mut self, name: &str, error: &str) -> Vec<T> {
        let parsed: Result<Vec<T>, _> = self.all(name).iter().map(|value| value.parse()).collect();
        parsed.unwrap_or_else(|_| {
            self.error(name, error);
            Vec::new()
        })
    }

    fn noted<T>(&mut self, name: &str, missing: &str, result: Result<T, PhraseError>) -> Option<T> {
        match result {
            Ok(value) => return Some(value),
            Err(PhraseError::Empty) => self.error(name, missing),
            Err(PhraseError::TooLong { max }) => {
                self.error(name, "form-too-long");
                if let Some(last) = self.errors.last_mut() {
                    last.max = Some(max);
                }
            }
            Err(PhraseError::Control) => self.error(name, "form-control-characters"),
        }
        None
    }

    /// Notes an error at a field, or with an empty name at the form as a whole.
    pub fn error(&mut self, name: &str, text: &str) {
        self.errors.push(FieldError { field: name.into(), text: text.into(), max: None, rules: Vec::new() });
    }

    /// Notes a refusal of the domain at the field it is about.
    pub fn refuse(&mut self, refusal: Refusal) {
        self.errors.push(FieldError {
            field: refusal.field.unwrap_or_default().into(),
            text: refusal.text.into(),
            max: None,
            rules: refusal.rules.into_iter().map(|rule| rule.0).collect(),
        });
    }

    /// Notes a failure that can be shown in the form (a refusal, a conflict, wrong input); gives back any other.
    pub fn take(&mut self, error: impl Into<Error>) -> Result<(), Error> {
        self.refuse(error.into().into_refusal()?);
        Ok(())
    }

    /// Whether nothing is wrong so far.
    pub fn is_valid(&self) -> bool {
        self.errors.is_empty()
    }

    /// What is wrong.
    pub fn errors(&self) -> &[FieldError] {
        &self.errors
    }
}

/// A form as it came: bounded, no control characters but line breaks and tabs.
#[derive(Debug)]
pub struct Received {
    /// The form.
    pub form: FormState,
    /// Whether it carries this session's token; a form without a session needs none.
    pub fits: bool,
}

impl FromRequest<App> for Received {
    type Rejection = Error;

    async fn from_request(request: Request, app: &App) -> Result<Self, Error> {
        let kind = request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|kind| kind.to_str().ok())
            .unwrap_or_default();
        if !kind.starts_with("application/x-www-form-urlencoded") {
            return Err(Error::status(StatusCode::UNSUPPORTED_MEDIA_TYPE));
        }
        let visitor = request.extensions().get::<Visitor>().cloned().unwrap_or_default();
        let body = Bytes::from_request(request, app).await.map_err(|error| Error::status(error.status()))?;
        let form = decode(&body)?;
        let fits = visitor.login.is_none_or(|login| csrf::fits(&login, form.text(csrf::FIELD)));
        Ok(Self { form, fits })
    }
}

/// A form posted from one of our pages: as received, with the session's token.
#[derive(Debug)]
pub struct Posted(pub FormState);

impl FromRequest<App> for Posted {
    type Rejection = Error;

    async fn from_request(request: Request, app: &App) -> Result<Self, Error> {
        let Received { form, fits } = Received::from_request(request, app).await?;
        if fits { Ok(Self(form)) } else { Err(Error::foreign_form()) }
    }
}

pub(crate) fn decode(body: &[u8]) -> Result<FormState, Error> {
    let pairs: Vec<(String, String)> =
        serde_urlencoded::from_bytes(body).map_err(|_| Error::status(StatusCode::BAD_REQUEST))?;
    bounded(pairs)
}

/// A form of these names and values, if there are not too many and none holds control characters.
pub(super) fn bounded(pairs: Vec<(String, String)>) -> Result<FormState, Error> {
    let hostile = |text: &str| text.chars().any(|c| c.is_control() && !matches!(c, '\r' | '\n' | '\t'));
    if pairs.len() > MAX_FIELDS || pairs.iter().any(|(name, value)| hostile(name) || hostile(value)) {
        return Err(Error::status(StatusCode::BAD_REQUEST));
    }
    Ok(FormState::filled(pairs))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_kept_and_errors_stand_at_their_fields() {
        let mut form = decode(b"name=+&note=abcdef&day=2026-02-30&tick=on&list=1&list=2&csrf=x").unwrap();
        assert_eq!(form.phrase::<9>("name", "form-missing"), None);
        assert_eq!(form.phrase::<3>("note", "form-missing"), None);
        assert_eq!(form.date("day", "form-bad-date"), None);
        assert_eq!(form.parse_all::<u8>("list", "form-bad-choice"), [1, 2]);
        assert!(form.checked("tick") && !form.checked("tock"));
        assert_eq!(form.parse_hidden::<u8>("note"), None);
        assert_eq!(form.parse_hidden::<u8>("version"), None);
        let seen: Vec<_> = form.errors().iter().map(|e| (e.field.as_str(), e.text.as_str(), e.max)).collect();
        let wanted = [
            ("name", "form-missing", None),
            ("note", "form-too-long", Some(3)),
            ("day", "form-bad-date", None),
            ("", "error-form-incomplete", None),
        ];
        assert_eq!(seen, wanted);
        assert_eq!(form.text("note"), "abcdef");
    }

    #[test]
    fn hostile_forms_are_refused() {
        assert!(decode(b"a=%00").is_err());
        let many = "a=1&".repeat(MAX_FIELDS + 1);
        assert!(decode(many.as_bytes()).is_err());
    }
}
