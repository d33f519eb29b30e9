//! Tools that somebody wants at hand, as a citizen or as a clinician.

use database::{Audit, Read, Tx};
use kernel::{Actor, Citizen, Clinician, PersonId, ToolId};

use crate::{Error, Result, Standing, find_listing_of, store};

/// Most favourites of one person in one role.
pub const MOST_FAVOURITES: u64 = 200;

/// Whose favourites: what one likes at work says nothing of oneself, so the roles are kept apart.
#[derive(Debug, Clone, PartialEq)]
pub struct Keeper {
    pub(crate) person: PersonId,
    pub(crate) role: &'static str,
    actor: Actor,
}

impl Keeper {
    /// The citizen's own; `None` while acting for another, whose they are not.
    pub fn citizen(citizen: &Citizen) -> Option<Self> {
        let own = Self { person: citizen.person, role: "citizen", actor: Actor::from(citizen) };
        (!citizen.represents()).then_some(own)
    }

    /// The clinician's own, in whatever organisation.
    pub fn clinician(clinician: &Clinician) -> Self {
        Self { person: clinician.person, role: "clinician", actor: Actor::from(clinician) }
    }
}

/// Refuses what is not in the catalogue, or no longer.
pub(crate) async fn must_be_there(db: &impl Read, tool: ToolId) -> Result<()> {
    let listing = find_listing_of(db, tool).await?.ok_or(Error::NotFound("tool"))?;
    if matches!(listing.standing, Standing::Withdrawn { .. }) { Err(Error::NotFound("tool")) } else { Ok(()) }
}

/// Keeps a tool at hand. Adding it twice is adding it once.
pub async fn add_favourite(tx: &Tx, keeper: &Keeper, tool: ToolId) -> Result<()> {
    must_be_there(tx, tool).await?;
    if store::favourites::count(tx, keeper).await? >= MOST_FAVOURITES {
        return Err(Error::Full { most: MOST_FAVOURITES });
    }
    if store::favourites::insert(tx, keeper, tool).await? {
        tx.audit(Audit::new(keeper.actor, "favourite.add", tool));
    }
    Ok(())
}

/// Lets go of it.
pub async fn remove_favourite(tx: &Tx, keeper: &Keeper, tool: ToolId) -> Result<()> {
    if store::favourites::delete(tx, keeper, tool).await? {
        tx.audit(Audit::new(keeper.actor, "favourite.remove", tool));
    }
    Ok(())
}

/// The favourites, the latest first.
pub async fn list_favourites(db: &impl Read, keeper: &Keeper) -> Result<Vec<ToolId>> {
    store::favourites::list(db, keeper).await
}

/// Everything that a person keeps, by role: for whoever takes along what is held about them.
pub async fn list_favourites_of_person(
    db: &impl Read,
    person: PersonId,
) -> Result<[(&'static str, Vec<ToolId>); 2]> {
    let of = |role| Keeper { person, role, actor: Actor::System };
    let (citizen, clinician) = (of("citizen"), of("clinician"));
    Ok([
        (citizen.role, store::favourites::list(db, &citizen).await?),
        (clinician.role, store::favourites::list(db, &clinician).await?),
    ])
}

/// Whether the tool is one.
pub async fn is_favourite(db: &impl Read, keeper: &Keeper, tool: ToolId) -> Result<bool> {
    store::favourites::has(db, keeper, tool).await
}
