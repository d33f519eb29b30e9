//! `GET /forskriver/{id}`: how a prescription stands, and what has happened. Every opening leaves a look that the patient reads.

use axum::extract::{Path, State};
use catalogue::Listing;
use database::Read;
use jiff::{Timestamp, civil::Date};
use kernel::{Actor, PersonId, PrescriptionId, oslo};
use prescriber::{Event, EventKind, Prescription, Record, Stage};
use serde::Serialize;

use super::{
    follow_up::names,
    refused,
    tools::{self, ToolLine},
};
use crate::{
    pages::{shut, wording::Wording},
    web::{App, ClinicianLogin, Error, Page, PageContext, Result, View},
};

/// What every page about one prescription shows at its top.
#[derive(Debug, Clone, Serialize)]
pub struct Head {
    /// The prescription's id in addresses.
    pub id: String,
    /// The patient's name.
    pub patient: String,
    /// The patient's birth date.
    pub born: Date,
    /// The patient's age in whole years.
    pub age: i16,
    /// The tool.
    pub tool: Wording,
    /// Where the prescription stands.
    pub stage: &'static str,
    /// Whether it is open.
    pub open: bool,
    /// Whether the tool is stopped while the prescription is open.
    pub suspended: bool,
}

/// One event of the history.
#[derive(Debug, Clone, Serialize)]
pub struct EventView {
    /// When.
    pub at: Timestamp,
    /// What, as texts name it.
    pub kind: &'static str,
    /// Who; nobody where the platform itself did it.
    pub who: Option<String>,
    /// Whether it was done on the patient's behalf.
    pub on_behalf: bool,
    /// Why.
    pub note: Option<String>,
    /// The new last day, of a renewal.
    pub until: Option<Date>,
    /// What is shared from then on.
    pub sharing: Option<&'static str>,
    /// Name of its icon.
    pub picture: &'static str,
}

/// `GET /forskriver/{id}`.
#[derive(Debug, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is one thing that the page says or leaves out")]
pub struct RecordView {
    /// Patient, tool and state.
    pub head: Head,
    /// Why the tool is stopped, as people are told.
    pub notes: Vec<Wording>,
    /// Whether the tool is up but nobody can log in to it.
    pub shut: bool,
    /// Other tools, while this one is stopped or shut.
    pub similar: Vec<ToolLine>,
    /// Why it was prescribed.
    pub goal: String,
    /// How to use it.
    pub instructions: Option<String>,
    /// Which task a start leads to.
    pub task: Option<Wording>,
    /// First day.
    pub starts: Date,
    /// Last day.
    pub ends: Option<Date>,
    /// When to follow up.
    pub follow_up: Option<Date>,
    /// R8.
    pub representative_allowed: bool,
    /// F11: why it is withheld.
    pub withheld: Option<&'static str>,
    /// Whether data is asked for.
    pub returns_data: bool,
    /// What the patient shares.
    pub sharing: &'static str,
    /// Who issued it.
    pub prescriber: String,
    /// In which unit.
    pub unit: Option<String>,
    /// Who has taken over.
    pub followers: Vec<String>,
    /// What has happened, newest first.
    pub events: Vec<EventView>,
    /// Whether it can be marked as completed.
    pub may_complete: bool,
    /// Whether withholding from the parents is a question.
    pub may_withhold: bool,
}

impl View for RecordView {
    const TEMPLATE: &'static str = "clinician/record.html";
}

/// A prescription that has been opened, with whom and what it is about.
pub struct Opened {
    pub record: Record,
    pub patient: people::Person,
    pub listing: Option<Listing>,
    pub head: Head,
}

/// Opens a prescription that the clinician follows up, and commits the look. Any other is not there.
pub async fn open(cx: &PageContext, me: &ClinicianLogin, id: &str) -> Result<Opened> {
    let id: PrescriptionId = id.parse().map_err(|_| Error::not_found())?;
    let tx = cx.app.database.begin().await?;
    let record = prescriber::open_record(&tx, &me.actor, id).await?;
    tx.commit().await?;
    let db = &cx.app.database;
    let patient = people::get_person(db, record.prescription.patient).await?;
    let listing = catalogue::find_listing_of(db, record.prescription.tool).await?;
    let head = head(cx, &record.prescription, &patient, listing.as_ref());
    Ok(Opened { record, patient, listing, head })
}

fn head(cx: &PageContext, it: &Prescription, patient: &people::Person, listing: Option<&Listing>) -> Head {
    let stage = it.state.stage();
    Head {
        id: it.id.to_string(),
        patient: patient.name.to_string(),
        born: patient.born(),
        age: patient.age(oslo::date(cx.app.database.now())),
        tool: listing.map_or_else(|| Wording::new(cx.locale(), ""), |listing| tools::name(cx, listing)),
        stage: stage.as_str(),
        open: stage.is_open(),
        suspended: stage.is_open() && !listing.is_some_and(Listing::is_published),
    }
}

pub(super) async fn show(
    State(app): State<App>,
    cx: PageContext,
    me: ClinicianLogin,
    Path(id): Path<String>,
) -> Result<Page<RecordView>> {
    let opened = open(&cx, &me, &id).await?;
    let (mut notes, mut similar, mut shut) = (Vec::new(), Vec::new(), false);
    if let Some(listing) = opened.listing.as_ref().filter(|_| opened.head.open) {
        shut = shut::is_shut(&app, listing).await?;
        if opened.head.suspended {
            notes = refused::notes(&cx, listing);
        }
        if opened.head.suspended || shut {
            similar = tools::similar(&cx, &me, listing).await?;
        }
    }
    let actors = opened.record.events.iter().filter_map(|event| event.actor.person());
    let followers = opened.record.followers.iter().map(|follower| follower.person);
    let known = names(&app, actors.chain(followers).chain([opened.record.prescription.prescriber])).await?;
    let unit = match opened.record.prescription.unit {
        Some(unit) => catalogue::find_unit(&app.database, unit).await?.map(|unit| unit.name.to_string()),
        None => None,
    };
    let name = |person: PersonId| known.get(&person).cloned().unwrap_or_default();
    let view = RecordView::new(&cx, opened, unit, &name);
    Ok(cx.page(RecordView { notes, shut, similar, ..view }))
}

impl RecordView {
    fn new(
        cx: &PageContext,
        opened: Opened,
        unit: Option<String>,
        name: &impl Fn(PersonId) -> String,
    ) -> Self {
        let Opened { record: Record { prescription, events, followers }, patient, listing, head } = opened;
        let content = listing.as_ref().map(Listing::content);
        let task = prescription.task.as_ref().and_then(|key| content?.task(key));
        let age_of_child = head.age < launch::representation::policy::PERMITS_ALONE_FROM;
        Self {
            notes: Vec::new(),
            shut: false,
            similar: Vec::new(),
            goal: prescription.goal.to_string(),
            instructions: prescription.instructions.as_ref().map(ToString::to_string),
            task: task.and_then(|task| Wording::of_prose(cx.locale(), &task.title)),
            starts: prescription.period.starts(),
            ends: prescription.period.ends(),
            follow_up: prescription.follow_up,
            representative_allowed: prescription.representative_allowed
                && content.is_some_and(launch::can_be_for_another),
            withheld: prescription.withheld.map(prescriber::Withheld::as_str),
            returns_data: prescription.returns_data,
            sharing: prescription.sharing.as_str(),
            prescriber: name(prescription.prescriber),
            unit,
            followers: followers.iter().map(|follower| name(follower.person)).collect(),
            events: events.iter().rev().map(|event| event_view(event, patient.id, name)).collect(),
            may_complete: prescription.state.stage() == Stage::Active,
            may_withhold: head.open && (age_of_child || prescription.withheld.is_some()),
            head,
        }
    }
}

fn event_view(event: &Event, patient: PersonId, name: &impl Fn(PersonId) -> String) -> EventView {
    let mut view = EventView {
        at: event.at,
        kind: event.kind.name(),
        who: event.actor.person().map(name),
        on_behalf: matches!(event.actor, Actor::Citizen { person, .. } if person != patient),
        note: None,
        until: None,
        sharing: None,
        picture: "dot",
    };
    view.picture = match &event.kind {
        EventKind::Issued => "clipboard",
        EventKind::Seen => "eye",
        EventKind::Started => "play",
        EventKind::Completed => "check",
        EventKind::Stopped { .. } => "stop",
        EventKind::Declined { .. } => "cross",
        EventKind::Expired => "hourglass",
        EventKind::Renewed { .. } => "calendar",
        EventKind::TakenOver { .. } => "swap",
        EventKind::Withheld { .. } => "eye-closed",
        EventKind::Shared { .. } => "chart",
    };
    match &event.kind {
        EventKind::Stopped { reason } | EventKind::TakenOver { reason } => {
            view.note = Some(reason.to_string());
        }
        EventKind::Declined { reason } => view.note = reason.as_ref().map(ToString::to_string),
        EventKind::Renewed { ends, .. } => view.until = *ends,
        EventKind::Shared { sharing } => view.sharing = Some(sharing.as_str()),
        EventKind::Withheld { because: None } => view.kind = "shown",
        _ => {}
    }
    view
}
