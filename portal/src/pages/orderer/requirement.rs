//! `/bestiller/bestillinger/{order}/krav/{requirement}`: one requirement, answered with evidence.

use approval::{AnswerStatus, Dossier, GiveAnswer, GivenAnswer, Grade, Requirement, Severity};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use catalogue::StateKind;
use kernel::OrderId;
use serde::Serialize;

use super::{
    facts::{Fact, facts},
    order::{badge, is_asked},
    work::{self, Work},
};
use crate::{
    pages::{
        dossier::{refuse_all, requirement_text},
        vendor::severity,
        wording::Wording,
    },
    web::{App, Error, FormState, OrdererLogin, PageContext, Posted, Result, View},
};

/// `GET /bestiller/bestillinger/{order}/krav/{requirement}`.
#[derive(Debug, Serialize)]
pub struct RequirementView {
    /// The order.
    pub order: OrderId,
    /// The tool's name.
    pub name: String,
    /// The requirement.
    pub id: &'static str,
    /// Its title.
    pub title: String,
    /// What is asked.
    pub question: String,
    /// What an answer rests on.
    pub evidence: Wording,
    /// How much it weighs.
    pub severity: &'static str,
    /// Which one it is of those that somebody answers, if it is one of them.
    pub position: Option<usize>,
    /// How many somebody answers.
    pub total: usize,
    /// The one after it.
    pub next: Option<&'static str>,
    /// Whether it follows from facts.
    pub derived: bool,
    /// The facts it follows from.
    pub facts: Vec<Fact>,
    /// What became of it: key, tone, icon.
    pub outcome: (&'static str, &'static str, &'static str),
    /// Whether it can be answered now.
    pub editable: bool,
    /// Answers that count.
    pub statuses: Vec<&'static str>,
    /// Grades on the quality label.
    pub grades: Vec<&'static str>,
    /// The version of the answer that the page was made from; 0 for none.
    pub version: i32,
    /// What is filled in.
    pub form: FormState,
}

impl View for RequirementView {
    const TEMPLATE: &'static str = "orderer/requirement.html";
}

/// The requirement, if it applies to the tool.
fn applicable(dossier: &Dossier, name: &str) -> Result<Requirement> {
    let requirement = Requirement::from_name(name).ok_or_else(Error::not_found)?;
    let applies = dossier.outcomes().iter().any(|(id, _)| *id == requirement);
    if applies { Ok(requirement) } else { Err(Error::not_found()) }
}

/// The answers that can count: a deviation where the requirement allows one, not applicable for C4 alone (4.2).
fn statuses(requirement: Requirement) -> Vec<AnswerStatus> {
    let row = requirement.row();
    if !row.takes_answer() {
        return Vec::new();
    }
    let mut statuses = Vec::new();
    if !row.basis.is_derived() {
        statuses.extend([AnswerStatus::Met, AnswerStatus::Unmet]);
    }
    if matches!(row.severity, Severity::Conditional | Severity::Exception) {
        statuses.push(AnswerStatus::Deviation);
    }
    if requirement == Requirement::C4 {
        statuses.push(AnswerStatus::NotApplicable);
    }
    statuses
}

fn filled(given: &GivenAnswer) -> FormState {
    let answer = &given.answer;
    let fields = [
        ("status", Some(answer.status.name().to_owned())),
        ("evidence", given.evidence.as_ref().map(ToString::to_string)),
        ("grade", given.grade.map(|grade| grade.name().to_owned())),
        ("reason", answer.reason.clone()),
        ("plan", answer.plan.clone()),
        ("owner", answer.owner.clone()),
        ("deadline", answer.deadline.map(|deadline| deadline.to_string())),
    ];
    FormState::filled(fields.into_iter().filter_map(|(name, value)| Some((name, value?))))
}

fn view(cx: &PageContext, work: &Work, requirement: Requirement, form: FormState) -> Result<RequirementView> {
    let dossier = work.assessed()?;
    let outcomes = dossier.outcomes();
    let at = outcomes.iter().position(|(id, _)| *id == requirement).ok_or_else(Error::not_found)?;
    let text = requirement_text(cx.locale(), requirement);
    let row = requirement.row();
    let (id, outcome) = outcomes[at];
    let asked: Vec<_> = outcomes.iter().map(|(id, _)| *id).filter(|id| is_asked(*id)).collect();
    let unanswered = !row.basis.is_derived() && dossier.answer(requirement).is_none();
    // A derived requirement that the facts meet needs no answer.
    let met_by_facts = row.basis.is_derived() && outcome == approval::Outcome::Met;
    let answerable = row.takes_answer() && !met_by_facts;
    Ok(RequirementView {
        order: work.order.id,
        name: work.name(cx),
        id: id.name(),
        title: text.title,
        question: text.question,
        evidence: text.evidence,
        severity: severity(row.severity),
        position: asked.iter().position(|one| *one == requirement).map(|at| at + 1),
        total: asked.len(),
        next: outcomes.get(at + 1).map(|(id, _)| id.name()),
        derived: row.basis.is_derived(),
        facts: dossier.case.as_ref().map(|case| facts(cx, case, requirement)).unwrap_or_default(),
        outcome: if unanswered { ("unanswered", "neutral", "pencil") } else { badge(id, outcome) },
        editable: answerable && work.state() == Some(StateKind::InAssessment),
        statuses: statuses(requirement).into_iter().map(AnswerStatus::name).collect(),
        grades: requirement
            .label()
            .map(|label| Grade::of(label).iter().map(|one| one.name()).collect())
            .unwrap_or_default(),
        version: dossier.answer(requirement).map_or(0, |given| given.version),
        form,
    })
}

pub(super) async fn show(
    State(app): State<App>,
    cx: PageContext,
    me: OrdererLogin,
    Path((order, requirement)): Path<(String, String)>,
) -> Result<Response> {
    let work = work::load(&app, &me.actor, &order).await?;
    let requirement = applicable(work.assessed()?, &requirement)?;
    let form = work.assessed()?.answer(requirement).map(filled).unwrap_or_default();
    let view = view(&cx, &work, requirement, form)?;
    Ok(cx.page(view).into_response())
}

pub(super) async fn answer(
    State(app): State<App>,
    cx: PageContext,
    me: OrdererLogin,
    Path((order, requirement)): Path<(String, String)>,
    Posted(mut form): Posted,
) -> Result<Response> {
    let work = work::load(&app, &me.actor, &order).await?;
    let requirement = applicable(work.assessed()?, &requirement)?;
    if let Some(command) = read(&mut form, work.assessed()?, requirement) {
        let path = next_path(&work, requirement, form.text("then"));
        if is_given(work.assessed()?, &command) {
            return Ok(cx.redirect(&path).into_response());
        }
        let tx = app.database.begin().await?;
        match approval::answer(&tx, &me.actor, command).await {
            Ok(_) => {
                tx.commit().await?;
                return Ok(cx.redirect(&path).flash("flash-answer-saved").into_response());
            }
            Err(error) => refuse_all(&mut form, error)?,
        }
    }
    let view = view(&cx, &work, requirement, form)?;
    Ok(cx.page(view).status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

fn read(form: &mut FormState, dossier: &Dossier, requirement: Requirement) -> Option<GiveAnswer> {
    let expected_version = form.parse_hidden("version");
    let status = AnswerStatus::from_name(form.text("status"));
    if status.is_none() {
        form.error("status", "form-choose-one");
    }
    let grade = Grade::from_name(form.text("grade"));
    if grade.is_none() && !form.text("grade").is_empty() {
        form.error("grade", "form-bad-choice");
    }
    let deadline = form.parse_optional("deadline", "form-bad-date");
    let command = GiveAnswer {
        revision: dossier.revision.id,
        requirement,
        expected_version: expected_version?,
        status: status?,
        evidence: form.optional_phrase("evidence"),
        reason: form.optional_phrase("reason"),
        plan: form.optional_phrase("plan"),
        owner: form.optional_phrase("owner"),
        deadline,
        grade,
    };
    // What must be graded is graded with the answer that it is met.
    let ungraded = command.grade.is_none() && requirement.label().is_some();
    if ungraded && command.status == AnswerStatus::Met {
        form.error("grade", "error-grade-missing");
    }
    form.is_valid().then_some(command)
}

/// Whether exactly this was answered already: the same form sent twice has one effect.
fn is_given(dossier: &Dossier, command: &GiveAnswer) -> bool {
    dossier.answer(command.requirement).is_some_and(|given| {
        let text = |one: &Option<kernel::Phrase<2000>>| one.as_ref().map(ToString::to_string);
        given.answer.status == command.status
            && given.evidence == command.evidence
            && given.grade == command.grade
            && given.answer.reason == text(&command.reason)
            && given.answer.plan == text(&command.plan)
            && given.answer.owner == command.owner.as_ref().map(ToString::to_string)
            && given.answer.deadline == command.deadline
    })
}

/// The next requirement that lacks an answer, else the order's page.
fn next_path(work: &Work, requirement: Requirement, then: &str) -> String {
    let open = |dossier: &Dossier| {
        let outcomes = dossier.outcomes();
        let lacks = |id: &Requirement| {
            *id != requirement && !id.row().basis.is_derived() && dossier.answer(*id).is_none()
        };
        let ids: Vec<_> = outcomes.into_iter().map(|(id, _)| id).collect();
        let at = ids.iter().position(|id| *id == requirement).unwrap_or_default();
        ids[at..].iter().chain(&ids[..at]).copied().find(lacks)
    };
    match work.dossier.as_ref().and_then(open) {
        Some(id) if then == "next" => work.path(&format!("/krav/{}", id.name())),
        _ => work.path(""),
    }
}
