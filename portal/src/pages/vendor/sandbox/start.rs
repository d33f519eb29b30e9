//! *Start i sandkassen*: the browser goes to the vendor's own launch address, as a test person.

use axum::{
    extract::{Path, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use database::Tx;
use identity::{Client, EndReason, session};
use kernel::{CheckId, Citizen, SessionId, Slug, ToolId};
use launch::{Denial, Probe, SandboxAsk, SandboxProof, SandboxStart, SandboxVerdict, sandbox};
use url::Url;

use super::{Box, SandboxView, load, page, view, who};
use crate::{
    oauth::FLOOR,
    web::{App, Error, PageContext, Posted, Result, VendorLogin},
};

/// What a start in the sandbox needs besides the vendor.
pub(super) struct Plan<'a> {
    /// The tool's client in the sandbox.
    pub(super) client: &'a Client,
    /// Who, for whom.
    pub(super) citizen: Citizen,
    /// Which task.
    pub(super) task: Option<Slug>,
    /// The check it is part of.
    pub(super) check: Option<(CheckId, Probe)>,
}

/// The proof that these test persons may, now; or why not. Whoever is no test person is absent.
pub(super) async fn prove(
    app: &App,
    tx: &Tx,
    tool: ToolId,
    citizen: Citizen,
) -> Result<Result<SandboxProof, Denial>> {
    for person in [citizen.person, citizen.subject] {
        if !people::is_test_person(&app.database, person).await? {
            return Err(Error::not_found());
        }
    }
    let pair = launch::pair(&*app.identity.test_registers, citizen.person, citizen.subject).await?;
    let ask = SandboxAsk { citizen, tool, level: FLOOR, floor: FLOOR };
    match sandbox::ask(tx, &pair, &ask).await? {
        SandboxVerdict::Allowed(proof) => Ok(Ok(*proof)),
        SandboxVerdict::Refused(denial) => Ok(Err(denial)),
        SandboxVerdict::Absent => Err(Error::not_found()),
    }
}

/// Starts it: the address to send the browser to.
pub(super) async fn open(
    app: &App,
    tx: &Tx,
    me: &VendorLogin,
    plan: Plan<'_>,
    proof: SandboxProof,
) -> Result<Url> {
    let address = plan.client.metadata.initiate_login_uri.clone().ok_or_else(Error::not_found)?;
    let session = session_of(tx, me, &plan).await?;
    let probe = plan.check.map(|(_, probe)| probe);
    let start = SandboxStart {
        client: plan.client.id,
        vendor_session: me.login.session,
        session,
        task: plan.task,
        check: plan.check,
    };
    let (_, ticket) = sandbox::open(tx, &me.actor, proof, start).await?;
    let issuer = match probe {
        Some(Probe::LaunchIssuer) => "https://another-platform.invalid/fhir".to_owned(),
        _ => format!("{}/fhir", app.config.issuer()),
    };
    let mut address = address;
    address.query_pairs_mut().append_pair("iss", &issuer).append_pair("launch", ticket.expose());
    Ok(address)
}

/// The session in which this test person is logged in already, else a new one: as a citizen who starts several tools.
async fn session_of(tx: &Tx, me: &VendorLogin, plan: &Plan<'_>) -> Result<SessionId> {
    for earlier in sandbox::list_recent(tx, plan.client.id, me.login.session).await? {
        if earlier.citizen != plan.citizen {
            continue;
        }
        if let Some(live) = session::find_for_sandbox(tx, earlier.start.session, &me.actor).await? {
            return Ok(live.id);
        }
    }
    let opened =
        session::open_for_sandbox(tx, &me.actor, plan.citizen.person, plan.citizen.subject, FLOOR).await?;
    Ok(opened.id)
}

/// Sends the browser there; no cache keeps it and no log of ours sees it.
pub(super) fn go(address: &Url) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    if let Ok(location) = HeaderValue::from_str(address.as_str()) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    response.headers_mut().insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response
}

pub(in super::super) async fn start(
    State(app): State<App>,
    cx: PageContext,
    me: VendorLogin,
    Path(tool): Path<String>,
    Posted(mut form): Posted,
) -> Result<Response> {
    let loaded = load(&app, &me, &tool).await?;
    let client = loaded.client.as_ref().ok_or_else(Error::not_found)?;
    let task = form.parse_optional::<Slug>("task", "form-bad-choice");
    let mut refused = Vec::new();
    if let Some(citizen) = who(&mut form)
        && form.is_valid()
    {
        let tx = app.database.begin().await?;
        match prove(&app, &tx, loaded.tool, citizen).await? {
            Ok(proof) => {
                let plan = Plan { client, citizen, task, check: None };
                let address = open(&app, &tx, &me, plan, proof).await?;
                tx.commit().await?;
                return Ok(go(&address));
            }
            Err(denial) => refused = denial.texts().to_vec(),
        }
    }
    let shown = SandboxView { refused, ..view(&app, &cx, &me, &loaded, form).await? };
    Ok(page(cx, shown).status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

/// Logs the test persons out: their tokens are dead, and the tool is told.
pub(in super::super) async fn end(
    State(app): State<App>,
    cx: PageContext,
    me: VendorLogin,
    Path(tool): Path<String>,
    Posted(_): Posted,
) -> Result<Response> {
    let Box { tool, client, .. } = load(&app, &me, &tool).await?;
    if let Some(client) = client {
        let tx = app.database.begin().await?;
        for launch in sandbox::list_recent(&tx, client.id, me.login.session).await? {
            if session::find_for_sandbox(&tx, launch.start.session, &me.actor).await?.is_some() {
                session::end(&tx, &me.actor, launch.start.session, EndReason::LoggedOut).await?;
            }
        }
        tx.commit().await?;
    }
    Ok(cx.redirect(&format!("/leverandor/sandkasse/{tool}")).flash("flash-sandbox-ended").into_response())
}
