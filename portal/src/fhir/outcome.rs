//! Failures: always an `OperationOutcome` that says what and where.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use kernel::Classified;
use serde_json::{Value, json};

use crate::web::{Error, challenge, error::Issues};

/// What handlers under `/fhir` return.
pub type Result<T, E = Failure> = std::result::Result<T, E>;

/// Most issues told at once.
pub const MOST_ISSUES: usize = 20;

/// One thing that is wrong (R4 `OperationOutcome.issue`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// Value set issue-type: `required`, `value`, `structure`, `business-rule` …
    pub code: &'static str,
    /// What is wrong, in English.
    pub text: String,
    /// Where, as a FHIRPath.
    pub expression: Option<String>,
}

impl Issue {
    /// An issue of the whole request.
    pub fn new(code: &'static str, text: impl Into<String>) -> Self {
        Self { code, text: text.into(), expression: None }
    }

    /// Found here.
    #[must_use]
    pub fn at(mut self, expression: impl Into<String>) -> Self {
        self.expression = Some(expression.into());
        self
    }

    /// As R4 has it; the words for people, `details`, come with the language.
    fn told(&self) -> Value {
        let mut issue = json!({ "severity": "error", "code": self.code, "diagnostics": self.text });
        if let Some(expression) = &self.expression {
            issue["expression"] = json!([expression]);
        }
        issue
    }
}

/// A failure on its way out.
#[derive(Debug)]
pub enum Failure {
    /// Explained here.
    Outcome {
        /// The status of the answer.
        status: StatusCode,
        /// What is wrong; never empty.
        issues: Vec<Issue>,
    },
    /// The token is missing, dead, or not good for this (RFC 6750 §3).
    Token {
        /// 401 or 403.
        status: StatusCode,
        /// What `WWW-Authenticate` says.
        challenge: &'static str,
        /// What is wrong.
        issue: Issue,
    },
    /// A failure that the shell renders.
    Shell(Box<Error>),
}

impl Failure {
    /// One issue with a status.
    pub fn new(status: StatusCode, issue: Issue) -> Self {
        Self::Outcome { status, issues: vec![issue] }
    }

    /// The request itself cannot be understood.
    pub fn bad_request(issue: Issue) -> Self {
        Self::new(StatusCode::BAD_REQUEST, issue)
    }

    /// There is no such resource, or not for this asker.
    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, Issue::new("not-found", "There is no such resource."))
    }

    /// No usable token came with the request.
    pub fn no_token() -> Self {
        Self::Token {
            status: StatusCode::UNAUTHORIZED,
            challenge: challenge::NO_TOKEN,
            issue: Issue::new("login", "This needs an access token: Authorization: Bearer …"),
        }
    }

    /// The token is not, or no longer, valid; `challenge` is what `WWW-Authenticate` says.
    pub fn dead_token(challenge: &'static str) -> Self {
        Self::Token {
            status: StatusCode::UNAUTHORIZED,
            challenge,
            issue: Issue::new("expired", "The access token is not, or no longer, valid."),
        }
    }

    /// The token, which may be bound to a key, is not good for this.
    pub fn scope(needed: &str, bound: bool) -> Self {
        Self::Token {
            status: StatusCode::FORBIDDEN,
            challenge: challenge::scope(bound),
            issue: Issue::new("forbidden", format!("The access token lacks the scope {needed}.")),
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Shell(Box::new(error))
    }
}

impl<E: Classified> From<E> for Failure {
    fn from(error: E) -> Self {
        Error::from(error).into()
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        match self {
            Self::Outcome { status, mut issues } => {
                issues.truncate(MOST_ISSUES);
                outcome(status, &issues)
            }
            Self::Token { status, challenge, issue } => {
                let mut response = outcome(status, &[issue]);
                let challenge = HeaderValue::from_static(challenge);
                response.headers_mut().insert(header::WWW_AUTHENTICATE, challenge);
                response
            }
            Self::Shell(error) => error.into_response(),
        }
    }
}

/// An empty answer that carries what is wrong to where the language that was asked for is known.
fn outcome(status: StatusCode, issues: &[Issue]) -> Response {
    let mut response = status.into_response();
    response.extensions_mut().insert(Issues(issues.iter().map(Issue::told).collect()));
    response
}
