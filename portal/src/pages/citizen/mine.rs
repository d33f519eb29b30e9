//! `/mine-verktoy`: what has been prescribed, what is in use, what has ended, and messages.

use std::collections::BTreeSet;

use axum::extract::State;
use jiff::Timestamp;
use kernel::ToolId;
use serde::Serialize;

use super::{OnBehalf, RxCard, Whole, prescription, starts};
use crate::{
    pages::wording::Wording,
    web::{App, Page, PageContext, Result, View},
};

/// Starts that are looked through for open tools.
const STARTS: u64 = 200;
/// Open tools that are shown.
const SHOWN: usize = 6;

/// An open tool that has been started.
#[derive(Debug, Clone, Serialize)]
pub struct UsedTool {
    /// Its part of the address.
    pub slug: String,
    /// Its name.
    pub name: Wording,
    /// Name of its icon.
    pub picture: String,
    /// When it was last started.
    pub last: Timestamp,
}

/// `GET /mine-verktoy`.
#[derive(Debug, Serialize)]
pub struct MineView {
    /// Whose tools they are, where that is another.
    pub subject: Option<String>,
    /// Whether that is on a ground that lets one see what is prescribed, and nothing else (F10).
    pub only_seen: bool,
    /// Not begun with yet.
    pub new: Vec<RxCard>,
    /// In use.
    pub active: Vec<RxCard>,
    /// Ended.
    pub ended: Vec<RxCard>,
    /// Open tools that have been started.
    pub used: Vec<UsedTool>,
    /// Messages not read.
    pub unread: u64,
}

impl View for MineView {
    const TEMPLATE: &'static str = "citizen/mine.html";
}

/// The page.
pub async fn show(State(app): State<App>, cx: PageContext, who: OnBehalf) -> Result<Page<MineView>> {
    let prescriptions = prescription::all(&app, &who).await?;
    let prescribed: BTreeSet<ToolId> = prescriptions.iter().map(|one| one.tool).collect();
    let cards = prescription::cards(&cx, &prescriptions).await?;
    let of = |stages: &[&str]| cards.iter().filter(|card| stages.contains(&card.stage)).cloned().collect();
    let unread =
        if who.for_another() { 0 } else { notify::unread_count(&app.database, who.citizen.person).await? };
    let whole = Whole::of(&who);
    let view = MineView {
        only_seen: whole.is_err(),
        subject: who.login.representing.as_ref().map(|subject| subject.name.clone()),
        new: of(&["issued", "seen"]),
        active: of(&["active"]),
        ended: of(&["completed", "stopped", "declined", "expired"]),
        used: match whole {
            Ok(whole) => used(&cx, &whole, &prescribed).await?,
            Err(_) => Vec::new(),
        },
        unread,
    };
    Ok(cx.page(view))
}

async fn used(cx: &PageContext, whole: &Whole, prescribed: &BTreeSet<ToolId>) -> Result<Vec<UsedTool>> {
    let db = &cx.app.database;
    let mut latest: Vec<(ToolId, Timestamp)> = Vec::new();
    for start in starts(&cx.app, whole, None, STARTS).await? {
        let known = prescribed.contains(&start.tool) || latest.iter().any(|(tool, _)| *tool == start.tool);
        if !known && latest.len() < SHOWN {
            latest.push((start.tool, start.at));
        }
    }
    let ids: Vec<ToolId> = latest.iter().map(|(tool, _)| *tool).collect();
    let listings = catalogue::list_listings(db, &ids).await?;
    let used = latest.into_iter().filter_map(|(tool, last)| {
        let listing = listings.iter().find(|listing| listing.id() == tool)?;
        Some(UsedTool {
            slug: listing.tool.slug.to_string(),
            name: prescription::name(cx.locale(), listing),
            picture: crate::pages::public::card::picture(cx, listing),
            last,
        })
    });
    Ok(used.collect())
}
