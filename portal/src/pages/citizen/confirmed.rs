//! What changes something for another is confirmed before it is done. Every form says for whom its page was made (`subject`, beside the token);
//! a page that asks, naming the person, says so too (`confirmed`). Without both, and for the person whom the session acts for now, nothing is
//! done, and the page that asks is shown with what was filled in.

use std::marker::PhantomData;

use axum::{
    extract::{FromRequest, FromRequestParts, Request},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use kernel::{PersonId, Refusal};
use serde::Serialize;

use super::Errand;
use crate::{
    pages::wording::Wording,
    web::{App, CitizenLogin, Error, FormState, PageContext, Received, Result, View, csrf},
};

/// Something that can be done with a tool.
pub trait Deed {
    /// The page that asks before it is done: `changed` where the form was made for another person than the one acted for now.
    fn ask(
        cx: PageContext,
        errand: &Errand,
        form: FormState,
        changed: bool,
    ) -> impl Future<Output = Result<Response>> + Send;
}

/// A form that its sender has confirmed for the person acted for now; there is no other way to a handler that changes something for a person.
pub struct Confirmed<D> {
    /// With which tool, for whom.
    pub errand: Errand,
    /// The form.
    pub form: FormState,
    deed: PhantomData<fn() -> D>,
}

impl<D: Deed> FromRequest<App> for Confirmed<D> {
    type Rejection = Response;

    async fn from_request(request: Request, app: &App) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let me = CitizenLogin::from_request_parts(&mut parts, app).await.map_err(answer)?;
        let cx = PageContext::from_request_parts(&mut parts, app).await.map_err(answer)?;
        let errand = Errand::from_request_parts(&mut parts, app).await;
        let request = Request::from_parts(parts, body);
        let Received { form, fits } = Received::from_request(request, app).await.map_err(answer)?;

        let made_for = form.text(csrf::SUBJECT).parse::<PersonId>().ok();
        let changed = made_for.is_some_and(|subject| subject != me.actor.subject);
        // The token changes with the person acted for. Where it is from is looked at for every form, before anything else (`csrf::check`).
        if !fits && !changed {
            return Err(answer(Error::foreign_form()));
        }
        let errand = match errand {
            // The page was about something of the person acted for before.
            Err(error) if changed && error.code() == StatusCode::NOT_FOUND => {
                return Err(answer(Error::conflict(Refusal::text("error-subject-changed"))));
            }
            other => other.map_err(answer)?,
        };
        let confirmed = !errand.who.for_another() || form.checked(csrf::CONFIRMED);
        if changed || made_for.is_none() || !confirmed {
            return Err(D::ask(cx, &errand, form, changed).await.unwrap_or_else(answer));
        }
        Ok(Self { errand, form, deed: PhantomData })
    }
}

fn answer(error: Error) -> Response {
    error.into_response()
}

/// Asks before something is done that has no page of its own to ask on.
#[derive(Debug, Serialize)]
pub struct ConfirmView {
    /// What: part of its texts' keys.
    pub deed: &'static str,
    /// The tool.
    pub name: Wording,
    /// The form as it was sent, without what is ours.
    pub kept: Vec<(String, String)>,
    /// What is chosen to be shared: part of its text's key.
    pub sharing: Option<&'static str>,
    /// Where it is sent; path without language.
    pub action: String,
    /// Where one came from; path without language.
    pub back: String,
    /// Whether the form was made for another person.
    pub changed: bool,
}

impl View for ConfirmView {
    const TEMPLATE: &'static str = "citizen/confirm.html";
}

/// The fields that were filled in.
pub fn kept(form: &FormState) -> Vec<(String, String)> {
    let ours = [csrf::FIELD, csrf::SUBJECT, csrf::CONFIRMED];
    let names = form.names().filter(|name| !ours.contains(name));
    names.flat_map(|name| form.all(name).iter().map(|value| (name.to_owned(), value.clone()))).collect()
}
