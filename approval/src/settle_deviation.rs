//! The ordering body finds that a deviation is mended.

use catalogue::note_change;
use database::Tx;
use kernel::{DeviationId, Orderer, Phrase};

use crate::{
    DecisionKind, Deviation, Error, Result, decision::NewDecision, deviation::find_own_deviation,
    enforce::enforce, store,
};

/// A deviation to settle.
#[derive(Debug, Clone)]
pub struct SettleDeviation {
    /// The deviation.
    pub deviation: DeviationId,
    /// The version that the body saw.
    pub expected_version: i32,
    /// What shows that the requirement is met now.
    pub evidence: Phrase<2000>,
}

/// Settles a deviation with evidence; a suspension that hangs on it is lifted.
pub async fn settle_deviation(tx: &Tx, orderer: &Orderer, command: SettleDeviation) -> Result<()> {
    let deviation = open(tx, orderer, command.deviation, command.expected_version).await?;
    store::deviations::close(tx, deviation.id, deviation.version, &command.evidence).await?;
    let decision = NewDecision::new(DecisionKind::Settle, deviation.tool).about(deviation.revision);
    let grounds = format!("{}: {}", deviation.requirement.name(), command.evidence);
    decision.grounds(&grounds)?.record(tx, orderer.into()).await?;
    note_change(tx, deviation.tool).await?;
    enforce(tx, deviation.tool).await?;
    Ok(())
}

/// The body's own open deviation at the version that it saw.
pub(crate) async fn open(tx: &Tx, orderer: &Orderer, id: DeviationId, expected: i32) -> Result<Deviation> {
    let deviation = find_own_deviation(tx, orderer, id).await?.ok_or(Error::NotFound("deviation"))?;
    if deviation.version == expected && deviation.closed_at.is_none() {
        Ok(deviation)
    } else {
        Err(Error::Stale)
    }
}
