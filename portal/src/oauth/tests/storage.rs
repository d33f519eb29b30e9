//! What a tool keeps for persons, over HTTP, with tokens of real logins.

use std::sync::atomic::{AtomicU64, Ordering};

use database::testing::{TestDatabase, on_both};
use identity::{Algorithm, SigningKey};
use jiff::SignedDuration;
use kernel::ClientId;

use super::{
    tool::{Stage, add_client},
    *,
};

/// A tool's client with a login of the parent, who has permitted it.
struct Kept {
    stage: Stage,
    client: ClientId,
    token: String,
}

async fn client(stage: &Stage, tool: kernel::ToolId) -> ClientId {
    let metadata = json!({ "redirect_uris": [REDIRECT], "scope": "openid launch storage offline_access" });
    add_client(&stage.browser.db, tool, &metadata).await
}

/// The answer of the token endpoint to a login by this client.
async fn log_in(stage: &Stage, client: ClientId, scope: &str, dpop: Option<&str>) -> Value {
    let address = stage.browser.request(&[]).replace(&stage.browser.client, &client.to_string());
    let address = address.replace("openid+profile+pid", &scope.replace(' ', "+"));
    let (at, _) = stage.browser.follow(&address).await;
    let code = query(&at).remove("code").unwrap_or_else(|| panic!("{at}"));
    let id = client.to_string();
    let form = [
        ("grant_type", "authorization_code"),
        ("code", code.as_str()),
        ("redirect_uri", REDIRECT),
        ("code_verifier", VERIFIER),
        ("client_id", id.as_str()),
    ];
    let headers: Vec<_> = dpop.into_iter().map(|proof| ("dpop", proof)).collect();
    stage.browser.send(Method::POST, "/oauth2/token", &form, &headers).await.json().await.unwrap()
}

fn access(tokens: &Value) -> String {
    tokens["access_token"].as_str().unwrap_or_else(|| panic!("{tokens}")).to_owned()
}

impl Kept {
    async fn new(db: TestDatabase) -> Self {
        let stage = Stage::smart(db).await;
        stage.browser.log_in("parent").await;
        stage.ticket().await;
        let client = client(&stage, stage.tool).await;
        let token = access(&log_in(&stage, client, "openid storage", None).await);
        Self { stage, client, token }
    }

    async fn call(&self, method: Method, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Response {
        let bearer = format!("Bearer {}", self.token);
        self.bare(method, path, &[&[("authorization", bearer.as_str())], headers].concat(), body).await
    }

    /// Without cookies: a tool's server, or its page at another origin.
    async fn bare(&self, method: Method, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Response {
        let address = format!("{}/api/v1/storage{path}", self.stage.browser.base);
        let mut request = self.stage.browser.http.request(method, address).body(body.to_vec());
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.send().await.unwrap()
    }

    async fn put(&self, key: &str, headers: &[(&str, &str)], body: &[u8]) -> (u16, String) {
        let put = self.call(Method::PUT, &format!("/{key}"), headers, body).await;
        let tag = put.headers().get("etag").map(|tag| tag.to_str().unwrap().to_owned());
        (put.status().as_u16(), tag.unwrap_or_default())
    }

    async fn get(&self, key: &str) -> Response {
        self.call(Method::GET, &format!("/{key}"), &[], &[]).await
    }

    async fn list(&self) -> Value {
        self.call(Method::GET, "", &[], &[]).await.json().await.unwrap()
    }
}

static COUNT: AtomicU64 = AtomicU64::new(0);

/// A proof by this key for this call with this token.
fn proof(kept: &Kept, key: &SigningKey, method: &str, path: &str, token: Option<&str>) -> String {
    let path = if token.is_some() { format!("/api/v1/storage{path}") } else { path.to_owned() };
    let mut claims = json!({
        "jti": format!("jti-{}", COUNT.fetch_add(1, Ordering::Relaxed)), "htm": method, "htu": format!("{}{path}", kept.stage.browser.base),
        "iat": database::Read::now(&*kept.stage.browser.db).as_second(),
    });
    if let Some(token) = token {
        use base64::Engine;
        let hash = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, token.as_bytes());
        claims["ath"] = base64::prelude::BASE64_URL_SAFE_NO_PAD.encode(hash).into();
    }
    key.sign_proof(&claims).unwrap()
}

async fn kind(response: Response) -> (u16, String, Value) {
    assert_eq!(response.headers()["content-type"], "application/problem+json");
    let challenge = response.headers().get("www-authenticate").map(|one| one.to_str().unwrap().to_owned());
    let status = response.status().as_u16();
    (status, challenge.unwrap_or_default(), response.json().await.unwrap())
}

on_both! {
    async fn a_value_is_written_read_listed_and_deleted_on_its_conditions(db: TestDatabase) {
        let kept = Kept::new(db).await;
        assert_eq!(kept.list().await["total"], 0);
        let json_type = [("content-type", "application/json; charset=utf-8")];
        let (status, first) = kept.put("dagbok", &json_type, br#"{"n": 1}"#).await;
        assert_eq!(status, 201);
        let back = kept.get("dagbok").await;
        assert_eq!(back.status(), StatusCode::OK);
        for (name, value) in [
            ("content-type", "application/json; charset=utf-8"), ("etag", first.as_str()), ("cache-control", "private, no-cache"),
            ("content-disposition", "attachment"), ("x-content-type-options", "nosniff"),
            ("content-security-policy", "default-src 'none'; sandbox; frame-ancestors 'none'"),
        ] {
            assert_eq!(back.headers()[name], value, "{name}");
        }
        assert_eq!(back.bytes().await.unwrap().as_ref(), br#"{"n": 1}"#);
        let known = kept.call(Method::GET, "/dagbok", &[("if-none-match", &first)], &[]).await;
        assert_eq!((known.status(), known.bytes().await.unwrap().len()), (StatusCode::NOT_MODIFIED, 0));

        // Only what is not there; only over what was read.
        assert_eq!(kept.put("dagbok", &[("if-none-match", "*")], b"x").await.0, 412);
        let (status, second) = kept.put("dagbok", &[("if-match", &first)], &[0, 159, 255]).await;
        assert!(status == 204 && second != first);
        let lost = kept.call(Method::PUT, "/dagbok", &[("if-match", &first)], b"lost").await;
        let (status, _, problem) = kind(lost).await;
        assert_eq!(status, 412);
        assert!(problem["type"].as_str().unwrap().ends_with("/api#problem-conflict"), "{problem}");
        assert_eq!(kept.put("annen", &[("if-match", "*")], b"x").await.0, 412, "there is none");
        let back = kept.get("dagbok").await;
        assert_eq!(back.headers()["content-type"], "application/octet-stream");
        assert_eq!(back.bytes().await.unwrap().as_ref(), [0, 159, 255]);

        assert_eq!(kept.put("annen", &[("if-none-match", "*")], b"").await.0, 201);
        let list = kept.list().await;
        let keys: Vec<_> = list["items"].as_array().unwrap().iter().map(|one| one["key"].as_str().unwrap()).collect();
        assert_eq!((keys, &list["bytes"], &list["items"][1]["etag"]), (vec!["annen", "dagbok"], &json!(3), &json!(second)));
        assert_eq!(kept.call(Method::DELETE, "/dagbok", &[("if-match", &first)], &[]).await.status().as_u16(), 412);
        assert_eq!(kept.call(Method::DELETE, "/dagbok", &[("if-match", &second)], &[]).await.status().as_u16(), 204);
        for method in [Method::GET, Method::DELETE] {
            assert_eq!(kept.call(method, "/dagbok", &[], &[]).await.status(), StatusCode::NOT_FOUND);
        }
        let (_, third) = kept.put("dagbok", &[], b"ny").await;
        assert!(![first, second].contains(&third), "a tag is never used again");
        // Nothing readable in the database, in the audit log neither.
        let entries = database::audit::list_before(&*kept.stage.browser.db, None, 500).await.unwrap();
        let written: Vec<_> = entries.iter().filter(|entry| entry.action.starts_with("storage.")).collect();
        assert_eq!(written.len(), 5);
        assert!(!format!("{entries:?}").contains("dagbok\""), "the key's name may say what the matter is");
    }

    async fn what_does_not_fit_is_refused_with_a_problem_and_writes_nothing(db: TestDatabase) {
        let kept = Kept::new(db).await;
        for (key, headers, body, status, name) in [
            ("-a", &[][..], &b"x"[..], 422, "invalid"),
            ("a%20b", &[], b"x", 422, "invalid"),
            ("a%00", &[], b"x", 422, "invalid"),
            (&"k".repeat(101), &[], b"x", 422, "invalid"),
            ("a", &[("content-type", "not a type")], b"x", 415, "unsupported-media-type"),
            ("a", &[("if-match", "no-quotes")], b"x", 400, "bad-request"),
            ("a", &[], &vec![0; launch::storage::MAX_VALUE + 1], 413, "too-large"),
        ] {
            let (got, _, problem) = kind(kept.call(Method::PUT, &format!("/{key}"), headers, body).await).await;
            assert_eq!(got, status, "{key}: {problem}");
            assert!(problem["type"].as_str().unwrap().ends_with(&format!("#problem-{name}")), "{problem}");
            assert!(problem["detail"].is_string(), "{problem}");
        }
        assert_eq!(kept.call(Method::POST, "/a", &[], &[]).await.status(), StatusCode::METHOD_NOT_ALLOWED);
        assert_eq!(kept.list().await["total"], 0);
        // As much as there may be, and no more; what shrinks still fits.
        let most = vec![7; launch::storage::MAX_VALUE];
        for n in 0..launch::storage::MAX_TOTAL / launch::storage::MAX_VALUE {
            assert_eq!(kept.put(&format!("v{n}"), &[], &most).await.0, 201);
        }
        let (got, _, problem) = kind(kept.call(Method::PUT, "/en-til", &[], b"x").await).await;
        assert_eq!((got, problem["detail"].is_string()), (422, true));
        assert_eq!(kept.put("v0", &[], b"x").await.0, 204);
        assert_eq!(kept.put("en-til", &[], b"x").await.0, 201);
    }

    async fn a_token_reaches_its_own_tools_values_of_its_own_person_only(db: TestDatabase) {
        let kept = Kept::new(db).await;
        kept.put("dagbok", &[], b"mitt").await;
        let (status, challenge, _) = kind(kept.bare(Method::GET, "/dagbok", &[], &[]).await).await;
        assert_eq!((status, challenge.as_str()), (401, crate::web::challenge::NO_TOKEN));
        let (status, challenge, _) =
            kind(kept.bare(Method::GET, "/dagbok", &[("authorization", "Bearer nothing")], &[]).await).await;
        assert!(status == 401 && challenge.contains("invalid_token"), "{challenge}");
        let in_query = format!("/dagbok?access_token={}", kept.token);
        assert_eq!(kept.bare(Method::GET, &in_query, &[], &[]).await.status(), StatusCode::UNAUTHORIZED, "row 19");

        // The same tool's other client shares the shelf; without the scope nothing is reached.
        let other = client(&kept.stage, kept.stage.tool).await;
        let token = access(&log_in(&kept.stage, other, "openid storage", None).await);
        let second = Kept { token, ..kept };
        assert_eq!(second.get("dagbok").await.bytes().await.unwrap().as_ref(), b"mitt");
        let token = access(&log_in(&second.stage, second.client, "openid launch", None).await);
        let without = Kept { token, ..second };
        let (status, challenge, _) = kind(without.get("dagbok").await).await;
        assert_eq!(status, 403);
        assert!(challenge.contains("insufficient_scope") && challenge.contains("storage"), "{challenge}");

        // Another tool, and another person, have shelves of their own.
        let tool = without.stage.world.tool;
        let (stage, person) = (&without.stage, without.stage.browser.parent);
        let tx = stage.browser.db.begin().await.unwrap();
        let form = prescriber::Prescribe { tool, ..stage.world.form(&tx, person) };
        prescriber::prescribe(&tx, &stage.world.psychologist, form).await.unwrap();
        tx.commit().await.unwrap();
        let foreign = client(stage, tool).await;
        let (_, page) = stage.question(foreign, &[]).await;
        stage.answer(&page, &[]).await;
        let token = access(&log_in(stage, foreign, "openid storage", None).await);
        let foreign = Kept { token, ..without };
        assert_eq!(foreign.get("dagbok").await.status(), StatusCode::NOT_FOUND);
        assert_eq!(foreign.list().await["total"], 0);
    }

    async fn what_is_withdrawn_is_out_of_reach_at_once_and_gone_in_time(db: TestDatabase) {
        let kept = Kept::new(db).await;
        kept.put("dagbok", &[], b"mitt").await;
        let db = &kept.stage.browser.db;
        let shown = kept.stage.browser.get("/min-side/lagret").await.text().await.unwrap();
        assert!(shown.contains("Én opplysning") && shown.contains("/slett"), "{shown}");
        let withdrawn = kept.stage.confirm("/min-side/tillatelser", "main form").await;
        assert_eq!(withdrawn.status(), StatusCode::SEE_OTHER);
        assert_eq!(kept.get("dagbok").await.status(), StatusCode::UNAUTHORIZED, "at once");
        let shown = kept.stage.browser.get("/min-side/lagret").await.text().await.unwrap();
        assert!(shown.contains("Slettes for godt"), "{shown}");
        // Given again in time, nothing is lost.
        db.clock.advance(SignedDuration::from_hours(24 * 29));
        assert_eq!(launch::storage::forget_kept(db).await.unwrap(), 0);
        kept.stage.browser.forget();
        kept.stage.browser.log_in("parent").await;
        kept.stage.ticket().await;
        db.clock.advance(SignedDuration::from_hours(24 * 2));
        assert_eq!(launch::storage::forget_kept(db).await.unwrap(), 0);
        kept.stage.browser.forget();
        kept.stage.browser.log_in("parent").await;
        let token = access(&log_in(&kept.stage, kept.client, "openid storage", None).await);
        let kept = Kept { token, ..kept };
        assert_eq!(kept.get("dagbok").await.bytes().await.unwrap().as_ref(), b"mitt");
        // Not given again, it is gone after thirty days.
        kept.stage.confirm("/min-side/tillatelser", "main form").await;
        let db = &kept.stage.browser.db;
        db.clock.advance(SignedDuration::from_hours(24 * 30));
        assert_eq!(launch::storage::forget_kept(db).await.unwrap(), 1);
        assert_eq!(launch::storage::forget_kept(db).await.unwrap(), 0);
        let shelf = launch::storage::Shelf::of_tool(kept.stage.tool, kept.stage.browser.parent);
        assert!(launch::storage::list_values(&**db, shelf).await.unwrap().is_empty());
    }

    async fn the_person_takes_it_along_and_has_it_deleted(db: TestDatabase) {
        let kept = Kept::new(db).await;
        let browser = &kept.stage.browser;
        kept.put("dagbok", &[("content-type", "application/json")], r#"{"humør":"fint"}"#.as_bytes()).await;
        kept.put("bilde", &[], &[0, 255]).await;
        let export: Value = browser.get("/min-side/eksport.json").await.json().await.unwrap();
        let stored = export["stored"].as_array().unwrap();
        assert_eq!((&stored[0]["key"], &stored[0]["base64"]), (&json!("bilde"), &json!("AP8=")));
        assert_eq!(stored[1]["content"], r#"{"humør":"fint"}"#);
        let read = browser.get("/min-side/eksport/les").await.text().await.unwrap();
        assert!(read.contains("dagbok") && !read.contains("humør"), "the page names it, the file holds it");
        let asked = browser.get("/min-side/lagret").await.text().await.unwrap();
        let path = super::tool::attribute(&asked, "main li a[data-variant]", "href");
        assert_eq!(kept.list().await["total"], 2, "asking deletes nothing");
        let erased = kept.stage.confirm(&path, "main form").await;
        assert_eq!(erased.status(), StatusCode::SEE_OTHER);
        assert_eq!(kept.list().await["total"], 0);
        assert_eq!(kept.get("dagbok").await.status(), StatusCode::NOT_FOUND);
        assert_eq!(kept.put("dagbok", &[], b"ny").await.0, 201, "the permission stands");
    }

    async fn a_bound_token_and_a_browsers_tool_of_another_origin_reach_it(db: TestDatabase) {
        let kept = Kept::new(db).await;
        let key = SigningKey::generate(Algorithm::Es256).unwrap();
        let at_token = proof(&kept, &key, "POST", "/oauth2/token", None);
        let tokens = log_in(&kept.stage, kept.client, "openid storage", Some(&at_token)).await;
        assert_eq!(tokens["token_type"], "DPoP", "{tokens}");
        let token = access(&tokens);
        let call = async |method: Method, scheme: &str, proof: &str| {
            let authorization = format!("{scheme} {token}");
            let headers = [("authorization", authorization.as_str()), ("dpop", proof), ("origin", "https://tool.example")];
            kept.bare(method, "/dagbok", &headers, b"bundet").await
        };
        let fresh = |method: &str| proof(&kept, &key, method, "/dagbok", Some(&token));
        let (status, challenge, _) = kind(call(Method::PUT, "Bearer", &fresh("PUT")).await).await;
        assert_eq!((status, challenge.split(',').next()), (401, Some(r#"DPoP error="invalid_dpop_proof""#)));
        assert!(challenge.contains("algs=\"ES256 "), "{challenge}");
        assert_eq!(call(Method::PUT, "DPoP", &fresh("GET")).await.status(), StatusCode::UNAUTHORIZED, "htm");
        let put = call(Method::PUT, "DPoP", &fresh("PUT")).await;
        assert_eq!(put.status(), StatusCode::CREATED);
        assert_eq!(put.headers()["access-control-allow-origin"], "*");
        assert!(put.headers()["access-control-expose-headers"].to_str().unwrap().contains("etag"));
        assert!(!put.headers().contains_key("access-control-allow-credentials"), "row 33");
        let once = fresh("GET");
        assert_eq!(call(Method::GET, "DPoP", &once).await.status(), StatusCode::OK);
        assert_eq!(call(Method::GET, "DPoP", &once).await.status(), StatusCode::UNAUTHORIZED, "once");
        for path in ["/api/v1/storage/dagbok", "/fhir/Observation"] {
            let asked = [
                ("origin", "https://tool.example"), ("access-control-request-method", "GET"),
                ("access-control-request-headers", "authorization,dpop"),
            ];
            let preflight = kept.stage.browser.send(Method::OPTIONS, path, &[], &asked).await;
            let allowed = preflight.headers()["access-control-allow-headers"].to_str().unwrap().to_owned();
            assert!(allowed.contains("dpop") && allowed.contains("authorization"), "{path}: {allowed}");
        }
    }

    async fn of_twenty_writers_at_once_each_is_counted_and_one_creates(db: TestDatabase) {
        let kept = Kept::new(db).await;
        let only = [("if-none-match", "*")];
        let all = (0..20).map(|n| kept.put("felles", if n % 2 == 0 { &only } else { &[] }, b"x"));
        let outcomes = futures_util::future::join_all(all).await;
        assert_eq!(outcomes.iter().filter(|(status, _)| *status == 201).count(), 1, "{outcomes:?}");
        assert!(outcomes.iter().all(|(status, _)| [201, 204, 412].contains(status)), "{outcomes:?}");
        let tags: std::collections::BTreeSet<_> = outcomes.iter().filter(|(_, tag)| !tag.is_empty()).map(|(_, tag)| tag).collect();
        let written = outcomes.iter().filter(|(status, _)| *status != 412).count();
        assert_eq!(tags.len(), written, "each write is a version of its own");
        // Of many keys at once no more than there may be.
        let most = launch::storage::MAX_VALUES;
        let keys: Vec<_> = (0..most + 5).map(|n| format!("n{n}")).collect();
        let outcomes = futures_util::future::join_all(keys.iter().map(|key| kept.put(key, &[], b"x"))).await;
        assert_eq!(outcomes.iter().filter(|(status, _)| *status == 201).count(), most - 1);
        assert_eq!(kept.list().await["total"], most);
    }
}
