//! An editorial revision gets a lighter check than an assessment (4.4).

use catalogue::{Revision, RevisionState, Step};
use database::{Read, Tx};
use kernel::{Operator, RevisionId, oslo};

use crate::{
    DecisionKind, Error, Evaluation, Result,
    assessment::Publishable,
    decision::NewDecision,
    dossier, facts,
    life_cycle::{self, SecondPair},
    publish::lacks_process,
    store, tell,
};

/// An editorial revision to look through and publish.
#[derive(Debug, Clone, Copy)]
pub struct Check {
    /// The revision.
    pub revision: RevisionId,
    /// The version that the operator saw.
    pub expected_version: i32,
}

/// Whether the revision changes nothing material in what is published, so that the lighter check is enough.
pub async fn is_editorial(db: &impl Read, revision: &Revision) -> Result<bool> {
    Ok(published_before(db, revision)
        .await?
        .is_some_and(|before| revision.content.material_changes(&before.content).is_empty()))
}

async fn published_before(db: &impl Read, revision: &Revision) -> Result<Option<Revision>> {
    let listed = catalogue::get_tool(db, revision.tool).await?.listed.filter(|listed| *listed != revision.id);
    let Some(listed) = listed else { return Ok(None) };
    let listed = catalogue::get_revision(db, listed).await?;
    Ok(Some(listed).filter(|listed| matches!(listed.state, RevisionState::Published { .. })))
}

/// Publishes an editorial revision on the approval of the one before: the answers given then must still hold.
pub async fn check(tx: &Tx, operator: &Operator, command: Check) -> Result<Revision> {
    let revision = catalogue::get_revision(tx, command.revision).await?;
    if revision.version != command.expected_version {
        return Err(Error::Stale);
    }
    let before = published_before(tx, &revision).await?.ok_or(Error::Material)?;
    if !revision.content.material_changes(&before.content).is_empty() {
        return Err(Error::Material);
    }
    let assessment = store::assessments::published_of_tools(tx, &[revision.tool]).await?.pop();
    let assessment = assessment.ok_or(Error::NotFound("assessment"))?;
    let vendor = catalogue::get_tool(tx, revision.tool).await?.vendor;
    let answers = dossier::standing_answers(tx, &assessment).await?;
    let today = oslo::date(tx.now());
    let case = facts::case(tx, &revision, (assessment.orderer, vendor), answers, today).await?;
    let proof = Publishable::by(&crate::assess(&case))?;

    let filed: Vec<_> = revision.state.step().and_then(|step| step.by.person()).into_iter().collect();
    let by = SecondPair::of(Step { at: tx.now(), by: operator.into() }, &filed)?;
    if lacks_process(tx, &revision).await? {
        return Err(Error::NoProcess);
    }
    let state = life_cycle::check(revision.state.clone(), &before.state, &proof, by)?;
    let revision = catalogue::set_state(tx, revision.id, revision.version, state).await?;
    let decision = NewDecision::new(DecisionKind::Check, revision.tool).about(revision.id);
    let evaluation = Some(Evaluation::of(case));
    NewDecision { evaluation, ..decision }.record(tx, operator.into()).await?;
    tell::organisation(tx, vendor, tell::LISTING_CHANGED).await?;
    Ok(revision)
}
