//! A revision's content, field by field, with the names that the public page gives them.

use catalogue::{Content, Text};
use kernel::Locale;
use serde::Serialize;

use crate::{pages::wording::Wording, web::App};

/// Fields that belong together.
#[derive(Debug, Serialize)]
pub struct Section {
    /// Last part of its heading's key.
    pub name: &'static str,
    /// Its fields; empty ones are left out.
    pub fields: Vec<Field>,
}

/// One field.
#[derive(Debug, Serialize)]
pub struct Field {
    /// Last part of its label's key.
    pub name: &'static str,
    /// Texts, as written.
    pub texts: Vec<Wording>,
    /// Last parts of keys, for what is one of a set of words.
    pub words: Vec<String>,
}

/// The content in sections: texts, privacy, how it works, medical device.
pub fn sections(app: &App, locale: Locale, content: &Content) -> Vec<Section> {
    let mut sections = Vec::new();
    if let Some((language, text)) = content.texts.best(locale) {
        sections.push(Section { name: "texts", fields: texts(language, text) });
        sections.push(Section { name: "privacy", fields: privacy(language, text) });
    }
    sections.push(Section { name: "working", fields: working(app, locale, content) });
    sections.push(Section { name: "device", fields: device(locale, content) });
    for section in &mut sections {
        section.fields.retain(|field| !field.texts.is_empty() || !field.words.is_empty());
    }
    sections
}

fn said(name: &'static str, language: Locale, text: &str) -> Field {
    let texts = if text.is_empty() { Vec::new() } else { vec![Wording::new(language, text)] };
    Field { name, texts, words: Vec::new() }
}

fn words<W: ToString>(name: &'static str, set: &str, words: impl IntoIterator<Item = W>) -> Field {
    let words = words.into_iter().map(|word| format!("{set}-{}", word.to_string())).collect();
    Field { name, texts: Vec::new(), words }
}

fn yes_or_no(name: &'static str, yes: bool) -> Field {
    words(name, "answer", [if yes { "yes" } else { "no" }])
}

fn texts(language: Locale, text: &Text) -> Vec<Field> {
    vec![
        said("name", language, &text.name),
        said("summary", language, &text.summary),
        said("purpose", language, &text.purpose),
        said("effect", language, &text.effect),
        said("not-for", language, &text.not_for),
        said("usage", language, &text.usage),
        said("target-group", language, &text.target_group),
        said("accessibility", language, &text.accessibility),
    ]
}

fn privacy(language: Locale, text: &Text) -> Vec<Field> {
    let privacy = &text.privacy;
    vec![
        said("what", language, &privacy.what),
        said("where", language, &privacy.place),
        said("shared", language, &privacy.shared),
        said("deletion", language, &privacy.deletion),
        said("controller", language, &privacy.controller),
    ]
}

fn working(app: &App, locale: Locale, content: &Content) -> Vec<Field> {
    let terms = |keys: &[kernel::Slug], audience: bool| -> Vec<Wording> {
        let found = keys.iter().filter_map(|key| {
            let terms = &app.vocabulary;
            let term = if audience { terms.audience(key.as_str()) } else { terms.topic(key.as_str()) }?;
            let (language, title) = term.title(locale);
            Some(Wording::new(language, title))
        });
        found.collect()
    };
    let plain = |name, texts| Field { name, texts, words: Vec::new() };
    let tasks = content.tasks.iter().filter_map(|task| Wording::of_prose(locale, &task.title));
    let languages = content.languages.iter().map(|tag| Wording::new(locale, tag.to_string()));
    let translated = content.texts.iter().map(|(language, _)| language.tag());
    vec![
        words("independence", "independence", [content.independence]),
        said("process", locale, &content.process),
        words("availability", "availability", [content.availability]),
        words("platforms", "platform", &content.platforms),
        words("profile", "profile", [content.profile]),
        words("login-methods", "login", &content.login_methods),
        words("claims", "claim", &content.requested_claims),
        words("level", "level", [content.acr]),
        yes_or_no("overlaps", content.overlaps_portal),
        words("launch", "launch", [content.launch.name()]),
        said("launch-url", locale, content.launch.url().map_or("", |url| url.as_str())),
        plain("topics", terms(&content.topics, false)),
        plain("audiences", terms(&content.audiences, true)),
        plain("languages", languages.collect()),
        words("translations", "language", translated),
        plain("tasks", tasks.collect()),
        yes_or_no("permission", content.permission.needed),
        plain("permission-data", Wording::of_prose(locale, &content.permission.data).into_iter().collect()),
        yes_or_no("representation", content.representation.declared),
        plain(
            "representation-shown",
            Wording::of_prose(locale, &content.representation.how_shown).into_iter().collect(),
        ),
    ]
}

fn device(locale: Locale, content: &Content) -> Vec<Field> {
    let device = &content.medical_device;
    let plain =
        |name, text: Option<Wording>| Field { name, texts: text.into_iter().collect(), words: Vec::new() };
    let mut fields = vec![
        words("device", "device", device.status),
        said("device-class", locale, device.class.map_or("", catalogue::DeviceClass::name)),
        plain("device-purpose", Wording::of_prose(locale, &device.intended_purpose)),
        plain("device-why-none", Wording::of_prose(locale, &device.why_none)),
    ];
    if device.status == Some(catalogue::DeviceStatus::Device) {
        fields.push(yes_or_no("device-ce", device.ce));
    }
    fields
}
