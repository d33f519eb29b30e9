//! Pick-up codes of printed letters.

use sea_orm_migration::prelude::*;

use crate::table::{col, primary, reference, table, unique};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    // Whole or not at all, on SQLite too: a program killed in the middle must start again.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let codes = table("pick_up_codes")
            // One for each prescription: a new letter takes the place of the old one.
            .col(col("prescription_id").uuid())
            // The code's keyed hash; the code itself stands on paper only.
            .col(col("digest").binary())
            .col(col("made_by").uuid())
            .col(col("made_at").big_integer())
            .col(col("last_day").string_len(10))
            .primary_key(&mut primary("pick_up_codes", &["prescription_id"]))
            .foreign_key(&mut reference("pick_up_codes", "prescription_id", "prescriptions"))
            .foreign_key(&mut reference("pick_up_codes", "made_by", "persons"))
            .to_owned();
        schema.create_table(codes).await?;
        schema.create_index(unique("pick_up_codes", &["digest"])).await
    }
}
