//! The examples in the description: whole, and what the interface would send or take.

use axum::http::StatusCode;
use serde_json::{Value, to_value};

use super::{get, site};
use crate::api::{figures::OpenFigures, model::Tool, openapi};

/// Fails where a value is not as its schema says.
fn check(document: &Value, schema: &Value, value: &Value, at: &str) {
    if let Some(name) = schema["$ref"].as_str().and_then(|to| to.rsplit('/').next()) {
        return check(document, &document["components"]["schemas"][name], value, at);
    }
    for part in schema["allOf"].as_array().into_iter().flatten() {
        check(document, part, value, at);
    }
    let either = schema["oneOf"].as_array().and_then(|all| all.iter().find(|one| one["type"] != "null"));
    if let Some(other) = either.filter(|_| !value.is_null()) {
        check(document, other, value, at);
    }
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let fits = match &schema["type"] {
        Value::Null => true,
        Value::Array(kinds) => kinds.iter().any(|one| one == kind),
        one => one == kind,
    };
    assert!(fits, "{at}: {value} is not {}", schema["type"]);
    for name in schema["required"].as_array().into_iter().flatten() {
        assert!(value.get(name.as_str().unwrap()).is_some(), "{at}: {name} is missing");
    }
    for (name, part) in schema["properties"].as_object().into_iter().flatten() {
        if let Some(value) = value.get(name) {
            check(document, part, value, &format!("{at}.{name}"));
        }
    }
    for item in value.as_array().into_iter().flatten() {
        check(document, &schema["items"], item, at);
    }
}

#[tokio::test]
async fn every_body_has_a_whole_example_as_its_schema_says() {
    let (_db, app, _) = site().await;
    let document = to_value(openapi::whole(&app).unwrap()).unwrap();
    let mut bodies = 0;
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            for (status, answer) in operation["responses"].as_object().unwrap() {
                for body in answer["content"].as_object().into_iter().flat_map(|all| all.values()) {
                    let at = format!("{method} {path} {status}");
                    assert!(!body["example"].is_null(), "{at} has no example");
                    check(&document, &body["schema"], &body["example"], &at);
                    bodies += 1;
                }
            }
        }
    }
    assert!(bodies > 30, "{bodies}");
}

#[tokio::test]
async fn examples_are_what_would_be_sent() {
    let (_db, app, router) = site().await;
    let document = to_value(openapi::whole(&app).unwrap()).unwrap();
    let shown = |path: &str, status: &str, kind: &str| {
        document["paths"][path]["get"]["responses"][status]["content"][kind]["example"].clone()
    };
    let json = "application/json";
    assert_eq!(shown("/api/v1/tools", "200", json)["items"][0], to_value(Tool::example()).unwrap());
    assert_eq!(shown("/api/v1/figures", "200", json), to_value(OpenFigures::example()).unwrap());

    for (path, has) in [("/api/v1/tools.csv", "\r\ndemo-dagbok,"), ("/api/v1/figures.csv", ",demo-dagbok,")] {
        let example = shown(path, "200", "text/csv");
        let (_, _, sent) = get(&router, path, &[]).await;
        assert_eq!(example.as_str().unwrap().lines().next(), sent.lines().next(), "{path}");
        assert!(example.as_str().unwrap().contains(has), "{path}");
    }
    let feed = shown("/api/v1/changes.atom", "200", "application/atom+xml");
    let (_, _, sent) = get(&router, "/api/v1/changes.atom", &[]).await;
    assert_eq!(feed.as_str().unwrap().split("<updated>").next(), sent.split("<updated>").next());
    assert!(feed.as_str().unwrap().contains("<summary xml:lang=\"nb\">For deg som"), "{feed}");

    for (path, address, status) in [
        ("/api/v1/tools", "/api/v1/tools?limit=0", "422"),
        ("/api/v1/tools.csv", "/api/v1/tools.csv?lang=xx", "422"),
        ("/api/v1/tools/{slug}", "/api/v1/tools/there-is-none", "404"),
        ("/api/v1/changes", "/api/v1/changes?since=YzE3LjlkMmM", "410"),
        ("/api/v1/storage", "/api/v1/storage", "401"),
    ] {
        let (got, _, body) = get(&router, address, &[]).await;
        assert_eq!(got.as_str(), status, "{address}");
        let mut sent: Value = serde_json::from_str(&body).unwrap();
        let example = shown(path, status, "application/problem+json");
        sent["instance"] = example["instance"].clone();
        assert_eq!(example, sent, "{address}");
    }
}

#[tokio::test]
async fn every_operation_tells_of_what_it_answers_and_what_the_answers_carry() {
    let (_db, app, router) = site().await;
    let document = to_value(openapi::whole(&app).unwrap()).unwrap();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let answers = operation["responses"].as_object().unwrap();
            let carries = |status: &str, name: &str| answers[status]["headers"][name].is_object();
            for status in ["429", "503"] {
                assert!(carries(status, "retry-after"), "{method} {path} {status}");
            }
            for status in answers.keys() {
                assert!(carries(status, "x-request-id"), "{method} {path} {status}");
            }
            if answers.contains_key("304") {
                assert!(carries("304", "etag") && carries("200", "etag"), "{method} {path}");
            }
        }
    }
    let told = &document["paths"]["/api/v1/figures"]["get"]["responses"]["200"]["headers"];
    let (_, sent, _) = get(&router, "/api/v1/figures", &[]).await;
    for name in told.as_object().unwrap().keys() {
        assert!(sent.contains_key(name.as_str()), "{name}");
    }
}

#[tokio::test]
async fn every_parameter_has_an_example_that_is_taken() {
    let (_db, app, router) = site().await;
    let document = to_value(openapi::whole(&app).unwrap()).unwrap();
    for (path, methods) in document["paths"].as_object().unwrap() {
        let mut query = Vec::new();
        for parameter in methods["get"]["parameters"].as_array().into_iter().flatten() {
            let (name, example) = (parameter["name"].as_str().unwrap(), &parameter["example"]);
            assert!(!example.is_null() || parameter["in"] == "header", "{path}: {name} has no example");
            if parameter["in"] == "query" {
                let several = example.as_array().cloned().unwrap_or_else(|| vec![example.clone()]);
                let text = |one: Value| one.as_str().map_or_else(|| one.to_string(), str::to_owned);
                query.extend(several.into_iter().map(|one| (name, text(one))));
            }
        }
        // What is kept for a person takes a token; there is no such change in this catalogue.
        if path.starts_with("/api/v1/storage") {
            continue;
        }
        let taken = if path == "/api/v1/changes" { StatusCode::GONE } else { StatusCode::OK };
        let path = path.replace("{slug}", "sovnskolen");
        let address = format!("{path}?{}", serde_urlencoded::to_string(query).unwrap());
        let (status, _, body) = get(&router, &address, &[]).await;
        assert_eq!(status, taken, "{address}: {body}");
    }
}
