//! The start of a tool: a ticket for the browser, and a line in the history.

use std::fmt;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use database::{Audit, Read, Tx};
use jiff::{SignedDuration, Timestamp};
use kernel::{Citizen, LaunchId, PersonId, PrescriptionId, Slug, ToolId};

use crate::{Error, Open, Proof, Result, representation::Basis, store};

/// How long a ticket can be redeemed.
pub const TICKET_LASTS: SignedDuration = SignedDuration::from_mins(5);

/// One start of a tool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Launch {
    /// Its id.
    pub id: LaunchId,
    /// Who, for whom.
    pub citizen: Citizen,
    /// Which tool.
    pub tool: ToolId,
    /// On which prescription.
    pub prescription: Option<PrescriptionId>,
    /// Which task it leads to.
    pub task: Option<Slug>,
    /// On what ground.
    pub basis: Basis,
    /// When the right ends by itself.
    pub until: Option<Timestamp>,
    /// The page of this site that a hop back leads to.
    pub return_path: String,
    /// When.
    pub at: Timestamp,
}

/// What the browser carries to the tool: 256 bits that say nothing. Stored as a keyed hash only.
pub struct Ticket(String);

impl Ticket {
    pub(crate) const fn new(text: String) -> Self {
        Self(text)
    }

    /// For the address that the browser is sent to, and nowhere else.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Ticket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Ticket(…)")
    }
}

/// Starts the tool: marks the prescription as active, writes the history and gives a ticket.
///
/// `return_path` is a path of this site; anything else becomes `/mine-verktoy`.
pub async fn open(tx: &Tx, proof: Proof<Open>, return_path: &str) -> Result<(Launch, Ticket)> {
    let citizen = proof.citizen();
    let prescription = match &proof.prescription {
        Some(prescription) if prescription.is_current(kernel::oslo::date(tx.now())) => {
            Some(prescriber::activate(tx, &citizen, prescription.id).await?)
        }
        _ => None,
    };
    let ticket = Ticket(URL_SAFE_NO_PAD.encode(tx.random::<32>()));
    let launch = Launch {
        id: tx.new_id(),
        citizen,
        tool: proof.listing.id(),
        prescription: prescription.as_ref().map(|prescription| prescription.id),
        task: prescription.and_then(|prescription| prescription.task),
        basis: proof.basis,
        until: proof.until,
        return_path: local_path(return_path).to_owned(),
        at: tx.now(),
    };
    let expires = tx.now().checked_add(TICKET_LASTS).map_err(|_| Error::Facts)?;
    store::launch::insert(tx, &launch, hash(tx, ticket.expose()), expires).await?;
    tx.audit(Audit::new(&citizen, "launch.open", launch.id).detail(serde_json::json!({
        "tool": launch.tool, "prescription": launch.prescription, "basis": launch.basis,
    })));
    Ok((launch, ticket))
}

/// Burns a ticket, for this tool and this person only; `None` where there is none to burn. One of two at the same time succeeds.
pub async fn redeem(tx: &Tx, ticket: &str, tool: ToolId, person: PersonId) -> Result<Option<Launch>> {
    let launch = store::launch::burn(tx, hash(tx, ticket), tool, person).await?;
    if let Some(launch) = &launch {
        tx.audit(Audit::new(&launch.citizen, "launch.redeem", launch.id));
    }
    Ok(launch)
}

/// Whom a ticket of this tool and this person is about: for having at hand what the rules will ask of both. Nothing is burnt, nor decided by it.
pub async fn find_subject(
    db: &impl Read,
    ticket: &str,
    tool: ToolId,
    person: PersonId,
) -> Result<Option<PersonId>> {
    store::launch::find_subject(db, hash(db, ticket), tool, person).await
}

fn hash(db: &impl Read, ticket: &str) -> [u8; 32] {
    db.keyring().mac("launch.ticket", &[ticket.as_bytes()])
}

/// A path of this site, or the citizen's own page.
fn local_path(path: &str) -> &str {
    let local = path.starts_with('/')
        && !path.starts_with("//")
        && path.len() <= 500
        && path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if local { path } else { "/mine-verktoy" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hop_back_leads_to_this_site_only() {
        assert_eq!(local_path("/mine-verktoy/presc_1?x=1"), "/mine-verktoy/presc_1?x=1");
        for path in
            ["//evil.example", "https://evil.example", "/\\evil.example", "", "mine", "/a b", "/\r\nx"]
        {
            assert_eq!(local_path(path), "/mine-verktoy", "{path:?}");
        }
    }
}
