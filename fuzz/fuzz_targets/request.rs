//! Authorization requests, pushed or in the address: what is taken goes to a registered address, asks for registered scopes, and has a challenge.
#![no_main]

use identity::{AuthorizationRequest, Challenge, Params, Scopes, fuzzing};
use libfuzzer_sys::fuzz_target;
use reseptor_fuzz::{CLIENT, ISSUER, REDIRECT, SCOPE};

/// Longest `state`, `nonce`, `launch`, `login_hint` and `ui_locales`.
const LONGEST: usize = 2_048;

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let Ok(params) = Params::parse(text) else { return };
    let check = |params: &Params| fuzzing::request(&CLIENT, params, &[ISSUER, "https://portal.example/fhir"]);
    let Some(request) = check(&params) else {
        assert!(check(&params).is_none(), "a refused thing stays refused");
        return;
    };
    assert_eq!(request.redirect_uri, REDIRECT);
    assert!(!request.scopes.is_empty() && request.scopes.is_within(&Scopes::parse(SCOPE).expect("scopes")));
    assert!(Challenge::parse(&request.challenge).is_some());
    assert_eq!(
        (params.get("response_type"), params.get("code_challenge_method")),
        (Some("code"), Some("S256"))
    );
    for text in [&request.state, &request.nonce, &request.launch, &request.ui_locales, &request.login_hint] {
        assert!(text.as_ref().is_none_or(|text| text.len() <= LONGEST && !text.contains('\0')));
    }
    assert!(request.dpop_jkt.as_deref().is_none_or(|key| Challenge::parse(key).is_some()));
    // Kept and read again, it is the same.
    let kept = serde_json::to_string(&request).expect("JSON");
    assert_eq!(serde_json::from_str::<AuthorizationRequest>(&kept).expect("our own"), request);
    // Nothing but the registered address, whatever is beside it.
    assert!(Params::parse(&format!("{text}&redirect_uri=https%3A%2F%2Fevil.example%2F")).is_err(), "twice");
});
