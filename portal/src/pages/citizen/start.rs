//! The start of a tool, from a prescription or from the tool's own page.

use std::time::Instant;

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use launch::{Open, Verdict};
use serde::Serialize;

use super::{Confirmed, Deed, Errand, hand_over::Way};
use crate::{
    pages::{shut, wording::Wording},
    web::{Error, FormState, PageContext, Result, View, metrics},
};

/// Why it cannot be done, and what one can do.
#[derive(Debug, Serialize)]
pub struct RefusedView {
    /// The tool.
    pub name: Wording,
    /// Keys of the texts that explain it.
    pub texts: Vec<&'static str>,
    /// Where one came from; path without language.
    pub back: String,
    /// Where a no is sent to the tool whose own request waits for this, and the request: paths without language.
    pub waiting: Option<(String, String)>,
}

impl View for RefusedView {
    const TEMPLATE: &'static str = "citizen/refused.html";
}

impl RefusedView {
    /// The page that explains it.
    pub fn page(cx: PageContext, texts: Vec<&'static str>, back: &str, name: Wording) -> Response {
        let view = Self { name, texts, back: back.to_owned(), waiting: None };
        cx.page(view).status(StatusCode::FORBIDDEN).into_response()
    }
}

/// Asks before a tool is started; sends itself where nothing has to be asked.
#[derive(Debug, Serialize)]
pub struct ConfirmStartView {
    /// The tool.
    pub name: Wording,
    /// Where the start is sent; path without language.
    pub action: String,
    /// Where one came from; path without language.
    pub back: String,
    /// Whether it sends itself: one has just logged in in order to start.
    pub at_once: bool,
    /// How the tool shows for whom one acts.
    pub how_shown: Option<Wording>,
    /// Whether the form was made for another person.
    pub changed: bool,
}

impl View for ConfirmStartView {
    const TEMPLATE: &'static str = "citizen/start.html";
}

/// Starting.
pub enum Starting {}

impl Deed for Starting {
    async fn ask(cx: PageContext, errand: &Errand, _: FormState, changed: bool) -> Result<Response> {
        Ok(question(cx, errand, changed))
    }
}

/// Asks before the start; from a tool's own page, after the login that it needs, it goes on by itself.
pub async fn confirm(cx: PageContext, errand: Errand) -> Response {
    question(cx, &errand, false)
}

fn question(cx: PageContext, errand: &Errand, changed: bool) -> Response {
    let for_another = errand.who.for_another();
    let shown = &errand.listing.content().representation.how_shown;
    let view = ConfirmStartView {
        name: errand.name(&cx),
        action: format!("{}/start", errand.base),
        back: errand.base.clone(),
        at_once: errand.prescription.is_none() && !for_another && !changed,
        how_shown: Wording::of_prose(cx.locale(), shown).filter(|_| for_another),
        changed,
    };
    errand.page(cx, view)
}

/// Starts it.
pub async fn start(cx: PageContext, Confirmed { errand, .. }: Confirmed<Starting>) -> Result<Response> {
    begin(cx, &errand).await
}

/// The page that says that nobody can log in to the tool now, where that is so. Asked before anything is written: a ticket would be used up at a door
/// that is locked, and the prescription be begun.
pub async fn shut_page(cx: &PageContext, errand: &Errand) -> Result<Option<Response>> {
    if !shut::is_shut(&cx.app, &errand.listing).await? {
        return Ok(None);
    }
    metrics::launch(errand.listing.content().launch.name(), false);
    let name = errand.name(cx);
    Ok(Some(RefusedView::page(cx.clone(), vec!["refused-shut"], &errand.base, name)))
}

/// Tries every rule; then the browser goes to the tool, to the permission that is lacking, or to the page that explains why not.
pub async fn begin(cx: PageContext, errand: &Errand) -> Result<Response> {
    let kind = errand.listing.content().launch.name();
    if let Some(shut) = shut_page(&cx, errand).await? {
        return Ok(shut);
    }
    let way = Way::to(&cx.app, &errand.listing).await;
    let tx = cx.app.database.begin().await?;
    let began = Instant::now();
    let verdict = launch::ask::<Open>(&tx, &errand.who.pair, &errand.ask()).await?;
    metrics::decision("start", began.elapsed());
    match verdict {
        Verdict::Allowed(proof) => {
            let (start, ticket) = launch::open(&tx, *proof, &cx.url(&errand.base)).await?;
            let target = way?.lead(&cx.app, &tx, &start, &ticket)?;
            tx.commit().await?;
            metrics::launch(kind, true);
            Ok(target.go(cx, errand))
        }
        Verdict::Refused(denial) => {
            tx.commit().await?;
            if denial.only_lacks_permission() {
                return Ok(cx.redirect(&format!("{}/tillatelse", errand.base)).into_response());
            }
            metrics::launch(kind, false);
            let name = errand.name(&cx);
            Ok(RefusedView::page(cx, denial.texts().to_vec(), &errand.base, name))
        }
        Verdict::Absent => Err(Error::not_found()),
    }
}
