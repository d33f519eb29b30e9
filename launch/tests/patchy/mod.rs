//! Registers that answer about most people, and who is told where they do.

use std::sync::{Arc, Mutex};

use database::{
    outbox::{Claimed, Failure, Handler, Outcome, Worker},
    testing::TestDatabase,
};
use kernel::PersonId;
use launch::{EmbeddedRegisters, Pair, Registers, Teller, UserTeller};
use prescriber::ToolStatusTeller;

/// Registers that do not answer about the one beside anybody else, nor who acts for that one, and do not know the other.
pub(crate) struct Patchy {
    pub(crate) registers: Arc<EmbeddedRegisters>,
    pub(crate) away_for: PersonId,
    pub(crate) unknown: PersonId,
}

#[async_trait::async_trait]
impl Registers for Patchy {
    async fn pair(&self, actor: PersonId, subject: PersonId) -> launch::Result<Pair> {
        if [actor, subject].contains(&self.unknown) {
            return Err(launch::Error::Unregistered);
        }
        if actor != subject && [actor, subject].contains(&self.away_for) {
            return Err(launch::Error::Registers("away".to_owned()));
        }
        self.registers.pair(actor, subject).await
    }

    async fn subjects_of(&self, actor: PersonId) -> launch::Result<Vec<PersonId>> {
        self.registers.subjects_of(actor).await
    }

    async fn actors_for(&self, subject: PersonId) -> launch::Result<Vec<PersonId>> {
        if subject == self.away_for {
            return Err(launch::Error::Registers("away".to_owned()));
        }
        if subject == self.unknown {
            return Err(launch::Error::Unregistered);
        }
        self.registers.actors_for(subject).await
    }

    fn now(&self) -> jiff::Timestamp {
        self.registers.now()
    }
}

/// Tells whoever these registers say.
pub(crate) async fn run_jobs_with(db: &TestDatabase, registers: Arc<dyn Registers>) {
    let handlers: Vec<Arc<dyn Handler>> = vec![
        Arc::new(Teller::new(registers.clone())),
        Arc::new(ToolStatusTeller),
        Arc::new(UserTeller::new(registers)),
    ];
    let worker = Worker::new((**db).clone(), handlers);
    worker.drain().await.unwrap();
}

/// Who has a message of this template waiting.
pub(crate) async fn told(db: &TestDatabase, template: &str) -> Vec<PersonId> {
    struct Collect(Mutex<Vec<(PersonId, String)>>);
    #[async_trait::async_trait]
    impl Handler for Collect {
        fn kind(&self) -> &'static str {
            "notify.message"
        }
        async fn handle(&self, _: &database::Database, job: &Claimed) -> Result<Outcome, Failure> {
            let person = job.payload["person"].as_str().unwrap().parse().unwrap();
            let template = job.payload["template"].as_str().unwrap().to_owned();
            self.0.lock().unwrap().push((person, template));
            Ok(Outcome::Done)
        }
    }
    let collect = Arc::new(Collect(Mutex::default()));
    let worker = Worker::new((**db).clone(), vec![collect.clone()]);
    worker.drain().await.unwrap();
    let all = collect.0.lock().unwrap();
    all.iter().filter(|(_, of)| of == template).map(|(person, _)| *person).collect()
}
