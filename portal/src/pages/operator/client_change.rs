//! `/forvaltning/klienter/{client}/endring`: new addresses of a client whose tool the public sees, confirmed or turned down.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use identity::{Client, Party, client};
use jiff::Timestamp;
use kernel::ClientId;
use serde::Serialize;

use super::names::{ToolName, tool_name};
use crate::{
    oauth,
    web::{App, Error, FormState, OperatorLogin, Page, PageContext, Posted, Result, View},
};

/// `GET /forvaltning/klienter/{client}/endring`.
#[derive(Debug, Serialize)]
pub struct ClientChangeView {
    /// Its `client_id`.
    pub client: ClientId,
    /// The name it gave.
    pub name: Option<String>,
    /// The tool.
    pub tool: ToolName,
    /// Whether the client itself waits.
    pub whole: bool,
    /// Who asked.
    pub asked_by: String,
    /// When: names the change that was shown.
    pub asked_at: Timestamp,
    /// Where codes go now.
    pub before: Vec<String>,
    /// Where they are to go, and whether the address is new.
    pub after: Vec<(String, bool)>,
    /// What is wrong.
    pub form: FormState,
}

impl View for ClientChangeView {
    const TEMPLATE: &'static str = "operator/client-change.html";
}

async fn view(app: &App, cx: &PageContext, id: ClientId, form: FormState) -> Result<ClientChangeView> {
    let db = &app.database;
    let client = client::find(db, id).await?.ok_or_else(Error::not_found)?;
    let change = client::find_change(db, id).await?.ok_or_else(Error::not_found)?;
    let tool = match client.party {
        Party::Tool(tool) => tool_name(db, cx, tool).await?,
        Party::RecordSystem(_) | Party::Sandbox(_) => return Err(Error::not_found()),
    };
    let asked_by = people::find_person(db, change.asked_by).await?;
    Ok(ClientChangeView {
        client: id,
        tool,
        whole: change.whole,
        asked_by: asked_by.map(|person| person.name.to_string()).unwrap_or_default(),
        asked_at: change.asked_at,
        after: after(&client, &change),
        before: client.metadata.redirect_uris,
        name: client.metadata.client_name,
        form,
    })
}

fn after(client: &Client, change: &client::Change) -> Vec<(String, bool)> {
    let known = |address: &String| !change.whole && client.metadata.redirect_uris.contains(address);
    change.addresses.redirect_uris.iter().map(|address| (address.clone(), !known(address))).collect()
}

/// Shows what is asked for.
pub async fn ask(
    State(app): State<App>,
    cx: PageContext,
    _: OperatorLogin,
    Path(id): Path<ClientId>,
) -> Result<Page<ClientChangeView>> {
    let view = view(&app, &cx, id, FormState::default()).await?;
    Ok(cx.page(view))
}

/// Answers it. What was asked in another way meanwhile is shown again.
pub async fn answer(
    State(app): State<App>,
    cx: PageContext,
    me: OperatorLogin,
    Path(id): Path<ClientId>,
    Posted(mut form): Posted,
) -> Result<Response> {
    let shown = view(&app, &cx, id, FormState::default()).await?;
    if let Some(asked_at) = form.parse_hidden::<Timestamp>("asked_at") {
        let confirmed = form.text("svar") == "ja";
        let tx = app.database.begin().await?;
        let done = if confirmed {
            client::confirm_change(&tx, &me.actor, id, asked_at, oauth::reach(&app.config)).await.map(|_| ())
        } else {
            client::decline_change(&tx, &me.actor, id, asked_at).await
        };
        match done {
            Ok(()) => {
                tx.commit().await?;
                let flash = if confirmed { "flash-op-change-confirmed" } else { "flash-op-change-declined" };
                let path = format!("/forvaltning/verktoy/{}", shown.tool.id);
                return Ok(cx.redirect(&path).flash(flash).into_response());
            }
            Err(identity::Error::Missing("change")) => form.error("", "error-stale"),
            Err(error) => form.take(error)?,
        }
    }
    let page = ClientChangeView { form, ..shown };
    Ok(cx.page(page).status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}
