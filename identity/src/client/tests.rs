//! Registration takes what is safe and says what is not.

use serde_json::{Value, json};

use super::*;
use crate::{Algorithm, Reach, SigningKey, provider::tests::stage::terms};

fn refused(change: impl FnOnce(&mut Value)) -> &'static str {
    let mut metadata = json!({ "redirect_uris": ["https://tool.example/cb"], "scope": "openid launch" });
    change(&mut metadata);
    match ClientMetadata::parse(&metadata, Reach::PUBLIC) {
        Err(Error::Metadata { field, .. }) => field,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_least_that_can_be_registered_is_a_public_client() {
    let metadata =
        ClientMetadata::parse(&json!({ "redirect_uris": ["https://tool.example/cb"] }), Reach::PUBLIC)
            .unwrap();
    assert_eq!(metadata.token_endpoint_auth_method, AuthMethod::None);
    assert_eq!(metadata.id_token_signed_response_alg, Algorithm::Es256);
    assert!(metadata.refreshes());
}

#[test]
fn keys_decide_that_a_client_is_confidential() {
    let key = SigningKey::generate(Algorithm::Es256).unwrap();
    let metadata = json!({ "redirect_uris": ["https://t.example/"], "jwks": { "keys": [key.public()] } });
    let metadata = ClientMetadata::parse(&metadata, Reach::PUBLIC).unwrap();
    assert_eq!(metadata.token_endpoint_auth_method, AuthMethod::PrivateKeyJwt);
}

#[test]
fn what_takes_protection_away_is_named_and_what_adds_some_is_not() {
    let key = SigningKey::generate(Algorithm::Es256).unwrap();
    let with = |members: Value| {
        let mut metadata = json!({ "redirect_uris": ["https://t.example/"], "scope": "openid" });
        metadata.as_object_mut().unwrap().extend(members.as_object().cloned().unwrap());
        ClientMetadata::parse(&metadata, Reach::PUBLIC).unwrap()
    };
    let keys = json!({ "keys": [key.public()] });
    let open = with(json!({}));
    let confidential = with(json!({ "jwks": keys }));
    let pushed = with(json!({ "jwks": keys, "require_pushed_authorization_requests": true }));
    let bound = with(json!({ "jwks": keys, "dpop_bound_access_tokens": true }));
    let fapi = with(json!({ "jwks": keys, "security_profile": "fapi-2.0" }));
    for (before, after, member) in [
        (&confidential, &open, Some("token_endpoint_auth_method")),
        (&pushed, &confidential, Some("require_pushed_authorization_requests")),
        (&bound, &pushed, Some("dpop_bound_access_tokens")),
        (&fapi, &confidential, Some("security_profile")),
        // The profile demands both already.
        (&pushed, &fapi, None),
        (&bound, &fapi, None),
        (&open, &confidential, None),
        (&confidential, &confidential, None),
    ] {
        assert_eq!(before.loosened_by(after), member);
    }
}

#[test]
fn what_is_unsafe_is_refused_by_the_members_name() {
    for address in [
        "http://tool.example/cb",
        "https://tool.example/cb#x",
        "https://user@tool.example/",
        "https://*.example/",
        "javascript:alert(1)",
        "/relative",
        "http://127.0.0.1/cb",
        "tool:/cb",
    ] {
        assert_eq!(
            refused(|metadata| metadata["redirect_uris"] = json!([address])),
            "redirect_uris",
            "{address}"
        );
    }
    assert_eq!(refused(|metadata| metadata["redirect_uris"] = json!([])), "redirect_uris");
    assert_eq!(refused(|metadata| metadata["token_endpoint_auth_method"] = json!("private_key_jwt")), "jwks");
    assert_eq!(
        refused(|metadata| metadata["token_endpoint_auth_method"] = json!("client_secret_basic")),
        "metadata"
    );
    assert_eq!(refused(|metadata| metadata["jwks_uri"] = json!("https://10.0.0.1/jwks")), "jwks_uri");
    assert_eq!(refused(|metadata| metadata["response_types"] = json!(["code", "token"])), "response_types");
    assert_eq!(refused(|metadata| metadata["grant_types"] = json!(["implicit"])), "grant_types");
    assert_eq!(refused(|metadata| metadata["subject_type"] = json!("public")), "subject_type");
    let private = json!({ "keys": [{ "kty": "EC", "crv": "P-256", "x": "x", "y": "y", "d": "d" }] });
    assert_eq!(refused(|metadata| metadata["jwks"] = private), "jwks");
}

#[test]
fn a_public_native_app_may_have_a_scheme_of_its_own() {
    let metadata = json!({ "redirect_uris": ["no.example.app:/cb"] });
    assert!(ClientMetadata::parse(&metadata, Reach::PUBLIC).is_ok());
}

#[test]
fn only_scopes_that_there_are_can_be_registered_and_the_refusal_names_the_others() {
    let (tool, system) = (
        Party::Tool(kernel::ToolId::from_uuid(uuid::Uuid::nil())),
        Party::RecordSystem(kernel::OrganisationId::from_uuid(uuid::Uuid::nil())),
    );
    let read = |party, scope: &str| {
        terms().read(party, &json!({ "redirect_uris": ["https://tool.example/cb"], "scope": scope }))
    };
    for scope in [
        "openid",
        "openid profile storage launch/patient",
        "patient/Observation.r patient/Observation.c patient/Task.r",
    ] {
        assert!(read(tool, scope).is_ok(), "{scope}");
    }
    for (scope, named) in [
        ("openid email", "email"),
        ("patient/Device.r openid", "patient/Device.r"),
        ("patient/Observation.read", "patient/Observation.read"),
        ("patient/Observation.r?category=x", "patient/Observation.r?category=x"),
        ("user/Task.cruds", "user/Task.cruds"),
        ("system/Task.r", "system/Task.r"),
    ] {
        match read(tool, scope) {
            Err(Error::Metadata { field: "scope", reason }) => {
                assert!(
                    reason.starts_with(&format!("there is no {named}; there are: fhirUser ")),
                    "{reason}"
                );
            }
            other => panic!("{scope}: {other:?}"),
        }
    }
    // Of letters that are not all offered those that are.
    assert_eq!(
        read(tool, "patient/Observation.crs").unwrap().scope,
        crate::Scopes::parse("patient/Observation.cr").unwrap()
    );
    // A record system has its own, and nothing of a patient's in a tool.
    assert!(read(system, "openid profile user/Task.cruds").is_ok() && read(system, "user/Task.r").is_ok());
    assert!(read(system, "patient/Task.r").is_err());
}
