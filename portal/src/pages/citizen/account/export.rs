//! Everything that is held about oneself, to read and to take along.

use axum::{
    Json,
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use kernel::PersonId;
use people::{EmailAddress, PhoneNumber};
use serde::Serialize;
use serde_json::{Value, json};

use super::{Part, acting, acts, readable, records, stored};
use crate::{
    pages::citizen::{OnBehalf, prescription},
    web::{App, CitizenLogin, Page, PageContext, Result, View},
};

/// Rows of each kind that are exported.
const MOST: u64 = 10_000;

/// A part of what is held.
#[derive(Debug, Clone, Serialize)]
pub struct Section {
    /// Its name in the file, and part of its text's key.
    pub key: &'static str,
    /// How many entries there are.
    pub count: usize,
}

/// `GET /min-side/eksport`.
#[derive(Debug, Serialize)]
pub struct ExportView {
    /// What there is.
    pub sections: Vec<Section>,
}

impl View for ExportView {
    const TEMPLATE: &'static str = "citizen/export.html";
}

/// Everything about the person at the keyboard, whomever that person acts for now.
async fn everything(app: &App, cx: &PageContext, me: &CitizenLogin) -> Result<Vec<(&'static str, Value)>> {
    let (db, id) = (&app.database, me.actor.person);
    let who = OnBehalf::of(app, kernel::Citizen::oneself(id), &me.login).await?;
    let person = people::get_person(db, id).await?;
    let profile = people::notification_profile(db, id).await?;
    let all = prescription::all(app, &who).await?;
    let mut prescriptions = Vec::with_capacity(all.len());
    for (one, card) in all.iter().zip(prescription::cards(cx, &all).await?) {
        let events = prescriber::list_events(db, one).await?;
        let events: Vec<_> =
            events.iter().map(|event| json!({"at": event.at, "kind": event.kind.name()})).collect();
        let instructions = one.instructions.as_ref().map(ToString::to_string);
        prescriptions.push(json!({"prescription": card, "instructions": instructions, "sharing": one.sharing, "events": events}));
    }
    let reported = prescriber::list_observations(db, who.scope(), prescriber::Page::first(MOST)).await?;
    let reported: Vec<_> = reported
        .iter()
        .map(|one| json!({"at": one.effective_at, "code": one.code, "resource": serde_json::from_str::<Value>(&one.resource).ok()}))
        .collect();
    let messages = notify::list_for(db, id, MOST).await?;
    let messages: Vec<_> = messages
        .iter()
        .map(|one| json!({"at": one.at, "channel": one.channel.key(), "subject": one.subject, "text": one.body}))
        .collect();
    let logins = identity::session::list_live(db, id).await?;
    let logins: Vec<_> = logins
        .iter()
        .map(|one| json!({"since": one.created_at, "last_act": one.seen_at, "device": one.device}))
        .collect();
    // Where the source is away, what it would say cannot be taken along now; the rest can.
    let (can, cannot, holders) = match acting::registered(app, me).await {
        Err(launch::Error::Registers(_)) => Default::default(),
        other => other?,
    };
    let own =
        can.iter().chain(&cannot).map(|one| json!({"name": one.name, "basis": one.kind, "until": one.until}));
    let of_others = holders.iter().map(|one| json!({"by": one.name, "basis": one.kind, "from": one.from, "until": one.until, "ended": one.ended}));
    let relations: Vec<_> = own.chain(of_others).collect();
    let acts = acts::lines(app, cx, &who, None, usize::try_from(MOST).unwrap_or(usize::MAX)).await?.0;
    Ok(vec![
        (
            "person",
            json!([{"name": person.name.to_string(), "born": person.born(), "language": person.language}]),
        ),
        (
            "notifications",
            json!([{
                "channel": profile.channel.to_string(),
                "phone": profile.phone.as_ref().map(PhoneNumber::as_str),
                "email": profile.email.as_ref().map(EmailAddress::as_str),
            }]),
        ),
        ("prescriptions", json!(prescriptions)),
        ("permissions", json!(records::permission_lines(app, cx, &who).await?)),
        ("starts", json!(records::start_lines(app, cx, &who).await?)),
        ("reported", json!(reported)),
        ("stored", json!(stored::contents(app, cx, &who).await?)),
        ("favourites", json!(favourites(app, cx, id).await?)),
        ("looks", json!(records::look_lines(app, &who).await?)),
        ("relations", json!(relations)),
        ("acts", json!(acts)),
        ("messages", json!(messages)),
        ("logins", json!(logins)),
    ])
}

/// What the person keeps at hand, as a citizen and at work.
async fn favourites(app: &App, cx: &PageContext, person: PersonId) -> Result<Vec<Value>> {
    let mut lines = Vec::new();
    for (role, tools) in catalogue::list_favourites_of_person(&app.database, person).await? {
        let listings = catalogue::list_listings(&app.database, &tools).await?;
        let line = |listing: &catalogue::Listing| json!({"name": listing.name(cx.locale()), "slug": listing.tool.slug, "service": role});
        lines.extend(listings.iter().map(line));
    }
    Ok(lines)
}

/// What there is, and the way to take it along.
pub async fn show(State(app): State<App>, cx: PageContext, me: CitizenLogin) -> Result<Page<ExportView>> {
    let parts = everything(&app, &cx, &me).await?;
    let section =
        |(key, value): (&'static str, Value)| Section { key, count: value.as_array().map_or(0, Vec::len) };
    let sections = parts.into_iter().map(section).collect();
    Ok(cx.page(ExportView { sections }))
}

/// `GET /min-side/eksport/les`.
#[derive(Debug, Serialize)]
pub struct ReadableView {
    /// Everything, section by section.
    pub parts: Vec<Part>,
}

impl View for ReadableView {
    const TEMPLATE: &'static str = "citizen/export-read.html";
}

/// Everything, to read.
pub async fn readable(
    State(app): State<App>,
    cx: PageContext,
    me: CitizenLogin,
) -> Result<Page<ReadableView>> {
    let parts = everything(&app, &cx, &me).await?;
    let parts = parts.iter().map(|(key, value)| readable::part(key, value)).collect();
    Ok(cx.page(ReadableView { parts }))
}

/// The file.
pub async fn json(State(app): State<App>, cx: PageContext, me: CitizenLogin) -> Result<Response> {
    let parts = everything(&app, &cx, &me).await?;
    let body: serde_json::Map<String, Value> =
        parts.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    let mut response = Json(body).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(
        header::CONTENT_DISPOSITION,
        HeaderValue::from_static("attachment; filename=\"reseptor.json\""),
    );
    Ok(response)
}
