//! What a party has ended of what a register says: kept beside it, so that the register corrects its own ends and revives none of these (F7).

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
        let relations =
            Table::alter().table(Alias::new("relations")).add_column(opt("ended_by_party").text()).to_owned();
        schema.alter_table(relations).await?;
        // Nobody knows any more who ended what has ended before: as if a party had.
        let sql = r#"UPDATE relations SET ended_by_party = evidence WHERE evidence LIKE '%"ended":"%'"#;
        schema.get_connection().execute_unprepared(sql).await?;
        Ok(())
    }
}
