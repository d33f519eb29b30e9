//! The demonstration: invented people, organisations, tools and their history, made once through the very use cases that people use.
//!
//! A day of the files (`portal/demo/README.md`) is relative to the day of loading. What was done on different days is put in order and done with a
//! clock that is set to each moment, so that events, audit log and messages tell the history as it would have been.

mod accounts;
mod calendar;
mod files;
mod ground;
mod history;
mod import;
mod relations;
mod reports;
pub mod tool;
mod tools;

use std::{collections::HashMap, sync::Arc};

use database::{Audit, Database, Options, audit};
use jiff::Timestamp;
use kernel::{Actor, ManualClock, Operator, OrganisationId, PersonId, UnitId};
use people::Role;

pub use accounts::DemoAccounts;
pub use files::ToolLine;
pub use import::{Imported, import_tools};

use crate::{command::Failure, config::Config};

use calendar::Calendar;

/// What the files call people and organisations, and who they became.
#[derive(Debug, Default)]
pub struct Known {
    people: HashMap<String, PersonId>,
    organisations: HashMap<String, OrganisationId>,
    units: HashMap<(String, String), UnitId>,
    members: HashMap<(String, String), PersonId>,
}

impl Known {
    /// The person with this key.
    pub fn person(&self, key: &str) -> Result<PersonId, Failure> {
        self.people.get(key).copied().ok_or_else(|| Failure::other(format_args!("no person {key:?}")))
    }

    /// The organisation with this key.
    pub fn organisation(&self, key: &str) -> Result<OrganisationId, Failure> {
        self.organisations
            .get(key)
            .copied()
            .ok_or_else(|| Failure::other(format_args!("no organisation {key:?}")))
    }

    fn unit(&self, organisation: &str, unit: &str) -> Result<UnitId, Failure> {
        let key = (organisation.to_owned(), unit.to_owned());
        self.units
            .get(&key)
            .copied()
            .ok_or_else(|| Failure::other(format_args!("no unit {organisation}/{unit}")))
    }

    /// The first of the organisation's people with this role.
    fn member_of(&self, organisation: &str, role: &str) -> Result<PersonId, Failure> {
        let key = (organisation.to_owned(), role.to_owned());
        let found = self.members.get(&key).copied();
        found.ok_or_else(|| Failure::other(format_args!("{organisation} has no {role}")))
    }

    fn operator(&self, key: &str) -> Result<Operator, Failure> {
        Ok(Operator { person: self.person(key)? })
    }
}

/// What a database knows by key and organisation number, for imports.
pub async fn known_to(db: &Database) -> Result<Known, Failure> {
    let mut known = Known::default();
    let today = kernel::oslo::date(database::Read::now(db));
    let mut page = 1;
    loop {
        let window = catalogue::Window::page(page, catalogue::Window::MOST);
        let listed =
            catalogue::list_organisations(db, &catalogue::OrganisationFilter::default(), window).await;
        let listed = listed.map_err(Failure::other)?;
        for organisation in &listed.items {
            let key = organisation.key.as_ref().map(ToString::to_string);
            for name in key.into_iter().chain([organisation.org_number.to_string()]) {
                known.organisations.insert(name.clone(), organisation.id);
                for (role, word) in [(Role::Vendor, "vendor"), (Role::Orderer, "orderer")] {
                    let members = people::list_members(db, organisation.id, role, today)
                        .await
                        .map_err(Failure::other)?;
                    if let Some(member) = members.first() {
                        known.members.insert((name.clone(), word.to_owned()), member.person);
                    }
                }
            }
        }
        if listed.items.len() < 200 {
            break;
        }
        page += 1;
    }
    for key in ["operator-1", "operator-2"] {
        if let Some(person) = people::find_person_by_account_key(db, key).await.map_err(Failure::other)? {
            known.people.insert(key.to_owned(), person.id);
        }
    }
    Ok(known)
}

/// Somebody of the operator, in whose name a command line's imports are made.
pub async fn an_operator(db: &Database) -> Result<Operator, Failure> {
    let today = kernel::oslo::date(database::Read::now(db));
    let filter =
        catalogue::OrganisationFilter { kind: Some(catalogue::OrganisationKind::Operator), name: None };
    let listed = catalogue::list_organisations(db, &filter, catalogue::Window::default())
        .await
        .map_err(Failure::other)?;
    for organisation in listed.items {
        let members =
            people::list_members(db, organisation.id, Role::Operator, today).await.map_err(Failure::other)?;
        if let Some(member) = members.first() {
            return Ok(Operator { person: member.person });
        }
    }
    Err(Failure::other("nobody is registered as an operator: reseptor operators add"))
}

/// The demo tool's address as browsers know it: another host than the portal's, since cookies ignore ports.
pub fn tool_address(config: &Config) -> String {
    let port = config.demo_tool_listen.map_or(8081, |address| address.port());
    format!("http://localhost:{port}")
}

/// How much of the demonstration a database holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// Nothing at all, of anything.
    Empty,
    /// It was begun and not ended: the program was killed.
    Half,
    /// All of it.
    Whole,
    /// None of it, but something else.
    Other,
}

/// What the audit log calls the demonstration.
const OBJECT: &str = "demonstration";
const BEGUN: &str = "demo.begin";
const ENDED: &str = "demo.end";

/// How much of the demonstration is there, as the audit log tells.
pub async fn extent(db: &Database) -> Result<Extent, Failure> {
    let entries = audit::list_about(db, OBJECT, 2).await?;
    if entries.iter().any(|entry| entry.action == ENDED) {
        return Ok(Extent::Whole);
    }
    if !entries.is_empty() {
        return Ok(Extent::Half);
    }
    let filter = catalogue::OrganisationFilter::default();
    let listed = catalogue::list_organisations(db, &filter, catalogue::Window::default()).await;
    let empty = listed.map_err(Failure::other)?.items.is_empty();
    Ok(if empty { Extent::Empty } else { Extent::Other })
}

async fn note(db: &Database, action: &'static str) -> Result<(), Failure> {
    let tx = db.begin().await?;
    tx.audit(Audit::new(Actor::System, action, OBJECT));
    Ok(tx.commit().await?)
}

/// Loads the demonstration into an empty database. `options` name it; `now` is the present; `tool` the demo tool's address.
pub async fn load(options: Options, now: Timestamp, tool: &str) -> Result<(), Failure> {
    let clock = Arc::new(ManualClock::new(now));
    let db = Database::open(Options { clock: clock.clone(), ..options }).await?;
    note(&db, BEGUN).await?;
    let calendar = Calendar::new(clock, now);
    let known = ground::load(&db, &calendar).await?;
    live_through(&db, &calendar, &known, tool).await?;
    calendar.return_to_the_present();
    note(&db, ENDED).await?;
    db.close().await?;
    Ok(())
}

/// Something that happened on one of the demonstration's days.
enum Happening {
    Tool(usize, tools::Deed),
    Prescription(usize, history::Step),
}

/// Lets everything happen in the order of time, each in a transaction of its own.
async fn live_through(db: &Database, calendar: &Calendar, known: &Known, tool: &str) -> Result<(), Failure> {
    let (mut makers, mut past) = (tools::Makers::read()?, history::Past::read(db, tool)?);
    let deeds = makers.plan(calendar)?.into_iter();
    let deeds = deeds.map(|(moment, at, deed)| (moment, Happening::Tool(at, deed)));
    let events = past.plan(calendar)?.into_iter();
    let events = events.map(|(moment, at, step)| (moment, Happening::Prescription(at, step)));
    let mut happenings: Vec<(Timestamp, Happening)> = deeds.chain(events).collect();
    // Stable: what was cut off at the present keeps its order.
    happenings.sort_by_key(|(moment, _)| *moment);
    let setting = tools::Setting { calendar, known, address: tool };
    for (moment, happening) in happenings {
        calendar.go_to(moment);
        let tx = db.begin().await?;
        match happening {
            Happening::Tool(at, deed) => makers.perform(&tx, &setting, at, &deed).await?,
            Happening::Prescription(at, step) => past.happen(&tx, calendar, known, (at, step)).await?,
        }
        tx.commit().await?;
    }
    Ok(())
}
