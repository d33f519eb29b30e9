//! A tool in a list, as every list of tools shows it.

use catalogue::{Availability, Listing, Platform};
use jiff::civil::Date;
use kernel::Locale;
use search::{Hit, Piece};
use serde::Serialize;

use crate::{
    pages::wording::Wording,
    web::{PageContext, Service},
};

/// A status in words.
#[derive(Debug, Clone, Serialize)]
pub struct Badge {
    /// The words.
    pub label: Wording,
    /// `neutral`, `info`, `success`, `warning` or `danger`.
    pub tone: &'static str,
    /// Name of its icon.
    pub picture: Option<&'static str>,
    /// The part of the tool's page that tells what it means.
    pub leads: &'static str,
}

/// A tool in a list; templates show it by `ui.tool_card`.
#[derive(Debug, Clone, Serialize)]
pub struct ToolCard {
    /// Its part of the address.
    pub slug: String,
    /// The language of the name.
    pub lang: &'static str,
    /// Its name; pieces that were searched for are marked.
    pub name: Vec<Piece>,
    /// One sentence on whom it is for.
    pub summary: Vec<Piece>,
    /// The language of the summary.
    pub summary_lang: &'static str,
    /// Where else the text was hit.
    pub excerpt: Option<Vec<Piece>>,
    /// The assessment, how one gets it, and what else to know first.
    pub badges: Vec<Badge>,
    /// Who assessed it.
    pub assessed_by: Option<String>,
    /// When.
    pub assessed_on: Option<Date>,
    /// What it runs on.
    pub platforms: Vec<Wording>,
    /// Name of its icon.
    pub picture: String,
}

/// What the assessment found, in short.
#[derive(Debug, Clone, Default)]
pub struct Assessed {
    /// Key of the text on how well the effect is documented.
    pub evidence: Option<&'static str>,
    /// Name of the body that assessed it.
    pub by: Option<String>,
    /// When.
    pub on: Option<Date>,
    /// Whether a deviation is open.
    pub deviates: bool,
}

impl ToolCard {
    /// The card of a listing; a hit brings its marked texts.
    pub fn new(cx: &PageContext, listing: &Listing, assessed: Option<&Assessed>, hit: Option<&Hit>) -> Self {
        let content = listing.content();
        let [(lang, name), (summary_lang, summary)] = texts(cx.locale(), listing, hit);
        Self {
            slug: listing.tool.slug.to_string(),
            lang,
            name,
            summary,
            summary_lang,
            excerpt: hit.and_then(|hit| hit.excerpt.clone()),
            badges: badges(cx, listing, assessed),
            assessed_by: assessed.and_then(|assessed| assessed.by.clone()),
            assessed_on: assessed.and_then(|assessed| assessed.on),
            platforms: content.platforms.iter().map(|platform| platform_name(cx, *platform)).collect(),
            picture: picture(cx, listing),
        }
    }
}

/// Name and summary, each with its language, and marked where the hit says so; what it says may be older than the listing.
fn texts(locale: Locale, listing: &Listing, hit: Option<&Hit>) -> [(&'static str, Vec<Piece>); 2] {
    let content = listing.content();
    let name = content.said(locale, |text| &text.name);
    let marked = |said: Option<(Locale, &str)>, pick: fn(&Hit) -> &[Piece]| {
        let (lang, text) = said.unwrap_or((locale, ""));
        let plain = || vec![Piece { text: text.to_owned(), hit: false }];
        let pieces = hit.map(pick).filter(|pieces| joined(pieces) == text);
        (lang.tag(), pieces.map_or_else(plain, <[Piece]>::to_vec))
    };
    [marked(name, |hit| &hit.name), marked(content.summary(locale), |hit| &hit.purpose)]
}

fn joined(pieces: &[Piece]) -> String {
    pieces.iter().map(|piece| piece.text.as_str()).collect()
}

/// The icon of its first topic.
pub fn picture(cx: &PageContext, listing: &Listing) -> String {
    let topic = listing.content().topics.first().and_then(|key| cx.app.vocabulary.topic(key.as_str()));
    topic.map_or_else(|| "file".to_owned(), |topic| topic.icon.clone())
}

/// What a platform is called.
pub fn platform_name(cx: &PageContext, platform: Platform) -> Wording {
    Wording::of_key(cx, &format!("platform-{platform}"))
}

/// How one gets at it: open to all, log in, or a clinician must prescribe it, which a clinician reads in other words.
pub fn access(cx: &PageContext, listing: &Listing) -> Badge {
    let content = listing.content();
    let clinician = cx.visitor.login.as_deref().is_some_and(|login| login.service() == Service::Clinician);
    let (key, picture) = match content.availability {
        Availability::Prescription if clinician => ("access-prescribe", "clipboard"),
        Availability::Prescription => ("access-prescription", "clipboard"),
        Availability::Open if content.profile.uses_login() => ("access-login", "person"),
        Availability::Open => ("access-open", "unlock"),
    };
    Badge { label: Wording::of_key(cx, key), tone: "neutral", picture: Some(picture), leads: "how" }
}

/// How well the effect is documented, in words.
pub fn evidence(cx: &PageContext, key: &'static str) -> Badge {
    let tone = match key {
        "label-evidence-strong" | "label-evidence-moderate" => "success",
        "label-evidence-limited" | "label-evidence-expert" => "info",
        _ => "neutral",
    };
    Badge { label: Wording::of_key(cx, key), tone, picture: Some("shield"), leads: "assessment" }
}

fn badges(cx: &PageContext, listing: &Listing, assessed: Option<&Assessed>) -> Vec<Badge> {
    let mut badges = Vec::new();
    let warning = |key: &str, picture, leads| Badge {
        label: Wording::of_key(cx, key),
        tone: "warning",
        picture: Some(picture),
        leads,
    };
    if !listing.is_published() {
        badges.push(warning(
            if listing.standing.name() == "withdrawn" { "standing-withdrawn" } else { "standing-suspended" },
            "pause",
            "standing",
        ));
    }
    badges.extend(assessed.and_then(|assessed| assessed.evidence).map(|key| evidence(cx, key)));
    badges.push(access(cx, listing));
    if assessed.is_some_and(|assessed| assessed.deviates) {
        badges.push(warning("standing-deviation", "warning", "deviations"));
    }
    badges
}
