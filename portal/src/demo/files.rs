//! The files of `portal/demo`, as they are written there.

use std::collections::BTreeMap;

use catalogue::{Content, PerLocale, Prose, SuspensionReason, VersionNote};
use kernel::{Locale, OrgNumber, Phrase, Profession, Slug};
use rust_embed::RustEmbed;
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;

use crate::command::Failure;

pub(super) const ORGANISATIONS: &str = include_str!("../../demo/organisations.jsonl");
pub(super) const PEOPLE: &str = include_str!("../../demo/people.jsonl");
pub(super) const TOOLS: &str = include_str!("../../demo/tools.jsonl");
pub(super) const HISTORY: &str = include_str!("../../demo/history.jsonl");
pub(super) const FILES: &str = include_str!("../../demo/files.jsonl");

/// What `files.jsonl` names.
#[derive(RustEmbed)]
#[folder = "demo/files"]
pub(super) struct Attached;

/// Reads one object a line; the error names the line.
pub(super) fn lines<T: DeserializeOwned>(name: &str, text: &str) -> Result<Vec<T>, Failure> {
    let numbered = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let read = numbered.map(|(at, line)| {
        serde_json::from_str(line)
            .map_err(|error| Failure::other(format_args!("{name}, line {}: {error}", at + 1)))
    });
    read.collect()
}

#[derive(Debug, Deserialize)]
pub(super) struct OrganisationLine {
    pub key: String,
    pub name: Phrase<200>,
    pub kind: catalogue::OrganisationKind,
    pub org_number: OrgNumber,
    pub units: Vec<UnitLine>,
    pub agreements: BTreeMap<String, Option<PeriodLine>>,
}

#[derive(Debug, Deserialize)]
pub(super) struct UnitLine {
    pub key: Slug,
    pub name: Phrase<200>,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct PeriodLine {
    pub from_day: i32,
    pub until_day: Option<i32>,
    #[serde(default)]
    pub terms_version: Option<Phrase<20>>,
}

#[derive(Debug, Deserialize)]
pub(super) struct PersonLine {
    pub key: String,
    pub name: people::Name,
    pub age_years: i16,
    pub days_to_birthday: i32,
    pub individual: String,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub address: people::AddressProtection,
    pub status: people::PersonStatus,
    pub language: Locale,
    pub notify: people::Channel,
    pub lacks_capacity: bool,
    pub care_order: bool,
    pub emergency_block: bool,
    pub accounts: Vec<AccountLine>,
    pub relations: Vec<RelationLine>,
}

#[derive(Debug, Deserialize)]
pub(super) struct AccountLine {
    pub service: String,
    pub organisation: Option<String>,
    pub unit: Option<String>,
    pub hpr: Option<String>,
    pub professions: Vec<Profession>,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct RelationLine {
    pub to: String,
    pub kind: String,
    pub responsibility: Option<String>,
    pub role: Option<String>,
    pub daily_care: Option<bool>,
    pub from_day: Option<i32>,
    pub until_day: Option<i32>,
    pub ended_day: Option<i32>,
    pub passed_on: Option<bool>,
    pub closest_next_of_kin: Option<bool>,
    pub scopes: Option<Vec<String>>,
}

/// One line of a file of tools (`reseptor import tools`).
#[derive(Debug, Clone, Deserialize)]
pub struct ToolLine {
    /// Its part of addresses.
    pub slug: Slug,
    /// The vendor: key or organisation number.
    pub vendor: String,
    /// The ordering body: key or organisation number.
    #[serde(default)]
    pub orderer: Option<String>,
    /// Grades of the quality label by dimension.
    #[serde(default)]
    pub quality: Option<BTreeMap<String, String>>,
    /// Answers by requirement.
    #[serde(default)]
    pub answers: BTreeMap<String, AnswerLine>,
    /// Agreements about the tool.
    #[serde(default)]
    pub agreements: Option<ToolAgreements>,
    /// How far the listing has come.
    #[serde(default)]
    pub state: Option<String>,
    /// Days of the listing's life.
    #[serde(default)]
    pub lifecycle: Option<LifecycleLine>,
    /// The tool's own versions.
    #[serde(default)]
    pub versions: Vec<VersionLine>,
    /// A newer version under assessment.
    #[serde(default)]
    pub pending_revision: Option<PendingLine>,
    /// Everything that a listing says, as in `catalogue::Content`.
    #[serde(flatten)]
    pub content: serde_json::Map<String, Value>,
}

/// A picture or a document of a tool.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct FileLine {
    pub tool: Slug,
    pub file: String,
    /// Of a picture.
    #[serde(default)]
    pub alt: PerLocale<Prose<300>>,
    /// Of a document.
    #[serde(default)]
    pub title: PerLocale<Prose<120>>,
}

/// An answer to a requirement.
#[derive(Debug, Clone, Deserialize)]
pub struct AnswerLine {
    /// How it is met.
    pub status: approval::AnswerStatus,
    /// What the answer rests on.
    #[serde(default)]
    pub evidence: Option<Phrase<4000>>,
    /// Why it deviates or does not apply.
    #[serde(default)]
    pub reason: Option<Phrase<2000>>,
    /// What will be done.
    #[serde(default)]
    pub plan: Option<Phrase<2000>>,
    /// Who sees to it.
    #[serde(default)]
    pub owner: Option<Phrase<200>>,
    /// Days until the deadline.
    #[serde(default)]
    pub deadline_day: Option<i32>,
}

/// Agreements about one tool.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ToolAgreements {
    /// Delivery agreement between ordering body and vendor.
    #[serde(rename = "A3")]
    pub(super) delivery: Option<PeriodLine>,
    /// Data-processing agreements.
    #[serde(rename = "A5")]
    pub(super) processing: Vec<ProcessingLine>,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct ProcessingLine {
    pub enterprise: String,
    #[serde(flatten)]
    pub period: PeriodLine,
}

/// Days of a listing's life.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct LifecycleLine {
    pub(super) submitted_day: Option<i32>,
    pub(super) ordered_day: Option<i32>,
    pub(super) assessed_day: Option<i32>,
    pub(super) assessed_by: Option<String>,
    pub(super) approved_day: Option<i32>,
    pub(super) approved_by: Option<String>,
    pub(super) published_day: Option<i32>,
    pub(super) published_by: Option<String>,
    pub(super) changes_requested: Option<DecidedLine>,
    pub(super) rejected: Option<DecidedLine>,
    pub(super) suspended: Option<DecidedLine>,
    pub(super) withdrawn: Option<DecidedLine>,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct DecidedLine {
    pub day: i32,
    pub by: String,
    pub reason: Option<SuspensionReason>,
    pub text: PerLocale<Prose<500>>,
}

/// A version of the tool itself.
#[derive(Debug, Clone, Deserialize)]
pub struct VersionLine {
    pub(super) version: Prose<20>,
    pub(super) day: Option<i32>,
    pub(super) material: bool,
    pub(super) what: PerLocale<Prose<500>>,
}

/// A newer version under assessment.
#[derive(Debug, Clone, Deserialize)]
pub struct PendingLine {
    pub(super) submitted_day: i32,
    pub(super) state: String,
    pub(super) texts: BTreeMap<String, Option<serde_json::Map<String, Value>>>,
}

impl ToolLine {
    /// What the listing says; `{demo_tool}` in addresses becomes `tool`.
    pub(super) fn content(&self, tool: &str, versions: Vec<VersionNote>) -> Result<Content, Failure> {
        let wrong = |error: &dyn std::fmt::Display| Failure::other(format_args!("{}: {error}", self.slug));
        let mut members = Value::Object(self.content.clone());
        if let Some(url) = members.pointer_mut("/launch/url")
            && let Some(address) = url.as_str()
        {
            *url = Value::from(address.replace("{demo_tool}", tool));
        }
        let mut content: Content = serde_json::from_value(members).map_err(|error| wrong(&error))?;
        content.versions = versions;
        Ok(content)
    }
}

/// Changes that a pending revision makes to texts, merged into `content`.
pub(super) fn merge_texts(content: &Content, pending: &PendingLine) -> Result<Content, Failure> {
    let mut value = serde_json::to_value(content).map_err(Failure::other)?;
    for (locale, changes) in &pending.texts {
        let Some(changes) = changes else { continue };
        if let Some(text) = value.pointer_mut(&format!("/texts/{locale}")).and_then(Value::as_object_mut) {
            text.extend(changes.clone());
        }
    }
    serde_json::from_value(value).map_err(Failure::other)
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct HistoryLine {
    pub key: String,
    pub tool: Slug,
    pub patient: String,
    pub prescriber: String,
    pub organisation: String,
    pub unit: Option<String>,
    pub goal: String,
    pub instructions: Option<String>,
    pub starts_day: i32,
    pub ends_day: Option<i32>,
    pub follow_up_day: Option<i32>,
    pub task: Option<Slug>,
    pub representative_allowed: bool,
    pub data_returns: bool,
    pub withheld_from_parents: bool,
    pub withheld_reason: Option<String>,
    pub events: Vec<EventLine>,
    pub observations: Vec<ObservationsLine>,
}

/// What a tool reported of one thing, day by day.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct ObservationsLine {
    pub by: String,
    pub on_behalf_of: Option<String>,
    pub time: jiff::civil::Time,
    pub system: String,
    pub code: String,
    pub title: String,
    pub unit: Option<UnitOfMeasure>,
    pub parts: Vec<PartLine>,
    pub values: Vec<Vec<serde_json::Number>>,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct UnitOfMeasure {
    pub text: String,
    pub code: String,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct PartLine {
    pub system: String,
    pub code: String,
    pub title: String,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct EventLine {
    pub day: i32,
    pub kind: String,
    pub by: Option<String>,
    pub on_behalf_of: Option<String>,
    pub reason: Option<String>,
}
