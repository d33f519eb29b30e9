//! Every page is rendered with samples in every language, for a stranger and for somebody acting for another.

use std::{collections::BTreeSet, sync::Arc};

use database::testing::TestDatabase;
use kernel::{Citizen, Locale, LoginLevel, PersonId, SessionId};
use minijinja::{Value, context, value::Serde};
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

/// The context of a page for this visitor.
pub(crate) fn page_context(app: &App, locale: Locale, visitor: Visitor) -> PageContext {
    let info = RequestInfo {
        locale,
        asked: None,
        path: Arc::from("/verktoy"),
        query: Some(Arc::from("q=a&side=2")),
        request_id: Arc::from("request"),
        nonce: Arc::from("nonce"),
    };
    let flash = Some(crate::web::flash::Flash::new("flash-saved"));
    PageContext { app: app.clone(), info, visitor, flash, wish: crate::web::Wish::default() }
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
        // A form that leaves the site takes no token of ours along, nor does one of a tool's that is sent on.
        let ours = form
            .attr("action")
            .is_none_or(|action| !["http", "/oauth2/"].iter().any(|to| action.starts_with(to)));
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
                let html = render::compose(
                    &page_context(&app, locale, visitor),
                    sample.template,
                    &sample.view,
                    false,
                )
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

/// Names of a page's fields that stand in a form with a summary: those whose element is found by `#f-NAME`.
fn named_fields(page: &Html) -> BTreeSet<String> {
    let select = |selector: &str| Selector::parse(selector).unwrap();
    page.select(&select("main form [name]"))
        .filter_map(|field| field.attr("name"))
        .filter(|name| page.select(&select(&format!("[id='f-{name}']"))).next().is_some())
        .map(str::to_owned)
        .collect()
}

/// The same form where every one of these fields is wrong.
fn all_wrong(view: &Value, fields: &BTreeSet<String>) -> Value {
    let wrong = |field: &String| context! { field, text => "form-missing", rules => Vec::<String>::new() };
    let errors: Vec<Value> = fields.iter().map(wrong).collect();
    let values = view.get_attr("form").and_then(|form| form.get_attr("values")).unwrap();
    context! { form => context! { values, errors }, ..view.clone() }
}

#[tokio::test]
async fn a_failed_form_names_each_field_as_its_label_does_and_leads_to_it() {
    let db = TestDatabase::sqlite().await;
    let app = App::new(Config::from_parts(None, []).unwrap(), db.clone()).unwrap();
    let mut seen = 0;
    for sample in all() {
        if sample.view.get_attr("form").is_ok_and(|form| form.is_undefined()) {
            continue;
        }
        for locale in [Locale::Nb, Locale::Se] {
            let cx = || page_context(&app, locale, Visitor::default());
            let html = render::compose(&cx(), sample.template, &sample.view, false).unwrap();
            let fields = named_fields(&Html::parse_document(&html));
            let failed = all_wrong(&sample.view, &fields);
            let html = render::compose(&cx(), sample.template, &failed, true).unwrap();
            let page = Html::parse_document(&html);
            inspect(&html, sample.template);
            seen += summary_names_fields(&page, &fields, &format!("{} in {locale}", sample.template));
        }
    }
    assert!(seen > 200, "only {seen} fields");
}

/// Each field is in the summary by its label, and its own message says no more than before.
fn summary_names_fields(page: &Html, fields: &BTreeSet<String>, what: &str) -> usize {
    let text = |selector: &str| -> Option<String> {
        let found = page.select(&Selector::parse(selector).unwrap()).next()?;
        Some(found.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" "))
    };
    if text("#errors").is_none() {
        return 0;
    }
    let optional = text(".optional").unwrap_or_default();
    for field in fields {
        let link = text(&format!("#errors a[href='#f-{field}']"))
            .unwrap_or_else(|| panic!("{what}: no link to {field:?}"));
        let label = text(&format!("label[for='f-{field}']"))
            .or_else(|| text(&format!("fieldset[id='f-{field}'] > legend")))
            .unwrap_or_else(|| panic!("{what}: {field:?} has no label"));
        let label = label.strip_suffix(&*optional).unwrap_or(&label).trim_end();
        let message = text(&format!("[id='f-{field}-error']"))
            .unwrap_or_else(|| panic!("{what}: no message at {field:?}"));
        assert!(
            link.contains(label) && link.ends_with(&message) && link != message,
            "{what}: {link:?} for {label:?}"
        );
    }
    let attributes = |selector: &str, name: &str| -> Vec<String> {
        let selector = Selector::parse(selector).unwrap();
        page.select(&selector).filter_map(|element| element.attr(name).map(str::to_owned)).collect()
    };
    let (links, ids) = (attributes("#errors a", "href"), attributes("main form [id]", "id"));
    let places: Vec<_> = links.iter().map(|link| ids.iter().position(|id| *id == link[1..])).collect();
    assert!(places.is_sorted(), "{what}: {links:?} are not in the page's order");
    fields.len()
}
