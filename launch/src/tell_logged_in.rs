//! Telling those who were logged in to a tool that stopped: the job `launch.tell_logged_in`.

use std::{collections::BTreeSet, fmt, sync::Arc};

use async_trait::async_trait;
use database::{
    Database, Job,
    outbox::{self, Claimed, Failure, Handler, Outcome},
};
use jiff::Timestamp;
use kernel::{PersonId, ToolId};
use prescriber::{Notice, TELL_LOGGED_IN};
use serde::Deserialize;
use serde_json::json;

use crate::{Error, Registers, Result, pair, store, tell_users::Used};

/// Carries out `launch.tell_logged_in`: everybody of a batch of logins whom neither a prescription nor a permission tells of the same.
pub struct LoggedInTeller {
    registers: Arc<dyn Registers>,
}

impl fmt::Debug for LoggedInTeller {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LoggedInTeller")
    }
}

#[derive(Deserialize)]
struct Payload {
    tool: ToolId,
    notice: Notice,
    /// Names the stop: nobody is told of it twice, however many clients and batches there are.
    stopped_at: Timestamp,
    /// Who was logged in, and for whom.
    logins: Vec<(PersonId, PersonId)>,
}

impl LoggedInTeller {
    /// One that asks these registers.
    pub fn new(registers: Arc<dyn Registers>) -> Self {
        Self { registers }
    }

    async fn tell(&self, db: &Database, job: &Claimed) -> Result<()> {
        let Payload { tool, notice, stopped_at, logins } = serde_json::from_value(job.payload.clone())
            .map_err(|error| database::Error::corrupt("outbox_jobs", "payload", job.id, error))?;
        let subjects: Vec<PersonId> = logins.iter().map(|&(_, subject)| subject).collect();
        let patients = prescriber::list_patients_of_tool(db, tool, &subjects).await?;
        let users = store::permission::users_among(db, tool, &subjects).await?;
        let mut people = BTreeSet::new();
        for (person, subject) in logins {
            let told = patients.contains(&subject) || users.contains(&subject);
            let told = told && (person == subject || self.is_told_for(db, tool, person, subject).await?);
            if !told {
                people.insert(person);
            }
        }
        let tx = db.begin().await?;
        for person in people {
            let payload = json!({"person": person, "template": notice, "params": {}, "tool": tool});
            tx.emit(Job::new("notify.message", payload).once(format!("{tool}/{stopped_at}/{person}")));
        }
        outbox::settle(&tx, job).await?;
        Ok(tx.commit().await?)
    }

    /// Whether the one who acts is told by one of the other jobs. Where the registers do not say: rather told twice than not at all.
    async fn is_told_for(
        &self,
        db: &Database,
        tool: ToolId,
        person: PersonId,
        subject: PersonId,
    ) -> Result<bool> {
        let pair = match pair(&*self.registers, person, subject).await {
            Err(Error::Unregistered | Error::Registers(_)) => return Ok(false),
            found => found?,
        };
        Ok(Used::find(db, tool, subject).await?.tells(db, pair).await?.is_some())
    }
}

#[async_trait]
impl Handler for LoggedInTeller {
    fn kind(&self) -> &'static str {
        TELL_LOGGED_IN
    }

    async fn handle(&self, db: &Database, job: &Claimed) -> Result<Outcome, Failure> {
        match self.tell(db, job).await {
            Ok(()) => Ok(Outcome::Settled),
            Err(Error::Database(error @ database::Error::Corrupt { .. })) => {
                Err(Failure::Never(error.to_string()))
            }
            Err(error) => Err(Failure::Later(error.to_string())),
        }
    }
}
