use axum::http::StatusCode;
use database::testing::on_both;
use kernel::Operator;

use crate::{
    pages::dossier::desk::{Desk, tool_id},
    testing::person,
};

/// Answers every requirement that has to be answered, C1 with a deviation, by following the pages.
async fn answer_all(desk: &Desk, order: &str) -> usize {
    let mut answered = 0;
    loop {
        let page = desk.site.get_as(&desk.trust, order).await;
        let next = page.attributes(".panel--tinted a[href*='/krav/']", "href");
        let Some(next) = next.first() else { return answered };
        let shown = desk.site.get_as(&desk.trust, next).await;
        let grade = shown.attributes("input[name=grade]", "value");
        let mut fields = vec![("then", "next")];
        if next.ends_with("/C1") {
            let deviation =
                [("reason", "Mangler oversikt"), ("plan", "Kommer i vår"), ("owner", "Produktleder")];
            fields.extend([("status", "deviation"), ("deadline", "2027-05-01")].iter().chain(&deviation));
        } else {
            fields.extend([("status", "met"), ("evidence", "Vedlegg 1")]);
        }
        if let Some(grade) = grade.first() {
            fields.push(("grade", grade));
        }
        let saved = desk.submit(&desk.trust, next, &fields).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{next}: {:?}", saved.texts("#errors"));
        answered += 1;
    }
}

async fn taken_on(desk: &Desk) -> String {
    let inbox = desk.waiting(&desk.trust).await;
    let taken = desk.submit(&desk.trust, &inbox, &[("note", "Vi trenger det")]).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER);
    let order = taken.location().to_owned();
    let started = desk.site.get_as(&desk.trust, &order).await;
    let version = started.attributes("form[action$='/start'] input[name=version]", "value").remove(0);
    let begun = desk.site.post_as(&desk.trust, &format!("{order}/start"), &[("version", &version)]).await;
    assert_eq!(begun.location(), order);
    order
}

/// Where it is sent, with which fields, and the field that is complained of.
type Wrong<'a> = (&'a str, &'a [(&'a str, &'a str)], &'a str);

on_both! {
    async fn a_tool_is_taken_on_assessed_with_a_deviation_decided_and_published(db: TestDatabase) {
        let desk = Desk::open(db).await;
        let tool = desk.handed_in(&[]).await;
        desk.deliver(tool_id(&tool)).await;
        let order = taken_on(&desk).await;
        assert_eq!(answer_all(&desk, &order).await, 13);
        let page = desk.site.get_as(&desk.trust, &order).await;
        assert!(page.texts("#verdict + .ds-alert")[0].starts_with("Kan publiseres"));
        assert!(page.texts("#next + p")[0].contains("ligger hos forvalteren"), "{:?}", page.texts("#next + p"));
        assert!(page.body.contains("13 av 13 besvart"));

        // The operator's two decisions.
        let db = &desk.site.db;
        let revision = catalogue::find_open_revision(&**db, tool_id(&tool)).await.unwrap().unwrap();
        let [first, second] = [31, 32].map(|number| Operator { person: person(number) });
        let dossier = approval::find_any_dossier(&**db, &first, revision.id).await.unwrap().unwrap();
        let expected_assessment = dossier.assessment.unwrap().version;
        let tx = db.begin().await.unwrap();
        let approve = approval::Approve { revision: revision.id, expected_version: revision.version, expected_assessment, grounds: None };
        let approved = approval::approve(&tx, &first, approve).await.unwrap();
        let publish = approval::Publish { revision: revision.id, expected_version: approved.version };
        approval::publish(&tx, &second, publish).await.unwrap();
        tx.commit().await.unwrap();

        let home = desk.site.get_as(&desk.trust, "/bestiller").await;
        assert!(home.texts("#deviations").len() == 1 && home.body.contains("Mangler oversikt"));
        let page = desk.site.get_as(&desk.vendor, &tool).await;
        assert!(page.texts(".timeline__what").contains(&"Publisert (andre beslutning)".to_owned()));

        // The body suspends what it has ordered and lifts that again.
        let stop = format!("{order}/stans");
        let wordless = desk.submit(&desk.trust, &stop, &[("reason", "security")]).await;
        assert_eq!(wordless.status, StatusCode::UNPROCESSABLE_ENTITY);
        let note = [("reason", "security"), ("note", "En feil undersøkes."), ("note-nn", "Ein feil blir undersøkt.")];
        assert_eq!(desk.submit(&desk.trust, &stop, &note).await.location(), order);
        assert!(desk.site.get_as(&desk.vendor, &tool).await.body.contains("En feil undersøkes."));
        let slug = catalogue::get_tool(&**db, tool_id(&tool)).await.unwrap().slug;
        let said = async |language: &str| desk.site.get(&format!("{language}/verktoy/{slug}")).await.texts(".ds-alert li");
        assert!(said("").await[0].ends_with("En feil undersøkes."));
        assert!(said("/nn").await[0].ends_with("Ein feil blir undersøkt."));
        // Nobody has written it in English: bokmål, and marked so.
        let english = desk.site.get(&format!("/en/verktoy/{slug}")).await;
        assert_eq!(english.texts(".ds-alert li [lang=nb]"), ["En feil undersøkes."]);
        let again = desk.submit(&desk.trust, &stop, &[("reason", "security"), ("note", "En feil undersøkes.")]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        let lift = format!("{order}/opphev/security");
        assert_eq!(desk.submit(&desk.trust, &lift, &[("note", "Rettet.")]).await.location(), order);

        // A new revision is a draft beside the published one; the vendor takes the tool down and up.
        assert_eq!(desk.submit(&desk.vendor, &format!("{tool}/ny-utgave"), &[]).await.location(), tool);
        assert!(desk.site.get_as(&desk.vendor, &tool).await.texts(".hero .tags")[0].contains("Forrige utgave er publisert"));
        assert_eq!(desk.submit(&desk.vendor, &format!("{tool}/ta-ned"), &[("note", "Vedlikehold.")]).await.location(), tool);
        assert_eq!(desk.submit(&desk.vendor, &format!("{tool}/sett-opp"), &[("note", "Ferdig.")]).await.location(), tool);

        // Two years after it was published it is assessed again.
        desk.site.db.clock.set("2028-11-30T09:00:00Z".parse().unwrap());
        let home = desk.site.get_as(&desk.trust, "/bestiller").await;
        assert_eq!((home.texts("#due .ds-tag"), home.attributes("#due a", "href")), (vec!["Fristen er gått ut".to_owned()], vec![order]));
    }

    async fn a_municipality_is_stopped_at_k6a_with_the_rule_explained(db: TestDatabase) {
        let desk = Desk::open(db).await;
        desk.handed_in(&[("availability", "open")]).await;
        let home = desk.site.get_as(&desk.municipality, "/bestiller").await;
        assert!(home.texts(".obstacle .rule-id").contains(&"K6a".to_owned()));
        let inbox = desk.waiting(&desk.municipality).await;
        let page = desk.site.get_as(&desk.municipality, &inbox).await;
        assert!(page.texts(".ds-alert")[0].contains("bestilt av direktoratet eller et helseforetak"));
        assert!(page.texts(".ds-alert")[0].contains("tilby det gjennom en behandler"));
        let stopped = desk.submit(&desk.municipality, &inbox, &[("note", "Vi vil ha det")]).await;
        assert_eq!(stopped.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(stopped.texts("#errors .rule-id"), ["K6a"]);
        assert_eq!(stopped.texts("#f-note"), ["Vi vil ha det"]);
        // A health trust may.
        assert_eq!(desk.submit(&desk.trust, &inbox, &[]).await.status, StatusCode::SEE_OTHER);
    }

    async fn a_tool_with_its_own_profile_is_stopped_at_o1_with_the_way_forward(db: TestDatabase) {
        let desk = Desk::open(db).await;
        let tool = desk.handed_in(&[("profile", "own"), ("login_methods", "own")]).await;
        let inbox = desk.waiting(&desk.municipality).await;
        assert!(desk.site.get_as(&desk.municipality, &inbox).await.texts(".ds-alert")[0].contains("O1"));
        let order = taken_on(&desk).await;
        answer_all(&desk, &order).await;
        let page = desk.site.get_as(&desk.trust, &order).await;
        let verdict = page.texts("#verdict + .ds-alert").remove(0);
        assert!(verdict.starts_with("Kan ikke publiseres") && verdict.contains("O1"), "{verdict}");
        assert!(verdict.contains("velge sentral brukerprofil"), "{verdict}");
        let fact = desk.site.get_as(&desk.trust, &format!("{order}/krav/O1")).await;
        assert!(fact.texts(".summary")[0].contains("Egen") && fact.texts("form.novalidate").is_empty());
        // The way forward: changes are asked for, the vendor makes them, and only what is new is to be answered.
        let changes = desk.submit(&desk.trust, &format!("{order}/endringer"), &[("words", "Velg sentral profil (O1).")]).await;
        assert_eq!(changes.location(), order);
        let page = desk.site.get_as(&desk.vendor, &tool).await;
        assert!(page.texts(".ds-alert").iter().any(|text| text.contains("Velg sentral profil (O1).")));
        let access: Vec<_> = crate::pages::dossier::desk::SECTIONS[1].1.to_vec();
        assert_eq!(desk.submit(&desk.vendor, &format!("{tool}/rediger/tilgang"), &access).await.status, StatusCode::SEE_OTHER);
        assert_eq!(desk.submit(&desk.vendor, &format!("{tool}/send-inn"), &[]).await.location(), tool);
        desk.deliver(tool_id(&tool)).await;
        assert_eq!(answer_all(&desk, &order).await, 3);
        assert!(desk.site.get_as(&desk.trust, &order).await.texts("#verdict + .ds-alert")[0].starts_with("Kan publiseres"));
    }

    async fn answers_are_checked_and_a_stale_one_is_told(db: TestDatabase) {
        let desk = Desk::open(db).await;
        desk.handed_in(&[]).await;
        let order = taken_on(&desk).await;
        let long = "a".repeat(4001);
        let wrong: [Wrong<'_>; 8] = [
            ("K1", &[("evidence", "x")], "status"),
            ("K1", &[("status", "kanskje")], "status"),
            ("K1", &[("status", "met")], "evidence"),
            ("K1", &[("status", "met"), ("evidence", &long)], "evidence"),
            ("K1", &[("status", "deviation"), ("reason", "r"), ("plan", "p"), ("owner", "o"), ("deadline", "2027-01-01")], "status"),
            ("K4a", &[("status", "met"), ("evidence", "x")], "grade"),
            ("C1", &[("status", "deviation"), ("reason", "r"), ("plan", "p"), ("owner", "o"), ("deadline", "2020-01-01")], "deadline"),
            ("C1", &[("status", "deviation"), ("reason", "r"), ("plan", "p"), ("owner", "o"), ("deadline", "i morgen")], "deadline"),
        ];
        for (requirement, fields, field) in wrong {
            let reply = desk.submit(&desk.trust, &format!("{order}/krav/{requirement}"), fields).await;
            assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{requirement} {field}");
            let links = reply.attributes("#errors a", "href");
            assert!(links.contains(&format!("#f-{field}")), "{requirement} {field}: {links:?}");
        }
        // Derived requirements are facts: nobody answers them.
        let derived = desk.site.post_as(&desk.trust, &format!("{order}/krav/K7"), &[("version", "0"), ("status", "met"), ("evidence", "x")]).await;
        assert_eq!(derived.status, StatusCode::UNPROCESSABLE_ENTITY);

        let path = format!("{order}/krav/K1");
        let first = [("version", "0"), ("status", "met"), ("evidence", "Vedtak")];
        assert_eq!(desk.site.post_as(&desk.trust, &path, &first).await.status, StatusCode::SEE_OTHER);
        assert_eq!(desk.site.post_as(&desk.trust, &path, &first).await.status, StatusCode::SEE_OTHER);
        let stale = desk.site.post_as(&desk.trust, &path, &[("version", "0"), ("status", "met"), ("evidence", "Noe annet")]).await;
        assert_eq!(stale.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(stale.texts("#f-evidence"), ["Noe annet"]);
        assert_eq!(stale.attributes("input[name=version]", "value"), ["1"]);
        assert!(desk.site.get_as(&desk.trust, &order).await.body.contains("1 av 13 besvart"));
    }

    async fn another_bodys_order_is_not_found(db: TestDatabase) {
        let desk = Desk::open(db).await;
        desk.handed_in(&[]).await;
        let inbox = desk.waiting(&desk.trust).await;
        let order = taken_on(&desk).await;
        for rest in ["", "/innhold", "/krav/K1", "/endringer", "/avslag", "/stans", "/opphev/security"] {
            let page = desk.site.get_as(&desk.municipality, &format!("{order}{rest}")).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "GET {rest}");
            if rest.is_empty() || rest == "/innhold" {
                continue;
            }
            let fields = [("version", "1"), ("status", "met"), ("evidence", "x"), ("words", "x"), ("reason", "security"), ("note", "x")];
            let sent = desk.site.post_as(&desk.municipality, &format!("{order}{rest}"), &fields).await;
            assert_eq!(sent.status, StatusCode::NOT_FOUND, "POST {rest}");
        }
        // What the trust has is no longer in anybody's inbox; the trust itself is led to its order.
        assert_eq!(desk.site.get_as(&desk.municipality, &inbox).await.status, StatusCode::NOT_FOUND);
        let again = desk.site.post_as(&desk.trust, &inbox, &[("version", "2")]).await;
        assert_eq!((again.status, again.location()), (StatusCode::SEE_OTHER, order.as_str()));
        for path in ["/bestiller/innboks/x", "/bestiller/bestillinger/order_x", "/bestiller/avvik/dev_1", &format!("{order}/krav/X9"), &format!("{order}/opphev/x")] {
            assert_eq!(desk.site.get_as(&desk.trust, path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
    }

    async fn an_order_that_comes_first_is_one_order_and_the_vendor_answers_it(db: TestDatabase) {
        let desk = Desk::open(db).await;
        let tool = desk.register().await;
        let page = desk.site.get_as(&desk.trust, "/bestiller/inviter").await;
        let id = page.attributes("input[name=id]", "value").remove(0);
        let vendor = desk.site.vendor.to_string();
        let fields = [("id", id.as_str()), ("vendor", &vendor), ("subject", "Søvndagbok"), ("note", "")];
        let first = desk.site.post_as(&desk.trust, "/bestiller/inviter", &fields).await;
        let second = desk.site.post_as(&desk.trust, "/bestiller/inviter", &fields).await;
        assert_eq!((first.status, first.location()), (StatusCode::SEE_OTHER, second.location()));
        assert_eq!(desk.site.get_as(&desk.trust, first.location()).await.texts("h1"), ["Søvndagbok"]);
        let empty = desk.site.post_as(&desk.trust, "/bestiller/inviter", &[("id", "x"), ("vendor", "org_1")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);

        let home = desk.site.get_as(&desk.vendor, "/leverandor").await;
        let invitation = home.attributes("a[href*='/leverandor/bestillinger/']", "href").remove(0);
        assert_eq!(desk.site.get_as(&desk.other_vendor, &invitation).await.status, StatusCode::NOT_FOUND);
        let nothing = desk.submit(&desk.vendor, &invitation, &[("answer", "yes")]).await;
        assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
        let id = tool_id(&tool).to_string();
        assert_eq!(desk.submit(&desk.vendor, &invitation, &[("answer", "yes"), ("tool", &id)]).await.location(), "/leverandor");
        assert_eq!(desk.site.get_as(&desk.vendor, &invitation).await.status, StatusCode::NOT_FOUND);
    }

    async fn agreements_deviations_and_processing_times_are_shown(db: TestDatabase) {
        let desk = Desk::open(db).await;
        let agreements = desk.site.get_as(&desk.trust, "/bestiller/avtaler").await;
        assert!(agreements.texts("tbody tr")[0].contains("Bruksvilkår for plattformen"));
        for path in ["/bestiller/avvik?side=x", "/bestiller/statistikk"] {
            assert_eq!(desk.site.get_as(&desk.trust, path).await.status, StatusCode::OK, "{path}");
        }
        let krav = desk.site.get_as(&desk.vendor, "/leverandor/krav").await;
        assert_eq!(krav.texts(".work-list > li").len(), approval::REQUIREMENTS.len());
    }
}
