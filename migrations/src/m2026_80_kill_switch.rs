//! A vendor is stopped as a whole, and single keys of a client are refused.

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
        // Since when, by whom, and what people are told, as JSON; NULL while nothing is wrong.
        let organisations =
            Table::alter().table(Alias::new("organisations")).add_column(opt("stopped").text()).to_owned();
        schema.alter_table(organisations).await?;
        // Thumbprints (RFC 7638) with since when and by whom, as JSON; NULL while no key is refused.
        let clients =
            Table::alter().table(Alias::new("clients")).add_column(opt("refused_keys").text()).to_owned();
        schema.alter_table(clients).await
    }
}
