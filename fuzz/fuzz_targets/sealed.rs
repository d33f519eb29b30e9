//! Codes, `request_uri`s and tokens: what we did not write never opens; what we wrote opens as what it is, and no longer after a single changed
//! character or as another kind.
#![no_main]

use std::sync::LazyLock;

use database::{Keyring, Read, testing::TestDatabase};
use identity::{Grant, LaunchContext, Params, Scopes, fuzzing, grant::Bound};
use jiff::Timestamp;
use kernel::{GrantId, LoginLevel, PersonId, SessionId};
use libfuzzer_sys::fuzz_target;
use reseptor_fuzz::{ALPHABET, CLIENT, ISSUER, REDIRECT, SCOPE, altered, client_id, now};
use uuid::Uuid;

/// A database with its keys.
static DATABASE: LazyLock<TestDatabase> = LazyLock::new(|| {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let database = runtime.block_on(TestDatabase::sqlite());
    // What serves the database goes on as long as the process does.
    std::mem::forget(runtime);
    database
});

/// As what a text opens: a code, a pushed request, an access token, a refresh token.
fn opens(keyring: &Keyring, text: &str) -> [bool; 4] {
    [
        fuzzing::read_code(keyring, text).is_some(),
        fuzzing::read_pushed(keyring, text).is_some(),
        fuzzing::read_token(keyring, true, text).is_some(),
        fuzzing::read_token(keyring, false, text).is_some(),
    ]
}

/// A number that the input chooses, another for each salt.
fn number(data: &[u8], salt: u128) -> u128 {
    let step = |sum: u128, byte: &u8| (sum ^ u128::from(*byte)).wrapping_mul(0x0100_0000_01b3_0000_0193);
    data.iter().fold(salt.wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835), step)
}

/// A grant with what the input makes of it.
fn grant(data: &[u8], text: &str) -> Grant {
    let id = |salt| Uuid::from_u128(number(data, salt));
    let person = PersonId::from_uuid(id(1));
    let odd = number(data, 2) & 1 == 1;
    Grant {
        id: GrantId::from_uuid(id(3)),
        client: client_id(),
        session: SessionId::from_uuid(id(4)),
        person,
        subject: if odd { PersonId::from_uuid(id(5)) } else { person },
        launch: None,
        prescription: None,
        scopes: Scopes::parse(text).or_else(|| Scopes::parse(SCOPE)).expect("scopes"),
        bound: Bound { redirect_uri: REDIRECT.into(), challenge: text.into(), nonce: odd.then(|| text.into()) },
        context: LaunchContext { intent: Some(text.into()), ..LaunchContext::default() },
        level: LoginLevel::High,
        authenticated_at: now(),
        created_at: now(),
        expires_at: now(),
        redeemed_at: None,
        dpop_thumbprint: odd.then(|| text.into()),
        refresh_sequence: 0,
        used_at: None,
        access_void_at: None,
        revoked_at: None,
    }
}

fuzz_target!(|data: &[u8]| {
    let keyring = DATABASE.keyring();
    let text = String::from_utf8_lossy(data);
    let shaped: String = data.iter().map(|byte| char::from(ALPHABET[usize::from(byte % 64)])).collect();
    for foreign in [&*text, &shaped] {
        assert_eq!(opens(keyring, foreign), [false; 4], "nobody wrote this");
    }

    let grant = grant(data, &text);
    let code = fuzzing::write_code(keyring, grant.clone()).expect("a code");
    let mut written = Vec::new();
    // What is longer than anything that a request can make is not read at all.
    if let Some(read) = fuzzing::read_code(keyring, &code) {
        assert_eq!(read, grant);
        written.push((0, code));
    } else {
        assert!(data.len() > 500, "what was written is read");
    }
    let query = format!(
        "response_type=code&redirect_uri={}&scope=openid&code_challenge_method=S256&code_challenge={}&state={shaped}",
        REDIRECT.replace(':', "%3A").replace('/', "%2F"),
        "A".repeat(43),
    );
    let request = Params::parse(&query).ok().and_then(|params| fuzzing::request(&CLIENT, &params, &[ISSUER]));
    if let Some(request) = request {
        let pushed = fuzzing::write_pushed(keyring, grant.id, now(), &request).expect("a request_uri");
        assert_eq!(fuzzing::read_pushed(keyring, &pushed), Some((grant.id, request)));
        written.push((1, pushed));
    }
    let issued = Timestamp::from_microsecond((number(data, 6) % 4_000_000_000_000_000) as i64).expect("an instant");
    let token = (grant.id, issued, number(data, 7) as u32, number(data, 8) as u64);
    for access in [true, false] {
        let one = fuzzing::write_token(keyring, access, token);
        assert_eq!(fuzzing::read_token(keyring, access, &one), Some(token));
        written.push((if access { 2 } else { 3 }, one));
    }
    for (kind, one) in written {
        let as_what_it_is: Vec<bool> = (0..4).map(|other| other == kind).collect();
        assert_eq!(opens(keyring, &one)[..], as_what_it_is, "as another kind");
        let place = number(data, 9) as usize;
        let forged = altered(&one, place, place >> 8);
        assert_eq!(opens(keyring, &forged), [false; 4], "one character changed at {}", place % one.len());
        assert_eq!(opens(keyring, &format!("{one}A")), [false; 4], "longer");
        assert_eq!(opens(keyring, &one[..one.len() - 1]), [false; 4], "shorter");
    }
});
