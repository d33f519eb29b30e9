//! Whether a grant may be given, refreshed or used: asked each time, decided outside this crate by the rules of launch and representation.

use async_trait::async_trait;
use database::Present;
use jiff::{Timestamp, civil::Date};
use kernel::{ClientId, GrantId, LaunchId, LoginLevel, NationalId, PersonId, PrescriptionId};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::{Account, Client, Grant, Party, Result, Scopes, Session};

/// Decides about grants. No token is issued, refreshed or taken without it.
#[async_trait]
pub trait GrantPolicy: Send + Sync {
    /// The decision from the facts as they are now.
    async fn check(&self, db: &Present, facts: &GrantFacts)
    -> std::result::Result<PolicyAnswer, PolicyError>;
}

/// When the policy is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// Before a code is issued.
    Authorize,
    /// Before the first tokens are issued.
    Issue,
    /// Before tokens are renewed.
    Refresh,
    /// At userinfo and each use at an interface.
    Use,
    /// At introspection.
    Introspect,
}

impl Moment {
    /// Its word in metrics.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Authorize => "authorize",
            Self::Issue => "issue",
            Self::Refresh => "refresh",
            Self::Use => "use",
            Self::Introspect => "introspect",
        }
    }
}

/// What the policy decides by.
#[derive(Debug, Clone, PartialEq)]
pub struct GrantFacts {
    /// When it is asked.
    pub moment: Moment,
    /// The grant, once there is one.
    pub grant: Option<GrantId>,
    /// The client.
    pub client: ClientId,
    /// The tool or record system.
    pub party: Party,
    /// The role of the person's session.
    pub account: Account,
    /// The person at the keyboard.
    pub person: PersonId,
    /// The person whose tool it is.
    pub subject: PersonId,
    /// The start from the platform.
    pub launch: Option<LaunchId>,
    /// The prescription.
    pub prescription: Option<PrescriptionId>,
    /// The scopes asked for or granted.
    pub scopes: Scopes,
    /// How sure the login was.
    pub level: LoginLevel,
    /// When the person logged in.
    pub authenticated_at: Timestamp,
}

impl GrantFacts {
    pub(crate) fn of_grant(moment: Moment, grant: &Grant, client: &Client, session: &Session) -> Self {
        Self {
            moment,
            grant: Some(grant.id),
            client: client.id,
            party: client.party,
            account: session.account.clone(),
            person: grant.person,
            subject: grant.subject,
            launch: grant.launch,
            prescription: grant.prescription,
            scopes: grant.scopes.clone(),
            level: grant.level,
            authenticated_at: grant.authenticated_at,
        }
    }
}

/// A grant that may be, with what the tool may know.
#[derive(Debug, Clone, Default)]
pub struct PolicyAnswer {
    /// By what right one acts for another; absent when acting for oneself.
    pub representation: Option<Representation>,
    /// The current prescription, where the grant names none.
    pub prescription: Option<PrescriptionId>,
    /// Who the person in `sub` is: only for profile class `central` as far as the agreement grants it.
    pub identity: Option<KnownPerson>,
    /// The name of the person at the keyboard, where names are granted and it is another.
    pub actor_name: Option<String>,
    /// Scopes that are not granted, whatever the client is registered for.
    pub withheld: Scopes,
    /// No token holds beyond this instant: a representation or prescription that ends.
    pub until: Option<Timestamp>,
    /// What was decided, with its facts and their age, where the grant's line in the audit log is the one to tell it.
    pub decision: Option<Box<RawValue>>,
    /// How the ID token is spoilt, where a launch check wants to see it refused.
    pub spoil: Option<Spoil>,
}

impl PolicyAnswer {
    /// Whether this party's ID token is spoilt so: only in the sandbox, whatever the policy says.
    pub(crate) fn spoils(&self, party: Party, how: Spoil) -> bool {
        matches!(party, Party::Sandbox(_)) && self.spoil == Some(how)
    }
}

/// What is wrong with an ID token that a sound tool refuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spoil {
    /// Its `nonce` is another one than was sent.
    Nonce,
    /// Its key is not among the published ones, though it bears the name of one of them.
    Key,
}

/// By what right somebody acts for another (contract §3.1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Representation {
    /// The basis.
    pub basis: Basis,
    /// When it ends, as far as known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
}

/// The bases of representation on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// A parent with parental responsibility.
    Parent,
    /// An assigned power of attorney.
    AssignedPoa,
    /// An ordinary power of attorney.
    OrdinaryPoa,
}

/// Who a person is, for a tool that may know; each member goes out only under its own scope.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct KnownPerson {
    /// The national identity number (scope `pid`).
    pub pid: Option<NationalId>,
    /// The name (scope `profile`).
    pub name: Option<String>,
    /// The birth date (scope `profile`).
    pub birthdate: Option<Date>,
}

impl std::fmt::Debug for KnownPerson {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("KnownPerson(…)")
    }
}

/// Why the policy says no.
#[derive(Debug, thiserror::Error)]
pub enum PolicyError {
    /// The rules refuse; the reason is for the log, the client is told `access_denied` or `invalid_grant`.
    #[error("refused: {0}")]
    Refused(String),
    /// All that is missing is that the person permits it, who may be asked.
    #[error("the person has not permitted it")]
    LacksPermission,
    /// The facts cannot be had: nothing is issued or taken, and trying again may help.
    #[error("the facts cannot be had: {0}")]
    Unavailable(String),
    /// The database.
    #[error(transparent)]
    Database(#[from] database::Error),
}

/// What the policy said.
pub(crate) enum Verdict {
    Permitted(PolicyAnswer),
    LacksPermission,
    Refused,
}

/// Asks, and logs a refusal.
pub(crate) async fn ask(policy: &dyn GrantPolicy, db: &Present, facts: &GrantFacts) -> Result<Verdict> {
    match policy.check(db, facts).await {
        Ok(answer) => Ok(Verdict::Permitted(answer)),
        Err(PolicyError::LacksPermission) => Ok(Verdict::LacksPermission),
        Err(PolicyError::Refused(reason)) => {
            tracing::info!(client.id = %facts.client, moment = ?facts.moment, reason, "identity.policy.refused");
            Ok(Verdict::Refused)
        }
        Err(PolicyError::Unavailable(cause)) => Err(database::Error::Unavailable(cause).into()),
        Err(PolicyError::Database(error)) => Err(error.into()),
    }
}
