//! What a listing says, to read through: groups of rows.

use catalogue::{Content, DeviceStatus, Text};
use kernel::Locale;
use serde::Serialize;

use crate::{discovery::Term, web::PageContext};

/// Rows under a heading.
#[derive(Debug, Clone, Serialize)]
pub struct Group {
    /// The heading.
    pub heading: String,
    /// Language of the values, where the group is in one.
    pub lang: Option<&'static str>,
    /// Labels and values; what is not filled in is left out.
    pub rows: Vec<(String, String)>,
}

struct Rows<'a>(&'a PageContext, Vec<(String, String)>);

impl Rows<'_> {
    fn text(&mut self, label: &str, value: &str) {
        if !value.is_empty() {
            self.1.push((self.0.text(label), value.to_owned()));
        }
    }

    /// A list of words, each with a text under `prefix`.
    fn words<'w>(&mut self, label: &str, prefix: &str, words: impl IntoIterator<Item = &'w str>) {
        let texts: Vec<_> = words.into_iter().map(|word| self.0.text(&format!("{prefix}{word}"))).collect();
        self.text(label, &texts.join(", "));
    }

    fn flag(&mut self, label: &str, value: bool) {
        let word = self.0.text(if value { "dossier-yes" } else { "dossier-no" });
        self.text(label, &word);
    }

    fn group(self, heading: String, lang: Option<&'static str>) -> Group {
        Group { heading, lang, rows: self.1 }
    }
}

/// Everything that the listing says.
pub fn groups(cx: &PageContext, content: &Content) -> Vec<Group> {
    let mut groups: Vec<_> = content
        .texts
        .iter()
        .map(|(locale, text)| {
            texts(cx, text).group(cx.text(&format!("vendor-section-tekst-{locale}")), Some(locale.tag()))
        })
        .collect();
    groups.push(about(cx, content).group(cx.text("vendor-section-om"), None));
    groups.push(access(cx, content).group(cx.text("vendor-section-tilgang"), None));
    groups.push(start(cx, content).group(cx.text("vendor-section-start"), None));
    groups.push(trust(cx, content).group(cx.text("dossier-trust"), None));
    groups.push(versions(cx, content).group(cx.text("vendor-section-utgaver"), None));
    groups.retain(|group| !group.rows.is_empty());
    groups
}

fn texts<'a>(cx: &'a PageContext, text: &Text) -> Rows<'a> {
    let mut rows = Rows(cx, Vec::new());
    rows.text("vendor-name", &text.name);
    rows.text("vendor-summary", &text.summary);
    rows.text("vendor-purpose", &text.purpose);
    rows.text("vendor-effect", &text.effect);
    rows.text("vendor-not-for", &text.not_for);
    rows.text("vendor-target-group", &text.target_group);
    rows.text("vendor-usage", &text.usage);
    rows.text("vendor-accessibility", &text.accessibility);
    rows.text("vendor-privacy-what", &text.privacy.what);
    rows.text("vendor-privacy-where", &text.privacy.place);
    rows.text("vendor-privacy-shared", &text.privacy.shared);
    rows.text("vendor-privacy-deletion", &text.privacy.deletion);
    rows.text("vendor-privacy-controller", &text.privacy.controller);
    rows
}

fn about<'a>(cx: &'a PageContext, content: &Content) -> Rows<'a> {
    let mut rows = Rows(cx, Vec::new());
    rows.words("vendor-independence", "vendor-independence-", [content.independence.name()]);
    rows.text("vendor-process", &content.process);
    let title = |term: Option<&Term>| term.map(|term| term.title(cx.locale()).1.to_owned());
    let topics: Vec<_> =
        content.topics.iter().filter_map(|key| title(cx.app.vocabulary.topic(key.as_str()))).collect();
    rows.text("dossier-topics", &topics.join(", "));
    let audiences: Vec<_> =
        content.audiences.iter().filter_map(|key| title(cx.app.vocabulary.audience(key.as_str()))).collect();
    rows.text("vendor-audiences", &audiences.join(", "));
    let languages: Vec<_> = content.languages.iter().map(catalogue::LanguageTag::as_str).collect();
    rows.text("vendor-languages", &languages.join(", "));
    rows
}

fn access<'a>(cx: &'a PageContext, content: &Content) -> Rows<'a> {
    let mut rows = Rows(cx, Vec::new());
    rows.words("vendor-availability", "vendor-availability-", [content.availability.name()]);
    let professions = content.professions.iter().flatten().map(|one| one.code());
    rows.words("vendor-professions", "vendor-profession-", professions);
    rows.words("vendor-platforms", "vendor-platform-", content.platforms.iter().map(|one| one.name()));
    rows.words("vendor-profile", "vendor-profile-", [content.profile.name()]);
    rows.words("vendor-login-methods", "vendor-login-", content.login_methods.iter().map(|one| one.name()));
    let claims = content.requested_claims.iter().map(|one| match one {
        catalogue::Claim::NationalId => "national-id",
        other => other.name(),
    });
    rows.words("vendor-claims", "vendor-claim-", claims);
    rows.words("vendor-acr", "vendor-acr-", [content.acr.as_str()]);
    rows.flag("vendor-overlaps", content.overlaps_portal);
    rows
}

fn start<'a>(cx: &'a PageContext, content: &Content) -> Rows<'a> {
    let mut rows = Rows(cx, Vec::new());
    rows.words("vendor-launch-kind", "vendor-launch-", [content.launch.name()]);
    rows.text("vendor-launch-url", content.launch.url().map_or("", url::Url::as_str));
    let tasks: Vec<_> = content
        .tasks
        .iter()
        .map(|task| task.title.text(cx.locale()).map_or(task.key.as_str(), |(_, title)| title))
        .collect();
    rows.text("vendor-tasks", &tasks.join("\n"));
    rows
}

fn trust<'a>(cx: &'a PageContext, content: &Content) -> Rows<'a> {
    let best = |text: Option<(Locale, &str)>| text.map(|(_, text)| text.to_owned()).unwrap_or_default();
    let mut rows = Rows(cx, Vec::new());
    let support = &content.representation;
    rows.flag("vendor-rep-declared", support.declared);
    rows.flag("vendor-rep-uses-platform", support.uses_platform);
    rows.text("vendor-how-shown", &best(support.how_shown.text(cx.locale())));
    rows.flag("vendor-permission-needed", content.permission.needed);
    rows.text("vendor-permission-data", &best(content.permission.data.text(cx.locale())));
    let device = &content.medical_device;
    if let Some(status) = device.status {
        rows.flag("vendor-device-status", status == DeviceStatus::Device);
    }
    rows.text("vendor-device-class", device.class.map_or("", |class| class.name()));
    if device.status == Some(DeviceStatus::Device) {
        rows.flag("vendor-device-ce", device.ce);
    }
    rows.text("vendor-device-purpose", &best(device.intended_purpose.text(cx.locale())));
    rows.text("vendor-device-why-none", &best(device.why_none.text(cx.locale())));
    rows
}

fn versions<'a>(cx: &'a PageContext, content: &Content) -> Rows<'a> {
    let mut rows = Rows(cx, Vec::new());
    for note in content.versions.iter().rev() {
        let what = note.what.text(cx.locale()).map_or("", |(_, what)| what);
        rows.1.push((format!("{} · {}", note.version, note.date), what.to_owned()));
    }
    rows
}
