//! What ID tokens and userinfo say (contract §3.1).

use aws_lc_rs::digest::{SHA256, SHA512, digest};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use database::Read;
use jiff::SignedDuration;
use serde_json::{Map, Value, json};

use super::{Provider, Standing};
use crate::{Algorithm, PolicyAnswer, Scopes, Spoil, pseudonym};

/// How long an ID token holds.
const ID_TOKEN_LIFE: SignedDuration = SignedDuration::from_mins(10);
/// The `nonce` of a launch check that sends another one than the tool did.
const ANOTHER_NONCE: &str = "another-nonce-than-the-tool-sent";

impl Provider {
    /// The ID token's claims.
    pub(crate) fn id_token_claims(
        &self,
        standing: &Standing,
        answer: &PolicyAnswer,
        scopes: &Scopes,
        access_token: &str,
        with_nonce: bool,
    ) -> Value {
        let (grant, client) = (&standing.grant, &standing.client);
        let now = self.db().now();
        let mut claims = self.person_claims(standing, answer, scopes);
        claims.insert("iss".into(), json!(self.issuer()));
        claims.insert("aud".into(), json!(client.id));
        claims.insert("iat".into(), json!(now.as_second()));
        claims.insert("exp".into(), json!((now + ID_TOKEN_LIFE).as_second()));
        let algorithm = client.metadata.id_token_signed_response_alg;
        claims.insert("at_hash".into(), json!(at_hash(algorithm, access_token)));
        claims.insert("sid".into(), json!(pseudonym::sid(self.db().keyring(), client.id, grant.session)));
        let nonce = if answer.spoils(client.party, Spoil::Nonce) {
            Some(ANOTHER_NONCE)
        } else {
            grant.bound.nonce.as_deref()
        };
        if let Some(nonce) = nonce.filter(|_| with_nonce) {
            claims.insert("nonce".into(), json!(nonce));
        }
        Value::Object(claims)
    }

    /// What is said of both persons, in the ID token, at userinfo and at introspection alike.
    pub(crate) fn person_claims(
        &self,
        standing: &Standing,
        answer: &PolicyAnswer,
        scopes: &Scopes,
    ) -> Map<String, Value> {
        let (grant, client, keyring) = (&standing.grant, &standing.client, self.db().keyring());
        let mut claims = Map::new();
        claims.insert("sub".into(), json!(client.party.subject(keyring, grant.subject)));
        claims.insert("acr".into(), json!(grant.level));
        claims.insert("amr".into(), json!(standing.session.methods));
        claims.insert("auth_time".into(), json!(grant.authenticated_at.as_second()));
        if grant.subject != grant.person {
            let mut actor = json!({ "sub": client.party.subject(keyring, grant.person) });
            if let Some(name) = answer.actor_name.as_ref().filter(|_| scopes.has("profile")) {
                actor["name"] = json!(name);
            }
            claims.insert("act".into(), actor);
        }
        if scopes.has("fhirUser") {
            let user = client.party.fhir_user(keyring, client.id, grant.person, grant.subject);
            claims.insert("fhirUser".into(), json!(format!("{}/fhir/{user}", self.issuer())));
        }
        if let Some(representation) = &answer.representation {
            claims.insert("representation".into(), json!(representation));
        }
        if let Some(person) = &answer.identity {
            if let Some(pid) = person.pid.as_ref().filter(|_| scopes.has("pid")) {
                claims.insert("pid".into(), json!(pid.expose()));
            }
            if scopes.has("profile") {
                claims.extend(person.name.as_ref().map(|name| ("name".to_owned(), json!(name))));
                claims.extend(person.birthdate.map(|date| ("birthdate".to_owned(), json!(date.to_string()))));
            }
        }
        claims
    }
}

/// The left half of the access token's hash, by the hash of the ID token's signature (OIDC Core §3.1.3.6; SHA-512 for Ed25519).
fn at_hash(algorithm: Algorithm, access_token: &str) -> String {
    let hash = match algorithm {
        Algorithm::EdDsa => digest(&SHA512, access_token.as_bytes()),
        Algorithm::Es256 | Algorithm::Ps256 | Algorithm::Rs256 => digest(&SHA256, access_token.as_bytes()),
    };
    let bytes = hash.as_ref();
    URL_SAFE_NO_PAD.encode(&bytes[..bytes.len() / 2])
}
