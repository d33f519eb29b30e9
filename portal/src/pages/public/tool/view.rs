//! What the page about a tool shows.

use approval::{AnswerStatus, Decision, Deviation, Grade, Label, LabelDimension, Requirement};
use catalogue::{
    Content, DeviceStatus, Independence, Listing, Organisation, PerLocale, Platform, Process, Prose,
    Revision, Standing, Text,
};
use database::Read;
use jiff::{Timestamp, civil::Date};
use kernel::{Locale, Phrase, oslo};
use serde::Serialize;

use super::Start;
use crate::{
    pages::{
        at_hand::{AtHand, Prescribing},
        files::Files,
        public::{
            assessed,
            card::{self, Badge},
            find::language,
            structured::{self, JsonLd},
        },
        wording::Wording,
    },
    web::{PageContext, Result, View},
};

/// Decisions that are shown.
const DECISIONS: u64 = 20;

/// What is read besides the listing itself.
#[derive(Debug)]
pub struct Facts {
    today: Date,
    label: Option<Label>,
    /// The revision that the label is about, where another one is shown.
    assessed: Option<Revision>,
    body: Option<Organisation>,
    findings: Vec<(Requirement, AnswerStatus)>,
    deviations: Vec<Deviation>,
    decisions: Vec<Decision>,
    process: Option<Process>,
}

impl Facts {
    /// Reads it.
    pub async fn load(db: &impl Read, listing: &Listing) -> Result<Self> {
        let tool = listing.id();
        let label = approval::find_label(db, tool).await?;
        let (body, findings) = match &label {
            Some(label) => {
                let body = catalogue::find_organisation(db, label.assessed_by).await?;
                (body, approval::list_findings(db, label).await?)
            }
            None => (None, Vec::new()),
        };
        let assessed = match &label {
            Some(label) if label.revision != listing.revision.id => {
                catalogue::find_revision(db, label.revision).await?
            }
            _ => None,
        };
        let deviations = approval::list_deviations_of(db, tool).await?;
        let decisions = approval::list_public_decisions(db, tool, DECISIONS).await?;
        let process = if listing.content().independence == Independence::Integrated {
            catalogue::find_process_of(db, tool).await?
        } else {
            None
        };
        let today = oslo::date(db.now());
        Ok(Self { today, label, assessed, body, findings, deviations, decisions, process })
    }
}

/// One dimension of the quality label.
#[derive(Debug, Clone, Serialize)]
pub struct GradeLine {
    /// The dimension, part of its text's key.
    pub dimension: &'static str,
    /// The grade, part of its text's key.
    pub grade: String,
    /// `success`, `info` or `warning`.
    pub tone: &'static str,
    /// The requirement that was graded.
    pub rule: &'static str,
    /// The part of the page where the listing itself tells about it.
    pub tells: Option<&'static str>,
}

/// What was found of a requirement.
#[derive(Debug, Clone, Serialize)]
pub struct FindingLine {
    /// The requirement.
    pub rule: &'static str,
    /// `met`, `deviation` or `not_applicable`.
    pub found: &'static str,
}

/// The quality label.
#[derive(Debug, Clone, Serialize)]
pub struct LabelPanel {
    /// Each dimension.
    pub grades: Vec<GradeLine>,
    /// Who assessed it.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// Number of the revision that was assessed.
    pub revision: i32,
    /// The tool's own version then, where the listing tells of any.
    pub version: Option<String>,
    /// Whether an editorial revision has come since.
    pub reworded: bool,
    /// By which version of the criteria.
    pub criteria: String,
    /// When it is due again.
    pub due: Option<Date>,
    /// Whether that day has passed.
    pub overdue: bool,
    /// What was found of each requirement that the body answered.
    pub findings: Vec<FindingLine>,
}

/// A requirement that is not met yet.
#[derive(Debug, Clone, Serialize)]
pub struct DeviationLine {
    /// The requirement.
    pub rule: &'static str,
    /// Why.
    pub reason: Wording,
    /// What will be done.
    pub plan: Option<Wording>,
    /// Who sees to it.
    pub owner: Option<Wording>,
    /// By when.
    pub deadline: Option<Date>,
}

/// Why the tool is suspended.
#[derive(Debug, Clone, Serialize)]
pub struct SuspensionLine {
    /// The reason, part of its text's key.
    pub reason: &'static str,
    /// What people are told.
    pub note: Option<Wording>,
    /// Since when.
    pub since: Timestamp,
}

/// Medical-device status.
#[derive(Debug, Clone, Serialize)]
pub struct Device {
    /// Whether it is one.
    pub is_device: bool,
    /// Its class.
    pub class: Option<&'static str>,
    /// Whether it bears the CE mark.
    pub ce: bool,
    /// What it is intended for, or why it is none.
    pub words: Option<Wording>,
}

/// A version of the tool.
#[derive(Debug, Clone, Serialize)]
pub struct VersionLine {
    /// Its name.
    pub version: String,
    /// When it came.
    pub date: Date,
    /// Whether it changed something material.
    pub material: bool,
    /// What changed.
    pub what: Option<Wording>,
}

/// A public decision.
#[derive(Debug, Clone, Serialize)]
pub struct DecisionLine {
    /// What was decided, part of its text's key.
    pub kind: String,
    /// When.
    pub at: Timestamp,
    /// On what grounds.
    pub grounds: Option<Wording>,
}

/// `GET /verktoy/{slug}`.
#[derive(Debug, Serialize)]
pub struct ToolView {
    /// Its part of the address.
    pub slug: String,
    /// Its name.
    pub name: Wording,
    /// One sentence on whom it is for.
    pub summary: Wording,
    /// Name of its icon.
    pub picture: String,
    /// `published`, `suspended` or `withdrawn`.
    pub standing: &'static str,
    /// Why it is suspended.
    pub suspensions: Vec<SuspensionLine>,
    /// Why it was withdrawn.
    pub withdrawn_because: Option<Wording>,
    /// How one gets it.
    pub access: Badge,
    /// How well its effect is documented.
    pub evidence: Option<Badge>,
    /// How it is started.
    pub start: Start,
    /// How to begin.
    pub usage: Option<Wording>,
    /// What it is for.
    pub purpose: Option<Wording>,
    /// Whom it is for.
    pub target_group: Option<Wording>,
    /// Documented effect.
    pub effect: Option<Wording>,
    /// What it is not for.
    pub not_for: Option<Wording>,
    /// The quality label.
    pub label: Option<LabelPanel>,
    /// Open deviations.
    pub deviations: Vec<DeviationLine>,
    /// Privacy in five lines: part of the text's key, and the line.
    pub privacy: Vec<(&'static str, Wording)>,
    /// Profile class, part of its text's key.
    pub profile: &'static str,
    /// What it may do with data, where it asks for a permission.
    pub permission: Option<Wording>,
    /// Whether it asks for one.
    pub asks_permission: bool,
    /// Languages of the tool.
    pub languages: Vec<Wording>,
    /// What it runs on.
    pub platforms: Vec<Wording>,
    /// C6: a native app, in which one logs in.
    pub native: bool,
    /// Accessibility in short.
    pub accessibility: Option<Wording>,
    /// Medical-device status.
    pub device: Option<Device>,
    /// How it shows for whom one acts, where it supports that.
    pub representation: Option<Wording>,
    /// Names of the grounds on which one can use it for another.
    pub grounds: Vec<&'static str>,
    /// Versions, the latest first.
    pub versions: Vec<VersionLine>,
    /// Public decisions, the latest first.
    pub decisions: Vec<DecisionLine>,
    /// Pictures of it in use, and documents; none of a tool that is withdrawn.
    pub files: Files,
    /// Who makes it.
    pub vendor: String,
    /// The process that an integrated tool is a step of, and where one comes into it (R7).
    pub process: Option<(Wording, Wording)>,
    /// What the visitor keeps of it; nothing for a stranger.
    pub at_hand: Option<AtHand>,
    /// What a clinician must know to prescribe it.
    pub prescribing: Option<Prescribing>,
    /// For search engines.
    pub structured: JsonLd,
}

impl View for ToolView {
    const TEMPLATE: &'static str = "public/tool.html";
}

impl ToolView {
    /// The page of this listing.
    pub fn new(cx: &PageContext, listing: &Listing, facts: &Facts) -> Self {
        let (locale, content) = (cx.locale(), listing.content());
        let grounds = launch::list_grounds(content, facts.process.as_ref());
        let said = |pick: fn(&Text) -> &str| said(content, locale, pick);
        let mut view = Self {
            slug: listing.tool.slug.to_string(),
            name: said(|text| &text.name).unwrap_or_else(|| Wording::new(locale, listing.tool.slug.as_str())),
            summary: said(|text| &text.summary).unwrap_or_else(|| Wording::new(locale, "")),
            picture: card::picture(cx, listing),
            standing: listing.standing.name(),
            suspensions: suspensions(listing, locale),
            withdrawn_because: match &listing.standing {
                Standing::Withdrawn { reason, .. } => Wording::of_prose(locale, reason),
                Standing::Published | Standing::Suspended(_) => None,
            },
            access: card::access(cx, listing),
            evidence: facts.label.as_ref().map(|label| card::evidence(cx, assessed::evidence(label))),
            start: Start::of(listing),
            usage: said(|text| &text.usage),
            purpose: said(|text| &text.purpose),
            target_group: said(|text| &text.target_group),
            effect: said(|text| &text.effect),
            not_for: said(|text| &text.not_for),
            label: panel(listing, facts),
            deviations: facts.deviations.iter().map(deviation).collect(),
            privacy: privacy(content, locale),
            profile: content.profile.name(),
            permission: Wording::of_prose(locale, &content.permission.data),
            asks_permission: content.permission.needed,
            languages: content.languages.iter().map(|tag| language(cx, tag.as_str())).collect(),
            platforms: content.platforms.iter().map(|platform| card::platform_name(cx, *platform)).collect(),
            native: content.profile.uses_login()
                && content.platforms.iter().any(|platform| *platform != Platform::Web),
            accessibility: said(|text| &text.accessibility),
            device: device(content, locale),
            representation: Wording::of_prose(locale, &content.representation.how_shown),
            grounds: grounds.into_iter().map(launch::representation::Basis::name).collect(),
            versions: versions(content, locale),
            decisions: facts.decisions.iter().map(|one| decision(one, locale)).collect(),
            files: Files::of_listing(locale, listing),
            process: facts.process.as_ref().map(|process| (working(&process.name), working(&process.entry))),
            vendor: listing.vendor_name.to_string(),
            at_hand: None,
            prescribing: None,
            structured: JsonLd::default(),
        };
        view.structured = structured::tool(cx, listing, &view);
        view
    }
}

/// What the listing says in the page's language or what that falls back to: each text by itself.
fn said(content: &Content, locale: Locale, pick: fn(&Text) -> &str) -> Option<Wording> {
    content.said(locale, pick).map(|(locale, text)| Wording::new(locale, text))
}

fn suspensions(listing: &Listing, locale: Locale) -> Vec<SuspensionLine> {
    let Standing::Suspended(suspensions) = &listing.standing else { return Vec::new() };
    let line = |suspension: &catalogue::Suspension| SuspensionLine {
        reason: suspension.reason.name(),
        note: Wording::of_prose(locale, &suspension.note),
        since: suspension.since(),
    };
    suspensions.iter().map(line).collect()
}

fn panel(listing: &Listing, facts: &Facts) -> Option<LabelPanel> {
    let label = facts.label.as_ref()?;
    let assessed = facts.assessed.as_ref().unwrap_or(&listing.revision);
    let line = |(dimension, grade): &(LabelDimension, Grade)| GradeLine {
        dimension: dimension_word(*dimension),
        grade: grade.name().to_owned(),
        tone: match grade {
            Grade::Strong | Grade::Moderate | Grade::Good => "success",
            Grade::Limited | Grade::Expert | Grade::Satisfactory => "info",
            Grade::NeedsFollowUp => "warning",
        },
        rule: graded_by(*dimension).map_or("", Requirement::name),
        tells: match dimension {
            LabelDimension::Evidence => Some("effect"),
            LabelDimension::Usability => Some("accessibility"),
            LabelDimension::Privacy => Some("privacy"),
            LabelDimension::Security | LabelDimension::Interoperability => None,
        },
    };
    Some(LabelPanel {
        grades: label.grades.iter().map(line).collect(),
        by: facts.body.as_ref().map(|body| body.name.to_string()).unwrap_or_default(),
        at: label.assessed_at,
        revision: assessed.number,
        version: assessed.content.versions.last().map(|note| note.version.to_string()),
        reworded: assessed.id != listing.revision.id,
        criteria: label.criteria_version.clone(),
        due: label.due_on,
        overdue: label.due_on.is_some_and(|due| due < facts.today),
        findings: facts.findings.iter().filter_map(|one| finding(*one, &facts.deviations)).collect(),
    })
}

/// The requirement that a dimension's grade is given with.
fn graded_by(dimension: LabelDimension) -> Option<Requirement> {
    approval::REQUIREMENTS.iter().map(|row| row.id).find(|id| id.label() == Some(dimension))
}

/// What is known of a requirement now: a deviation that has been settled since is met.
fn finding((requirement, status): (Requirement, AnswerStatus), open: &[Deviation]) -> Option<FindingLine> {
    let found = match status {
        AnswerStatus::Deviation if open.iter().any(|one| one.requirement == requirement) => "deviation",
        AnswerStatus::Deviation | AnswerStatus::Met => "met",
        AnswerStatus::NotApplicable => "not_applicable",
        AnswerStatus::Unmet => return None,
    };
    Some(FindingLine { rule: requirement.name(), found })
}

const fn dimension_word(dimension: LabelDimension) -> &'static str {
    match dimension {
        LabelDimension::Evidence => "evidence",
        LabelDimension::Usability => "usability",
        LabelDimension::Privacy => "privacy",
        LabelDimension::Security => "security",
        LabelDimension::Interoperability => "interoperability",
    }
}

/// What bodies and operators write once, in the language they work in.
fn working<const MAX: usize>(text: &Phrase<MAX>) -> Wording {
    Wording::new(Locale::Nb, text.as_str())
}

fn deviation(deviation: &Deviation) -> DeviationLine {
    DeviationLine {
        rule: deviation.requirement.name(),
        reason: working(&deviation.reason),
        plan: deviation.plan.as_ref().map(working),
        owner: deviation.owner.as_ref().map(working),
        deadline: deviation.deadline,
    }
}

/// What is picked out of a listing's texts.
type Pick = fn(&Text) -> &str;

fn privacy(content: &Content, locale: Locale) -> Vec<(&'static str, Wording)> {
    let lines: [(&'static str, Pick); 5] = [
        ("what", |text| &text.privacy.what),
        ("where", |text| &text.privacy.place),
        ("shared", |text| &text.privacy.shared),
        ("deletion", |text| &text.privacy.deletion),
        ("controller", |text| &text.privacy.controller),
    ];
    lines.into_iter().filter_map(|(key, pick)| Some((key, said(content, locale, pick)?))).collect()
}

fn device(content: &Content, locale: Locale) -> Option<Device> {
    let device = &content.medical_device;
    let is_device = device.status? == DeviceStatus::Device;
    let words: &PerLocale<Prose<500>> = if is_device { &device.intended_purpose } else { &device.why_none };
    let class = device.class.map(catalogue::DeviceClass::name);
    Some(Device { is_device, class, ce: device.ce, words: Wording::of_prose(locale, words) })
}

fn versions(content: &Content, locale: Locale) -> Vec<VersionLine> {
    let line = |version: &catalogue::VersionNote| VersionLine {
        version: version.version.to_string(),
        date: version.date,
        material: version.material,
        what: Wording::of_prose(locale, &version.what),
    };
    content.versions.iter().rev().map(line).collect()
}

/// Who decided is not shown: a decision is the body's, not a person's. Grounds are shown where they were written for the public.
fn decision(decision: &Decision, locale: Locale) -> DecisionLine {
    let public = matches!(decision.kind.name(), "suspend" | "lift" | "withdraw");
    DecisionLine {
        kind: decision.kind.name().to_owned(),
        at: decision.at,
        grounds: Wording::of_prose(locale, &decision.grounds).filter(|_| public),
    }
}
