//! Telling those who use a tool without a prescription: the job `launch.tell_users`.

use std::{fmt, sync::Arc};

use async_trait::async_trait;
use database::{
    Database, Job,
    outbox::{self, Claimed, Failure, Handler, Outcome},
};
use kernel::{Citizen, LoginLevel, PermissionId, PersonId, ToolId};
use prescriber::{Notice, PatientScope, Prescription, TELL_USERS};
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

use crate::{
    EmbeddedRegisters, Error, Pair, Permission, Registers, Result, acting, hidden, pair, store,
    tell::{keep_those_told, may_know},
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

#[derive(Clone, Copy, Serialize, Deserialize)]
struct Payload {
    tool: ToolId,
    notice: Notice,
    /// The job that all of them come from: nobody is told twice, however many there are.
    #[serde(default)]
    first: Option<Uuid>,
    /// The last permission of the batch before.
    #[serde(default)]
    after: Option<PermissionId>,
    /// Tells those who act for this person, and no batch: what the registers do not answer about one holds nobody else up.
    #[serde(default)]
    acting_for: Option<PersonId>,
}

impl UserTeller {
    /// One that asks these registers.
    pub fn new(registers: Arc<dyn Registers>) -> Self {
        Self { registers }
    }

    async fn tell(&self, db: &Database, job: &Claimed) -> Result<()> {
        let payload: Payload = serde_json::from_value(job.payload.clone())
            .map_err(|error| database::Error::corrupt("outbox_jobs", "payload", job.id, error))?;
        let Payload { tool, notice, first, acting_for, .. } = payload;
        let first = first.unwrap_or(job.id);
        let (people, next) = match acting_for {
            Some(subject) => (self.representatives(db, tool, subject).await?, Vec::new()),
            None => batch(db, Payload { first: Some(first), ..payload }).await?,
        };
        let tx = db.begin().await?;
        for person in people {
            let payload = json!({"person": person, "template": notice, "params": {}, "tool": tool});
            tx.emit(Job::new("notify.message", payload).once(format!("{first}/{person}")));
        }
        for (about, next) in next {
            tx.emit(Job::new(TELL_USERS, json!(next)).once(format!("{first}/{about}")));
        }
        outbox::settle(&tx, job).await?;
        Ok(tx.commit().await?)
    }

    /// Those who act for this person and are told of the permission.
    async fn representatives(&self, db: &Database, tool: ToolId, subject: PersonId) -> Result<Vec<PersonId>> {
        let actors = match self.registers.actors_for(subject).await {
            Err(Error::Unregistered) => return Ok(Vec::new()),
            found => found?,
        };
        let used = Used::find(db, tool, subject).await?;
        let mut people = Vec::new();
        for actor in actors {
            let pair = match pair(&*self.registers, actor, subject).await {
                Err(Error::Unregistered) => continue,
                found => found?,
            };
            if used.tells(db, pair).await? == Some(Ground::Permission) {
                people.push(actor);
            }
        }
        Ok(people)
    }
}

/// Those of a batch who are told for themselves, and the jobs that go on from it, each with what it is about.
async fn batch(db: &Database, of: Payload) -> Result<(Vec<PersonId>, Vec<(String, Payload)>)> {
    let users = store::permission::users(db, of.tool, of.after, BATCH).await?;
    let subjects: Vec<PersonId> = users.iter().map(|permission| permission.subject).collect();
    let told = prescriber::list_patients_of_tool(db, of.tool, &subjects).await?;
    let (mut people, mut next) = (Vec::new(), Vec::new());
    for subject in subjects {
        if !told.contains(&subject) && may_act_alone(db, subject).await? {
            people.push(subject);
        }
        next.push((subject.to_string(), Payload { acting_for: Some(subject), ..of }));
    }
    let full = u64::try_from(users.len()).is_ok_and(|count| count == BATCH);
    if let Some(last) = users.last().filter(|_| full).map(|permission| permission.id) {
        next.push((last.to_string(), Payload { after: Some(last), ..of }));
    }
    Ok((people, next))
}

/// Whether the person is old enough to log in alone, and there, by what is kept here: no other source has to answer for that.
async fn may_act_alone(db: &Database, person: PersonId) -> Result<bool> {
    match pair(&EmbeddedRegisters::new(db.clone()), person, person).await {
        Err(Error::Unregistered) => Ok(false),
        found => {
            let own = found?;
            Ok(acting(&own, LoginLevel::High, LoginLevel::Low, own.read_at()).is_ok())
        }
    }
}

/// What those who act for a person are told on of what happens to a tool.
pub(crate) struct Used {
    open: Vec<Prescription>,
    permission: Option<Permission>,
}

/// Which job tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ground {
    /// `launch.tell`, of an open prescription.
    Prescription,
    /// `launch.tell_users`, of the permission that stands.
    Permission,
}

impl Used {
    pub(crate) async fn find(db: &Database, tool: ToolId, subject: PersonId) -> Result<Self> {
        let scope = PatientScope::of(&Citizen::oneself(subject));
        let mut open = prescriber::list_of_tool_for_patient(db, scope, tool).await?;
        open.retain(|one| one.state.stage().is_open());
        let permission = store::permission::standing(db, subject, tool).await?;
        Ok(Self { open, permission })
    }

    /// On what the one who acts is told, of what that one may see; `None` where neither job tells.
    pub(crate) async fn tells(&self, db: &Database, mut pair: Pair) -> Result<Option<Ground>> {
        keep_those_told(&mut pair);
        let now = pair.read_at();
        if self.open.iter().any(|one| may_know(&pair, one, now)) {
            return Ok(Some(Ground::Prescription));
        }
        let Some(permission) = &self.permission else { return Ok(None) };
        let acting = acting(&pair, LoginLevel::High, LoginLevel::Low, now).ok();
        let Some(acting) = acting.filter(|acting| acting.whole().is_some()) else { return Ok(None) };
        let hidden = hidden(db, &acting).await?;
        let hides = hidden.hides(permission.tool, permission.given_at, permission.given_by);
        Ok((!hides).then_some(Ground::Permission))
    }
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
