//! Acting for another is confirmed before each action, and at the action, not only by the way pages lead (the interface's rules).

use prescriber::Sharing;

use super::*;
use crate::web::{Login, csrf, session::Standing};

/// A parent, a child with a prescription, and the pages of both.
struct Family {
    clinic: Clinic,
    child: PersonId,
    one: Prescription,
    slug: String,
}

impl Family {
    async fn new(db: TestDatabase) -> Self {
        let clinic = Clinic::new(db).await;
        let child = clinic.child(date(2018, 3, 3)).await;
        let one = clinic.world.prescribe_to(&clinic.site.db, child).await;
        let listing = catalogue::find_listing_of(&*clinic.site.db, clinic.world.tool).await.unwrap().unwrap();
        let slug = listing.tool.slug.to_string();
        Self { clinic, child, one, slug }
    }

    fn parent(&self) -> Login {
        acting(self.clinic.world.patient, self.child)
    }

    fn path(&self, rest: &str) -> String {
        format!("/mine-verktoy/{}{rest}", self.one.id)
    }

    /// Everything that a citizen can do to a prescription or with a tool, with what the form says.
    fn deeds(&self) -> [(String, Vec<(&'static str, &'static str)>); 5] {
        [
            (self.path("/tillatelse"), vec![]),
            (self.path("/start"), vec![]),
            (self.path("/deling"), vec![("sharing", "summary")]),
            (format!("/min-side/tillatelser/{}/trekk", self.slug), vec![]),
            (self.path("/avsla"), vec![("reason", "Vi venter <litt>.")]),
        ]
    }

    /// What stands of the child: stage, what is shared, permissions that stand, starts.
    async fn state(&self) -> (Stage, Sharing, usize, usize) {
        let db = &*self.clinic.site.db;
        let scope = prescriber::PatientScope::of(&kernel::Citizen::oneself(self.child));
        let one = prescriber::find_for_patient(db, scope, self.one.id).await.unwrap().unwrap();
        let pages = async |path: &str, selector: &str| {
            self.clinic.site.get_as(&self.parent(), path).await.texts(selector).len()
        };
        let permissions = pages("/min-side/tillatelser", ".cards li").await;
        (one.state.stage(), one.sharing, permissions, pages("/min-side/historikk", "tbody tr").await)
    }
}

/// The fields of the form that leads to this action, as a browser sends them.
fn fields(page: &Reply, action: &str) -> Vec<(String, String)> {
    let inputs = format!("form[action='{action}'] input[type=hidden]");
    let names = page.attributes(&inputs, "name");
    let mut fields: Vec<_> = names.into_iter().zip(page.attributes(&inputs, "value")).collect();
    let area = format!("form[action='{action}'] textarea");
    fields.extend(page.attributes(&area, "name").into_iter().zip(page.texts(&area)));
    fields
}

on_both! {
    async fn each_deed_for_another_asks_first_naming_the_person_and_does_nothing_until_then(db: TestDatabase) {
        let family = Family::new(db).await;
        let (site, parent) = (&family.clinic.site, family.parent());
        let mut before = family.state().await;
        for (action, filled) in family.deeds() {
            let asked = site.post_as(&parent, &action, &filled).await;
            assert_eq!(asked.status, StatusCode::OK, "{action}");
            assert!(asked.texts(".notice--plum")[0].contains("Lise Eksempel"), "{action}");
            assert!(asked.texts(".ds-alert").is_empty(), "{action}: nothing has changed");
            assert_eq!(family.state().await, before, "{action} has an effect before it is confirmed");
            let sent = fields(&asked, &action);
            for (name, value) in &filled {
                assert!(sent.contains(&((*name).to_owned(), (*value).to_owned())), "{action}: {name} is kept");
            }
            // The page's own form is the confirmation.
            let sent: Vec<_> = sent.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            let done = site.send(Some(&parent), Method::POST, &action, &sent).await;
            assert_eq!(done.status, StatusCode::SEE_OTHER, "{action}: {:?}", done.texts("main"));
            let after = family.state().await;
            assert_ne!(after, before, "{action} has no effect");
            before = after;
        }
        assert_eq!(before, (Stage::Declined, Sharing::Summary, 0, 2));
    }

    async fn f13_a_permission_is_taken_back_with_as_little_as_it_is_given(db: TestDatabase) {
        let family = Family::new(db).await;
        let site = &family.clinic.site;
        let (give, take) = (family.path("/tillatelse"), format!("/min-side/tillatelser/{}/trekk", family.slug));
        // For another: one page that asks, both ways. For oneself taking it back asks nothing.
        let parent = family.parent();
        for action in [&give, &take] {
            let asked = site.post_as(&parent, action, &[]).await;
            assert_eq!(asked.status, StatusCode::OK, "{action}");
            let done = site.post_as(&parent, action, &[(csrf::CONFIRMED, "ja")]).await;
            assert_eq!(done.status, StatusCode::SEE_OTHER, "{action}");
        }
        let me = citizen(family.clinic.world.patient);
        site.post_as(&me, &family.clinic.path("/tillatelse"), &[]).await;
        assert_eq!(site.post_as(&me, &take, &[]).await.location(), "/min-side/tillatelser");
        assert!(site.get_as(&me, "/min-side/tillatelser").await.texts(".cards li").is_empty());
    }

    async fn a_page_made_for_another_does_nothing_and_says_so(db: TestDatabase) {
        let family = Family::new(db).await;
        let (site, world) = (&family.clinic.site, &family.clinic.world);
        let (parent, oneself) = (family.parent(), citizen(world.patient));
        let sibling = family.clinic.child(date(2016, 6, 6)).await;
        let sibling = acting(world.patient, sibling);
        let before = family.state().await;
        let take = format!("/min-side/tillatelser/{}/trekk", family.slug);
        let start = format!("/verktoy/{}/start", family.slug);
        // Made for one, sent while another is acted for; the session's token has changed with the person.
        for (made_for, now) in [(&parent, &oneself), (&oneself, &parent), (&parent, &sibling)] {
            let subject = subject_of(made_for).to_string();
            let stale = [(csrf::FIELD, "of before"), (csrf::SUBJECT, subject.as_str()), (csrf::CONFIRMED, "ja")];
            for action in [&take, &start] {
                let asked = site.send(Some(now), Method::POST, action, &stale).await;
                assert_eq!(asked.status, StatusCode::OK, "{action}");
                assert!(asked.texts(".ds-alert h2")[0].contains("byttet hvem du handler for"), "{action}");
                // It can be confirmed for whom it would be now.
                assert!(fields(&asked, action).contains(&("subject".into(), subject_of(now).to_string())), "{action}");
            }
            // What belongs to the person before is neither shown nor touched, whether it exists or not.
            let before = if made_for.representing.is_some() { family.path("/avsla") } else { family.clinic.path("/avsla") };
            for action in [before.as_str(), "/mine-verktoy/presc_01J00000000000000000000000/avsla"] {
                let told = site.send(Some(now), Method::POST, action, &stale).await;
                assert_eq!(told.status, StatusCode::CONFLICT, "{action}");
                assert!(told.texts(".intro")[0].contains("Ingenting er gjort"), "{action}");
            }
        }
        assert_eq!(family.state().await, before);
        assert_eq!(family.clinic.stage().await, Stage::Issued);
        // A form that says nothing of whom it is for is asked about; one without the session's token is nobody's.
        let action = family.clinic.path("/avsla");
        let unsaid = site.send(Some(&oneself), Method::POST, &action, &[(csrf::FIELD, "token")]).await;
        assert_eq!((unsaid.status, unsaid.texts("form textarea").len()), (StatusCode::OK, 1));
        let own = world.patient.to_string();
        let forged = [(csrf::FIELD, "wrong"), (csrf::SUBJECT, own.as_str())];
        assert_eq!(site.send(Some(&oneself), Method::POST, &action, &forged).await.status, StatusCode::FORBIDDEN);
        assert_eq!(family.clinic.stage().await, Stage::Issued);
    }
}

fn subject_of(login: &Login) -> PersonId {
    match &login.standing {
        Standing::Citizen(citizen) => citizen.subject,
        _ => panic!("no citizen"),
    }
}
