//! What tools report about the person in their token.

mod accept;
#[cfg(test)]
mod tests;
mod value;

pub(crate) use accept::accept;

use axum::{
    body::{Body, Bytes},
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use kernel::ObservationId;
use prescriber::{Observation, Report, Reported};
use serde_json::json;

use super::{
    Base, Failure, Issue, Result, answer, ids,
    json::{Elements, quoted},
    token::ToolToken,
};
use crate::web::{App, Error, caching};

/// Most bytes of a resource (contract §4).
pub const MAX_BODY: usize = 64 * 1024;

/// `POST /fhir/Observation`: 201 the first time; the same again under the same identifier is 200.
pub async fn create(
    State(app): State<App>,
    token: ToolToken,
    headers: HeaderMap,
    body: Body,
) -> Result<Response> {
    token.must("Observation", 'c')?;
    let text = read_body(&headers, body).await?;
    let report = report(&app, &token, &headers, &text)?;
    let reported = match store(&app, report.clone()).await {
        // Another request with the same identifier was quicker: what it left is there now.
        Err(prescriber::Error::Again) => store(&app, report).await.map_err(refused)?,
        other => other.map_err(refused)?,
    };
    let (status, observation) = match reported {
        Reported::Created(observation) => (StatusCode::CREATED, observation),
        Reported::Existing(observation) => (StatusCode::OK, observation),
    };
    let mut response = if wants_nothing(&headers) {
        status.into_response()
    } else {
        let resource = write(&observation, &token)?;
        (status, [(header::CONTENT_TYPE, answer::FHIR_JSON)], resource).into_response()
    };
    let address = format!("{}/_history/1", ids::written(observation.id));
    if let Ok(location) = HeaderValue::from_str(&Base::of(&app).at(&format!("Observation/{address}"))) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    answer::stamp(response.headers_mut(), VERSION, observation.received_at);
    Ok(response)
}

/// What is reported is never changed.
const VERSION: &str = "W/\"1\"";

/// `GET /fhir/Observation/{id}`: what this client has reported about the person in its token.
pub async fn read(
    State(app): State<App>,
    token: ToolToken,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response> {
    token.must("Observation", 'r')?;
    let id: ObservationId = ids::read(&id).ok_or_else(Failure::not_found)?;
    let client = token.access.client.id;
    let found =
        prescriber::find_observation_of_client(&app.database, client, token.citizen.subject, id).await?;
    let observation = found.ok_or_else(Failure::not_found)?;
    let mut response = if caching::is_known(&headers, VERSION) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let resource = write(&observation, &token)?;
        ([(header::CONTENT_TYPE, answer::FHIR_JSON)], resource).into_response()
    };
    answer::stamp(response.headers_mut(), VERSION, observation.received_at);
    Ok(response)
}

/// `GET /fhir/Observation/{id}/_history/{version}`: there is one version.
pub async fn read_version(
    state: State<App>,
    token: ToolToken,
    Path((id, version)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response> {
    if version != "1" {
        return Err(Failure::not_found());
    }
    read(state, token, Path(id), headers).await
}

async fn read_body(headers: &HeaderMap, body: Body) -> Result<String> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let bare = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if !matches!(bare.as_str(), "application/fhir+json" | "application/json") {
        let issue = Issue::new("not-supported", "Content-Type is application/fhir+json.");
        return Err(Failure::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, issue));
    }
    let too_long = || {
        let issue = Issue::new("too-long", format!("A resource has at most {MAX_BODY} bytes."));
        Failure::new(StatusCode::PAYLOAD_TOO_LARGE, issue)
    };
    // One of the two reasons for which reading fails: the other is a sender that has gone away.
    let bytes: Bytes = axum::body::to_bytes(body, MAX_BODY).await.map_err(|_| too_long())?;
    String::from_utf8(bytes.into())
        .map_err(|_| Failure::bad_request(Issue::new("structure", "The body is no UTF-8 text.")))
}

fn report(app: &App, token: &ToolToken, headers: &HeaderMap, text: &str) -> Result<Report> {
    let access = &token.access;
    let accepted = accept::accept(text, &access.patient_id, app.database.clock().now())?;
    let condition = match headers.get("if-none-exist") {
        Some(value) => Some(accept::if_none_exist(value.to_str().unwrap_or_default())?),
        None => None,
    };
    if let (Some(condition), Some(identifier)) = (&condition, &accepted.identifier)
        && condition != identifier
    {
        let issue = Issue::new("conflict", "If-None-Exist names another identifier than the resource.");
        return Err(Failure::new(StatusCode::UNPROCESSABLE_ENTITY, issue.at("Observation.identifier")));
    }
    Ok(Report {
        patient: token.citizen.subject,
        reporter: token.citizen.person,
        client: access.client.id,
        tool: token.tool,
        prescription: access.prescription.or(access.answer.prescription),
        identifier: accepted.identifier.or(condition),
        code: accepted.code,
        effective_at: accepted.effective_at,
        resource: accepted.resource,
    })
}

async fn store(app: &App, report: Report) -> Result<Reported, prescriber::Error> {
    let tx = app.database.begin().await?;
    let reported = prescriber::report(&tx, report).await?;
    tx.commit().await?;
    Ok(reported)
}

fn refused(error: prescriber::Error) -> Failure {
    match error {
        prescriber::Error::Identifier => {
            let text = "The same identifier was used for other content. What is reported is never changed.";
            Failure::new(StatusCode::CONFLICT, Issue::new("duplicate", text).at("Observation.identifier"))
        }
        other => other.into(),
    }
}

/// Whether `Prefer: return=minimal` was asked for.
fn wants_nothing(headers: &HeaderMap) -> bool {
    let prefer = headers.get_all("prefer").iter().filter_map(|value| value.to_str().ok());
    prefer.flat_map(|value| value.split([',', ';'])).any(|one| one.trim() == "return=minimal")
}

/// The resource as it was sent, with what is ours to say.
fn write(observation: &Observation, token: &ToolToken) -> Result<String> {
    let mut elements = Elements::parse(&observation.resource).map_err(Error::internal)?;
    let kept = elements.get("meta").map(Elements::parse).transpose().map_err(Error::internal)?;
    let version = [("versionId", quoted("1")), ("lastUpdated", quoted(&observation.received_at.to_string()))];
    let meta = match kept {
        Some(kept) => kept.write(&version),
        None => json!({ "versionId": "1", "lastUpdated": observation.received_at.to_string() }).to_string(),
    };
    elements.without(&["meta"]);
    let subject = json!({ "reference": format!("Patient/{}", token.access.patient_id) }).to_string();
    Ok(elements.write(&[
        ("resourceType", quoted("Observation")),
        ("id", quoted(&ids::written(observation.id))),
        ("meta", meta),
        ("subject", subject),
    ]))
}
