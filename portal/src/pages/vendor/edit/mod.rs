//! `/leverandor/verktoy/{tool}/rediger/{section}`: one part of the draft at a time, saved with whatever gaps it has.

mod about;
mod access;
mod acting;
mod device;
mod fields;
pub(super) mod files;
mod section;
mod start;
mod texts;
mod versions;

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use catalogue::{Content, Revision};
use kernel::ToolId;
use serde::Serialize;

pub use section::Section;

use super::own::{self, Own};
use crate::{
    discovery::{Term, Vocabulary},
    pages::named::Id,
    web::{App, FormState, PageContext, Posted, Result, VendorLogin, View},
};
use fields::{Pairs, pair, rows};

/// A section of a draft.
#[derive(Debug, Serialize)]
pub struct EditView {
    /// The tool.
    pub tool: ToolId,
    /// Its name so far.
    pub name: String,
    /// Which section.
    pub section: &'static str,
    /// The language of its texts, where it is about one.
    pub language: Option<&'static str>,
    /// Which one it is of how many.
    pub step: usize,
    /// How many there are.
    pub steps: usize,
    /// The version that the form was made from.
    pub version: i32,
    /// Rules that already say no, for good.
    pub foreseeable: Vec<&'static str>,
    /// Topics to choose from: key and title.
    pub topics: Vec<(String, String)>,
    /// Audiences to choose from.
    pub audiences: Vec<(String, String)>,
    /// Codes of professions to choose from.
    pub professions: Vec<&'static str>,
    /// Rows to fill in, some of them empty.
    pub rows: usize,
    /// What is filled in.
    pub form: FormState,
}

impl View for EditView {
    const TEMPLATE: &'static str = "vendor/edit.html";
}

fn fill(content: &Content, section: Section) -> Pairs {
    match section {
        Section::About => about::fill(content),
        Section::Access => access::fill(content),
        Section::Text(locale) => texts::fill(content, locale),
        Section::Start => start::fill(content),
        Section::Representation => acting::fill_representation(content),
        Section::Permission => acting::fill_permission(content),
        Section::Device => device::fill(content),
        Section::Versions => versions::fill(content),
        Section::Files => files::fill(content),
    }
}

fn apply(form: &mut FormState, content: &mut Content, section: Section, vocabulary: &Vocabulary) {
    match section {
        Section::About => about::apply(form, content, vocabulary),
        Section::Access => access::apply(form, content),
        Section::Text(locale) => texts::apply(form, content, locale),
        Section::Start => start::apply(form, content),
        Section::Representation => acting::apply_representation(form, content),
        Section::Permission => acting::apply_permission(form, content),
        Section::Device => device::apply(form, content),
        Section::Versions => versions::apply(form, content),
        Section::Files => files::apply(form, content),
    }
    if form.is_valid() {
        for wrong in content.check() {
            let (_, field, _) = Section::of_field(wrong.field.unwrap_or_default());
            form.refuse(wrong.field(field));
        }
    }
}

pub(super) async fn show(
    State(app): State<App>,
    cx: PageContext,
    me: VendorLogin,
    Path((tool, section)): Path<(String, String)>,
) -> Result<Response> {
    let own = own::load(&app, &me.actor, Id::parse(&tool)?).await?;
    let section = Section::from_slug(&section).ok_or_else(crate::web::Error::not_found)?;
    let Some(draft) = own.draft() else {
        return Ok(cx.redirect(&own.path("")).into_response());
    };
    let form =
        FormState::filled(fill(&draft.content, section).into_iter().chain([pair("version", draft.version)]));
    let view = view(&cx, &own, draft, section, form);
    Ok(cx.page(view).into_response())
}

pub(super) async fn save(
    State(app): State<App>,
    cx: PageContext,
    me: VendorLogin,
    Path((tool, section)): Path<(String, String)>,
    Posted(mut form): Posted,
) -> Result<Response> {
    let own = own::load(&app, &me.actor, Id::parse(&tool)?).await?;
    let section = Section::from_slug(&section).ok_or_else(crate::web::Error::not_found)?;
    let draft = own.open_revision()?;
    let expected = form.parse_hidden("version");
    let mut content = draft.content.clone();
    apply(&mut form, &mut content, section, &app.vocabulary);
    let next = next(&own, section, form.text("then"));
    if form.is_valid() && content == draft.content {
        // Nothing changed, or the same form came twice: it is saved all the same.
        return Ok(cx.redirect(&next).flash("flash-draft-saved").into_response());
    }
    if let Some(expected) = expected.filter(|_| form.is_valid()) {
        let tx = app.database.begin().await?;
        match catalogue::save_draft(&tx, &me.actor, draft.id, expected, content).await {
            Ok(_) => {
                tx.commit().await?;
                return Ok(cx.redirect(&next).flash("flash-draft-saved").into_response());
            }
            Err(error) => form.take(error)?,
        }
    }
    let view = view(&cx, &own, draft, section, form);
    Ok(cx.page(view).status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

fn next(own: &Own, section: Section, then: &str) -> String {
    match (then, section.next()) {
        ("more", _) => own.path(&format!("/rediger/{}", section.slug())),
        ("next", Some(next)) => own.path(&format!("/rediger/{}", next.slug())),
        _ => own.path(""),
    }
}

fn view(cx: &PageContext, own: &Own, draft: &Revision, section: Section, form: FormState) -> EditView {
    let titles = |terms: &[Term]| {
        terms.iter().map(|term| (term.key.to_string(), term.title(cx.locale()).1.to_owned())).collect()
    };
    let filled = rows(&form, "tasks", "key").max(rows(&form, "versions", "version"));
    let stored = match section {
        Section::Start => draft.content.tasks.len(),
        Section::Versions => draft.content.versions.len(),
        _ => 0,
    };
    EditView {
        tool: own.tool.id,
        name: draft.content.name(cx.locale()).to_owned(),
        section: section.slug(),
        language: match section {
            Section::Text(locale) => Some(locale.tag()),
            _ => None,
        },
        step: section.step(),
        steps: Section::ALL.len(),
        version: draft.version,
        foreseeable: own.foreseeable.clone(),
        topics: titles(cx.app.vocabulary.topics()),
        audiences: titles(cx.app.vocabulary.audiences()),
        professions: kernel::Profession::ALL.into_iter().map(kernel::Profession::code).collect(),
        rows: filled.max(stored + 2).min(30),
        form,
    }
}
