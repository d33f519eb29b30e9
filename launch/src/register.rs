//! What a register says, entered here: by the operator in the demonstration, and from files. Each change stands in the audit log with its reason.

use database::{Audit, Tx};
use kernel::{Operator, PersonId, RelationId};
use serde_json::json;

use crate::{
    RelationRecord, Result,
    registers::enter_relation,
    representation::{Evidence, Mandate, Relation},
    store,
};

/// What came of entering a relation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Registered {
    /// It was not there.
    Added(RelationId),
    /// It was there and said something else.
    Changed(RelationId),
    /// It was there and said the same.
    Unchanged(RelationId),
    /// It stays ended as a party has ended it (F7), which is not what was entered; anything else of it is as entered.
    StaysEnded(RelationId),
}

/// Who may act for whom, as a register says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Who may act.
    pub actor: PersonId,
    /// For whom.
    pub subject: PersonId,
    /// On what ground, and what proves it.
    pub relation: Relation,
    /// F3.
    pub daily_care: Option<bool>,
}

/// Enters a relation; between two persons a register has one on each ground.
pub async fn register_relation(tx: &Tx, by: &Operator, entry: &Entry, reason: &str) -> Result<Registered> {
    let Entry { actor, subject, relation: ref told, daily_care } = *entry;
    let there = find_registered(tx, entry).await?;
    let ended = store::relation::ended_by_party(tx, actor, subject, told.basis).await?;
    let relation = &as_ended(ended.as_ref(), told);
    let outcome = |id, as_told| if relation == told { as_told } else { Registered::StaysEnded(id) };
    let detail = json!({
        "actor": actor, "subject": subject, "basis": relation.basis, "evidence": relation.evidence,
        "daily_care": daily_care, "reason": reason,
    });
    let Some((id, there)) = there else {
        let id = enter_relation(tx, actor, subject, relation.clone(), daily_care).await?;
        tx.audit(Audit::new(by, "relation.enter", id).detail(detail));
        return Ok(outcome(id, Registered::Added(id)));
    };
    if there.relation == *relation && there.daily_care == daily_care {
        return Ok(outcome(id, Registered::Unchanged(id)));
    }
    store::relation::update(tx, id, relation).await?;
    store::relation::set_daily_care(tx, id, daily_care).await?;
    tx.audit(Audit::new(by, "relation.change", id).detail(detail));
    Ok(outcome(id, Registered::Changed(id)))
}

/// As the register says it, its own ends too; but what a party has ended stays ended (F7): that very power, and any that begins before that day.
fn as_ended(by_party: Option<&Evidence>, told: &Relation) -> Relation {
    let mut relation = told.clone();
    if let Some(&Evidence::Mandate(Mandate { from, ended: Some(day), .. })) = by_party
        && let Evidence::Mandate(mandate) = &mut relation.evidence
        && (mandate.from == from || mandate.from < day)
    {
        mandate.ended = Some(mandate.ended.map_or(day, |ended| ended.min(day)));
    }
    relation
}

/// The relation between these two on this ground, as the register has it.
pub async fn find_registered(tx: &Tx, entry: &Entry) -> Result<Option<(RelationId, RelationRecord)>> {
    let between = store::relation::registered_between(tx, entry.actor, entry.subject).await?;
    let same = between.into_iter().find(|record| record.relation.basis == entry.relation.basis);
    Ok(same.and_then(|record| record.id.map(|id| (id, record))))
}

/// Notes that the register no longer has it; from now on it is as if it were not there (F0). `false` where it has gone already.
pub async fn remove_relation(tx: &Tx, by: &Operator, id: RelationId, reason: &str) -> Result<bool> {
    let removed = store::relation::remove(tx, id).await?;
    if removed {
        tx.audit(Audit::new(by, "relation.remove", id).detail(json!({ "reason": reason })));
    }
    Ok(removed)
}
