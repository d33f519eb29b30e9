//! Persons, notification profiles, practitioners, memberships, clinicians' look-ups.

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
        persons(schema).await?;
        practitioners(schema).await?;
        memberships(schema).await?;
        look_ups(schema).await
    }
}

async fn persons(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let persons = table("persons")
        .col(col("id").uuid())
        .col(col("number").binary())
        .col(col("number_index").binary())
        .col(col("name").binary())
        .col(col("born").string_len(10))
        .col(col("address").string_len(30))
        .col(col("status").string_len(20))
        .col(col("emergency_block").boolean())
        .col(col("lacks_capacity").boolean())
        .col(col("care_order").boolean())
        .col(col("language").string_len(2))
        .col(opt("account_key").string_len(80))
        .col(col("created_at").big_integer())
        .col(col("registered_at").big_integer())
        .primary_key(&mut primary("persons", &["id"]))
        .to_owned();
    schema.create_table(persons).await?;
    schema.create_index(unique("persons", &["number_index"])).await?;
    schema.create_index(unique("persons", &["account_key"])).await?;
    let profiles = table("notification_profiles")
        .col(col("person_id").uuid())
        .col(col("channel").string_len(10))
        .col(opt("phone").binary())
        .col(opt("email").binary())
        .col(col("updated_at").big_integer())
        .primary_key(&mut primary("notification_profiles", &["person_id"]))
        .foreign_key(&mut reference("notification_profiles", "person_id", "persons"))
        .to_owned();
    schema.create_table(profiles).await
}

async fn practitioners(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let practitioners = table("practitioners")
        .col(col("person_id").uuid())
        .col(col("hpr").string_len(9))
        .col(col("professions").text())
        .col(col("updated_at").big_integer())
        .primary_key(&mut primary("practitioners", &["person_id"]))
        .foreign_key(&mut reference("practitioners", "person_id", "persons"))
        .to_owned();
    schema.create_table(practitioners).await?;
    schema.create_index(unique("practitioners", &["hpr"])).await
}

async fn memberships(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let memberships = table("memberships")
        .col(col("id").uuid())
        .col(col("person_id").uuid())
        .col(col("organisation_id").uuid())
        .col(opt("unit_id").uuid())
        .col(col("role").string_len(20))
        .col(col("from_date").string_len(10))
        .col(opt("until_date").string_len(10))
        .col(col("created_at").big_integer())
        .primary_key(&mut primary("memberships", &["id"]))
        .foreign_key(&mut reference("memberships", "person_id", "persons"))
        .foreign_key(&mut reference("memberships", "organisation_id", "organisations"))
        .foreign_key(&mut reference("memberships", "unit_id", "units"))
        .to_owned();
    schema.create_table(memberships).await?;
    schema.create_index(index("memberships", &["person_id", "role"])).await?;
    schema.create_index(index("memberships", &["organisation_id", "role", "id"])).await?;
    schema.create_index(index("memberships", &["unit_id"])).await
}

async fn look_ups(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    // Without person_id: the number was not known. It counts towards the limit all the same.
    let look_ups = table("patient_look_ups")
        .col(col("id").uuid())
        .col(col("at").big_integer())
        .col(col("clinician_id").uuid())
        .col(col("organisation_id").uuid())
        .col(opt("person_id").uuid())
        .primary_key(&mut primary("patient_look_ups", &["id"]))
        .foreign_key(&mut reference("patient_look_ups", "clinician_id", "persons"))
        .foreign_key(&mut reference("patient_look_ups", "organisation_id", "organisations"))
        .foreign_key(&mut reference("patient_look_ups", "person_id", "persons"))
        .to_owned();
    schema.create_table(look_ups).await?;
    schema.create_index(index("patient_look_ups", &["clinician_id", "at"])).await?;
    schema.create_index(index("patient_look_ups", &["person_id", "at"])).await
}
