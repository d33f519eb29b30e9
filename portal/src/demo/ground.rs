//! Organisations with their agreements, and people with their roles and relations.

use std::collections::HashSet;

use catalogue::{NewAgreement, NewOrganisation, NewUnit, Parties};
use database::Database;
use jiff::{ToSpan, civil::Date};
use kernel::{Actor, NationalId, Operator, Phrase};
use people::{NewMembership, NotificationProfile, NumberPolicy, Practitioner, RegisterEntry, Role};

use super::{
    Known,
    calendar::Calendar,
    files::{self, OrganisationLine, PersonLine},
};
use crate::command::Failure;

/// How many days ago the platform's own history begins.
const BEGINNING: i32 = -1_000;
pub(super) async fn load(db: &Database, calendar: &Calendar) -> Result<Known, Failure> {
    let organisations: Vec<OrganisationLine> = files::lines("organisations.jsonl", files::ORGANISATIONS)?;
    let people: Vec<PersonLine> = files::lines("people.jsonl", files::PEOPLE)?;
    let mut known = Known::default();
    calendar.go_to(calendar.moment(BEGINNING, 0)?);
    persons(db, calendar, &people, &mut known).await?;
    let operator = known.operator("operator-1")?;
    add_organisations(db, calendar, &operator, &organisations, &mut known).await?;
    roles(db, calendar, &people, &mut known).await?;
    super::relations::load(db, calendar, &people, &known).await?;
    Ok(known)
}

/// Whom vendors can be in the sandbox: a family, and somebody with an assigned power of attorney.
const IN_SANDBOX: [&str; 6] =
    ["parent", "other-parent", "child-5", "teen-15", "youth-17", "incapacitated-mother"];

async fn persons(
    db: &Database,
    calendar: &Calendar,
    lines: &[PersonLine],
    known: &mut Known,
) -> Result<(), Failure> {
    let mut taken = HashSet::new();
    let tx = db.begin().await?;
    for line in lines {
        let born = birth_date(line, calendar.today())?;
        let entry = RegisterEntry {
            number: synthetic_number(born, &line.individual, &mut taken)?,
            name: line.name.clone(),
            born,
            address: line.address,
            status: line.status,
            emergency_block: line.emergency_block,
            lacks_capacity: line.lacks_capacity,
            care_order: line.care_order,
            language: line.language,
            account_key: Some(line.key.clone()),
        };
        let person = people::upsert_from_register(&tx, NumberPolicy::Synthetic, entry)
            .await
            .map_err(Failure::other)?;
        let profile = NotificationProfile {
            channel: line.notify,
            phone: line.phone.as_deref().and_then(|phone| phone.parse().ok()),
            email: line.email.as_deref().and_then(|email| email.parse().ok()),
        };
        people::set_contact_from_register(&tx, person.id, profile).await.map_err(Failure::other)?;
        if IN_SANDBOX.contains(&line.key.as_str()) {
            people::list_as_test_person(&tx, kernel::Actor::System, person.id)
                .await
                .map_err(Failure::other)?;
        }
        known.people.insert(line.key.clone(), person.id);
    }
    Ok(tx.commit().await?)
}

/// (Today + `days_to_birthday` days) minus (`age_years` + 1) years; 29 February becomes 28 February.
fn birth_date(line: &PersonLine, today: Date) -> Result<Date, Failure> {
    let birthday = today.checked_add(line.days_to_birthday.days()).map_err(Failure::other)?;
    birthday.checked_sub(i64::from(line.age_years + 1).years()).map_err(Failure::other)
}

/// Counts up from `individual` until both check digits exist and the number is free; month +80.
fn synthetic_number(
    born: Date,
    individual: &str,
    taken: &mut HashSet<String>,
) -> Result<NationalId, Failure> {
    let first: u32 = individual.parse().map_err(Failure::other)?;
    let date = format!("{:02}{:02}{:02}", born.day(), born.month() + 80, born.year().rem_euclid(100));
    for step in 0..1_000 {
        let start = format!("{date}{:03}", (first + step) % 1_000);
        let found = (0..100).find_map(|end| format!("{start}{end:02}").parse::<NationalId>().ok());
        if let Some(number) = found.filter(|number| taken.insert(number.expose())) {
            return Ok(number);
        }
    }
    Err(Failure::other(format_args!("no free number of {date}")))
}

async fn add_organisations(
    db: &Database,
    calendar: &Calendar,
    operator: &Operator,
    lines: &[OrganisationLine],
    known: &mut Known,
) -> Result<(), Failure> {
    let tx = db.begin().await?;
    for line in lines {
        let new = NewOrganisation {
            key: line.key.parse().ok(),
            name: line.name.clone(),
            kind: line.kind,
            org_number: line.org_number,
        };
        let organisation = catalogue::add_organisation(&tx, operator, new).await.map_err(Failure::other)?.id;
        catalogue::verify_organisation(&tx, operator, organisation).await.map_err(Failure::other)?;
        known.organisations.insert(line.key.clone(), organisation);
        for unit in &line.units {
            let new = NewUnit { key: unit.key.clone(), name: unit.name.clone() };
            let added =
                catalogue::add_unit(&tx, operator, organisation, new).await.map_err(Failure::other)?;
            known.units.insert((line.key.clone(), unit.key.to_string()), added.id);
        }
        for (kind, period) in &line.agreements {
            let Some(period) = period else { continue };
            let parties = match kind.as_str() {
                "A1" => Parties::A1 { body: organisation },
                "A2" => Parties::A2 { vendor: organisation },
                "A4" => Parties::A4 { enterprise: organisation },
                other => return Err(Failure::other(format_args!("{}: agreement {other:?}", line.key))),
            };
            let new = NewAgreement {
                parties,
                terms: period
                    .terms_version
                    .clone()
                    .map_or_else(|| Phrase::new("1.0").map_err(Failure::other), Ok)?,
                from: calendar.day(period.from_day)?,
                until: period.until_day.map(|day| calendar.day(day)).transpose()?,
            };
            catalogue::add_agreement(&tx, operator, new).await.map_err(Failure::other)?;
        }
    }
    Ok(tx.commit().await?)
}

async fn roles(
    db: &Database,
    calendar: &Calendar,
    lines: &[PersonLine],
    known: &mut Known,
) -> Result<(), Failure> {
    let tx = db.begin().await?;
    for line in lines {
        let person = known.person(&line.key)?;
        for account in &line.accounts {
            let role = match account.service.as_str() {
                "citizen" => continue,
                "clinician" => Role::Clinician,
                "orderer" => Role::Orderer,
                "vendor" => Role::Vendor,
                "operator" => Role::Operator,
                other => return Err(Failure::other(format_args!("{}: service {other:?}", line.key))),
            };
            let key = account.organisation.as_deref().unwrap_or_default();
            let new = NewMembership {
                person,
                organisation: known.organisation(key)?,
                unit: account.unit.as_deref().map(|unit| known.unit(key, unit)).transpose()?,
                role,
                from: calendar.day(BEGINNING)?,
                until: None,
            };
            people::add_membership(&tx, Actor::System, new).await.map_err(Failure::other)?;
            known.members.entry((key.to_owned(), account.service.clone())).or_insert(person);
            if let Some(hpr) = &account.hpr {
                let hpr = hpr.parse().map_err(Failure::other)?;
                let practitioner = Practitioner { person, hpr, professions: account.professions.clone() };
                people::upsert_practitioner(&tx, &practitioner).await.map_err(Failure::other)?;
            }
        }
    }
    Ok(tx.commit().await?)
}
