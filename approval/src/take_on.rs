//! A public body takes a submitted tool on as its order.

use catalogue::{Revision, RevisionState, Step};
use database::{Read, Tx};
use kernel::{Locale, Orderer, OrganisationId, Phrase, RevisionId, Rule, oslo};

use crate::{
    Answers, Assessment, CRITERIA_VERSION, DecisionKind, Error, Order, OrderState, Outcome, Requirement,
    Result, decision::NewDecision, facts, life_cycle, outcomes, store, tell,
};

/// A submitted revision to take on.
#[derive(Debug, Clone)]
pub struct TakeOn {
    /// The revision.
    pub revision: RevisionId,
    /// The version that the body saw.
    pub expected_version: i32,
    /// Why the body wants it, if it says so.
    pub note: Option<Phrase<4000>>,
}

/// Takes a submitted tool on. Only a body that may order such a tool at all can (K6a, K6b, K7), and only one at a time.
pub async fn order(tx: &Tx, orderer: &Orderer, command: TakeOn) -> Result<Revision> {
    let revision = catalogue::get_revision(tx, command.revision).await?;
    if !matches!(revision.state, RevisionState::Submitted { .. }) && !is_own(tx, orderer, &revision).await? {
        // What is no longer open for taking on is nobody else's business.
        return Err(Error::NotFound("revision"));
    }
    if revision.version != command.expected_version {
        return Err(Error::Stale);
    }
    let vendor = catalogue::get_tool(tx, revision.tool).await?.vendor;
    may_order(tx, orderer, &revision).await?;
    let order = match store::orders::active_of_tool(tx, revision.tool).await? {
        Some(order) if order.orderer == orderer.organisation => order,
        Some(_) => return Err(Error::TakenOn),
        None => new_order(tx, orderer, &revision, vendor, command.note).await?,
    };
    let step = Step { at: tx.now(), by: orderer.into() };
    let revision = hand_over(tx, revision, &order, step).await?;
    tell::organisation(tx, vendor, tell::LISTING_CHANGED).await?;
    Ok(revision)
}

async fn is_own(tx: &Tx, orderer: &Orderer, revision: &Revision) -> Result<bool> {
    let assessment = store::assessments::of_revision(tx, revision.id).await?;
    Ok(assessment.is_some_and(|assessment| assessment.orderer == orderer.organisation))
}

/// Rules for which this body may not take the revision on: K6a, K6b and K7 are about the body itself, so no assessment can mend them.
pub async fn obstacles(db: &impl Read, orderer: &Orderer, revision: &Revision) -> Result<Vec<Rule>> {
    let vendor = catalogue::get_tool(db, revision.tool).await?.vendor;
    let today = oslo::date(db.now());
    let case = facts::case(db, revision, (orderer.organisation, vendor), Answers::default(), today).await?;
    let about_the_body = [Requirement::K6a, Requirement::K6b, Requirement::K7];
    Ok(outcomes(&case)
        .filter(|(requirement, outcome)| *outcome == Outcome::Unmet && about_the_body.contains(requirement))
        .map(|(requirement, _)| requirement.rule())
        .collect())
}

async fn may_order(tx: &Tx, orderer: &Orderer, revision: &Revision) -> Result<()> {
    let unmet = obstacles(tx, orderer, revision).await?;
    if unmet.is_empty() { Ok(()) } else { Err(Error::Unmet(unmet)) }
}

async fn new_order(
    tx: &Tx,
    orderer: &Orderer,
    revision: &Revision,
    vendor: OrganisationId,
    note: Option<Phrase<4000>>,
) -> Result<Order> {
    let name = revision.content.name(Locale::Nb);
    let order = Order {
        id: tx.new_id(),
        orderer: orderer.organisation,
        vendor,
        tool: Some(revision.tool),
        state: OrderState::Active,
        subject: Phrase::new(name).map_err(|_| Error::field("error-required", "texts.nb.name"))?,
        note,
        ordered_by: orderer.person,
        created_at: tx.now(),
        updated_at: tx.now(),
        version: 1,
    };
    store::orders::insert(tx, &order).await?;
    Ok(order)
}

/// Gives a submitted revision to the body whose order it is.
pub(crate) async fn hand_over(tx: &Tx, revision: Revision, order: &Order, step: Step) -> Result<Revision> {
    let submitted_at = revision.state.step().map_or(revision.updated_at, |submitted| submitted.at);
    let state = life_cycle::order(revision.state.clone(), step, order.id)?;
    let revision = catalogue::set_state(tx, revision.id, revision.version, state).await?;
    let assessment = Assessment {
        id: tx.new_id(),
        revision: revision.id,
        tool: revision.tool,
        order: order.id,
        orderer: order.orderer,
        criteria_version: CRITERIA_VERSION.to_owned(),
        submitted_at,
        ordered_at: tx.now(),
        started_at: None,
        approved_at: None,
        published_at: None,
        rejected_at: None,
        due_on: None,
        version: 1,
    };
    store::assessments::insert(tx, &assessment).await?;
    NewDecision::new(DecisionKind::Order, revision.tool).about(revision.id).record(tx, step.by).await?;
    Ok(revision)
}
