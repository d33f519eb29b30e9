//! What the targets share: a moment, an issuer, a key, a client.

use std::sync::LazyLock;

use identity::{Accept, Algorithm, Client, ClientMetadata, Party, PublicKeys, Reach, SigningKey};
use jiff::Timestamp;
use kernel::{ClientId, ToolId};
use serde_json::json;

/// The platform's address.
pub const ISSUER: &str = "https://portal.example";
/// The client's only redirect address.
pub const REDIRECT: &str = "https://tool.example/cb";
/// What the client is registered for.
pub const SCOPE: &str = "openid profile launch launch/patient offline_access patient/Task.r";
/// What is taken of tokens.
pub const ANY: Accept<'static> = Accept { algorithms: &Algorithm::ALL, types: &["jwt"] };

/// Now.
pub fn now() -> Timestamp {
    Timestamp::from_second(1_795_338_000).expect("22 November 2026")
}

/// The `client_id` that assertions are about.
pub fn client_id() -> ClientId {
    "client_01J00000000000000000000000".parse().expect("an id")
}

/// A key of the client's: quick to sign with.
pub static KEY: LazyLock<SigningKey> =
    LazyLock::new(|| SigningKey::generate(Algorithm::EdDsa).expect("a key"));

/// Its public half.
pub static KEYS: LazyLock<PublicKeys> =
    LazyLock::new(|| PublicKeys::parse(&json!({ "keys": [KEY.public()] })).expect("a set"));

/// A registered client.
pub static CLIENT: LazyLock<Client> = LazyLock::new(|| {
    let metadata = json!({ "redirect_uris": [REDIRECT], "scope": SCOPE });
    Client {
        id: client_id(),
        party: Party::Tool("tool_01J00000000000000000000000".parse::<ToolId>().expect("an id")),
        metadata: ClientMetadata::parse(&metadata, Reach::PUBLIC).expect("metadata"),
        created_at: now(),
        disabled_at: None,
        ended_before: None,
        disabled_reason: None,
        refused_keys: Vec::new(),
    }
});

/// Characters of base64url.
pub const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// The token with one character changed to another of base64url, at a place and by a step that the input chooses.
pub fn altered(token: &str, place: usize, step: usize) -> String {
    let mut bytes = token.as_bytes().to_vec();
    let at = place % bytes.len();
    if let Some(letter) = ALPHABET.iter().position(|letter| *letter == bytes[at]) {
        bytes[at] = ALPHABET[(letter + 1 + step % 63) % 64];
    } else {
        bytes[at] = b'A';
    }
    String::from_utf8(bytes).expect("ASCII")
}
