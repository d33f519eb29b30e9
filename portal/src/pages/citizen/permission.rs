//! The permission that a tool may need before it starts (T4), in plain words.

use axum::response::{IntoResponse, Response};
use launch::{Permit, Proof, See, Verdict};
use serde::Serialize;

use super::{Confirmed, Deed, Errand, RefusedView, prescription as rx, start};
use crate::{
    pages::wording::Wording,
    web::{Error, FormState, PageContext, Result, View},
};

/// Asks for the permission that a tool needs.
#[derive(Debug, Serialize)]
pub struct PermissionView {
    /// The tool.
    pub name: Wording,
    /// What it may then do.
    pub words: Option<Wording>,
    /// Privacy: whom it is shared with, and how long it is kept.
    pub privacy: Vec<(&'static str, Wording)>,
    /// Where the answer is sent; path without language.
    pub action: String,
    /// Where one came from; path without language.
    pub back: String,
    /// Whether the form was made for another person.
    pub changed: bool,
}

impl View for PermissionView {
    const TEMPLATE: &'static str = "citizen/permission.html";
}

/// Giving the permission, and starting.
pub enum Permitting {}

impl Deed for Permitting {
    async fn ask(cx: PageContext, errand: &Errand, _: FormState, changed: bool) -> Result<Response> {
        question(cx, errand, changed).await
    }
}

/// Asks for it.
pub async fn show(cx: PageContext, errand: Errand) -> Result<Response> {
    question(cx, &errand, false).await
}

async fn question(cx: PageContext, errand: &Errand, changed: bool) -> Result<Response> {
    let content = errand.listing.content();
    if !content.permission.needed {
        return Ok(cx.redirect(&errand.base).into_response());
    }
    let tx = cx.app.database.begin().await?;
    let verdict = launch::ask::<See>(&tx, &errand.who.pair, &errand.ask()).await?;
    tx.commit().await?;
    if matches!(verdict, Verdict::Absent) {
        return Err(Error::not_found());
    }
    let privacy = [("shared", false), ("deletion", true)].into_iter().filter_map(|(key, deletion)| {
        let (lang, text) = content.texts.best(cx.locale())?;
        let text = if deletion { &text.privacy.deletion } else { &text.privacy.shared };
        (!text.is_empty()).then(|| (key, Wording::new(lang, text.as_str())))
    });
    let view = PermissionView {
        name: errand.name(&cx),
        words: Wording::of_prose(cx.locale(), &content.permission.data),
        privacy: privacy.collect(),
        action: format!("{}/tillatelse", errand.base),
        back: errand.base.clone(),
        changed,
    };
    Ok(errand.page(cx, view))
}

/// Gives it and starts.
pub async fn permit(cx: PageContext, Confirmed { errand, .. }: Confirmed<Permitting>) -> Result<Response> {
    let tx = cx.app.database.begin().await?;
    let verdict = launch::ask::<Permit>(&tx, &errand.who.pair, &errand.ask()).await?;
    let refused =
        rx::settle(verdict, async |proof: &Proof<Permit>| launch::give_permission(&tx, proof).await).await?;
    tx.commit().await?;
    if let Some(texts) = refused {
        let name = errand.name(&cx);
        return Ok(RefusedView::page(cx, texts, &errand.base, name));
    }
    start::begin(cx, &errand).await
}
