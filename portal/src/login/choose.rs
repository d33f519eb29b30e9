//! `/velg-virksomhet`: a clinician who works at several places says which one it is about today.

use axum::{
    extract::{Query, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use database::Read;
use identity::{Account, Code, OAuthError, Params, Party, Ready, Session, session};
use kernel::{Clinician, OrganisationId, oslo};
use serde::{Deserialize, Serialize};

use super::{BrowserCookie, cookie::set_session, see_other};
use crate::web::{
    App, ClinicianLogin, FormState, PageContext, Posted, Result, Service, View, locale, navigation,
    session::CurrentSession,
};

/// Where one goes afterwards.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Then {
    neste: String,
}

/// A place where the clinician works.
#[derive(Debug, Serialize)]
pub struct Workplace {
    /// The organisation.
    pub organisation: OrganisationId,
    /// Its name.
    pub name: String,
    /// The unit's name, where there is one.
    pub unit: Option<String>,
}

/// `GET /velg-virksomhet`.
#[derive(Debug, Serialize)]
pub struct ChooseView {
    /// Where the clinician works, the oldest first.
    pub workplaces: Vec<Workplace>,
    /// The one that is chosen now, or that the record system belongs to.
    pub current: OrganisationId,
    /// Whose record system waits for the answer.
    pub system: Option<String>,
    /// Whose record system one is logged in to, and is no longer where another organisation is chosen.
    pub leaves: Option<String>,
    /// Where one goes afterwards: a path of this site.
    pub next: String,
    /// The form.
    pub form: FormState,
}

impl View for ChooseView {
    const TEMPLATE: &'static str = "login/choose.html";
}

/// The page's address, which leads on to `next`.
pub(super) fn address(language: kernel::Locale, next: &str) -> String {
    let query = serde_urlencoded::to_string([("neste", next)]).unwrap_or_default();
    locale::localised(language, &format!("/velg-virksomhet?{query}"))
}

/// Asks.
pub(super) async fn ask(
    State(app): State<App>,
    cx: PageContext,
    me: ClinicianLogin,
    session: Option<CurrentSession>,
    headers: HeaderMap,
    Query(then): Query<Then>,
) -> Result<Response> {
    let waiting = waiting(&app, &headers, &then.neste).await?;
    let session = session.as_ref().map(|CurrentSession(session)| &**session);
    let question = Question { me: &me.actor, session, next: &then.neste, waiting };
    page(&app, cx, question, FormState::default()).await
}

/// Takes the answer; the session goes on under a new secret. A record system whose login waits hears of a no, and of another choice than its own
/// organisation, which is one: nobody comes in from elsewhere.
pub(super) async fn choose(
    State(app): State<App>,
    cx: PageContext,
    me: ClinicianLogin,
    CurrentSession(current): CurrentSession,
    headers: HeaderMap,
    Posted(mut form): Posted,
) -> Result<Response> {
    let next = form.text("neste").to_owned();
    let waiting = waiting(&app, &headers, &next).await?;
    if form.text("svar") == "nei" {
        return Ok(match waiting {
            Some(waiting) => see_other(&waiting.turn_down(&app).await?),
            None => see_other(&onward(cx.locale(), "")),
        });
    }
    let today = oslo::date(app.database.now());
    let places = people::list_clinicians(&app.database, me.actor.person, today).await?;
    let chosen = form.parse::<OrganisationId>("workplace", "form-bad-choice");
    let Some(place) = places.into_iter().find(|place| Some(place.organisation) == chosen) else {
        if form.is_valid() {
            form.error("workplace", "form-bad-choice");
        }
        let question = Question { me: &me.actor, session: Some(&*current), next: &next, waiting };
        return page(&app, cx, question, form).await;
    };
    let then = match waiting.filter(|waiting| waiting.owner != place.organisation) {
        Some(waiting) => waiting.turn_down(&app).await?,
        None => onward(cx.locale(), &next),
    };
    let account = Account::Clinician {
        hpr: place.hpr,
        professions: place.professions,
        organisation: place.organisation,
        unit: place.unit,
    };
    let tx = app.database.begin().await?;
    let (_, secret) = session::work_at(&tx, &current, account).await?;
    tx.commit().await?;
    let mut response = see_other(&then);
    set_session(&app, &mut response, &secret);
    Ok(response)
}

/// Only paths of this site are gone to (row 35).
fn onward(language: kernel::Locale, next: &str) -> String {
    let home = || locale::localised(language, navigation::home(Service::Clinician));
    locale::own_path(next).map_or_else(home, str::to_owned)
}

/// A record system's login that waits for the answer in this browser.
struct Waiting {
    owner: OrganisationId,
    ready: Ready,
}

impl Waiting {
    /// Where the record system is told that nobody comes in, once.
    async fn turn_down(&self, app: &App) -> Result<String> {
        let told = "the clinician did not go on for the system's organisation";
        let error = OAuthError::new(Code::AccessDenied, told);
        Ok(app.identity.provider.turn_down(&self.ready, &error).await?)
    }
}

async fn waiting(app: &App, headers: &HeaderMap, next: &str) -> Result<Option<Waiting>> {
    let Some(Ok(params)) = next.strip_prefix("/oauth2/authorize?").map(Params::parse) else {
        return Ok(None);
    };
    let browser = BrowserCookie::read(app, headers);
    let ready = app.identity.provider.parked(&params, browser.as_ref()).await?;
    Ok(ready.and_then(|ready| match ready.client.party {
        Party::RecordSystem(owner) => Some(Waiting { owner, ready }),
        Party::Tool(_) | Party::Sandbox(_) => None,
    }))
}

/// Who is asked, and what hangs on the answer.
struct Question<'a> {
    me: &'a Clinician,
    session: Option<&'a Session>,
    next: &'a str,
    waiting: Option<Waiting>,
}

async fn page(app: &App, cx: PageContext, question: Question<'_>, form: FormState) -> Result<Response> {
    let status = if form.is_valid() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let view = view(app, &cx, &question, form).await?;
    let page = cx.page(view).status(status);
    Ok(match question.waiting {
        // The answer ends at the client, wherever that is.
        Some(waiting) => page.form_action(&waiting.ready.request.redirect_uri).into_response(),
        None => page.into_response(),
    })
}

async fn view(app: &App, cx: &PageContext, question: &Question<'_>, form: FormState) -> Result<ChooseView> {
    let (db, me) = (&app.database, question.me);
    let places = people::list_clinicians(db, me.person, oslo::date(db.now())).await?;
    let ids: Vec<OrganisationId> = places.iter().map(|place| place.organisation).collect();
    let organisations = catalogue::list_organisations_by_id(db, &ids).await?;
    let mut workplaces = Vec::with_capacity(places.len());
    for place in &places {
        let organisation = organisations.iter().find(|one| one.id == place.organisation);
        let unit = match place.unit {
            Some(unit) => catalogue::find_unit(db, unit).await?.map(|unit| unit.name.to_string()),
            None => None,
        };
        workplaces.push(Workplace {
            organisation: place.organisation,
            name: organisation.map(|one| one.name.to_string()).unwrap_or_default(),
            unit,
        });
    }
    let is_held = match question.session {
        Some(session) => session::is_at_record_system(db, session).await?,
        None => false,
    };
    let of = |id: OrganisationId| workplaces.iter().find(|place| place.organisation == id);
    let system = question.waiting.as_ref().and_then(|waiting| of(waiting.owner));
    let leaves = of(me.organisation).filter(|_| is_held);
    Ok(ChooseView {
        current: system.map_or(me.organisation, |place| place.organisation),
        system: system.map(|place| place.name.clone()),
        leaves: leaves.map(|place| place.name.clone()),
        next: onward(cx.locale(), question.next),
        workplaces,
        form,
    })
}
