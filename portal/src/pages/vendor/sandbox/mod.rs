//! `/leverandor/sandkasse`: a vendor alone, with test persons, from a new tool to somebody who is logged in to it.

pub(super) mod check;
mod start;

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use catalogue::{Revision, Window};
use database::Read;
use identity::{AuthMethod, Client, Party, client};
use kernel::{Citizen, ClientId, PersonId, ToolId, oslo};
use serde::Serialize;

pub(super) use start::{end, start};

use super::{
    client::{fields, list, reach, write},
    own,
};
use crate::{
    oauth::FLOOR,
    pages::{named::Id, wording::Wording},
    web::{App, Error, FormState, Page, PageContext, Posted, Result, VendorLogin, View},
};

/// A tool that can be tried.
#[derive(Debug, Serialize)]
pub struct ToolRow {
    /// The tool.
    pub tool: ToolId,
    /// Its name.
    pub name: String,
    /// Whether it has a client in the sandbox.
    pub ready: bool,
}

/// `GET /leverandor/sandkasse`.
#[derive(Debug, Serialize)]
pub struct ToolsView {
    /// The vendor's tools.
    pub tools: Vec<ToolRow>,
}

impl View for ToolsView {
    const TEMPLATE: &'static str = "vendor/sandbox-tools.html";
}

/// The sandbox's client of a tool.
#[derive(Debug, Clone, Serialize)]
pub struct SandboxClient {
    /// Its `client_id`.
    pub id: ClientId,
    /// Where a start goes.
    pub launch: String,
    /// Whether it proves who it is with a key.
    pub confidential: bool,
    /// What it asks for.
    pub scope: String,
    /// Where codes are sent.
    pub redirect_uris: Vec<String>,
}

/// Somebody to be, possibly for another.
#[derive(Debug, Clone, Serialize)]
pub struct Who {
    /// What the form sends.
    pub value: String,
    /// The test person at the keyboard.
    pub name: String,
    /// How old.
    pub age: i16,
    /// For whom, how old, and on what ground.
    pub other: Option<(String, i16, &'static str)>,
}

/// A start that was made.
#[derive(Debug, Serialize)]
pub struct RecentRow {
    /// Who, and for whom.
    pub names: Vec<String>,
    /// When.
    pub at: jiff::Timestamp,
}

/// `GET /leverandor/sandkasse/{tool}`.
#[derive(Debug, Serialize)]
pub struct SandboxView {
    /// The tool.
    pub tool: ToolId,
    /// Its name.
    pub name: String,
    /// Where the provider tells about itself.
    pub discovery: String,
    /// What to copy, by example: the last part of a text's key, and the commands.
    pub ready: Vec<(&'static str, String)>,
    /// The client, once there is one.
    pub client: Option<SandboxClient>,
    /// Whom one can be.
    pub people: Vec<Who>,
    /// Tasks that the entry names.
    pub tasks: Vec<(String, Wording)>,
    /// Starts whose test person is still logged in.
    pub recent: Vec<RecentRow>,
    /// Keys of texts that say why a start was refused.
    pub refused: Vec<&'static str>,
    /// The member of the metadata that is wrong, and what is wrong with it, in the words of the standard's developers.
    pub detail: Option<(&'static str, String)>,
    /// What is filled in.
    pub form: FormState,
}

impl View for SandboxView {
    const TEMPLATE: &'static str = "vendor/sandbox.html";
}

/// A vendor's tool in the sandbox.
pub(super) struct Box {
    pub(super) tool: ToolId,
    pub(super) revision: Revision,
    pub(super) client: Option<Client>,
}

/// The tool of the vendor who asks; any other is not found.
pub(super) async fn load(app: &App, me: &VendorLogin, tool: &str) -> Result<Box> {
    let own = own::load(app, &me.actor, Id::parse(tool)?).await?;
    let clients = client::list_of(&app.database, Party::Sandbox(own.tool.id)).await?;
    Ok(Box {
        tool: own.tool.id,
        revision: own.newest()?.clone(),
        client: clients.into_iter().rfind(|client| client.disabled_at.is_none()),
    })
}

pub(super) async fn tools(
    State(app): State<App>,
    cx: PageContext,
    me: VendorLogin,
) -> Result<Page<ToolsView>> {
    let window = Window { offset: 0, limit: Window::MOST };
    let mut tools = Vec::new();
    for own in catalogue::list_own_tools(&app.database, &me.actor, window).await?.items {
        let clients = client::list_of(&app.database, Party::Sandbox(own.tool.id)).await?;
        let Some(newest) = own.open.or(own.listed) else { continue };
        tools.push(ToolRow {
            tool: own.tool.id,
            name: newest.content.name(cx.locale()).to_owned(),
            ready: clients.iter().any(|client| client.disabled_at.is_none()),
        });
    }
    Ok(cx.page(ToolsView { tools }))
}

/// The page with this form, or its errors.
pub(super) async fn view(
    app: &App,
    cx: &PageContext,
    me: &VendorLogin,
    loaded: &Box,
    form: FormState,
) -> Result<SandboxView> {
    let content = &loaded.revision.content;
    let tasks = content
        .tasks
        .iter()
        .filter_map(|task| Some((task.key.to_string(), Wording::of_prose(cx.locale(), &task.title)?)));
    Ok(SandboxView {
        tool: loaded.tool,
        name: content.name(cx.locale()).to_owned(),
        discovery: format!("{}/.well-known/openid-configuration", app.config.issuer()),
        ready: loaded.client.as_ref().map(|client| ready(app, client)).unwrap_or_default(),
        client: loaded.client.as_ref().map(shown),
        people: people(app).await?,
        tasks: tasks.collect(),
        recent: recent(app, me, loaded.client.as_ref()).await?,
        refused: Vec::new(),
        detail: None,
        form,
    })
}

/// The commands that run the examples as this client.
fn ready(app: &App, client: &Client) -> Vec<(&'static str, String)> {
    let commands = |folder: &str, run: &str| {
        let (issuer, id) = (app.config.issuer(), client.id);
        format!("cd docs/examples/{folder}\nexport ISSUER={issuer}\nexport CLIENT_ID={id}\n{run}")
    };
    vec![("node", commands("node", "node tool.mjs")), ("python", commands("python", "python tool.py"))]
}

fn shown(client: &Client) -> SandboxClient {
    let metadata = &client.metadata;
    SandboxClient {
        id: client.id,
        launch: metadata.initiate_login_uri.as_ref().map(ToString::to_string).unwrap_or_default(),
        confidential: metadata.token_endpoint_auth_method == AuthMethod::PrivateKeyJwt,
        scope: metadata.scope.to_string(),
        redirect_uris: metadata.redirect_uris.clone(),
    }
}

/// Every test person, oneself and for each test person that the registers relate to.
pub(super) async fn people(app: &App) -> Result<Vec<Who>> {
    let db = &app.database;
    let today = oslo::date(db.now());
    let persons = people::list_test_persons(db).await?;
    let mut all = Vec::new();
    for person in &persons {
        let (name, age) = (person.name.to_string(), person.age(today));
        // A child that may not log in alone (F12) is somebody to act for only.
        let alone = launch::pair(&*app.identity.test_registers, person.id, person.id).await?;
        if launch::acting(&alone, FLOOR, FLOOR, db.now()).is_ok() {
            let value = value_of(Citizen::oneself(person.id));
            all.push(Who { value, name: name.clone(), age, other: None });
        }
        let related =
            launch::list_represented(&*app.identity.test_registers, person.id, FLOOR, FLOOR).await?;
        for represented in related.known {
            let Some(other) = persons.iter().find(|one| one.id == represented.subject) else { continue };
            let Ok(acting) = represented.outcome else { continue };
            let value = value_of(Citizen { person: person.id, subject: other.id });
            let ground = acting.basis().name();
            let other = Some((other.name.to_string(), other.age(today), ground));
            all.push(Who { value, name: name.clone(), age, other });
        }
    }
    // Acting for another is what most come to try.
    all.sort_by_key(|one| (one.other.is_none(), one.name.clone()));
    Ok(all)
}

fn value_of(citizen: Citizen) -> String {
    format!("{}.{}", citizen.person, citizen.subject)
}

/// Whom the form names.
pub(super) fn who(form: &mut FormState) -> Option<Citizen> {
    let read = form.text("who").split_once('.').and_then(|(person, subject)| {
        let person: PersonId = person.parse().ok()?;
        Some(Citizen { person, subject: subject.parse().ok()? })
    });
    if read.is_none() {
        form.error("who", "form-missing");
    }
    read
}

/// The latest starts in this session whose test person is still logged in.
async fn recent(app: &App, me: &VendorLogin, client: Option<&Client>) -> Result<Vec<RecentRow>> {
    let (Some(client), db) = (client, &app.database) else { return Ok(Vec::new()) };
    let (mut rows, mut met) = (Vec::new(), Vec::new());
    for launch in launch::sandbox::list_recent(db, client.id, me.login.session).await? {
        let live = identity::session::find_for_sandbox(db, launch.start.session, &me.actor).await?;
        if live.is_none() || met.contains(&launch.start.session) {
            continue;
        }
        met.push(launch.start.session);
        let mut names = vec![people::get_person(db, launch.citizen.person).await?.name.to_string()];
        if launch.citizen.represents() {
            names.push(people::get_person(db, launch.citizen.subject).await?.name.to_string());
        }
        rows.push(RecentRow { names, at: launch.at });
    }
    Ok(rows)
}

/// The page: its form leads to the tool's own address.
pub(super) fn page(cx: PageContext, view: SandboxView) -> Page<SandboxView> {
    let launch = view.client.as_ref().map(|client| client.launch.clone());
    let page = cx.page(view);
    match launch {
        Some(launch) => page.form_action(&launch),
        None => page,
    }
}

pub(super) async fn show(
    State(app): State<App>,
    cx: PageContext,
    me: VendorLogin,
    Path(tool): Path<String>,
) -> Result<Page<SandboxView>> {
    let loaded = load(&app, &me, &tool).await?;
    let form = if loaded.client.is_none() { write::fresh() } else { FormState::default() };
    let view = view(&app, &cx, &me, &loaded, form).await?;
    Ok(page(cx, view))
}

/// Registers the sandbox's client, from the form's fields or from pasted metadata. An earlier one is disabled: there is one at a time.
pub(super) async fn register(
    State(app): State<App>,
    cx: PageContext,
    me: VendorLogin,
    Path(tool): Path<String>,
    Posted(mut form): Posted,
) -> Result<Response> {
    let loaded = load(&app, &me, &tool).await?;
    let pasted = form.checked("metadata");
    let metadata = if pasted {
        list::pasted(&mut form)
    } else {
        if form.text("launch").trim().is_empty() {
            form.error("launch", "form-missing");
        }
        fields::read(&mut form, None, reach(&app))
    };
    let mut detail = None;
    if let Some(metadata) = metadata {
        if metadata.get("initiate_login_uri").is_none() {
            form.error("metadata", "sandbox-no-launch");
        } else {
            match list::register(&app, &me.actor, Party::Sandbox(loaded.tool), &metadata).await {
                Ok(client) => {
                    retire(&app, &me, loaded.client.as_ref(), client.id).await?;
                    let path = format!("/leverandor/sandkasse/{}", loaded.tool);
                    return Ok(cx.redirect(&path).flash("flash-sandbox-ready").into_response());
                }
                Err(identity::Error::Metadata { field, reason }) => {
                    let at = if pasted { "metadata" } else { write::field_of(field) };
                    form.error(at, write::text_of(field));
                    detail = Some((field, reason));
                }
                Err(error) => form.take(error)?,
            }
        }
    }
    let shown = view(&app, &cx, &me, &loaded, form).await?;
    let shown = SandboxView { detail, client: None, ..shown };
    Ok(page(cx, shown).status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

async fn retire(app: &App, me: &VendorLogin, before: Option<&Client>, now: ClientId) -> Result<(), Error> {
    if let Some(before) = before.filter(|before| before.id != now) {
        let tx = app.database.begin().await?;
        client::disable(&tx, &me.actor, before.id, None).await?;
        tx.commit().await?;
    }
    Ok(())
}
