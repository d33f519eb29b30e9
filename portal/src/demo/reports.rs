//! What the demonstration's people do with a tool's data: they permit it, share it, and the tools report – each rule tried as for anybody else.

use std::collections::HashMap;

use database::{Database, Read, Tx};
use identity::{Party, Reach, client};
use jiff::Timestamp;
use kernel::{Citizen, ClientId, PrescriptionId, ToolId};
use launch::{Ask, EmbeddedRegisters, Permit, Proof, Recheck, Verdict};
use prescriber::{Prescription, Report, Sharing};
use serde_json::{Value, json};

use super::{Known, calendar::Calendar, files::ObservationsLine};
use crate::{
    command::Failure,
    fhir,
    oauth::{self, FLOOR},
};

/// What a tool's client may ask for in the demonstration.
const SCOPE: &str = "openid launch offline_access patient/Observation.c patient/Task.r";

/// Tools that report, and the clients that they do it by.
pub(super) struct Reporters {
    registers: EmbeddedRegisters,
    address: String,
    clients: HashMap<ToolId, ClientId>,
}

/// One measurement, or one of several parts, at one moment.
pub(super) struct Measurement<'l> {
    pub(super) line: &'l ObservationsLine,
    pub(super) numbers: &'l [serde_json::Number],
    pub(super) prescription: PrescriptionId,
    pub(super) identifier: String,
}

impl Reporters {
    /// Nobody has reported yet; `address` is the demo tool's.
    pub(super) fn new(db: &Database, address: &str) -> Self {
        let registers = EmbeddedRegisters::new(db.clone());
        Self { registers, address: address.to_owned(), clients: HashMap::new() }
    }

    /// The citizen gives the tool the permission that it needs (T4), or lets those who follow up read what it reports.
    pub(super) async fn permit(
        &self,
        tx: &Tx,
        citizen: Citizen,
        id: PrescriptionId,
        what: &str,
    ) -> Result<(), Failure> {
        let proof = self.may_permit(tx, citizen, id).await?;
        match what {
            "shares_measurements" => launch::share(tx, &proof, Sharing::Measurements).await.map(drop),
            "shares_summary" => launch::share(tx, &proof, Sharing::Summary).await.map(drop),
            _ => launch::give_permission(tx, &proof).await,
        }
        .map_err(Failure::other)
    }

    async fn may_permit(
        &self,
        tx: &Tx,
        citizen: Citizen,
        id: PrescriptionId,
    ) -> Result<Box<Proof<Permit>>, Failure> {
        let pair =
            launch::pair(&self.registers, citizen.person, citizen.subject).await.map_err(Failure::other)?;
        let ask = ask(citizen, &prescription(tx, citizen, id).await?);
        match launch::ask::<Permit>(tx, &pair, &ask).await.map_err(Failure::other)? {
            Verdict::Allowed(proof) => Ok(proof),
            Verdict::Refused(denial) => Err(Failure::other(format_args!("refused by {:?}", denial.rules()))),
            Verdict::Absent => Err(Failure::other("no such prescription")),
        }
    }

    /// The tool reports, on what a token of that moment would rest on, in a resource that is read as any other.
    pub(super) async fn report(
        &mut self,
        tx: &Tx,
        known: &Known,
        measured: &Measurement<'_>,
    ) -> Result<(), Failure> {
        let line = measured.line;
        let subject = line.on_behalf_of.as_deref().unwrap_or(&line.by);
        let citizen = Citizen { person: known.person(&line.by)?, subject: known.person(subject)? };
        let pair =
            launch::pair(&self.registers, citizen.person, citizen.subject).await.map_err(Failure::other)?;
        let prescription = prescription(tx, citizen, measured.prescription).await?;
        let recheck =
            launch::recheck(tx, &pair, &ask(citizen, &prescription)).await.map_err(Failure::other)?;
        if matches!(recheck, Recheck::Fallen(_)) {
            return Err(Failure::other("no token would stand"));
        }
        let now = tx.now();
        let client = self.client(tx, prescription.tool).await?;
        let patient = Party::Tool(prescription.tool).patient(tx.keyring(), Some(client), citizen.subject);
        let resource = self.resource(measured, now).to_string();
        let accepted = fhir::accept(&resource, &patient, now)
            .map_err(|failure| Failure::other(format_args!("the resource is refused: {failure:?}")))?;
        let report = Report {
            patient: citizen.subject,
            reporter: citizen.person,
            client,
            tool: prescription.tool,
            prescription: Some(prescription.id),
            identifier: accepted.identifier,
            code: accepted.code,
            effective_at: accepted.effective_at,
            resource: accepted.resource,
        };
        prescriber::report(tx, report).await.map(drop).map_err(Failure::other)
    }

    fn resource(&self, measured: &Measurement<'_>, at: Timestamp) -> Value {
        let line = measured.line;
        let concept = |system: &str, code: &str, title: &str| {
            let system = system.replace("{demo_tool}", &self.address);
            json!({ "coding": [{ "system": system, "code": code, "display": title }], "text": title })
        };
        let value = |number: &serde_json::Number| match &line.unit {
            Some(unit) => {
                let system = "http://unitsofmeasure.org";
                let quantity =
                    json!({ "value": number, "unit": unit.text, "system": system, "code": unit.code });
                ("valueQuantity", quantity)
            }
            None => ("valueInteger", json!(number)),
        };
        let mut resource = json!({
            "resourceType": "Observation",
            "status": "final",
            "identifier": [{ "system": format!("{}/observations", self.address), "value": measured.identifier }],
            "code": concept(&line.system, &line.code, &line.title),
            "effectiveDateTime": at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
        });
        if line.parts.is_empty() {
            for (name, value) in measured.numbers.iter().map(value) {
                resource[name] = value;
            }
        } else {
            let parts = line.parts.iter().zip(measured.numbers).map(|(part, number)| {
                let (name, value) = value(number);
                json!({ "code": concept(&part.system, &part.code, &part.title), name: value })
            });
            resource["component"] = parts.collect();
        }
        resource
    }

    /// The tool's client, registered by its vendor when it first reports. Those that the demo tool plays get its keys at each start.
    async fn client(&mut self, tx: &Tx, tool: ToolId) -> Result<ClientId, Failure> {
        if let Some(client) = self.clients.get(&tool) {
            return Ok(*client);
        }
        let listing = catalogue::find_listing_of(tx, tool).await.map_err(Failure::other)?;
        let listing = listing.ok_or_else(|| Failure::other("a tool that reports is listed"))?;
        let slug = &listing.tool.slug;
        let name = listing.content().texts.best(kernel::Locale::Nb).map(|(_, text)| text.name.as_str());
        let metadata = json!({
            "client_name": name,
            "application_type": "web",
            "redirect_uris": [format!("{}/callback/{slug}", self.address)],
            "launch_uri": format!("{}/launch/{slug}", self.address),
            "grant_types": ["authorization_code", "refresh_token"],
            "response_types": ["code"],
            "token_endpoint_auth_method": "none",
            "scope": SCOPE,
        });
        let terms = oauth::terms(Reach::DEMO);
        let added = client::add(tx, kernel::Actor::System, Party::Tool(tool), &metadata, &terms).await;
        let id = added.map_err(Failure::other)?.id;
        self.clients.insert(tool, id);
        Ok(id)
    }
}

fn ask(citizen: Citizen, prescription: &Prescription) -> Ask {
    let (tool, id) = (prescription.tool, prescription.id);
    Ask { citizen, level: FLOOR, floor: FLOOR, tool, prescription: Some(id) }
}

async fn prescription(tx: &Tx, citizen: Citizen, id: PrescriptionId) -> Result<Prescription, Failure> {
    let scope = prescriber::PatientScope::of(&citizen);
    let found = prescriber::find_for_patient(tx, scope, id).await.map_err(Failure::other)?;
    found.ok_or_else(|| Failure::other("no such prescription"))
}

/// When each measurement of a line was made, and what.
pub(super) fn plan(line: &ObservationsLine, calendar: &Calendar) -> Result<Vec<(Timestamp, usize)>, Failure> {
    let wrong = || Failure::other(format_args!("{}: a measurement without its numbers", line.code));
    let mut planned = Vec::with_capacity(line.values.len());
    for (at, row) in line.values.iter().enumerate() {
        let day = row.first().and_then(serde_json::Number::as_i64).and_then(|day| i32::try_from(day).ok());
        if row.len() != line.parts.len().max(1) + 1 {
            return Err(wrong());
        }
        planned.push((calendar.time(day.ok_or_else(wrong)?, line.time)?, at));
    }
    Ok(planned)
}
