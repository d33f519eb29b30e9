//! The token endpoint: a code becomes tokens, once.

use axum::{
    Json,
    extract::Path,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::json;

use crate::{
    Algorithm, Client, Provider, assertion, claims, dpop,
    error::OAuthError,
    params::Params,
    random,
    state::{Code, Shared, State, TOKEN_SECONDS, Token},
};

/// `POST /{provider}/token`
pub(crate) async fn redeem(
    state: State,
    Path(provider): Path<String>,
    headers: HeaderMap,
    body: String,
) -> Result<Response, OAuthError> {
    let Some(provider) = Provider::from_path(&provider) else {
        return Ok(StatusCode::NOT_FOUND.into_response());
    };
    let params = Params::parse(&body)?;
    let client = assertion::authenticate(&state, provider, &headers, &params)?;
    if params.require("grant_type")? != "authorization_code" {
        return Err(OAuthError::bad("unsupported_grant_type", "only authorization_code"));
    }
    let jkt = match provider {
        Provider::Helseid => dpop::at_token_endpoint(&state, &headers)?,
        Provider::Idporten | Provider::Ansattporten => None,
    };
    let code_hash = random::sha256(params.require("code")?);
    let code = take(&state, &code_hash)?;
    check(client, &code, &params, jkt.as_deref())?;
    issue(&state, client, &code, &code_hash, jkt).await
}

/// Takes the code out, whatever comes of it. One that comes back takes with it what it gave.
fn take(state: &Shared, code_hash: &str) -> Result<Code, OAuthError> {
    let now = state.now();
    if let Some(code) = state.codes.take(now, code_hash) {
        state.used_codes.put(now, code_hash.to_owned(), None);
        return Ok(code);
    }
    if let Some(given) = state.used_codes.take(now, code_hash) {
        state.used_codes.put(now, code_hash.to_owned(), Some(String::new()));
        if let Some(token) = given {
            state.tokens.take(now, &token);
        }
    }
    Err(OAuthError::invalid_grant("the code is unknown, used or expired"))
}

fn check(client: &Client, code: &Code, params: &Params, jkt: Option<&str>) -> Result<(), OAuthError> {
    let refused = |text| Err(OAuthError::invalid_grant(text));
    if code.provider != client.provider || code.request.client_id != client.client_id {
        return refused("the code is another client's");
    }
    if params.get("redirect_uri") != Some(&code.request.redirect_uri) {
        return refused("redirect_uri differs from the request's");
    }
    let verifier = params.get("code_verifier").unwrap_or_default();
    let shaped = (43..=128).contains(&verifier.len())
        && verifier.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte));
    if !shaped || !random::same(&random::sha256(verifier), &code.request.challenge) {
        return refused("code_verifier does not fit");
    }
    if code.request.dpop_jkt.is_some() && code.request.dpop_jkt.as_deref() != jkt {
        return refused("the DPoP key differs from the request's");
    }
    Ok(())
}

async fn issue(
    state: &Shared,
    client: &Client,
    code: &Code,
    code_hash: &str,
    jkt: Option<String>,
) -> Result<Response, OAuthError> {
    let random_token = random::token()?;
    let access_token = if code.provider == Provider::Helseid {
        let signer = state.keys.get(code.provider, Algorithm::Es256).await?;
        signer.sign("at+jwt", &claims::access_token(state, code, &random_token, jkt.as_deref()))?
    } else {
        random_token
    };
    let signer = state.keys.get(code.provider, client.algorithm()).await?;
    let id_token = signer.sign("JWT", &claims::id_token(state, code, &access_token))?;
    let token_type = if jkt.is_some() { "DPoP" } else { "Bearer" };
    let now = state.now();
    let hash = random::sha256(&access_token);
    let token = Token { provider: code.provider, claims: claims::userinfo(code), sid: code.sid.clone(), jkt };
    state.tokens.put(now, hash.clone(), token);
    // Another attempt with the code may have come between: then this one has won, but what it gives is dead already.
    state.used_codes.change(now, code_hash, |given| match given {
        None => *given = Some(hash),
        Some(_) => drop(state.tokens.take(now, &hash)),
    });
    let body = Json(json!({
        "access_token": access_token,
        "id_token": id_token,
        "token_type": token_type,
        "expires_in": TOKEN_SECONDS,
        "scope": code.request.scope,
    }));
    Ok(([(header::CACHE_CONTROL, "no-store"), (header::PRAGMA, "no-cache")], body).into_response())
}
