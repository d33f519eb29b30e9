//! Posted forms: bounded, without control characters, and the same after being written again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use portal::fuzzing::form;

fuzz_target!(|data: &[u8]| {
    let Some(read) = form(data) else {
        assert!(form(data).is_none(), "a refused thing stays refused");
        return;
    };
    let hostile = |text: &str| text.chars().any(|c| c.is_control() && !matches!(c, '\r' | '\n' | '\t'));
    let mut written = url::form_urlencoded::Serializer::new(String::new());
    let (mut fields, mut size) = (0, 0);
    for name in read.names() {
        assert!(!hostile(name));
        for value in read.all(name) {
            assert!(!hostile(value));
            fields += 1;
            size += value.len();
            written.append_pair(name, value);
        }
    }
    assert!(fields <= 2_000 && size <= data.len() * 3, "bounded by what came");
    let again = form(written.finish().as_bytes()).expect("written by us");
    assert!(read.names().eq(again.names()) && read.names().all(|name| read.all(name) == again.all(name)));
});
