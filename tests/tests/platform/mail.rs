//! Messages on their way out, through a real mail server.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

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

/// Messages that are marked as sent, by the id that stands in their `Message-ID`.
fn marked(data: &DataDir) -> BTreeSet<String> {
    let sql = "SELECT lower(hex(id)) FROM messages WHERE channel = 'email' AND sent_at IS NOT NULL";
    query(&data.database(), sql).into_iter().collect()
}

/// How many times the server took each message, by the same id.
fn times_taken(mail: &MailServer) -> BTreeMap<String, usize> {
    mail.times_taken().into_iter().map(|(id, times)| (bare(&id), times)).collect()
}

/// `<1234-…@domain>` as the database writes it.
fn bare(message_id: &str) -> String {
    message_id.trim_start_matches('<').split('@').next().unwrap_or_default().replace('-', "")
}

/// What a kill left in the open: taken by the server, not marked by us. What is marked was taken, once the kill is over.
async fn in_flight(data: &DataDir, mail: &MailServer) -> BTreeSet<String> {
    mail.at_rest().await;
    let (taken, marked) = (times_taken(mail), marked(data));
    let invented: Vec<_> = marked.iter().filter(|id| !taken.contains_key(*id)).collect();
    assert_eq!(invented, [""; 0], "marked as sent, and never taken");
    taken.into_keys().filter(|id| !marked.contains(id)).collect()
}

/// A server whose demonstration has sent what it has to send, killed; and how many messages that were.
async fn quiet(data: &DataDir, mail: &MailServer) -> usize {
    let server = Server::start_with(data, settings(mail)).await;
    eventually("an empty queue", async || (data.open_jobs("notify.message") == 0).then_some(())).await;
    server.kill();
    mail.at_rest().await;
    mail.times_taken().len()
}

#[tokio::test]
async fn killed_again_and_again_the_outbox_loses_nothing_and_repeats_only_what_was_in_flight() {
    const MESSAGES: usize = 60;
    const KILLS: u64 = 4;
    let (data, mail) = (DataDir::demo(), MailServer::start());
    let before = quiet(&data, &mail).await;
    queue_message(&data, MESSAGES).await;
    let mut expected: BTreeMap<String, usize> = BTreeMap::new();
    for round in 0..KILLS {
        let server = Server::start_with(&data, settings(&mail)).await;
        server.kill_after(Duration::from_millis(20 + 37 * round)).await;
        let open = in_flight(&data, &mail).await;
        assert!(open.len() <= 1, "messages are handed over one at a time: {open:?}");
        for id in open {
            *expected.entry(id).or_default() += 1;
        }
    }
    let _server = Server::start_with(&data, settings(&mail)).await;
    eventually("an empty queue", async || (data.open_jobs("notify.message") == 0).then_some(())).await;
    let times = times_taken(&mail);
    assert_eq!(times.len(), before + MESSAGES, "nothing is lost, nothing invented");
    let repeated: BTreeMap<_, _> =
        times.into_iter().map(|(id, times)| (id, times - 1)).filter(|(_, again)| *again > 0).collect();
    assert_eq!(repeated, expected, "once more for each kill that left it in the open, and nothing else");
    assert_eq!(marked(&data).len(), before + MESSAGES);
}

/// Between the server's taking a message and our noting it lies an instant in which nobody can know. Here it is made to last.
#[tokio::test]
async fn killed_before_the_mail_servers_answer_a_message_is_offered_once_more_under_its_id() {
    let (data, mail) = (DataDir::demo(), MailServer::start());
    let before = quiet(&data, &mail).await;
    mail.fall_silent();
    queue_message(&data, 3).await;
    let server = Server::start_with(&data, settings(&mail)).await;
    eventually("a message without an answer", async || (mail.taken().len() > before).then_some(())).await;
    server.kill();
    mail.speak();
    let open = in_flight(&data, &mail).await;
    assert_eq!(open.len(), 1, "{open:?}");
    let _server = Server::start_with(&data, settings(&mail)).await;
    eventually("an empty queue", async || (data.open_jobs("notify.message") == 0).then_some(())).await;
    let times = times_taken(&mail);
    assert_eq!(times.len(), before + 3, "nothing is lost, and the repeated one keeps its Message-ID");
    let twice: BTreeSet<_> =
        times.iter().filter(|(_, times)| **times > 1).map(|(id, _)| id.clone()).collect();
    assert_eq!(twice, open, "the others were sent once");
    assert_eq!(times.values().sum::<usize>(), before + 3 + 1, "once more, not again and again");
    let mails = mail.taken();
    let same: Vec<_> = mails.iter().filter(|mail| open.contains(&bare(&mail.id))).collect();
    assert_eq!(same.len(), 2);
    assert_eq!(
        (&same[0].subject, &same[0].text, &same[0].to),
        (&same[1].subject, &same[1].text, &same[1].to),
        "the same message, word for word"
    );
}

/// Whoever orders or delivers the tool of this client is written to once.
#[tokio::test]
async fn a_clients_stop_reaches_those_who_answer_for_it_once_each() {
    let (data, mail) = (DataDir::demo(), MailServer::start());
    let server = Server::start_with(&data, settings(&mail)).await;
    let ordered = "SELECT t.slug FROM tools t JOIN listing_orders o ON o.active_tool_id = t.id \
                   JOIN organisations g ON g.id = o.orderer_id WHERE g.key = 'demo-hf'";
    let ordered = query(&data.database(), ordered);
    let listed = data.run(&["clients", "list"]).out;
    let of_trust = |line: &&str| ordered.iter().any(|slug| line.contains(&format!("tool {slug}  in use")));
    let id = listed.lines().find(of_trust).unwrap().split_whitespace().next().unwrap();
    let done = data.run(&["clients", "disable", id, "--reason", "Nøkkelen ligger på nettet"]);
    assert_eq!(done.code, Some(0), "{}", done.err);
    let told =
        || mail.taken().into_iter().filter(|mail| mail.subject.contains("er stanset")).collect::<Vec<_>>();
    eventually("a message", async || (!told().is_empty()).then_some(())).await;
    eventually("an empty queue", async || (data.open_jobs("notify.message") == 0).then_some(())).await;
    let told = told();
    let to: BTreeSet<_> = told.iter().map(|mail| mail.to.clone()).collect();
    assert_eq!(to.len(), told.len(), "{told:?}");
    assert!(
        to.len() == 2 && to.iter().any(|to| to.contains("ashild.breivik")),
        "vendor and ordering body: {to:?}"
    );
    assert!(told.iter().all(|mail| !mail.text.contains("Nøkkelen")), "why stands on the pages only");
    assert_eq!(server.stop().await.code, Some(0));
}
