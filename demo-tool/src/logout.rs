//! Logging out here and at the platform (RP-Initiated Logout 1.0).

use axum::{
    extract::Path,
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::CookieJar;
use url::Url;

use crate::{
    failure::Failure,
    page::{self, Form},
    platform, random, session,
    state::{Shared, State},
};

/// `POST /logout/{slug}`
pub(crate) async fn logout(state: State, Path(slug): Path<String>, jar: CookieJar, form: Form) -> Response {
    let done = end(&state, &slug, jar, &form).await;
    page::or_failure(&state, &slug, done)
}

async fn end(state: &Shared, slug: &str, jar: CookieJar, form: &Form) -> Result<Response, Failure> {
    let tool = state.tool(slug)?;
    let (_, session) = session::current(state, slug, &jar)?;
    page::check_csrf(&session, form)?;
    let jar = session::end(state, slug, jar);
    let home = "/?utlogget=1".to_owned();
    let next = match platform::discover(state).await.ok().and_then(|platform| platform.end_session_endpoint) {
        None => home,
        Some(endpoint) => {
            let mut address = Url::parse(&endpoint).map_err(|_| Failure::Unsound("end_session_endpoint"))?;
            address
                .query_pairs_mut()
                .append_pair("id_token_hint", &session.id_token)
                .append_pair("client_id", &tool.client_id)
                .append_pair("post_logout_redirect_uri", &post_logout(state))
                .append_pair("state", &random::token().ok_or(Failure::Internal)?);
            address.into()
        }
    };
    Ok((jar, page::no_store(Redirect::to(&next))).into_response())
}

/// Where the platform sends the browser after logout.
pub(crate) fn post_logout(state: &Shared) -> String {
    state.config.address("?utlogget=1")
}
