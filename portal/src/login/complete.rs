//! `GET /logg-inn/retur`: the browser is back from the provider; a session begins.

use axum::{
    extract::{RawQuery, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use database::Read;
use identity::{Account, Completed, Opening, Params, Service, session};
use kernel::{PersonId, oslo};

use super::{BrowserCookie, choose, cookie::set_session, device, recognise::recognise, see_other};
use crate::web::{App, Error, Result, locale, metrics, session::CurrentSession};

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
