//! The open catalogue's JSON.

use std::collections::{BTreeMap, HashMap};

use approval::{Label, LabelDimension};
use catalogue::{Content, Listing, PerLocale, Prose, Standing, Text};
use kernel::{Locale, OrganisationId, RevisionId, Slug, ToolId};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    discovery::{Term, Vocabulary},
    pages::{
        files::{DocumentLine, Files, ScreenshotLine},
        wording::Wording,
    },
    web::{App, Result},
};

/// A page of tools.
#[derive(Debug, Serialize, ToSchema)]
pub struct Tools {
    /// The page's tools.
    pub items: Vec<Tool>,
    /// How many there are on all pages.
    #[schema(example = 48)]
    pub total: usize,
    /// Address of the next page; null on the last.
    pub next: Option<String>,
    /// How well the tools fit `q`: `all` its words, `some` of them, or only `near`.
    #[schema(example = "all")]
    pub fit: &'static str,
    /// What was probably meant by `q`.
    pub did_you_mean: Option<String>,
}

/// A tool in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct Tool {
    /// Its short name: stable, part of addresses.
    #[schema(example = "demo-dagbok")]
    pub slug: String,
    /// Its name.
    #[schema(example = "Demo-dagbok")]
    pub name: String,
    /// Language of the name, and of every text that does not say another.
    #[schema(example = "nb")]
    pub lang: &'static str,
    /// The other texts that are not written in `lang`, by member, each with the language that it is given in instead: `{"summary": "nb"}`.
    #[schema(value_type = BTreeMap<String, String>, example = json!({}))]
    pub fallbacks: BTreeMap<&'static str, &'static str>,
    /// One sentence about it.
    #[schema(example = "For deg som vil se sammenhenger i hverdagen.")]
    pub summary: String,
    /// Whether it can be started: `published`, `suspended`, `withdrawn`.
    #[schema(example = "published")]
    pub status: &'static str,
    /// Why it is suspended; empty otherwise.
    pub suspended_for: Vec<&'static str>,
    /// How people get at it: `open` or `prescription`.
    #[schema(example = "open")]
    pub access: &'static str,
    /// Where user data and login live.
    #[schema(example = "central")]
    pub profile: &'static str,
    /// What it runs on.
    #[schema(example = json!(["web", "ios"]))]
    pub platforms: Vec<&'static str>,
    /// What it is about.
    pub topics: Vec<Named>,
    /// Whom it is for.
    #[schema(example = json!([{ "key": "youth", "name": "Ungdom", "lang": "nb" }]))]
    pub audiences: Vec<Named>,
    /// Languages that the tool itself speaks.
    #[schema(example = json!(["nb", "nn", "en"]))]
    pub languages: Vec<String>,
    /// Whose it is.
    #[schema(example = "Demo Verktøysmia AS")]
    pub vendor: String,
    /// What the assessment found.
    pub assessment: Option<Assessment>,
    /// Number of the revision that is shown.
    #[schema(example = 1)]
    pub revision: i32,
    /// When that was published.
    #[schema(format = DateTime, value_type = Option<String>)]
    pub published_at: Option<String>,
    /// Its page for people.
    #[schema(example = "https://reseptor.example/verktoy/demo-dagbok")]
    pub page: String,
    /// Its address here.
    #[schema(example = "https://reseptor.example/api/v1/tools/demo-dagbok")]
    pub address: String,
    /// Its FHIR `ActivityDefinition`.
    #[schema(example = "https://reseptor.example/fhir/ActivityDefinition/01M4FPXDR07V7RNFC2D3G8XS2Z")]
    pub fhir: String,
}

/// A key and what it is called.
#[derive(Debug, Serialize, ToSchema)]
pub struct Named {
    /// Stable.
    #[schema(example = "sleep")]
    pub key: String,
    /// In the language asked for, or what that falls back to.
    #[schema(example = "Søvn")]
    pub name: String,
    /// Language of `name`.
    #[schema(example = "nb")]
    pub lang: &'static str,
}

/// The quality label.
#[derive(Debug, Serialize, ToSchema)]
pub struct Assessment {
    /// The public body that assessed it.
    #[schema(example = "Demo helseforetak")]
    pub by: String,
    /// When.
    #[schema(format = DateTime, value_type = String)]
    pub at: String,
    /// Number of the revision that was assessed: where it is not the tool's `revision`, only its wording has changed since.
    #[schema(example = 1)]
    pub revision: i32,
    /// By which version of the criteria.
    #[schema(example = "2026-1")]
    pub criteria: String,
    /// When it is assessed again.
    #[schema(format = Date, value_type = Option<String>, example = "2028-11-01")]
    pub due: Option<String>,
    /// A grade for each dimension.
    pub grades: Vec<Graded>,
}

/// One dimension of the quality label.
#[derive(Debug, Serialize, ToSchema)]
pub struct Graded {
    /// Which.
    #[schema(example = "evidence")]
    pub dimension: &'static str,
    /// The grade.
    #[schema(example = "strong")]
    pub grade: &'static str,
}

/// A tool with everything that is public.
#[derive(Debug, Serialize, ToSchema)]
pub struct ToolDetail {
    /// As in the list.
    #[serde(flatten)]
    pub tool: Tool,
    /// What it is for.
    #[schema(example = "Du skriver noen linjer hver dag og ser mønstre over tid.")]
    pub purpose: String,
    /// Documented effect.
    #[schema(example = "Tre studier viser bedre søvn etter seks uker.")]
    pub effect: String,
    /// What it is not for.
    #[schema(example = "Ikke ved akutt sykdom.")]
    pub not_for: String,
    /// How to begin.
    #[schema(example = "Velg Start, og skriv dagens notat.")]
    pub usage: String,
    /// Whom it is for, in words.
    #[schema(example = "Voksne og ungdom.")]
    pub target_group: String,
    /// Accessibility statement, in short.
    #[schema(example = "Oppfyller WCAG 2.1 AA.")]
    pub accessibility: String,
    /// Privacy in five lines.
    pub privacy: Privacy,
    /// What it costs: always free for citizens (K5b).
    pub free: bool,
    /// How it is started: `smart`, `hti`, `link`, `none`.
    #[schema(example = "smart")]
    pub launch: &'static str,
    /// What a prescription can point at.
    #[schema(example = json!([{ "key": "write-daily", "name": "Skriv dagens notat", "lang": "nb" }]))]
    pub tasks: Vec<Named>,
    /// The tool's own versions, oldest first.
    pub versions: Vec<Version>,
    /// Pictures of it in use, in the order in which they are shown; none of a withdrawn tool.
    pub screenshots: Vec<Screenshot>,
    /// Documents about it, in the order in which they are shown; none of a withdrawn tool.
    pub documents: Vec<Document>,
    /// Conditional requirements that are not met yet, each with the plan's deadline.
    pub deviations: Vec<OpenDeviation>,
    /// Why it is suspended or withdrawn, in words.
    pub notice: Option<String>,
}

/// Privacy in five lines.
#[derive(Debug, Default, Serialize, ToSchema)]
pub struct Privacy {
    /// What is kept.
    #[schema(example = "Notatene dine")]
    pub what: String,
    /// Where.
    #[schema(example = "I Norge")]
    pub r#where: String,
    /// Whom it is shared with.
    #[schema(example = "Behandleren din, når du tillater det")]
    pub shared: String,
    /// When and how it is deleted.
    #[schema(example = "Når du vil, og alt ett år etter siste bruk")]
    pub deletion: String,
    /// Who is the controller.
    #[schema(example = "Demo helseforetak")]
    pub controller: String,
}

/// One version of the tool itself.
#[derive(Debug, Serialize, ToSchema)]
#[expect(clippy::struct_field_names, reason = "the member's name is the open catalogue's")]
pub struct Version {
    /// Its name.
    #[schema(example = "2.0")]
    pub version: String,
    /// When it came.
    #[schema(format = Date, value_type = String)]
    pub date: String,
    /// Whether it changed something material.
    pub material: bool,
    /// What changed.
    #[schema(example = "Ny ukesoversikt.")]
    pub what: String,
    /// Language of `what`.
    #[schema(example = "nb")]
    pub lang: &'static str,
}

/// A picture of the tool in use.
#[derive(Debug, Serialize, ToSchema)]
pub struct Screenshot {
    /// Where it is, as PNG or JPEG: an address that always gives the same picture.
    #[schema(
        example = "https://reseptor.example/bilder/ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    )]
    pub url: String,
    /// What there is to see in it, in the language asked for, or what that falls back to.
    #[schema(example = "Kalender med tre dager merket med hodepine.")]
    pub alt: String,
    /// Language of `alt`.
    #[schema(example = "nb")]
    pub lang: &'static str,
    /// Its width in pixels.
    #[schema(example = 780)]
    pub width: u32,
    /// Its height in pixels.
    #[schema(example = 1600)]
    pub height: u32,
}

/// A document about the tool.
#[derive(Debug, Serialize, ToSchema)]
pub struct Document {
    /// Where it is, as PDF: an address that always gives the same document.
    #[schema(
        example = "https://reseptor.example/dokumenter/ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    )]
    pub url: String,
    /// What it is called, in the language asked for, or what that falls back to.
    #[schema(example = "Brukerveiledning")]
    pub title: String,
    /// Language of `title`.
    #[schema(example = "nb")]
    pub lang: &'static str,
    /// Its size in bytes.
    #[schema(example = 48211)]
    pub bytes: u32,
}

/// A requirement that is not met yet.
#[derive(Debug, Serialize, ToSchema)]
pub struct OpenDeviation {
    /// The requirement.
    #[schema(example = "C2")]
    pub requirement: &'static str,
    /// When it must be.
    #[schema(format = Date, value_type = Option<String>)]
    pub deadline: Option<String>,
}

/// Labels of tools, and names of the bodies that gave them.
pub struct Labels {
    by_tool: HashMap<ToolId, Label>,
    bodies: HashMap<OrganisationId, String>,
    /// Numbers of the revisions that are shown or were assessed.
    numbers: HashMap<RevisionId, i32>,
}

impl Labels {
    /// Of these tools.
    pub async fn of(app: &App, listings: &[&Listing]) -> Result<Self> {
        let tools: Vec<_> = listings.iter().map(|listing| listing.id()).collect();
        let labels = approval::list_labels(&app.database, &tools).await?;
        let mut numbers: HashMap<_, _> =
            listings.iter().map(|listing| (listing.revision.id, listing.revision.number)).collect();
        let assessed = labels.values().map(|label| label.revision);
        let older: Vec<_> = assessed.filter(|revision| !numbers.contains_key(revision)).collect();
        let older = catalogue::list_revisions_by_id(&app.database, &older).await?;
        numbers.extend(older.into_iter().map(|revision| (revision.id, revision.number)));
        let mut ids: Vec<_> = labels.values().map(|label| label.assessed_by).collect();
        ids.sort_unstable();
        ids.dedup();
        let bodies = catalogue::list_organisations_by_id(&app.database, &ids).await?;
        let bodies = bodies.into_iter().map(|body| (body.id, body.name.to_string())).collect();
        Ok(Self { by_tool: labels, bodies, numbers })
    }

    fn assessment(&self, tool: ToolId) -> Option<Assessment> {
        let label = self.by_tool.get(&tool)?;
        let graded = |(dimension, grade): &(LabelDimension, approval::Grade)| Graded {
            dimension: word(*dimension),
            grade: grade.name(),
        };
        Some(Assessment {
            by: self.bodies.get(&label.assessed_by)?.clone(),
            at: label.assessed_at.to_string(),
            revision: *self.numbers.get(&label.revision)?,
            criteria: label.criteria_version.clone(),
            due: label.due_on.map(|day| day.to_string()),
            grades: label.grades.iter().map(graded).collect(),
        })
    }
}

/// The dimension's word, which clients rely on.
const fn word(dimension: LabelDimension) -> &'static str {
    match dimension {
        LabelDimension::Evidence => "evidence",
        LabelDimension::Usability => "usability",
        LabelDimension::Privacy => "privacy",
        LabelDimension::Security => "security",
        LabelDimension::Interoperability => "interoperability",
    }
}

/// What a listing says in a language, with a note of what is in another.
struct Said<'l> {
    content: &'l Content,
    locale: Locale,
    /// The name's.
    lang: Locale,
    fallbacks: BTreeMap<&'static str, &'static str>,
}

impl<'l> Said<'l> {
    fn of(listing: &'l Listing, locale: Locale) -> Self {
        let lang = listing.text(locale).map_or(locale, |(lang, _)| lang);
        Self { content: listing.content(), locale, lang, fallbacks: BTreeMap::new() }
    }

    /// Notes that this member is in this language.
    fn note(&mut self, member: &'static str, spoken: Locale) {
        if spoken != self.lang {
            self.fallbacks.insert(member, spoken.tag());
        }
    }

    fn text(&mut self, member: &'static str, pick: fn(&Text) -> &str) -> String {
        let Some((spoken, text)) = self.content.said(self.locale, pick) else { return String::new() };
        self.note(member, spoken);
        text.to_owned()
    }
}

impl Tool {
    /// The tool that the description of the interface shows; the examples beside the members say the same.
    pub fn example() -> Self {
        let named =
            |key: &str, name: &str| vec![Named { key: key.to_owned(), name: name.to_owned(), lang: "nb" }];
        let assessment = Assessment {
            by: "Demo helseforetak".to_owned(),
            at: "2026-11-01T09:00:00Z".to_owned(),
            revision: 1,
            criteria: "2026-1".to_owned(),
            due: Some("2028-11-01".to_owned()),
            grades: vec![Graded { dimension: "evidence", grade: "strong" }],
        };
        Self {
            slug: "demo-dagbok".to_owned(),
            name: "Demo-dagbok".to_owned(),
            lang: "nb",
            fallbacks: BTreeMap::new(),
            summary: "For deg som vil se sammenhenger i hverdagen.".to_owned(),
            status: "published",
            suspended_for: Vec::new(),
            access: "open",
            profile: "central",
            platforms: vec!["web", "ios"],
            topics: named("sleep", "Søvn"),
            audiences: named("youth", "Ungdom"),
            languages: ["nb", "nn", "en"].map(str::to_owned).to_vec(),
            vendor: "Demo Verktøysmia AS".to_owned(),
            assessment: Some(assessment),
            revision: 1,
            published_at: Some("2026-11-01T09:00:00Z".to_owned()),
            page: "https://reseptor.example/verktoy/demo-dagbok".to_owned(),
            address: "https://reseptor.example/api/v1/tools/demo-dagbok".to_owned(),
            fhir: "https://reseptor.example/fhir/ActivityDefinition/01M4FPXDR07V7RNFC2D3G8XS2Z".to_owned(),
        }
    }

    /// A listing in a language.
    pub fn of(app: &App, listing: &Listing, labels: &Labels, locale: Locale) -> Self {
        let content = listing.content();
        let mut said = Said::of(listing, locale);
        let summary = said.text("summary", |text| &text.summary);
        let public = app.config.issuer();
        let slug = listing.tool.slug.to_string();
        let vocabulary: &Vocabulary = &app.vocabulary;
        let named = |keys: &[Slug], find: &dyn Fn(&str) -> Option<Term>| {
            let one = |key: &Slug| {
                let term = find(key.as_str());
                let (lang, name) = term.as_ref().map_or((locale, key.as_str()), |term| term.title(locale));
                Named { key: key.to_string(), name: name.to_owned(), lang: lang.tag() }
            };
            keys.iter().map(one).collect()
        };
        let page = crate::web::locale::localised(locale, &format!("/verktoy/{slug}"));
        Self {
            name: listing.name(locale).to_owned(),
            lang: said.lang.tag(),
            fallbacks: said.fallbacks,
            summary,
            status: listing.standing.name(),
            suspended_for: listing
                .standing
                .reasons()
                .into_iter()
                .map(catalogue::SuspensionReason::name)
                .collect(),
            access: content.availability.name(),
            profile: content.profile.name(),
            platforms: content.platforms.iter().map(|platform| platform.name()).collect(),
            topics: named(&content.topics, &|key| vocabulary.topic(key).cloned()),
            audiences: named(&content.audiences, &|key| vocabulary.audience(key).cloned()),
            languages: content.languages.iter().map(ToString::to_string).collect(),
            vendor: listing.vendor_name.to_string(),
            assessment: labels.assessment(listing.id()),
            revision: listing.revision.number,
            published_at: listing.published_at().map(|at| at.to_string()),
            page: format!("{public}{page}"),
            address: format!("{public}/api/v1/tools/{slug}"),
            fhir: crate::fhir::address_of(app, listing.id()),
            slug,
        }
    }
}

impl ToolDetail {
    /// A listing in a language, with its open deviations.
    pub fn of(
        app: &App,
        listing: &Listing,
        labels: &Labels,
        deviations: &[approval::Deviation],
        locale: Locale,
    ) -> Self {
        let content = listing.content();
        let mut said = Said::of(listing, locale);
        let worded = |text: Option<Wording>| {
            text.map_or_else(|| (String::new(), locale.tag()), |text| (text.text, text.lang))
        };
        let task = |task: &catalogue::Task| {
            let (name, lang) = worded(Wording::of_prose(locale, &task.title));
            Named { key: task.key.to_string(), name, lang }
        };
        let version = |note: &catalogue::VersionNote| {
            let (what, lang) = worded(Wording::of_prose(locale, &note.what));
            let (version, date) = (note.version.to_string(), note.date.to_string());
            Version { version, date, material: note.material, what, lang }
        };
        let deviation = |open: &approval::Deviation| OpenDeviation {
            requirement: open.requirement.name(),
            deadline: open.binding_deadline().map(|day| day.to_string()),
        };
        let (public, files) = (app.config.issuer(), Files::of_listing(locale, listing));
        let screenshot = |one: ScreenshotLine| {
            let (alt, lang) = worded(one.alt);
            let url = format!("{public}{}", one.address);
            Screenshot { url, alt, lang, width: one.width, height: one.height }
        };
        let document = |one: DocumentLine| {
            let (title, lang) = worded(one.title);
            Document { url: format!("{public}{}", one.address), title, lang, bytes: one.bytes }
        };
        let notice = notice(&listing.standing, locale).map(|(spoken, notice)| {
            said.note("notice", spoken);
            notice
        });
        let mut detail = Self {
            tool: Tool::of(app, listing, labels, locale),
            purpose: said.text("purpose", |text| &text.purpose),
            effect: said.text("effect", |text| &text.effect),
            not_for: said.text("not_for", |text| &text.not_for),
            usage: said.text("usage", |text| &text.usage),
            target_group: said.text("target_group", |text| &text.target_group),
            accessibility: said.text("accessibility", |text| &text.accessibility),
            privacy: Privacy {
                what: said.text("privacy.what", |text| &text.privacy.what),
                r#where: said.text("privacy.where", |text| &text.privacy.place),
                shared: said.text("privacy.shared", |text| &text.privacy.shared),
                deletion: said.text("privacy.deletion", |text| &text.privacy.deletion),
                controller: said.text("privacy.controller", |text| &text.privacy.controller),
            },
            free: true,
            launch: content.launch.name(),
            tasks: content.tasks.iter().map(task).collect(),
            versions: content.versions.iter().map(version).collect(),
            screenshots: files.screenshots.into_iter().map(screenshot).collect(),
            documents: files.documents.into_iter().map(document).collect(),
            deviations: deviations.iter().map(deviation).collect(),
            notice,
        };
        detail.tool.fallbacks.extend(said.fallbacks);
        detail
    }
}

/// All of it in one language: where one reason is not written in it, each is told in what that one falls back to.
fn notice(standing: &Standing, locale: Locale) -> Option<(Locale, String)> {
    let notes: Vec<&PerLocale<Prose<500>>> = match standing {
        Standing::Published => Vec::new(),
        Standing::Suspended(reasons) => reasons.iter().map(|reason| &reason.note).collect(),
        Standing::Withdrawn { reason, .. } => vec![reason],
    };
    let found = notes.iter().filter_map(|note| note.text(locale));
    let spoken = found.map(|(spoken, _)| spoken).find(|spoken| *spoken != locale).unwrap_or(locale);
    let told: Vec<_> = notes.iter().filter_map(|note| note.text(spoken)).map(|(_, note)| note).collect();
    (!told.is_empty()).then(|| (spoken, told.join(" ")))
}
