//! A launch check is of what the revision said and of how the client was registered then.

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
        // Empty in checks that were begun before: what they were of is not known.
        let columns = [opt("revision_version").integer().to_owned(), opt("client_version").text().to_owned()];
        for column in columns {
            let change = Table::alter().table(Alias::new("launch_checks")).add_column(column).to_owned();
            schema.alter_table(change).await?;
        }
        Ok(())
    }
}
