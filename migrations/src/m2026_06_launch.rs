//! The embedded register of who may act for whom, data permissions, and starts of tools.

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
        relations(schema).await?;
        permissions(schema).await?;
        launches(schema).await
    }
}

async fn relations(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let relations = table("relations")
        .col(col("id").uuid())
        .col(col("actor_id").uuid())
        .col(col("subject_id").uuid())
        .col(col("basis").string_len(40))
        .col(col("evidence").text())
        .col(opt("daily_care").boolean())
        .col(col("as_of").big_integer())
        .primary_key(&mut primary("relations", &["id"]))
        .foreign_key(&mut reference("relations", "actor_id", "persons"))
        .foreign_key(&mut reference("relations", "subject_id", "persons"))
        .to_owned();
    schema.create_table(relations).await?;
    schema.create_index(index("relations", &["actor_id", "subject_id"])).await?;
    schema.create_index(index("relations", &["subject_id"])).await
}

async fn permissions(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let permissions = table("permissions")
        .col(col("id").uuid())
        .col(col("subject_id").uuid())
        .col(col("tool_id").uuid())
        .col(col("revision_id").uuid())
        .col(col("given_at").big_integer())
        .col(col("given_by").uuid())
        .col(opt("withdrawn_at").big_integer())
        .col(opt("withdrawn_by").uuid())
        // 'open' while it stands, empty afterwards: one standing permission for each person and tool.
        .col(opt("slot").string_len(4))
        .primary_key(&mut primary("permissions", &["id"]))
        .foreign_key(&mut reference("permissions", "subject_id", "persons"))
        .foreign_key(&mut reference("permissions", "tool_id", "tools"))
        .to_owned();
    schema.create_table(permissions).await?;
    schema.create_index(unique("permissions", &["subject_id", "tool_id", "slot"])).await?;
    schema.create_index(index("permissions", &["subject_id", "id"])).await?;
    schema.create_index(index("permissions", &["tool_id", "slot", "id"])).await
}

async fn launches(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let launches = table("launches")
        .col(col("id").uuid())
        .col(col("secret_hash").binary())
        .col(col("person_id").uuid())
        .col(col("subject_id").uuid())
        .col(col("tool_id").uuid())
        .col(opt("prescription_id").uuid())
        .col(opt("task").string_len(80))
        .col(col("basis").string_len(40))
        .col(opt("until_at").big_integer())
        .col(col("return_path").string_len(500))
        .col(col("at").big_integer())
        .col(col("expires_at").big_integer())
        .col(opt("used_at").big_integer())
        .primary_key(&mut primary("launches", &["id"]))
        .foreign_key(&mut reference("launches", "person_id", "persons"))
        .foreign_key(&mut reference("launches", "subject_id", "persons"))
        .foreign_key(&mut reference("launches", "tool_id", "tools"))
        .foreign_key(&mut reference("launches", "prescription_id", "prescriptions"))
        .to_owned();
    schema.create_table(launches).await?;
    schema.create_index(unique("launches", &["secret_hash"])).await?;
    schema.create_index(index("launches", &["subject_id", "id"])).await?;
    schema.create_index(index("launches", &["person_id", "id"])).await?;
    schema.create_index(index("launches", &["tool_id", "id"])).await
}
