//! Medical-device status: intended purpose, class and CE mark, or why none.

use catalogue::{Content, MedicalDevice};

use super::fields::{Pairs, pair, pairs_per_locale, per_locale, tick};
use crate::web::FormState;

pub fn fill(content: &Content) -> Pairs {
    let device = &content.medical_device;
    let mut pairs: Pairs = device.status.map(|status| pair("status", status)).into_iter().collect();
    pairs.extend(device.class.map(|class| pair("class", class)));
    pairs.extend(tick("ce", device.ce));
    pairs.extend(pairs_per_locale("intended_purpose", &device.intended_purpose));
    pairs.extend(pairs_per_locale("why_none", &device.why_none));
    pairs
}

pub fn apply(form: &mut FormState, content: &mut Content) {
    content.medical_device = MedicalDevice {
        status: form.parse_optional("status", "form-bad-choice"),
        class: form.parse_optional("class", "form-bad-choice"),
        ce: form.checked("ce"),
        intended_purpose: per_locale(form, "intended_purpose"),
        why_none: per_locale(form, "why_none"),
    };
}
