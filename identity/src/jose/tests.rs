//! What is signed verifies, and nothing else does.

use super::*;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};

const ANY: Accept<'static> = Accept { algorithms: &Algorithm::ALL, types: &["jwt"] };

fn keys(of: &[&SigningKey]) -> PublicKeys {
    PublicKeys::parse(&json!({ "keys": of.iter().map(|key| key.public()).collect::<Vec<_>>() })).unwrap()
}

/// The token with its header replaced, the signature kept.
fn with_header(token: &str, header: &Value) -> String {
    let (_, rest) = token.split_once('.').unwrap();
    format!("{}.{rest}", URL_SAFE_NO_PAD.encode(header.to_string()))
}

#[test]
fn each_signing_algorithm_verifies_after_being_stored() {
    for algorithm in Algorithm::ALL {
        let key = SigningKey::generate(algorithm).unwrap();
        let again = SigningKey::from_pkcs8(algorithm, &key.to_pkcs8().unwrap()).unwrap();
        assert_eq!(key.kid(), again.kid());
        let token = again.sign("JWT", &json!({ "a": 1 })).unwrap();
        let verified = keys(&[&key]).verify(&token, ANY).unwrap();
        assert_eq!((verified.algorithm, verified.claims.get("a")), (algorithm, Some(&json!(1))));
    }
}

#[test]
fn what_a_launch_check_forges_bears_the_keys_name_and_does_not_verify() {
    for algorithm in [Algorithm::Es256, Algorithm::EdDsa] {
        let key = SigningKey::generate(algorithm).unwrap();
        let forged = key.forge("JWT", &json!({ "a": 1 })).unwrap();
        let header = |token: &str| read_header(token).unwrap();
        assert_eq!(header(&forged), header(&key.sign("JWT", &json!({})).unwrap()));
        assert_eq!(keys(&[&key]).verify(&forged, ANY).unwrap_err(), JoseError::Signature);
    }
}

#[test]
fn row_13_a_published_key_has_no_private_member_and_a_set_with_one_is_refused() {
    for algorithm in Algorithm::ALL {
        let key = SigningKey::generate(algorithm).unwrap();
        let members: Vec<_> = key.public().as_object().unwrap().keys().cloned().collect();
        let allowed = ["use", "alg", "kid", "kty", "crv", "x", "y", "n", "e"];
        assert!(members.iter().all(|name| allowed.contains(&name.as_str())), "{members:?}");
        let mut private = key.public().clone();
        private["d"] = json!("AQAB");
        assert_eq!(PublicKeys::parse(&json!({ "keys": [private] })).unwrap_err(), JoseError::Key);
    }
    let symmetric = json!({ "keys": [{ "kty": "oct", "k": "AQAB" }] });
    assert_eq!(PublicKeys::parse(&symmetric).unwrap_err(), JoseError::Key);
}

#[test]
fn row_11_none_symmetric_and_unexpected_algorithms_are_refused() {
    let key = SigningKey::generate(Algorithm::Es256).unwrap();
    let keys = keys(&[&key]);
    let token = key.sign("JWT", &json!({})).unwrap();
    for name in ["none", "None", "HS256", "HS512", "RS512", ""] {
        let forged = with_header(&token, &json!({ "alg": name, "kid": key.kid() }));
        assert_eq!(keys.verify(&forged, ANY).unwrap_err(), JoseError::Algorithm, "{name}");
    }
    let public = serde_json::to_vec(key.public()).unwrap();
    let secret = jsonwebtoken::EncodingKey::from_secret(&public);
    let forged = jsonwebtoken::encode(&jsonwebtoken::Header::default(), &json!({}), &secret).unwrap();
    assert_eq!(keys.verify(&forged, ANY).unwrap_err(), JoseError::Algorithm);
    let only_rsa = Accept { algorithms: &[Algorithm::Rs256], types: &["jwt"] };
    assert_eq!(keys.verify(&token, only_rsa).unwrap_err(), JoseError::Algorithm);
}

#[test]
fn row_11_headers_that_point_elsewhere_or_must_be_understood_are_refused() {
    let key = SigningKey::generate(Algorithm::Es256).unwrap();
    let keys = keys(&[&key]);
    for name in ["jku", "x5u", "x5c", "jwk", "crit", "b64"] {
        let header = json!({ "alg": "ES256", "kid": key.kid(), name: ["x"] });
        let token = key.sign_with_header_for_tests(&header);
        assert_eq!(keys.verify(&token, ANY).unwrap_err(), JoseError::Header, "{name}");
    }
}

#[test]
fn row_19_a_token_of_one_type_is_not_taken_as_another() {
    let key = SigningKey::generate(Algorithm::Es256).unwrap();
    let token = key.sign("logout+jwt", &json!({})).unwrap();
    assert_eq!(keys(&[&key]).verify(&token, ANY).unwrap_err(), JoseError::Type);
    let accept = Accept { types: &["logout+jwt"], ..ANY };
    assert!(keys(&[&key]).verify(&token, accept).is_ok());
}

#[test]
fn a_changed_payload_another_key_and_garbage_are_refused() {
    let (key, other) =
        (SigningKey::generate(Algorithm::Es256).unwrap(), SigningKey::generate(Algorithm::Es256).unwrap());
    let token = key.sign("JWT", &json!({ "a": 1 })).unwrap();
    let parts: Vec<_> = token.split('.').collect();
    let forged = format!("{}.{}.{}", parts[0], URL_SAFE_NO_PAD.encode(r#"{"a":2}"#), parts[2]);
    assert_eq!(keys(&[&key]).verify(&forged, ANY).unwrap_err(), JoseError::Signature);
    assert_eq!(keys(&[&other]).verify(&token, ANY).unwrap_err(), JoseError::UnknownKey);
    for garbage in ["", ".", "..", "a.b.c", "a.b.c.d", "æ.æ.æ"] {
        assert_eq!(keys(&[&key]).verify(garbage, ANY).unwrap_err(), JoseError::Malformed, "{garbage}");
    }
}

#[test]
fn claims_of_any_shape_are_read_once_the_signature_holds_and_judged_after() {
    let key = SigningKey::generate(Algorithm::Es256).unwrap();
    let now = "2026-11-22T09:00:00Z".parse().unwrap();
    for shape in [json!(["a"]), json!({ "a": 1 }), json!([[[{}]]]), json!(null), json!(-1)] {
        let token =
            key.sign("JWT", &json!({ "iss": shape, "sub": shape, "aud": shape, "exp": shape })).unwrap();
        let claims = keys(&[&key]).verify(&token, ANY).unwrap().claims;
        assert_eq!(claims.must_be("iss", "a"), Err(JoseError::Claim("iss")));
        assert_eq!(claims.for_audience("b"), Err(JoseError::Claim("aud")));
        assert_eq!(claims.in_time(now).unwrap_err(), JoseError::Claim("exp"));
    }
    let token = key.sign("JWT", &json!(["a"])).unwrap();
    assert_eq!(keys(&[&key]).verify(&token, ANY).unwrap_err(), JoseError::Malformed);
}

#[test]
fn row_29_a_token_of_a_megabyte_and_deep_json_are_refused() {
    let key = SigningKey::generate(Algorithm::Es256).unwrap();
    let huge = key.sign("JWT", &json!({ "a": "x".repeat(1_000_000) })).unwrap();
    assert_eq!(keys(&[&key]).verify(&huge, ANY).unwrap_err(), JoseError::Malformed);
    let deep = format!("{}{}", "[".repeat(5_000), "]".repeat(5_000));
    let deep = format!("{}.{}.x", URL_SAFE_NO_PAD.encode(format!("{{\"alg\":{deep}}}")), "e30");
    assert_eq!(keys(&[&key]).verify(&deep, ANY).unwrap_err(), JoseError::Malformed);
}

#[test]
fn row_30_clocks_may_differ_by_ten_seconds_and_no_more() {
    let now: jiff::Timestamp = "2026-11-22T09:00:00Z".parse().unwrap();
    let claims = |exp: i64, iat: i64, nbf: i64| {
        let at = |offset: i64| now.as_second() + offset;
        Claims::from(json!({ "exp": at(exp), "iat": at(iat), "nbf": at(nbf) }).as_object().unwrap().clone())
    };
    assert!(claims(60, 0, 0).in_time(now).is_ok());
    assert!(claims(-9, -60, -60).in_time(now).is_ok());
    assert!(claims(60, 10, 10).in_time(now).is_ok());
    assert_eq!(claims(-11, -60, -60).in_time(now), Err(JoseError::Claim("exp")));
    assert_eq!(claims(60, 11, 0).in_time(now), Err(JoseError::Claim("iat")));
    assert_eq!(claims(60, 0, 11).in_time(now), Err(JoseError::Claim("nbf")));
    let without = Claims::from(json!({ "iat": now.as_second() }).as_object().unwrap().clone());
    assert_eq!(without.in_time(now), Err(JoseError::Claim("exp")));
}

impl SigningKey {
    fn sign_with_header_for_tests(&self, header: &Value) -> String {
        let token = self.sign("JWT", &json!({})).unwrap();
        // The signature covers the header, so that only the header's content can be the reason.
        with_header(&token, header)
    }
}
