//! What the FAPI 2.0 Security Profile (final) demands of a client that is registered so, one requirement a test.

use database::{Read, testing::on_both};
use serde_json::{Value, json};

use super::{stage::*, tokens::proof};
use crate::{
    Algorithm, Challenge, Client, Code, Credentials, Error, ProofFor, Pushed, Result, SigningKey, Step,
    TokenResponse, client,
};

pub(super) const BY_ASSERTION: (&str, &str) =
    ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");

/// A stage whose confidential client is held to the profile.
async fn stage(db: &database::testing::TestDatabase) -> Stage<'_> {
    let stage = Stage::new(db).await;
    let confidential = add(db, Some(&stage.key), json!({ "security_profile": "fapi-2.0" })).await;
    Stage { confidential, ..stage }
}

fn key() -> SigningKey {
    SigningKey::generate(Algorithm::Es256).unwrap()
}

fn at_par(stage: &Stage<'_>, key: &SigningKey) -> String {
    proof(stage, key, &json!({ "htu": format!("{ISSUER}/oauth2/par") }))
}

async fn push(stage: &Stage<'_>, changes: &[(&str, &str)], dpop: Option<&str>) -> Result<Pushed> {
    let assertion = stage.assertion(&json!({}));
    let mut all = vec![BY_ASSERTION, ("client_assertion", assertion.as_str())];
    all.extend_from_slice(changes);
    let params = Stage::request(&stage.confidential, &all);
    stage.provider.push(&Credentials { authorization: None, params: &params }, dpop).await
}

/// A code, by way of a pushed request.
async fn code(stage: &Stage<'_>, changes: &[(&str, &str)], dpop: Option<&str>) -> String {
    let pushed = push(stage, changes, dpop).await.unwrap();
    let id = stage.confidential.id.to_string();
    let asked = params(&[("client_id", &id), ("request_uri", &pushed.request_uri)]);
    let at = stage.db.present().await.unwrap();
    let step = stage.provider.authorize(&at, &asked, Some(&stage.session), None).await.unwrap();
    let Step::Ready(ready) = step else { panic!("{step:?}") };
    query(&stage.issue(*ready, stage.session.subject).await)["code"].clone()
}

async fn token(stage: &Stage<'_>, pairs: &[(&str, &str)], dpop: Option<&str>) -> Result<TokenResponse> {
    let form = stage.signed(pairs);
    stage.provider.token(&Credentials { authorization: None, params: &form }, dpop).await
}

async fn redeem(stage: &Stage<'_>, code: &str, dpop: Option<&str>) -> Result<TokenResponse> {
    let pairs = [
        ("grant_type", "authorization_code"),
        ("code", code),
        ("redirect_uri", REDIRECT),
        ("code_verifier", VERIFIER),
    ];
    token(stage, &pairs, dpop).await
}

async fn refresh(stage: &Stage<'_>, refresh_token: &str, key: &SigningKey) -> Result<TokenResponse> {
    let dpop = proof(stage, key, &json!({}));
    token(stage, &[("grant_type", "refresh_token"), ("refresh_token", refresh_token)], Some(&dpop)).await
}

async fn tokens(stage: &Stage<'_>, key: &SigningKey) -> TokenResponse {
    let dpop = proof(stage, key, &json!({}));
    redeem(stage, &code(stage, &[], None).await, Some(&dpop)).await.unwrap()
}

/// Whether the token opens an interface with a proof by this key.
async fn opens(stage: &Stage<'_>, access_token: &str, key: &SigningKey) -> bool {
    let url = format!("{ISSUER}/fhir/Task");
    let ath = crate::dpop::access_token_hash(access_token);
    let dpop = proof(stage, key, &json!({ "htm": "GET", "htu": url, "ath": ath }));
    let request = ProofFor { method: "GET", url: &url, token: None };
    stage.provider.access(Some(&format!("DPoP {access_token}")), Some(&dpop), request).await.is_ok()
}

/// Changes what is registered of the client.
async fn reregister(stage: &Stage<'_>, changes: Value) -> Result<Client> {
    let mut metadata = serde_json::to_value(&stage.confidential.metadata).unwrap();
    for (name, value) in changes.as_object().unwrap() {
        metadata[name] = value.clone();
    }
    let tx = stage.db.begin().await.unwrap();
    let id = stage.confidential.id;
    let changed = client::update(&tx, kernel::Actor::System, id, &metadata, &terms()).await?;
    tx.commit().await.unwrap();
    Ok(changed)
}

fn field_of<T: std::fmt::Debug>(result: Result<T>) -> &'static str {
    match result {
        Err(Error::Metadata { field, .. }) => field,
        other => panic!("{other:?}"),
    }
}

on_both! {
    async fn fapi_5_3_2_1_only_confidential_clients(db: TestDatabase) {
        let stage = stage(&db).await;
        let public = reregister(&stage, json!({ "token_endpoint_auth_method": "none", "jwks": null })).await;
        let Err(Error::Metadata { field, reason }) = public else { panic!("{public:?}") };
        assert_eq!(field, "security_profile");
        assert!(reason.contains("public client"), "{reason}");
        // Nor with a secret, which nobody has here.
        assert_eq!(field_of(reregister(&stage, json!({ "token_endpoint_auth_method": "client_secret_post" })).await), "metadata");
        let id = stage.confidential.id.to_string();
        let form = params(&[("client_id", &id), ("grant_type", "authorization_code"), ("code", "x")]);
        let tried = stage.provider.token(&Credentials { authorization: None, params: &form }, None).await;
        assert_eq!(code_of(tried), Code::InvalidClient);
    }

    async fn fapi_5_3_2_1_only_sender_constrained_tokens(db: TestDatabase) {
        let stage = stage(&db).await;
        let key = key();
        let code = code(&stage, &[], None).await;
        assert_eq!(code_of(redeem(&stage, &code, None).await), Code::InvalidDpopProof);
        let dpop = proof(&stage, &key, &json!({}));
        let tokens = redeem(&stage, &code, Some(&dpop)).await.unwrap();
        assert_eq!(tokens.token_type, "DPoP");
        assert!(opens(&stage, &tokens.access_token, &key).await);
        assert!(!stage.is_alive(&tokens.access_token).await, "as Bearer");
        let bare = [("grant_type", "refresh_token"), ("refresh_token", tokens.refresh_token.as_deref().unwrap())];
        assert_eq!(code_of(token(&stage, &bare, None).await), Code::InvalidDpopProof);
    }

    async fn fapi_5_3_2_1_from_the_switch_on_no_older_token_without_a_key_is_taken(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        let before = stage.tokens().await;
        assert!(stage.is_alive(&before.access_token).await);
        let confidential = reregister(&stage, json!({ "security_profile": "fapi-2.0" })).await.unwrap();
        assert!(!stage.is_alive(&before.access_token).await);
        let stage = Stage { confidential, ..stage };
        let refreshed = refresh(&stage, &before.refresh_token.unwrap(), &key()).await;
        assert_eq!(code_of(refreshed), Code::InvalidGrant, "nor bound afterwards");
    }

    async fn fapi_5_3_2_1_the_assertion_is_for_the_issuer_as_text(db: TestDatabase) {
        let stage = stage(&db).await;
        for aud in [json!([ISSUER]), json!(format!("{ISSUER}/oauth2/par")), json!(format!("{ISSUER}/oauth2/token"))] {
            let assertion = stage.assertion(&json!({ "aud": aud }));
            let params = Stage::request(&stage.confidential, &[BY_ASSERTION, ("client_assertion", &assertion)]);
            let pushed = stage.provider.push(&Credentials { authorization: None, params: &params }, None).await;
            assert_eq!(code_of(pushed), Code::InvalidClient, "{aud}");
        }
        assert!(push(&stage, &[], None).await.is_ok());
    }

    async fn fapi_5_3_2_1_refresh_tokens_do_not_rotate_and_die_with_their_grant(db: TestDatabase) {
        let stage = stage(&db).await;
        let key = key();
        let first = tokens(&stage, &key).await;
        let refresh_token = first.refresh_token.unwrap();
        for _ in 0..3 {
            stage.advance(30);
            let next = refresh(&stage, &refresh_token, &key).await.unwrap();
            assert_eq!(next.refresh_token, None, "the one there is stays good");
            assert!(opens(&stage, &next.access_token, &key).await);
        }
        let tx = db.begin().await.unwrap();
        crate::grant::end_for_party(&tx, stage.confidential.party, "suspended", "tool-suspended").await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(code_of(refresh(&stage, &refresh_token, &key).await), Code::InvalidGrant);
    }

    async fn fapi_5_3_2_1_a_code_lives_sixty_seconds(db: TestDatabase) {
        let stage = stage(&db).await;
        let key = key();
        let (in_time, late) = (code(&stage, &[], None).await, code(&stage, &[], None).await);
        stage.advance(59);
        let dpop = proof(&stage, &key, &json!({}));
        assert!(redeem(&stage, &in_time, Some(&dpop)).await.is_ok());
        stage.advance(1);
        let dpop = proof(&stage, &key, &json!({}));
        assert_eq!(code_of(redeem(&stage, &late, Some(&dpop)).await), Code::InvalidGrant);
    }

    async fn fapi_5_3_2_1_a_code_is_bound_to_the_key_by_parameter_or_by_a_proof_at_par(db: TestDatabase) {
        let stage = stage(&db).await;
        let (key, thief) = (key(), key());
        let jkt = crate::dpop::thumbprint(key.public()).unwrap();
        let by_parameter = code(&stage, &[("dpop_jkt", &jkt)], None).await;
        let by_proof = code(&stage, &[], Some(&at_par(&stage, &key))).await;
        let by_both = code(&stage, &[("dpop_jkt", &jkt)], Some(&at_par(&stage, &key))).await;
        for code in [&by_parameter, &by_proof, &by_both] {
            let stolen = proof(&stage, &thief, &json!({}));
            assert_eq!(code_of(redeem(&stage, code, Some(&stolen)).await), Code::InvalidGrant);
            let own = proof(&stage, &key, &json!({}));
            assert_eq!(code_of(redeem(&stage, code, Some(&own)).await), Code::InvalidGrant, "burnt");
        }
        let bound = code(&stage, &[], Some(&at_par(&stage, &key))).await;
        let own = proof(&stage, &key, &json!({}));
        assert!(redeem(&stage, &bound, Some(&own)).await.is_ok());
        // Two keys named, a proof for another address, and the same proof twice.
        assert_eq!(code_of(push(&stage, &[("dpop_jkt", &jkt)], Some(&at_par(&stage, &thief))).await), Code::InvalidDpopProof);
        let elsewhere = proof(&stage, &key, &json!({}));
        assert_eq!(code_of(push(&stage, &[], Some(&elsewhere)).await), Code::InvalidDpopProof);
        let once = at_par(&stage, &key);
        assert!(push(&stage, &[], Some(&once)).await.is_ok());
        assert_eq!(code_of(push(&stage, &[], Some(&once)).await), Code::InvalidDpopProof);
    }

    async fn fapi_5_3_2_1_clocks_ten_seconds_ahead_are_taken_and_a_minute_ahead_are_not(db: TestDatabase) {
        let stage = stage(&db).await;
        let now = db.now().as_second();
        for (ahead, taken) in [(10, true), (60, false)] {
            let assertion = stage.assertion(&json!({ "iat": now + ahead, "nbf": now + ahead, "exp": now + 120 }));
            let params = Stage::request(&stage.confidential, &[BY_ASSERTION, ("client_assertion", &assertion)]);
            let pushed = stage.provider.push(&Credentials { authorization: None, params: &params }, None).await;
            assert_eq!(pushed.is_ok(), taken, "{ahead}");
        }
    }

    async fn fapi_5_3_2_2_no_request_but_a_pushed_one(db: TestDatabase) {
        let stage = stage(&db).await;
        let answer = query(&stage.authorize(&stage.confidential, &[]).await);
        assert_eq!((answer["error"].as_str(), answer["iss"].as_str()), ("invalid_request", ISSUER));
        // Without authentication nothing is pushed.
        let params = Stage::request(&stage.confidential, &[]);
        let pushed = stage.provider.push(&Credentials { authorization: None, params: &params }, None).await;
        assert_eq!(code_of(pushed), Code::InvalidClient);
        assert!(push(&stage, &[], None).await.unwrap().expires_in < 600);
    }

    async fn fapi_5_3_2_2_code_pkce_s256_and_the_redirect_address_are_in_the_push(db: TestDatabase) {
        let stage = stage(&db).await;
        for (name, value, refusal) in [
            ("code_challenge", "", Code::InvalidRequest),
            ("code_challenge_method", "plain", Code::InvalidRequest),
            ("code_challenge_method", "", Code::InvalidRequest),
            ("redirect_uri", "", Code::InvalidRequest),
            ("response_type", "code id_token", Code::UnsupportedResponseType),
        ] {
            assert_eq!(code_of(push(&stage, &[(name, value)], None).await), refusal, "{name}={value}");
        }
        let other = Challenge::of("another-verifier-of-forty-three-characters-1");
        let code = code(&stage, &[("code_challenge", other.as_str())], None).await;
        let dpop = proof(&stage, &key(), &json!({}));
        assert_eq!(code_of(redeem(&stage, &code, Some(&dpop)).await), Code::InvalidGrant);
    }

    async fn fapi_5_3_2_2_codes_go_to_https_or_to_loopback_only(db: TestDatabase) {
        let stage = stage(&db).await;
        for address in ["http://tool.example/cb", "no.example.app:/cb", "https://tool.example/cb#x"] {
            assert_eq!(field_of(reregister(&stage, json!({ "redirect_uris": [address] })).await), "redirect_uris", "{address}");
        }
        // The demonstration's own exception, as for everybody.
        assert!(reregister(&stage, json!({ "redirect_uris": ["http://127.0.0.1:9000/cb"] })).await.is_ok());
    }

    async fn fapi_5_3_2_2_a_code_is_good_once(db: TestDatabase) {
        let stage = stage(&db).await;
        let key = key();
        let code = code(&stage, &[], None).await;
        let dpop = proof(&stage, &key, &json!({}));
        let tokens = redeem(&stage, &code, Some(&dpop)).await.unwrap();
        let dpop = proof(&stage, &key, &json!({}));
        assert_eq!(code_of(redeem(&stage, &code, Some(&dpop)).await), Code::InvalidGrant);
        assert!(!opens(&stage, &tokens.access_token, &key).await);
    }

    async fn fapi_5_4_1_nothing_is_signed_by_rs256(db: TestDatabase) {
        let stage = stage(&db).await;
        let rsa = SigningKey::generate(Algorithm::Rs256).unwrap();
        for changes in [
            json!({ "id_token_signed_response_alg": "RS256" }),
            json!({ "token_endpoint_auth_signing_alg": "RS256" }),
            json!({ "jwks": { "keys": [rsa.public()] } }),
        ] {
            let member = changes.as_object().unwrap().keys().next().unwrap().clone();
            assert_eq!(field_of(reregister(&stage, changes).await), member);
        }
        // A key that says nothing of its algorithm signs by PS256, and by RS256 in vain.
        let mut silent = rsa.public().clone();
        silent.as_object_mut().unwrap().remove("alg");
        let confidential = reregister(&stage, json!({ "jwks": { "keys": [silent] } })).await.unwrap();
        let modern = SigningKey::from_pkcs8(Algorithm::Ps256, &rsa.to_pkcs8().unwrap()).unwrap();
        let stage = Stage { confidential, key: rsa, ..stage };
        assert_eq!(code_of(push(&stage, &[], None).await), Code::InvalidClient);
        let by_rs256 = Stage { key: modern, ..stage };
        assert!(push(&by_rs256, &[], None).await.is_ok());
        let proof_key = SigningKey::generate(Algorithm::Rs256).unwrap();
        assert_eq!(code_of(push(&by_rs256, &[], Some(&at_par(&by_rs256, &proof_key))).await), Code::InvalidDpopProof);
    }

    async fn fapi_by_edwards_curve_it_all_works(db: TestDatabase) {
        let stage = stage(&db).await;
        let key = SigningKey::generate(Algorithm::EdDsa).unwrap();
        let changes = json!({ "jwks": { "keys": [key.public()] }, "id_token_signed_response_alg": "EdDSA" });
        let confidential = reregister(&stage, changes).await.unwrap();
        let stage = Stage { key, confidential, ..stage };
        let bound_to = SigningKey::generate(Algorithm::EdDsa).unwrap();
        let tokens = tokens(&stage, &bound_to).await;
        assert!(opens(&stage, &tokens.access_token, &bound_to).await);
    }

    async fn the_switches_beside_the_profile_do_not_loosen_it_and_what_is_told_is_what_holds(db: TestDatabase) {
        let stage = stage(&db).await;
        let loose = json!({ "require_pushed_authorization_requests": false, "dpop_bound_access_tokens": false });
        let client = reregister(&stage, loose).await.unwrap();
        let demanded = client.metadata.requirements();
        assert!(demanded.pushed && demanded.bound && !demanded.rotates);
        let told = client.registered().unwrap();
        assert_eq!(told["security_profile"], "fapi-2.0");
        assert_eq!((&told["require_pushed_authorization_requests"], &told["dpop_bound_access_tokens"]), (&json!(true), &json!(true)));
    }
}
