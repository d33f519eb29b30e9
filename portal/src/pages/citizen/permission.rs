//! The permission that a tool may need before it starts (T4), in plain words.

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Query;
use catalogue::Text;
use jiff::Timestamp;
use kernel::RevisionId;
use launch::{Permit, Proof, Verdict};
use serde::Serialize;

use super::{
    Confirmed, Deed, Errand, RefusedView, prescription as rx, start,
    waiting::{self, ANSWER, Asked, NEXT, NO, Waiting},
};
use crate::{
    login::see_other,
    pages::wording::Wording,
    web::{Error, FormState, PageContext, Result, View},
};

/// Name of the field with the revision whose words are shown.
const REVISION: &str = "revision";

/// Asks for the permission that a tool needs.
#[derive(Debug, Serialize)]
pub struct PermissionView {
    /// The tool.
    pub name: Wording,
    /// What it may then do.
    pub words: Option<Wording>,
    /// What was agreed to before, and when, where the tool has come to ask for something else since.
    pub before: Option<(Option<Wording>, Timestamp)>,
    /// The revision whose words these are.
    pub revision: RevisionId,
    /// Privacy: whom it is shared with, and how long it is kept.
    pub privacy: Vec<(&'static str, Wording)>,
    /// Where the answer is sent; path without language.
    pub action: String,
    /// Where one came from; path without language.
    pub back: String,
    /// The tool's own request that waits for the answer, where there is one.
    pub next: Option<String>,
    /// Whether the form was made for another person.
    pub changed: bool,
}

impl View for PermissionView {
    const TEMPLATE: &'static str = "citizen/permission.html";
}

/// Giving the permission, and starting.
pub enum Permitting {}

impl Deed for Permitting {
    async fn ask(cx: PageContext, errand: &Errand, form: FormState, changed: bool) -> Result<Response> {
        let waiting = Waiting::at(&cx, errand, form.text(NEXT)).await?;
        question(cx, errand, waiting, changed).await
    }
}

/// Asks for it.
pub async fn show(cx: PageContext, errand: Errand, Query(asked): Query<Asked>) -> Result<Response> {
    let waiting = Waiting::at(&cx, &errand, &asked.neste).await?;
    question(cx, &errand, waiting, false).await
}

async fn question(
    cx: PageContext,
    errand: &Errand,
    waiting: Option<Waiting>,
    changed: bool,
) -> Result<Response> {
    let content = errand.listing.content();
    if !content.permission.needed {
        return Ok(waiting
            .map_or_else(|| cx.redirect(&errand.base).into_response(), |waiting| see_other(&waiting.next)));
    }
    let agreed = match errand.who.acting.whole() {
        Some(whole) => launch::find_permission(&cx.app.database, &whole, &errand.listing).await?,
        None => None,
    };
    let tx = cx.app.database.begin().await?;
    let verdict = launch::ask::<Permit>(&tx, &errand.who.pair, &errand.ask()).await?;
    tx.commit().await?;
    match verdict {
        Verdict::Allowed(_) => {}
        Verdict::Refused(denial) => {
            // Where it stands, nothing is lacking that this one could give.
            if let Some(waiting) = waiting.as_ref().filter(|_| agreed.as_ref().is_some_and(|it| it.covers)) {
                cx.app.identity.provider.confirm_permitted(&waiting.ready, &errand.who.citizen).await?;
                return Ok(see_other(&waiting.next));
            }
            // Whoever may not give it (F8, F12) is not asked for it.
            return Ok(refused(cx, errand, waiting, denial.texts().to_vec()));
        }
        Verdict::Absent => return Err(Error::not_found()),
    }
    let line = |key: &'static str, pick: fn(&Text) -> &str| {
        content.said(cx.locale(), pick).map(|(lang, text)| (key, Wording::new(lang, text)))
    };
    let privacy =
        [line("shared", |text| &text.privacy.shared), line("deletion", |text| &text.privacy.deletion)];
    let before = agreed
        .filter(|agreed| !agreed.covers)
        .map(|agreed| (Wording::of_prose(cx.locale(), &agreed.need.data), agreed.permission.given_at));
    let view = PermissionView {
        name: errand.name(&cx),
        before,
        revision: errand.listing.revision.id,
        words: Wording::of_prose(cx.locale(), &content.permission.data),
        privacy: privacy.into_iter().flatten().collect(),
        action: format!("{}/tillatelse", errand.base),
        back: errand.base.clone(),
        next: waiting.as_ref().map(|waiting| waiting.next.clone()),
        changed,
    };
    Ok(match waiting {
        // The answer ends at the tool's client, wherever that is.
        Some(waiting) => cx.page(view).form_action(&waiting.ready.request.redirect_uri).into_response(),
        None => errand.page(cx, view),
    })
}

/// Why it cannot be given; a tool whose request waits is told so from there.
fn refused(cx: PageContext, errand: &Errand, waiting: Option<Waiting>, texts: Vec<&'static str>) -> Response {
    let name = errand.name(&cx);
    let Some(Waiting { next, ready }) = waiting else {
        return RefusedView::page(cx, texts, &errand.base, name);
    };
    let (back, action) = (errand.base.clone(), format!("{}/tillatelse", errand.base));
    let view = RefusedView { name, texts, back, waiting: Some((action, next)) };
    let page = cx.page(view).status(StatusCode::FORBIDDEN);
    page.form_action(&ready.request.redirect_uri).into_response()
}

/// Gives it and starts, or lets the tool's own request go on; a no is told to the tool that asked.
pub async fn permit(
    cx: PageContext,
    Confirmed { errand, form, .. }: Confirmed<Permitting>,
) -> Result<Response> {
    let waiting = Waiting::at(&cx, &errand, form.text(NEXT)).await?;
    if form.text(ANSWER) == NO {
        let told = "the person has not given the tool its permission";
        return waiting::decline(cx, &errand, waiting, told).await;
    }
    // Other words have been published since these were shown: those are asked about.
    let shown = form.text(REVISION).parse::<RevisionId>().ok();
    if shown.is_some_and(|shown| shown != errand.listing.revision.id) {
        return question(cx, &errand, waiting, false).await;
    }
    if waiting.is_none()
        && let Some(shut) = start::shut_page(&cx, &errand).await?
    {
        return Ok(shut);
    }
    let tx = cx.app.database.begin().await?;
    let verdict = launch::ask::<Permit>(&tx, &errand.who.pair, &errand.ask()).await?;
    let not_permitted =
        rx::settle(verdict, async |proof: &Proof<Permit>| launch::give_permission(&tx, proof).await).await?;
    tx.commit().await?;
    if let Some(texts) = not_permitted {
        return Ok(refused(cx, &errand, waiting, texts));
    }
    match waiting {
        Some(waiting) => {
            // The question named the person whom it is for: it is not asked twice.
            cx.app.identity.provider.confirm_permitted(&waiting.ready, &errand.who.citizen).await?;
            Ok(see_other(&waiting.next))
        }
        None => start::begin(cx, &errand).await,
    }
}
