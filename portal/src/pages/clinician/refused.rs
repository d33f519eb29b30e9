//! Why a tool cannot be prescribed, and what to do instead.

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use catalogue::{Listing, Standing};
use kernel::{Profession, Slug};
use serde::Serialize;

use super::tools::{self, ToolLine};
use crate::{
    pages::{shut, wording::Wording},
    web::{ClinicianLogin, Error, PageContext, Result, View},
};

/// A tool that this clinician cannot prescribe now.
#[derive(Debug, Serialize)]
pub struct RefusedView {
    /// The tool's part of the address.
    pub slug: String,
    /// The tool.
    pub tool: Wording,
    /// `suspended`, `withdrawn`, `profession`, `terms` or `shut`.
    pub why: &'static str,
    /// Rules behind it.
    pub rules: Vec<&'static str>,
    /// What people are told of a suspension or withdrawal.
    pub notes: Vec<Wording>,
    /// Codes of the professions that may, where that is why.
    pub professions: Vec<&'static str>,
    /// What could be prescribed instead.
    pub similar: Vec<ToolLine>,
}

impl View for RefusedView {
    const TEMPLATE: &'static str = "clinician/refused.html";
}

/// The listing, where this clinician may prescribe it now; otherwise the page that explains why not.
pub async fn permitted(
    cx: &PageContext,
    me: &ClinicianLogin,
    slug: &str,
) -> Result<Result<Listing, Response>> {
    let slug: Slug = slug.parse().map_err(|_| Error::not_found())?;
    let listing = catalogue::find_listing(&cx.app.database, &slug).await?.ok_or_else(Error::not_found)?;
    let refused = match prescriber::may_prescribe(&cx.app.database, &me.actor, listing.id()).await {
        Ok(_) => shut::is_shut(&cx.app, &listing).await?.then_some("shut"),
        Err(error) => Some(why(error, &listing)?),
    };
    match refused {
        Some(why) => Ok(Err(page(cx, me, &listing, why).await?)),
        None => Ok(Ok(listing)),
    }
}

/// Why a tool cannot be prescribed: `suspended`, `withdrawn`, `profession` or `terms`; any other failure is given back.
pub fn why(error: prescriber::Error, listing: &Listing) -> Result<&'static str> {
    match error {
        prescriber::Error::NotPublished => Ok(listing.standing.name()),
        prescriber::Error::Profession => Ok("profession"),
        prescriber::Error::NoTerms => Ok("terms"),
        other => Err(other.into()),
    }
}

/// Codes of the professions that may prescribe it.
pub fn professions(listing: &Listing) -> Vec<&'static str> {
    match &listing.content().professions {
        Some(some) => some.iter().map(|profession| profession.code()).collect(),
        None => Profession::PRESCRIBING.iter().map(|profession| profession.code()).collect(),
    }
}

async fn page(
    cx: &PageContext,
    me: &ClinicianLogin,
    listing: &Listing,
    why: &'static str,
) -> Result<Response> {
    let professions = if why == "profession" { professions(listing) } else { Vec::new() };
    let (rules, status) = match why {
        "terms" => (vec!["K7"], StatusCode::FORBIDDEN),
        "profession" => (Vec::new(), StatusCode::FORBIDDEN),
        "shut" => (Vec::new(), StatusCode::CONFLICT),
        _ => (vec!["T1"], StatusCode::CONFLICT),
    };
    let similar = if why == "terms" { Vec::new() } else { tools::similar(cx, me, listing).await? };
    let view = RefusedView {
        slug: listing.tool.slug.to_string(),
        tool: tools::name(cx, listing),
        why,
        rules,
        notes: notes(cx, listing),
        professions,
        similar,
    };
    Ok(cx.clone().page(view).status(status).into_response())
}

/// What people are told of why the tool is stopped or gone.
pub fn notes(cx: &PageContext, listing: &Listing) -> Vec<Wording> {
    let said = |prose| Wording::of_prose(cx.locale(), prose);
    match &listing.standing {
        Standing::Published => Vec::new(),
        Standing::Suspended(reasons) => reasons.iter().filter_map(|reason| said(&reason.note)).collect(),
        Standing::Withdrawn { reason, .. } => said(reason).into_iter().collect(),
    }
}
