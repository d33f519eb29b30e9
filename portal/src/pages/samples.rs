//! Every page is rendered with samples in every language, for a stranger and for somebody acting for another.

use std::{collections::BTreeSet, sync::Arc};

use database::testing::TestDatabase;
use kernel::{Citizen, Locale, LoginLevel, PersonId, SessionId};
use minijinja::{Value, value::Serde};
use scraper::{Html, Selector};

use super::{at_hand, citizen, clinician, operator, orderer, public, vendor};
use crate::{
    config::Config,
    web::{App, Login, PageContext, Representing, RequestInfo, View, Visitor, render, session::Standing},
};

/// A page's template and a view for it.
pub(crate) struct Sample {
    template: &'static str,
    view: Value,
}

impl Sample {
    /// A sample of this view.
    pub(crate) fn of<V: View>(view: &V) -> Self {
        Self { template: V::TEMPLATE, view: Value::from(Serde(view)) }
    }
}

fn all() -> Vec<Sample> {
    let mut samples = public::samples::all();
    samples.extend(at_hand::samples::all());
    samples.extend(citizen::samples::all());
    samples.extend(clinician::samples::all());
    samples.extend(orderer::samples::all());
    samples.extend(vendor::samples::all());
    samples.extend(operator::samples::all());
    samples
}

fn acting_parent() -> Visitor {
    let id = |number| PersonId::from_uuid(uuid::Uuid::from_u128(number));
    Visitor::logged_in(Login {
        session: SessionId::from_uuid(uuid::Uuid::from_u128(1)),
        person: id(2),
        name: "Kari <Eksempel>".into(),
        standing: Standing::Citizen(Citizen { person: id(2), subject: id(3) }),
        organisation: None,
        representing: Some(Representing { person: id(3), name: "Lise <Eksempel>".into() }),
        level: LoginLevel::High,
        csrf_token: "token".into(),
    })
}

fn context(app: &App, locale: Locale, visitor: Visitor) -> PageContext {
    let info = RequestInfo {
        locale,
        asked: None,
        path: Arc::from("/verktoy"),
        query: Some(Arc::from("q=a&side=2")),
        request_id: Arc::from("request"),
        nonce: Arc::from("nonce"),
    };
    PageContext { app: app.clone(), info, visitor, flash: Some(crate::web::flash::Flash::new("flash-saved")) }
}

/// What must hold of every page, whoever sees it.
fn inspect(html: &str, what: &str) {
    let page = Html::parse_document(html);
    let select = |selector: &str| Selector::parse(selector).unwrap();
    let count = |selector: &str| page.select(&select(selector)).count();
    assert_eq!(count("h1"), 1, "{what}: one h1");
    assert_eq!(count("main"), 1, "{what}: one main");
    let title: String = page.select(&select("head > title")).flat_map(|title| title.text()).collect();
    assert!(
        title.ends_with(" – Reseptor") && title.len() > 14 && !title.contains("<span"),
        "{what}: title {title:?}"
    );
    let mut ids = BTreeSet::new();
    for element in page.select(&select("[id]")) {
        assert!(ids.insert(element.attr("id").unwrap()), "{what}: id {:?} stands twice", element.attr("id"));
    }
    for reference in ["aria-describedby", "aria-labelledby", "for", "aria-controls", "popovertarget"] {
        for element in page.select(&select(&format!("[{reference}]"))) {
            for id in element.attr(reference).unwrap().split_whitespace() {
                assert!(ids.contains(id), "{what}: {reference} {id:?} leads nowhere");
            }
        }
    }
    let mut level = 1;
    for heading in page.select(&select("main h1, main h2, main h3, main h4, main h5")) {
        let this: u32 = heading.value().name()[1..].parse().unwrap();
        assert!(this <= level + 1, "{what}: {:?} skips a level", heading.text().collect::<String>());
        level = this;
    }
    for form in page.select(&select("form[method=post]")) {
        // A form that leaves the site takes no token of ours along.
        let ours = form.attr("action").is_none_or(|action| !action.starts_with("http"));
        let token = form.select(&select("input[name=csrf], input[name=subject]")).next();
        assert_eq!(token.is_some(), ours, "{what}: a form without token, or one that gives it away");
    }
}

#[tokio::test]
async fn every_template_renders_with_samples_in_every_language() {
    let db = TestDatabase::sqlite().await;
    let app = App::new(Config::from_parts(None, []).unwrap(), db.clone()).unwrap();
    let samples = all();
    for sample in &samples {
        for locale in Locale::ALL {
            for visitor in [Visitor::default(), acting_parent()] {
                let what = format!("{} in {locale}", sample.template);
                let acting = visitor.login.is_some();
                let html =
                    render::compose(&context(&app, locale, visitor), sample.template, &sample.view, false)
                        .unwrap_or_else(|error| panic!("{what}: {error:#}"));
                assert!(html.contains(&format!("<html lang=\"{locale}\"")), "{what}");
                assert_eq!(html.contains("class=\"acting\""), acting, "{what}: banner");
                assert!(!html.contains("<Eksempel>"), "{what}: a name is not escaped");
                inspect(&html, &what);
            }
        }
    }
    let sampled: BTreeSet<_> = samples.iter().map(|sample| sample.template).collect();
    let lacking: Vec<_> = render::template_names()
        .into_iter()
        .filter(|name| !name.starts_with("layout/") && !sampled.contains(name.as_str()))
        .filter(|name| render::template_source(name).is_some_and(|source| source.contains("{% extends")))
        .collect();
    assert_eq!(lacking, Vec::<String>::new(), "templates without a sample");
}
