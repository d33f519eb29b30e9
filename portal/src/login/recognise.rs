//! Who of ours somebody is whom a provider has logged in, and in which role. Whoever is new is entered: as the registers say, and with the roles that
//! the login itself gives.

use catalogue::{Organisation, OrganisationKind, Parties};
use database::Read;
use identity::{Account, Preset, Service, UpstreamHpr, UpstreamOrganisation, UpstreamPerson};
use kernel::{LoginLevel, OrganisationId, PersonId, Refusal, oslo};
use people::{Practitioner, Role};

use crate::{
    oauth::FLOOR,
    web::{App, Error, Result},
};

/// The person, and the account of this service.
pub(super) async fn recognise(
    app: &App,
    service: Service,
    person: &UpstreamPerson,
) -> Result<(PersonId, Account)> {
    let (id, account) = match service {
        Service::Citizen => citizen(app, person).await?,
        Service::Operator => operator(app, person).await?,
        Service::Clinician => clinician(app, person).await?,
        Service::Orderer => member(app, service, Role::Orderer, person).await?,
        Service::Vendor => member(app, service, Role::Vendor, person).await?,
    };
    may_log_in(app, id, &account, person.level).await?;
    Ok((id, account))
}

async fn citizen(app: &App, person: &UpstreamPerson) -> Result<(PersonId, Account)> {
    let id = known_or_entered(app, person).await?.ok_or_else(|| refused("error-login-unknown"))?;
    Ok((id, Account::Citizen))
}

/// F9, F12, T3, in whichever role: nobody logs in as a dead person, nobody under 13 alone, nobody below the floor.
async fn may_log_in(app: &App, person: PersonId, account: &Account, level: LoginLevel) -> Result<()> {
    let pair = match launch::pair(&*app.identity.registers, person, person).await {
        Err(launch::Error::Unregistered) if matches!(account, Account::Citizen) => {
            return Err(refused("error-login-unknown"));
        }
        // Somebody who works here need not be in the population register.
        Err(launch::Error::Unregistered) => return Ok(()),
        found => found?,
    };
    match launch::acting(&pair, level, FLOOR, app.database.now()) {
        Ok(_) => Ok(()),
        Err(denial) => {
            let tx = app.database.begin().await?;
            denial.record(&tx);
            tx.commit().await?;
            let mut refusal = Refusal::text(denial.texts().first().copied().unwrap_or("error-login-aborted"));
            refusal.rules = denial.rules().to_vec();
            Err(Error::refused(refusal))
        }
    }
}

/// No login makes an operator: the first is let in at a prompt, and lets in the others there.
async fn operator(app: &App, person: &UpstreamPerson) -> Result<(PersonId, Account)> {
    let db = &app.database;
    let known = people::find_person_by_number(db, &person.number).await?.ok_or_else(lacks_role)?;
    let operator = people::find_operator(db, known.id, oslo::date(db.now())).await?;
    operator.map(|_| (known.id, Account::Operator)).ok_or_else(lacks_role)
}

/// Somebody of an ordering body or a vendor.
async fn member(
    app: &App,
    service: Service,
    role: Role,
    person: &UpstreamPerson,
) -> Result<(PersonId, Account)> {
    // That somebody works there, which HelseID says, makes nobody an orderer; the right that Ansattporten is asked for does.
    let vouched = app
        .config
        .logins
        .iter()
        .any(|login| login.service == service && login.preset == Preset::Ansattporten);
    let places = Places::named(app, role, person, vouched).await?;
    let known = people::find_person_by_number(&app.database, &person.number).await?;
    let id = match known {
        Some(known) => known.id,
        None if places.given.is_empty() => return Err(lacks_role()),
        None => known_or_entered(app, person).await?.ok_or_else(lacks_role)?,
    };
    places.take(app, id, None).await?;
    let (db, today) = (&app.database, oslo::date(app.database.now()));
    for place in places.to_look_at() {
        let account = match role {
            Role::Orderer => people::find_orderer(db, id, place, today)
                .await?
                .map(|orderer| Account::Orderer { organisation: orderer.organisation }),
            _ => people::find_vendor_user(db, id, place, today)
                .await?
                .map(|user| Account::Vendor { organisation: user.organisation }),
        };
        if let Some(account) = account {
            return Ok((id, account));
        }
    }
    Err(lacks_role())
}

/// Health personnel, with the number and the authorisations that the login tells (domain §5). Where it tells no authorisations, those that are known
/// stand; where it says that there are none, nobody is let in.
async fn clinician(app: &App, person: &UpstreamPerson) -> Result<(PersonId, Account)> {
    let db = &app.database;
    let hpr = person.hpr.as_ref().ok_or_else(lacks_role)?;
    let known = people::find_person_by_number(db, &person.number).await?.map(|known| known.id);
    let practitioner = match known {
        Some(known) => people::find_practitioner(db, known).await?,
        None => None,
    };
    if practitioner.as_ref().is_some_and(|practitioner| practitioner.hpr != hpr.number) {
        return Err(lacks_role());
    }
    let authorised = hpr.professions.as_ref().map_or(practitioner.is_some(), |told| !told.is_empty());
    let places = Places::named(app, Role::Clinician, person, authorised).await?;
    let id = match known {
        Some(known) => Some(known),
        None if places.given.is_empty() => None,
        None => known_or_entered(app, person).await?,
    };
    if let Some(id) = id {
        let told = told(id, hpr, !places.given.is_empty() || works_here(app, id).await?);
        places.take(app, id, told.as_ref()).await?;
    }
    if hpr.professions.as_ref().is_some_and(Vec::is_empty) {
        return Err(refused("error-login-not-authorised"));
    }
    let id = id.ok_or_else(lacks_role)?;
    for place in places.to_look_at() {
        if let Some(clinician) = people::find_clinician(db, id, place, oslo::date(db.now())).await? {
            let account = Account::Clinician {
                hpr: clinician.hpr,
                professions: clinician.professions,
                organisation: clinician.organisation,
                unit: clinician.unit,
            };
            return Ok((id, account));
        }
    }
    Err(lacks_role())
}

/// Whether the person is a clinician at some organisation here.
async fn works_here(app: &App, person: PersonId) -> Result<bool> {
    let today = oslo::date(app.database.now());
    let held = people::list_memberships(&app.database, person, today).await?;
    Ok(held.iter().any(|membership| membership.role == Role::Clinician))
}

/// The entry in the register of health personnel, of those who work here or come to.
fn told(person: PersonId, hpr: &UpstreamHpr, works_here: bool) -> Option<Practitioner> {
    let professions = hpr.professions.clone().filter(|_| works_here)?;
    Some(Practitioner { person, hpr: hpr.number, professions })
}

/// Organisations of ours where somebody has a role, as the login tells.
struct Places {
    role: Role,
    /// Whether it tells at all.
    told: bool,
    /// Those that it names.
    named: Vec<OrganisationId>,
    /// Those of them where its word is enough to have the role here.
    given: Vec<OrganisationId>,
}

impl Places {
    /// `vouched`: whether the login says of whoever it names that they have the role.
    async fn named(app: &App, role: Role, person: &UpstreamPerson, vouched: bool) -> Result<Self> {
        let told = person.organisations.is_some();
        let mut places = Self { role, told, named: Vec::new(), given: Vec::new() };
        let named = person.organisations.iter().flatten().filter(|organisation| fits(organisation, role));
        for organisation in named {
            let found = catalogue::find_organisation_by_number(&app.database, organisation.number).await?;
            let Some(found) = found else { continue };
            places.named.push(found.id);
            if vouched && may_have(app, &found, role).await? {
                places.given.push(found.id);
            }
        }
        Ok(places)
    }

    /// Enters what the login tells; what an earlier one told and this one does not has ended.
    async fn take(&self, app: &App, person: PersonId, practitioner: Option<&Practitioner>) -> Result<()> {
        let tx = app.database.begin().await?;
        if let Some(practitioner) = practitioner {
            match people::upsert_practitioner(&tx, practitioner).await {
                // Two persons with one number: neither is believed.
                Err(people::Error::Taken(_)) => return Err(lacks_role()),
                done => done?,
            }
        }
        people::take_memberships_from_login(&tx, person, self.role, &self.named, &self.given).await?;
        Ok(tx.commit().await?)
    }

    /// Where to look for the role: anywhere (`None`) where the login does not tell.
    fn to_look_at(&self) -> Vec<Option<OrganisationId>> {
        if self.told { self.named.iter().copied().map(Some).collect() } else { vec![None] }
    }
}

/// Where the provider tells a role, it must be this one.
fn fits(organisation: &UpstreamOrganisation, role: Role) -> bool {
    organisation.role.as_deref().is_none_or(|told| told == role.name())
}

/// Whether people can come to have this role there by their login alone: the operator has verified the organisation, it is of the right kind, and
/// where prescriptions are issued it holds the platform terms (A1, domain §5).
async fn may_have(app: &App, organisation: &Organisation, role: Role) -> Result<bool> {
    let is_vendor = organisation.kind == OrganisationKind::Vendor;
    let kind = match role {
        Role::Vendor => is_vendor,
        Role::Orderer | Role::Clinician => !is_vendor && organisation.kind != OrganisationKind::Operator,
        Role::Operator => false,
    };
    if !kind || organisation.verified.is_none() {
        return Ok(false);
    }
    if role != Role::Clinician {
        return Ok(true);
    }
    let terms = Parties::A1 { body: organisation.id };
    Ok(catalogue::is_in_force(&app.database, terms, oslo::date(app.database.now())).await?)
}

/// The person as known here, or else as the registers say.
async fn known_or_entered(app: &App, person: &UpstreamPerson) -> Result<Option<PersonId>> {
    if let Some(known) = people::find_person_by_number(&app.database, &person.number).await? {
        return Ok(Some(known.id));
    }
    Ok(app.identity.registers.enter(person.number.clone(), person.name.clone()).await?)
}

/// In a role, a stranger is answered as anybody who lacks it (row 34).
fn lacks_role() -> Error {
    refused("error-login-role")
}

fn refused(text: &'static str) -> Error {
    Error::refused(Refusal::text(text))
}
