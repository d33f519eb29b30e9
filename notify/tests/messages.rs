//! A row in the outbox becomes one message, by the channel the person chose.

#![expect(clippy::unwrap_used, reason = "a test stops where its ground is missing")]

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use database::{
    Job, Read,
    outbox::{Backlog, Failure, Worker, backlog},
    testing::{TestDatabase, on_both},
};
use jiff::SignedDuration;
use kernel::{Locale, PersonId, Phrase};
use notify::{
    Channel, Gateway, Gateways, KIND, Messenger, Outgoing, Texts, list_for, mark_read, unread_count,
};
use people::{AddressProtection, Name, NotificationProfile, NumberPolicy, PersonStatus, RegisterEntry};
use serde_json::json;

#[derive(Default)]
struct MailBox {
    taken: Mutex<Vec<Outgoing>>,
    away: Mutex<u32>,
}

struct Post(Arc<MailBox>);

#[async_trait]
impl Gateway for Post {
    async fn send(&self, message: &Outgoing) -> Result<(), Failure> {
        let mut away = self.0.away.lock().unwrap();
        if *away > 0 {
            *away -= 1;
            return Err(Failure::Later("away".into()));
        }
        self.0.taken.lock().unwrap().push(message.clone());
        Ok(())
    }
}

async fn person(db: &TestDatabase, wants: people::Channel) -> PersonId {
    let tx = db.begin().await.unwrap();
    let entry = RegisterEntry {
        number: synthetic_number(),
        name: Name { given: Phrase::new("Kari").unwrap(), family: Phrase::new("Demo").unwrap() },
        born: jiff::civil::date(1985, 3, 1),
        address: AddressProtection::Open,
        status: PersonStatus::Active,
        emergency_block: false,
        lacks_capacity: false,
        care_order: false,
        language: Locale::Nn,
        account_key: None,
    };
    let person = people::upsert_from_register(&tx, NumberPolicy::Synthetic, entry).await.unwrap();
    let profile = NotificationProfile {
        channel: wants,
        phone: "+4700000001".parse().ok(),
        email: "kari@demo.example".parse().ok(),
    };
    people::set_contact_from_register(&tx, person.id, profile).await.unwrap();
    tx.commit().await.unwrap();
    person.id
}

/// The first synthetic number of 1 March 1985 with right check digits.
fn synthetic_number() -> kernel::NationalId {
    (0..100_000).find_map(|end| format!("018385{end:05}").parse().ok()).unwrap()
}

fn worker(db: &TestDatabase, mail: &Arc<MailBox>) -> Worker {
    let gateways = Gateways { email: Some(Box::new(Post(mail.clone()))), sms: None };
    Worker::new(
        (**db).clone(),
        vec![Messenger::new(Texts::load().unwrap(), gateways, "http://127.0.0.1:8080")],
    )
}

async fn queue(db: &TestDatabase, person: PersonId, template: &str) {
    let tx = db.begin().await.unwrap();
    tx.emit(Job::new(
        KIND,
        json!({"person": person, "template": template, "params": {"tool": "Angstmestring"}}),
    ));
    tx.commit().await.unwrap();
}

on_both! {
    async fn an_e_mail_goes_out_once_in_the_persons_language_and_names_no_tool(db: TestDatabase) {
        let person = person(&db, people::Channel::Email).await;
        let mail = Arc::new(MailBox::default());
        queue(&db, person, "prescription-issued").await;
        worker(&db, &mail).drain().await.unwrap();
        worker(&db, &mail).drain().await.unwrap();
        let taken = mail.taken.lock().unwrap().clone();
        assert_eq!(taken.len(), 1);
        assert_eq!((taken[0].to.as_str(), taken[0].language), ("kari@demo.example", "nn"));
        assert!(taken[0].text.contains("/nn/mine-verktoy") && !taken[0].text.contains("Angst"));
        let kept = list_for(&*db, person, None, 10).await.unwrap();
        assert_eq!((kept[0].channel, kept[0].sent_at), (Channel::Email, Some(db.now())));
        assert_eq!(unread_count(&*db, person).await.unwrap(), 1);
        let tx = db.begin().await.unwrap();
        mark_read(&tx, person).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(unread_count(&*db, person).await.unwrap(), 0);
    }

    async fn while_the_server_is_away_the_message_waits_and_is_not_made_twice(db: TestDatabase) {
        let person = person(&db, people::Channel::Email).await;
        let mail = Arc::new(MailBox::default());
        *mail.away.lock().unwrap() = 1;
        queue(&db, person, "tool-suspended").await;
        worker(&db, &mail).drain().await.unwrap();
        assert_eq!(list_for(&*db, person, None, 10).await.unwrap()[0].sent_at, None);
        db.clock.advance(SignedDuration::from_secs(10));
        worker(&db, &mail).drain().await.unwrap();
        assert_eq!(mail.taken.lock().unwrap().len(), 1);
        assert_eq!(list_for(&*db, person, None, 10).await.unwrap().len(), 1);
    }

    async fn without_a_gateway_the_message_is_kept_for_reading_here(db: TestDatabase) {
        let person = person(&db, people::Channel::Sms).await;
        queue(&db, person, "prescription-issued").await;
        worker(&db, &Arc::default()).drain().await.unwrap();
        let kept = list_for(&*db, person, None, 10).await.unwrap();
        assert_eq!((kept[0].channel, kept[0].sent_at), (Channel::Sms, None));
        assert_eq!(backlog(&*db).await.unwrap(), Backlog::default());
    }

    async fn what_is_no_message_is_given_up_at_once(db: TestDatabase) {
        let person = person(&db, people::Channel::App).await;
        queue(&db, person, "your-diagnosis").await;
        worker(&db, &Arc::default()).drain().await.unwrap();
        assert_eq!(backlog(&*db).await.unwrap(), Backlog { open: 0, dead: 1 });
    }
}
