//! Orders, assessments, answers, deviations, decisions.

use sea_orm_migration::prelude::*;

use crate::table::{col, index, opt, primary, reference, table, unique};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    // Whole or not at all, on SQLite too: a program killed in the middle must start again.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        orders(schema).await?;
        assessments(schema).await?;
        answers(schema).await?;
        deviations(schema).await?;
        decisions(schema).await
    }
}

/// `active_tool_id` is the tool's id while the order holds: at most one does.
async fn orders(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let orders = table("listing_orders")
        .col(col("id").uuid())
        .col(col("orderer_id").uuid())
        .col(col("vendor_id").uuid())
        .col(opt("tool_id").uuid())
        .col(opt("active_tool_id").uuid())
        .col(col("state").string_len(20))
        .col(col("subject").text())
        .col(opt("note").text())
        .col(col("ordered_by").uuid())
        .col(col("created_at").big_integer())
        .col(col("updated_at").big_integer())
        .col(col("version").integer())
        .primary_key(&mut primary("listing_orders", &["id"]))
        .foreign_key(&mut reference("listing_orders", "orderer_id", "organisations"))
        .foreign_key(&mut reference("listing_orders", "vendor_id", "organisations"))
        .foreign_key(&mut reference("listing_orders", "tool_id", "tools"))
        .to_owned();
    schema.create_table(orders).await?;
    schema.create_index(unique("listing_orders", &["active_tool_id"])).await?;
    schema.create_index(index("listing_orders", &["orderer_id", "id"])).await?;
    schema.create_index(index("listing_orders", &["vendor_id", "state"])).await
}

async fn assessments(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let assessments = table("assessments")
        .col(col("id").uuid())
        .col(col("revision_id").uuid())
        .col(col("tool_id").uuid())
        .col(col("order_id").uuid())
        .col(col("orderer_id").uuid())
        .col(col("criteria_version").string_len(20))
        .col(col("submitted_at").big_integer())
        .col(col("ordered_at").big_integer())
        .col(opt("started_at").big_integer())
        .col(opt("approved_at").big_integer())
        .col(opt("published_at").big_integer())
        .col(opt("rejected_at").big_integer())
        .col(opt("due_on").string_len(10))
        .col(col("version").integer())
        .primary_key(&mut primary("assessments", &["id"]))
        .foreign_key(&mut reference("assessments", "revision_id", "revisions"))
        .foreign_key(&mut reference("assessments", "tool_id", "tools"))
        .foreign_key(&mut reference("assessments", "order_id", "listing_orders"))
        .foreign_key(&mut reference("assessments", "orderer_id", "organisations"))
        .to_owned();
    schema.create_table(assessments).await?;
    schema.create_index(index("assessments", &["revision_id", "id"])).await?;
    schema.create_index(index("assessments", &["tool_id", "published_at"])).await?;
    schema.create_index(index("assessments", &["orderer_id", "id"])).await?;
    schema.create_index(index("assessments", &["published_at"])).await
}

async fn answers(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let answers = table("assessment_answers")
        .col(col("assessment_id").uuid())
        .col(col("requirement").string_len(4))
        .col(col("status").string_len(20))
        .col(opt("evidence").text())
        .col(opt("reason").text())
        .col(opt("plan").text())
        .col(opt("owner").text())
        .col(opt("deadline").string_len(10))
        .col(opt("grade").string_len(20))
        .col(col("answered_by").uuid())
        .col(col("answered_at").big_integer())
        .col(col("version").integer())
        .primary_key(&mut primary("assessment_answers", &["assessment_id", "requirement"]))
        .foreign_key(&mut reference("assessment_answers", "assessment_id", "assessments"))
        .to_owned();
    schema.create_table(answers).await
}

async fn deviations(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let deviations = table("deviations")
        .col(col("id").uuid())
        .col(col("tool_id").uuid())
        .col(col("revision_id").uuid())
        .col(col("orderer_id").uuid())
        .col(col("vendor_id").uuid())
        .col(col("requirement").string_len(4))
        .col(col("reason").text())
        .col(opt("plan").text())
        .col(opt("owner").text())
        .col(opt("deadline").string_len(10))
        .col(col("opened_at").big_integer())
        .col(opt("closed_at").big_integer())
        .col(opt("closing").text())
        .col(col("version").integer())
        .primary_key(&mut primary("deviations", &["id"]))
        .foreign_key(&mut reference("deviations", "tool_id", "tools"))
        .foreign_key(&mut reference("deviations", "revision_id", "revisions"))
        .foreign_key(&mut reference("deviations", "orderer_id", "organisations"))
        .foreign_key(&mut reference("deviations", "vendor_id", "organisations"))
        .to_owned();
    schema.create_table(deviations).await?;
    schema.create_index(index("deviations", &["tool_id", "closed_at"])).await?;
    schema.create_index(index("deviations", &["revision_id"])).await?;
    schema.create_index(index("deviations", &["orderer_id", "closed_at", "deadline"])).await?;
    schema.create_index(index("deviations", &["vendor_id", "closed_at", "deadline"])).await?;
    schema.create_index(index("deviations", &["closed_at", "deadline"])).await
}

async fn decisions(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let decisions = table("decisions")
        .col(col("id").uuid())
        .col(col("tool_id").uuid())
        .col(opt("revision_id").uuid())
        .col(col("kind").string_len(30))
        .col(opt("suspension_reason").string_len(20))
        .col(col("grounds").text())
        .col(opt("evaluation").text())
        .col(col("actor").text())
        .col(col("decided_at").big_integer())
        .primary_key(&mut primary("decisions", &["id"]))
        .foreign_key(&mut reference("decisions", "tool_id", "tools"))
        .foreign_key(&mut reference("decisions", "revision_id", "revisions"))
        .to_owned();
    schema.create_table(decisions).await?;
    schema.create_index(index("decisions", &["tool_id", "id"])).await
}
