//! The catalogue: organisations, agreements, tools, revisions, suspensions, the sequence of changes.

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
        organisations(schema).await?;
        tools(schema).await?;
        revisions(schema).await?;
        agreements(schema).await?;
        suspensions(schema).await?;
        changes(schema).await
    }
}

async fn organisations(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let organisations = table("organisations")
        .col(col("id").uuid())
        .col(opt("key").string_len(80))
        .col(col("name").string_len(200))
        .col(col("folded_name").string_len(400))
        .col(col("kind").string_len(20))
        .col(col("org_number").string_len(9))
        .col(opt("verified").text())
        .col(col("created_at").big_integer())
        .primary_key(&mut primary("organisations", &["id"]))
        .to_owned();
    schema.create_table(organisations).await?;
    schema.create_index(unique("organisations", &["org_number"])).await?;
    schema.create_index(unique("organisations", &["key"])).await?;
    schema.create_index(index("organisations", &["folded_name", "id"])).await?;
    schema.create_index(index("organisations", &["kind", "folded_name", "id"])).await?;
    let units = table("units")
        .col(col("id").uuid())
        .col(col("organisation_id").uuid())
        .col(col("key").string_len(80))
        .col(col("name").string_len(200))
        .col(col("created_at").big_integer())
        .primary_key(&mut primary("units", &["id"]))
        .foreign_key(&mut reference("units", "organisation_id", "organisations"))
        .to_owned();
    schema.create_table(units).await?;
    schema.create_index(unique("units", &["organisation_id", "key"])).await
}

async fn tools(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    // No foreign key for listed_revision_id: revisions refer to tools already.
    let tools = table("tools")
        .col(col("id").uuid())
        .col(col("slug").string_len(80))
        .col(col("vendor_id").uuid())
        .col(opt("listed_revision_id").uuid())
        .col(col("created_at").big_integer())
        .primary_key(&mut primary("tools", &["id"]))
        .foreign_key(&mut reference("tools", "vendor_id", "organisations"))
        .to_owned();
    schema.create_table(tools).await?;
    schema.create_index(unique("tools", &["slug"])).await?;
    schema.create_index(index("tools", &["vendor_id", "id"])).await
}

async fn revisions(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let revisions = table("revisions")
        .col(col("id").uuid())
        .col(col("tool_id").uuid())
        .col(col("number").integer())
        .col(col("version").integer())
        .col(col("open").boolean())
        .col(col("state").string_len(20))
        .col(col("state_at").big_integer())
        .col(col("evidence").text())
        .col(col("folded_name").string_len(400))
        .col(col("content").text())
        .col(col("created_at").big_integer())
        .col(col("updated_at").big_integer())
        .primary_key(&mut primary("revisions", &["id"]))
        .foreign_key(&mut reference("revisions", "tool_id", "tools"))
        .to_owned();
    schema.create_table(revisions).await?;
    schema.create_index(unique("revisions", &["tool_id", "number"])).await?;
    // At most one of a tool's revisions is on its way.
    let open = unique("revisions", &["tool_id"]).and_where(Expr::col("open").eq(true)).to_owned();
    schema.create_index(open).await?;
    schema.create_index(index("revisions", &["state", "state_at", "id"])).await?;
    let states = table("revision_states")
        .col(col("revision_id").uuid())
        .col(col("version").integer())
        .col(col("at").big_integer())
        .col(col("evidence").text())
        .primary_key(&mut primary("revision_states", &["revision_id", "version"]))
        .foreign_key(&mut reference("revision_states", "revision_id", "revisions"))
        .to_owned();
    schema.create_table(states).await
}

async fn agreements(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let agreements = table("agreements")
        .col(col("id").uuid())
        .col(col("kind").string_len(2))
        .col(col("parties").string_len(250))
        .col(col("party_id").uuid())
        .col(opt("vendor_id").uuid())
        .col(opt("tool_id").uuid())
        .col(col("terms").string_len(20))
        .col(col("from_date").string_len(10))
        .col(opt("until_date").string_len(10))
        .col(opt("terminated_on").string_len(10))
        .col(opt("grounds").text())
        .col(opt("terminated").text())
        .col(opt("last_day").string_len(10))
        .col(col("created_at").big_integer())
        .col(col("created_by").text())
        .primary_key(&mut primary("agreements", &["id"]))
        .foreign_key(&mut reference("agreements", "party_id", "organisations"))
        .foreign_key(&mut reference("agreements", "vendor_id", "organisations"))
        .foreign_key(&mut reference("agreements", "tool_id", "tools"))
        .to_owned();
    schema.create_table(agreements).await?;
    schema.create_index(unique("agreements", &["parties", "from_date"])).await?;
    schema.create_index(index("agreements", &["party_id", "from_date"])).await?;
    schema.create_index(index("agreements", &["vendor_id", "from_date"])).await?;
    schema.create_index(index("agreements", &["tool_id", "from_date"])).await?;
    schema.create_index(index("agreements", &["last_day"])).await
}

async fn suspensions(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let suspensions = table("suspensions")
        .col(col("id").uuid())
        .col(col("tool_id").uuid())
        .col(col("reason").string_len(20))
        .col(col("cause").string_len(120))
        .col(col("note").text())
        .col(col("since_at").big_integer())
        .col(col("since_by").text())
        .col(opt("lifted_at").big_integer())
        .col(opt("lifted_by").text())
        .primary_key(&mut primary("suspensions", &["id"]))
        .foreign_key(&mut reference("suspensions", "tool_id", "tools"))
        .to_owned();
    schema.create_table(suspensions).await?;
    // The present set: a reason with its cause is in it once.
    let set = unique("suspensions", &["tool_id", "reason", "cause"])
        .and_where(Expr::col("lifted_at").is_null())
        .to_owned();
    schema.create_index(set).await?;
    schema.create_index(index("suspensions", &["tool_id", "since_at"])).await?;
    schema.create_index(index("suspensions", &["cause", "lifted_at"])).await
}

async fn changes(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let changes = table("tool_changes")
        .col(col("seq").big_integer())
        .col(col("tool_id").uuid())
        .col(col("kind").string_len(20))
        .col(col("at").big_integer())
        .primary_key(&mut primary("tool_changes", &["seq"]))
        .foreign_key(&mut reference("tool_changes", "tool_id", "tools"))
        .to_owned();
    schema.create_table(changes).await?;
    let head = table("tool_change_head")
        .col(col("id").integer())
        .col(col("seq").big_integer())
        .primary_key(&mut primary("tool_change_head", &["id"]))
        .to_owned();
    schema.create_table(head).await?;
    let first = Query::insert()
        .into_table("tool_change_head")
        .columns(["id", "seq"])
        .values_panic([1.into(), 0_i64.into()])
        .to_owned();
    schema.get_connection().execute(&first).await?;
    Ok(())
}
