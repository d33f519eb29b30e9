//! The provider on a loopback port, and a relying party to talk to it with.

use std::{
    collections::HashMap,
    sync::{
        Arc,
        atomic::{AtomicI64, AtomicU64, Ordering},
    },
};

use async_trait::async_trait;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};
use jsonwebtoken::{Algorithm, EncodingKey, Header, jwk::Jwk};
use reqwest::{Response, StatusCode, Url, header};
use serde_json::{Value, json};
use testid::{Account, Accounts, Client, Config, Hpr, Language, Level, Organisation, Provider, Service};

pub const REDIRECT: &str = "http://127.0.0.1:9/tilbake";
pub const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
pub const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

pub struct People;

fn account(key: &str, name: &str, pid: &str) -> Account {
    Account {
        key: key.into(),
        name: name.into(),
        purpose: "Til test".into(),
        pid: pid.into(),
        level: Level::High,
        hpr: None,
        organisations: Vec::new(),
    }
}

pub fn pid(start: &str) -> String {
    let mut found =
        (0..100).map(|end| format!("{start}{end:02}")).filter(|one| testid::is_synthetic_number(one));
    found.next().expect("check digits")
}

#[async_trait]
impl Accounts for People {
    async fn find(&self, hint: &str) -> Option<Account> {
        let mut all = Vec::new();
        for service in [Service::Citizen, Service::Clinician, Service::Vendor] {
            all.extend(self.list(service, Language::Nb).await);
        }
        all.into_iter().find(|one| one.key == hint || one.pid == hint)
    }

    async fn list(&self, service: Service, _language: Language) -> Vec<Account> {
        let organisation = Organisation {
            number: "999999999".into(),
            name: "Demo helseforetak".into(),
            role: "vendor".into(),
        };
        match service {
            Service::Citizen => vec![account("parent", "Kari <Demo>", &pid("018190123"))],
            Service::Clinician => vec![Account {
                hpr: Some(Hpr { number: "9999999".into(), professions: vec!["LE".into()] }),
                organisations: vec![organisation],
                ..account("physician", "Per Demo", &pid("028190124"))
            }],
            Service::Vendor => {
                vec![Account {
                    organisations: vec![organisation],
                    ..account("vendor", "Liv Demo", &pid("038190125"))
                }]
            }
            Service::Orderer | Service::Operator => Vec::new(),
        }
    }
}

pub struct Key {
    private: Vec<u8>,
    pub public: Value,
}

impl Key {
    pub fn new() -> Self {
        let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap();
        let private = pair.to_pkcs8v1().unwrap().as_ref().to_vec();
        let jwk = Jwk::from_encoding_key(&EncodingKey::from_ec_der(&private), Algorithm::ES256).unwrap();
        Self { private, public: serde_json::to_value(jwk).unwrap() }
    }

    pub fn sign(&self, header: &Header, claims: &Value) -> String {
        jsonwebtoken::encode(header, claims, &EncodingKey::from_ec_der(&self.private)).unwrap()
    }
}

pub struct App {
    pub base: String,
    pub key: Key,
    pub provider: Provider,
    clock: Arc<AtomicI64>,
    counter: AtomicU64,
    http: reqwest::Client,
    cookies: std::sync::Mutex<HashMap<String, String>>,
}

pub const START: i64 = 1_790_000_000;

impl App {
    pub async fn start(provider: Provider, adjust: impl FnOnce(&mut Config)) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}/testid", listener.local_addr().unwrap());
        let key = Key::new();
        let jwks = json!({ "keys": [key.public] });
        let client = |id: &str| {
            let jwks = jwks.clone();
            let mut client = Client::new(provider, id, REDIRECT, move || jwks.clone());
            client.services = vec![Service::Citizen, Service::Clinician];
            client.post_logout_redirect_uris = vec!["http://127.0.0.1:9/ute".into()];
            client.frontchannel_logout_uri = Some(format!("http://127.0.0.1:9/logout/{id}"));
            client
        };
        let mut plain = client("plain");
        plain.require_par = false;
        let mut config = Config::new(base.clone(), vec![client("portal"), client("other"), plain]);
        adjust(&mut config);
        let clock = Arc::new(AtomicI64::new(START));
        let time = Arc::clone(&clock);
        let now = move || jiff::Timestamp::from_second(time.load(Ordering::SeqCst)).unwrap();
        let router = testid::router(config, Arc::new(People), Arc::new(now));
        let app = axum::Router::new().nest("/testid", router);
        tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
        let http = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .build()
            .unwrap();
        let cookies = std::sync::Mutex::default();
        Self { base, key, provider, clock, counter: AtomicU64::new(0), http, cookies }
    }

    pub fn issuer(&self) -> String {
        format!("{}/{}", self.base, self.provider.path())
    }

    pub fn now(&self) -> i64 {
        self.clock.load(Ordering::SeqCst)
    }

    pub fn advance(&self, seconds: i64) {
        self.clock.fetch_add(seconds, Ordering::SeqCst);
    }

    pub fn assertion_claims(&self, client: &str) -> Value {
        let jti = self.counter.fetch_add(1, Ordering::SeqCst);
        let now = self.now();
        json!({ "iss": client, "sub": client, "aud": self.issuer(), "iat": now, "exp": now + 50, "jti": format!("jti-{jti}") })
    }

    pub fn assertion(&self, client: &str) -> String {
        let mut header = Header::new(Algorithm::ES256);
        header.typ = Some("client-authentication+jwt".into());
        self.key.sign(&header, &self.assertion_claims(client))
    }

    pub async fn post(&self, path: &str, form: &[(&str, &str)], headers: &[(&str, &str)]) -> Response {
        let mut request = self.http.post(format!("{}/{path}", self.issuer())).form(form);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.keep(request.header(header::COOKIE, self.cookie()).send().await.unwrap())
    }

    pub async fn get(&self, address: &str) -> Response {
        let request = self.http.get(address).header(header::COOKIE, self.cookie());
        self.keep(request.send().await.unwrap())
    }

    pub async fn get_with(&self, address: &str, name: &str, value: &str) -> Response {
        self.http.get(address).header(name, value).send().await.unwrap()
    }

    fn cookie(&self) -> String {
        let jar = self.cookies.lock().unwrap();
        jar.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    }

    pub fn forget_cookies(&self) {
        self.cookies.lock().unwrap().clear();
    }

    fn keep(&self, response: Response) -> Response {
        let mut jar = self.cookies.lock().unwrap();
        for cookie in response.headers().get_all(header::SET_COOKIE) {
            let cookie = cookie.to_str().unwrap();
            assert!(cookie.contains("HttpOnly") || cookie.contains("Max-Age=0"), "{cookie}");
            let (name, value) = cookie.split(';').next().unwrap().split_once('=').unwrap();
            if value.is_empty() {
                jar.remove(name);
            } else {
                jar.insert(name.to_owned(), value.to_owned());
            }
        }
        drop(jar);
        response
    }

    pub async fn authenticated(&self, path: &str, client: &str, form: &[(&str, &str)]) -> Response {
        let assertion = self.assertion(client);
        let mut all = vec![
            ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
            ("client_assertion", assertion.as_str()),
        ];
        all.extend(form);
        self.post(path, &all, &[]).await
    }

    pub async fn push(&self, client: &str, extra: &[(&str, &str)]) -> Response {
        let mut form: Vec<(&str, &str)> = vec![("client_id", client)];
        form.extend(request(extra));
        self.authenticated("par", client, &form).await
    }

    /// Pushes and opens the request; gives what the browser gets.
    pub async fn authorize(&self, client: &str, extra: &[(&str, &str)]) -> Response {
        let pushed = self.push(client, extra).await;
        assert_eq!(pushed.status(), StatusCode::CREATED, "{}", pushed.text().await.unwrap());
        let pushed: Value = pushed.json().await.unwrap();
        let request_uri = pushed["request_uri"].as_str().unwrap();
        self.get(&self.address(client, request_uri)).await
    }

    pub fn address(&self, client: &str, request_uri: &str) -> String {
        let mut address = Url::parse(&format!("{}/authorize", self.issuer())).unwrap();
        address.query_pairs_mut().append_pair("client_id", client).append_pair("request_uri", request_uri);
        address.into()
    }

    pub async fn code(&self, client: &str, hint: &str, extra: &[(&str, &str)]) -> String {
        let mut all = vec![("login_hint", hint)];
        all.extend(extra);
        answer(&self.authorize(client, &all).await)["code"].clone()
    }

    pub async fn redeem(&self, client: &str, code: &str) -> Response {
        let form = [
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", REDIRECT),
            ("code_verifier", VERIFIER),
        ];
        self.authenticated("token", client, &form).await
    }

    pub async fn tokens(&self, client: &str, hint: &str, extra: &[(&str, &str)]) -> Value {
        let code = self.code(client, hint, extra).await;
        let response = self.redeem(client, &code).await;
        assert_eq!(response.status(), StatusCode::OK);
        response.json().await.unwrap()
    }

    /// The claims of a token that the provider's published keys verify, and its header.
    pub async fn verified(&self, token: &str) -> (Value, Header) {
        let header = jsonwebtoken::decode_header(token).unwrap();
        let jwks: Value = self.get(&format!("{}/jwks", self.issuer())).await.json().await.unwrap();
        assert!(!jwks.to_string().contains("\"d\""));
        let kid = header.kid.clone().unwrap();
        let key = jwks["keys"].as_array().unwrap().iter().find(|one| one["kid"] == json!(kid)).unwrap();
        let jwk: Jwk = serde_json::from_value(key.clone()).unwrap();
        let mut validation = jsonwebtoken::Validation::new(header.alg);
        validation.validate_exp = false;
        validation.validate_aud = false;
        let key = jsonwebtoken::DecodingKey::from_jwk(&jwk).unwrap();
        (jsonwebtoken::decode::<Value>(token, &key, &validation).unwrap().claims, header)
    }
}

/// A sound request, with parameters replaced by the extra ones; an empty value removes one.
pub fn request<'a>(extra: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut all = vec![
        ("response_type", "code"),
        ("redirect_uri", REDIRECT),
        ("scope", "openid profile helseid://scopes/identity/pid helseid://scopes/hpr/hpr_number"),
        ("state", "tilstand"),
        ("nonce", "engang"),
        ("code_challenge", CHALLENGE),
        ("code_challenge_method", "S256"),
    ];
    for (name, value) in extra {
        all.retain(|(one, _)| one != name);
        if !value.is_empty() {
            all.push((name, value));
        }
    }
    all
}

/// Where the browser is sent.
pub fn location(response: &Response) -> String {
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    response.headers()[header::LOCATION].to_str().unwrap().to_owned()
}

/// The parameters of the answer at the client's address.
pub fn answer(response: &Response) -> HashMap<String, String> {
    let location = location(response);
    assert!(location.starts_with(REDIRECT), "{location}");
    Url::parse(&location).unwrap().query_pairs().into_owned().collect()
}
