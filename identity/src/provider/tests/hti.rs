//! The token of a Health Tools Interoperability launch.

use std::collections::BTreeSet;

use database::{Read, testing::on_both};
use jiff::SignedDuration;
use kernel::{Citizen, PrescriptionId, ToolId};
use serde_json::{Map, Value, json};

use super::stage::*;
use crate::{Accept, Algorithm, HTI_LASTS, HtiLaunch, Party, PublicKeys};

const ADDRESS: &str = "https://tool.example/hti";
const DEFINITION: &str = "https://portal.example/fhir/ActivityDefinition/x";

/// What a tool reads out of the launch with the published keys.
async fn read(stage: &Stage<'_>, launch: &HtiLaunch) -> Map<String, Value> {
    let signer = stage.provider.hti_signer().await.unwrap();
    let tx = stage.db.begin().await.unwrap();
    let token = signer.sign(&tx, launch).unwrap();
    tx.commit().await.unwrap();
    let keys = PublicKeys::parse(&stage.provider.jwks().await.unwrap()).unwrap();
    let accept = Accept { algorithms: &[Algorithm::Es256], types: &["jwt"] };
    keys.verify(&token, accept).unwrap().claims.into_map()
}

on_both! {
    async fn a_launch_says_what_hti_asks_for_and_nothing_about_the_person(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        let tx = db.begin().await.unwrap();
        let (tool, prescription): (ToolId, PrescriptionId) = (tx.new_id(), tx.new_id());
        tx.commit().await.unwrap();
        let me = stage.session.person;
        let launch = HtiLaunch::new(Citizen::oneself(me), tool, ADDRESS, DEFINITION).unwrap();
        let launch = launch.on(Some(prescription)).to(Some("uke-1".into()));
        let claims = read(&stage, &launch).await;
        let party = Party::Tool(tool);
        let now = db.now().as_second();
        for (name, wanted) in [
            ("iss", json!(ISSUER)),
            ("aud", json!(ADDRESS)),
            ("iat", json!(now)),
            ("exp", json!(now + HTI_LASTS.as_secs())),
            ("sub", json!(format!("Patient/{}", party.patient(db.keyring(), None, me)))),
            ("resource", json!(format!("Task/{}", party.task(db.keyring(), None, prescription)))),
            ("definition", json!(DEFINITION)),
            ("intent", json!("uke-1")),
            ("hti-version", json!("2.0")),
        ] {
            assert_eq!(claims[name], wanted, "{name}");
        }
        assert!(HTI_LASTS <= SignedDuration::from_mins(5));
        assert!(claims["jti"].as_str().unwrap().len() >= 43, "256 bits");
        let names: BTreeSet<_> = claims.keys().map(String::as_str).collect();
        let wanted = ["aud", "definition", "exp", "hti-version", "iat", "intent", "iss", "jti", "resource", "sub"];
        assert_eq!(names, BTreeSet::from(wanted));
        assert_ne!(read(&stage, &launch).await["jti"], claims["jti"]);
    }

    async fn row_26_two_tools_cannot_put_their_launches_together(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        let me = Citizen::oneself(stage.session.person);
        let tx = db.begin().await.unwrap();
        let tools: [ToolId; 2] = [tx.new_id(), tx.new_id()];
        tx.commit().await.unwrap();
        let [one, other] = tools.map(|tool| HtiLaunch::new(me, tool, ADDRESS, DEFINITION).unwrap());
        let (one, again, other) = (read(&stage, &one).await, read(&stage, &one).await, read(&stage, &other).await);
        for name in ["sub", "resource"] {
            assert_eq!(one[name], again[name], "{name} is persistent for one tool");
            assert_ne!(one[name], other[name], "{name}");
        }
        assert!(!one.contains_key("intent"));
    }

    async fn r5_no_launch_is_made_for_somebody_who_acts_for_another(db: TestDatabase) {
        let tx = db.begin().await.unwrap();
        let citizen = Citizen { person: tx.new_id(), subject: tx.new_id() };
        assert!(HtiLaunch::new(citizen, tx.new_id(), ADDRESS, DEFINITION).is_none());
    }
}
