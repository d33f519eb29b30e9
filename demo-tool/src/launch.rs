//! The beginning: a launch from the platform, or a start of one's own.

use std::collections::BTreeMap;

use axum::{
    extract::{Path, Query},
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::CookieJar;
use url::Url;

use crate::{
    Tool,
    failure::Failure,
    page,
    platform::{self, Platform},
    random,
    session::{self, Login},
    state::{Shared, State},
    tokens, view,
};

type Parameters = Query<BTreeMap<String, String>>;

/// `GET /launch/{slug}?iss=…&launch=…`; a slug that is not played here is one of the catalogue's invented tools.
pub(crate) async fn launch(
    state: State,
    Path(slug): Path<String>,
    Query(parameters): Parameters,
    jar: CookieJar,
) -> Response {
    if state.config.tool(&slug).is_none() {
        return view::invented(state).await;
    }
    let issuer = parameters.get("iss").map(|issuer| issuer.trim_end_matches('/'));
    let launch = parameters.get("launch").map(String::as_str).filter(|launch| !launch.is_empty());
    let refused = match issuer {
        None => Some("iss is missing"),
        Some(issuer) if issuer != state.config.fhir() => {
            Some("iss is another platform than the tool belongs to")
        }
        Some(_) if launch.is_some_and(|launch| launch.len() > 2000) => Some("launch is too long"),
        Some(_) => None,
    };
    let begun = match refused {
        Some(reason) => Err(Failure::LaunchRefused(reason)),
        None => begin(&state, &slug, launch, jar).await,
    };
    page::or_failure(&state, &slug, begun)
}

/// `GET /start/{slug}`
pub(crate) async fn start(state: State, Path(slug): Path<String>, jar: CookieJar) -> Response {
    let begun = begin(&state, &slug, None, jar).await;
    page::or_failure(&state, &slug, begun)
}

/// Sends the browser to the platform's login, with a request that only this browser can finish.
async fn begin(
    state: &Shared,
    slug: &str,
    launch: Option<&str>,
    jar: CookieJar,
) -> Result<Response, Failure> {
    let tool = state.tool(slug)?;
    let platform = platform::discover(state).await?;
    let (jar, browser) = session::mark(state, jar)?;
    let fresh = || random::token().ok_or(Failure::Internal);
    let (key, nonce, verifier) = (fresh()?, fresh()?, fresh()?);
    let challenge = random::sha256(&verifier);
    let redirect_uri = redirect_uri(state, slug);
    let audience = state.config.fhir();
    let scope: Vec<&str> =
        tool.scope.split_whitespace().filter(|scope| launch.is_some() || *scope != "launch").collect();
    let scope = scope.join(" ");
    let mut request = vec![
        ("response_type", "code"),
        ("client_id", &tool.client_id),
        ("redirect_uri", &redirect_uri),
        ("scope", &scope),
        ("state", &key),
        ("nonce", &nonce),
        ("code_challenge", &challenge),
        ("code_challenge_method", "S256"),
        ("aud", &audience),
    ];
    if let Some(launch) = launch {
        request.push(("launch", launch));
    }
    let address = address(state, tool, &platform, &request).await?;
    let login = Login { slug: slug.to_owned(), nonce: nonce.clone(), verifier: verifier.clone(), browser };
    state.logins.put(state.now(), key.clone(), login);
    Ok((jar, page::no_store(Redirect::to(&address))).into_response())
}

/// The only redirect address of the tool.
pub(crate) fn redirect_uri(state: &Shared, slug: &str) -> String {
    state.config.address(&format!("callback/{slug}"))
}

/// The platform's login with the request in it, or with a reference to the pushed one.
async fn address(
    state: &Shared,
    tool: &Tool,
    platform: &Platform,
    request: &[(&str, &str)],
) -> Result<String, Failure> {
    let unsound = Failure::Unsound("the authorization endpoint is no address");
    let mut address = Url::parse(&platform.authorization_endpoint).map_err(|_| unsound)?;
    match platform.pushed_authorization_request_endpoint.as_deref().filter(|_| tool.par) {
        None => {
            address.query_pairs_mut().extend_pairs(request);
        }
        Some(endpoint) => {
            let answer = tokens::authenticated(state, tool, platform, endpoint, request).await?;
            let pushed = answer.body.get("request_uri").and_then(serde_json::Value::as_str);
            let pushed = pushed.filter(|_| answer.ok()).ok_or_else(|| tokens::refusal(&answer.body))?;
            address
                .query_pairs_mut()
                .append_pair("client_id", &tool.client_id)
                .append_pair("request_uri", pushed);
        }
    }
    Ok(address.into())
}
