//! Lists of tools that an organisation's clinicians share: what it recommends for what.

use database::{Audit, Read, Tx};
use jiff::Timestamp;
use kernel::{Clinician, OrganisationId, Phrase, ToolId, ToolListId};
use serde_json::json;

use crate::{Error, Result, favourite::must_be_there, store};

/// Most lists of an organisation.
pub const MOST_LISTS: u64 = 100;
/// Most tools on a list.
pub const MOST_LISTED: u64 = 100;

/// A list's name.
pub type ListName = Phrase<80>;

/// A list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToolList {
    /// Its id.
    pub id: ToolListId,
    /// Whose clinicians share it.
    pub organisation: OrganisationId,
    /// Its name, unique in the organisation.
    pub name: ListName,
    /// When it was made.
    pub created_at: Timestamp,
}

/// Makes a list. Every clinician of the organisation may read and change it.
pub async fn add_tool_list(tx: &Tx, clinician: &Clinician, name: ListName) -> Result<ToolList> {
    if store::tool_lists::count(tx, clinician.organisation).await? >= MOST_LISTS {
        return Err(Error::Full { most: MOST_LISTS });
    }
    let list = ToolList { id: tx.new_id(), organisation: clinician.organisation, name, created_at: tx.now() };
    store::tool_lists::insert(tx, &list, clinician.person).await?;
    tx.audit(Audit::new(clinician, "tool_list.add", list.id).detail(json!({ "name": list.name })));
    Ok(list)
}

/// Gives it another name.
pub async fn rename_tool_list(
    tx: &Tx,
    clinician: &Clinician,
    id: ToolListId,
    name: ListName,
) -> Result<ToolList> {
    let before = get(tx, clinician, id).await?;
    let list = ToolList { name, ..before.clone() };
    store::tool_lists::rename(tx, &list).await?;
    let detail = json!({ "before": before.name, "name": list.name });
    tx.audit(Audit::new(clinician, "tool_list.rename", id).detail(detail));
    Ok(list)
}

/// Deletes it; the tools stay where they are.
pub async fn delete_tool_list(tx: &Tx, clinician: &Clinician, id: ToolListId) -> Result<ToolList> {
    let list = get(tx, clinician, id).await?;
    let tools = store::tool_lists::tools(tx, id).await?;
    store::tool_lists::delete(tx, id).await?;
    let detail = json!({ "name": list.name, "tools": tools });
    tx.audit(Audit::new(clinician, "tool_list.delete", id).detail(detail));
    Ok(list)
}

/// Puts a tool on it. Doing so twice is doing it once.
pub async fn add_to_tool_list(
    tx: &Tx,
    clinician: &Clinician,
    id: ToolListId,
    tool: ToolId,
) -> Result<ToolList> {
    let list = get(tx, clinician, id).await?;
    must_be_there(tx, tool).await?;
    if store::tool_lists::count_tools(tx, id).await? >= MOST_LISTED {
        return Err(Error::Full { most: MOST_LISTED });
    }
    if store::tool_lists::put(tx, id, tool, clinician.person).await? {
        tx.audit(Audit::new(clinician, "tool_list.put", id).detail(json!({ "tool": tool })));
    }
    Ok(list)
}

/// Takes a tool off it.
pub async fn remove_from_tool_list(
    tx: &Tx,
    clinician: &Clinician,
    id: ToolListId,
    tool: ToolId,
) -> Result<ToolList> {
    let list = get(tx, clinician, id).await?;
    if store::tool_lists::take(tx, id, tool).await? {
        tx.audit(Audit::new(clinician, "tool_list.take", id).detail(json!({ "tool": tool })));
    }
    Ok(list)
}

async fn get(db: &impl Read, clinician: &Clinician, id: ToolListId) -> Result<ToolList> {
    find_tool_list(db, clinician, id).await?.ok_or(Error::NotFound("list"))
}

/// A list of the clinician's organisation; another's is none.
pub async fn find_tool_list(
    db: &impl Read,
    clinician: &Clinician,
    id: ToolListId,
) -> Result<Option<ToolList>> {
    store::tool_lists::find(db, clinician.organisation, id).await
}

/// The organisation's lists by name, each with how many tools are on it.
pub async fn list_tool_lists(db: &impl Read, clinician: &Clinician) -> Result<Vec<(ToolList, u64)>> {
    store::tool_lists::list(db, clinician.organisation).await
}

/// The tools of a list, as they were put on it.
pub async fn list_tools_on(db: &impl Read, list: &ToolList) -> Result<Vec<ToolId>> {
    store::tool_lists::tools(db, list.id).await
}

/// Those of the organisation's lists that a tool stands on.
pub async fn list_tool_lists_with(
    db: &impl Read,
    clinician: &Clinician,
    tool: ToolId,
) -> Result<Vec<ToolListId>> {
    store::tool_lists::with(db, clinician.organisation, tool).await
}
