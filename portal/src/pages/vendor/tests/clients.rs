//! Clients written as forms, their keys, and what waits for the operator.

use axum::http::StatusCode;
use catalogue::{RevisionState, Step};
use database::testing::on_both;
use identity::{Algorithm, Party, SigningKey, client};
use kernel::{Actor, ClientId, Operator, ToolId};

use crate::{
    pages::dossier::desk::{Desk, tool_id},
    testing::{citizen, operator},
    web::{Login, session::Standing},
};

type Fields<'a> = Vec<(&'a str, &'a str)>;

/// What a form says of a client with these keys.
fn form<'a>(keys: &'a str, redirects: &'a str) -> Fields<'a> {
    vec![
        ("client_name", "Dagboka"),
        ("redirect_uris", redirects),
        ("keys_kind", "jwks"),
        ("jwks", keys),
        ("scope", "openid launch"),
        ("algorithm", "ES256"),
        ("backchannel", "https://a.example/logout"),
    ]
}

fn jwk() -> String {
    SigningKey::generate(Algorithm::Es256).unwrap().public().to_string()
}

/// The last part of the address that a form led to.
fn client_of(path: &str) -> ClientId {
    path.rsplit('/').next().unwrap().parse().unwrap()
}

/// Puts the tool's draft into the catalogue, without its assessment.
async fn publish(desk: &Desk, tool: ToolId) {
    let tx = desk.site.db.begin().await.unwrap();
    let revision = catalogue::find_open_revision(&tx, tool).await.unwrap().unwrap();
    let step = Step { at: database::Read::now(&tx), by: Actor::from(&operator()) };
    let state = RevisionState::Published { step, approved: step };
    catalogue::set_state(&tx, revision.id, revision.version, state).await.unwrap();
    tx.commit().await.unwrap();
}

fn operators() -> Login {
    let actor: Operator = operator();
    Login { standing: Standing::Operator(actor), ..citizen(actor.person) }
}

on_both! {
    async fn a_form_says_at_its_fields_what_is_wrong_and_registers_what_is_right(db: TestDatabase) {
        let desk = Desk::open(db).await;
        let tool = desk.register().await;
        let page = format!("{tool}/klienter/ny");
        let key = jwk();
        let wrong: [(&str, &str, &str); 10] = [
            ("redirect_uris", "http://a.example/cb", "https://"),
            ("redirect_uris", "https://a.example/cb#del", "tegn for tegn"),
            ("redirect_uris", "https://kari@a.example/cb", "brukernavn"),
            ("redirect_uris", "https://a.example/cb\nikke en adresse", "hele adressen"),
            ("redirect_uris", "", ""),
            ("backchannel", "http://a.example/", "https://"),
            ("jwks", "{", "JSON"),
            ("keys_kind", "", ""),
            ("scope", "openid patient/Device.r", "ikke finnes"),
            ("scope", "openid patient/Observation.read", "ikke finnes"),
        ];
        for (field, value, text) in wrong {
            let fields: Fields<'_> = form(&key, "https://a.example/cb").into_iter()
                .map(|(name, usual)| (name, if name == field { value } else { usual })).collect();
            let told = desk.site.post_as(&desk.vendor, &page, &fields).await;
            assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY, "{field} {value}");
            let at = told.texts(&format!("#f-{field}-error"));
            assert!(at.len() == 1 && at[0].contains(text), "{field} {value}: {at:?}");
        }
        // What there is stands beside what is not.
        let fields: Fields<'_> = form(&key, "https://a.example/cb").into_iter()
            .map(|(name, usual)| (name, if name == "scope" { "openid patient/Device.r" } else { usual })).collect();
        let told = desk.site.post_as(&desk.vendor, &page, &fields).await.texts(".ds-alert").remove(0);
        assert!(told.contains("there is no patient/Device.r; there are: fhirUser") && told.contains("patient/Observation.cr"), "{told}");
        // The same where metadata are pasted.
        let pasted = r#"{"redirect_uris":["https://a.example/cb"],"scope":"openid email"}"#;
        let told = desk.site.post_as(&desk.vendor, &format!("{tool}/klienter"), &[("metadata", pasted)]).await;
        assert!(told.texts("#f-metadata-error")[0].contains("ikke finnes"), "{:?}", told.texts("#f-metadata-error"));
        // A private key is refused, whatever else is in the set.
        let private = r#"{"keys":[{"kty":"EC","crv":"P-256","d":"AA","x":"AA","y":"AA"}]}"#;
        let told = desk.site.post_as(&desk.vendor, &page, &form(private, "https://a.example/cb")).await;
        assert!(told.texts(".ds-alert")[0].contains("private key"), "{:?}", told.texts(".ds-alert"));

        let loopback = "https://a.example/cb\nhttp://localhost:3000/cb";
        let added = desk.site.post_as(&desk.vendor, &page, &form(&key, loopback)).await;
        assert_eq!(added.status, StatusCode::SEE_OTHER, "{:?}", added.texts("#errors"));
        let shown = desk.site.get_as(&desk.vendor, added.location()).await;
        assert!(shown.texts(".hero-tags")[0].contains("Aktiv"));
        let client = client::find(&*desk.site.db, client_of(added.location())).await.unwrap().unwrap();
        assert_eq!(client.metadata.redirect_uris.len(), 2);
        // Another vendor finds nothing of it.
        for rest in ["", "/endre", "/nokler/fjern?nokkel=x"] {
            let path = format!("{}{rest}", added.location());
            assert_eq!(desk.site.get_as(&desk.other_vendor, &path).await.status, StatusCode::NOT_FOUND, "{rest}");
        }
        for rest in ["/endre", "/nokler", "/nokler/fjern", "/angre"] {
            let path = format!("{}{rest}", added.location());
            let fields = form(&key, "https://evil.example/cb");
            assert_eq!(desk.site.post_as(&desk.other_vendor, &path, &fields).await.status, StatusCode::NOT_FOUND, "{rest}");
        }
    }

    async fn one_tick_holds_a_client_to_fapi_2_and_a_public_one_is_told_why_not(db: TestDatabase) {
        let desk = Desk::open(db).await;
        let tool = desk.register().await;
        let page = format!("{tool}/klienter/ny");
        let key = jwk();
        let mut public: Fields<'_> = form(&key, "https://a.example/cb").into_iter()
            .map(|(name, usual)| (name, if name == "keys_kind" { "none" } else { usual })).collect();
        public.push(("fapi", "ja"));
        let told = desk.site.post_as(&desk.vendor, &page, &public).await;
        assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(told.texts("#f-fapi-error")[0].contains("åpen klient"), "{:?}", told.texts("#f-fapi-error"));

        let mut fields = form(&key, "https://a.example/cb");
        fields.push(("fapi", "ja"));
        let added = desk.site.post_as(&desk.vendor, &page, &fields).await;
        let client = client::find(&*desk.site.db, client_of(added.location())).await.unwrap().unwrap();
        let demanded = client.metadata.requirements();
        assert!(demanded.pushed && demanded.bound && !demanded.rotates);
        let shown = desk.site.get_as(&desk.vendor, added.location()).await;
        let summary = shown.texts("dl.summary").concat();
        assert!(["FAPI 2.0", "PAR", "DPoP"].iter().all(|word| summary.contains(word)), "{summary}");
        // Taken off again in the form, which has it ticked.
        let change = format!("{}/endre", added.location());
        assert_eq!(desk.site.get_as(&desk.vendor, &change).await.attributes("#f-fapi[checked]", "value"), ["ja"]);
        desk.submit(&desk.vendor, &change, &form(&key, "https://a.example/cb")).await;
        let client = client::find(&*desk.site.db, client.id).await.unwrap().unwrap();
        assert!(!client.metadata.requirements().pushed);
        // Once people use the tool, what protects them stays, whatever else the form says.
        desk.submit(&desk.vendor, &change, &fields).await;
        publish(&desk, tool_id(&tool)).await;
        let told = desk.submit(&desk.vendor, &change, &form(&key, "https://a.example/cb")).await;
        assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(told.texts("#f-fapi-error")[0].contains("kan ikke tas bort"), "{:?}", told.texts("#f-fapi-error"));
        let client = client::find(&*desk.site.db, client.id).await.unwrap().unwrap();
        assert!(client.metadata.requirements().pushed);
    }

    async fn keys_are_rotated_without_a_break_and_the_last_one_stays(db: TestDatabase) {
        let desk = Desk::open(db).await;
        let tool = desk.register().await;
        let (old, new) = (jwk(), jwk());
        let added = desk.site.post_as(&desk.vendor, &format!("{tool}/klienter/ny"), &form(&old, "https://a.example/cb")).await;
        let path = added.location().to_owned();
        let last = desk.site.get_as(&desk.vendor, &path).await.attributes("td a[href*='/nokler/fjern']", "href").remove(0);
        let ask = desk.site.get_as(&desk.vendor, &last).await;
        assert!(ask.texts(".ds-alert")[0].contains("siste nøkkelen"));
        assert!(ask.texts("main form button").is_empty(), "nothing to press");

        let keys = format!("{path}/nokler");
        for _ in 0..2 {
            assert_eq!(desk.site.post_as(&desk.vendor, &keys, &[("keys", &new)]).await.status, StatusCode::SEE_OTHER);
        }
        let rows = desk.site.get_as(&desk.vendor, &path).await;
        assert_eq!(rows.texts("tbody th").len(), 2, "sent twice it is one key");
        let told = desk.site.post_as(&desk.vendor, &keys, &[("keys", r#"{"kty":"oct","k":"AA"}"#)]).await;
        assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);

        let name = rows.texts("tbody th").remove(0);
        // One that is refused opens nothing: beside it, the other is the last.
        let (refused, kept) = (rows.texts("tbody th").remove(1), rows.attributes("td a[href*='/nokler/fjern']", "href").remove(0));
        let tx = desk.site.db.begin().await.unwrap();
        client::refuse_key(&tx, Actor::System, client_of(&path), &refused, None).await.unwrap();
        tx.commit().await.unwrap();
        let ask = desk.site.get_as(&desk.vendor, &kept).await;
        assert!(ask.texts(".ds-alert")[0].contains("siste nøkkelen"));
        let tx = desk.site.db.begin().await.unwrap();
        client::accept_key(&tx, Actor::System, client_of(&path), &refused, None).await.unwrap();
        tx.commit().await.unwrap();
        let drop = rows.attributes("td a[href*='/nokler/fjern']", "href").remove(0);
        assert_eq!(desk.submit(&desk.vendor, &drop, &[]).await.status, StatusCode::SEE_OTHER);
        let left = desk.site.get_as(&desk.vendor, &path).await.texts("tbody th");
        assert!(left.len() == 1 && left[0] != name);
        // Whatever is sent, the last one stays.
        let forced = desk.site.post_as(&desk.vendor, &format!("{path}/nokler/fjern"), &[("key", &left[0])]).await;
        assert!(!forced.status.is_success() && forced.status != StatusCode::SEE_OTHER);
        assert_eq!(desk.site.get_as(&desk.vendor, &path).await.texts("tbody th"), left);
        let log = database::audit::list_about(&*desk.site.db, &client_of(&path).to_string(), 20).await.unwrap();
        assert!(log.iter().filter(|entry| entry.action == "client.update").count() == 2, "audited");
    }

    async fn a_form_that_was_open_does_not_bring_back_a_key_that_was_taken_away(db: TestDatabase) {
        let desk = Desk::open(db).await;
        let tool = desk.register().await;
        let set = format!(r#"{{"keys":[{},{}]}}"#, jwk(), jwk());
        let added = desk.site.post_as(&desk.vendor, &format!("{tool}/klienter/ny"), &form(&set, "https://a.example/cb")).await;
        let path = added.location().to_owned();
        let find = async || client::find(&*desk.site.db, client_of(&path)).await.unwrap().unwrap();
        let edit = format!("{path}/endre");
        let open = desk.site.get_as(&desk.vendor, &edit).await;
        assert!(open.attributes("#f-jwks", "name").is_empty(), "keys are not in the form");
        let seen = open.attributes("input[name=version]", "value").remove(0);

        let shown = desk.site.get_as(&desk.vendor, &path).await;
        let drop = shown.attributes("td a[href*='/nokler/fjern']", "href").remove(0);
        assert_eq!(desk.submit(&desk.vendor, &drop, &[]).await.status, StatusCode::SEE_OTHER);
        let mut fields = form(&set, "https://a.example/cb");
        fields[0].1 = "Nattboka";
        for version in [Some(seen.as_str()), None] {
            let sent: Fields<'_> = fields.iter().copied().chain(version.map(|seen| ("version", seen))).collect();
            let told = desk.site.post_as(&desk.vendor, &edit, &sent).await;
            assert_eq!(told.status, StatusCode::CONFLICT);
            assert!(told.texts("#errors")[0].contains("endret siden dere åpnet skjemaet"), "{:?}", told.texts("#errors"));
            assert_eq!(told.attributes("#f-client_name", "value"), ["Dagboka"], "what holds now");
            assert_eq!(client::registered_keys(&find().await).len(), 1);
        }
        assert_eq!(desk.submit(&desk.vendor, &edit, &fields).await.status, StatusCode::SEE_OTHER);
        let now = find().await;
        assert_eq!(now.metadata.client_name.as_deref(), Some("Nattboka"));
        assert_eq!(client::registered_keys(&now).len(), 1, "the form that was shown anew keeps the keys as they are");
    }

    async fn a_vendor_sees_which_of_its_keys_the_operator_refuses(db: TestDatabase) {
        let desk = Desk::open(db).await;
        let tool = desk.register().await;
        let keys = [jwk(), jwk()];
        let set = format!(r#"{{"keys":[{},{}]}}"#, keys[0], keys[1]);
        let added = desk.site.post_as(&desk.vendor, &format!("{tool}/klienter/ny"), &form(&set, "https://a.example/cb")).await;
        let path = added.location().to_owned();
        let shown = desk.site.get_as(&desk.vendor, &path).await;
        assert!(shown.texts("td[data-head=Tilstand]").iter().all(|state| state == "Godtas"), "{:?}", shown.texts("td"));
        assert!(shown.texts(".ds-alert").is_empty());
        let stray = shown.texts("tbody th code").remove(1);
        let tx = desk.site.db.begin().await.unwrap();
        client::refuse_key(&tx, &operator(), client_of(&path), &stray, None).await.unwrap();
        client::refuse_key(&tx, &operator(), client_of(&path), &"g".repeat(43), None).await.unwrap();
        tx.commit().await.unwrap();
        let shown = desk.site.get_as(&desk.vendor, &path).await;
        let states = shown.texts("td[data-head=Tilstand]");
        assert_eq!(states.len(), 3);
        assert!(states[0] == "Godtas" && states[1].starts_with("Avvist") && states[2].contains("Ikke publisert lenger"), "{states:?}");
        assert!(shown.texts(".ds-alert")[0].contains("Lag en ny nøkkel"));
        assert_eq!(shown.attributes("td a[href*='/nokler/fjern']", "href").len(), 2, "what is not there cannot be taken away");
    }

    async fn new_addresses_of_a_published_tool_wait_for_the_operator(db: TestDatabase) {
        let desk = Desk::open(db).await;
        let tool = desk.register().await;
        let key = jwk();
        let added = desk.site.post_as(&desk.vendor, &format!("{tool}/klienter/ny"), &form(&key, "https://a.example/cb")).await;
        let (path, id) = (added.location().to_owned(), client_of(added.location()));
        publish(&desk, tool_id(&tool)).await;
        let find = async || client::find(&*desk.site.db, id).await.unwrap().unwrap();

        // Name and logout at once; the new address waits; taking one away is free.
        let edit = format!("{path}/endre");
        let mut fields = form(&key, "https://a.example/cb\nhttps://evil.example/cb");
        fields[0].1 = "Nattboka";
        let changed = desk.submit(&desk.vendor, &edit, &fields).await;
        assert_eq!(changed.status, StatusCode::SEE_OTHER, "{:?}", changed.texts("#errors"));
        let now = find().await;
        assert_eq!(now.metadata.client_name.as_deref(), Some("Nattboka"));
        assert_eq!(now.metadata.redirect_uris, ["https://a.example/cb"]);
        assert!(desk.site.get_as(&desk.vendor, &path).await.texts(".ds-alert")[0].contains("evil.example"));

        // No: all is as before. Only the operator is asked.
        let ask = format!("/forvaltning/klienter/{id}/endring");
        assert_eq!(desk.site.get_as(&desk.vendor, &ask).await.status, StatusCode::SEE_OTHER, "not the vendor");
        let shown = desk.site.get_as(&operators(), &ask).await;
        assert!(shown.texts("dd").iter().any(|text| text.contains("https://evil.example/cb Ny")), "{:?}", shown.texts("dd"));
        assert!(desk.site.get_as(&operators(), "/forvaltning").await.body.contains(&ask));
        let no = desk.submit(&operators(), &ask, &[("svar", "nei")]).await;
        assert_eq!(no.status, StatusCode::SEE_OTHER);
        assert_eq!(find().await.metadata.redirect_uris, ["https://a.example/cb"]);
        assert_eq!(desk.site.get_as(&operators(), &ask).await.status, StatusCode::NOT_FOUND);

        // Yes, but to what was shown: another wish meanwhile is shown again.
        let wish = async |address: &str| {
            desk.site.db.clock.advance(jiff::SignedDuration::from_secs(1));
            let redirects = format!("https://a.example/cb\n{address}");
            desk.submit(&desk.vendor, &edit, &form(&key, &redirects)).await
        };
        wish("https://b.example/cb").await;
        let stale = desk.site.get_as(&operators(), &ask).await.attributes("input[name=asked_at]", "value").remove(0);
        wish("https://c.example/cb").await;
        let told = desk.site.post_as(&operators(), &ask, &[("asked_at", &stale), ("svar", "ja")]).await;
        assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(told.texts("dd").iter().any(|text| text.contains("https://c.example/cb")));
        assert_eq!(desk.submit(&operators(), &ask, &[("svar", "ja")]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(find().await.metadata.redirect_uris, ["https://a.example/cb", "https://c.example/cb"]);

        // Taken back before it was answered.
        wish("https://d.example/cb").await;
        assert_eq!(desk.site.post_as(&desk.vendor, &format!("{path}/angre"), &[]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(desk.site.get_as(&operators(), &ask).await.status, StatusCode::NOT_FOUND);
    }

    async fn a_new_client_of_a_published_tool_may_nothing_until_it_is_confirmed(db: TestDatabase) {
        let desk = Desk::open(db).await;
        let tool = desk.register().await;
        publish(&desk, tool_id(&tool)).await;
        let key = jwk();
        let fields = form(&key, "https://evil.example/cb");
        let new = format!("{tool}/klienter/ny");
        let added = desk.site.post_as(&desk.vendor, &new, &fields).await;
        let id = client_of(added.location());
        assert_eq!(desk.site.post_as(&desk.vendor, &new, &fields).await.location(), added.location(), "the same form is one client");
        let find = async || client::find(&*desk.site.db, id).await.unwrap().unwrap();
        assert!(find().await.disabled_at.is_some());
        assert!(desk.site.get_as(&desk.vendor, added.location()).await.texts(".hero-tags")[0].contains("Venter på forvalteren"));
        // Changing what waits does not let it in.
        let mut narrower = fields.clone();
        narrower[0].1 = "Nytt navn";
        desk.submit(&desk.vendor, &format!("{}/endre", added.location()), &narrower).await;
        assert!(find().await.disabled_at.is_some());
        let ask = format!("/forvaltning/klienter/{id}/endring");
        assert_eq!(desk.submit(&operators(), &ask, &[("svar", "ja")]).await.status, StatusCode::SEE_OTHER);
        assert!(find().await.disabled_at.is_none());
        assert_eq!(client::list_of(&*desk.site.db, Party::Tool(tool_id(&tool))).await.unwrap().len(), 1);
    }
}
