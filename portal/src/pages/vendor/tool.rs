//! `/leverandor/verktoy/{tool}`: where it stands, what is missing, what was decided.

use axum::extract::{Path, State};
use catalogue::{Revision, RevisionState, StateKind};
use kernel::ToolId;
use serde::Serialize;

use super::{
    edit::Section,
    home::next,
    own::{self, Own},
};
use crate::{
    pages::{
        dossier::{self, Event, Group, Reason, StateBadge},
        files::Files,
        named::Id,
    },
    web::{App, Page, PageContext, Result, VendorLogin, View},
};

/// A section of the draft with what is missing in it.
#[derive(Debug, Serialize)]
pub struct SectionRow {
    /// Its part of the address; key of its text is `vendor-section-` and this.
    pub slug: &'static str,
    /// Whether the tool can do without it.
    pub optional: bool,
    /// What is missing: key of the field's label, and the field.
    pub gaps: Vec<(&'static str, &'static str)>,
}

/// `GET /leverandor/verktoy/{tool}`.
#[derive(Debug, Serialize)]
pub struct ToolView {
    /// The tool.
    pub tool: ToolId,
    /// Its address in the catalogue, where the public sees it.
    pub slug: Option<String>,
    /// Its name.
    pub name: String,
    /// Where the newest revision stands.
    pub state: StateBadge,
    /// Which revision it is.
    pub number: i32,
    /// What is to be done next; key of its text is `vendor-next-` and this.
    pub next: &'static str,
    /// How many things are missing.
    pub missing: usize,
    /// Whether it can be changed now.
    pub editable: bool,
    /// Whether it is a draft that can be deleted.
    pub deletable: bool,
    /// Whether a new revision can be begun.
    pub revisable: bool,
    /// Whether the public sees it and it is not gone for good.
    pub listed: bool,
    /// Whether an earlier revision is public while this one is on its way.
    pub also_published: bool,
    /// Whether it can be withdrawn for good.
    pub withdrawable: bool,
    /// Reasons for which it is down.
    pub suspensions: Vec<Reason>,
    /// Whether it is down on the vendor's own wish.
    pub own_wish: bool,
    /// What the vendor was asked to change, or why it was turned down.
    pub wanted: Option<String>,
    /// Rules that already say no.
    pub foreseeable: Vec<&'static str>,
    /// The sections of the draft.
    pub sections: Vec<SectionRow>,
    /// Where the revision has been.
    pub timeline: Vec<Event>,
    /// What was decided about the tool.
    pub decisions: Vec<Event>,
}

impl View for ToolView {
    const TEMPLATE: &'static str = "vendor/tool.html";
}

/// `GET /leverandor/verktoy/{tool}/innhold`.
#[derive(Debug, Serialize)]
pub struct ContentView {
    /// The tool.
    pub tool: ToolId,
    /// Its name.
    pub name: String,
    /// What the newest revision says.
    pub groups: Vec<Group>,
    /// The pictures and documents that it shows.
    pub files: Files,
}

impl View for ContentView {
    const TEMPLATE: &'static str = "vendor/content.html";
}

pub(super) async fn show(
    State(app): State<App>,
    cx: PageContext,
    me: VendorLogin,
    Path(tool): Path<String>,
) -> Result<Page<ToolView>> {
    let own = own::load(&app, &me.actor, Id::parse(&tool)?).await?;
    let newest = own.newest()?;
    let mut view = view(&cx, &own, newest);
    view.timeline = dossier::timeline(&cx, newest).await?;
    view.decisions = dossier::decisions(&cx, own.tool.id).await?;
    Ok(cx.page(view))
}

pub(super) async fn content(
    State(app): State<App>,
    cx: PageContext,
    me: VendorLogin,
    Path(tool): Path<String>,
) -> Result<Page<ContentView>> {
    let own = own::load(&app, &me.actor, Id::parse(&tool)?).await?;
    let content = &own.newest()?.content;
    let view = ContentView {
        tool: own.tool.id,
        name: content.name(cx.locale()).to_owned(),
        groups: dossier::groups(&cx, content),
        files: Files::of(cx.locale(), content),
    };
    Ok(cx.page(view))
}

fn view(cx: &PageContext, own: &Own, newest: &Revision) -> ToolView {
    let state = newest.state.kind();
    let sections = if state.is_editable() { sections(newest) } else { Vec::new() };
    let missing = sections.iter().map(|section| section.gaps.len()).sum();
    let is_own_wish = |one: &catalogue::Suspension| {
        one.reason == catalogue::SuspensionReason::VendorWish && one.cause.is_empty()
    };
    ToolView {
        tool: own.tool.id,
        slug: own.listed.as_ref().map(|_| own.tool.slug.to_string()),
        name: newest.content.name(cx.locale()).to_owned(),
        state: state.into(),
        number: newest.number,
        next: next(state, missing),
        missing,
        editable: state.is_editable(),
        deletable: state == StateKind::Draft,
        revisable: own.open.is_none() && state == StateKind::Published,
        listed: own.is_listed(),
        also_published: own.open.is_some() && own.is_listed(),
        withdrawable: state != StateKind::Draft && state != StateKind::Withdrawn || own.is_listed(),
        suspensions: dossier::reasons(cx, &own.suspensions),
        own_wish: own.suspensions.iter().any(is_own_wish),
        wanted: match &newest.state {
            RevisionState::ChangesRequested { wanted, .. } => Some(wanted.to_string()),
            RevisionState::Rejected { grounds, .. } => Some(grounds.to_string()),
            _ => None,
        },
        foreseeable: own.foreseeable.clone(),
        sections,
        timeline: Vec::new(),
        decisions: Vec::new(),
    }
}

/// The sections with what is missing in each; rules about how the whole is started stand at the start.
fn sections(revision: &Revision) -> Vec<SectionRow> {
    let gaps = revision.content.gaps();
    let row = |section: Section| {
        let mut missing: Vec<_> = gaps
            .iter()
            .map(|gap| (Section::of_field(gap.field.unwrap_or_default()), gap.text))
            .filter(|((place, ..), _)| *place == section)
            // What is missing is called by its label; what does not go together says so itself.
            .map(|((_, field, label), text)| (if text == "error-required" { label } else { text }, field))
            .collect();
        missing.dedup();
        SectionRow { slug: section.slug(), optional: section.is_optional(), gaps: missing }
    };
    Section::ALL.into_iter().map(row).collect()
}
