//! People, organisations and agreements that the journeys begin with.

use std::sync::{Arc, Mutex};

use approval::{
    AnswerStatus, Approve, GiveAnswer, Grade, Publish, Requirement, StartAssessment, Submit, TakeOn,
};
use catalogue::{
    Content, Launch, NewAgreement, NewOrganisation, OrganisationKind, Parties, PerLocale, ProfileClass,
    Prose, Register, Revision,
};
use database::{
    Database, Tx,
    outbox::{Claimed, Failure, Handler, Outcome, Worker},
};
use jiff::civil::Date;
use kernel::{
    Actor, Locale, NationalId, Operator, Orderer, OrganisationId, PersonId, Phrase, RevisionId, ToolId,
    VendorUser,
};
use serde_json::Value;

pub(crate) struct World {
    pub(crate) trust: Orderer,
    pub(crate) municipality: Orderer,
    pub(crate) vendor: VendorUser,
    pub(crate) first: Operator,
    pub(crate) second: Operator,
}

pub(crate) fn phrase<const MAX: usize>(text: &str) -> Phrase<MAX> {
    Phrase::new(text).unwrap()
}

pub(crate) fn note(text: &str) -> PerLocale<Prose<500>> {
    PerLocale::bokmal(Prose::new(text).unwrap())
}

pub(crate) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

impl World {
    pub(crate) async fn new(db: &Database) -> Self {
        let tx = db.begin().await.unwrap();
        let [first, second] = [tx.new_id(), tx.new_id()].map(|person| Operator { person });
        let trust = organisation(&tx, &first, OrganisationKind::HealthTrust, "310123471").await;
        let municipality = organisation(&tx, &first, OrganisationKind::Municipality, "310246948").await;
        let vendor = organisation(&tx, &first, OrganisationKind::Vendor, "310493880").await;
        let world = Self {
            trust: Orderer { person: person(&tx, "01818010083").await, organisation: trust },
            municipality: Orderer { person: person(&tx, "01818010164").await, organisation: municipality },
            vendor: VendorUser { person: person(&tx, "01818010245").await, organisation: vendor },
            first,
            second,
        };
        for (person, organisation, role) in [
            (world.trust.person, trust, people::Role::Orderer),
            (world.municipality.person, municipality, people::Role::Orderer),
            (world.vendor.person, vendor, people::Role::Vendor),
        ] {
            let new = people::NewMembership {
                person,
                organisation,
                unit: None,
                role,
                from: day("2025-01-01"),
                until: None,
            };
            people::add_membership(&tx, Actor::System, new).await.unwrap();
        }
        for parties in
            [Parties::A1 { body: trust }, Parties::A1 { body: municipality }, Parties::A2 { vendor }]
        {
            world.agree(&tx, parties, "2025-01-01", None).await;
        }
        tx.commit().await.unwrap();
        world
    }

    pub(crate) async fn agree(
        &self,
        tx: &Tx,
        parties: Parties,
        from: &str,
        until: Option<&str>,
    ) -> kernel::AgreementId {
        let new = NewAgreement { parties, terms: phrase("1.0"), from: day(from), until: until.map(day) };
        catalogue::add_agreement(tx, &self.first, new).await.unwrap().id
    }

    /// A registered tool with everything filled in, a delivery agreement with the trust included.
    pub(crate) async fn register(&self, tx: &Tx, content: Content) -> Revision {
        let register = Register { content, slug: None };
        let (tool, revision) = catalogue::register(tx, &self.vendor, register).await.unwrap();
        let (body, vendor) = (self.trust.organisation, self.vendor.organisation);
        self.agree(tx, Parties::A3 { body, vendor, tool: tool.id }, "2025-01-01", None).await;
        revision
    }

    pub(crate) async fn submit(&self, tx: &Tx, revision: &Revision) -> Revision {
        let command = Submit { revision: revision.id, expected_version: revision.version };
        approval::submit(tx, &self.vendor, command).await.unwrap()
    }

    pub(crate) async fn take_on(&self, tx: &Tx, revision: &Revision) -> Revision {
        let command = TakeOn { revision: revision.id, expected_version: revision.version, note: None };
        approval::order(tx, &self.trust, command).await.unwrap()
    }

    pub(crate) async fn start(&self, tx: &Tx, revision: &Revision) -> Revision {
        let command = StartAssessment { revision: revision.id, expected_version: revision.version };
        approval::start_assessment(tx, &self.trust, command).await.unwrap()
    }

    /// Answers everything that takes an answer as met, but C1 as a deviation until this day, where given.
    pub(crate) async fn answer_all(&self, tx: &Tx, revision: RevisionId, c1_until: Option<&str>) {
        for id in ["K1", "K2", "K3", "K4a", "K4b", "K4c", "K4d", "K4e", "K5a", "K5b", "C1", "C3", "C4"] {
            let requirement = Requirement::from_name(id).unwrap();
            let mut command = met(revision, requirement);
            if let (Requirement::C1, Some(deadline)) = (requirement, c1_until) {
                command.status = AnswerStatus::Deviation;
                command.reason = Some(phrase("not coupled yet"));
                command.plan = Some(phrase("release 3"));
                command.owner = Some(phrase("Demo health trust"));
                command.deadline = Some(day(deadline));
            }
            approval::answer(tx, &self.trust, command).await.unwrap();
        }
    }

    pub(crate) async fn approve(
        &self,
        tx: &Tx,
        operator: &Operator,
        revision: RevisionId,
    ) -> approval::Result<Revision> {
        let dossier = approval::find_any_dossier(tx, operator, revision).await.unwrap().unwrap();
        let command = Approve {
            revision,
            expected_version: dossier.revision.version,
            expected_assessment: dossier.assessment.unwrap().version,
            grounds: None,
        };
        approval::approve(tx, operator, command).await
    }

    pub(crate) async fn publish(
        &self,
        tx: &Tx,
        operator: &Operator,
        revision: &Revision,
    ) -> approval::Result<Revision> {
        let command = Publish { revision: revision.id, expected_version: revision.version };
        approval::publish(tx, operator, command).await
    }

    /// A revision on its whole way from draft to the catalogue.
    pub(crate) async fn bring_in(&self, tx: &Tx, revision: &Revision, c1_until: Option<&str>) -> Revision {
        let mut revision = self.submit(tx, revision).await;
        if revision.state.kind() == catalogue::StateKind::Submitted {
            revision = self.take_on(tx, &revision).await;
        }
        let revision = self.start(tx, &revision).await;
        self.answer_all(tx, revision.id, c1_until).await;
        let revision = self.approve(tx, &self.first, revision.id).await.unwrap();
        self.publish(tx, &self.second, &revision).await.unwrap()
    }

    pub(crate) async fn published(&self, tx: &Tx, c1_until: Option<&str>) -> Revision {
        let revision = self.register(tx, complete("Demo tool")).await;
        self.bring_in(tx, &revision, c1_until).await
    }
}

/// Whether the tool can be started.
pub(crate) async fn is_up(db: &impl database::Read, tool: ToolId) -> bool {
    catalogue::find_listing_of(db, tool).await.unwrap().unwrap().is_published()
}

pub(crate) fn met(revision: RevisionId, requirement: Requirement) -> GiveAnswer {
    GiveAnswer {
        revision,
        requirement,
        expected_version: 0,
        status: AnswerStatus::Met,
        evidence: Some(phrase("annex 1")),
        reason: None,
        plan: None,
        owner: None,
        deadline: None,
        grade: requirement.label().map(|dimension| Grade::of(dimension)[0]),
    }
}

/// A central web tool on prescription that says everything a listing has to say.
pub(crate) fn complete(name: &str) -> Content {
    let mut content = Content::new(name.parse().unwrap());
    content.profile = ProfileClass::Central;
    content.availability = catalogue::Availability::Prescription;
    content.login_methods = [catalogue::LoginMethod::Platform].into();
    content.topics = vec!["sleep".parse().unwrap()];
    content.audiences = vec!["adults".parse().unwrap()];
    content.languages = vec!["nb".parse().unwrap()];
    content.launch = Launch::Smart { url: "https://tool.example/launch".parse().unwrap() };
    content.medical_device.status = Some(catalogue::DeviceStatus::NotDevice);
    content.medical_device.why_none = PerLocale::bokmal("information only".parse().unwrap());
    let text = content.texts.nb.as_mut().unwrap();
    for field in [&mut text.usage, &mut text.accessibility, &mut text.not_for] {
        *field = "said".parse().unwrap();
    }
    text.summary = "for you who".parse().unwrap();
    text.purpose = "to sleep".parse().unwrap();
    text.effect = "documented".parse().unwrap();
    text.target_group = "adults".parse().unwrap();
    for field in [
        &mut text.privacy.what,
        &mut text.privacy.place,
        &mut text.privacy.shared,
        &mut text.privacy.deletion,
        &mut text.privacy.controller,
    ] {
        *field = "said".parse().unwrap();
    }
    content
}

async fn organisation(tx: &Tx, operator: &Operator, kind: OrganisationKind, number: &str) -> OrganisationId {
    let name = phrase(&format!("Demo {kind}"));
    let new = NewOrganisation { key: None, name, kind, org_number: number.parse().unwrap() };
    catalogue::add_organisation(tx, operator, new).await.unwrap().id
}

async fn person(tx: &Tx, number: &str) -> PersonId {
    let number: NationalId = number.parse().unwrap();
    let entry = people::RegisterEntry {
        number,
        name: people::Name { given: phrase("Demo"), family: phrase("Person") },
        born: day("1980-01-01"),
        address: people::AddressProtection::Open,
        status: people::PersonStatus::Active,
        emergency_block: false,
        lacks_capacity: false,
        care_order: false,
        language: Locale::Nb,
        account_key: None,
    };
    people::upsert_from_register(tx, people::NumberPolicy::Synthetic, entry).await.unwrap().id
}

/// Every job that was queued, by kind.
#[derive(Clone)]
pub(crate) struct Queue {
    seen: Arc<Mutex<Vec<(&'static str, Value)>>>,
    worker: Arc<Worker>,
}

struct Recorder(&'static str, Arc<Mutex<Vec<(&'static str, Value)>>>);

#[async_trait::async_trait]
impl Handler for Recorder {
    fn kind(&self) -> &'static str {
        self.0
    }
    async fn handle(&self, _: &Database, job: &Claimed) -> Result<Outcome, Failure> {
        self.1.lock().unwrap().push((self.0, job.payload.clone()));
        Ok(Outcome::Done)
    }
}

impl Queue {
    pub(crate) fn new(db: &Database) -> Self {
        let seen = Arc::new(Mutex::default());
        let kinds = [
            "notify.message",
            "prescriber.tool_status_changed",
            "identity.tool_suspended",
            "identity.vendor_stopped",
        ];
        let handlers = kinds.map(|kind| Arc::new(Recorder(kind, Arc::clone(&seen))) as Arc<dyn Handler>);
        Self { seen, worker: Arc::new(Worker::new(db.clone(), handlers.into())) }
    }

    /// What was queued since the last time; fails if anything is left that nobody runs.
    pub(crate) async fn take(&self, db: &Database) -> Vec<(&'static str, Value)> {
        while self.worker.drain().await.unwrap() > 0 {}
        assert_eq!(database::outbox::backlog(db).await.unwrap().open, 0);
        std::mem::take(&mut *self.seen.lock().unwrap())
    }

    /// The statuses that those who have the tool are told.
    pub(crate) async fn statuses(&self, db: &Database) -> Vec<String> {
        let jobs = self.take(db).await;
        let changed = jobs.into_iter().filter(|(kind, _)| *kind == "prescriber.tool_status_changed");
        changed.map(|(_, payload)| payload["status"].as_str().unwrap().to_owned()).collect()
    }

    /// To whom this message goes.
    pub(crate) async fn told(&self, db: &Database, template: &str) -> Vec<(String, Value)> {
        let jobs = self.take(db).await.into_iter();
        let messages =
            jobs.filter(|(kind, payload)| *kind == "notify.message" && payload["template"] == template);
        messages
            .map(|(_, it)| (it["person"].as_str().unwrap().to_owned(), it["params"]["days"].clone()))
            .collect()
    }
}
