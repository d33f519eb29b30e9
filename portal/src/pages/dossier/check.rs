//! What a launch check found, as the vendor, the ordering body and the operator read it.

use database::Read;
use jiff::Timestamp;
use kernel::{ClientId, RevisionId};
use launch::check::{self, Finding, Outcome};
use serde::Serialize;

use crate::web::Result;

/// A point: keys of its texts are `check-point-` and `check-advice-` with its word.
#[derive(Debug, Serialize)]
pub struct FindingRow {
    /// The point's word.
    pub point: &'static str,
    /// What came of it.
    pub outcome: &'static str,
    /// Whether that is what the vendor says.
    pub told: bool,
    /// Tone of the badge.
    pub tone: &'static str,
    /// Icon of the badge.
    pub icon: &'static str,
}

/// A launch check with what was found.
#[derive(Debug, Serialize)]
pub struct LaunchCheck {
    /// When.
    pub at: Timestamp,
    /// The client that was tried.
    pub client: ClientId,
    /// Each point.
    pub rows: Vec<FindingRow>,
}

/// The findings as rows, in the points' order.
pub fn finding_rows(findings: &[Finding]) -> Vec<FindingRow> {
    let row = |finding: &Finding| {
        let (tone, icon) = match finding.outcome {
            Outcome::Passed => ("success", "check-circle"),
            Outcome::Failed => ("danger", "stop"),
            Outcome::NotTried => ("neutral", "minus-circle"),
        };
        let (point, outcome) = (finding.point.name(), finding.outcome.name());
        FindingRow { point, outcome, told: finding.told, tone, icon }
    };
    findings.iter().map(row).collect()
}

/// The last finished check of this revision.
pub async fn launch_check(db: &impl Read, revision: RevisionId) -> Result<Option<LaunchCheck>> {
    let found = check::find_result(db, revision).await?;
    Ok(found.and_then(|check| {
        let (at, findings) = check.finished?;
        Some(LaunchCheck { at, client: check.client, rows: finding_rows(&findings) })
    }))
}
