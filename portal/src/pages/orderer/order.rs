//! `/bestiller/bestillinger/{order}`: the order, its assessment and the verdict as it stands.

use approval::{Dossier, Outcome, Requirement, Severity};
use axum::extract::{Path, State};
use catalogue::{RevisionState, StateKind};
use kernel::OrderId;
use serde::Serialize;

use super::work::{self, Work};
use crate::{
    pages::{
        dossier::{self, Event, Group, LaunchCheck, Reason, StateBadge, requirement_text},
        files::Files,
    },
    web::{App, OrdererLogin, Page, PageContext, Result, View},
};

/// A requirement with what became of it.
#[derive(Debug, Serialize)]
pub struct RequirementRow {
    /// Its id.
    pub id: &'static str,
    /// Its title.
    pub title: String,
    /// What became of it; key of its text is `orderer-outcome-` and this: `met`, `not-applicable`, `deviation`, `unmet`, `note`, or
    /// `unanswered`.
    pub outcome: &'static str,
    /// Tone of the badge.
    pub tone: &'static str,
    /// Icon of the badge.
    pub icon: &'static str,
    /// Whether it still lacks its grade on the quality label.
    pub ungraded: bool,
}

/// The verdict as it stands.
#[derive(Debug, Serialize)]
pub struct VerdictView {
    /// Whether nothing is unmet.
    pub publishable: bool,
    /// Requirements that are not met.
    pub unmet: Vec<&'static str>,
    /// Requirements with a documented deviation.
    pub deviations: Vec<&'static str>,
    /// Requirements that lack their grade.
    pub ungraded: Vec<&'static str>,
    /// How many are answered.
    pub answered: usize,
    /// How many somebody has to answer.
    pub total: usize,
    /// The next one without an answer.
    pub next: Option<&'static str>,
    /// By which version of the criteria.
    pub criteria: String,
}

/// `GET /bestiller/bestillinger/{order}`.
#[derive(Debug, Serialize)]
pub struct OrderView {
    /// The order.
    pub order: OrderId,
    /// Where the order stands.
    pub order_state: &'static str,
    /// The tool's name, else what was ordered.
    pub name: String,
    /// The vendor's name.
    pub vendor: String,
    /// What was said when it was ordered.
    pub note: Option<String>,
    /// Where the revision stands.
    pub state: Option<StateBadge>,
    /// The revision's version.
    pub version: i32,
    /// What is to be done next; key of its text is `orderer-next-` and this.
    pub next: &'static str,
    /// Its address in the catalogue, where the public sees it.
    pub slug: Option<String>,
    /// What the vendor was asked to change.
    pub wanted: Option<String>,
    /// The verdict, once a body has it.
    pub verdict: Option<VerdictView>,
    /// Requirements that are answered.
    pub answered: Vec<RequirementRow>,
    /// Requirements that follow from facts.
    pub derived: Vec<RequirementRow>,
    /// What the last launch check of the revision found.
    pub check: Option<LaunchCheck>,
    /// Reasons for which it is down.
    pub suspensions: Vec<Reason>,
    /// Whether the revision can be turned down.
    pub rejectable: bool,
    /// Whether the listing can be suspended.
    pub listed: bool,
    /// Where the revision has been.
    pub timeline: Vec<Event>,
    /// What was decided about the tool.
    pub decisions: Vec<Event>,
}

impl View for OrderView {
    const TEMPLATE: &'static str = "orderer/order.html";
}

/// `GET /bestiller/bestillinger/{order}/innhold`.
#[derive(Debug, Serialize)]
pub struct ContentView {
    /// The order.
    pub order: OrderId,
    /// The tool's name.
    pub name: String,
    /// What the revision says.
    pub groups: Vec<Group>,
    /// The pictures and documents that it shows.
    pub files: Files,
}

impl View for ContentView {
    const TEMPLATE: &'static str = "orderer/content.html";
}

pub(super) async fn show(
    State(app): State<App>,
    cx: PageContext,
    me: OrdererLogin,
    Path(order): Path<String>,
) -> Result<Page<OrderView>> {
    let work = work::load(&app, &me.actor, &order).await?;
    let mut view = view(&cx, &work);
    view.vendor = catalogue::get_organisation(&app.database, work.order.vendor).await?.name.to_string();
    if let Some(revision) = &work.revision {
        view.timeline = dossier::timeline(&cx, revision).await?;
        view.check = dossier::launch_check(&app.database, revision).await?;
    }
    if let Some(tool) = &work.tool {
        view.decisions = dossier::decisions(&cx, tool.id).await?;
        let suspensions = catalogue::list_suspensions(&app.database, tool.id).await?;
        view.suspensions = dossier::reasons(&cx, &suspensions);
    }
    Ok(cx.page(view))
}

pub(super) async fn content(
    State(app): State<App>,
    cx: PageContext,
    me: OrdererLogin,
    Path(order): Path<String>,
) -> Result<Page<ContentView>> {
    let work = work::load(&app, &me.actor, &order).await?;
    let revision = work.revision.as_ref().ok_or_else(crate::web::Error::not_found)?;
    let groups = dossier::groups(&cx, &revision.content);
    let files = Files::of(cx.locale(), &revision.content);
    let view = ContentView { order: work.order.id, name: work.name(&cx), groups, files };
    Ok(cx.page(view))
}

fn view(cx: &PageContext, work: &Work) -> OrderView {
    let state = work.state();
    let rows = |derived: bool| {
        let dossier = work.dossier.as_ref();
        dossier.map(|dossier| rows(cx, dossier, derived)).unwrap_or_default()
    };
    let verdict = work.dossier.as_ref().and_then(verdict);
    let published = state.is_some_and(|state| state == StateKind::Published);
    let listed = work.tool.as_ref().is_some_and(|tool| tool.listed.is_some());
    OrderView {
        order: work.order.id,
        order_state: work.order.state.name(),
        name: work.name(cx),
        vendor: String::new(),
        note: work.order.note.as_ref().map(ToString::to_string),
        state: state.map(StateBadge::from),
        version: work.revision.as_ref().map_or(0, |revision| revision.version),
        next: next(state, verdict.as_ref()),
        slug: work.tool.as_ref().filter(|tool| tool.listed.is_some()).map(|tool| tool.slug.to_string()),
        wanted: match work.revision.as_ref().map(|revision| &revision.state) {
            Some(RevisionState::ChangesRequested { wanted, .. }) => Some(wanted.to_string()),
            _ => None,
        },
        answered: rows(false),
        derived: rows(true),
        verdict,
        check: None,
        suspensions: Vec::new(),
        rejectable: work.dossier.is_some()
            && state.is_some_and(StateKind::is_open)
            && state != Some(StateKind::Rejected),
        listed: published || (listed && state != Some(StateKind::Withdrawn)),
        timeline: Vec::new(),
        decisions: Vec::new(),
    }
}

/// What is to be done next, by whom.
fn next(state: Option<StateKind>, verdict: Option<&VerdictView>) -> &'static str {
    let done = verdict.is_some_and(|verdict| verdict.next.is_none());
    let ready = verdict.is_some_and(|verdict| verdict.publishable && verdict.ungraded.is_empty());
    match state {
        None => "wait-vendor",
        Some(StateKind::Ordered) => "start",
        Some(StateKind::InAssessment) if ready => "wait-decision",
        Some(StateKind::InAssessment) if done => "mend",
        Some(StateKind::InAssessment) => "answer",
        Some(StateKind::ChangesRequested) => "wait-changes",
        Some(StateKind::Approved) => "wait-publish",
        Some(StateKind::Published | StateKind::Superseded) => "published",
        Some(StateKind::Submitted) => "wait-check",
        Some(StateKind::Withdrawn) => "withdrawn",
        Some(StateKind::Rejected | StateKind::Draft) => "rejected",
    }
}

/// Requirements that somebody has to answer: the others follow from facts.
pub(super) fn is_asked(requirement: Requirement) -> bool {
    !requirement.row().basis.is_derived()
}

fn verdict(dossier: &Dossier) -> Option<VerdictView> {
    let verdict = dossier.verdict()?;
    let asked: Vec<_> = dossier.outcomes().into_iter().map(|(id, _)| id).filter(|id| is_asked(*id)).collect();
    let open: Vec<_> = asked.iter().filter(|id| dossier.answer(**id).is_none()).collect();
    Some(VerdictView {
        publishable: verdict.publishable,
        unmet: verdict.unmet.iter().map(|rule| rule.0).collect(),
        deviations: verdict.deviations.iter().map(|rule| rule.0).collect(),
        ungraded: dossier.ungraded().into_iter().map(Requirement::name).collect(),
        answered: asked.len() - open.len(),
        total: asked.len(),
        next: open.first().map(|id| id.name()),
        criteria: dossier.assessment.as_ref().map(|one| one.criteria_version.clone()).unwrap_or_default(),
    })
}

fn rows(cx: &PageContext, dossier: &Dossier, derived: bool) -> Vec<RequirementRow> {
    let ungraded = dossier.ungraded();
    let wanted = dossier.outcomes().into_iter().filter(|(id, _)| is_asked(*id) != derived);
    wanted
        .map(|(id, outcome)| {
            let unanswered = !derived && dossier.answer(id).is_none();
            let (outcome, tone, icon) =
                if unanswered { ("unanswered", "neutral", "pencil") } else { badge(id, outcome) };
            let title = requirement_text(cx.locale(), id).title;
            let ungraded = !unanswered && ungraded.contains(&id);
            RequirementRow { id: id.name(), title, outcome, tone, icon, ungraded }
        })
        .collect()
}

/// The badge of an outcome: key, tone, icon.
pub(super) fn badge(
    requirement: Requirement,
    outcome: Outcome,
) -> (&'static str, &'static str, &'static str) {
    let mendable = matches!(requirement.row().severity, Severity::Conditional | Severity::Exception);
    match outcome {
        Outcome::Met => ("met", "success", "check-circle"),
        Outcome::NotApplicable => ("not-applicable", "neutral", "minus-circle"),
        Outcome::Deviation => ("deviation", "warning", "hourglass"),
        Outcome::Unmet if mendable => ("unmet-mendable", "danger", "stop"),
        Outcome::Unmet => ("unmet", "danger", "stop"),
        Outcome::Note => ("note", "info", "info"),
    }
}
