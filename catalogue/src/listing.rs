//! Listings: what the public sees.

use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

use database::{Read, hold, hold_all};
use jiff::Timestamp;
use kernel::{Locale, OrganisationId, Phrase, Slug, ToolId};

use crate::{
    Content, PerLocale, Prose, Result, Revision, RevisionState, Suspension, SuspensionReason, Text, Tool,
    store,
};

/// Whether a listed tool can be started and, if not, why (T1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// It is up.
    Published,
    /// It is suspended for these reasons, never none.
    Suspended(Vec<Suspension>),
    /// It was taken out for good.
    Withdrawn {
        /// When.
        at: Timestamp,
        /// Why.
        reason: PerLocale<Prose<500>>,
    },
}

impl Standing {
    /// T1: published, not suspended, not withdrawn.
    pub const fn is_published(&self) -> bool {
        matches!(self, Self::Published)
    }

    /// Its word (rules in bulk, `tool.status`).
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Suspended(_) => "suspended",
            Self::Withdrawn { .. } => "withdrawn",
        }
    }

    /// The set of reasons; empty unless suspended.
    pub fn reasons(&self) -> BTreeSet<SuspensionReason> {
        match self {
            Self::Suspended(suspensions) => suspensions.iter().map(|suspension| suspension.reason).collect(),
            Self::Published | Self::Withdrawn { .. } => BTreeSet::new(),
        }
    }
}

/// A tool with the revision that the public sees and its standing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    /// The tool.
    pub tool: Tool,
    /// The published revision (the last one where withdrawn).
    pub revision: Revision,
    /// The vendor's name.
    pub vendor_name: Phrase<200>,
    /// Whether it can be started.
    pub standing: Standing,
}

impl Listing {
    /// The tool's id.
    pub const fn id(&self) -> ToolId {
        self.tool.id
    }

    /// What it says.
    pub const fn content(&self) -> &Content {
        &self.revision.content
    }

    /// T1: published, not suspended, not withdrawn.
    pub const fn is_published(&self) -> bool {
        self.standing.is_published()
    }

    /// The texts that its name in this language stands in, or what they fall back to, and which language it is then. There may be no more in them
    /// than the name: what else is shown is [`Content::said`].
    pub fn text(&self, locale: Locale) -> Option<(Locale, &Text)> {
        let content = &self.revision.content;
        let (spoken, _) = content.said(locale, |text| &text.name)?;
        Some((spoken, content.texts.get(spoken)?))
    }

    /// Its name in this language or what it falls back to.
    pub fn name(&self, locale: Locale) -> &str {
        self.revision.content.name(locale)
    }

    /// When the revision was published.
    pub const fn published_at(&self) -> Option<Timestamp> {
        match &self.revision.state {
            RevisionState::Published { step, .. } => Some(step.at),
            _ => None,
        }
    }
}

/// The listing at this address, if there is one: published, suspended or withdrawn.
pub async fn find_listing(db: &impl Read, slug: &Slug) -> Result<Option<Listing>> {
    match store::tools::find_by_slug(db, slug).await? {
        Some(tool) => Ok(store::listings::of_tools(db, vec![tool]).await?.pop()),
        None => Ok(None),
    }
}

/// The listing of this tool, if it has one, as it may be held: for what is asked at every request.
pub async fn find_held_listing(db: &impl Read, tool: ToolId) -> Result<Option<Arc<Listing>>> {
    hold(db, || tool.to_string(), || find_listing_of(db, tool)).await
}

/// The listing of this tool, if it has one.
pub async fn find_listing_of(db: &impl Read, tool: ToolId) -> Result<Option<Listing>> {
    Ok(list_listings(db, &[tool]).await?.pop())
}

/// The listings of these tools, in this order; those that have none are left out.
pub async fn list_listings(db: &impl Read, tools: &[ToolId]) -> Result<Vec<Listing>> {
    let tools = store::tools::by_ids(db, tools).await?;
    store::listings::of_tools(db, tools).await
}

/// The listings of these tools, as they may be held; those that have none are left out.
pub async fn list_held_listings(db: &impl Read, tools: &[ToolId]) -> Result<HashMap<ToolId, Arc<Listing>>> {
    let read = async |missing: Vec<ToolId>| {
        let listings = list_listings(db, &missing).await?;
        Ok(listings.into_iter().map(|listing| (listing.id(), listing)).collect())
    };
    hold_all(db, tools, read).await
}

/// Listings in the order of their tools' ids, whatever their standing, after this one: for filling an index page by page.
pub async fn list_listings_after(db: &impl Read, after: Option<ToolId>, limit: u64) -> Result<Vec<Listing>> {
    let tools = store::tools::listed_after(db, after, limit).await?;
    store::listings::of_tools(db, tools).await
}

/// Listings of one vendor, by tool id.
pub async fn list_listings_of_vendor(db: &impl Read, vendor: OrganisationId) -> Result<Vec<Listing>> {
    let tools = store::tools::listed_of_vendor(db, vendor).await?;
    store::listings::of_tools(db, tools).await
}
