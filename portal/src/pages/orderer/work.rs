//! An order of the body who asks, with the tool and the assessment it is about.

use approval::{Dossier, Order};
use catalogue::{Revision, StateKind, Tool};
use kernel::Orderer;

use crate::{
    pages::named::Id,
    web::{App, Error, PageContext, Result},
};

/// An order with what hangs on it.
pub struct Work {
    /// The order.
    pub order: Order,
    /// The tool, once there is one.
    pub tool: Option<Tool>,
    /// The revision on its way, else the listed one.
    pub revision: Option<Revision>,
    /// The assessment, where it is this body's.
    pub dossier: Option<Dossier>,
}

/// The body's own order with this id; another body's is not found.
pub async fn load(app: &App, orderer: &Orderer, id: &str) -> Result<Work> {
    let db = &app.database;
    let order = approval::find_own_order(db, orderer, Id::parse(id)?).await?.ok_or_else(Error::not_found)?;
    let Some(tool) = order.tool else {
        return Ok(Work { order, tool: None, revision: None, dossier: None });
    };
    let tool = catalogue::get_tool(db, tool).await?;
    // Drafts are the vendor's alone.
    let open = catalogue::find_open_revision(db, tool.id).await?;
    let open = open.filter(|revision| revision.state.kind() != StateKind::Draft);
    let revision = match (open, tool.listed) {
        (Some(open), _) => Some(open),
        (None, Some(listed)) => catalogue::find_revision(db, listed).await?,
        (None, None) => None,
    };
    let dossier = match &revision {
        Some(revision) => approval::find_dossier(db, orderer, revision.id).await?,
        None => None,
    };
    Ok(Work { order, tool: Some(tool), revision, dossier })
}

impl Work {
    /// The path of one of its pages.
    pub fn path(&self, rest: &str) -> String {
        format!("/bestiller/bestillinger/{}{rest}", self.order.id)
    }

    /// The tool's name, else what was ordered.
    pub fn name(&self, cx: &PageContext) -> String {
        let revision = self.revision.as_ref();
        revision
            .map_or_else(|| self.order.subject.to_string(), |one| one.content.name(cx.locale()).to_owned())
    }

    /// The assessment.
    pub fn assessed(&self) -> Result<&Dossier> {
        self.dossier.as_ref().ok_or_else(Error::not_found)
    }

    /// The tool.
    pub fn some_tool(&self) -> Result<&Tool> {
        self.tool.as_ref().ok_or_else(Error::not_found)
    }

    /// Where the revision stands.
    pub fn state(&self) -> Option<StateKind> {
        self.revision.as_ref().map(|revision| revision.state.kind())
    }
}
