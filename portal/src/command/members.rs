//! `reseptor members`: roles that are given here, where no login gives them.

use catalogue::Organisation;
use clap::Subcommand;
use database::{Database, Read};
use jiff::civil::Date;
use kernel::{Actor, MembershipId, OrgNumber, Phrase, Slug, UnitId};
use people::{NewMembership, Role};
use serde::Deserialize;

use super::{
    Failure,
    operators::{self, Somebody},
    say, setup,
};
use crate::{config::Config, demo};

/// What to do with members.
#[derive(Debug, Subcommand)]
pub enum Members {
    /// Give a person a role in an organisation, from today
    ///
    /// Reads one JSON object from standard input, so that no identity number stands in a list of processes or a shell's history:
    /// {"number": "…", "given": "Kari", "family": "Nordmann", "born": "1980-01-31", "role": "orderer", "organisation": "987654321", "unit": "key"}.
    /// The role is clinician, orderer or vendor; unit may be left out, and given, family and born for somebody who is known. What a clinician is
    /// authorised in comes with the login.
    Add,
    /// List an organisation's people: id, role, first day, name, and whether a login gave the role
    List {
        /// The organisation's number
        organisation: OrgNumber,
    },
    /// End a role at once, by its id
    End {
        /// The id that `add` and `list` print
        id: MembershipId,
    },
}

/// What is read.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct New {
    number: String,
    given: Option<Phrase<100>>,
    family: Option<Phrase<100>>,
    born: Option<Date>,
    role: Role,
    organisation: OrgNumber,
    unit: Option<Slug>,
}

/// Runs `members`.
pub async fn run(config: &Config, what: &Members) -> Result<(), Failure> {
    let database = setup::database(config).await?;
    match what {
        Members::Add => add(config, &database, operators::from_input()?).await?,
        Members::List { organisation } => list(&database, *organisation).await?,
        Members::End { id } => end(&database, *id).await?,
    }
    Ok(database.close().await?)
}

async fn add(config: &Config, database: &Database, new: New) -> Result<(), Failure> {
    let New { number, given, family, born, role, organisation: at, unit: key } = new;
    if role == Role::Operator {
        return Err(Failure::other("operators are let in by `reseptor operators add`"));
    }
    let organisation = organisation(database, at).await?;
    let unit = match key {
        Some(key) => Some(unit(database, &organisation, &key).await?),
        None => None,
    };
    let tx = database.begin().await?;
    let person = operators::person(config, &tx, Somebody { number, given, family, born }).await?.id;
    let (organisation, from) = (organisation.id, kernel::oslo::date(tx.now()));
    let membership = NewMembership { person, organisation, unit, role, from, until: None };
    let membership = people::add_membership(&tx, Actor::System, membership).await.map_err(Failure::other)?;
    tx.commit().await?;
    say(membership.id);
    Ok(())
}

async fn organisation(database: &Database, number: OrgNumber) -> Result<Organisation, Failure> {
    let found = catalogue::find_organisation_by_number(database, number).await.map_err(Failure::other)?;
    found.ok_or_else(|| Failure::other(format_args!("no organisation has the number {number}")))
}

async fn unit(database: &Database, of: &Organisation, key: &Slug) -> Result<UnitId, Failure> {
    let units = catalogue::list_units(database, of.id).await.map_err(Failure::other)?;
    let found = units.iter().find(|unit| unit.key == *key).map(|unit| unit.id);
    found.ok_or_else(|| Failure::other(format_args!("{} has no unit {key}", of.name)))
}

async fn list(database: &Database, number: OrgNumber) -> Result<(), Failure> {
    let organisation = organisation(database, number).await?;
    let today = kernel::oslo::date(database.now());
    for role in Role::ALL {
        let members =
            people::list_members(database, organisation.id, *role, today).await.map_err(Failure::other)?;
        let ids: Vec<_> = members.iter().map(|member| member.person).collect();
        let persons = people::list_persons(database, &ids).await.map_err(Failure::other)?;
        for member in members {
            let person = persons.iter().find(|person| person.id == member.person);
            let name = person.map(|person| person.name.to_string()).unwrap_or_default();
            let by = if member.by_login { "  by login" } else { "" };
            say(format_args!("{}  {role}  since {}  {name}{by}", member.id, member.from));
        }
    }
    Ok(())
}

async fn end(database: &Database, id: MembershipId) -> Result<(), Failure> {
    let operator = demo::an_operator(database).await?;
    let tx = database.begin().await?;
    let today = kernel::oslo::date(tx.now());
    // Its last day is included in a role.
    let last = today.yesterday().unwrap_or(today);
    people::end_membership(&tx, &operator, id, last).await.map_err(|error| match error {
        people::Error::NotFound(_) => Failure::other("no role has this id"),
        other => Failure::other(other),
    })?;
    Ok(tx.commit().await?)
}
