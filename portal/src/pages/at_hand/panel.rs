//! What a tool's page offers to whoever is logged in: to keep it at hand, and to a clinician what one must know to prescribe it.

use catalogue::{Independence, Keeper, Listing, Parties};
use database::Read;
use kernel::oslo;
use serde::Serialize;

use crate::{
    pages::{clinician::refused, shut, wording::Wording},
    web::{ClinicianLogin, FormState, PageContext, Result, session::Standing},
};

/// A list that the tool is on, or could be put on.
#[derive(Debug, Clone, Serialize)]
pub struct ListChoice {
    /// Its id in addresses.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whether the tool is on it.
    pub on: bool,
}

/// What the visitor keeps of a tool.
#[derive(Debug, Clone, Serialize)]
pub struct AtHand {
    /// Whether it is a favourite.
    pub favourite: bool,
    /// The lists of a clinician's organisation.
    pub lists: Vec<ListChoice>,
    /// The form that puts it on one of them.
    pub form: FormState,
}

impl AtHand {
    /// For this visitor; nothing for strangers, and while one acts for another.
    pub async fn of(cx: &PageContext, listing: &Listing) -> Result<Option<Self>> {
        let Some(login) = cx.visitor.login.as_deref() else { return Ok(None) };
        let (keeper, clinician) = match &login.standing {
            Standing::Citizen(citizen) => (Keeper::citizen(citizen), None),
            Standing::Clinician(clinician) => (Some(Keeper::clinician(clinician)), Some(clinician)),
            _ => (None, None),
        };
        let Some(keeper) = keeper else { return Ok(None) };
        let db = &cx.app.database;
        let favourite = catalogue::is_favourite(db, &keeper, listing.id()).await?;
        let form = FormState::default();
        let Some(clinician) = clinician else { return Ok(Some(Self { favourite, lists: Vec::new(), form })) };
        let on = catalogue::list_tool_lists_with(db, clinician, listing.id()).await?;
        let lists = catalogue::list_tool_lists(db, clinician).await?;
        let choice = |(list, _): (catalogue::ToolList, u64)| ListChoice {
            id: list.id.to_string(),
            on: on.contains(&list.id),
            name: list.name.to_string(),
        };
        Ok(Some(Self { favourite, lists: lists.into_iter().map(choice).collect(), form }))
    }
}

/// What a clinician must know to prescribe a tool.
#[derive(Debug, Clone, Serialize)]
pub struct Prescribing {
    /// Why I cannot: `suspended`, `withdrawn`, `profession`, `terms` or `shut`; `None` where I can.
    pub refused: Option<&'static str>,
    /// Codes of the professions that may.
    pub professions: Vec<&'static str>,
    /// What a prescription can lead to in it.
    pub tasks: Vec<Wording>,
    /// Whether my enterprise has what acting for another in it takes (A4, A5); a step of a process takes neither (R7).
    pub agreed: bool,
}

impl Prescribing {
    /// For the clinician who looks; `None` for everybody else.
    pub async fn of(cx: &PageContext, listing: &Listing) -> Result<Option<Self>> {
        let Some(login) = &cx.visitor.login else { return Ok(None) };
        let Standing::Clinician(actor) = &login.standing else { return Ok(None) };
        let me = ClinicianLogin { actor: actor.clone(), login: login.clone() };
        let db = &cx.app.database;
        let refused = match prescriber::may_prescribe(db, &me.actor, listing.id()).await {
            Ok(_) => shut::is_shut(&cx.app, listing).await?.then_some("shut"),
            Err(error) => Some(refused::why(error, listing)?),
        };
        let content = listing.content();
        let professions = refused::professions(listing);
        let (enterprise, vendor, tool) = (me.actor.organisation, listing.tool.vendor, listing.id());
        let today = oslo::date(db.now());
        let agreed = content.independence == Independence::Integrated
            || (catalogue::is_in_force(db, Parties::A4 { enterprise }, today).await?
                && catalogue::is_in_force(db, Parties::A5 { enterprise, vendor, tool }, today).await?);
        let tasks = content.tasks.iter().filter_map(|task| Wording::of_prose(cx.locale(), &task.title));
        Ok(Some(Self { refused, professions, tasks: tasks.collect(), agreed }))
    }
}
