//! Clients, of tools and of record systems, and their keys.

use identity::{Party, Reach, client};
use kernel::Actor;
use serde_json::json;

use super::*;

const WHY: [(&str, &str); 1] = [("reason", "Nøkkelen ligger på nettet.")];

on_both! {
    async fn a_client_is_shut_out_and_let_in_again(db: TestDatabase) {
        let stage = Stage::new(db).await;
        let tool = stage.published().await;
        let person = stage.live_grant(tool).await;
        let client = stage.client(tool).await;
        let path = format!("/forvaltning/klienter/{client}");
        assert_eq!(stage.get(&stage.first, &format!("{path}/aapne")).await.status, StatusCode::FORBIDDEN);
        let silent = stage.site.post_as(&stage.first, &format!("{path}/steng"), &[]).await;
        assert_eq!((silent.status, silent.texts("#errors li").len()), (StatusCode::UNPROCESSABLE_ENTITY, 1));
        let reply = stage.site.post_as(&stage.first, &format!("{path}/steng"), &WHY).await;
        assert_eq!((reply.status, reply.location()), (StatusCode::SEE_OTHER, format!("/forvaltning/verktoy/{tool}").as_str()));
        assert!(grant::list_live(&*stage.site.db, person).await.unwrap().is_empty());
        assert_eq!(stage.site.post_as(&stage.first, &format!("{path}/steng"), &WHY).await.status, StatusCode::FORBIDDEN);
        for page in [format!("/forvaltning/verktoy/{tool}"), format!("{path}/aapne")] {
            assert!(stage.get(&stage.first, &page).await.body.contains(WHY[0].1), "{page} says why");
        }
        assert_eq!(stage.site.post_as(&stage.first, &format!("{path}/aapne"), &WHY).await.status, StatusCode::SEE_OTHER);
        let open = client::find(&*stage.site.db, client).await.unwrap().unwrap();
        assert_eq!((open.disabled_at, open.disabled_reason), (None, None));
    }

    async fn a_key_that_went_astray_is_refused_and_the_client_lives_on(db: TestDatabase) {
        let stage = Stage::new(db).await;
        let tool = stage.published().await;
        let (person, client) = (stage.live_grant(tool).await, stage.client(tool).await);
        let keys = format!("/forvaltning/klienter/{client}/nokler");
        assert!(stage.get(&stage.first, &keys).await.body.contains("Klienten har ingen nøkler"));
        let key = stage.give_key(client).await;
        let page = stage.get(&stage.first, &keys).await;
        assert_eq!(page.texts("tbody td code"), [key.as_str()]);
        let one = page.attributes("tbody a", "href").remove(0);
        assert_eq!(one, format!("{keys}/{key}/avvis"));
        assert!(stage.get(&stage.first, &one).await.body.contains("logget ut og får beskjed"));
        let silent = stage.site.post_as(&stage.first, &one, &[("reason", " ")]).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(stage.site.post_as(&stage.first, &one, &WHY).await.location(), keys);
        assert!(grant::list_live(&*stage.site.db, person).await.unwrap().is_empty());
        let refused = client::find(&*stage.site.db, client).await.unwrap().unwrap();
        assert!(refused.refuses(&key) && refused.disabled_at.is_none());
        assert_eq!(stage.site.post_as(&stage.first, &one, &WHY).await.status, StatusCode::FORBIDDEN, "it is refused already");
        let page = stage.get(&stage.first, &keys).await;
        assert!(page.body.contains(WHY[0].1), "it says why");
        let back = page.attributes("tbody a", "href").remove(0);
        assert_eq!(stage.site.post_as(&stage.second, &back, &WHY).await.status, StatusCode::SEE_OTHER);
        assert!(!client::find(&*stage.site.db, client).await.unwrap().unwrap().refuses(&key));
        for other in ["x", "../../x", &"a".repeat(44)] {
            let path = format!("{keys}/{}/avvis", other.replace('/', "%2F"));
            assert_eq!(stage.site.post_as(&stage.first, &path, &WHY).await.status, StatusCode::NOT_FOUND, "{other}");
        }
    }

    async fn a_record_systems_client_is_found_and_stopped_like_any_other(db: TestDatabase) {
        let stage = Stage::new(db).await;
        let list = "/forvaltning/klienter";
        assert!(stage.get(&stage.first, list).await.body.contains("Ingen fagsystemer har klienter"));
        let organisation = stage.get(&stage.first, "/forvaltning/organisasjoner?slag=health_trust").await;
        let organisation = organisation.attributes("tbody a", "href").remove(0);
        let id = organisation.rsplit('/').next().unwrap().parse().unwrap();
        let tx = stage.site.db.begin().await.unwrap();
        let metadata = json!({ "redirect_uris": ["https://epj.example/cb"], "client_name": "Journalen" });
        let added = client::add(&tx, Actor::System, Party::RecordSystem(id), &metadata, &crate::oauth::terms(Reach::DEMO)).await.unwrap().id;
        let sandboxed = client::add(&tx, Actor::System, Party::Sandbox(tx.new_id()), &metadata, &crate::oauth::terms(Reach::DEMO)).await.unwrap().id;
        tx.commit().await.unwrap();
        let key = stage.give_key(added).await;
        let client = format!("{list}/{added}");
        let page = stage.get(&stage.first, list).await;
        let links = page.attributes("tbody a", "href");
        assert_eq!(links, [organisation.clone(), format!("{client}/steng"), format!("{client}/nokler")]);
        assert!(stage.get(&stage.first, &organisation).await.body.contains(&format!("{client}/steng")));
        for page in ["steng", "nokler", &format!("nokler/{key}/avvis")] {
            let page = stage.get(&stage.first, &format!("{client}/{page}")).await;
            assert!(page.status == StatusCode::OK && page.body.contains(&organisation), "{}", page.body);
        }
        let refused = stage.site.post_as(&stage.first, &format!("{client}/nokler/{key}/avvis"), &WHY).await;
        assert_eq!(refused.status, StatusCode::SEE_OTHER);
        let shut = stage.site.post_as(&stage.first, &format!("{client}/steng"), &WHY).await;
        assert_eq!((shut.status, shut.location()), (StatusCode::SEE_OTHER, organisation.as_str()));
        let found = client::find(&*stage.site.db, added).await.unwrap().unwrap();
        assert!(found.disabled_at.is_some() && found.refuses(&key));
        assert!(stage.get(&stage.first, list).await.body.contains(WHY[0].1), "it says why");
        let log = stage.get(&stage.first, &format!("/forvaltning/hendelser?objekt={added}")).await;
        assert!(log.body.contains("client.disable") && log.body.contains(WHY[0].1), "audited");
        let open = stage.site.post_as(&stage.second, &format!("{client}/aapne"), &WHY).await;
        assert_eq!(open.status, StatusCode::SEE_OTHER);
        assert!(client::find(&*stage.site.db, added).await.unwrap().unwrap().disabled_at.is_none());
        // The vendor's own playground is the vendor's.
        let path = format!("{list}/{sandboxed}/steng");
        assert_eq!(stage.get(&stage.first, &path).await.status, StatusCode::NOT_FOUND);
    }
}
