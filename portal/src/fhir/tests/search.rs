//! The search of tools: its pages, its forms, and the times that it tells.

use jiff::SignedDuration;

use super::*;

const FORM: &str = "application/x-www-form-urlencoded; charset=UTF-8";

database::testing::on_both! {
    async fn tools_that_are_named_come_in_pages_too(db: TestDatabase) {
        let tools = fixtures::fill(&db).await;
        let router = app(&db).await.router();
        let names: Vec<String> = tools.iter().map(|tool| ids::written(*tool)).collect();
        let mut next = Some(format!("/fhir/ActivityDefinition?_id={}&_count=3", names.join(",")));
        let mut pages: Vec<Vec<String>> = Vec::new();
        while let Some(address) = next {
            let (_, _, bundle) = send(&router, get(&address)).await;
            assert_eq!(bundle["total"], 4, "{address}");
            let entries = bundle["entry"].as_array().unwrap().iter();
            pages.push(entries.map(|entry| entry["resource"]["id"].as_str().unwrap().to_owned()).collect());
            let links = bundle["link"].as_array().unwrap();
            let link = links.iter().find(|link| link["relation"] == "next");
            next = link.map(|link| link["url"].as_str().unwrap().replace("https://reseptor.example", ""));
        }
        assert_eq!(pages, [&names[..3], &names[3..]]);
    }

    async fn a_form_is_asked_together_with_its_address_and_nothing_else_is_taken_for_one(db: TestDatabase) {
        fixtures::fill(&db).await;
        let router = app(&db).await.router();
        for (query, kind, body, status, total) in [
            ("", FORM, "topic=sleep", 200, json!(1)),
            ("topic=sleep", FORM, "_summary=count", 200, json!(1)),
            ("topic=sleep", FORM, "identifier=hodepinedagbok", 200, json!(0)),
            ("topic=sleep", "", "", 200, json!(1)),
            ("unheard-of=1", FORM, "topic=sleep", 400, Value::Null),
            ("topic=sleep", "application/fhir+json", "{}", 415, Value::Null),
            ("", "", "topic=sleep", 415, Value::Null),
        ] {
            let request = Request::post(format!("/fhir/ActivityDefinition/_search?{query}"))
                .header(header::CONTENT_TYPE, kind)
                .header("prefer", "handling=strict");
            let (answered, _, bundle) = send(&router, request.body(Body::from(body)).unwrap()).await;
            assert_eq!((answered.as_u16(), &bundle["total"]), (status, &total), "{query} {kind} {body}: {bundle}");
        }
    }

    async fn the_time_of_a_tool_goes_on_when_its_suspension_is_lifted(db: TestDatabase) {
        let tools = fixtures::fill(&db).await;
        db.clock.advance(SignedDuration::from_hours(24));
        let tx = db.begin().await.unwrap();
        let reason = catalogue::SuspensionReason::Security;
        assert!(catalogue::lift_suspension(&tx, Actor::System, tools[2], reason, "").await.unwrap());
        tx.commit().await.unwrap();
        let router = app(&db).await.router();
        let id = ids::written(tools[2]);
        for kind in ["ActivityDefinition", "Endpoint"] {
            let (_, headers, body) = send(&router, get(&format!("/fhir/{kind}/{id}"))).await;
            assert_eq!((&body["status"], &body["meta"]["lastUpdated"]), (&json!("active"), &json!("2026-11-23T09:00:00Z")));
            assert_eq!(headers["last-modified"], "Mon, 23 Nov 2026 09:00:00 GMT");
        }
        for query in [format!("_id={id}"), "topic=mental-health".to_owned()] {
            let (_, _, bundle) = send(&router, get(&format!("/fhir/ActivityDefinition?{query}"))).await;
            let times: Vec<_> = bundle["entry"].as_array().unwrap().iter().map(|entry| &entry["resource"]["meta"]["lastUpdated"]).collect();
            assert_eq!(times, ["2026-11-23T09:00:00Z"], "{query}");
        }
    }
}
