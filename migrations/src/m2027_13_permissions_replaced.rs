//! Permissions are given to words: one given to the words of a later revision takes the place of the one before.

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
        let permissions = Table::alter()
            .table(Alias::new("permissions"))
            .add_column(opt("replaced_at").big_integer())
            .to_owned();
        schema.alter_table(permissions).await
    }
}
