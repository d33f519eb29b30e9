//! Logging in and the provider over HTTP, on a port of their own, with the built-in login.

mod away;
mod birthday;
mod consent;
mod for_whom;
mod history;
mod instances;
mod lifetimes;
mod machine;
mod markup;
mod new_words;
mod providers;
mod record_system;
mod sandbox;
mod stopped;
mod storage;
mod tool;
mod withdrawn;

use std::{collections::BTreeMap, net::SocketAddr, sync::Mutex};

use catalogue::{NewOrganisation, OrganisationKind};
use database::testing::{TestDatabase, on_both};
use identity::{Challenge, Party, Reach, client};
use kernel::{Actor, Locale, PersonId, Phrase};
use people::{AddressProtection, Name, NumberPolicy, PersonStatus, RegisterEntry};
use reqwest::{Method, Response, StatusCode, header};
use serde_json::{Value, json};

use super::terms;
use crate::{
    config::Config,
    testing::{operator, publish},
    web::App,
};

const REDIRECT: &str = "http://localhost:9/cb";
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

/// A site that listens, and a browser.
struct Browser {
    base: String,
    http: reqwest::Client,
    cookies: Mutex<BTreeMap<String, String>>,
    db: TestDatabase,
    client: String,
    parent: PersonId,
    app: App,
}

fn number(start: &str) -> String {
    (0..100).map(|end| format!("{start}{end:02}")).find(|one| testid::is_synthetic_number(one)).unwrap()
}

async fn enter(db: &TestDatabase, key: &str, start: &str, born: &str) -> PersonId {
    let tx = db.begin().await.unwrap();
    let entry = RegisterEntry {
        number: number(start).parse().unwrap(),
        name: Name { given: Phrase::new("Kari").unwrap(), family: Phrase::new("Demo").unwrap() },
        born: born.parse().unwrap(),
        address: AddressProtection::Open,
        status: PersonStatus::Active,
        emergency_block: false,
        lacks_capacity: false,
        care_order: false,
        language: Locale::Nb,
        account_key: Some(key.into()),
    };
    let person = people::upsert_from_register(&tx, NumberPolicy::Synthetic, entry).await.unwrap();
    tx.commit().await.unwrap();
    person.id
}

/// The demonstration's tool that asks nothing of the person but a login, and a public client of it.
async fn tool_client(db: &TestDatabase) -> String {
    let tx = db.begin().await.unwrap();
    let vendor = NewOrganisation {
        key: None,
        name: Phrase::new("Demo Verktøysmia AS").unwrap(),
        kind: OrganisationKind::Vendor,
        org_number: "974760673".parse().unwrap(),
    };
    let vendor = catalogue::add_organisation(&tx, &operator(), vendor).await.unwrap().id;
    tx.commit().await.unwrap();
    let lines = include_str!("../../demo/tools.jsonl").lines();
    let mut tools = lines.map(|line| serde_json::from_str::<Value>(line).unwrap());
    let line = tools.find(|tool| tool["slug"] == "dognrytme-demo").unwrap();
    let tool = publish(db, vendor, &line).await;
    let metadata = json!({
        "redirect_uris": [REDIRECT], "post_logout_redirect_uris": ["http://localhost:9/out"],
        "scope": "openid profile pid",
    });
    let tx = db.begin().await.unwrap();
    let client =
        client::add(&tx, Actor::System, Party::Tool(tool), &metadata, &terms(Reach::DEMO)).await.unwrap();
    tx.commit().await.unwrap();
    client.id.to_string()
}

impl Browser {
    async fn new() -> Self {
        Self::on(TestDatabase::sqlite().await).await
    }

    async fn on(db: TestDatabase) -> Self {
        Self::with(db, &[]).await
    }

    /// With this in the environment too.
    async fn with(db: TestDatabase, environment: &[(&str, String)]) -> Self {
        let parent = enter(&db, "parent", "018190123", "1981-01-01").await;
        enter(&db, "child-5", "018190124", "2021-01-01").await;
        let client = tool_client(&db).await;
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let listen = ("RESEPTOR_LISTEN".to_owned(), "127.0.0.1:0".to_owned());
        let more = environment.iter().map(|(name, value)| ((*name).to_owned(), value.clone()));
        let mut config = Config::from_parts(None, more.chain([listen])).unwrap();
        config.bound(listener.local_addr().unwrap());
        let base = config.issuer();
        let app = App::new(config, db.clone()).unwrap();
        app.identity.prepare().await.unwrap();
        let service = app.router().into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(async move { axum::serve(listener, service).await });
        let http = reqwest::Client::builder();
        let http = http.redirect(reqwest::redirect::Policy::none()).no_proxy().build().unwrap();
        Self { base, http, cookies: Mutex::default(), db, client, parent, app }
    }

    /// Somebody else's browser at the same site.
    fn forget(&self) {
        self.cookies.lock().unwrap().clear();
    }

    async fn send(
        &self,
        method: Method,
        path: &str,
        form: &[(&str, &str)],
        headers: &[(&str, &str)],
    ) -> Response {
        let address = if path.starts_with("http") { path.to_owned() } else { format!("{}{path}", self.base) };
        let cookies: Vec<_> =
            self.cookies.lock().unwrap().iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut request =
            self.http.request(method.clone(), address).header(header::COOKIE, cookies.join("; "));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if method == Method::POST {
            request = request.form(form);
        }
        let response = request.send().await.unwrap();
        for cookie in response.headers().get_all(header::SET_COOKIE) {
            let (pair, attributes) = cookie.to_str().unwrap().split_once(';').unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            let guarded = attributes.contains("HttpOnly") && attributes.contains("SameSite=Lax");
            assert!(guarded || value.is_empty(), "{attributes}");
            let mut jar = self.cookies.lock().unwrap();
            if value.is_empty() {
                jar.remove(name);
            } else {
                jar.insert(name.into(), value.into());
            }
        }
        response
    }

    async fn get(&self, path: &str) -> Response {
        self.send(Method::GET, path, &[], &[]).await
    }

    /// Follows redirects as long as they stay on this site.
    async fn follow(&self, path: &str) -> (String, Response) {
        let mut at = path.to_owned();
        for _ in 0..10 {
            let response = self.get(&at).await;
            let Some(next) = response.headers().get(header::LOCATION) else { return (at, response) };
            assert_eq!(response.status(), StatusCode::SEE_OTHER, "row 23: never 307");
            at = next.to_str().unwrap().to_owned();
            if at.starts_with("http") && !at.starts_with(&self.base) {
                return (at, response);
            }
        }
        panic!("too many redirects")
    }

    async fn log_in(&self, hint: &str) -> (String, Response) {
        self.follow(&format!("/logg-inn?tjeneste=innbygger&login_hint={hint}&neste=/om")).await
    }

    fn request(&self, more: &[(&str, &str)]) -> String {
        let challenge = Challenge::of(VERIFIER);
        let query = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs([
                ("client_id", self.client.as_str()),
                ("response_type", "code"),
                ("redirect_uri", REDIRECT),
                ("scope", "openid profile pid"),
                ("state", "tilstand"),
                ("nonce", "engang"),
                ("code_challenge", challenge.as_str()),
                ("code_challenge_method", "S256"),
            ])
            .extend_pairs(more)
            .finish();
        format!("/oauth2/authorize?{query}")
    }

    async fn tokens(&self, code: &str) -> Value {
        let form = [
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", REDIRECT),
            ("code_verifier", VERIFIER),
            ("client_id", self.client.as_str()),
        ];
        let origin = [("origin", "https://tool.example")];
        let response = self.send(Method::POST, "/oauth2/token", &form, &origin).await;
        assert_eq!(response.headers()["access-control-allow-origin"], "*");
        assert!(!response.headers().contains_key("access-control-allow-credentials"), "row 33");
        assert_eq!(response.headers()["cache-control"], "no-store");
        response.json().await.unwrap()
    }
}

fn query(address: &str) -> BTreeMap<String, String> {
    address.parse::<url::Url>().unwrap().query_pairs().into_owned().collect()
}

fn encoded(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

on_both! {
    async fn rows_22_23_a_citizen_logs_in_and_out_and_the_cookie_is_worthless_afterwards(db: TestDatabase) {
        let browser = Browser::on(db).await;
        let (at, page) = browser.log_in("parent").await;
        assert!(at.ends_with("/om") && page.status() == StatusCode::OK);
        let cookie = browser.cookies.lock().unwrap()["reseptor"].clone();
        let asked = browser.get("/logg-ut").await.text().await.unwrap();
        let (_, rest) = asked.split_once("name=\"csrf\" value=\"").unwrap();
        let csrf = rest.split('"').next().unwrap();
        let foreign = browser.send(Method::POST, "/logg-ut", &[("csrf", "x")], &[]).await;
        assert_eq!(foreign.status(), StatusCode::FORBIDDEN, "row 22");
        let out = browser.send(Method::POST, "/logg-ut", &[("csrf", csrf)], &[]).await;
        let location = out.headers()["location"].to_str().unwrap();
        assert!(location.starts_with(&format!("{}/testid/idporten/endsession?", browser.base)), "{location}");
        assert_eq!(identity::session::find(&browser.db, &cookie).await.unwrap(), None);
        assert!(identity::session::list_live(&*browser.db, browser.parent).await.unwrap().is_empty());
    }
}

on_both! {
    async fn row_35_nobody_is_sent_elsewhere_after_login(db: TestDatabase) {
        let browser = Browser::on(db).await;
        for wrong in ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"] {
            let address = format!("/logg-inn?login_hint=parent&neste={}", encoded(wrong));
            let (at, _) = browser.follow(&address).await;
            assert!(at.ends_with("/mine-verktoy"), "{wrong}: {at}");
        }
        let unknown = browser.get("/logg-inn?tjeneste=ingen").await;
        assert_eq!(unknown.status(), StatusCode::BAD_REQUEST);
    }
}

#[tokio::test]
async fn f12_nobody_under_thirteen_logs_in_alone_nor_anybody_in_a_role_that_is_not_theirs() {
    let browser = Browser::new().await;
    let (_, page) = browser.log_in("child-5").await;
    assert_eq!(page.status(), StatusCode::FORBIDDEN);
    assert!(!browser.cookies.lock().unwrap().contains_key("reseptor"));
    let (_, page) = browser.log_in(&number("058190127")).await;
    assert_eq!(page.status(), StatusCode::FORBIDDEN, "a stranger");
    let (_, page) = browser.follow("/logg-inn?tjeneste=behandler&login_hint=parent").await;
    assert_eq!(page.status(), StatusCode::FORBIDDEN, "no clinician");
}

on_both! {
    async fn row_10_a_login_completes_in_its_own_browser_only(db: TestDatabase) {
        let browser = Browser::on(db).await;
        let begun = browser.get("/logg-inn?login_hint=parent").await;
        let provider = begun.headers()["location"].to_str().unwrap().to_owned();
        let back = browser.get(&provider).await.headers()["location"].to_str().unwrap().to_owned();
        browser.cookies.lock().unwrap().clear();
        assert_eq!(browser.get(&back).await.status(), StatusCode::FORBIDDEN);
        assert!(!browser.cookies.lock().unwrap().contains_key("reseptor"));
    }
}

#[tokio::test]
async fn a_tool_starts_by_itself_the_person_logs_in_once_and_the_tool_has_its_tokens() {
    let browser = Browser::new().await;
    let (at, page) = browser.follow(&browser.request(&[("login_hint", "parent")])).await;
    assert!(at.starts_with(REDIRECT), "{at}: {}", page.text().await.unwrap());
    let answer = query(&at);
    assert_eq!((answer["state"].as_str(), answer["iss"].as_str()), ("tilstand", browser.base.as_str()));
    let tokens = browser.tokens(&answer["code"]).await;
    assert_eq!(tokens["scope"], "openid", "a pseudonymous tool is granted neither name nor number (P1)");
    let bearer = format!("Bearer {}", tokens["access_token"].as_str().unwrap());
    let info = browser.send(Method::GET, "/oauth2/userinfo", &[], &[("authorization", &bearer)]).await;
    let info: Value = info.json().await.unwrap();
    assert!(info["sub"].is_string() && info.get("name").is_none() && info.get("pid").is_none(), "{info}");
    // With a session nothing is asked any more, also where nothing may be shown.
    let (at, _) = browser.follow(&browser.request(&[("prompt", "none")])).await;
    assert!(query(&at).contains_key("code"), "{at}");
    // The tool logs out: everything it held is dead.
    let hint = tokens["id_token"].as_str().unwrap();
    let then = encoded("http://localhost:9/out");
    let out = format!("/oauth2/end-session?id_token_hint={hint}&post_logout_redirect_uri={then}");
    let (at, _) = browser.follow(&out).await;
    assert_eq!(at, "http://localhost:9/out");
    let dead = browser.send(Method::GET, "/oauth2/userinfo", &[], &[("authorization", &bearer)]).await;
    assert_eq!(dead.status(), StatusCode::UNAUTHORIZED);
    assert!(dead.headers()["www-authenticate"].to_str().unwrap().contains("invalid_token"));
}

on_both! {
    async fn rows_01_02_19_21_29_bad_requests_are_answered_without_a_redirect(db: TestDatabase) {
        let browser = Browser::on(db).await;
        let address = browser.request(&[]);
        for (what, wrong) in [
            ("unknown client", address.replace(&browser.client, "client_%3Cscript%3E")),
            ("another address", address.replace("%2Fcb", "%2Fcb2")),
            ("twice", format!("{address}&redirect_uri=http%3A%2F%2Flocalhost%3A9%2Fcb")),
            ("NUL", format!("{address}&login_hint=a%00b")),
        ] {
            let response = browser.get(&wrong).await;
            assert_eq!(response.status(), StatusCode::BAD_REQUEST, "{what}");
            assert!(!response.headers().contains_key("location"), "{what}");
            let page = response.text().await.unwrap();
            assert!(page.contains("<h1") && !page.contains("<script>"), "{what}");
        }
        let (at, _) = browser.follow(&browser.request(&[("prompt", "none")])).await;
        assert_eq!(query(&at)["error"], "login_required");
        let token = browser.get("/oauth2/userinfo?access_token=x").await;
        assert_eq!(token.status(), StatusCode::UNAUTHORIZED, "row 19");
        let huge = "x".repeat(1_000_000);
        let response = browser.send(Method::POST, "/oauth2/token", &[("client_assertion", &huge)], &[]).await;
        let refused = [StatusCode::PAYLOAD_TOO_LARGE, StatusCode::BAD_REQUEST];
        assert!(refused.contains(&response.status()), "row 29");
        let form = [("grant_type", "password"), ("client_id", browser.client.as_str())];
        let error: Value = browser.send(Method::POST, "/oauth2/token", &form, &[]).await.json().await.unwrap();
        assert_eq!(error["error"], "unsupported_grant_type");
    }
}

on_both! {
    async fn rows_21_24_a_form_from_another_site_is_asked_again_from_here_with_the_cookie(db: TestDatabase) {
        let browser = Browser::on(db).await;
        let (at, _) = browser.follow(&browser.request(&[("login_hint", "parent")])).await;
        let tokens = browser.tokens(&query(&at)["code"]).await;
        // As browsers send it: without the cookie, which is SameSite=Lax.
        let form = async |path: &str, fields: &[(&str, &str)]| {
            let request = browser.http.post(format!("{}{path}", browser.base)).form(fields);
            let sent = request.header("origin", "http://localhost:9").header("sec-fetch-site", "cross-site");
            sent.send().await.unwrap()
        };
        let to = |answer: &Response| answer.headers()[header::LOCATION].to_str().unwrap().to_owned();
        let asked = query(&format!("{}{}", browser.base, browser.request(&[("prompt", "none")])));
        let asked: Vec<_> = asked.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let link = to(&form("/oauth2/authorize", &asked).await);
        assert!(link.starts_with("/oauth2/authorize?"), "{link}");
        let (at, _) = browser.follow(&link).await;
        assert!(query(&at).contains_key("code"), "row 21: somebody is logged in: {at}");
        // What names somebody, or is long, stands in no address: a page of ours sends it on.
        let more = "x".repeat(2_000);
        for further in [("login_hint", "parent"), ("more", more.as_str())] {
            let page = form("/oauth2/authorize", &[asked.clone(), vec![further]].concat()).await;
            assert_eq!(page.status(), StatusCode::OK, "{}", further.0);
            let policy = page.headers()["content-security-policy"].to_str().unwrap().to_owned();
            assert!(policy.contains("http://localhost:9"), "{policy}");
            let html = page.text().await.unwrap();
            assert!(html.contains("data-send-form") && html.contains(further.1), "{html}");
            let again = [asked.clone(), vec![further, ("sent_on", "1")]].concat();
            let nobody = to(&form("/oauth2/authorize", &again).await);
            assert_eq!(query(&nobody)["error"], "login_required", "once: then it is answered as it came");
        }

        let out = "http://localhost:9/out";
        let foreign = [("csrf", "another"), ("sent_on", "1")];
        let refused = browser.send(Method::POST, "/oauth2/end-session", &foreign, &[]).await;
        assert_eq!(refused.status(), StatusCode::FORBIDDEN, "row 22");
        let hint = tokens["id_token"].as_str().unwrap();
        let fields = [("id_token_hint", hint), ("post_logout_redirect_uri", out), ("sent_on", "1")];
        let page = form("/oauth2/end-session", &fields[..2]).await;
        assert_eq!(page.status(), StatusCode::OK);
        assert!(page.text().await.unwrap().contains(hint));
        let gone = browser.send(Method::POST, "/oauth2/end-session", &fields, &[]).await;
        let first = to(&gone);
        let at = if first == out { first } else { browser.follow(&first).await.0 };
        assert_eq!(at, out);
        let bearer = format!("Bearer {}", tokens["access_token"].as_str().unwrap());
        let dead = browser.send(Method::GET, "/oauth2/userinfo", &[], &[("authorization", &bearer)]).await;
        assert_eq!(dead.status(), StatusCode::UNAUTHORIZED, "row 24: the logout that was answered was done");
        // Nobody is logged in any more: the same, and no circle.
        assert_eq!(to(&form("/oauth2/end-session", &fields).await), out);
    }

    async fn what_a_tool_asks_for_silently_keeps_nobody_logged_in(db: TestDatabase) {
        let browser = Browser::on(db).await;
        for (more, lives) in [(&[("prompt", "none")][..], false), (&[], true)] {
            browser.log_in("parent").await;
            for _ in 0..2 {
                browser.db.clock.advance(jiff::SignedDuration::from_mins(20));
                browser.get(&browser.request(more)).await;
            }
            assert_eq!(browser.get("/min-side").await.status() == StatusCode::OK, lives, "{more:?}");
        }
    }

    async fn rows_31_33_the_issuer_stays_and_other_sites_scripts_stay_out_of_authorize(db: TestDatabase) {
        let browser = Browser::on(db).await;
        let asked = [("origin", "https://x.example"), ("access-control-request-method", "GET")];
        let preflight = browser.send(Method::OPTIONS, "/oauth2/authorize", &[], &asked).await;
        assert!(!preflight.headers().contains_key("access-control-allow-origin"), "row 33");
        let forged =
            [("host", "evil.example"), ("x-forwarded-host", "evil.example"), ("x-forwarded-proto", "https")];
        let document = browser.send(Method::GET, "/.well-known/openid-configuration", &[], &forged).await;
        assert_eq!(document.json::<Value>().await.unwrap()["issuer"], json!(browser.base), "row 31");
        let smart: Value = browser.get("/fhir/.well-known/smart-configuration").await.json().await.unwrap();
        assert!(smart["capabilities"].as_array().unwrap().contains(&json!("launch-ehr")));
        let keys: Value = browser.get("/oauth2/jwks").await.json().await.unwrap();
        assert_eq!(keys["keys"].as_array().unwrap().len(), 2);
    }
}

#[tokio::test]
async fn the_provider_ends_the_session_without_cookies() {
    let browser = Browser::new().await;
    browser.log_in("parent").await;
    let session = identity::session::list_live(&*browser.db, browser.parent).await.unwrap().remove(0);
    let (issuer, sid) = (session.upstream.issuer.unwrap(), session.upstream.sid.unwrap());
    browser.cookies.lock().unwrap().clear();
    let foreign = browser.get(&format!("/logg-ut/fra-leverandor?iss=https://evil.example&sid={sid}")).await;
    assert_eq!(foreign.status(), StatusCode::BAD_REQUEST);
    let ended = browser.get(&format!("/logg-ut/fra-leverandor?iss={}&sid={sid}", encoded(&issuer))).await;
    assert_eq!(ended.status(), StatusCode::OK);
    assert!(identity::session::list_live(&*browser.db, browser.parent).await.unwrap().is_empty());
}
