//! The page where a person is chosen.

use axum::{
    extract::{Path, RawQuery},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::CookieJar;
use serde::Serialize;

use crate::{
    Account, Language, Provider, Service, authorize,
    error::OAuthError,
    page,
    params::Params,
    random, session,
    state::{Interaction, Shared, State},
};

#[derive(Serialize)]
struct View<'a> {
    language: Language,
    action: String,
    interaction: &'a str,
    csrf: &'a str,
    provider: &'static str,
    /// What did not fit anybody.
    unknown: Option<&'a str>,
    groups: Vec<Group>,
    languages: Vec<(Language, String)>,
}

#[derive(Serialize)]
struct Group {
    service: &'static str,
    accounts: Vec<Choice>,
}

#[derive(Serialize)]
struct Choice {
    key: String,
    name: String,
    purpose: String,
    organisation: Option<String>,
}

/// `GET /{provider}/login?interaction=…&lang=…`
pub(crate) async fn show(
    state: State,
    Path(provider): Path<String>,
    jar: CookieJar,
    RawQuery(query): RawQuery,
) -> Response {
    let Some(provider) = Provider::from_path(&provider) else { return StatusCode::NOT_FOUND.into_response() };
    let params = match Params::parse(&query.unwrap_or_default()) {
        Ok(params) => params,
        Err(error) => return page::refusal(&state, &error),
    };
    match find(&state, provider, &jar, &params) {
        Ok((id, mut interaction)) => {
            interaction.request.language =
                params.get("lang").and_then(Language::from_code).unwrap_or(interaction.request.language);
            let hint = interaction.request.login_hint.clone();
            render(&state, id, &interaction, hint.as_deref(), StatusCode::OK).await
        }
        Err(error) => page::refusal(&state, &error),
    }
}

/// `POST /{provider}/login`
pub(crate) async fn choose(
    state: State,
    Path(provider): Path<String>,
    jar: CookieJar,
    body: String,
) -> Response {
    let Some(provider) = Provider::from_path(&provider) else { return StatusCode::NOT_FOUND.into_response() };
    match chosen(&state, provider, jar, &body).await {
        Ok(response) => response,
        Err(error) => page::refusal(&state, &error),
    }
}

async fn chosen(
    state: &Shared,
    provider: Provider,
    jar: CookieJar,
    body: &str,
) -> Result<Response, OAuthError> {
    let params = Params::parse(body)?;
    let (id, mut interaction) = find(state, provider, &jar, &params)?;
    if !params.get("csrf").is_some_and(|csrf| random::same(csrf, &interaction.csrf)) {
        return Err(foreign());
    }
    if let Some(language) = params.get("lang").and_then(Language::from_code) {
        interaction.request.language = language;
    }
    if params.get("cancel").is_some() {
        state.interactions.take(state.now(), id);
        let error = OAuthError::bad("access_denied", "the person cancelled");
        let request = &interaction.request;
        let issuer = state.config.issuer(provider);
        return Ok(authorize::answer_error(&issuer, &request.redirect_uri, request.state.as_deref(), &error));
    }
    let hint = params.get("account").or_else(|| params.get("pid")).unwrap_or_default();
    let Some(account) = state.account(hint).await else {
        return Ok(render(state, id, &interaction, Some(hint), StatusCode::UNPROCESSABLE_ENTITY).await);
    };
    // Taken last, so that a mistyped number can be corrected, and only one answer is ever given.
    state.interactions.take(state.now(), id).ok_or_else(gone)?;
    authorize::log_in(state, provider, jar, &interaction.request, account)
}

/// The interaction, if this very browser began it.
fn find<'a>(
    state: &Shared,
    provider: Provider,
    jar: &CookieJar,
    params: &'a Params,
) -> Result<(&'a str, Interaction), OAuthError> {
    let id = params.require("interaction")?;
    let interaction =
        state.interactions.get(state.now(), id).filter(|one| one.provider == provider).ok_or_else(gone)?;
    if session::known_browser(jar).is_some_and(|mark| random::same(&mark, &interaction.browser)) {
        Ok((id, interaction))
    } else {
        Err(foreign())
    }
}

fn gone() -> OAuthError {
    OAuthError::invalid_request("this login is finished or has expired")
}

fn foreign() -> OAuthError {
    let mut error = OAuthError::bad("access_denied", "this login was begun in another browser");
    error.status = StatusCode::FORBIDDEN;
    error
}

async fn render(
    state: &Shared,
    id: &str,
    interaction: &Interaction,
    unknown: Option<&str>,
    status: StatusCode,
) -> Response {
    let language = interaction.request.language;
    let issuer = state.config.issuer(interaction.provider);
    let services = state
        .client(interaction.provider, &interaction.request.client_id)
        .map(|client| client.services.clone())
        .unwrap_or_default();
    let mut groups = Vec::new();
    for service in services {
        let accounts = state.accounts.list(service, language).await.into_iter().map(choice).collect();
        groups.push(Group { service: key(service), accounts });
    }
    let languages = Language::ALL
        .into_iter()
        .map(|one| (one, format!("{issuer}/login?interaction={id}&lang={}", one.code())))
        .collect();
    let view = View {
        language,
        action: format!("{issuer}/login"),
        interaction: id,
        csrf: &interaction.csrf,
        provider: interaction.provider.path(),
        unknown,
        groups,
        languages,
    };
    page::render(state, status, "login.html", &view, &[])
}

fn choice(account: Account) -> Choice {
    let organisation = account.organisations.first().map(|one| one.name.clone());
    Choice { key: account.key, name: account.name, purpose: account.purpose, organisation }
}

const fn key(service: Service) -> &'static str {
    match service {
        Service::Citizen => "citizen",
        Service::Clinician => "clinician",
        Service::Orderer => "orderer",
        Service::Vendor => "vendor",
        Service::Operator => "operator",
    }
}
