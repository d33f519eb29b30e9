//! Everything that is held about oneself, or about whom one acts for, to read and to take along.

use std::io;

use axum::{
    body::{Body, Bytes},
    extract::{FromRequestParts, State},
    http::{HeaderValue, header, request::Parts},
    response::{IntoResponse, Response},
};
use axum_extra::extract::Query;
use futures_util::{TryStreamExt, stream};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{
    Part,
    portions::{Section, Source},
    readable,
};
use crate::{
    pages::citizen::Whole,
    web::{App, CitizenLogin, Error, Page, PageContext, Result, View},
};

/// Entries that are read at once.
const AT_ONCE: u64 = 500;
/// Entries of each section that a page shows.
const PER_PAGE: u64 = 100;

impl FromRequestParts<App> for Source {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let cx = PageContext::from_request_parts(parts, app).await?;
        let me = CitizenLogin::from_request_parts(parts, app).await?;
        let whole = Whole::from_request_parts(parts, app).await?;
        Ok(Self { cx, me, whole })
    }
}

impl Source {
    /// The name of whomever it is about, where that is another.
    fn subject_name(&self) -> Option<String> {
        self.me.login.representing.as_ref().map(|subject| subject.name.clone())
    }

    /// What is taken along for another stands in that person's log.
    async fn record(&self, app: &App) -> Result<()> {
        if !self.whole.who.for_another() {
            return Ok(());
        }
        let tx = app.database.begin().await?;
        self.whole.proof.record_export(&tx);
        Ok(tx.commit().await?)
    }

    async fn count(&self, section: Section) -> Result<usize> {
        let (mut count, mut from) = (0, None);
        loop {
            let read = self.read(section, from.as_deref(), AT_ONCE).await?;
            count += read.entries.len();
            from = read.next;
            if from.is_none() {
                return Ok(count);
            }
        }
    }
}

/// A part of what is held.
#[derive(Debug, Clone, Serialize)]
pub struct Summary {
    /// Its name in the file, and part of its text's key.
    pub key: &'static str,
    /// How many entries there are.
    pub count: usize,
}

/// `GET /min-side/eksport`.
#[derive(Debug, Serialize)]
pub struct ExportView {
    /// Whom it is about, where that is another.
    pub subject: Option<String>,
    /// What there is.
    pub sections: Vec<Summary>,
}

impl View for ExportView {
    const TEMPLATE: &'static str = "citizen/export.html";
}

/// What there is, and the way to take it along.
pub async fn show(source: Source) -> Result<Page<ExportView>> {
    let mut sections = Vec::new();
    for section in Section::of(&source.whole.who) {
        sections.push(Summary { key: section.key(), count: source.count(section).await? });
    }
    let subject = source.subject_name();
    Ok(source.cx.page(ExportView { subject, sections }))
}

/// What the address of the page asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    del: String,
    fra: Option<String>,
}

/// A section on the page.
#[derive(Debug, Clone, Serialize)]
pub struct Portion {
    /// The section, with some of its entries.
    pub part: Part,
    /// The address's part for the entries after these, where there may be any.
    pub more: Option<String>,
}

/// `GET /min-side/eksport/les`.
#[derive(Debug, Serialize)]
pub struct ReadableView {
    /// Whom it is about, where that is another.
    pub subject: Option<String>,
    /// Everything, section by section; or a later page of one.
    pub portions: Vec<Portion>,
    /// Whether it is a later page of one.
    pub later: bool,
}

impl View for ReadableView {
    const TEMPLATE: &'static str = "citizen/export-read.html";
}

/// Everything, to read; of what there is much, a page at a time.
pub async fn readable(
    State(app): State<App>,
    source: Source,
    Query(asked): Query<Asked>,
) -> Result<Page<ReadableView>> {
    source.record(&app).await?;
    let one = Section::named(&source.whole.who, &asked.del).zip(asked.fra);
    let portion = async |section: Section, from: Option<&str>| {
        let read = source.read(section, from, PER_PAGE).await?;
        let part = readable::part(section.key(), &json!(read.entries));
        Ok::<_, Error>(Portion { part, more: read.next })
    };
    let later = one.is_some();
    let mut portions = Vec::new();
    if let Some((section, from)) = one {
        portions.push(portion(section, Some(&from)).await?);
    } else {
        for section in Section::of(&source.whole.who) {
            portions.push(portion(section, None).await?);
        }
    }
    let subject = source.subject_name();
    Ok(source.cx.page(ReadableView { subject, portions, later }))
}

/// The file, sent while it is read. One that breaks off is cut, never ended as if it were whole.
pub async fn json(State(app): State<App>, source: Source) -> Result<Response> {
    source.record(&app).await?;
    let mut file = File::of(source);
    // As far as this a failure is an answer of its own.
    let first = file.next().await?;
    let rest = stream::try_unfold(file, async |mut file| {
        Ok(file.next().await?.map(|piece| (Bytes::from(piece), file)))
    });
    let rest = rest.map_err(|error: Error| {
        let cause = io::Error::other(error.code().to_string());
        tracing::error!(error = ?error, "an export broke off");
        cause
    });
    let begun = stream::iter(first.map(|piece| Ok::<_, io::Error>(Bytes::from(piece))));
    let mut response = Body::from_stream(futures_util::StreamExt::chain(begun, rest)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(
        header::CONTENT_DISPOSITION,
        HeaderValue::from_static("attachment; filename=\"reseptor.json\""),
    );
    Ok(response)
}

/// The file on its way: `{"person": […], …}`.
struct File {
    source: Source,
    sections: Box<dyn Iterator<Item = Section> + Send>,
    place: Place,
}

/// How far it is written.
enum Place {
    Begin,
    /// With entries of it written already, or none.
    Within {
        section: Section,
        from: String,
        any: bool,
    },
    Between,
    End,
}

impl File {
    fn of(source: Source) -> Self {
        let sections = Box::new(Section::of(&source.whole.who));
        Self { source, sections, place: Place::Begin }
    }

    /// The next piece of it.
    async fn next(&mut self) -> Result<Option<Vec<u8>>> {
        let mut out = Vec::new();
        let (section, from, mut any) = match std::mem::replace(&mut self.place, Place::End) {
            Place::End => return Ok(None),
            Place::Within { section, from, any } => (section, Some(from), any),
            begun @ (Place::Begin | Place::Between) => {
                let Some(section) = self.sections.next() else { return Ok(Some(b"\n}\n".to_vec())) };
                let before = if matches!(begun, Place::Begin) { "{" } else { "," };
                out.extend(format!("{before}\n\"{}\":[", section.key()).into_bytes());
                (section, None, false)
            }
        };
        let read = self.source.read(section, from.as_deref(), AT_ONCE).await?;
        for entry in &read.entries {
            out.extend(if any { &b",\n"[..] } else { &b"\n"[..] });
            any = true;
            serde_json::to_writer(&mut out, entry).map_err(Error::internal)?;
        }
        self.place = if let Some(from) = read.next {
            Place::Within { section, from, any }
        } else {
            out.extend(b"]");
            Place::Between
        };
        Ok(Some(out))
    }
}
