//! `/forvaltning/klienter/{client}/{verb}`: a client is shut out, or let in again.

use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use identity::{Client, Party};
use kernel::{ClientId, Refusal};
use serde::{Deserialize, Serialize};

use super::names::{ToolName, tool_name};
use crate::web::{App, Error, OperatorLogin, Page, PageContext, Posted, Result, View};

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

/// `GET /forvaltning/klienter/{client}/{verb}`.
#[derive(Debug, Serialize)]
pub struct ClientView {
    /// Its `client_id`.
    pub client: ClientId,
    /// The name it gave.
    pub name: Option<String>,
    /// The tool.
    pub tool: ToolName,
    /// What is asked.
    pub verb: &'static str,
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
    let client = find(&app, id).await?;
    if !verb.fits(&client) {
        return Err(stale());
    }
    let tool = tool_of(&app, &cx, &client).await?;
    let name = client.metadata.client_name;
    Ok(cx.page(ClientView { client: id, name, tool, verb: verb.name() }))
}

/// Does it.
pub async fn set(
    State(app): State<App>,
    cx: PageContext,
    me: OperatorLogin,
    Path((id, verb)): Path<(ClientId, Verb)>,
    Posted(_): Posted,
) -> Result<Response> {
    let client = find(&app, id).await?;
    let tool = tool_of(&app, &cx, &client).await?;
    if !verb.fits(&client) {
        return Err(stale());
    }
    let tx = app.database.begin().await?;
    let flash = match verb {
        Verb::Steng => {
            identity::client::disable(&tx, &me.actor, id).await?;
            "flash-op-client-disabled"
        }
        Verb::Aapne => {
            identity::client::enable(&tx, &me.actor, id).await?;
            "flash-op-client-enabled"
        }
    };
    tx.commit().await?;
    Ok(cx.redirect(&format!("/forvaltning/verktoy/{}", tool.id)).flash(flash).into_response())
}

pub(super) async fn find(app: &App, id: ClientId) -> Result<Client> {
    identity::client::find(&app.database, id).await?.ok_or_else(Error::not_found)
}

pub(super) async fn tool_of(app: &App, cx: &PageContext, client: &Client) -> Result<ToolName> {
    match client.party {
        Party::Tool(tool) => tool_name(&app.database, cx, tool).await,
        Party::RecordSystem(_) | Party::Sandbox(_) => Err(Error::not_found()),
    }
}

pub(super) fn stale() -> Error {
    Error::refused(Refusal::text("error-stale"))
}
