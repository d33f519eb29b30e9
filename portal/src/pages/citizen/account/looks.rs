//! Who among clinicians has looked.

use std::cmp::Reverse;

use axum::extract::State;
use axum_extra::extract::Query;
use jiff::Timestamp;
use kernel::{Id, OrganisationId, PersonId};
use prescriber::Page as Rows;
use serde::Serialize;
use uuid::Uuid;

use super::records::{Asked, PER_PAGE, names, older};
use crate::{
    pages::citizen::Whole,
    web::{App, Page, PageContext, Result, View},
};

/// A clinician's look.
#[derive(Debug, Clone, Serialize)]
pub struct LookLine {
    /// Who.
    pub by: String,
    /// For which organisation.
    pub organisation: String,
    /// At what: part of its text's key.
    pub what: &'static str,
    /// When.
    pub at: Timestamp,
}

/// `GET /min-side/innsyn`.
#[derive(Debug, Serialize)]
pub struct LooksView {
    /// A page of looks, newest first.
    pub looks: Vec<LookLine>,
    /// Where the page is not the first one.
    pub later: bool,
    /// The address's part for older lines, where there may be any.
    pub older: Option<Uuid>,
}

impl View for LooksView {
    const TEMPLATE: &'static str = "citizen/looks.html";
}

/// A look before names are looked up. Ids of looks and of look-ups are both in the order of time.
pub struct RawLook {
    /// Its id.
    pub id: Uuid,
    clinician: PersonId,
    organisation: OrganisationId,
    what: &'static str,
    at: Timestamp,
}

/// Looks at prescriptions and data, and look-ups of who the person is, together: those older than this one, newest first.
pub async fn looks_of(app: &App, whole: &Whole, before: Option<Uuid>, limit: u64) -> Result<Vec<RawLook>> {
    let (db, who) = (&app.database, &whole.who);
    let page = Rows { before: before.map(Id::from_uuid), limit };
    let looks = prescriber::list_looks(db, who.scope(), page).await?;
    let looks = looks.into_iter().map(|look| RawLook {
        id: look.id.uuid(),
        clinician: look.clinician,
        organisation: look.organisation,
        what: look.what.as_str(),
        at: look.at,
    });
    let mut all: Vec<RawLook> = looks.collect();
    // A look-up may have led to a prescription that is withheld: only oneself sees it.
    if !who.for_another() {
        let before = before.map(Id::from_uuid);
        let found = people::list_look_ups_of(db, who.citizen.subject, before, limit).await?;
        all.extend(found.into_iter().map(|look| RawLook {
            id: look.id.uuid(),
            clinician: look.clinician,
            organisation: look.organisation,
            what: "look_up",
            at: look.at,
        }));
    }
    all.sort_by_key(|look| Reverse(look.id));
    all.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(all)
}

/// These looks as they are shown.
pub async fn look_lines(app: &App, looks: &[RawLook]) -> Result<Vec<LookLine>> {
    let persons = names(app, &looks.iter().map(|look| look.clinician).collect::<Vec<_>>()).await?;
    let bodies = looks.iter().map(|look| look.organisation).collect::<Vec<_>>();
    let bodies = catalogue::list_organisations_by_id(&app.database, &bodies).await?;
    let line = |look: &RawLook| {
        let body = bodies.iter().find(|one| one.id == look.organisation);
        LookLine {
            by: persons.get(&look.clinician).cloned().unwrap_or_default(),
            organisation: body.map(|one| one.name.to_string()).unwrap_or_default(),
            what: look.what,
            at: look.at,
        }
    };
    Ok(looks.iter().map(line).collect())
}

/// Who among clinicians has looked.
pub async fn looks(
    State(app): State<App>,
    cx: PageContext,
    whole: Whole,
    Query(asked): Query<Asked>,
) -> Result<Page<LooksView>> {
    let looks = looks_of(&app, &whole, asked.before(), PER_PAGE).await?;
    let older = older(&looks, |look| look.id);
    let looks = look_lines(&app, &looks).await?;
    Ok(cx.page(LooksView { looks, later: asked.before().is_some(), older }))
}
