//! Logging in and out: the pages between our visitors and the national logins.

mod begin;
mod choose;
mod complete;
mod cookie;
mod device;
mod end;
mod recognise;
#[cfg(test)]
mod tests;

use axum::{
    Router,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};

pub use choose::{ChooseView, Workplace};
pub use cookie::BrowserCookie;
pub(crate) use cookie::set_session;
pub(crate) use end::{ENDED, log_out};

use crate::web::App;

/// Its routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/logg-inn", get(begin::begin))
        .route("/logg-inn/retur", get(complete::complete))
        .route("/velg-virksomhet", get(choose::ask).post(choose::choose))
        .route("/logg-ut", get(end::ask).post(end::end))
        .route("/logg-ut/ferdig", get(end::ended))
        .route("/logg-ut/fra-leverandor", get(end::front_channel).post(end::back_channel))
}

/// 303: after a form as after a link, the next request is a `GET` without the form's content (row 23).
pub(crate) fn see_other(address: &str) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    match HeaderValue::from_str(address) {
        Ok(address) => {
            response.headers_mut().insert(header::LOCATION, address);
            response
        }
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
