//! The operator's part of the journeys, and hostile input on every form, on both databases.

mod clients;
mod hostile;
mod register;
mod stage;
mod token;

use axum::http::{Method, StatusCode};
use database::testing::on_both;
use identity::grant;

use stage::Stage;

on_both! {
    async fn one_operator_approves_and_another_publishes(db: TestDatabase) {
        let stage = Stage::new(db).await;
        let case = stage.assessed().await;
        let page = stage.get(&stage.first, "/forvaltning").await;
        assert!(page.texts("td .ds-tag").contains(&"Klar til godkjenning".to_owned()), "{:?}", page.texts("td"));
        let path = format!("/forvaltning/saker/{}", case.id);
        let dossier = stage.get(&stage.first, &path).await;
        assert_eq!(dossier.texts(".ds-alert h2"), ["Kravene er oppfylt"]);
        assert!(dossier.texts("#krav-C1").iter().any(|text| text.contains("Avvik")));
        assert!(dossier.texts("dd").iter().any(|text| text.contains("release 3")), "the plan is shown");

        let reply = stage.confirm(&stage.first, &format!("{path}/godkjenn"), &[]).await;
        assert_eq!((reply.status, reply.location()), (StatusCode::SEE_OTHER, path.as_str()));

        // Four eyes: told before anybody tries, and refused when tried.
        let queue = stage.get(&stage.first, "/forvaltning").await;
        assert!(queue.texts("td .ds-tag").contains(&"Du har godkjent. En annen må publisere.".to_owned()));
        let ask = stage.get(&stage.first, &format!("{path}/publiser")).await;
        assert_eq!(ask.texts(".ds-alert h2"), ["Fire øyne"]);
        assert!(ask.texts("main form button").is_empty(), "nothing to press");
        let offered = async |login| stage.get(login, &path).await.texts(".panel--stays .stack a");
        assert_eq!(offered(&stage.first).await, ["Avslå"], "what may not be done is not offered");
        assert_eq!(offered(&stage.second).await, ["Publiser", "Avslå"]);
        let refused = stage.confirm(&stage.first, &format!("{path}/publiser"), &[]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.texts("#errors li")[0].contains("En annen må ta den endelige avgjørelsen"));
        assert!(!stage.is_listed(case.tool).await);

        let reply = stage.confirm(&stage.second, &format!("{path}/publiser"), &[]).await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
        assert!(stage.is_listed(case.tool).await);
        stage.site.index().await;
        let found = stage.site.get("/verktoy?q=Prøveverktøy").await;
        assert_eq!(found.texts(".tool-card__name"), ["Prøveverktøy"]);

        // The same form once more has no second effect and says so.
        let again = stage.confirm_with(&stage.second, &format!("{path}/publiser"), "3", &[]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(again.texts("#errors li")[0].contains("Noen har endret dette"));
    }

    async fn what_is_unmet_is_named_when_approval_is_refused(db: TestDatabase) {
        let stage = Stage::new(db).await;
        let case = stage.taken_on().await;
        let path = format!("/forvaltning/saker/{}", case.id);
        let refused = stage.confirm(&stage.first, &format!("{path}/godkjenn"), &[]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.texts(".rule-list .rule-id").contains(&"K1".to_owned()));
        stage.wait();
        let asked = stage.confirm(&stage.first, &format!("{path}/be-om-endring"), &[("grounds", "Mer om effekt")]).await;
        assert_eq!(asked.status, StatusCode::SEE_OTHER);
        let page = stage.get(&stage.first, &path).await;
        assert_eq!(page.texts(".timeline__note")[0], "Mer om effekt");
        stage.wait();
        let turned_down = stage.confirm(&stage.second, &format!("{path}/avslag"), &[("grounds", "Ingen effekt")]).await;
        assert_eq!(turned_down.status, StatusCode::SEE_OTHER);
        assert_eq!(stage.get(&stage.first, &path).await.texts(".timeline__what")[0], "Avslått");
    }

    async fn suspending_kills_tokens_and_lifting_brings_the_tool_back(db: TestDatabase) {
        let stage = Stage::new(db).await;
        let tool = stage.published().await;
        let path = format!("/forvaltning/verktoy/{tool}");
        let person = stage.live_grant(tool).await;
        assert_eq!(grant::list_live(&*stage.site.db, person).await.unwrap().len(), 1);
        stage.wait();
        let ask = stage.get(&stage.first, &format!("{path}/stans")).await;
        assert!(ask.texts(".ds-alert li")[0].contains("Ingen pasienter"));
        let fields = [("reason", "security"), ("note", "Vi undersøker en feil.")];
        let reply = stage.site.post_as(&stage.first, &format!("{path}/stans"), &fields).await;
        assert_eq!((reply.status, reply.location()), (StatusCode::SEE_OTHER, path.as_str()));
        assert!(!stage.is_up(tool).await, "T1 from this moment on");
        let page = stage.site.get("/forvaltning").await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "nobody else sees it");
        let page = stage.get(&stage.first, "/forvaltning/verktoy?stanset=ja").await;
        assert_eq!(page.texts("tbody th"), ["Prøveverktøy"]);

        stage.run_outbox().await;
        assert!(grant::list_live(&*stage.site.db, person).await.unwrap().is_empty(), "tokens are dead");

        let again = stage.site.post_as(&stage.second, &format!("{path}/stans"), &fields).await;
        assert!(again.texts("#errors li")[0].contains("alt stanset av denne grunnen"));
        stage.wait();
        let reply = stage.site.post_as(&stage.second, &format!("{path}/opphev/security"), &[]).await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
        assert!(stage.is_up(tool).await);
        let page = stage.get(&stage.first, &path).await;
        assert_eq!(page.texts(".timeline__what")[..2], ["Stans opphevet: Sikkerhet", "Stanset: Sikkerhet"]);
    }

    async fn withdrawing_is_meant_and_final(db: TestDatabase) {
        let stage = Stage::new(db).await;
        let tool = stage.published().await;
        let path = format!("/forvaltning/verktoy/{tool}");
        let note = ("note", "Leverandøren har lagt ned verktøyet.");
        let unsure = stage.site.post_as(&stage.first, &format!("{path}/trekk"), &[note]).await;
        assert_eq!(unsure.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(unsure.body.contains("Leverandøren har lagt ned"), "nothing is lost");
        assert!(stage.is_up(tool).await);
        let reply = stage.site.post_as(&stage.first, &format!("{path}/trekk"), &[note, ("sure", "ja")]).await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER);
        assert!(!stage.is_up(tool).await);
        for question in ["stans", "trekk", "opphev/security"] {
            let gone = stage.get(&stage.first, &format!("{path}/{question}")).await;
            assert_eq!(gone.status, StatusCode::NOT_FOUND, "{question}");
        }
    }

    async fn a_label_says_what_was_assessed_and_when_it_should_have_been_again(db: TestDatabase) {
        let stage = Stage::new(db).await;
        let tool = stage.published().await;
        let label = async || stage.site.get("/verktoy/proveverktoy").await.texts("#assessment ~ dl dt, #assessment ~ dl dd").join("|");
        let told = label().await;
        assert!(told.contains("Hva som er vurdert|Utgave 1|"), "{told}");
        assert!(told.contains("Skal vurderes igjen|22. november 2028"), "{told}");
        let due = async || stage.get(&stage.first, "/forvaltning").await.texts("caption").concat();
        assert!(!due().await.contains("vurderes igjen"));

        stage.reword(tool).await;
        let told = label().await;
        assert!(told.contains("Hva som er vurdert|Utgave 1. Teksten på denne siden er endret"), "{told}");
        stage.site.db.clock.set("2029-01-01T09:00:00Z".parse().unwrap());
        let told = label().await;
        assert!(told.contains("Skulle vært vurdert igjen|22. november 2028"), "{told}");
        assert!(due().await.contains("Verktøy som skal vurderes igjen innen 90 dager"));
        let api = stage.site.get("/api/v1/tools/proveverktoy").await;
        let api: serde_json::Value = serde_json::from_str(&api.body).unwrap();
        assert_eq!((&api["revision"], &api["assessment"]["revision"]), (&serde_json::json!(2), &serde_json::json!(1)));
    }

    async fn a_vendor_is_stopped_with_all_its_tools_and_released(db: TestDatabase) {
        let stage = Stage::new(db).await;
        let tool = stage.published().await;
        let person = stage.live_grant(tool).await;
        let vendor = format!("/forvaltning/organisasjoner/{}", stage.site.vendor);
        let early = stage.get(&stage.first, &format!("{vendor}/frigi")).await;
        assert_eq!(early.status, StatusCode::FORBIDDEN, "it is not stopped");
        let ask = stage.get(&stage.first, &format!("{vendor}/stans")).await;
        assert_eq!(ask.texts(".ds-alert li"), ["Prøveverktøy"]);
        let silent = stage.site.post_as(&stage.first, &format!("{vendor}/stans"), &[("note", "")]).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(stage.is_up(tool).await);
        let note = [("note", "Vi undersøker leverandøren.")];
        let reply = stage.site.post_as(&stage.first, &format!("{vendor}/stans"), &note).await;
        assert_eq!((reply.status, reply.location()), (StatusCode::SEE_OTHER, vendor.as_str()));
        assert!(!stage.is_up(tool).await, "T1 from this moment on");
        stage.run_outbox().await;
        assert!(grant::list_live(&*stage.site.db, person).await.unwrap().is_empty(), "tokens are dead");
        let page = stage.get(&stage.first, &vendor).await;
        assert!(page.body.contains("Leverandøren er stanset") && page.body.contains("Vi undersøker leverandøren."));
        let twice = stage.site.post_as(&stage.second, &format!("{vendor}/stans"), &note).await;
        assert_eq!(twice.status, StatusCode::FORBIDDEN);
        let reply = stage.site.post_as(&stage.second, &format!("{vendor}/frigi"), &[]).await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER);
        assert!(stage.is_up(tool).await);
        // Only vendors have the switch.
        let body = stage.get(&stage.first, "/forvaltning/organisasjoner?slag=health_trust").await.attributes("tbody a", "href").remove(0);
        assert_eq!(stage.get(&stage.first, &format!("{body}/stans")).await.status, StatusCode::NOT_FOUND);
    }

    async fn ending_an_agreement_stops_what_rests_on_it_until_there_is_another(db: TestDatabase) {
        let stage = Stage::new(db).await;
        let tool = stage.published().await;
        let agreement = stage.delivery_agreement(tool).await;
        let path = format!("/forvaltning/avtaler/{agreement}/avslutt");
        let page = stage.get(&stage.first, &path).await;
        assert_eq!(page.attributes("#f-on", "value"), ["2026-11-22"]);
        let past = stage.site.post_as(&stage.first, &path, &[("on", "2026-11-21"), ("grounds", "x")]).await;
        assert!(past.texts("#f-on-error")[0].contains("Velg i dag"));
        let reply = stage.site.post_as(&stage.first, &path, &[("on", "2026-11-22"), ("grounds", "Oppsagt")]).await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER);
        assert!(!stage.is_up(tool).await);
        let page = stage.get(&stage.first, &format!("/forvaltning/verktoy/{tool}")).await;
        assert!(page.body.contains("Oppheves av seg selv"));
        let fields = [("kind", "A3"), ("party", "310123471"), ("tool", "proveverktoy"), ("terms", "2.0"), ("from", "2026-11-22")];
        let reply = stage.site.post_as(&stage.second, "/forvaltning/avtaler/ny", &fields).await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{:?}", reply.texts("#errors li"));
        assert!(stage.is_up(tool).await);
        let twice = stage.site.post_as(&stage.second, "/forvaltning/avtaler/ny", &fields).await;
        assert!(twice.texts("#errors li")[0].contains("alt en avtale"));
    }

    async fn organisations_are_added_verified_and_found(db: TestDatabase) {
        let stage = Stage::new(db).await;
        let path = "/forvaltning/organisasjoner";
        let fields = [("name", "Demo Østre kommune"), ("kind", "municipality"), ("org_number", "974760673")];
        let taken = stage.site.post_as(&stage.first, &format!("{path}/ny"), &fields).await;
        assert!(taken.texts("#f-org_number-error")[0].contains("alt i bruk"));
        assert_eq!(taken.attributes("#f-name", "value"), ["Demo Østre kommune"]);
        let fields = [fields[0], fields[1], ("org_number", "310617482")];
        let reply = stage.site.post_as(&stage.first, &format!("{path}/ny"), &fields).await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{:?}", reply.texts("#errors li"));
        let one = reply.location().to_owned();
        assert!(stage.get(&stage.first, &one).await.body.contains("Ikke verifisert"));
        stage.site.post_as(&stage.first, &format!("{one}/verifiser"), &[]).await;
        assert!(!stage.get(&stage.first, &one).await.body.contains("Ikke verifisert"));
        let unit = [("name", "Demo helsestasjon")];
        assert_eq!(stage.site.post_as(&stage.first, &format!("{one}/enheter"), &unit).await.status, StatusCode::SEE_OTHER);
        let twice = stage.site.post_as(&stage.first, &format!("{one}/enheter"), &unit).await;
        assert!(twice.texts("#f-name-error")[0].contains("alt i bruk"));
        let found = stage.get(&stage.first, &format!("{path}?q=ØSTRE")).await;
        assert_eq!(found.texts("tbody th"), ["Demo Østre kommune"]);
        let none = stage.get(&stage.first, &format!("{path}?q=ØSTRE&slag=vendor")).await;
        assert!(none.texts("tbody th").is_empty());
    }

    async fn the_audit_chain_is_checked_and_read_about_one_thing(db: TestDatabase) {
        let stage = Stage::new(db).await;
        let tool = stage.published().await;
        let page = stage.get(&stage.first, &format!("/forvaltning/hendelser?objekt={tool}")).await;
        let actions = page.texts("tbody td:nth-child(4) > code:first-child");
        assert!(actions.contains(&"listing.decide".to_owned()), "{actions:?}");
        assert!(!actions.contains(&"organisation.add".to_owned()));
        let words = page.texts("tbody td:nth-child(4)");
        assert!(words.iter().any(|one| one.starts_with("Avgjørelse om et verktøy listing.decide")), "{words:?}");
        let checked = stage.site.post_as(&stage.first, "/forvaltning/hendelser/kontroll", &[]).await;
        assert_eq!(checked.texts(".ds-alert h2"), ["Kjeden er hel"]);
        let newest: i64 = checked.texts("tbody td")[0].parse().unwrap();
        let older = stage.get(&stage.first, "/forvaltning/hendelser?foer=3").await;
        assert!(newest > 3);
        assert_eq!(older.texts("tbody td:first-child"), ["2", "1"]);
    }

    async fn what_was_given_up_is_tried_again(db: TestDatabase) {
        let stage = Stage::new(db).await;
        stage.dead_job().await;
        assert_eq!(stage.get(&stage.first, "/forvaltning").await.texts(".figure__number")[3], "1");
        let page = stage.get(&stage.first, "/forvaltning/utboks").await;
        assert_eq!(page.texts("tbody th"), ["identity.tool_suspended"]);
        let path = page.attributes("main form", "action").remove(0);
        assert_eq!(stage.site.post_as(&stage.first, &path, &[]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(stage.site.post_as(&stage.first, &path, &[]).await.status, StatusCode::NOT_FOUND);
    }

    async fn figures_hide_small_cells(db: TestDatabase) {
        let stage = Stage::new(db).await;
        stage.published().await;
        let page = stage.get(&stage.first, "/forvaltning/statistikk").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.texts("td.number").contains(&"færre enn fem".to_owned()));
        let none = stage.site.send(None, Method::GET, "/forvaltning/statistikk", &[]).await;
        assert!(none.location().starts_with("/logg-inn?tjeneste=forvalter"), "{}", none.location());
    }
}
