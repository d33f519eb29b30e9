//! What a message is about, so that its reader is led there: looked up anew for whoever reads.

use sea_orm_migration::prelude::*;

use crate::table::opt;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    // Whole or not at all, on SQLite too: a program killed in the middle must start again.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for name in ["prescription_id", "tool_id"] {
            let change = Table::alter().table("messages").add_column(opt(name).uuid()).to_owned();
            schema.alter_table(change).await?;
        }
        Ok(())
    }
}
