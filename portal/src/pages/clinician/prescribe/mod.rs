//! Prescribing in three steps: the tool, the patient and what for, review and send.

mod draft;
pub mod view;

use axum::{
    extract::{RawQuery, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use catalogue::Listing;
use kernel::{LoginLevel, PrescriptionId};
use launch::Reach;
use prescriber::{ClinicianFilter, Page as Part, Prescribe, Prescription, Withheld};
use uuid::Uuid;

use super::{
    patient::{self, Asked, Patient},
    refused::permitted,
    tools,
};
use crate::{
    pages::public::find::asked::clean,
    web::{App, ClinicianLogin, Error, FormState, PageContext, Posted, Result},
};
use draft::Draft;

use view::{AlreadyView, ChooseView, FillView, ReviewView, SentBefore};

/// Name of the field for the tool's part of the address, in forms and addresses.
const TOOL: &str = "verktoy";
/// Name of the field for the key that makes a repeated submit have one effect.
const KEY: &str = "skjema";
/// Most open prescriptions of one patient that are looked through for one of the same tool.
const MOST_OPEN: u64 = 200;
/// Times that a lost race is run again.
const MOST_RACES: u32 = 3;

/// Everything that the steps after the choice of tool have in common.
struct Desk {
    cx: PageContext,
    me: ClinicianLogin,
    listing: Listing,
    key: Uuid,
}

/// `GET /forskriver/ny`: the first step, or with a tool the second.
pub async fn begin(
    State(app): State<App>,
    cx: PageContext,
    me: ClinicianLogin,
    RawQuery(query): RawQuery,
) -> Result<Response> {
    let (text, slug) = asked(query.as_deref());
    let Some(slug) = slug else {
        let (tools, total) = tools::find(&cx, &me, &text).await?;
        return Ok(cx.page(ChooseView { query: text, tools, total }).into_response());
    };
    let listing = match permitted(&cx, &me, &slug).await? {
        Ok(listing) => listing,
        Err(refused) => return Ok(refused),
    };
    let key = fresh_key(&app);
    Ok(Desk { cx, me, listing, key }.fill(FormState::default(), None))
}

/// A key for a new form.
fn fresh_key(app: &App) -> Uuid {
    let mut random = [0; 16];
    app.entropy.fill(&mut random);
    uuid::Builder::from_random_bytes(random).into_uuid()
}

/// What an address asks for: a text to search for, and a tool that is chosen.
fn asked(query: Option<&str>) -> (String, Option<String>) {
    let (mut text, mut tool) = (String::new(), None);
    for (name, value) in url::form_urlencoded::parse(query.unwrap_or_default().as_bytes()) {
        match &*name {
            "q" => text = clean(&value),
            TOOL if !value.is_empty() => tool = Some(value.into_owned()),
            _ => {}
        }
    }
    (text, tool)
}

/// `POST /forskriver/ny`: looks the patient up and shows everything before it is sent, or (`steg=endre`) the form again.
pub async fn review(
    State(app): State<App>,
    cx: PageContext,
    me: ClinicianLogin,
    Posted(mut form): Posted,
) -> Result<Response> {
    let desk = match Desk::open(cx, me, &form).await? {
        Ok(desk) => desk,
        Err(refused) => return Ok(refused),
    };
    if form.text("steg") == "endre" {
        let patient = patient::resume(&app, &desk.me, &form).await?;
        return Ok(desk.fill(form, patient));
    }
    let draft = Draft::read(&mut form, &desk.listing);
    let found = patient::ask(&app, &desk.me, &mut form).await?;
    match (found, draft) {
        (Asked::Found(patient), Some(draft)) if form.is_valid() => {
            desk.rehearse(&app, form, patient, draft).await
        }
        (Asked::Found(patient), _) => Ok(desk.fill(form, Some(patient))),
        (Asked::Nobody, _) => Ok(desk.fill(form, None)),
        (Asked::Wait(seconds), _) => Ok(patient::later(desk.fill(form, None), seconds)),
    }
}

/// `POST /forskriver/ny/send`: issues it.
pub async fn send(
    State(app): State<App>,
    cx: PageContext,
    me: ClinicianLogin,
    Posted(mut form): Posted,
) -> Result<Response> {
    let desk = match Desk::open(cx, me, &form).await? {
        Ok(desk) => desk,
        Err(refused) => return Ok(refused),
    };
    let draft = Draft::read(&mut form, &desk.listing);
    let Some(patient) = patient::resume(&app, &desk.me, &form).await? else {
        form.error(patient::NUMBER, "error-patient-again");
        return Ok(desk.fill(form, None));
    };
    let withheld = withheld(&mut form, &patient);
    let Some(draft) = draft else { return Ok(desk.fill(form, Some(patient))) };
    if !form.is_valid() {
        return desk.review(&app, form, patient, draft).await;
    }
    desk.issue(&app, form, patient, Draft { withheld, ..draft }).await
}

/// Whether it is withheld from the parents: asked for children only (F11).
fn withheld(form: &mut FormState, patient: &Patient) -> Option<Withheld> {
    match form.text("withheld") {
        "" | "nei" => None,
        _ if patient.is_child() => form.parse("withheld", "form-bad-choice"),
        _ => {
            form.error("withheld", "form-bad-choice");
            None
        }
    }
}

impl Desk {
    /// Reads the tool and the form's key, and checks that the tool may be prescribed.
    async fn open(cx: PageContext, me: ClinicianLogin, form: &FormState) -> Result<Result<Self, Response>> {
        let key = form.text(KEY).parse().map_err(|_| Error::status(StatusCode::BAD_REQUEST))?;
        let permitted = permitted(&cx, &me, form.text(TOOL)).await?;
        Ok(permitted.map(|listing| Self { cx, me, listing, key }))
    }

    /// The second step; with errors it is a failed form.
    fn fill(self, form: FormState, patient: Option<Patient>) -> Response {
        let status = if form.is_valid() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        let view = FillView::new(&self.cx, &self.listing, self.key, patient, form);
        self.cx.page(view).status(status).into_response()
    }

    /// Tries it without doing it: whatever would refuse it when it is sent refuses it here.
    async fn rehearse(self, app: &App, form: FormState, patient: Patient, draft: Draft) -> Result<Response> {
        let command = draft.command(self.key, patient.person, &self.listing);
        match self.prescribe(app, &command, false).await? {
            Ok(_) => self.review(app, form, patient, draft).await,
            Err(error) => self.refused(app, form, patient, error).await,
        }
    }

    /// Prescribes, and (`keep`) lets it stand. Whoever loses a race against the same form has the winner's outcome, by asking again.
    async fn prescribe(
        &self,
        app: &App,
        command: &Prescribe,
        keep: bool,
    ) -> Result<prescriber::Result<Prescription>> {
        let mut races = 0..MOST_RACES;
        loop {
            let tx = app.database.begin().await?;
            let tried = prescriber::prescribe(&tx, &self.me.actor, command.clone()).await;
            if keep && tried.is_ok() {
                tx.commit().await?;
            } else {
                tx.roll_back().await?;
            }
            let lost = matches!(tried, Err(prescriber::Error::Again | prescriber::Error::Stale));
            if !lost || races.next().is_none() {
                return Ok(tried);
            }
        }
    }

    /// Why it is not sent, with what can be done.
    async fn refused(
        self,
        app: &App,
        mut form: FormState,
        patient: Patient,
        error: prescriber::Error,
    ) -> Result<Response> {
        match error {
            prescriber::Error::AlreadyOpen(id) => self.already(app, patient, id).await,
            prescriber::Error::SentOtherwise { sent, open } => {
                Ok(self.sent_before(app, form, patient, SentBefore { id: sent.to_string(), open }))
            }
            error => {
                form.take(error)?;
                Ok(self.fill(form, Some(patient)))
            }
        }
    }

    /// The form was sent before and says something else now (contract §3.2): told, and what it says is kept under a key of its own.
    fn sent_before(self, app: &App, form: FormState, patient: Patient, sent: SentBefore) -> Response {
        let key = fresh_key(app);
        let view = FillView::new(&self.cx, &self.listing, key, Some(patient), form);
        self.cx.page(FillView { sent: Some(sent), ..view }).status(StatusCode::CONFLICT).into_response()
    }

    /// The third step.
    async fn review(
        self,
        app: &App,
        mut form: FormState,
        patient: Patient,
        draft: Draft,
    ) -> Result<Response> {
        let Some(reach) = self.reach(app, &patient, &draft, false).await? else {
            // Told as of somebody who has died: which of the two it is does not show (F9).
            form.error(patient::NUMBER, "error-prescription-patient");
            return Ok(self.fill(form, Some(patient)));
        };
        let alone =
            patient.is_child() && self.reach(app, &patient, &draft, true).await? == Some(Reach::Nobody);
        let status = if form.is_valid() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        let view = ReviewView::new(&self.cx, &self.listing, (patient, &draft), (reach, alone), form);
        Ok(self.cx.page(view).status(status).into_response())
    }

    /// Who will be able to start it; `None` where the registers do not know the patient.
    async fn reach(
        &self,
        app: &App,
        patient: &Patient,
        draft: &Draft,
        withheld: bool,
    ) -> Result<Option<Reach>> {
        let draft = launch::Draft {
            patient: patient.person,
            organisation: self.me.actor.organisation,
            period: draft.period(app)?,
            withheld_from_parents: withheld,
            representative_allowed: draft.representative_allowed,
        };
        let registers = patient::registers(app);
        match launch::reach(&app.database, registers, &self.listing, draft, LoginLevel::High).await {
            Err(launch::Error::Unregistered) => Ok(None),
            reach => Ok(Some(reach?)),
        }
    }

    /// Sends it; the same form again leads to the same prescription.
    async fn issue(self, app: &App, form: FormState, patient: Patient, draft: Draft) -> Result<Response> {
        let command = draft.command(self.key, patient.person, &self.listing);
        match self.prescribe(app, &command, true).await? {
            Ok(sent) => {
                let path = format!("/forskriver/{}", sent.id);
                Ok(self.cx.redirect(&path).flash("flash-prescribed").into_response())
            }
            Err(error) => self.refused(app, form, patient, error).await,
        }
    }

    /// There is an open one: renew it, or take it over from the unit that issued it.
    async fn already(self, app: &App, patient: Patient, id: PrescriptionId) -> Result<Response> {
        let filter = ClinicianFilter { patient: Some(patient.person), open_only: true };
        let reached =
            prescriber::list_for_clinician(&app.database, &self.me.actor, filter, Part::first(MOST_OPEN))
                .await?;
        let renew = reached.iter().any(|known| known.id == id).then(|| id.to_string());
        let tool = tools::name(&self.cx, &self.listing);
        let view = AlreadyView { tool, patient, renew };
        Ok(self.cx.page(view).status(StatusCode::CONFLICT).into_response())
    }
}
