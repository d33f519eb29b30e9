//! A listing written as the resource.

use std::collections::HashMap;

use catalogue::{Listing, PerLocale, RevisionState, Text};
use jiff::Timestamp;
use kernel::{Locale, Slug, ToolId};
use serde::Serialize;

use crate::{
    discovery::{Term, Vocabulary},
    fhir::{
        Base, Result,
        answer::Versioned,
        datatypes::{CodeableConcept, Coding, Extension, Identifier, Meta, Reference, Translations, Value},
        ids,
    },
    web::{App, caching},
};

/// The resource.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ActivityDefinition {
    resource_type: &'static str,
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    meta: Option<Meta>,
    language: &'static str,
    extension: Vec<Extension>,
    pub(super) url: String,
    identifier: [Identifier; 1],
    version: String,
    name: String,
    title: String,
    #[serde(rename = "_title", skip_serializing_if = "Option::is_none")]
    title_translations: Option<Translations>,
    #[serde(skip_serializing_if = "str::is_empty")]
    subtitle: String,
    #[serde(rename = "_subtitle", skip_serializing_if = "Option::is_none")]
    subtitle_translations: Option<Translations>,
    status: &'static str,
    experimental: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    publisher: String,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: String,
    #[serde(rename = "_description", skip_serializing_if = "Option::is_none")]
    description_translations: Option<Translations>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    use_context: Vec<UseContext>,
    #[serde(skip_serializing_if = "str::is_empty")]
    purpose: String,
    #[serde(rename = "_purpose", skip_serializing_if = "Option::is_none")]
    purpose_translations: Option<Translations>,
    #[serde(skip_serializing_if = "str::is_empty")]
    usage: String,
    #[serde(rename = "_usage", skip_serializing_if = "Option::is_none")]
    usage_translations: Option<Translations>,
    #[serde(skip_serializing_if = "Option::is_none")]
    approval_date: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    topic: Vec<CodeableConcept>,
    related_artifact: [RelatedArtifact; 1],
    kind: &'static str,
    code: CodeableConcept,
    intent: &'static str,
    participant: [Participant; 1],
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct UseContext {
    code: Coding,
    value_codeable_concept: CodeableConcept,
}

#[derive(Debug, Serialize)]
struct RelatedArtifact {
    #[serde(rename = "type")]
    kind: &'static str,
    display: String,
    url: String,
}

#[derive(Debug, Serialize)]
struct Participant {
    #[serde(rename = "type")]
    kind: &'static str,
}

/// What the resource of any tool needs to know.
pub struct Writer<'a> {
    pub(super) base: Base,
    public: String,
    vocabulary: &'a Vocabulary,
    experimental: bool,
}

impl<'a> Writer<'a> {
    /// For this installation.
    pub fn new(app: &'a App) -> Self {
        Self {
            base: Base::of(app),
            public: app.config.issuer(),
            vocabulary: &app.vocabulary,
            experimental: app.config.is_demo(),
        }
    }

    /// The system of tools' short names.
    pub(super) fn identifiers(&self) -> String {
        format!("{}/verktoy", self.public)
    }

    /// The system of topics.
    pub(super) fn topics(&self) -> String {
        self.base.code_system("topic")
    }

    /// A listing as resource, with its version, and when it last changed.
    pub fn write(&self, listing: &Listing, updated: Timestamp) -> Result<Versioned<ActivityDefinition>> {
        let mut resource = self.body(listing);
        let content = serde_json::to_vec(&resource).map_err(crate::web::Error::internal)?;
        let version = caching::fingerprint(&content);
        resource.meta = Some(Meta { version_id: version.clone(), last_updated: updated.to_string() });
        Ok(Versioned { resource, version, updated, public: true })
    }

    fn body(&self, listing: &Listing) -> ActivityDefinition {
        let content = listing.content();
        let id = ids::written(listing.id());
        let texts = Texts::of(&content.texts);
        let approved = match &listing.revision.state {
            RevisionState::Published { approved, .. } => Some(kernel::oslo::date(approved.at).to_string()),
            _ => None,
        };
        ActivityDefinition {
            resource_type: "ActivityDefinition",
            meta: None,
            language: texts.language.tag(),
            extension: self.extensions(listing, &id),
            url: self.base.at(&format!("ActivityDefinition/{id}")),
            identifier: [Identifier { system: self.identifiers(), value: listing.tool.slug.to_string() }],
            version: listing.revision.number.to_string(),
            name: computable(&listing.tool.slug),
            title: texts.text(|text| text.name.to_string()),
            title_translations: texts.translations(|text| text.name.to_string()),
            subtitle: texts.text(|text| text.summary.to_string()),
            subtitle_translations: texts.translations(|text| text.summary.to_string()),
            status: if listing.is_published() { "active" } else { "retired" },
            experimental: self.experimental,
            date: listing.published_at().map(|at| at.to_string()),
            publisher: listing.vendor_name.to_string(),
            description: texts.text(description),
            description_translations: texts.translations(description),
            use_context: content.audiences.iter().map(|key| self.audience(key)).collect(),
            purpose: texts.text(|text| text.purpose.to_string()),
            purpose_translations: texts.translations(|text| text.purpose.to_string()),
            usage: texts.text(|text| text.usage.to_string()),
            usage_translations: texts.translations(|text| text.usage.to_string()),
            approval_date: approved,
            topic: content
                .topics
                .iter()
                .map(|key| self.term("topic", key, self.vocabulary.topic(key.as_str())))
                .collect(),
            related_artifact: [RelatedArtifact {
                kind: "documentation",
                display: texts.text(|text| text.name.to_string()),
                url: format!("{}/verktoy/{}", self.public, listing.tool.slug),
            }],
            kind: "Task",
            code: Coding::new(
                "http://hl7.org/fhir/smart-app-launch/CodeSystem/smart-codes",
                "launch-app-standalone",
            )
            .into(),
            intent: "order",
            participant: [Participant { kind: "patient" }],
            id,
        }
    }

    fn term(&self, system: &str, key: &Slug, term: Option<&Term>) -> CodeableConcept {
        let coding = Coding::new(self.base.code_system(system), key.as_str());
        match term {
            Some(term) => coding.called(term.title(Locale::Nb).1).into(),
            None => coding.into(),
        }
    }

    fn audience(&self, key: &Slug) -> UseContext {
        UseContext {
            code: Coding::new("http://terminology.hl7.org/CodeSystem/usage-context-type", "user"),
            value_codeable_concept: self.term("audience", key, self.vocabulary.audience(key.as_str())),
        }
    }

    /// What R4 has no element for: where it is started, whether it stands, and how people get at it.
    fn extensions(&self, listing: &Listing, id: &str) -> Vec<Extension> {
        let content = listing.content();
        let code =
            |name: &str, code: &str| Extension::new(self.base.extension(name), Value::Code(code.to_owned()));
        let mut extensions = vec![];
        if content.launch.url().is_some() {
            let endpoint = Value::Reference(Reference::to(format!("Endpoint/{id}")));
            extensions.push(Extension::new(self.base.extension("endpoint"), endpoint));
        }
        extensions.push(code("standing", listing.standing.name()));
        extensions.extend(
            listing.standing.reasons().into_iter().map(|reason| code("suspension-reason", reason.name())),
        );
        extensions.push(code("availability", content.availability.name()));
        extensions.push(code("profile-class", content.profile.name()));
        extensions.extend(content.platforms.iter().map(|platform| code("platform", platform.name())));
        for task in &content.tasks {
            let title = task.title.text(Locale::Nb).map_or("", |(_, title)| title);
            let coding =
                Coding::new(self.base.code_system(&format!("task-{id}")), task.key.as_str()).called(title);
            extensions.push(Extension::new(self.base.extension("task"), Value::Coding(coding)));
        }
        extensions
    }
}

/// When the listing last changed, by the sequence of changes: that never goes back, also where a suspension is lifted.
pub(super) fn updated(listing: &Listing, changed: &HashMap<ToolId, Timestamp>) -> Timestamp {
    changed.get(&listing.id()).copied().unwrap_or(listing.revision.updated_at)
}

/// Effect, and what it is not for: R4 has one element for both.
fn description(text: &Text) -> String {
    let parts = [text.effect.as_str(), text.not_for.as_str()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
}

/// A name for programs: letters and digits, beginning with a capital (R4 `cnl-0`).
fn computable(slug: &Slug) -> String {
    let word = |word: &str| {
        let (first, rest) = word.split_at_checked(1).unwrap_or((word, ""));
        format!("{}{rest}", first.to_uppercase())
    };
    let name: String = slug.as_str().split('-').map(word).collect();
    if name.starts_with(|first: char| first.is_ascii_digit()) { format!("Tool{name}") } else { name }
}

/// A listing's texts with the language that the resource itself is in.
struct Texts<'t> {
    language: Locale,
    main: Option<&'t Text>,
    all: &'t PerLocale<Text>,
}

impl<'t> Texts<'t> {
    fn of(all: &'t PerLocale<Text>) -> Self {
        let best = all.best(Locale::Nb);
        Self {
            language: best.map_or(Locale::Nb, |(locale, _)| locale),
            main: best.map(|(_, text)| text),
            all,
        }
    }

    fn text(&self, pick: impl Fn(&Text) -> String) -> String {
        self.main.map(pick).unwrap_or_default()
    }

    fn translations(&self, pick: impl Fn(&Text) -> String) -> Option<Translations> {
        let others = self.all.iter().filter(|(locale, _)| *locale != self.language);
        Translations::new(
            others.map(|(locale, text)| (locale.tag(), pick(text))).filter(|(_, text)| !text.is_empty()),
        )
    }
}
