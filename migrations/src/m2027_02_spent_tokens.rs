//! On SQLite, what may be used once is one tree instead of three: each of a table, its key and an index is a page that every such write changes.

use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const ANEW: [&str; 5] = [
    "ALTER TABLE spent_tokens RENAME TO spent_tokens_before",
    "CREATE TABLE spent_tokens (hash blob NOT NULL, expires_at integer NOT NULL, \
     CONSTRAINT pk_spent_tokens PRIMARY KEY (hash)) WITHOUT ROWID",
    // What was used before is used still.
    "INSERT INTO spent_tokens SELECT hash, expires_at FROM spent_tokens_before",
    "DROP INDEX ix_spent_tokens_expires_at",
    "DROP TABLE spent_tokens_before",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    // Whole or not at all, on SQLite too: a program killed in the middle must start again.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let connection = schema.get_connection();
        if connection.get_database_backend() == DbBackend::Sqlite {
            // They live for minutes; what is past its time is found by looking at all of them.
            for statement in ANEW {
                connection.execute_unprepared(statement).await?;
            }
        }
        Ok(())
    }
}
