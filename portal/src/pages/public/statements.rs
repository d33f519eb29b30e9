//! Pages of text alone: what this is, and the statements that every page's footer leads to.

use axum::response::IntoResponse;
use jiff::civil::Date;
use kernel::Locale;
use serde::{Deserialize, Serialize};

use crate::{
    config::Contact,
    pages::wording::Wording,
    web::{Error, Page, PageContext, Result, View},
};

/// How to reach whoever runs the service, as pages show it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Ways {
    /// An e-mail address.
    pub email: Option<String>,
    /// A telephone number as people read it and as a telephone dials it, and when it is answered.
    pub phone: Option<(String, String, Wording)>,
    /// A web page's address.
    pub page: Option<String>,
}

impl From<&Contact> for Ways {
    fn from(contact: &Contact) -> Self {
        let phone = contact.phone.as_ref().map(|phone| {
            let dialled = phone.number.replace(' ', "");
            (phone.number.clone(), dialled, Wording::new(Locale::Nb, phone.more.as_str()))
        });
        Self { email: contact.email.clone(), phone, page: contact.page.as_ref().map(ToString::to_string) }
    }
}

/// `GET /om`.
#[derive(Debug, Serialize)]
pub struct AboutView {}
impl View for AboutView {
    const TEMPLATE: &'static str = "public/about.html";
}

/// `GET /personvern`.
#[derive(Debug, Serialize)]
pub struct PrivacyView {}
impl View for PrivacyView {
    const TEMPLATE: &'static str = "public/privacy.html";
}

/// `GET /tilgjengelighet`.
#[derive(Debug, Serialize)]
pub struct AccessibilityView {
    /// What was checked.
    pub checked: Checked,
    /// How to tell of what does not work.
    pub contact: Ways,
}

/// What the last whole run of the browser tests checked (`tests/browser/report.mjs`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checked {
    /// When.
    pub day: Date,
    /// The version of the rules' engine, axe-core.
    pub axe: String,
    /// How many different pages.
    pub pages: u32,
    /// In how many ways they were looked at: narrow and wide, light and dark, each language.
    pub views: u32,
    /// In which languages.
    pub languages: Vec<String>,
    /// What was found against WCAG 2.0–2.2 A and AA, and best practice.
    pub violations: u32,
    /// How many journeys were carried out with the keyboard alone, and again without JavaScript.
    pub journeys: u32,
    /// Through how many different pages by keyboard.
    pub keyboard: u32,
    /// And through how many without JavaScript.
    pub without_script: u32,
    /// How many pages were measured at 320 px, with text spacing (WCAG 1.4.12), and at 200 % text.
    pub enlarged: u32,
}

impl Checked {
    /// The run that this program was built after.
    pub fn last() -> Result<Self> {
        serde_json::from_str(include_str!("../../../accessibility.json")).map_err(Error::internal)
    }
}
impl View for AccessibilityView {
    const TEMPLATE: &'static str = "public/accessibility.html";
}

/// `GET /metode`.
#[derive(Debug, Serialize)]
pub struct MethodView {}
impl View for MethodView {
    const TEMPLATE: &'static str = "public/method.html";
}

/// `GET /hjelp`.
#[derive(Debug, Serialize)]
pub struct HelpView {
    /// How to reach those who can help.
    pub contact: Ways,
}
impl View for HelpView {
    const TEMPLATE: &'static str = "public/help.html";
}

pub(super) async fn about(cx: PageContext) -> impl IntoResponse {
    cx.page(AboutView {})
}

pub(super) async fn privacy(cx: PageContext) -> impl IntoResponse {
    cx.page(PrivacyView {})
}

pub(super) async fn accessibility(cx: PageContext) -> Result<Page<AccessibilityView>> {
    let contact = Ways::from(&cx.app.config.contact);
    Ok(cx.page(AccessibilityView { checked: Checked::last()?, contact }))
}

pub(super) async fn method(cx: PageContext) -> impl IntoResponse {
    cx.page(MethodView {})
}

pub(super) async fn help(cx: PageContext) -> impl IntoResponse {
    let contact = Ways::from(&cx.app.config.contact);
    cx.page(HelpView { contact })
}

#[cfg(test)]
mod tests {
    use database::testing::TestDatabase;

    use super::*;
    use crate::testing::Site;

    #[tokio::test]
    async fn help_and_the_statement_say_how_to_reach_the_service() {
        let site = Site::empty(TestDatabase::sqlite().await).await;
        for path in ["/hjelp", "/tilgjengelighet", "/nn/tilgjengelighet", "/en/hjelp", "/se/hjelp"] {
            let page = site.get(path).await;
            let links = page.attributes(".contact a", "href");
            assert_eq!(links, ["mailto:hjelp@reseptor.example", "tel:00000000"], "{path}");
            let marked = page.attributes(".contact dd [lang]", "lang");
            let foreign = !path.starts_with("/hjelp") && !path.starts_with("/tilgjengelighet");
            assert_eq!(marked, vec!["nb"; usize::from(foreign)], "{path}: what is said of the number");
        }
        let refused = site.get("/finnes-ikke").await;
        let links = refused.attributes("main a", "href");
        assert!(links.contains(&"/hjelp".to_owned()), "error pages lead there: {links:?}");
    }

    #[test]
    fn only_the_ways_that_are_set_are_shown() {
        assert_eq!(Ways::from(&Contact::default()), Ways::default());
        let contact = Contact {
            phone: "12 34 56 78, hverdager 9–15".parse().ok(),
            page: "https://helse.example/kontakt".parse().ok(),
            ..Contact::default()
        };
        let ways = Ways::from(&contact);
        let (number, dialled, more) = ways.phone.unwrap();
        assert_eq!((&*number, &*dialled, &*more.text), ("12 34 56 78", "12345678", ", hverdager 9–15"));
        assert_eq!((ways.email, ways.page.as_deref()), (None, Some("https://helse.example/kontakt")));
    }
}
