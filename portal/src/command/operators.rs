//! `reseptor operators`: who runs the installation. The first one cannot be let in by anybody on the pages.

use catalogue::{NewOrganisation, OrganisationKind};
use clap::Subcommand;
use database::{Database, Read, Tx};
use jiff::civil::Date;
use kernel::{Actor, Locale, NationalId, Operator, OrgNumber, OrganisationId, Phrase};
use people::{
    AddressProtection, Name, NewMembership, NumberPolicy, Person, PersonStatus, RegisterEntry, Role,
};
use serde::Deserialize;

use super::{Failure, say, setup};
use crate::config::Config;

/// What to do with operators.
#[derive(Debug, Subcommand)]
pub enum Operators {
    /// Let a person in as an operator
    ///
    /// Reads one JSON object from standard input, so that no identity number stands in a list of processes or a shell's history:
    /// {"number": "…", "given": "Kari", "family": "Nordmann", "born": "1980-01-31",
    ///  "organisation": {"name": "Norsk helsenett", "org_number": "…"}}.
    /// The organisation is added with the first operator; later ones may leave it out. given, family and born are not needed for somebody who is
    /// known. The person then logs in through the operators' login. Whoever is an operator already is left as is.
    Add,
    /// List the operators
    List,
}

/// What is read.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct New {
    number: String,
    given: Option<Phrase<100>>,
    family: Option<Phrase<100>>,
    born: Option<Date>,
    organisation: Option<Body>,
}

/// Whom it is about.
pub(super) struct Somebody {
    pub(super) number: String,
    pub(super) given: Option<Phrase<100>>,
    pub(super) family: Option<Phrase<100>>,
    pub(super) born: Option<Date>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Body {
    name: Phrase<200>,
    org_number: OrgNumber,
}

/// Runs `operators`.
pub async fn run(config: &Config, what: &Operators) -> Result<(), Failure> {
    let database = setup::database(config).await?;
    match what {
        Operators::Add => {
            add(config, &database, from_input()?).await?;
        }
        Operators::List => list(&database).await?,
    }
    Ok(database.close().await?)
}

/// A JSON object from standard input, so that no identity number stands in a list of processes; what is wrong with it is told without repeating it.
pub(super) fn from_input<T: serde::de::DeserializeOwned>() -> Result<T, Failure> {
    let text = std::io::read_to_string(std::io::stdin()).map_err(Failure::io("standard input"))?;
    serde_json::from_str(&text).map_err(|_| Failure::other("no such JSON object: see --help"))
}

async fn add(config: &Config, database: &Database, new: New) -> Result<(), Failure> {
    let New { number, given, family, born, organisation: named } = new;
    let tx = database.begin().await?;
    let person = person(config, &tx, Somebody { number, given, family, born }).await?;
    let today = kernel::oslo::date(tx.now());
    if people::find_operator(&tx, person.id, today).await.map_err(Failure::other)?.is_some() {
        say(format_args!("{} is an operator already", person.id));
        return Ok(());
    }
    let organisation = organisation(&tx, Operator { person: person.id }, named).await?;
    let membership = NewMembership {
        person: person.id,
        organisation,
        unit: None,
        role: Role::Operator,
        from: today,
        until: None,
    };
    people::add_membership(&tx, Actor::System, membership).await.map_err(Failure::other)?;
    tx.commit().await?;
    say(format_args!("{} is an operator of {organisation}", person.id));
    Ok(())
}

/// The person, entered where not known yet.
pub(super) async fn person(config: &Config, tx: &Tx, one: Somebody) -> Result<Person, Failure> {
    let number: NationalId =
        one.number.parse().map_err(|_| Failure::other("number is no identity number"))?;
    if let Some(known) = people::find_person_by_number(tx, &number).await.map_err(Failure::other)? {
        return Ok(known);
    }
    let (Some(given), Some(family), Some(born)) = (one.given, one.family, one.born) else {
        return Err(Failure::other("the person is not known yet: given, family and born are needed"));
    };
    let policy = if config.is_demo() { NumberPolicy::Synthetic } else { NumberPolicy::Ordinary };
    let entry = RegisterEntry {
        number,
        name: Name { given, family },
        born,
        address: AddressProtection::Open,
        status: PersonStatus::Active,
        emergency_block: false,
        lacks_capacity: false,
        care_order: false,
        language: Locale::Nb,
        account_key: None,
    };
    people::upsert_from_register(tx, policy, entry).await.map_err(Failure::other)
}

/// The operators' organisation: the one that is there, or the one named.
async fn organisation(tx: &Tx, by: Operator, named: Option<Body>) -> Result<OrganisationId, Failure> {
    let filter = catalogue::OrganisationFilter { kind: Some(OrganisationKind::Operator), name: None };
    let known = catalogue::list_organisations(tx, &filter, catalogue::Window::default())
        .await
        .map_err(Failure::other)?
        .items;
    let Some(body) = named else {
        return match &*known {
            [one] => Ok(one.id),
            _ => Err(Failure::other("organisation is needed: its name and org_number")),
        };
    };
    if let Some(found) =
        catalogue::find_organisation_by_number(tx, body.org_number).await.map_err(Failure::other)?
    {
        return if found.kind == OrganisationKind::Operator {
            Ok(found.id)
        } else {
            Err(Failure::other("the organisation with this number is no operator"))
        };
    }
    let new = NewOrganisation {
        key: None,
        name: body.name,
        kind: OrganisationKind::Operator,
        org_number: body.org_number,
    };
    Ok(catalogue::add_organisation(tx, &by, new).await.map_err(Failure::other)?.id)
}

async fn list(database: &Database) -> Result<(), Failure> {
    let today = kernel::oslo::date(database.now());
    let filter = catalogue::OrganisationFilter { kind: Some(OrganisationKind::Operator), name: None };
    let listed = catalogue::list_organisations(database, &filter, catalogue::Window::default())
        .await
        .map_err(Failure::other)?;
    let mut nobody = true;
    for organisation in listed.items {
        let members = people::list_members(database, organisation.id, Role::Operator, today)
            .await
            .map_err(Failure::other)?;
        for member in members {
            let person = people::get_person(database, member.person).await.map_err(Failure::other)?;
            say(format_args!("{}  {}  {}  since {}", person.id, person.name, organisation.name, member.from));
            nobody = false;
        }
    }
    if nobody {
        say("no operators yet: reseptor operators add");
    }
    Ok(())
}
