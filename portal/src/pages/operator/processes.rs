//! `/forvaltning/prosesser`: processes that integrated tools are steps of, and the grounds that each accepts (R7).

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use catalogue::{Content, Independence, NewProcess, Process, ProcessBasis};
use database::Read;
use kernel::{Phrase, ProcessId, Slug, ToolId};
use serde::Serialize;

use super::names::{ToolName, tool_name};
use crate::web::{App, Error, FormState, OperatorLogin, Page, PageContext, Posted, Result, View};

/// A process of the list.
#[derive(Debug, Serialize)]
pub struct ProcessRow {
    /// Its id.
    pub id: ProcessId,
    /// Its name.
    pub name: String,
    /// The grounds that it accepts: parts of texts' keys.
    pub bases: Vec<&'static str>,
    /// Where one comes into it.
    pub entry: String,
}

impl From<&Process> for ProcessRow {
    fn from(process: &Process) -> Self {
        Self {
            id: process.id,
            name: process.name.to_string(),
            bases: process.bases.iter().map(|basis| basis.name()).collect(),
            entry: process.entry.to_string(),
        }
    }
}

/// `GET /forvaltning/prosesser`.
#[derive(Debug, Serialize)]
pub struct ProcessesView {
    /// Every process, by name.
    pub processes: Vec<ProcessRow>,
}

impl View for ProcessesView {
    const TEMPLATE: &'static str = "operator/processes.html";
}

/// `GET …/ny` and `…/{process}`.
#[derive(Debug, Serialize)]
pub struct ProcessView {
    /// The process that is changed; `None` for a new one.
    pub process: Option<ProcessRow>,
    /// Tools that are steps of it.
    pub tools: Vec<ToolName>,
    /// The form.
    pub form: FormState,
}

impl View for ProcessView {
    const TEMPLATE: &'static str = "operator/process.html";
}

/// The list.
pub async fn list(State(app): State<App>, cx: PageContext, _: OperatorLogin) -> Result<Page<ProcessesView>> {
    let processes = catalogue::list_processes(&app.database).await?;
    Ok(cx.page(ProcessesView { processes: processes.iter().map(ProcessRow::from).collect() }))
}

/// The form of a new one.
pub async fn ask(cx: PageContext, _: OperatorLogin) -> Page<ProcessView> {
    cx.page(ProcessView { process: None, tools: Vec::new(), form: FormState::default() })
}

fn read(form: &mut FormState) -> Option<NewProcess> {
    let name = form.phrase::<200>("name", "form-missing");
    let entry: Option<Phrase<500>> = form.phrase("entry", "form-missing");
    let bases = form.parse_all::<ProcessBasis>("bases", "form-bad-choice");
    let new = NewProcess { name: name?, bases: bases.into_iter().collect(), entry: entry? };
    form.is_valid().then_some(new)
}

/// Defines one; its key follows from its name.
pub async fn add(
    State(app): State<App>,
    cx: PageContext,
    me: OperatorLogin,
    Posted(mut form): Posted,
) -> Result<Response> {
    if let Some(new) = read(&mut form) {
        match Slug::from_name(&new.name) {
            None => form.error("name", "form-op-no-letters"),
            Some(key) => {
                let tx = app.database.begin().await?;
                match catalogue::add_process(&tx, &me.actor, key, new).await {
                    Ok(_) => {
                        tx.commit().await?;
                        return Ok(cx.redirect(LIST).flash("flash-op-added").into_response());
                    }
                    Err(catalogue::Error::Taken(_)) => form.error("name", "error-taken"),
                    Err(error) => form.take(error)?,
                }
            }
        }
    }
    let view = ProcessView { process: None, tools: Vec::new(), form };
    Ok(cx.page(view).status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

const LIST: &str = "/forvaltning/prosesser";

async fn view(app: &App, cx: &PageContext, process: &Process, form: FormState) -> Result<ProcessView> {
    let mut tools = Vec::new();
    for tool in catalogue::list_tools_of_process(&app.database, process.id).await? {
        tools.push(tool_name(&app.database, cx, tool).await?);
    }
    Ok(ProcessView { process: Some(process.into()), tools, form })
}

/// One, to see and change.
pub async fn show(
    State(app): State<App>,
    cx: PageContext,
    _: OperatorLogin,
    Path(id): Path<ProcessId>,
) -> Result<Page<ProcessView>> {
    let process = catalogue::find_process(&app.database, id).await?.ok_or_else(Error::not_found)?;
    let bases = process.bases.iter().map(|basis| ("bases", basis.name().to_owned()));
    let texts = [("name", process.name.to_string()), ("entry", process.entry.to_string())];
    let form = FormState::filled(texts.into_iter().chain(bases));
    let view = view(&app, &cx, &process, form).await?;
    Ok(cx.page(view))
}

/// Changes it, with effect at once.
pub async fn change(
    State(app): State<App>,
    cx: PageContext,
    me: OperatorLogin,
    Path(id): Path<ProcessId>,
    Posted(mut form): Posted,
) -> Result<Response> {
    let process = catalogue::find_process(&app.database, id).await?.ok_or_else(Error::not_found)?;
    if let Some(to) = read(&mut form) {
        let tx = app.database.begin().await?;
        match catalogue::change_process(&tx, &me.actor, id, to).await {
            Ok(_) => {
                tx.commit().await?;
                return Ok(cx.redirect(LIST).flash("flash-saved").into_response());
            }
            Err(error) => form.take(error)?,
        }
    }
    let view = view(&app, &cx, &process, form).await?;
    Ok(cx.page(view).status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

/// Of which process a tool is a step.
#[derive(Debug, Serialize)]
pub struct StepOf {
    /// Its name, where it is one of any.
    pub name: Option<String>,
    /// Every process, to choose among.
    pub choices: Vec<(ProcessId, String)>,
    /// The form, filled in with the present one.
    pub form: FormState,
}

/// Which process a tool is a step of, and what else it could be; `None` for one that is standalone, in what the public sees and in what is on its way.
pub async fn step_of<'a>(
    db: &impl Read,
    tool: ToolId,
    mut contents: impl Iterator<Item = &'a Content>,
) -> Result<Option<StepOf>> {
    if !contents.any(|content| content.independence == Independence::Integrated) {
        return Ok(None);
    }
    let process = catalogue::find_process_of(db, tool).await?;
    let choices = catalogue::list_processes(db).await?;
    Ok(Some(StepOf {
        name: process.as_ref().map(|process| process.name.to_string()),
        choices: choices.into_iter().map(|process| (process.id, process.name.to_string())).collect(),
        form: FormState::filled(process.map(|process| ("process", process.id.to_string()))),
    }))
}

/// Makes a tool a step of a process, or of none; asked from the tool's page.
pub async fn assign(
    State(app): State<App>,
    cx: PageContext,
    me: OperatorLogin,
    Path(tool): Path<ToolId>,
    Posted(mut form): Posted,
) -> Result<Response> {
    catalogue::find_tool(&app.database, tool).await?.ok_or_else(Error::not_found)?;
    let process = form.parse_optional::<ProcessId>("process", "form-bad-choice");
    if !form.is_valid() {
        return Err(Error::status(StatusCode::UNPROCESSABLE_ENTITY));
    }
    let tx = app.database.begin().await?;
    catalogue::assign_process(&tx, &me.actor, tool, process).await?;
    tx.commit().await?;
    Ok(cx.redirect(&format!("/forvaltning/verktoy/{tool}")).flash("flash-saved").into_response())
}
