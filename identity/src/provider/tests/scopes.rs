//! What is granted of what is asked for: by letters, by what is registered, by what there is.

use database::testing::on_both;
use kernel::Actor;
use serde_json::json;

use super::stage::*;
use crate::{Code, Context, Interaction, Party, ProofFor, Scopes, Step, client, store};

const REGISTERED: &str = "launch offline_access openid patient/Observation.cr patient/Task.r";

/// What a token may, as an interface finds it.
async fn scopes_of(stage: &Stage<'_>, access_token: &str) -> Scopes {
    let request = ProofFor { method: "GET", url: "https://portal.example/fhir", token: None };
    stage.provider.access(Some(&format!("Bearer {access_token}")), None, request).await.unwrap().scopes
}

async fn registered<'a>(db: &'a database::testing::TestDatabase, scope: &str) -> Stage<'a> {
    let stage = Stage::new(db).await;
    let confidential = add(db, Some(&stage.key), json!({ "scope": scope })).await;
    Stage { confidential, ..stage }
}

on_both! {
    async fn what_is_asked_for_is_narrowed_by_letters_and_the_answer_tells_what_was_granted(db: TestDatabase) {
        let stage = registered(&db, REGISTERED).await;
        for (asked, granted) in [
            ("openid patient/Observation.c", "openid patient/Observation.c"),
            ("patient/Observation.crus", "patient/Observation.cr"),
            ("patient/Observation.r patient/Observation.c", "patient/Observation.cr"),
            ("openid patient/*.cruds", "openid patient/Observation.cr patient/Task.r"),
            ("openid patient/*.rs fhirUser", "openid patient/Observation.r patient/Task.r"),
            ("openid patient/Patient.r user/Task.r", "openid"),
            // Version 1, and what the interface could not restrict.
            ("openid patient/Observation.read patient/*.* patient/Task.*", "openid"),
            ("openid patient/Observation.r?category=x", "openid"),
        ] {
            let address = stage.authorize(&stage.confidential, &[("scope", asked)]).await;
            let tokens = stage.redeem(&query(&address)["code"]).await.unwrap();
            assert_eq!(tokens.scope.to_string(), granted, "{asked}");
            assert_eq!(scopes_of(&stage, &tokens.access_token).await, tokens.scope);
            assert_eq!(tokens.patient.is_some(), granted.contains("patient/"));
        }
        for nothing in ["patient/Task.read", "patient/Task.us", "patient/Observation.r?category=x", "patient/Device.cruds"] {
            let answer = query(&stage.authorize(&stage.confidential, &[("scope", nothing)]).await);
            assert_eq!(answer["error"], "invalid_scope", "{nothing}");
        }
    }

    async fn row_17_a_refresh_narrows_by_letters_and_never_widens(db: TestDatabase) {
        let stage = registered(&db, REGISTERED).await;
        let address = stage.authorize(&stage.confidential, &[("scope", REGISTERED)]).await;
        let mut tokens = stage.redeem(&query(&address)["code"]).await.unwrap();
        assert_eq!(tokens.scope.to_string(), REGISTERED);
        for (asked, told) in [
            ("patient/Observation.c", Some("patient/Observation.c")),
            ("patient/Observation.r openid", Some("openid patient/Observation.r")),
            ("patient/Observation.crs", None),
            ("patient/Task.cr", None),
            ("patient/*.r", None),
            ("patient/Observation.read", None),
            ("patient/Observation.r?category=x", None),
            ("patient/Observation.cr patient/Task.r", Some("patient/Observation.cr patient/Task.r")),
        ] {
            let refresh = tokens.refresh_token.clone().unwrap();
            let form = [("grant_type", "refresh_token"), ("refresh_token", refresh.as_str()), ("scope", asked)];
            let answer = stage.token(&form).await;
            let Some(told) = told else {
                assert_eq!(code_of(answer), Code::InvalidScope, "{asked}");
                continue;
            };
            tokens = answer.unwrap();
            assert_eq!(tokens.scope.to_string(), told, "{asked}");
            let may = scopes_of(&stage, &tokens.access_token).await;
            assert_eq!(may, tokens.scope, "the token itself");
            let create = may.permits(Context::Patient, "Observation", Interaction::Create);
            assert_eq!(create, told.contains("Observation.c"), "{asked}");
        }
        assert_eq!(stage.refresh(&tokens.refresh_token.unwrap()).await.unwrap().scope.to_string(), REGISTERED);
    }

    async fn what_was_registered_and_is_offered_no_longer_is_not_granted(db: TestDatabase) {
        let stage = registered(&db, "openid").await;
        let tx = db.begin().await.unwrap();
        let mut client = stage.confidential.clone();
        client.metadata.scope = Scopes::parse("openid patient/*.cruds patient/Task.read patient/Device.r user/Task.r").unwrap();
        store::clients::replace_metadata(&tx, &client).await.unwrap();
        tx.commit().await.unwrap();
        let asked = "openid patient/*.rs patient/Task.read patient/Device.r user/Task.r";
        let Step::Ready(ready) = stage.step(&client, &[("scope", asked)]).await else { panic!("ready") };
        assert_eq!(ready.request.scopes.to_string(), "openid patient/Observation.r patient/Task.r");
    }

    async fn what_discovery_tells_of_can_be_registered_and_nothing_beside_it(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        for document in [stage.provider.openid_configuration(), stage.provider.smart_configuration()] {
            let told: Vec<&str> = document["scopes_supported"].as_array().unwrap().iter().map(|one| one.as_str().unwrap()).collect();
            let client = add(&db, None, json!({ "scope": told.join(" ") })).await;
            assert_eq!(client.metadata.scope.to_string(), told.join(" "));
            assert!(told.contains(&"patient/Observation.cr") && !told.iter().any(|one| one.starts_with("user/")), "{told:?}");
        }
        let tx = db.begin().await.unwrap();
        let party = Party::Tool(tx.new_id());
        let metadata = json!({ "redirect_uris": [REDIRECT], "scope": "openid patient/Device.r" });
        assert!(client::add(&tx, Actor::System, party, &metadata, &terms()).await.is_err());
        // A client that is there is held to it too.
        let mut metadata = serde_json::to_value(&stage.confidential.metadata).unwrap();
        metadata["scope"] = json!("openid patient/Task.u");
        assert!(client::update(&tx, Actor::System, stage.confidential.id, &metadata, &terms()).await.is_err());
    }
}
