//! Data permissions: what a tool needs to run (T4), and what those who follow up may read.

use database::{Audit, Read, Tx};
use jiff::Timestamp;
use kernel::{PermissionId, PersonId, RevisionId, ToolId};
use prescriber::{Prescription, Sharing};
use serde_json::json;

use crate::{
    Acting, Error, Permit, Proof, Result, Withdraw, hidden_tools, storage::KEPT_AFTER_WITHDRAWAL, store,
};

/// A permission that was given, and perhaps taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Permission {
    /// Its id.
    pub id: PermissionId,
    /// Whose data.
    pub subject: PersonId,
    /// Which tool.
    pub tool: ToolId,
    /// The revision whose words were agreed to.
    pub revision: RevisionId,
    /// When.
    pub given_at: Timestamp,
    /// By whom.
    pub given_by: PersonId,
    /// When it was taken back.
    pub withdrawn_at: Option<Timestamp>,
    /// By whom.
    pub withdrawn_by: Option<PersonId>,
}

impl Permission {
    /// Whether it stands.
    pub const fn stands(&self) -> bool {
        self.withdrawn_at.is_none()
    }
}

/// Gives the tool the permission that it needs to run. Giving it twice is giving it once.
pub async fn give_permission(tx: &Tx, proof: &Proof<Permit>) -> Result<()> {
    if !proof.listing.content().permission.needed {
        return Err(Error::NothingToPermit);
    }
    let (citizen, tool) = (proof.citizen(), proof.listing.id());
    let revision = proof.listing.revision.id;
    let id: PermissionId = tx.new_id();
    if store::permission::give(tx, id, citizen.subject, tool, revision, citizen.person).await? {
        let detail = json!({"tool": tool, "revision": revision, "basis": proof.basis});
        tx.audit(Audit::new(&citizen, "permission.give", id).detail(detail));
        store::storage::set_forget_at(tx, tool, citizen.subject, None).await?;
    }
    Ok(())
}

/// Takes it back, with effect at once: the next `recheck` of any token falls. What the tool keeps with us is out of its reach from then on, and
/// deleted when it is not given again in time.
pub async fn withdraw_permission(tx: &Tx, proof: &Proof<Withdraw>) -> Result<()> {
    let (citizen, tool) = (proof.citizen(), proof.listing.id());
    if store::permission::withdraw(tx, citizen.subject, tool, citizen.person).await? {
        tx.audit(Audit::new(&citizen, "permission.withdraw", tool).detail(json!({"basis": proof.basis})));
        let forget_at = tx.now().checked_add(KEPT_AFTER_WITHDRAWAL).map_err(|_| Error::Facts)?;
        store::storage::set_forget_at(tx, tool, citizen.subject, Some(forget_at)).await?;
    }
    Ok(())
}

/// Lets those who follow up read what the tool reports on the proof's prescription.
pub async fn share(tx: &Tx, proof: &Proof<Permit>, sharing: Sharing) -> Result<Prescription> {
    set_sharing(tx, proof, sharing).await
}

/// Takes that back.
pub async fn stop_sharing(tx: &Tx, proof: &Proof<Withdraw>) -> Result<Prescription> {
    set_sharing(tx, proof, Sharing::Nothing).await
}

async fn set_sharing<A: crate::Aim>(tx: &Tx, proof: &Proof<A>, sharing: Sharing) -> Result<Prescription> {
    let prescription = proof.prescription.as_ref().ok_or(Error::NotFound)?;
    let citizen = proof.citizen();
    let scope = prescriber::PatientScope::of(&citizen).with_withheld();
    Ok(prescriber::share(tx, &citizen, scope, prescription.id, sharing).await?)
}

/// The subject's permissions, the latest first, those taken back too; the 500 latest.
pub async fn list_permissions(db: &impl Read, acting: &Acting) -> Result<Vec<Permission>> {
    let hidden = hidden_tools(db, acting).await?;
    store::permission::list(db, acting.citizen().subject, &hidden).await
}
