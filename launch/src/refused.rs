//! What a person was refused: the person's own log.

use std::collections::{HashMap, HashSet};

use database::{
    Read,
    audit::{self, Entry},
};
use jiff::Timestamp;
use kernel::{Actor, Citizen, PersonId, PrescriptionId, ToolId};
use prescriber::PatientScope;
use serde_json::Value;

use crate::{Result, representation::explain_logged};

/// A refusal of what somebody wanted for oneself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Its position in the audit log.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// Which tool it was about, where it was about one.
    pub tool: Option<ToolId>,
    /// Keys of the texts that explain it.
    pub texts: Vec<&'static str>,
}

/// What the person was refused for oneself before this position, newest first. What somebody was refused for another rests on facts about both, and that
/// it is there may tell what is protected or withheld (row 36): none of it is here, whoever asks.
pub async fn list_refused(
    db: &impl Read,
    person: PersonId,
    before: Option<i64>,
    limit: u64,
) -> Result<Vec<Refused>> {
    let oneself = Citizen::oneself(person);
    let entries = audit::list_refusals_before(db, &Actor::from(&oneself), before, limit).await?;
    let prescriptions: HashSet<PrescriptionId> =
        entries.iter().filter_map(|entry| entry.object.parse().ok()).collect();
    let prescriptions: Vec<_> = prescriptions.into_iter().collect();
    let scope = PatientScope::of(&oneself);
    let found = prescriber::list_by_ids_for_patient(db, scope, &prescriptions).await?;
    let tools: HashMap<_, _> = found.iter().map(|found| (found.id, found.tool)).collect();
    Ok(entries.iter().map(|entry| refused(entry, &tools)).collect())
}

fn refused(entry: &Entry, tools: &HashMap<PrescriptionId, ToolId>) -> Refused {
    let prescribed = || tools.get(&entry.object.parse::<PrescriptionId>().ok()?).copied();
    let rules = entry.detail["refused_by"].as_array().map(Vec::as_slice).unwrap_or_default();
    let rules: Vec<&str> = rules.iter().filter_map(Value::as_str).collect();
    Refused {
        seq: entry.seq,
        at: entry.at,
        tool: entry.object.parse().ok().or_else(prescribed),
        texts: explain_logged(&rules),
    }
}
