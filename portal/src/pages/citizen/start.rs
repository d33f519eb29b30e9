//! The start of a tool, from a prescription or from the tool's own page, and the permission that it may need first.

use axum::{
    extract::{Path, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use catalogue::{Launch, Listing};
use kernel::PrescriptionId;
use launch::{Open, Permit, Proof, See, Verdict};
use serde::Serialize;
use url::Url;

use super::{OnBehalf, prescription as rx};
use crate::{
    pages::{public::tool as listing_page, wording::Wording},
    web::{App, Error, PageContext, Posted, Result, View},
};

/// A tool to start, and the page it is started from.
struct Errand {
    listing: Listing,
    prescription: Option<PrescriptionId>,
    base: String,
}

impl Errand {
    async fn prescribed(app: &App, who: &OnBehalf, text: &str) -> Result<Self> {
        let (prescription, listing) = rx::load(app, who, rx::id(text)?).await?;
        let base = format!("/mine-verktoy/{}", prescription.id);
        Ok(Self { listing, prescription: Some(prescription.id), base })
    }

    /// From the tool's own page. Rules that refuse are explained; whether there is a prescription shows there.
    async fn own_page(app: &App, slug: &str) -> Result<Self> {
        let listing = listing_page::find(app, slug).await?;
        let base = format!("/verktoy/{}", listing.tool.slug);
        Ok(Self { listing, prescription: None, base })
    }

    fn name(&self, cx: &PageContext) -> Wording {
        rx::name(cx.locale(), &self.listing)
    }

    fn page<V: View>(&self, cx: PageContext, view: V) -> Response {
        let page = cx.page(view);
        match listing_page::origin(&self.listing) {
            Some(origin) => page.form_action(&origin).into_response(),
            None => page.into_response(),
        }
    }
}

/// Why it cannot be done, and what one can do.
#[derive(Debug, Serialize)]
pub struct RefusedView {
    /// The tool.
    pub name: Wording,
    /// Keys of the texts that explain it.
    pub texts: Vec<&'static str>,
    /// Where one came from; path without language.
    pub back: String,
}

impl View for RefusedView {
    const TEMPLATE: &'static str = "citizen/refused.html";
}

impl RefusedView {
    /// The page that explains it.
    pub fn page(cx: PageContext, texts: Vec<&'static str>, back: &str, name: Wording) -> Response {
        cx.page(Self { name, texts, back: back.to_owned() }).status(StatusCode::FORBIDDEN).into_response()
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
}

impl View for ConfirmStartView {
    const TEMPLATE: &'static str = "citizen/start.html";
}

/// Asks for the permission that a tool needs, in plain words (T4).
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
}

impl View for PermissionView {
    const TEMPLATE: &'static str = "citizen/permission.html";
}

/// Asks before a prescribed tool is started.
pub async fn confirm_prescription(
    State(app): State<App>,
    cx: PageContext,
    who: OnBehalf,
    Path(id): Path<String>,
) -> Result<Response> {
    Ok(confirm(cx, &who, &Errand::prescribed(&app, &who, &id).await?, false))
}

/// Starts an open tool after the login that it needs.
pub async fn confirm_tool(
    State(app): State<App>,
    cx: PageContext,
    who: OnBehalf,
    Path(slug): Path<String>,
) -> Result<Response> {
    Ok(confirm(cx, &who, &Errand::own_page(&app, &slug).await?, !who.for_another()))
}

fn confirm(cx: PageContext, who: &OnBehalf, errand: &Errand, at_once: bool) -> Response {
    let shown = &errand.listing.content().representation.how_shown;
    let view = ConfirmStartView {
        name: errand.name(&cx),
        action: format!("{}/start", errand.base),
        back: errand.base.clone(),
        at_once,
        how_shown: Wording::of_prose(cx.locale(), shown).filter(|_| who.for_another()),
    };
    errand.page(cx, view)
}

/// Starts a prescribed tool.
pub async fn prescription(
    State(app): State<App>,
    cx: PageContext,
    who: OnBehalf,
    Path(id): Path<String>,
    Posted(_): Posted,
) -> Result<Response> {
    begin(cx, &who, &Errand::prescribed(&app, &who, &id).await?).await
}

/// Starts a tool from its own page.
pub async fn tool(
    State(app): State<App>,
    cx: PageContext,
    who: OnBehalf,
    Path(slug): Path<String>,
    Posted(_): Posted,
) -> Result<Response> {
    begin(cx, &who, &Errand::own_page(&app, &slug).await?).await
}

/// Tries every rule; then the browser goes to the tool, to the permission that is lacking, or to the page that explains why not.
async fn begin(cx: PageContext, who: &OnBehalf, errand: &Errand) -> Result<Response> {
    let ask = who.ask(errand.listing.id(), errand.prescription);
    let tx = cx.app.database.begin().await?;
    match launch::ask::<Open>(&tx, &who.pair, &ask).await? {
        Verdict::Allowed(proof) => {
            let listing = proof.listing().clone();
            let (_, ticket) = launch::open(&tx, *proof, &cx.url(&errand.base)).await?;
            let target = target(&cx.app, &listing, ticket.expose())?;
            tx.commit().await?;
            Ok(go(&target))
        }
        Verdict::Refused(denial) => {
            tx.commit().await?;
            if denial.only_lacks_permission() {
                return Ok(cx.redirect(&format!("{}/tillatelse", errand.base)).into_response());
            }
            let name = errand.name(&cx);
            Ok(RefusedView::page(cx, denial.texts().to_vec(), &errand.base, name))
        }
        Verdict::Absent => Err(Error::not_found()),
    }
}

/// Where the browser goes: the launch address with `iss` and `launch` (SMART App Launch 2.2), or a plain link.
fn target(app: &App, listing: &Listing, ticket: &str) -> Result<Url> {
    match &listing.content().launch {
        Launch::Smart { url } => {
            let mut url = url.clone();
            url.query_pairs_mut()
                .append_pair("iss", &format!("{}/fhir", app.config.issuer()))
                .append_pair("launch", ticket);
            Ok(url)
        }
        Launch::Link { url } => Ok(url.clone()),
        Launch::Hti { .. } | Launch::None => Err(Error::unavailable("no way to start this tool")),
    }
}

/// A 303 to the tool, which no cache keeps and no log of ours sees.
fn go(target: &Url) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    if let Ok(target) = HeaderValue::from_str(target.as_str()) {
        response.headers_mut().insert(header::LOCATION, target);
    }
    response.headers_mut().insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response
}

/// Asks for the permission, on a prescription.
pub async fn permission_for_prescription(
    State(app): State<App>,
    cx: PageContext,
    who: OnBehalf,
    Path(id): Path<String>,
) -> Result<Response> {
    permission(cx, &who, &Errand::prescribed(&app, &who, &id).await?).await
}

/// Asks for the permission, on a tool's own page.
pub async fn permission_for_tool(
    State(app): State<App>,
    cx: PageContext,
    who: OnBehalf,
    Path(slug): Path<String>,
) -> Result<Response> {
    permission(cx, &who, &Errand::own_page(&app, &slug).await?).await
}

async fn permission(cx: PageContext, who: &OnBehalf, errand: &Errand) -> Result<Response> {
    let content = errand.listing.content();
    if !content.permission.needed {
        return Ok(cx.redirect(&errand.base).into_response());
    }
    let tx = cx.app.database.begin().await?;
    let verdict =
        launch::ask::<See>(&tx, &who.pair, &who.ask(errand.listing.id(), errand.prescription)).await?;
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
    };
    Ok(errand.page(cx, view))
}

/// Gives the permission and starts, on a prescription.
pub async fn permit_for_prescription(
    State(app): State<App>,
    cx: PageContext,
    who: OnBehalf,
    Path(id): Path<String>,
    Posted(_): Posted,
) -> Result<Response> {
    permit(cx, &who, &Errand::prescribed(&app, &who, &id).await?).await
}

/// Gives the permission and starts, on a tool's own page.
pub async fn permit_for_tool(
    State(app): State<App>,
    cx: PageContext,
    who: OnBehalf,
    Path(slug): Path<String>,
    Posted(_): Posted,
) -> Result<Response> {
    permit(cx, &who, &Errand::own_page(&app, &slug).await?).await
}

async fn permit(cx: PageContext, who: &OnBehalf, errand: &Errand) -> Result<Response> {
    let ask = who.ask(errand.listing.id(), errand.prescription);
    let tx = cx.app.database.begin().await?;
    let verdict = launch::ask::<Permit>(&tx, &who.pair, &ask).await?;
    let refused =
        rx::settle(verdict, async |proof: &Proof<Permit>| launch::give_permission(&tx, proof).await).await?;
    tx.commit().await?;
    if let Some(texts) = refused {
        let name = errand.name(&cx);
        return Ok(RefusedView::page(cx, texts, &errand.base, name));
    }
    begin(cx, who, errand).await
}
