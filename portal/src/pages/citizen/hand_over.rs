//! The way from here to the tool: an address with a ticket, or a form with a signed token (contract §3.1).

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use catalogue::Listing;
use database::Tx;
use identity::{HtiLaunch, HtiSigner};
use launch::{Launch, Ticket};
use serde::Serialize;
use url::Url;

use super::Errand;
use crate::{
    fhir,
    pages::wording::Wording,
    web::{App, Error, PageContext, Result, View},
};

/// How the tool is reached, with what must be at hand before the transaction that records the start.
pub enum Way {
    /// SMART App Launch 2.2: the launch address with `iss` and `launch`.
    Smart(Url),
    /// A plain link.
    Link(Url),
    /// Health Tools Interoperability 2.0: a form.
    Hti(Url, HtiSigner),
}

/// Where the browser goes once the start is recorded.
pub enum Target {
    /// To an address.
    Address(Url),
    /// By a form with this token.
    Form(Url, String),
}

/// Sends itself to the tool; there is a button where it does not.
#[derive(Debug, Serialize)]
pub struct HandOverView {
    /// The tool.
    pub name: Wording,
    /// The tool's address.
    pub action: String,
    /// The signed launch.
    pub token: String,
    /// Where one came from; path without language.
    pub back: String,
}

impl View for HandOverView {
    const TEMPLATE: &'static str = "citizen/hand-over.html";
}

impl Way {
    /// The way to this tool.
    pub async fn to(app: &App, listing: &Listing) -> Result<Self> {
        match &listing.content().launch {
            catalogue::Launch::Smart { url } => Ok(Self::Smart(url.clone())),
            catalogue::Launch::Link { url } => Ok(Self::Link(url.clone())),
            catalogue::Launch::Hti { url } => {
                Ok(Self::Hti(url.clone(), app.identity.provider.hti_signer().await?))
            }
            catalogue::Launch::None => Err(Error::unavailable("no way to start this tool")),
        }
    }

    /// Where this start leads.
    pub fn lead(self, app: &App, tx: &Tx, start: &Launch, ticket: &Ticket) -> Result<Target> {
        match self {
            Self::Smart(mut url) => {
                url.query_pairs_mut()
                    .append_pair("iss", &format!("{}/fhir", app.config.issuer()))
                    .append_pair("launch", ticket.expose());
                Ok(Target::Address(url))
            }
            Self::Link(url) => Ok(Target::Address(url)),
            Self::Hti(url, signer) => {
                let definition = fhir::address_of(app, start.tool);
                let launch = HtiLaunch::new(start.citizen, start.tool, url.as_str(), definition)
                    .ok_or_else(|| Error::internal("R5 let somebody act for another by an HTI launch"))?
                    .on(start.prescription)
                    .to(start.task.as_ref().map(ToString::to_string));
                Ok(Target::Form(url, signer.sign(tx, &launch)?))
            }
        }
    }
}

impl Target {
    /// Sends the browser there; no cache keeps it and no log of ours sees it.
    pub fn go(self, cx: PageContext, errand: &Errand) -> Response {
        let mut response = match self {
            Self::Address(address) => {
                let mut response = StatusCode::SEE_OTHER.into_response();
                if let Ok(address) = HeaderValue::from_str(address.as_str()) {
                    response.headers_mut().insert(header::LOCATION, address);
                }
                response
            }
            Self::Form(address, token) => {
                let (name, back) = (errand.name(&cx), errand.base.clone());
                errand.page(cx, HandOverView { name, action: address.into(), token, back })
            }
        };
        response.headers_mut().insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
        response
    }
}
