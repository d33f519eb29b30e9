//! Changes of clients that wait for the operator.

use sea_orm_migration::prelude::*;

use crate::table::{col, primary, reference, table};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    // Whole or not at all, on SQLite too: a program killed in the middle must start again.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let changes = table("client_changes")
            // One for each client: a new wish takes the place of the old one.
            .col(col("client_id").uuid())
            .col(col("addresses").text())
            // The client itself is what waits.
            .col(col("whole").boolean())
            .col(col("asked_by").uuid())
            .col(col("asked_at").big_integer())
            .primary_key(&mut primary("client_changes", &["client_id"]))
            .foreign_key(&mut reference("client_changes", "client_id", "clients"))
            .to_owned();
        schema.create_table(changes).await
    }
}
