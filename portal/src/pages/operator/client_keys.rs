//! `/forvaltning/klienter/{client}/nokler`: a client's keys, one of which may have gone astray (§10).

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use identity::{Client, ClientKeys, client::ClientKey};
use kernel::ClientId;
use serde::{Deserialize, Serialize};

use super::clients::{Owner, find, owner_of, stale};
use crate::web::{App, Error, FormState, OperatorLogin, Page, PageContext, Posted, Result, View};

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
    /// Whose it is.
    pub owner: Owner,
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
    /// Whose it is.
    pub owner: Owner,
    /// The key.
    pub thumbprint: String,
    /// What is asked.
    pub verb: &'static str,
    /// The form.
    pub form: FormState,
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
    let owner = owner_of(&app, &cx, &client).await?;
    let ClientKeys { keys, away } = app.identity.provider.keys_of(&client).await;
    Ok(cx.page(KeysView { client: id, name: client.metadata.client_name, owner, keys, away }))
}

/// Asks first.
pub async fn ask(
    State(app): State<App>,
    cx: PageContext,
    _: OperatorLogin,
    Path((id, key, verb)): Path<(ClientId, String, Verb)>,
) -> Result<Page<KeyView>> {
    let client = fitting(&app, id, &key, verb).await?;
    let view = view(&app, &cx, client, (key, verb), FormState::default()).await?;
    Ok(cx.page(view))
}

/// Does it.
pub async fn set(
    State(app): State<App>,
    cx: PageContext,
    me: OperatorLogin,
    Path((id, key, verb)): Path<(ClientId, String, Verb)>,
    Posted(mut form): Posted,
) -> Result<Response> {
    let client = fitting(&app, id, &key, verb).await?;
    if let Some(reason) = form.phrase("reason", "form-missing") {
        let tx = app.database.begin().await?;
        let done = match verb {
            Verb::Avvis => identity::client::refuse_key(&tx, &me.actor, id, &key, Some(&reason)).await,
            Verb::Godta => identity::client::accept_key(&tx, &me.actor, id, &key, Some(&reason)).await,
        };
        match done {
            Ok(()) => {
                tx.commit().await?;
                let flash = match verb {
                    Verb::Avvis => "flash-op-key-refused",
                    Verb::Godta => "flash-op-key-accepted",
                };
                let path = format!("/forvaltning/klienter/{id}/nokler");
                return Ok(cx.redirect(&path).flash(flash).into_response());
            }
            Err(error) => form.take(error)?,
        }
    }
    let view = view(&app, &cx, client, (key, verb), form).await?;
    Ok(cx.page(view).status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

async fn view(
    app: &App,
    cx: &PageContext,
    client: Client,
    (thumbprint, verb): (String, Verb),
    form: FormState,
) -> Result<KeyView> {
    let owner = owner_of(app, cx, &client).await?;
    let name = client.metadata.client_name;
    Ok(KeyView { client: client.id, name, owner, thumbprint, verb: verb.name(), form })
}

/// The client, where the question fits how the key stands.
async fn fitting(app: &App, id: ClientId, key: &str, verb: Verb) -> Result<Client> {
    if !identity::client::is_thumbprint(key) {
        return Err(Error::not_found());
    }
    let client = find(app, id).await?;
    if client.refuses(key) == (verb == Verb::Godta) { Ok(client) } else { Err(stale()) }
}
