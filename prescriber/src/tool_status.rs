//! A tool was suspended, restored, withdrawn or changed, or its logins ended: everybody with an open prescription of it is told, and their clinicians.

use std::collections::BTreeSet;

use async_trait::async_trait;
use database::{
    Database, Job,
    outbox::{self, Claimed, Failure, Handler, Outcome},
};
use kernel::{PersonId, PrescriptionId, ToolId};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::{Announcement, Notice, Result, TELL, TELL_USERS, store};

/// The job that `approval` queues.
pub const TOOL_STATUS_CHANGED: &str = "prescriber.tool_status_changed";

/// Prescriptions a job; a job that is full queues the next one.
const BATCH: u64 = 200;

/// Carries out `TOOL_STATUS_CHANGED`.
#[derive(Debug, Clone, Copy, Default)]
pub struct ToolStatusTeller;

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Status {
    Suspended,
    Restored,
    Withdrawn,
    Changed,
    Shut,
    LoggedOut,
}

#[derive(Serialize, Deserialize)]
struct Payload {
    tool: ToolId,
    status: Status,
    /// The last prescription of the batch before.
    #[serde(default)]
    after: Option<PrescriptionId>,
}

impl Status {
    const fn notice(self) -> Notice {
        match self {
            Self::Suspended => Notice::ToolSuspended,
            Self::Restored => Notice::ToolRestored,
            Self::Withdrawn => Notice::ToolWithdrawn,
            Self::Changed => Notice::ToolChanged,
            Self::Shut => Notice::ToolShut,
            Self::LoggedOut => Notice::ToolLoggedOut,
        }
    }

    /// Whether everybody who has the tool is told. That people were logged out, those are told who were: by `identity`.
    const fn concerns_all(self) -> bool {
        !matches!(self, Self::LoggedOut)
    }
}

async fn tell(db: &Database, job: &Claimed) -> Result<()> {
    let Payload { tool, status, after } = serde_json::from_value(job.payload.clone())
        .map_err(|error| database::Error::corrupt("outbox_jobs", "payload", job.id, error))?;
    let notice = status.notice();
    let tx = db.begin().await?;
    let affected = store::prescription::list_open_of_tool(&tx, tool, after, BATCH).await?;
    let mut clinicians: BTreeSet<PersonId> = BTreeSet::new();
    for prescription in &affected {
        if status.concerns_all() {
            let announcement =
                Announcement { prescription: prescription.id, patient: prescription.patient, notice };
            tx.emit(Job::new(TELL, json!(announcement)).once(format!("{}/{}", job.id, prescription.id)));
        }
        clinicians.insert(prescription.prescriber);
        let followers = store::follower::list(&tx, prescription.id).await?;
        clinicians.extend(followers.into_iter().map(|follower| follower.person));
    }
    for person in clinicians {
        let payload = json!({"person": person, "template": notice, "params": {}});
        tx.emit(Job::new("notify.message", payload).once(format!("{}/{person}", job.id)));
    }
    let full = u64::try_from(affected.len()).is_ok_and(|count| count == BATCH);
    if let Some(last) = affected.last().filter(|_| full) {
        let next = Payload { tool, status, after: Some(last.id) };
        tx.emit(Job::new(TOOL_STATUS_CHANGED, json!(next)).once(format!("{}/{}", job.id, last.id)));
    } else if status.concerns_all() {
        tx.emit(Job::new(TELL_USERS, json!({"tool": tool, "notice": notice})).once(job.id.to_string()));
    }
    outbox::settle(&tx, job).await?;
    Ok(tx.commit().await?)
}

#[async_trait]
impl Handler for ToolStatusTeller {
    fn kind(&self) -> &'static str {
        TOOL_STATUS_CHANGED
    }

    async fn handle(&self, db: &Database, job: &Claimed) -> Result<Outcome, Failure> {
        match tell(db, job).await {
            Ok(()) => Ok(Outcome::Settled),
            Err(crate::Error::Database(error @ database::Error::Corrupt { .. })) => {
                Err(Failure::Never(error.to_string()))
            }
            Err(error) => Err(Failure::Later(error.to_string())),
        }
    }
}
