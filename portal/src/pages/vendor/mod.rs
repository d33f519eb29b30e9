//! The vendor: tools from draft to catalogue, requirements, clients.

mod client;
mod confirm;
mod edit;
mod hand_in;
mod home;
mod invitation;
mod own;
mod register;
mod requirements;
mod sandbox;
mod statistics;
mod take_down;
mod tool;

#[cfg(test)]
pub(crate) mod samples;
#[cfg(test)]
mod tests;

use axum::{
    Router,
    routing::{get, post},
};

use edit::files;
pub use home::Asked;
pub use requirements::severity;
use sandbox::check;

use crate::web::App;

/// Its routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/leverandor", get(home::show))
        .route("/leverandor/krav", get(requirements::show))
        .route("/leverandor/klienter", get(client::all))
        .route("/leverandor/statistikk", get(statistics::show))
        .route("/leverandor/verktoy/ny", get(register::show).post(register::register))
        .route("/leverandor/verktoy/{tool}", get(tool::show))
        .route("/leverandor/verktoy/{tool}/innhold", get(tool::content))
        .route("/leverandor/verktoy/{tool}/rediger/{section}", get(edit::show).post(edit::save))
        .route("/leverandor/verktoy/{tool}/rediger/bilder", get(files::show).post(files::save))
        .route(
            "/leverandor/verktoy/{tool}/rediger/bilder/{file}/fjern",
            get(files::ask_remove).post(files::remove),
        )
        .route("/leverandor/verktoy/{tool}/send-inn", get(hand_in::ask).post(hand_in::hand_in))
        .route("/leverandor/verktoy/{tool}/slett", get(hand_in::ask_delete).post(hand_in::delete))
        .route("/leverandor/verktoy/{tool}/ny-utgave", get(hand_in::ask_revision).post(hand_in::revise))
        .route("/leverandor/verktoy/{tool}/ta-ned", get(take_down::ask).post(take_down::suspend))
        .route("/leverandor/verktoy/{tool}/sett-opp", get(take_down::ask_lift).post(take_down::lift))
        .route("/leverandor/verktoy/{tool}/trekk", get(take_down::ask_withdraw).post(take_down::withdraw))
        .route("/leverandor/verktoy/{tool}/klienter", get(client::show).post(client::add))
        .route("/leverandor/verktoy/{tool}/klienter/ny", get(client::ask_new).post(client::write_new))
        .route("/leverandor/klienter/{client}", get(client::one))
        .route("/leverandor/klienter/{client}/endre", get(client::edit).post(client::change))
        .route("/leverandor/klienter/{client}/nokler", post(client::add_keys))
        .route("/leverandor/klienter/{client}/nokler/fjern", get(client::ask_drop).post(client::drop_key))
        .route("/leverandor/klienter/{client}/angre", post(client::take_back))
        .route("/leverandor/klienter/{client}/deaktiver", get(client::ask_disable).post(client::disable))
        .route("/leverandor/sandkasse", get(sandbox::tools))
        .route("/leverandor/sandkasse/{tool}", get(sandbox::show))
        .route("/leverandor/sandkasse/{tool}/klient", post(sandbox::register))
        .route("/leverandor/sandkasse/{tool}/start", post(sandbox::start))
        .route("/leverandor/sandkasse/{tool}/avslutt", post(sandbox::end))
        .route("/leverandor/sandkasse/{tool}/kontroll", get(check::show).post(check::begin))
        .route("/leverandor/sandkasse/{tool}/kontroll/{check}/utlogging", post(check::logout))
        .route("/leverandor/sandkasse/{tool}/kontroll/{check}/svar", post(check::answer))
        .route("/leverandor/sandkasse/{tool}/kontroll/{check}/ferdig", post(check::finish))
        .route("/leverandor/sandkasse/{tool}/kontroll/{check}/{step}", post(check::step))
        .route("/leverandor/bestillinger/{order}", get(invitation::show).post(invitation::answer))
}
