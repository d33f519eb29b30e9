//! An errand: one tool, on a prescription or on its own page, for the person whom the session acts for.

use axum::{
    extract::{FromRequestParts, RawPathParams},
    http::request::Parts,
    response::{IntoResponse, Response},
};
use catalogue::Listing;
use identity::Secret;
use launch::Ask;
use prescriber::Prescription;

use super::{OnBehalf, prescription as rx};
use crate::{
    login::BrowserCookie,
    pages::{public::tool as listing_page, wording::Wording},
    web::{App, Error, PageContext, Result, View},
};

/// What a citizen's address names. Another's prescription, or one withheld, is absent.
pub struct Errand {
    /// Who, for whom.
    pub who: OnBehalf,
    /// The tool.
    pub listing: Listing,
    /// The prescription, where the address names one.
    pub prescription: Option<Prescription>,
    /// The page that the errand is run from; path without language.
    pub base: String,
    /// What the browser holds for a tool's request that waits.
    pub browser: Option<Secret>,
}

impl Errand {
    async fn load(app: &App, who: OnBehalf, params: &RawPathParams, browser: Option<Secret>) -> Result<Self> {
        match params.iter().next() {
            Some(("id", text)) => {
                let (prescription, listing) = rx::load(app, &who, rx::id(text)?).await?;
                let base = format!("/mine-verktoy/{}", prescription.id);
                Ok(Self { who, listing, prescription: Some(prescription), base, browser })
            }
            // Rules that refuse are explained; whether there is a prescription shows there.
            Some(("slug", text)) => {
                let listing = listing_page::find(app, text).await?;
                let base = format!("/verktoy/{}", listing.tool.slug);
                Ok(Self { who, listing, prescription: None, base, browser })
            }
            _ => Err(Error::internal("an errand's address names a prescription or a tool")),
        }
    }

    /// What the rules are asked.
    pub fn ask(&self) -> Ask {
        self.who.ask(self.listing.id(), self.prescription.as_ref().map(|prescription| prescription.id))
    }

    /// The tool's name.
    pub fn name(&self, cx: &PageContext) -> Wording {
        rx::name(cx.locale(), &self.listing)
    }

    /// A page whose forms may end at the tool.
    pub fn page<V: View>(&self, cx: PageContext, view: V) -> Response {
        let page = cx.page(view);
        match listing_page::origin(&self.listing) {
            Some(origin) => page.form_action(&origin).into_response(),
            None => page.into_response(),
        }
    }
}

impl FromRequestParts<App> for Errand {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let who = OnBehalf::from_request_parts(parts, app).await?;
        let params = RawPathParams::from_request_parts(parts, app).await.map_err(|_| Error::not_found())?;
        let browser = BrowserCookie::read(app, &parts.headers);
        Self::load(app, who, &params, browser).await
    }
}
