//! Every change of what a decision about a person rests on moves that person's generation (`database::hold_about`), on both databases.

#![expect(clippy::unwrap_used, reason = "a test stops where its ground is missing")]

use std::collections::BTreeMap;

use database::{
    Read,
    testing::{TestDatabase, on_both},
};
use jiff::civil::date;
use launch::representation::{Basis, Evidence, ParentRole, Parenthood, Relation, Responsibility};
use prescriber::testing::{World, person};
use sea_orm::{ConnectionTrait, Statement, prelude::Uuid};

/// The generation of everybody who has one.
async fn generations(db: &TestDatabase) -> BTreeMap<Uuid, i64> {
    let executor = db.executor();
    let sql = "SELECT person_id, number FROM person_generations";
    let rows =
        executor.query_all_raw(Statement::from_string(executor.get_database_backend(), sql)).await.unwrap();
    rows.iter()
        .map(|row| (row.try_get("", "person_id").unwrap(), row.try_get("", "number").unwrap()))
        .collect()
}

/// Runs statements with `$1` as the id of a new row and `$2` as a person, and tells whose generation moved.
async fn moved_by(db: &TestDatabase, statements: &[&str], new: Uuid, person: Uuid) -> Vec<Uuid> {
    let before = generations(db).await;
    let tx = db.begin().await.unwrap();
    let executor = tx.executor();
    for sql in statements {
        let values = [new, person].into_iter().take(sql.matches('$').count()).map(Into::into);
        let statement = Statement::from_sql_and_values(executor.get_database_backend(), *sql, values);
        executor.execute_raw(statement).await.unwrap();
    }
    tx.commit().await.unwrap();
    let after = generations(db).await;
    after.into_iter().filter(|(id, number)| before.get(id) != Some(number)).map(|(id, _)| id).collect()
}

on_both! {
    async fn whatever_changes_moves_the_generation_of_whom_it_is_about(db: TestDatabase) {
        let world = World::new(&db).await;
        let tx = db.begin().await.unwrap();
        let child = person(&tx, "Child", date(2021, 5, 5)).await;
        let other = person(&tx, "Other", date(1991, 5, 5)).await;
        let evidence = Parenthood { responsibility: Responsibility::Both, role: ParentRole::Mother };
        let relation = Relation { basis: Basis::PARENT, evidence: Evidence::Parenthood(evidence) };
        launch::enter_relation(&tx, world.patient, child, relation, None).await.unwrap();
        tx.commit().await.unwrap();
        world.prescribe_to(&db, world.patient).await;
        let permission = "INSERT INTO permissions (id, subject_id, tool_id, revision_id, given_at, given_by) \
                          SELECT id, $2, tool_id, revision_id, 0, $2 FROM (SELECT $1 AS id) AS new, \
                          (SELECT tool_id, id AS revision_id FROM revisions LIMIT 1) AS revision";
        let (new, patient, other) = (Uuid::from_u128(7), world.patient.uuid(), other.uuid());
        assert_eq!(moved_by(&db, &[permission], new, patient).await, [patient]);
        let mut parties = [patient, child.uuid()];
        parties.sort();
        for (table, about, column, freed) in [
            ("relations", &parties[..], "actor_id", "slot = NULL"),
            ("prescriptions", &[patient], "patient_id", "slot = NULL, form_key = NULL"),
            ("permissions", &[patient], "subject_id", "slot = NULL"),
        ] {
            let copy = [
                format!("CREATE TEMPORARY TABLE copy AS SELECT * FROM {table} LIMIT 1"),
                format!("UPDATE copy SET id = $1, {freed}"),
                format!("INSERT INTO {table} SELECT * FROM copy"),
                "DROP TABLE copy".to_owned(),
            ];
            let copy: Vec<_> = copy.iter().map(String::as_str).collect();
            let new = Uuid::from_u128(8);
            assert_eq!(moved_by(&db, &copy, new, other).await, about, "{table}: inserted");
            let update = format!("UPDATE {table} SET slot = NULL WHERE id = $1");
            assert_eq!(moved_by(&db, &[&update], new, other).await, about, "{table}: changed");
            let mut both = [about, &[other]].concat();
            both.sort();
            let pass_on = format!("UPDATE {table} SET {column} = $2 WHERE id = $1");
            assert_eq!(moved_by(&db, &[&pass_on], new, other).await, both, "{table}: passed on to another");
            let mut rest: Vec<_> = about.iter().copied().filter(|id| *id != patient).chain([other]).collect();
            rest.sort();
            let delete = format!("DELETE FROM {table} WHERE id = $1");
            assert_eq!(moved_by(&db, &[&delete], new, other).await, rest, "{table}: deleted");
        }
        let update = "UPDATE persons SET emergency_block = NOT emergency_block WHERE id = $1";
        assert_eq!(moved_by(&db, &[update], other, other).await, [other]);
        assert_eq!(moved_by(&db, &["DELETE FROM persons WHERE id = $1"], other, other).await, [other]);
        assert!(generations(&db).await.contains_key(&child.uuid()), "entering a person has moved it too");
    }
}
