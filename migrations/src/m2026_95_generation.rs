//! The generation of what changes seldom, and the audit log's head moved by the log itself.

use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

use crate::table::{col, primary, table};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// Tables whose rows an instance may hold in memory (`database::Present`). One more needs its trigger in a migration of its own.
const HELD: [&str; 8] = [
    "clients",
    "tools",
    "revisions",
    "organisations",
    "suspensions",
    "agreements",
    "processes",
    "tool_processes",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    // Whole or not at all, on SQLite too: a program killed in the middle must start again.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let generation = table("generation")
            .col(col("id").integer())
            .col(col("number").big_integer())
            .primary_key(&mut primary("generation", &["id"]))
            .to_owned();
        schema.create_table(generation).await?;
        let first = Query::insert()
            .into_table("generation")
            .columns(["id", "number"])
            .values_panic([1.into(), 1_i64.into()])
            .to_owned();
        let connection = schema.get_connection();
        connection.execute(&first).await?;
        let statements = match connection.get_database_backend() {
            DbBackend::Sqlite => sqlite(),
            _ => postgres(),
        };
        for statement in statements {
            connection.execute_unprepared(&statement).await?;
        }
        Ok(())
    }
}

const MOVE: &str = "UPDATE generation SET number = number + 1 WHERE id = 1";
const HEAD: &str = "UPDATE audit_head SET seq = NEW.seq, hash = NEW.hash WHERE id = 1";

fn sqlite() -> Vec<String> {
    let deeds = ["INSERT", "UPDATE", "DELETE"];
    let held = HELD.iter().flat_map(|table| {
        deeds.map(|deed| {
            let name = format!("{table}_generation_{}", deed.to_ascii_lowercase());
            format!("CREATE TRIGGER {name} AFTER {deed} ON {table} BEGIN {MOVE}; END")
        })
    });
    let head = format!(
        "CREATE TRIGGER audit_events_head AFTER INSERT ON audit_events BEGIN \
         SELECT RAISE(ABORT, 'ck_audit_events_next') FROM audit_head WHERE id = 1 AND seq <> NEW.seq - 1; {HEAD}; END"
    );
    held.chain([head]).collect()
}

/// Before the statement: whoever changes what is held has the generation's row first, so that two who do wait for one another in one order.
fn postgres() -> Vec<String> {
    let function = |name: &str, body: &str| {
        format!(
            "CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} RETURN NULL; END $$"
        )
    };
    let check = "IF EXISTS (SELECT 1 FROM audit_head WHERE id = 1 AND seq <> NEW.seq - 1) THEN \
                 RAISE EXCEPTION 'ck_audit_events_next'; END IF;";
    let held = HELD.iter().map(|table| {
        format!(
            "CREATE TRIGGER {table}_generation BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table} \
             FOR EACH STATEMENT EXECUTE FUNCTION move_generation()"
        )
    });
    let functions = [
        function("move_generation", &format!("{MOVE};")),
        function("move_audit_head", &format!("{check} {HEAD};")),
    ];
    let head = "CREATE TRIGGER audit_events_head AFTER INSERT ON audit_events \
                FOR EACH ROW EXECUTE FUNCTION move_audit_head()";
    functions.into_iter().chain(held).chain([head.to_owned()]).collect()
}
