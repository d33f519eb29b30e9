//! The ground: data keys, outbox, audit.

use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

use crate::table::{col, index, opt, primary, table, unique};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    // Whole or not at all, on SQLite too: a program killed in the middle must start again.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        data_keys(schema).await?;
        outbox(schema).await?;
        audit(schema).await
    }
}

async fn data_keys(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let keys = table("data_keys")
        .col(col("purpose").string_len(20))
        .col(col("version").integer())
        .col(col("wrapped").binary())
        .col(col("created_at").big_integer())
        .primary_key(&mut primary("data_keys", &["purpose", "version"]))
        .to_owned();
    schema.create_table(keys).await
}

async fn outbox(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let jobs = table("outbox_jobs")
        .col(col("id").uuid())
        .col(col("kind").string_len(60))
        .col(opt("dedup_key").string_len(200))
        .col(col("payload").text())
        .col(col("queued_at").big_integer())
        .col(col("due_at").big_integer())
        .col(col("locked_until").big_integer())
        .col(col("attempts").integer())
        .col(opt("done_at").big_integer())
        .col(opt("dead_at").big_integer())
        .col(opt("last_error").text())
        .primary_key(&mut primary("outbox_jobs", &["id"]))
        .to_owned();
    schema.create_table(jobs).await?;
    schema.create_index(unique("outbox_jobs", &["kind", "dedup_key"])).await?;
    schema.create_index(index("outbox_jobs", &["done_at", "dead_at", "due_at"])).await
}

async fn audit(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let events = table("audit_events")
        .col(col("seq").big_integer())
        .col(col("at").big_integer())
        .col(col("actor").text())
        .col(col("action").string_len(80))
        .col(col("object").string_len(120))
        .col(col("detail").text())
        .col(col("hash").binary())
        .primary_key(&mut primary("audit_events", &["seq"]))
        .to_owned();
    schema.create_table(events).await?;
    schema.create_index(index("audit_events", &["object", "seq"])).await?;
    let head = table("audit_head")
        .col(col("id").integer())
        .col(col("seq").big_integer())
        .col(col("hash").binary())
        .primary_key(&mut primary("audit_head", &["id"]))
        .to_owned();
    schema.create_table(head).await?;
    let first = Query::insert()
        .into_table("audit_head")
        .columns(["id", "seq", "hash"])
        .values_panic([1.into(), 0_i64.into(), vec![0_u8; 32].into()])
        .to_owned();
    let connection = schema.get_connection();
    connection.execute(&first).await?;
    for statement in append_only(connection.get_database_backend()) {
        connection.execute_unprepared(statement).await?;
    }
    Ok(())
}

/// The audit log takes new rows only, whoever asks.
fn append_only(backend: DbBackend) -> &'static [&'static str] {
    if backend == DbBackend::Sqlite {
        &[
            "CREATE TRIGGER audit_events_no_update BEFORE UPDATE ON audit_events BEGIN SELECT RAISE(ABORT, 'ck_audit_events_append_only'); END",
            "CREATE TRIGGER audit_events_no_delete BEFORE DELETE ON audit_events BEGIN SELECT RAISE(ABORT, 'ck_audit_events_append_only'); END",
        ]
    } else {
        &[
            "CREATE OR REPLACE FUNCTION audit_events_append_only() RETURNS trigger LANGUAGE plpgsql AS \
             $$ BEGIN RAISE EXCEPTION 'ck_audit_events_append_only'; END $$",
            "CREATE TRIGGER audit_events_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_events \
             FOR EACH STATEMENT EXECUTE FUNCTION audit_events_append_only()",
        ]
    }
}
