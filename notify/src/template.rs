//! Templates and their texts in four languages.

use std::{collections::BTreeMap, fmt, str::FromStr};

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use kernel::Locale;
use serde::{Deserialize, Serialize};
use unic_langid::LanguageIdentifier;

macro_rules! templates {
    ($($(#[$doc:meta])* $name:ident = $key:literal,)*) => {
        /// What a message is about, without saying it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum Template {
            $($(#[$doc])* #[serde(rename = $key)] $name,)*
        }

        impl Template {
            /// All there are.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The key that its texts begin with.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$name => $key,)* }
            }
        }
    };
}

templates! {
    /// A clinician has prescribed something.
    PrescriptionIssued = "prescription-issued",
    /// A prescription was renewed or its period changed.
    PrescriptionChanged = "prescription-changed",
    /// The clinician has stopped a prescription.
    PrescriptionStopped = "prescription-stopped",
    /// A prescription's period is over.
    PrescriptionExpired = "prescription-expired",
    /// To the clinician: the patient has declined.
    PrescriptionDeclined = "prescription-declined",
    /// To the clinician: another clinician follows up from now on.
    PrescriptionTakenOver = "prescription-taken-over",
    /// A tool the person has, or has prescribed, is stopped for now.
    ToolSuspended = "tool-suspended",
    /// Everybody has been logged out of a tool for safety: to them, and to those who have prescribed it.
    ToolLoggedOut = "tool-logged-out",
    /// Nobody can log in to the tool for now.
    ToolShut = "tool-shut",
    /// The tool is back.
    ToolRestored = "tool-restored",
    /// The tool is gone for good.
    ToolWithdrawn = "tool-withdrawn",
    /// The tool has changed materially.
    ToolChanged = "tool-changed",
    /// Who may act for whom has changed between two persons; to both.
    RepresentationChanged = "representation-changed",
    /// To a vendor or an ordering body: a listing has moved on.
    ListingChanged = "listing-changed",
    /// To those who answer for a tool or a record system: its client was shut, or a key of it refused.
    ClientStopped = "client-stopped",
    /// To the same: its client is in use again.
    ClientOpened = "client-opened",
    /// To the parties: an agreement ends soon.
    AgreementExpiring = "agreement-expiring",
    /// To the parties: a deviation's deadline is near.
    DeviationDue = "deviation-due",
}

/// A key that is no template.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no message template")]
pub struct UnknownTemplate(String);

impl FromStr for Template {
    type Err = UnknownTemplate;
    fn from_str(key: &str) -> Result<Self, UnknownTemplate> {
        Self::ALL
            .iter()
            .copied()
            .find(|template| template.key() == key)
            .ok_or_else(|| UnknownTemplate(key.to_owned()))
    }
}
impl fmt::Display for Template {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}

/// Parameters that a text may use; anything else in a job is ignored, so that no health matter can slip into a message.
const PARAMETERS: [&str; 1] = ["days"];

/// A message's texts in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// The language it is in; bokmål where the person's own lacks it.
    pub locale: Locale,
    /// Subject of an e-mail, heading in the app.
    pub subject: String,
    /// Body of an e-mail, plain text.
    pub body: String,
    /// For SMS.
    pub short: String,
}

/// The texts of all languages, parsed once.
pub struct Texts(BTreeMap<Locale, FluentBundle<FluentResource>>);

/// Texts that cannot be read: a fault in the files.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the texts in {language} cannot be read: {reason}")]
pub struct TextsError {
    language: &'static str,
    reason: String,
}

const SOURCES: [(Locale, &str); 4] = [
    (Locale::Nb, include_str!("../texts/nb.ftl")),
    (Locale::Nn, include_str!("../texts/nn.ftl")),
    (Locale::En, include_str!("../texts/en.ftl")),
    (Locale::Se, include_str!("../texts/se.ftl")),
];

impl Texts {
    /// Parses the embedded texts.
    pub fn load() -> Result<Self, TextsError> {
        let mut bundles = BTreeMap::new();
        for (locale, source) in SOURCES {
            let error = |reason: String| TextsError { language: locale.tag(), reason };
            let language: LanguageIdentifier = locale.tag().parse().map_err(|e| error(format!("{e:?}")))?;
            let resource =
                FluentResource::try_new(source.to_owned()).map_err(|(_, e)| error(format!("{e:?}")))?;
            let mut bundle = FluentBundle::new_concurrent(vec![language]);
            bundle.set_use_isolating(false);
            bundle.add_resource(resource).map_err(|e| error(format!("{e:?}")))?;
            bundles.insert(locale, bundle);
        }
        Ok(Self(bundles))
    }

    /// The texts of this template in this language, or in bokmål; `address` is where to log in.
    pub fn render(
        &self,
        locale: Locale,
        template: Template,
        params: &serde_json::Map<String, serde_json::Value>,
        address: &str,
    ) -> Option<Rendered> {
        [locale, Locale::Nb].into_iter().find_map(|locale| {
            let part = |name: &str| self.format(locale, &format!("{template}-{name}"), params, address);
            Some(Rendered { locale, subject: part("subject")?, body: part("body")?, short: part("short")? })
        })
    }

    /// A template's heading in this language, or in bokmål, for lists.
    pub fn subject(&self, locale: Locale, template: Template) -> Option<String> {
        let none = serde_json::Map::new();
        [locale, Locale::Nb]
            .into_iter()
            .find_map(|locale| self.format(locale, &format!("{template}-subject"), &none, ""))
    }

    fn format(
        &self,
        locale: Locale,
        key: &str,
        params: &serde_json::Map<String, serde_json::Value>,
        address: &str,
    ) -> Option<String> {
        let bundle = self.0.get(&locale)?;
        let pattern = bundle.get_message(key)?.value()?;
        let mut args = FluentArgs::new();
        args.set("address", address.to_owned());
        for name in PARAMETERS {
            match params.get(name) {
                Some(serde_json::Value::Number(number)) => {
                    args.set(name, number.as_f64().unwrap_or_default());
                }
                Some(serde_json::Value::String(text)) => args.set(name, FluentValue::from(text.clone())),
                _ => {}
            }
        }
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
        errors.is_empty().then_some(text)
    }
}

impl fmt::Debug for Texts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Texts")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn params() -> serde_json::Map<String, serde_json::Value> {
        serde_json::json!({"days": 7, "tool": "Angstmestring", "clinic": "Psykiatrisk poliklinikk"})
            .as_object()
            .unwrap()
            .clone()
    }

    #[test]
    fn every_template_has_texts_in_every_language() {
        let texts = Texts::load().unwrap();
        for template in Template::ALL {
            for locale in [Locale::Nb, Locale::Nn, Locale::En] {
                let rendered = texts.render(locale, *template, &params(), "https://r.example").unwrap();
                assert_eq!(rendered.locale, locale, "{template} in {locale}");
                assert!(
                    rendered.short.chars().count() <= 160,
                    "{template} in {locale} is longer than one SMS"
                );
                assert!(rendered.body.contains("https://r.example"), "{template} in {locale}");
            }
            assert!(texts.render(Locale::Se, *template, &params(), "https://r.example").is_some());
        }
    }

    #[test]
    fn no_message_names_a_tool_or_a_clinic_whatever_the_job_carries() {
        let texts = Texts::load().unwrap();
        for template in Template::ALL {
            for locale in Locale::ALL {
                let all =
                    format!("{:?}", texts.render(locale, *template, &params(), "https://r.example").unwrap());
                assert!(!all.contains("Angst") && !all.contains("Psyk"), "{template} in {locale}");
            }
        }
    }

    #[test]
    fn keys_read_back() {
        for template in Template::ALL {
            assert_eq!(template.key().parse::<Template>(), Ok(*template));
        }
    }
}
