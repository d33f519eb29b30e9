//! The assessment of one revision: who has it, what was answered, and what follows from that.

use catalogue::Revision;
use database::Read;
use jiff::{Timestamp, civil::Date};
use kernel::{
    AssessmentId, Operator, OrderId, Orderer, OrganisationId, PersonId, Phrase, RevisionId, ToolId,
    VendorUser, oslo,
};

use crate::{
    Answer, AnswerStatus, Answers, Case, Error, LabelDimension, Outcome, Requirement, Result, Verdict,
    assess, facts, outcomes, store, wire::words,
};

/// The assessment of one revision, from the moment a public body takes it on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// Its id.
    pub id: AssessmentId,
    /// The revision.
    pub revision: RevisionId,
    /// The tool.
    pub tool: ToolId,
    /// The order that it rests on.
    pub order: OrderId,
    /// The ordering body.
    pub orderer: OrganisationId,
    /// By which version of the criteria.
    pub criteria_version: String,
    /// When the vendor handed the revision in.
    pub submitted_at: Timestamp,
    /// When the body took it on.
    pub ordered_at: Timestamp,
    /// When it began.
    pub started_at: Option<Timestamp>,
    /// The first decision.
    pub approved_at: Option<Timestamp>,
    /// The second decision.
    pub published_at: Option<Timestamp>,
    /// When it was turned down.
    pub rejected_at: Option<Timestamp>,
    /// When it is due again.
    pub due_on: Option<Date>,
    /// Counts answers and decisions; what a page was made from.
    pub version: i32,
}

words! {
    /// How well a tool does on one dimension of the quality label.
    Grade {
        /// Effect: strong documentation.
        Strong = "strong",
        /// Effect: moderate documentation.
        Moderate = "moderate",
        /// Effect: limited documentation.
        Limited = "limited",
        /// Effect: professional consensus.
        Expert = "expert",
        /// The other dimensions: good.
        Good = "good",
        /// The other dimensions: satisfactory.
        Satisfactory = "satisfactory",
        /// The other dimensions: something is being followed up.
        NeedsFollowUp = "needs_follow_up",
    }
}

impl Grade {
    /// The grades of this dimension.
    pub const fn of(dimension: LabelDimension) -> &'static [Self] {
        match dimension {
            LabelDimension::Evidence => &[Self::Strong, Self::Moderate, Self::Limited, Self::Expert],
            LabelDimension::Usability
            | LabelDimension::Privacy
            | LabelDimension::Security
            | LabelDimension::Interoperability => &[Self::Good, Self::Satisfactory, Self::NeedsFollowUp],
        }
    }
}

/// An answer as the ordering body gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenAnswer {
    /// In which assessment.
    pub assessment: AssessmentId,
    /// To which requirement.
    pub requirement: Requirement,
    /// What was answered.
    pub answer: Answer,
    /// What it rests on.
    pub evidence: Option<Phrase<4000>>,
    /// The grade on the quality label, for those that yield one.
    pub grade: Option<Grade>,
    /// By whom.
    pub answered_by: PersonId,
    /// When.
    pub answered_at: Timestamp,
    /// Counts the answers to this requirement, from 1.
    pub version: i32,
}

/// A revision with its assessment, as those see it who work with it.
#[derive(Debug, Clone)]
pub struct Dossier {
    /// The revision.
    pub revision: Revision,
    /// Whose tool it is.
    pub vendor: OrganisationId,
    /// The assessment; `None` before a public body has taken it on.
    pub assessment: Option<Assessment>,
    /// The answers, in the order of the requirements.
    pub answers: Vec<GivenAnswer>,
    /// The facts and answers; `None` before a public body has taken it on, since they decide too.
    pub case: Option<Case>,
}

impl Dossier {
    /// What becomes of each requirement that applies, today.
    pub fn outcomes(&self) -> Vec<(Requirement, Outcome)> {
        self.case.as_ref().map(|case| outcomes(case).collect()).unwrap_or_default()
    }

    /// The verdict of today.
    pub fn verdict(&self) -> Option<Verdict> {
        self.case.as_ref().map(assess)
    }

    /// The answer to this requirement, if there is one.
    pub fn answer(&self, requirement: Requirement) -> Option<&GivenAnswer> {
        self.answers.iter().find(|given| given.requirement == requirement)
    }

    /// Requirements of the quality label that are not graded yet (4.2).
    pub fn ungraded(&self) -> Vec<Requirement> {
        let graded = |requirement| self.answer(requirement).is_some_and(|given| given.grade.is_some());
        let labelled = crate::REQUIREMENTS.iter().map(|row| row.id).filter(|id| id.label().is_some());
        labelled.filter(|id| !graded(*id)).collect()
    }
}

/// The dossier of this revision, whoever asks: for the use cases.
pub(crate) async fn open(db: &impl Read, revision: Revision) -> Result<Dossier> {
    let vendor = catalogue::get_tool(db, revision.tool).await?.vendor;
    let assessment = store::assessments::of_revision(db, revision.id).await?;
    let Some(assessment) = assessment else {
        return Ok(Dossier { revision, vendor, assessment: None, answers: Vec::new(), case: None });
    };
    let answers = store::answers::of_assessments(db, &[assessment.id]).await?;
    let given: Answers = answers.iter().map(|given| (given.requirement, given.answer.clone())).collect();
    let today = oslo::date(db.now());
    let case = facts::case(db, &revision, (assessment.orderer, vendor), given, today).await?;
    Ok(Dossier { revision, vendor, assessment: Some(assessment), answers, case: Some(case) })
}

/// The answers that a listed tool stands on today: deviations that were settled since are met, and those that were given more time
/// have their new plan.
pub(crate) async fn standing_answers(db: &impl Read, assessment: &Assessment) -> Result<Answers> {
    let answers = store::answers::of_assessments(db, &[assessment.id]).await?;
    let mut standing: Answers = answers.into_iter().map(|given| (given.requirement, given.answer)).collect();
    for deviation in store::deviations::of_revision(db, assessment.revision).await? {
        let answer = if deviation.closed_at.is_some() {
            Answer::bare(AnswerStatus::Met)
        } else {
            Answer {
                status: AnswerStatus::Deviation,
                reason: Some(deviation.reason.into()),
                plan: deviation.plan.map(String::from),
                owner: deviation.owner.map(String::from),
                deadline: deviation.deadline,
            }
        };
        standing.set(deviation.requirement, answer);
    }
    Ok(standing)
}

/// The dossier of a revision that the ordering body has taken on.
pub(crate) async fn of_orderer(
    db: &impl Read,
    orderer: &Orderer,
    id: RevisionId,
) -> Result<(Dossier, Assessment)> {
    let dossier = any(db, id).await?;
    match dossier.assessment.clone() {
        Some(assessment) if assessment.orderer == orderer.organisation => Ok((dossier, assessment)),
        _ => Err(Error::NotFound("assessment")),
    }
}

/// The dossier of any revision.
pub(crate) async fn any(db: &impl Read, id: RevisionId) -> Result<Dossier> {
    open(db, catalogue::get_revision(db, id).await?).await
}

/// The dossier of a revision that this ordering body has taken on, if there is one.
pub async fn find_dossier(db: &impl Read, orderer: &Orderer, id: RevisionId) -> Result<Option<Dossier>> {
    match of_orderer(db, orderer, id).await {
        Ok((dossier, _)) => Ok(Some(dossier)),
        Err(Error::NotFound(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

/// The dossier of the vendor's own revision, if there is one.
pub async fn find_own_dossier(db: &impl Read, user: &VendorUser, id: RevisionId) -> Result<Option<Dossier>> {
    match catalogue::find_own_revision(db, user, id).await? {
        Some(revision) => Ok(Some(open(db, revision).await?)),
        None => Ok(None),
    }
}

/// The dossier of any revision, for the operator.
pub async fn find_any_dossier(db: &impl Read, _: &Operator, id: RevisionId) -> Result<Option<Dossier>> {
    match catalogue::find_revision(db, id).await? {
        Some(revision) => Ok(Some(open(db, revision).await?)),
        None => Ok(None),
    }
}
