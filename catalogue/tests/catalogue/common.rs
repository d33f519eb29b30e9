//! What several tests begin with.

use catalogue::{Content, NewOrganisation, OrganisationKind, Register, Revision, RevisionState, Step, Tool};
use database::{Read, Tx};
use kernel::{Actor, Operator, OrganisationId, VendorUser};

pub(crate) async fn organisation(tx: &Tx, kind: OrganisationKind, number: &str) -> OrganisationId {
    let new = NewOrganisation {
        key: None,
        name: format!("Demo {kind} {number}").try_into().unwrap(),
        kind,
        org_number: number.parse().unwrap(),
    };
    catalogue::add_organisation(tx, &operator(tx), new).await.unwrap().id
}

pub(crate) fn operator(tx: &Tx) -> Operator {
    Operator { person: tx.new_id() }
}

pub(crate) async fn vendor(tx: &Tx) -> VendorUser {
    let organisation = organisation(tx, OrganisationKind::Vendor, "983544622").await;
    VendorUser { person: tx.new_id(), organisation }
}

pub(crate) fn content(name: &str) -> Content {
    Content::new(name.parse().unwrap())
}

pub(crate) async fn register(tx: &Tx, user: &VendorUser, name: &str) -> (Tool, Revision) {
    catalogue::register(tx, user, Register { content: content(name), slug: None }).await.unwrap()
}

pub(crate) fn step(tx: &Tx) -> Step {
    Step { at: tx.now(), by: Actor::System }
}

pub(crate) async fn publish(tx: &Tx, revision: &Revision) -> Revision {
    let state = RevisionState::Published { step: step(tx), approved: step(tx) };
    catalogue::set_state(tx, revision.id, revision.version, state).await.unwrap()
}
