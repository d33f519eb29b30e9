//! `/forskriver/lister`: what an organisation's clinicians recommend to each other.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use catalogue::{Keeper, ListName, Listing, ToolList};
use kernel::ToolListId;
use serde::Serialize;

use super::cards;
use crate::{
    pages::public::{card::ToolCard, tool},
    web::{App, ClinicianLogin, Error, FormState, Page, PageContext, Posted, Result, View},
};

/// The page of all lists; path without language.
const LISTS: &str = "/forskriver/lister";

/// A list among others.
#[derive(Debug, Clone, Serialize)]
pub struct ListLine {
    /// Its id in addresses.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How many tools are on it.
    pub tools: u64,
}

/// `GET /forskriver/lister`.
#[derive(Debug, Serialize)]
pub struct ListsView {
    /// How many favourites I have.
    pub favourites: usize,
    /// The organisation's lists by name.
    pub lists: Vec<ListLine>,
    /// The form of a new one.
    pub form: FormState,
}

impl View for ListsView {
    const TEMPLATE: &'static str = "at-hand/lists.html";
}

/// `GET /forskriver/lister/{list}`.
#[derive(Debug, Serialize)]
pub struct ListView {
    /// The list.
    pub list: ListLine,
    /// Its tools, in the order in which they were put on it.
    pub tools: Vec<ToolCard>,
    /// The form that renames it.
    pub form: FormState,
}

impl View for ListView {
    const TEMPLATE: &'static str = "at-hand/list.html";
}

/// `GET …/slett`.
#[derive(Debug, Serialize)]
pub struct DeleteListView {
    /// The list.
    pub list: ListLine,
}

impl View for DeleteListView {
    const TEMPLATE: &'static str = "at-hand/delete-list.html";
}

fn line(list: &ToolList, tools: u64) -> ListLine {
    ListLine { id: list.id.to_string(), name: list.name.to_string(), tools }
}

async fn lists(app: &App, me: &ClinicianLogin, form: FormState) -> Result<ListsView> {
    let favourites = catalogue::list_favourites(&app.database, &Keeper::clinician(&me.actor)).await?.len();
    let found = catalogue::list_tool_lists(&app.database, &me.actor).await?;
    let lists = found.iter().map(|(list, tools)| line(list, *tools)).collect();
    Ok(ListsView { favourites, lists, form })
}

/// All of them.
pub async fn all(State(app): State<App>, cx: PageContext, me: ClinicianLogin) -> Result<Page<ListsView>> {
    let view = lists(&app, &me, FormState::default()).await?;
    Ok(cx.page(view))
}

/// Makes a new one.
pub async fn add(
    State(app): State<App>,
    cx: PageContext,
    me: ClinicianLogin,
    Posted(mut form): Posted,
) -> Result<Response> {
    if let Some(name) = form.phrase::<80>("name", "error-list-name") {
        let tx = app.database.begin().await?;
        match catalogue::add_tool_list(&tx, &me.actor, name).await {
            Ok(list) => {
                tx.commit().await?;
                return Ok(cx
                    .redirect(&format!("{LISTS}/{}", list.id))
                    .flash("flash-list-added")
                    .into_response());
            }
            Err(error) => form.take(error)?,
        }
    }
    let view = lists(&app, &me, form).await?;
    Ok(cx.page(view).status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

/// A list of the clinician's own organisation; what is no id, or another's, is not there.
async fn find(app: &App, me: &ClinicianLogin, id: &str) -> Result<ToolList> {
    let id: ToolListId = id.parse().map_err(|_| Error::not_found())?;
    catalogue::find_tool_list(&app.database, &me.actor, id).await?.ok_or_else(Error::not_found)
}

async fn view(app: &App, cx: &PageContext, list: &ToolList, form: FormState) -> Result<ListView> {
    let tools = catalogue::list_tools_on(&app.database, list).await?;
    let tools = cards(cx, &tools).await?;
    Ok(ListView { list: line(list, tools.len() as u64), tools, form })
}

/// One of them.
pub async fn show(
    State(app): State<App>,
    cx: PageContext,
    me: ClinicianLogin,
    Path(id): Path<String>,
) -> Result<Page<ListView>> {
    let list = find(&app, &me, &id).await?;
    let form = FormState::filled([("name", list.name.to_string())]);
    let view = view(&app, &cx, &list, form).await?;
    Ok(cx.page(view))
}

/// Gives it another name.
pub async fn rename(
    State(app): State<App>,
    cx: PageContext,
    me: ClinicianLogin,
    Path(id): Path<String>,
    Posted(mut form): Posted,
) -> Result<Response> {
    let list = find(&app, &me, &id).await?;
    if let Some(name) = form.phrase::<80>("name", "error-list-name") {
        let tx = app.database.begin().await?;
        match catalogue::rename_tool_list(&tx, &me.actor, list.id, name).await {
            Ok(_) => {
                tx.commit().await?;
                return Ok(cx.redirect(&format!("{LISTS}/{}", list.id)).flash("flash-saved").into_response());
            }
            Err(error) => form.take(error)?,
        }
    }
    let view = view(&app, &cx, &list, form).await?;
    Ok(cx.page(view).status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

/// Asks before it is deleted: colleagues may use it.
pub async fn ask_delete(
    State(app): State<App>,
    cx: PageContext,
    me: ClinicianLogin,
    Path(id): Path<String>,
) -> Result<Page<DeleteListView>> {
    let list = find(&app, &me, &id).await?;
    let tools = catalogue::list_tools_on(&app.database, &list).await?.len() as u64;
    Ok(cx.page(DeleteListView { list: line(&list, tools) }))
}

/// Deletes it.
pub async fn delete(
    State(app): State<App>,
    cx: PageContext,
    me: ClinicianLogin,
    Path(id): Path<String>,
    Posted(_): Posted,
) -> Result<Response> {
    let list = find(&app, &me, &id).await?;
    let tx = app.database.begin().await?;
    catalogue::delete_tool_list(&tx, &me.actor, list.id).await?;
    tx.commit().await?;
    Ok(cx.redirect(LISTS).flash("flash-list-deleted").into_response())
}

/// Puts a tool on a list: what undoes taking it off.
pub async fn put(
    State(app): State<App>,
    cx: PageContext,
    me: ClinicianLogin,
    Path((id, slug)): Path<(String, String)>,
    Posted(_): Posted,
) -> Result<Response> {
    let list = find(&app, &me, &id).await?;
    let listing = tool::find(&app, &slug).await?;
    let tx = app.database.begin().await?;
    catalogue::add_to_tool_list(&tx, &me.actor, list.id, listing.id()).await?;
    tx.commit().await?;
    Ok(back(cx, &list, &listing, "flash-list-put", "/fjern"))
}

/// Takes a tool off a list.
pub async fn take(
    State(app): State<App>,
    cx: PageContext,
    me: ClinicianLogin,
    Path((id, slug)): Path<(String, String)>,
    Posted(_): Posted,
) -> Result<Response> {
    let list = find(&app, &me, &id).await?;
    let listing = tool::find(&app, &slug).await?;
    let tx = app.database.begin().await?;
    catalogue::remove_from_tool_list(&tx, &me.actor, list.id, listing.id()).await?;
    tx.commit().await?;
    Ok(back(cx, &list, &listing, "flash-list-taken", ""))
}

/// To the list, where it can be undone.
fn back(cx: PageContext, list: &ToolList, listing: &Listing, said: &str, undo: &str) -> Response {
    let path = format!("{LISTS}/{}", list.id);
    let undo = format!("{path}/verktoy/{}{undo}", listing.tool.slug);
    cx.redirect(&path).flash(said).undo(&undo).into_response()
}

/// What is chosen on a tool's page: a list that is there, or a new one of this name.
enum Choice {
    There(ToolListId),
    New(ListName),
}

fn choice(form: &mut FormState) -> Option<Choice> {
    let chosen = form.parse_optional::<ToolListId>("list", "form-bad-choice");
    let named: Option<ListName> = form.optional_phrase("name");
    match (chosen, named) {
        _ if !form.is_valid() => return None,
        (Some(id), None) => return Some(Choice::There(id)),
        (None, Some(name)) => return Some(Choice::New(name)),
        (Some(_), Some(_)) => form.error("name", "error-list-both"),
        (None, None) => form.error("name", "error-list-choice"),
    }
    None
}

/// Puts a tool on the list that is chosen on its page.
pub async fn put_by_choice(
    State(app): State<App>,
    cx: PageContext,
    me: ClinicianLogin,
    Path(slug): Path<String>,
    Posted(mut form): Posted,
) -> Result<Response> {
    let listing = tool::find(&app, &slug).await?;
    if let Some(choice) = choice(&mut form) {
        match put_on(&app, &me, &listing, choice).await {
            Ok(id) => {
                let slug = &listing.tool.slug;
                let undo = format!("{LISTS}/{id}/verktoy/{slug}/fjern");
                let shown = cx.redirect(&format!("/verktoy/{slug}"));
                return Ok(shown.flash("flash-list-put").undo(&undo).into_response());
            }
            Err(error) => form.take(error)?,
        }
    }
    let mut view = tool::seen(&cx, &listing).await?;
    if let Some(at_hand) = &mut view.at_hand {
        at_hand.form = form;
    }
    Ok(cx.page(view).status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

/// The page where the form stands: for whoever changes the language of one that failed.
pub async fn back_to_tool(cx: PageContext, _: ClinicianLogin, Path(slug): Path<String>) -> Response {
    cx.redirect(&format!("/verktoy/{slug}")).into_response()
}

async fn put_on(
    app: &App,
    me: &ClinicianLogin,
    listing: &Listing,
    choice: Choice,
) -> catalogue::Result<ToolListId> {
    let tx = app.database.begin().await?;
    let id = match choice {
        Choice::There(id) => id,
        Choice::New(name) => catalogue::add_tool_list(&tx, &me.actor, name).await?.id,
    };
    catalogue::add_to_tool_list(&tx, &me.actor, id, listing.id()).await?;
    tx.commit().await?;
    Ok(id)
}
