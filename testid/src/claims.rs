//! What the tokens say.

use aws_lc_rs::{digest, hmac};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Map, Value, json};

use crate::{
    Account, Hpr, Organisation, Provider,
    authorize::Detail,
    state::{Code, Shared, TOKEN_SECONDS},
};

/// How long an ID token holds, in seconds.
const ID_TOKEN_SECONDS: i64 = 120;

/// The ID token's claims (OIDC Core §2).
pub(crate) fn id_token(state: &Shared, code: &Code, access_token: &str) -> Value {
    let now = state.now().as_second();
    let mut claims = person(code);
    let all = json!({
        "iss": state.config.issuer(code.provider),
        "aud": code.request.client_id,
        "iat": now,
        "exp": now + ID_TOKEN_SECONDS,
        "auth_time": code.auth_time.as_second(),
        "sid": code.sid,
        "at_hash": left_half(access_token),
    });
    extend(&mut claims, all);
    if let Some(nonce) = &code.request.nonce {
        claims.insert("nonce".into(), json!(nonce));
    }
    Value::Object(claims)
}

/// What userinfo answers, kept with the access token.
pub(crate) fn userinfo(code: &Code) -> Value {
    let mut claims = person(code);
    if code.provider == Provider::Helseid
        && let Some(hpr) = code.account.hpr.as_ref().filter(|_| asks(code, "helseid://scopes/hpr/hpr_number"))
    {
        claims.insert("helseid://claims/hpr/hpr_details".into(), hpr_details(hpr));
    }
    Value::Object(claims)
}

/// The claims of a HelseID access token (RFC 9068), for an API that takes it.
pub(crate) fn access_token(state: &Shared, code: &Code, jti: &str, jkt: Option<&str>) -> Value {
    let now = state.now().as_second();
    let issuer = state.config.issuer(code.provider);
    let mut claims = person(code);
    extend(
        &mut claims,
        json!({
            "iss": issuer,
            "aud": code.request.resource.as_ref().unwrap_or(&issuer),
            "client_id": code.request.client_id,
            "scope": code.request.scope,
            "iat": now,
            "nbf": now,
            "exp": now + TOKEN_SECONDS,
            "jti": jti,
            "auth_time": code.auth_time.as_second(),
        }),
    );
    if let Some(jkt) = jkt {
        claims.insert("cnf".into(), json!({ "jkt": jkt }));
    }
    Value::Object(claims)
}

/// What is said of the person, wherever it is said.
fn person(code: &Code) -> Map<String, Value> {
    let account = &code.account;
    let mut claims = Map::new();
    claims.insert("sub".into(), json!(subject(code.provider, &code.request.client_id, &account.pid)));
    match code.provider {
        Provider::Helseid => helseid(code, &mut claims),
        Provider::Idporten | Provider::Ansattporten => {
            extend(
                &mut claims,
                json!({
                    "acr": account.level.acr(),
                    "amr": ["TestID"],
                    "locale": code.request.language.code(),
                }),
            );
            if !asks(code, "no_pid") {
                claims.insert("pid".into(), json!(account.pid));
            }
        }
    }
    if !code.request.details.is_empty() {
        let details = code.request.details.iter().map(|detail| right(detail, account)).collect();
        claims.insert("authorization_details".into(), Value::Array(details));
    }
    claims
}

fn helseid(code: &Code, claims: &mut Map<String, Value>) {
    let account = &code.account;
    extend(
        claims,
        json!({
            "amr": ["pwd"],
            "idp": "testidp-oidc",
            "helseid://claims/identity/security_level": account.level.security_level(),
            "helseid://claims/identity/assurance_level": account.level.assurance_level(),
        }),
    );
    if asks(code, "profile") && !account.name.is_empty() {
        claims.insert("name".into(), json!(account.name));
    }
    if asks(code, "helseid://scopes/identity/pid") {
        claims.insert("helseid://claims/identity/pid".into(), json!(account.pid));
    }
    if let Some(hpr) = account.hpr.as_ref().filter(|_| asks(code, "helseid://scopes/hpr/hpr_number")) {
        claims.insert("helseid://claims/hpr/hpr_number".into(), json!(hpr.number));
    }
    if let Some(organisation) = account.organisations.first() {
        claims.insert("helseid://claims/client/claims/orgnr_parent".into(), json!(organisation.number));
    }
}

fn asks(code: &Code, scope: &str) -> bool {
    code.request.scope.split(' ').any(|one| one == scope)
}

fn hpr_details(hpr: &Hpr) -> Value {
    let approvals: Vec<Value> = hpr
        .professions
        .iter()
        .map(|profession| {
            let rights = if matches!(profession.as_str(), "LE" | "TL") {
                json!([{ "value": "1", "description": "Full rekvisisjonsrett" }])
            } else {
                json!([])
            };
            json!({
                "profession": profession,
                "authorization": { "value": "1", "description": "Autorisasjon" },
                "requisition_rights": rights,
                "specialities": [],
            })
        })
        .collect();
    json!({ "approvals": approvals, "hpr_number": hpr.number })
}

/// By a resource in Altinn 3, and by a service of Altinn 2.
pub(crate) const RIGHTS: [&str; 2] = ["ansattporten:altinn:resource", "ansattporten:altinn:service"];

/// Whom the account acts for by a right, as Ansattporten writes it; `role` is our own addition.
fn right(asked: &Detail, account: &Account) -> Value {
    const AUTHORITY: &str = "iso6523-actorid-upis";
    let id = |one: &Organisation| format!("0192:{}", one.number);
    let all = account.organisations.iter();
    let (name, parties): (_, Vec<Value>) = if asked.kind == RIGHTS[0] {
        let party = |one: &Organisation| {
            let number = json!({ "authority": AUTHORITY, "ID": id(one) });
            json!({ "orgno": number, "name": one.name, "role": one.role })
        };
        ("authorized_parties", all.map(party).collect())
    } else {
        let party = |one: &Organisation| json!({ "Authority": AUTHORITY, "ID": id(one), "Name": one.name, "Rights": ["Read"] });
        ("reportees", all.map(party).collect())
    };
    json!({ "type": asked.kind, "resource": asked.resource, name: parties })
}

/// Pairwise subject: the same at every start, another at each client. The key is no secret, as no person is real.
fn subject(provider: Provider, client_id: &str, pid: &str) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA256, b"testid pairwise subjects");
    let text = format!("{}\n{client_id}\n{pid}", provider.path());
    URL_SAFE_NO_PAD.encode(hmac::sign(&key, text.as_bytes()))
}

/// `at_hash` (OIDC Core §3.1.3.6).
fn left_half(access_token: &str) -> String {
    let hash = digest::digest(&digest::SHA256, access_token.as_bytes());
    URL_SAFE_NO_PAD.encode(&hash.as_ref()[..16])
}

fn extend(claims: &mut Map<String, Value>, more: Value) {
    if let Value::Object(more) = more {
        claims.extend(more);
    }
}
