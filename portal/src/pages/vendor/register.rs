//! `/leverandor/verktoy/ny`: a name, and the draft begins.

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use catalogue::{Content, Prose, Register};
use database::Read;
use kernel::ToolId;
use serde::Serialize;

use crate::web::{App, FormState, Page, PageContext, Posted, Result, VendorLogin, View};

/// `GET /leverandor/verktoy/ny`.
#[derive(Debug, Serialize)]
pub struct RegisterView {
    /// The tool's id: the same form sent twice is one tool.
    pub id: ToolId,
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
    cx.page(RegisterView { id: new_id(&app), form: FormState::default() })
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
        let tx = app.database.begin().await?;
        let command = Register { content: Content::new(name), slug: None };
        match catalogue::register_as(&tx, &me.actor, id, command).await {
            Ok((tool, _)) => {
                tx.commit().await?;
                let path = format!("/leverandor/verktoy/{}", tool.id);
                return Ok(cx.redirect(&path).flash("flash-tool-registered").into_response());
            }
            Err(error) => form.take(error)?,
        }
    }
    Ok(cx
        .page(RegisterView { id: id.unwrap_or_else(|| new_id(&app)), form })
        .status(StatusCode::UNPROCESSABLE_ENTITY)
        .into_response())
}
