//! What the three steps show.

use std::sync::LazyLock;

use catalogue::Listing;
use database::Read;
use jiff::{ToSpan, civil::Date};
use kernel::{Locale, oslo};
use launch::Reach;
use prescriber::WITHHELD_ON_ASKING;
use serde::Serialize;
use uuid::Uuid;

use super::draft::{Draft, may_return};
use crate::{
    pages::{
        clinician::{
            patient::{self, Patient},
            tools::{self, ToolLine},
        },
        wording::Wording,
    },
    web::{FormState, PageContext, View},
};

/// Days that a prescription counts where the clinician says nothing else.
const LASTS_DAYS: i32 = 84;
/// Days until the follow-up where the clinician says nothing else.
const FOLLOW_UP_DAYS: i32 = 28;
/// Fields that a review hands on.
const HANDED_ON: [&str; 10] = [
    "verktoy",
    "skjema",
    "goal",
    "instructions",
    "task",
    "starts",
    "ends",
    "follow_up",
    "representative",
    "returns_data",
];

static MESSAGES: LazyLock<Option<notify::Texts>> = LazyLock::new(|| notify::Texts::load().ok());

/// `GET /forskriver/ny`: which tool?
#[derive(Debug, Serialize)]
pub struct ChooseView {
    /// What was searched for.
    pub query: String,
    /// What was found, what I may prescribe first.
    pub tools: Vec<ToolLine>,
    /// How many were found in all.
    pub total: usize,
}

impl View for ChooseView {
    const TEMPLATE: &'static str = "clinician/choose.html";
}

/// A task that a start can lead to.
#[derive(Debug, Clone, Serialize)]
pub struct Task {
    /// Its key.
    pub key: String,
    /// What it is called.
    pub title: String,
}

/// The second step: for whom, what for, how long.
#[derive(Debug, Serialize)]
pub struct FillView {
    /// The tool's part of the address.
    pub slug: String,
    /// The tool.
    pub tool: Wording,
    /// Its tasks.
    pub tasks: Vec<Task>,
    /// Whether anybody could act for the patient in it.
    pub may_represent: bool,
    /// Whether it can report data.
    pub may_return: bool,
    /// The patient, once looked up.
    pub patient: Option<Patient>,
    /// Makes a repeated submit have one effect.
    pub key: Uuid,
    /// The days proposed.
    pub starts: Date,
    /// The last day proposed.
    pub ends: Option<Date>,
    /// The follow-up proposed.
    pub follow_up: Option<Date>,
    /// What the same form led to before, where it said something else.
    pub sent: Option<SentBefore>,
    /// What was filled in.
    pub form: FormState,
}

/// What a form has led to.
#[derive(Debug, Clone, Serialize)]
pub struct SentBefore {
    /// The prescription's id.
    pub id: String,
    /// Whether it can be renewed.
    pub open: bool,
}

impl View for FillView {
    const TEMPLATE: &'static str = "clinician/fill.html";
}

impl FillView {
    /// The form for this tool.
    pub fn new(
        cx: &PageContext,
        listing: &Listing,
        key: Uuid,
        patient: Option<Patient>,
        form: FormState,
    ) -> Self {
        let starts = oslo::date(cx.app.database.now());
        Self {
            slug: listing.tool.slug.to_string(),
            tool: tools::name(cx, listing),
            tasks: tasks(cx, listing),
            may_represent: launch::can_be_for_another(listing.content()),
            may_return: may_return(listing),
            patient,
            key,
            starts,
            ends: starts.checked_add(LASTS_DAYS.days()).ok(),
            follow_up: starts.checked_add(FOLLOW_UP_DAYS.days()).ok(),
            sent: None,
            form,
        }
    }
}

fn tasks(cx: &PageContext, listing: &Listing) -> Vec<Task> {
    let titled = |task: &catalogue::Task| {
        let title =
            task.title.text(cx.locale()).map_or_else(|| task.key.to_string(), |(_, title)| title.to_owned());
        Task { key: task.key.to_string(), title }
    };
    listing.content().tasks.iter().map(titled).collect()
}

/// A message as the patient gets it.
#[derive(Debug, Clone, Serialize)]
pub struct Message {
    /// The tag of its language.
    pub lang: &'static str,
    /// Subject of the e-mail.
    pub subject: String,
    /// Body of the e-mail.
    pub body: String,
    /// The SMS.
    pub short: String,
}

impl Message {
    /// What goes out when something is prescribed: names neither tool nor clinic.
    fn prescribed(language: Locale, address: &str) -> Option<Self> {
        let none = serde_json::Map::new();
        let texts = MESSAGES.as_ref()?;
        let text = texts.render(language, notify::Template::PrescriptionIssued, &none, address)?;
        Some(Self { lang: text.locale.tag(), subject: text.subject, body: text.body, short: text.short })
    }
}

/// The third step: everything as it will be sent.
#[derive(Debug, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is one thing that the page says or leaves out")]
pub struct ReviewView {
    /// The tool.
    pub tool: Wording,
    /// The patient.
    pub patient: Patient,
    /// Why.
    pub goal: String,
    /// How to use it.
    pub instructions: Option<String>,
    /// Which task a start leads to.
    pub task: Option<String>,
    /// First day.
    pub starts: Date,
    /// Last day.
    pub ends: Option<Date>,
    /// When to follow up.
    pub follow_up: Option<Date>,
    /// Whether the tool can be used by somebody who acts for the patient at all.
    pub may_represent: bool,
    /// R8.
    pub representative_allowed: bool,
    /// Whether the tool can report data.
    pub may_return: bool,
    /// Whether data is asked for.
    pub returns_data: bool,
    /// The message.
    pub message: Option<Message>,
    /// Who will be able to start it: `patient`, `representative` or `nobody`.
    pub reach: &'static str,
    /// Whether withholding it from the parents is a question (F11).
    pub child: bool,
    /// Whether the child's own wish is ground enough at this age.
    pub may_ask: bool,
    /// Whether withholding leaves nobody who can start it.
    pub alone: bool,
    /// What the next step needs.
    pub hidden: Vec<(String, String)>,
    /// What was filled in.
    pub form: FormState,
}

impl View for ReviewView {
    const TEMPLATE: &'static str = "clinician/review.html";
}

impl ReviewView {
    /// The review of a draft for this patient.
    pub fn new(
        cx: &PageContext,
        listing: &Listing,
        (patient, draft): (Patient, &Draft),
        (reach, alone): (Reach, bool),
        form: FormState,
    ) -> Self {
        let task = draft.task.as_ref().map(ToString::to_string);
        let titles = tasks(cx, listing);
        let title =
            |key: String| titles.iter().find(|task| task.key == key).map_or(key, |task| task.title.clone());
        let handed = HANDED_ON.iter().filter(|name| form.checked(name));
        let mut hidden: Vec<_> =
            handed.map(|name| ((*name).to_owned(), form.text(name).to_owned())).collect();
        hidden.push((patient::FIELD.to_owned(), patient.token.clone()));
        Self {
            tool: tools::name(cx, listing),
            goal: draft.goal.to_string(),
            instructions: draft.instructions.as_ref().map(ToString::to_string),
            task: task.map(title),
            starts: draft.starts.unwrap_or_else(|| oslo::date(cx.app.database.now())),
            ends: draft.ends,
            follow_up: draft.follow_up,
            may_represent: launch::can_be_for_another(listing.content()),
            representative_allowed: draft.representative_allowed,
            may_return: may_return(listing),
            returns_data: draft.returns_data,
            message: Message::prescribed(patient.language, &cx.app.config.issuer()),
            reach: reach_name(reach),
            child: patient.is_child(),
            may_ask: WITHHELD_ON_ASKING.contains(&patient.age),
            alone,
            hidden,
            patient,
            form,
        }
    }
}

/// As texts name it.
pub const fn reach_name(reach: Reach) -> &'static str {
    match reach {
        Reach::Patient => "patient",
        Reach::Representative => "representative",
        Reach::Nobody => "nobody",
        Reach::Unknown => "unknown",
    }
}

/// The patient has an open prescription of this tool from this organisation.
#[derive(Debug, Serialize)]
pub struct AlreadyView {
    /// The tool.
    pub tool: Wording,
    /// The patient.
    pub patient: Patient,
    /// The prescription that I can renew; where there is none, a colleague elsewhere follows it up.
    pub renew: Option<String>,
}

impl View for AlreadyView {
    const TEMPLATE: &'static str = "clinician/already.html";
}
