//! Follow-up: records, data, renewal, ending, taking over.

use axum::http::{Method, StatusCode};
use database::{Read, testing::on_both};
use kernel::{Citizen, PersonId, PrescriptionId};
use prescriber::{LookKind, PatientScope, Report, Sharing};

use super::{Clinic, as_clinician, born_years_ago, errors};

async fn report(clinic: &Clinic, patient: PersonId, id: PrescriptionId, hour: i64, resource: &str) {
    let tx = clinic.site.db.begin().await.unwrap();
    let report = Report {
        patient,
        reporter: patient,
        client: tx.new_id(),
        tool: clinic.world.tool,
        prescription: Some(id),
        identifier: None,
        code: "http://loinc.org|93832-4".into(),
        effective_at: tx.now() + jiff::SignedDuration::from_hours(hour),
        resource: resource.into(),
    };
    prescriber::report(&tx, report).await.unwrap();
    tx.commit().await.unwrap();
}

fn id_of(address: &str) -> PrescriptionId {
    address.rsplit('/').next().unwrap().parse().unwrap()
}

on_both! {
    async fn others_see_nothing_as_if_it_were_not_there(db: TestDatabase) {
        let clinic = Clinic::new(db).await;
        let address = clinic.prescribed(&clinic.psychologist(), clinic.world.patient).await;
        let absent = clinic.site.get_as(&clinic.psychologist(), "/forskriver/presc_01ARZ3NDEKTSV4RRFFQ69G5FAV").await;
        assert_eq!(absent.status, StatusCode::NOT_FOUND);
        let strip = |body: &str| body.lines().filter(|line| !line.contains("fine") && !line.contains("nonce")).count();
        for stranger in [&clinic.world.physician, &clinic.world.nurse] {
            let login = as_clinician(stranger);
            for page in ["", "/data", "/forny", "/brev", "/stopp", "/fullfor", "/tilbakehold"] {
                let seen = clinic.site.get_as(&login, &format!("{address}{page}")).await;
                assert_eq!(seen.status, StatusCode::NOT_FOUND, "{page}");
                assert!(!seen.body.contains("Patient") && !seen.body.contains("Søvn"), "{page}");
                assert_eq!(strip(&seen.body), strip(&absent.body), "{page}");
            }
            for page in ["/forny", "/stopp", "/fullfor", "/tilbakehold"] {
                let fields = [("reason", "x"), ("version", "1"), ("withheld", "nei")];
                let done = clinic.site.post_as(&login, &format!("{address}{page}"), &fields).await;
                assert_eq!(done.status, StatusCode::NOT_FOUND, "{page}");
            }
            assert!(clinic.site.get_as(&login, "/forskriver/oppfolging?vis=alle").await.texts(".case").is_empty());
        }
        let me = clinic.psychologist();
        for bad in ["presc_1", "tool_01ARZ3NDEKTSV4RRFFQ69G5FAV", "%00", "..%2f"] {
            assert_eq!(clinic.site.get_as(&me, &format!("/forskriver/{bad}")).await.status, StatusCode::NOT_FOUND, "{bad}");
        }
        assert!(clinic.looks(clinic.world.patient).await.is_empty(), "who was refused has not looked");
    }

    async fn a_colleague_elsewhere_takes_over_with_a_reason_that_the_patient_reads(db: TestDatabase) {
        let clinic = Clinic::new(db).await;
        let address = clinic.prescribed(&clinic.psychologist(), clinic.world.patient).await;
        let nurse = as_clinician(&clinic.world.nurse);
        let number = clinic.number(clinic.world.patient).await;
        let empty = clinic.site.post_as(&nurse, "/forskriver/overta", &[]).await;
        assert_eq!((empty.status, errors(&empty).len()), (StatusCode::UNPROCESSABLE_ENTITY, 1));
        let found = clinic.site.post_as(&nurse, "/forskriver/overta", &[("number", &number)]).await;
        assert_eq!(found.status, StatusCode::OK, "{}", found.body);
        let id = id_of(&address).to_string();
        assert_eq!(found.attributes("[name=prescription]", "value"), [id.as_str()]);
        assert!(!found.body.contains("Sove hele natten"), "minimal facts before taking over");
        let token = found.attributes("input[name=patient]", "value").remove(0);

        let without = [("patient", token.as_str()), ("prescription", &id), ("reason", " ")];
        let page = clinic.site.post_as(&nurse, "/forskriver/overta/bekreft", &without).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(errors(&page)[0].contains("hvorfor du overtar"));
        for bad in ["x", "presc_01ARZ3NDEKTSV4RRFFQ69G5FAV"] {
            let fields = [("patient", token.as_str()), ("prescription", bad), ("reason", "Flyttet")];
            let page = clinic.site.post_as(&nurse, "/forskriver/overta/bekreft", &fields).await;
            assert!(page.status.is_client_error(), "{bad}");
        }
        let physician = as_clinician(&clinic.world.physician);
        let seen = clinic.site.post_as(&physician, "/forskriver/overta", &[("number", &number)]).await;
        assert!(seen.attributes("[name=prescription]", "value").is_empty());
        let own = seen.attributes("input[name=patient]", "value");
        assert!(own.is_empty(), "nothing to choose, nothing to send");
        let fields = [("patient", token.as_str()), ("prescription", &id), ("reason", "Nysgjerrig")];
        let page = clinic.site.post_as(&physician, "/forskriver/overta/bekreft", &fields).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "the token is another session's");

        let fields = [("patient", token.as_str()), ("prescription", &id), ("reason", "Flyttet til oss")];
        let taken = clinic.site.post_as(&nurse, "/forskriver/overta/bekreft", &fields).await;
        assert_eq!((taken.status, taken.location()), (StatusCode::SEE_OTHER, address.as_str()));
        let record = clinic.site.get_as(&nurse, &address).await;
        assert!(record.texts(".timeline__note").join(" ").contains("Flyttet til oss"));
        assert_eq!(clinic.site.get_as(&nurse, "/forskriver/oppfolging").await.texts(".case__name"), ["Test Patient"]);
        let looks = clinic.looks(clinic.world.patient).await;
        let by_nurse = looks.iter().filter(|look| look.clinician == clinic.world.nurse.person);
        let kinds: Vec<_> = by_nurse.map(|look| look.what).collect();
        assert!(kinds.contains(&LookKind::TakeOver) && kinds.contains(&LookKind::Prescription), "{kinds:?}");
        assert!(looks.iter().all(|look| look.clinician != clinic.world.physician.person));
    }

    async fn shared_data_is_shown_exactly_and_every_look_is_logged(db: TestDatabase) {
        let clinic = Clinic::new(db).await;
        let (me, patient) = (clinic.psychologist(), clinic.world.patient);
        let address = clinic.prescribed(&me, patient).await;
        let id = id_of(&address);
        let quantity = |value: &str| {
            format!(r#"{{"resourceType":"Observation","code":{{"text":"Søvn <b>"}},"valueQuantity":{{"value":{value},"unit":"timer"}}}}"#)
        };
        for (hour, value) in ["7.50", "6", "1234567.125"].into_iter().enumerate() {
            report(&clinic, patient, id, i64::try_from(hour).unwrap() - 30, &quantity(value)).await;
        }
        report(&clinic, patient, id, -2, r#"{"code":{"coding":[{"display":"Humør"}]},"valueString":"Godt"}"#).await;
        report(&clinic, patient, id, -1, r#"{"code":5,"valueQuantity":"odd"}"#).await;

        let hidden = clinic.site.get_as(&me, &format!("{address}/data")).await;
        assert_eq!(hidden.status, StatusCode::OK);
        assert!(hidden.texts("table").is_empty() && hidden.texts("main").join(" ").contains("deler ikke data"));
        let citizen = Citizen::oneself(patient);
        let share = async |sharing| {
            let tx = clinic.site.db.begin().await.unwrap();
            prescriber::share(&tx, &citizen, PatientScope::of(&citizen), id, sharing).await.unwrap();
            tx.commit().await.unwrap();
        };
        share(Sharing::Summary).await;
        let summary = clinic.site.get_as(&me, &format!("{address}/data")).await;
        assert_eq!(summary.texts("td.number"), ["5"]);
        assert!(!summary.body.contains("7,50"));

        share(Sharing::Measurements).await;
        let home = clinic.site.get_as(&as_clinician(&clinic.world.colleague), "/forskriver").await;
        assert!(home.texts(".case").join(" ").contains("Nye data"));
        let shown = clinic.site.get_as(&me, &format!("{address}/data")).await;
        assert_eq!(shown.texts("td.number"), ["Godt", "1 234 567,125", "6", "7,50"]);
        assert_eq!(shown.texts("svg.chart").len(), 1, "words have no picture");
        assert!(shown.texts("svg title")[0].contains("3 målinger"), "{:?}", shown.texts("svg title"));
        assert!(!shown.body.contains("Søvn <b>"));
        let data_looks = clinic.looks(patient).await.into_iter().filter(|look| look.what == LookKind::Data).count();
        assert_eq!(data_looks, 2, "where nothing was shared nothing was seen");
    }

    async fn a_prescription_is_renewed_completed_and_stopped(db: TestDatabase) {
        let clinic = Clinic::new(db).await;
        let (me, patient) = (clinic.psychologist(), clinic.world.patient);
        let address = clinic.prescribed(&me, patient).await;
        let post = async |page: &str, fields: &[(&str, &str)]| {
            clinic.site.post_as(&me, &format!("{address}{page}"), fields).await
        };
        let form = clinic.site.get_as(&me, &format!("{address}/forny")).await;
        let version = form.attributes("input[name=version]", "value").remove(0);
        for (fields, said) in [
            ([("version", version.as_str()), ("ends", "i morgen")], "gyldig dato"),
            ([("version", version.as_str()), ("ends", "2026-11-01")], "etter startdatoen"),
            ([("version", "x"), ("ends", "2027-06-01")], "slik siden laget det"),
            ([("version", "99"), ("ends", "2027-06-01")], "endret dette"),
        ] {
            let page = post("/forny", &fields).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
            assert!(errors(&page).join(" ").contains(said), "{fields:?}: {:?}", errors(&page));
            assert_eq!(page.attributes("#f-ends", "value"), [fields[1].1]);
        }
        let fields = [("version", version.as_str()), ("ends", "2027-06-01"), ("instructions", "Annenhver kveld")];
        assert_eq!(post("/forny", &fields).await.status, StatusCode::SEE_OTHER);
        // The same page again is stale; what was typed is kept, and sending it once more works.
        let stale = post("/forny", &[("version", &version), ("ends", "2027-07-01")]).await;
        assert_eq!((stale.status, stale.attributes("#f-ends", "value")), (StatusCode::UNPROCESSABLE_ENTITY, vec!["2027-07-01".to_owned()]));
        let fresh = stale.attributes("input[name=version]", "value").remove(0);
        assert_eq!(post("/forny", &[("version", &fresh), ("ends", "2027-07-01")]).await.status, StatusCode::SEE_OTHER);

        let early = post("/fullfor", &[]).await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY, "it has not been started");
        assert_eq!(post("/stopp", &[("reason", "")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(post("/stopp", &[("reason", &"x".repeat(1001))]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(post("/stopp", &[("reason", "Pasienten er frisk")]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(post("/stopp", &[("reason", "En gang til")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(post("/forny", &fields).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let record = clinic.site.get_as(&me, &address).await;
        let text = record.texts("main").join(" ");
        assert!(text.contains("Pasienten er frisk") && text.contains("Annenhver kveld"), "{text}");
        assert!(record.texts(".acts").is_empty(), "nothing is left to do");
        let ended = clinic.site.get_as(&me, "/forskriver/oppfolging?vis=avsluttet").await;
        assert_eq!(ended.texts(".case").len(), 1);

        let other = clinic.born("Started", born_years_ago(30)).await;
        let address = clinic.prescribed(&me, other).await;
        let tx = clinic.site.db.begin().await.unwrap();
        prescriber::activate(&tx, &Citizen::oneself(other), id_of(&address)).await.unwrap();
        tx.commit().await.unwrap();
        let done = clinic.site.post_as(&me, &format!("{address}/fullfor"), &[]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER);
    }

    async fn withholding_can_be_changed_afterwards(db: TestDatabase) {
        let clinic = Clinic::new(db).await;
        let me = clinic.psychologist();
        let teen = clinic.born("Teen", born_years_ago(13)).await;
        let address = clinic.prescribed(&me, teen).await;
        let path = format!("{address}/tilbakehold");
        for bad in ["", "x"] {
            let page = clinic.site.post_as(&me, &path, &[("withheld", bad)]).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{bad}");
        }
        for (choice, tags) in [("child_asked", 2), ("nei", 1)] {
            let done = clinic.site.post_as(&me, &path, &[("withheld", choice)]).await;
            assert_eq!(done.status, StatusCode::SEE_OTHER, "{choice}");
            assert_eq!(clinic.site.get_as(&me, &address).await.texts(".hero .ds-tag").len(), tags);
        }
        let forged = clinic.site.send(Some(&me), Method::POST, &path, &[("withheld", "nei")]).await;
        assert_eq!(forged.status, StatusCode::FORBIDDEN);
    }
}
