//! The front page: search, topics, what this is.

use axum::response::IntoResponse;
use serde::Serialize;

use crate::web::{PageContext, View};

/// A topic to begin from.
#[derive(Debug, Clone, Serialize)]
pub struct Topic {
    /// As the search address names it.
    pub code: String,
    /// Its name in the page's language.
    pub name: String,
    /// The language the name is in.
    pub lang: &'static str,
    /// Name of its icon.
    pub icon: String,
    /// How many tools it has.
    pub tools: u64,
}

/// `GET /`.
#[derive(Debug, Serialize)]
pub struct FrontView {
    /// How many tools can be found.
    pub tools: u64,
    /// Topics that have tools.
    pub topics: Vec<Topic>,
}

impl View for FrontView {
    const TEMPLATE: &'static str = "public/front.html";
}

pub(super) async fn show(cx: PageContext) -> impl IntoResponse {
    cx.page(FrontView { tools: 0, topics: Vec::new() })
}
