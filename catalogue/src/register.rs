//! What vendors do with their tools: register, save, begin a new revision, delete a draft.

use database::{Audit, Read as _, Tx};
use kernel::{RevisionId, Slug, ToolId, VendorUser};

use crate::{Content, Error, Result, Revision, RevisionState, StateKind, Tool, file, store};

/// Parts of addresses that no tool gets: under `/verktoy/` the portal has pages of its own there.
pub const RESERVED_SLUGS: [&str; 1] = ["forslag"];

/// A tool to register.
#[derive(Debug, Clone)]
pub struct Register {
    /// What it says so far.
    pub content: Content,
    /// Its part of addresses; made of its name where `None`.
    pub slug: Option<Slug>,
}

/// Registers a tool with its first draft.
pub async fn register(tx: &Tx, user: &VendorUser, command: Register) -> Result<(Tool, Revision)> {
    register_as(tx, user, tx.new_id(), command).await
}

/// Registers a tool under an id that was made with the page: the same form twice is one tool, and `SentOtherwise` where it has another name now.
pub async fn register_as(
    tx: &Tx,
    user: &VendorUser,
    id: ToolId,
    command: Register,
) -> Result<(Tool, Revision)> {
    if let Some(known) = store::tools::find(tx, id).await? {
        let first = store::revisions::of_tool(tx, id).await?.pop();
        return match first {
            Some(_) if known.vendor != user.organisation => Err(Error::Stale),
            Some(first) if was_registered_as(&known, &first, &command) => Ok((known, first)),
            Some(_) => Err(Error::SentOtherwise(id)),
            None => Err(Error::Stale),
        };
    }
    valid(&command.content)?;
    let slug = match command.slug {
        Some(slug) if is_reserved(slug.as_str()) => return Err(Error::Taken("slug")),
        Some(slug) => slug,
        None => free_slug(tx, &command.content).await?,
    };
    let tool = Tool { id, slug, vendor: user.organisation, created_at: tx.now(), listed: None };
    store::tools::insert(tx, &tool).await?;
    let revision = draft(tx, user, (tool.id, 1), command.content).await?;
    tx.audit(Audit::new(user, "tool.register", tool.id));
    Ok((tool, revision))
}

/// Whether the tool was registered under this name. A draft may have been given another since; its part of addresses was made of the first.
fn was_registered_as(known: &Tool, first: &Revision, command: &Register) -> bool {
    let name = command.content.name(kernel::Locale::Nb);
    if first.version == 1 {
        return first.content.name(kernel::Locale::Nb) == name;
    }
    let made = slug_base(name);
    let rest = known.slug.as_str().strip_prefix(made.as_str());
    rest.is_some_and(|rest| {
        rest.is_empty() || rest.strip_prefix('-').is_some_and(|n| n.parse::<u32>().is_ok())
    })
}

/// Puts `content` in place of what the vendor's revision said; it must still be at version `expected`.
pub async fn save_draft(
    tx: &Tx,
    user: &VendorUser,
    id: RevisionId,
    expected: i32,
    content: Content,
) -> Result<Revision> {
    valid(&content)?;
    let mut revision = own(tx, user, id).await?;
    if !revision.state.kind().is_editable() {
        return Err(Error::NotEditable(revision.state.kind()));
    }
    if !store::revisions::set_content(tx, id, expected, &content).await? {
        return Err(Error::Stale);
    }
    file::refer(tx, user, id, &content).await?;
    tx.audit(Audit::new(user, "revision.save", id));
    revision.version = expected.saturating_add(1);
    revision.updated_at = tx.now();
    revision.content = content;
    Ok(revision)
}

/// Begins a new revision of the vendor's own tool; the listed one stays up meanwhile (domain §4.4).
pub async fn save_revision_draft(
    tx: &Tx,
    user: &VendorUser,
    tool: ToolId,
    content: Content,
) -> Result<Revision> {
    valid(&content)?;
    let tool = store::tools::find(tx, tool).await?.filter(|tool| tool.vendor == user.organisation);
    let tool = tool.ok_or(Error::NotFound("tool"))?;
    let revisions = store::revisions::of_tool(tx, tool.id).await?;
    if revisions.iter().any(|revision| revision.state.kind().is_open()) {
        return Err(Error::AlreadyOpen);
    }
    let number = revisions.first().map_or(1, |newest| newest.number.saturating_add(1));
    let revision = draft(tx, user, (tool.id, number), content).await?;
    tx.audit(Audit::new(user, "revision.begin", revision.id));
    Ok(revision)
}

/// Deletes a draft, and the tool with it where there is nothing else of it.
pub async fn delete_draft(tx: &Tx, user: &VendorUser, id: RevisionId, expected: i32) -> Result<()> {
    let revision = own(tx, user, id).await?;
    if revision.state.kind() != StateKind::Draft {
        return Err(Error::NotEditable(revision.state.kind()));
    }
    if revision.version != expected {
        return Err(Error::Stale);
    }
    file::release(tx, user, id).await?;
    store::revisions::delete(tx, id).await.map_err(referred)?;
    if store::revisions::of_tool(tx, revision.tool).await?.is_empty() {
        store::tools::delete(tx, revision.tool).await.map_err(referred)?;
    }
    tx.audit(Audit::new(user, "revision.delete", id));
    Ok(())
}

fn referred(error: Error) -> Error {
    match error {
        Error::Database(database::Error::Constraint(name)) if name.starts_with("fk") => Error::InUse,
        other => other,
    }
}

fn valid(content: &Content) -> Result<()> {
    let wrong = content.check();
    if wrong.is_empty() { Ok(()) } else { Err(Error::Invalid(wrong)) }
}

async fn own(tx: &Tx, user: &VendorUser, id: RevisionId) -> Result<Revision> {
    let revision = store::revisions::find_of_vendor(tx, user.organisation, id).await?;
    revision.ok_or(Error::NotFound("revision"))
}

async fn draft(
    tx: &Tx,
    user: &VendorUser,
    (tool, number): (ToolId, i32),
    content: Content,
) -> Result<Revision> {
    let now = tx.now();
    let revision = Revision {
        id: tx.new_id(),
        tool,
        number,
        version: 1,
        state: RevisionState::Draft,
        content,
        created_at: now,
        updated_at: now,
    };
    store::revisions::insert(tx, &revision).await?;
    file::refer(tx, user, revision.id, &revision.content).await?;
    Ok(revision)
}

/// The name as a slug, with the first number behind it that is free.
async fn free_slug(tx: &Tx, content: &Content) -> Result<Slug> {
    let base = slug_base(content.name(kernel::Locale::Nb));
    let base = base.as_str();
    let taken = store::tools::slugs_beginning(tx, base).await?;
    let candidates =
        std::iter::once(base.to_owned()).chain((2_u32..).map(|number| format!("{base}-{number}")));
    let free = candidates.into_iter().find(|slug| !taken.contains(slug) && !is_reserved(slug));
    free.and_then(|slug| slug.parse().ok()).ok_or(Error::Taken("slug"))
}

fn is_reserved(slug: &str) -> bool {
    RESERVED_SLUGS.contains(&slug)
}

/// What a name's slugs begin with: with room for a hyphen and a number within a slug's 80 letters.
fn slug_base(name: &str) -> String {
    let base = Slug::from_name(name).map_or_else(|| "verktoy".to_owned(), |slug| slug.to_string());
    base.get(..72).unwrap_or(&base).trim_end_matches('-').to_owned()
}
