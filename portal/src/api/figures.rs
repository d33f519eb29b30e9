//! `GET /api/v1/figures` and `.csv`: what `/tall` shows.

use axum::{extract::State, http::HeaderMap, response::Response};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    cached, cached_as,
    openapi::{TooMany, Unavailable},
};
use crate::{
    figures::{Days, Figures, StateRow, StretchRow},
    web::{App, Error, Result},
};

/// Open figures. Where it is about people, a number from one to four is null.
#[derive(Debug, Serialize, ToSchema)]
pub struct OpenFigures {
    /// When they were read: they may be ten minutes old.
    #[schema(format = DateTime, value_type = String)]
    pub at: String,
    /// First day of the processing times.
    #[schema(format = Date, value_type = String, example = "2025-11-01")]
    pub from: String,
    /// Last day of them.
    #[schema(format = Date, value_type = String)]
    pub until: String,
    /// Tools that can be started now.
    #[schema(example = 48)]
    pub published: u64,
    /// How long listings took that were published in the period.
    pub processing: Vec<StretchRow>,
    /// How many revisions stand in each state.
    pub states: Vec<StateRow>,
    /// The twenty tools that most people started in the last year.
    pub tools: Vec<ToolUse>,
}

/// How many people use a tool.
#[derive(Debug, Serialize, ToSchema)]
pub struct ToolUse {
    /// Its short name.
    #[schema(example = "demo-dagbok")]
    pub slug: String,
    /// Who started it in the last 30 days.
    #[schema(example = 120)]
    pub people_30_days: Option<u64>,
    /// Who started it in the last year.
    #[schema(example = 870)]
    pub people_365_days: Option<u64>,
    /// Who has an open prescription of it.
    #[schema(example = 95)]
    pub people_with_prescription: Option<u64>,
}

impl OpenFigures {
    fn of(figures: &Figures) -> Self {
        let tools = figures.tools.iter().map(|used| ToolUse {
            slug: used.listing.tool.slug.to_string(),
            people_30_days: used.month,
            people_365_days: used.year,
            people_with_prescription: used.prescribed,
        });
        Self {
            at: figures.at.to_string(),
            from: figures.period.0.to_string(),
            until: figures.period.1.to_string(),
            published: figures.published,
            processing: figures.stretches.clone(),
            states: figures.states.clone(),
            tools: tools.collect(),
        }
    }

    /// The figures that the description of the interface shows; the examples beside the members say the same.
    pub fn example() -> Self {
        let days = Days { count: 23, median: 12, p90: 40 };
        Self {
            at: "2026-11-01T09:00:00Z".to_owned(),
            from: "2025-11-01".to_owned(),
            until: "2026-11-01".to_owned(),
            published: 48,
            processing: vec![StretchRow { name: "assessment", days: Some(days) }],
            states: vec![StateRow { state: "published", count: Some(48) }],
            tools: vec![ToolUse {
                slug: "demo-dagbok".to_owned(),
                people_30_days: Some(120),
                people_365_days: Some(870),
                people_with_prescription: Some(95),
            }],
        }
    }

    fn csv(&self) -> Result<String> {
        let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
        writer.write_record(["figure", "of", "value"]).map_err(Error::internal)?;
        for (figure, of, value) in self.lines() {
            let value = value.map(|value| value.to_string()).unwrap_or_default();
            writer.write_record([figure, of, &value]).map_err(Error::internal)?;
        }
        let lines = writer.into_inner().map_err(|error| Error::internal(error.into_error()))?;
        String::from_utf8(lines).map_err(Error::internal)
    }

    /// As lines of what, of which, how many; an empty number is one that is not shown.
    fn lines(&self) -> Vec<(&'static str, &str, Option<u64>)> {
        let mut lines = vec![("published_tools", "", Some(self.published))];
        for row in &self.processing {
            let days =
                |pick: fn(&Days) -> i64| row.days.as_ref().and_then(|days| u64::try_from(pick(days)).ok());
            lines.push(("processing_count", row.name, row.days.as_ref().map(|days| days.count as u64)));
            lines.push(("processing_median_days", row.name, days(|days| days.median)));
            lines.push(("processing_p90_days", row.name, days(|days| days.p90)));
        }
        lines.extend(self.states.iter().map(|row| ("revisions", row.state, row.count)));
        for tool in &self.tools {
            lines.push(("people_30_days", &tool.slug, tool.people_30_days));
            lines.push(("people_365_days", &tool.slug, tool.people_365_days));
            lines.push(("people_with_prescription", &tool.slug, tool.people_with_prescription));
        }
        lines
    }
}

/// Open figures
///
/// How long the way into the catalogue takes, where tools stand, and how many people use them.
#[utoipa::path(
    get,
    path = "/api/v1/figures",
    operation_id = "getFigures",
    tag = "catalogue",
    responses(
        (status = 200, description = "The figures", body = OpenFigures),
        (status = 304, description = "Nothing has changed"),
        TooMany, Unavailable
    )
)]
pub async fn json(State(app): State<App>, headers: HeaderMap) -> Result<Response> {
    cached(&OpenFigures::of(&*Figures::of(&app).await?), &headers)
}

/// Open figures as CSV
///
/// The same as lines of `figure`, `of`, `value` (RFC 4180, UTF-8); an empty value is one that is not shown.
#[utoipa::path(
    get,
    path = "/api/v1/figures.csv",
    operation_id = "getFiguresCsv",
    tag = "catalogue",
    responses(
        (status = 200, description = "The figures", content_type = "text/csv", body = String),
        (status = 304, description = "Nothing has changed"),
        TooMany, Unavailable
    )
)]
pub async fn csv(State(app): State<App>, headers: HeaderMap) -> Result<Response> {
    let text = OpenFigures::of(&*Figures::of(&app).await?).csv()?;
    Ok(cached_as("text/csv; charset=utf-8; header=present", text, &headers))
}

/// A file of the figures that the description of the interface shows.
pub fn example() -> Result<String> {
    OpenFigures::example().csv()
}
