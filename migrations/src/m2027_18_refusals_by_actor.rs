//! What somebody was refused is found in the audit log by who it was: only refusals are in the index, so that nothing else has to write it.

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
        let sql = "CREATE INDEX ix_audit_events_actor_seq ON audit_events (actor, seq) \
                   WHERE action IN ('launch.refuse', 'representation.refuse')";
        schema.get_connection().execute_unprepared(sql).await?;
        Ok(())
    }
}
