//! Whatever is sent to any of the operator's forms is answered with a page, and changes nothing it should not.

use axum::http::{Method, StatusCode};
use database::testing::on_both;

use super::stage::Stage;

on_both! {
    async fn hostile_input_never_breaks_a_form(db: TestDatabase) {
        let stage = Stage::new(db).await;
        let tool = stage.published().await;
        let client = stage.client(tool).await;
        let agreement = stage.delivery_agreement(tool).await;
        let listed = catalogue::find_listing_of(&*stage.site.db, tool).await.unwrap().unwrap();
        let (case, organisation) = (listed.revision.id, listed.tool.vendor);
        let strange = "01J8ZZZZZZZZZZZZZZZZZZZZZZ";
        let forms = [
            format!("saker/{case}/godkjenn"),
            format!("saker/{case}/publiser"),
            format!("saker/{case}/kontroller"),
            format!("saker/{case}/be-om-endring"),
            format!("saker/{case}/avslag"),
            format!("saker/{case}/slett"),
            format!("saker/rev_{strange}/godkjenn"),
            format!("verktoy/{tool}/stans"),
            format!("verktoy/{tool}/opphev/security"),
            format!("verktoy/{tool}/opphev/nothing"),
            format!("verktoy/{tool}/trekk"),
            format!("verktoy/tool_{strange}/stans"),
            format!("verktoy/{client}/stans"),
            format!("klienter/{client}/slett"),
            format!("klienter/client_{strange}/steng"),
            "organisasjoner/ny".to_owned(),
            format!("organisasjoner/{organisation}/enheter"),
            format!("organisasjoner/org_{strange}/verifiser"),
            format!("organisasjoner/org_{strange}/enheter"),
            "avtaler/ny".to_owned(),
            format!("avtaler/{agreement}/avslutt"),
            format!("avtaler/agr_{strange}/avslutt"),
            "utboks/nothing/gjenoppliv".to_owned(),
        ];
        let long = "ø".repeat(5_000);
        let markup = "<script>alert(1)</script>";
        let names = ["version", "assessment", "grounds", "reason", "note", "note-en", "name", "kind", "org_number",
            "party", "tool", "terms", "from", "until", "on"];
        for path in forms.iter().map(|form| format!("/forvaltning/{form}")) {
            for value in ["", " ", "-1", "99999999999999999999", "2026-02-30", markup, &*long] {
                let fields: Vec<_> = names.iter().map(|name| (*name, value)).collect();
                let reply = stage.site.post_as(&stage.first, &path, &fields).await;
                // A number can be the name of a unit, and nothing else that is asked for.
                let named = path.ends_with("/enheter") && reply.status == StatusCode::SEE_OTHER;
                assert!(reply.status.is_client_error() || named, "{path} with {value:.20}: {}", reply.status);
                assert!(!reply.body.contains(markup), "{path} shows markup");
            }
            let foreign = stage.site.send(Some(&stage.first), Method::POST, &path, &[("csrf", "wrong")]).await;
            assert!(foreign.status.is_client_error(), "{path}: {}", foreign.status);
            let stranger = stage.site.send(None, Method::POST, &path, &[]).await;
            assert!(stranger.status == StatusCode::SEE_OTHER || stranger.status.is_client_error(), "{path}");
        }
        assert!(stage.is_up(tool).await, "nothing of it had an effect");
    }

    async fn any_address_is_answered(db: TestDatabase) {
        let stage = Stage::new(db).await;
        for path in [
            "/forvaltning?side=0", "/forvaltning?side=-1&side=2", "/forvaltning?side=99999999999",
            "/forvaltning/verktoy?q=%25%27%22&stanset=&side=x", "/forvaltning/organisasjoner?slag=nothing&q=%00",
            "/forvaltning/avtaler?side=4294967295", "/forvaltning/avtaler/ny?part=1&verktoy=%3Cb%3E",
            "/forvaltning/hendelser?objekt=%27%20or%201&foer=x", "/forvaltning/hendelser?foer=-9223372036854775808",
            "/forvaltning/saker/rev_x", "/forvaltning/verktoy/tool_x", "/forvaltning/organisasjoner/org_x",
        ] {
            let status = stage.get(&stage.first, path).await.status;
            assert!(status == StatusCode::OK || status.is_client_error(), "{path}: {status}");
        }
    }
}
