//! `/min-side/…`: what the citizen controls (domain §9).

mod acting;
mod acts;
mod attorney;
mod export;
mod history;
mod logins;
mod looks;
mod notifications;
mod portions;
mod readable;
mod records;
mod stored;

use axum::{
    Router,
    extract::State,
    routing::{get, post},
};
use serde::Serialize;

use super::OnBehalf;
use crate::web::{App, CitizenLogin, Page, PageContext, View};

pub use acting::{ActingView, Holder, Relation, change_to};
pub use acts::{ActLine, ActsView, LineTool};
pub use attorney::{EndView, GiveView, PreviewView};
pub use export::{ExportView, Portion, ReadableView, Summary};
pub use history::{HistoryView, StartLine, ToldLine, starts};
pub use logins::{LoginsView, PlatformLogin, ToolLoginLine};
pub use looks::{LookLine, LooksView};
pub use notifications::{Lead, MessageLine, MessagesView, NotificationsView};
pub use readable::{Field, Part};
pub use records::{PermissionLine, PermissionsView};
pub use stored::{StoredLine, StoredView};

/// Its routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/min-side", get(show))
        .route("/min-side/varsler", get(notifications::show).post(notifications::save))
        .route("/min-side/meldinger", get(notifications::messages))
        .route("/min-side/tillatelser", get(records::permissions))
        .route("/min-side/tillatelser/{slug}/trekk", post(records::withdraw))
        .route("/min-side/lagret", get(stored::show))
        .route("/min-side/lagret/{slug}/slett", get(stored::ask).post(stored::erase))
        .route("/min-side/historikk", get(history::history))
        .route("/min-side/innsyn", get(looks::looks))
        .route("/min-side/innlogginger", get(logins::show))
        .route("/min-side/innlogginger/{id}/avslutt", post(logins::end))
        .route("/min-side/innlogginger/avslutt-alle", post(logins::end_all))
        .route("/min-side/representasjon", get(acting::show).post(acting::begin))
        .route("/min-side/representasjon/avslutt", post(acting::stop))
        .route("/min-side/representasjon/logg", get(acts::show))
        .route("/min-side/fullmakter/ny", get(attorney::ask).post(attorney::give))
        .route("/min-side/fullmakter/{id}/avslutt", get(attorney::ask_end).post(attorney::end))
        .route("/min-side/eksport", get(export::show))
        .route("/min-side/eksport/les", get(export::readable))
        .route("/min-side/eksport.json", get(export::json))
}

/// `GET /min-side`.
#[derive(Debug, Serialize)]
pub struct AccountView {
    /// Whether one acts for another: then only what is that person's is here.
    pub for_another: bool,
    /// Whether that is everything (F10).
    pub whole: bool,
}

impl View for AccountView {
    const TEMPLATE: &'static str = "citizen/account.html";
}

async fn show(State(app): State<App>, cx: PageContext, me: CitizenLogin) -> Page<AccountView> {
    // Where the right has ended, each page says so.
    let whole = match OnBehalf::of(&app, me.actor, &me.login).await {
        Ok(who) => who.acting.whole().is_some(),
        Err(_) => true,
    };
    cx.page(AccountView { for_another: me.actor.represents(), whole })
}
