//! What the operator's pages call organisations, people and tools.

use std::collections::HashMap;

use database::Read;
use kernel::{Actor, OrganisationId, PersonId, ToolId};
use serde::Serialize;

use crate::web::{PageContext, Result};

/// Somebody who did something, as the operator reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Who {
    /// Last part of a text's key: `operator`, `vendor`, `system` …
    pub kind: &'static str,
    /// The name; of citizens, clients and the platform itself there is none.
    pub name: Option<String>,
    /// The organisation acted for.
    pub organisation: Option<String>,
}

/// A tool as lists name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ToolName {
    /// Its id.
    pub id: ToolId,
    /// Its part of addresses.
    pub slug: String,
    /// Its name in the page's language or what it falls back to.
    pub name: String,
}

/// Names read together, so that a list asks once.
#[derive(Debug, Default)]
pub struct Names {
    persons: HashMap<PersonId, String>,
    organisations: HashMap<OrganisationId, String>,
}

impl Names {
    /// Reads the names of these organisations.
    pub async fn of_organisations(
        db: &impl Read,
        ids: impl IntoIterator<Item = OrganisationId>,
    ) -> Result<Self> {
        let mut names = Self::default();
        names.add_organisations(db, ids.into_iter().collect()).await?;
        Ok(names)
    }

    /// Reads the names of whoever acted for an organisation, and of these organisations. Citizens stay nameless.
    pub async fn of_actors(
        db: &impl Read,
        actors: impl IntoIterator<Item = Actor>,
        organisations: impl IntoIterator<Item = OrganisationId>,
    ) -> Result<Self> {
        let (mut persons, mut ids): (Vec<_>, Vec<_>) = (Vec::new(), organisations.into_iter().collect());
        for actor in actors {
            if !matches!(actor, Actor::Citizen { .. }) {
                persons.extend(actor.person());
            }
            ids.extend(organisation_of(&actor));
        }
        let mut names = Self::default();
        for person in people::list_persons(db, &persons).await? {
            names.persons.insert(person.id, person.name.to_string());
        }
        names.add_organisations(db, ids).await?;
        Ok(names)
    }

    async fn add_organisations(&mut self, db: &impl Read, ids: Vec<OrganisationId>) -> Result<()> {
        for organisation in catalogue::list_organisations_by_id(db, &ids).await? {
            self.organisations.insert(organisation.id, organisation.name.to_string());
        }
        Ok(())
    }

    /// An organisation's name; its id where it is not known.
    pub fn organisation(&self, id: OrganisationId) -> String {
        self.organisations.get(&id).cloned().unwrap_or_else(|| id.to_string())
    }

    /// Whoever acted.
    pub fn who(&self, actor: &Actor) -> Who {
        let kind = match actor {
            Actor::Citizen { .. } => "citizen",
            Actor::Clinician { .. } => "clinician",
            Actor::Orderer { .. } => "orderer",
            Actor::Vendor { .. } => "vendor",
            Actor::Operator { .. } => "operator",
            Actor::Client { .. } => "client",
            Actor::System => "system",
        };
        Who {
            kind,
            name: actor.person().and_then(|person| self.persons.get(&person).cloned()),
            organisation: organisation_of(actor).map(|id| self.organisation(id)),
        }
    }
}

const fn organisation_of(actor: &Actor) -> Option<OrganisationId> {
    match actor {
        Actor::Clinician { organisation, .. }
        | Actor::Orderer { organisation, .. }
        | Actor::Vendor { organisation, .. } => Some(*organisation),
        Actor::Citizen { .. } | Actor::Operator { .. } | Actor::Client { .. } | Actor::System => None,
    }
}

/// The tool's name by what the public sees, else by what is on its way.
pub async fn tool_name(db: &impl Read, cx: &PageContext, id: ToolId) -> Result<ToolName> {
    let tool = catalogue::get_tool(db, id).await?;
    let revision = match tool.listed {
        Some(listed) => catalogue::find_revision(db, listed).await?,
        None => catalogue::list_revisions(db, id).await?.into_iter().next(),
    };
    let name = revision.map(|revision| revision.content.name(cx.locale()).to_owned());
    let slug = tool.slug.to_string();
    Ok(ToolName { id, name: name.unwrap_or_else(|| slug.clone()), slug })
}
