//! What happened to a listing, and what was decided on which grounds.

use std::collections::HashMap;

use approval::{Decision, DecisionKind};
use catalogue::{PastState, Revision, RevisionState};
use database::Database;
use jiff::Timestamp;
use kernel::{Actor, OrganisationId, ToolId};
use serde::Serialize;

use crate::web::{PageContext, Result};

/// Most decisions that a page shows.
const MOST: u64 = 100;

/// Something that happened, for the part `timeline`.
#[derive(Debug, Clone, Serialize)]
pub struct Event {
    /// When.
    pub at: Timestamp,
    /// What.
    pub text: String,
    /// Whose people did it.
    pub who: Option<String>,
    /// In their words.
    pub note: Option<String>,
    /// Rules that it names.
    pub rules: Vec<String>,
    /// Icon.
    pub picture: &'static str,
}

/// The names of the organisations behind these actors.
async fn names(db: &Database, actors: Vec<&Actor>) -> Result<HashMap<OrganisationId, String>> {
    let ids: Vec<_> = actors.into_iter().filter_map(organisation).collect();
    let organisations = catalogue::list_organisations_by_id(db, &ids).await?;
    Ok(organisations.into_iter().map(|one| (one.id, one.name.to_string())).collect())
}

const fn organisation(actor: &Actor) -> Option<OrganisationId> {
    match *actor {
        Actor::Orderer { organisation, .. } | Actor::Vendor { organisation, .. } => Some(organisation),
        _ => None,
    }
}

fn who(cx: &PageContext, names: &HashMap<OrganisationId, String>, actor: &Actor) -> String {
    match actor {
        Actor::Operator { .. } => cx.text("dossier-by-operator"),
        Actor::System => cx.text("dossier-by-platform"),
        other => organisation(other).and_then(|id| names.get(&id).cloned()).unwrap_or_default(),
    }
}

/// Every state that a revision has been in, the latest first.
pub async fn timeline(cx: &PageContext, revision: &Revision) -> Result<Vec<Event>> {
    let past = catalogue::list_past_states(&cx.app.database, revision.id).await?;
    let steps = past.iter().filter_map(|one| one.state.step()).map(|step| &step.by);
    let names = names(&cx.app.database, steps.collect()).await?;
    Ok(past.iter().rev().map(|one| event(cx, &names, one)).collect())
}

fn event(cx: &PageContext, names: &HashMap<OrganisationId, String>, past: &PastState) -> Event {
    let kind = past.state.kind();
    let note = match &past.state {
        RevisionState::ChangesRequested { wanted, .. } => Some(wanted.to_string()),
        RevisionState::Rejected { grounds, .. } => Some(grounds.to_string()),
        RevisionState::Withdrawn { reason, .. } => reason.text(cx.locale()).map(|(_, text)| text.to_owned()),
        _ => None,
    };
    Event {
        at: past.at,
        text: cx.text(&format!("dossier-step-{}", kind.name())),
        who: past.state.step().map(|step| who(cx, names, &step.by)),
        note,
        rules: Vec::new(),
        picture: super::StateBadge::from(kind).icon,
    }
}

/// Decisions about a tool with their grounds, the latest first.
pub async fn decisions(cx: &PageContext, tool: ToolId) -> Result<Vec<Event>> {
    let decisions = approval::list_decisions(&cx.app.database, tool, MOST).await?;
    let names = names(&cx.app.database, decisions.iter().map(|one| &one.by).collect()).await?;
    Ok(decisions.iter().map(|one| decision(cx, &names, one)).collect())
}

fn decision(cx: &PageContext, names: &HashMap<OrganisationId, String>, decision: &Decision) -> Event {
    let unmet = decision.evaluation.as_ref().map(|evaluation| evaluation.unmet.clone());
    let mut text = cx.text(&format!("dossier-decision-{}", decision.kind.name()));
    if let Some(reason) = decision.reason {
        let reason = cx.text(&format!("dossier-reason-{}", reason.name()));
        text = format!("{text}: {reason}");
    }
    Event {
        at: decision.at,
        text,
        who: Some(who(cx, names, &decision.by)),
        note: decision.grounds.text(cx.locale()).map(|(_, text)| text.to_owned()),
        rules: unmet.unwrap_or_default(),
        picture: match decision.kind {
            DecisionKind::Approve | DecisionKind::Publish | DecisionKind::Check => "seal",
            DecisionKind::Suspend => "pause",
            DecisionKind::Lift => "play",
            DecisionKind::Reject | DecisionKind::Withdraw => "stop",
            DecisionKind::RequestChanges => "warning",
            DecisionKind::Order => "handshake",
            DecisionKind::Settle | DecisionKind::Extend => "hourglass",
        },
    }
}
