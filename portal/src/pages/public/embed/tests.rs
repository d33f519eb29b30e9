use axum::http::{Method, StatusCode};
use database::testing::TestDatabase;

use super::script;
use crate::testing::{Site, citizen, person};

async fn site() -> Site {
    Site::with_tools(TestDatabase::sqlite().await).await
}

#[tokio::test]
async fn the_list_may_stand_in_any_page_and_runs_and_keeps_nothing() {
    let site = site().await;
    let list = site.get("/innebygd/verktoy?tema=sleep&antall=2").await;
    assert_eq!(list.status, StatusCode::OK);
    let policy = list.headers["content-security-policy"].to_str().unwrap();
    assert!(policy.contains("frame-ancestors *") && policy.contains("default-src 'none'"), "{policy}");
    assert!(!policy.contains("script-src"), "{policy}");
    for absent in ["x-frame-options", "set-cookie"] {
        assert!(!list.headers.contains_key(absent), "{absent}");
    }
    assert_eq!(list.headers["cross-origin-resource-policy"], "cross-origin");
    assert!(list.headers["cache-control"].to_str().unwrap().starts_with("public"));
    assert_eq!(list.headers["x-robots-tag"], "noindex");
    assert_eq!(list.texts(".tool-card").len(), 2);
    assert_eq!(list.attributes("base", "target"), ["_top"]);
    assert_eq!(list.attributes(".embedded__all a", "href"), ["/verktoy?tema=sleep"]);
    assert!(list.texts("script, form, iframe").is_empty());

    let none = site.get("/en/innebygd/verktoy?q=xyzzyplugh%3Cb%3E&farger=auto").await;
    assert_eq!(none.attributes("html", "data-color-scheme"), ["auto"]);
    assert_eq!(none.texts("main > p")[0], "No tools fit right now.");
    assert_eq!(none.attributes(".embedded__all a", "href"), ["/en/verktoy"]);
    assert!(!none.body.contains("xyzzyplugh<b>"));
}

#[tokio::test]
async fn the_list_is_the_same_for_everybody_and_only_the_list_can_be_framed() {
    let site = site().await;
    let known = site.get_as(&citizen(person(1)), "/innebygd/verktoy").await;
    let unknown = site.get("/innebygd/verktoy").await;
    assert_eq!(known.body, unknown.body);
    let cookie = site.send_cookie("abc", Method::GET, "/innebygd/verktoy", &[]).await;
    assert_eq!((cookie.body, cookie.headers.get("set-cookie")), (unknown.body, None));
    for other in ["/verktoy", "/innebygd", "/innebygd/verktoy/", "/innebygd/nothing"] {
        let other = site.get(other).await;
        assert_eq!(other.headers["x-frame-options"], "DENY");
        assert!(
            other.headers["content-security-policy"].to_str().unwrap().contains("frame-ancestors 'none'")
        );
    }
}

#[tokio::test]
async fn the_page_that_explains_gives_what_one_pastes() {
    let site = site().await;
    let page = site.get("/nn/innebygd?q=%22%3E%3Cscript%3E&tema=sleep&antall=3").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.headers["content-security-policy"].to_str().unwrap().contains("frame-src 'self'"));
    let list = "/nn/innebygd/verktoy?q=%22%3E%3Cscript%3E&tema=sleep&antall=3";
    assert_eq!(page.attributes("iframe", "src"), [list]);
    let pasted = page.texts("pre");
    assert!(
        pasted[0].contains(&format!("{}{}", site.app.config.issuer(), list.replace('&', "&amp;"))),
        "{}",
        pasted[0]
    );
    assert!(
        pasted[1].contains(
            r#"data-q="&quot;&gt;&lt;script&gt;" data-tema="sleep" data-antall="3" data-lang="nn""#
        )
    );
    assert_eq!(page.attributes("#tema option[selected]", "value"), ["sleep"]);
}

#[tokio::test]
async fn the_script_is_small_and_can_be_kept() {
    let site = site().await;
    let sent = site.get("/innebygd.js").await;
    assert_eq!(sent.status, StatusCode::OK);
    assert_eq!(sent.body, script::text(&site.app).unwrap());
    assert!(sent.body.len() < 3500, "{} bytes", sent.body.len());
    assert!(sent.body.contains("Se alle verktøyene") && sent.body.contains("See all tools"));
    for known in [r#""tilgang":["open","prescription"]"#, r#""tema":["#, r#""sleep""#, "=[6,24]"] {
        assert!(sent.body.contains(known), "{known}");
    }
    assert!(!sent.body.contains("RESEPTOR_") && !sent.body.contains("innerHTML"));
    assert_eq!(sent.headers["content-type"], "text/javascript; charset=utf-8");
    assert_eq!(sent.headers["access-control-allow-origin"], "*");
    assert!(sent.headers.contains_key("etag") && !sent.headers.contains_key("set-cookie"));
}
