//! How a tool is started from its page.

use catalogue::{Availability, Launch, Listing, Platform};
use serde::Serialize;

use crate::web::headers;

/// What the page offers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Start {
    /// A plain link to the tool.
    Link {
        /// Where it leads.
        href: String,
        /// Whether it is an app to be got, and nothing that opens there.
        app: bool,
    },
    /// Log in once, and straight into the tool; path without language.
    Login {
        /// Where it leads.
        href: String,
    },
    /// A clinician gives it.
    Prescription,
    /// It cannot be started from here: suspended, withdrawn, or without an address.
    None,
}

impl Start {
    /// How this listing is started.
    pub fn of(listing: &Listing) -> Self {
        let content = listing.content();
        match (&content.launch, content.availability) {
            _ if !listing.is_published() => Self::None,
            (_, Availability::Prescription) => Self::Prescription,
            (Launch::None, _) => Self::None,
            (Launch::Link { url }, _) if !content.profile.uses_login() => {
                Self::Link { href: url.to_string(), app: !content.platforms.contains(&Platform::Web) }
            }
            _ => Self::Login { href: format!("/verktoy/{}/start", listing.tool.slug) },
        }
    }
}

/// The origin that a form which starts this tool ends at.
pub fn origin(listing: &Listing) -> Option<String> {
    headers::origin_of(listing.content().launch.url()?.as_str())
}
