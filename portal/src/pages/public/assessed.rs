//! What assessments found, in short, for many tools at once.

use std::{collections::HashMap, sync::Arc};

use approval::{Grade, Label, LabelDimension};
use database::{Read, hold_all};
use kernel::{OrganisationId, ToolId, oslo};

use super::card::Assessed;
use crate::web::Result;

/// What assessments found of these tools, as it may be held.
pub async fn of_tools(db: &impl Read, tools: &[ToolId]) -> Result<HashMap<ToolId, Arc<Assessed>>> {
    hold_all(db, tools, async |missing: Vec<ToolId>| read(db, &missing).await).await
}

async fn read(db: &impl Read, tools: &[ToolId]) -> Result<HashMap<ToolId, Assessed>> {
    let labels = approval::list_labels(db, tools).await?;
    let deviations = approval::list_deviations_of_tools(db, tools).await?;
    let bodies: Vec<OrganisationId> = labels.values().map(|label| label.assessed_by).collect();
    let bodies = catalogue::list_organisations_by_id(db, &bodies).await?;
    let name = |id| bodies.iter().find(|body| body.id == id).map(|body| body.name.to_string());
    let short = |tool: &ToolId| {
        let label = labels.get(tool);
        Assessed {
            evidence: label.map(evidence),
            by: label.and_then(|label| name(label.assessed_by)),
            on: label.map(|label| oslo::date(label.assessed_at)),
            deviates: deviations.iter().any(|deviation| deviation.tool == *tool),
        }
    };
    Ok(tools.iter().map(|tool| (*tool, short(tool))).collect())
}

/// Key of the text on how well the effect is documented.
pub fn evidence(label: &Label) -> &'static str {
    match label.grades.iter().find(|(dimension, _)| *dimension == LabelDimension::Evidence) {
        Some((_, Grade::Strong)) => "label-evidence-strong",
        Some((_, Grade::Moderate)) => "label-evidence-moderate",
        Some((_, Grade::Limited)) => "label-evidence-limited",
        Some((_, Grade::Expert)) => "label-evidence-expert",
        _ => "label-assessed",
    }
}
