//! Query strings: of the provider (each parameter once, bounded) and of a FHIR search (its page's address leads to the same page).
#![no_main]

use identity::Params;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let pairs: Vec<(String, String)> = url::form_urlencoded::parse(data).into_owned().collect();
    if let Ok(params) = Params::parse(text) {
        assert!(pairs.len() <= 64);
        for (name, value) in &pairs {
            assert!(name.len() <= 200 && value.len() <= 16 * 1024 && !value.contains('\0'));
            assert_eq!(params.get(name).unwrap_or_default(), value);
        }
        let again = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(&pairs).finish();
        assert!(Params::parse(&again).expect("written by us") == params);
        if let Some((name, _)) = pairs.first() {
            let name: String = url::form_urlencoded::byte_serialize(name.as_bytes()).collect();
            assert!(Params::parse(&format!("{text}&{name}=again")).is_err(), "twice");
        }
    }
    if let Some(address) = portal::fuzzing::search(text) {
        assert!(address.len() <= 9 * text.len() + 64, "{} of {}", address.len(), text.len());
        assert_eq!(portal::fuzzing::search(&address).as_deref(), Some(address.as_str()));
    }
});
