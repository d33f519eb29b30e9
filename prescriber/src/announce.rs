//! Telling people, without a health matter in the message.

use database::{Job, Tx};
use kernel::{PersonId, PrescriptionId};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::{Prescription, Result, store};

/// The job that `launch` carries out: it finds out who may know, and tells them.
pub const TELL: &str = "launch.tell";

/// The job that `launch` carries out: it tells those who use a tool without a prescription. Payload: `tool` and `notice`.
pub const TELL_USERS: &str = "launch.tell_users";

/// The job that `launch` carries out: it tells those who were logged in to a tool that stopped, unless they are told already.
pub const TELL_LOGGED_IN: &str = "launch.tell_logged_in";

/// What patients, and those who act for them, are told of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Notice {
    /// Something was prescribed.
    PrescriptionIssued,
    /// Renewed, or its period changed.
    PrescriptionChanged,
    /// Stopped by the clinician.
    PrescriptionStopped,
    /// Its period is over.
    PrescriptionExpired,
    /// The tool is stopped for now.
    ToolSuspended,
    /// The tool is back.
    ToolRestored,
    /// The tool is gone for good.
    ToolWithdrawn,
    /// The tool has changed materially.
    ToolChanged,
    /// Nobody can log in to the tool for now.
    ToolShut,
    /// Everybody was logged out of the tool.
    ToolLoggedOut,
}

/// The payload of `TELL`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Announcement {
    /// About which prescription.
    pub prescription: PrescriptionId,
    /// To whom it was issued.
    pub patient: PersonId,
    /// What, which is the message's template too.
    pub notice: Notice,
}

/// Queues a notice to the patient and those who may know.
pub(crate) fn tell_patient(tx: &Tx, about: &Prescription, notice: Notice) {
    let announcement = Announcement { prescription: about.id, patient: about.patient, notice };
    let key = format!("{}/{}", about.id, about.version);
    tx.emit(Job::new(TELL, json!(announcement)).once(key));
}

/// Queues a message to those who follow up, but not to who did it.
pub(crate) async fn tell_clinicians(
    tx: &Tx,
    about: &Prescription,
    template: &str,
    but: PersonId,
) -> Result<()> {
    let mut people = vec![about.prescriber];
    people.extend(store::follower::list(tx, about.id).await?.into_iter().map(|follower| follower.person));
    people.sort_unstable();
    people.dedup();
    for person in people.into_iter().filter(|&person| person != but) {
        let key = format!("{}/{}/{person}", about.id, about.version);
        let payload = json!({"person": person, "template": template, "params": {}});
        tx.emit(Job::new("notify.message", payload).once(key));
    }
    Ok(())
}
