//! Giving and ending a power of attorney on the pages, and the log of what others have done.

use axum::http::StatusCode;
use database::testing::on_both;
use jiff::civil::date;
use kernel::{Citizen, PersonId};
use people::AddressProtection;
use prescriber::testing::{person, person_with};

use super::Clinic;
use crate::testing::{Reply, acting, citizen};

const GIVE: &str = "/min-side/fullmakter/ny";
const RELATIONS: &str = "/min-side/representasjon";

struct Friend {
    id: PersonId,
    number: String,
}

impl Clinic {
    async fn friend(&self, name: &str, change: impl FnOnce(&mut people::RegisterEntry)) -> Friend {
        let tx = self.site.db.begin().await.unwrap();
        let id = person_with(&tx, name, date(1980, 1, 1), change).await;
        tx.commit().await.unwrap();
        let number = people::reveal_number(&*self.site.db, id).await.unwrap().expose();
        Friend { id, number }
    }

    async fn fill(&self, number: &str, family: &str, more: &[(&str, &str)]) -> Reply {
        let mut fields = vec![("number", number), ("family", family), ("from", "2026-11-22")];
        fields.extend_from_slice(more);
        self.site.post_as(&citizen(self.world.patient), GIVE, &fields).await
    }
}

on_both! {
    async fn f7_a_power_is_looked_over_given_seen_by_both_and_ended_at_once(db: TestDatabase) {
        let clinic = Clinic::new(db).await;
        let site = &clinic.site;
        let friend = clinic.friend("Friend", |_| {}).await;
        let me = citizen(clinic.world.patient);
        let today = kernel::oslo::date(database::Read::now(&*site.db)).to_string();
        let fields = [("number", friend.number.as_str()), ("family", " FRIEND"), ("from", &today), ("kind", "ordinary")];
        let preview = site.post_as(&me, GIVE, &fields).await;
        assert_eq!(preview.status, StatusCode::OK, "{:?}", preview.texts("#errors li"));
        assert!(preview.texts("dl.summary dd").contains(&"Test Friend".to_owned()), "{:?}", preview.texts("dd"));
        let before = site.get_as(&citizen(friend.id), RELATIONS).await;
        assert!(before.texts("#can").is_empty(), "looked over, not given");
        let confirmed: Vec<_> = fields.iter().copied().chain([("confirmed", "ja")]).collect();
        for _ in 0..2 {
            assert_eq!(site.post_as(&me, GIVE, &confirmed).await.location(), RELATIONS, "sent twice, given once");
        }
        let given = site.get_as(&me, RELATIONS).await;
        assert_eq!(given.texts("[aria-labelledby=holders] h3"), ["Test Friend"]);
        let held = site.get_as(&citizen(friend.id), RELATIONS).await;
        assert!(held.texts("[aria-labelledby=can] li.ds-card")[0].contains("ordinær fullmakt"));
        // Both are told, in words that say nothing of what.
        let handlers = crate::background::handlers(&site.app).unwrap();
        database::outbox::Worker::new((*site.db).clone(), handlers).drain().await.unwrap();
        for person in [clinic.world.patient, friend.id] {
            let messages = notify::list_for(&*site.db, person, None, 9).await.unwrap();
            let changed = messages.iter().filter(|one| one.template == notify::Template::RepresentationChanged);
            assert_eq!(changed.count(), 1);
        }
        let for_me = acting(friend.id, clinic.world.patient);
        assert_eq!(site.get_as(&for_me, "/mine-verktoy").await.status, StatusCode::OK);
        let end = held.attributes("[aria-labelledby=can] a", "href").remove(0);
        let asked = site.get_as(&citizen(friend.id), &end).await;
        assert!(asked.texts("h1")[0].contains("du har fra"));
        assert_eq!(site.get_as(&for_me, "/mine-verktoy").await.status, StatusCode::OK, "asked is not ended");
        for _ in 0..2 {
            assert_eq!(site.post_as(&citizen(friend.id), &end, &[]).await.location(), RELATIONS);
        }
        let refused = site.get_as(&for_me, "/mine-verktoy").await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        assert!(refused.texts(".intro")[0].contains("gjelder ikke nå"));
        let ended = site.get_as(&me, RELATIONS).await;
        assert!(ended.texts("[aria-labelledby=holders] li")[0].contains("Avsluttet"));
    }

    async fn row_36_unknown_misnamed_and_protected_persons_are_answered_alike(db: TestDatabase) {
        let clinic = Clinic::new(db).await;
        let hidden = clinic.friend("Hidden", |entry| entry.address = AddressProtection::Confidential).await;
        let blocked = clinic.friend("Blocked", |entry| entry.emergency_block = true).await;
        let dead = clinic.friend("Dead", |entry| entry.status = people::PersonStatus::Dead).await;
        let known = clinic.friend("Known", |_| {}).await;
        let unknown = "01819010001";
        assert!(unknown.parse::<kernel::NationalId>().is_ok());
        let today = kernel::oslo::date(database::Read::now(&*clinic.site.db)).to_string();
        let rest = [("kind", "ordinary"), ("from", today.as_str())];
        let mut answers = Vec::new();
        for (number, family) in [
            (hidden.number.as_str(), "Hidden"), (&blocked.number, "Blocked"), (&dead.number, "Dead"),
            (&known.number, "Other"), (unknown, "Known"),
        ] {
            let reply = clinic.fill(number, family, &rest).await;
            answers.push((reply.status, reply.texts("#errors"), reply.texts("title")));
        }
        assert_eq!(answers[0].0, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answers[0].1[0].contains("kan ikke si hvorfor"), "{:?}", answers[0].1);
        assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:#?}");
        // Nobody tries numbers out: the minute's tries are used up.
        let mut last = StatusCode::OK;
        for _ in 0..8 {
            last = clinic.fill(unknown, "Known", &rest).await.status;
        }
        assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    }

    async fn f6_f7_f10_what_is_wrong_stands_at_its_field_and_nobody_gives_for_another(db: TestDatabase) {
        let clinic = Clinic::new(db).await;
        let friend = clinic.friend("Friend", |entry| entry.born = date(2010, 1, 1)).await;
        let today = kernel::oslo::date(database::Read::now(&*clinic.site.db)).to_string();
        let from = ("from", today.as_str());
        let young = clinic.fill(&friend.number, "Friend", &[("kind", "ordinary"), from]).await;
        assert!(young.texts("#errors li")[0].contains("minst 18 år"), "{:?}", young.texts("#errors li"));
        for (fields, field) in [
            (vec![("kind", "assigned"), from], "kind"),
            (vec![("kind", "limited"), from], "scopes"),
            (vec![("kind", "limited"), ("scopes", "open"), from], "scopes"),
            (vec![("kind", "ordinary"), ("until", "2020-01-01"), from], "until"),
            (vec![("kind", "ordinary"), ("until", "i morgen"), from], "until"),
        ] {
            let reply = clinic.fill(&friend.number, "Friend", &fields).await;
            assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
            let links = reply.attributes("#errors a", "href");
            assert_eq!(links, [format!("#f-{field}")], "{fields:?}");
        }
        let own = people::reveal_number(&*clinic.site.db, clinic.world.patient).await.unwrap().expose();
        let reply = clinic.fill(&own, "Patient", &[("kind", "ordinary"), from]).await;
        assert!(reply.texts("#errors li")[0].contains("ditt eget nummer"));
        let child = clinic.child(date(2018, 3, 3)).await;
        let parent = acting(clinic.world.patient, child);
        assert_eq!(clinic.site.get_as(&parent, GIVE).await.status, StatusCode::FORBIDDEN);
        let passed_on = clinic.site.post_as(&parent, GIVE, &[("kind", "ordinary")]).await;
        assert_eq!(passed_on.status, StatusCode::FORBIDDEN);
        for path in ["/min-side/fullmakter/rel_1/avslutt", "/min-side/fullmakter/x/avslutt"] {
            assert_eq!(clinic.site.post_as(&citizen(child), path, &[]).await.status, StatusCode::NOT_FOUND);
        }
    }

    async fn no_line_of_the_log_is_left_out_for_what_is_told_elsewhere(db: TestDatabase) {
        let clinic = Clinic::new(db).await;
        let (db, parent, child) = (&clinic.site.db, clinic.world.patient, clinic.child(date(2012, 3, 3)).await);
        let citizen_for = Citizen { person: parent, subject: child };
        let scope = prescriber::PatientScope::of(&citizen_for);
        // Of three events each, one is told here.
        for _ in 0..40 {
            let one = clinic.world.prescribe_to(db, child).await.id;
            let tx = db.begin().await.unwrap();
            prescriber::mark_seen(&tx, &citizen_for, scope, one).await.unwrap();
            prescriber::activate(&tx, &citizen_for, one).await.unwrap();
            prescriber::complete(&tx, prescriber::Completer::Citizen(&citizen_for), one).await.unwrap();
            tx.commit().await.unwrap();
            db.clock.advance(jiff::SignedDuration::from_secs(1));
        }
        let log = clinic.site.get_as(&citizen(child), "/min-side/representasjon/logg").await;
        assert_eq!(log.texts("tbody tr").len(), 40);
    }

    async fn what_others_have_done_is_told_by_pages_and_is_the_persons_own(db: TestDatabase) {
        let clinic = Clinic::new(db).await;
        let site = &clinic.site;
        let (parent, child) = (clinic.world.patient, clinic.child(date(2012, 3, 3)).await);
        let log = "/min-side/representasjon/logg";
        assert!(site.get_as(&citizen(child), log).await.texts(".empty h2")[0].contains("Ingen har handlet"));
        for _ in 0..52 {
            let tx = site.db.begin().await.unwrap();
            let pair = launch::pair(&*site.app.identity.registers, parent, child).await.unwrap();
            let now = database::Read::now(&*site.db);
            launch::acting(&pair, kernel::LoginLevel::High, kernel::LoginLevel::High, now).unwrap().record(&tx);
            tx.commit().await.unwrap();
            site.db.clock.advance(jiff::SignedDuration::from_secs(1));
        }
        let first = site.get_as(&citizen(child), log).await;
        assert_eq!(first.texts("tbody tr").len(), 50);
        assert!(first.texts("tbody tr")[0].contains("Begynte å handle") && first.texts("tbody tr")[0].contains("Foreldreansvar"));
        let next = first.attributes("a[rel=next]", "href").remove(0);
        let second = site.get_as(&citizen(child), &next).await;
        assert_eq!(second.texts("tbody tr").len(), 2);
        assert!(second.texts("title")[0].contains("og eldre") && !first.texts("title")[0].contains("og eldre"));
        assert!(second.attributes("a[rel=next]", "href").is_empty());
        for odd in ["?eldre=x", "?eldre=-1", "?eldre=99999999999999999999"] {
            assert_eq!(site.get_as(&citizen(child), &format!("{log}{odd}")).await.status, StatusCode::OK, "{odd}");
        }
        let parents = site.get_as(&acting(parent, child), log).await;
        assert_eq!(parents.texts("tbody tr").len(), 50);
        assert!(site.get_as(&citizen(parent), log).await.texts("tbody tr").is_empty());
        let one = clinic.world.prescribe_to(&site.db, child).await;
        let tx = site.db.begin().await.unwrap();
        let citizen_for = Citizen { person: parent, subject: child };
        let scope = prescriber::PatientScope::of(&citizen_for);
        prescriber::decline(&tx, &citizen_for, scope, one.id, None).await.unwrap();
        let other = person(&tx, "Other", date(1990, 1, 1)).await;
        tx.commit().await.unwrap();
        let line = site.get_as(&citizen(child), log).await.texts("tbody tr").remove(0);
        assert!(line.contains("Takket nei"), "{line}");
        assert!(site.get_as(&citizen(other), log).await.texts("tbody tr").is_empty());
    }
}
