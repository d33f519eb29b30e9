//! What there is, in one table: the routes and the `CapabilityStatement` are both made from it.

use axum::{
    Router,
    extract::State,
    http::HeaderMap,
    response::Response,
    routing::{MethodRouter, get, post},
};
use identity::Scopes;
use serde::Serialize;
use serde_json::{Value, json};

use super::{
    Base, Result, activity_definition, answer::Versioned, endpoint, observation, patient, related_person,
    task,
};
use crate::web::{App, caching};

/// When the table last changed.
const CHANGED: &str = "2026-11-22T00:00:00Z";

/// A type of resource and what can be done with it.
pub struct Resource {
    /// The type.
    pub kind: &'static str,
    /// Whether it is open to everybody; what is not is for a tool's token, in its own context.
    pub open: bool,
    /// In a sentence or two.
    pub documentation: &'static str,
    /// `versioned` or `no-version`.
    pub versioning: &'static str,
    /// Whether `If-None-Exist` is understood.
    pub conditional_create: bool,
    /// What can be done.
    pub interactions: &'static [Interaction],
    /// Name, type and meaning of search parameters.
    pub search: &'static [(&'static str, &'static str, &'static str)],
}

/// Something that can be done with a resource.
pub struct Interaction {
    /// Value set type-restful-interaction.
    pub code: &'static str,
    /// Where, under the type's address; `{id}` is the resource's.
    pub path: &'static str,
    /// What answers.
    pub route: fn() -> MethodRouter<App>,
}

/// Everything there is.
pub const RESOURCES: &[Resource] = &[
    Resource {
        kind: "ActivityDefinition",
        open: true,
        documentation: "Tools of the open catalogue. Open to everybody. Suspended and withdrawn tools are retired, and the \
                        extension standing says which.",
        versioning: "no-version",
        conditional_create: false,
        interactions: &[
            Interaction { code: "read", path: "/{id}", route: || get(activity_definition::read) },
            Interaction { code: "search-type", path: "", route: || get(activity_definition::search) },
            Interaction {
                code: "search-type",
                path: "/_search",
                route: || post(activity_definition::search_form),
            },
        ],
        search: &activity_definition::PARAMETERS,
    },
    Resource {
        kind: "Endpoint",
        open: true,
        documentation: "Where a tool is started; its id is the tool's. Open to everybody.",
        versioning: "no-version",
        conditional_create: false,
        interactions: &[Interaction { code: "read", path: "/{id}", route: || get(endpoint::read) }],
        search: &[],
    },
    Resource {
        kind: "Observation",
        open: false,
        documentation: "What a tool reports about the person in its token (scope patient/Observation.c), and reads back \
                        (patient/Observation.r): its own only. Idempotent by the first identifier, or If-None-Exist with it.",
        versioning: "versioned",
        conditional_create: true,
        interactions: &[
            Interaction { code: "create", path: "", route: || post(observation::create) },
            Interaction { code: "read", path: "/{id}", route: || get(observation::read) },
            Interaction {
                code: "vread",
                path: "/{id}/_history/{version}",
                route: || get(observation::read_version),
            },
        ],
        search: &[],
    },
    Resource {
        kind: "Patient",
        open: false,
        documentation: "The person in the token's context, and nobody else: the id is this client's alone. Name and birth date (scope \
                        profile) and identity number (scope pid) only where profile class and agreement grant them.",
        versioning: "no-version",
        conditional_create: false,
        interactions: &[Interaction { code: "read", path: "/{id}", route: || get(patient::read) }],
        search: &[],
    },
    Resource {
        kind: "RelatedPerson",
        open: false,
        documentation: "The person who acts for another in the token's context (where fhirUser points), and nobody else: by which basis, until \
                        when. The name only where profile class and agreement grant it (scope profile).",
        versioning: "no-version",
        conditional_create: false,
        interactions: &[Interaction { code: "read", path: "/{id}", route: || get(related_person::read) }],
        search: &[],
    },
    Resource {
        kind: "Task",
        open: false,
        documentation: "The prescription in the token's context (scope patient/Task.r), and no other: the id is this client's alone.",
        versioning: "no-version",
        conditional_create: false,
        interactions: &[Interaction { code: "read", path: "/{id}", route: || get(task::read) }],
        search: &[],
    },
];

impl Interaction {
    /// The letter of a scope that it falls under (SMART App Launch 2.2).
    fn letter(&self) -> char {
        let under = match self.code {
            "create" => identity::Interaction::Create,
            "update" | "patch" => identity::Interaction::Update,
            "delete" => identity::Interaction::Delete,
            "search-type" => identity::Interaction::Search,
            _ => identity::Interaction::Read,
        };
        under.letter()
    }
}

/// What a tool can be granted over the table's resources.
pub fn scopes() -> Scopes {
    let of = |resource: &'static Resource| {
        let one = |interaction: &Interaction| format!("patient/{}.{}", resource.kind, interaction.letter());
        resource.interactions.iter().map(one)
    };
    let all: Vec<_> = RESOURCES.iter().filter(|resource| !resource.open).flat_map(of).collect();
    Scopes::parse(&all.join(" ")).unwrap_or_default()
}

/// The routes of the table, and `metadata`.
pub fn routes() -> Router<App> {
    let table = RESOURCES.iter().fold(Router::new(), |router, resource| {
        resource.interactions.iter().fold(router, |router, interaction| {
            router.route(&format!("/fhir/{}{}", resource.kind, interaction.path), (interaction.route)())
        })
    });
    table.route("/fhir/metadata", get(metadata))
}

/// `GET /fhir/metadata`.
pub async fn metadata(State(app): State<App>, headers: HeaderMap) -> Result<Response> {
    let resource = statement(&app);
    let content = serde_json::to_vec(&resource).map_err(crate::web::Error::internal)?;
    let updated = CHANGED.parse().map_err(crate::web::Error::internal)?;
    Versioned { version: caching::fingerprint(&content), resource, updated, public: true }.answer(&headers)
}

/// The resource.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct CapabilityStatement {
    resource_type: &'static str,
    status: &'static str,
    date: &'static str,
    publisher: &'static str,
    kind: &'static str,
    software: Value,
    implementation: Value,
    fhir_version: &'static str,
    format: [&'static str; 2],
    rest: [Value; 1],
}

fn statement(app: &App) -> CapabilityStatement {
    let issuer = app.config.issuer();
    CapabilityStatement {
        resource_type: "CapabilityStatement",
        status: "active",
        date: CHANGED,
        publisher: "Reseptor",
        kind: "instance",
        software: json!({ "name": "Reseptor", "version": env!("CARGO_PKG_VERSION") }),
        implementation: json!({
            "description": "Catalogue of health tools, and what tools report", "url": Base::of(app).at("").trim_end_matches('/'),
        }),
        fhir_version: "4.0.1",
        format: ["application/fhir+json", "json"],
        rest: [json!({
            "mode": "server",
            "documentation": "Errors are OperationOutcome. Tools authorise with the access token of their launch.",
            "security": {
                "cors": true,
                "service": [{ "coding": [{
                    "system": "http://terminology.hl7.org/CodeSystem/restful-security-service", "code": "SMART-on-FHIR",
                }] }],
                "extension": [{
                    "url": "http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris",
                    "extension": [
                        { "url": "authorize", "valueUri": format!("{issuer}/oauth2/authorize") },
                        { "url": "token", "valueUri": format!("{issuer}/oauth2/token") },
                        { "url": "introspect", "valueUri": format!("{issuer}/oauth2/introspect") },
                        { "url": "revoke", "valueUri": format!("{issuer}/oauth2/revoke") },
                    ],
                }],
            },
            "resource": RESOURCES.iter().map(row).collect::<Vec<_>>(),
        })],
    }
}

fn row(resource: &Resource) -> Value {
    let mut codes: Vec<_> = resource.interactions.iter().map(|interaction| interaction.code).collect();
    codes.dedup();
    let mut row = json!({
        "type": resource.kind,
        "documentation": resource.documentation,
        "interaction": codes.into_iter().map(|code| json!({ "code": code })).collect::<Vec<_>>(),
        "versioning": resource.versioning,
    });
    if resource.conditional_create {
        row["conditionalCreate"] = true.into();
    }
    if !resource.search.is_empty() {
        row["searchParam"] = resource
            .search
            .iter()
            .map(|(name, kind, documentation)| json!({ "name": name, "type": kind, "documentation": documentation }))
            .collect();
    }
    row
}
