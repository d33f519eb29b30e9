//! A client assertion and a DPoP proof are good for one request, whatever it is answered (rows 14, 18).

use database::testing::on_both;
use serde_json::json;

use super::{fapi::BY_ASSERTION, stage::*, tokens::proof};
use crate::{Algorithm, Code, Credentials, Params, ProofFor, Provider, SigningKey};

type Pairs<'a> = &'a [(&'a str, &'a str)];

fn key() -> SigningKey {
    SigningKey::generate(Algorithm::Es256).unwrap()
}

const fn with(params: &Params) -> Credentials<'_> {
    Credentials { authorization: None, params }
}

fn redemption(code: &str) -> [(&str, &str); 4] {
    [
        ("grant_type", "authorization_code"),
        ("code", code),
        ("redirect_uri", REDIRECT),
        ("code_verifier", VERIFIER),
    ]
}

async fn refused(provider: &Provider, form: &Params, dpop: Option<&str>) -> Code {
    code_of(provider.token(&with(form), dpop).await)
}

on_both! {
    async fn row_14_18_a_refused_token_request_has_spent_its_assertion_and_its_proof(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        let second = provider_on(&db.second_instance().await, stage.policy.clone());
        let key = key();
        let fresh = || proof(&stage, &key, &json!({}));
        let code = stage.code(&stage.confidential).await;
        let tokens = stage.provider.token(&with(&stage.signed(&redemption(&code))), Some(&fresh())).await.unwrap();
        let bound = tokens.refresh_token.unwrap();
        let tried: [(Pairs<'_>, Code); 7] = [
            (&[], Code::InvalidRequest),
            (&[("grant_type", "password")], Code::UnsupportedGrantType),
            (&[("grant_type", "authorization_code")], Code::InvalidRequest),
            (&[("grant_type", "authorization_code"), ("code", "x")], Code::InvalidGrant),
            (&[("grant_type", "refresh_token")], Code::InvalidRequest),
            (&[("grant_type", "refresh_token"), ("refresh_token", "x")], Code::InvalidGrant),
            (&[("grant_type", "refresh_token"), ("refresh_token", bound.as_str()), ("scope", "pid")], Code::InvalidScope),
        ];
        for (pairs, refusal) in tried {
            let (form, dpop) = (stage.signed(pairs), fresh());
            assert_eq!(refused(&stage.provider, &form, Some(&dpop)).await, refusal, "{pairs:?}");
            for provider in [&stage.provider, &second] {
                assert_eq!(refused(provider, &form, Some(&dpop)).await, Code::InvalidClient, "{pairs:?}");
            }
            let form = stage.signed(pairs);
            assert_eq!(refused(&second, &form, Some(&dpop)).await, Code::InvalidDpopProof, "{pairs:?}: the proof again");
            assert_eq!(refused(&second, &form, Some(&fresh())).await, Code::InvalidClient, "{pairs:?}: told of the proof");
        }
        let form = stage.signed(&[("grant_type", "refresh_token"), ("refresh_token", &bound)]);
        assert_eq!(refused(&stage.provider, &form, Some("a.b.c")).await, Code::InvalidDpopProof);
        assert_eq!(refused(&stage.provider, &form, Some(&fresh())).await, Code::InvalidClient, "beside no proof at all");
        let form = stage.signed(&[("grant_type", "refresh_token"), ("refresh_token", &bound)]);
        assert!(stage.provider.token(&with(&form), Some(&fresh())).await.is_ok(), "none of it has spoilt the grant");
    }

    async fn row_18_a_public_clients_refused_proof_is_spent_too(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        let (key, other, id) = (key(), key(), stage.public.id.to_string());
        let fresh = |key: &SigningKey| proof(&stage, key, &json!({}));
        let form = |pairs: Pairs<'_>| params(&[pairs, &[("client_id", id.as_str())]].concat());
        let first = stage.code(&stage.public).await;
        let tokens = stage.provider.token(&with(&form(&redemption(&first))), Some(&fresh(&key))).await.unwrap();
        let refresh_token = tokens.refresh_token.unwrap();
        let foreign = fresh(&other);
        let refresh = form(&[("grant_type", "refresh_token"), ("refresh_token", &refresh_token)]);
        assert_eq!(refused(&stage.provider, &refresh, Some(&foreign)).await, Code::InvalidDpopProof, "another key");
        let code = stage.code(&stage.public).await;
        let redeem = form(&redemption(&code));
        assert_eq!(refused(&stage.provider, &redeem, Some(&foreign)).await, Code::InvalidDpopProof, "spent by it");
        assert!(stage.provider.token(&with(&redeem), Some(&fresh(&other))).await.is_ok(), "the code is not spoilt");

        // At an interface as well.
        let url = format!("{ISSUER}/fhir/Task");
        let ath = crate::dpop::access_token_hash(&tokens.access_token);
        let foreign = proof(&stage, &other, &json!({ "htm": "GET", "htu": url, "ath": ath }));
        let header = format!("DPoP {}", tokens.access_token);
        for refusal in [Code::InvalidToken, Code::InvalidDpopProof] {
            let request = ProofFor { method: "GET", url: &url, token: None };
            assert_eq!(code_of(stage.provider.access(Some(&header), Some(&foreign), request).await), refusal);
        }
    }

    async fn row_14_18_a_refused_push_has_spent_both_too(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        let key = key();
        let fresh = || proof(&stage, &key, &json!({ "htu": format!("{ISSUER}/oauth2/par") }));
        let push = async |change: (&str, &str), assertion: &str, dpop: &str| {
            let asked = Stage::request(&stage.confidential, &[BY_ASSERTION, ("client_assertion", assertion), change]);
            stage.provider.push(&with(&asked), Some(dpop)).await
        };
        const SOUND: (&str, &str) = ("state", "sound");
        for (change, refusal) in [
            (("redirect_uri", "https://tool.example/other"), Code::InvalidRequest),
            (("response_type", "token"), Code::UnsupportedResponseType),
            (("scope", "nothing"), Code::InvalidScope),
            (("request_uri", "urn:x"), Code::InvalidRequest),
            (("id_token_hint", "x"), Code::InvalidRequest),
        ] {
            let (assertion, dpop) = (stage.assertion(&json!({})), fresh());
            assert_eq!(code_of(push(change, &assertion, &dpop).await), refusal, "{change:?}");
            assert_eq!(code_of(push(SOUND, &assertion, &fresh()).await), Code::InvalidClient, "{change:?}");
            let next = stage.assertion(&json!({}));
            assert_eq!(code_of(push(SOUND, &next, &dpop).await), Code::InvalidDpopProof, "{change:?}");
            assert_eq!(code_of(push(SOUND, &next, &fresh()).await), Code::InvalidClient, "{change:?}");
            assert!(push(SOUND, &stage.assertion(&json!({})), &fresh()).await.is_ok());
        }
    }

    async fn row_14_asking_about_no_token_has_spent_the_assertion_too(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        let forms = || {
            let assertion = stage.assertion(&json!({}));
            let by = [BY_ASSERTION, ("client_assertion", assertion.as_str())];
            (params(&by), params(&[by[0], by[1], ("token", "x")]))
        };
        let (bare, sound) = forms();
        assert_eq!(code_of(stage.provider.introspect(&with(&bare)).await), Code::InvalidRequest);
        assert_eq!(code_of(stage.provider.introspect(&with(&sound)).await), Code::InvalidClient);
        let (bare, sound) = forms();
        assert_eq!(code_of(stage.provider.revoke(&with(&bare)).await), Code::InvalidRequest);
        assert_eq!(code_of(stage.provider.revoke(&with(&sound)).await), Code::InvalidClient);
    }
}
