//! A tool is taken out for good.

use catalogue::{PerLocale, Prose, RevisionState, Step};
use database::{Read as _, Tx};
use kernel::ToolId;

use crate::{
    DecisionKind, Error, Move, OrderState, Party, Result, decision::NewDecision, life_cycle, store, suspend,
    tell,
};

/// A tool to take out.
#[derive(Debug, Clone)]
pub struct Withdraw {
    /// The tool.
    pub tool: ToolId,
    /// Why, for those who had it.
    pub reason: PerLocale<Prose<500>>,
}

/// Withdraws a tool from whatever state it is in. It stays visible to those who had it, with the reason, and cannot start.
pub async fn withdraw(tx: &Tx, by: &Party, command: Withdraw) -> Result<()> {
    let tool = by.tool(tx, command.tool).await?;
    if command.reason.is_blank() {
        return Err(Error::field("error-required", "reason"));
    }
    let step = Step { at: tx.now(), by: by.actor() };
    let mut revisions = Vec::new();
    if let Some(listed) = tool.listed {
        revisions.push(catalogue::get_revision(tx, listed).await?);
    }
    revisions.extend(
        catalogue::find_open_revision(tx, tool.id).await?.filter(|open| Some(open.id) != tool.listed),
    );
    revisions.retain(|revision| !matches!(revision.state, RevisionState::Withdrawn { .. }));
    if revisions.is_empty() {
        return Err(Error::State { state: catalogue::StateKind::Withdrawn, step: Move::Withdraw });
    }
    for revision in revisions {
        let state = life_cycle::withdraw(revision.state, step, command.reason.clone())?;
        catalogue::set_state(tx, revision.id, revision.version, state).await?;
    }
    suspend::tell_parties(tx, tool.id, tell::LISTING_CHANGED).await?;
    if let Some(order) = store::orders::active_of_tool(tx, tool.id).await? {
        store::orders::update(tx, &order, OrderState::Closed, order.tool).await?;
    }
    NewDecision::new(DecisionKind::Withdraw, tool.id).told(&command.reason)?.record(tx, by.actor()).await?;
    if tool.listed.is_some() {
        tell::tool_status(tx, tool.id, tell::Status::Withdrawn);
    }
    Ok(())
}
