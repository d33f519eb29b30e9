//! Clients of the vendor's tools: what logs citizens in. Registered by form or as RFC 7591 metadata, changed, given other keys, disabled.

pub(super) mod fields;
pub(super) mod list;
pub(super) mod write;

use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use database::Read;
use identity::{Client, ClientKeys, ClientMetadata, Party, Reach, SecurityProfile, Terms, client};
use jiff::Timestamp;
use kernel::{ClientId, ToolId, VendorUser};
use serde::{Deserialize, Serialize};

use list::ClientRow;
pub(super) use list::{add, all, show};
pub(super) use write::{ask_new, change, edit, write_new};

use super::{
    confirm::ConfirmView,
    own::{self, Own},
};
use crate::{
    oauth,
    pages::named::Id,
    web::{App, Error, FormState, Page, PageContext, Posted, Result, VendorLogin, View},
};

/// Most characters of pasted keys.
const LONGEST: usize = 20_000;

/// A change that waits, as the vendor reads it.
#[derive(Debug, Serialize)]
pub struct Waiting {
    /// Whether the client itself waits.
    pub whole: bool,
    /// The addresses it is to have.
    pub redirect_uris: Vec<String>,
    /// Since when.
    pub since: Timestamp,
}

/// `GET /leverandor/klienter/{client}`.
#[derive(Debug, Serialize)]
pub struct ClientView {
    /// The tool.
    pub tool: ToolId,
    /// Its name.
    pub tool_name: String,
    /// The client.
    pub client: ClientRow,
    /// Whether it is the sandbox's.
    pub sandbox: bool,
    /// Where a start goes.
    pub launch: Option<String>,
    /// Where people may be sent after logout.
    pub post_logout: Vec<String>,
    /// Where logout tokens are posted.
    pub backchannel: Option<String>,
    /// What is demanded of it: `fapi`, `par`, `dpop`.
    pub demands: Vec<&'static str>,
    /// How its ID tokens are signed.
    pub algorithm: &'static str,
    /// Where its keys are, where they are not registered as they are.
    pub jwks_uri: Option<String>,
    /// Its keys, those it publishes first.
    pub keys: Vec<client::ClientKey>,
    /// Whether the address that it keeps them at does not answer.
    pub away: bool,
    /// What waits for the operator.
    pub waiting: Option<Waiting>,
    /// What is wrong with the keys that were pasted, in the words of the standard's developers.
    pub detail: Option<String>,
    /// What is filled in where keys are added.
    pub form: FormState,
}

impl View for ClientView {
    const TEMPLATE: &'static str = "vendor/client.html";
}

/// What addresses the installation lets clients register.
pub(super) fn reach(app: &App) -> Reach {
    oauth::reach(&app.config)
}

/// What it lets them register.
fn terms(app: &App) -> Terms {
    oauth::terms(reach(app))
}

/// Whether the public sees the client's tool, so that what is changed concerns people.
async fn is_public(db: &impl Read, party: Party) -> database::Result<bool> {
    let Party::Tool(tool) = party else { return Ok(false) };
    let listing = catalogue::find_listing_of(db, tool).await.map_err(|error| match error {
        catalogue::Error::Database(error) => error,
        other => database::Error::Unavailable(other.to_string()),
    })?;
    Ok(listing.is_some_and(|listing| !matches!(listing.standing, catalogue::Standing::Withdrawn { .. })))
}

/// The client of one of the vendor's own tools; any other is not found.
async fn own_client(app: &App, user: &VendorUser, client: &str) -> Result<(Own, Client)> {
    let client = client::find(&app.database, Id::parse(client)?).await?.ok_or_else(Error::not_found)?;
    let (Party::Tool(tool) | Party::Sandbox(tool)) = client.party else { return Err(Error::not_found()) };
    Ok((own::load(app, user, tool).await?, client))
}

fn path_of(client: ClientId) -> String {
    format!("/leverandor/klienter/{client}")
}

/// What is demanded of a client, part of its texts' keys.
fn demands(metadata: &ClientMetadata) -> Vec<&'static str> {
    let demanded = metadata.requirements();
    let fapi = metadata.security_profile == Some(SecurityProfile::Fapi2);
    let all = [("fapi", fapi), ("par", demanded.pushed), ("dpop", demanded.bound)];
    all.into_iter().filter(|(_, holds)| *holds).map(|(name, _)| name).collect()
}

async fn client_view(app: &App, cx: &PageContext, own: &Own, client: Client) -> Result<ClientView> {
    let change = client::find_change(&app.database, client.id).await?;
    let metadata = client.metadata.clone();
    let ClientKeys { keys, away } = app.identity.provider.keys_of(&client).await;
    Ok(ClientView {
        tool: own.tool.id,
        tool_name: own.newest()?.content.name(cx.locale()).to_owned(),
        sandbox: matches!(client.party, Party::Sandbox(_)),
        launch: metadata.initiate_login_uri.as_ref().map(ToString::to_string),
        backchannel: metadata.backchannel_logout_uri.as_ref().map(ToString::to_string),
        demands: demands(&metadata),
        algorithm: metadata.id_token_signed_response_alg.as_str(),
        jwks_uri: metadata.jwks_uri.as_ref().map(ToString::to_string),
        keys,
        away,
        post_logout: metadata.post_logout_redirect_uris,
        waiting: change.as_ref().map(|change| Waiting {
            whole: change.whole,
            redirect_uris: change.addresses.redirect_uris.clone(),
            since: change.asked_at,
        }),
        client: ClientRow { waits: change.is_some(), ..ClientRow::from(client) },
        detail: None,
        form: FormState::default(),
    })
}

pub(super) async fn one(
    State(app): State<App>,
    cx: PageContext,
    me: VendorLogin,
    Path(client): Path<String>,
) -> Result<Page<ClientView>> {
    let (own, client) = own_client(&app, &me.actor, &client).await?;
    let view = client_view(&app, &cx, &own, client).await?;
    Ok(cx.page(view))
}

/// More keys beside those there are: the first step of a rotation, with effect at once.
pub(super) async fn add_keys(
    State(app): State<App>,
    cx: PageContext,
    me: VendorLogin,
    Path(client): Path<String>,
    Posted(mut form): Posted,
) -> Result<Response> {
    let (own, client) = own_client(&app, &me.actor, &client).await?;
    let mut detail = None;
    if let Some(keys) = fields::json::<LONGEST>(&mut form, "keys") {
        let tx = app.database.begin().await?;
        match client::add_keys(&tx, &me.actor, client.id, &keys, reach(&app)).await {
            Ok(_) => {
                tx.commit().await?;
                return Ok(cx.redirect(&path_of(client.id)).flash("flash-keys-added").into_response());
            }
            Err(identity::Error::Metadata { reason, .. }) => {
                form.error("keys", "client-bad-keys");
                detail = Some(reason);
            }
            Err(error) => form.take(error)?,
        }
    }
    let view = client_view(&app, &cx, &own, client).await?;
    let view = ClientView { detail, form, ..view };
    Ok(cx.page(view).status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

/// Which key.
#[derive(Debug, Deserialize)]
pub(super) struct Which {
    #[serde(default, rename = "nokkel")]
    key: String,
}

/// `GET /leverandor/klienter/{client}/nokler/fjern?nokkel=…`.
#[derive(Debug, Serialize)]
pub struct DropKeyView {
    /// The client.
    pub client: ClientId,
    /// The key's thumbprint.
    pub key: String,
    /// The name its owner gave it.
    pub kid: Option<String>,
    /// Whether it is the only one, which cannot be taken away.
    pub last: bool,
}

impl View for DropKeyView {
    const TEMPLATE: &'static str = "vendor/drop-key.html";
}

pub(super) async fn ask_drop(
    State(app): State<App>,
    cx: PageContext,
    me: VendorLogin,
    Path(client): Path<String>,
    Query(which): Query<Which>,
) -> Result<Page<DropKeyView>> {
    let (_, client) = own_client(&app, &me.actor, &client).await?;
    if client.metadata.jwks.is_none() {
        return Err(Error::not_found());
    }
    let keys = app.identity.provider.keys_of(&client).await.keys;
    let (same, others): (Vec<_>, Vec<_>) =
        keys.into_iter().filter(|key| key.published).partition(|key| key.thumbprint == which.key);
    let key = same.into_iter().next().ok_or_else(Error::not_found)?;
    // Those that are refused open nothing: without this one nobody could log in.
    let last =
        others.is_empty() || key.refused.is_none() && others.iter().all(|other| other.refused.is_some());
    Ok(cx.page(DropKeyView { client: client.id, key: key.thumbprint, kid: key.kid, last }))
}

pub(super) async fn drop_key(
    State(app): State<App>,
    cx: PageContext,
    me: VendorLogin,
    Path(client): Path<String>,
    Posted(form): Posted,
) -> Result<Response> {
    let (_, client) = own_client(&app, &me.actor, &client).await?;
    let tx = app.database.begin().await?;
    match client::drop_key(&tx, &me.actor, client.id, form.text("key"), reach(&app)).await {
        Ok(_) => tx.commit().await?,
        // Sent twice: it is gone.
        Err(identity::Error::Missing("key")) => {}
        Err(error) => return Err(error.into()),
    }
    Ok(cx.redirect(&path_of(client.id)).flash("flash-key-dropped").into_response())
}

/// The vendor takes back what waits for the operator.
pub(super) async fn take_back(
    State(app): State<App>,
    cx: PageContext,
    me: VendorLogin,
    Path(client): Path<String>,
    Posted(_): Posted,
) -> Result<Response> {
    let (_, client) = own_client(&app, &me.actor, &client).await?;
    let tx = app.database.begin().await?;
    if let Some(change) = client::find_change(&tx, client.id).await? {
        client::decline_change(&tx, &me.actor, client.id, change.asked_at).await?;
        tx.commit().await?;
    }
    Ok(cx.redirect(&path_of(client.id)).flash("flash-client-taken-back").into_response())
}

pub(super) async fn ask_disable(
    State(app): State<App>,
    cx: PageContext,
    me: VendorLogin,
    Path(client): Path<String>,
) -> Result<Response> {
    let (own, client) = own_client(&app, &me.actor, &client).await?;
    let mut view = ConfirmView::about(&cx, &own, "disable").danger();
    view.back = path_of(client.id);
    view.name = client.metadata.client_name.clone().unwrap_or_else(|| client.id.to_string());
    Ok(cx.page(view).into_response())
}

pub(super) async fn disable(
    State(app): State<App>,
    cx: PageContext,
    me: VendorLogin,
    Path(client): Path<String>,
    Posted(_): Posted,
) -> Result<Response> {
    let (own, client) = own_client(&app, &me.actor, &client).await?;
    if client.disabled_at.is_none() {
        let tx = app.database.begin().await?;
        client::disable(&tx, &me.actor, client.id, None).await?;
        tx.commit().await?;
    }
    Ok(cx.redirect(&own.path("/klienter")).flash("flash-client-disabled").into_response())
}
