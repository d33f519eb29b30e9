//! A public body orders a listing before there is a tool, and invites the vendor.

use catalogue::OrganisationKind;
use database::{Audit, Read as _, Tx};
use kernel::{OrderId, Orderer, OrganisationId, Phrase, oslo};

use crate::{Error, Order, OrderState, Requirement, Result, facts, store, tell};

/// An order that comes first.
#[derive(Debug, Clone)]
pub struct Invite {
    /// The order's id, made with the page: the same form twice is one order.
    pub id: OrderId,
    /// The vendor.
    pub vendor: OrganisationId,
    /// What is wanted, in a line.
    pub subject: Phrase<200>,
    /// What else the vendor should know.
    pub note: Option<Phrase<4000>>,
}

/// Orders a listing and invites the vendor to answer with a tool. Ordering anything needs the platform terms (K7).
pub async fn invite(tx: &Tx, orderer: &Orderer, command: Invite) -> Result<Order> {
    if let Some(order) = store::orders::find(tx, command.id).await? {
        return if order.orderer == orderer.organisation { Ok(order) } else { Err(Error::Stale) };
    }
    let today = oslo::date(tx.now());
    let body = facts::orderer_facts(tx, orderer.organisation, today).await?;
    if !body.platform_terms.is_some_and(|period| period.covers(today)) {
        return Err(Error::Unmet(vec![Requirement::K7.rule()]));
    }
    let vendor = catalogue::find_organisation(tx, command.vendor).await?;
    let vendor = vendor.filter(|organisation| organisation.kind != OrganisationKind::Operator);
    let vendor = vendor.ok_or_else(|| Error::field("error-unknown-organisation", "vendor"))?;
    let order = Order {
        id: command.id,
        orderer: orderer.organisation,
        vendor: vendor.id,
        tool: None,
        state: OrderState::Invited,
        subject: command.subject,
        note: command.note,
        ordered_by: orderer.person,
        created_at: tx.now(),
        updated_at: tx.now(),
        version: 1,
    };
    store::orders::insert(tx, &order).await?;
    tx.audit(Audit::new(orderer, "order.invite", order.id));
    tell::organisation(tx, vendor.id, tell::LISTING_CHANGED).await?;
    Ok(order)
}
