//! The public quality label: what the assessment found, by whom, when, on which revision, by which criteria, and when it is due again.

use std::collections::HashMap;

use database::Read;
use jiff::{Timestamp, civil::Date};
use kernel::{AssessmentId, OrganisationId, RevisionId, ToolId};

use crate::{AnswerStatus, Grade, LabelDimension, Requirement, Result, store};

/// A listed tool's quality label (4.2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The tool.
    pub tool: ToolId,
    /// The assessment that it comes from.
    pub assessment: AssessmentId,
    /// The revision that was assessed; an editorial one may be shown since.
    pub revision: RevisionId,
    /// The body that assessed it.
    pub assessed_by: OrganisationId,
    /// When the last requirement was answered.
    pub assessed_at: Timestamp,
    /// By which version of the criteria.
    pub criteria_version: String,
    /// When it is due again.
    pub due_on: Option<Date>,
    /// The grades, in the order of the requirements.
    pub grades: Vec<(LabelDimension, Grade)>,
}

/// The label of this tool, if it has been assessed and published.
pub async fn find_label(db: &impl Read, tool: ToolId) -> Result<Option<Label>> {
    Ok(list_labels(db, &[tool]).await?.remove(&tool))
}

/// The labels of these tools; those without one are left out.
pub async fn list_labels(db: &impl Read, tools: &[ToolId]) -> Result<HashMap<ToolId, Label>> {
    // The latest of each tool stays in the map.
    let latest: HashMap<_, _> = store::assessments::published_of_tools(db, tools)
        .await?
        .into_iter()
        .map(|assessment| (assessment.tool, assessment))
        .collect();
    let ids: Vec<_> = latest.values().map(|assessment| assessment.id).collect();
    let mut answers = HashMap::<_, Vec<_>>::new();
    let last = store::answers::last(db, &ids).await?;
    for given in store::answers::graded(db, &ids).await? {
        answers.entry(given.assessment).or_default().push(given);
    }
    let labels = latest.into_values().map(|assessment| {
        let answers = answers.remove(&assessment.id).unwrap_or_default();
        let grades =
            answers.iter().filter_map(|given| Some((given.requirement.label()?, given.grade?))).collect();
        let label = Label {
            tool: assessment.tool,
            assessment: assessment.id,
            revision: assessment.revision,
            assessed_by: assessment.orderer,
            assessed_at: last.get(&assessment.id).copied().unwrap_or(assessment.ordered_at),
            criteria_version: assessment.criteria_version,
            due_on: assessment.due_on,
            grades,
        };
        (assessment.tool, label)
    });
    Ok(labels.collect())
}

/// What was found of each requirement that the body answered, as everybody may know it: not what that rests on, nor who answered. What follows from
/// facts alone is not among them.
pub async fn list_findings(db: &impl Read, label: &Label) -> Result<Vec<(Requirement, AnswerStatus)>> {
    let answers = store::answers::of_assessments(db, &[label.assessment]).await?;
    let answered = answers.into_iter().filter(|given| !given.requirement.row().basis.is_derived());
    Ok(answered.map(|given| (given.requirement, given.answer.status)).collect())
}
