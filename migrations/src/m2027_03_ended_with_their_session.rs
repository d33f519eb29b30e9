//! Grants go with their session, so they need no index by their end: it is a page that every flow would write.

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
        let connection = schema.get_connection();
        connection.execute_unprepared("DROP INDEX ix_grants_expires_at").await?;
        connection.execute_unprepared("CREATE INDEX ix_sessions_expires_at ON sessions (expires_at)").await?;
        Ok(())
    }
}
