//! Small writes that need nothing in between: statements that each must do what they say, or none is done.

use sea_orm::{ConnectionTrait, DbBackend, Statement};

use crate::{Audit, Database, Read, Result};

/// Statements that are done all or not at all, durable when `run` returns. Where one stops, nothing has happened, and a transaction finds out what to
/// do about it.
#[derive(Debug, Default)]
pub struct Atomic {
    pub(crate) steps: Vec<Step>,
    pub(crate) audit: Vec<Audit>,
}

#[derive(Debug)]
pub(crate) enum Step {
    One(Statement),
    Unless(Statement),
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// All of it was done.
    Done,
    /// The step at this place, counted from 0, was not met; nothing was done.
    Stopped(usize),
}

impl Atomic {
    /// This statement must change exactly one row.
    pub fn one(&mut self, statement: Statement) {
        self.steps.push(Step::One(statement));
    }

    /// This query must find nothing.
    pub fn unless(&mut self, statement: Statement) {
        self.steps.push(Step::Unless(statement));
    }

    /// Leaves this entry in the audit log.
    pub fn audit(&mut self, entry: Audit) {
        self.audit.push(entry);
    }

    /// Does it.
    pub async fn run(self, db: &Database) -> Result<Outcome> {
        if self.steps.is_empty() && self.audit.is_empty() {
            return Ok(Outcome::Done);
        }
        if let Some(writer) = db.writer() {
            return writer.run(self, db.now()).await;
        }
        Box::pin(self.in_a_transaction(db)).await
    }

    async fn in_a_transaction(self, db: &Database) -> Result<Outcome> {
        let tx = db.begin().await?;
        for (place, step) in self.steps.into_iter().enumerate() {
            let executor = tx.executor();
            let goes_on = match step {
                Step::One(statement) => executor.execute_raw(statement).await?.rows_affected() == 1,
                Step::Unless(statement) => executor.query_one_raw(statement).await?.is_none(),
            };
            if !goes_on {
                tx.roll_back().await?;
                return Ok(Outcome::Stopped(place));
            }
        }
        for entry in self.audit {
            tx.audit(entry);
        }
        tx.commit().await?;
        Ok(Outcome::Done)
    }
}

impl Database {
    /// The kind of SQL that it speaks.
    pub fn backend(&self) -> DbBackend {
        self.executor().get_database_backend()
    }
}

#[cfg(test)]
mod tests;
