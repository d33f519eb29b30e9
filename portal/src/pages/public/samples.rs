use super::{AboutView, AccessibilityView, FrontView, HelpView, MethodView, PrivacyView, Topic};
use crate::{pages::samples::Sample, web::error::ErrorView};

/// A sample of each page.
pub(crate) fn all() -> Vec<Sample> {
    let topic = |code: &str, name: &str, icon: &str, tools| Topic {
        code: code.into(),
        name: name.into(),
        lang: "nb",
        icon: icon.into(),
        tools,
    };
    let error = |kind, text: Option<&str>, rules| ErrorView {
        kind,
        text: text.map(Into::into),
        rules,
        request_id: "abc".into(),
        again: true,
    };
    vec![
        Sample::of(&FrontView {
            tools: 48,
            topics: vec![topic("sleep", "Søvn", "Moon", 7), topic("diabetes", "Diabetes", "Raindrop", 1)],
        }),
        Sample::of(&AboutView {}),
        Sample::of(&PrivacyView {}),
        Sample::of(&AccessibilityView {}),
        Sample::of(&MethodView {}),
        Sample::of(&HelpView {}),
        Sample::of(&error("not-found", None, Vec::new())),
        Sample::of(&error("forbidden", Some("error-foreign-form"), vec!["K6a", "F1"])),
    ]
}
