//! Languages are offered and remembered, never forced upon an address.

use std::slice::from_ref;

use axum::http::{
    StatusCode,
    header::{ACCEPT_LANGUAGE, COOKIE, REFERER, SET_COOKIE},
};
use database::testing::on_both;

use crate::testing::{Reply, Site};

fn offers(reply: &Reply) -> Vec<String> {
    reply.attributes(".language-offer a", "href")
}

fn cookie(reply: &Reply) -> Option<&str> {
    let mut all = reply.headers.get_all(SET_COOKIE).iter().filter_map(|value| value.to_str().ok());
    all.find_map(|text| text.strip_prefix("reseptor-sprak=")?.split(';').next())
}

on_both! {
    async fn a_page_in_another_language_offers_the_one_that_is_wanted(db: TestDatabase) {
        let site = Site::empty(db).await;
        let own = site.app.config.issuer();
        assert!(offers(&site.get("/om").await).is_empty());
        for bokmal in ["nb-NO,nb;q=0.9,en;q=0.5", "no", "de", "*"] {
            assert!(offers(&site.get_with("/om", &[(ACCEPT_LANGUAGE, bokmal)]).await).is_empty(), "{bokmal}");
        }
        let page = site.get_with("/om?a=b", &[(ACCEPT_LANGUAGE, "en-GB,en;q=0.9")]).await;
        assert_eq!(offers(&page), ["/en/om?a=b", "/sprak?velg=nb&neste=%2Fom%3Fa%3Db"]);
        assert_eq!(page.attributes(".language-offer a", "lang")[0], "en");
        assert_eq!(cookie(&page), None, "nothing was chosen yet");
        for (path, accepted, tag, here, stay) in [
            ("/nn/om", "en", "en", "nn", "bli på nynorsk"),
            ("/en/om", "se,en;q=0.5", "se", "en", "stay in English"),
            ("/se/om", "nn-NO,nb;q=0.8", "nn", "se", "joatkke davvisámegillii"),
        ] {
            let page = site.get_with(path, &[(ACCEPT_LANGUAGE, accepted)]).await;
            let next = format!("/sprak?velg={here}&neste=%2F{here}%2Fom");
            assert_eq!(offers(&page), [format!("/{tag}/om"), next], "{path}");
            assert!(page.texts(".language-offer a")[1].contains(stay), "{path}");
            assert!(page.headers["cache-control"].to_str().unwrap().contains("private"), "{path}");
            for chosen in ["en", "nn", "se"].map(|tag| format!("reseptor-sprak={tag}")) {
                let wanted = [(ACCEPT_LANGUAGE, accepted), (COOKIE, chosen.as_str())];
                let offered = offers(&site.get_with(path, &wanted).await);
                assert_eq!(offered.is_empty(), chosen.ends_with(here), "{path}: what was chosen counts");
            }
        }
        // Bokmål is what browsers prefer by themselves.
        assert!(offers(&site.get_with("/nn/om", &[(ACCEPT_LANGUAGE, "nb-NO,nb,en;q=0.5")]).await).is_empty());

        let here = format!("{own}/om?a=b");
        let followed = site.get_with("/en/om?a=b", &[(ACCEPT_LANGUAGE, "en"), (REFERER, &here)]).await;
        assert_eq!(cookie(&followed), Some("en"));
        let again = site.get_with("/en/om", &[(COOKIE, "reseptor-sprak=en"), (REFERER, &format!("{own}/"))]).await;
        assert_eq!(cookie(&again), None, "it is remembered already");
        let elsewhere = site.get_with("/en/om", &[(REFERER, "https://other.example/om")]).await;
        assert_eq!(cookie(&elsewhere), None, "another site's link is nobody's choice");

        let stay = site.get("/sprak?velg=nb&neste=%2Fom%3Fa%3Db").await;
        assert_eq!((stay.status, stay.location(), cookie(&stay)), (StatusCode::SEE_OTHER, "/om?a=b", Some("nb")));
        let chosen = [(ACCEPT_LANGUAGE, "en"), (COOKIE, "reseptor-sprak=nb")];
        assert!(offers(&site.get_with("/om", &chosen).await).is_empty());
        for bad in ["/sprak", "/sprak?velg=xx&neste=https://evil.example/", "/sprak?velg=en&neste=//evil.example"] {
            let answer = site.get(bad).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{bad}");
            assert!(["/", "/en"].contains(&answer.location()), "{bad}");
        }
    }

    async fn who_has_chosen_before_comes_from_the_bare_front_page_to_it(db: TestDatabase) {
        let site = Site::empty(db).await;
        let chosen = (COOKIE, "reseptor-sprak=nn");
        let front = site.get_with("/", from_ref(&chosen)).await;
        assert_eq!((front.status, front.location()), (StatusCode::SEE_OTHER, "/nn"));
        let inside = format!("{}/nn/om", site.app.config.issuer());
        let back = site.get_with("/", &[chosen.clone(), (REFERER, &inside)]).await;
        assert_eq!((back.status, cookie(&back)), (StatusCode::OK, Some("nb")), "bokmål was chosen there");
        assert_eq!(site.get_with("/en", from_ref(&chosen)).await.status, StatusCode::OK);
        assert_eq!(site.get_with("/", &[(ACCEPT_LANGUAGE, "nn")]).await.status, StatusCode::OK, "offered, not forced");
    }
}
