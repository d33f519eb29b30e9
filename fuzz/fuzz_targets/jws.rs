//! Signed tokens and key sets: what we did not sign never verifies; what we signed does, and no longer after a single changed character.
#![no_main]

use identity::PublicKeys;
use libfuzzer_sys::fuzz_target;
use reseptor_fuzz::{ANY, KEY, KEYS, altered};
use serde_json::{Map, Value};

const PRIVATE: [&str; 7] = ["d", "p", "q", "dp", "dq", "qi", "k"];

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else { return };
    assert!(KEYS.verify(text, ANY).is_err(), "nobody signed this");

    let Ok(value) = serde_json::from_str::<Value>(text) else { return };
    let private = |key: &Value| PRIVATE.iter().any(|name| key.get(*name).is_some());
    let holds_private =
        value.get("keys").and_then(Value::as_array).is_some_and(|keys| keys.iter().any(private));
    match PublicKeys::parse(&value) {
        Ok(keys) => {
            assert!(!holds_private, "a private key is never taken");
            assert!(keys.names().count() <= 30);
            assert!(keys.verify(text, ANY).is_err());
        }
        Err(_) => assert!(PublicKeys::parse(&value).is_err()),
    }

    let Ok(claims) = serde_json::from_str::<Map<String, Value>>(text) else { return };
    let Ok(token) = KEY.sign("JWT", &claims) else { return };
    if token.len() > identity::LONGEST_TOKEN {
        assert!(KEYS.verify(&token, ANY).is_err(), "too long");
        return;
    }
    let verified = KEYS.verify(&token, ANY).expect("what was signed verifies");
    assert_eq!(verified.claims.into_map(), claims);
    let place =
        data.iter().fold(data.len(), |sum, byte| sum.wrapping_mul(31).wrapping_add(usize::from(*byte)));
    let forged = altered(&token, place, place >> 8);
    assert!(KEYS.verify(&forged, ANY).is_err(), "one character changed at {}", place % token.len());
});
