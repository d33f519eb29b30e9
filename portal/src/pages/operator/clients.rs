//! `/forvaltning/klienter`: the clients of record systems, and `…/{client}/{verb}`: a client, a tool's too, is shut out or let in again.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Query;
use database::Read;
use identity::{Client, Party};
use jiff::Timestamp;
use kernel::{ClientId, OrganisationId, Refusal};
use serde::{Deserialize, Serialize};

use super::{
    home::{PER_PAGE, page_number},
    names::{Names, tool_name},
};
use crate::web::{
    App, Error, FormState, OperatorLogin, Page, PageContext, Posted, Result, View, paging::Paging,
};

/// What is done with a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verb {
    /// Nothing more, and what it holds is dead.
    Steng,
    /// In use again.
    Aapne,
}

impl Verb {
    const fn name(self) -> &'static str {
        match self {
            Self::Steng => "steng",
            Self::Aapne => "aapne",
        }
    }

    const fn fits(self, client: &Client) -> bool {
        match self {
            Self::Steng => client.disabled_at.is_none(),
            Self::Aapne => client.disabled_at.is_some(),
        }
    }
}

/// Whose client it is, and where that one's page is.
#[derive(Debug, Clone, Serialize)]
pub struct Owner {
    /// The tool's name, or that of the organisation whose record system it is.
    pub name: String,
    /// Whether it is a tool.
    pub is_tool: bool,
    /// The page.
    pub path: String,
}

/// One registered client.
#[derive(Debug, Serialize)]
pub struct ClientRow {
    /// Its `client_id`.
    pub id: ClientId,
    /// The name it gave.
    pub name: Option<String>,
    /// Whose it is, where the page does not say.
    pub owner: Option<Owner>,
    /// Whether it authenticates with a key.
    pub confidential: bool,
    /// When it was registered.
    pub since: Timestamp,
    /// Since when it may nothing.
    pub disabled: Option<Timestamp>,
    /// Why.
    pub reason: Option<String>,
    /// Whether something of it waits for an answer.
    pub waits: bool,
}

impl From<Client> for ClientRow {
    fn from(client: Client) -> Self {
        Self {
            id: client.id,
            confidential: client.metadata.token_endpoint_auth_method == identity::AuthMethod::PrivateKeyJwt,
            name: client.metadata.client_name,
            owner: None,
            since: client.created_at,
            disabled: client.disabled_at,
            reason: client.disabled_reason,
            waits: false,
        }
    }
}

/// The clients of a tool or of an organisation's record system, for that one's page.
pub(super) async fn rows(db: &impl Read, party: Party) -> Result<Vec<ClientRow>> {
    let mut rows = Vec::new();
    for client in identity::client::list_of(db, party).await? {
        let waits = identity::client::find_change(db, client.id).await?.is_some();
        rows.push(ClientRow { waits, ..ClientRow::from(client) });
    }
    Ok(rows)
}

/// What the list's address asks for.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    side: Option<String>,
}

/// `GET /forvaltning/klienter`.
#[derive(Debug, Serialize)]
pub struct ClientsView {
    /// The page's clients.
    pub clients: Vec<ClientRow>,
    /// Pages of the list.
    pub paging: Paging,
}

impl View for ClientsView {
    const TEMPLATE: &'static str = "operator/clients.html";
}

/// Clients of record systems.
pub async fn list(
    State(app): State<App>,
    cx: PageContext,
    _: OperatorLogin,
    Query(asked): Query<Asked>,
) -> Result<Page<ClientsView>> {
    let page = page_number(asked.side.as_deref());
    let before = u64::from(page.saturating_sub(1)) * u64::from(PER_PAGE);
    let db = &app.database;
    let (found, total) = identity::client::list_of_record_systems(db, before, PER_PAGE.into()).await?;
    let names = Names::of_organisations(db, found.iter().filter_map(organisation_of)).await?;
    let row = |client: Client| {
        let owner = organisation_of(&client).map(|id| record_system(id, &names));
        ClientRow { owner, ..ClientRow::from(client) }
    };
    let paging = Paging::new("/forvaltning/klienter", cx.info.query.as_deref(), (page, PER_PAGE), total);
    Ok(cx.page(ClientsView { clients: found.into_iter().map(row).collect(), paging }))
}

const fn organisation_of(client: &Client) -> Option<OrganisationId> {
    match client.party {
        Party::RecordSystem(organisation) => Some(organisation),
        Party::Tool(_) | Party::Sandbox(_) => None,
    }
}

fn record_system(id: OrganisationId, names: &Names) -> Owner {
    Owner { name: names.organisation(id), is_tool: false, path: format!("/forvaltning/organisasjoner/{id}") }
}

/// `GET /forvaltning/klienter/{client}/{verb}`.
#[derive(Debug, Serialize)]
pub struct ClientView {
    /// Its `client_id`.
    pub client: ClientId,
    /// The name it gave.
    pub name: Option<String>,
    /// Whose it is.
    pub owner: Owner,
    /// What is asked.
    pub verb: &'static str,
    /// Why it was shut.
    pub reason: Option<String>,
    /// The form.
    pub form: FormState,
}

impl View for ClientView {
    const TEMPLATE: &'static str = "operator/client.html";
}

/// Asks first.
pub async fn ask(
    State(app): State<App>,
    cx: PageContext,
    _: OperatorLogin,
    Path((id, verb)): Path<(ClientId, Verb)>,
) -> Result<Page<ClientView>> {
    let client = fitting(&app, id, verb).await?;
    let view = view(&app, &cx, client, verb, FormState::default()).await?;
    Ok(cx.page(view))
}

/// Does it.
pub async fn set(
    State(app): State<App>,
    cx: PageContext,
    me: OperatorLogin,
    Path((id, verb)): Path<(ClientId, Verb)>,
    Posted(mut form): Posted,
) -> Result<Response> {
    let client = fitting(&app, id, verb).await?;
    if let Some(reason) = form.phrase("reason", "form-missing") {
        let owner = owner_of(&app, &cx, &client).await?;
        let tx = app.database.begin().await?;
        let flash = match verb {
            Verb::Steng => {
                identity::client::disable(&tx, &me.actor, id, Some(&reason)).await?;
                "flash-op-client-disabled"
            }
            Verb::Aapne => {
                identity::client::enable(&tx, &me.actor, id, Some(&reason)).await?;
                "flash-op-client-enabled"
            }
        };
        tx.commit().await?;
        return Ok(cx.redirect(&owner.path).flash(flash).into_response());
    }
    let view = view(&app, &cx, client, verb, form).await?;
    Ok(cx.page(view).status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

async fn view(
    app: &App,
    cx: &PageContext,
    client: Client,
    verb: Verb,
    form: FormState,
) -> Result<ClientView> {
    let owner = owner_of(app, cx, &client).await?;
    let (name, reason) = (client.metadata.client_name, client.disabled_reason);
    Ok(ClientView { client: client.id, name, owner, verb: verb.name(), reason, form })
}

/// The client, where the question fits how it stands.
async fn fitting(app: &App, id: ClientId, verb: Verb) -> Result<Client> {
    let client = find(app, id).await?;
    if verb.fits(&client) { Ok(client) } else { Err(stale()) }
}

/// A client that real people log in through.
pub(super) async fn find(app: &App, id: ClientId) -> Result<Client> {
    let found = identity::client::find(&app.database, id).await?;
    found.filter(|client| !matches!(client.party, Party::Sandbox(_))).ok_or_else(Error::not_found)
}

pub(super) async fn owner_of(app: &App, cx: &PageContext, client: &Client) -> Result<Owner> {
    match client.party {
        Party::Tool(tool) => {
            let name = tool_name(&app.database, cx, tool).await?.name;
            Ok(Owner { name, is_tool: true, path: format!("/forvaltning/verktoy/{tool}") })
        }
        Party::RecordSystem(id) => {
            Ok(record_system(id, &Names::of_organisations(&app.database, [id]).await?))
        }
        Party::Sandbox(_) => Err(Error::not_found()),
    }
}

pub(super) fn stale() -> Error {
    Error::refused(Refusal::text("error-stale"))
}
