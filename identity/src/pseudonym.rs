//! Names that differ for each receiver: nobody can put two receivers' data together by them.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use database::Keyring;
use kernel::{ClientId, OrganisationId, PersonId, PrescriptionId, SessionId, ToolId};
use serde::{Deserialize, Serialize};

/// Whom a client speaks for: the sector of its pseudonyms. Never its host, so that moving house changes nobody's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
pub enum Party {
    /// A tool of the catalogue.
    Tool(ToolId),
    /// The record system of an organisation.
    RecordSystem(OrganisationId),
    /// A tool in its vendor's sandbox, where only test persons are: another party, so that nothing meant for the tool reaches it.
    Sandbox(ToolId),
}

impl Party {
    fn sector(&self) -> [u8; 17] {
        let (kind, id) = match self {
            Self::Tool(id) => (b't', id.uuid()),
            Self::RecordSystem(id) => (b'r', id.uuid()),
            Self::Sandbox(id) => (b's', id.uuid()),
        };
        let mut bytes = [kind; 17];
        bytes[1..].copy_from_slice(id.as_bytes());
        bytes
    }

    /// The pairwise subject of a person (OIDC Core §8.1); never derived from the identity number, its key never rotated.
    pub fn subject(&self, keyring: &Keyring, person: PersonId) -> String {
        text(&keyring.mac("pairwise", &[b"sub", &self.sector(), person.uuid().as_bytes()]))
    }

    /// The id of a person as FHIR `Patient` for this client; for none where no client takes part (Health Tools Interoperability).
    pub fn patient(&self, keyring: &Keyring, client: Option<ClientId>, person: PersonId) -> String {
        self.id(keyring, b"Patient", client, &[person.uuid().as_bytes()])
    }

    /// The id of a person who acts for another as FHIR `RelatedPerson` for this client: another for each person acted for, as the resource is.
    pub fn related_person(
        &self,
        keyring: &Keyring,
        client: ClientId,
        person: PersonId,
        subject: PersonId,
    ) -> String {
        let (person, subject) = (person.uuid(), subject.uuid());
        self.id(keyring, b"RelatedPerson", Some(client), &[person.as_bytes(), subject.as_bytes()])
    }

    /// Who is at the keyboard, as a reference (SMART App Launch 2.2, `fhirUser`).
    pub fn fhir_user(
        &self,
        keyring: &Keyring,
        client: ClientId,
        person: PersonId,
        subject: PersonId,
    ) -> String {
        match self {
            Self::RecordSystem(_) => {
                let mac =
                    keyring.mac("pairwise", &[b"Practitioner", &self.sector(), person.uuid().as_bytes()]);
                format!("Practitioner/{}", fhir(&mac))
            }
            Self::Tool(_) | Self::Sandbox(_) if person == subject => {
                format!("Patient/{}", self.patient(keyring, Some(client), subject))
            }
            Self::Tool(_) | Self::Sandbox(_) => {
                format!("RelatedPerson/{}", self.related_person(keyring, client, person, subject))
            }
        }
    }

    /// The id of a prescription as FHIR `Task`, as of a person as `Patient`.
    pub fn task(&self, keyring: &Keyring, client: Option<ClientId>, prescription: PrescriptionId) -> String {
        self.id(keyring, b"Task", client, &[prescription.uuid().as_bytes()])
    }

    /// The id, as FHIR `Task`, of what a person does here without a prescription.
    pub fn own_use(&self, keyring: &Keyring, person: PersonId) -> String {
        self.id(keyring, b"use", None, &[person.uuid().as_bytes()])
    }

    /// The FHIR id of something here: another for each client (contract §3.1).
    fn id(&self, keyring: &Keyring, kind: &[u8], client: Option<ClientId>, of: &[&[u8]]) -> String {
        let (sector, client) = (self.sector(), client.map(|client| client.uuid().into_bytes()));
        let mut parts = vec![kind, &sector];
        parts.extend(of);
        parts.extend(client.as_ref().map(<[u8; 16]>::as_slice));
        fhir(&keyring.mac("pairwise", &parts))
    }
}

/// The `sid` of a session towards one client (OIDC Back-Channel Logout §2.1).
pub fn sid(keyring: &Keyring, client: ClientId, session: SessionId) -> String {
    text(&keyring.mac("pairwise", &[b"sid", client.uuid().as_bytes(), session.uuid().as_bytes()]))
}

fn text(mac: &[u8; 32]) -> String {
    URL_SAFE_NO_PAD.encode(mac)
}

/// FHIR ids have letters, digits, `-` and `.` only.
fn fhir(mac: &[u8; 32]) -> String {
    hex::encode(&mac[..24])
}
