//! What waits for whom: the inbox of ordering bodies, their orders, the operator's queue.

use std::collections::HashMap;

use catalogue::{Listed, Revision, StateKind, Tool, Window};
use database::Read;
use jiff::Timestamp;
use kernel::{Operator, Orderer, OrganisationId, ToolId};

use crate::{Order, Result, Verdict, check::is_editorial, dossier, order::list_own_orders, store};

/// A submitted tool that a public body can take on.
#[derive(Debug, Clone)]
pub struct Submission {
    /// The tool.
    pub tool: Tool,
    /// What was handed in.
    pub revision: Revision,
    /// Since when.
    pub since: Timestamp,
}

/// One of a body's own orders.
#[derive(Debug, Clone)]
pub struct OwnOrder {
    /// The order.
    pub order: Order,
    /// The tool, once there is one.
    pub tool: Option<Tool>,
    /// The revision that is on its way, else the listed one.
    pub revision: Option<Revision>,
    /// The verdict of today, once it is being assessed.
    pub verdict: Option<Verdict>,
}

/// A revision that the operator decides about.
#[derive(Debug, Clone)]
pub struct QueueItem {
    /// The tool.
    pub tool: Tool,
    /// The revision.
    pub revision: Revision,
    /// The body that has it.
    pub orderer: Option<OrganisationId>,
    /// A lighter check is enough.
    pub editorial: bool,
    /// The verdict of today, once it is being assessed.
    pub verdict: Option<Verdict>,
    /// Since when it is where it is.
    pub since: Timestamp,
}

impl QueueItem {
    /// Whether the operator can decide now: nothing is unmet, or it waits for publication or a lighter check.
    pub fn is_ready(&self) -> bool {
        let met = self.verdict.as_ref().is_some_and(|verdict| verdict.publishable);
        match self.revision.state.kind() {
            StateKind::Submitted => self.editorial,
            StateKind::InAssessment | StateKind::Approved => met,
            _ => false,
        }
    }
}

/// Submitted tools that nobody has taken on, the one that has waited longest first.
pub async fn list_inbox(db: &impl Read, _: &Orderer, window: Window) -> Result<Listed<Submission>> {
    let waiting = all_in(db, &[StateKind::Submitted]).await?;
    let tools: Vec<_> = waiting.iter().map(|revision| revision.tool).collect();
    let taken: Vec<_> =
        store::orders::active_of_tools(db, &tools).await?.into_iter().filter_map(|it| it.tool).collect();
    let free: Vec<_> = waiting.into_iter().filter(|revision| !taken.contains(&revision.tool)).collect();
    let total = free.len() as u64;
    let mut items = Vec::new();
    for revision in stretch(free, window) {
        let tool = catalogue::get_tool(db, revision.tool).await?;
        items.push(Submission { tool, since: since(&revision), revision });
    }
    Ok(Listed { items, total })
}

/// The body's own orders with what became of them, the latest first.
pub async fn list_order_work(db: &impl Read, orderer: &Orderer, window: Window) -> Result<Listed<OwnOrder>> {
    let Listed { items: orders, total } = list_own_orders(db, orderer, window).await?;
    let mut items = Vec::new();
    for order in orders {
        let Some(id) = order.tool else {
            items.push(OwnOrder { order, tool: None, revision: None, verdict: None });
            continue;
        };
        let tool = catalogue::get_tool(db, id).await?;
        // Drafts are the vendor's alone.
        let open = catalogue::find_open_revision(db, id).await?;
        let open = open.filter(|revision| revision.state.kind() != StateKind::Draft);
        let revision = match (open, tool.listed) {
            (Some(open), _) => Some(open),
            (None, Some(listed)) => catalogue::find_revision(db, listed).await?,
            (None, None) => None,
        };
        let verdict = match &revision {
            Some(revision) if is_assessed(revision) => dossier::open(db, revision.clone()).await?.verdict(),
            _ => None,
        };
        items.push(OwnOrder { order, tool: Some(tool), revision, verdict });
    }
    Ok(Listed { items, total })
}

/// Revisions on their way, the one that has waited longest first: what the operator can decide now comes before the rest.
pub async fn list_queue(db: &impl Read, _: &Operator, window: Window) -> Result<Listed<QueueItem>> {
    let on_their_way = [
        StateKind::Submitted,
        StateKind::Ordered,
        StateKind::InAssessment,
        StateKind::ChangesRequested,
        StateKind::Approved,
    ];
    let revisions = all_in(db, &on_their_way).await?;
    let ids: Vec<ToolId> = revisions.iter().map(|revision| revision.tool).collect();
    let orders = store::orders::active_of_tools(db, &ids).await?;
    let bodies: HashMap<_, _> =
        orders.iter().filter_map(|order| Some((order.tool?, order.orderer))).collect();
    let mut queue = Vec::new();
    for revision in revisions {
        let submitted = revision.state.kind() == StateKind::Submitted;
        let editorial = submitted && is_editorial(db, &revision).await?;
        let assessed = is_assessed(&revision);
        let verdict = if assessed { dossier::open(db, revision.clone()).await?.verdict() } else { None };
        queue.push(QueueItem {
            tool: catalogue::get_tool(db, revision.tool).await?,
            orderer: bodies.get(&revision.tool).copied(),
            since: since(&revision),
            revision,
            editorial,
            verdict,
        });
    }
    queue.sort_by_key(|item| (!item.is_ready(), item.since));
    let total = queue.len() as u64;
    Ok(Listed { items: stretch(queue, window), total })
}

fn is_assessed(revision: &Revision) -> bool {
    matches!(
        revision.state.kind(),
        StateKind::InAssessment | StateKind::ChangesRequested | StateKind::Approved
    )
}

fn since(revision: &Revision) -> Timestamp {
    revision.state.step().map_or(revision.created_at, |step| step.at)
}

/// All revisions in these states. There are as many as bodies and the operator work on at a time: tens, not thousands.
async fn all_in(db: &impl Read, states: &[StateKind]) -> Result<Vec<Revision>> {
    let mut all = Vec::new();
    loop {
        let window = Window { offset: all.len() as u64, limit: Window::MOST };
        let Listed { items, total } = catalogue::list_revisions_in(db, states, window).await?;
        let ended = items.is_empty();
        all.extend(items);
        if ended || all.len() as u64 >= total {
            return Ok(all);
        }
    }
}

fn stretch<T>(items: Vec<T>, window: Window) -> Vec<T> {
    let offset = usize::try_from(window.offset).unwrap_or(usize::MAX);
    let limit = usize::try_from(window.limit.min(Window::MOST)).unwrap_or(usize::MAX);
    items.into_iter().skip(offset).take(limit).collect()
}
