//! People, organisations and a tool on its way, for the operator's tests.

use std::sync::Arc;

use approval::{
    AnswerStatus, Approve, GiveAnswer, Grade, Publish, Requirement, StartAssessment, Submit, TakeOn,
};
use catalogue::{
    Content, Launch, NewAgreement, NewOrganisation, OrganisationKind, Parties, PerLocale, ProfileClass,
    Register, Revision,
};
use database::{
    Job, Tx,
    outbox::{Handler, Worker},
    testing::TestDatabase,
};
use identity::{Party, Reach};
use kernel::{
    Actor, AgreementId, ClientId, Operator, Orderer, PersonId, Phrase, RevisionId, ToolId, VendorUser,
};
use serde_json::json;

use super::token;
use crate::{
    oauth,
    testing::{Reply, Site, citizen, person},
    web::{Login, session::Standing},
};

pub(super) struct Stage {
    pub(super) site: Site,
    pub(super) first: Login,
    pub(super) second: Login,
    trust: Orderer,
    vendor: VendorUser,
}

fn operator(number: u128) -> Login {
    let actor = Operator { person: person(number) };
    Login { standing: Standing::Operator(actor), ..citizen(actor.person) }
}

fn phrase<const MAX: usize>(text: &str) -> Phrase<MAX> {
    Phrase::new(text).unwrap()
}

impl Stage {
    pub(super) async fn new(db: TestDatabase) -> Self {
        let site = Site::empty(db).await;
        let vendor = VendorUser { person: person(11), organisation: site.vendor };
        let by = Operator { person: person(1) };
        let tx = site.db.begin().await.unwrap();
        let new = NewOrganisation {
            key: None,
            name: phrase("Demo helseforetak"),
            kind: OrganisationKind::HealthTrust,
            org_number: "310123471".parse().unwrap(),
        };
        let organisation = catalogue::add_organisation(&tx, &by, new).await.unwrap().id;
        agree(&tx, &by, Parties::A1 { body: organisation }).await;
        agree(&tx, &by, Parties::A2 { vendor: site.vendor }).await;
        tx.commit().await.unwrap();
        let trust = Orderer { person: person(12), organisation };
        Self { site, first: operator(1), second: operator(2), trust, vendor }
    }

    pub(super) async fn get(&self, login: &Login, path: &str) -> Reply {
        self.site.get_as(login, path).await
    }

    /// Opens a decision's page and sends its form as it stands, with these words.
    pub(super) async fn confirm(&self, login: &Login, path: &str, fields: &[(&str, &str)]) -> Reply {
        let page = self.get(login, path).await;
        assert_eq!(page.status, axum::http::StatusCode::OK, "{path}: {}", page.body);
        let version = page.attributes("input[name=version]", "value").remove(0);
        self.confirm_with(login, path, &version, fields).await
    }

    pub(super) async fn confirm_with(
        &self,
        login: &Login,
        path: &str,
        version: &str,
        fields: &[(&str, &str)],
    ) -> Reply {
        let revision: RevisionId = path.split('/').nth(3).unwrap().parse().unwrap();
        let by = Operator { person: person(1) };
        let dossier = approval::find_any_dossier(&*self.site.db, &by, revision).await.unwrap().unwrap();
        let assessment = dossier.assessment.map_or(0, |assessment| assessment.version).to_string();
        let fields: Vec<_> =
            fields.iter().copied().chain([("version", version), ("assessment", &*assessment)]).collect();
        self.site.post_as(login, path, &fields).await
    }

    /// A tool that a body has taken on, nothing answered yet.
    pub(super) async fn taken_on(&self) -> Revision {
        let tx = self.site.db.begin().await.unwrap();
        let revision = self.begin(&tx).await;
        tx.commit().await.unwrap();
        revision
    }

    async fn begin(&self, tx: &Tx) -> Revision {
        let by = Operator { person: person(1) };
        let register =
            Register { content: complete("Prøveverktøy"), slug: Some("proveverktoy".parse().unwrap()) };
        let (tool, draft) = catalogue::register(tx, &self.vendor, register).await.unwrap();
        let (body, vendor) = (self.trust.organisation, self.vendor.organisation);
        agree(tx, &by, Parties::A3 { body, vendor, tool: tool.id }).await;
        let submit = Submit { revision: draft.id, expected_version: draft.version };
        let revision = approval::submit(tx, &self.vendor, submit).await.unwrap();
        let take_on = TakeOn { revision: revision.id, expected_version: revision.version, note: None };
        let revision = approval::order(tx, &self.trust, take_on).await.unwrap();
        let start = StartAssessment { revision: revision.id, expected_version: revision.version };
        approval::start_assessment(tx, &self.trust, start).await.unwrap()
    }

    /// A tool with every requirement answered, C1 as a deviation.
    pub(super) async fn assessed(&self) -> Revision {
        let tx = self.site.db.begin().await.unwrap();
        let revision = self.begin(&tx).await;
        for id in ["K1", "K2", "K3", "K4a", "K4b", "K4c", "K4d", "K4e", "K5a", "K5b", "C1", "C3", "C4"] {
            let requirement = Requirement::from_name(id).unwrap();
            let deviates = requirement == Requirement::C1;
            let command = GiveAnswer {
                revision: revision.id,
                requirement,
                expected_version: 0,
                status: if deviates { AnswerStatus::Deviation } else { AnswerStatus::Met },
                evidence: Some(phrase("annex 1")),
                reason: deviates.then(|| phrase("not coupled yet")),
                plan: deviates.then(|| phrase("release 3")),
                owner: deviates.then(|| phrase("Demo helseforetak")),
                deadline: deviates.then(|| "2027-06-01".parse().unwrap()),
                grade: requirement.label().map(|dimension| Grade::of(dimension)[0]),
            };
            approval::answer(&tx, &self.trust, command).await.unwrap();
        }
        tx.commit().await.unwrap();
        revision
    }

    /// A published tool.
    pub(super) async fn published(&self) -> ToolId {
        Box::pin(self.publish()).await
    }

    async fn publish(&self) -> ToolId {
        let revision = self.assessed().await;
        let (first, second) = (Operator { person: person(1) }, Operator { person: person(2) });
        let tx = self.site.db.begin().await.unwrap();
        let dossier = approval::find_any_dossier(&tx, &first, revision.id).await.unwrap().unwrap();
        let command = Approve {
            revision: revision.id,
            expected_version: dossier.revision.version,
            expected_assessment: dossier.assessment.unwrap().version,
            grounds: None,
        };
        let approved = approval::approve(&tx, &first, command).await.unwrap();
        let command = Publish { revision: approved.id, expected_version: approved.version };
        approval::publish(&tx, &second, command).await.unwrap();
        tx.commit().await.unwrap();
        revision.tool
    }

    /// An editorial revision of it takes the place of the one that was assessed.
    pub(super) async fn reword(&self, tool: ToolId) {
        let tx = self.site.db.begin().await.unwrap();
        let listing = catalogue::find_listing_of(&tx, tool).await.unwrap().unwrap();
        let mut content = listing.content().clone();
        content.texts.nb.as_mut().unwrap().summary = "for you who wish".parse().unwrap();
        let draft = catalogue::save_revision_draft(&tx, &self.vendor, tool, content).await.unwrap();
        let submit = Submit { revision: draft.id, expected_version: draft.version };
        let submitted = approval::submit(&tx, &self.vendor, submit).await.unwrap();
        let check = approval::Check { revision: submitted.id, expected_version: submitted.version };
        approval::check(&tx, &Operator { person: person(1) }, check).await.unwrap();
        tx.commit().await.unwrap();
    }

    pub(super) async fn is_listed(&self, tool: ToolId) -> bool {
        catalogue::find_listing_of(&*self.site.db, tool).await.unwrap().is_some()
    }

    pub(super) async fn is_up(&self, tool: ToolId) -> bool {
        catalogue::find_listing_of(&*self.site.db, tool).await.unwrap().unwrap().is_published()
    }

    pub(super) async fn delivery_agreement(&self, tool: ToolId) -> AgreementId {
        catalogue::list_agreements_about(&*self.site.db, tool).await.unwrap()[0].id
    }

    /// The tool's client; registered where there is none.
    pub(super) async fn client(&self, tool: ToolId) -> ClientId {
        let db = &*self.site.db;
        if let Some(client) = identity::client::list_of(db, Party::Tool(tool)).await.unwrap().first() {
            return client.id;
        }
        let tx = db.begin().await.unwrap();
        let metadata = json!({ "redirect_uris": [token::REDIRECT] });
        let added = identity::client::add(
            &tx,
            Actor::System,
            Party::Tool(tool),
            &metadata,
            &oauth::terms(Reach::DEMO),
        )
        .await;
        tx.commit().await.unwrap();
        added.unwrap().id
    }

    /// Gives the client a key; its thumbprint.
    pub(super) async fn give_key(&self, client: ClientId) -> String {
        let key = identity::SigningKey::generate(identity::Algorithm::Es256).unwrap();
        let metadata = json!({
            "redirect_uris": [token::REDIRECT],
            "token_endpoint_auth_method": "private_key_jwt",
            "jwks": { "keys": [key.public()] },
        });
        let tx = self.site.db.begin().await.unwrap();
        identity::client::update(&tx, Actor::System, client, &metadata, &oauth::terms(Reach::DEMO))
            .await
            .unwrap();
        tx.commit().await.unwrap();
        key.public()["kid"].as_str().unwrap().to_owned()
    }

    /// Somebody who is logged in to the tool.
    pub(super) async fn live_grant(&self, tool: ToolId) -> PersonId {
        let client = self.client(tool).await;
        token::log_in(&self.site.db, client).await
    }

    /// A second goes by.
    pub(super) fn wait(&self) {
        self.site.db.clock.advance(jiff::SignedDuration::from_secs(1));
    }

    /// Runs what the platform runs beside the pages when a tool stops.
    pub(super) async fn run_outbox(&self) {
        let handlers: Vec<Arc<dyn Handler>> =
            vec![Arc::new(identity::ToolStopped), Arc::new(identity::client::ClientEnded)];
        Worker::new((*self.site.db).clone(), handlers).drain().await.unwrap();
    }

    /// A job that can never succeed, tried.
    pub(super) async fn dead_job(&self) {
        let tx = self.site.db.begin().await.unwrap();
        tx.emit(Job::new(identity::TOOL_SUSPENDED, json!({ "tool": "none" })));
        tx.commit().await.unwrap();
        self.run_outbox().await;
    }
}

async fn agree(tx: &Tx, by: &Operator, parties: Parties) {
    let new =
        NewAgreement { parties, terms: phrase("1.0"), from: "2025-01-01".parse().unwrap(), until: None };
    catalogue::add_agreement(tx, by, new).await.unwrap();
}

/// A central web tool on prescription that says everything a listing has to say.
fn complete(name: &str) -> Content {
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
