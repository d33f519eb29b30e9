//! `GET /forskriver/{id}/data`: what the tool has reported, as far as the patient shares it. Every opening leaves a look.

use axum::extract::{Path, State};
use jiff::Timestamp;
use prescriber::{CodeSummary, Observation, SharedData};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::{
    chart::Chart,
    record::{self, Head},
};
use crate::web::{App, ClinicianLogin, Page, PageContext, Result, View, dates};

/// Measurements shown, the latest.
const MOST: u64 = 500;

/// One measurement.
#[derive(Debug, Clone, Serialize)]
pub struct Reading {
    /// When it was measured.
    pub at: Timestamp,
    /// What, exactly as reported.
    pub value: String,
    /// As a number, for the chart only.
    #[serde(skip)]
    pub number: Option<f64>,
}

/// Everything that was reported of one thing.
#[derive(Debug, Clone, Serialize)]
pub struct Series {
    /// What was measured.
    pub title: String,
    /// In which unit.
    pub unit: Option<String>,
    /// The measurements, newest first.
    pub readings: Vec<Reading>,
    /// The same as a picture, where they are numbers.
    pub chart: Option<Chart>,
}

/// How much was reported of one thing.
#[derive(Debug, Clone, Serialize)]
pub struct SummaryLine {
    /// What.
    pub title: String,
    /// How many times.
    pub count: u32,
    /// First.
    pub first: Timestamp,
    /// Last.
    pub last: Timestamp,
}

/// `GET /forskriver/{id}/data`.
#[derive(Debug, Serialize)]
pub struct DataView {
    /// Patient, tool and state.
    pub head: Head,
    /// What the patient shares: `nothing`, `summary` or `measurements`.
    pub sharing: &'static str,
    /// Measurements.
    pub series: Vec<Series>,
    /// A summary.
    pub summary: Vec<SummaryLine>,
    /// Whether older measurements are left out.
    pub more: bool,
}

impl View for DataView {
    const TEMPLATE: &'static str = "clinician/data.html";
}

pub(super) async fn show(
    State(app): State<App>,
    cx: PageContext,
    me: ClinicianLogin,
    Path(id): Path<String>,
) -> Result<Page<DataView>> {
    let opened = record::open(&cx, &me, &id).await?;
    let prescription = &opened.record.prescription;
    let tx = app.database.begin().await?;
    let data = prescriber::read_data(&tx, &me.actor, prescription.id, MOST).await?;
    tx.commit().await?;
    let mut view = DataView {
        head: opened.head,
        sharing: prescription.sharing.as_str(),
        series: Vec::new(),
        summary: Vec::new(),
        more: false,
    };
    match data {
        SharedData::Nothing => view.sharing = "nothing",
        SharedData::Summary(lines) => view.summary = lines.into_iter().map(summary).collect(),
        SharedData::Measurements(observations) => {
            view.more = observations.len() as u64 == MOST;
            view.series = series(&cx, &observations);
        }
    }
    Ok(cx.page(view))
}

fn summary(line: CodeSummary) -> SummaryLine {
    let CodeSummary { code, title, count, first, last } = line;
    SummaryLine { title: title.unwrap_or_else(|| bare_code(&code).to_owned()), count, first, last }
}

/// `system|code` without its system.
fn bare_code(code: &str) -> &str {
    code.rsplit_once('|').map_or(code, |(_, code)| code)
}

/// What is read of an observation; what is not read is not shown, and a resource that does not fit is shown without a value.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Resource {
    code: Option<Concept>,
    value_quantity: Option<Quantity>,
    value_integer: Option<i64>,
    value_boolean: Option<bool>,
    value_string: Option<String>,
    value_date_time: Option<String>,
    value_codeable_concept: Option<Concept>,
    #[serde(default)]
    component: Vec<Component>,
}

#[derive(Debug, Deserialize)]
struct Concept {
    text: Option<String>,
    #[serde(default)]
    coding: Vec<Coding>,
}

#[derive(Debug, Deserialize)]
struct Coding {
    display: Option<String>,
    code: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Quantity {
    value: Option<Box<RawValue>>,
    comparator: Option<String>,
    unit: Option<String>,
    code: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Component {
    code: Option<Concept>,
    value_quantity: Option<Quantity>,
    value_integer: Option<i64>,
    value_string: Option<String>,
    value_codeable_concept: Option<Concept>,
}

impl Concept {
    fn title(&self) -> Option<&str> {
        let coding =
            self.coding.iter().find_map(|coding| coding.display.as_deref().or(coding.code.as_deref()));
        self.text.as_deref().or(coding)
    }
}

/// A value as people read it, its number and its unit.
struct Value(String, Option<f64>, Option<String>);

fn of_quantity(cx: &PageContext, quantity: &Quantity) -> Option<Value> {
    let exact = quantity.value.as_ref()?.get();
    let shown = dates::number(cx.locale(), exact);
    let shown = quantity.comparator.as_ref().map_or(shown.clone(), |sign| format!("{sign} {shown}"));
    Some(Value(shown, exact.parse().ok(), quantity.unit.clone().or_else(|| quantity.code.clone())))
}

#[expect(clippy::cast_precision_loss, reason = "for the chart only; the table shows the exact value")]
fn of_integer(cx: &PageContext, integer: i64) -> Value {
    Value(dates::number(cx.locale(), &integer.to_string()), Some(integer as f64), None)
}

impl Resource {
    fn value(&self, cx: &PageContext) -> Option<Value> {
        let quantity = self.value_quantity.as_ref().and_then(|quantity| of_quantity(cx, quantity));
        let text = || {
            let concept = self.value_codeable_concept.as_ref().and_then(Concept::title);
            self.value_string.as_deref().or(concept).or(self.value_date_time.as_deref()).map(str::to_owned)
        };
        let said = |yes| cx.text(if yes { "clinic-data-yes" } else { "clinic-data-no" });
        quantity
            .or_else(|| self.value_integer.map(|integer| of_integer(cx, integer)))
            .or_else(|| self.value_boolean.map(|yes| Value(said(yes), None, None)))
            .or_else(|| text().map(|text| Value(text, None, None)))
    }
}

impl Component {
    fn value(&self, cx: &PageContext) -> Option<Value> {
        let quantity = self.value_quantity.as_ref().and_then(|quantity| of_quantity(cx, quantity));
        let concept = self.value_codeable_concept.as_ref().and_then(Concept::title);
        let text = self.value_string.as_deref().or(concept).map(str::to_owned);
        quantity
            .or_else(|| self.value_integer.map(|integer| of_integer(cx, integer)))
            .or_else(|| text.map(|text| Value(text, None, None)))
    }
}

/// One series for each thing measured, in the order of the latest reports; parts of a measurement are series of their own.
fn series(cx: &PageContext, observations: &[Observation]) -> Vec<Series> {
    let mut all: Vec<Series> = Vec::new();
    for observation in observations {
        let resource: Resource = serde_json::from_str(&observation.resource).unwrap_or_default();
        let title =
            resource.code.as_ref().and_then(Concept::title).unwrap_or_else(|| bare_code(&observation.code));
        if let Some(value) = resource.value(cx) {
            add(&mut all, title.to_owned(), observation.effective_at, value);
        }
        for part in &resource.component {
            let named = part.code.as_ref().and_then(Concept::title).unwrap_or_default();
            if let Some(value) = part.value(cx) {
                add(&mut all, format!("{title} – {named}"), observation.effective_at, value);
            }
        }
    }
    for series in &mut all {
        series.chart = Chart::of(cx.locale(), &series.readings);
    }
    all
}

fn add(all: &mut Vec<Series>, title: String, at: Timestamp, Value(value, number, unit): Value) {
    let reading = Reading { at, value, number };
    match all.iter_mut().find(|series| series.title == title && series.unit == unit) {
        Some(series) => series.readings.push(reading),
        None => all.push(Series { title, unit, readings: vec![reading], chart: None }),
    }
}
