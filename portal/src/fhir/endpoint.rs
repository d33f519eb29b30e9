//! Where a tool is started, as `Endpoint`. Its id is the tool's.

use axum::{
    extract::{Path, State},
    http::HeaderMap,
    response::Response,
};
use catalogue::{Listing, Standing};
use kernel::Locale;
use serde::Serialize;

use super::{
    Base, Failure, Result, activity_definition,
    answer::Versioned,
    datatypes::{CodeableConcept, Coding, Meta},
    ids,
};
use crate::web::{App, Error, caching};

/// The resource.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Endpoint {
    resource_type: &'static str,
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    meta: Option<Meta>,
    status: &'static str,
    connection_type: Coding,
    name: String,
    payload_type: [CodeableConcept; 1],
    address: String,
}

impl Endpoint {
    /// Where this listing is started, where it is.
    fn of(base: &Base, listing: &Listing) -> Option<Self> {
        let launch = &listing.content().launch;
        let none = Coding::new("http://terminology.hl7.org/CodeSystem/endpoint-payload-type", "none");
        Some(Self {
            resource_type: "Endpoint",
            id: ids::written(listing.id()),
            meta: None,
            status: match listing.standing {
                Standing::Published => "active",
                Standing::Suspended(_) => "suspended",
                Standing::Withdrawn { .. } => "off",
            },
            connection_type: Coding::new(base.code_system("launch"), launch.name()),
            name: listing.name(Locale::Nb).to_owned(),
            payload_type: [none.into()],
            address: launch.url()?.to_string(),
        })
    }
}

/// `GET /fhir/Endpoint/{id}`.
pub async fn read(State(app): State<App>, Path(id): Path<String>, headers: HeaderMap) -> Result<Response> {
    let (listing, updated) = activity_definition::listing(&app, &id).await?;
    let mut resource = Endpoint::of(&Base::of(&app), &listing).ok_or_else(Failure::not_found)?;
    let version = caching::fingerprint(&serde_json::to_vec(&resource).map_err(Error::internal)?);
    resource.meta = Some(Meta { version_id: version.clone(), last_updated: updated.to_string() });
    Versioned { resource, version, updated, public: true }.answer(&headers)
}
