//! What the vendor is asked before something is done.

use axum::{http::StatusCode, response::IntoResponse, response::Response};
use serde::Serialize;

use super::own::Own;
use crate::web::{FormState, Page, PageContext, View};

/// A question with its consequences; keys of its texts begin with `vendor-confirm-` and `kind`.
#[derive(Debug, Serialize)]
pub struct ConfirmView {
    /// Which question.
    pub kind: &'static str,
    /// What it is about.
    pub name: String,
    /// The page that it was asked from, without language.
    pub back: String,
    /// Whether it cannot be undone.
    pub danger: bool,
    /// The version that the page was made from.
    pub version: i32,
    /// Whether people are told something in the vendor's words.
    pub note: bool,
    /// Rules that already say no.
    pub foreseeable: Vec<&'static str>,
    /// What is filled in.
    pub form: FormState,
}

impl View for ConfirmView {
    const TEMPLATE: &'static str = "vendor/confirm.html";
}

impl ConfirmView {
    /// A question about the vendor's tool.
    pub fn about(cx: &PageContext, own: &Own, kind: &'static str) -> Self {
        let newest = own.open.as_ref().or(own.listed.as_ref());
        Self {
            kind,
            name: newest.map(|one| one.content.name(cx.locale()).to_owned()).unwrap_or_default(),
            back: own.path(""),
            danger: false,
            version: newest.map_or(0, |one| one.version),
            note: false,
            foreseeable: Vec::new(),
            form: FormState::default(),
        }
    }

    /// What cannot be undone.
    #[must_use]
    pub const fn danger(mut self) -> Self {
        self.danger = true;
        self
    }

    /// With words for those who use the tool.
    #[must_use]
    pub const fn with_note(mut self) -> Self {
        self.note = true;
        self
    }

    /// Asked again after a form that failed, with what was typed.
    pub fn again(mut self, cx: PageContext, form: FormState) -> Response {
        self.form = form;
        let page: Page<Self> = cx.page(self);
        page.status(StatusCode::UNPROCESSABLE_ENTITY).into_response()
    }
}
