//! A small catalogue for tests.

use catalogue::{
    Content, NewOrganisation, OrganisationKind, PerLocale, Prose, Register, RevisionState, Step,
    SuspensionReason,
};
use database::{Database, Read as _};
use kernel::{Actor, Operator, PersonId, Phrase, Slug, ToolId, VendorUser};
use serde_json::{Value, json};

/// The tools of [`fill`], by slug.
pub(crate) const SLUGS: [&str; 4] = ["sovnskolen", "hodepinedagbok", "pusterom", "gammel-app"];

/// Four tools: two open ones, one on prescription that is suspended, and one that was withdrawn.
pub(crate) async fn fill(db: &Database) -> Vec<ToolId> {
    let person = PersonId::from_uuid(uuid::Uuid::from_u128(9));
    let tx = db.begin().await.unwrap();
    let vendor = NewOrganisation {
        key: None,
        name: Phrase::new("Demo Verktøysmia AS").unwrap(),
        kind: OrganisationKind::Vendor,
        org_number: "974760673".parse().unwrap(),
    };
    let vendor = catalogue::add_organisation(&tx, &Operator { person }, vendor).await.unwrap();
    let user = VendorUser { person, organisation: vendor.id };
    let mut tools = Vec::new();
    for (slug, content) in SLUGS.into_iter().zip(contents()) {
        tools.push(publish(&tx, &user, slug, content).await);
    }
    let by = Actor::Operator { person };
    let note = PerLocale::bokmal(Prose::new("Feil i utregningen.").unwrap());
    let reason = catalogue::NewSuspension { reason: SuspensionReason::Security, cause: String::new(), note };
    catalogue::add_suspension(&tx, by, tools[2], reason).await.unwrap();
    tx.commit().await.unwrap();
    withdraw(db, SLUGS[3]).await;
    tools
}

/// One more open tool of this name.
pub(crate) async fn publish_another(db: &Database, slug: &str, name: &str) {
    let tx = db.begin().await.unwrap();
    let known = catalogue::find_listing(&tx, &SLUGS[0].parse().unwrap()).await.unwrap().unwrap();
    let person = PersonId::from_uuid(uuid::Uuid::from_u128(9));
    let user = VendorUser { person, organisation: known.tool.vendor };
    let content = serde_json::to_string(known.content()).unwrap().replace("Søvnskolen", name);
    publish(&tx, &user, slug, serde_json::from_str(&content).unwrap()).await;
    tx.commit().await.unwrap();
}

/// The tool is taken down for good.
pub(crate) async fn withdraw(db: &Database, slug: &str) {
    let tx = db.begin().await.unwrap();
    let listed = catalogue::find_listing(&tx, &slug.parse().unwrap()).await.unwrap().unwrap().revision;
    let by = Actor::Operator { person: PersonId::from_uuid(uuid::Uuid::from_u128(9)) };
    let reason = PerLocale::bokmal(Prose::new("Leverandøren har lagt den ned.").unwrap());
    let state = RevisionState::Withdrawn { step: Step { at: tx.now(), by }, reason };
    catalogue::set_state(&tx, listed.id, listed.version, state).await.unwrap();
    tx.commit().await.unwrap();
}

async fn publish(tx: &database::Tx, user: &VendorUser, slug: &str, content: Value) -> ToolId {
    let content: Content = serde_json::from_value(content).unwrap();
    let slug: Slug = slug.parse().unwrap();
    let (tool, draft) = catalogue::register(tx, user, Register { content, slug: Some(slug) }).await.unwrap();
    let step = Step { at: tx.now(), by: Actor::Operator { person: user.person } };
    let state = RevisionState::Published { step, approved: step };
    catalogue::set_state(tx, draft.id, draft.version, state).await.unwrap();
    tool.id
}

fn contents() -> [Value; 4] {
    let text = |name: &str, summary: &str| {
        json!({
            "name": name, "summary": summary, "purpose": "Du lærer mer og prøver selv.",
            "effect": "Vist i flere studier.", "not_for": "Ikke for akutt sykdom.", "usage": "Trykk Start.",
            "target_group": "Voksne.", "accessibility": "WCAG 2.1 AA.",
            "privacy": {"what": "Svar", "where": "I Norge", "shared": "Ingen", "deletion": "Når du vil", "controller": "Demo"},
        })
    };
    let tool = |texts: Value, topic: &str, availability: &str, profile: &str, launch: &str| {
        let url = format!("https://tool.example/{launch}");
        json!({
            "independence": "standalone", "availability": availability, "platforms": ["web"], "profile": profile,
            "acr": "substantial", "topics": [topic], "audiences": ["adults"], "languages": ["nb", "en"],
            "launch": {"kind": launch, "url": url},
            "tasks": [{"key": "start-her", "title": {"nb": "Start her"}}],
            "medical_device": {"status": "not_device", "why_none": {"nb": "Gir bare råd."}},
            "texts": texts,
        })
    };
    let sleep = json!({
        "nb": text("Søvnskolen", "For deg som sover dårlig."),
        "en": text("Sleep school", "For you who sleep badly."),
    });
    let headache = json!({ "nb": text("Hodepinedagbok", "For deg som har hodepine eller migrene.") });
    let breath = json!({ "nb": text("Pusterom", "For deg som er urolig.") });
    let old = json!({ "nb": text("Gammel app", "For deg som liker gamle ting.") });
    [
        tool(sleep, "sleep", "open", "none", "link"),
        tool(headache, "pain-headache", "open", "central", "smart"),
        tool(breath, "mental-health", "prescription", "pseudonymous", "smart"),
        tool(old, "sleep", "open", "none", "link"),
    ]
}
