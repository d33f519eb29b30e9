//! What it is about, whom it is for, which languages it speaks.

use catalogue::{Content, LanguageTag};
use kernel::Slug;

use super::fields::{Pairs, pair, prose};
use crate::{discovery::Vocabulary, web::FormState};

/// Languages with a box of their own.
pub const OFFERED: [&str; 4] = ["nb", "nn", "en", "se"];

pub fn fill(content: &Content) -> Pairs {
    let mut pairs = vec![pair("independence", content.independence), pair("process", &content.process)];
    let mut topics = content.topics.iter();
    pairs.extend(topics.next().map(|topic| pair("topic", topic)));
    pairs.extend(topics.map(|topic| pair("topics", topic)));
    pairs.extend(content.audiences.iter().map(|audience| pair("audiences", audience)));
    let (offered, others): (Vec<_>, Vec<_>) =
        content.languages.iter().partition(|tag| OFFERED.contains(&tag.as_str()));
    pairs.extend(offered.iter().map(|tag| pair("languages", tag)));
    let others: Vec<_> = others.iter().map(|tag| tag.as_str()).collect();
    pairs.push(pair("languages_other", others.join(", ")));
    pairs
}

pub fn apply(form: &mut FormState, content: &mut Content, vocabulary: &Vocabulary) {
    if let Some(independence) = form.parse("independence", "form-bad-choice") {
        content.independence = independence;
    }
    content.process = prose(form, "process");
    let main = form.parse_optional::<Slug>("topic", "form-bad-choice");
    let mut topics: Vec<Slug> = main.into_iter().collect();
    topics.extend(form.parse_all("topics", "form-bad-choice"));
    content.topics = without_repeats(topics);
    content.audiences = without_repeats(form.parse_all("audiences", "form-bad-choice"));
    if content.topics.iter().any(|key| vocabulary.topic(key.as_str()).is_none()) {
        form.error("topic", "form-bad-choice");
    }
    if content.audiences.iter().any(|key| vocabulary.audience(key.as_str()).is_none()) {
        form.error("audiences", "form-bad-choice");
    }
    content.languages = languages(form);
}

fn languages(form: &mut FormState) -> Vec<LanguageTag> {
    let mut languages: Vec<LanguageTag> = form.parse_all("languages", "form-bad-choice");
    let others = form.text("languages_other").to_owned();
    for tag in others.split([',', ' ', ';']).filter(|tag| !tag.is_empty()) {
        let Ok(tag) = tag.parse() else {
            form.error("languages_other", "form-bad-language");
            break;
        };
        languages.push(tag);
    }
    without_repeats(languages)
}

fn without_repeats<T: PartialEq>(items: Vec<T>) -> Vec<T> {
    let mut unique = Vec::new();
    for item in items {
        if !unique.contains(&item) {
            unique.push(item);
        }
    }
    unique
}
