//! Launch checks: what the platform saw a tool do, and what came of it.

use sea_orm_migration::prelude::*;

use crate::table::{col, index, opt, primary, reference, table};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    // Whole or not at all, on SQLite too: a program killed in the middle must start again.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let checks = table("launch_checks")
            .col(col("id").uuid())
            // Drafts can be deleted: nothing here holds them back.
            .col(col("tool_id").uuid())
            .col(col("revision_id").uuid())
            .col(col("client_id").uuid())
            .col(col("started_by").uuid())
            .col(col("person_id").uuid())
            .col(col("subject_id").uuid())
            .col(col("started_at").big_integer())
            .col(col("open_until").big_integer())
            .col(opt("finished_at").big_integer())
            .col(opt("findings").text())
            .primary_key(&mut primary("launch_checks", &["id"]))
            .foreign_key(&mut reference("launch_checks", "client_id", "clients"))
            .to_owned();
        schema.create_table(checks).await?;
        schema.create_index(index("launch_checks", &["revision_id", "id"])).await?;
        schema.create_index(index("launch_checks", &["client_id", "id"])).await?;
        let notes = table("launch_check_notes")
            .col(col("id").uuid())
            .col(col("check_id").uuid())
            .col(col("seen").text())
            .col(col("at").big_integer())
            .primary_key(&mut primary("launch_check_notes", &["id"]))
            .foreign_key(&mut reference("launch_check_notes", "check_id", "launch_checks"))
            .to_owned();
        schema.create_table(notes).await?;
        schema.create_index(index("launch_check_notes", &["check_id", "id"])).await
    }
}
