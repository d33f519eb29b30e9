//! A tool that somebody is logged in to: a real authorization, redeemed.

use std::{collections::HashMap, sync::Arc};

use async_trait::async_trait;
use database::{Database, Present, Read};
use identity::{
    Account, Challenge, Chosen, Credentials, Fetch, GrantFacts, GrantPolicy, KeyStore, LaunchContext,
    Opening, Params, PolicyAnswer, PolicyError, Provider, ProviderOptions, Reach, Step, Upstream, session,
};
use kernel::{ClientId, LoginLevel, PersonId};

const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
/// Where codes are sent.
pub(super) const REDIRECT: &str = "http://localhost:9/back";

struct Anything;

#[async_trait]
impl GrantPolicy for Anything {
    async fn check(&self, _: &Present, _: &GrantFacts) -> Result<PolicyAnswer, PolicyError> {
        Ok(PolicyAnswer::default())
    }
}

fn params(pairs: &[(&str, &str)]) -> Params {
    Params::parse(&serde_urlencoded::to_string(pairs).unwrap()).unwrap()
}

/// Logs somebody in to the public client; gives back the person.
pub(super) async fn log_in(db: &Database, client: ClientId) -> PersonId {
    let provider = Provider::new(ProviderOptions {
        db: db.clone(),
        issuer: "https://portal.example".into(),
        keys: KeyStore::new(db.clone()),
        fetch: Fetch::new(Reach::DEMO).unwrap(),
        policy: Arc::new(Anything),
        offered: crate::oauth::terms(Reach::DEMO).offered,
        floor: LoginLevel::High,
        admit: Arc::new(|_| Ok(())),
    });
    let tx = db.begin().await.unwrap();
    let person = tx.new_id();
    let opening = Opening {
        person,
        account: Account::Citizen,
        level: LoginLevel::High,
        methods: vec!["BankID".into()],
        authenticated_at: tx.now(),
        upstream: Upstream::default(),
        hint: None,
    };
    let (session, _) = session::open(&tx, opening, None).await.unwrap();
    tx.commit().await.unwrap();
    let (id, challenge) = (client.to_string(), Challenge::of(VERIFIER));
    let request = params(&[
        ("response_type", "code"),
        ("client_id", &id),
        ("redirect_uri", REDIRECT),
        ("scope", "openid"),
        ("state", "af0ifjsldkj"),
        ("nonce", "n-0S6_WzA2Mj"),
        ("code_challenge", challenge.as_str()),
        ("code_challenge_method", "S256"),
    ]);
    let at = db.present().await.unwrap();
    let Step::Ready(ready) = provider.authorize(&at, &request, Some(&session), None).await.unwrap() else {
        panic!("the request is not ready")
    };
    let context = LaunchContext::default();
    let chosen = Chosen { subject: person, launch: None, prescription: None, context };
    let permit = provider.permit(*ready, &session, chosen).await.unwrap().unwrap();
    let address: url::Url = provider.issue(None, permit, &session).await.unwrap().parse().unwrap();
    let answer: HashMap<_, _> = address.query_pairs().into_owned().collect();
    let redeem = params(&[
        ("grant_type", "authorization_code"),
        ("client_id", &id),
        ("code", &answer["code"]),
        ("redirect_uri", REDIRECT),
        ("code_verifier", VERIFIER),
    ]);
    provider.token(&Credentials { authorization: None, params: &redeem }, None).await.unwrap();
    person
}
