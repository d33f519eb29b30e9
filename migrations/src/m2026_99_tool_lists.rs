//! Tools that people keep at hand: each one's favourites, and the lists that an organisation's clinicians share.

use sea_orm_migration::prelude::*;

use crate::table::{col, index, primary, reference, table, unique};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    // Whole or not at all, on SQLite too: a program killed in the middle must start again.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let favourites = table("favourites")
            .col(col("person_id").uuid())
            // 'citizen' or 'clinician': what one likes at work says nothing of oneself.
            .col(col("role").string_len(10))
            .col(col("tool_id").uuid())
            .col(col("added_at").big_integer())
            .primary_key(&mut primary("favourites", &["person_id", "role", "tool_id"]))
            .foreign_key(&mut reference("favourites", "person_id", "persons"))
            .foreign_key(&mut reference("favourites", "tool_id", "tools"))
            .to_owned();
        schema.create_table(favourites).await?;
        let lists = table("tool_lists")
            .col(col("id").uuid())
            .col(col("organisation_id").uuid())
            .col(col("name").string_len(80))
            .col(col("created_by").uuid())
            .col(col("created_at").big_integer())
            .primary_key(&mut primary("tool_lists", &["id"]))
            .foreign_key(&mut reference("tool_lists", "organisation_id", "organisations"))
            .to_owned();
        schema.create_table(lists).await?;
        schema.create_index(unique("tool_lists", &["organisation_id", "name"])).await?;
        let listed = table("listed_tools")
            .col(col("list_id").uuid())
            .col(col("tool_id").uuid())
            .col(col("added_by").uuid())
            .col(col("added_at").big_integer())
            .primary_key(&mut primary("listed_tools", &["list_id", "tool_id"]))
            .foreign_key(&mut reference("listed_tools", "list_id", "tool_lists"))
            .foreign_key(&mut reference("listed_tools", "tool_id", "tools"))
            .to_owned();
        schema.create_table(listed).await?;
        schema.create_index(index("listed_tools", &["tool_id"])).await
    }
}
