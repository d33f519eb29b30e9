//! `/forvaltning/utboks`: side effects that were given up, and another try.

use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use database::{Audit, outbox};
use jiff::Timestamp;
use serde::Serialize;
use uuid::Uuid;

use crate::web::{App, Error, OperatorLogin, Page, PageContext, Posted, Result, View};

/// Most jobs shown.
const MOST: u64 = 100;

/// A job that was given up.
#[derive(Debug, Serialize)]
pub struct DeadRow {
    /// The job.
    pub id: Uuid,
    /// What it was to do.
    pub kind: String,
    /// How many times it was tried.
    pub attempts: u32,
    /// When it was queued.
    pub queued: Timestamp,
    /// What the last try said.
    pub error: String,
}

/// `GET /forvaltning/utboks`.
#[derive(Debug, Serialize)]
pub struct OutboxView {
    /// Waiting or under way.
    pub waiting: u64,
    /// Given up.
    pub total: u64,
    /// The latest of those.
    pub dead: Vec<DeadRow>,
}

impl View for OutboxView {
    const TEMPLATE: &'static str = "operator/outbox.html";
}

/// Jobs that were given up, the latest first.
pub async fn list(State(app): State<App>, cx: PageContext, _: OperatorLogin) -> Result<Page<OutboxView>> {
    let backlog = outbox::backlog(&app.database).await?;
    let dead = outbox::list_dead(&app.database, MOST).await?;
    let dead = dead.into_iter().map(|job| DeadRow {
        id: job.id,
        kind: job.kind,
        attempts: job.attempts,
        queued: job.queued_at,
        error: job.error,
    });
    Ok(cx.page(OutboxView { waiting: backlog.open, total: backlog.dead, dead: dead.collect() }))
}

/// Tries a job again.
pub async fn revive(
    State(app): State<App>,
    cx: PageContext,
    me: OperatorLogin,
    Path(id): Path<Uuid>,
    Posted(_): Posted,
) -> Result<Response> {
    let tx = app.database.begin().await?;
    if !outbox::revive(&tx, id).await? {
        return Err(Error::not_found());
    }
    tx.audit(Audit::new(&me.actor, "outbox.revive", id));
    tx.commit().await?;
    Ok(cx.redirect("/forvaltning/utboks").flash("flash-op-revived").into_response())
}
