//! Our signing keys may be held in memory: their changes move the generation, so that a key that is gone is gone at the next request everywhere.

use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

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
        let statements = match connection.get_database_backend() {
            DbBackend::Sqlite => ["INSERT", "UPDATE", "DELETE"].map(sqlite).to_vec(),
            _ => vec![POSTGRES.to_owned()],
        };
        for statement in statements {
            connection.execute_unprepared(&statement).await?;
        }
        Ok(())
    }
}

fn sqlite(deed: &str) -> String {
    let name = format!("signing_keys_generation_{}", deed.to_ascii_lowercase());
    format!(
        "CREATE TRIGGER {name} AFTER {deed} ON signing_keys \
         BEGIN UPDATE generation SET number = number + 1 WHERE id = 1; END"
    )
}

const POSTGRES: &str = "CREATE TRIGGER signing_keys_generation BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON signing_keys \
                        FOR EACH STATEMENT EXECUTE FUNCTION move_generation()";
