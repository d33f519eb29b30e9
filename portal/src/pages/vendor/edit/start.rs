//! How it is started, and the tasks a prescription can point at.

use catalogue::{Content, Independence, Launch, PerLocale, ProfileClass, Prose, Task};
use kernel::Slug;
use url::Url;

use super::fields::{Pairs, pair, pairs_per_locale, per_locale, rows};
use crate::web::FormState;

pub fn fill(content: &Content) -> Pairs {
    let mut pairs = vec![
        pair("launch.kind", proposed(content)),
        pair("launch.url", content.launch.url().map_or("", Url::as_str)),
    ];
    for (row, task) in content.tasks.iter().enumerate() {
        pairs.push(pair(&format!("tasks.{row}.key"), &task.key));
        pairs.extend(pairs_per_locale(&format!("tasks.{row}.title"), &task.title));
    }
    pairs
}

/// The way it is started: as chosen; before that the one that suits its kind and its profile.
fn proposed(content: &Content) -> &'static str {
    match (&content.launch, content.independence, content.profile) {
        (Launch::None, Independence::Standalone, ProfileClass::Central | ProfileClass::Pseudonymous) => {
            "smart"
        }
        (Launch::None, Independence::Standalone, _) => "link",
        (launch, ..) => launch.name(),
    }
}

pub fn apply(form: &mut FormState, content: &mut Content) {
    let proposed = proposed(content);
    let url = form.parse_optional::<Url>("launch.url", "error-address-not-safe");
    content.launch = match (form.text("launch.kind"), url) {
        ("smart", Some(url)) => Launch::Smart { url },
        ("hti", Some(url)) => Launch::Hti { url },
        ("link", Some(url)) => Launch::Link { url },
        ("none", None) => Launch::None,
        ("none", Some(_)) => {
            form.error("launch.kind", "error-address-without-way");
            Launch::None
        }
        // Proposed by us, not chosen: the address can wait.
        (kind, None) if kind == proposed && form.text("launch.url").is_empty() => Launch::None,
        ("smart" | "hti" | "link", None) => {
            if form.is_valid() {
                form.error("launch.url", "form-missing");
            }
            Launch::None
        }
        _ => {
            form.error("launch.kind", "form-bad-choice");
            Launch::None
        }
    };
    content.tasks = (0..rows(form, "tasks", "key")).filter_map(|row| task(form, row)).collect();
}

/// One row; an empty one is none. A task without a key gets one from its title.
fn task(form: &mut FormState, row: usize) -> Option<Task> {
    let (key, title) = (format!("tasks.{row}.key"), format!("tasks.{row}.title"));
    let titles: PerLocale<Prose<200>> = per_locale(form, &title);
    let written = form.text(&key).trim().to_owned();
    if written.is_empty() && titles.is_blank() {
        return None;
    }
    let key_of_title = || titles.nb.as_deref().and_then(Slug::from_name);
    let parsed = if written.is_empty() { key_of_title() } else { written.parse().ok() };
    if parsed.is_none() {
        form.error(&key, "form-bad-slug");
    }
    Some(Task { key: parsed?, title: titles })
}
