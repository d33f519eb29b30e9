//! Telling those who use a tool without a prescription: the job `launch.tell_users`.

use async_trait::async_trait;
use database::{
    Database, Job,
    outbox::{self, Claimed, Failure, Handler, Outcome},
};
use kernel::{PermissionId, PersonId, ToolId};
use prescriber::{Notice, TELL_USERS};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::{Result, store};

/// Persons a job; a job that is full queues the next one.
const BATCH: u64 = 200;

/// Carries out `launch.tell_users`: everybody whose permission for the tool stands, but those whom an open prescription tells already.
#[derive(Debug, Clone, Copy, Default)]
pub struct UserTeller;

#[derive(Serialize, Deserialize)]
struct Payload {
    tool: ToolId,
    notice: Notice,
    /// The last permission of the batch before.
    #[serde(default)]
    after: Option<PermissionId>,
}

async fn tell(db: &Database, job: &Claimed) -> Result<()> {
    let Payload { tool, notice, after } = serde_json::from_value(job.payload.clone())
        .map_err(|error| database::Error::corrupt("outbox_jobs", "payload", job.id, error))?;
    let tx = db.begin().await?;
    let users = store::permission::users(&tx, tool, after, BATCH).await?;
    let persons: Vec<PersonId> = users.iter().map(|&(_, person)| person).collect();
    let told = prescriber::list_patients_of_tool(&tx, tool, &persons).await?;
    for person in persons.into_iter().filter(|person| !told.contains(person)) {
        let payload = json!({"person": person, "template": notice, "params": {}, "tool": tool});
        tx.emit(Job::new("notify.message", payload).once(format!("{}/{person}", job.id)));
    }
    let full = u64::try_from(users.len()).is_ok_and(|count| count == BATCH);
    if let Some(&(last, _)) = users.last().filter(|_| full) {
        let next = Payload { tool, notice, after: Some(last) };
        tx.emit(Job::new(TELL_USERS, json!(next)).once(format!("{}/{last}", job.id)));
    }
    outbox::settle(&tx, job).await?;
    Ok(tx.commit().await?)
}

#[async_trait]
impl Handler for UserTeller {
    fn kind(&self) -> &'static str {
        TELL_USERS
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
