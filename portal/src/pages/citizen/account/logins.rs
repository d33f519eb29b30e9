//! Active logins, here and in tools; each can be ended.

use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use database::Read;
use identity::{EndReason, Party, session::Service};
use jiff::Timestamp;
use kernel::{GrantId, SessionId};
use serde::Serialize;

use crate::{
    pages::{citizen::prescription, wording::Wording},
    web::{App, CitizenLogin, Error, Page, PageContext, Posted, Result, View},
};

/// A login here.
#[derive(Debug, Clone, Serialize)]
pub struct PlatformLogin {
    /// Its id.
    pub id: String,
    /// The service, part of its text's key.
    pub service: &'static str,
    /// Since when.
    pub since: Timestamp,
    /// Last own act.
    pub seen: Timestamp,
    /// Whether it is this one.
    pub current: bool,
    /// What kind of browser it was begun in.
    pub device: Option<String>,
}

/// A login in a tool.
#[derive(Debug, Clone, Serialize)]
pub struct ToolLoginLine {
    /// Its id.
    pub id: String,
    /// The tool or record system.
    pub name: Wording,
    /// Since when.
    pub since: Timestamp,
    /// When it was last used.
    pub used: Timestamp,
    /// For whom, where that is another.
    pub subject: Option<String>,
    /// What kind of browser it hangs on.
    pub device: Option<String>,
}

/// `GET /min-side/innlogginger`.
#[derive(Debug, Serialize)]
pub struct LoginsView {
    /// Logins here.
    pub here: Vec<PlatformLogin>,
    /// Logins in tools.
    pub tools: Vec<ToolLoginLine>,
}

impl View for LoginsView {
    const TEMPLATE: &'static str = "citizen/logins.html";
}

/// The page.
pub async fn show(State(app): State<App>, cx: PageContext, me: CitizenLogin) -> Result<Page<LoginsView>> {
    let (db, person) = (&app.database, me.actor.person);
    let logins = identity::grant::list_live(db, person).await?;
    // One that has gone idle is shown where a tool's login lives on by it.
    let mut sessions = identity::session::list_open(db, person).await?;
    sessions.retain(|session| {
        session.is_live(db.now()) || logins.iter().any(|login| login.session == session.id)
    });
    let here = sessions.iter().map(|session| PlatformLogin {
        id: session.id.to_string(),
        service: service(session.service()),
        since: session.created_at,
        seen: session.seen_at,
        current: session.id == me.login.session,
        device: session.device.clone(),
    });
    let here = here.collect();
    let mut tools = Vec::new();
    for login in logins {
        let name = match login.party {
            Party::Tool(tool) => catalogue::find_listing_of(db, tool)
                .await?
                .map(|listing| prescription::name(cx.locale(), &listing)),
            Party::RecordSystem(_) | Party::Sandbox(_) => None,
        };
        let subject =
            if login.subject == person { None } else { people::find_person(db, login.subject).await? };
        tools.push(ToolLoginLine {
            id: login.grant.to_string(),
            name: name.unwrap_or_else(|| Wording::of_key(&cx, "logins-record-system")),
            since: login.since,
            used: login.used_at,
            subject: subject.map(|subject| subject.name.to_string()),
            device: sessions
                .iter()
                .find(|session| session.id == login.session)
                .and_then(|session| session.device.clone()),
        });
    }
    Ok(cx.page(LoginsView { here, tools }))
}

const fn service(service: Service) -> &'static str {
    match service {
        Service::Citizen => "citizen",
        Service::Clinician => "clinician",
        Service::Orderer => "orderer",
        Service::Vendor => "vendor",
        Service::Operator => "operator",
    }
}

/// Ends one: a session here or a tool's. One that has ended, and another's, is absent; sent twice it has one effect.
pub async fn end(
    State(app): State<App>,
    cx: PageContext,
    me: CitizenLogin,
    Path(text): Path<String>,
    _: Posted,
) -> Result<Response> {
    let person = me.actor.person;
    let tx = app.database.begin().await?;
    if let Ok(grant) = text.parse::<GrantId>() {
        identity::grant::end(&tx, &me.actor, person, grant).await?;
    } else {
        let id: SessionId = text.parse().map_err(|_| Error::not_found())?;
        let own =
            identity::session::list_open(&tx, person).await?.into_iter().any(|session| session.id == id);
        if !own || !identity::session::end(&tx, &me.actor, id, EndReason::Ended).await? {
            return Err(Error::not_found());
        }
    }
    tx.commit().await?;
    Ok(cx.redirect("/min-side/innlogginger").flash("flash-login-ended").into_response())
}

/// Ends all but this one; tools are logged out too.
pub async fn end_all(
    State(app): State<App>,
    cx: PageContext,
    me: CitizenLogin,
    _: Posted,
) -> Result<Response> {
    let person = me.actor.person;
    let tx = app.database.begin().await?;
    for login in identity::grant::list_live(&tx, person).await? {
        // One of several of the same tool may have gone with the one before.
        match identity::grant::end(&tx, &me.actor, person, login.grant).await {
            Ok(()) | Err(identity::Error::Missing(_)) => {}
            Err(error) => return Err(error.into()),
        }
    }
    identity::session::end_all(&tx, &me.actor, person, Some(me.login.session), EndReason::Ended).await?;
    tx.commit().await?;
    Ok(cx.redirect("/min-side/innlogginger").flash("flash-logins-ended").into_response())
}
