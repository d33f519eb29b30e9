//! Codes, tokens and what they say.

use std::sync::atomic::Ordering;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use database::{Read, testing::on_both};
use jiff::SignedDuration;
use kernel::Actor;
use serde_json::{Value, json};

use super::stage::*;
use crate::{
    Algorithm, Basis, Code, Credentials, EndReason, KnownPerson, PolicyAnswer, ProofFor, Purpose,
    Representation, SigningKey, Spoil, Step, jose::peek_claims, secret::sha256, session,
};

fn redeem_with<'a>(code: &'a str, changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut pairs = vec![
        ("grant_type", "authorization_code"),
        ("code", code),
        ("redirect_uri", REDIRECT),
        ("code_verifier", VERIFIER),
    ];
    for (name, value) in changes {
        pairs.retain(|(known, _)| known != name);
        pairs.push((name, value));
    }
    pairs
}

fn id_token(response: &crate::TokenResponse) -> Value {
    Value::Object(peek_claims(response.id_token.as_ref().unwrap()).unwrap())
}

pub(super) fn proof(stage: &Stage<'_>, key: &SigningKey, changes: &Value) -> String {
    key.sign_proof(&proof_claims(stage, changes)).unwrap()
}

fn proof_claims(stage: &Stage<'_>, changes: &Value) -> Value {
    let mut random = [0; 32];
    stage.db.entropy().fill(&mut random);
    let mut claims = json!({
        "jti": URL_SAFE_NO_PAD.encode(random), "htm": "POST", "htu": format!("{ISSUER}/oauth2/token"),
        "iat": stage.db.now().as_second(),
    });
    for (name, value) in changes.as_object().unwrap() {
        claims[name] = value.clone();
    }
    claims
}

on_both! {
    async fn a_code_is_stored_nowhere_and_an_altered_one_is_nobodys(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        let code = stage.code(&stage.confidential).await;
        let grant = crate::grant::code::read(db.keyring(), &code).unwrap();
        assert_eq!(crate::store::grants::find(&*db, grant.id).await.unwrap(), None);
        assert!(code.len() < 1_000, "{}", code.len());
        for at in [3, 30, code.len() - 3] {
            let mut altered = code.clone().into_bytes();
            altered[at] = if altered[at] == b'A' { b'B' } else { b'A' };
            let altered = String::from_utf8(altered).unwrap();
            assert_eq!(code_of(stage.redeem(&altered).await), Code::InvalidGrant, "{at}");
        }
        assert!(stage.redeem(&code).await.is_ok(), "what is not the code spoils nothing");
        assert!(crate::store::grants::find(&*db, grant.id).await.unwrap().unwrap().redeemed_at.is_some());
    }

    async fn a_grant_is_forgotten_with_its_session_long_after_its_end(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        let code = stage.code(&stage.confidential).await;
        let grant = crate::grant::code::read(db.keyring(), &code).unwrap().id;
        stage.redeem(&code).await.unwrap();
        let stored = async || crate::store::grants::find(&*db, grant).await.unwrap().is_some();
        stage.advance(24 * 3600 * 90);
        crate::purge(&db).await.unwrap();
        assert!(stored().await, "kept for ninety days after its session's end");
        stage.advance(24 * 3600);
        crate::purge(&db).await.unwrap();
        assert!(!stored().await);
    }

    async fn row_03_05_08_a_code_holds_for_its_own_request_only_and_is_burnt_by_the_attempt(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        let long = "a".repeat(129);
        for (name, value) in [
            ("redirect_uri", "https://tool.example/other"),
            ("redirect_uri", ""),
            ("code_verifier", ""),
            ("code_verifier", "short"),
            ("code_verifier", long.as_str()),
            ("code_verifier", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXX"),
        ] {
            let code = stage.code(&stage.confidential).await;
            assert_eq!(code_of(stage.token(&redeem_with(&code, &[(name, value)])).await), Code::InvalidGrant, "{name}");
            assert_eq!(code_of(stage.redeem(&code).await), Code::InvalidGrant, "burnt by {name}={value}");
        }
        let others = stage.code(&stage.public).await;
        assert_eq!(code_of(stage.redeem(&others).await), Code::InvalidGrant);
        let late = stage.code(&stage.confidential).await;
        stage.advance(61);
        assert_eq!(code_of(stage.redeem(&late).await), Code::InvalidGrant);
        for garbage in ["x", "AAAA", &"A".repeat(92), &"A".repeat(5_000)] {
            assert_eq!(code_of(stage.redeem(garbage).await), Code::InvalidGrant);
        }
    }

    async fn row_06_a_code_used_twice_takes_what_it_issued_with_it(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        let code = stage.code(&stage.confidential).await;
        let tokens = stage.redeem(&code).await.unwrap();
        assert!(stage.is_alive(&tokens.access_token).await);
        assert_eq!(code_of(stage.redeem(&code).await), Code::InvalidGrant);
        assert!(!stage.is_alive(&tokens.access_token).await);
        assert_eq!(code_of(stage.refresh(&tokens.refresh_token.unwrap()).await), Code::InvalidGrant);
    }

    async fn row_07_of_fifty_redemptions_at_once_at_two_instances_exactly_one_succeeds(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        let code = stage.code(&stage.public).await;
        let second = provider_on(&db.second_instance().await, stage.policy.clone());
        let id = stage.public.id.to_string();
        let mut running = Vec::new();
        for at in 0..50 {
            let provider = if at % 2 == 0 { stage.provider.clone() } else { second.clone() };
            let mut pairs = redeem_with(&code, &[]);
            pairs.push(("client_id", &id));
            let form = params(&pairs);
            running.push(tokio::spawn(async move {
                provider.token(&Credentials { authorization: None, params: &form }, None).await
            }));
        }
        let (mut won, mut lost) = (0, 0);
        for one in running {
            match one.await.unwrap() {
                Ok(_) => won += 1,
                Err(error) => {
                    assert_eq!(code_of::<()>(Err(error)), Code::InvalidGrant);
                    lost += 1;
                }
            }
        }
        assert_eq!((won, lost), (1, 49));
    }

    async fn the_tokens_say_what_the_contract_says(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        let tokens = stage.tokens().await;
        assert_eq!((tokens.token_type, tokens.expires_in), ("Bearer", 600));
        assert_eq!(tokens.intent.as_deref(), Some("task-1"));
        assert!(tokens.patient.is_some());
        let keys = stage.provider.keys().public(Purpose::Tokens).await.unwrap();
        let accept = crate::Accept { algorithms: &[Algorithm::Es256], types: &["jwt"] };
        assert!(keys.verify(tokens.id_token.as_ref().unwrap(), accept).is_ok());
        let claims = id_token(&tokens);
        assert_eq!(claims["iss"], ISSUER);
        assert_eq!(claims["aud"], json!(stage.confidential.id));
        assert_eq!(claims["nonce"], "n-0S6_WzA2Mj");
        assert_eq!((&claims["acr"], &claims["amr"]), (&json!("high"), &json!(["BankID"])));
        assert_eq!(claims["auth_time"], json!(stage.session.authenticated_at.as_second()));
        for absent in ["act", "representation", "pid", "name", "birthdate"] {
            assert!(claims.get(absent).is_none(), "{absent}");
        }
        let info = stage.provider.userinfo(Some(&format!("Bearer {}", tokens.access_token)), None, "GET").await.unwrap();
        assert_eq!(info["sub"], claims["sub"]);
    }

    async fn only_the_sandboxs_id_tokens_are_spoilt_whatever_the_policy_says(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        let accept = crate::Accept { algorithms: &[Algorithm::Es256], types: &["jwt"] };
        for spoil in [Spoil::Nonce, Spoil::Key] {
            *stage.policy.answer.lock().unwrap() = PolicyAnswer { spoil: Some(spoil), ..PolicyAnswer::default() };
            let tokens = stage.tokens().await;
            let keys = stage.provider.keys().public(Purpose::Tokens).await.unwrap();
            assert!(keys.verify(tokens.id_token.as_ref().unwrap(), accept).is_ok(), "{spoil:?}");
            assert_eq!(id_token(&tokens)["nonce"], "n-0S6_WzA2Mj", "{spoil:?}");
        }
    }

    async fn acting_for_another_names_both_persons_and_the_basis(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        let child = person(&db).await;
        *stage.policy.answer.lock().unwrap() = PolicyAnswer {
            representation: Some(Representation { basis: Basis::Parent, until: None }),
            actor_name: Some("Forelder".into()),
            identity: Some(KnownPerson { name: Some("Barn".into()), ..KnownPerson::default() }),
            ..PolicyAnswer::default()
        };
        let Step::Ready(ready) = stage.step(&stage.confidential, &[("scope", "openid profile")]).await else { panic!("ready") };
        let code = query(&stage.issue(*ready, child).await)["code"].clone();
        let claims = id_token(&stage.redeem(&code).await.unwrap());
        let party = stage.confidential.party;
        assert_eq!(claims["sub"], json!(party.subject(db.keyring(), child)));
        assert_eq!(claims["act"]["sub"], json!(party.subject(db.keyring(), stage.session.person)));
        assert_eq!((&claims["act"]["name"], &claims["name"]), (&json!("Forelder"), &json!("Barn")));
        assert_eq!(claims["representation"], json!({ "basis": "parent" }));
    }

    async fn row_26_nothing_that_two_tools_are_told_can_be_put_together(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        let other = Stage { confidential: add(&db, Some(&stage.key), json!({})).await, key: again(&stage.key), ..Stage::new(&db).await };
        let other = Stage { session: stage.session.clone(), ..other };
        *stage.policy.answer.lock().unwrap() = PolicyAnswer::default();
        let (one, two) = (stage.tokens().await, other.tokens().await);
        for name in ["sub", "sid"] {
            assert_ne!(id_token(&one)[name], id_token(&two)[name], "{name}");
        }
        assert_ne!(one.patient, two.patient);
        // The policy gives no identity to a pseudonymous tool: nothing of it comes out, whatever is asked for.
        let address = stage.authorize(&stage.confidential, &[("scope", "openid profile pid")]).await;
        let tokens = stage.redeem(&query(&address)["code"]).await.unwrap();
        let info = stage.provider.userinfo(Some(&format!("Bearer {}", tokens.access_token)), None, "GET").await.unwrap();
        for absent in ["pid", "name", "birthdate"] {
            assert!(id_token(&tokens).get(absent).is_none() && info.get(absent).is_none(), "{absent}");
        }
    }

    async fn identity_goes_out_under_its_own_scope_only(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        *stage.policy.answer.lock().unwrap() = PolicyAnswer {
            identity: Some(KnownPerson {
                pid: Some("02013299997".parse().unwrap()),
                name: Some("Kari".into()),
                birthdate: Some("2013-01-02".parse().unwrap()),
            }),
            ..PolicyAnswer::default()
        };
        for (scope, expected) in [("openid", [false; 3]), ("openid pid", [true, false, false]), ("openid profile", [false, true, true])] {
            let address = stage.authorize(&stage.confidential, &[("scope", scope)]).await;
            let claims = id_token(&stage.redeem(&query(&address)["code"]).await.unwrap());
            assert_eq!(["pid", "name", "birthdate"].map(|name| claims.get(name).is_some()), expected, "{scope}");
        }
    }

    async fn row_17_a_refresh_token_used_twice_or_by_another_kills_its_family(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        let first = stage.tokens().await;
        let old = first.refresh_token.clone().unwrap();
        let second = stage.refresh(&old).await.unwrap();
        assert!(stage.is_alive(&second.access_token).await && stage.is_alive(&first.access_token).await);
        assert!(id_token(&second).get("nonce").is_none());
        assert_eq!(code_of(stage.refresh(&old).await), Code::InvalidGrant);
        assert_eq!(code_of(stage.refresh(second.refresh_token.as_ref().unwrap()).await), Code::InvalidGrant, "family");
        assert!(!stage.is_alive(&second.access_token).await);

        let tokens = stage.tokens().await;
        let token = tokens.refresh_token.unwrap();
        let id = stage.public.id.to_string();
        let form = params(&[("grant_type", "refresh_token"), ("refresh_token", &token), ("client_id", &id)]);
        let thief = stage.provider.token(&Credentials { authorization: None, params: &form }, None).await;
        assert_eq!(code_of(thief), Code::InvalidGrant);
        assert_eq!(code_of(stage.refresh(&token).await), Code::InvalidGrant);
    }

    async fn row_17_a_refresh_can_narrow_the_scope_but_not_widen_it(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        let token = stage.tokens().await.refresh_token.unwrap();
        let wider = [("grant_type", "refresh_token"), ("refresh_token", token.as_str()), ("scope", "openid pid")];
        assert_eq!(code_of(stage.token(&wider).await), Code::InvalidScope);
        let narrower = [("grant_type", "refresh_token"), ("refresh_token", token.as_str()), ("scope", "openid")];
        let tokens = stage.token(&narrower).await.unwrap();
        assert_eq!(tokens.scope.to_string(), "openid");
        let form = stage.signed(&[("token", &tokens.access_token)]);
        let told = stage.provider.introspect(&Credentials { authorization: None, params: &form }).await.unwrap();
        assert_eq!(told["scope"], "openid");
        let back = stage.refresh(tokens.refresh_token.as_ref().unwrap()).await.unwrap();
        assert_eq!(back.scope.to_string(), "launch openid storage");
    }

    async fn row_17_28_after_logout_or_a_refusal_of_the_policy_everything_is_dead(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        let tokens = stage.tokens().await;
        stage.policy.refuse.store(true, Ordering::SeqCst);
        assert!(!stage.is_alive(&tokens.access_token).await, "at use");
        let form = stage.signed(&[("token", &tokens.access_token)]);
        let told = stage.provider.introspect(&Credentials { authorization: None, params: &form }).await.unwrap();
        assert_eq!(told, json!({ "active": false }), "at introspection");
        assert_eq!(code_of(stage.refresh(tokens.refresh_token.as_ref().unwrap()).await), Code::InvalidGrant, "at refresh");
        let code = {
            stage.policy.refuse.store(false, Ordering::SeqCst);
            let code = stage.code(&stage.confidential).await;
            stage.policy.refuse.store(true, Ordering::SeqCst);
            code
        };
        assert_eq!(code_of(stage.redeem(&code).await), Code::InvalidGrant, "between code and token");
        stage.policy.refuse.store(false, Ordering::SeqCst);

        let tokens = stage.tokens().await;
        let tx = db.begin().await.unwrap();
        session::end(&tx, Actor::System, stage.session.id, EndReason::LoggedOut).await.unwrap();
        tx.commit().await.unwrap();
        assert!(!stage.is_alive(&tokens.access_token).await);
        assert_eq!(code_of(stage.refresh(&tokens.refresh_token.unwrap()).await), Code::InvalidGrant);
    }

    async fn row_28_what_a_holder_has_for_another_dies_when_the_relation_ends_and_the_other_sees_it(db: TestDatabase) {
        let mut stage = Stage::new(&db).await;
        let (holder, other) = (stage.session.person, person(&db).await);
        let own = stage.tokens().await;
        let tx = db.begin().await.unwrap();
        let (acting, _) = session::represent(&tx, &stage.session, other).await.unwrap();
        tx.commit().await.unwrap();
        stage.session = acting;
        let crate::Step::Ready(ready) = stage.step(&stage.confidential, &[]).await else { panic!("ready") };
        let code = query(&stage.issue(*ready, other).await)["code"].clone();
        let tokens = stage.redeem(&code).await.unwrap();
        let tokens = stage.refresh(tokens.refresh_token.as_ref().unwrap()).await.unwrap();
        assert!(stage.is_alive(&tokens.access_token).await);
        let nothing = kernel::Hidden::default();
        let seen = crate::grant::list_by_others(&*db, other, &nothing, None, 9).await.unwrap();
        assert_eq!(seen.iter().map(|login| (login.person, login.refreshed)).collect::<Vec<_>>(), [(holder, 1)]);
        let own_log = crate::grant::list_by_others(&*db, holder, &nothing, None, 9).await.unwrap();
        assert!(own_log.is_empty(), "one's own are no others'");
        let tx = db.begin().await.unwrap();
        assert_eq!(crate::grant::end_between(&tx, other, holder, "attorney_ended").await.unwrap(), 0);
        assert_eq!(crate::grant::end_between(&tx, holder, holder, "attorney_ended").await.unwrap(), 0);
        assert_eq!(crate::grant::end_between(&tx, holder, other, "attorney_ended").await.unwrap(), 1);
        tx.commit().await.unwrap();
        assert!(!stage.is_alive(&tokens.access_token).await);
        assert_eq!(code_of(stage.refresh(&tokens.refresh_token.unwrap()).await), Code::InvalidGrant);
        assert!(stage.is_alive(&own.access_token).await, "what is one's own goes on");
    }

    async fn row_28_a_client_cannot_say_itself_for_whom_it_acts(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        let other = person(&db).await;
        let forged = stage.confidential.party.subject(db.keyring(), other);
        let act = json!({ "sub": forged }).to_string();
        let asked = [("act", act.as_str()), ("sub", &forged), ("subject", &forged), ("representation", "parent")];
        let code = query(&stage.authorize(&stage.confidential, &asked).await)["code"].clone();
        let mut form = redeem_with(&code, &asked);
        let assertion = stage.assertion(&json!({ "act": { "sub": forged } }));
        form.push(("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"));
        form.push(("client_assertion", &assertion));
        let form = params(&form);
        let tokens = stage.provider.token(&Credentials { authorization: None, params: &form }, None).await.unwrap();
        let own = json!(stage.confidential.party.subject(db.keyring(), stage.session.person));
        let info = stage.provider.userinfo(Some(&format!("Bearer {}", tokens.access_token)), None, "GET").await.unwrap();
        let told = stage.signed(&[("token", &tokens.access_token), ("act", &act)]);
        let told = stage.provider.introspect(&Credentials { authorization: None, params: &told }).await.unwrap();
        for claims in [id_token(&tokens), Value::Object(info), told] {
            assert_eq!(claims["sub"], own);
            assert!(claims.get("act").is_none() && claims.get("representation").is_none(), "{claims}");
        }
        assert!(stage.policy.asked.lock().unwrap().iter().all(|facts| facts.subject == stage.session.person));
    }

    async fn a_token_never_outlives_what_the_policy_allows(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        stage.policy.answer.lock().unwrap().until = Some(db.now() + SignedDuration::from_secs(90));
        let tokens = stage.tokens().await;
        assert_eq!(tokens.expires_in, 90);
        stage.advance(91);
        assert!(!stage.is_alive(&tokens.access_token).await);
    }

    async fn tokens_end_with_the_session_and_offline_access_bears_idleness_only(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        let online = stage.tokens().await;
        let address = stage.authorize(&stage.confidential, &[("scope", "openid offline_access")]).await;
        let offline = stage.redeem(&query(&address)["code"]).await.unwrap();
        stage.advance(601);
        assert!(!stage.is_alive(&online.access_token).await, "ten minutes");
        let online = stage.refresh(online.refresh_token.as_ref().unwrap()).await.unwrap();
        stage.advance(1_800);
        assert_eq!(code_of(stage.refresh(online.refresh_token.as_ref().unwrap()).await), Code::InvalidGrant, "idle");
        let offline = stage.refresh(offline.refresh_token.as_ref().unwrap()).await.unwrap();
        db.clock.advance(SignedDuration::from_hours(12));
        assert_eq!(code_of(stage.refresh(offline.refresh_token.as_ref().unwrap()).await), Code::InvalidGrant, "12 h");
    }

    async fn row_18_a_bound_token_is_worthless_without_its_key(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        let (key, other) = (SigningKey::generate(Algorithm::Es256).unwrap(), SigningKey::generate(Algorithm::Es256).unwrap());
        let now = db.now().as_second();
        for changes in [
            json!({ "htm": "GET" }), json!({ "htu": "https://evil.example/oauth2/token" }),
            json!({ "iat": now - 71 }), json!({ "iat": now + 60 }), json!({ "jti": "" }),
        ] {
            let code = stage.code(&stage.confidential).await;
            let form = stage.signed(&redeem_with(&code, &[]));
            let bad = proof(&stage, &key, &changes);
            let tried = stage.provider.token(&Credentials { authorization: None, params: &form }, Some(&bad)).await;
            assert_eq!(code_of(tried), Code::InvalidDpopProof, "{changes}");
        }
        let code = stage.code(&stage.confidential).await;
        let form = stage.signed(&redeem_with(&code, &[]));
        let good = proof(&stage, &key, &json!({}));
        let tokens = stage.provider.token(&Credentials { authorization: None, params: &form }, Some(&good)).await.unwrap();
        assert_eq!(tokens.token_type, "DPoP");
        let token = tokens.access_token.as_str();
        let ath = URL_SAFE_NO_PAD.encode(sha256(token.as_bytes()));
        let url = format!("{ISSUER}/fhir/Task");
        let request = ProofFor { method: "GET", url: &url, token: None };
        let at = |key: &SigningKey, ath: &str| proof(&stage, key, &json!({ "htm": "GET", "htu": url, "ath": ath }));
        let header = format!("DPoP {token}");
        let used = at(&key, &ath);
        assert!(stage.provider.access(Some(&header), Some(&used), request).await.is_ok());
        for (header, proof) in [
            (header.clone(), Some(used)),
            (header.clone(), None),
            (header.clone(), Some(at(&other, &ath))),
            (header.clone(), Some(at(&key, "other"))),
            (format!("Bearer {token}"), Some(at(&key, &ath))),
            (format!("Bearer {token}"), None),
        ] {
            assert!(stage.provider.access(Some(&header), proof.as_deref(), request).await.is_err());
        }
        for (header, refusal) in [
            (format!("Bearer {token}"), Code::InvalidDpopProof),
            (format!("DPoP {token}"), Code::InvalidDpopProof),
            ("DPoP nothing".to_owned(), Code::InvalidToken),
        ] {
            assert_eq!(code_of(stage.provider.access(Some(&header), None, request).await), refusal, "{header}");
        }
    }

    async fn row_18_a_refresh_token_is_bound_to_a_public_clients_key_and_to_a_confidential_client_itself(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        let (old, new) = (SigningKey::generate(Algorithm::Es256).unwrap(), SigningKey::generate(Algorithm::Es256).unwrap());
        let by = async |form: &crate::Params, key: Option<&SigningKey>| {
            let dpop = key.map(|key| proof(&stage, key, &json!({})));
            stage.provider.token(&Credentials { authorization: None, params: form }, dpop.as_deref()).await
        };
        let url = format!("{ISSUER}/fhir/Task");
        let opens = async |token: &str, key: &SigningKey| {
            let ath = URL_SAFE_NO_PAD.encode(sha256(token.as_bytes()));
            let dpop = proof(&stage, key, &json!({ "htm": "GET", "htu": url, "ath": ath }));
            let request = ProofFor { method: "GET", url: &url, token: None };
            stage.provider.access(Some(&format!("DPoP {token}")), Some(&dpop), request).await.is_ok()
        };

        // RFC 9449 §5: the client itself has been authenticated, and may have a new key.
        let code = stage.code(&stage.confidential).await;
        let first = by(&stage.signed(&redeem_with(&code, &[])), Some(&old)).await.unwrap();
        let again = |token: &crate::TokenResponse| {
            let token = token.refresh_token.as_deref().unwrap();
            stage.signed(&[("grant_type", "refresh_token"), ("refresh_token", token)])
        };
        assert_eq!(code_of(by(&again(&first), None).await), Code::InvalidDpopProof, "never without a key again");
        let second = by(&again(&first), Some(&new)).await.unwrap();
        assert_eq!(second.token_type, "DPoP");
        assert!(opens(&second.access_token, &new).await && !opens(&second.access_token, &old).await);
        assert!(!opens(&first.access_token, &old).await, "the whole login goes with the new key");
        let told = stage.signed(&[("token", &second.access_token)]);
        let told = stage.provider.introspect(&Credentials { authorization: None, params: &told }).await.unwrap();
        assert_eq!(told["cnf"]["jkt"], json!(crate::dpop::thumbprint(new.public()).unwrap()));
        let third = by(&again(&second), Some(&new)).await.unwrap();
        assert!(opens(&third.access_token, &new).await);

        let (id, code) = (stage.public.id.to_string(), stage.code(&stage.public).await);
        let first = by(&params(&redeem_with(&code, &[("client_id", &id)])), Some(&old)).await.unwrap();
        let token = first.refresh_token.as_deref().unwrap();
        let form = params(&[("grant_type", "refresh_token"), ("refresh_token", token), ("client_id", &id)]);
        for key in [None, Some(&new)] {
            assert_eq!(code_of(by(&form, key).await), Code::InvalidDpopProof);
        }
        let second = by(&form, Some(&old)).await.unwrap();
        assert!(opens(&second.access_token, &old).await && !opens(&second.access_token, &new).await);
    }

    async fn row_18_a_proof_with_its_private_key_in_the_header_opens_nothing_and_spoils_nothing(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        for algorithm in Algorithm::ALL {
            let key = SigningKey::generate(algorithm).unwrap();
            let code = stage.code(&stage.confidential).await;
            for member in ["d", "p", "q", "dp", "dq", "qi", "k"] {
                let mut jwk = key.public().clone();
                jwk[member] = json!("AQAB");
                // The signature covers this very header, so that the private member alone is what is wrong.
                let header = json!({ "alg": algorithm, "typ": "dpop+jwt", "jwk": jwk });
                let careless = key.sign_with_header(&header, &proof_claims(&stage, &json!({}))).unwrap();
                let form = stage.signed(&redeem_with(&code, &[]));
                let tried = stage.provider.token(&Credentials { authorization: None, params: &form }, Some(&careless)).await;
                assert_eq!(code_of(tried), Code::InvalidDpopProof, "{algorithm:?} {member}");
            }
            let header = json!({ "alg": algorithm, "typ": "dpop+jwt", "jwk": key.public() });
            let careful = key.sign_with_header(&header, &proof_claims(&stage, &json!({}))).unwrap();
            let form = stage.signed(&redeem_with(&code, &[]));
            let tokens = stage.provider.token(&Credentials { authorization: None, params: &form }, Some(&careful)).await.unwrap();
            assert_eq!(tokens.token_type, "DPoP", "the same proof without it");
        }
    }

    async fn row_19_nothing_but_a_live_access_token_opens_an_interface(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        let code = stage.code(&stage.confidential).await;
        let tokens = stage.tokens().await;
        for wrong in [&code, tokens.id_token.as_ref().unwrap(), tokens.refresh_token.as_ref().unwrap(), &"x".to_owned()] {
            assert!(!stage.is_alive(wrong).await);
        }
        let request = ProofFor { method: "GET", url: "https://portal.example/fhir/Task", token: None };
        for header in [None, Some(""), Some("Bearer"), Some("Basic YTpi"), Some("Bearer ")] {
            assert_eq!(code_of(stage.provider.access(header, None, request).await), Code::InvalidToken);
        }
        let access = stage.provider.access(Some(&format!("Bearer {}", tokens.access_token)), None, request).await.unwrap();
        assert_eq!(access.citizen().unwrap().person, stage.session.person);
        assert!(access.must_have("storage").is_ok() && access.must_have("pid").is_err());
        assert_eq!(Some(access.patient_id), tokens.patient);
        // A refresh token is no access token and the other way round.
        assert_eq!(code_of(stage.refresh(&tokens.access_token).await), Code::InvalidGrant);
    }
}

fn again(key: &SigningKey) -> SigningKey {
    SigningKey::from_pkcs8(key.algorithm(), &key.to_pkcs8().unwrap()).unwrap()
}
