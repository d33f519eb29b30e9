//! The facts that a derived requirement follows from, in words.

use approval::{Case, Period, Requirement};
use serde::Serialize;

use crate::web::{
    PageContext,
    dates::{self, Moment},
};

/// A fact: what it is about, and what it is.
#[derive(Debug, Clone, Serialize)]
pub struct Fact {
    /// What it is about.
    pub label: String,
    /// What it is.
    pub value: String,
}

/// The facts that this requirement follows from; none where it is answered.
pub fn facts(cx: &PageContext, case: &Case, requirement: Requirement) -> Vec<Fact> {
    let fact = |label: &str, value: String| Fact { label: cx.text(label), value };
    let words = |prefix: &str, words: Vec<&str>| {
        let texts: Vec<_> = words.iter().map(|word| cx.text(&format!("{prefix}{word}"))).collect();
        if texts.is_empty() { cx.text("dossier-none") } else { texts.join(", ") }
    };
    let tool = &case.tool;
    let availability =
        || fact("vendor-availability", words("vendor-availability-", vec![tool.availability.name()]));
    let body =
        || fact("orderer-body-kind", cx.text(&format!("organisation-kind-{}", case.orderer.kind.name())));
    let platforms = || {
        let names = tool.platforms.iter().map(|one| one.name()).collect();
        fact("vendor-platforms", words("vendor-platform-", names))
    };
    let agreement = |label: &str, agreed: Option<Period>| fact(label, period(cx, agreed));
    match requirement {
        Requirement::K6a | Requirement::K6b => vec![availability(), body()],
        Requirement::K7 => vec![agreement("agreement-kind-A1", case.orderer.platform_terms)],
        Requirement::L1 | Requirement::C6 => vec![platforms()],
        Requirement::O1 => vec![fact("vendor-profile", words("vendor-profile-", vec![tool.profile.name()]))],
        Requirement::C2 => {
            let methods = tool.login_methods.iter().map(|one| one.name()).collect();
            vec![fact("vendor-login-methods", words("vendor-login-", methods))]
        }
        Requirement::C5 => vec![
            agreement("agreement-kind-A2", case.vendor.vendor_terms),
            agreement("agreement-kind-A3", case.delivery_agreement),
        ],
        Requirement::P1 => {
            let claims = tool.requested_claims.iter().map(|one| claim(one.name())).collect();
            vec![fact("vendor-claims", words("vendor-claim-", claims))]
        }
        _ => Vec::new(),
    }
}

/// Keys of texts have hyphens only.
fn claim(name: &str) -> &str {
    if name == "national_id" { "national-id" } else { name }
}

fn period(cx: &PageContext, agreed: Option<Period>) -> String {
    let day = |day: jiff::civil::Date| {
        Moment::parse(&day.to_string()).map_or_else(|| day.to_string(), |at| dates::date(cx.locale(), at))
    };
    match agreed {
        None => cx.text("orderer-no-agreement"),
        Some(Period { from, until: None }) => format!("{} –", day(from)),
        Some(Period { from, until: Some(until) }) => format!("{} – {}", day(from), day(until)),
    }
}
