//! A generation of each person: counts every change of what is asked of the person when it is decided whether a tool may be used.

use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

use crate::table::{col, primary, table};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// Tables whose rows an instance may hold in memory (`database::hold_about`), and whom a row is about. One more needs its trigger in a migration of
/// its own.
const ABOUT: [(&str, &[&str]); 4] = [
    ("persons", &["id"]),
    ("relations", &["actor_id", "subject_id"]),
    ("prescriptions", &["patient_id"]),
    ("permissions", &["subject_id"]),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    // Whole or not at all, on SQLite too: a program killed in the middle must start again.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let generations = table("person_generations")
            .col(col("person_id").uuid())
            .col(col("number").big_integer())
            .primary_key(&mut primary("person_generations", &["person_id"]))
            .to_owned();
        schema.create_table(generations).await?;
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

const MOVE: &str = "ON CONFLICT (person_id) DO UPDATE SET number = person_generations.number + 1";

fn sqlite() -> Vec<String> {
    let deeds = [("INSERT", &["NEW"][..]), ("UPDATE", &["OLD", "NEW"]), ("DELETE", &["OLD"])];
    let trigger = |table: &str, columns: &[&str], deed: &str, rows: &[&str]| {
        let name = format!("{table}_person_generation_{}", deed.to_ascii_lowercase());
        let moves = rows.iter().flat_map(|row| {
            columns.iter().map(move |column| {
                format!(
                    "INSERT INTO person_generations (person_id, number) VALUES ({row}.{column}, 1) {MOVE};"
                )
            })
        });
        format!("CREATE TRIGGER {name} AFTER {deed} ON {table} BEGIN {} END", moves.collect::<String>())
    };
    let all = ABOUT.iter().flat_map(|(table, columns)| {
        deeds.iter().map(move |(deed, rows)| trigger(table, columns, deed, rows))
    });
    all.collect()
}

/// In the order of persons, so that two who change what is about the same two wait for one another.
fn postgres() -> Vec<String> {
    let function = format!(
        "CREATE OR REPLACE FUNCTION move_person_generations() RETURNS trigger LANGUAGE plpgsql AS $$ \
         DECLARE old_row jsonb := '{{}}'; new_row jsonb := '{{}}'; \
         BEGIN \
         IF TG_OP <> 'INSERT' THEN old_row := to_jsonb(OLD); END IF; \
         IF TG_OP <> 'DELETE' THEN new_row := to_jsonb(NEW); END IF; \
         INSERT INTO person_generations (person_id, number) \
         SELECT DISTINCT about.id::uuid, 1 FROM unnest(TG_ARGV) AS column_name, \
         LATERAL (VALUES (old_row ->> column_name), (new_row ->> column_name)) AS about (id) \
         WHERE about.id IS NOT NULL ORDER BY 1 {MOVE}; \
         RETURN NULL; END $$"
    );
    let triggers = ABOUT.iter().map(|(table, columns)| {
        format!(
            "CREATE TRIGGER {table}_person_generation AFTER INSERT OR UPDATE OR DELETE ON {table} \
             FOR EACH ROW EXECUTE FUNCTION move_person_generations({})",
            columns.iter().map(|column| format!("'{column}'")).collect::<Vec<_>>().join(", ")
        )
    });
    [function].into_iter().chain(triggers).collect()
}
