//! What registers answer and what `reseptor decide` reads: an error or facts, never half of them; one line out for one line in.
#![no_main]

use launch::{
    bulk,
    representation::source::{PairAnswer, PersonAnswer, RelatedAnswer},
};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

fuzz_target!(|data: &[u8]| {
    if let Ok(text) = std::str::from_utf8(data) {
        // More after the answer is no answer, and each is an answer to its own question only.
        let more = format!("{text} {{}}");
        let person = PersonAnswer::from_json(text).is_ok();
        let pair = PairAnswer::from_json(text).is_ok();
        let related = RelatedAnswer::from_json(text);
        assert!(PersonAnswer::from_json(&more).is_err() && PairAnswer::from_json(&more).is_err());
        assert!(RelatedAnswer::from_json(&more).is_err());
        for person in related.iter().flat_map(|answer| answer.acts_for.iter().chain(&answer.represented_by)) {
            assert!(!format!("{person:?}").contains(&person.number.expose()), "a number in what logs take");
        }
        assert!(text.contains("version") || !(person || pair || related.is_ok()), "facts of no version");
    }
    let mut out = Vec::new();
    let readable = bulk::decide_into(data, &mut out);
    assert!(!out.contains(&b'\n'), "one line");
    let text = std::str::from_utf8(&out).expect("text");
    let line: Value = serde_json::from_str(text).expect("JSON");
    assert_eq!(readable, line["error"].is_null(), "{text}");
    let refused = line["refused_by"].as_array().map(|rules| !rules.is_empty());
    assert_eq!(line["allowed"].as_bool(), refused.map(|refused| !refused), "{text}");
    assert_eq!(readable, refused.is_some(), "{text}");
});
