//! `/leverandor/verktoy/ny`: a name, and the draft begins.

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use catalogue::{Content, Prose, Register, Tool};
use database::Read;
use kernel::ToolId;
use serde::Serialize;

use crate::web::{App, Error, FormState, Page, PageContext, Posted, Result, VendorLogin, View};

/// Times that a lost race is run again.
const MOST_RACES: u32 = 3;

/// `GET /leverandor/verktoy/ny`.
#[derive(Debug, Serialize)]
pub struct RegisterView {
    /// The tool's id: the same form sent twice is one tool.
    pub id: ToolId,
    /// The tool that the same form led to before, under another name.
    pub sent: Option<ToolId>,
    /// What is filled in.
    pub form: FormState,
}

impl View for RegisterView {
    const TEMPLATE: &'static str = "vendor/register.html";
}

fn new_id(app: &App) -> ToolId {
    ToolId::new(app.database.now(), &*app.entropy)
}

pub(super) async fn show(State(app): State<App>, cx: PageContext, _: VendorLogin) -> Page<RegisterView> {
    cx.page(RegisterView { id: new_id(&app), sent: None, form: FormState::default() })
}

pub(super) async fn register(
    State(app): State<App>,
    cx: PageContext,
    me: VendorLogin,
    Posted(mut form): Posted,
) -> Result<Response> {
    let name = form.phrase::<120>("name", "form-missing").and_then(|name| Prose::new(&name).ok());
    let id = form.parse_hidden("id");
    if let (Some(name), Some(id)) = (name, id) {
        match begin(&app, &me, id, &name).await? {
            Ok(tool) => {
                let path = format!("/leverandor/verktoy/{}", tool.id);
                return Ok(cx.redirect(&path).flash("flash-tool-registered").into_response());
            }
            // What is typed is kept, under an id of its own.
            Err(catalogue::Error::SentOtherwise(sent)) => {
                let view = RegisterView { id: new_id(&app), sent: Some(sent), form };
                return Ok(cx.page(view).status(StatusCode::CONFLICT).into_response());
            }
            Err(error) => form.take(error)?,
        }
    }
    Ok(cx
        .page(RegisterView { id: id.unwrap_or_else(|| new_id(&app)), sent: None, form })
        .status(StatusCode::UNPROCESSABLE_ENTITY)
        .into_response())
}

/// Registers it. Whoever loses a race against the same form, or for the same part of addresses, asks again.
async fn begin(
    app: &App,
    me: &VendorLogin,
    id: ToolId,
    name: &Prose<120>,
) -> Result<catalogue::Result<Tool>, Error> {
    let mut races = 0..MOST_RACES;
    loop {
        let tx = app.database.begin().await?;
        let command = Register { content: Content::new(name.clone()), slug: None };
        let lost = match catalogue::register_as(&tx, &me.actor, id, command).await {
            Ok((tool, _)) => {
                tx.commit().await?;
                return Ok(Ok(tool));
            }
            Err(lost) => lost,
        };
        tx.roll_back().await?;
        let raced = matches!(
            lost,
            catalogue::Error::Taken("slug") | catalogue::Error::Database(database::Error::Constraint(_))
        );
        if !raced || races.next().is_none() {
            return Ok(Err(lost));
        }
    }
}
