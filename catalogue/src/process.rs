//! Processes of services. An integrated tool is a step of one, and follows its access rules (R7): the operator says which grounds it accepts.

use std::{collections::BTreeSet, sync::Arc};

use database::{Audit, Read, Tx, hold};
use jiff::Timestamp;
use kernel::{Operator, Phrase, ProcessId, Slug, ToolId};
use serde_json::json;

use crate::{Error, ProcessBasis, Result, change, store};

/// A process.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Process {
    /// Its id.
    pub id: ProcessId,
    /// Its stable key.
    pub key: Slug,
    /// Its name.
    pub name: Phrase<200>,
    /// The grounds for acting for another that it accepts (R7).
    pub bases: BTreeSet<ProcessBasis>,
    /// Where and how people come into it, in plain words or as an address.
    pub entry: Phrase<500>,
    /// When it was defined.
    pub created_at: Timestamp,
    /// When it was changed last.
    pub changed_at: Timestamp,
}

/// What the operator says of a process.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewProcess {
    /// Its name.
    pub name: Phrase<200>,
    /// The grounds that it accepts; none where nobody may act for another in it.
    pub bases: BTreeSet<ProcessBasis>,
    /// Where and how people come into it.
    pub entry: Phrase<500>,
}

/// Defines a process.
pub async fn add_process(tx: &Tx, operator: &Operator, key: Slug, new: NewProcess) -> Result<Process> {
    let NewProcess { name, bases, entry } = new;
    let (created_at, changed_at) = (tx.now(), tx.now());
    let process = Process { id: tx.new_id(), key, name, bases, entry, created_at, changed_at };
    store::processes::insert(tx, &process).await?;
    let detail = json!({"key": process.key, "bases": process.bases});
    tx.audit(Audit::new(operator, "process.add", process.id).detail(detail));
    Ok(process)
}

/// Changes what is said of it, with effect at once: every token of its tools is decided on anew.
pub async fn change_process(tx: &Tx, operator: &Operator, id: ProcessId, to: NewProcess) -> Result<Process> {
    let before = find_process(tx, id).await?.ok_or(Error::NotFound("process"))?;
    let NewProcess { name, bases, entry } = to;
    let process = Process { name, bases, entry, changed_at: tx.now(), ..before.clone() };
    store::processes::update(tx, &process).await?;
    if (&process.name, &process.bases, &process.entry) != (&before.name, &before.bases, &before.entry) {
        change::note_listed(tx, &store::processes::tools(tx, id).await?).await?;
    }
    let detail = json!({"before": before.bases, "bases": process.bases});
    tx.audit(Audit::new(operator, "process.change", id).detail(detail));
    Ok(process)
}

/// Makes a tool a step of a process, or of none.
pub async fn assign_process(
    tx: &Tx,
    operator: &Operator,
    tool: ToolId,
    process: Option<ProcessId>,
) -> Result<()> {
    if let Some(id) = process {
        find_process(tx, id).await?.ok_or(Error::NotFound("process"))?;
    }
    let before = find_process_of(tx, tool).await?.map(|before| before.id);
    store::processes::assign(tx, tool, process).await?;
    if before != process {
        change::note_listed(tx, &[tool]).await?;
    }
    tx.audit(Audit::new(operator, "tool.process", tool).detail(json!({ "process": process })));
    Ok(())
}

/// The process with this id, if there is one.
pub async fn find_process(db: &impl Read, id: ProcessId) -> Result<Option<Process>> {
    store::processes::find(db, id).await
}

/// The process that this tool is a step of, if any.
pub async fn find_process_of(db: &impl Read, tool: ToolId) -> Result<Option<Process>> {
    store::processes::of_tool(db, tool).await
}

/// As `find_process_of`, as it may be held: for what is asked at every request.
pub async fn find_held_process_of(db: &impl Read, tool: ToolId) -> Result<Option<Arc<Process>>> {
    hold(db, || tool.to_string(), || find_process_of(db, tool)).await
}

/// Every process, by name; the 500 first.
pub async fn list_processes(db: &impl Read) -> Result<Vec<Process>> {
    store::processes::list(db).await
}

/// The tools that are steps of a process.
pub async fn list_tools_of_process(db: &impl Read, process: ProcessId) -> Result<Vec<ToolId>> {
    store::processes::tools(db, process).await
}
