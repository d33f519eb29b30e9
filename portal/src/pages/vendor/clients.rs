//! Clients of the vendor's tools: what logs citizens in, registered as RFC 7591 metadata.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use catalogue::Window;
use identity::{Client, ClientMetadata, Party, Reach, client};
use kernel::{ClientId, ToolId, VendorUser};
use serde::Serialize;
use serde_json::Value;

use super::{confirm::ConfirmView, own};
use crate::{
    pages::named::Id,
    web::{App, Error, FormState, Page, PageContext, Posted, Result, VendorLogin, View},
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

pub(super) async fn all(
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
    let clients = client::list_of(&app.database, Party::Tool(own.tool.id)).await?;
    Ok(ClientsView {
        tool: own.tool.id,
        name: own.newest()?.content.name(cx.locale()).to_owned(),
        discovery: format!("{}/.well-known/openid-configuration", app.config.public_origin()),
        clients: clients.into_iter().map(ClientRow::from).collect(),
        example: EXAMPLE,
        detail: None,
        form,
    })
}

pub(super) async fn show(
    State(app): State<App>,
    cx: PageContext,
    me: VendorLogin,
    Path(tool): Path<String>,
) -> Result<Page<ClientsView>> {
    let view = view(&app, &cx, &me.actor, &tool, FormState::default()).await?;
    Ok(cx.page(view))
}

pub(super) async fn add(
    State(app): State<App>,
    cx: PageContext,
    me: VendorLogin,
    Path(tool): Path<String>,
    Posted(mut form): Posted,
) -> Result<Response> {
    let mut page = view(&app, &cx, &me.actor, &tool, FormState::default()).await?;
    if let Some(metadata) = metadata(&mut form) {
        match register(&app, &me.actor, page.tool, &metadata).await {
            Ok(()) => {
                let path = format!("/leverandor/verktoy/{}/klienter", page.tool);
                return Ok(cx.redirect(&path).flash("flash-client-registered").into_response());
            }
            Err(identity::Error::Metadata { field, reason }) => {
                form.error("metadata", "form-bad-metadata");
                page.detail = Some((field, reason));
            }
            Err(error) => form.take(error)?,
        }
    }
    page.form = form;
    Ok(cx.page(page).status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

/// What was pasted, as JSON.
fn metadata(form: &mut FormState) -> Option<Value> {
    let text = form.phrase::<LONGEST>("metadata", "form-missing")?;
    let value = serde_json::from_str(&text).ok();
    if value.is_none() {
        form.error("metadata", "form-bad-json");
    }
    value
}

/// Registers it; the same metadata twice is one client.
async fn register(app: &App, user: &VendorUser, tool: ToolId, metadata: &Value) -> identity::Result<()> {
    let reach = if app.config.is_demo() { Reach::DEMO } else { Reach::PUBLIC };
    let party = Party::Tool(tool);
    let read = ClientMetadata::parse(metadata, reach)?;
    let tx = app.database.begin().await?;
    let known = client::list_of(&tx, party).await?;
    if !known.iter().any(|client| client.disabled_at.is_none() && client.metadata == read) {
        client::add(&tx, user, party, metadata, reach).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// The client of one of the vendor's own tools; any other is not found.
async fn own_client(app: &App, user: &VendorUser, client: &str) -> Result<(own::Own, Client)> {
    let client = client::find(&app.database, Id::parse(client)?).await?.ok_or_else(Error::not_found)?;
    let Party::Tool(tool) = client.party else { return Err(Error::not_found()) };
    Ok((own::load(app, user, tool).await?, client))
}

fn question(cx: &PageContext, own: &own::Own, client: &Client) -> ConfirmView {
    let mut view = ConfirmView::about(cx, own, "disable").danger();
    view.back = own.path("/klienter");
    view.name = client.metadata.client_name.clone().unwrap_or_else(|| client.id.to_string());
    view
}

pub(super) async fn ask(
    State(app): State<App>,
    cx: PageContext,
    me: VendorLogin,
    Path(client): Path<String>,
) -> Result<Response> {
    let (own, client) = own_client(&app, &me.actor, &client).await?;
    let view = question(&cx, &own, &client);
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
        client::disable(&tx, &me.actor, client.id).await?;
        tx.commit().await?;
    }
    Ok(cx.redirect(&own.path("/klienter")).flash("flash-client-disabled").into_response())
}
