//! The demonstration: invented people, organisations, tools and their history, made once through the very use cases that people use.
//!
//! A day of the files (`portal/demo/README.md`) is relative to the day of loading. What was done on different days is put in order and done with a
//! clock that is set to each moment, so that events, audit log and messages tell the history as it would have been.

mod accounts;
mod relations;
mod calendar;
mod files;
mod ground;
mod history;
mod tools;

use std::{collections::HashMap, sync::Arc};

use database::{Database, Options};
use jiff::Timestamp;
use kernel::{ManualClock, Operator, OrganisationId, PersonId, UnitId};

pub use accounts::DemoAccounts;
pub use files::ToolLine;
pub use tools::{Imported, import_tools};

use crate::command::Failure;

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
        self.organisations.get(key).copied().ok_or_else(|| Failure::other(format_args!("no organisation {key:?}")))
    }

    fn unit(&self, organisation: &str, unit: &str) -> Result<UnitId, Failure> {
        let key = (organisation.to_owned(), unit.to_owned());
        self.units.get(&key).copied().ok_or_else(|| Failure::other(format_args!("no unit {organisation}/{unit}")))
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

/// Whether the demonstration's people are there already: `true` once loading has ended, since it marks its end.
pub async fn is_loaded(db: &Database) -> Result<bool, Failure> {
    let last = people::find_person_by_account_key(db, ground::LAST_KEY).await.map_err(Failure::other)?;
    Ok(last.is_some())
}

/// Loads the demonstration into an empty database. `options` name it; `now` is the present; `tool` the demo tool's address.
pub async fn load(options: Options, now: Timestamp, tool: &str) -> Result<(), Failure> {
    let clock = Arc::new(ManualClock::new(now));
    let db = Database::open(Options { clock: clock.clone(), ..options }).await?;
    let calendar = Calendar::new(clock, now);
    let known = ground::load(&db, &calendar).await?;
    tools::load(&db, &calendar, &known, tool).await?;
    history::load(&db, &calendar, &known).await?;
    calendar.return_to_the_present();
    ground::mark_loaded(&db, &calendar).await?;
    db.close().await?;
    Ok(())
}
