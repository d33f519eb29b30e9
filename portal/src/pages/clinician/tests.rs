//! The clinician's pages from outside, on both databases.

mod following;
mod letter;
mod prescribing;

use axum::http::StatusCode;
use database::testing::TestDatabase;
use jiff::civil::{Date, date};
use kernel::PersonId;
use prescriber::{
    Look, Page, PatientScope,
    testing::{World, person},
};

use crate::{
    testing::{Reply, Site, as_clinician},
    web::Login,
};

/// A site with `prescriber`'s people in it.
struct Clinic {
    site: Site,
    world: World,
    slug: String,
}

impl Clinic {
    async fn new(db: TestDatabase) -> Self {
        let site = Site::empty(db).await;
        let world = World::new(&site.db).await;
        site.index().await;
        let tool = catalogue::get_tool(&*site.db, world.tool).await.unwrap();
        Self { slug: tool.slug.to_string(), site, world }
    }

    fn psychologist(&self) -> Login {
        as_clinician(&self.world.psychologist)
    }

    async fn born(&self, name: &str, day: Date) -> PersonId {
        let tx = self.site.db.begin().await.unwrap();
        let id = person(&tx, name, day).await;
        tx.commit().await.unwrap();
        id
    }

    async fn number(&self, of: PersonId) -> String {
        people::reveal_number(&*self.site.db, of).await.unwrap().expose()
    }

    /// A fresh key, as the form hands it out.
    async fn key(&self, login: &Login) -> String {
        let page = self.site.get_as(login, &format!("/forskriver/ny?verktoy={}", self.slug)).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        page.attributes("input[name=skjema]", "value").remove(0)
    }

    /// The second step, filled in well but for these changes.
    async fn review(&self, login: &Login, number: &str, changes: &[(&str, &str)]) -> Reply {
        let key = self.key(login).await;
        let mut fields = vec![
            ("verktoy", self.slug.as_str()),
            ("skjema", &key),
            ("number", number),
            ("goal", "Sove hele natten"),
            ("instructions", "Bruk den hver kveld"),
            ("task", "evening"),
            ("starts", ""),
            ("ends", "2027-02-01"),
            ("follow_up", "2026-12-15"),
            ("representative", "ja"),
            ("returns_data", "ja"),
        ];
        fields.retain(|(name, _)| !changes.iter().any(|(changed, _)| changed == name));
        fields.extend_from_slice(changes);
        self.site.post_as(login, "/forskriver/ny", &fields).await
    }

    /// Presses "send" on a review.
    async fn send(&self, login: &Login, review: &Reply, more: &[(&str, &str)]) -> Reply {
        let fields = hidden(review);
        let mut fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        fields.extend_from_slice(more);
        self.site.post_as(login, "/forskriver/ny/send", &fields).await
    }

    /// The address of a prescription that was sent all the way.
    async fn prescribed(&self, login: &Login, patient: PersonId) -> String {
        let review = self.review(login, &self.number(patient).await, &[]).await;
        assert_eq!(review.status, StatusCode::OK, "{}", review.body);
        let sent = self.send(login, &review, &[]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        sent.location().to_owned()
    }

    async fn looks(&self, patient: PersonId) -> Vec<Look> {
        let scope = PatientScope::of(&kernel::Citizen::oneself(patient));
        prescriber::list_looks(&*self.site.db, scope, Page::first(100)).await.unwrap()
    }
}

/// What a page's form hands on, the token apart.
fn hidden(page: &Reply) -> Vec<(String, String)> {
    let names = page.attributes("main input[type=hidden]", "name");
    let values = page.attributes("main input[type=hidden]", "value");
    names.into_iter().zip(values).filter(|(name, _)| name != "csrf").collect()
}

/// The texts of a failed form's errors.
fn errors(page: &Reply) -> Vec<String> {
    page.texts(".ds-error-summary li")
}

/// A day on which somebody is this old.
fn born_years_ago(years: i16) -> Date {
    date(2026 - years, 5, 6)
}
