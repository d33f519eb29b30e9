//! Open figures for everybody (domain §4.3, §10): how long the way into the catalogue takes, where tools stand, how many people use them; without small
//! cells.

use std::sync::Arc;

use approval::Stretch;
use catalogue::{Listing, StateKind, Window};
use database::Read;
use jiff::{SignedDuration, Timestamp, civil::Date};
use kernel::{ToolId, oslo};
use serde::Serialize;
use tokio::sync::Mutex;
use utoipa::ToSchema;

use crate::{
    pages::small_cells::without_small_cells,
    web::{App, Result},
};

/// Processing times of so long are shown, and who has used a tool lately and in a year.
const YEAR: SignedDuration = SignedDuration::from_hours(24 * 365);
const MONTH: SignedDuration = SignedDuration::from_hours(24 * 30);
/// The most used tools that are shown.
const MOST_USED: u64 = 20;
/// Figures are read anew when they are so old: what everybody may ask for must not count everything each time.
const HELD_FOR: SignedDuration = SignedDuration::from_mins(10);

/// One stretch of the way into the catalogue.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct StretchRow {
    /// `waiting` for an ordering body, `assessment`, `publishing` after it, `whole`.
    #[schema(example = "assessment")]
    pub name: &'static str,
    /// Whole days; null where fewer than five were measured.
    pub days: Option<Days>,
}

/// Measured days.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Days {
    /// How many were measured.
    #[schema(example = 23)]
    pub count: usize,
    /// Half took no longer.
    #[schema(example = 12)]
    pub median: i64,
    /// Nine of ten took no longer.
    #[schema(example = 40)]
    pub p90: i64,
}

/// How many stand in one state.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct StateRow {
    /// The state of the revision: `submitted`, `ordered`, `in_assessment`, `changes_requested`, `approved`, `published`, `rejected`, `withdrawn`; or
    /// `suspended`, which published tools are.
    #[schema(example = "published")]
    pub state: &'static str,
    /// How many; null where there are some, but fewer than five.
    #[schema(example = 48)]
    pub count: Option<u64>,
}

/// How many people use a tool; `None` where there are some, but fewer than five.
#[derive(Debug)]
pub struct Use {
    /// The tool as it was when the figures were read.
    pub listing: Arc<Listing>,
    /// Who started it in the last 30 days.
    pub month: Option<u64>,
    /// Who started it in the last year.
    pub year: Option<u64>,
    /// Who has an open prescription of it.
    pub prescribed: Option<u64>,
}

/// The figures of one moment.
#[derive(Debug)]
pub struct Figures {
    /// When they were read.
    pub at: Timestamp,
    /// First and last day of the processing times.
    pub period: (Date, Date),
    /// Processing times of what was published in the period.
    pub stretches: Vec<StretchRow>,
    /// Tools that can be started now.
    pub published: u64,
    /// Revisions by state, and published tools that are suspended.
    pub states: Vec<StateRow>,
    /// The most used tools, those first that most people started in the last year.
    pub tools: Vec<Use>,
}

/// The figures that were read last.
#[derive(Debug, Default)]
pub struct Held(Mutex<Option<Arc<Figures>>>);

impl Figures {
    /// The figures, at most ten minutes old; whoever asks while they are read waits for them.
    pub async fn of(app: &App) -> Result<Arc<Self>> {
        let mut held = app.figures.0.lock().await;
        let now = app.database.now();
        if let Some(figures) = held.as_ref().filter(|figures| now.duration_since(figures.at) < HELD_FOR) {
            return Ok(Arc::clone(figures));
        }
        let figures = Arc::new(Self::read(app).await?);
        *held = Some(Arc::clone(&figures));
        Ok(figures)
    }

    /// Reads them.
    pub async fn read(app: &App) -> Result<Self> {
        let db = &app.database;
        let at = db.now();
        let times = approval::processing_times(db, at - YEAR, at).await?;
        let named = [
            ("waiting", times.waiting_for_order),
            ("assessment", times.assessment),
            ("publishing", times.publishing),
            ("whole", times.whole),
        ];
        Ok(Self {
            at,
            period: (oslo::date(at - YEAR), oslo::date(at)),
            stretches: named.map(|(name, stretch)| StretchRow { name, days: days(stretch) }).into(),
            published: catalogue::count_published(db).await?,
            states: states(db).await?,
            tools: most_used(app, at).await?,
        })
    }
}

fn days(stretch: Stretch) -> Option<Days> {
    without_small_cells(stretch.count as u64).filter(|count| *count > 0)?;
    Some(Days { count: stretch.count, median: stretch.median_days, p90: stretch.p90_days })
}

async fn states(db: &impl Read) -> Result<Vec<StateRow>> {
    let mut rows = Vec::new();
    // Superseded revisions are history, drafts are their vendors' own.
    let shown = StateKind::ALL.iter().filter(|it| !matches!(it, StateKind::Superseded | StateKind::Draft));
    for &state in shown {
        let found = catalogue::list_revisions_in(db, &[state], Window { offset: 0, limit: 1 }).await?;
        rows.push(StateRow { state: state.name(), count: without_small_cells(found.total) });
    }
    let suspended = catalogue::count_suspended(db).await?;
    rows.push(StateRow { state: "suspended", count: without_small_cells(suspended) });
    Ok(rows)
}

async fn most_used(app: &App, at: Timestamp) -> Result<Vec<Use>> {
    let db = &app.database;
    let year = launch::list_most_started(db, at - YEAR, MOST_USED).await?;
    let ids: Vec<ToolId> = year.iter().map(|(tool, _)| *tool).collect();
    let month = launch::count_people_who_started(db, &ids, at - MONTH).await?;
    let prescribed = prescriber::count_patients_by_tool(db, &ids).await?;
    let mut listings = catalogue::list_held_listings(&db.present().await?, &ids).await?;
    let of = |figures: &[(ToolId, u64)], tool| {
        let found = figures.iter().find(|(of, _)| *of == tool);
        without_small_cells(found.map_or(0, |(_, people)| *people))
    };
    let rows = year.iter().filter_map(|(tool, people)| {
        let listing = listings.remove(tool).filter(|listing| listing.standing.name() != "withdrawn")?;
        let year = without_small_cells(*people);
        // Where the year is too small to show, so is what is part of it.
        year?;
        Some(Use { month: of(&month, *tool), prescribed: of(&prescribed, *tool), listing, year })
    });
    Ok(rows.collect())
}
