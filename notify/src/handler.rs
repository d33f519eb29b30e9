//! Carries out `notify.message`.

use std::{str::FromStr, sync::Arc, time::Duration};

use async_trait::async_trait;
use database::{
    Database, Read,
    outbox::{Claimed, Failure, Handler, Outcome, settle},
};
use kernel::{Classified, ErrorKind, Locale, PersonId, PrescriptionId, ToolId};
use people::Channel as Wanted;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::{About, Channel, Gateways, Message, Outgoing, Template, Texts, store};

/// The kind of outbox row that becomes a message.
pub const KIND: &str = "notify.message";

/// Makes messages and hands them to the gateways.
pub struct Messenger {
    texts: Texts,
    gateways: Gateways,
    address: String,
}

#[derive(Deserialize)]
struct Payload {
    person: PersonId,
    template: String,
    #[serde(default)]
    params: Map<String, Value>,
    /// What it is about; never in its text.
    #[serde(default)]
    prescription: Option<PrescriptionId>,
    #[serde(default)]
    tool: Option<ToolId>,
}

impl Messenger {
    /// A messenger whose texts lead to the platform at `address` (without a slash at the end).
    pub fn new(texts: Texts, gateways: Gateways, address: impl Into<String>) -> Arc<Self> {
        Arc::new(Self { texts, gateways, address: address.into() })
    }

    /// Makes the message of a job, kept before anything leaves.
    async fn make(&self, db: &Database, job: &Claimed) -> Result<(Message, Outgoing), Failure> {
        let payload: Payload =
            serde_json::from_value(job.payload.clone()).map_err(|error| Failure::Never(error.to_string()))?;
        let template =
            Template::from_str(&payload.template).map_err(|error| Failure::Never(error.to_string()))?;
        let later = |error: people::Error| Failure::Later(error.to_string());
        let person = people::find_person(db, payload.person).await.map_err(later)?;
        let person = person.ok_or_else(|| Failure::Never("there is no such person".into()))?;
        let profile = people::notification_profile(db, person.id).await.map_err(later)?;
        let channel = match profile.channel {
            Wanted::Sms => Channel::Sms,
            Wanted::Email => Channel::Email,
            Wanted::App | Wanted::None => Channel::App,
        };
        let locale: Locale = person.language;
        let rendered = self
            .texts
            .render(locale, template, &payload.params, &self.address)
            .ok_or_else(|| Failure::Never("the message has no text".into()))?;
        let body = if channel == Channel::Sms { rendered.short } else { rendered.body };
        let outgoing = Outgoing {
            id: job.id,
            to: profile.address().unwrap_or_default().to_owned(),
            subject: rendered.subject.clone(),
            text: body.clone(),
            language: rendered.locale.tag(),
        };
        let message = Message {
            id: job.id,
            person: person.id,
            template,
            about: payload.prescription.map(About::Prescription).or(payload.tool.map(About::Tool)),
            language: rendered.locale,
            channel,
            subject: rendered.subject,
            body,
            at: db.now(),
            sent_at: None,
            read_at: None,
        };
        let tx = db.begin().await?;
        store::insert(&tx, &message, &outgoing).await?;
        tx.commit().await?;
        Ok((message, outgoing))
    }
}

#[async_trait]
impl Handler for Messenger {
    fn kind(&self) -> &'static str {
        KIND
    }

    async fn handle(&self, db: &Database, job: &Claimed) -> Result<Outcome, Failure> {
        let (message, outgoing) = match store::find(db, job.id).await? {
            Some(kept) => kept,
            None => self.make(db, job).await?,
        };
        let gateway = match message.channel {
            Channel::Email => self.gateways.email.as_deref(),
            Channel::Sms => self.gateways.sms.as_deref(),
            Channel::App => None,
        };
        let sent = match gateway {
            Some(gateway) if message.sent_at.is_none() => {
                gateway.send(&outgoing).await?;
                true
            }
            _ => false,
        };
        let mut pauses = MARKING.iter();
        loop {
            match mark(db, job, sent).await {
                Ok(()) => return Ok(Outcome::Settled),
                Err(error) => match pauses.next() {
                    Some(pause) if sent && error.kind() == ErrorKind::Unavailable => {
                        tokio::time::sleep(*pause).await;
                    }
                    _ => return Err(error.into()),
                },
            }
        }
    }
}

/// Pauses while a message that has left cannot be marked (the database is locked or full): left unmarked it would be sent again.
const MARKING: [Duration; 5] = [
    Duration::from_millis(100),
    Duration::from_secs(1),
    Duration::from_secs(3),
    Duration::from_secs(10),
    Duration::from_secs(20),
];

/// Notes that the message has left, and that the job is done, together.
async fn mark(db: &Database, job: &Claimed, sent: bool) -> database::Result<()> {
    let tx = db.begin().await?;
    if sent {
        store::mark_sent(&tx, job.id, tx.now()).await?;
    }
    settle(&tx, job).await?;
    tx.commit().await
}
