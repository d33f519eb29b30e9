//! Tools of the open catalogue as `ActivityDefinition`, with a versioned canonical and an extension to `Endpoint`.

use axum::{
    extract::{Path, RawQuery, State},
    http::HeaderMap,
    response::Response,
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use catalogue::{Listing, PerLocale, RevisionState, Standing, Text};
use kernel::{Locale, Slug, ToolId};
use search::{Page, PerFacet, Query};
use serde::Serialize;

use super::{
    Base, Failure, Issue, Result, answer,
    answer::Versioned,
    bundle::Bundle,
    datatypes::{CodeableConcept, Coding, Extension, Identifier, Meta, Reference, Translations, Value},
    ids, parameters,
};
use crate::{
    discovery::{self, Term, Vocabulary},
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
    url: String,
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
    base: Base,
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

    /// A listing as resource, with its version.
    pub fn write(&self, listing: &Listing) -> Result<Versioned<ActivityDefinition>> {
        let mut resource = self.body(listing);
        let content = serde_json::to_vec(&resource).map_err(crate::web::Error::internal)?;
        let version = caching::fingerprint(&content);
        let updated = updated(listing);
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
            identifier: [Identifier {
                system: format!("{}/verktoy", self.public),
                value: listing.tool.slug.to_string(),
            }],
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

/// When the listing last changed in any way that shows.
pub fn updated(listing: &Listing) -> jiff::Timestamp {
    let revision = listing.revision.updated_at;
    match &listing.standing {
        Standing::Published => revision,
        Standing::Suspended(suspensions) => {
            suspensions.iter().map(catalogue::Suspension::since).fold(revision, Ord::max)
        }
        Standing::Withdrawn { at, .. } => revision.max(*at),
    }
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

/// The listing that an id in an address names.
pub async fn listing(app: &App, id: &str) -> Result<Listing> {
    let id: ToolId = ids::read(id).ok_or_else(Failure::not_found)?;
    catalogue::find_listing_of(&app.database, id).await?.ok_or_else(Failure::not_found)
}

/// `GET /fhir/ActivityDefinition/{id}`.
pub async fn read(State(app): State<App>, Path(id): Path<String>, headers: HeaderMap) -> Result<Response> {
    let listing = listing(&app, &id).await?;
    Writer::new(&app).write(&listing)?.answer(&headers)
}

/// `GET /fhir/ActivityDefinition?…`.
pub async fn search(
    State(app): State<App>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response> {
    find(&app, &query.unwrap_or_default(), &headers).await
}

/// `POST /fhir/ActivityDefinition/_search`: the same parameters as a form.
pub async fn search_form(State(app): State<App>, headers: HeaderMap, form: String) -> Result<Response> {
    find(&app, &form, &headers).await
}

async fn find(app: &App, query: &str, headers: &HeaderMap) -> Result<Response> {
    let asked = Asked::read(query, headers)?;
    let writer = Writer::new(app);
    let (listings, total, more) = match asked.named(&writer)? {
        Some(names) => (asked.fitting(named(app, &names).await?), None, false),
        None => {
            let found = discovery::find(app, &asked.query()).await?;
            let more = asked.page * asked.count < found.total.min(search::DEEPEST_HIT) && asked.count > 0;
            let listings = found.items.into_iter().map(|tool| tool.listing).collect();
            (asked.fitting(listings), asked.status.is_empty().then_some(found.total), more)
        }
    };
    let mut entries = Vec::with_capacity(listings.len());
    if asked.count > 0 {
        for listing in &listings {
            let resource = writer.write(listing)?.resource;
            entries.push((resource.url.clone(), resource));
        }
    }
    let address = |page| writer.base.at(&format!("ActivityDefinition?{}", asked.address(page)));
    let next = more.then(|| address(asked.page + 1));
    let total = total.or_else(|| asked.is_named().then_some(entries.len()));
    let mut response = answer::json(
        axum::http::StatusCode::OK,
        &Bundle::searchset(entries, total, address(asked.page), next),
    )?;
    let public = axum::http::HeaderValue::from_static(answer::PUBLIC);
    response.headers_mut().insert(axum::http::header::CACHE_CONTROL, public);
    Ok(response)
}

/// Listings of tools named one by one.
async fn named(app: &App, names: &[Name]) -> Result<Vec<Listing>> {
    let mut listings: Vec<Listing> = Vec::new();
    for name in names {
        let found = match name {
            Name::Id(id) => catalogue::find_listing_of(&app.database, *id).await?,
            Name::Slug(slug) => catalogue::find_listing(&app.database, slug).await?,
        };
        if let Some(listing) = found.filter(|found| listings.iter().all(|known| known.id() != found.id())) {
            listings.push(listing);
        }
    }
    Ok(listings)
}

/// One tool by name.
enum Name {
    Id(ToolId),
    Slug(Slug),
}

/// A search as it was asked for, without what was not understood.
struct Asked {
    id: Vec<Vec<String>>,
    url: Vec<Vec<String>>,
    identifier: Vec<Vec<String>>,
    version: Vec<Vec<String>>,
    status: Vec<Vec<String>>,
    topic: Vec<Vec<String>>,
    title: Vec<Vec<String>>,
    count: usize,
    page: usize,
}

/// Search parameters and their types, for the `CapabilityStatement` too.
pub const PARAMETERS: [(&str, &str, &str); 7] = [
    ("_id", "token", "The id"),
    ("url", "uri", "The canonical address, with or without |version"),
    ("identifier", "token", "The tool's short name (slug), or system|slug"),
    ("version", "token", "The revision's number"),
    (
        "status",
        "token",
        "active: can be started; retired: suspended (withdrawn tools are found by _id, url and identifier)",
    ),
    ("topic", "token", "A topic's key, or system|key"),
    ("title", "string", "Words, as people write them: inflected, half, misspelt, in any of the languages"),
];

/// Most tools named one by one.
const MOST_NAMES: usize = 100;

impl Asked {
    fn read(query: &str, headers: &HeaderMap) -> Result<Self> {
        let pairs = parameters::pairs(query);
        let known = |name: &str| {
            let bare = name.split(':').next().unwrap_or_default();
            matches!(bare, "_count" | "_format" | "_page" | "_pretty")
                || PARAMETERS.iter().any(|(known, ..)| *known == bare)
        };
        let strict = headers
            .get("prefer")
            .is_some_and(|value| value.as_bytes().windows(15).any(|part| part == b"handling=strict"));
        if strict && let Some((name, _)) = pairs.iter().find(|(name, _)| !known(name)) {
            let issue = Issue::new(
                "not-supported",
                format!("There is no search parameter {}.", name.chars().take(60).collect::<String>()),
            );
            return Err(Failure::bad_request(issue));
        }
        let values = |name| parameters::values(&pairs, name);
        Ok(Self {
            id: values("_id")?,
            url: values("url")?,
            identifier: values("identifier")?,
            version: values("version")?,
            status: values("status")?,
            topic: values("topic")?,
            title: values("title")?,
            count: parameters::count(&pairs)?,
            page: page(&pairs)?,
        })
    }

    fn is_named(&self) -> bool {
        !(self.id.is_empty() && self.url.is_empty() && self.identifier.is_empty())
    }

    /// The tools named, where some are; what names none is left out.
    fn named(&self, writer: &Writer<'_>) -> Result<Option<Vec<Name>>> {
        if !self.is_named() {
            return Ok(None);
        }
        let bare = |value: &str| value.rsplit_once('|').map_or(value.to_owned(), |(_, code)| code.to_owned());
        let canonical = writer.base.at("ActivityDefinition/");
        let by_id = |text: &str| ids::read(text).map(Name::Id);
        let by_url = |text: &str| by_id(text.split('|').next()?.strip_prefix(&canonical)?);
        let by_slug = |text: &str| bare(text).parse().ok().map(Name::Slug);
        let mut names: Vec<Name> = Vec::new();
        names.extend(self.id.iter().flatten().filter_map(|text| by_id(text)));
        names.extend(self.url.iter().flatten().filter_map(|text| by_url(text)));
        names.extend(self.identifier.iter().flatten().filter_map(|text| by_slug(text)));
        if names.len() > MOST_NAMES {
            let text = format!("At most {MOST_NAMES} tools are named in one search.");
            return Err(Failure::bad_request(Issue::new("too-costly", text)));
        }
        Ok(Some(names))
    }

    /// Those that fit everything that was asked.
    fn fitting(&self, mut listings: Vec<Listing>) -> Vec<Listing> {
        let one = |wanted: &[Vec<String>], is: &dyn Fn(&str) -> bool| {
            wanted.iter().all(|any| {
                any.iter().any(|value| is(value.rsplit_once('|').map_or(value.as_str(), |(_, code)| code)))
            })
        };
        listings.retain(|listing| {
            let status = if listing.is_published() { "active" } else { "retired" };
            let id = ids::written(listing.id());
            let number = listing.revision.number.to_string();
            one(&self.status, &|value| value == status)
                && one(&self.version, &|value| value == number)
                && one(&self.id, &|value| value == id)
                && one(&self.identifier, &|value| value == listing.tool.slug.as_str())
                && one(&self.topic, &|value| {
                    listing.content().topics.iter().any(|topic| topic.as_str() == value)
                })
                && self.url.iter().all(|any| any.iter().any(|value| fits_canonical(value, &id, &number)))
        });
        listings
    }

    fn query(&self) -> Query {
        let bare = |value: &String| value.rsplit_once('|').map_or(value.clone(), |(_, code)| code.to_owned());
        Query {
            text: self.title.iter().flatten().cloned().collect::<Vec<_>>().join(" "),
            filters: PerFacet {
                topics: self.topic.iter().flatten().map(bare).collect(),
                ..PerFacet::default()
            },
            page: Page { number: self.page, size: self.count.max(1) },
            ..Query::default()
        }
    }

    /// The search's own address, with what was understood of it.
    fn address(&self, page: usize) -> String {
        let fields: [(&str, &[Vec<String>]); 7] = [
            ("_id", &self.id),
            ("url", &self.url),
            ("identifier", &self.identifier),
            ("version", &self.version),
            ("status", &self.status),
            ("topic", &self.topic),
            ("title", &self.title),
        ];
        let mut pairs: Vec<(&str, String)> = fields
            .into_iter()
            .flat_map(|(name, values)| values.iter().map(move |any| (name, any.join(","))))
            .collect();
        pairs.push(("_count", self.count.to_string()));
        if page > 1 {
            pairs.push(("_page", BASE64_URL_SAFE_NO_PAD.encode(page.to_string())));
        }
        serde_urlencoded::to_string(pairs).unwrap_or_default()
    }
}

fn fits_canonical(value: &str, id: &str, number: &str) -> bool {
    let (url, version) = value.split_once('|').map_or((value, None), |(url, version)| (url, Some(version)));
    url.rsplit('/').next() == Some(id) && version.is_none_or(|version| version == number)
}

/// The page that a `next` link names.
fn page(pairs: &[(String, String)]) -> Result<usize> {
    let Some((_, text)) = pairs.iter().find(|(name, _)| name == "_page") else { return Ok(1) };
    let number = BASE64_URL_SAFE_NO_PAD.decode(text).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let number = number.and_then(|number| number.parse::<u32>().ok()).filter(|number| *number > 0);
    number
        .map(|number| number as usize)
        .ok_or_else(|| Failure::bad_request(Issue::new("value", "_page is taken from a link of ours.")))
}
