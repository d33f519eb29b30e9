//! `/leverandor/krav`: every requirement, what it asks and whom it applies to, before anything is filled in.

use approval::{AppliesTo, REQUIREMENTS, Row, Severity};
use serde::Serialize;

use crate::{
    pages::{dossier::requirement_text, wording::Wording},
    web::{Page, PageContext, VendorLogin, View},
};

/// A requirement in words.
#[derive(Debug, Serialize)]
pub struct RequirementRow {
    /// Its id.
    pub id: &'static str,
    /// Its title.
    pub title: String,
    /// What is asked.
    pub question: String,
    /// What an answer rests on.
    pub evidence: Wording,
    /// How much it weighs; key of its text is `requirement-severity-` and this.
    pub severity: &'static str,
    /// Which tools it is made of; key of its text is `requirement-applies-` and this.
    pub applies_to: &'static str,
    /// Whether it follows from registered facts.
    pub derived: bool,
}

/// `GET /leverandor/krav`.
#[derive(Debug, Serialize)]
pub struct RequirementsView {
    /// The version of the criteria.
    pub criteria: &'static str,
    /// All of them, in the domain's order.
    pub requirements: Vec<RequirementRow>,
}

impl View for RequirementsView {
    const TEMPLATE: &'static str = "vendor/requirements.html";
}

/// The word for how much a requirement weighs.
pub const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Absolute => "absolute",
        Severity::Conditional => "conditional",
        Severity::Exception => "exception",
        Severity::Information => "information",
    }
}

const fn applies_to(row: &Row) -> &'static str {
    match row.applies_to {
        AppliesTo::All => "all",
        AppliesTo::Availability(availability) => availability.name(),
        AppliesTo::Profile(profile) => profile.name(),
        AppliesTo::PlatformLogin => "login",
        AppliesTo::PlatformLoginOnWeb => "login-web",
        AppliesTo::PlatformLoginInApp => "login-app",
    }
}

pub(super) async fn show(cx: PageContext, _: VendorLogin) -> Page<RequirementsView> {
    let row = |row: &Row| {
        let text = requirement_text(cx.locale(), row.id);
        RequirementRow {
            id: row.id.name(),
            title: text.title,
            question: text.question,
            evidence: text.evidence,
            severity: severity(row.severity),
            applies_to: applies_to(row),
            derived: row.basis.is_derived(),
        }
    };
    let requirements = REQUIREMENTS.iter().map(row).collect();
    cx.page(RequirementsView { criteria: approval::CRITERIA_VERSION, requirements })
}
