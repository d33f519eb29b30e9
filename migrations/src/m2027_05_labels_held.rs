//! What assessments found may be held in memory: deviations and what a published assessment says move the generation, what one under way gets
//! does not.

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
            DbBackend::Sqlite => sqlite(),
            _ => postgres(),
        };
        for statement in statements {
            connection.execute_unprepared(&statement).await?;
        }
        Ok(())
    }
}

const MOVE: &str = "UPDATE generation SET number = number + 1 WHERE id = 1";
/// Each with the rows that it knows.
const DEEDS: [(&str, &[&str]); 3] = [("INSERT", &["NEW"]), ("UPDATE", &["OLD", "NEW"]), ("DELETE", &["OLD"])];

fn sqlite() -> Vec<String> {
    let trigger = |table: &str, deed: &str, only_when: String| {
        let name = format!("{table}_generation_{}", deed.to_ascii_lowercase());
        format!("CREATE TRIGGER {name} AFTER {deed} ON {table} {only_when} BEGIN {MOVE}; END")
    };
    let any = |rows: &[&str], one: fn(&str) -> String| {
        let each: Vec<_> = rows.iter().map(|row| one(row)).collect();
        format!("WHEN {}", each.join(" OR "))
    };
    let published = |row: &str| format!("{row}.published_at IS NOT NULL");
    let of_published = |row: &str| {
        let id = format!("id = {row}.assessment_id");
        format!("EXISTS (SELECT 1 FROM assessments WHERE {id} AND published_at IS NOT NULL)")
    };
    let triggers = DEEDS.iter().flat_map(|(deed, rows)| {
        [
            trigger("deviations", deed, String::new()),
            trigger("assessments", deed, any(rows, published)),
            trigger("assessment_answers", deed, any(rows, of_published)),
        ]
    });
    triggers.collect()
}

/// Row by row where it depends on the row: `NEW` and `OLD` are NULL where there is none.
fn postgres() -> Vec<String> {
    let deviations = "CREATE TRIGGER deviations_generation BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON deviations \
                      FOR EACH STATEMENT EXECUTE FUNCTION move_generation()";
    let when = |table: &str, condition: &str| {
        let function = format!("move_generation_of_{table}");
        [
            format!(
                "CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
                 IF {condition} THEN {MOVE}; END IF; RETURN NULL; END $$"
            ),
            format!(
                "CREATE TRIGGER {table}_generation AFTER INSERT OR UPDATE OR DELETE ON {table} \
                 FOR EACH ROW EXECUTE FUNCTION {function}()"
            ),
            format!(
                "CREATE TRIGGER {table}_generation_truncate BEFORE TRUNCATE ON {table} \
                 FOR EACH STATEMENT EXECUTE FUNCTION move_generation()"
            ),
        ]
    };
    let published = "NEW.published_at IS NOT NULL OR OLD.published_at IS NOT NULL";
    let of_published = "EXISTS (SELECT 1 FROM assessments \
                        WHERE id IN (NEW.assessment_id, OLD.assessment_id) AND published_at IS NOT NULL)";
    [when("assessments", published), when("assessment_answers", of_published)]
        .into_iter()
        .flatten()
        .chain([deviations.to_owned()])
        .collect()
}
