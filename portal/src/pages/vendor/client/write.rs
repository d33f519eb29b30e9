//! A client written as a form: a new one, or another's fields.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use identity::{Party, client};
use kernel::{ClientId, ToolId};
use serde::Serialize;

use super::{fields, is_public, list, own_client, path_of, reach, terms};
use crate::{
    pages::{named::Id, vendor::own},
    web::{App, FormState, Page, PageContext, Posted, Result, VendorLogin, View},
};

/// `GET /leverandor/verktoy/{tool}/klienter/ny` and `/leverandor/klienter/{client}/endre`.
#[derive(Debug, Serialize)]
pub struct WriteView {
    /// The tool.
    pub tool: ToolId,
    /// Its name.
    pub tool_name: String,
    /// The client, where there is one.
    pub client: Option<ClientId>,
    /// Whether it is the sandbox's, which says where a start goes.
    pub sandbox: bool,
    /// Whether other addresses wait for the operator.
    pub public: bool,
    /// Whether its keys are registered as they are: they are given and taken away on its page.
    pub keyed: bool,
    /// The member that is wrong, and what is wrong with it, in the words of the standard's developers.
    pub detail: Option<(&'static str, String)>,
    /// What is filled in.
    pub form: FormState,
}

impl View for WriteView {
    const TEMPLATE: &'static str = "vendor/client-form.html";
}

/// What most tools ask for.
const USUAL_SCOPE: &str =
    "openid profile launch launch/patient offline_access patient/Observation.c patient/Task.r";

/// The form of a client that is not there yet.
pub fn fresh() -> FormState {
    FormState::filled([("keys_kind", "jwks"), ("scope", USUAL_SCOPE), ("algorithm", "ES256")])
}

async fn new_view(
    app: &App,
    cx: &PageContext,
    me: &VendorLogin,
    tool: &str,
    form: FormState,
) -> Result<WriteView> {
    let own = own::load(app, &me.actor, Id::parse(tool)?).await?;
    Ok(WriteView {
        tool: own.tool.id,
        tool_name: own.newest()?.content.name(cx.locale()).to_owned(),
        client: None,
        sandbox: false,
        public: is_public(&app.database, Party::Tool(own.tool.id)).await?,
        keyed: false,
        detail: None,
        form,
    })
}

pub(in super::super) async fn ask_new(
    State(app): State<App>,
    cx: PageContext,
    me: VendorLogin,
    Path(tool): Path<String>,
) -> Result<Page<WriteView>> {
    let view = new_view(&app, &cx, &me, &tool, fresh()).await?;
    Ok(cx.page(view))
}

pub(in super::super) async fn write_new(
    State(app): State<App>,
    cx: PageContext,
    me: VendorLogin,
    Path(tool): Path<String>,
    Posted(mut form): Posted,
) -> Result<Response> {
    let mut view = new_view(&app, &cx, &me, &tool, FormState::default()).await?;
    if let Some(metadata) = fields::read(&mut form, None, reach(&app)) {
        match list::register(&app, &me.actor, Party::Tool(view.tool), &metadata).await {
            Ok(client) => return Ok(list::registered(cx, &client)),
            Err(identity::Error::Metadata { field, reason }) => wrong(&mut view, &mut form, field, reason),
            Err(error) => form.take(error)?,
        }
    }
    view.form = form;
    Ok(cx.page(view).status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

/// Notes at the form's field what is wrong with a member.
fn wrong(view: &mut WriteView, form: &mut FormState, member: &'static str, reason: String) {
    form.error(field_of(member), text_of(member));
    view.detail = Some((member, reason));
}

/// What is said at the field of a member that is wrong.
pub fn text_of(member: &str) -> &'static str {
    match member {
        "security_profile" => "client-fapi-public",
        "scope" => "client-scope-unknown",
        _ => "form-bad-metadata",
    }
}

/// The field that a member is written in.
pub fn field_of(member: &str) -> &'static str {
    match member {
        "client_name" => "client_name",
        "redirect_uris" => "redirect_uris",
        "initiate_login_uri" => "launch",
        "post_logout_redirect_uris" => "post_logout",
        "backchannel_logout_uri" => "backchannel",
        "jwks" => "jwks",
        "jwks_uri" => "jwks_uri",
        "id_token_signed_response_alg" => "algorithm",
        "security_profile" => "fapi",
        "token_endpoint_auth_method" => "keys_kind",
        "require_pushed_authorization_requests" => "par",
        "dpop_bound_access_tokens" => "dpop",
        _ => "scope",
    }
}

async fn edit_view(
    app: &App,
    cx: &PageContext,
    me: &VendorLogin,
    client: &str,
) -> Result<(WriteView, identity::Client)> {
    let (own, client) = own_client(app, &me.actor, client).await?;
    let view = WriteView {
        tool: own.tool.id,
        tool_name: own.newest()?.content.name(cx.locale()).to_owned(),
        client: Some(client.id),
        sandbox: matches!(client.party, Party::Sandbox(_)),
        public: is_public(&app.database, client.party).await?,
        keyed: client.metadata.jwks.is_some(),
        detail: None,
        form: fields::filled(&client.metadata, client.version()?),
    };
    Ok((view, client))
}

pub(in super::super) async fn edit(
    State(app): State<App>,
    cx: PageContext,
    me: VendorLogin,
    Path(client): Path<String>,
) -> Result<Page<WriteView>> {
    let (view, _) = edit_view(&app, &cx, &me, &client).await?;
    Ok(cx.page(view))
}

pub(in super::super) async fn change(
    State(app): State<App>,
    cx: PageContext,
    me: VendorLogin,
    Path(client): Path<String>,
    Posted(mut form): Posted,
) -> Result<Response> {
    let (mut view, client) = edit_view(&app, &cx, &me, &client).await?;
    if let Some(metadata) = fields::read(&mut form, Some(&client.metadata), reach(&app)) {
        let tx = app.database.begin().await?;
        let wanted = client::Wanted { metadata: &metadata, seen: form.text(fields::VERSION) };
        match client::change(&tx, &me.actor, client.id, wanted, &terms(&app), view.public).await {
            Ok(changed) => {
                tx.commit().await?;
                let flash = match changed {
                    client::Changed::Done => "flash-client-changed",
                    client::Changed::Waits => "flash-client-change-waits",
                };
                return Ok(cx.redirect(&path_of(client.id)).flash(flash).into_response());
            }
            Err(identity::Error::Stale) => {
                tx.roll_back().await?;
                let (mut now, _) = edit_view(&app, &cx, &me, &client.id.to_string()).await?;
                now.form.error("", "client-changed-meanwhile");
                return Ok(cx.page(now).status(StatusCode::CONFLICT).into_response());
            }
            Err(identity::Error::Loosens(member)) => form.error(field_of(member), "client-loosens"),
            Err(identity::Error::Metadata { field, reason }) => wrong(&mut view, &mut form, field, reason),
            Err(error) => form.take(error)?,
        }
    }
    view.form = form;
    Ok(cx.page(view).status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}
