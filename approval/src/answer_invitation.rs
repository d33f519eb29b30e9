//! The vendor answers an order that came first.

use catalogue::{RevisionState, Step};
use database::{Audit, Read as _, Tx};
use kernel::{Actor, OrderId, ToolId, VendorUser};

use crate::{Error, Order, OrderState, Result, check::is_editorial, order, store, take_on, tell};

/// An invitation to say yes to.
#[derive(Debug, Clone, Copy)]
pub struct AcceptInvitation {
    /// The order.
    pub order: OrderId,
    /// The version that the vendor saw.
    pub expected_version: i32,
    /// The vendor's own tool.
    pub tool: ToolId,
}

/// An invitation to say no to.
#[derive(Debug, Clone, Copy)]
pub struct DeclineInvitation {
    /// The order.
    pub order: OrderId,
    /// The version that the vendor saw.
    pub expected_version: i32,
}

/// Answers the order with a tool; from then on the order holds for it. What is handed in already goes to that body at once.
pub async fn accept_invitation(tx: &Tx, user: &VendorUser, command: AcceptInvitation) -> Result<()> {
    let invitation = open(tx, user, command.order, command.expected_version).await?;
    let own = catalogue::find_own_tool(tx, user, command.tool).await?.ok_or(Error::NotFound("tool"))?;
    store::orders::update(tx, &invitation, OrderState::Active, Some(command.tool)).await?;
    tx.audit(Audit::new(user, "order.accept", invitation.id));
    if let Some(revision) = own.open {
        let submitted = matches!(revision.state, RevisionState::Submitted { .. });
        if submitted && !is_editorial(tx, &revision).await? {
            let by = Actor::Orderer { person: invitation.ordered_by, organisation: invitation.orderer };
            take_on::hand_over(tx, revision, &invitation, Step { at: tx.now(), by }).await?;
        }
    }
    tell::organisation(tx, invitation.orderer, tell::LISTING_CHANGED).await
}

/// Says no to an order.
pub async fn decline_invitation(tx: &Tx, user: &VendorUser, command: DeclineInvitation) -> Result<()> {
    let invitation = open(tx, user, command.order, command.expected_version).await?;
    store::orders::update(tx, &invitation, OrderState::Declined, None).await?;
    tx.audit(Audit::new(user, "order.decline", invitation.id));
    tell::organisation(tx, invitation.orderer, tell::LISTING_CHANGED).await
}

async fn open(tx: &Tx, user: &VendorUser, id: OrderId, expected: i32) -> Result<Order> {
    let order = order::find_of_vendor(tx, user, id).await?.ok_or(Error::NotFound("order"))?;
    if order.version != expected {
        return Err(Error::Stale);
    }
    if order.state == OrderState::Invited { Ok(order) } else { Err(Error::OrderClosed) }
}
