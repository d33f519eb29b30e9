//! What tests of the vendor's and the ordering body's pages stand on: organisations with agreements, and their people.

use catalogue::{NewAgreement, NewOrganisation, OrganisationKind, Parties};
use database::testing::TestDatabase;
use jiff::civil::date;
use kernel::{LoginLevel, Orderer, OrganisationId, Phrase, SessionId, ToolId, VendorUser};

use crate::{
    testing::{Reply, Site, operator, person},
    web::{Login, session::Standing},
};

/// A site with two vendors, a health trust and a municipality.
pub(crate) struct Desk {
    pub(crate) site: Site,
    pub(crate) vendor: Login,
    pub(crate) other_vendor: Login,
    pub(crate) trust: Login,
    pub(crate) municipality: Login,
    trust_id: OrganisationId,
}

fn login(number: u128, standing: Standing) -> Login {
    Login {
        session: SessionId::from_uuid(uuid::Uuid::from_u128(number)),
        person: person(number),
        name: "Kari Eksempel".into(),
        standing,
        organisation: Some("Demo".into()),
        representing: None,
        level: LoginLevel::High,
        csrf_token: "token".into(),
    }
}

fn vendor_login(number: u128, organisation: OrganisationId) -> Login {
    login(number, Standing::Vendor(VendorUser { person: person(number), organisation }))
}

fn orderer_login(number: u128, organisation: OrganisationId) -> Login {
    login(number, Standing::Orderer(Orderer { person: person(number), organisation }))
}

async fn organisation(site: &Site, name: &str, kind: OrganisationKind, number: &str) -> OrganisationId {
    let tx = site.db.begin().await.unwrap();
    let new = NewOrganisation {
        key: None,
        name: Phrase::new(name).unwrap(),
        kind,
        org_number: number.parse().unwrap(),
    };
    let id = catalogue::add_organisation(&tx, &operator(), new).await.unwrap().id;
    tx.commit().await.unwrap();
    id
}

/// What is typed in each section for a tool that lacks nothing.
pub(crate) const SECTIONS: [(&str, &[(&str, &str)]); 5] = [
    (
        "om",
        &[
            ("independence", "standalone"),
            ("process", ""),
            ("topic", "sleep"),
            ("audiences", "adults"),
            ("languages", "nb"),
        ],
    ),
    (
        "tilgang",
        &[
            ("availability", "prescription"),
            ("professions_kind", "default"),
            ("platforms", "web"),
            ("profile", "central"),
            ("login_methods", "platform"),
            ("claims", "pseudonym"),
            ("acr", "substantial"),
        ],
    ),
    (
        "tekst-nb",
        &[
            ("name", "Søvndagboka"),
            ("summary", "For deg som vil sove bedre."),
            ("purpose", "Du skriver om søvnen."),
            ("effect", "Vist i studier."),
            ("not_for", "Ikke når det haster."),
            ("usage", "Trykk Start."),
            ("accessibility", "WCAG 2.1 AA."),
            ("privacy.what", "Det du skriver."),
            ("privacy.where", "I Norge."),
            ("privacy.shared", "Ingen."),
            ("privacy.deletion", "Når du vil."),
            ("privacy.controller", "Demo."),
        ],
    ),
    (
        "start",
        &[
            ("launch.kind", "smart"),
            ("launch.url", "https://verktoy.example/launch"),
            ("tasks.0.key", ""),
            ("tasks.0.title.nb", "Skriv i dag"),
            ("tasks.1.key", ""),
            ("tasks.1.title.nb", ""),
        ],
    ),
    ("medisinsk-utstyr", &[("status", "not_device"), ("why_none.nb", "Tolker ingenting.")]),
];

impl Desk {
    pub(crate) async fn open(db: TestDatabase) -> Self {
        let site = Site::empty(db).await;
        let other = organisation(&site, "Demo Nordlys AS", OrganisationKind::Vendor, "300222900").await;
        let trust_id =
            organisation(&site, "Demo helseforetak", OrganisationKind::HealthTrust, "300111203").await;
        let town = organisation(&site, "Demovik kommune", OrganisationKind::Municipality, "300144713").await;
        let desk = Self {
            vendor: vendor_login(11, site.vendor),
            other_vendor: vendor_login(12, other),
            trust: orderer_login(21, trust_id),
            municipality: orderer_login(22, town),
            trust_id,
            site,
        };
        desk.agree(Parties::A1 { body: trust_id }).await;
        desk.agree(Parties::A1 { body: town }).await;
        desk.agree(Parties::A2 { vendor: desk.site.vendor }).await;
        desk
    }

    /// Enters an agreement that is in force.
    pub(crate) async fn agree(&self, parties: Parties) {
        let tx = self.site.db.begin().await.unwrap();
        let terms = Phrase::new("1.0").unwrap();
        let new = NewAgreement { parties, terms, from: date(2026, 1, 1), until: None };
        catalogue::add_agreement(&tx, &operator(), new).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// The delivery agreement between the trust and the vendor.
    pub(crate) async fn deliver(&self, tool: ToolId) {
        self.agree(Parties::A3 { body: self.trust_id, vendor: self.site.vendor, tool }).await;
    }

    /// Opens a page and sends its form back with these fields; the hidden fields go along.
    pub(crate) async fn submit(&self, login: &Login, page: &str, fields: &[(&str, &str)]) -> Reply {
        let shown = self.site.get_as(login, page).await;
        assert_eq!(shown.status.as_u16(), 200, "{page}");
        let names = shown.attributes("main form input[type=hidden]", "name");
        let values = shown.attributes("main form input[type=hidden]", "value");
        let hidden: Vec<_> = names.into_iter().zip(values).filter(|(name, _)| name != "csrf").collect();
        let all: Vec<_> = hidden
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .chain(fields.iter().copied())
            .collect();
        self.site.post_as(login, page, &all).await
    }

    /// Registers a tool as the vendor and gives its page's address.
    pub(crate) async fn register(&self) -> String {
        let reply = self.submit(&self.vendor, "/leverandor/verktoy/ny", &[("name", "Søvndagboka")]).await;
        assert_eq!(reply.status.as_u16(), 303);
        reply.location().to_owned()
    }

    /// Fills in every section, some fields in other words than usual.
    pub(crate) async fn fill(&self, tool: &str, other: &[(&str, &str)]) {
        for (section, fields) in SECTIONS {
            let value = |name: &str, usual| {
                other.iter().find(|(field, _)| *field == name).map_or(usual, |(_, value)| *value)
            };
            let fields: Vec<_> = fields.iter().map(|(name, usual)| (*name, value(name, *usual))).collect();
            let saved = self.submit(&self.vendor, &format!("{tool}/rediger/{section}"), &fields).await;
            assert_eq!(saved.status.as_u16(), 303, "{section}: {:?}", saved.texts("#errors"));
        }
    }

    /// Registers, fills in and hands in a tool; gives its page's address.
    pub(crate) async fn handed_in(&self, other: &[(&str, &str)]) -> String {
        let tool = self.register().await;
        self.fill(&tool, other).await;
        let sent = self.submit(&self.vendor, &format!("{tool}/send-inn"), &[]).await;
        assert_eq!(sent.status.as_u16(), 303);
        tool
    }

    /// The address of the first tool in a body's inbox.
    pub(crate) async fn waiting(&self, login: &Login) -> String {
        let home = self.site.get_as(login, "/bestiller").await;
        home.attributes("a[href*='/bestiller/innboks/']", "href").first().cloned().unwrap()
    }
}

/// The id at the end of a tool's address.
pub(crate) fn tool_id(path: &str) -> ToolId {
    path.rsplit('/').next().unwrap().parse().unwrap()
}
