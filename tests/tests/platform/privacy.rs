//! The privacy component as another process: there, gone, and back (docs/privacy-component.md).

use std::{
    net::{TcpListener, TcpStream},
    process::{Child, Command},
};

use tests::{DataDir, Server, Settings, eventually, root};

const RELATIONS: &str = "/min-side/representasjon";

struct Component(Child);

impl Component {
    async fn start(port: u16) -> Self {
        let program = root().join("tests/tests/platform/privacy/component.py");
        let child = Command::new("python3").arg(program).arg(port.to_string()).spawn().unwrap();
        eventually("the component", async || TcpStream::connect(("127.0.0.1", port)).ok()).await;
        Self(child)
    }
}

impl Drop for Component {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[tokio::test]
async fn the_source_in_another_process_decides_and_while_it_is_gone_nobody_acts_for_another() {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let settings = [
        ("RESEPTOR_PRIVACY_COMPONENT_URL", format!("http://127.0.0.1:{port}")),
        ("RESEPTOR_PRIVACY_COMPONENT_TOKEN", "proving-key".to_owned()),
        ("RESEPTOR_PRIVACY_COMPONENT_FACTS_S", "1".to_owned()),
        ("RESEPTOR_PRIVACY_COMPONENT_TIMEOUT_MS", "1000".to_owned()),
    ];
    let component = Component::start(port).await;
    let data = DataDir::demo();
    let environment: Vec<_> = settings
        .iter()
        .map(|(name, value)| ((*name).to_owned(), value.clone()))
        .chain(data.environment())
        .collect();
    let checked = tests::run(data.outside(), &environment, &["check"]);
    assert!(checked.out.contains("privacy component: ok"), "{}{}", checked.out, checked.err);
    let imported = tests::run(data.outside(), &environment, &["import", "relations", "any.csv"]);
    assert_eq!(imported.code, Some(1));
    assert!(imported.err.contains("come from the privacy component"), "{}", imported.err);

    let settings = settings.into_iter().fold(Settings::new(), |all, (name, value)| all.set(name, value));
    let server = Server::start_with(&data, settings).await;
    let parent = server.browser();
    parent.login("innbygger", "parent").await;
    let page = parent.get(RELATIONS).await;
    assert!(page.text.contains("Nytt Barn"), "known by the source alone: {}", page.text);
    assert!(!page.text.contains("Ella Solvang Sara"), "the demonstration's own register is not asked");
    let field = |name| page.field(name).unwrap();
    let (csrf, person) = (field("csrf"), field("person"));
    let begun = parent.post(RELATIONS, &[("csrf", &csrf), ("person", &person)]).await;
    assert!(begun.text.contains("Nytt Barn"), "{}", begun.text);

    drop(component);
    tokio::time::sleep(std::time::Duration::from_millis(1_200)).await;
    let refused = parent.try_get("/mine-verktoy").await.unwrap();
    assert_eq!(refused.status, 503);
    assert!(refused.text.contains("Vi får ikke kontakt med registeret"), "{}", refused.text);
    let page = parent.try_get(RELATIONS).await.unwrap();
    assert!(page.status == 200 && page.text.contains("Registeret svarer ikke"), "{}", page.text);
    let newcomer = server.browser();
    newcomer.login("innbygger", "other-parent").await;
    assert_eq!(newcomer.try_get("/mine-verktoy").await.unwrap().status, 200, "one's own goes on");

    let _component = Component::start(port).await;
    eventually("the source is back", async || {
        let answer = parent.try_get("/mine-verktoy").await?;
        (answer.status == 200).then_some(())
    })
    .await;
}
