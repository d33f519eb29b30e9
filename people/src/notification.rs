//! The notification profile: how and where somebody wants to be told (domain §9).

use std::fmt;

use database::{Audit, Read, Tx};
use kernel::{Actor, Citizen, PersonId, Refusal};

use crate::{Channel, EmailAddress, Error, PhoneNumber, Result, store};

/// How and where a person wants to be told.
#[derive(Clone, PartialEq, Eq)]
pub struct NotificationProfile {
    /// The channel wanted.
    pub channel: Channel,
    /// Own telephone number.
    pub phone: Option<PhoneNumber>,
    /// Own e-mail address.
    pub email: Option<EmailAddress>,
}

impl NotificationProfile {
    /// What counts until somebody chooses: the app, which needs no address.
    pub const UNCHOSEN: Self = Self { channel: Channel::App, phone: None, email: None };

    /// Where a message by the channel wanted goes; `None` where it needs no address.
    pub fn address(&self) -> Option<&str> {
        match self.channel {
            Channel::Sms => self.phone.as_ref().map(PhoneNumber::as_str),
            Channel::Email => self.email.as_ref().map(EmailAddress::as_str),
            Channel::App | Channel::None => None,
        }
    }

    fn check(&self) -> Result<()> {
        match self.channel {
            Channel::Sms if self.phone.is_none() => Err(missing("phone")),
            Channel::Email if self.email.is_none() => Err(missing("email")),
            _ => Ok(()),
        }
    }
}

fn missing(field: &'static str) -> Error {
    Error::Invalid(Refusal::text("error-required").field(field))
}

impl fmt::Debug for NotificationProfile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NotificationProfile").field("channel", &self.channel).finish_non_exhaustive()
    }
}

/// The person's profile, or what counts until one is chosen.
pub async fn notification_profile(db: &impl Read, person: PersonId) -> Result<NotificationProfile> {
    Ok(store::notifications::find(db, person).await?.unwrap_or(NotificationProfile::UNCHOSEN))
}

/// The citizen at the keyboard chooses for oneself; nobody chooses for another.
pub async fn choose_notification(tx: &Tx, citizen: &Citizen, profile: NotificationProfile) -> Result<()> {
    profile.check()?;
    store::notifications::put(tx, citizen.person, &profile).await?;
    let detail = serde_json::json!({ "channel": profile.channel });
    tx.audit(Audit::new(citizen, "notification.choose", citizen.person).detail(detail));
    Ok(())
}

/// Takes over what the contact register says, unless the person has chosen already.
pub async fn set_contact_from_register(
    tx: &Tx,
    person: PersonId,
    profile: NotificationProfile,
) -> Result<()> {
    profile.check()?;
    if store::notifications::find(tx, person).await?.is_none() {
        store::notifications::put(tx, person, &profile).await?;
        tx.audit(Audit::new(Actor::System, "notification.register", person));
    }
    Ok(())
}
