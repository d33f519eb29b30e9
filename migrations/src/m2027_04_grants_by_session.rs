//! A person's grants are found by the person's logins, so they need no index by the person: it is a page that every flow would write.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    // Whole or not at all, on SQLite too: a program killed in the middle must start again.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let sql = "DROP INDEX ix_grants_person_id_created_at";
        schema.get_connection().execute_unprepared(sql).await?;
        Ok(())
    }
}
