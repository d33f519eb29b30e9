//! Tools as a clinician looks for them: those that can be prescribed come first.

use catalogue::{Availability, Listing};
use kernel::ToolId;
use search::{Facet, MOST_PER_PAGE, Page, PerFacet, Query};
use serde::Serialize;

use crate::{
    discovery,
    pages::{public::card, shut, wording::Wording},
    web::{ClinicianLogin, PageContext, Result},
};

/// Tools shown at once; whoever wants others searches for them.
const SHOWN: usize = 20;
/// Tools recommended instead of another.
const SIMILAR: usize = 4;

/// How a tool stands to this clinician.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fit {
    /// On prescription, and one of my professions may prescribe it.
    Mine,
    /// People find it themselves; it can be prescribed too.
    Open,
    /// My professions may not prescribe it.
    Others,
    /// It is stopped, or nobody can log in to it.
    Suspended,
}

/// A tool in the clinician's list.
#[derive(Debug, Clone, Serialize)]
pub struct ToolLine {
    /// Its part of the address.
    pub slug: String,
    /// Its name.
    pub name: Wording,
    /// One sentence on whom it is for.
    pub summary: Wording,
    /// Name of its icon.
    pub picture: String,
    /// Whether it can be prescribed here.
    pub fit: Fit,
}

impl ToolLine {
    /// The line of a listing.
    pub fn new(cx: &PageContext, me: &ClinicianLogin, listing: &Listing) -> Self {
        let summary = listing.content().summary(cx.locale());
        let summary = summary.map(|(locale, text)| Wording::new(locale, text));
        Self {
            slug: listing.tool.slug.to_string(),
            name: name(cx, listing),
            summary: summary.unwrap_or_else(|| Wording::new(cx.locale(), "")),
            picture: card::picture(cx, listing),
            fit: fit(me, listing),
        }
    }
}

/// A tool's name and the language it is in.
pub fn name(cx: &PageContext, listing: &Listing) -> Wording {
    let locale = listing.text(cx.locale()).map_or(cx.locale(), |(locale, _)| locale);
    Wording::new(locale, listing.name(cx.locale()))
}

fn fit(me: &ClinicianLogin, listing: &Listing) -> Fit {
    let content = listing.content();
    let mine = me.actor.professions.iter().any(|profession| content.may_be_prescribed_by(*profession));
    match (listing.is_published(), mine, content.availability) {
        (false, ..) => Fit::Suspended,
        (true, false, _) => Fit::Others,
        (true, true, Availability::Prescription) => Fit::Mine,
        (true, true, Availability::Open) => Fit::Open,
    }
}

/// Finds by the public engine; what I may prescribe comes first, then as relevant as the engine says. Without text, what is on prescription.
pub async fn find(cx: &PageContext, me: &ClinicianLogin, text: &str) -> Result<(Vec<ToolLine>, usize)> {
    let mut filters: PerFacet<Vec<String>> = PerFacet::default();
    if text.is_empty() {
        filters[Facet::Access] = vec![Availability::Prescription.to_string()];
    }
    let page = Page { number: 1, size: MOST_PER_PAGE };
    let query = Query { text: text.to_owned(), filters, page, locale: cx.locale(), ..Query::default() };
    let found = discovery::find(&cx.app, &query).await?;
    let listings: Vec<&Listing> = found.items.iter().map(|tool| &*tool.listing).collect();
    let mut lines = lines_of(cx, me, &listings).await?;
    lines.sort_by_key(|line| line.fit);
    lines.truncate(SHOWN);
    Ok((lines, found.total))
}

/// Other tools on the same topics that this clinician may prescribe now.
pub async fn similar(cx: &PageContext, me: &ClinicianLogin, to: &Listing) -> Result<Vec<ToolLine>> {
    let mut filters: PerFacet<Vec<String>> = PerFacet::default();
    filters[Facet::Topic] = to.content().topics.iter().map(ToString::to_string).collect();
    if filters[Facet::Topic].is_empty() {
        return Ok(Vec::new());
    }
    let page = Page { number: 1, size: MOST_PER_PAGE };
    let query = Query { filters, page, locale: cx.locale(), ..Query::default() };
    let found = discovery::find(&cx.app, &query).await?;
    let others = found.items.iter().map(|tool| &*tool.listing).filter(|listing| listing.id() != to.id());
    let others: Vec<&Listing> = others.collect();
    let mut lines = lines_of(cx, me, &others).await?;
    lines.retain(|line| matches!(line.fit, Fit::Mine | Fit::Open));
    lines.sort_by_key(|line| line.fit);
    lines.truncate(SIMILAR);
    Ok(lines)
}

/// Lines of these tools, in this order.
pub async fn lines(cx: &PageContext, me: &ClinicianLogin, tools: &[ToolId]) -> Result<Vec<ToolLine>> {
    let listings = catalogue::list_listings(&cx.app.database, tools).await?;
    let of = |tool: &ToolId| listings.iter().find(|listing| listing.id() == *tool);
    let listings: Vec<&Listing> = tools.iter().filter_map(of).collect();
    lines_of(cx, me, &listings).await
}

async fn lines_of(cx: &PageContext, me: &ClinicianLogin, listings: &[&Listing]) -> Result<Vec<ToolLine>> {
    let shut = shut::among(&cx.app, listings).await?;
    let line = |listing: &&Listing| {
        let line = ToolLine::new(cx, me, listing);
        let fit = if shut.contains(&listing.id()) { Fit::Suspended } else { line.fit };
        ToolLine { fit, ..line }
    };
    Ok(listings.iter().map(line).collect())
}
