//! The vendor's own tool, as its pages need it.

use catalogue::{OwnTool, Revision, StateKind, Suspension, Tool};
use database::Read;
use kernel::{ToolId, VendorUser, oslo};

use crate::web::{App, Error, Result};

/// A tool of the vendor who asks.
pub struct Own {
    /// The tool.
    pub tool: Tool,
    /// What the public sees.
    pub listed: Option<Revision>,
    /// The revision on its way.
    pub open: Option<Revision>,
    /// Reasons for which it is suspended.
    pub suspensions: Vec<Suspension>,
    /// Rules that already say no to what is on its way.
    pub foreseeable: Vec<&'static str>,
}

/// The tool with this id; somebody else's is not found.
pub async fn load(app: &App, user: &VendorUser, id: ToolId) -> Result<Own> {
    let db = &app.database;
    let OwnTool { tool, listed, open } =
        catalogue::find_own_tool(db, user, id).await?.ok_or_else(Error::not_found)?;
    let today = oslo::date(db.now());
    let foreseeable = open.as_ref().or(listed.as_ref()).map(|revision| {
        approval::foreseeable(&revision.content, today).into_iter().map(approval::Requirement::name).collect()
    });
    Ok(Own {
        suspensions: catalogue::list_suspensions(db, tool.id).await?,
        tool,
        listed,
        open,
        foreseeable: foreseeable.unwrap_or_default(),
    })
}

impl Own {
    /// The newest revision: the one on its way, else the listed one.
    pub fn newest(&self) -> Result<&Revision> {
        self.open.as_ref().or(self.listed.as_ref()).ok_or_else(Error::not_found)
    }

    /// The revision on its way.
    pub fn open_revision(&self) -> Result<&Revision> {
        self.open.as_ref().ok_or_else(Error::not_found)
    }

    /// The revision on its way, if the vendor may change it now.
    pub fn draft(&self) -> Option<&Revision> {
        self.open.as_ref().filter(|revision| revision.state.kind().is_editable())
    }

    /// Whether the public has seen it and it is not gone for good.
    pub fn is_listed(&self) -> bool {
        self.listed.as_ref().is_some_and(|listed| listed.state.kind() == StateKind::Published)
    }

    /// The path of one of its pages.
    pub fn path(&self, rest: &str) -> String {
        format!("/leverandor/verktoy/{}{rest}", self.tool.id)
    }
}
