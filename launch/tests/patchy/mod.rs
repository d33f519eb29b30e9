//! Registers that answer about most people.

use std::sync::Arc;

use kernel::PersonId;
use launch::{EmbeddedRegisters, Pair, Registers};

/// Registers that do not answer who acts for the one and do not know the other.
pub(crate) struct Patchy {
    pub(crate) registers: Arc<EmbeddedRegisters>,
    pub(crate) away_for: PersonId,
    pub(crate) unknown: PersonId,
}

#[async_trait::async_trait]
impl Registers for Patchy {
    async fn pair(&self, actor: PersonId, subject: PersonId) -> launch::Result<Pair> {
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
