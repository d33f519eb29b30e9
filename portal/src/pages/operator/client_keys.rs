//! `/forvaltning/klienter/{client}/nokler`: a client's keys, one of which may have gone astray (§10).

use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use identity::{Client, ClientKeys, client::ClientKey};
use kernel::ClientId;
use serde::{Deserialize, Serialize};

use super::{
    clients::{find, stale, tool_of},
    names::ToolName,
};
use crate::web::{App, Error, OperatorLogin, Page, PageContext, Posted, Result, View};

/// Characters of a thumbprint: SHA-256 in base64url (RFC 7638).
const THUMBPRINT: usize = 43;

/// What is done with a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verb {
    /// It is taken no more, and what the client holds is dead.
    Avvis,
    /// It is taken again.
    Godta,
}

impl Verb {
    const fn name(self) -> &'static str {
        match self {
            Self::Avvis => "avvis",
            Self::Godta => "godta",
        }
    }
}

/// `GET /forvaltning/klienter/{client}/nokler`.
#[derive(Debug, Serialize)]
pub struct KeysView {
    /// The client.
    pub client: ClientId,
    /// The name it gave.
    pub name: Option<String>,
    /// The tool.
    pub tool: ToolName,
    /// Its keys, those it publishes first.
    pub keys: Vec<ClientKey>,
    /// Whether the address that it keeps them at does not answer.
    pub away: bool,
}

impl View for KeysView {
    const TEMPLATE: &'static str = "operator/client-keys.html";
}

/// `GET /forvaltning/klienter/{client}/nokler/{key}/{verb}`.
#[derive(Debug, Serialize)]
pub struct KeyView {
    /// The client.
    pub client: ClientId,
    /// The name it gave.
    pub name: Option<String>,
    /// The tool.
    pub tool: ToolName,
    /// The key.
    pub thumbprint: String,
    /// What is asked.
    pub verb: &'static str,
}

impl View for KeyView {
    const TEMPLATE: &'static str = "operator/client-key.html";
}

/// The keys of a client.
pub async fn list(
    State(app): State<App>,
    cx: PageContext,
    _: OperatorLogin,
    Path(id): Path<ClientId>,
) -> Result<Page<KeysView>> {
    let client = find(&app, id).await?;
    let tool = tool_of(&app, &cx, &client).await?;
    let ClientKeys { keys, away } = app.identity.provider.keys_of(&client).await;
    Ok(cx.page(KeysView { client: id, name: client.metadata.client_name, tool, keys, away }))
}

/// Asks first.
pub async fn ask(
    State(app): State<App>,
    cx: PageContext,
    _: OperatorLogin,
    Path((id, key, verb)): Path<(ClientId, String, Verb)>,
) -> Result<Page<KeyView>> {
    let client = fitting(&app, id, &key, verb).await?;
    let tool = tool_of(&app, &cx, &client).await?;
    let name = client.metadata.client_name;
    Ok(cx.page(KeyView { client: id, name, tool, thumbprint: key, verb: verb.name() }))
}

/// Does it.
pub async fn set(
    State(app): State<App>,
    cx: PageContext,
    me: OperatorLogin,
    Path((id, key, verb)): Path<(ClientId, String, Verb)>,
    Posted(_): Posted,
) -> Result<Response> {
    fitting(&app, id, &key, verb).await?;
    let tx = app.database.begin().await?;
    let flash = match verb {
        Verb::Avvis => {
            identity::client::refuse_key(&tx, &me.actor, id, &key).await?;
            "flash-op-key-refused"
        }
        Verb::Godta => {
            identity::client::accept_key(&tx, &me.actor, id, &key).await?;
            "flash-op-key-accepted"
        }
    };
    tx.commit().await?;
    Ok(cx.redirect(&format!("/forvaltning/klienter/{id}/nokler")).flash(flash).into_response())
}

/// The client, where the question fits how the key stands.
async fn fitting(app: &App, id: ClientId, key: &str, verb: Verb) -> Result<Client> {
    let spelled = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    if key.len() != THUMBPRINT || !key.bytes().all(spelled) {
        return Err(Error::not_found());
    }
    let client = find(app, id).await?;
    if client.refuses(key) == (verb == Verb::Godta) { Ok(client) } else { Err(stale()) }
}
