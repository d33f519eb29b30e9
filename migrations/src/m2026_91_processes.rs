//! Processes of services, and the integrated tools that are a step of one (R7).

use sea_orm_migration::prelude::*;

use crate::table::{col, index, primary, reference, table, unique};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    // Whole or not at all, on SQLite too: a program killed in the middle must start again.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let processes = table("processes")
            .col(col("id").uuid())
            .col(col("key").string_len(80))
            .col(col("name").text())
            // The grounds that it accepts, as JSON.
            .col(col("bases").text())
            .col(col("entry").string_len(500))
            .col(col("created_at").big_integer())
            .col(col("changed_at").big_integer())
            .primary_key(&mut primary("processes", &["id"]))
            .to_owned();
        schema.create_table(processes).await?;
        schema.create_index(unique("processes", &["key"])).await?;
        let tools = table("tool_processes")
            // A tool is a step of one process at most.
            .col(col("tool_id").uuid())
            .col(col("process_id").uuid())
            .col(col("set_at").big_integer())
            .primary_key(&mut primary("tool_processes", &["tool_id"]))
            .foreign_key(&mut reference("tool_processes", "tool_id", "tools"))
            .foreign_key(&mut reference("tool_processes", "process_id", "processes"))
            .to_owned();
        schema.create_table(tools).await?;
        schema.create_index(index("tool_processes", &["process_id"])).await
    }
}
