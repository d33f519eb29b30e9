//! The table says what a tool's token needs; the routes hold it to that, and discovery tells no more.

use super::*;
use crate::fhir::capability::{self, RESOURCES};

/// A way to each interaction of the table that is not open to everybody.
fn asked(token: &ToolToken, kind: &str, code: &str) -> Request<Body> {
    let id = match kind {
        "Patient" => token.access.patient_id.clone(),
        "Task" => token.access.task_id.clone().unwrap(),
        _ => "01K0000000000000000000000A".to_owned(),
    };
    match code {
        "create" => report(token, MOOD),
        "read" => with_token(&format!("/fhir/{kind}/{id}"), token),
        "vread" => with_token(&format!("/fhir/{kind}/{id}/_history/1"), token),
        other => panic!("{other} has no way here"),
    }
}

#[tokio::test]
async fn each_interaction_is_open_to_the_scope_that_the_table_makes_of_it_and_to_no_other() {
    let db = TestDatabase::sqlite().await;
    let world = World::new(&db).await;
    let prescription = world.prescribe_to(&db, world.patient).await;
    let router = app(&db).await.router();
    let letters = |code: &str| if code == "create" { 'c' } else { 'r' };
    for resource in RESOURCES.iter().filter(|resource| !resource.open) {
        for interaction in resource.interactions {
            let own = format!("patient/{}.{}", resource.kind, letters(interaction.code));
            let offered = capability::scopes();
            assert!(Scopes::parse(&own).unwrap().is_within(&offered), "{own} in {offered}");
            let others = offered.without(&Scopes::parse(&own).unwrap());
            // Names of version 1 and restricted ones are no scopes at all.
            let all = format!(
                "{others} openid launch patient/{0}.read patient/{0}.* {own}?category=x",
                resource.kind
            );
            for (scopes, allowed) in [(own.as_str(), true), (all.as_str(), false)] {
                let mut access =
                    (*token(&db, &world, world.patient, Some(prescription.id), "openid").await.access)
                        .clone();
                access.scopes = Scopes::parse(scopes).unwrap();
                let tool = ToolToken::new(access).unwrap();
                let (status, _, body) = send(&router, asked(&tool, resource.kind, interaction.code)).await;
                // One's own context is read with any token: the scope is taken, not needed.
                let allowed = allowed || matches!(resource.kind, "Patient" | "RelatedPerson");
                assert_eq!(
                    status != StatusCode::FORBIDDEN,
                    allowed,
                    "{} {} with {scopes}: {body}",
                    resource.kind,
                    interaction.code
                );
            }
        }
    }
}

#[tokio::test]
async fn discovery_tells_of_what_the_table_has_for_a_tool_and_of_nothing_else() {
    let db = TestDatabase::sqlite().await;
    let router = app(&db).await.router();
    let document = send(&router, get("/fhir/.well-known/smart-configuration")).await.2;
    let list = |name: &str| -> Vec<String> {
        document[name].as_array().unwrap().iter().map(|one| one.as_str().unwrap().to_owned()).collect()
    };
    let over_resources: Vec<_> =
        list("scopes_supported").into_iter().filter(|scope| scope.contains('.')).collect();
    let expected =
        ["patient/Observation.cr", "patient/Patient.r", "patient/RelatedPerson.r", "patient/Task.r"];
    assert_eq!(over_resources, expected);
    let can = list("capabilities");
    assert!(
        can.iter().any(|one| one == "permission-patient") && !can.iter().any(|one| one == "permission-user")
    );
}
