//! `/demo/meldinger`: stands in for everybody's mail boxes and telephones, in profile `demo` only.

use axum::extract::State;
use serde::Serialize;

use crate::{
    pages::citizen::MessageLine,
    web::{App, Error, Page, PageContext, Result, View},
};

/// Messages that are shown.
const SHOWN: u64 = 50;

/// `GET /demo/meldinger`.
#[derive(Debug, Serialize)]
pub struct MailboxView {
    /// The latest messages to anybody.
    pub messages: Vec<MessageLine>,
}

impl View for MailboxView {
    const TEMPLATE: &'static str = "public/mailbox.html";
}

/// The page; anywhere but in a demonstration it does not exist.
pub async fn show(State(app): State<App>, cx: PageContext) -> Result<Page<MailboxView>> {
    if !app.config.is_demo() {
        return Err(Error::not_found());
    }
    let messages = notify::list_recent(&app.database, SHOWN).await?;
    let ids: Vec<_> = messages.iter().map(|message| message.person).collect();
    let persons = people::list_persons(&app.database, &ids).await?;
    let name = |id| persons.iter().find(|person| person.id == id).map(|person| person.name.to_string());
    let messages = messages.iter().map(|message| MessageLine::of(message, name(message.person))).collect();
    Ok(cx.page(MailboxView { messages }))
}
