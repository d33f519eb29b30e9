//! What others have done on a person's behalf: the person's own log.

use database::{Read, audit};
use jiff::Timestamp;
use kernel::{Actor, Hidden, PersonId, ToolId};

use crate::{Result, Whole, hidden, representation::Basis, store};

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// Began to act.
    Began,
    /// Started a tool.
    Started,
    /// Gave a data permission.
    Permitted,
    /// Took one back.
    Withdrew,
    /// Had what a tool keeps deleted.
    Erased,
    /// Took along what is held about the person.
    Exported,
}

/// Something that another has done for the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: PersonId,
    /// What.
    pub deed: Deed,
    /// With which tool.
    pub tool: Option<ToolId>,
    /// On what ground, where that was noted.
    pub basis: Option<Basis>,
}

/// What stands in the audit log alone, and what was done by it.
const LOGGED: [(&str, Deed); 3] =
    [("representation.begin", Deed::Began), ("storage.erase", Deed::Erased), ("export.take", Deed::Exported)];
/// Entries of the audit log that are read at once.
const BATCH: u64 = 500;

/// What others did for the subject before this instant, newest first. What is withheld from parents (F11) is nowhere in what they see.
pub async fn list_acts(
    db: &impl Read,
    whole: &Whole,
    before: Option<Timestamp>,
    limit: u64,
) -> Result<Vec<Act>> {
    let hidden = hidden(db, whole.acting()).await?;
    let subject = whole.acting().citizen().subject;
    let mut all = store::launch::by_others(db, subject, &hidden, before, limit).await?;
    all.extend(store::permission::by_others(db, subject, &hidden, before, limit).await?);
    all.extend(logged(db, subject, &hidden, before, limit).await?);
    all.sort_by_key(|act| std::cmp::Reverse(act.at));
    all.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(all)
}

/// What stands in the audit log alone: taking on acting for the subject, having a tool's values deleted, and taking along what is held.
async fn logged(
    db: &impl Read,
    subject: PersonId,
    hidden: &Hidden,
    before: Option<Timestamp>,
    limit: u64,
) -> Result<Vec<Act>> {
    let (object, most) = (subject.to_string(), usize::try_from(limit).unwrap_or(usize::MAX));
    let actions = LOGGED.map(|(action, _)| action);
    let (mut acts, mut position) = (Vec::new(), None);
    loop {
        let entries = audit::list_of_actions(db, &object, &actions, (before, position), BATCH).await?;
        position = entries.last().map(|entry| entry.seq);
        for entry in &entries {
            let Actor::Citizen { person, .. } = entry.actor else { continue };
            let Some((_, deed)) = LOGGED.into_iter().find(|(action, _)| *action == entry.action) else {
                continue;
            };
            let tool: Option<ToolId> = entry.detail["tool"].as_str().and_then(|id| id.parse().ok());
            let shown = !tool.is_some_and(|tool| hidden.hides(tool, entry.at, person));
            if shown && person != subject {
                let basis = entry.detail["basis"].as_str().and_then(Basis::named);
                acts.push(Act { at: entry.at, by: person, deed, tool, basis });
            }
        }
        if position.is_none() || acts.len() >= most {
            return Ok(acts);
        }
    }
}
