//! That search follows what is published, whatever is done beside the running server.

use std::fs;

use tests::{DataDir, Server, Settings, eventually, root};

const BEHIND: &str = "reseptor_search_index_behind";

/// Publishes a tool of this name in a process of its own.
fn publish(data: &DataDir, slug: &str, name: &str) {
    let tools = fs::read_to_string(root().join("portal/demo/tools.jsonl")).unwrap();
    let line = tools.lines().find(|line| line.contains(r#""slug": "demo-dagbok""#)).unwrap();
    let file = data.outside().join(format!("{slug}.jsonl"));
    let before = line.split_once(r#""name": ""#).unwrap().1.split_once('"').unwrap().0;
    fs::write(&file, line.replace("demo-dagbok", slug).replace(before, name)).unwrap();
    let done = data.run(&["import", "tools", "--publish", &file.display().to_string()]);
    assert_eq!(done.code, Some(0), "{}{}", done.out, done.err);
}

async fn finds(server: &Server, slug: &str, name: &str) -> bool {
    server.browser().get(&format!("/verktoy?q={name}")).await.text.contains(slug)
}

#[tokio::test]
async fn what_is_published_after_a_reindex_beside_the_server_is_found() {
    let data = DataDir::demo();
    let server = Server::start_with(&data, Settings::new().with_metrics()).await;
    for (slug, name) in [("etter-en", "Trampolett"), ("etter-to", "Sykloramka")] {
        let done = data.run(&["reindex"]);
        assert_eq!(done.code, Some(0), "{}{}", done.out, done.err);
        publish(&data, slug, name);
        eventually("the tool is found", async || finds(&server, slug, name).await.then_some(())).await;
    }
    assert!(!server.logged().contains("does not follow"), "{}", server.logged());
}

#[tokio::test]
async fn an_index_that_cannot_follow_is_told_of_by_its_metric() {
    let data = DataDir::demo();
    // Its log may not grow either, and it answers all the same.
    let server = Server::start_with(&data, Settings::new().with_metrics().bearing_bounds()).await;
    let behind = async |wanted: bool| {
        eventually("the metric tells", async || {
            let now = server.metric(BEHIND).await?;
            ((now > 0.0) == wanted).then_some(())
        })
        .await;
    };
    behind(false).await;
    server.bound_files(Some(0));
    publish(&data, "uten-plass", "Trampolett");
    behind(true).await;
    assert!(!finds(&server, "uten-plass", "Trampolett").await);
    server.bound_files(None);
    behind(false).await;
    assert!(finds(&server, "uten-plass", "Trampolett").await);
}
