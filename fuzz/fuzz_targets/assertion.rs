//! Client assertions: taken only with the client as `iss` and `sub`, the issuer alone as `aud`, an end within five minutes and a `jti`.
#![no_main]

use identity::{Claims, fuzzing};
use jiff::SignedDuration;
use libfuzzer_sys::fuzz_target;
use reseptor_fuzz::{ANY, ISSUER, KEY, KEYS, client_id, now};
use serde_json::{Map, Value, json};

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let Ok(said) = serde_json::from_str::<Map<String, Value>>(text) else { return };
    let Ok(token) = KEY.sign("client-authentication+jwt", &said) else { return };
    let accept = identity::Accept { types: &["jwt", "client-authentication+jwt"], ..ANY };
    let Ok(verified) = KEYS.verify(&token, accept) else {
        assert!(token.len() > identity::LONGEST_TOKEN);
        return;
    };
    let check = |claims: &Claims| fuzzing::assertion(claims, client_id(), ISSUER, now());
    let Ok((jti, remembered)) = check(&verified.claims) else {
        assert!(check(&verified.claims).is_err(), "a refused thing stays refused");
        return;
    };
    let id = json!(client_id());
    assert_eq!((said.get("iss"), said.get("sub")), (Some(&id), Some(&id)));
    assert_eq!(said.get("aud"), Some(&json!(ISSUER)), "as text, and nothing beside it");
    assert_eq!(said.get("jti").and_then(Value::as_str), Some(jti.as_str()));
    assert!((1..=256).contains(&jti.len()));
    let left = remembered.duration_since(now());
    assert!(left > SignedDuration::ZERO && left <= SignedDuration::from_secs(320), "{left}");
    for (name, other) in [
        ("iss", json!("other")),
        ("sub", Value::Null),
        ("aud", json!([ISSUER])),
        ("exp", json!(1)),
        ("jti", json!("")),
    ] {
        let mut changed = said.clone();
        changed.insert(name.to_owned(), other);
        assert!(check(&Claims::from(changed)).is_err(), "{name}");
    }
});
