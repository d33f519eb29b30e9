//! A tool's own request that waits while the person is asked something.

use axum::response::{IntoResponse, Response};
use identity::{Code, OAuthError, Params, Party, Ready};
use serde::Deserialize;

use super::Errand;
use crate::{
    login::see_other,
    web::{PageContext, Result},
};

/// Where the requests of tools wait.
const WAITING: &str = "/oauth2/authorize?";
/// Name of the field for the request that waits for the answer, in forms and addresses.
pub const NEXT: &str = "neste";
/// Name of the field with the answer.
pub const ANSWER: &str = "svar";
/// The answer that is a no.
pub const NO: &str = "nei";

/// What the address names beside the tool.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// Where the request waits.
    pub neste: String,
}

/// A request of the tool that waits for the answer in this browser (domain §7.2).
pub struct Waiting {
    /// Where it goes on: a path of this site.
    pub next: String,
    /// The request.
    pub ready: Ready,
}

impl Waiting {
    /// The one at this address; `None` where that is no address of this very tool's waiting request, or it waits no longer.
    pub async fn at(cx: &PageContext, errand: &Errand, next: &str) -> Result<Option<Self>> {
        let Some(query) = next.strip_prefix(WAITING) else { return Ok(None) };
        let Ok(params) = Params::parse(query) else { return Ok(None) };
        let ready = cx.app.identity.provider.parked(&params, errand.browser.as_ref()).await?;
        let own = ready.filter(|ready| ready.client.party == Party::Tool(errand.listing.id()));
        Ok(own.map(|ready| Self { next: next.to_owned(), ready }))
    }
}

/// A no is told to the tool that asked, once; without a request that waits there is nobody to tell.
pub async fn decline(
    cx: PageContext,
    errand: &Errand,
    waiting: Option<Waiting>,
    told: &'static str,
) -> Result<Response> {
    let Some(waiting) = waiting else { return Ok(cx.redirect(&errand.base).into_response()) };
    let error = OAuthError::new(Code::AccessDenied, told);
    Ok(see_other(&cx.app.identity.provider.turn_down(&waiting.ready, &error).await?))
}
