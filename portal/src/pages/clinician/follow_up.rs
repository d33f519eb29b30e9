//! `GET /forskriver/oppfolging`: everything that is followed up, by what needs attention.

use std::collections::HashMap;

use axum::extract::{RawQuery, State};
use catalogue::{Listed, Listing, Window};
use jiff::civil::Date;
use kernel::{PersonId, ToolId, oslo};
use prescriber::{Attention, FollowUpFilter, FollowUpSort, FollowedUp, Stage};
use serde::Serialize;

use super::tools;
use crate::{
    pages::wording::Wording,
    web::{App, ClinicianLogin, Page, PageContext, Result, View, paging::Paging},
};

/// The page's path.
const PATH: &str = "/forskriver/oppfolging";
/// Prescriptions a page.
const PER_PAGE: u32 = 20;
/// Pages that can be asked for.
const LAST_PAGE: u32 = 10_000;

/// What can be shown: its value in the address and part of its text's key.
const SHOWN: [&str; 7] = ["aapne", "trenger", "ikke-lest", "lest", "i-bruk", "avsluttet", "alle"];
/// Orders: as above.
const SORTS: [&str; 4] = ["viktigst", "nyeste", "slutt", "oppfolging"];

/// A prescription in a list.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// Its id in addresses.
    pub id: String,
    /// The patient's name.
    pub patient: String,
    /// The tool.
    pub tool: Wording,
    /// Where it stands.
    pub stage: &'static str,
    /// Whether the tool is stopped while the prescription is open.
    pub suspended: bool,
    /// Why it needs attention: `new-data`, `unseen`, `follow-up`, `ending`.
    pub attention: Option<&'static str>,
    /// When it was issued.
    pub issued: Date,
    /// Its last day.
    pub ends: Option<Date>,
    /// When to follow up.
    pub follow_up: Option<Date>,
    /// Who issued it, where that was a colleague.
    pub prescriber: Option<String>,
}

/// `GET /forskriver/oppfolging`.
#[derive(Debug, Serialize)]
pub struct FollowUpView {
    /// What is shown.
    pub shown: &'static str,
    /// All that can be shown.
    pub choices: Vec<&'static str>,
    /// In which order.
    pub sort: &'static str,
    /// All orders.
    pub sorts: Vec<&'static str>,
    /// The prescriptions of this page.
    pub rows: Vec<Row>,
    /// Where in the list.
    pub paging: Paging,
}

impl View for FollowUpView {
    const TEMPLATE: &'static str = "clinician/follow-up.html";
}

/// What an address asks for; everything unknown stands for the first choice.
struct Asked {
    shown: &'static str,
    sort: &'static str,
    page: u32,
}

impl Asked {
    fn read(query: Option<&str>) -> Self {
        let mut asked = Self { shown: SHOWN[0], sort: SORTS[0], page: 1 };
        let known = |among: &[&'static str], value: &str| among.iter().copied().find(|known| *known == value);
        for (name, value) in url::form_urlencoded::parse(query.unwrap_or_default().as_bytes()) {
            match &*name {
                "vis" => asked.shown = known(&SHOWN, &value).unwrap_or(asked.shown),
                "sorter" => asked.sort = known(&SORTS, &value).unwrap_or(asked.sort),
                "side" => asked.page = value.parse().unwrap_or(1).clamp(1, LAST_PAGE),
                _ => {}
            }
        }
        asked
    }

    fn filter(&self) -> FollowUpFilter {
        let stages = match self.shown {
            "aapne" => vec![Stage::Issued, Stage::Seen, Stage::Active],
            "ikke-lest" => vec![Stage::Issued],
            "lest" => vec![Stage::Seen],
            "i-bruk" => vec![Stage::Active],
            "avsluttet" => vec![Stage::Completed, Stage::Stopped, Stage::Declined, Stage::Expired],
            _ => Vec::new(),
        };
        FollowUpFilter { stages, attention_only: self.shown == "trenger" }
    }

    fn order(&self) -> FollowUpSort {
        match self.sort {
            "nyeste" => FollowUpSort::Newest,
            "slutt" => FollowUpSort::Ends,
            "oppfolging" => FollowUpSort::FollowUp,
            _ => FollowUpSort::Attention,
        }
    }

    async fn list(&self, app: &App, me: &ClinicianLogin) -> Result<Listed<FollowedUp>> {
        let window = Window::page(self.page.into(), PER_PAGE.into());
        let (filter, order) = (self.filter(), self.order());
        Ok(prescriber::list_follow_up(&app.database, &me.actor, &filter, order, window).await?)
    }

    fn query(&self) -> String {
        format!("vis={}&sorter={}", self.shown, self.sort)
    }
}

pub(super) async fn show(
    State(app): State<App>,
    cx: PageContext,
    me: ClinicianLogin,
    RawQuery(query): RawQuery,
) -> Result<Page<FollowUpView>> {
    let mut asked = Asked::read(query.as_deref());
    let mut found = asked.list(&app, &me).await?;
    if found.items.is_empty() && found.total > 0 {
        asked.page = u32::try_from(found.total.div_ceil(PER_PAGE.into())).unwrap_or(LAST_PAGE);
        found = asked.list(&app, &me).await?;
    }
    let rows = rows(&cx, &me, &found.items).await?;
    Ok(cx.page(FollowUpView {
        shown: asked.shown,
        choices: SHOWN.to_vec(),
        sort: asked.sort,
        sorts: SORTS.to_vec(),
        rows,
        paging: Paging::new(PATH, Some(&asked.query()), (asked.page, PER_PAGE), found.total),
    }))
}

/// Prescriptions as lists show them.
pub(super) async fn rows(cx: &PageContext, me: &ClinicianLogin, items: &[FollowedUp]) -> Result<Vec<Row>> {
    let of = |item: &FollowedUp| [item.prescription.patient, item.prescription.prescriber];
    let names = names(&cx.app, items.iter().flat_map(of)).await?;
    let tools: Vec<ToolId> = items.iter().map(|item| item.prescription.tool).collect();
    let listings = catalogue::list_listings(&cx.app.database, &tools).await?;
    let listings: HashMap<ToolId, &Listing> =
        listings.iter().map(|listing| (listing.id(), listing)).collect();
    let row = |item: &FollowedUp| row(cx, me, item, &names, listings.get(&item.prescription.tool).copied());
    Ok(items.iter().map(row).collect())
}

fn row(
    cx: &PageContext,
    me: &ClinicianLogin,
    item: &FollowedUp,
    names: &HashMap<PersonId, String>,
    listing: Option<&Listing>,
) -> Row {
    let prescription = &item.prescription;
    let stage = prescription.state.stage();
    let name = |person| names.get(&person).cloned().unwrap_or_default();
    Row {
        id: prescription.id.to_string(),
        patient: name(prescription.patient),
        tool: listing.map_or_else(|| Wording::new(cx.locale(), ""), |listing| tools::name(cx, listing)),
        stage: stage.as_str(),
        suspended: stage.is_open() && !listing.is_some_and(Listing::is_published),
        attention: item.attention.map(attention),
        issued: oslo::date(prescription.issued_at()),
        ends: prescription.period.ends(),
        follow_up: prescription.follow_up,
        prescriber: (prescription.prescriber != me.actor.person).then(|| name(prescription.prescriber)),
    }
}

const fn attention(attention: Attention) -> &'static str {
    match attention {
        Attention::NewData => "new-data",
        Attention::Unseen => "unseen",
        Attention::FollowUp => "follow-up",
        Attention::Ending => "ending",
    }
}

/// The names of these people.
pub(super) async fn names(
    app: &App,
    people: impl IntoIterator<Item = PersonId>,
) -> Result<HashMap<PersonId, String>> {
    let mut ids: Vec<PersonId> = people.into_iter().collect();
    ids.sort_unstable();
    ids.dedup();
    let found = people::list_persons(&app.database, &ids).await?;
    Ok(found.into_iter().map(|person| (person.id, person.name.to_string())).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_address_asks_for_a_list() {
        let asked = Asked::read(Some("vis=%00&sorter=x&side=-4&vis=i-bruk&side=99999999"));
        assert_eq!((asked.shown, asked.sort, asked.page), ("i-bruk", "viktigst", LAST_PAGE));
        let asked = Asked::read(None);
        assert_eq!((asked.shown, asked.page, asked.filter().stages.len()), ("aapne", 1, 3));
        assert!(Asked::read(Some("vis=trenger")).filter().attention_only);
    }
}
