//! Data permissions: what a tool needs to run (T4), and what those who follow up may read.

use std::sync::Arc;

use catalogue::{Listing, PermissionNeed};
use database::{Audit, Read, Tx};
use jiff::Timestamp;
use kernel::{PermissionId, PersonId, RevisionId, ToolId};
use prescriber::{Page, Prescription, Sharing};
use serde_json::json;

use crate::{
    Error, Permit, Proof, Result, Whole, Withdraw, hidden,
    representation::PermissionState,
    storage::KEPT_AFTER_WITHDRAWAL,
    store::{self, permission::Last},
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
    /// When one given to other words took its place.
    pub replaced_at: Option<Timestamp>,
}

impl Permission {
    /// Whether it stands.
    pub const fn stands(&self) -> bool {
        self.withdrawn_at.is_none() && self.replaced_at.is_none()
    }
}

/// A permission that stands, and the words that it was given to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreed {
    /// The permission.
    pub permission: Permission,
    /// What the tool asked for then.
    pub need: Arc<PermissionNeed>,
    /// Whether that is what it asks for now (T4).
    pub covers: bool,
}

/// T4: a permission covers the words that were shown when it was given. Where the tool has since come to ask for something else, nothing has been given.
pub(crate) async fn state(db: &impl Read, subject: PersonId, listing: &Listing) -> Result<PermissionState> {
    if !listing.content().permission.needed {
        return Ok(PermissionState::NotNeeded);
    }
    Ok(match store::permission::last(db, subject, listing.id()).await? {
        Last::Stands(revision) if covers(db, revision, listing).await? => PermissionState::Given,
        Last::Stands(_) | Last::Never => PermissionState::NotGiven,
        Last::TakenBack => PermissionState::Withdrawn,
    })
}

async fn covers(db: &impl Read, agreed: RevisionId, listing: &Listing) -> Result<bool> {
    if agreed == listing.revision.id {
        return Ok(true);
    }
    let agreed = catalogue::find_held_permission_need(db, agreed).await?;
    Ok(agreed.is_some_and(|agreed| listing.content().permission.is_covered_by(&agreed)))
}

/// The subject's permission for the tool that stands, if there is one; one that hangs on what is withheld (F11) is none.
pub async fn find_permission(db: &impl Read, whole: &Whole, listing: &Listing) -> Result<Option<Agreed>> {
    let acting = whole.acting();
    let subject = acting.citizen().subject;
    let Some(permission) = store::permission::standing(db, subject, listing.id()).await? else {
        return Ok(None);
    };
    if hidden(db, acting).await?.hides(permission.tool, permission.given_at, permission.given_by) {
        return Ok(None);
    }
    let need = catalogue::find_held_permission_need(db, permission.revision).await?.unwrap_or_default();
    let covers = covers(db, permission.revision, listing).await?;
    Ok(Some(Agreed { permission, need, covers }))
}

/// Gives the tool the permission that it needs to run, to the words of the published revision. Giving it twice is giving it once.
pub async fn give_permission(tx: &Tx, proof: &Proof<Permit>) -> Result<()> {
    if !proof.listing.content().permission.needed {
        return Err(Error::NothingToPermit);
    }
    let (citizen, tool) = (proof.citizen(), proof.listing.id());
    let revision = proof.listing.revision.id;
    if state(tx, citizen.subject, &proof.listing).await? == PermissionState::Given {
        return Ok(());
    }
    store::permission::replace(tx, citizen.subject, tool).await?;
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

/// Takes that back, or a part of it (F13); more than is shared now is given by `share` alone.
pub async fn share_less(tx: &Tx, proof: &Proof<Withdraw>, sharing: Sharing) -> Result<Prescription> {
    let shared = proof.prescription.as_ref().map(|prescription| prescription.sharing);
    set_sharing(tx, proof, shared.map_or(sharing, |shared| shared.min(sharing))).await
}

async fn set_sharing<A: crate::Aim>(tx: &Tx, proof: &Proof<A>, sharing: Sharing) -> Result<Prescription> {
    let prescription = proof.prescription.as_ref().ok_or(Error::NotFound)?;
    let citizen = proof.citizen();
    let scope = prescriber::PatientScope::of(&citizen).with_withheld();
    Ok(prescriber::share(tx, &citizen, scope, prescription.id, sharing).await?)
}

/// The subject's permissions, the latest first: those that stand (`Some(true)`), those that do not, or all.
pub async fn list_permissions(
    db: &impl Read,
    whole: &Whole,
    standing: Option<bool>,
    page: Page<PermissionId>,
) -> Result<Vec<Permission>> {
    let hidden = hidden(db, whole.acting()).await?;
    store::permission::list(db, whole.acting().citizen().subject, &hidden, standing, page).await
}

/// Whether the subject has ever permitted the tool something.
pub async fn has_permitted(db: &impl Read, whole: &Whole, tool: ToolId) -> Result<bool> {
    let given = store::permission::list_of_tool(db, whole.acting().citizen().subject, tool).await?;
    let hidden = hidden(db, whole.acting()).await?;
    Ok(given.iter().any(|one| !hidden.hides(tool, one.given_at, one.given_by)))
}
