mod clients;

use axum::http::StatusCode;
use database::testing::on_both;

use crate::pages::dossier::desk::{Desk, tool_id};

/// Where it is sent, with which fields, and the field that is complained of.
type Wrong<'a> = (&'a str, &'a [(&'a str, &'a str)], &'a str);

on_both! {
    async fn a_vendor_saves_a_draft_with_gaps_and_hands_it_in_when_none_is_left(db: TestDatabase) {
        let desk = Desk::open(db).await;
        let tool = desk.register().await;
        let page = desk.site.get_as(&desk.vendor, &tool).await;
        assert_eq!(page.texts("h1"), ["Søvndagboka"]);
        assert!(page.texts("#next + p")[0].contains("mangler"), "{:?}", page.texts("#next + p"));
        assert!(!page.texts(".task-list__gaps a").is_empty());
        // With gaps there is no way to hand it in, not even by address.
        let early = desk.site.get_as(&desk.vendor, &format!("{tool}/send-inn")).await;
        assert_eq!((early.status, early.location()), (StatusCode::SEE_OTHER, tool.as_str()));
        let forced = desk.site.post_as(&desk.vendor, &format!("{tool}/send-inn"), &[("version", "1")]).await;
        assert_eq!(forced.status, StatusCode::UNPROCESSABLE_ENTITY);

        desk.fill(&tool, &[]).await;
        let page = desk.site.get_as(&desk.vendor, &tool).await;
        assert_eq!(page.texts(".task-list__gaps a"), Vec::<String>::new());
        let content = desk.site.get_as(&desk.vendor, &format!("{tool}/innhold")).await;
        assert!(content.body.contains("Skriv i dag") && content.body.contains("Gjennom en behandler"));
        let sent = desk.submit(&desk.vendor, &format!("{tool}/send-inn"), &[]).await;
        assert_eq!((sent.status, sent.location()), (StatusCode::SEE_OTHER, tool.as_str()));
        let page = desk.site.get_as(&desk.vendor, &tool).await;
        assert!(page.texts(".hero .tags")[0].starts_with("Sendt inn"), "{:?}", page.texts(".hero .tags"));
        assert_eq!(page.texts(".timeline__what"), ["Sendt inn", "Kladden ble påbegynt"]);
        // Handed in, it is not the vendor's to change.
        let late = desk.site.get_as(&desk.vendor, &format!("{tool}/rediger/om")).await;
        assert_eq!(late.status, StatusCode::SEE_OTHER);
    }

    async fn statistics_show_own_tools_and_nobody_elses(db: TestDatabase) {
        let desk = Desk::open(db).await;
        let path = "/leverandor/statistikk";
        assert!(desk.site.get_as(&desk.vendor, path).await.texts("tbody tr").is_empty());
        desk.register().await;
        let page = desk.site.get_as(&desk.vendor, path).await;
        assert_eq!((page.texts("tbody th"), page.texts("tbody td.number")), (vec!["Søvndagboka".to_owned()], vec!["0".to_owned(); 3]));
        let none = desk.site.send(None, axum::http::Method::GET, path, &[]).await;
        assert!(none.location().starts_with("/logg-inn?tjeneste=leverandor"), "{}", none.location());
    }

    async fn the_same_form_is_one_tool_and_under_another_name_it_is_told(db: TestDatabase) {
        let desk = Desk::open(db).await;
        let path = "/leverandor/verktoy/ny";
        let page = desk.site.get_as(&desk.vendor, path).await;
        let id = page.attributes("input[name=id]", "value").remove(0);
        let first = [("id", id.as_str()), ("name", "Søvndagboka")];
        let send = || desk.site.post_as(&desk.vendor, path, &first);
        let (a, b, c, d) = tokio::join!(send(), send(), send(), send());
        for reply in [&a, &b, &c, &d] {
            assert_eq!((reply.status, reply.location()), (StatusCode::SEE_OTHER, a.location()), "{}", reply.body);
        }
        let other = [("id", id.as_str()), ("name", "Angstdagboka")];
        let told = desk.site.post_as(&desk.vendor, path, &other).await;
        assert_eq!(told.status, StatusCode::CONFLICT);
        assert_eq!(told.attributes(".ds-alert a", "href"), [a.location()]);
        assert_eq!(told.attributes("#f-name", "value"), ["Angstdagboka"], "what was typed is kept");
        assert_ne!(told.attributes("input[name=id]", "value"), std::slice::from_ref(&id), "and can be sent as another tool");
        // Renamed in the draft, the first form is still the first form.
        let renamed = [("version", "1"), ("name", "Nattboka"), ("summary", "Kort")];
        let saved = desk.site.post_as(&desk.vendor, &format!("{}/rediger/tekst-nb", a.location()), &renamed).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER);
        assert_eq!(send().await.location(), a.location());
        assert_eq!(desk.site.post_as(&desk.vendor, path, &other).await.status, StatusCode::CONFLICT);
    }

    async fn the_own_profile_class_is_explained_at_once_with_the_way_forward(db: TestDatabase) {
        let desk = Desk::open(db).await;
        let tool = desk.register().await;
        desk.fill(&tool, &[("profile", "own"), ("login_methods", "own")]).await;
        let page = desk.site.get_as(&desk.vendor, &tool).await;
        assert!(page.texts(".ds-alert .rule-id").contains(&"O1".to_owned()));
        assert!(page.texts(".ds-alert")[0].contains("velg sentral brukerprofil"));
        let ask = desk.site.get_as(&desk.vendor, &format!("{tool}/send-inn")).await;
        assert!(ask.texts(".ds-alert")[0].contains("O1"));
    }

    async fn a_stale_page_is_told_and_nothing_typed_is_lost(db: TestDatabase) {
        let desk = Desk::open(db).await;
        let tool = desk.register().await;
        let path = format!("{tool}/rediger/tekst-nb");
        let first = [("version", "1"), ("name", "Søvndagboka"), ("summary", "Den første")];
        let saved = desk.site.post_as(&desk.vendor, &path, &first).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER);
        // The very same form once more changes nothing and is no error.
        let again = desk.site.post_as(&desk.vendor, &path, &first).await;
        assert_eq!(again.status, StatusCode::SEE_OTHER);
        let stale = [("version", "1"), ("name", "Søvndagboka"), ("summary", "Den andre")];
        let told = desk.site.post_as(&desk.vendor, &path, &stale).await;
        assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(told.texts("#errors")[0].contains("endret dette siden"));
        assert_eq!(told.texts("#f-summary"), ["Den andre"]);
        // What is shown then can be saved.
        assert_eq!(told.attributes("input[name=version]", "value"), ["2"]);
    }

    async fn another_vendors_tool_is_not_found(db: TestDatabase) {
        let desk = Desk::open(db).await;
        let tool = desk.register().await;
        for rest in ["", "/innhold", "/rediger/om", "/send-inn", "/slett", "/ny-utgave", "/ta-ned", "/sett-opp", "/trekk", "/klienter", "/klienter/ny"] {
            let page = desk.site.get_as(&desk.other_vendor, &format!("{tool}{rest}")).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "GET {rest}");
            if rest.is_empty() || rest == "/innhold" {
                continue;
            }
            let fields = [("version", "1"), ("note", "n"), ("metadata", "{}"), ("independence", "standalone")];
            let sent = desk.site.post_as(&desk.other_vendor, &format!("{tool}{rest}"), &fields).await;
            assert_eq!(sent.status, StatusCode::NOT_FOUND, "POST {rest}");
        }
        for path in ["/leverandor/verktoy/x", "/leverandor/verktoy/tool_x/klienter", "/leverandor/bestillinger/order_1"] {
            assert_eq!(desk.site.get_as(&desk.vendor, path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        assert_eq!(desk.site.get_as(&desk.vendor, &format!("{tool}/rediger/ukjent")).await.status, StatusCode::NOT_FOUND);
        // An ordering body is no vendor, and nobody is neither.
        for login in [Some(&desk.trust), None] {
            let page = desk.site.send(login, axum::http::Method::GET, "/leverandor", &[]).await;
            assert_eq!(page.status, StatusCode::SEE_OTHER);
            assert!(page.location().starts_with("/logg-inn?tjeneste=leverandor"));
        }
    }

    async fn hostile_input_is_told_at_its_field_and_saves_nothing(db: TestDatabase) {
        let desk = Desk::open(db).await;
        let tool = desk.register().await;
        let long = "a".repeat(20_001);
        let hostile: [Wrong<'_>; 14] = [
            ("rediger/om", &[("independence", "x")], "independence"),
            ("rediger/om", &[("independence", "standalone"), ("topic", "finnes-ikke")], "topic"),
            ("rediger/om", &[("independence", "standalone"), ("languages_other", "<b>")], "languages_other"),
            ("rediger/tilgang", &[("availability", "alle")], "availability"),
            ("rediger/tilgang", &[("availability", "open"), ("profile", "none"), ("acr", "9")], "acr"),
            ("rediger/tekst-nb", &[("name", "")], "name"),
            ("rediger/tekst-nb", &[("name", "a"), ("summary", &long)], "summary"),
            ("rediger/start", &[("launch.kind", "link"), ("launch.url", "javascript:alert(1)")], "launch.url"),
            ("rediger/start", &[("launch.kind", "none"), ("tasks.0.key", "../x")], "tasks.0.key"),
            ("rediger/start", &[("launch.kind", "none"), ("launch.url", "https://tool.example/")], "launch.kind"),
            ("rediger/start", &[("launch.kind", "smart"), ("launch.url", "")], "launch.url"),
            ("rediger/medisinsk-utstyr", &[("status", "kanskje")], "status"),
            ("rediger/utgaver", &[("versions.0.version", "1"), ("versions.0.date", "2026-02-31")], "versions.0.date"),
            ("klienter", &[("metadata", &long)], "metadata"),
        ];
        for (page, fields, field) in hostile {
            let fields: Vec<_> = [("version", "1")].iter().chain(fields).copied().collect();
            let reply = desk.site.post_as(&desk.vendor, &format!("{tool}/{page}"), &fields).await;
            assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{page} {field}");
            let links = reply.attributes("#errors a", "href");
            assert!(links.contains(&format!("#f-{field}")), "{page} {field}: {links:?}");
            assert_eq!(reply.texts(&format!("[id='f-{field}-error']")).len(), 1, "{page} {field}");
        }
        // A form without its version, or with one that is no number, is wrong too.
        let without = desk.site.post_as(&desk.vendor, &format!("{tool}/rediger/om"), &[("independence", "integrated")]).await;
        assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
        let own = catalogue::find_open_revision(&*desk.site.db, tool_id(&tool)).await.unwrap().unwrap();
        assert_eq!(own.version, 1);
    }

    async fn the_same_registration_twice_is_one_tool_and_a_draft_is_deleted_once(db: TestDatabase) {
        let desk = Desk::open(db).await;
        let page = desk.site.get_as(&desk.vendor, "/leverandor/verktoy/ny").await;
        let id = page.attributes("input[name=id]", "value").remove(0);
        let fields = [("id", id.as_str()), ("name", "Søvndagboka")];
        let first = desk.site.post_as(&desk.vendor, "/leverandor/verktoy/ny", &fields).await;
        let second = desk.site.post_as(&desk.vendor, "/leverandor/verktoy/ny", &fields).await;
        assert_eq!((first.status, first.location()), (second.status, second.location()));
        let foreign = desk.site.post_as(&desk.other_vendor, "/leverandor/verktoy/ny", &fields).await;
        assert_eq!(foreign.status, StatusCode::UNPROCESSABLE_ENTITY);
        let home = desk.site.get_as(&desk.vendor, "/leverandor").await;
        assert_eq!(home.texts(".work-list h3"), ["Søvndagboka"]);

        let path = format!("{}/slett", first.location());
        assert_eq!(desk.submit(&desk.vendor, &path, &[]).await.location(), "/leverandor");
        assert_eq!(desk.site.post_as(&desk.vendor, &path, &[("version", "1")]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(desk.site.get_as(&desk.vendor, "/leverandor").await.texts(".work-list h3"), Vec::<String>::new());
    }

    async fn clients_are_registered_once_told_what_is_wrong_and_disabled(db: TestDatabase) {
        let desk = Desk::open(db).await;
        let tool = desk.register().await;
        let page = format!("{tool}/klienter");
        let broken = desk.site.post_as(&desk.vendor, &page, &[("metadata", "{\"a\":")]).await;
        assert!(broken.texts("#f-metadata-error")[0].contains("JSON"));
        let wrong = desk.site.post_as(&desk.vendor, &page, &[("metadata", r#"{"redirect_uris":["http://a.example/"]}"#)]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.texts(".ds-alert code").contains(&"redirect_uris".to_owned()));
        assert!(wrong.texts("#f-metadata")[0].contains("http://a.example/"));

        let metadata = [("metadata", r#"{"client_name":"Dagboka","redirect_uris":["https://a.example/callback"]}"#)];
        for _ in 0..2 {
            let added = desk.site.post_as(&desk.vendor, &page, &metadata).await;
            assert_eq!(added.status, StatusCode::SEE_OTHER);
            assert!(added.location().starts_with("/leverandor/klienter/client_"));
        }
        let shown = desk.site.get_as(&desk.vendor, &page).await;
        assert_eq!(shown.texts(".work-list h2"), ["Dagboka"]);
        let one = shown.attributes(".work-list h2 a", "href").remove(0);
        assert_eq!(desk.site.get_as(&desk.other_vendor, &one).await.status, StatusCode::NOT_FOUND);
        let disable = desk.site.get_as(&desk.vendor, &one).await.attributes("a[href$='/deaktiver']", "href").remove(0);
        assert_eq!(desk.site.get_as(&desk.other_vendor, &disable).await.status, StatusCode::NOT_FOUND);
        assert_eq!(desk.site.post_as(&desk.other_vendor, &disable, &[]).await.status, StatusCode::NOT_FOUND);
        for _ in 0..2 {
            assert_eq!(desk.submit(&desk.vendor, &disable, &[]).await.status, StatusCode::SEE_OTHER);
        }
        let shown = desk.site.get_as(&desk.vendor, &page).await;
        assert!(shown.texts(".work-list .tags")[0].contains("Deaktivert"));
    }
}
