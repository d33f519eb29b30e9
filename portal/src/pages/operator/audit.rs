//! `/forvaltning/hendelser`: the audit log, and whether its chain holds.

use axum::extract::State;
use axum_extra::extract::Query;
use database::audit::{self, Entry, Verdict};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{cases::who_text, names::Names, tools::search_text};
use crate::web::{App, OperatorLogin, Page, PageContext, Posted, Result, View};

/// Entries a page.
const PER_PAGE: u64 = 50;

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    /// About this object only.
    #[serde(default)]
    objekt: Option<String>,
    /// Before this position.
    #[serde(default)]
    foer: Option<String>,
}

/// One entry.
#[derive(Debug, Serialize)]
pub struct EntryRow {
    /// Position in the chain.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub who: String,
    /// What, as `noun.verb`: shown beside the words for it, or alone where a newer program wrote it.
    pub action: String,
    /// To what.
    pub object: String,
    /// Grounds, rules and facts; empty where there are none.
    pub detail: String,
}

/// Outcome of checking the chain.
#[derive(Debug, Serialize)]
pub struct Checked {
    /// It holds.
    pub intact: bool,
    /// How many entries there are, or the first position that does not fit.
    pub at: i64,
}

/// `GET /forvaltning/hendelser`.
#[derive(Debug, Serialize)]
pub struct AuditView {
    /// About this object only; empty for everything.
    pub object: String,
    /// The page's entries, newest first.
    pub entries: Vec<EntryRow>,
    /// The address of older entries.
    pub older: Option<String>,
    /// Whether this is not the newest page.
    pub later: bool,
    /// What checking the chain has found.
    pub checked: Option<Checked>,
}

impl View for AuditView {
    const TEMPLATE: &'static str = "operator/audit.html";
}

/// The log, newest first.
pub async fn list(
    State(app): State<App>,
    cx: PageContext,
    _: OperatorLogin,
    Query(asked): Query<Asked>,
) -> Result<Page<AuditView>> {
    let view = view(&app, &cx, &asked, None).await?;
    Ok(cx.page(view))
}

/// Checks every link of the chain.
pub async fn verify(
    State(app): State<App>,
    cx: PageContext,
    _: OperatorLogin,
    Posted(_): Posted,
) -> Result<Page<AuditView>> {
    let checked = match audit::verify(&app.database).await? {
        Verdict::Intact(count) => Checked { intact: true, at: count },
        Verdict::Broken(at) => Checked { intact: false, at },
    };
    let view = view(&app, &cx, &Asked::default(), Some(checked)).await?;
    Ok(cx.page(view))
}

async fn view(app: &App, cx: &PageContext, asked: &Asked, checked: Option<Checked>) -> Result<AuditView> {
    let db = &app.database;
    let before = asked.foer.as_deref().and_then(|text| text.parse().ok());
    let object = search_text(asked.objekt.as_deref());
    let found = match &object {
        Some(object) => audit::list_about_before(db, object, before, PER_PAGE).await?,
        None => audit::list_before(db, before, PER_PAGE).await?,
    };
    let names = Names::of_actors(db, found.iter().map(|entry| entry.actor), []).await?;
    let full = found.len() as u64 == PER_PAGE;
    let last = found.last().filter(|entry| full && entry.seq > 1);
    let older = last.map(|last| address(object.as_deref(), last.seq));
    Ok(AuditView {
        entries: found.iter().map(|entry| row(cx, entry, &names)).collect(),
        object: object.unwrap_or_default(),
        older,
        later: before.is_some(),
        checked,
    })
}

fn address(object: Option<&str>, before: i64) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    if let Some(object) = object {
        query.append_pair("objekt", object);
    }
    query.append_pair("foer", &before.to_string());
    format!("/forvaltning/hendelser?{}", query.finish())
}

fn row(cx: &PageContext, entry: &Entry, names: &Names) -> EntryRow {
    EntryRow {
        seq: entry.seq,
        at: entry.at,
        who: who_text(cx, &names.who(&entry.actor)),
        action: entry.action.clone(),
        object: entry.object.clone(),
        detail: if entry.detail.is_null() { String::new() } else { entry.detail.to_string() },
    }
}
