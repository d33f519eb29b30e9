//! What tools report about the person in their token.

mod accept;
mod sandbox;
mod shape;
#[cfg(test)]
mod tests;
mod value;

pub(crate) use accept::accept;
#[cfg(feature = "fuzzing")]
pub(crate) use accept::if_none_exist;

use accept::Accepted;
use axum::{
    body::{Body, Bytes},
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use identity::{Access, Interaction};
use jiff::Timestamp;
use kernel::ObservationId;
use prescriber::{Observation, Report, Reported};
use serde_json::json;

use super::{
    Base, Failure, Issue, Result, answer, ids,
    json::{Elements, quoted},
    token::{AnyToken, ToolToken},
};
use crate::web::{App, Error, caching};

/// Most bytes of a resource (contract §4).
pub const MAX_BODY: usize = 64 * 1024;

/// What was taken in, of either ground: what its answer needs.
struct Kept {
    id: ObservationId,
    received_at: Timestamp,
    resource: String,
}

impl From<Observation> for Kept {
    fn from(it: Observation) -> Self {
        Self { id: it.id, received_at: it.received_at, resource: it.resource }
    }
}

/// `POST /fhir/Observation`: 201 the first time; the same again under the same identifier is 200.
pub async fn create(
    State(app): State<App>,
    token: AnyToken,
    headers: HeaderMap,
    body: Body,
) -> Result<Response> {
    token.must("Observation", Interaction::Create)?;
    let text = read_body(&headers, body).await?;
    let accepted = accepted(&app, token.access(), &headers, &text)?;
    let (status, kept) = match &token {
        AnyToken::Tool(token) => report(&app, token, accepted).await?,
        AnyToken::Sandbox(token) => sandbox::report(&app, token, accepted).await?,
    };
    let mut response = if wants_nothing(&headers) {
        status.into_response()
    } else {
        let resource = write(&kept, token.access())?;
        (status, [(header::CONTENT_TYPE, answer::FHIR_JSON)], resource).into_response()
    };
    let address = format!("{}/_history/1", ids::written(kept.id));
    if let Ok(location) = HeaderValue::from_str(&Base::of(&app).at(&format!("Observation/{address}"))) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    answer::stamp(response.headers_mut(), VERSION, kept.received_at);
    Ok(response)
}

/// Keeps a real report.
async fn report(app: &App, token: &ToolToken, accepted: Accepted) -> Result<(StatusCode, Kept)> {
    let access = &token.access;
    let report = Report {
        patient: token.citizen.subject,
        reporter: token.citizen.person,
        client: access.client.id,
        tool: token.tool,
        prescription: access.prescription.or(access.answer.prescription),
        identifier: accepted.identifier,
        code: accepted.code,
        effective_at: accepted.effective_at,
        resource: accepted.resource,
    };
    let reported = match store(app, report.clone()).await {
        // Another request with the same identifier was quicker: what it left is there now.
        Err(prescriber::Error::Again) => store(app, report).await.map_err(refused)?,
        other => other.map_err(refused)?,
    };
    Ok(match reported {
        Reported::Created(observation) => (StatusCode::CREATED, observation.into()),
        Reported::Existing(observation) => (StatusCode::OK, observation.into()),
    })
}

/// What is reported is never changed.
const VERSION: &str = "W/\"1\"";

/// `GET /fhir/Observation/{id}`: what this client has reported about the person in its token.
pub async fn read(
    State(app): State<App>,
    token: AnyToken,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response> {
    token.must("Observation", Interaction::Read)?;
    let id: ObservationId = ids::read(&id).ok_or_else(Failure::not_found)?;
    let found = match &token {
        AnyToken::Tool(token) => {
            let (client, subject) = (token.access.client.id, token.citizen.subject);
            prescriber::find_observation_of_client(&app.database, client, subject, id).await?.map(Kept::from)
        }
        AnyToken::Sandbox(token) => sandbox::find(&app, token, id).await?,
    };
    let kept = found.ok_or_else(Failure::not_found)?;
    let mut response = if caching::is_known(&headers, VERSION) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let resource = write(&kept, token.access())?;
        ([(header::CONTENT_TYPE, answer::FHIR_JSON)], resource).into_response()
    };
    answer::stamp(response.headers_mut(), VERSION, kept.received_at);
    Ok(response)
}

/// `GET /fhir/Observation/{id}/_history/{version}`: there is one version.
pub async fn read_version(
    state: State<App>,
    token: AnyToken,
    Path((id, version)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response> {
    if version != "1" {
        return Err(Failure::not_found());
    }
    read(state, token, Path(id), headers).await
}

async fn read_body(headers: &HeaderMap, body: Body) -> Result<String> {
    answer::must_be(headers, &[answer::FHIR_JSON, "application/json"])?;
    let too_long = || {
        let issue = Issue::new("too-long", format!("A resource has at most {MAX_BODY} bytes."));
        Failure::new(StatusCode::PAYLOAD_TOO_LARGE, issue)
    };
    // One of the two reasons for which reading fails: the other is a sender that has gone away.
    let bytes: Bytes = axum::body::to_bytes(body, MAX_BODY).await.map_err(|_| too_long())?;
    String::from_utf8(bytes.into())
        .map_err(|_| Failure::bad_request(Issue::new("structure", "The body is no UTF-8 text.")))
}

/// The resource, with the identifier that it or `If-None-Exist` names.
fn accepted(app: &App, access: &Access, headers: &HeaderMap, text: &str) -> Result<Accepted> {
    let mut accepted = accept::accept(text, &access.patient_id, app.database.clock().now())?;
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
    accepted.identifier = accepted.identifier.or(condition);
    Ok(accepted)
}

async fn store(app: &App, report: Report) -> Result<Reported, prescriber::Error> {
    let tx = app.database.begin().await?;
    let reported = prescriber::report(&tx, report).await?;
    tx.commit().await?;
    Ok(reported)
}

fn refused(error: prescriber::Error) -> Failure {
    match error {
        prescriber::Error::Identifier => other_content(),
        other => other.into(),
    }
}

fn other_content() -> Failure {
    let text = "The same identifier was used for other content. What is reported is never changed.";
    Failure::new(StatusCode::CONFLICT, Issue::new("duplicate", text).at("Observation.identifier"))
}

/// Whether `Prefer: return=minimal` was asked for.
fn wants_nothing(headers: &HeaderMap) -> bool {
    let prefer = headers.get_all("prefer").iter().filter_map(|value| value.to_str().ok());
    prefer.flat_map(|value| value.split([',', ';'])).any(|one| one.trim() == "return=minimal")
}

/// The resource as it was sent, with what is ours to say.
fn write(it: &Kept, access: &Access) -> Result<String> {
    let mut elements = Elements::parse(&it.resource).map_err(Error::internal)?;
    let kept = elements.get("meta").map(Elements::parse).transpose().map_err(Error::internal)?;
    let version = [("versionId", quoted("1")), ("lastUpdated", quoted(&it.received_at.to_string()))];
    let meta = match kept {
        Some(kept) => kept.write(&version),
        None => json!({ "versionId": "1", "lastUpdated": it.received_at.to_string() }).to_string(),
    };
    elements.without(&["meta"]);
    let subject = json!({ "reference": format!("Patient/{}", access.patient_id) }).to_string();
    Ok(elements.write(&[
        ("resourceType", quoted("Observation")),
        ("id", quoted(&ids::written(it.id))),
        ("meta", meta),
        ("subject", subject),
    ]))
}
