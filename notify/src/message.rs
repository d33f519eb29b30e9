//! Messages as they were sent, for the person who got them.

use database::{Read, Result, Tx};
use jiff::Timestamp;
use kernel::{Locale, PersonId, PrescriptionId, ToolId};
use uuid::Uuid;

use crate::{Template, store};

/// The way a message went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Channel {
    /// By SMS.
    Sms,
    /// By e-mail.
    Email,
    /// On the platform's own pages only.
    App,
}

impl Channel {
    /// `sms`, `email`, `app`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Sms => "sms",
            Self::Email => "email",
            Self::App => "app",
        }
    }
}

/// What a message is about. Whether its reader may see that is asked when it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// A prescription.
    Prescription(PrescriptionId),
    /// A tool that is used without one.
    Tool(ToolId),
}

/// A message to one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The outbox job's id.
    pub id: Uuid,
    /// Who got it.
    pub person: PersonId,
    /// What kind it is.
    pub template: Template,
    /// What it is about, where it is about one thing.
    pub about: Option<About>,
    /// The language it is in.
    pub language: Locale,
    /// The way it went.
    pub channel: Channel,
    /// Subject as sent.
    pub subject: String,
    /// Text as sent.
    pub body: String,
    /// When it was made.
    pub at: Timestamp,
    /// When a gateway took it; `None` while it waits, or where there is none to hand it to.
    pub sent_at: Option<Timestamp>,
    /// When the person read it here.
    pub read_at: Option<Timestamp>,
}

/// A person's messages older than the one that was made then and has this id, newest first.
pub async fn list_for(
    db: &impl Read,
    person: PersonId,
    before: Option<(Timestamp, Uuid)>,
    limit: u64,
) -> Result<Vec<Message>> {
    store::list(db, Some(person), before, limit).await
}

/// Everybody's messages, newest first: for the page that stands in for mail boxes in a demonstration.
pub async fn list_recent(db: &impl Read, limit: u64) -> Result<Vec<Message>> {
    store::list(db, None, None, limit).await
}

/// How many messages the person has not read here.
pub async fn unread_count(db: &impl Read, person: PersonId) -> Result<u64> {
    store::unread_count(db, person).await
}

/// Marks all of the person's messages as read.
pub async fn mark_read(tx: &Tx, person: PersonId) -> Result<()> {
    store::mark_read(tx, person).await
}
