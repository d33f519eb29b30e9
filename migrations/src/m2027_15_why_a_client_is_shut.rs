//! Why a client was shut: told where it stands that it is.

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
        let clients =
            Table::alter().table(Alias::new("clients")).add_column(opt("disabled_reason").text()).to_owned();
        schema.alter_table(clients).await
    }
}
