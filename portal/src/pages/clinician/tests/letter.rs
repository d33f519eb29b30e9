//! The printed letter with a pick-up code.

use axum::http::StatusCode;
use base64::{Engine, prelude::BASE64_STANDARD};
use database::{audit, testing::on_both};
use kernel::Locale;

use super::{Clinic, as_clinician, born_years_ago, errors};

on_both! {
    async fn a_letter_names_the_patient_and_neither_tool_nor_clinic_nor_anything_about_health(db: TestDatabase) {
        let clinic = Clinic::new(db).await;
        let me = clinic.psychologist();
        let address = clinic.prescribed(&me, clinic.world.patient).await;
        let record = clinic.site.get_as(&me, &address).await;
        assert!(record.attributes("main a", "href").contains(&format!("{address}/brev")));
        let asked = clinic.site.get_as(&me, &format!("{address}/brev")).await;
        assert_eq!(asked.status, StatusCode::OK);
        assert_eq!(asked.attributes("input[name=language][checked]", "value"), ["nb"], "the patient's language");
        assert!(asked.texts(".handout").is_empty(), "a look makes no code");

        let letter = clinic.site.post_as(&me, &format!("{address}/brev"), &[("language", "en")]).await;
        assert_eq!(letter.status, StatusCode::OK, "{}", letter.body);
        assert_eq!(letter.headers["cache-control"], "no-store");
        assert_eq!(letter.attributes(".handout", "lang"), ["en"]);
        let text = letter.texts(".handout").remove(0);
        assert!(text.contains("Test Patient"), "{text}");
        for hidden in ["Demo", "Søvn", "Sove", "Trust", "first", "Psychologist", "psyk", "health"] {
            assert!(!text.contains(hidden), "{hidden}: {text}");
        }
        let code = letter.texts(".handout__code").remove(0);
        let site = clinic.site.app.config.issuer();
        assert_eq!(letter.texts(".handout__address"), [format!("{site}/hent/{code}")]);
        let help = letter.texts(".handout > p").pop().unwrap();
        assert!(help.contains("electronic ID") && help.contains(&format!("{site}/hjelp")), "{help}");
        let qr = letter.attributes(".handout img", "src").remove(0);
        let svg = BASE64_STANDARD.decode(qr.strip_prefix("data:image/svg+xml;base64,").unwrap()).unwrap();
        assert!(String::from_utf8(svg).unwrap().contains("<svg "));

        let again = clinic.site.post_as(&me, &format!("{address}/brev"), &[("language", "nn")]).await;
        assert_eq!(again.attributes(".handout", "lang"), ["nn"]);
        assert_ne!(again.texts(".handout__code"), [code], "the code is made anew");
        let id = address.rsplit('/').next().unwrap();
        let entries = audit::list_about(&*clinic.site.db, id, 50).await.unwrap();
        assert_eq!(entries.iter().filter(|entry| entry.action == "prescription.hand_out").count(), 2);
    }

    async fn a_letter_is_in_the_patients_language_and_a_wrong_one_is_told(db: TestDatabase) {
        let clinic = Clinic::new(db).await;
        let me = clinic.psychologist();
        let patient = clinic.world.patient;
        let address = format!("{}/brev", clinic.prescribed(&me, patient).await);
        for wanted in Locale::ALL {
            let tx = clinic.site.db.begin().await.unwrap();
            people::choose_language(&tx, &kernel::Citizen::oneself(patient), wanted).await.unwrap();
            tx.commit().await.unwrap();
            let asked = clinic.site.get_as(&me, &address).await;
            assert_eq!(asked.attributes("input[name=language][checked]", "value"), [wanted.tag()]);
        }
        for wrong in ["", "SE", "xx"] {
            let page = clinic.site.post_as(&me, &address, &[("language", wrong)]).await;
            assert_eq!((page.status, errors(&page).len()), (StatusCode::UNPROCESSABLE_ENTITY, 1), "{wrong}");
        }
    }

    async fn others_make_no_letter_and_what_is_ended_has_none(db: TestDatabase) {
        let clinic = Clinic::new(db).await;
        let me = clinic.psychologist();
        let address = clinic.prescribed(&me, clinic.world.patient).await;
        for stranger in [&clinic.world.nurse, &clinic.world.physician] {
            let login = as_clinician(stranger);
            let path = format!("{address}/brev");
            assert_eq!(clinic.site.get_as(&login, &path).await.status, StatusCode::NOT_FOUND);
            let made = clinic.site.post_as(&login, &path, &[("language", "nb")]).await;
            assert_eq!(made.status, StatusCode::NOT_FOUND);
        }
        let stopped = clinic.site.post_as(&me, &format!("{address}/stopp"), &[("reason", "Ferdig")]).await;
        assert_eq!(stopped.status, StatusCode::SEE_OTHER);
        let made = clinic.site.post_as(&me, &format!("{address}/brev"), &[("language", "nb")]).await;
        assert_eq!((made.status, errors(&made).len()), (StatusCode::UNPROCESSABLE_ENTITY, 1));
        assert!(!clinic.site.get_as(&me, &address).await.attributes("main a", "href").contains(&format!("{address}/brev")));
    }

    async fn a_letter_about_what_is_withheld_should_not_go_home(db: TestDatabase) {
        let clinic = Clinic::new(db).await;
        let me = clinic.psychologist();
        let teen = clinic.born("Teen", born_years_ago(14)).await;
        let address = clinic.prescribed(&me, teen).await;
        let warned = async || !clinic.site.get_as(&me, &format!("{address}/brev")).await.texts(".ds-alert").is_empty();
        assert!(!warned().await);
        let fields = [("withheld", "child_asked")];
        let done = clinic.site.post_as(&me, &format!("{address}/tilbakehold"), &fields).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        assert!(warned().await);
    }
}
