//! A throw-away, migrated database for each test, on SQLite and on PostgreSQL.
//!
//! ```ignore
//! database::testing::on_both! {
//!     async fn a_sentence_about_what_holds(db: TestDatabase) {
//!         let tx = db.begin().await.unwrap();
//!         // …
//!     }
//! }
//! ```
//! Each function becomes a module with the tests `sqlite` and `postgres`. PostgreSQL is a throw-away cluster that `tests/postgres` starts; its
//! address is in `RESEPTOR_TEST_POSTGRES` or in the file the script leaves. Without it the test fails: a missing component is never skipped.

#![expect(clippy::expect_used, reason = "a test stops where its ground is missing")]

use std::{ops::Deref, path::PathBuf, sync::Arc};

use jiff::Timestamp;
use kernel::{ManualClock, SeededEntropy};
use sea_orm::ConnectionTrait;
use sea_orm_migration::MigratorTrait;

use crate::{Database, MasterKey, Options, SystemEntropy};

/// Writes each function as a test on both engines.
#[doc(inline)]
pub use crate::__on_both as on_both;

/// Writes each function as a test on both engines.
#[doc(hidden)]
#[macro_export]
macro_rules! __on_both {
    ($(async fn $name:ident($db:ident: TestDatabase) $body:block)*) => {$(
        mod $name {
            #[allow(unused_imports, clippy::allow_attributes, clippy::allow_attributes_without_reason)]
            use super::*;
            async fn body($db: $crate::testing::TestDatabase) $body
            #[tokio::test]
            async fn sqlite() {
                body($crate::testing::TestDatabase::sqlite().await).await;
            }
            #[tokio::test]
            async fn postgres() {
                let db = $crate::testing::TestDatabase::postgres().await;
                let name = db.postgres_name();
                body(db).await;
                $crate::testing::drop_postgres(&name).await;
            }
        }
    )*};
}

/// When tests begin: a Sunday in November, 10:00 in Oslo.
pub const START: &str = "2026-11-22T09:00:00Z";

/// A migrated, empty database of its own, with a clock to move.
pub struct TestDatabase {
    database: Database,
    /// The database's clock, standing at `START` until moved.
    pub clock: Arc<ManualClock>,
    /// `sqlite://…` or `postgres://…`, for opening it a second time.
    pub url: String,
    _folder: Option<tempfile::TempDir>,
}

impl Deref for TestDatabase {
    type Target = Database;
    fn deref(&self) -> &Database {
        &self.database
    }
}

impl TestDatabase {
    /// On SQLite: a copy of a migrated file.
    pub async fn sqlite() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("reseptor.db");
        let template = std::env::temp_dir().join(format!("reseptor-template-{}.db", migrations::FINGERPRINT));
        if !template.exists() {
            let scratch = folder.path().join("template.db");
            let url = format!("sqlite://{}?mode=rwc", scratch.display());
            let connection = sea_orm::Database::connect(&url).await.expect("SQLite opens");
            migrations::Migrator::up(&connection, None).await.expect("the schema migrates");
            connection.close().await.expect("SQLite closes");
            // Several test processes may do this at once; the rename is atomic.
            std::fs::copy(&scratch, folder.path().join("copy.db")).expect("a copy");
            std::fs::rename(folder.path().join("copy.db"), &template).expect("the template is put in place");
        }
        std::fs::copy(&template, &path).expect("a copy of the template");
        Self::open(format!("sqlite://{}", path.display()), Some(folder)).await
    }

    /// On PostgreSQL: a clone of a migrated template.
    pub async fn postgres() -> Self {
        let admin = sea_orm::Database::connect(admin_url())
            .await
            .expect("the test cluster answers: run tests/postgres");
        let template = format!("reseptor_{}", &migrations::FINGERPRINT[..16]);
        let lock = i64::from_str_radix(&migrations::FINGERPRINT[..12], 16).expect("hexadecimal");
        let session = sea_orm::TransactionTrait::begin(&admin).await.expect("a session");
        session.execute_unprepared(&format!("SELECT pg_advisory_xact_lock({lock})")).await.expect("a lock");
        let known = format!("SELECT 1 AS one FROM pg_database WHERE datname = '{template}'");
        let backend = sea_orm::DbBackend::Postgres;
        let known =
            session.query_one_raw(sea_orm::Statement::from_string(backend, known)).await.expect("a look");
        if known.is_none() {
            let scratch = format!("{template}_scratch");
            admin.execute_unprepared(&format!("DROP DATABASE IF EXISTS {scratch}")).await.expect("room");
            admin.execute_unprepared(&format!("CREATE DATABASE {scratch}")).await.expect("a template");
            let connection = sea_orm::Database::connect(url_of(&scratch)).await.expect("the template opens");
            migrations::Migrator::up(&connection, None).await.expect("the schema migrates");
            connection.close().await.expect("the template closes");
            admin
                .execute_unprepared(&format!("ALTER DATABASE {scratch} RENAME TO {template}"))
                .await
                .expect("renamed");
        }
        let mut random = [0; 8];
        kernel::Entropy::fill(&SystemEntropy, &mut random);
        let name = format!("t_{}", hex::encode(random));
        // Copied file by file, which takes a fraction of a copy through the log. Copies of one template queue up behind one another: within the lock.
        admin
            .execute_unprepared(&format!("CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY"))
            .await
            .expect("a clone");
        session.commit().await.expect("the lock is given back");
        admin.close().await.expect("closed");
        Self::open(url_of(&name), None).await
    }

    async fn open(url: String, folder: Option<tempfile::TempDir>) -> Self {
        let start: Timestamp = START.parse().expect("an instant");
        let clock = Arc::new(ManualClock::new(start));
        let database = Self::open_at(&url, clock.clone()).await;
        Self { database, clock, url, _folder: folder }
    }

    /// A second instance on the same data.
    pub async fn second_instance(&self) -> Database {
        Self::open_at(&self.url, self.clock.clone()).await
    }

    async fn open_at(url: &str, clock: Arc<ManualClock>) -> Database {
        let options = Options {
            url: url.to_owned(),
            connections: 4,
            master_key: MasterKey::new([7; 32]),
            clock,
            entropy: Arc::new(SystemEntropy),
        };
        Database::open(options).await.expect("the database opens")
    }

    /// The name of the PostgreSQL database, for dropping it.
    pub fn postgres_name(&self) -> String {
        let path = self.url.split('?').next().unwrap_or_default();
        path.rsplit('/').next().unwrap_or_default().to_owned()
    }
}

/// Drops a test's database, connections included.
pub async fn drop_postgres(name: &str) {
    let admin = sea_orm::Database::connect(admin_url()).await.expect("the test cluster answers");
    admin.execute_unprepared(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await.expect("dropped");
    admin.close().await.expect("closed");
}

/// Repeatable bytes, for tests that need the same ids again.
pub fn seeded(seed: u64) -> Arc<SeededEntropy> {
    Arc::new(SeededEntropy::new(seed))
}

fn admin_url() -> String {
    let file: PathBuf = std::env::temp_dir().join("reseptor-test-postgres").join("url");
    std::env::var("RESEPTOR_TEST_POSTGRES")
        .ok()
        .or_else(|| std::fs::read_to_string(&file).ok().map(|url| url.trim().to_owned()))
        .expect("no PostgreSQL for tests: run tests/postgres, which starts a throw-away cluster")
}

fn url_of(name: &str) -> String {
    let admin = admin_url();
    let (address, query) = admin.split_once('?').unwrap_or((&admin, ""));
    let base = address.rsplit_once('/').map_or(address, |(base, _)| base);
    if query.is_empty() { format!("{base}/{name}") } else { format!("{base}/{name}?{query}") }
}
