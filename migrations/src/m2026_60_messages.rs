//! Messages as they were sent.

use sea_orm_migration::prelude::*;

use crate::table::{col, index, opt, primary, table};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    // Whole or not at all, on SQLite too: a program killed in the middle must start again.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let messages = table("messages")
            .col(col("id").uuid())
            .col(col("person_id").uuid())
            .col(col("template").string_len(40))
            .col(col("channel").string_len(10))
            .col(opt("address").binary())
            .col(col("language").string_len(2))
            .col(col("subject").text())
            .col(col("body").text())
            .col(col("created_at").big_integer())
            .col(opt("sent_at").big_integer())
            .col(opt("read_at").big_integer())
            .primary_key(&mut primary("messages", &["id"]))
            .to_owned();
        schema.create_table(messages).await?;
        schema.create_index(index("messages", &["person_id", "created_at"])).await?;
        schema.create_index(index("messages", &["created_at"])).await
    }
}
