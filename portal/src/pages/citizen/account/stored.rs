//! What tools keep for the person on the platform: that it is there, how much, until when, and having it deleted.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use jiff::Timestamp;
use kernel::ToolId;
use launch::{
    Proof, Withdraw,
    storage::{self, Kept},
};
use serde::Serialize;
use serde_json::{Value, json};

use super::records::listings;
use crate::{
    pages::{
        citizen::{ConfirmView, Confirmed, Deed, Errand, RefusedView, Whole, confirmed::kept, prescription},
        wording::Wording,
    },
    web::{App, FormState, Page, PageContext, Result, View},
};

/// The page; path without language.
const STORED: &str = "/min-side/lagret";

/// What one tool keeps.
#[derive(Debug, Clone, Serialize)]
pub struct StoredLine {
    /// The tool's part of the address.
    pub slug: String,
    /// The tool.
    pub name: Wording,
    /// How many values.
    pub values: usize,
    /// How much, in kilobytes begun.
    pub kilobytes: usize,
    /// When something was written last.
    pub changed: Timestamp,
    /// When it will be deleted, where the permission has been taken back.
    pub forget: Option<Timestamp>,
}

/// `GET /min-side/lagret`.
#[derive(Debug, Serialize)]
pub struct StoredView {
    /// The tools that keep something.
    pub lines: Vec<StoredLine>,
}

impl View for StoredView {
    const TEMPLATE: &'static str = "citizen/stored.html";
}

/// The page.
pub async fn show(State(app): State<App>, cx: PageContext, whole: Whole) -> Result<Page<StoredView>> {
    let all = storage::list_kept(&app.database, &whole.proof).await?;
    let tools = listings(&app, &all.iter().map(|one| one.tool).collect::<Vec<_>>()).await?;
    let line = |one: &Kept| {
        let listing = tools.get(&one.tool)?;
        Some(StoredLine {
            slug: listing.tool.slug.to_string(),
            name: prescription::name(cx.locale(), listing),
            values: one.values,
            kilobytes: one.bytes.div_ceil(1024),
            changed: one.changed_at,
            forget: one.forget_at,
        })
    };
    let lines = all.iter().filter_map(line).collect();
    Ok(cx.page(StoredView { lines }))
}

/// The tools that keep something.
pub async fn tools(app: &App, whole: &Whole) -> Result<Vec<ToolId>> {
    let all = storage::list_kept(&app.database, &whole.proof).await?;
    Ok(all.iter().map(|one| one.tool).collect())
}

/// Everything that a tool keeps, with its contents: text as it is, all else in Base64.
pub async fn contents(app: &App, cx: &PageContext, whole: &Whole, tool: ToolId) -> Result<Vec<Value>> {
    let listings = listings(app, &[tool]).await?;
    let Some(listing) = listings.get(&tool) else { return Ok(Vec::new()) };
    let name = prescription::name(cx.locale(), listing);
    let mut lines = Vec::new();
    for (stored, content) in storage::list_contents(&app.database, &whole.proof, tool).await? {
        let mut line = json!({
            "name": name, "key": stored.key.as_str(), "media_type": stored.media_type,
            "bytes": stored.size, "at": stored.changed_at,
        });
        match String::from_utf8(content) {
            Ok(text) => line["content"] = text.into(),
            Err(other) => line["base64"] = STANDARD.encode(other.as_bytes()).into(),
        }
        lines.push(line);
    }
    Ok(lines)
}

/// Having a tool's values deleted.
pub enum Erasing {}

impl Deed for Erasing {
    async fn ask(cx: PageContext, errand: &Errand, form: FormState, changed: bool) -> Result<Response> {
        let view = ConfirmView {
            deed: "erase",
            name: errand.name(&cx),
            sharing: None,
            kept: kept(&form),
            action: format!("{STORED}/{}/slett", errand.listing.tool.slug),
            back: STORED.to_owned(),
            changed,
        };
        Ok(cx.page(view).into_response())
    }
}

/// Asks before everything is deleted.
pub async fn ask(cx: PageContext, errand: Errand) -> Result<Response> {
    Erasing::ask(cx, &errand, FormState::default(), false).await
}

/// Deletes everything, for good. Sent again, it is deleted.
pub async fn erase(
    State(app): State<App>,
    cx: PageContext,
    Confirmed { errand, .. }: Confirmed<Erasing>,
) -> Result<Response> {
    let tx = app.database.begin().await?;
    let verdict = launch::ask::<Withdraw>(&tx, &errand.who.pair, &errand.ask()).await?;
    let act = async |proof: &Proof<Withdraw>| storage::erase(&tx, proof).await;
    let refused = prescription::settle(verdict, act).await?;
    tx.commit().await?;
    Ok(match refused {
        Some(texts) => {
            let name = errand.name(&cx);
            RefusedView::page(cx, texts, STORED, name)
        }
        None => cx.redirect(STORED).flash("flash-stored-erased").into_response(),
    })
}
