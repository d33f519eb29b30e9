//! What a launch check found, as the vendor, the ordering body and the operator read it.

use catalogue::Revision;
use database::Read;
use identity::client;
use jiff::Timestamp;
use kernel::ClientId;
use launch::check::{self, Check, Finding, Outcome};
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
    /// Whether the revision or the client is another than it was then.
    pub changed: bool,
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
pub async fn launch_check(db: &impl Read, revision: &Revision) -> Result<Option<LaunchCheck>> {
    let Some(check) = check::find_result(db, revision.id).await? else { return Ok(None) };
    let changed = check.is_outdated(db, revision).await? || is_of_another_client(db, &check).await?;
    let Some((at, findings)) = check.finished else { return Ok(None) };
    Ok(Some(LaunchCheck { at, client: check.client, changed, rows: finding_rows(&findings) }))
}

/// Whether the client is registered otherwise than it was; one that took its place is another, too.
async fn is_of_another_client(db: &impl Read, check: &Check) -> Result<bool> {
    let Some(then) = &check.client_version else { return Ok(false) };
    let now = client::find(db, check.client).await?.filter(|client| client.disabled_at.is_none());
    Ok(now.map(|client| client.version()).transpose()?.as_ref() != Some(then))
}
