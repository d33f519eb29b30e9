//! The same program on PostgreSQL.

use std::{fs, process::Command};

use tests::{DataDir, Server, Settings};

/// A database of its own in the tests' cluster; it goes with the value.
pub(crate) struct Postgres {
    admin: String,
    name: String,
}

impl Postgres {
    pub(crate) fn create(name: &str) -> Self {
        let file = std::env::temp_dir().join("reseptor-test-postgres").join("url");
        let admin = std::env::var("RESEPTOR_TEST_POSTGRES").ok();
        let admin = admin.or_else(|| fs::read_to_string(&file).ok());
        let admin =
            admin.unwrap_or_else(|| panic!("no PostgreSQL for tests: run tests/postgres")).trim().to_owned();
        let database = Self { admin, name: format!("{name}_{}", std::process::id()) };
        database.ask("postgres", &format!("CREATE DATABASE {}", database.name));
        database
    }

    pub(crate) fn url(&self) -> String {
        self.url_of(&self.name)
    }

    fn url_of(&self, name: &str) -> String {
        let (address, query) = self.admin.split_once('?').unwrap_or((&self.admin, ""));
        let base = address.rsplit_once('/').unwrap().0;
        format!("{base}/{name}?{query}")
    }

    fn ask(&self, database: &str, sql: &str) -> String {
        let output =
            Command::new("psql").args(["-XAtq", "-c", sql, &self.url_of(database)]).output().unwrap();
        assert!(output.status.success(), "{sql}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    fn count(&self, table: &str) -> String {
        self.ask(&self.name, &format!("SELECT count(*) FROM {table}"))
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let sql = format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name);
        let _ = Command::new("psql").args(["-XAtq", "-c", &sql, &self.url_of("postgres")]).output();
    }
}

#[tokio::test]
async fn the_whole_platform_runs_on_postgresql() {
    let postgres = Postgres::create("platform");
    let data = DataDir::empty();
    let settings = Settings::new().set("RESEPTOR_DATABASE_URL", postgres.url());
    let server = Server::start_with(&data, settings.clone()).await;
    assert!(server.said().contains("loading the demonstration"), "{}", server.said());
    assert!(!data.database().exists(), "no SQLite beside it");
    let browser = server.browser();
    for page in ["/", "/verktoy", "/verktoy?q=sovn", "/en/verktoy", "/om", "/fhir/metadata"] {
        assert_eq!(browser.get(page).await.status, 200, "{page}");
    }
    browser.login("innbygger", "parent").await;
    let before = (postgres.count("tools"), postgres.count("persons"), postgres.count("prescriptions"));
    assert!(before.0.parse::<u32>().unwrap() >= 48, "{before:?}");

    // Its connections are cut: one answer may tell of it, then it goes on by itself.
    postgres.ask(
        "postgres",
        &format!(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{}'",
            postgres.name
        ),
    );
    tests::eventually("an answer after the connections were cut", async || {
        let answer = browser.get("/verktoy").await;
        assert!([200, 503].contains(&answer.status), "{}", answer.text);
        (answer.status == 200 && browser.is_logged_in().await).then_some(())
    })
    .await;
    assert_eq!(server.stop().await.code, Some(0));

    let server = Server::start_with(&data, settings).await;
    assert!(browser.at(server.address()).is_logged_in().await);
    assert_eq!((postgres.count("tools"), postgres.count("persons"), postgres.count("prescriptions")), before);
}

#[tokio::test]
async fn a_database_that_is_away_is_told_at_the_start() {
    let data = DataDir::empty();
    let settings =
        Settings::new().set("RESEPTOR_DATABASE_URL", "postgres://nobody:secret-word@127.0.0.1:9/none");
    let mut server = Server::spawn(&data, &settings);
    assert_eq!(server.ended().await.code(), Some(1));
    let told = server.logged();
    assert!(told.contains("reseptor: database"), "{told}");
    assert!(!told.contains("secret-word"), "{told}");
}

#[tokio::test]
async fn a_demonstration_that_was_killed_half_loaded_is_begun_anew() {
    let postgres = Postgres::create("half");
    let data = DataDir::empty();
    let settings = Settings::new().set("RESEPTOR_DATABASE_URL", postgres.url());
    let first = Server::spawn(&data, &settings);
    tests::eventually("half a demonstration", async || {
        let tables = "SELECT count(*) FROM information_schema.tables WHERE table_name = 'tools'";
        (postgres.ask(&postgres.name, tables) == "1" && postgres.count("tools") != "0").then_some(())
    })
    .await;
    first.kill();
    let half = postgres.count("tools");
    let second = Server::start_with(&data, settings.clone()).await;
    assert!(second.said().contains("loading the demonstration"), "{}", second.said());
    assert_ne!(postgres.count("tools"), half);
    second.stop().await;
    let environment = [("RESEPTOR_DATABASE_URL".to_owned(), postgres.url())];
    let verified =
        tests::run(data.outside(), &[&data.environment()[..], &environment].concat(), &["audit", "verify"]);
    assert_eq!(verified.code, Some(0), "{}{}", verified.out, verified.err);
}
