//! Whom the test login can log in as: the demonstration's people.

use async_trait::async_trait;
use database::{Database, Read};
use kernel::{NationalId, OrganisationId, oslo};
use people::{Membership, Person, Role};
use testid::{Account, Accounts, Hpr, Language, Level, Organisation, Service};

use super::files::{self, PersonLine};

/// The accounts, read from the database as they are asked for.
#[derive(Debug)]
pub struct DemoAccounts {
    db: Database,
    keys: Vec<(String, Vec<Service>)>,
}

impl DemoAccounts {
    /// The accounts of this database's demonstration, in the order of the file.
    pub fn new(db: Database) -> Self {
        let lines: Vec<PersonLine> = files::lines("people.jsonl", files::PEOPLE).unwrap_or_default();
        let keys = lines.into_iter().map(|line| {
            let services = line.accounts.iter().filter_map(|account| service(&account.service)).collect();
            (line.key, services)
        });
        Self { db, keys: keys.collect() }
    }

    async fn account(&self, person: Person) -> Option<Account> {
        let number = people::reveal_number(&self.db, person.id).await.ok()?;
        let today = oslo::date(self.db.now());
        let memberships = people::list_memberships(&self.db, person.id, today).await.ok()?;
        let practitioner = people::find_practitioner(&self.db, person.id).await.ok()?;
        let ids: Vec<OrganisationId> = memberships.iter().map(|membership| membership.organisation).collect();
        let organisations = catalogue::list_organisations_by_id(&self.db, &ids).await.ok()?;
        let of = |membership: &Membership| {
            let found =
                organisations.iter().find(|organisation| organisation.id == membership.organisation)?;
            Some(Organisation {
                number: found.org_number.to_string(),
                name: found.name.to_string(),
                role: role(membership.role).to_owned(),
            })
        };
        let organisations: Vec<Organisation> = memberships.iter().filter_map(of).collect();
        // The synthetic number itself: whoever plays a clinician needs a patient's.
        let pid = number.expose();
        let purpose = format!("{} {}", &pid[..6], &pid[6..]);
        Some(Account {
            key: person.account_key.clone().unwrap_or_default(),
            name: person.name.to_string(),
            purpose,
            pid,
            level: Level::High,
            hpr: practitioner.map(|practitioner| Hpr {
                number: practitioner.hpr.to_string(),
                professions: practitioner.professions.iter().map(ToString::to_string).collect(),
            }),
            organisations,
        })
    }
}

#[async_trait]
impl Accounts for DemoAccounts {
    async fn find(&self, hint: &str) -> Option<Account> {
        let person = match hint.parse::<NationalId>() {
            Ok(number) => people::find_person_by_number(&self.db, &number).await.ok()?,
            Err(_) => people::find_person_by_account_key(&self.db, hint).await.ok()?,
        };
        self.account(person?).await
    }

    async fn list(&self, service: Service, _: Language) -> Vec<Account> {
        let mut accounts = Vec::new();
        for (key, services) in &self.keys {
            if services.contains(&service) {
                accounts.extend(self.find(key).await);
            }
        }
        accounts
    }
}

fn service(name: &str) -> Option<Service> {
    match name {
        "citizen" => Some(Service::Citizen),
        "clinician" => Some(Service::Clinician),
        "orderer" => Some(Service::Orderer),
        "vendor" => Some(Service::Vendor),
        "operator" => Some(Service::Operator),
        _ => None,
    }
}

const fn role(role: Role) -> &'static str {
    match role {
        Role::Clinician => "clinician",
        Role::Orderer => "orderer",
        Role::Vendor => "vendor",
        Role::Operator => "operator",
    }
}
