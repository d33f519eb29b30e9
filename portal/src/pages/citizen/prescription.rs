//! `/mine-verktoy/{id}`: one prescription in plain language, and what the citizen can do with it.

use std::collections::HashMap;

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use catalogue::{Listing, Organisation, Standing};
use database::Read;
use jiff::{Timestamp, civil::Date};
use kernel::{Locale, OrganisationId, PrescriptionId, ToolId, oslo};
use launch::{Permit, Proof, Verdict, Withdraw};
use prescriber::{Event, EventKind, Page as Rows, Prescription, Reason, Sharing, Stage};
use serde::Serialize;

use super::{ConfirmView, Confirmed, Deed, Errand, OnBehalf, RefusedView, Whole, confirmed::kept};
use crate::{
    pages::{public::tool, wording::Wording},
    web::{App, Error, FormState, PageContext, Result, View},
};

/// A prescription in a list.
#[derive(Debug, Clone, Serialize)]
pub struct RxCard {
    /// Its id as in addresses.
    pub id: String,
    /// The tool's name.
    pub name: Wording,
    /// Name of the tool's icon.
    pub picture: String,
    /// Why, in the clinician's words.
    pub goal: String,
    /// The organisation that prescribed it.
    pub from: String,
    /// Where it stands: part of its text's key.
    pub stage: &'static str,
    /// `published`, `suspended` or `withdrawn`: where the tool stands.
    pub tool: &'static str,
    /// When it was issued.
    pub issued: Timestamp,
    /// First day, where it has not begun.
    pub begins: Option<Date>,
    /// Last day.
    pub ends: Option<Date>,
    /// When the clinician follows up.
    pub follow_up: Option<Date>,
    /// Whether it may be started as far as it goes itself.
    pub open: bool,
}

/// The cards of these prescriptions, in their order.
pub async fn cards(cx: &PageContext, prescriptions: &[Prescription]) -> Result<Vec<RxCard>> {
    let db = &cx.app.database;
    let tools: Vec<ToolId> = prescriptions.iter().map(|one| one.tool).collect();
    let bodies: Vec<OrganisationId> = prescriptions.iter().map(|one| one.organisation).collect();
    let tools: HashMap<ToolId, Listing> = catalogue::list_listings(db, &tools)
        .await?
        .into_iter()
        .map(|listing| (listing.id(), listing))
        .collect();
    let bodies: HashMap<OrganisationId, Organisation> = catalogue::list_organisations_by_id(db, &bodies)
        .await?
        .into_iter()
        .map(|body| (body.id, body))
        .collect();
    let today = oslo::date(db.now());
    let card = |one: &Prescription| {
        let listing = tools.get(&one.tool)?;
        Some(card(cx, one, listing, bodies.get(&one.organisation), today))
    };
    Ok(prescriptions.iter().filter_map(card).collect())
}

fn card(
    cx: &PageContext,
    one: &Prescription,
    listing: &Listing,
    body: Option<&Organisation>,
    today: Date,
) -> RxCard {
    // What has run out counts as such from that day, whenever it is marked so.
    let over = one.state.stage().is_open() && one.period.is_over(today);
    RxCard {
        id: one.id.to_string(),
        name: name(cx.locale(), listing),
        picture: crate::pages::public::card::picture(cx, listing),
        goal: one.goal.to_string(),
        from: body.map(|body| body.name.to_string()).unwrap_or_default(),
        stage: if over { Stage::Expired.as_str() } else { one.state.stage().as_str() },
        tool: listing.standing.name(),
        issued: one.issued_at(),
        begins: Some(one.period.starts()).filter(|starts| *starts > today),
        ends: one.period.ends(),
        follow_up: one.follow_up,
        open: one.is_current(today),
    }
}

/// A tool's name with the language it is in.
pub fn name(locale: Locale, listing: &Listing) -> Wording {
    match listing.text(locale) {
        Some((lang, text)) => Wording::new(lang, text.name.as_str()),
        None => Wording::new(locale, listing.name(locale)),
    }
}

/// Something that happened.
#[derive(Debug, Clone, Serialize)]
pub struct EventLine {
    /// What: part of its text's key.
    pub kind: &'static str,
    /// When.
    pub at: Timestamp,
    /// By whom, where that is a person.
    pub by: Option<String>,
    /// Why, where somebody said.
    pub note: Option<String>,
}

/// `GET /mine-verktoy/{id}`.
#[derive(Debug, Serialize)]
pub struct PrescriptionView {
    /// What the list shows too.
    pub card: RxCard,
    /// The tool's part of the address.
    pub slug: String,
    /// How to use it.
    pub instructions: Option<String>,
    /// The task that a start leads to.
    pub task: Option<Wording>,
    /// Who prescribed it.
    pub prescriber: Option<String>,
    /// First day.
    pub starts: Date,
    /// Whether somebody may act for the patient (R8).
    pub representative_allowed: bool,
    /// Whether it is withheld from the parents.
    pub withheld: bool,
    /// Whether the clinician asks for data back.
    pub returns_data: bool,
    /// What is shared: part of its text's key.
    pub sharing: &'static str,
    /// Whether the tool asks for a permission, and has it; not told of where single things may be seen (F10).
    pub permission: Option<bool>,
    /// Why the tool was withdrawn or is suspended.
    pub because: Vec<Wording>,
    /// What happened, the latest first.
    pub events: Vec<EventLine>,
    /// Whether the start has to be confirmed first, since one acts for another.
    pub confirm: bool,
    /// Whether it may only be seen (F10).
    pub only_seen: bool,
    /// What went wrong with the last form.
    pub form: FormState,
}

impl View for PrescriptionView {
    const TEMPLATE: &'static str = "citizen/prescription.html";
}

/// An id in an address; anything that is none is answered as absent.
pub fn id(text: &str) -> Result<PrescriptionId> {
    text.parse().map_err(|_| Error::not_found())
}

/// The subject's prescription with its listing; another's, or one withheld, is absent.
pub async fn load(app: &App, who: &OnBehalf, id: PrescriptionId) -> Result<(Prescription, Listing)> {
    let found = prescriber::find_for_patient(&app.database, who.scope(), id).await?;
    let prescription = found.ok_or_else(Error::not_found)?;
    let listing = catalogue::find_listing_of(&app.database, prescription.tool).await?;
    Ok((prescription, listing.ok_or_else(Error::not_found)?))
}

/// The page; the first look marks it as seen.
pub async fn show(
    State(app): State<App>,
    cx: PageContext,
    who: OnBehalf,
    Path(text): Path<String>,
) -> Result<Response> {
    let id = id(&text)?;
    let tx = app.database.begin().await?;
    let found = prescriber::mark_seen(&tx, &who.citizen, who.scope(), id).await;
    if found.is_ok() {
        tx.commit().await?;
    }
    let prescription = found?;
    let listing =
        catalogue::find_listing_of(&app.database, prescription.tool).await?.ok_or_else(Error::not_found)?;
    page(cx, &who, &prescription, &listing, FormState::default()).await
}

async fn page(
    cx: PageContext,
    who: &OnBehalf,
    one: &Prescription,
    listing: &Listing,
    form: FormState,
) -> Result<Response> {
    let failed = !form.is_valid();
    let view = view(&cx, who, one, listing, form).await?;
    let page = cx.page(view).status(if failed { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK });
    Ok(match tool::origin(listing) {
        Some(origin) => page.form_action(&origin).into_response(),
        None => page.into_response(),
    })
}

async fn view(
    cx: &PageContext,
    who: &OnBehalf,
    one: &Prescription,
    listing: &Listing,
    form: FormState,
) -> Result<PrescriptionView> {
    let (db, locale) = (&cx.app.database, cx.locale());
    let content = listing.content();
    let card = cards(cx, std::slice::from_ref(one)).await?.pop().ok_or_else(Error::not_found)?;
    let prescriber = people::find_person(db, one.prescriber).await?.map(|person| person.name.to_string());
    let task = one.task.as_ref().and_then(|key| content.task(key));
    let standing = match &listing.standing {
        Standing::Withdrawn { reason, .. } => Wording::of_prose(locale, reason).into_iter().collect(),
        Standing::Suspended(all) => {
            all.iter().filter_map(|one| Wording::of_prose(locale, &one.note)).collect()
        }
        Standing::Published => Vec::new(),
    };
    let whole = who.acting.whole();
    let permission = match &whole {
        Some(whole) if content.permission.needed => {
            let agreed = launch::find_permission(db, whole, listing).await?;
            Some(agreed.is_some_and(|agreed| agreed.covers))
        }
        _ => None,
    };
    Ok(PrescriptionView {
        card,
        slug: listing.tool.slug.to_string(),
        instructions: one.instructions.as_ref().map(ToString::to_string),
        task: task.and_then(|task| Wording::of_prose(locale, &task.title)),
        prescriber,
        starts: one.period.starts(),
        representative_allowed: one.representative_allowed && launch::can_be_for_another(content),
        withheld: one.withheld.is_some(),
        returns_data: one.returns_data,
        sharing: one.sharing.as_str(),
        permission,
        because: standing,
        events: if whole.is_some() { events(cx, one).await? } else { Vec::new() },
        confirm: who.for_another(),
        only_seen: whole.is_none(),
        form,
    })
}

async fn events(cx: &PageContext, one: &Prescription) -> Result<Vec<EventLine>> {
    let db = &cx.app.database;
    let events = prescriber::list_events(db, one).await?;
    let persons: Vec<_> = events.iter().filter_map(|event| event.actor.person()).collect();
    let persons = people::list_persons(db, &persons).await?;
    Ok(events.iter().rev().map(|event| event_line(event, &persons)).collect())
}

/// An event as it is shown; who did it is among these.
pub fn event_line(event: &Event, persons: &[people::Person]) -> EventLine {
    let by = event.actor.person().and_then(|id| persons.iter().find(|person| person.id == id));
    EventLine {
        kind: event.kind.name(),
        at: event.at,
        by: by.map(|person| person.name.to_string()),
        note: match &event.kind {
            EventKind::Stopped { reason } | EventKind::TakenOver { reason } => Some(reason.to_string()),
            EventKind::Declined { reason } => reason.as_ref().map(ToString::to_string),
            _ => None,
        },
    }
}

/// Asks before a prescription is turned down.
#[derive(Debug, Serialize)]
pub struct DeclineView {
    /// The prescription.
    pub card: RxCard,
    /// The form.
    pub form: FormState,
    /// Whether the form was made for another person.
    pub changed: bool,
}

impl View for DeclineView {
    const TEMPLATE: &'static str = "citizen/decline.html";
}

/// Turning a prescription down.
pub enum Declining {}

impl Deed for Declining {
    async fn ask(cx: PageContext, errand: &Errand, form: FormState, changed: bool) -> Result<Response> {
        decline_page(cx, errand, form, changed).await
    }
}

/// Asks whether to turn it down.
pub async fn ask_decline(cx: PageContext, errand: Errand) -> Result<Response> {
    decline_page(cx, &errand, FormState::default(), false).await
}

async fn decline_page(cx: PageContext, errand: &Errand, form: FormState, changed: bool) -> Result<Response> {
    Whole::of(&errand.who)?;
    let one = errand.prescription.as_slice();
    let card = cards(&cx, one).await?.pop().ok_or_else(Error::not_found)?;
    let status = if form.is_valid() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(cx.page(DeclineView { card, form, changed }).status(status).into_response())
}

/// Turns it down. Sent again, it is turned down already and says the same.
pub async fn decline(
    State(app): State<App>,
    cx: PageContext,
    Confirmed { errand, mut form, .. }: Confirmed<Declining>,
) -> Result<Response> {
    let one = errand.prescription.as_ref().ok_or_else(Error::not_found)?;
    let Whole { proof, .. } = Whole::of(&errand.who)?;
    let reason: Option<Reason> = form.optional_phrase("reason");
    if form.is_valid() {
        let tx = app.database.begin().await?;
        match launch::decline(&tx, &proof, one.id, reason).await {
            Ok(_) => tx.commit().await?,
            Err(launch::Error::Prescriber(prescriber::Error::Refused(refused)))
                if refused.from == Stage::Declined => {}
            Err(error) => form.take(error)?,
        }
    }
    if form.is_valid() {
        return Ok(cx.redirect("/mine-verktoy").flash("flash-declined").into_response());
    }
    decline_page(cx, &errand, form, false).await
}

/// Choosing what those who follow up may read.
pub enum Choosing {}

impl Deed for Choosing {
    async fn ask(cx: PageContext, errand: &Errand, form: FormState, changed: bool) -> Result<Response> {
        let view = ConfirmView {
            deed: "share",
            name: errand.name(&cx),
            sharing: form.text("sharing").parse().ok().map(Sharing::as_str),
            kept: kept(&form),
            action: format!("{}/deling", errand.base),
            back: errand.base.clone(),
            changed,
        };
        Ok(cx.page(view).into_response())
    }
}

/// Sets what those who follow up may read.
pub async fn share(
    State(app): State<App>,
    cx: PageContext,
    Confirmed { errand, mut form, .. }: Confirmed<Choosing>,
) -> Result<Response> {
    let one = errand.prescription.as_ref().ok_or_else(Error::not_found)?;
    let Some(sharing) = form.parse::<Sharing>("sharing", "form-bad-choice") else {
        return page(cx, &errand.who, one, &errand.listing, form).await;
    };
    let (pair, ask) = (&errand.who.pair, errand.ask());
    let tx = app.database.begin().await?;
    let refused = if sharing <= one.sharing {
        let verdict = launch::ask::<Withdraw>(&tx, pair, &ask).await?;
        settle(verdict, async |proof: &Proof<Withdraw>| {
            launch::share_less(&tx, proof, sharing).await.map(drop)
        })
        .await?
    } else {
        let verdict = launch::ask::<Permit>(&tx, pair, &ask).await?;
        settle(verdict, async |proof: &Proof<Permit>| launch::share(&tx, proof, sharing).await.map(drop))
            .await?
    };
    tx.commit().await?;
    match refused {
        Some(texts) => {
            let name = errand.name(&cx);
            Ok(RefusedView::page(cx, texts, &errand.base, name))
        }
        None => Ok(cx.redirect(&errand.base).flash("flash-sharing").into_response()),
    }
}

/// Does it where allowed; gives back the texts that explain a refusal.
pub async fn settle<A: launch::Aim, E>(
    verdict: Verdict<A>,
    act: impl AsyncFnOnce(&Proof<A>) -> Result<(), E>,
) -> Result<Option<Vec<&'static str>>>
where
    Error: From<E>,
{
    match verdict {
        Verdict::Allowed(proof) => {
            act(&proof).await?;
            Ok(None)
        }
        Verdict::Refused(denial) => Ok(Some(denial.texts().to_vec())),
        Verdict::Absent => Err(Error::not_found()),
    }
}

/// The latest prescriptions of the subject.
pub async fn all(app: &App, who: &OnBehalf) -> Result<Vec<Prescription>> {
    Ok(prescriber::list_for_patient(&app.database, who.scope(), Rows::first(200)).await?)
}
