//! How one wants to be told, and what one has been told.

use std::collections::HashMap;

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use catalogue::Listing;
use jiff::Timestamp;
use kernel::{PrescriptionId, ToolId};
use notify::About;
use people::{Channel, EmailAddress, NotificationProfile, PhoneNumber};
use serde::Serialize;

use crate::{
    pages::{
        citizen::{OnBehalf, prescription},
        wording::Wording,
    },
    web::{App, CitizenLogin, FormState, Page, PageContext, Posted, Result, View},
};

/// Messages that are shown.
const MESSAGES: u64 = 50;

/// `GET /min-side/varsler`.
#[derive(Debug, Serialize)]
pub struct NotificationsView {
    /// The form, filled in with what is chosen.
    pub form: FormState,
}

impl View for NotificationsView {
    const TEMPLATE: &'static str = "citizen/notifications.html";
}

/// The page.
pub async fn show(
    State(app): State<App>,
    cx: PageContext,
    me: CitizenLogin,
) -> Result<Page<NotificationsView>> {
    let profile = people::notification_profile(&app.database, me.actor.person).await?;
    let text = |value: Option<&str>| value.unwrap_or_default().to_owned();
    let form = FormState::filled([
        ("channel", profile.channel.to_string()),
        ("phone", text(profile.phone.as_ref().map(PhoneNumber::as_str))),
        ("email", text(profile.email.as_ref().map(EmailAddress::as_str))),
    ]);
    Ok(cx.page(NotificationsView { form }))
}

/// Chooses.
pub async fn save(
    State(app): State<App>,
    cx: PageContext,
    me: CitizenLogin,
    Posted(mut form): Posted,
) -> Result<Response> {
    let channel = form.parse::<Channel>("channel", "form-bad-choice");
    let phone = form.parse_optional::<PhoneNumber>("phone", "notifications-bad-phone");
    let email = form.parse_optional::<EmailAddress>("email", "notifications-bad-email");
    if let Some(channel) = channel.filter(|_| form.is_valid()) {
        let tx = app.database.begin().await?;
        match people::choose_notification(&tx, &me.actor, NotificationProfile { channel, phone, email }).await
        {
            Ok(()) => {
                tx.commit().await?;
                return Ok(cx.redirect("/min-side/varsler").flash("flash-saved").into_response());
            }
            Err(error) => form.take(error)?,
        }
    }
    Ok(cx.page(NotificationsView { form }).status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

/// Where a message leads.
#[derive(Debug, Clone, Serialize)]
pub struct Lead {
    /// Path without language.
    pub path: String,
    /// The tool that it is about.
    pub name: Wording,
}

/// A message.
#[derive(Debug, Clone, Serialize)]
pub struct MessageLine {
    /// What kind it is: part of its text's key.
    pub kind: &'static str,
    /// The language that subject and text are in.
    pub lang: &'static str,
    /// What it is about, where its reader may see that now.
    pub leads: Option<Lead>,
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub body: String,
    /// When.
    pub at: Timestamp,
    /// The way it went: part of its text's key.
    pub channel: &'static str,
    /// Whether it had not been read here.
    pub new: bool,
    /// Who got it, on the page that stands in for mail boxes.
    pub to: Option<String>,
}

impl MessageLine {
    /// The line of a message.
    pub fn of(message: &notify::Message, to: Option<String>) -> Self {
        Self {
            kind: message.template.key(),
            lang: message.language.tag(),
            leads: None,
            subject: message.subject.clone(),
            body: message.body.clone(),
            at: message.at,
            channel: message.channel.key(),
            new: message.read_at.is_none(),
            to,
        }
    }
}

/// `GET /min-side/meldinger`.
#[derive(Debug, Serialize)]
pub struct MessagesView {
    /// The latest, newest first.
    pub messages: Vec<MessageLine>,
}

impl View for MessagesView {
    const TEMPLATE: &'static str = "citizen/messages.html";
}

/// One's messages; shown, they are read.
pub async fn messages(
    State(app): State<App>,
    cx: PageContext,
    me: CitizenLogin,
) -> Result<Page<MessagesView>> {
    let person = me.actor.person;
    let messages = notify::list_for(&app.database, person, None, MESSAGES).await?;
    if messages.iter().any(|message| message.read_at.is_none()) {
        let tx = app.database.begin().await?;
        notify::mark_read(&tx, person).await?;
        tx.commit().await?;
    }
    // Whoever may not act for the other any longer still has the messages.
    let known = match OnBehalf::of(&app, me.actor, &me.login).await {
        Ok(who) => Known::gather(&app, &who, &messages).await?,
        Err(_) => Known::default(),
    };
    let line = |message: &notify::Message| MessageLine {
        leads: message.about.and_then(|about| known.lead(&cx, about)),
        ..MessageLine::of(message, None)
    };
    let messages = messages.iter().map(line).collect();
    Ok(cx.page(MessagesView { messages }))
}

/// What of that which messages are about may be seen now, for the person whom the session acts for.
#[derive(Default)]
struct Known {
    prescriptions: HashMap<PrescriptionId, ToolId>,
    tools: HashMap<ToolId, Listing>,
}

impl Known {
    async fn gather(app: &App, who: &OnBehalf, messages: &[notify::Message]) -> Result<Self> {
        let prescriptions: HashMap<_, _> =
            prescription::all(app, who).await?.into_iter().map(|one| (one.id, one.tool)).collect();
        let tools: Vec<ToolId> = messages
            .iter()
            .filter_map(|message| match message.about? {
                About::Prescription(id) => prescriptions.get(&id).copied(),
                About::Tool(id) => Some(id),
            })
            .collect();
        let tools = catalogue::list_listings(&app.database, &tools).await?;
        let tools = tools.into_iter().map(|listing| (listing.id(), listing)).collect();
        Ok(Self { prescriptions, tools })
    }

    fn lead(&self, cx: &PageContext, about: About) -> Option<Lead> {
        let (tool, path) = match about {
            About::Prescription(id) => (self.prescriptions.get(&id)?, Some(format!("/mine-verktoy/{id}"))),
            About::Tool(ref id) => (id, None),
        };
        let listing = self.tools.get(tool)?;
        let path = path.unwrap_or_else(|| format!("/verktoy/{}", listing.tool.slug));
        Some(Lead { path, name: prescription::name(cx.locale(), listing) })
    }
}
