//! Memberships that a login gave: they end when it no longer tells of them; those that were given here stay.

use sea_orm_migration::prelude::*;

use crate::table::col;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    // Whole or not at all, on SQLite too: a program killed in the middle must start again.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let by_login = col("by_login").boolean().default(false).to_owned();
        let change = Table::alter().table("memberships").add_column(by_login).to_owned();
        schema.alter_table(change).await
    }
}
