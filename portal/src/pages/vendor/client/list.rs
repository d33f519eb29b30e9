//! Clients of the vendor's tools: what logs citizens in, registered as RFC 7591 metadata.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use catalogue::Window;
use identity::{Client, ClientMetadata, Party, client};
use kernel::{ClientId, ToolId, VendorUser};
use serde::Serialize;
use serde_json::Value;

use super::super::own;
use super::{terms, write};
use crate::{
    pages::named::Id,
    web::{App, FormState, Page, PageContext, Posted, Result, VendorLogin, View},
};

/// Most characters of pasted metadata.
const LONGEST: usize = 20_000;

/// What one could paste.
const EXAMPLE: &str = r#"{
  "client_name": "Søvndagboka",
  "redirect_uris": ["https://verktoy.example/callback"],
  "token_endpoint_auth_method": "private_key_jwt",
  "jwks_uri": "https://verktoy.example/jwks.json",
  "scope": "openid profile launch fhirUser",
  "initiate_login_uri": "https://verktoy.example/launch",
  "backchannel_logout_uri": "https://verktoy.example/backchannel-logout"
}"#;

/// A client in a list.
#[derive(Debug, Serialize)]
pub struct ClientRow {
    /// Its `client_id`.
    pub id: ClientId,
    /// Its name, where it has one.
    pub name: Option<String>,
    /// How it authenticates: `private_key_jwt` or `none`.
    pub method: &'static str,
    /// Where codes are sent.
    pub redirect_uris: Vec<String>,
    /// The most it may be granted.
    pub scope: String,
    /// When it was registered.
    pub since: jiff::Timestamp,
    /// Since when it may nothing.
    pub disabled: Option<jiff::Timestamp>,
    /// Why, where the operator said.
    pub reason: Option<String>,
    /// Whether something of it waits for the operator.
    pub waits: bool,
}

impl From<Client> for ClientRow {
    fn from(client: Client) -> Self {
        Self {
            id: client.id,
            name: client.metadata.client_name,
            method: match client.metadata.token_endpoint_auth_method {
                identity::AuthMethod::PrivateKeyJwt => "private_key_jwt",
                identity::AuthMethod::None => "none",
            },
            redirect_uris: client.metadata.redirect_uris,
            scope: client.metadata.scope.to_string(),
            since: client.created_at,
            disabled: client.disabled_at,
            reason: client.disabled_reason,
            waits: false,
        }
    }
}

/// `GET /leverandor/verktoy/{tool}/klienter`.
#[derive(Debug, Serialize)]
pub struct ClientsView {
    /// The tool.
    pub tool: ToolId,
    /// Its name.
    pub name: String,
    /// Where the provider tells about itself.
    pub discovery: String,
    /// Its clients, the oldest first.
    pub clients: Vec<ClientRow>,
    /// Metadata that could be pasted.
    pub example: &'static str,
    /// The member of the pasted metadata that is wrong, and what is wrong with it, in the words of the standard's developers.
    pub detail: Option<(&'static str, String)>,
    /// What is filled in.
    pub form: FormState,
}

impl View for ClientsView {
    const TEMPLATE: &'static str = "vendor/clients.html";
}

/// A tool with its clients.
#[derive(Debug, Serialize)]
pub struct ToolClients {
    /// The tool.
    pub tool: ToolId,
    /// Its name.
    pub name: String,
    /// How many of its clients work.
    pub active: usize,
}

/// `GET /leverandor/klienter`.
#[derive(Debug, Serialize)]
pub struct AllClientsView {
    /// The vendor's tools.
    pub tools: Vec<ToolClients>,
}

impl View for AllClientsView {
    const TEMPLATE: &'static str = "vendor/all-clients.html";
}

pub(in super::super) async fn all(
    State(app): State<App>,
    cx: PageContext,
    me: VendorLogin,
) -> Result<Page<AllClientsView>> {
    let window = Window { offset: 0, limit: Window::MOST };
    let mut tools = Vec::new();
    for own in catalogue::list_own_tools(&app.database, &me.actor, window).await?.items {
        let clients = client::list_of(&app.database, Party::Tool(own.tool.id)).await?;
        let Some(newest) = own.open.or(own.listed) else { continue };
        tools.push(ToolClients {
            tool: own.tool.id,
            name: newest.content.name(cx.locale()).to_owned(),
            active: clients.iter().filter(|client| client.disabled_at.is_none()).count(),
        });
    }
    Ok(cx.page(AllClientsView { tools }))
}

async fn view(
    app: &App,
    cx: &PageContext,
    user: &VendorUser,
    tool: &str,
    form: FormState,
) -> Result<ClientsView> {
    let own = own::load(app, user, Id::parse(tool)?).await?;
    let mut clients = Vec::new();
    for client in client::list_of(&app.database, Party::Tool(own.tool.id)).await? {
        let waits = client::find_change(&app.database, client.id).await?.is_some();
        clients.push(ClientRow { waits, ..ClientRow::from(client) });
    }
    Ok(ClientsView {
        tool: own.tool.id,
        name: own.newest()?.content.name(cx.locale()).to_owned(),
        discovery: format!("{}/.well-known/openid-configuration", app.config.public_origin()),
        clients,
        example: EXAMPLE,
        detail: None,
        form,
    })
}

pub(in super::super) async fn show(
    State(app): State<App>,
    cx: PageContext,
    me: VendorLogin,
    Path(tool): Path<String>,
) -> Result<Page<ClientsView>> {
    let view = view(&app, &cx, &me.actor, &tool, FormState::default()).await?;
    Ok(cx.page(view))
}

pub(in super::super) async fn add(
    State(app): State<App>,
    cx: PageContext,
    me: VendorLogin,
    Path(tool): Path<String>,
    Posted(mut form): Posted,
) -> Result<Response> {
    let mut page = view(&app, &cx, &me.actor, &tool, FormState::default()).await?;
    if let Some(metadata) = pasted(&mut form) {
        match register(&app, &me.actor, Party::Tool(page.tool), &metadata).await {
            Ok(client) => return Ok(registered(cx, &client)),
            Err(identity::Error::Metadata { field, reason }) => {
                form.error("metadata", write::text_of(field));
                page.detail = Some((field, reason));
            }
            Err(error) => form.take(error)?,
        }
    }
    page.form = form;
    Ok(cx.page(page).status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

/// To the client's page, which says whether it waits.
pub(super) fn registered(cx: PageContext, client: &Client) -> Response {
    let flash = if client.disabled_at.is_some() { "flash-client-waits" } else { "flash-client-registered" };
    cx.redirect(&format!("/leverandor/klienter/{}", client.id)).flash(flash).into_response()
}

/// What was pasted, as JSON.
pub(in super::super) fn pasted(form: &mut FormState) -> Option<Value> {
    let text = form.phrase::<LONGEST>("metadata", "form-missing")?;
    let value = serde_json::from_str(&text).ok();
    if value.is_none() {
        form.error("metadata", "form-bad-json");
    }
    value
}

/// Registers it; the same metadata twice is one client. A client of a tool that the public sees waits for the operator.
pub(in super::super) async fn register(
    app: &App,
    user: &VendorUser,
    party: Party,
    metadata: &Value,
) -> identity::Result<Client> {
    let terms = terms(app);
    let read = ClientMetadata::parse(metadata, terms.reach)?;
    let tx = app.database.begin().await?;
    for known in client::list_of(&tx, party).await? {
        let waits = client::find_change(&tx, known.id).await?.is_some();
        if known.metadata == read && (known.disabled_at.is_none() || waits) {
            return Ok(known);
        }
    }
    let client = if super::is_public(&tx, party).await? {
        client::add_waiting(&tx, user, party, metadata, &terms).await?
    } else {
        client::add(&tx, user, party, metadata, &terms).await?
    };
    tx.commit().await?;
    Ok(client)
}
