//! FHIR's JSON, of which `Observation` is all that is taken from outside (`portal/src/fhir/capability.rs`), and the condition that may go with it: what is
//! kept is JSON, says nothing that is ours to say, and is taken again unchanged; a condition names one identifier.
#![no_main]

use libfuzzer_sys::fuzz_target;
use portal::fuzzing::{condition, observation};
use reseptor_fuzz::now;
use serde_json::Value;

const PATIENT: &str = "ab12";

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else { return };
    if let Some(identifier) = condition(text) {
        let (system, value) = identifier.split_once('|').expect("system and value");
        assert!(!system.is_empty() && !value.is_empty() && !value.contains('|'));
        assert!(identifier.chars().count() <= 400);
        let mut written = url::form_urlencoded::Serializer::new(String::new());
        let again = written.append_pair("identifier", &identifier).finish();
        assert_eq!(condition(&again), Some(identifier));
    }
    let kept = match observation(text, PATIENT, now()) {
        Ok(kept) => kept,
        Err(issues) => {
            assert!(issues > 0, "a refusal says why");
            assert_eq!(observation(text, PATIENT, now()), Err(issues), "a refused thing stays refused");
            return;
        }
    };
    assert!(kept.len() <= text.len() * 6 + 64, "bounded by what came");
    let value: Value = serde_json::from_str(&kept).expect("JSON");
    let members = value.as_object().expect("an object");
    for ours in ["id", "resourceType", "subject"] {
        assert!(!members.contains_key(ours), "{ours}");
    }
    let rest = kept.strip_prefix('{').expect("an object");
    let again = format!("{{\"resourceType\":\"Observation\",{rest}");
    assert_eq!(observation(&again, PATIENT, now()), Ok(kept.clone()));
    // About another, it is refused.
    let other =
        format!("{{\"resourceType\":\"Observation\",\"subject\":{{\"reference\":\"Patient/cd34\"}},{rest}");
    assert!(observation(&other, PATIENT, now()).is_err());
});
