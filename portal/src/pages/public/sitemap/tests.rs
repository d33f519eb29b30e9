use axum::{http::StatusCode, response::IntoResponse};
use database::testing::{TestDatabase, on_both};
use http_body_util::BodyExt;

use super::{part_of, whole};
use crate::{testing::Site, web::Result};

async fn text(response: Result<axum::response::Response>) -> String {
    let body = response.into_response().into_body().collect().await.unwrap().to_bytes();
    String::from_utf8(body.to_vec()).unwrap()
}

/// The addresses that a search engine is led to.
fn addresses(xml: &str) -> Vec<&str> {
    xml.split("<loc>").skip(1).map(|rest| rest.split_once("</loc>").unwrap().0).collect()
}

on_both! {
    async fn every_published_tool_is_there_in_every_language(db: TestDatabase) {
        let site = Site::with_tools(db).await;
        let public = site.app.config.issuer();
        let suspended = site.tool("demo-dagbok").await;
        let tx = site.db.begin().await.unwrap();
        let reason = catalogue::NewSuspension {
            reason: catalogue::SuspensionReason::Security,
            cause: String::new(),
            note: catalogue::PerLocale::bokmal("Feil.".parse().unwrap()),
        };
        catalogue::add_suspension(&tx, kernel::Actor::System, suspended, reason).await.unwrap();
        tx.commit().await.unwrap();

        let map = site.get("/sitemap.xml").await;
        assert_eq!((map.status, map.headers["content-type"].to_str().unwrap()), (StatusCode::OK, "application/xml; charset=utf-8"));
        let all = addresses(&map.body);
        // Ten pages and 54 tools in four languages.
        assert_eq!(all.len(), (10 + 54) * 4);
        for path in ["/", "/en", "/nn/om", "/se/verktoy", "/api?lang=nb", "/api?lang=se", "/en/innebygd"] {
            assert!(all.contains(&format!("{public}{path}").as_str()), "{path}");
        }
        assert!(!all.iter().any(|address| address.ends_with("/demo-dagbok")));
        let tool = all.iter().find(|address| address.starts_with(&format!("{public}/nn/verktoy/"))).unwrap();
        let entry = map.body.lines().find(|line| line.contains(&format!("<loc>{tool}</loc>"))).unwrap();
        assert_eq!(entry.matches("<xhtml:link").count(), 5);
        assert!(entry.contains("hreflang=\"x-default\"") && entry.contains("<lastmod>2026-11-22T09:00:00Z</lastmod>"), "{entry}");
        let page = site.get(tool.strip_prefix(&public).unwrap()).await;
        assert_eq!(page.status, StatusCode::OK);
    }

    async fn a_large_catalogue_is_parted_and_nothing_is_left_out_or_told_twice(db: TestDatabase) {
        let site = Site::with_tools(db).await;
        let public = site.app.config.issuer();
        let one = text(whole(site.app.clone(), 100).await).await;
        let index = text(whole(site.app.clone(), 20).await).await;
        assert_eq!(addresses(&index), [1, 2, 3].map(|part| format!("{public}/sitemap/{part}.xml")));
        let mut parted = String::new();
        for part in 1..=3 {
            parted.push_str(&text(part_of(site.app.clone(), &format!("{part}.xml"), 20).await).await);
        }
        assert_eq!(addresses(&parted), addresses(&one));
        for none in ["0.xml", "4.xml", "+1.xml", "01.xml", "x.xml", "1"] {
            let error = part_of(site.app.clone(), none, 20).await.unwrap_err();
            assert_eq!(error.code(), StatusCode::NOT_FOUND, "{none}");
        }
    }
}

#[tokio::test]
async fn robots_are_told_where_it_is() {
    let site = Site::empty(TestDatabase::sqlite().await).await;
    let robots = site.get("/robots.txt").await;
    assert!(
        robots.body.ends_with(&format!("\nSitemap: {}/sitemap.xml\n", site.app.config.issuer())),
        "{}",
        robots.body
    );
    assert_eq!(addresses(&site.get("/sitemap.xml").await.body).len(), 10 * 4);
}
