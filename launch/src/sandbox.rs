//! The sandbox: a vendor's own tool, started for test persons. Its proof is another type than a real start's, its tickets lie in another table
//! under another key, and nothing here makes a `Proof` or a `Launch`: what the sandbox takes as given can open nothing real.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use catalogue::{Content, Revision};
use database::{Audit, Read, Tx};
use jiff::Timestamp;
use kernel::{CheckId, Citizen, ClientId, LaunchId, LoginLevel, SessionId, Slug, ToolId, VendorUser, oslo};
use prescriber::Stage;
use serde_json::json;

use crate::{
    Denial, Error, Pair, Probe, Result, TICKET_LASTS, Ticket,
    gather::{self, Gathered},
    representation::{
        Availability, Basis, PermissionState, PrescriptionFacts, ProfileClass, Purpose, ToolFacts, ToolStatus,
    },
    store,
};

/// The rules that the sandbox takes as met, since a draft cannot meet them yet. Every other one is tried on the facts, as ever; and T1 refuses while the
/// tool's vendor is stopped as a whole.
pub const TAKEN_AS_MET: [&str; 9] = ["R2", "R3", "R4", "R5", "R6", "R8", "T1", "T2", "T4"];

/// Who wants to be whom in which tool of one's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SandboxAsk {
    /// The test person at the keyboard, and for whom.
    pub citizen: Citizen,
    /// The tool.
    pub tool: ToolId,
    /// The level that the test person is logged in at.
    pub level: LoginLevel,
    /// The platform's floor.
    pub floor: LoginLevel,
}

/// Proof that both are test persons, and that no rule but those the sandbox takes as met speaks against it. Only `ask` makes one.
#[derive(Debug)]
pub struct SandboxProof {
    citizen: Citizen,
    tool: ToolId,
    basis: Basis,
    until: Option<Timestamp>,
    revision: Revision,
}

impl SandboxProof {
    /// Who acts for whom.
    pub const fn citizen(&self) -> Citizen {
        self.citizen
    }

    /// On what ground.
    pub const fn basis(&self) -> Basis {
        self.basis
    }

    /// When the right ends by itself.
    pub const fn until(&self) -> Option<Timestamp> {
        self.until
    }

    /// What the tool's newest revision says.
    pub const fn content(&self) -> &Content {
        &self.revision.content
    }

    /// The revision that was tried.
    pub const fn revision(&self) -> &Revision {
        &self.revision
    }
}

/// An answer in the sandbox.
#[derive(Debug)]
#[must_use]
pub enum SandboxVerdict {
    /// No rule refuses.
    Allowed(Box<SandboxProof>),
    /// At least one does.
    Refused(Denial),
    /// There is no such tool, or somebody is no test person.
    Absent,
}

/// What a vendor's tool is at its newest: the revision on its way, else the one that the public sees.
pub async fn newest_revision(db: &impl Read, tool: ToolId) -> Result<Option<Revision>> {
    if let Some(open) = catalogue::find_open_revision(db, tool).await? {
        return Ok(Some(open));
    }
    Ok(catalogue::find_listing_of(db, tool).await?.map(|listing| listing.revision))
}

/// Tries the rules for test persons. Whoever is none is answered as absent, whatever the rules would say.
pub async fn ask(db: &impl Read, pair: &Pair, ask: &SandboxAsk) -> Result<SandboxVerdict> {
    pair.check(ask.citizen, db.now())?;
    for person in [ask.citizen.person, ask.citizen.subject] {
        if !people::is_test_person(db, person).await? {
            return Ok(SandboxVerdict::Absent);
        }
    }
    let Some(tool) = catalogue::find_tool(db, ask.tool).await? else { return Ok(SandboxVerdict::Absent) };
    let Some(revision) = newest_revision(db, ask.tool).await? else { return Ok(SandboxVerdict::Absent) };
    let mut gathered = given(&revision.content, db.now());
    if catalogue::get_organisation(db, tool.vendor).await?.stopped.is_some() {
        gathered.tool.status = ToolStatus::Suspended;
    }
    let weighed = gather::weigh(pair, &gathered, Purpose::Open, ask.level, ask.floor, db.now());
    let (Some(basis), until) = (weighed.decision.basis(), weighed.decision.until()) else {
        return Ok(SandboxVerdict::Refused(Denial::new(ask.citizen, pair, weighed, None)));
    };
    let proof = SandboxProof { citizen: ask.citizen, tool: ask.tool, basis, until, revision };
    Ok(SandboxVerdict::Allowed(Box::new(proof)))
}

/// The tool as it will be once it is prescribed (`TAKEN_AS_MET`); what it says of independence, profile, level and process is its own.
fn given(content: &Content, now: Timestamp) -> Gathered {
    let bases = content.representation.process_bases.iter();
    Gathered {
        tool: ToolFacts {
            status: ToolStatus::Published,
            independence: content.independence,
            availability: Availability::Prescription,
            // Without a login of the platform's there is no sandbox: a draft that has not said more is told nothing but pseudonyms.
            profile: if content.profile.uses_login() { content.profile } else { ProfileClass::Pseudonymous },
            level: content.acr,
            representation_declared: true,
            uses_platform_representation: true,
            data_processor_agreement: true,
            person_service_terms: true,
            process_bases: bases.filter_map(|basis| Basis::named(basis.name())).collect(),
        },
        prescription: Some(PrescriptionFacts {
            stage: Stage::Active,
            starts: oslo::date(now),
            ends: None,
            withheld_from_parents: false,
            representative_allowed: true,
        }),
        permission: PermissionState::Given,
    }
}

/// Where a start in the sandbox comes from, and what it is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SandboxStart {
    /// The sandbox's client.
    pub client: ClientId,
    /// The vendor's session: the only browser that can redeem it.
    pub vendor_session: SessionId,
    /// The test person's session, which the tokens stand on.
    pub session: SessionId,
    /// Which task it leads to.
    pub task: Option<Slug>,
    /// The launch check it is part of, and what it tries there.
    pub check: Option<(CheckId, Probe)>,
}

/// One start in the sandbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SandboxLaunch {
    /// Its id.
    pub id: LaunchId,
    /// The tool.
    pub tool: ToolId,
    /// Who, for whom.
    pub citizen: Citizen,
    /// Where it comes from.
    pub start: SandboxStart,
    /// When.
    pub at: Timestamp,
}

/// Starts the tool in the sandbox: a ticket for the vendor's own browser. No history, no prescription: nobody real is concerned.
pub async fn open(
    tx: &Tx,
    user: &VendorUser,
    proof: SandboxProof,
    start: SandboxStart,
) -> Result<(SandboxLaunch, Ticket)> {
    let ticket = Ticket::new(URL_SAFE_NO_PAD.encode(tx.random::<32>()));
    let launch =
        SandboxLaunch { id: tx.new_id(), tool: proof.tool, citizen: proof.citizen, start, at: tx.now() };
    let expires = tx.now().checked_add(TICKET_LASTS).map_err(|_| Error::Facts)?;
    store::sandbox::insert(tx, &launch, user, hash(tx, ticket.expose()), expires).await?;
    tx.audit(Audit::new(user, "sandbox.open", launch.id).detail(json!({
        "tool": launch.tool, "person": launch.citizen.person, "subject": launch.citizen.subject,
        "basis": proof.basis, "check": launch.start.check.map(|(check, _)| check),
    })));
    Ok((launch, ticket))
}

/// Burns a ticket, for this client and in this vendor's session only; one of two at the same time succeeds.
pub async fn redeem(
    tx: &Tx,
    ticket: &str,
    client: ClientId,
    vendor_session: SessionId,
) -> Result<Option<SandboxLaunch>> {
    store::sandbox::burn(tx, hash(tx, ticket), client, vendor_session).await
}

/// The start that a grant in the sandbox came from.
pub async fn find(db: &impl Read, id: LaunchId) -> Result<Option<SandboxLaunch>> {
    store::sandbox::find(db, id).await
}

/// The vendor's latest starts of this client in this session, the newest first.
pub async fn list_recent(
    db: &impl Read,
    client: ClientId,
    vendor_session: SessionId,
) -> Result<Vec<SandboxLaunch>> {
    store::sandbox::recent(db, client, vendor_session).await
}

fn hash(db: &impl Read, ticket: &str) -> [u8; 32] {
    db.keyring().mac("sandbox.ticket", &[ticket.as_bytes()])
}
