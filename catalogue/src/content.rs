//! What a vendor says about a tool: the content of one revision.

mod attached;
mod check;
mod material;

use std::collections::BTreeSet;

use jiff::civil::Date;
use kernel::{Locale, LoginLevel, Profession, Slug};
use serde::{Deserialize, Serialize};
use url::Url;

use crate::{
    Availability, Claim, DeviceClass, DeviceStatus, Independence, LanguageTag, LoginMethod, PerLocale,
    Platform, ProcessBasis, ProfileClass, Prose, prose::null_is_default,
};

pub use attached::{Document, MOST_DOCUMENTS, MOST_SCREENSHOTS, Screenshot};
pub use material::Material;

/// Everything a listing says. A draft may have gaps (`Content::gaps`); bounds hold from the first save on (`Content::check`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// Works on its own or as a step of a process.
    pub independence: Independence,
    /// The process that an integrated tool is a step of.
    #[serde(default, deserialize_with = "null_is_default")]
    pub process: Prose<200>,
    /// Who can get at it.
    pub availability: Availability,
    /// What it runs on.
    pub platforms: BTreeSet<Platform>,
    /// Where user data and login live.
    pub profile: ProfileClass,
    /// How people log in to it; empty where there is no login.
    #[serde(default)]
    pub login_methods: BTreeSet<LoginMethod>,
    /// What it asks to be told about a person.
    #[serde(default)]
    pub requested_claims: BTreeSet<Claim>,
    /// Whether it does what the portal does too (C4).
    #[serde(default)]
    pub overlaps_portal: bool,
    /// The login level that it asks for (T3).
    pub acr: LoginLevel,
    /// Topics, by key, the most fitting first.
    #[serde(default)]
    pub topics: Vec<Slug>,
    /// Audiences, by key.
    #[serde(default)]
    pub audiences: Vec<Slug>,
    /// Languages of the tool itself.
    #[serde(default)]
    pub languages: Vec<LanguageTag>,
    /// How it is started.
    #[serde(default)]
    pub launch: Launch,
    /// What a prescription can point at.
    #[serde(default)]
    pub tasks: Vec<Task>,
    /// Acting for another in it (R5–R7).
    #[serde(default, deserialize_with = "null_is_default")]
    pub representation: RepresentationSupport,
    /// What it must be permitted before it runs (T4).
    #[serde(default, deserialize_with = "null_is_default")]
    pub permission: PermissionNeed,
    /// Professions that may prescribe it; `None` for the default ones (domain §5).
    #[serde(default)]
    pub professions: Option<BTreeSet<Profession>>,
    /// Medical-device status (K4a).
    #[serde(default, deserialize_with = "null_is_default")]
    pub medical_device: MedicalDevice,
    /// The texts.
    pub texts: PerLocale<Text>,
    /// The tool's own versions, oldest first.
    #[serde(default)]
    pub versions: Vec<VersionNote>,
    /// Pictures of it in use, in the order in which they are shown.
    #[serde(default)]
    pub screenshots: Vec<Screenshot>,
    /// Documents about it, in the order in which they are shown.
    #[serde(default)]
    pub documents: Vec<Document>,
}

/// A listing's texts in one language. Cost is no text: it is always free (K5b).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Text {
    /// The tool's name.
    pub name: Prose<120>,
    /// One sentence, "for deg som …".
    #[serde(default)]
    pub summary: Prose<300>,
    /// What it is for.
    #[serde(default)]
    pub purpose: Prose<2000>,
    /// Documented effect in plain language (K4a).
    #[serde(default)]
    pub effect: Prose<2000>,
    /// What it is not for.
    #[serde(default)]
    pub not_for: Prose<1000>,
    /// How to begin using it.
    #[serde(default)]
    pub usage: Prose<1000>,
    /// Whom it is for, in words.
    #[serde(default)]
    pub target_group: Prose<500>,
    /// Accessibility statement, in short (K4b).
    #[serde(default)]
    pub accessibility: Prose<1000>,
    /// Privacy in five lines (K4c).
    #[serde(default, deserialize_with = "null_is_default")]
    pub privacy: Privacy,
}

/// Privacy in five lines.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Privacy {
    /// What is kept.
    #[serde(default)]
    pub what: Prose<500>,
    /// Where.
    #[serde(default, rename = "where")]
    pub place: Prose<500>,
    /// Whom it is shared with.
    #[serde(default)]
    pub shared: Prose<500>,
    /// When and how it is deleted.
    #[serde(default)]
    pub deletion: Prose<500>,
    /// Who is the controller.
    #[serde(default)]
    pub controller: Prose<500>,
}

/// How a tool is started (contract §3.1).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Launch {
    /// SMART App Launch: the launch address.
    Smart {
        /// Where the browser is sent.
        url: Url,
    },
    /// Health Tools Interoperability 2.0: the address that takes the form.
    Hti {
        /// Where the form is posted.
        url: Url,
    },
    /// A plain link (profile classes `none` and `local`).
    Link {
        /// Where it leads.
        url: Url,
    },
    /// Not started from here.
    #[default]
    None,
}

/// Something in a tool that a prescription can point at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// What the launch context says.
    pub key: Slug,
    /// What people read.
    pub title: PerLocale<Prose<200>>,
}

/// How a tool supports acting for another.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RepresentationSupport {
    /// It supports it (R6).
    #[serde(default)]
    pub declared: bool,
    /// It takes representation from the platform's provider (R5).
    #[serde(default)]
    pub uses_platform: bool,
    /// How it shows on whose behalf one acts (R6).
    #[serde(default, deserialize_with = "null_is_default")]
    pub how_shown: PerLocale<Prose<500>>,
    /// Bases that the vendor says an integrated tool's process accepts; what the operator says of the process decides (R7).
    #[serde(default)]
    pub process_bases: BTreeSet<ProcessBasis>,
}

/// The permission a tool needs to run.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PermissionNeed {
    /// Whether it needs one.
    #[serde(default)]
    pub needed: bool,
    /// What it may then do, in plain words.
    #[serde(default, deserialize_with = "null_is_default")]
    pub data: PerLocale<Prose<500>>,
}

impl PermissionNeed {
    /// Whether somebody who has agreed to that has agreed to this (T4): where both are written in a language they say the same, and there is such a
    /// language. One more translation is nothing new.
    pub fn is_covered_by(&self, agreed: &Self) -> bool {
        let both = |(locale, now)| agreed.data.get(locale).map(|then| now == then);
        let mut said_twice = self.data.iter().filter_map(both).peekable();
        self.data == agreed.data || (said_twice.peek().is_some() && said_twice.all(|same| same))
    }
}

/// Medical-device status: intended purpose, class and CE mark, or why none.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct MedicalDevice {
    /// Whether it is one; `None` until answered.
    #[serde(default)]
    pub status: Option<DeviceStatus>,
    /// Its risk class.
    #[serde(default)]
    pub class: Option<DeviceClass>,
    /// Whether it bears the CE mark.
    #[serde(default)]
    pub ce: bool,
    /// What it is intended for.
    #[serde(default, deserialize_with = "null_is_default")]
    pub intended_purpose: PerLocale<Prose<500>>,
    /// Why it is none.
    #[serde(default, deserialize_with = "null_is_default")]
    pub why_none: PerLocale<Prose<500>>,
}

/// One version of the tool itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VersionNote {
    /// Its name: `2.0`.
    pub version: Prose<20>,
    /// When it came.
    pub date: Date,
    /// Whether it changed something material (domain §4.4).
    #[serde(default)]
    pub material: bool,
    /// What changed.
    #[serde(default, deserialize_with = "null_is_default")]
    pub what: PerLocale<Prose<500>>,
}

impl Content {
    /// The content of a new draft: a standalone open web tool without a profile, and its name in bokmål.
    pub fn new(name: Prose<120>) -> Self {
        Self {
            independence: Independence::Standalone,
            process: Prose::default(),
            availability: Availability::Open,
            platforms: BTreeSet::from([Platform::Web]),
            profile: ProfileClass::None,
            login_methods: BTreeSet::new(),
            requested_claims: BTreeSet::new(),
            overlaps_portal: false,
            acr: LoginLevel::Substantial,
            topics: Vec::new(),
            audiences: Vec::new(),
            languages: Vec::new(),
            launch: Launch::None,
            tasks: Vec::new(),
            representation: RepresentationSupport::default(),
            permission: PermissionNeed::default(),
            professions: None,
            medical_device: MedicalDevice::default(),
            texts: PerLocale::bokmal(Text { name, ..Text::default() }),
            versions: Vec::new(),
            screenshots: Vec::new(),
            documents: Vec::new(),
        }
    }

    /// The tool's name in this language or what it falls back to.
    pub fn name(&self, locale: Locale) -> &str {
        self.said(locale, |text| &text.name).map_or("", |(_, name)| name)
    }

    /// One of its texts in this language, else in bokmål, else in the first there is, and which language it is then: each text by itself, since a
    /// language may be begun with the name alone.
    pub fn said(&self, locale: Locale, pick: fn(&Text) -> &str) -> Option<(Locale, &str)> {
        std::iter::once(locale).chain(Locale::ALL).find_map(|candidate| {
            let text = self.texts.get(candidate).map(pick).filter(|text| !text.is_empty())?;
            Some((candidate, text))
        })
    }

    /// One sentence on whom it is for, or what it is for where there is no such sentence, as [`Self::said`].
    pub fn summary(&self, locale: Locale) -> Option<(Locale, &str)> {
        self.said(locale, |text| &text.summary).or_else(|| self.said(locale, |text| &text.purpose))
    }

    /// Whether this profession may prescribe it (domain §5).
    pub fn may_be_prescribed_by(&self, profession: Profession) -> bool {
        match &self.professions {
            Some(professions) => professions.contains(&profession),
            None => Profession::PRESCRIBING.contains(&profession),
        }
    }

    /// The task with this key.
    pub fn task(&self, key: &Slug) -> Option<&Task> {
        self.tasks.iter().find(|task| task.key == *key)
    }
}

impl Launch {
    /// Its word on the wire: `smart`, `hti`, `link`, `none`.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Smart { .. } => "smart",
            Self::Hti { .. } => "hti",
            Self::Link { .. } => "link",
            Self::None => "none",
        }
    }

    /// Where it leads.
    pub const fn url(&self) -> Option<&Url> {
        match self {
            Self::Smart { url } | Self::Hti { url } | Self::Link { url } => Some(url),
            Self::None => None,
        }
    }
}

#[cfg(test)]
mod tests;
