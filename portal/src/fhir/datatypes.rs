//! R4 data types, as much of them as we write.

use serde::Serialize;

/// `Meta`.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Meta {
    /// The version.
    pub version_id: String,
    /// Since when.
    pub last_updated: String,
}

/// `Coding`.
#[derive(Debug, Clone, Serialize)]
pub struct Coding {
    /// The code system.
    pub system: String,
    /// The code.
    pub code: String,
    /// What it is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display: Option<String>,
}

impl Coding {
    /// A code of a system.
    pub fn new(system: impl Into<String>, code: impl Into<String>) -> Self {
        Self { system: system.into(), code: code.into(), display: None }
    }

    /// Called this.
    #[must_use]
    pub fn called(mut self, display: impl Into<String>) -> Self {
        self.display = Some(display.into());
        self
    }
}

/// `CodeableConcept` with one coding.
#[derive(Debug, Clone, Serialize)]
pub struct CodeableConcept {
    coding: [Coding; 1],
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
}

impl From<Coding> for CodeableConcept {
    fn from(coding: Coding) -> Self {
        let text = coding.display.clone();
        Self { coding: [coding], text }
    }
}

/// `Identifier`.
#[derive(Debug, Clone, Serialize)]
pub struct Identifier {
    /// Whose.
    pub system: String,
    /// Which.
    pub value: String,
}

/// `Reference`.
#[derive(Debug, Clone, Serialize)]
pub struct Reference {
    /// `Type/id`.
    pub reference: String,
}

impl Reference {
    /// To this resource.
    pub fn to(reference: impl Into<String>) -> Self {
        Self { reference: reference.into() }
    }
}

/// `Extension`: an address and one value, or more extensions.
#[derive(Debug, Clone, Serialize)]
pub struct Extension {
    /// What it means.
    pub url: String,
    #[serde(flatten)]
    value: Value,
}

/// What an extension holds.
#[derive(Debug, Clone, Serialize)]
pub enum Value {
    /// More extensions.
    #[serde(rename = "extension")]
    Extensions(Vec<Extension>),
    /// A code.
    #[serde(rename = "valueCode")]
    Code(String),
    /// A text.
    #[serde(rename = "valueString")]
    String(String),
    /// A code of one of our systems.
    #[serde(rename = "valueCoding")]
    Coding(Coding),
    /// Another resource.
    #[serde(rename = "valueReference")]
    Reference(Reference),
}

impl Extension {
    /// An extension with this value.
    pub fn new(url: impl Into<String>, value: Value) -> Self {
        Self { url: url.into(), value }
    }
}

/// Translations of a text element (extension `translation` of R4): what stands beside `title` as `_title`.
#[derive(Debug, Clone, Serialize)]
pub struct Translations {
    extension: Vec<Extension>,
}

impl Translations {
    /// These texts by language tag; nothing where there is none.
    pub fn new(texts: impl IntoIterator<Item = (&'static str, String)>) -> Option<Self> {
        let one = |(tag, text): (&str, String)| {
            let lang = Extension::new("lang", Value::Code(tag.to_owned()));
            let content = Extension::new("content", Value::String(text));
            Extension::new(
                "http://hl7.org/fhir/StructureDefinition/translation",
                Value::Extensions(vec![lang, content]),
            )
        };
        let extension: Vec<_> = texts.into_iter().map(one).collect();
        (!extension.is_empty()).then_some(Self { extension })
    }
}
