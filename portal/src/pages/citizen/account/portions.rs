//! What is held about a person, portion by portion: nothing of it is ever in memory as a whole.

use jiff::Timestamp;
use kernel::{GrantId, Id, PersonId, SessionId};
use people::{EmailAddress, PhoneNumber};
use prescriber::Page as Rows;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{acting, acts, history, looks, records, stored};
use crate::{
    pages::citizen::{OnBehalf, Whole, prescription},
    web::{CitizenLogin, Error, PageContext, Result},
};

/// A part of what is held, in the order of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    Person,
    Roles,
    Notifications,
    Prescriptions,
    Permissions,
    Starts,
    Reported,
    Stored,
    Favourites,
    Looks,
    Relations,
    Acts,
    Refusals,
    Messages,
    Logins,
    ToolLogins,
}

impl Section {
    const ALL: [Self; 16] = [
        Self::Person,
        Self::Roles,
        Self::Notifications,
        Self::Prescriptions,
        Self::Permissions,
        Self::Starts,
        Self::Reported,
        Self::Stored,
        Self::Favourites,
        Self::Looks,
        Self::Relations,
        Self::Acts,
        Self::Refusals,
        Self::Messages,
        Self::Logins,
        Self::ToolLogins,
    ];

    /// Its name in the file, and part of its text's key.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Roles => "roles",
            Self::Notifications => "notifications",
            Self::Prescriptions => "prescriptions",
            Self::Permissions => "permissions",
            Self::Starts => "starts",
            Self::Reported => "reported",
            Self::Stored => "stored",
            Self::Favourites => "favourites",
            Self::Looks => "looks",
            Self::Relations => "relations",
            Self::Acts => "acts",
            Self::Refusals => "refusals",
            Self::Messages => "messages",
            Self::Logins => "logins",
            Self::ToolLogins => "tool_logins",
        }
    }

    /// Whether it is the person's own alone: whoever acts for the person neither sees it here nor takes it along.
    const fn is_own(self) -> bool {
        matches!(
            self,
            Self::Roles
                | Self::Notifications
                | Self::Favourites
                | Self::Relations
                | Self::Refusals
                | Self::Messages
                | Self::Logins
                | Self::ToolLogins
        )
    }

    /// What there is of the person whom this is for.
    pub fn of(who: &OnBehalf) -> impl Iterator<Item = Self> + Send + use<> {
        let for_another = who.for_another();
        Self::ALL.into_iter().filter(move |section| !for_another || !section.is_own())
    }

    /// The one of this name.
    pub fn named(who: &OnBehalf, key: &str) -> Option<Self> {
        Self::of(who).find(|section| section.key() == key)
    }
}

/// Some entries of a section, and where to go on.
pub struct Entries {
    /// As in the file.
    pub entries: Vec<Value>,
    /// Where the next ones begin; `None` where these are the last.
    pub next: Option<String>,
}

impl Entries {
    fn all(entries: Vec<Value>) -> Self {
        Self { entries, next: None }
    }

    /// Entries made of these rows, of which so many were asked for.
    fn of<T>(rows: &[T], limit: u64, id: impl Fn(&T) -> Uuid, entries: Vec<Value>) -> Self {
        let full = rows.len() as u64 >= limit;
        Self { entries, next: rows.last().filter(|_| full).map(|last| id(last).to_string()) }
    }
}

/// Whose entries are read, and in which language.
pub struct Source {
    /// The request's.
    pub cx: PageContext,
    /// Who takes them along.
    pub me: CitizenLogin,
    /// For whom.
    pub whole: Whole,
}

impl Source {
    /// At most so many entries of a section, from there on.
    pub async fn read(&self, section: Section, from: Option<&str>, limit: u64) -> Result<Entries> {
        let Self { cx, whole, .. } = self;
        let app = &cx.app;
        let before: Option<Uuid> = from.and_then(|id| id.parse().ok());
        Ok(match section {
            Section::Person => Entries::all(vec![self.person().await?]),
            Section::Roles => Entries::all(self.roles().await?),
            Section::Notifications => Entries::all(vec![self.notifications().await?]),
            Section::Prescriptions => self.prescriptions(before, limit).await?,
            Section::Permissions => {
                let page = Rows { before: before.map(Id::from_uuid), limit };
                let rows = launch::list_permissions(&app.database, &whole.proof, None, page).await?;
                let lines = records::permission_lines(app, cx, &rows).await?;
                Entries::of(&rows, limit, |row| row.id.uuid(), values(&lines)?)
            }
            Section::Starts => {
                let rows = history::starts(app, whole, before, limit).await?;
                let lines = history::start_lines(app, cx, &rows).await?;
                Entries::of(&rows, limit, |row| row.id, values(&lines)?)
            }
            Section::Reported => self.reported(before, limit).await?,
            Section::Stored => self.stored(before).await?,
            Section::Favourites => Entries::all(self.favourites().await?),
            Section::Looks => {
                let rows = looks::looks_of(app, whole, before, limit).await?;
                let lines = looks::look_lines(app, &rows).await?;
                Entries::of(&rows, limit, |row| row.id, values(&lines)?)
            }
            Section::Relations => Entries::all(self.relations().await?),
            Section::Acts => {
                let before = from.and_then(instant);
                let most = usize::try_from(limit).unwrap_or(usize::MAX);
                let (lines, older) = acts::lines(app, cx, whole, before, most).await?;
                Entries { entries: values(&lines)?, next: older.map(|older| older.to_string()) }
            }
            Section::Refusals => self.refusals(from, limit).await?,
            Section::Messages => self.messages(from, limit).await?,
            Section::Logins => self.logins(before, limit).await?,
            Section::ToolLogins => self.tool_logins(before, limit).await?,
        })
    }

    fn subject(&self) -> PersonId {
        self.whole.who.citizen.subject
    }

    /// The number, and what is registered and decided on, are told to the person alone: what is protected is not told of to others.
    async fn person(&self) -> Result<Value> {
        let db = &self.cx.app.database;
        let person = people::get_person(db, self.subject()).await?;
        let mut entry = json!({
            "name": person.name.to_string(), "born": person.born(), "language": person.language,
            "since": person.created_at,
        });
        if !self.whole.who.for_another() {
            let facts = person.facts;
            entry["number"] = people::reveal_number(db, person.id).await?.expose().into();
            entry["address"] = json!(facts.address);
            entry["status"] = json!(facts.status);
            entry["emergency_block"] = facts.emergency_block.into();
            entry["lacks_capacity"] = facts.lacks_capacity.into();
            entry["care_order"] = facts.care_order.into();
            entry["registered"] = json!(facts.registered_at);
        }
        Ok(entry)
    }

    /// As health personnel, and in organisations; ended ones too.
    async fn roles(&self) -> Result<Vec<Value>> {
        let db = &self.cx.app.database;
        let practitioner = people::find_practitioner(db, self.subject()).await?;
        let mut roles: Vec<Value> = practitioner
            .iter()
            .map(|one| json!({"hpr": one.hpr.to_string(), "professions": one.professions}))
            .collect();
        let kept = people::list_memberships_kept(db, self.subject()).await?;
        let bodies: Vec<_> = kept.iter().map(|one| one.organisation).collect();
        let bodies = catalogue::list_organisations_by_id(db, &bodies).await?;
        for one in &kept {
            let body = bodies.iter().find(|body| body.id == one.organisation);
            let name = body.map(|body| body.name.to_string());
            roles.push(json!({"role": one.role, "organisation": name, "from": one.from, "until": one.until}));
        }
        Ok(roles)
    }

    async fn notifications(&self) -> Result<Value> {
        let profile = people::notification_profile(&self.cx.app.database, self.subject()).await?;
        Ok(json!({
            "channel": profile.channel.to_string(),
            "phone": profile.phone.as_ref().map(PhoneNumber::as_str),
            "email": profile.email.as_ref().map(EmailAddress::as_str),
        }))
    }

    async fn prescriptions(&self, before: Option<Uuid>, limit: u64) -> Result<Entries> {
        let db = &self.cx.app.database;
        let page = Rows { before: before.map(Id::from_uuid), limit };
        let rows = prescriber::list_for_patient(db, self.whole.who.scope(), page).await?;
        let mut entries = Vec::with_capacity(rows.len());
        let events = prescriber::list_events_of(db, &rows).await?;
        let actors = events.values().flatten().filter_map(|event| event.actor.person());
        let persons: Vec<PersonId> = rows.iter().map(|one| one.prescriber).chain(actors).collect();
        let persons = people::list_persons(db, &persons).await?;
        for (one, card) in rows.iter().zip(prescription::cards(&self.cx, &rows).await?) {
            let events = events.get(&one.id).into_iter().flatten();
            let events: Vec<_> = events.map(|event| prescription::event_line(event, &persons)).collect();
            let prescriber = persons.iter().find(|person| person.id == one.prescriber);
            entries.push(json!({
                "prescription": card,
                "prescriber": prescriber.map(|person| person.name.to_string()),
                "instructions": one.instructions.as_ref().map(ToString::to_string),
                "task": one.task.as_ref().map(ToString::to_string),
                "starts": one.period.starts(),
                "representative_allowed": one.representative_allowed,
                "withheld": one.withheld.is_some(),
                "returns_data": one.returns_data,
                "sharing": one.sharing,
                "events": events,
            }));
        }
        Ok(Entries::of(&rows, limit, |row| row.id.uuid(), entries))
    }

    async fn reported(&self, before: Option<Uuid>, limit: u64) -> Result<Entries> {
        let page = Rows { before: before.map(Id::from_uuid), limit };
        let rows = prescriber::list_observations(&self.cx.app.database, self.whole.who.scope(), page).await?;
        let entry = |one: &prescriber::Observation| {
            let resource = serde_json::from_str::<Value>(&one.resource).ok();
            json!({"at": one.effective_at, "code": one.code, "resource": resource})
        };
        Ok(Entries::of(&rows, limit, |row| row.id.uuid(), rows.iter().map(entry).collect()))
    }

    /// What one tool keeps, a tool at a time.
    async fn stored(&self, after: Option<Uuid>) -> Result<Entries> {
        let (app, whole) = (&self.cx.app, &self.whole);
        let mut tools = stored::tools(app, whole).await?;
        tools.sort_unstable();
        let mut rest = tools.into_iter().filter(|tool| after.is_none_or(|after| tool.uuid() > after));
        let Some(tool) = rest.next() else { return Ok(Entries::all(Vec::new())) };
        let entries = stored::contents(app, &self.cx, whole, tool).await?;
        Ok(Entries { entries, next: rest.next().map(|_| tool.uuid().to_string()) })
    }

    /// What the person keeps at hand, as a citizen and at work.
    async fn favourites(&self) -> Result<Vec<Value>> {
        let db = &self.cx.app.database;
        let mut lines = Vec::new();
        for (role, tools) in catalogue::list_favourites_of_person(db, self.subject()).await? {
            let listings = catalogue::list_listings(db, &tools).await?;
            let line = |listing: &catalogue::Listing| json!({"name": listing.name(self.cx.locale()), "slug": listing.tool.slug, "service": role});
            lines.extend(listings.iter().map(line));
        }
        Ok(lines)
    }

    async fn relations(&self) -> Result<Vec<Value>> {
        let acting::ActingView { can, cannot, holders, away, left_out, .. } =
            acting::registered(&self.cx.app, &self.me).await?;
        let own = can
            .iter()
            .chain(&cannot)
            .map(|one| json!({"name": one.name, "basis": one.kind, "until": one.until, "daily_care": one.daily_care, "scopes": one.scopes}));
        let of_others = holders.iter().map(|one| json!({"by": one.name, "basis": one.kind, "from": one.from, "until": one.until, "ended": one.ended, "scopes": one.scopes}));
        // What the source does not say now cannot be taken along; that it is not there is said.
        let missing = [(away, "relations-away"), (left_out, "relations-left-out")];
        let missing = missing.into_iter().filter(|(is, _)| *is).map(|(_, text)| json!({"missing": text}));
        Ok(own.chain(of_others).chain(missing).collect())
    }

    /// What the person was refused, as it is explained to people.
    async fn refusals(&self, from: Option<&str>, limit: u64) -> Result<Entries> {
        let app = &self.cx.app;
        let before = from.and_then(|from| from.parse().ok());
        let rows = launch::list_refused(&app.database, self.subject(), before, limit).await?;
        let tools: Vec<_> = rows.iter().filter_map(|one| one.tool).collect();
        let tools = records::listings(app, &tools).await?;
        let entry = |one: &launch::Refused| {
            let listing = one.tool.and_then(|tool| tools.get(&tool));
            let name = listing.map(|listing| prescription::name(self.cx.locale(), listing));
            json!({"at": one.at, "name": name, "why": one.texts})
        };
        let next = rows.last().filter(|_| rows.len() as u64 >= limit).map(|last| last.seq.to_string());
        Ok(Entries { entries: rows.iter().map(entry).collect(), next })
    }

    async fn messages(&self, from: Option<&str>, limit: u64) -> Result<Entries> {
        let before = from.and_then(|from| {
            let (at, id) = from.split_once('.')?;
            Some((instant(at)?, id.parse().ok()?))
        });
        let rows = notify::list_for(&self.cx.app.database, self.subject(), before, limit).await?;
        let entry = |one: &notify::Message| json!({"at": one.at, "channel": one.channel.key(), "subject": one.subject, "text": one.body});
        let next = rows.last().filter(|_| rows.len() as u64 >= limit);
        let next = next.map(|last| format!("{}.{}", last.at.as_microsecond(), last.id));
        Ok(Entries { entries: rows.iter().map(entry).collect(), next })
    }

    /// Logins here, those that have ended too, as long as they are kept.
    async fn logins(&self, before: Option<Uuid>, limit: u64) -> Result<Entries> {
        let (db, before) = (&self.cx.app.database, before.map(SessionId::from_uuid));
        let rows = identity::session::list_kept(db, self.subject(), before, limit).await?;
        let entry = |(one, ended): &(identity::Session, Option<Timestamp>)| json!({"since": one.created_at, "last_act": one.seen_at, "device": one.device, "ended": ended});
        Ok(Entries::of(&rows, limit, |(one, _)| one.id.uuid(), rows.iter().map(entry).collect()))
    }

    /// Logins in tools, those that have ended too, as long as they are kept.
    async fn tool_logins(&self, before: Option<Uuid>, limit: u64) -> Result<Entries> {
        let (app, before) = (&self.cx.app, before.map(GrantId::from_uuid));
        let rows = identity::grant::list_of_person(&app.database, self.subject(), before, limit).await?;
        let tools = records::listings(app, &rows.iter().map(|one| one.tool).collect::<Vec<_>>()).await?;
        let names = records::names(app, &rows.iter().map(|one| one.subject).collect::<Vec<_>>()).await?;
        let entry = |one: &identity::grant::PastLogin| {
            let name = tools.get(&one.tool).map(|listing| prescription::name(self.cx.locale(), listing));
            let whom = names.get(&one.subject).filter(|_| one.subject != one.person);
            json!({
                "name": name, "for": whom, "since": one.since, "last_act": one.used_at,
                "times_refreshed": one.refreshed, "ended": one.ended_at,
            })
        };
        Ok(Entries::of(&rows, limit, |row| row.grant.uuid(), rows.iter().map(entry).collect()))
    }
}

fn instant(micros: &str) -> Option<Timestamp> {
    Timestamp::from_microsecond(micros.parse().ok()?).ok()
}

fn values<T: serde::Serialize>(lines: &[T]) -> Result<Vec<Value>> {
    lines.iter().map(|line| serde_json::to_value(line).map_err(Error::internal)).collect()
}
