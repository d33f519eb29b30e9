//! The operator: decisions, tools, organisations, agreements, the audit log.

mod agreements;
mod audit;
mod cases;
mod client_change;
mod client_keys;
mod clients;
mod content;
mod decide;
mod home;
mod names;
mod organisations;
mod outbox;
mod processes;
mod register;
#[cfg(test)]
pub(crate) mod samples;
mod statistics;
mod stops;
mod test_persons;
#[cfg(test)]
mod tests;
mod tools;
mod vendor_stop;

use axum::{
    Router,
    routing::{get, post},
};

use crate::web::App;

/// Its routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/forvaltning", get(home::show))
        .route("/forvaltning/saker/{revision}", get(cases::show))
        .route("/forvaltning/saker/{revision}/{verb}", get(decide::ask).post(decide::decide))
        .route("/forvaltning/verktoy", get(tools::list))
        .route("/forvaltning/verktoy/{tool}", get(tools::show))
        .route("/forvaltning/verktoy/{tool}/prosess", post(processes::assign))
        .route("/forvaltning/prosesser", get(processes::list))
        .route("/forvaltning/prosesser/ny", get(processes::ask).post(processes::add))
        .route("/forvaltning/prosesser/{process}", get(processes::show).post(processes::change))
        .route("/forvaltning/verktoy/{tool}/stans", get(stops::ask_suspend).post(stops::suspend))
        .route("/forvaltning/verktoy/{tool}/opphev/{reason}", get(stops::ask_lift).post(stops::lift))
        .route("/forvaltning/verktoy/{tool}/trekk", get(stops::ask_withdraw).post(stops::withdraw))
        .route("/forvaltning/klienter", get(clients::list))
        .route("/forvaltning/klienter/{client}/endring", get(client_change::ask).post(client_change::answer))
        .route("/forvaltning/klienter/{client}/{verb}", get(clients::ask).post(clients::set))
        .route("/forvaltning/organisasjoner", get(organisations::list))
        .route("/forvaltning/organisasjoner/ny", get(organisations::ask).post(organisations::add))
        .route("/forvaltning/organisasjoner/{organisation}", get(organisations::show))
        .route("/forvaltning/organisasjoner/{organisation}/verifiser", post(organisations::verify))
        .route("/forvaltning/organisasjoner/{organisation}/enheter", post(organisations::add_unit))
        .route(
            "/forvaltning/organisasjoner/{organisation}/stans",
            get(vendor_stop::ask_stop).post(vendor_stop::stop),
        )
        .route(
            "/forvaltning/organisasjoner/{organisation}/frigi",
            get(vendor_stop::ask_release).post(vendor_stop::release),
        )
        .route(
            "/forvaltning/klienter/{client}/nokler/{key}/{verb}",
            get(client_keys::ask).post(client_keys::set),
        )
        .route("/forvaltning/klienter/{client}/nokler", get(client_keys::list))
        .route("/forvaltning/avtaler", get(agreements::list))
        .route("/forvaltning/avtaler/ny", get(agreements::ask).post(agreements::add))
        .route("/forvaltning/avtaler/{agreement}/avslutt", get(agreements::ask_end).post(agreements::end))
        .route("/forvaltning/hendelser", get(audit::list))
        .route("/forvaltning/hendelser/kontroll", post(audit::verify))
        .route("/forvaltning/utboks", get(outbox::list))
        .route("/forvaltning/utboks/{job}/gjenoppliv", post(outbox::revive))
        .route("/forvaltning/statistikk", get(statistics::show))
        .route("/forvaltning/testpersoner", get(test_persons::show).post(test_persons::add))
        .merge(register::routes())
}
