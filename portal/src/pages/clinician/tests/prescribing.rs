//! Prescribing, well and badly.

use axum::http::{Method, StatusCode, header};
use catalogue::{Content, Launch};
use database::testing::on_both;
use identity::{Party, Reach, client};
use kernel::{Actor, Clinician, Profession};
use prescriber::{LookKind, Prescribe, Withheld};
use serde_json::json;

use super::{Clinic, as_clinician, born_years_ago, errors, hidden};
use crate::pages::shut;

on_both! {
    async fn a_tool_is_prescribed_in_three_steps_and_sending_twice_has_one_effect(db: TestDatabase) {
        let clinic = Clinic::new(db).await;
        let me = clinic.psychologist();
        let found = clinic.site.get_as(&me, "/forskriver/ny?q=s%C3%B8vn").await;
        assert_eq!(found.attributes(".pick__act a", "href"), [format!("/forskriver/ny?verktoy={}", clinic.slug)]);

        let number = clinic.number(clinic.world.patient).await;
        let review = clinic.review(&me, &number, &[]).await;
        assert_eq!(review.status, StatusCode::OK, "{}", review.body);
        assert_eq!(review.texts(".patient__name"), ["Test Patient"]);
        assert!(review.texts(".patient__born")[0].starts_with("Født 6. mai 1984 (42 år)"));
        assert!(!review.body.contains(&number), "the number goes no further");
        let letter = review.texts(".letter").join(" ");
        assert!(letter.contains("/mine-verktoy") && !letter.contains("Søvn") && !letter.contains("Trust"), "{letter}");
        assert!(review.texts(".review").join(" ").contains("Pasienten kan starte verktøyet selv"));
        assert!(review.attributes("[name=withheld]", "value").is_empty(), "an adult has no parents to withhold from");

        // Back to change something: nothing is asked twice.
        let mut fields = hidden(&review);
        fields.push(("steg".into(), "endre".into()));
        let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let again = clinic.site.post_as(&me, "/forskriver/ny", &fields).await;
        assert_eq!((again.status, again.texts("#f-goal")), (StatusCode::OK, vec!["Sove hele natten".to_owned()]));
        assert_eq!(again.texts(".patient__name"), ["Test Patient"]);

        let sent = clinic.send(&me, &review, &[]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        let twice = clinic.send(&me, &review, &[]).await;
        assert_eq!(sent.location(), twice.location());
        let list = clinic.site.get_as(&me, "/forskriver/oppfolging").await;
        assert_eq!(list.texts(".case__name"), ["Test Patient"]);

        let record = clinic.site.get_as(&me, sent.location()).await;
        assert_eq!(record.status, StatusCode::OK);
        let text = record.texts("main").join(" ");
        assert!(text.contains("Sove hele natten") && text.contains("Kveld") && text.contains("Ikke lest"), "{text}");
        let looks = clinic.looks(clinic.world.patient).await;
        assert_eq!(looks.iter().map(|look| look.what).collect::<Vec<_>>(), [LookKind::Prescription]);
        let looked_up = people::list_look_ups_of(&*clinic.site.db, clinic.world.patient, None, 9).await.unwrap();
        assert_eq!(looked_up.len(), 1, "one look-up for one prescription");
        let home = clinic.site.get_as(&me, "/forskriver").await;
        assert_eq!(home.texts(".pick__name"), ["Demo Søvn"]);
    }

    async fn the_same_review_sent_in_parallel_has_one_effect_and_one_answer(db: TestDatabase) {
        let clinic = Clinic::new(db).await;
        let me = clinic.psychologist();
        let review = clinic.review(&me, &clinic.number(clinic.world.patient).await, &[]).await;
        let send = || clinic.send(&me, &review, &[]);
        let (a, b, c, d, e, f) = tokio::join!(send(), send(), send(), send(), send(), send());
        for reply in [&a, &b, &c, &d, &e, &f] {
            assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
            assert_eq!(reply.location(), a.location());
            assert!(reply.headers.contains_key(header::SET_COOKIE), "each is told that it is sent");
        }
        let list = clinic.site.get_as(&me, "/forskriver/oppfolging?vis=alle").await;
        assert_eq!(list.texts(".case__name"), ["Test Patient"]);
        // Two forms for the same patient: one is sent, the other is led to it.
        let teen = clinic.born("Teen", born_years_ago(17)).await;
        let number = clinic.number(teen).await;
        let (one, other) = (clinic.review(&me, &number, &[]).await, clinic.review(&me, &number, &[]).await);
        let (one, other) = tokio::join!(clinic.send(&me, &one, &[]), clinic.send(&me, &other, &[]));
        let mut codes = [one.status, other.status];
        codes.sort_unstable();
        assert_eq!(codes, [StatusCode::SEE_OTHER, StatusCode::CONFLICT]);
    }

    async fn the_same_form_with_other_content_is_told_and_keeps_what_was_typed(db: TestDatabase) {
        let clinic = Clinic::new(db).await;
        let me = clinic.psychologist();
        let review = clinic.review(&me, &clinic.number(clinic.world.patient).await, &[]).await;
        let sent = clinic.send(&me, &review, &[]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        let fields = hidden(&review);
        let changed: Vec<_> = fields
            .iter()
            .map(|(name, value)| (name.as_str(), if name == "goal" { "Et annet mål" } else { value.as_str() }))
            .collect();
        for path in ["/forskriver/ny", "/forskriver/ny/send"] {
            let told = clinic.site.post_as(&me, path, &changed).await;
            assert_eq!(told.status, StatusCode::CONFLICT, "{path}");
            assert_eq!(told.texts(".ds-alert h2"), ["Skjemaet er alt sendt, med et annet innhold"], "{path}");
            assert_eq!(told.texts("#f-goal"), ["Et annet mål"]);
            assert_eq!(told.texts(".patient__name"), ["Test Patient"]);
            let ways = told.attributes(".ds-alert a", "href");
            assert_eq!(ways, [sent.location().to_owned(), format!("{}/forny", sent.location())]);
            // What was typed goes on under a key of its own.
            let old = review.attributes("input[name=skjema]", "value");
            assert_ne!(told.attributes("input[name=skjema]", "value"), old);
        }
        let record = clinic.site.get_as(&me, sent.location()).await;
        assert!(record.texts("main").join(" ").contains("Sove hele natten"), "what was sent stands");
        assert_eq!(clinic.send(&me, &review, &[]).await.location(), sent.location(), "the same content, the same answer");
    }

    async fn the_same_tool_again_leads_to_renewal_or_to_taking_over(db: TestDatabase) {
        let clinic = Clinic::new(db).await;
        let me = clinic.psychologist();
        let address = clinic.prescribed(&me, clinic.world.patient).await;
        let number = clinic.number(clinic.world.patient).await;
        for colleague in [&clinic.world.psychologist, &clinic.world.colleague] {
            let again = clinic.review(&as_clinician(colleague), &number, &[]).await;
            assert_eq!(again.status, StatusCode::CONFLICT);
            assert_eq!(again.attributes(".actions a", "href")[0], format!("{address}/forny"));
        }
        let elsewhere = clinic.review(&as_clinician(&clinic.world.nurse), &number, &[]).await;
        assert_eq!(elsewhere.status, StatusCode::CONFLICT);
        assert_eq!(elsewhere.attributes(".actions a", "href"), ["/forskriver/overta"]);
        assert!(!elsewhere.body.contains(&address));
        // Another organisation prescribes its own and learns nothing of this one.
        let other = clinic.review(&as_clinician(&clinic.world.physician), &number, &[]).await;
        assert_eq!(other.status, StatusCode::OK);
    }

    async fn what_is_wrong_is_told_at_its_field_and_nothing_is_lost(db: TestDatabase) {
        let clinic = Clinic::new(db).await;
        let me = clinic.psychologist();
        let number = clinic.number(clinic.world.patient).await;
        let (long, ordinary) = ("x".repeat(1001), valid_number("010170"));
        let cases: [(&str, &str, &str); 14] = [
            ("number", "", "Feltet må fylles ut."),
            ("number", "12345", "elleve siffer"),
            ("number", "12345678901234567890", "elleve siffer"),
            ("number", "'; drop table persons", "elleve siffer"),
            ("number", &ordinary, "nummerserie"),
            ("goal", "   ", "Skriv hva pasienten"),
            ("goal", &long, "høyst 1000 tegn"),
            ("starts", "2026-13-40", "gyldig dato"),
            ("starts", "-009999-01-01", "gyldig dato"),
            ("ends", "9999-12-31", "gyldig dato"),
            ("ends", "2026-01-01", "etter startdatoen"),
            ("follow_up", "2026-01-01", "etter startdatoen"),
            ("task", "no such task!", "Velg ett av alternativene."),
            ("task", "morning", "ikke denne oppgaven"),
        ];
        for (field, value, said) in cases {
            let page = clinic.review(&me, &number, &[(field, value)]).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{field} = {value}");
            assert!(errors(&page).join(" ").contains(said), "{field} = {value}: {:?}", errors(&page));
            assert_eq!(page.texts("#f-instructions"), ["Bruk den hver kveld"], "{field} = {value}");
            assert!(page.texts("title")[0].starts_with("Feil:"));
            assert!(page.body.contains(&format!("id=\"f-{field}\"")), "{field}: the link leads to a field");
        }
        // A number that nobody has: told clearly, logged and counted like any other.
        let unknown = clinic.review(&me, &unused_number(), &[]).await;
        assert!(errors(&unknown)[0].contains("Vi finner ingen"), "{:?}", errors(&unknown));
        assert_eq!(unknown.attributes("#f-number", "aria-invalid"), ["true"]);
    }

    async fn hostile_forms_change_nothing(db: TestDatabase) {
        let clinic = Clinic::new(db).await;
        let me = clinic.psychologist();
        let number = clinic.number(clinic.world.patient).await;
        assert_eq!(clinic.review(&me, &number, &[("skjema", "1")]).await.status, StatusCode::BAD_REQUEST);
        assert_eq!(clinic.review(&me, &number, &[("verktoy", "finnes-ikke")]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(clinic.review(&me, &number, &[("verktoy", "../../x")]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(clinic.site.get_as(&me, "/forskriver/ny?verktoy=%00").await.status, StatusCode::NOT_FOUND);

        // A patient token is good for one person and one session only.
        let review = clinic.review(&me, &number, &[]).await;
        let fields = hidden(&review);
        let token = fields.iter().find(|(name, _)| name == "patient").unwrap().1.clone();
        let foreign = token.replace(&clinic.world.patient.to_string(), &clinic.world.nurse.person.to_string());
        for bad in [foreign.as_str(), "", "person_1.abc", "x"] {
            let fields: Vec<_> = fields
                .iter()
                .map(|(name, value)| (name.as_str(), if name == "patient" { bad } else { value.as_str() }))
                .collect();
            let page = clinic.site.post_as(&me, "/forskriver/ny/send", &fields).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{bad}");
            assert!(errors(&page)[0].contains("på nytt"));
        }
        let colleague = as_clinician(&clinic.world.colleague);
        assert_eq!(clinic.send(&colleague, &review, &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        // Withholding an adult's, or for a reason that is none.
        for bad in ["child_asked", "weighty_reasons", "x"] {
            let page = clinic.send(&me, &review, &[("withheld", bad)]).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{bad}");
        }
        let forged = clinic.site.send(Some(&me), Method::POST, "/forskriver/ny/send", &[("csrf", "x")]).await;
        assert_eq!(forged.status, StatusCode::FORBIDDEN);
        for path in ["/forskriver", "/forskriver/ny", "/forskriver/oppfolging", "/forskriver/overta"] {
            let stranger = clinic.site.get(path).await;
            assert_eq!(stranger.status, StatusCode::SEE_OTHER, "{path}");
            assert!(stranger.location().starts_with("/logg-inn?tjeneste=behandler"), "{path}");
        }
        assert!(clinic.site.get_as(&me, "/forskriver/oppfolging?vis=alle").await.texts(".case").is_empty());
    }

    async fn too_many_look_ups_are_answered_with_when_to_come_back(db: TestDatabase) {
        let clinic = Clinic::new(db).await;
        let me = clinic.psychologist();
        let number = unused_number();
        let tx = clinic.site.db.begin().await.unwrap();
        for _ in 0..people::LOOK_UPS_PER_HOUR {
            people::look_up_patient(&tx, &me_actor(&clinic), &number.parse().unwrap()).await.unwrap();
        }
        tx.commit().await.unwrap();
        let page = clinic.review(&me, &number, &[]).await;
        assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(page.headers.contains_key(header::RETRY_AFTER));
        assert!(errors(&page)[0].contains("for mange pasienter"));
        assert_eq!(page.texts("#f-goal"), ["Sove hele natten"]);
        let page = clinic.site.post_as(&me, "/forskriver/overta", &[("number", &number)]).await;
        assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    }

    async fn whoever_may_not_prescribe_is_told_the_rule_and_what_to_do(db: TestDatabase) {
        let clinic = Clinic::new(db).await;
        let address = format!("/forskriver/ny?verktoy={}", clinic.slug);
        let radiographer = Clinician { professions: vec![Profession::Ra], ..clinic.world.psychologist.clone() };
        let page = clinic.site.get_as(&as_clinician(&radiographer), &address).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN);
        assert!(page.texts("main").join(" ").contains("Psykolog"));
        let without = Clinician { organisation: clinic.world.vendor.organisation, ..clinic.world.psychologist.clone() };
        let page = clinic.site.get_as(&as_clinician(&without), &address).await;
        assert_eq!((page.status, page.texts(".rule-id")), (StatusCode::FORBIDDEN, vec!["K7".to_owned()]));

        // Suspended between filling in and sending: explained, and nothing goes out.
        let me = clinic.psychologist();
        let review = clinic.review(&me, &clinic.number(clinic.world.patient).await, &[]).await;
        let tx = clinic.site.db.begin().await.unwrap();
        let note = catalogue::PerLocale::bokmal(catalogue::Prose::new("Feil i utregningen.").unwrap());
        let why = catalogue::SuspensionReason::Security;
        let new = catalogue::NewSuspension { reason: why, cause: String::new(), note };
        catalogue::add_suspension(&tx, kernel::Actor::System, clinic.world.tool, new).await.unwrap();
        tx.commit().await.unwrap();
        for page in [clinic.site.get_as(&me, &address).await, clinic.send(&me, &review, &[]).await] {
            assert_eq!(page.status, StatusCode::CONFLICT);
            assert!(page.texts("main").join(" ").contains("Feil i utregningen."));
        }
    }

    async fn withholding_from_parents_is_asked_for_children_and_warns_where_nobody_is_left(db: TestDatabase) {
        let clinic = Clinic::new(db).await;
        let me = clinic.psychologist();
        let teen = clinic.born("Teen", born_years_ago(14)).await;
        let review = clinic.review(&me, &clinic.number(teen).await, &[]).await;
        let choices = ["nei", "child_asked", "weighty_reasons"];
        assert_eq!(review.attributes("[name=withheld]", "value"), choices);
        let bad = clinic.send(&me, &review, &[("withheld", "perhaps")]).await;
        assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(bad.attributes("[name=withheld]", "value"), choices, "the question is still there");
        let sent = clinic.send(&me, &review, &[("withheld", "child_asked")]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        let id = sent.location().rsplit('/').next().unwrap().parse().unwrap();
        let scope = prescriber::PatientScope::of(&kernel::Citizen::oneself(teen));
        let stored = prescriber::find_for_patient(&*clinic.site.db, scope, id).await.unwrap().unwrap();
        assert_eq!(stored.withheld, Some(Withheld::ChildAsked));

        let small = clinic.born("Small", born_years_ago(5)).await;
        let review = clinic.review(&me, &clinic.number(small).await, &[]).await;
        assert_eq!(review.attributes("[name=withheld]", "value"), ["nei", "weighty_reasons"]);
        let warned = review.texts(".ds-alert").join(" ");
        assert!(warned.contains("Ingen kan starte") && warned.contains("utskrift") && warned.contains("time"), "{warned}");
        let asked = clinic.send(&me, &review, &[("withheld", "child_asked")]).await;
        assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY, "a five-year-old cannot ask for it");
    }

    async fn a_tool_that_nobody_can_log_in_to_is_not_prescribed_and_others_are_offered(db: TestDatabase) {
        let clinic = Clinic::new(db).await;
        let (me, world) = (clinic.psychologist(), &clinic.world);
        let topics = vec!["sleep".parse().unwrap()];
        let other = Content { topics: topics.clone(), ..Content::new("Demo Ro".parse().unwrap()) };
        let tx = clinic.site.db.begin().await.unwrap();
        let content = Content { topics, ..prescriber::testing::content() };
        let tool = prescriber::testing::publish(&tx, &world.vendor, content).await;
        prescriber::testing::publish(&tx, &world.vendor, other).await;
        let form = Prescribe { tool, ..world.form(&tx, world.patient) };
        let one = prescriber::prescribe(&tx, &world.psychologist, form).await.unwrap().id;
        let metadata = json!({ "redirect_uris": ["http://localhost:9/cb"], "scope": "openid" });
        let terms = crate::oauth::terms(Reach::DEMO);
        let client = client::add(&tx, Actor::System, Party::Tool(tool), &metadata, &terms).await.unwrap().id;
        let slug = catalogue::get_tool(&tx, tool).await.unwrap().slug;
        tx.commit().await.unwrap();
        clinic.site.index().await;
        let (record, form) = (format!("/forskriver/{one}"), format!("/forskriver/ny?verktoy={slug}"));
        let open = clinic.site.get_as(&me, &record).await;
        assert!(open.texts(".pick__name").is_empty() && !open.body.contains("Ingen kan logge inn i verktøyet"));
        assert_eq!(clinic.site.get_as(&me, &form).await.status, StatusCode::OK);

        let tx = clinic.site.db.begin().await.unwrap();
        client::disable(&tx, Actor::System, client, None).await.unwrap();
        tx.commit().await.unwrap();
        let shut = clinic.site.get_as(&me, &record).await;
        assert!(shut.texts(".ds-alert").join(" ").contains("Ingen kan logge inn i verktøyet nå"), "{}", shut.body);
        assert_eq!(shut.texts(".pick__name"), ["Demo Ro"]);
        let refused = clinic.site.get_as(&me, &form).await;
        assert_eq!((refused.status, refused.texts(".pick__name")), (StatusCode::CONFLICT, vec!["Demo Ro".to_owned()]));
        let panel = clinic.site.get_as(&me, &format!("/verktoy/{slug}")).await;
        assert!(panel.texts("main").join(" ").contains("Nei, ingen kan logge inn i det nå"));
    }

    async fn in_a_list_clients_are_asked_about_of_tools_that_are_up_and_started_with_a_ticket(db: TestDatabase) {
        let clinic = Clinic::new(db).await;
        let (site, me, world) = (&clinic.site, clinic.psychologist(), &clinic.world);
        let ticket = prescriber::testing::content().launch;
        let link = Launch::Link { url: "http://localhost:9/".parse().unwrap() };
        let metadata = json!({ "redirect_uris": ["http://localhost:9/cb"], "scope": "openid" });
        let terms = crate::oauth::terms(Reach::DEMO);
        let mut tools = Vec::new();
        let tx = site.db.begin().await.unwrap();
        for (name, launch) in [("Demo Ro", ticket.clone()), ("Demo Hvile", ticket), ("Demo Lenke", link)] {
            let availability = catalogue::Availability::Prescription;
            let content = Content { availability, launch, ..Content::new(name.parse().unwrap()) };
            let tool = prescriber::testing::publish(&tx, &world.vendor, content).await;
            let client = client::add(&tx, Actor::System, Party::Tool(tool), &metadata, &terms).await.unwrap().id;
            client::disable(&tx, Actor::System, client, None).await.unwrap();
            tools.push(tool);
        }
        let note = catalogue::PerLocale::bokmal(catalogue::Prose::new("Feil i utregningen.").unwrap());
        let new = catalogue::NewSuspension { reason: catalogue::SuspensionReason::Security, cause: String::new(), note };
        catalogue::add_suspension(&tx, Actor::System, tools[1], new).await.unwrap();
        tx.commit().await.unwrap();
        let listings = catalogue::list_listings(&*site.db, &tools).await.unwrap();
        let listings: Vec<_> = listings.iter().collect();
        assert_eq!((listings.len(), shut::among(&site.app, &listings).await.unwrap()), (3, vec![tools[0]]));

        site.index().await;
        let list = site.get_as(&me, "/forskriver/ny").await;
        assert!(list.texts(".pick__name").contains(&"Demo Lenke".to_owned()), "{}", list.body);
        let stopped: Vec<_> = list.texts(".pick").into_iter().filter(|line| line.contains("Stanset inntil videre")).collect();
        let shown = |name: &str| stopped.iter().any(|line| line.contains(name));
        assert!(shown("Demo Ro") && !shown("Demo Lenke") && !shown("Demo Søvn"), "{stopped:?}");
    }
}

fn me_actor(clinic: &Clinic) -> Clinician {
    clinic.world.psychologist.clone()
}

/// A valid synthetic number of nobody.
fn unused_number() -> String {
    valid_number("018170")
}

fn valid_number(begins: &str) -> String {
    (0..100_000)
        .map(|tail| format!("{begins}{tail:05}"))
        .find(|text| text.parse::<kernel::NationalId>().is_ok())
        .unwrap()
}
