//! What a well-behaved relying party and a person meet.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "test")]
#![expect(unreachable_pub, reason = "shared harness")]

mod harness;

use aws_lc_rs::digest;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use harness::{App, Key, REDIRECT, VERIFIER, answer, location, pid};
use jsonwebtoken::{Algorithm, Header};
use reqwest::{StatusCode, header};
use serde_json::{Value, json};
use testid::{Algorithm as Signature, Provider};

#[tokio::test]
async fn a_hint_logs_in_and_the_id_token_says_what_id_porten_says() {
    let app = App::start(Provider::Idporten, |_| ()).await;
    let response = app.authorize("portal", &[("login_hint", "parent")]).await;
    let answer = answer(&response);
    assert_eq!(answer["state"], "tilstand");
    assert_eq!(answer["iss"], app.issuer());
    let tokens: Value = app.redeem("portal", &answer["code"]).await.json().await.unwrap();
    let (claims, header) = app.verified(tokens["id_token"].as_str().unwrap()).await;
    assert_eq!(header.alg, Algorithm::RS256);
    assert_eq!(claims["iss"], json!(app.issuer()));
    assert_eq!(claims["aud"], "portal");
    assert_eq!(claims["nonce"], "engang");
    assert_eq!(claims["acr"], "idporten-loa-high");
    assert_eq!(claims["pid"], json!(pid("018190123")));
    assert_eq!(claims["exp"], app.now() + 120);
    assert!(claims.get("name").is_none(), "the national login gives no name");
    let token = tokens["access_token"].as_str().unwrap();
    let address = format!("{}/userinfo", app.issuer());
    let info: Value =
        app.get_with(&address, "authorization", &format!("Bearer {token}")).await.json().await.unwrap();
    assert_eq!(info["sub"], claims["sub"]);
}

#[tokio::test]
async fn subjects_are_pairwise_and_unknown_synthetic_numbers_log_in() {
    let app = App::start(Provider::Idporten, |_| ()).await;
    let number = pid("048190126");
    let one = app.tokens("portal", &number, &[]).await;
    let two = app.tokens("other", &number, &[]).await;
    let (one, _) = app.verified(one["id_token"].as_str().unwrap()).await;
    let (two, _) = app.verified(two["id_token"].as_str().unwrap()).await;
    assert_eq!(one["pid"], json!(number));
    assert_eq!(one["sid"], two["sid"], "single sign-on");
    assert_ne!(one["sub"], two["sub"]);
}

#[tokio::test]
async fn helseid_gives_its_claims_by_scope_and_signs_as_the_client_wants() {
    let app = App::start(Provider::Helseid, |config| {
        config.clients[1].id_token_algorithm = Some(Signature::Ps256);
    })
    .await;
    let tokens = app.tokens("portal", "physician", &[]).await;
    let (claims, header) = app.verified(tokens["id_token"].as_str().unwrap()).await;
    assert_eq!(header.alg, Algorithm::ES256);
    assert_eq!(claims["helseid://claims/identity/security_level"], "4");
    assert_eq!(claims["helseid://claims/hpr/hpr_number"], "9999999");
    assert_eq!(claims["helseid://claims/client/claims/orgnr_parent"], "999999999");
    let (access, header) = app.verified(tokens["access_token"].as_str().unwrap()).await;
    assert_eq!(header.typ.as_deref(), Some("at+jwt"));
    assert_eq!(access["aud"], json!(app.issuer()));
    let bearer = format!("Bearer {}", tokens["access_token"].as_str().unwrap());
    let address = format!("{}/userinfo", app.issuer());
    let info: Value = app.get_with(&address, "authorization", &bearer).await.json().await.unwrap();
    assert_eq!(info["helseid://claims/hpr/hpr_details"]["approvals"][0]["profession"], "LE");
    let tokens = app.tokens("other", "physician", &[("scope", "openid")]).await;
    let (claims, header) = app.verified(tokens["id_token"].as_str().unwrap()).await;
    assert_eq!(header.alg, Algorithm::PS256);
    assert!(claims.get("helseid://claims/identity/pid").is_none());
}

#[tokio::test]
async fn ansattporten_names_the_organisation_and_role_to_whoever_asks() {
    let app = App::start(Provider::Ansattporten, |_| ()).await;
    let claims = async |details: Option<Value>| {
        let details = details.map(|details| details.to_string());
        let asked: Vec<_> = details.iter().map(|details| ("authorization_details", &**details)).collect();
        let tokens = app.tokens("portal", "vendor", &asked).await;
        app.verified(tokens["id_token"].as_str().unwrap()).await.0
    };
    assert!(claims(None).await.get("authorization_details").is_none());
    let resource =
        json!([{ "type": "ansattporten:altinn:resource", "resource": "urn:altinn:resource:demo" }]);
    let right = &claims(Some(resource)).await["authorization_details"][0];
    assert_eq!(right["resource"], "urn:altinn:resource:demo");
    assert_eq!(right["authorized_parties"][0]["orgno"]["ID"], "0192:999999999");
    assert_eq!(right["authorized_parties"][0]["role"], "vendor");
    let service = json!([{ "type": "ansattporten:altinn:service" }]);
    assert_eq!(
        claims(Some(service)).await["authorization_details"][0]["reportees"][0]["ID"],
        "0192:999999999"
    );
    for wrong in ["[]", "{", "[{}]", r#"[{"type":"other"}]"#] {
        let refused = app.push("portal", &[("authorization_details", wrong)]).await;
        assert_eq!(refused.status(), StatusCode::BAD_REQUEST, "{wrong}");
    }
}

#[tokio::test]
async fn discovery_names_only_addresses_of_the_issuer() {
    for provider in [Provider::Idporten, Provider::Ansattporten, Provider::Helseid] {
        let app = App::start(provider, |_| ()).await;
        let address = format!("{}/.well-known/openid-configuration", app.issuer());
        let metadata: Value = app.get(&address).await.json().await.unwrap();
        assert_eq!(metadata["issuer"], json!(app.issuer()));
        for (name, value) in metadata.as_object().unwrap() {
            if name.ends_with("_endpoint") || name.ends_with("_uri") {
                assert!(value.as_str().unwrap().starts_with(&app.issuer()), "{name}");
            }
        }
    }
}

fn hidden(page: &str, name: &str) -> String {
    let from = page.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap();
    from.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn without_a_hint_a_page_lists_the_accounts_and_only_this_browser_may_choose() {
    let app = App::start(Provider::Idporten, |_| ()).await;
    let asked = app.authorize("portal", &[("ui_locales", "nn")]).await;
    let page = app.get(&location(&asked)).await;
    let policy = page.headers()[header::CONTENT_SECURITY_POLICY].to_str().unwrap().to_owned();
    assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"));
    assert_eq!(page.headers()[header::CACHE_CONTROL], "no-store");
    let page = page.text().await.unwrap();
    assert!(page.contains("lang=\"nn\"") && page.contains("Innbyggjarar") && page.contains("Behandlarar"));
    assert!(page.contains("Kari &lt;Demo&gt;"), "names are escaped");
    let (interaction, csrf) = (hidden(&page, "interaction"), hidden(&page, "csrf"));
    let choose = |csrf: String| {
        vec![
            ("interaction".to_owned(), interaction.clone()),
            ("csrf".into(), csrf),
            ("account".into(), "parent".into()),
        ]
    };
    async fn post(app: &App, form: Vec<(String, String)>) -> reqwest::Response {
        let form: Vec<(&str, &str)> =
            form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        app.post("login", &form, &[]).await
    }
    assert_eq!(post(&app, choose("foreign".into())).await.status(), StatusCode::FORBIDDEN);
    let mistyped = vec![
        ("interaction".to_owned(), interaction.clone()),
        ("csrf".into(), csrf.clone()),
        ("pid".into(), "<b>12345678901".into()),
    ];
    let refused = post(&app, mistyped).await;
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().await.unwrap().contains("&lt;b&gt;"));
    assert!(answer(&post(&app, choose(csrf.clone())).await).contains_key("code"));
    assert_eq!(post(&app, choose(csrf.clone())).await.status(), StatusCode::BAD_REQUEST, "only once");
    app.forget_cookies();
    let asked = app.authorize("portal", &[]).await;
    let address = location(&asked);
    app.forget_cookies();
    assert_eq!(app.get(&address).await.status(), StatusCode::FORBIDDEN, "another browser");
}

#[tokio::test]
async fn cancelling_is_told_to_the_client() {
    let app = App::start(Provider::Idporten, |_| ()).await;
    let asked = app.authorize("portal", &[]).await;
    let page = app.get(&location(&asked)).await.text().await.unwrap();
    let (interaction, csrf) = (hidden(&page, "interaction"), hidden(&page, "csrf"));
    let form = [("interaction", interaction.as_str()), ("csrf", csrf.as_str()), ("cancel", "1")];
    let answer = answer(&app.post("login", &form, &[]).await);
    assert_eq!(answer["error"], "access_denied");
    assert_eq!(answer["iss"], app.issuer());
}

#[tokio::test]
async fn prompt_max_age_and_the_sessions_lifetime_are_kept() {
    let app = App::start(Provider::Idporten, |_| ()).await;
    let silent = [("prompt", "none")];
    assert_eq!(answer(&app.authorize("portal", &silent).await)["error"], "login_required");
    let error =
        answer(&app.get(&format!("{}/authorize?{}", app.issuer(), query(&[("prompt", "none login")]))).await);
    assert_eq!(error["error"], "invalid_request");
    app.code("portal", "parent", &[]).await;
    assert!(answer(&app.authorize("portal", &silent).await).contains_key("code"));
    app.advance(100);
    assert_eq!(
        answer(&app.authorize("portal", &[("prompt", "none"), ("max_age", "99")]).await)["error"],
        "login_required"
    );
    assert!(location(&app.authorize("portal", &[("prompt", "login")]).await).contains("/login?"));
    let other = [("prompt", "none"), ("login_hint", "physician")];
    assert_eq!(answer(&app.authorize("portal", &other).await)["error"], "login_required", "another person");
    app.advance(7200);
    assert_eq!(answer(&app.authorize("portal", &silent).await)["error"], "login_required");
}

fn query(extra: &[(&str, &str)]) -> String {
    let mut url = reqwest::Url::parse("http://x/").unwrap();
    url.query_pairs_mut().append_pair("client_id", "plain").extend_pairs(harness::request(extra));
    url.query().unwrap().to_owned()
}

#[tokio::test]
async fn logout_needs_our_own_hint_or_the_persons_word_and_tells_the_other_clients() {
    let app = App::start(Provider::Idporten, |_| ()).await;
    let tokens = app.tokens("portal", "parent", &[]).await;
    app.tokens("other", "parent", &[]).await;
    let hint = tokens["id_token"].as_str().unwrap();
    let end = |extra: &[(&str, &str)]| {
        let mut url = reqwest::Url::parse(&format!("{}/endsession", app.issuer())).unwrap();
        url.query_pairs_mut().extend_pairs(extra);
        url.to_string()
    };
    let back = ("post_logout_redirect_uri", "http://127.0.0.1:9/ute");
    let asked = app.get(&end(&[back, ("client_id", "portal")])).await;
    assert_eq!(asked.status(), StatusCode::OK, "asks without a hint");
    for wrong in [
        end(&[("id_token_hint", &format!("{hint}x")), back]),
        end(&[("id_token_hint", hint), ("post_logout_redirect_uri", "http://127.0.0.1:9/ute2")]),
        end(&[("id_token_hint", hint), ("client_id", "other"), back]),
    ] {
        assert_eq!(app.get(&wrong).await.status(), StatusCode::BAD_REQUEST);
    }
    app.advance(1000);
    let done = app.get(&end(&[("id_token_hint", hint), back, ("state", "s")])).await;
    let policy = done.headers()[header::CONTENT_SECURITY_POLICY].to_str().unwrap().to_owned();
    assert!(policy.contains("frame-src http://127.0.0.1:9"));
    let page = done.text().await.unwrap().replace("&#x2f;", "/").replace("&#x3d;", "=");
    assert!(page.contains("/logout/other?iss=") && !page.contains("/logout/portal?"));
    assert!(page.contains("http://127.0.0.1:9/ute?state=s"), "{page}");
    assert_eq!(answer(&app.authorize("portal", &[("prompt", "none")]).await)["error"], "login_required");
    let again = app.get(&end(&[("id_token_hint", hint), back, ("state", "s")])).await;
    assert_eq!(location(&again), "http://127.0.0.1:9/ute?state=s");
}

#[tokio::test]
async fn a_dpop_proof_needs_a_nonce_and_binds_the_token() {
    let app = App::start(Provider::Helseid, |_| ()).await;
    let code = app.code("portal", "physician", &[]).await;
    let key = Key::new();
    let address = format!("{}/token", app.issuer());
    let mut count = 0;
    let mut proof = |method: &str, address: &str, more: Value| {
        count += 1;
        let mut header = Header::new(Algorithm::ES256);
        header.typ = Some("dpop+jwt".into());
        header.jwk = Some(serde_json::from_value(key.public.clone()).unwrap());
        let mut claims =
            json!({ "jti": format!("p{count}"), "htm": method, "htu": address, "iat": app.now() });
        claims.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        key.sign(&header, &claims)
    };
    async fn post(app: &App, code: &str, proof: &str) -> reqwest::Response {
        let assertion = app.assertion("portal");
        let form = [
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", REDIRECT),
            ("code_verifier", VERIFIER),
            ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
            ("client_assertion", &assertion),
        ];
        app.post("token", &form, &[("dpop", proof)]).await
    }
    let challenged = post(&app, &code, &proof("POST", &address, json!({}))).await;
    let nonce = challenged.headers()["dpop-nonce"].to_str().unwrap().to_owned();
    assert_eq!(challenged.json::<Value>().await.unwrap()["error"], "use_dpop_nonce");
    let wrong = post(&app, &code, &proof("GET", &address, json!({ "nonce": nonce }))).await;
    assert_eq!(wrong.json::<Value>().await.unwrap()["error"], "invalid_dpop_proof");
    let tokens: Value =
        post(&app, &code, &proof("POST", &address, json!({ "nonce": nonce }))).await.json().await.unwrap();
    assert_eq!(tokens["token_type"], "DPoP");
    let token = tokens["access_token"].as_str().unwrap();
    let (claims, _) = app.verified(token).await;
    assert!(claims["cnf"]["jkt"].is_string());
    let userinfo = format!("{}/userinfo", app.issuer());
    let bare = app.get_with(&userinfo, "authorization", &format!("Bearer {token}")).await;
    assert_eq!(bare.status(), StatusCode::UNAUTHORIZED);
    let ath = URL_SAFE_NO_PAD.encode(digest::digest(&digest::SHA256, token.as_bytes()));
    let proof = proof("GET", &userinfo, json!({ "ath": ath }));
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let send = || {
        client
            .get(&userinfo)
            .header("authorization", format!("DPoP {token}"))
            .header("dpop", proof.clone())
            .send()
    };
    assert_eq!(send().await.unwrap().status(), StatusCode::OK);
    assert_eq!(send().await.unwrap().status(), StatusCode::UNAUTHORIZED, "a proof counts once");
}
