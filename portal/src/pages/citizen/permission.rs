//! The permission that a tool may need before it starts (T4), in plain words.

use axum::response::{IntoResponse, Response};
use axum_extra::extract::Query;
use identity::{Code, OAuthError, Params, Party, Ready};
use launch::{Permit, Proof, See, Verdict};
use serde::{Deserialize, Serialize};

use super::{Confirmed, Deed, Errand, RefusedView, prescription as rx, start};
use crate::{
    login::see_other,
    pages::wording::Wording,
    web::{Error, FormState, PageContext, Result, View},
};

/// Where the requests of tools wait.
const WAITING: &str = "/oauth2/authorize?";
/// Name of the field for the request that waits for the answer, in forms and addresses.
const NEXT: &str = "neste";
/// Name of the field with the answer.
const ANSWER: &str = "svar";
/// The answer that gives no permission.
const NO: &str = "nei";

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
    /// The tool's own request that waits for the answer, where there is one.
    pub next: Option<String>,
    /// Whether the form was made for another person.
    pub changed: bool,
}

impl View for PermissionView {
    const TEMPLATE: &'static str = "citizen/permission.html";
}

/// A request of the tool that waits for the answer in this browser (domain §7.2).
struct Waiting {
    next: String,
    ready: Ready,
}

impl Waiting {
    /// The one at this address; `None` where that is no address of this very tool's waiting request, or it waits no longer.
    async fn at(cx: &PageContext, errand: &Errand, next: &str) -> Result<Option<Self>> {
        let Some(query) = next.strip_prefix(WAITING) else { return Ok(None) };
        let Ok(params) = Params::parse(query) else { return Ok(None) };
        let ready = cx.app.identity.provider.parked(&params, errand.browser.as_ref()).await?;
        let own = ready.filter(|ready| ready.client.party == Party::Tool(errand.listing.id()));
        Ok(own.map(|ready| Self { next: next.to_owned(), ready }))
    }

    /// The page that asks; path without language.
    fn question(&self, errand: &Errand) -> String {
        let query =
            url::form_urlencoded::Serializer::new(String::new()).append_pair(NEXT, &self.next).finish();
        format!("{}/tillatelse?{query}", errand.base)
    }
}

/// Giving the permission, and starting.
pub enum Permitting {}

impl Deed for Permitting {
    async fn ask(cx: PageContext, errand: &Errand, form: FormState, changed: bool) -> Result<Response> {
        let waiting = Waiting::at(&cx, errand, form.text(NEXT)).await?;
        question(cx, errand, waiting, changed).await
    }
}

/// What the address names beside the tool.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    neste: String,
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
        next: waiting.as_ref().map(|waiting| waiting.next.clone()),
        changed,
    };
    Ok(match waiting {
        // The answer ends at the tool's client, wherever that is.
        Some(waiting) => cx.page(view).form_action(&waiting.ready.request.redirect_uri).into_response(),
        None => errand.page(cx, view),
    })
}

/// Gives it and starts, or lets the tool's own request go on; a no is told to the tool that asked.
pub async fn permit(
    cx: PageContext,
    Confirmed { errand, form, .. }: Confirmed<Permitting>,
) -> Result<Response> {
    let waiting = Waiting::at(&cx, &errand, form.text(NEXT)).await?;
    if form.text(ANSWER) == NO {
        return decline(cx, &errand, waiting).await;
    }
    let tx = cx.app.database.begin().await?;
    let verdict = launch::ask::<Permit>(&tx, &errand.who.pair, &errand.ask()).await?;
    let refused =
        rx::settle(verdict, async |proof: &Proof<Permit>| launch::give_permission(&tx, proof).await).await?;
    tx.commit().await?;
    if let Some(texts) = refused {
        let name = errand.name(&cx);
        let back = waiting.map_or_else(|| errand.base.clone(), |waiting| waiting.question(&errand));
        return Ok(RefusedView::page(cx, texts, &back, name));
    }
    match waiting {
        Some(waiting) => Ok(see_other(&waiting.next)),
        None => start::begin(cx, &errand).await,
    }
}

async fn decline(cx: PageContext, errand: &Errand, waiting: Option<Waiting>) -> Result<Response> {
    let Some(waiting) = waiting else { return Ok(cx.redirect(&errand.base).into_response()) };
    let error = OAuthError::new(Code::AccessDenied, "the person has not given the tool its permission");
    Ok(see_other(&cx.app.identity.provider.turn_down(&waiting.ready, &error).await?))
}
