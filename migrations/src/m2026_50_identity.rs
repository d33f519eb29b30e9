//! Identity: signing keys, clients, sessions, logins under way, authorization requests, grants, spent tokens.

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
        signing_keys(schema).await?;
        clients(schema).await?;
        sessions(schema).await?;
        login_transactions(schema).await?;
        authorization_requests(schema).await?;
        grants(schema).await?;
        spent_tokens(schema).await
    }
}

async fn signing_keys(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let keys = table("signing_keys")
        .col(col("id").uuid())
        .col(col("purpose").string_len(20))
        .col(col("algorithm").string_len(10))
        .col(col("kid").string_len(64))
        .col(opt("slot").string_len(60))
        .col(col("sealed").binary())
        .col(col("created_at").big_integer())
        .col(opt("activated_at").big_integer())
        .col(opt("retired_at").big_integer())
        .primary_key(&mut primary("signing_keys", &["id"]))
        .to_owned();
    schema.create_table(keys).await?;
    // One current and one next key for each purpose and algorithm, whoever makes them.
    schema.create_index(unique("signing_keys", &["slot"])).await
}

async fn clients(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let clients = table("clients")
        .col(col("id").uuid())
        .col(col("party_kind").string_len(20))
        .col(col("party_id").uuid())
        .col(col("metadata").text())
        .col(col("created_at").big_integer())
        .col(opt("disabled_at").big_integer())
        .primary_key(&mut primary("clients", &["id"]))
        .to_owned();
    schema.create_table(clients).await?;
    schema.create_index(index("clients", &["party_id"])).await
}

async fn sessions(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let sessions = table("sessions")
        .col(col("id").uuid())
        .col(col("secret_hash").binary())
        .col(col("csrf").string_len(60))
        .col(col("actor").text())
        .col(col("person_id").uuid())
        .col(col("subject_id").uuid())
        .col(col("level").string_len(20))
        .col(col("methods").text())
        .col(col("authenticated_at").big_integer())
        .col(opt("upstream_issuer").string_len(300))
        .col(opt("upstream_sid").string_len(300))
        .col(opt("upstream_token").binary())
        .col(col("created_at").big_integer())
        .col(col("seen_at").big_integer())
        .col(col("expires_at").big_integer())
        .col(opt("ended_at").big_integer())
        .col(opt("end_reason").string_len(30))
        .primary_key(&mut primary("sessions", &["id"]))
        .to_owned();
    schema.create_table(sessions).await?;
    schema.create_index(unique("sessions", &["secret_hash"])).await?;
    schema.create_index(index("sessions", &["person_id", "ended_at", "created_at"])).await?;
    schema.create_index(index("sessions", &["upstream_sid"])).await
}

async fn login_transactions(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let logins = table("login_transactions")
        .col(col("id").uuid())
        .col(col("state_hash").binary())
        .col(col("browser_hash").binary())
        .col(col("service").string_len(20))
        .col(col("payload").binary())
        .col(col("created_at").big_integer())
        .col(col("expires_at").big_integer())
        .col(opt("used_at").big_integer())
        .primary_key(&mut primary("login_transactions", &["id"]))
        .to_owned();
    schema.create_table(logins).await?;
    schema.create_index(unique("login_transactions", &["state_hash"])).await?;
    schema.create_index(index("login_transactions", &["expires_at"])).await
}

async fn authorization_requests(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let requests = table("authorization_requests")
        .col(col("id").uuid())
        .col(col("uri_hash").binary())
        .col(col("client_id").uuid())
        .col(col("request").text())
        .col(col("created_at").big_integer())
        .col(col("expires_at").big_integer())
        .col(opt("opened_at").big_integer())
        .col(opt("browser_hash").binary())
        .col(opt("used_at").big_integer())
        .primary_key(&mut primary("authorization_requests", &["id"]))
        .foreign_key(&mut reference("authorization_requests", "client_id", "clients"))
        .to_owned();
    schema.create_table(requests).await?;
    schema.create_index(unique("authorization_requests", &["uri_hash"])).await?;
    schema.create_index(index("authorization_requests", &["expires_at"])).await
}

async fn grants(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let grants = table("grants")
        .col(col("id").uuid())
        .col(col("client_id").uuid())
        .col(col("session_id").uuid())
        .col(col("person_id").uuid())
        .col(col("subject_id").uuid())
        .col(opt("launch_id").uuid())
        .col(opt("prescription_id").uuid())
        .col(col("scopes").text())
        .col(col("request").text())
        .col(col("context").text())
        .col(col("level").string_len(20))
        .col(col("authenticated_at").big_integer())
        .col(col("created_at").big_integer())
        .col(col("expires_at").big_integer())
        .col(opt("redeemed_at").big_integer())
        .col(opt("dpop_thumbprint").string_len(60))
        .col(col("refresh_sequence").integer())
        .col(opt("used_at").big_integer())
        .col(opt("access_void_at").big_integer())
        .col(opt("revoked_at").big_integer())
        .col(opt("revoke_reason").string_len(30))
        .primary_key(&mut primary("grants", &["id"]))
        .foreign_key(&mut reference("grants", "client_id", "clients"))
        .foreign_key(&mut reference("grants", "session_id", "sessions"))
        .to_owned();
    schema.create_table(grants).await?;
    schema.create_index(index("grants", &["session_id"])).await?;
    schema.create_index(index("grants", &["client_id", "revoked_at"])).await?;
    schema.create_index(index("grants", &["person_id", "created_at"])).await?;
    schema.create_index(index("grants", &["expires_at"])).await
}

async fn spent_tokens(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let spent = table("spent_tokens")
        .col(col("hash").binary())
        .col(col("expires_at").big_integer())
        .primary_key(&mut primary("spent_tokens", &["hash"]))
        .to_owned();
    schema.create_table(spent).await?;
    schema.create_index(index("spent_tokens", &["expires_at"])).await
}
