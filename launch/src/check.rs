//! The launch check: the platform starts a tool in the sandbox, watches what it does, and tries what an attacker would.

mod judge;
#[cfg(test)]
mod tests;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use catalogue::Revision;
use database::{Audit, Read, Tx};
use jiff::{SignedDuration, Timestamp};
use kernel::{CheckId, Citizen, ClientId, PersonId, RevisionId, ToolId, VendorUser};
use serde::{Deserialize, Serialize};
use serde_json::json;

pub use judge::{Finding, Judged, Outcome, Point, Question, judge, questions};

use crate::{Error, Result, SandboxProof, store};

/// How long a check can go on.
pub const CHECK_LASTS: SignedDuration = SignedDuration::from_hours(1);

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$each:meta])* $variant:ident $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name {
            $($(#[$each])* $variant,)*
        }

        impl $name {
            /// All, in order.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// Its word.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }

            /// The one with this word.
            pub fn named(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.name() == word)
            }
        }
    };
}
pub(crate) use words;

words! {
    /// A start in a check, and what is tried by it.
    Probe {
        /// An ordinary start.
        First "first",
        /// Another one: nothing may be the same.
        Second "second",
        /// The answer to the authorization request names another issuer (RFC 9207): the code may not be redeemed.
        AnswerIssuer "answer_issuer",
        /// The answer carries another `state`: the code may not be redeemed.
        AnswerState "answer_state",
        /// The ID token has another `nonce`: what comes with it is never good for anything.
        TokenNonce "token_nonce",
        /// The ID token is signed by a key that is not published: likewise.
        TokenKey "token_key",
        /// The start itself names another platform: the tool may not go on.
        LaunchIssuer "launch_issuer",
    }
}

impl Probe {
    /// Whether nothing is spoilt in it.
    pub const fn is_ordinary(self) -> bool {
        matches!(self, Self::First | Self::Second)
    }
}

/// A value that must be there and differ each time; only its hash is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// Its keyed hash.
    pub digest: String,
    /// Its length in characters.
    pub length: usize,
}

impl Mark {
    /// The mark of a value.
    pub fn of(db: &impl Read, value: &str) -> Self {
        let digest = db.keyring().mac("launch.check", &[value.as_bytes()]);
        Self { digest: URL_SAFE_NO_PAD.encode(digest), length: value.chars().count() }
    }
}

/// Something that the platform saw.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Seen {
    /// The browser was sent to the tool.
    Started {
        /// In order to try this.
        probe: Probe,
    },
    /// Discovery was read from where the tokens are asked for.
    Discovery,
    /// An authorization request that could be answered.
    Authorized {
        /// The start whose `launch` came back; `None` where none did.
        probe: Option<Probe>,
        /// Its `state`.
        state: Option<Mark>,
        /// Its `nonce`.
        nonce: Option<Mark>,
        /// Whether it was pushed.
        pushed: bool,
    },
    /// A request that was refused.
    Refused {
        /// `authorize`, `par` or `token`.
        endpoint: String,
        /// The protocol's code.
        error: String,
        /// For the tool's developers.
        description: String,
    },
    /// A code was redeemed, by the client as it is registered and with the right verifier, or an attempt was made at one that never may be.
    Redeemed {
        /// The start that it belongs to.
        probe: Probe,
    },
    /// An access or refresh token was used, or an attempt was made with one that never is good for anything. Noted once a start.
    Used {
        /// The start that it belongs to.
        probe: Probe,
    },
    /// The vendor's person says what the tool showed.
    Told {
        /// The point that it decides.
        point: Point,
        /// Whether the tool did as it should.
        sound: bool,
    },
    /// A logout token was posted.
    Logout {
        /// Whether it was a sound one.
        sound: bool,
        /// The answer's status; `None` where there was none.
        status: Option<u16>,
    },
}

/// A check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// Its id.
    pub id: CheckId,
    /// The tool.
    pub tool: ToolId,
    /// The revision that was the newest.
    pub revision: RevisionId,
    /// Which version of it, where that was kept.
    pub revision_version: Option<i32>,
    /// The sandbox's client.
    pub client: ClientId,
    /// What tells how it was registered, where that was kept.
    pub client_version: Option<String>,
    /// Who started it.
    pub started_by: PersonId,
    /// The test persons.
    pub citizen: Citizen,
    /// When.
    pub started_at: Timestamp,
    /// Until when it can go on.
    pub open_until: Timestamp,
    /// When it was finished, and what was found.
    pub finished: Option<(Timestamp, Vec<Finding>)>,
}

impl Check {
    /// Whether it goes on.
    pub fn is_open(&self, now: Timestamp) -> bool {
        self.finished.is_none() && now < self.open_until
    }

    /// Whether the revision has come to say something else since. What it says and where it stands count in one row, so its states are subtracted.
    pub async fn is_outdated(&self, db: &impl Read, revision: &Revision) -> Result<bool> {
        let Some(then) = self.revision_version else { return Ok(false) };
        let past = catalogue::list_past_states(db, revision.id).await?;
        let states = past.iter().filter(|state| state.version > then).count();
        Ok(i32::try_from(states).ok() != Some(revision.version.saturating_sub(then)))
    }
}

/// Begins a check of the revision that the proof is about, by this client at this version; one that was going on with it is over.
pub async fn begin(
    tx: &Tx,
    user: &VendorUser,
    proof: &SandboxProof,
    client: ClientId,
    client_version: String,
) -> Result<Check> {
    let check = Check {
        id: tx.new_id(),
        tool: proof.revision().tool,
        revision: proof.revision().id,
        revision_version: Some(proof.revision().version),
        client,
        client_version: Some(client_version),
        started_by: user.person,
        citizen: proof.citizen(),
        started_at: tx.now(),
        open_until: tx.now().checked_add(CHECK_LASTS).map_err(|_| Error::Facts)?,
        finished: None,
    };
    store::check::insert(tx, &check).await?;
    tx.audit(Audit::new(user, "check.begin", check.id).detail(json!({ "revision": check.revision })));
    Ok(check)
}

/// Most notes of one check of what a tool does again and again: one in a loop fills no table.
const MOST_NOTES: usize = 200;

/// Leaves what was seen, while the check goes on. What the vendor's person says, and that a token was used, take the place of the same before: there
/// are few, and they have room however much the tool has done.
pub async fn note(tx: &Tx, check: &Check, seen: &Seen) -> Result<()> {
    if !check.is_open(tx.now()) {
        return Ok(());
    }
    match *seen {
        Seen::Told { point, .. } => {
            let before = [true, false].map(|sound| Seen::Told { point, sound });
            store::check::remove_notes(tx, check.id, &before).await?;
        }
        Seen::Used { probe } => {
            store::check::remove_notes(tx, check.id, &[Seen::Used { probe }]).await?;
        }
        _ => {
            if store::check::notes(tx, check.id).await?.len() >= MOST_NOTES {
                return Ok(());
            }
        }
    }
    store::check::insert_note(tx, check.id, seen).await
}

/// What was seen so far, the oldest first.
pub async fn notes(db: &impl Read, check: CheckId) -> Result<Vec<Seen>> {
    store::check::notes(db, check).await
}

/// Ends the check and keeps what was found, with the revision. Once: sent again, the first findings stand.
pub async fn finish(tx: &Tx, user: &VendorUser, check: &Check, judged: &Judged) -> Result<Vec<Finding>> {
    let findings = judge(judged, &notes(tx, check.id).await?);
    if store::check::finish(tx, check.id, &findings).await? {
        tx.audit(
            Audit::new(user, "check.finish", check.id)
                .detail(json!({ "revision": check.revision, "findings": findings })),
        );
    }
    Ok(findings)
}

/// The check with this id.
pub async fn find(db: &impl Read, id: CheckId) -> Result<Option<Check>> {
    store::check::find(db, id).await
}

/// The check that goes on with this client.
pub async fn find_open(db: &impl Read, client: ClientId) -> Result<Option<Check>> {
    let newest = store::check::newest_of_client(db, client).await?;
    Ok(newest.filter(|check| check.is_open(db.now())))
}

/// The last finished check of a revision.
pub async fn find_result(db: &impl Read, revision: RevisionId) -> Result<Option<Check>> {
    store::check::newest_result(db, revision).await
}
