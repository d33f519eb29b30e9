//! Messages on their way out, through a real mail server.

use std::time::Duration;

use serde_json::json;
use tests::{DataDir, MailServer, Server, Settings, eventually, query};

use crate::queue::{person, queue};

fn settings(mail: &MailServer) -> Settings {
    Settings::new().set("RESEPTOR_SMTP_URL", mail.url()).with_metrics()
}

/// A message to somebody who wants e-mail, as a use case queues it.
async fn queue_message(data: &DataDir, count: usize) {
    let person = person(data, "orderer-trust");
    let payload = json!({"person": person, "template": "listing-changed", "params": {}});
    queue(data, "notify.message", &vec![payload; count]).await;
}

#[tokio::test]
async fn a_message_leaves_once_and_names_nothing_that_is_private() {
    let (data, mail) = (DataDir::demo(), MailServer::start());
    let server = Server::start_with(&data, settings(&mail)).await;
    let before = mail.taken().len();
    queue_message(&data, 3).await;
    eventually("three messages", async || (mail.taken().len() >= before + 3).then_some(())).await;
    let taken = mail.taken();
    assert!(mail.times_taken().values().all(|times| *times == 1), "{taken:?}");
    let message = &taken[taken.len() - 1];
    assert!(!message.subject.is_empty() && message.text.contains(server.address()), "{message:?}");
    eventually("an empty queue", async || (data.open_jobs("notify.message") == 0).then_some(())).await;
    assert_eq!(server.stop().await.code, Some(0));
}

#[tokio::test]
async fn a_server_that_is_busy_is_tried_again_with_a_pause() {
    let (data, mail) = (DataDir::demo(), MailServer::start());
    mail.refuse("451 4.3.0 busy, come back later");
    let server = Server::start_with(&data, settings(&mail)).await;
    queue_message(&data, 1).await;
    eventually("a first try", async || (mail.refused() > 0).then_some(())).await;
    let pauses = "SELECT (due_at - queued_at) / 1000000 FROM outbox_jobs WHERE kind = 'notify.message' AND attempts = 1 AND done_at IS NULL AND last_error IS NOT NULL";
    let pauses = eventually("the pause", async || {
        Some(query(&data.database(), pauses)).filter(|rows| !rows.is_empty())
    })
    .await;
    assert!(pauses.iter().all(|seconds| seconds.parse::<i64>().unwrap() >= 5), "{pauses:?}");
    mail.accept();
    eventually("the message", async || (!mail.taken().is_empty()).then_some(())).await;
    assert!(mail.times_taken().values().all(|times| *times == 1));
    eventually("no job left", async || (data.open_jobs("notify.message") == 0).then_some(())).await;
    assert!(server.metric("reseptor_outbox_dead").await.unwrap_or(0.0) < 0.5);
}

#[tokio::test]
async fn a_mail_server_that_is_away_loses_nothing() {
    let data = DataDir::demo();
    let gone = MailServer::start();
    let away = settings(&gone);
    drop(gone);
    let server = Server::start_with(&data, away).await;
    queue_message(&data, 2).await;
    let tried = "SELECT count(*) FROM outbox_jobs WHERE kind = 'notify.message' AND done_at IS NULL AND dead_at IS NULL AND last_error IS NOT NULL";
    eventually("a try", async || (query(&data.database(), tried)[0] != "0").then_some(())).await;
    assert_eq!(server.browser().get("/").await.status, 200);
    assert_eq!(server.stop().await.code, Some(0));
    let mail = MailServer::start();
    let _server = Server::start_with(&data, settings(&mail)).await;
    eventually("both messages", async || (mail.taken().len() >= 2).then_some(())).await;
    assert!(mail.times_taken().values().all(|times| *times == 1));
}

#[tokio::test]
async fn what_can_never_be_sent_becomes_a_dead_letter_that_is_seen() {
    let (data, mail) = (DataDir::demo(), MailServer::start());
    mail.refuse("550 5.1.1 no such mailbox");
    let server = Server::start_with(&data, settings(&mail)).await;
    queue_message(&data, 1).await;
    let dead =
        "SELECT attempts, last_error FROM outbox_jobs WHERE kind = 'notify.message' AND dead_at IS NOT NULL";
    let rows = eventually("a dead letter", async || {
        Some(query(&data.database(), dead)).filter(|rows| !rows.is_empty())
    })
    .await;
    assert!(rows[0].starts_with("1|") && rows[0].contains("550"), "{rows:?}");
    eventually("the gauge", async || {
        server.metric("reseptor_outbox_dead").await.filter(|count| *count >= 1.0)
    })
    .await;
    assert!(server.logged().contains("outbox.failed"), "and the log tells");
    mail.accept();
    let before = query(&data.database(), dead);
    queue_message(&data, 1).await;
    eventually("the next message", async || (!mail.taken().is_empty()).then_some(())).await;
    assert_eq!(query(&data.database(), dead), before, "it is not tried again by itself");
}

#[tokio::test]
async fn killed_again_and_again_the_outbox_goes_on_and_sends_everything_once() {
    const MESSAGES: usize = 60;
    const KILLS: u64 = 4;
    let (data, mail) = (DataDir::demo(), MailServer::start());
    // What the demonstration itself has to send goes first.
    let server = Server::start_with(&data, settings(&mail)).await;
    eventually("an empty queue", async || (data.open_jobs("notify.message") == 0).then_some(())).await;
    server.kill();
    let before = mail.times_taken().len();
    queue_message(&data, MESSAGES).await;
    for round in 0..KILLS {
        let server = Server::start_with(&data, settings(&mail)).await;
        server.kill_after(Duration::from_millis(20 + 37 * round)).await;
    }
    let _server = Server::start_with(&data, settings(&mail)).await;
    eventually("all messages", async || (mail.times_taken().len() >= before + MESSAGES).then_some(())).await;
    eventually("an empty queue", async || (data.open_jobs("notify.message") == 0).then_some(())).await;
    let times = mail.times_taken();
    assert_eq!(times.len(), before + MESSAGES, "nothing is lost, nothing invented");
    // Between the server's taking a message and our noting it lies an instant in which a kill makes the outcome unknowable: then, and only then,
    // it is offered once more under the same Message-ID, by which mail systems know it again.
    let again: usize = times.values().map(|times| times - 1).sum();
    assert!(again as u64 <= KILLS, "at most one a kill: {times:?}");
}
