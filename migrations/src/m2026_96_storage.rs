//! What tools keep for persons: one shelf for each tool and person, with its values.

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
        let shelves = table("shelves")
            .col(col("id").uuid())
            // 'tool', or 'sandbox': what is tried there is never beside what is real.
            .col(col("ground").string_len(8))
            .col(col("tool_id").uuid())
            .col(col("subject_id").uuid())
            .col(col("changed_at").big_integer())
            // When it is forgotten: the permission has been taken back.
            .col(opt("forget_at").big_integer())
            .primary_key(&mut primary("shelves", &["id"]))
            .foreign_key(&mut reference("shelves", "tool_id", "tools"))
            .foreign_key(&mut reference("shelves", "subject_id", "persons"))
            .to_owned();
        schema.create_table(shelves).await?;
        schema.create_index(unique("shelves", &["ground", "tool_id", "subject_id"])).await?;
        schema.create_index(index("shelves", &["subject_id"])).await?;
        schema.create_index(index("shelves", &["forget_at"])).await?;
        let stored = table("stored_values")
            .col(col("id").uuid())
            .col(col("shelf_id").uuid())
            .col(col("key_hash").binary())
            // Sealed: the tool's own word may say what the matter is.
            .col(col("name").binary())
            .col(col("media_type").string_len(100))
            .col(col("content").binary())
            .col(col("size").big_integer())
            .col(col("version").big_integer())
            .col(col("changed_at").big_integer())
            .col(col("changed_by").uuid())
            .primary_key(&mut primary("stored_values", &["id"]))
            .foreign_key(&mut reference("stored_values", "shelf_id", "shelves"))
            .to_owned();
        schema.create_table(stored).await?;
        schema.create_index(unique("stored_values", &["shelf_id", "key_hash"])).await
    }
}
