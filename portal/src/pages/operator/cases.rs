//! `GET /forvaltning/saker/{revision}`: everything that a decision about a revision rests on.

use approval::{Dossier, Period, Verdict};
use axum::extract::{Path, State};
use catalogue::{Material, PastState, RevisionState};
use database::Read;
use jiff::{Timestamp, civil::Date};
use kernel::{Operator, RevisionId, Rule};
use serde::Serialize;

use super::{
    content::{Section, sections},
    decide::Verb,
    names::{Names, ToolName, Who, tool_name},
};
use crate::{
    pages::{
        dossier::{LaunchCheck, launch_check},
        files::Files,
    },
    web::{App, Error, OperatorLogin, Page, PageContext, Result, View},
};

/// What became of one requirement.
#[derive(Debug, Serialize)]
pub struct RequirementRow {
    /// Its id.
    pub id: &'static str,
    /// `met`, `not-applicable`, `deviation`, `unmet` or `note`.
    pub outcome: &'static str,
    /// It follows from facts rather than from an answer.
    pub derived: bool,
    /// What was answered.
    pub answer: Option<AnswerRow>,
}

/// An answer of the ordering body.
#[derive(Debug, Serialize)]
pub struct AnswerRow {
    /// Its word.
    pub status: &'static str,
    /// What it rests on.
    pub evidence: Option<String>,
    /// Why it deviates or does not apply.
    pub reason: Option<String>,
    /// What will be done.
    pub plan: Option<String>,
    /// Who sees to it.
    pub owner: Option<String>,
    /// The last day.
    pub deadline: Option<Date>,
    /// The grade's word.
    pub grade: Option<&'static str>,
    /// When it was given.
    pub at: Timestamp,
}

/// An agreement that requirements were derived from; without a period there is none.
#[derive(Debug, Serialize)]
pub struct AgreementFact {
    /// Its kind.
    pub kind: &'static str,
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub until: Option<Date>,
    /// It is in force on the day of the verdict.
    pub in_force: bool,
}

/// The verdict of today.
#[derive(Debug, Serialize)]
pub struct VerdictView {
    /// Nothing is unmet.
    pub publishable: bool,
    /// What is unmet.
    pub unmet: Vec<&'static str>,
    /// What stands as a documented deviation.
    pub deviations: Vec<&'static str>,
    /// What the listing has to tell.
    pub notes: Vec<&'static str>,
    /// Graded requirements that lack their grade.
    pub ungraded: Vec<&'static str>,
    /// The day it is of.
    pub on: Date,
    /// The criteria's version.
    pub criteria: String,
}

/// Something that happened, for the part `timeline`.
#[derive(Debug, Serialize)]
pub struct Happening {
    /// When.
    pub at: Timestamp,
    /// What, as a text.
    pub text: String,
    /// Who, as a text.
    pub who: Option<String>,
    /// In the words of whoever did it.
    pub note: Option<String>,
    /// Name of its icon.
    pub picture: Option<&'static str>,
}

/// `GET /forvaltning/saker/{revision}`.
#[derive(Debug, Serialize)]
pub struct CaseView {
    /// The revision.
    pub revision: RevisionId,
    /// Which one of the tool's.
    pub number: i32,
    /// The tool.
    pub tool: ToolName,
    /// The revision's own name of the tool.
    pub name: String,
    /// Its state's word.
    pub state: &'static str,
    /// Whose it is.
    pub vendor: String,
    /// Who has taken it on.
    pub orderer: Option<String>,
    /// A lighter check is enough.
    pub editorial: bool,
    /// Last parts of keys: what is material in it compared with what is published.
    pub material: Vec<&'static str>,
    /// Whether four eyes keep this operator from something that could be done now.
    pub held: bool,
    /// What can be done now, as parts of addresses and keys.
    pub verbs: Vec<&'static str>,
    /// The verdict, once it is being assessed.
    pub verdict: Option<VerdictView>,
    /// What every requirement that applies came to.
    pub requirements: Vec<RequirementRow>,
    /// The agreements that requirements follow from.
    pub agreements: Vec<AgreementFact>,
    /// What the last launch check of the revision found.
    pub check: Option<LaunchCheck>,
    /// What the public will read.
    pub sections: Vec<Section>,
    /// The pictures and documents that it will see.
    pub files: Files,
    /// What has happened to the revision, newest first.
    pub history: Vec<Happening>,
}

impl View for CaseView {
    const TEMPLATE: &'static str = "operator/case.html";
}

/// The dossier of this revision; drafts are their vendor's alone.
pub async fn dossier(app: &App, operator: &Operator, id: RevisionId) -> Result<Dossier> {
    let found = approval::find_any_dossier(&app.database, operator, id).await?;
    found
        .filter(|dossier| !matches!(dossier.revision.state, RevisionState::Draft))
        .ok_or_else(Error::not_found)
}

/// A revision with everything that a decision rests on.
pub async fn show(
    State(app): State<App>,
    cx: PageContext,
    me: OperatorLogin,
    Path(id): Path<RevisionId>,
) -> Result<Page<CaseView>> {
    let db = &app.database;
    let dossier = dossier(&app, &me.actor, id).await?;
    let revision = &dossier.revision;
    let orderer = dossier.assessment.as_ref().map(|assessment| assessment.orderer);
    let names = Names::of_organisations(db, orderer.into_iter().chain([dossier.vendor])).await?;
    let tool = tool_name(db, &cx, revision.tool).await?;
    let editorial = approval::is_editorial(db, revision).await?;
    let may_decide = approval::may_decide(db, &me.actor, &dossier).await?;
    let (held, verbs): (Vec<_>, Vec<_>) = Verb::possible(revision.state.kind(), editorial)
        .partition(|verb| verb.takes_four_eyes() && !may_decide);
    let view = CaseView {
        revision: id,
        number: revision.number,
        name: revision.content.name(cx.locale()).to_owned(),
        state: revision.state.kind().name(),
        vendor: names.organisation(dossier.vendor),
        orderer: orderer.map(|id| names.organisation(id)),
        editorial,
        material: material(db, &dossier).await?,
        held: !held.is_empty(),
        verbs: verbs.into_iter().map(Verb::name).collect(),
        verdict: dossier.verdict().map(|verdict| verdict_view(&dossier, &verdict)),
        requirements: requirements(&dossier),
        agreements: agreements(&dossier),
        check: launch_check(db, revision).await?,
        sections: sections(&app, cx.locale(), &revision.content),
        files: Files::of(cx.locale(), &revision.content),
        history: history(db, &cx, &dossier).await?,
        tool,
    };
    Ok(cx.page(view))
}

async fn material(db: &impl Read, dossier: &Dossier) -> Result<Vec<&'static str>> {
    let revision = &dossier.revision;
    let listed = catalogue::get_tool(db, revision.tool).await?.listed.filter(|listed| *listed != revision.id);
    let Some(listed) = listed else { return Ok(Vec::new()) };
    let before = catalogue::get_revision(db, listed).await?;
    let names = revision.content.material_changes(&before.content).into_iter().map(|change| match change {
        Material::Purpose => "purpose",
        Material::Availability => "availability",
        Material::Profile => "profile",
        Material::Data => "data",
        Material::Launch => "launch",
    });
    Ok(names.collect())
}

fn verdict_view(dossier: &Dossier, verdict: &Verdict) -> VerdictView {
    let ids = |rules: &[Rule]| rules.iter().map(|rule| rule.0).collect();
    VerdictView {
        publishable: verdict.publishable,
        unmet: ids(&verdict.unmet),
        deviations: ids(&verdict.deviations),
        notes: ids(&verdict.notes),
        ungraded: dossier.ungraded().into_iter().map(approval::Requirement::name).collect(),
        on: dossier.case.as_ref().map_or(Date::ZERO, |case| case.at),
        criteria: dossier.assessment.as_ref().map(|it| it.criteria_version.clone()).unwrap_or_default(),
    }
}

fn requirements(dossier: &Dossier) -> Vec<RequirementRow> {
    use approval::Outcome;
    let row = |(requirement, outcome): (approval::Requirement, Outcome)| RequirementRow {
        id: requirement.name(),
        outcome: match outcome {
            Outcome::Met => "met",
            Outcome::NotApplicable => "not-applicable",
            Outcome::Deviation => "deviation",
            Outcome::Unmet => "unmet",
            Outcome::Note => "note",
        },
        derived: requirement.row().basis.is_derived(),
        answer: dossier.answer(requirement).map(|given| AnswerRow {
            status: given.answer.status.name(),
            evidence: given.evidence.as_ref().map(ToString::to_string),
            reason: given.answer.reason.clone(),
            plan: given.answer.plan.clone(),
            owner: given.answer.owner.clone(),
            deadline: given.answer.deadline,
            grade: given.grade.map(approval::Grade::name),
            at: given.answered_at,
        }),
    };
    dossier.outcomes().into_iter().map(row).collect()
}

fn agreements(dossier: &Dossier) -> Vec<AgreementFact> {
    let Some(case) = &dossier.case else { return Vec::new() };
    let fact = |kind, period: Option<Period>| AgreementFact {
        kind,
        from: period.map(|period| period.from),
        until: period.and_then(|period| period.until),
        in_force: period.is_some_and(|period| period.covers(case.at)),
    };
    let mut facts = vec![fact("A1", case.orderer.platform_terms)];
    if case.tool.profile.uses_login() {
        facts.extend([fact("A2", case.vendor.vendor_terms), fact("A3", case.delivery_agreement)]);
    }
    facts
}

async fn history(db: &impl Read, cx: &PageContext, dossier: &Dossier) -> Result<Vec<Happening>> {
    let past = catalogue::list_past_states(db, dossier.revision.id).await?;
    let decisions = approval::list_decisions(db, dossier.revision.tool, 200).await?;
    let actors = past.iter().filter_map(|past| past.state.step().map(|step| step.by));
    let names = Names::of_actors(db, actors, []).await?;
    let happening = |past: PastState| {
        let grounds = decisions
            .iter()
            .find(|decision| decision.revision == Some(dossier.revision.id) && decision.at == past.at);
        let said = grounds.and_then(|decision| decision.grounds.text(cx.locale()));
        Happening {
            at: past.at,
            text: cx.text(&format!("op-state-{}", past.state.kind().name())),
            who: past.state.step().map(|step| who_text(cx, &names.who(&step.by))),
            note: said.map(|(_, text)| text.to_owned()),
            picture: None,
        }
    };
    Ok(past.into_iter().rev().map(happening).collect())
}

/// Whoever acted, in one line.
pub fn who_text(cx: &PageContext, who: &Who) -> String {
    let kind = cx.text(&format!("op-actor-{}", who.kind));
    match (&who.name, &who.organisation) {
        (Some(name), Some(organisation)) => format!("{name}, {organisation}"),
        (Some(name), None) => format!("{name}, {kind}"),
        (None, Some(organisation)) => format!("{kind}, {organisation}"),
        (None, None) => kind,
    }
}
