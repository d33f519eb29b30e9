//! What a listing is found by: texts and facet values, as the search index takes them.

use jiff::Timestamp;
use kernel::{Locale, ToolId};

use crate::{Availability, Listing, Prose, Standing};

/// What one listing is found by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Findable {
    /// The tool.
    pub tool: ToolId,
    /// Its texts in the languages that they exist in, bokmål first.
    pub texts: Vec<(Locale, FindableText)>,
    /// Keys of its topics.
    pub topics: Vec<String>,
    /// Keys of its audiences.
    pub audiences: Vec<String>,
    /// Words of its platforms.
    pub platforms: Vec<String>,
    /// The word of its availability.
    pub availability: String,
    /// The word of its profile class.
    pub profile: String,
    /// Tags of its languages.
    pub languages: Vec<String>,
    /// When the revision was published.
    pub published_at: Option<Timestamp>,
    /// T1: it is up now.
    pub available: bool,
    /// Citizens start it themselves.
    pub open: bool,
}

/// A listing's texts in one language, weightiest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindableText {
    /// Its name.
    pub name: String,
    /// Summary and purpose.
    pub purpose: String,
    /// Effect, use, target group, tasks. What it is *not* for is left out: nobody looks for that.
    pub body: String,
}

impl Listing {
    /// What it is found by; a withdrawn one is not to be found.
    pub fn findable(&self) -> Option<Findable> {
        if matches!(self.standing, Standing::Withdrawn { .. }) {
            return None;
        }
        let content = self.content();
        let texts = content.texts.iter().map(|(locale, text)| {
            let tasks = content.tasks.iter().filter_map(|task| task.title.get(locale)).map(Prose::as_str);
            let body = [text.effect.as_str(), text.usage.as_str(), text.target_group.as_str()];
            let found = FindableText {
                name: text.name.to_string(),
                purpose: lines([text.summary.as_str(), text.purpose.as_str()].into_iter()),
                body: lines(body.into_iter().chain(tasks)),
            };
            (locale, found)
        });
        Some(Findable {
            tool: self.tool.id,
            texts: texts.collect(),
            topics: content.topics.iter().map(ToString::to_string).collect(),
            audiences: content.audiences.iter().map(ToString::to_string).collect(),
            platforms: content.platforms.iter().map(ToString::to_string).collect(),
            availability: content.availability.to_string(),
            profile: content.profile.to_string(),
            languages: content.languages.iter().map(ToString::to_string).collect(),
            published_at: self.published_at(),
            available: self.is_published(),
            open: content.availability == Availability::Open,
        })
    }
}

fn lines<'a>(parts: impl Iterator<Item = &'a str>) -> String {
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
}
