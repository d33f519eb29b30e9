//! DPoP proofs: an unsigned one never holds; a signed one holds for its own request, its own token and its own minute only.
#![no_main]

use identity::{ProofFor, fuzzing};
use jiff::SignedDuration;
use libfuzzer_sys::fuzz_target;
use reseptor_fuzz::{KEY, altered, now};
use serde_json::{Map, Value};

const URL: &str = "https://portal.example/oauth2/token";

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let request = ProofFor { method: "POST", url: URL, token: None };
    assert!(fuzzing::proof(text, request, now()).is_none(), "nobody signed this");

    let Ok(claims) = serde_json::from_str::<Map<String, Value>>(text) else { return };
    let Ok(signed) = KEY.sign_proof(&claims) else { return };
    let Some(proof) = fuzzing::proof(&signed, request, now()) else {
        assert!(fuzzing::proof(&signed, request, now()).is_none(), "a refused thing stays refused");
        return;
    };
    assert_eq!(proof.thumbprint, KEY.kid(), "the key that signed");
    assert_eq!(claims.get("htm").and_then(Value::as_str), Some("POST"));
    let jti = claims.get("jti").and_then(Value::as_str).expect("a jti");
    assert!((1..=256).contains(&jti.len()));
    let elsewhere = [
        ProofFor { method: "GET", ..request },
        ProofFor { url: "https://portal.example/oauth2/par", ..request },
        ProofFor { url: "https://evil.example/oauth2/token", ..request },
    ];
    for other in elsewhere {
        assert!(fuzzing::proof(&signed, other, now()).is_none(), "{other:?}");
    }
    if claims.get("ath").is_none() {
        assert!(fuzzing::proof(&signed, ProofFor { token: Some("t"), ..request }, now()).is_none());
    }
    for other in [SignedDuration::from_secs(71), SignedDuration::from_secs(-71)] {
        assert!(fuzzing::proof(&signed, request, now() + other).is_none(), "another minute");
    }
    let place =
        data.iter().fold(data.len(), |sum, byte| sum.wrapping_mul(31).wrapping_add(usize::from(*byte)));
    assert!(fuzzing::proof(&altered(&signed, place, place >> 8), request, now()).is_none());
});
