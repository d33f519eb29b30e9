//! Examples of requests and answers, made from the description of the interface.

use axum::http::StatusCode;
use kernel::Refusal;
use serde_json::{Map, Value, json};
use utoipa::openapi::{OpenApi, RefOr, path::Operation};

use super::{atom, export, figures};
use crate::web::{App, Error, Result, error};

/// Schemas within one another that are followed.
const DEEPEST: usize = 12;
/// Taken from an answer, never made up: nothing to begin with.
const TAKEN: [&str; 2] = ["cursor", "since"];

/// Gives every body that is answered a whole example: what would be sent.
pub fn put(app: &App, document: &mut OpenApi) -> Result<()> {
    let described = serde_json::to_value(&*document).map_err(Error::internal)?;
    for (path, item) in &mut document.paths.paths {
        for operation in [&mut item.get, &mut item.put, &mut item.delete].into_iter().flatten() {
            let Operation { operation_id, parameters, responses, .. } = operation;
            let limited = parameters
                .iter()
                .flatten()
                .any(|parameter| matches!(parameter, RefOr::T(parameter) if parameter.name == "limit"));
            for (status, response) in &mut responses.responses {
                let RefOr::T(response) = response else { continue };
                for (kind, content) in &mut response.content {
                    let RefOr::T(content) = content else { continue };
                    content.example = match (kind.as_str(), operation_id.as_deref()) {
                        ("application/json", _) => {
                            let schema = serde_json::to_value(&content.schema).map_err(Error::internal)?;
                            Some(of(&described, &schema, 0))
                        }
                        ("application/problem+json", _) => {
                            Some(error::example(app, &failure(status, path, limited)))
                        }
                        (_, Some("exportToolsCsv")) => Some(export::example()?.into()),
                        (_, Some("getFiguresCsv")) => Some(figures::example()?.into()),
                        (_, Some("changesAtom")) => Some(atom::example(app)?.into()),
                        (_, Some("getStored")) => Some(r#"{"mood":4}"#.into()),
                        _ => None,
                    };
                }
            }
        }
    }
    Ok(())
}

/// How a call there fails with this status.
fn failure(status: &str, path: &str, limited: bool) -> Error {
    let status = status.parse().unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let refusal = match status.as_u16() {
        401 => Refusal::text("error-storage-token"),
        403 => Refusal::text("error-storage-scope"),
        410 => Refusal::text("error-cursor-unknown").field("since"),
        412 => Refusal::text("error-storage-changed"),
        413 => Refusal::text("error-storage-too-large"),
        415 => Refusal::text("error-storage-media-type"),
        422 if path.starts_with("/api/v1/storage") => Refusal::text("error-storage-key").field("key"),
        422 => Refusal::text("error-parameter").field(if limited { "limit" } else { "lang" }),
        _ => return Error::status(status),
    };
    Error::told(status, refusal)
}

/// A request of this operation, as one tries it from a command line.
pub fn request(base: &str, path: &str, method: &str, operation: &Value) -> String {
    let parameters = || operation["parameters"].as_array().into_iter().flatten();
    let mut address = format!("{base}{path}");
    for parameter in parameters().filter(|parameter| parameter["in"] == "path") {
        let name = parameter["name"].as_str().unwrap_or_default();
        address = address.replace(&format!("{{{name}}}"), &given(parameter).unwrap_or_default());
    }
    let mut query = parameters()
        .filter(|parameter| parameter["in"] == "query")
        .filter_map(|parameter| Some((parameter["name"].as_str()?, given(parameter)?)));
    if let Some((name, value)) = query.find(|(name, _)| !TAKEN.contains(name)) {
        address.push('?');
        address.push_str(&serde_urlencoded::to_string([(name, value)]).unwrap_or_default());
    }
    let mut line = "curl".to_owned();
    if method != "GET" {
        line.push_str(" -X ");
        line.push_str(method);
    }
    if operation["security"].as_array().is_some_and(|needed| !needed.is_empty()) {
        line.push_str(" -H \"Authorization: Bearer $TOKEN\"");
    }
    if operation["requestBody"].is_object() {
        line.push_str(" -H 'Content-Type: application/json' --data-binary @value.json");
    }
    format!("{line} '{address}'")
}

/// The example that a parameter comes with; of several values the first.
fn given(parameter: &Value) -> Option<String> {
    let example =
        [&parameter["example"], &parameter["schema"]["example"]].into_iter().find(|it| !it.is_null())?;
    let one = example.as_array().map_or(Some(example), |several| several.first())?;
    Some(one.as_str().map_or_else(|| one.to_string(), str::to_owned))
}

/// The body of the operation's 200 answer; nothing where that is not JSON.
pub fn answer(document: &Value, operation: &Value) -> Option<String> {
    let schema = operation["responses"]["200"]["content"]["application/json"].get("schema")?;
    serde_json::to_string_pretty(&of(document, schema, 0)).ok()
}

/// A value that a schema describes: its example, or what its parts make up.
fn of(document: &Value, schema: &Value, depth: usize) -> Value {
    let inner = |schema| of(document, schema, depth + 1);
    if depth > DEEPEST {
        return Value::Null;
    }
    if let Some(example) = schema.get("example") {
        return example.clone();
    }
    if let Some(name) = schema["$ref"].as_str().and_then(|at| at.rsplit('/').next()) {
        return inner(&document["components"]["schemas"][name]);
    }
    if let Some(either) = ["oneOf", "anyOf"].into_iter().find_map(|word| schema[word].as_array()) {
        return either.iter().find(|one| one["type"] != "null").map_or(Value::Null, inner);
    }
    if let Some(parts) = schema["allOf"].as_array() {
        let parts = parts.iter().map(inner).filter_map(|part| part.as_object().cloned());
        return Value::Object(parts.flatten().collect());
    }
    let is = |kind: &str| {
        schema["type"] == kind
            || schema["type"].as_array().is_some_and(|kinds| kinds.iter().any(|it| it == kind))
    };
    if let Some(properties) = schema["properties"].as_object() {
        let properties = properties.iter().map(|(name, schema)| (name.clone(), inner(schema)));
        return Value::Object(properties.collect::<Map<_, _>>());
    }
    match schema["format"].as_str() {
        Some("date-time") => return json!("2026-11-01T09:00:00Z"),
        Some("date") => return json!("2026-11-01"),
        _ => {}
    }
    if is("array") {
        let items = inner(&schema["items"]);
        return if items.is_null() { json!([]) } else { json!([items]) };
    }
    if is("boolean") { json!(true) } else { Value::Null }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_example_is_made_of_its_parts() {
        let document = json!({ "components": { "schemas": {
            "Tool": { "type": "object", "properties": {
                "slug": { "type": "string", "example": "demo" },
                "published_at": { "type": ["string", "null"], "format": "date-time" },
                "label": { "oneOf": [{ "type": "null" }, { "$ref": "#/components/schemas/Label" }] },
                "reasons": { "type": "array", "items": { "type": "string" } },
            } },
            "Label": { "allOf": [
                { "type": "object", "properties": { "grade": { "type": "string", "example": "good" } } },
                { "type": "object", "properties": { "free": { "type": "boolean" }, "due": { "format": "date" } } },
            ] },
        } } });
        let list = json!({ "type": "array", "items": { "$ref": "#/components/schemas/Tool" } });
        let operation =
            json!({ "responses": { "200": { "content": { "application/json": { "schema": list } } } } });
        assert_eq!(
            serde_json::from_str::<Value>(&answer(&document, &operation).unwrap()).unwrap(),
            json!([{
                "slug": "demo", "published_at": "2026-11-01T09:00:00Z", "reasons": [],
                "label": { "grade": "good", "free": true, "due": "2026-11-01" },
            }])
        );
        assert_eq!(answer(&document, &json!({ "responses": { "204": {} } })), None);
    }

    #[test]
    fn a_request_has_what_it_cannot_do_without_and_one_thing_to_look_for() {
        let operation = json!({
            "parameters": [
                { "name": "key", "in": "path", "example": "diary" },
                { "name": "since", "in": "query", "example": "YzE3" },
                { "name": "topic", "in": "query", "example": ["sleep", "heart"] },
                { "name": "q", "in": "query", "example": "søvn" },
            ],
            "security": [{ "token": ["storage"] }],
            "requestBody": {},
        });
        assert_eq!(
            request("https://a.example", "/api/{key}", "PUT", &operation),
            "curl -X PUT -H \"Authorization: Bearer $TOKEN\" -H 'Content-Type: application/json' \
             --data-binary @value.json 'https://a.example/api/diary?topic=sleep'"
        );
        assert_eq!(request("https://a.example", "/api", "GET", &json!({})), "curl 'https://a.example/api'");
    }
}
