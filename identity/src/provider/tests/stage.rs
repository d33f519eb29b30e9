//! A provider with a tool, a record system's worth of keys, and somebody logged in.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
};

use async_trait::async_trait;
use database::{Database, Present, Read, testing::TestDatabase};
use jiff::SignedDuration;
use kernel::{Actor, LoginLevel, PersonId, SessionId, ToolId};
use serde_json::{Value, json};

use crate::{
    Account, Admission, Algorithm, Challenge, Chosen, Client, Code, Credentials, Error, Fetch, GrantFacts,
    GrantPolicy, KeyStore, LaunchContext, Offered, Opening, Params, Party, PolicyAnswer, PolicyError,
    Provider, ProviderOptions, Reach, Result, Scopes, Secret, Session, SigningKey, Step, Terms,
    TokenResponse, Unpermitted, Upstream, client, session,
};

pub(crate) const ISSUER: &str = "https://portal.example";
pub(crate) const REDIRECT: &str = "https://tool.example/cb";
pub(crate) const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

/// Permits with a set answer until told to refuse; remembers how often it was asked.
#[derive(Default)]
pub(crate) struct Switch {
    pub(crate) refuse: AtomicBool,
    pub(crate) answer: Mutex<PolicyAnswer>,
    pub(crate) asked: Mutex<Vec<GrantFacts>>,
    /// Logged out while it is asked.
    pub(crate) log_out: Mutex<Option<(Database, SessionId)>>,
}

#[async_trait]
impl GrantPolicy for Switch {
    async fn check(&self, _: &Present, facts: &GrantFacts) -> std::result::Result<PolicyAnswer, PolicyError> {
        self.asked.lock().unwrap().push(facts.clone());
        let log_out = self.log_out.lock().unwrap().take();
        if let Some((db, session)) = log_out {
            let tx = db.begin().await.unwrap();
            session::end(&tx, Actor::System, session, crate::EndReason::LoggedOut).await.unwrap();
            tx.commit().await.unwrap();
        }
        if self.refuse.load(Ordering::SeqCst) {
            return Err(PolicyError::Refused("test".into()));
        }
        Ok(self.answer.lock().unwrap().clone())
    }
}

pub(crate) struct Stage<'a> {
    pub(crate) db: &'a TestDatabase,
    pub(crate) provider: Provider,
    pub(crate) policy: Arc<Switch>,
    pub(crate) session: Session,
    pub(crate) key: SigningKey,
    pub(crate) confidential: Client,
    pub(crate) public: Client,
}

pub(crate) async fn person(db: &Database) -> PersonId {
    let tx = db.begin().await.unwrap();
    tx.new_id()
}

pub(crate) async fn log_in(db: &Database, person: PersonId) -> (Session, Secret) {
    let tx = db.begin().await.unwrap();
    let opening = Opening {
        person,
        account: Account::Citizen,
        level: LoginLevel::High,
        methods: vec!["BankID".into()],
        authenticated_at: tx.now(),
        upstream: Upstream::default(),
        hint: None,
    };
    let opened = session::open(&tx, opening, None).await.unwrap();
    tx.commit().await.unwrap();
    opened
}

/// What may be registered: the record systems' scopes are their own.
pub(crate) fn terms() -> Terms {
    let scopes = |text| Scopes::parse(text).unwrap();
    let offered = Offered::new(&scopes("patient/Observation.cr patient/Task.r"), &scopes("user/Task.cruds"));
    Terms { reach: Reach::DEMO, offered }
}

pub(crate) fn provider_on(db: &Database, policy: Arc<Switch>) -> Provider {
    provider_with(db, policy, Arc::new(|_| Ok(())))
}

pub(crate) fn provider_with(db: &Database, policy: Arc<Switch>, admit: Admission) -> Provider {
    Provider::new(ProviderOptions {
        db: db.clone(),
        issuer: ISSUER.into(),
        keys: KeyStore::new(db.clone()),
        fetch: Fetch::new(Reach::DEMO).unwrap(),
        policy,
        offered: terms().offered,
        floor: LoginLevel::Substantial,
        admit,
    })
}

impl<'a> Stage<'a> {
    pub(crate) async fn new(db: &'a TestDatabase) -> Self {
        let policy = Arc::new(Switch::default());
        let key = SigningKey::generate(Algorithm::Es256).unwrap();
        let confidential = add(db, Some(&key), json!({})).await;
        let public = add(db, None, json!({})).await;
        let (session, _) = log_in(db, person(db).await).await;
        let provider = provider_on(db, policy.clone());
        Self { db, provider, policy, session, key, confidential, public }
    }

    /// An authorization request's parameters, some of them changed (absent where empty).
    pub(crate) fn request(client: &Client, changes: &[(&str, &str)]) -> Params {
        let challenge = Challenge::of(VERIFIER);
        let id = client.id.to_string();
        let mut pairs: HashMap<&str, &str> = HashMap::from([
            ("response_type", "code"),
            ("client_id", id.as_str()),
            ("redirect_uri", REDIRECT),
            ("scope", "openid launch storage"),
            ("state", "af0ifjsldkj"),
            ("nonce", "n-0S6_WzA2Mj"),
            ("code_challenge", challenge.as_str()),
            ("code_challenge_method", "S256"),
        ]);
        pairs.extend(changes.iter().copied());
        params(&pairs.into_iter().collect::<Vec<_>>())
    }

    pub(crate) async fn step(&self, client: &Client, changes: &[(&str, &str)]) -> Step {
        let params = Self::request(client, changes);
        let at = self.db.present().await.unwrap();
        self.provider.authorize(&at, &params, Some(&self.session), None).await.unwrap()
    }

    /// The address the browser is sent to.
    pub(crate) async fn authorize(&self, client: &Client, changes: &[(&str, &str)]) -> String {
        match self.step(client, changes).await {
            Step::Ready(ready) => self.issue(*ready, self.session.subject).await,
            Step::Answer(address) => address,
            other => panic!("{other:?}"),
        }
    }

    pub(crate) async fn issue(&self, ready: crate::Ready, subject: PersonId) -> String {
        let context = LaunchContext { intent: Some("task-1".into()), ..LaunchContext::default() };
        let chosen = Chosen { subject, launch: None, prescription: None, context };
        match self.provider.permit(ready, &self.session, chosen).await.unwrap() {
            Ok(permit) => self.provider.issue(None, permit, &self.session).await.unwrap(),
            Err(Unpermitted::Refused(address)) => address,
            Err(other) => panic!("{other:?}"),
        }
    }

    pub(crate) async fn code(&self, client: &Client) -> String {
        query(&self.authorize(client, &[]).await)["code"].clone()
    }

    /// A client assertion, some of its claims changed (absent where null).
    pub(crate) fn assertion(&self, changes: &Value) -> String {
        self.key.sign("JWT", &self.assertion_claims(changes)).unwrap()
    }

    pub(crate) fn assertion_claims(&self, changes: &Value) -> Value {
        let mut random = [0; 32];
        self.db.entropy().fill(&mut random);
        let now = self.db.now().as_second();
        let mut claims = json!({
            "iss": self.confidential.id, "sub": self.confidential.id, "aud": ISSUER,
            "jti": Secret::new(random).expose(), "iat": now, "exp": now + 60,
        });
        for (name, value) in changes.as_object().unwrap() {
            claims[name] = value.clone();
        }
        claims.as_object_mut().unwrap().retain(|_, value| !value.is_null());
        claims
    }

    /// A form of the confidential client.
    pub(crate) fn signed(&self, pairs: &[(&str, &str)]) -> Params {
        let assertion = self.assertion(&json!({}));
        let mut all = vec![
            ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
            ("client_assertion", assertion.as_str()),
        ];
        all.extend_from_slice(pairs);
        params(&all)
    }

    pub(crate) async fn redeem(&self, code: &str) -> Result<TokenResponse> {
        self.token(&[
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", REDIRECT),
            ("code_verifier", VERIFIER),
        ])
        .await
    }

    pub(crate) async fn refresh(&self, token: &str) -> Result<TokenResponse> {
        self.token(&[("grant_type", "refresh_token"), ("refresh_token", token)]).await
    }

    pub(crate) async fn token(&self, pairs: &[(&str, &str)]) -> Result<TokenResponse> {
        let params = self.signed(pairs);
        self.provider.token(&Credentials { authorization: None, params: &params }, None).await
    }

    pub(crate) async fn tokens(&self) -> TokenResponse {
        let code = self.code(&self.confidential).await;
        self.redeem(&code).await.unwrap()
    }

    pub(crate) async fn is_alive(&self, access_token: &str) -> bool {
        self.provider.userinfo(Some(&format!("Bearer {access_token}")), None, "GET").await.is_ok()
    }

    pub(crate) fn advance(&self, seconds: i64) {
        self.db.clock.advance(SignedDuration::from_secs(seconds));
    }
}

pub(crate) async fn add(db: &Database, key: Option<&SigningKey>, changes: Value) -> Client {
    let mut metadata = json!({
        "client_name": "Test tool",
        "redirect_uris": [REDIRECT],
        "scope": "openid profile pid launch storage offline_access",
        "post_logout_redirect_uris": ["https://tool.example/out"],
    });
    if let Some(key) = key {
        metadata["jwks"] = json!({ "keys": [key.public()] });
    }
    for (name, value) in changes.as_object().unwrap() {
        metadata[name] = value.clone();
    }
    let tx = db.begin().await.unwrap();
    let tool: ToolId = tx.new_id();
    let client = client::add(&tx, Actor::System, Party::Tool(tool), &metadata, &terms()).await.unwrap();
    tx.commit().await.unwrap();
    client
}

/// Parameters, the empty ones left out.
pub(crate) fn params(pairs: &[(&str, &str)]) -> Params {
    let given = pairs.iter().filter(|(_, value)| !value.is_empty());
    let encoded = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(given).finish();
    Params::parse(&encoded).unwrap()
}

pub(crate) fn query(address: &str) -> HashMap<String, String> {
    let url: url::Url = address.parse().unwrap();
    url.query_pairs().into_owned().collect()
}

/// The protocol's code of an error.
pub(crate) fn code_of<T: std::fmt::Debug>(result: Result<T>) -> Code {
    match result {
        Err(Error::OAuth(error)) => error.code,
        other => panic!("{other:?}"),
    }
}
