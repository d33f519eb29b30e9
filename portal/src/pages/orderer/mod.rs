//! The ordering body: what can be taken on, orders, assessments, deviations, agreements.

mod agreements;
mod decide;
mod deviations;
mod facts;
mod home;
mod invite;
mod order;
mod requirement;
mod statistics;
mod stop;
mod take_on;
mod work;

#[cfg(test)]
pub(crate) mod samples;
#[cfg(test)]
mod tests;

use axum::{
    Router,
    routing::{get, post},
};

use crate::web::App;

/// Its routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/bestiller", get(home::show))
        .route("/bestiller/innboks/{revision}", get(take_on::show).post(take_on::take_on))
        .route("/bestiller/inviter", get(invite::show).post(invite::invite))
        .route("/bestiller/bestillinger/{order}", get(order::show))
        .route("/bestiller/bestillinger/{order}/innhold", get(order::content))
        .route("/bestiller/bestillinger/{order}/start", post(decide::start))
        .route(
            "/bestiller/bestillinger/{order}/krav/{requirement}",
            get(requirement::show).post(requirement::answer),
        )
        .route(
            "/bestiller/bestillinger/{order}/endringer",
            get(decide::ask_changes).post(decide::request_changes),
        )
        .route("/bestiller/bestillinger/{order}/avslag", get(decide::ask_reject).post(decide::reject))
        .route("/bestiller/bestillinger/{order}/stans", get(stop::ask).post(stop::suspend))
        .route("/bestiller/bestillinger/{order}/opphev/{reason}", get(stop::ask_lift).post(stop::lift))
        .route("/bestiller/avtaler", get(agreements::show))
        .route("/bestiller/avvik", get(deviations::list))
        .route("/bestiller/avvik/{deviation}", get(deviations::show).post(deviations::follow_up))
        .route("/bestiller/statistikk", get(statistics::show))
}
