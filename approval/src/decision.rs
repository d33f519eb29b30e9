//! Decisions about a listing: who, when, on what grounds, by which criteria. Written once, never changed (4.3).

use std::collections::BTreeSet;

use catalogue::{PerLocale, Prose, SuspensionReason};
use database::{Audit, Read, Tx};
use jiff::Timestamp;
use kernel::{Actor, Id, IdKind, RevisionId, ToolId};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::{Case, Result, store, wire::words};

/// Marker of a decision's id.
#[derive(Debug)]
pub enum DecisionMarker {}

impl IdKind for DecisionMarker {
    const PREFIX: &'static str = "decision";
}

/// The identifier of one decision.
pub type DecisionId = Id<DecisionMarker>;

words! {
    /// What was decided.
    DecisionKind {
        /// A public body took the tool on.
        Order = "order",
        /// The vendor has to change something.
        RequestChanges = "request_changes",
        /// The first decision to publish.
        Approve = "approve",
        /// The second decision to publish.
        Publish = "publish",
        /// An editorial revision was published.
        Check = "check",
        /// It was turned down.
        Reject = "reject",
        /// It was suspended for a reason.
        Suspend = "suspend",
        /// A reason for suspension was lifted.
        Lift = "lift",
        /// It was taken out for good.
        Withdraw = "withdraw",
        /// A deviation was settled.
        Settle = "settle",
        /// A deviation got a new plan and deadline.
        Extend = "extend",
    }
}

impl DecisionKind {
    /// Whether everybody may read it; what led to a listing that is not public yet concerns its parties only.
    pub const fn is_public(self) -> bool {
        !matches!(self, Self::RequestChanges | Self::Reject)
    }
}

/// What a decision on requirements was made from: enough to make the same verdict again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evaluation {
    /// The version of the criteria.
    pub criteria_version: String,
    /// Facts and answers.
    pub case: Case,
    /// Whether it could be published.
    pub publishable: bool,
    /// Requirements that were not met.
    pub unmet: Vec<String>,
    /// Requirements with a documented deviation.
    pub deviations: Vec<String>,
    /// What the listing has to tell.
    pub notes: Vec<String>,
}

impl Evaluation {
    /// Assesses the case and keeps both.
    pub fn of(case: Case) -> Self {
        let verdict = crate::assess(&case);
        let names = |rules: &[kernel::Rule]| rules.iter().map(|rule| rule.0.to_owned()).collect();
        Self {
            criteria_version: crate::CRITERIA_VERSION.to_owned(),
            publishable: verdict.publishable,
            unmet: names(&verdict.unmet),
            deviations: names(&verdict.deviations),
            notes: names(&verdict.notes),
            case,
        }
    }
}

/// One decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Its id.
    pub id: DecisionId,
    /// The tool.
    pub tool: ToolId,
    /// The revision, where it is about one.
    pub revision: Option<RevisionId>,
    /// What was decided.
    pub kind: DecisionKind,
    /// The reason of a suspension.
    pub reason: Option<SuspensionReason>,
    /// On what grounds.
    pub grounds: PerLocale<Prose<4000>>,
    /// What it was made from, where requirements decided.
    pub evaluation: Option<Evaluation>,
    /// Who.
    pub by: Actor,
    /// When.
    pub at: Timestamp,
}

/// A decision to record.
pub(crate) struct NewDecision {
    pub(crate) tool: ToolId,
    pub(crate) revision: Option<RevisionId>,
    pub(crate) kind: DecisionKind,
    pub(crate) reason: Option<SuspensionReason>,
    pub(crate) grounds: PerLocale<Prose<4000>>,
    pub(crate) evaluation: Option<Evaluation>,
}

impl NewDecision {
    /// A decision of this kind about this tool.
    pub(crate) fn new(kind: DecisionKind, tool: ToolId) -> Self {
        Self { tool, revision: None, kind, reason: None, grounds: PerLocale::default(), evaluation: None }
    }

    /// About this revision.
    pub(crate) fn about(self, revision: RevisionId) -> Self {
        Self { revision: Some(revision), ..self }
    }

    /// On these grounds, in the words of whoever decides.
    pub(crate) fn grounds(self, grounds: &str) -> Result<Self> {
        let prose = Prose::new(grounds).map_err(|_| crate::Error::field("error-too-long", "grounds"))?;
        Ok(Self { grounds: PerLocale::bokmal(prose), ..self })
    }

    /// Told people in these words.
    pub(crate) fn told(self, note: &PerLocale<Prose<500>>) -> Result<Self> {
        let mut grounds = PerLocale::default();
        for (locale, text) in note.iter() {
            let prose = Prose::new(text).map_err(|_| crate::Error::field("error-too-long", "note"))?;
            grounds.set(locale, Some(prose));
        }
        Ok(Self { grounds, ..self })
    }

    /// Writes it down, and that it was into the audit log.
    pub(crate) async fn record(self, tx: &Tx, by: Actor) -> Result<()> {
        let Self { tool, revision, kind, reason, grounds, evaluation } = self;
        let decision = Decision {
            id: tx.new_id(),
            tool,
            revision,
            kind,
            reason,
            grounds,
            evaluation,
            by,
            at: database::Read::now(tx),
        };
        store::decisions::insert(tx, &decision).await?;
        let unmet = decision.evaluation.as_ref().map(|evaluation| &evaluation.unmet);
        let detail = json!({ "decision": decision.id, "kind": kind, "revision": revision, "reason": reason, "unmet": unmet });
        tx.audit(Audit::new(by, "listing.decide", tool).detail(detail));
        Ok(())
    }
}

/// All of a tool's decisions, the latest first: for its vendor, its ordering body and the operator.
pub async fn list_decisions(db: &impl Read, tool: ToolId, limit: u64) -> Result<Vec<Decision>> {
    store::decisions::of_tool(db, tool, limit).await
}

/// A listed tool's decisions that everybody may read, the latest first. What concerns a revision that is still on its way is its
/// parties' alone.
pub async fn list_public_decisions(db: &impl Read, tool: ToolId, limit: u64) -> Result<Vec<Decision>> {
    let mut decisions = list_decisions(db, tool, limit).await?;
    let revisions: BTreeSet<_> = decisions.iter().filter_map(|decision| decision.revision).collect();
    let revisions: Vec<_> = revisions.into_iter().collect();
    let known = catalogue::list_revisions_by_id(db, &revisions).await?;
    let on_their_way: BTreeSet<_> =
        known.iter().filter(|revision| revision.state.kind().is_open()).map(|revision| revision.id).collect();
    decisions.retain(|decision| {
        decision.kind.is_public()
            && decision.revision.is_none_or(|revision| !on_their_way.contains(&revision))
    });
    Ok(decisions)
}
