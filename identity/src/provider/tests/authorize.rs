//! The authorization endpoint and pushed requests.

use database::{Read, testing::on_both};
use kernel::{Actor, LoginLevel};
use serde_json::json;

use super::stage::*;
use crate::{Code, Credentials, Params, Secret, Session, Step, client, grant};

async fn push(stage: &Stage<'_>, changes: &[(&str, &str)]) -> crate::Result<crate::Pushed> {
    let assertion = stage.assertion(&json!({}));
    let mut all = vec![
        ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
        ("client_assertion", assertion.as_str()),
    ];
    all.extend_from_slice(changes);
    let params = Stage::request(&stage.confidential, &all);
    stage.provider.push(&Credentials { authorization: None, params: &params }, None).await
}

async fn at(
    stage: &Stage<'_>,
    client: &crate::Client,
    uri: &str,
    session: Option<&Session>,
    browser: Option<&Secret>,
) -> Step {
    let params = params(&[("client_id", &client.id.to_string()), ("request_uri", uri), ("scope", "pid")]);
    let present = stage.db.present().await.unwrap();
    stage.provider.authorize(&present, &params, session, browser).await.unwrap()
}

on_both! {
    async fn an_answer_goes_to_the_registered_address_character_for_character_or_as_a_browser_writes_it(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        for (registered, expected) in [
            ("https://tool.example/cb", "https://tool.example/cb?code="),
            ("https://tool.example", "https://tool.example?code="),
            ("https://Tool.example/%7Ea?x=1", "https://Tool.example/%7Ea?x=1&code="),
            ("https:tool.example/cb", "https://tool.example/cb?code="),
            ("https:/tool.example/cb", "https://tool.example/cb?code="),
            ("https://blåbær.example/så", "https://xn--blbr-roah.example/s%C3%A5?code="),
        ] {
            let client = add(&db, Some(&stage.key), json!({ "redirect_uris": [registered] })).await;
            let address = stage.authorize(&client, &[("redirect_uri", registered)]).await;
            assert!(address.starts_with(expected), "{registered}: {address}");
            assert!(address.contains("&state=") && address.contains("&iss="), "{address}");
        }
    }

    async fn what_another_instance_changes_counts_for_the_next_pushed_request(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        let elsewhere = db.second_instance().await;
        let shut = async |shut: bool| {
            let tx = elsewhere.begin().await.unwrap();
            let id = stage.confidential.id;
            if shut {
                client::disable(&tx, Actor::System, id, None).await.unwrap();
            } else {
                client::enable(&tx, Actor::System, id, None).await.unwrap();
            }
            tx.commit().await.unwrap();
        };
        // Looked up once, and known from there on.
        push(&stage, &[]).await.unwrap();
        shut(true).await;
        assert_eq!(code_of(push(&stage, &[]).await), Code::InvalidClient);
        assert_eq!(code_of(push(&stage, &[("scope", "nothing")]).await), Code::InvalidClient);
        shut(false).await;
        let assertion = stage.assertion(&json!({}));
        let once = [("client_assertion", assertion.as_str())];
        push(&stage, &once).await.unwrap();
        // Row 14: used before is used before, whatever has changed since.
        shut(true).await;
        shut(false).await;
        assert_eq!(code_of(push(&stage, &once).await), Code::InvalidClient);
        push(&stage, &[]).await.unwrap();
    }

    async fn row_01_02_nobody_is_redirected_to_what_is_not_registered_exactly(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        for wrong in [
            "", "https://tool.example/cb/", "https://tool.example/CB", "https://tool.example:444/cb", "https://tool.example/cb?x=1",
            "https://a@tool.example/cb", "https://tool.example/cb#x", "http://tool.example/cb", "https://tool.example.evil.example/cb",
            "https://TOOL.example/cb", "https://tool.example/cb/../cb",
        ] {
            assert!(matches!(stage.step(&stage.public, &[("redirect_uri", wrong)]).await, Step::Refuse(_)), "{wrong}");
        }
        for unknown in ["", "nobody", "client_01J00000000000000000000000"] {
            assert!(matches!(stage.step(&stage.public, &[("client_id", unknown)]).await, Step::Refuse(_)), "{unknown}");
        }
        assert!(Params::parse("redirect_uri=a&redirect_uri=b").is_err(), "twice");
    }

    async fn row_04_05_only_the_code_flow_with_pkce_s256(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        for (name, value, error) in [
            ("response_type", "token", "unsupported_response_type"),
            ("response_type", "id_token", "unsupported_response_type"),
            ("response_type", "code id_token", "unsupported_response_type"),
            ("response_type", "", "invalid_request"),
            ("response_mode", "fragment", "invalid_request"),
            ("code_challenge", "", "invalid_request"),
            ("code_challenge", "short", "invalid_request"),
            ("code_challenge_method", "plain", "invalid_request"),
            ("code_challenge_method", "", "invalid_request"),
            ("request", "e30.e30.", "request_not_supported"),
            ("scope", "unknown", "invalid_scope"),
        ] {
            for client in [&stage.public, &stage.confidential] {
                let answer = query(&stage.authorize(client, &[(name, value)]).await);
                assert_eq!(answer["error"], error, "{name}={value}");
                // Row 9: errors carry iss and state too.
                assert_eq!((answer["iss"].as_str(), answer["state"].as_str()), (ISSUER, "af0ifjsldkj"));
            }
        }
    }

    async fn row_09_success_and_error_carry_iss_and_the_policy_was_asked(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        let answer = query(&stage.authorize(&stage.public, &[]).await);
        assert_eq!(answer["iss"], ISSUER);
        assert!(answer.contains_key("code") && answer["state"] == "af0ifjsldkj");
        assert_eq!(stage.policy.asked.lock().unwrap().len(), 1);
        stage.policy.refuse.store(true, std::sync::atomic::Ordering::SeqCst);
        let answer = query(&stage.authorize(&stage.public, &[]).await);
        assert_eq!((answer["error"].as_str(), answer["iss"].as_str()), ("access_denied", ISSUER));
        assert!(!answer.contains_key("code") && answer["state"] == "af0ifjsldkj");
        for changes in [("response_type", "token"), ("code_challenge", "")] {
            let Step::Answer(address) = stage.step(&stage.public, &[changes]).await else { panic!("{changes:?}") };
            let answer = query(&address);
            assert!(answer.contains_key("error") && answer["iss"] == ISSUER, "{address}");
        }
    }

    async fn row_16_a_pushed_request_is_used_once_in_time_by_its_own_client(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        let pushed = push(&stage, &[]).await.unwrap();
        assert!(matches!(at(&stage, &stage.public, &pushed.request_uri, Some(&stage.session), None).await, Step::Refuse(_)));
        let Step::Ready(ready) = at(&stage, &stage.confidential, &pushed.request_uri, Some(&stage.session), None).await else {
            panic!("ready")
        };
        // Front-channel parameters beside it are ignored.
        assert!(!ready.request.scopes.has("pid") && ready.request.scopes.has("storage"));
        let again = ready.clone();
        assert!(query(&stage.issue(*ready, stage.session.person).await).contains_key("code"));
        assert!(matches!(at(&stage, &stage.confidential, &pushed.request_uri, Some(&stage.session), None).await, Step::Refuse(_)));
        // Also where both had read it before either used it.
        let chosen = crate::Chosen { subject: stage.session.person, launch: None, prescription: None, context: crate::LaunchContext::default() };
        let permit = stage.provider.permit(*again, &stage.session, chosen).await.unwrap().unwrap();
        assert_eq!(code_of(stage.provider.issue(None, permit, &stage.session).await), Code::InvalidRequestUri);

        let late = push(&stage, &[]).await.unwrap();
        stage.advance(61);
        assert!(matches!(at(&stage, &stage.confidential, &late.request_uri, Some(&stage.session), None).await, Step::Refuse(_)));
        for foreign in ["https://evil.example/r", "urn:ietf:params:oauth:request_uri:x", "urn:other"] {
            assert!(matches!(at(&stage, &stage.confidential, foreign, Some(&stage.session), None).await, Step::Refuse(_)));
        }
        assert_eq!(code_of(push(&stage, &[("request_uri", "urn:x")]).await), Code::InvalidRequest);
        assert_eq!(code_of(push(&stage, &[("redirect_uri", "https://evil.example/")]).await), Code::InvalidRequest);
    }

    async fn row_16_at_two_instances_one_pushed_request_is_good_for_one_grant(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        let second = provider_on(&db.second_instance().await, stage.policy.clone());
        let pushed = push(&stage, &[]).await.unwrap();
        let form = params(&[("client_id", &stage.confidential.id.to_string()), ("request_uri", &pushed.request_uri)]);
        let mut codes = Vec::new();
        for provider in [&stage.provider, &second] {
            let present = stage.db.present().await.unwrap();
            let Step::Ready(ready) = provider.authorize(&present, &form, Some(&stage.session), None).await.unwrap() else { panic!("ready") };
            let chosen = crate::Chosen { subject: stage.session.person, launch: None, prescription: None, context: crate::LaunchContext::default() };
            let permit = provider.permit(*ready, &stage.session, chosen).await.unwrap().unwrap();
            codes.push(query(&provider.issue(None, permit, &stage.session).await.unwrap())["code"].clone());
        }
        let tokens = stage.redeem(&codes[1]).await.unwrap();
        assert!(stage.is_alive(&tokens.access_token).await);
        // The other code comes too late, as one that was used before; what was issued dies (row 6).
        assert_eq!(code_of(stage.redeem(&codes[0]).await), Code::InvalidGrant);
        assert!(!stage.is_alive(&tokens.access_token).await);
    }

    async fn row_16_a_client_that_must_push_gets_nothing_by_a_plain_request(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        let client = add(&db, None, json!({ "require_pushed_authorization_requests": true })).await;
        let answer = query(&stage.authorize(&client, &[]).await);
        assert_eq!(answer["error"], "invalid_request");
    }

    async fn row_21_prompt_and_max_age_decide_about_a_new_login(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        let params = Stage::request(&stage.public, &[("prompt", "none")]);
        let present = stage.db.present().await.unwrap();
        let Step::Answer(address) = stage.provider.authorize(&present, &params, None, None).await.unwrap() else { panic!("answer") };
        assert_eq!(query(&address)["error"], "login_required");
        assert_eq!(query(&stage.authorize(&stage.public, &[("prompt", "none login")]).await)["error"], "invalid_request");
        assert!(matches!(stage.step(&stage.public, &[("prompt", "login")]).await, Step::Login(login) if login.anew));
        assert!(matches!(stage.step(&stage.public, &[("max_age", "60")]).await, Step::Ready(_)));
        stage.advance(61);
        assert!(matches!(stage.step(&stage.public, &[("max_age", "60")]).await, Step::Login(login) if login.anew));
        assert!(matches!(stage.step(&stage.public, &[("max_age", "-1")]).await, Step::Answer(_)));
        assert!(matches!(stage.step(&stage.public, &[("prompt", "none")]).await, Step::Ready(_)));
    }

    async fn a_request_waits_for_a_login_in_its_own_browser_only(db: TestDatabase) {
        let mut stage = Stage::new(&db).await;
        let pushed = push(&stage, &[("prompt", "login")]).await.unwrap();
        let Step::Login(login) = at(&stage, &stage.confidential, &pushed.request_uri, None, None).await else { panic!("login") };
        // What waits has an address of its own; the pushed one is used.
        let uri = query(&format!("http://x{}", login.next))["request_uri"].clone();
        assert!(matches!(at(&stage, &stage.confidential, &pushed.request_uri, None, Some(&login.browser)).await, Step::Refuse(_)));
        stage.advance(300);
        let (session, _) = log_in(&db, stage.session.person).await;
        stage.session = session;
        let other = Secret::new([1; 32]);
        for wrong in [None, Some(&other)] {
            assert!(matches!(at(&stage, &stage.confidential, &uri, Some(&stage.session), wrong).await, Step::Refuse(_)));
        }
        let back = at(&stage, &stage.confidential, &uri, Some(&stage.session), Some(&login.browser)).await;
        assert!(matches!(back, Step::Ready(_)), "longer than a pushed request lives, and the new login counts");
    }

    async fn what_was_on_its_way_at_a_stop_is_dead_also_when_the_stop_is_lifted(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        let (client, key) = (&stage.confidential, stage.key.kid());
        let refused = async |uri: &str, browser: Option<&crate::Secret>| {
            matches!(at(&stage, client, uri, Some(&stage.session), browser).await, Step::Refuse(_))
        };
        let wait = async || {
            let Step::Login(login) = stage.step(client, &[("prompt", "login")]).await else { panic!("login") };
            (query(&format!("http://x{}", login.next))["request_uri"].clone(), login.browser)
        };
        for stop in ["disabled", "key", "tool"] {
            stage.advance(1);
            let (waiting, browser) = wait().await;
            let pushed = push(&stage, &[]).await.unwrap().request_uri;
            let code = stage.code(client).await;
            stage.advance(1);
            let tx = db.begin().await.unwrap();
            match stop {
                "disabled" => {
                    client::disable(&tx, Actor::System, client.id, None).await.unwrap();
                    client::enable(&tx, Actor::System, client.id, None).await.unwrap();
                }
                "key" => {
                    client::refuse_key(&tx, Actor::System, client.id, key, None).await.unwrap();
                    client::accept_key(&tx, Actor::System, client.id, key, None).await.unwrap();
                }
                _ => grant::end_for_party(&tx, client.party, "tool_suspended", "tool-suspended").await.unwrap(),
            }
            tx.commit().await.unwrap();
            assert!(refused(&waiting, Some(&browser)).await, "{stop}: a request that waits");
            assert!(refused(&pushed, None).await, "{stop}: a pushed one");
            assert_eq!(code_of(stage.redeem(&code).await), Code::InvalidGrant, "{stop}: a code");
            stage.advance(1);
            let (waiting, browser) = wait().await;
            assert!(!refused(&waiting, Some(&browser)).await, "{stop}: a new one");
        }
    }

    async fn a_login_that_stays_too_weak_is_told_to_the_client(db: TestDatabase) {
        let mut stage = Stage::new(&db).await;
        stage.session.level = LoginLevel::Substantial;
        let Step::Login(login) = stage.step(&stage.public, &[("acr_values", "idporten-loa-high")]).await else { panic!("login") };
        assert_eq!(login.level, Some(LoginLevel::High));
        let uri = query(&format!("http://x{}", login.next))["request_uri"].clone();
        stage.session.authenticated_at += jiff::SignedDuration::from_secs(5);
        let Step::Answer(address) = at(&stage, &stage.public, &uri, Some(&stage.session), Some(&login.browser)).await else {
            panic!("answer")
        };
        assert_eq!(query(&address)["error"], "access_denied");
    }

    async fn a_client_that_asks_for_one_person_is_told_of_no_other(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        let own = stage.confidential.party.subject(db.keyring(), stage.session.person);
        let ask = |sub: &str| format!(r#"{{"id_token":{{"sub":{{"value":"{sub}"}},"name":null}}}}"#);
        let given = stage.authorize(&stage.confidential, &[("claims", &ask(&own))]).await;
        assert!(given.contains("code="), "{given}");
        let refused = stage.authorize(&stage.confidential, &[("claims", &ask("another"))]).await;
        assert!(refused.contains("error=login_required") && !refused.contains("code="), "{refused}");
        let malformed = stage.step(&stage.confidential, &[("claims", "[]")]).await;
        assert!(matches!(malformed, Step::Answer(answer) if answer.contains("error=invalid_request")));
    }

    async fn row_21_an_id_token_as_a_hint_is_answered_for_its_person_alone(db: TestDatabase) {
        let mut stage = Stage::new(&db).await;
        let hint = stage.tokens().await.id_token.unwrap();
        let ask = async |stage: &Stage<'_>, more: &[(&str, &str)]| {
            let all = [&[("id_token_hint", hint.as_str())], more].concat();
            query(&stage.authorize(&stage.confidential, &all).await)
        };
        // It may have expired, as in a silent renewal.
        stage.advance(1_200);
        for more in [&[][..], &[("prompt", "none")]] {
            assert!(ask(&stage, more).await.contains_key("code"), "{more:?}");
        }
        let own = stage.confidential.party.subject(db.keyring(), stage.session.person);
        for (sub, answer) in [(own.as_str(), "code"), ("another", "error")] {
            let claims = json!({ "id_token": { "sub": { "value": sub } } }).to_string();
            assert!(ask(&stage, &[("claims", &claims)]).await.contains_key(answer), "{sub}");
        }
        let pushed = push(&stage, &[("id_token_hint", &hint)]).await.unwrap().request_uri;

        // Somebody else has logged in in this browser meanwhile.
        let (session, _) = log_in(&db, person(&db).await).await;
        stage.session = session;
        stage.policy.asked.lock().unwrap().clear();
        let silent = ask(&stage, &[("prompt", "none")]).await;
        assert_eq!((silent["error"].as_str(), silent["state"].as_str()), ("login_required", "af0ifjsldkj"));
        assert!(stage.policy.asked.lock().unwrap().is_empty(), "nothing is decided for the wrong person");
        assert_eq!(ask(&stage, &[]).await["error"], "login_required");
        let Step::Ready(ready) = at(&stage, &stage.confidential, &pushed, Some(&stage.session), None).await else { panic!("ready") };
        let answer = query(&stage.issue(*ready, stage.session.person).await);
        assert_eq!(answer["error"], "login_required", "by a pushed request too");
    }

    async fn row_19_what_is_no_id_token_for_the_client_is_no_hint(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        let tokens = stage.tokens().await;
        let own = tokens.id_token.unwrap();
        let claims = json!({ "iss": ISSUER, "aud": stage.confidential.id, "sub": "x" });
        let forged = stage.key.sign("JWT", &claims).unwrap();
        let signer = stage.provider.keys().signer(crate::Purpose::Tokens, crate::Algorithm::Es256).await.unwrap();
        let other_type = signer.sign("logout+jwt", &claims).unwrap();
        let elsewhere = signer.sign("JWT", &json!({ "iss": "https://x.example", "aud": stage.confidential.id, "sub": "x" })).unwrap();
        for wrong in ["x", "a.b.c", &tokens.access_token, &forged, &other_type, &elsewhere] {
            let step = stage.step(&stage.confidential, &[("id_token_hint", wrong)]).await;
            let Step::Answer(answer) = step else { panic!("{wrong}: {step:?}") };
            assert_eq!(query(&answer)["error"], "invalid_request", "{wrong}");
            assert_eq!(code_of(push(&stage, &[("id_token_hint", wrong)]).await), Code::InvalidRequest);
        }
        let others = stage.step(&stage.public, &[("id_token_hint", &own)]).await;
        assert!(matches!(others, Step::Answer(answer) if query(&answer)["error"] == "invalid_request"), "another client's");
        assert!(matches!(stage.step(&stage.confidential, &[("id_token_hint", &own)]).await, Step::Ready(_)));
        // Nobody is redirected by it to what is not registered.
        let nowhere = [("id_token_hint", "x"), ("redirect_uri", "https://evil.example/")];
        assert!(matches!(stage.step(&stage.confidential, &nowhere).await, Step::Refuse(_)));
    }

    async fn discovery_tells_of_the_levels_that_a_login_can_have(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        let document = stage.provider.openid_configuration();
        assert_eq!(document["acr_values_supported"], json!(["substantial", "high"]), "the stage's floor is substantial");
    }

    async fn row_27_another_audience_is_refused(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        assert!(matches!(stage.step(&stage.public, &[("aud", "https://portal.example/fhir")]).await, Step::Ready(_)));
        for (name, value) in [("aud", "https://evil.example/fhir"), ("resource", "https://evil.example/")] {
            assert_eq!(query(&stage.authorize(&stage.public, &[(name, value)]).await)["error"], "invalid_target");
        }
    }

    async fn row_29_repeated_nul_and_oversized_parameters_are_refused(db: TestDatabase) {
        let stage = Stage::new(&db).await;
        assert!(Params::parse("state=a&state=b").is_err());
        assert!(Params::parse("state=a%00b").is_err());
        assert!(Params::parse(&format!("state={}", "x".repeat(20_000))).is_err());
        let long = "x".repeat(3_000);
        let answer = query(&stage.authorize(&stage.public, &[("state", &long)]).await);
        assert_eq!(answer["error"], "invalid_request");
    }
}
