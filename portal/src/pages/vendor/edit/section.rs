//! The sections that a draft is written in, and where each thing that may be missing is filled in.

use kernel::Locale;

/// A part of the draft with a page of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// What it is about, whom it is for, which languages it speaks.
    About,
    /// Who gets at it, and how people log in.
    Access,
    /// The listing's texts in one language, privacy in five lines included.
    Text(Locale),
    /// How it is started, and the tasks a prescription can point at.
    Start,
    /// Acting for another.
    Representation,
    /// What it must be permitted.
    Permission,
    /// Medical-device status.
    Device,
    /// The tool's own versions.
    Versions,
    /// Pictures and documents; the form has files (`files`).
    Files,
}

/// Something that may be missing: field of the content, section, field of the form, key of its label.
type Place = (&'static str, Section, &'static str, &'static str);

const NB: Section = Section::Text(Locale::Nb);

const PLACES: &[Place] = &[
    ("process", Section::About, "process", "vendor-process"),
    ("topics", Section::About, "topic", "vendor-topic"),
    ("audiences", Section::About, "audiences", "vendor-audiences"),
    ("languages", Section::About, "languages", "vendor-languages"),
    ("platforms", Section::Access, "platforms", "vendor-platforms"),
    ("login_methods", Section::Access, "login_methods", "vendor-login-methods"),
    ("texts.nb.name", NB, "name", "vendor-name"),
    ("texts.name", NB, "name", "vendor-name"),
    ("texts.nb.summary", NB, "summary", "vendor-summary"),
    ("texts.nb.purpose", NB, "purpose", "vendor-purpose"),
    ("texts.nb.effect", NB, "effect", "vendor-effect"),
    ("texts.nb.not_for", NB, "not_for", "vendor-not-for"),
    ("texts.nb.usage", NB, "usage", "vendor-usage"),
    ("texts.nb.accessibility", NB, "accessibility", "vendor-accessibility"),
    ("texts.nb.privacy.what", NB, "privacy.what", "vendor-privacy-what"),
    ("texts.nb.privacy.where", NB, "privacy.where", "vendor-privacy-where"),
    ("texts.nb.privacy.shared", NB, "privacy.shared", "vendor-privacy-shared"),
    ("texts.nb.privacy.deletion", NB, "privacy.deletion", "vendor-privacy-deletion"),
    ("texts.nb.privacy.controller", NB, "privacy.controller", "vendor-privacy-controller"),
    ("launch", Section::Start, "launch.url", "vendor-launch-url"),
    ("launch.kind", Section::Start, "launch.kind", "vendor-launch-kind"),
    ("tasks", Section::Start, "tasks.0.title.nb", "vendor-task-title"),
    ("representation.how_shown", Section::Representation, "how_shown.nb", "vendor-how-shown"),
    ("permission.data", Section::Permission, "data.nb", "vendor-permission-data"),
    ("medical_device.status", Section::Device, "status", "vendor-device-status"),
    ("medical_device.class", Section::Device, "class", "vendor-device-class"),
    ("medical_device.ce", Section::Device, "ce", "vendor-device-ce"),
    ("medical_device.why_none", Section::Device, "why_none.nb", "vendor-device-why-none"),
    ("versions", Section::Versions, "versions.0.version", "vendor-version"),
    ("screenshots", Section::Files, "alt", "vendor-screenshots-gap"),
    ("documents", Section::Files, "title", "vendor-documents-gap"),
];

impl Section {
    /// All, in the order that they are filled in.
    pub const ALL: [Self; 12] = [
        Self::About,
        Self::Access,
        Self::Text(Locale::Nb),
        Self::Text(Locale::Nn),
        Self::Text(Locale::En),
        Self::Text(Locale::Se),
        Self::Start,
        Self::Representation,
        Self::Permission,
        Self::Device,
        Self::Versions,
        Self::Files,
    ];

    /// Its part of the address, and of the keys of its texts.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::About => "om",
            Self::Access => "tilgang",
            Self::Text(Locale::Nb) => "tekst-nb",
            Self::Text(Locale::Nn) => "tekst-nn",
            Self::Text(Locale::En) => "tekst-en",
            Self::Text(Locale::Se) => "tekst-se",
            Self::Start => "start",
            Self::Representation => "representasjon",
            Self::Permission => "tillatelse",
            Self::Device => "medisinsk-utstyr",
            Self::Versions => "utgaver",
            Self::Files => "bilder",
        }
    }

    /// The section at this part of an address.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|section| section.slug() == slug)
    }

    /// The section after this one.
    pub fn next(self) -> Option<Self> {
        let at = Self::ALL.into_iter().position(|section| section == self)?;
        Self::ALL.get(at + 1).copied()
    }

    /// Which one it is, counted from 1.
    pub fn step(self) -> usize {
        1 + Self::ALL.into_iter().position(|section| section == self).unwrap_or_default()
    }

    /// Whether a tool can do without it.
    pub const fn is_optional(self) -> bool {
        matches!(
            self,
            Self::Text(Locale::Nn | Locale::En | Locale::Se)
                | Self::Representation
                | Self::Permission
                | Self::Versions
                | Self::Files
        )
    }

    /// Where a field of the content is filled in: the section, the form's field, the key of its label.
    pub fn of_field(field: &str) -> (Self, &'static str, &'static str) {
        let place = PLACES.iter().find(|place| place.0 == field);
        place.map_or((Self::About, "topic", "vendor-topic"), |place| (place.1, place.2, place.3))
    }
}

#[cfg(test)]
mod tests {
    use catalogue::{Content, Independence};

    use super::*;

    #[test]
    fn everything_that_may_be_missing_has_a_place() {
        let mut content = Content::new("Verktøy".parse().unwrap());
        content.independence = Independence::Integrated;
        content.platforms.clear();
        content.profile = catalogue::ProfileClass::Central;
        content.permission.needed = true;
        content.representation.declared = true;
        let file = catalogue::FileHash::of(b"file");
        let alt = catalogue::PerLocale::default();
        content.screenshots.push(catalogue::Screenshot { file, width: 100, height: 100, alt });
        content.documents.push(catalogue::Document {
            file,
            bytes: 1,
            title: catalogue::PerLocale::default(),
        });
        let mut gaps = content.gaps();
        for status in [catalogue::DeviceStatus::Device, catalogue::DeviceStatus::NotDevice] {
            content.medical_device.status = Some(status);
            gaps.extend(content.gaps());
        }
        for gap in gaps {
            let field = gap.field.unwrap();
            assert!(PLACES.iter().any(|place| place.0 == field), "{field}");
        }
        for section in Section::ALL {
            assert_eq!(Section::from_slug(section.slug()), Some(section));
        }
    }
}
