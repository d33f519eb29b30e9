//! Row 36: to a tool, somebody who is protected or has something withheld is as absent as somebody who is not there.

use jiff::civil::date;
use people::AddressProtection;
use prescriber::testing::{person, person_with};

use super::*;

database::testing::on_both! {
    async fn row_36_no_answer_differs_because_a_person_is_protected_blocked_or_has_something_withheld(db: TestDatabase) {
        let world = World::new(&db).await;
        let tx = db.begin().await.unwrap();
        let born = date(2019, 5, 6);
        let others = [
            person(&tx, "Plain", born).await,
            person_with(&tx, "Protected", born, |entry| entry.address = AddressProtection::Confidential).await,
            person_with(&tx, "Blocked", born, |entry| entry.emergency_block = true).await,
            person(&tx, "Withheld", born).await,
            tx.new_id(),
        ];
        tx.commit().await.unwrap();
        let mut tasks = Vec::new();
        for (place, other) in others[..4].iter().enumerate() {
            let tx = db.begin().await.unwrap();
            let mut form = world.form(&tx, *other);
            form.withheld = (place == 3).then_some(prescriber::Withheld::WeightyReasons);
            tasks.push(prescriber::prescribe(&tx, &world.psychologist, form).await.unwrap().id);
            tx.commit().await.unwrap();
        }
        tasks.push(db.begin().await.unwrap().new_id());

        let router = app(&db).await.router();
        let tool = token(&db, &world, world.patient, None, "openid launch patient/Observation.cr patient/Task.r patient/Patient.r").await;
        let (party, keyring, client) = (Party::Tool(world.tool), db.keyring(), tool.access.client.id);
        let mut told = Vec::new();
        for (other, task) in others.iter().zip(&tasks) {
            let (patient, task) = (party.patient(keyring, Some(client), *other), party.task(keyring, Some(client), *task));
            let related = party.related_person(keyring, client, world.patient, *other);
            let mut answers = Vec::new();
            for path in [format!("/fhir/Patient/{patient}"), format!("/fhir/Task/{task}"), format!("/fhir/RelatedPerson/{related}")] {
                let (status, headers, body) = send(&router, with_token(&path, &tool)).await;
                let body = [&patient, &task, &related].iter().fold(body.to_string(), |body, id| body.replace(id.as_str(), "[id]"));
                let names: Vec<_> = headers.keys().map(ToString::to_string).collect();
                answers.push((status, names, body));
            }
            told.push(answers);
        }
        for (place, answers) in told.iter().enumerate() {
            assert_eq!(answers, &told[4], "{place}: as somebody who is not there");
        }
        assert!(told[4].iter().all(|(status, ..)| *status == StatusCode::NOT_FOUND));
    }

    async fn f11_what_is_withheld_from_parents_is_read_on_a_ground_that_it_does_not_speak_of(db: TestDatabase) {
        let world = World::new(&db).await;
        let tx = db.begin().await.unwrap();
        let because = Some(prescriber::Withheld::WeightyReasons);
        let form = prescriber::Prescribe { withheld: because, ..world.form(&tx, world.patient) };
        let hidden = prescriber::prescribe(&tx, &world.psychologist, form).await.unwrap().id;
        let holder = tx.new_id();
        tx.commit().await.unwrap();
        let router = app(&db).await.router();
        let own = token(&db, &world, world.patient, Some(hidden), "openid launch patient/Task.r").await;
        let mut access = (*own.access).clone();
        access.person = holder;
        access.answer.representation = Some(Representation { basis: Basis::AssignedPoa, until: None });
        let path = format!("/fhir/Task/{}", access.task_id.clone().unwrap());
        let token = ToolToken::new(access).unwrap();
        let (status, _, body) = send(&router, with_token(&path, &token)).await;
        assert_eq!((status, &body["resourceType"]), (StatusCode::OK, &json!("Task")), "{body}");
    }
}
