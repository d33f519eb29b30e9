//! Reports in the sandbox: tried as real ones are, kept where nothing real is.

use axum::http::StatusCode;
use kernel::ObservationId;
use launch::sandbox_report::{self, SandboxObservation, SandboxReport, SandboxReported};

use super::{Kept, accept::Accepted, other_content};
use crate::{
    fhir::{Result, token::SandboxToken},
    web::App,
};

impl From<SandboxObservation> for Kept {
    fn from(it: SandboxObservation) -> Self {
        Self { id: it.id, received_at: it.received_at, resource: it.resource }
    }
}

/// Keeps it.
pub(super) async fn report(
    app: &App,
    token: &SandboxToken,
    accepted: Accepted,
) -> Result<(StatusCode, Kept)> {
    let report = SandboxReport {
        client: token.access.client.id,
        subject: token.access.subject,
        identifier: accepted.identifier,
        resource: accepted.resource,
    };
    let tx = app.database.begin().await?;
    let reported = sandbox_report::report(&tx, report).await?;
    tx.commit().await?;
    match reported {
        SandboxReported::Created(observation) => Ok((StatusCode::CREATED, observation.into())),
        SandboxReported::Existing(observation) => Ok((StatusCode::OK, observation.into())),
        SandboxReported::Other => Err(other_content()),
    }
}

/// What the sandbox's client has reported about the test person in its token.
pub(super) async fn find(app: &App, token: &SandboxToken, id: ObservationId) -> Result<Option<Kept>> {
    let (client, subject) = (token.access.client.id, token.access.subject);
    let found = sandbox_report::find_observation(&app.database, client, subject, id).await?;
    Ok(found.map(Kept::from))
}
