//! Prescriptions, their events, who follows up, who has looked, and what tools report back.

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
        prescriptions(schema).await?;
        events(schema).await?;
        followers(schema).await?;
        looks(schema).await?;
        observations(schema).await
    }
}

async fn prescriptions(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let prescriptions = table("prescriptions")
        .col(col("id").uuid())
        .col(col("patient_id").uuid())
        .col(col("tool_id").uuid())
        .col(col("organisation_id").uuid())
        .col(opt("unit_id").uuid())
        .col(col("prescriber_id").uuid())
        .col(opt("form_key").uuid())
        // Goal, instructions and reasons: sealed, since they are health information.
        .col(col("wording").binary())
        .col(opt("task").string_len(80))
        .col(col("starts").string_len(10))
        .col(opt("ends").string_len(10))
        .col(opt("follow_up").string_len(10))
        .col(col("representative_allowed").boolean())
        .col(opt("withheld").string_len(20))
        .col(col("returns_data").boolean())
        .col(col("sharing").string_len(20))
        .col(col("stage").string_len(12))
        .col(col("stage_at").big_integer())
        .col(opt("seen_at").big_integer())
        .col(opt("started_at").big_integer())
        // 'open' while it is, empty afterwards: one open prescription of a tool for each patient and organisation.
        .col(opt("slot").string_len(4))
        .col(col("version").integer())
        .primary_key(&mut primary("prescriptions", &["id"]))
        .foreign_key(&mut reference("prescriptions", "patient_id", "persons"))
        .foreign_key(&mut reference("prescriptions", "prescriber_id", "persons"))
        .foreign_key(&mut reference("prescriptions", "tool_id", "tools"))
        .foreign_key(&mut reference("prescriptions", "organisation_id", "organisations"))
        .foreign_key(&mut reference("prescriptions", "unit_id", "units"))
        .to_owned();
    schema.create_table(prescriptions).await?;
    let slot = ["organisation_id", "patient_id", "tool_id", "slot"];
    schema.create_index(unique("prescriptions", &slot)).await?;
    schema.create_index(unique("prescriptions", &["prescriber_id", "form_key"])).await?;
    schema.create_index(index("prescriptions", &["patient_id", "id"])).await?;
    schema.create_index(index("prescriptions", &["prescriber_id", "id"])).await?;
    schema.create_index(index("prescriptions", &["organisation_id", "unit_id", "id"])).await?;
    schema.create_index(index("prescriptions", &["tool_id", "slot", "id"])).await?;
    schema.create_index(index("prescriptions", &["slot", "ends"])).await
}

async fn events(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let events = table("prescription_events")
        .col(col("prescription_id").uuid())
        .col(col("seq").integer())
        .col(col("at").big_integer())
        .col(col("kind").string_len(30))
        .col(col("actor").text())
        .col(opt("detail").binary())
        .primary_key(&mut primary("prescription_events", &["prescription_id", "seq"]))
        .foreign_key(&mut reference("prescription_events", "prescription_id", "prescriptions"))
        .to_owned();
    schema.create_table(events).await
}

async fn followers(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let followers = table("prescription_followers")
        .col(col("prescription_id").uuid())
        .col(col("person_id").uuid())
        .col(col("organisation_id").uuid())
        .col(opt("unit_id").uuid())
        .col(col("since").big_integer())
        .primary_key(&mut primary("prescription_followers", &["prescription_id", "person_id"]))
        .foreign_key(&mut reference("prescription_followers", "prescription_id", "prescriptions"))
        .foreign_key(&mut reference("prescription_followers", "person_id", "persons"))
        .to_owned();
    schema.create_table(followers).await?;
    schema.create_index(index("prescription_followers", &["person_id", "prescription_id"])).await
}

async fn looks(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let looks = table("clinician_looks")
        .col(col("id").uuid())
        .col(col("patient_id").uuid())
        .col(col("person_id").uuid())
        .col(col("organisation_id").uuid())
        .col(opt("unit_id").uuid())
        .col(col("what").string_len(20))
        .col(col("prescription_id").uuid())
        .col(col("at").big_integer())
        .primary_key(&mut primary("clinician_looks", &["id"]))
        .foreign_key(&mut reference("clinician_looks", "patient_id", "persons"))
        .foreign_key(&mut reference("clinician_looks", "person_id", "persons"))
        .foreign_key(&mut reference("clinician_looks", "prescription_id", "prescriptions"))
        .to_owned();
    schema.create_table(looks).await?;
    schema.create_index(index("clinician_looks", &["patient_id", "id"])).await
}

async fn observations(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let observations = table("observations")
        .col(col("id").uuid())
        .col(col("patient_id").uuid())
        .col(col("reporter_id").uuid())
        .col(col("client_id").uuid())
        .col(col("tool_id").uuid())
        .col(opt("prescription_id").uuid())
        .col(opt("identifier").string_len(300))
        .col(col("digest").binary())
        .col(col("code").string_len(200))
        .col(col("effective_at").big_integer())
        .col(col("received_at").big_integer())
        .col(col("resource").binary())
        .primary_key(&mut primary("observations", &["id"]))
        .foreign_key(&mut reference("observations", "patient_id", "persons"))
        .foreign_key(&mut reference("observations", "tool_id", "tools"))
        .foreign_key(&mut reference("observations", "prescription_id", "prescriptions"))
        .to_owned();
    schema.create_table(observations).await?;
    schema.create_index(unique("observations", &["client_id", "patient_id", "identifier"])).await?;
    schema.create_index(index("observations", &["patient_id", "id"])).await?;
    schema.create_index(index("observations", &["prescription_id", "effective_at"])).await
}
