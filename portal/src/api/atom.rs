//! `GET /api/v1/changes.atom`: the last changes for feed readers (RFC 4287).

use std::{collections::HashMap, fmt::Write as _};

use axum::{
    extract::{RawQuery, State},
    http::HeaderMap,
    response::Response,
};
use catalogue::{Change, ChangeKind, Listing, PublicChange};
use jiff::Timestamp;
use kernel::{Locale, Slug, ToolId};
use uuid::Uuid;

use super::{
    cached_as,
    model::Tool,
    openapi::{Invalid, TooMany, Unavailable},
    parameters::{language, one, pairs},
};
use crate::web::{App, Error, Result, locale::localised, xml::Escaped};

/// Changes that a reader is shown.
const SHOWN: u64 = 50;

/// What has changed, for feed readers
///
/// The last 50 changes as an Atom feed, the latest first. Machines that must not miss any use `/api/v1/changes`.
#[utoipa::path(
    get,
    path = "/api/v1/changes.atom",
    operation_id = "changesAtom",
    tag = "catalogue",
    params(
        ("lang" = Option<String>, Query, description = "Language of texts: `nb` where not given", example = "nb",
            pattern = "^(nb|nn|en|se)$"),
    ),
    responses(
        (status = 200, description = "The feed", content_type = "application/atom+xml", body = String, headers(
            ("etag" = String, description = "Names this content; send it as If-None-Match"),
        )),
        (status = 304, description = "Nothing has changed"),
        Invalid, TooMany, Unavailable
    )
)]
pub async fn list(State(app): State<App>, RawQuery(query): RawQuery, headers: HeaderMap) -> Result<Response> {
    let lang = one(&pairs(&query.unwrap_or_default()), "lang").map_or(Ok(Locale::Nb), language)?;
    let changes = catalogue::list_latest_changes(&app.database, SHOWN).await?;
    let ids: Vec<ToolId> = changes.iter().map(|told| told.change.tool).collect();
    let listings = catalogue::list_listings(&app.database, &ids).await?;
    let said = listings.iter().map(|listing| (listing.id(), Said::of(listing, lang))).collect();
    let feed = Feed { app: &app, lang, said };
    Ok(cached_as("application/atom+xml; charset=utf-8", feed.written(&changes), &headers))
}

/// A feed of one change, as the description of the interface shows it.
pub fn example(app: &App) -> Result<String> {
    let shown = Tool::example();
    let at: Timestamp = shown.published_at.unwrap_or_default().parse().map_err(Error::internal)?;
    let slug: Slug = shown.slug.parse().map_err(Error::internal)?;
    let tool = ToolId::from_uuid(Uuid::nil());
    let said = Said { name: shown.name, summary: Some((Locale::Nb, shown.summary)) };
    let feed = Feed { app, lang: Locale::Nb, said: HashMap::from([(tool, said)]) };
    let change = Change { seq: 17, tool, kind: ChangeKind::Published, at };
    Ok(feed.written(&[PublicChange { change, slug }]))
}

/// What is said of a tool.
struct Said {
    name: String,
    /// With the language that it is in.
    summary: Option<(Locale, String)>,
}

impl Said {
    fn of(listing: &Listing, lang: Locale) -> Self {
        let summary = listing.content().said(lang, |text| &text.summary);
        let summary = summary.map(|(lang, text)| (lang, text.to_owned()));
        Self { name: listing.name(lang).to_owned(), summary }
    }
}

struct Feed<'a> {
    app: &'a App,
    lang: Locale,
    said: HashMap<ToolId, Said>,
}

impl Feed<'_> {
    fn written(&self, changes: &[PublicChange]) -> String {
        let public = self.app.config.issuer();
        let tag = self.lang.tag();
        let text = |key: &str| self.app.texts.text(self.lang, key);
        let address = format!("{public}/api/v1/changes.atom?lang={tag}");
        let page = format!("{public}{}", localised(self.lang, "/verktoy"));
        let updated = changes.first().map_or(Timestamp::UNIX_EPOCH, |told| told.change.at);
        let mut xml = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
        // Writing to a string does not fail.
        let _ = write!(
            xml,
            "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{tag}\">\n<id>{id}</id>\n<title>{title}</title>\n\
             <subtitle>{subtitle}</subtitle>\n<updated>{updated}</updated>\n<author><name>Reseptor</name></author>\n\
             <link rel=\"self\" type=\"application/atom+xml\" href=\"{id}\"/>\n\
             <link rel=\"alternate\" type=\"text/html\" href=\"{page}\"/>\n",
            id = Escaped(&address),
            title = Escaped(&text("feed-title")),
            subtitle = Escaped(&text("feed-subtitle")),
            page = Escaped(&page),
        );
        for told in changes {
            self.entry(&mut xml, &public, told);
        }
        xml.push_str("</feed>\n");
        xml
    }

    fn entry(&self, xml: &mut String, public: &str, PublicChange { change, slug }: &PublicChange) {
        let said = self.said.get(&change.tool);
        let name = said.map_or(slug.as_str(), |said| said.name.as_str());
        let page = format!("{public}{}", localised(self.lang, &format!("/verktoy/{slug}")));
        let _ = write!(
            xml,
            "<entry>\n<id>{id}</id>\n<title>{title}</title>\n<updated>{at}</updated>\n\
             <link rel=\"alternate\" type=\"text/html\" href=\"{page}\"/>\n<category term=\"{kind}\"/>\n",
            id = Escaped(&id(public, slug.as_str(), change)),
            title = Escaped(&self.app.texts.with(self.lang, title(change.kind), &[("name", name)])),
            at = change.at,
            page = Escaped(&page),
            kind = change.kind.name(),
        );
        if let Some((lang, summary)) = said.and_then(|said| said.summary.as_ref()) {
            let _ = writeln!(xml, "<summary xml:lang=\"{lang}\">{}</summary>", Escaped(summary));
        }
        xml.push_str("</entry>\n");
    }
}

/// Stays what it is, in every language.
fn id(public: &str, slug: &str, change: &Change) -> String {
    format!("{public}/verktoy/{slug}#change-{}", change.seq)
}

/// The text that says what happened.
const fn title(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::Published => "feed-published",
        ChangeKind::Suspended => "feed-suspended",
        ChangeKind::Resumed => "feed-resumed",
        ChangeKind::Withdrawn => "feed-withdrawn",
        ChangeKind::Changed => "feed-changed",
    }
}
