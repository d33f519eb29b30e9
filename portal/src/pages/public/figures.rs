//! `GET /tall`: open figures for everybody (domain §4.3, §10).

use axum::extract::State;
use jiff::{Timestamp, civil::Date};
use search::Facet;
use serde::Serialize;

use super::find;
use crate::{
    discovery::FacetCount,
    figures::{Figures, StateRow, StretchRow, Use},
    pages::wording::Wording,
    web::{App, Page, PageContext, Result, View},
};

/// How many tools have a value.
#[derive(Debug, Serialize)]
pub struct Counted {
    /// What it is called.
    pub name: Wording,
    /// How many.
    pub count: usize,
}

/// How many people use a tool; `None` where there are some, but fewer than five.
#[derive(Debug, Serialize)]
pub struct UseLine {
    /// Its part of the address.
    pub slug: String,
    /// Its name.
    pub name: Wording,
    /// Who started it in the last 30 days.
    pub month: Option<u64>,
    /// Who started it in the last year.
    pub year: Option<u64>,
    /// Who has an open prescription of it.
    pub prescribed: Option<u64>,
}

/// `GET /tall`.
#[derive(Debug, Serialize)]
pub struct FiguresView {
    /// When the figures were read.
    pub at: Timestamp,
    /// First day of the processing times.
    pub from: Date,
    /// Last day of them.
    pub until: Date,
    /// Tools that can be started now.
    pub published: u64,
    /// The stretches of the way into the catalogue.
    pub stretches: Vec<StretchRow>,
    /// Revisions by state, and published tools that are suspended.
    pub states: Vec<StateRow>,
    /// Tools by topic, the most first.
    pub topics: Vec<Counted>,
    /// Tools by how people get at them.
    pub access: Vec<Counted>,
    /// The most used tools.
    pub tools: Vec<UseLine>,
}

impl View for FiguresView {
    const TEMPLATE: &'static str = "public/figures.html";
}

pub(super) async fn show(State(app): State<App>, cx: PageContext) -> Result<Page<FiguresView>> {
    let figures = Figures::of(&app).await?;
    // As the front page: what is found by is left out while the search is away.
    let (_, counts) = find::counts(&app, cx.locale()).await.unwrap_or_default();
    let counted = |facet: Facet| {
        let line = |one: &FacetCount| Counted { name: find::name(&cx, facet, &one.value), count: one.count };
        counts[facet].iter().map(line).collect()
    };
    let line = |used: &Use| {
        let (locale, name) = (cx.locale(), used.listing.name(cx.locale()));
        UseLine {
            slug: used.listing.tool.slug.to_string(),
            name: Wording::new(used.listing.text(locale).map_or(locale, |(locale, _)| locale), name),
            month: used.month,
            year: used.year,
            prescribed: used.prescribed,
        }
    };
    let view = FiguresView {
        at: figures.at,
        from: figures.period.0,
        until: figures.period.1,
        published: figures.published,
        stretches: figures.stretches.clone(),
        states: figures.states.clone(),
        topics: counted(Facet::Topic),
        access: counted(Facet::Access),
        tools: figures.tools.iter().map(line).collect(),
    };
    Ok(cx.page(view))
}

#[cfg(test)]
mod tests {
    use catalogue::{NewSuspension, PerLocale, Prose, SuspensionReason};
    use database::testing::TestDatabase;
    use kernel::Actor;

    use crate::testing::{Site, operator};

    #[tokio::test]
    async fn the_suspended_are_told_beside_the_published_for_the_search_counts_them_too() {
        let site = Site::with_tools(TestDatabase::sqlite().await).await;
        let mut tools = Vec::new();
        for slug in ["demo-pust", "demo-steg", "demo-dagbok", "kneoving-demo", "panikkhjelpen-demo"] {
            tools.push(site.tool(slug).await);
        }
        let tx = site.db.begin().await.unwrap();
        let by = Actor::from(&operator());
        for tool in tools {
            let note = PerLocale::bokmal(Prose::new("Feil.").unwrap());
            let new = NewSuspension { reason: SuspensionReason::Security, cause: String::new(), note };
            catalogue::add_suspension(&tx, by, tool, new).await.unwrap();
        }
        tx.commit().await.unwrap();
        site.index().await;
        let page = site.get("/tall").await;
        assert_eq!(page.texts(".figures .figure__number"), ["50"]);
        let told = "I tillegg er 5 midlertidig stanset. De er med i tallene etter tema og tilgang.";
        assert!(page.texts(".narrow").contains(&told.to_owned()), "{:?}", page.texts(".narrow"));
        assert_eq!(site.get("/verktoy").await.texts("#count"), ["55 verktøy funnet"]);
    }
}
