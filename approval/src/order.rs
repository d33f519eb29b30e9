//! Orders: a public body wants a tool listed and vouches for it.

use catalogue::{Listed, Window};
use database::Read;
use jiff::Timestamp;
use kernel::{OrderId, Orderer, OrganisationId, PersonId, Phrase, ToolId, VendorUser};

use crate::{Result, store, wire::words};

words! {
    /// Where an order stands.
    OrderState {
        /// The vendor is invited to answer with a tool.
        Invited = "invited",
        /// It holds: the body has the tool in assessment or in the catalogue.
        Active = "active",
        /// The vendor said no.
        Declined = "declined",
        /// It ended: the tool was turned down or withdrawn, or the body took the order back.
        Closed = "closed",
    }
}

/// A public body's order of a listing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// Its id.
    pub id: OrderId,
    /// The ordering body.
    pub orderer: OrganisationId,
    /// The vendor.
    pub vendor: OrganisationId,
    /// The tool; an order that came first has none until the vendor answers.
    pub tool: Option<ToolId>,
    /// Where it stands.
    pub state: OrderState,
    /// What is wanted, in a line.
    pub subject: Phrase<200>,
    /// What else the vendor should know.
    pub note: Option<Phrase<4000>>,
    /// Who ordered it.
    pub ordered_by: PersonId,
    /// When.
    pub created_at: Timestamp,
    /// When it last moved.
    pub updated_at: Timestamp,
    /// Counts its moves; what a page was made from.
    pub version: i32,
}

/// The ordering body's own order with this id, if there is one.
pub async fn find_own_order(db: &impl Read, orderer: &Orderer, id: OrderId) -> Result<Option<Order>> {
    Ok(store::orders::find(db, id).await?.filter(|order| order.orderer == orderer.organisation))
}

/// The order that holds for this tool, if one does.
pub async fn find_order_of(db: &impl Read, tool: ToolId) -> Result<Option<Order>> {
    store::orders::active_of_tool(db, tool).await
}

/// The orders that hold for these tools.
pub async fn list_orders_of(db: &impl Read, tools: &[ToolId]) -> Result<Vec<Order>> {
    store::orders::active_of_tools(db, tools).await
}

/// The ordering body's own orders, the latest first.
pub async fn list_own_orders(db: &impl Read, orderer: &Orderer, window: Window) -> Result<Listed<Order>> {
    store::orders::of_orderer(db, orderer.organisation, window).await
}

/// Invitations that the vendor has not answered, the latest first.
pub async fn list_invitations(db: &impl Read, user: &VendorUser, window: Window) -> Result<Listed<Order>> {
    store::orders::invitations_of_vendor(db, user.organisation, window).await
}

/// The order with this id that this vendor is invited to or answers, if there is one.
pub(crate) async fn find_of_vendor(db: &impl Read, user: &VendorUser, id: OrderId) -> Result<Option<Order>> {
    Ok(store::orders::find(db, id).await?.filter(|order| order.vendor == user.organisation))
}

/// The invitation with this id, if it is the vendor's and not answered.
pub async fn find_invitation(db: &impl Read, user: &VendorUser, id: OrderId) -> Result<Option<Order>> {
    Ok(find_of_vendor(db, user, id).await?.filter(|order| order.state == OrderState::Invited))
}
