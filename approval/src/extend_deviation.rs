//! The ordering body gives a deviation a new plan and a new deadline.

use catalogue::note_change;
use database::{Read as _, Tx};
use jiff::civil::Date;
use kernel::{DeviationId, Orderer, Phrase, oslo};

use crate::{
    DecisionKind, Error, Result, decision::NewDecision, enforce::enforce, settle_deviation::open, store,
};

/// A deviation to give more time.
#[derive(Debug, Clone)]
pub struct ExtendDeviation {
    /// The deviation.
    pub deviation: DeviationId,
    /// The version that the body saw.
    pub expected_version: i32,
    /// Why it is still not met.
    pub reason: Phrase<2000>,
    /// What will be done now.
    pub plan: Phrase<2000>,
    /// The new last day.
    pub deadline: Date,
}

/// Gives a deviation a new plan and deadline: a documented decision that is shown; a suspension that hangs on it is lifted.
pub async fn extend_deviation(tx: &Tx, orderer: &Orderer, command: ExtendDeviation) -> Result<()> {
    let deviation = open(tx, orderer, command.deviation, command.expected_version).await?;
    if command.deadline < oslo::date(tx.now()) {
        return Err(Error::field("error-deadline-passed", "deadline"));
    }
    let ExtendDeviation { reason, plan, deadline, .. } = command;
    store::deviations::extend(tx, deviation.id, deviation.version, (&reason, &plan, deadline)).await?;
    let decision = NewDecision::new(DecisionKind::Extend, deviation.tool).about(deviation.revision);
    let grounds = format!("{}: {reason}", deviation.requirement.name());
    decision.grounds(&grounds)?.record(tx, orderer.into()).await?;
    note_change(tx, deviation.tool).await?;
    enforce(tx, deviation.tool).await?;
    Ok(())
}
