//! What tools report in the sandbox, about test persons: never beside what is real.

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
        let observations = table("sandbox_observations")
            .col(col("id").uuid())
            .col(col("client_id").uuid())
            .col(col("subject_id").uuid())
            .col(opt("identifier").string_len(300))
            .col(col("digest").binary())
            .col(col("received_at").big_integer())
            .col(col("resource").binary())
            .primary_key(&mut primary("sandbox_observations", &["id"]))
            .foreign_key(&mut reference("sandbox_observations", "client_id", "clients"))
            // Nobody but a test person can ever stand here.
            .foreign_key(
                ForeignKey::create()
                    .name("fk_sandbox_observations_subject_id")
                    .from("sandbox_observations", "subject_id")
                    .to("test_persons", "person_id")
                    .on_delete(ForeignKeyAction::Restrict),
            )
            .to_owned();
        schema.create_table(observations).await?;
        schema
            .create_index(unique("sandbox_observations", &["client_id", "subject_id", "identifier"]))
            .await?;
        schema.create_index(index("sandbox_observations", &["received_at"])).await
    }
}
