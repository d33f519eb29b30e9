//! What assessments found, in short, for many tools at once.

use std::collections::HashMap;

use approval::{Grade, Label, LabelDimension};
use catalogue::Listing;
use database::Read;
use kernel::{OrganisationId, ToolId, oslo};

use super::card::Assessed;
use crate::web::Result;

/// The assessments of these listings.
pub async fn of_listings(db: &impl Read, listings: &[&Listing]) -> Result<HashMap<ToolId, Assessed>> {
    let ids: Vec<ToolId> = listings.iter().map(|listing| listing.id()).collect();
    let labels = approval::list_labels(db, &ids).await?;
    let deviations = approval::list_deviations_of_tools(db, &ids).await?;
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
    Ok(ids.iter().map(|tool| (*tool, short(tool))).collect())
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
