//! Files of a listing, pictures and documents, each kept once for its vendor, and the revisions that show them.

use sea_orm_migration::prelude::*;

use crate::table::{col, index, opt, primary, reference, table};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    // Whole or not at all, on SQLite too: a program killed in the middle must start again.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let files = table("files")
            .col(col("vendor_id").uuid())
            .col(col("sha256").binary())
            .col(col("media_type").string_len(20))
            // In pixels; a document has none.
            .col(opt("width").integer())
            .col(opt("height").integer())
            .col(col("size").big_integer())
            .col(col("created_at").big_integer())
            // When a revision last began or ceased to show it.
            .col(col("used_at").big_integer())
            // Last: whoever reads the columns before them does not read the bytes.
            .col(opt("thumbnail").binary())
            .col(col("content").binary())
            .primary_key(&mut primary("files", &["vendor_id", "sha256"]))
            .foreign_key(&mut reference("files", "vendor_id", "organisations"))
            .to_owned();
        schema.create_table(files).await?;
        schema.create_index(index("files", &["sha256"])).await?;
        schema.create_index(index("files", &["used_at"])).await?;
        let shown = table("revision_files")
            .col(col("revision_id").uuid())
            .col(col("vendor_id").uuid())
            .col(col("sha256").binary())
            .primary_key(&mut primary("revision_files", &["revision_id", "sha256"]))
            .foreign_key(&mut reference("revision_files", "revision_id", "revisions"))
            .foreign_key(
                ForeignKey::create()
                    .name("fk_revision_files_file")
                    .from("revision_files", ("vendor_id", "sha256"))
                    .to("files", ("vendor_id", "sha256"))
                    .on_delete(ForeignKeyAction::Restrict),
            )
            .to_owned();
        schema.create_table(shown).await?;
        schema.create_index(index("revision_files", &["sha256", "vendor_id"])).await
    }
}
