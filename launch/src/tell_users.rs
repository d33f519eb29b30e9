//! Telling those who use a tool without a prescription: the job `launch.tell_users`.

use std::{collections::BTreeSet, fmt, sync::Arc};

use async_trait::async_trait;
use database::{
    Database, Job,
    outbox::{self, Claimed, Failure, Handler, Outcome},
};
use kernel::{LoginLevel, PermissionId, PersonId, ToolId};
use prescriber::{Notice, PatientScope, TELL_USERS};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::{
    Acting, Error, Permission, Registers, Result, acting, hidden, pair, store, tell::keep_those_told,
};

/// Permissions a job; a job that is full queues the next one.
const BATCH: u64 = 200;

/// Carries out `launch.tell_users`: everybody whose permission for the tool stands and those who may act for them on a ground on which one is told, but
/// those whom an open prescription tells already.
pub struct UserTeller {
    registers: Arc<dyn Registers>,
}

impl fmt::Debug for UserTeller {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("UserTeller")
    }
}

#[derive(Serialize, Deserialize)]
struct Payload {
    tool: ToolId,
    notice: Notice,
    /// The last permission of the batch before.
    #[serde(default)]
    after: Option<PermissionId>,
}

impl UserTeller {
    /// One that asks these registers.
    pub fn new(registers: Arc<dyn Registers>) -> Self {
        Self { registers }
    }

    async fn tell(&self, db: &Database, job: &Claimed) -> Result<()> {
        let Payload { tool, notice, after } = serde_json::from_value(job.payload.clone())
            .map_err(|error| database::Error::corrupt("outbox_jobs", "payload", job.id, error))?;
        let users = store::permission::users(db, tool, after, BATCH).await?;
        let mut people = BTreeSet::new();
        for permission in &users {
            people.extend(self.recipients(db, permission).await?);
        }
        let tx = db.begin().await?;
        for person in people {
            let payload = json!({"person": person, "template": notice, "params": {}, "tool": tool});
            tx.emit(Job::new("notify.message", payload).once(format!("{}/{person}", job.id)));
        }
        let full = u64::try_from(users.len()).is_ok_and(|count| count == BATCH);
        if let Some(last) = users.last().filter(|_| full).map(|permission| permission.id) {
            let next = Payload { tool, notice, after: Some(last) };
            tx.emit(Job::new(TELL_USERS, json!(next)).once(format!("{}/{last}", job.id)));
        }
        outbox::settle(&tx, job).await?;
        Ok(tx.commit().await?)
    }

    /// Whose permission it is and those who act for that person, as far as each may see it and no open prescription tells the same.
    async fn recipients(&self, db: &Database, permission: &Permission) -> Result<Vec<PersonId>> {
        let (subject, tool) = (permission.subject, permission.tool);
        let mut actors = self.registers.actors_for(subject).await?;
        actors.push(subject);
        let mut people = Vec::new();
        for actor in actors {
            let Some(acting) = self.told(actor, subject).await? else { continue };
            let hidden = hidden(db, &acting).await?;
            if hidden.hides(tool, permission.given_at, permission.given_by) {
                continue;
            }
            if !has_open(db, acting.scope(), tool).await? {
                people.push(actor);
            }
        }
        Ok(people)
    }

    /// What lets this person see everything of that one, on a ground on which one is told.
    async fn told(&self, actor: PersonId, subject: PersonId) -> Result<Option<Acting>> {
        let mut pair = match pair(&*self.registers, actor, subject).await {
            Err(Error::Unregistered) => return Ok(None),
            found => found?,
        };
        keep_those_told(&mut pair);
        let acting = acting(&pair, LoginLevel::High, LoginLevel::Low, self.registers.now()).ok();
        Ok(acting.filter(|acting| acting.whole().is_some()))
    }
}

/// Whether the tool is prescribed, as far as may be seen in this scope.
async fn has_open(db: &Database, scope: PatientScope, tool: ToolId) -> Result<bool> {
    let all = prescriber::list_of_tool_for_patient(db, scope, tool).await?;
    Ok(all.iter().any(|one| one.state.stage().is_open()))
}

#[async_trait]
impl Handler for UserTeller {
    fn kind(&self) -> &'static str {
        TELL_USERS
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
