//! Pages of text alone: what this is, and the statements that every page's footer leads to.

use axum::response::IntoResponse;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::web::{Error, Page, PageContext, Result, View};

/// `GET /om`.
#[derive(Debug, Serialize)]
pub struct AboutView {}
impl View for AboutView {
    const TEMPLATE: &'static str = "public/about.html";
}

/// `GET /personvern`.
#[derive(Debug, Serialize)]
pub struct PrivacyView {}
impl View for PrivacyView {
    const TEMPLATE: &'static str = "public/privacy.html";
}

/// `GET /tilgjengelighet`.
#[derive(Debug, Serialize)]
pub struct AccessibilityView {
    /// What was checked.
    pub checked: Checked,
}

/// What the last whole run of the browser tests checked (`tests/browser/report.mjs`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checked {
    /// When.
    pub day: Date,
    /// The version of the rules' engine, axe-core.
    pub axe: String,
    /// How many different pages.
    pub pages: u32,
    /// In how many ways they were looked at: narrow and wide, light and dark, each language.
    pub views: u32,
    /// In which languages.
    pub languages: Vec<String>,
    /// What was found against WCAG 2.0–2.2 A and AA, and best practice.
    pub violations: u32,
    /// How many journeys were carried out with the keyboard alone, and again without JavaScript.
    pub journeys: u32,
    /// Through how many different pages by keyboard.
    pub keyboard: u32,
    /// And through how many without JavaScript.
    pub without_script: u32,
    /// How many pages were measured at 320 px, with text spacing (WCAG 1.4.12), and at 200 % text.
    pub enlarged: u32,
}

impl Checked {
    /// The run that this program was built after.
    pub fn last() -> Result<Self> {
        serde_json::from_str(include_str!("../../../accessibility.json")).map_err(Error::internal)
    }
}
impl View for AccessibilityView {
    const TEMPLATE: &'static str = "public/accessibility.html";
}

/// `GET /metode`.
#[derive(Debug, Serialize)]
pub struct MethodView {}
impl View for MethodView {
    const TEMPLATE: &'static str = "public/method.html";
}

/// `GET /hjelp`.
#[derive(Debug, Serialize)]
pub struct HelpView {}
impl View for HelpView {
    const TEMPLATE: &'static str = "public/help.html";
}

pub(super) async fn about(cx: PageContext) -> impl IntoResponse {
    cx.page(AboutView {})
}

pub(super) async fn privacy(cx: PageContext) -> impl IntoResponse {
    cx.page(PrivacyView {})
}

pub(super) async fn accessibility(cx: PageContext) -> Result<Page<AccessibilityView>> {
    Ok(cx.page(AccessibilityView { checked: Checked::last()? }))
}

pub(super) async fn method(cx: PageContext) -> impl IntoResponse {
    cx.page(MethodView {})
}

pub(super) async fn help(cx: PageContext) -> impl IntoResponse {
    cx.page(HelpView {})
}
