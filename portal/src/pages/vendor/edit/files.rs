//! `/leverandor/verktoy/{tool}/rediger/bilder`: pictures and documents, what is said of them and in which order they stand.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use catalogue::{Content, FileHash, MOST_DOCUMENTS, MOST_SCREENSHOTS, Pdf, Picture, Revision};
use kernel::{ToolId, VendorUser};
use serde::Serialize;
use tokio::sync::Semaphore;

use super::{
    Section,
    fields::{Pairs, pair, pairs_per_locale, per_locale},
    next,
};
use crate::{
    pages::{
        files::{DocumentLine, Files, ScreenshotLine},
        named::Id,
        vendor::{
            confirm::ConfirmView,
            own::{self, Own},
        },
    },
    web::{App, Error, FormState, PageContext, Posted, Result, Uploaded, UploadedFile, VendorLogin, View},
};

/// A file of the draft, with the fields that are about it.
#[derive(Debug, Serialize)]
pub struct FileRow<T> {
    /// The file, part of its fields' names.
    pub file: FileHash,
    /// How it is shown.
    pub shown: T,
}

/// The files of a draft.
#[derive(Debug, Serialize)]
pub struct FilesView {
    /// The tool.
    pub tool: ToolId,
    /// Its name so far.
    pub name: String,
    /// Which section it is of how many.
    pub step: usize,
    /// How many there are.
    pub steps: usize,
    /// The version that the form was made from.
    pub version: i32,
    /// The pictures.
    pub screenshots: Vec<FileRow<ScreenshotLine>>,
    /// How many more there may be.
    pub more_screenshots: usize,
    /// The documents.
    pub documents: Vec<FileRow<DocumentLine>>,
    /// How many more there may be.
    pub more_documents: usize,
    /// What is filled in.
    pub form: FormState,
}

impl View for FilesView {
    const TEMPLATE: &'static str = "vendor/files.html";
}

/// Whose turn it is: a picture takes much memory while it is read, so that one form is read at a time.
static READING: Semaphore = Semaphore::const_new(1);

/// A file that was sent and can be kept.
enum Sent {
    Screenshot(Picture),
    Document(Pdf),
}

pub(super) fn fill(content: &Content) -> Pairs {
    let mut pairs = Pairs::new();
    for one in &content.screenshots {
        pairs.extend(pairs_per_locale(&format!("alt.{}", one.file), &one.alt));
    }
    for one in &content.documents {
        pairs.extend(pairs_per_locale(&format!("title.{}", one.file), &one.title));
    }
    pairs
}

/// Texts of the files that the form knows, and the order.
pub(super) fn apply(form: &mut FormState, content: &mut Content) {
    for one in &mut content.screenshots {
        let field = format!("alt.{}", one.file);
        if form.checked(&format!("{field}.nb")) {
            one.alt = per_locale(form, &field);
        }
    }
    for one in &mut content.documents {
        let field = format!("title.{}", one.file);
        if form.checked(&format!("{field}.nb")) {
            one.title = per_locale(form, &field);
        }
    }
    if let Some((by, file)) = asked_of(form, &["opp", "ned"]) {
        moved(&mut content.screenshots, |one| one.file == file, by == "opp");
        moved(&mut content.documents, |one| one.file == file, by == "opp");
    }
}

/// The button that was pressed at a file, if it is one of these.
fn asked_of(form: &FormState, verbs: &[&'static str]) -> Option<(&'static str, FileHash)> {
    let (verb, file) = form.text("then").split_once('.')?;
    let verb = verbs.iter().copied().find(|known| *known == verb)?;
    Some((verb, file.parse().ok()?))
}

fn moved<T>(list: &mut [T], is_it: impl Fn(&T) -> bool, up: bool) {
    let Some(at) = list.iter().position(is_it) else { return };
    let other = if up { at.checked_sub(1) } else { Some(at + 1) };
    if let Some(other) = other.filter(|other| *other < list.len()) {
        list.swap(at, other);
    }
}

pub async fn show(
    State(app): State<App>,
    cx: PageContext,
    me: VendorLogin,
    Path(tool): Path<String>,
) -> Result<Response> {
    let own = own::load(&app, &me.actor, Id::parse(&tool)?).await?;
    let Some(draft) = own.draft() else {
        return Ok(cx.redirect(&own.path("")).into_response());
    };
    let form = FormState::filled(fill(&draft.content).into_iter().chain([pair("version", draft.version)]));
    let view = view(&cx, &own, draft, form);
    Ok(cx.page(view).into_response())
}

pub async fn save(
    State(app): State<App>,
    cx: PageContext,
    me: VendorLogin,
    Path(tool): Path<String>,
    Uploaded { mut form, files }: Uploaded,
) -> Result<Response> {
    let mut own = own::load(&app, &me.actor, Id::parse(&tool)?).await?;
    let draft = own.open_revision()?;
    let expected = form.parse_hidden("version");
    let mut content = draft.content.clone();
    apply(&mut form, &mut content);
    if let Some(expected) = expected.filter(|_| form.is_valid()) {
        // What cannot be read is told of; what was sent beside it is kept all the same.
        let sent = receive(&mut form, files).await?;
        let next = next_page(&own, &form, !sent.is_empty());
        match keep(&app, &me.actor, (draft, expected), content, sent).await {
            Ok(()) if form.is_valid() => {
                return Ok(cx.redirect(&next).flash("flash-draft-saved").into_response());
            }
            Ok(()) => own = own::load(&app, &me.actor, own.tool.id).await?,
            Err(error) => form.take(error)?,
        }
    }
    let view = view(&cx, &own, own.open_revision()?, form);
    Ok(cx.page(view).status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

/// Where one goes on: to what was added, to say what it is; to what was moved; to the question before it is removed.
fn next_page(own: &Own, form: &FormState, added: bool) -> String {
    let here = own.path(&format!("/rediger/{}", Section::Files.slug()));
    if added || form.text("then") == "add" {
        return here;
    }
    match asked_of(form, &["opp", "ned", "fjern"]) {
        Some(("fjern", file)) => format!("{here}/{file}/fjern"),
        Some((_, file)) => format!("{here}#fil-{file}"),
        None => next(own, Section::Files, form.text("then")),
    }
}

/// Reads the files that were sent, one after another on a thread of their own; what is wrong is noted.
async fn receive(form: &mut FormState, files: Vec<UploadedFile>) -> Result<Vec<Sent>> {
    if files.is_empty() {
        return Ok(Vec::new());
    }
    let turn = READING.acquire().await.map_err(Error::internal)?;
    let read = move || -> Vec<catalogue::Result<Sent>> {
        let one = |file: UploadedFile| match file.field.as_str() {
            "documents" => Pdf::read(file.content).map(Sent::Document),
            _ => Picture::read(&file.content).map(Sent::Screenshot),
        };
        files.into_iter().map(one).collect()
    };
    let mut sent = Vec::new();
    for one in tokio::task::spawn_blocking(move || (read(), turn).0).await.map_err(Error::internal)? {
        match one {
            Ok(file) => sent.push(file),
            Err(error) => form.take(error)?,
        }
    }
    Ok(sent)
}

async fn keep(
    app: &App,
    user: &VendorUser,
    (draft, expected): (&Revision, i32),
    mut content: Content,
    sent: Vec<Sent>,
) -> catalogue::Result<()> {
    if sent.is_empty() && content == draft.content {
        // Nothing changed, or the same form came twice: it is saved all the same.
        return Ok(());
    }
    let tx = app.database.begin().await?;
    for file in sent {
        match file {
            Sent::Screenshot(picture) => {
                content.screenshots.push(catalogue::keep_picture(&tx, user, picture).await?);
            }
            Sent::Document(pdf) => content.documents.push(catalogue::keep_document(&tx, user, pdf).await?),
        }
    }
    catalogue::save_draft(&tx, user, draft.id, expected, content).await?;
    Ok(tx.commit().await?)
}

fn view(cx: &PageContext, own: &Own, draft: &Revision, form: FormState) -> FilesView {
    let (content, shown) = (&draft.content, Files::of(cx.locale(), &draft.content));
    let pictures = content.screenshots.iter().map(|one| one.file).zip(shown.screenshots);
    let documents = content.documents.iter().map(|one| one.file).zip(shown.documents);
    FilesView {
        tool: own.tool.id,
        name: content.name(cx.locale()).to_owned(),
        step: Section::Files.step(),
        steps: Section::ALL.len(),
        version: draft.version,
        more_screenshots: MOST_SCREENSHOTS.saturating_sub(content.screenshots.len()),
        more_documents: MOST_DOCUMENTS.saturating_sub(content.documents.len()),
        screenshots: pictures.map(|(file, shown)| FileRow { file, shown }).collect(),
        documents: documents.map(|(file, shown)| FileRow { file, shown }).collect(),
        form,
    }
}

/// The draft and what is called so in it, if it has that file.
fn named(cx: &PageContext, own: &Own, file: &str) -> Result<(FileHash, String)> {
    let file: FileHash = file.parse().map_err(|_| Error::not_found())?;
    let content = &own.draft().ok_or_else(Error::not_found)?.content;
    let picture = content.screenshots.iter().position(|one| one.file == file);
    let document = content.documents.iter().find(|one| one.file == file);
    let text = match (picture, document) {
        (Some(at), _) => content.screenshots[at].alt.text(cx.locale()).map(|(_, text)| text.to_owned()),
        (None, Some(one)) => one.title.text(cx.locale()).map(|(_, text)| text.to_owned()),
        (None, None) => return Err(Error::not_found()),
    };
    Ok((file, text.unwrap_or_else(|| cx.text("vendor-file-unnamed"))))
}

fn question(cx: &PageContext, own: &Own, name: String) -> ConfirmView {
    let view = ConfirmView::about(cx, own, "file").danger();
    ConfirmView { name, back: own.path(&format!("/rediger/{}", Section::Files.slug())), ..view }
}

pub async fn ask_remove(
    State(app): State<App>,
    cx: PageContext,
    me: VendorLogin,
    Path((tool, file)): Path<(String, String)>,
) -> Result<Response> {
    let own = own::load(&app, &me.actor, Id::parse(&tool)?).await?;
    let (_, name) = named(&cx, &own, &file)?;
    let view = question(&cx, &own, name);
    Ok(cx.page(view).into_response())
}

pub async fn remove(
    State(app): State<App>,
    cx: PageContext,
    me: VendorLogin,
    Path((tool, file)): Path<(String, String)>,
    Posted(mut form): Posted,
) -> Result<Response> {
    let own = own::load(&app, &me.actor, Id::parse(&tool)?).await?;
    let (file, name) = named(&cx, &own, &file)?;
    let draft = own.open_revision()?;
    if let Some(expected) = form.parse_hidden("version") {
        let mut content = draft.content.clone();
        content.screenshots.retain(|one| one.file != file);
        content.documents.retain(|one| one.file != file);
        match keep(&app, &me.actor, (draft, expected), content, Vec::new()).await {
            Ok(()) => {
                let here = own.path(&format!("/rediger/{}", Section::Files.slug()));
                return Ok(cx.redirect(&here).flash("flash-file-removed").into_response());
            }
            Err(error) => form.take(error)?,
        }
    }
    Ok(question(&cx, &own, name).again(cx, form))
}
