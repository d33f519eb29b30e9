//! Relations: who says so, one standing power of attorney of a kind from one person to another, and what a register no longer has. What a person
//! sees of others' deeds and of own logins.

use sea_orm_migration::prelude::*;

use crate::table::{col, opt, unique};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    // Whole or not at all, on SQLite too: a program killed in the middle must start again.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let columns = [
            // 'register', or 'given' by the giver here.
            col("origin").string_len(20).default("register").to_owned(),
            // The basis while a power that was given here stands, empty afterwards and for what registers say.
            opt("slot").string_len(40).to_owned(),
            opt("removed_at").big_integer().to_owned(),
        ];
        for column in columns {
            let change = Table::alter().table("relations").add_column(column).to_owned();
            schema.alter_table(change).await?;
        }
        schema.create_index(unique("relations", &["actor_id", "subject_id", "slot"])).await?;
        // What kind of browser a session was begun in, in words.
        let device = opt("device").string_len(60).to_owned();
        schema.alter_table(Table::alter().table("sessions").add_column(device).to_owned()).await?;
        // For the person's own log of what others have done; most grants are one's own and cost nothing here.
        let sql = "CREATE INDEX ix_grants_subject_id_created_at ON grants (subject_id, created_at) \
                   WHERE subject_id <> person_id";
        schema.get_connection().execute_unprepared(sql).await?;
        Ok(())
    }
}
