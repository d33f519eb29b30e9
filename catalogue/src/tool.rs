//! Tools: what stays the same through all revisions.

use database::Read;
use jiff::Timestamp;
use kernel::{Operator, OrganisationId, RevisionId, Slug, ToolId, VendorUser};

use crate::{Error, Listed, Result, Revision, Window, store};

/// A tool in the catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tool {
    /// Its id.
    pub id: ToolId,
    /// Its part of addresses; never changes.
    pub slug: Slug,
    /// Whose it is.
    pub vendor: OrganisationId,
    /// When it was registered.
    pub created_at: Timestamp,
    /// The revision that the public sees: published, or withdrawn after having been so.
    pub listed: Option<RevisionId>,
}

/// A tool as its vendor sees it in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnTool {
    /// The tool.
    pub tool: Tool,
    /// What the public sees.
    pub listed: Option<Revision>,
    /// The revision on its way.
    pub open: Option<Revision>,
}

/// The tool with this id, if there is one.
pub async fn find_tool(db: &impl Read, id: ToolId) -> Result<Option<Tool>> {
    store::tools::find(db, id).await
}

/// The tool with this id.
pub async fn get_tool(db: &impl Read, id: ToolId) -> Result<Tool> {
    find_tool(db, id).await?.ok_or(Error::NotFound("tool"))
}

/// The tool with this slug, if there is one, whether or not the public sees it.
pub async fn find_tool_by_slug(db: &impl Read, slug: &Slug) -> Result<Option<Tool>> {
    store::tools::find_by_slug(db, slug).await
}

/// The vendor's own tool with this id, if there is one.
pub async fn find_own_tool(db: &impl Read, user: &VendorUser, id: ToolId) -> Result<Option<OwnTool>> {
    match find_tool(db, id).await?.filter(|tool| tool.vendor == user.organisation) {
        Some(tool) => Ok(store::tools::with_revisions(db, vec![tool]).await?.pop()),
        None => Ok(None),
    }
}

/// The vendor's own tools, the latest registered first.
pub async fn list_own_tools(db: &impl Read, user: &VendorUser, window: Window) -> Result<Listed<OwnTool>> {
    let Listed { items, total } = store::tools::of_vendor(db, user.organisation, window).await?;
    Ok(Listed { items: store::tools::with_revisions(db, items).await?, total })
}

/// Which tools a list shows. Drafts are their vendors' alone: a tool is found once it has been handed in.
#[derive(Debug, Clone, Default)]
pub struct ToolFilter {
    /// Only those with a name that contains this, whatever the case.
    pub name: Option<String>,
    /// Only those that are suspended now.
    pub suspended: bool,
}

/// Tools of all vendors by their part of addresses, for the operator.
pub async fn list_tools(
    db: &impl Read,
    _: &Operator,
    filter: &ToolFilter,
    window: Window,
) -> Result<Listed<OwnTool>> {
    let Listed { items, total } = store::tools::list(db, filter, window).await?;
    Ok(Listed { items: store::tools::with_revisions(db, items).await?, total })
}

/// How many published tools are suspended now.
pub async fn count_suspended(db: &impl Read) -> Result<u64> {
    store::tools::count_suspended(db).await
}

/// All of a vendor's tools that the public sees, for what depends on its agreements.
pub async fn list_listed_tools_of(db: &impl Read, vendor: OrganisationId) -> Result<Vec<Tool>> {
    store::tools::listed_of_vendor(db, vendor).await
}

/// How many tools are published and not suspended.
pub async fn count_published(db: &impl Read) -> Result<u64> {
    store::tools::count_published(db).await
}

/// The published tool at this place of all in the order of their ids, counted from 0.
pub async fn nth_published(db: &impl Read, place: u64) -> Result<Option<ToolId>> {
    store::tools::nth_published(db, place).await
}

/// Published tools in the order of their ids after this one, page by page.
pub async fn list_published_after(db: &impl Read, after: Option<ToolId>, limit: u64) -> Result<Vec<Tool>> {
    store::tools::published_after(db, after, limit).await
}
