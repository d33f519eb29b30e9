//! A client's metadata as fields of a form, and back.

use identity::{AuthMethod, ClientMetadata, Reach, SecurityProfile, client};
use serde_json::{Map, Value, json};

use crate::web::FormState;

/// Most characters of addresses or keys.
const LONGEST: usize = 20_000;

/// The hidden field by which a form says what it was filled in from.
pub const VERSION: &str = "version";

/// The form of what is registered, of this version. The keys themselves stay out of it: they come and go on the client's page, and a form that was
/// open meanwhile would bring back one that was taken away.
pub fn filled(metadata: &ClientMetadata, version: String) -> FormState {
    let keys = match (metadata.token_endpoint_auth_method, &metadata.jwks_uri) {
        (AuthMethod::None, _) => "none",
        (_, Some(_)) => "jwks_uri",
        (_, None) => "jwks",
    };
    let url = |url: &Option<url::Url>| url.as_ref().map(ToString::to_string).unwrap_or_default();
    let mut values = vec![
        (VERSION, version),
        ("client_name", metadata.client_name.clone().unwrap_or_default()),
        ("redirect_uris", metadata.redirect_uris.join("\n")),
        ("launch", url(&metadata.initiate_login_uri)),
        ("keys_kind", keys.to_owned()),
        ("jwks_uri", url(&metadata.jwks_uri)),
        ("scope", metadata.scope.to_string()),
        ("post_logout", metadata.post_logout_redirect_uris.join("\n")),
        ("backchannel", url(&metadata.backchannel_logout_uri)),
        ("algorithm", metadata.id_token_signed_response_alg.as_str().to_owned()),
    ];
    if metadata.security_profile == Some(SecurityProfile::Fapi2) {
        values.push(("fapi", "ja".to_owned()));
    }
    if metadata.require_pushed_authorization_requests {
        values.push(("par", "ja".to_owned()));
    }
    if metadata.dpop_bound_access_tokens {
        values.push(("dpop", "ja".to_owned()));
    }
    FormState::filled(values)
}

/// The metadata that a form makes of what was registered before; what stands wrong is noted at its field.
pub fn read(form: &mut FormState, before: Option<&ClientMetadata>, reach: Reach) -> Option<Value> {
    let known = before.and_then(|before| serde_json::to_value(before).ok());
    let mut metadata = match known {
        Some(Value::Object(members)) => members,
        _ => Map::new(),
    };
    let name = form.phrase::<120>("client_name", "form-missing");
    metadata.insert("client_name".into(), json!(name.as_ref().map(ToString::to_string)));
    keys(form, &mut metadata);
    let native = form.text("keys_kind") == "none";
    let redirects = lines(form, "redirect_uris", reach, native);
    if redirects.is_empty() && form.text("redirect_uris").trim().is_empty() {
        form.error("redirect_uris", "form-missing");
    }
    metadata.insert("redirect_uris".into(), json!(redirects));
    let out = lines(form, "post_logout", reach, native);
    metadata.insert("post_logout_redirect_uris".into(), json!(out));
    for (field, member) in [("launch", "initiate_login_uri"), ("backchannel", "backchannel_logout_uri")] {
        match one(form, field, reach) {
            Some(address) => metadata.insert(member.into(), json!(address)),
            None => metadata.remove(member),
        };
    }
    let scope = form.phrase::<2_000>("scope", "form-missing");
    metadata.insert("scope".into(), json!(scope.map(|scope| scope.to_string())));
    let algorithm = form.text("algorithm").to_owned();
    if !algorithm.is_empty() {
        metadata.insert("id_token_signed_response_alg".into(), json!(algorithm));
    }
    let profile = form.checked("fapi").then_some(SecurityProfile::Fapi2);
    metadata.insert("security_profile".into(), json!(profile));
    metadata.insert("require_pushed_authorization_requests".into(), json!(form.checked("par")));
    metadata.insert("dpop_bound_access_tokens".into(), json!(form.checked("dpop")));
    form.is_valid().then_some(Value::Object(metadata))
}

/// How it proves who it is.
fn keys(form: &mut FormState, metadata: &mut Map<String, Value>) {
    let kept = metadata.remove("jwks");
    metadata.remove("jwks_uri");
    let kind = form.text("keys_kind").to_owned();
    let method = match (kind.as_str(), kept) {
        ("jwks", Some(kept)) => {
            metadata.insert("jwks".into(), kept);
            "private_key_jwt"
        }
        ("jwks", None) => {
            let set = json::<LONGEST>(form, "jwks");
            // A single key is a set of one.
            let set = set.map(|set| if set.get("keys").is_some() { set } else { json!({ "keys": [set] }) });
            metadata.insert("jwks".into(), json!(set));
            "private_key_jwt"
        }
        ("jwks_uri", _) => {
            let address = form.phrase::<500>("jwks_uri", "form-missing");
            if let Some(address) = address {
                noted(form, "jwks_uri", client::check_address(&address, Reach::DEMO, false));
                metadata.insert("jwks_uri".into(), json!(address.to_string()));
            }
            "private_key_jwt"
        }
        ("none", _) => "none",
        _ => {
            form.error("keys_kind", "form-missing");
            return;
        }
    };
    if method == "none" {
        metadata.remove("token_endpoint_auth_signing_alg");
    }
    metadata.insert("token_endpoint_auth_method".into(), json!(method));
}

/// What was pasted, as JSON.
pub(super) fn json<const MAX: usize>(form: &mut FormState, field: &str) -> Option<Value> {
    let text = form.phrase::<MAX>(field, "form-missing")?;
    let value = serde_json::from_str(&text).ok();
    if value.is_none() {
        form.error(field, "form-bad-json");
    }
    value
}

fn lines(form: &mut FormState, field: &str, reach: Reach, native: bool) -> Vec<String> {
    let Some(text) = form.optional_phrase::<LONGEST>(field) else { return Vec::new() };
    let all: Vec<String> =
        text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
    let wrong = all.iter().find_map(|address| client::check_address(address, reach, native).err());
    noted(form, field, wrong.map_or(Ok(()), Err));
    all
}

fn one(form: &mut FormState, field: &str, reach: Reach) -> Option<String> {
    let address = form.optional_phrase::<500>(field)?.to_string();
    noted(form, field, client::check_address(&address, reach, false));
    Some(address)
}

/// Says at the field what is wrong with an address.
fn noted(form: &mut FormState, field: &str, checked: Result<(), client::AddressFault>) {
    use client::AddressFault as Fault;
    let Err(fault) = checked else { return };
    let text = match fault {
        Fault::NotAbsolute => "client-address-not-absolute",
        Fault::TooLong => "client-address-too-long",
        Fault::NotExact => "client-address-not-exact",
        Fault::UserInfo => "client-address-user-info",
        Fault::Scheme => "client-address-scheme",
    };
    form.error(field, text);
}
