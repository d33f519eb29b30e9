//! Pages of text alone: what this is, and the statements that every page's footer leads to.

use axum::response::IntoResponse;
use serde::Serialize;

use crate::web::{PageContext, View};

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
pub struct AccessibilityView {}
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

pub(super) async fn accessibility(cx: PageContext) -> impl IntoResponse {
    cx.page(AccessibilityView {})
}

pub(super) async fn method(cx: PageContext) -> impl IntoResponse {
    cx.page(MethodView {})
}

pub(super) async fn help(cx: PageContext) -> impl IntoResponse {
    cx.page(HelpView {})
}
