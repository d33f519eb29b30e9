//! People, organisations and a published tool to test with.

#![expect(clippy::expect_used, reason = "a test stops where its ground is missing")]

use catalogue::{
    Availability, Content, Launch, NewAgreement, NewOrganisation, NewUnit, OrganisationKind, Parties,
    ProfileClass, Register, RevisionState, Step,
};
use database::{Database, Read, Tx};
use jiff::civil::{Date, date};
use kernel::{
    Actor, Citizen, Clinician, NationalId, Operator, OrganisationId, PersonId, Phrase, Profession, ToolId,
    UnitId, VendorUser,
};
use people::{Name, NumberPolicy, RegisterEntry};
use uuid::Uuid;

use crate::{Prescribe, Prescription};

/// A health trust with two units, a municipality, a vendor, their clinicians, and a tool.
#[derive(Debug)]
pub struct World {
    /// Who sets it up.
    pub operator: Operator,
    /// The health trust; holds A1 and A4, and A5 for the tool.
    pub trust: OrganisationId,
    /// Another organisation; holds A1.
    pub municipality: OrganisationId,
    /// The vendor.
    pub vendor: VendorUser,
    /// A published standalone tool on prescription, profile class central, which needs a permission and supports representation.
    pub tool: ToolId,
    /// Of the trust's first unit.
    pub psychologist: Clinician,
    /// Of the same unit.
    pub colleague: Clinician,
    /// Of the trust's other unit.
    pub nurse: Clinician,
    /// Of the municipality.
    pub physician: Clinician,
    /// An adult.
    pub patient: PersonId,
}

impl World {
    /// Sets it up.
    pub async fn new(db: &Database) -> Self {
        let tx = db.begin().await.expect("a transaction");
        let operator = Operator { person: person(&tx, "Operator", date(1980, 1, 1)).await };
        let trust = organisation(&tx, &operator, "Trust", OrganisationKind::HealthTrust, 1).await;
        let municipality =
            organisation(&tx, &operator, "Municipality", OrganisationKind::Municipality, 2).await;
        let house = organisation(&tx, &operator, "Vendor", OrganisationKind::Vendor, 3).await;
        let first = unit(&tx, &operator, trust, "first").await;
        let other = unit(&tx, &operator, trust, "other").await;
        let office = unit(&tx, &operator, municipality, "office").await;
        let vendor =
            VendorUser { person: person(&tx, "Vendor", date(1981, 1, 1)).await, organisation: house };
        let tool = publish(&tx, &vendor, content()).await;
        for parties in [
            Parties::A1 { body: trust },
            Parties::A1 { body: municipality },
            Parties::A4 { enterprise: trust },
            Parties::A5 { enterprise: trust, vendor: house, tool },
        ] {
            agree(&tx, &operator, parties).await;
        }
        let psychologist = clinician(&tx, "Psychologist", trust, first, Profession::Ps, 1_000_001).await;
        let colleague = clinician(&tx, "Colleague", trust, first, Profession::Ps, 1_000_002).await;
        let nurse = clinician(&tx, "Nurse", trust, other, Profession::Sp, 1_000_003).await;
        let physician = clinician(&tx, "Physician", municipality, office, Profession::Le, 1_000_004).await;
        let patient = person(&tx, "Patient", date(1984, 5, 6)).await;
        tx.commit().await.expect("committed");
        Self {
            operator,
            trust,
            municipality,
            vendor,
            tool,
            psychologist,
            colleague,
            nurse,
            physician,
            patient,
        }
    }

    /// A prescription to this person as one would fill it in.
    pub fn form(&self, tx: &Tx, patient: PersonId) -> Prescribe {
        Prescribe {
            form_key: Uuid::from_bytes(tx.random::<16>()),
            patient,
            tool: self.tool,
            goal: Phrase::new("Sove bedre").expect("a phrase"),
            instructions: Phrase::new("Bruk den hver kveld").ok(),
            task: "evening".parse().ok(),
            starts: None,
            ends: Some(date(2027, 2, 1)),
            follow_up: Some(date(2026, 12, 15)),
            representative_allowed: true,
            withheld: None,
            returns_data: true,
        }
    }

    /// Prescribes to this person, and commits.
    pub async fn prescribe_to(&self, db: &Database, patient: PersonId) -> Prescription {
        let tx = db.begin().await.expect("a transaction");
        let form = self.form(&tx, patient);
        let prescription = crate::prescribe(&tx, &self.psychologist, form).await.expect("prescribed");
        tx.commit().await.expect("committed");
        prescription
    }

    /// The patient, acting alone.
    pub const fn citizen(&self) -> Citizen {
        Citizen::oneself(self.patient)
    }
}

/// The content of `World::tool`.
pub fn content() -> Content {
    let mut content = Content::new("Demo Søvn".parse().expect("a name"));
    content.availability = Availability::Prescription;
    content.profile = ProfileClass::Central;
    content.launch = Launch::Smart { url: "http://localhost:9000/launch".parse().expect("an address") };
    content.tasks = vec![catalogue::Task {
        key: "evening".parse().expect("a key"),
        title: catalogue::PerLocale::bokmal("Kveld".parse().expect("a title")),
    }];
    content.representation.declared = true;
    content.representation.uses_platform = true;
    content.permission.needed = true;
    content
}

/// Registers a tool and publishes it straight away.
pub async fn publish(tx: &Tx, vendor: &VendorUser, content: Content) -> ToolId {
    let (tool, revision) =
        catalogue::register(tx, vendor, Register { content, slug: None }).await.expect("registered");
    let step = Step { at: tx.now(), by: Actor::System };
    let state = RevisionState::Published { step, approved: step };
    catalogue::set_state(tx, revision.id, revision.version, state).await.expect("published");
    tool.id
}

/// Publishes a new revision of a tool straight away.
pub async fn publish_anew(tx: &Tx, vendor: &VendorUser, tool: ToolId, content: Content) {
    let revision = catalogue::save_revision_draft(tx, vendor, tool, content).await.expect("begun");
    let step = Step { at: tx.now(), by: Actor::System };
    let state = RevisionState::Published { step, approved: step };
    catalogue::set_state(tx, revision.id, revision.version, state).await.expect("published");
}

/// Enters an agreement that has held since 2025.
pub async fn agree(tx: &Tx, operator: &Operator, parties: Parties) {
    let terms = Phrase::new("1.0").expect("a phrase");
    let new = NewAgreement { parties, terms, from: date(2025, 1, 1), until: None };
    catalogue::add_agreement(tx, operator, new).await.expect("agreed");
}

/// A person with an open address, born on this day.
pub async fn person(tx: &Tx, family: &str, born: Date) -> PersonId {
    person_with(tx, family, born, |_| ()).await
}

/// A person of whom the register says something special.
pub async fn person_with(
    tx: &Tx,
    family: &str,
    born: Date,
    special: impl FnOnce(&mut RegisterEntry),
) -> PersonId {
    let name =
        Name { given: Phrase::new("Test").expect("a name"), family: Phrase::new(family).expect("a name") };
    let mut entry = RegisterEntry {
        number: number(tx, born),
        name,
        born,
        address: people::AddressProtection::Open,
        status: people::PersonStatus::Active,
        emergency_block: false,
        lacks_capacity: false,
        care_order: false,
        language: kernel::Locale::Nb,
        account_key: None,
    };
    special(&mut entry);
    people::upsert_from_register(tx, NumberPolicy::Synthetic, entry).await.expect("registered").id
}

/// Some valid synthetic number (month +80) that begins with this date.
fn number(tx: &Tx, born: Date) -> NationalId {
    let year = born.year().rem_euclid(100);
    loop {
        let tail = u32::from_be_bytes(tx.random::<4>()) % 100_000;
        let text = format!("{:02}{:02}{year:02}{tail:05}", born.day(), born.month() + 80);
        if let Ok(number) = text.parse() {
            return number;
        }
    }
}

async fn organisation(
    tx: &Tx,
    operator: &Operator,
    name: &str,
    kind: OrganisationKind,
    nth: u32,
) -> OrganisationId {
    let org_number = (0..10).find_map(|check| format!("{}{check}", 91_000_000 + nth * 10).parse().ok());
    let new = NewOrganisation {
        key: None,
        name: Phrase::new(name).expect("a name"),
        kind,
        org_number: org_number.expect("one of ten check digits fits"),
    };
    catalogue::add_organisation(tx, operator, new).await.expect("added").id
}

async fn unit(tx: &Tx, operator: &Operator, of: OrganisationId, key: &str) -> UnitId {
    let new = NewUnit { key: key.parse().expect("a key"), name: Phrase::new(key).expect("a name") };
    catalogue::add_unit(tx, operator, of, new).await.expect("added").id
}

async fn clinician(
    tx: &Tx,
    family: &str,
    organisation: OrganisationId,
    unit: UnitId,
    profession: Profession,
    hpr: u32,
) -> Clinician {
    Clinician {
        person: person(tx, family, date(1979, 3, 4)).await,
        hpr: hpr.to_string().parse().expect("a number"),
        professions: vec![profession],
        organisation,
        unit: Some(unit),
    }
}
