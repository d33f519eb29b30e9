//! *Oppstartskontroll*: the vendor lets the platform try the tool, start by start, and keeps what was found with the revision.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use database::Read;
use identity::{Client, EndReason, session};
use kernel::{CheckId, ToolId};
use launch::{
    Probe, Seen,
    check::{self, Check, Judged, Point, judge, questions},
    sandbox,
};
use serde::Serialize;

use super::{
    Box, Who, load, people,
    start::{Plan, go, open, prove},
    who,
};
use crate::{
    pages::{
        dossier::{LaunchCheck, finding_rows, launch_check},
        named::Id,
        wording::Wording,
    },
    web::{App, Error, FormState, Page, PageContext, Posted, Result, VendorLogin, View},
};

/// A step of a check; its texts' keys end with its name.
#[derive(Debug, Serialize)]
pub struct StepRow {
    /// A probe's word, or `logout`.
    pub step: &'static str,
    /// Whether it has been taken.
    pub done: bool,
}

/// A question to the vendor's person, who sees what the tool shows; its texts' keys end with its kind.
#[derive(Debug, Serialize)]
pub struct QuestionRow {
    /// The point that the answer decides.
    pub point: &'static str,
    /// `token`, of one that should have stopped the tool, or `shown`.
    pub kind: &'static str,
    /// Whether the tool did as it should, by the last answer.
    pub told: Option<bool>,
}

/// A check that goes on.
#[derive(Debug, Serialize)]
pub struct OpenCheck {
    /// Its id.
    pub id: CheckId,
    /// Who it is done as.
    pub names: Vec<String>,
    /// Until when it can go on.
    pub until: jiff::Timestamp,
    /// Its steps.
    pub steps: Vec<StepRow>,
    /// What only the vendor's person can have seen.
    pub questions: Vec<QuestionRow>,
    /// What has been found so far.
    pub so_far: LaunchCheck,
}

/// `GET /leverandor/sandkasse/{tool}/kontroll`.
#[derive(Debug, Serialize)]
pub struct CheckView {
    /// The tool.
    pub tool: ToolId,
    /// Its name.
    pub name: String,
    /// Which revision is checked.
    pub number: i32,
    /// Whether there is a client in the sandbox.
    pub ready: bool,
    /// Whom one can be.
    pub people: Vec<Who>,
    /// The check that goes on.
    pub open: Option<OpenCheck>,
    /// The last result of this revision.
    pub result: Option<LaunchCheck>,
    /// Keys of texts that say why it was refused.
    pub refused: Vec<&'static str>,
    /// What is filled in.
    pub form: FormState,
}

impl View for CheckView {
    const TEMPLATE: &'static str = "vendor/launch-check.html";
}

fn judged(client: &Client, loaded: &Box, check: &Check) -> Judged {
    let representation = &loaded.revision.content.representation;
    Judged {
        must_push: client.metadata.requirements().pushed,
        takes_logout: client.metadata.backchannel_logout_uri.is_some(),
        declares_representation: representation.declared,
        says_how_shown: Wording::of_prose(kernel::Locale::Nb, &representation.how_shown).is_some(),
        acted: check.citizen.represents(),
    }
}

async fn open_check(app: &App, loaded: &Box) -> Result<Option<OpenCheck>> {
    let Some(client) = &loaded.client else { return Ok(None) };
    let db = &app.database;
    let Some(check) = check::find_open(db, client.id).await? else { return Ok(None) };
    let seen = check::notes(db, check.id).await?;
    let started =
        |which: Probe| seen.iter().any(|one| matches!(one, Seen::Started { probe } if *probe == which));
    let mut steps: Vec<_> =
        Probe::ALL.iter().map(|&probe| StepRow { step: probe.name(), done: started(probe) }).collect();
    if client.metadata.backchannel_logout_uri.is_some() {
        let done = seen.iter().any(|one| matches!(one, Seen::Logout { .. }));
        steps.push(StepRow { step: "logout", done });
    }
    let mut names = vec![people::get_person(db, check.citizen.person).await?.name.to_string()];
    if check.citizen.represents() {
        names.push(people::get_person(db, check.citizen.subject).await?.name.to_string());
    }
    let judged = judged(client, loaded, &check);
    let questions = questions(&judged, &seen).into_iter().map(|one| QuestionRow {
        point: one.point.name(),
        kind: if one.point == Point::Representation { "shown" } else { "token" },
        told: one.told,
    });
    let rows = finding_rows(&judge(&judged, &seen));
    Ok(Some(OpenCheck {
        id: check.id,
        names,
        until: check.open_until,
        steps,
        questions: questions.collect(),
        so_far: LaunchCheck { at: db.now(), client: client.id, changed: false, rows },
    }))
}

async fn view(app: &App, cx: &PageContext, loaded: &Box, form: FormState) -> Result<CheckView> {
    Ok(CheckView {
        tool: loaded.tool,
        name: loaded.revision.content.name(cx.locale()).to_owned(),
        number: loaded.revision.number,
        ready: loaded.client.is_some(),
        people: people(app).await?,
        open: open_check(app, loaded).await?,
        result: launch_check(&app.database, &loaded.revision).await?,
        refused: Vec::new(),
        form,
    })
}

fn page(cx: PageContext, loaded: &Box, view: CheckView) -> Page<CheckView> {
    let launch = loaded.client.as_ref().and_then(|client| client.metadata.initiate_login_uri.clone());
    let page = cx.page(view);
    match launch {
        Some(launch) => page.form_action(launch.as_str()),
        None => page,
    }
}

pub(in super::super) async fn show(
    State(app): State<App>,
    cx: PageContext,
    me: VendorLogin,
    Path(tool): Path<String>,
) -> Result<Page<CheckView>> {
    let loaded = load(&app, &me, &tool).await?;
    let view = view(&app, &cx, &loaded, FormState::default()).await?;
    Ok(page(cx, &loaded, view))
}

pub(in super::super) async fn begin(
    State(app): State<App>,
    cx: PageContext,
    me: VendorLogin,
    Path(tool): Path<String>,
    Posted(mut form): Posted,
) -> Result<Response> {
    let loaded = load(&app, &me, &tool).await?;
    let client = loaded.client.as_ref().ok_or_else(Error::not_found)?;
    let mut refused = Vec::new();
    if let Some(citizen) = who(&mut form) {
        let tx = app.database.begin().await?;
        match prove(&app, &tx, loaded.tool, citizen).await? {
            Ok(proof) => {
                check::begin(&tx, &me.actor, &proof, client.id, client.version()?).await?;
                tx.commit().await?;
                return Ok(cx.redirect(&path(loaded.tool)).into_response());
            }
            Err(denial) => refused = denial.texts().to_vec(),
        }
    }
    let shown = CheckView { refused, ..view(&app, &cx, &loaded, form).await? };
    Ok(page(cx, &loaded, shown).status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

fn path(tool: ToolId) -> String {
    format!("/leverandor/sandkasse/{tool}/kontroll")
}

/// The check of this address, while it goes on with the tool's client.
async fn ongoing<'a>(app: &App, loaded: &'a Box, id: &str) -> Result<Option<(&'a Client, Check)>> {
    let id: CheckId = Id::parse(id)?;
    let client = loaded.client.as_ref().ok_or_else(Error::not_found)?;
    let open = check::find_open(&app.database, client.id).await?;
    Ok(open.filter(|check| check.id == id).map(|check| (client, check)))
}

pub(in super::super) async fn step(
    State(app): State<App>,
    cx: PageContext,
    me: VendorLogin,
    Path((tool, id, step)): Path<(String, String, String)>,
    Posted(_): Posted,
) -> Result<Response> {
    let loaded = load(&app, &me, &tool).await?;
    let probe = Probe::named(&step).ok_or_else(Error::not_found)?;
    let Some((client, check)) = ongoing(&app, &loaded, &id).await? else {
        return Ok(cx.redirect(&path(loaded.tool)).flash("flash-check-over").into_response());
    };
    let tx = app.database.begin().await?;
    let Ok(proof) = prove(&app, &tx, loaded.tool, check.citizen).await? else {
        return Ok(cx.redirect(&path(loaded.tool)).flash("flash-check-over").into_response());
    };
    check::note(&tx, &check, &Seen::Started { probe }).await?;
    let citizen = check.citizen;
    let plan = Plan { client, citizen, task: None, check: Some((check.id, probe)) };
    let address = open(&app, &tx, &me, plan, proof).await?;
    tx.commit().await?;
    Ok(go(&address))
}

/// Keeps what the vendor's person says that the tool showed; another answer takes its place.
pub(in super::super) async fn answer(
    State(app): State<App>,
    cx: PageContext,
    me: VendorLogin,
    Path((tool, id)): Path<(String, String)>,
    Posted(form): Posted,
) -> Result<Response> {
    let loaded = load(&app, &me, &tool).await?;
    let point = Point::named(form.text("point")).ok_or_else(Error::not_found)?;
    let sound = match form.text("answer") {
        "sound" => true,
        "unsound" => false,
        _ => return Err(Error::not_found()),
    };
    let mut flash = "flash-check-over";
    if let Some((_, check)) = ongoing(&app, &loaded, &id).await? {
        let tx = app.database.begin().await?;
        check::note(&tx, &check, &Seen::Told { point, sound }).await?;
        tx.commit().await?;
        flash = "flash-check-answered";
    }
    Ok(cx.redirect(&path(loaded.tool)).flash(flash).into_response())
}

/// Posts what is no logout token, then a sound one, and logs the test person out.
pub(in super::super) async fn logout(
    State(app): State<App>,
    cx: PageContext,
    me: VendorLogin,
    Path((tool, id)): Path<(String, String)>,
    Posted(_): Posted,
) -> Result<Response> {
    let loaded = load(&app, &me, &tool).await?;
    let back =
        |cx: PageContext, flash: &str| Ok(cx.redirect(&path(loaded.tool)).flash(flash).into_response());
    let Some((client, check)) = ongoing(&app, &loaded, &id).await? else {
        return back(cx, "flash-check-over");
    };
    let db = &app.database;
    let recent = sandbox::list_recent(db, client.id, me.login.session).await?;
    let started = recent.iter().find(|launch| launch.start.check.is_some_and(|(of, _)| of == check.id));
    let Some(started) = started else { return back(cx, "flash-check-start-first") };
    let posts = app.identity.backchannel_logout();
    let mut seen = Vec::new();
    for sound in [false, true] {
        let status = posts.try_once(db, client, started.start.session, sound).await?;
        seen.push(Seen::Logout { sound, status });
    }
    let tx = db.begin().await?;
    for one in &seen {
        check::note(&tx, &check, one).await?;
    }
    session::end(&tx, &me.actor, started.start.session, EndReason::LoggedOut).await?;
    tx.commit().await?;
    back(cx, "flash-check-logged-out")
}

pub(in super::super) async fn finish(
    State(app): State<App>,
    cx: PageContext,
    me: VendorLogin,
    Path((tool, id)): Path<(String, String)>,
    Posted(_): Posted,
) -> Result<Response> {
    let loaded = load(&app, &me, &tool).await?;
    if let Some((client, check)) = ongoing(&app, &loaded, &id).await? {
        let tx = app.database.begin().await?;
        check::finish(&tx, &me.actor, &check, &judged(client, &loaded, &check)).await?;
        tx.commit().await?;
    }
    Ok(cx.redirect(&path(loaded.tool)).flash("flash-check-finished").into_response())
}
