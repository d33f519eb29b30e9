//! The sandbox: test persons, and starts that only they can be in.

use sea_orm_migration::prelude::*;

use crate::table::{col, index, opt, primary, reference, table, unique};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    // Whole or not at all, on SQLite too: a program killed in the middle must start again.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let persons = table("test_persons")
            .col(col("person_id").uuid())
            .col(col("listed_at").big_integer())
            .primary_key(&mut primary("test_persons", &["person_id"]))
            .foreign_key(&mut reference("test_persons", "person_id", "persons"))
            .to_owned();
        schema.create_table(persons).await?;
        launches(schema).await
    }
}

async fn launches(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let launches = table("sandbox_launches")
        .col(col("id").uuid())
        .col(col("secret_hash").binary())
        // Neither tool nor sessions hold a row here back: drafts are deleted, sessions purged.
        .col(col("tool_id").uuid())
        .col(col("client_id").uuid())
        .col(col("organisation_id").uuid())
        .col(col("vendor_session_id").uuid())
        .col(col("session_id").uuid())
        .col(col("person_id").uuid())
        .col(col("subject_id").uuid())
        .col(opt("task").string_len(80))
        .col(opt("check_id").uuid())
        .col(opt("probe").string_len(20))
        .col(col("at").big_integer())
        .col(col("expires_at").big_integer())
        .col(opt("used_at").big_integer())
        .primary_key(&mut primary("sandbox_launches", &["id"]))
        .foreign_key(&mut reference("sandbox_launches", "client_id", "clients"))
        .foreign_key(&mut reference("sandbox_launches", "person_id", "persons"))
        .foreign_key(&mut reference("sandbox_launches", "subject_id", "persons"))
        .to_owned();
    schema.create_table(launches).await?;
    schema.create_index(unique("sandbox_launches", &["secret_hash"])).await?;
    schema.create_index(index("sandbox_launches", &["tool_id", "vendor_session_id", "id"])).await
}
