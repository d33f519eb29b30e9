//! `GET /logg-inn/retur`: the browser is back from the provider; a session begins.

use axum::{
    extract::{RawQuery, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use database::Read;
use identity::{Account, Completed, Opening, Params, Service, UpstreamHpr, UpstreamPerson, session};
use kernel::{LoginLevel, OrganisationId, PersonId, Refusal, oslo};
use people::Practitioner;

use super::{BrowserCookie, choose, cookie::set_session, device, see_other};
use crate::{
    oauth::FLOOR,
    web::{App, Error, Result, locale, metrics, session::CurrentSession},
};

pub(super) async fn complete(
    State(app): State<App>,
    earlier: Option<CurrentSession>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Result<Response> {
    let params =
        Params::parse(&query.unwrap_or_default()).map_err(|_| Error::status(StatusCode::BAD_REQUEST))?;
    let browser = BrowserCookie::read(&app, &headers);
    let Completed { service, next, person } = app.identity.logins.complete(&params, browser.as_ref()).await?;
    let (id, account) = recognise(&app, service, &person).await?;
    let several =
        service == Service::Clinician && works_at_several(&app, id, &account, earlier.as_ref()).await?;
    let tx = app.database.begin().await?;
    let opening = Opening {
        person: id,
        account,
        level: person.level,
        methods: person.methods,
        authenticated_at: person.authenticated_at,
        upstream: person.upstream,
        hint: person.hint,
    };
    let earlier = earlier.map(|CurrentSession(session)| session);
    let (session, secret) = session::open(&tx, opening, earlier.as_deref()).await?;
    if let Some(device) = device::named(&headers) {
        session::note_device(&tx, session.id, &device).await?;
    }
    tx.commit().await?;
    metrics::login(service);
    let next = locale::own_path(&next).unwrap_or("/");
    let mut response =
        if several { see_other(&choose::address(locale::split(next).0, next)) } else { see_other(next) };
    set_session(&app, &mut response, &secret);
    Ok(response)
}

/// Who of ours it is, and whether in the role asked for.
pub(super) async fn recognise(app: &App, service: Service, person: &UpstreamPerson) -> Result<(PersonId, Account)> {
    let db = &app.database;
    let known = people::find_person_by_number(db, &person.number).await?;
    // In a role, a stranger is answered as anybody who lacks it (row 34).
    let unknown = if service == Service::Citizen { "error-login-unknown" } else { "error-login-role" };
    let known = known.ok_or_else(|| refused(unknown))?;
    let today = oslo::date(db.now());
    if service == Service::Citizen {
        may_log_in(app, known.id, person.level).await?;
        return Ok((known.id, Account::Citizen));
    }
    if service == Service::Operator {
        let operator = people::find_operator(db, known.id, today).await?;
        return operator.map(|_| (known.id, Account::Operator)).ok_or_else(|| refused("error-login-role"));
    }
    if let (Service::Clinician, Some(hpr)) = (service, &person.hpr) {
        take_professions(app, known.id, hpr).await?;
    }
    for organisation in places(app, person).await? {
        let account = match service {
            Service::Clinician => clinician(app, known.id, organisation, person).await?,
            Service::Orderer => people::find_orderer(db, known.id, organisation, today)
                .await?
                .map(|orderer| Account::Orderer { organisation: orderer.organisation }),
            Service::Vendor => people::find_vendor_user(db, known.id, organisation, today)
                .await?
                .map(|user| Account::Vendor { organisation: user.organisation }),
            Service::Citizen | Service::Operator => None,
        };
        if let Some(account) = account {
            return Ok((known.id, account));
        }
    }
    Err(refused("error-login-role"))
}

/// Whether a clinician has a choice of workplaces and has not made it in the session that this login continues.
async fn works_at_several(
    app: &App,
    person: PersonId,
    account: &Account,
    earlier: Option<&CurrentSession>,
) -> Result<bool> {
    if earlier.is_some_and(|CurrentSession(earlier)| earlier.person == person && earlier.account == *account)
    {
        return Ok(false);
    }
    let today = oslo::date(app.database.now());
    Ok(people::list_clinicians(&app.database, person, today).await?.len() > 1)
}

/// F9, F12, T3: nobody logs in as a dead person, nobody under 13 alone, nobody below the floor.
async fn may_log_in(app: &App, person: PersonId, level: LoginLevel) -> Result<()> {
    let pair = launch::pair(&*app.identity.registers, person, person).await?;
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

/// Where a role is looked for: at the organisations that the provider names, as far as they are ours; anywhere (`None`) where it does not tell.
async fn places(app: &App, person: &UpstreamPerson) -> Result<Vec<Option<OrganisationId>>> {
    let Some(named) = &person.organisations else { return Ok(vec![None]) };
    let mut known = Vec::new();
    for organisation in named {
        let found = catalogue::find_organisation_by_number(&app.database, organisation.number).await?;
        known.extend(found.map(|organisation| Some(organisation.id)));
    }
    Ok(known)
}

/// What the login says that a clinician is authorised in counts from now on, at every workplace and in sessions that are open (domain §5). Where it
/// says nothing of that, what is known stands; where it says that there is nothing, nobody is let in.
async fn take_professions(app: &App, person: PersonId, hpr: &UpstreamHpr) -> Result<()> {
    let Some(professions) = &hpr.professions else { return Ok(()) };
    let known = people::find_practitioner(&app.database, person).await?;
    if known.is_some_and(|known| known.hpr == hpr.number) {
        let told = Practitioner { person, hpr: hpr.number, professions: professions.clone() };
        let tx = app.database.begin().await?;
        people::upsert_practitioner(&tx, &told).await?;
        tx.commit().await?;
    }
    if professions.is_empty() { Err(refused("error-login-not-authorised")) } else { Ok(()) }
}

/// Health personnel of this organisation, with the number that the login carries.
async fn clinician(
    app: &App,
    id: PersonId,
    organisation: Option<OrganisationId>,
    person: &UpstreamPerson,
) -> Result<Option<Account>> {
    let db = &app.database;
    let Some(hpr) = &person.hpr else { return Ok(None) };
    let clinician = people::find_clinician(db, id, organisation, oslo::date(db.now())).await?;
    Ok(clinician.filter(|clinician| clinician.hpr == hpr.number).map(|clinician| Account::Clinician {
        hpr: clinician.hpr,
        professions: clinician.professions,
        organisation: clinician.organisation,
        unit: clinician.unit,
    }))
}

fn refused(text: &'static str) -> Error {
    Error::refused(Refusal::text(text))
}
