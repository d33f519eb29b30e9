//! `GET /sitemap.xml`: every page that is for everybody, in every language, for search engines (sitemaps.org).

#[cfg(test)]
mod tests;

use std::{fmt::Write as _, io};

use axum::{
    body::{Body, Bytes},
    extract::{Path, State},
    http::header,
    response::{IntoResponse, Response},
};
use database::Database;
use futures_util::{Stream, StreamExt, TryStreamExt, stream};
use kernel::{Locale, ToolId};

use crate::web::{App, Error, Result, locale::localised, xml::Escaped};

/// Pages beside those of tools.
const PAGES: [&str; 10] = [
    "/",
    "/verktoy",
    "/om",
    "/hjelp",
    "/metode",
    "/tall",
    "/innebygd",
    "/personvern",
    "/tilgjengelighet",
    "/api",
];
/// Tools in one file: in four languages that is below the 50 000 addresses and, even where every name is as long as can be, the 50 MB that a file may
/// have.
const PER_FILE: u64 = 10_000;
/// Tools read at once.
const AT_ONCE: u64 = 500;
const BEGIN: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
                     xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n";

/// All of it, or where its parts are.
pub async fn show(State(app): State<App>) -> Result<Response> {
    whole(app, PER_FILE).await
}

/// `GET /sitemap/{n}.xml`, counted from 1.
pub async fn part(State(app): State<App>, Path(name): Path<String>) -> Result<Response> {
    part_of(app, &name, PER_FILE).await
}

pub(super) async fn whole(app: App, per_file: u64) -> Result<Response> {
    let parts = parts(&app.database, per_file).await?;
    if parts > 1 {
        return Ok(answer(Body::from(index(&app, parts))));
    }
    file(app, 0, per_file).await
}

pub(super) async fn part_of(app: App, name: &str, per_file: u64) -> Result<Response> {
    let number = name.strip_suffix(".xml").filter(|digits| !digits.starts_with(['0', '+']));
    let number: u64 = number.and_then(|digits| digits.parse().ok()).ok_or_else(Error::not_found)?;
    if number > parts(&app.database, per_file).await? {
        return Err(Error::not_found());
    }
    file(app, number - 1, per_file).await
}

async fn parts(db: &Database, per_file: u64) -> Result<u64> {
    Ok(catalogue::count_published(db).await?.div_ceil(per_file).max(1))
}

fn index(app: &App, parts: u64) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    let public = app.config.issuer();
    for number in 1..=parts {
        // Writing to a string does not fail.
        let _ = writeln!(xml, "<sitemap><loc>{}/sitemap/{number}.xml</loc></sitemap>", Escaped(&public));
    }
    xml.push_str("</sitemapindex>\n");
    xml
}

async fn file(app: App, number: u64, per_file: u64) -> Result<Response> {
    let public = app.config.issuer();
    let (mut begin, mut after) = (BEGIN.to_owned(), None);
    if number == 0 {
        for page in PAGES {
            page_of(&mut begin, &public, page, None);
        }
    } else {
        let before = (number * per_file).saturating_sub(1);
        after = Some(catalogue::nth_published(&app.database, before).await?.ok_or_else(Error::not_found)?);
    }
    let first = stream::once(async move { Ok(begin) });
    let last = stream::once(async { Ok("</urlset>\n".to_owned()) });
    let tools = tools(Reading { app, public, after, left: per_file });
    let all = first.chain(tools).chain(last).map_ok(Bytes::from).map_err(|error: Error| {
        tracing::error!(error = ?error, "a site map broke off");
        io::Error::other(error.code().to_string())
    });
    Ok(answer(Body::from_stream(all)))
}

fn answer(body: Body) -> Response {
    let kind = (header::CONTENT_TYPE, "application/xml; charset=utf-8");
    ([kind, (header::CACHE_CONTROL, "public, max-age=3600")], body).into_response()
}

struct Reading {
    app: App,
    public: String,
    after: Option<ToolId>,
    left: u64,
}

fn tools(reading: Reading) -> impl Stream<Item = Result<String>> + Send {
    stream::try_unfold(reading, async |mut reading| {
        let (db, some) = (&reading.app.database, AT_ONCE.min(reading.left));
        let tools = catalogue::list_published_after(db, reading.after, some).await?;
        let Some(last) = tools.last() else { return Ok(None) };
        reading.after = Some(last.id);
        reading.left = reading.left.saturating_sub(tools.len() as u64);
        let ids: Vec<ToolId> = tools.iter().map(|tool| tool.id).collect();
        let changed = catalogue::list_last_changes_of(db, &ids).await?;
        let mut xml = String::new();
        for tool in &tools {
            let at = changed.get(&tool.id).map(ToString::to_string);
            page_of(&mut xml, &reading.public, &format!("/verktoy/{}", tool.slug), at.as_deref());
        }
        Ok(Some((xml, reading)))
    })
}

/// A page in every language, each with all of them beside it, as search engines want it.
fn page_of(xml: &mut String, public: &str, path: &str, changed: Option<&str>) {
    let address = |locale| Escaped(&format!("{public}{}", localised(locale, path))).to_string();
    let mut others = String::new();
    for locale in Locale::ALL {
        let _ = write!(
            others,
            "<xhtml:link rel=\"alternate\" hreflang=\"{locale}\" href=\"{}\"/>",
            address(locale)
        );
    }
    let _ = write!(
        others,
        "<xhtml:link rel=\"alternate\" hreflang=\"x-default\" href=\"{}\"/>",
        address(Locale::Nb)
    );
    let changed = changed.map(|at| format!("<lastmod>{at}</lastmod>")).unwrap_or_default();
    for locale in Locale::ALL {
        let _ = writeln!(xml, "<url><loc>{}</loc>{changed}{others}</url>", address(locale));
    }
}
