//! A clinician reads what the tool has reported.

use database::Tx;
use jiff::Timestamp;
use kernel::{Clinician, PrescriptionId};

use crate::{Error, LookKind, Observation, Result, Sharing, store};

/// As much as the patient shares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SharedData {
    /// The patient shares nothing; whether there is anything is not told.
    Nothing,
    /// That, when and how much was reported.
    Summary(Vec<CodeSummary>),
    /// The measurements, newest first.
    Measurements(Vec<Observation>),
}

/// What was reported under one code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeSummary {
    /// `system|code`.
    pub code: String,
    /// What the tool calls it in words, where it does.
    pub title: Option<String>,
    /// How many times.
    pub count: u32,
    /// The earliest.
    pub first: Timestamp,
    /// The latest.
    pub last: Timestamp,
}

/// Reads what the patient shares on a prescription that the clinician follows up, and leaves a look where there was something to see.
pub async fn read_data(tx: &Tx, clinician: &Clinician, id: PrescriptionId, limit: u64) -> Result<SharedData> {
    let found = store::prescription::find_for_clinician(tx, clinician, id).await?;
    let prescription = found.ok_or(Error::NotFound)?;
    let data = match prescription.sharing {
        Sharing::Nothing => return Ok(SharedData::Nothing),
        Sharing::Summary => {
            let mut lines = summarise(store::observation::outline(tx, id).await?)?;
            for line in &mut lines {
                let latest = store::observation::latest_of_code(tx, id, &line.code).await?;
                line.title = latest.and_then(|observation| title(&observation.resource));
            }
            SharedData::Summary(lines)
        }
        Sharing::Measurements => {
            SharedData::Measurements(store::observation::list_of_prescription(tx, id, limit).await?)
        }
    };
    store::look::insert(tx, clinician, prescription.patient, LookKind::Data, id).await?;
    Ok(data)
}

/// One line a code, in the order of first reports.
fn summarise(outline: Vec<(String, i64)>) -> Result<Vec<CodeSummary>> {
    let mut summaries: Vec<CodeSummary> = Vec::new();
    for (code, micros) in outline {
        let at = Timestamp::from_microsecond(micros)
            .map_err(|error| database::Error::corrupt("observations", "effective_at", &code, error))?;
        match summaries.iter_mut().find(|summary| summary.code == code) {
            Some(summary) => {
                summary.count += 1;
                summary.last = at;
            }
            None => summaries.push(CodeSummary { code, title: None, count: 1, first: at, last: at }),
        }
    }
    Ok(summaries)
}

/// The words of a resource's code (R4, `CodeableConcept`); nothing else of it is read.
fn title(resource: &str) -> Option<String> {
    let resource: serde_json::Value = serde_json::from_str(resource).ok()?;
    let code = resource.get("code")?;
    let display = || code.pointer("/coding/0/display");
    code.get("text").or_else(display)?.as_str().map(str::to_owned)
}
