//! What is held is never older than the request asks for.

use std::sync::atomic::{AtomicU32, Ordering};

use sea_orm::ConnectionTrait;

use super::*;
use crate::testing::{TestDatabase, on_both};

/// Reads this organisation's name, by way of what is held; counts how often rows are read.
async fn name(db: &impl Read, reads: &AtomicU32) -> Option<Arc<String>> {
    let read = async {
        reads.fetch_add(1, Ordering::SeqCst);
        let sql = "SELECT name FROM organisations LIMIT 1";
        let executor = db.executor();
        let row =
            executor.query_one_raw(Statement::from_string(executor.get_database_backend(), sql)).await?;
        row.map(|row| row.try_get::<String>("", "name")).transpose()
    };
    hold::<_, DbErr, _>(db, || "one".to_owned(), || read).await.unwrap()
}

async fn change(db: &TestDatabase, sql: &str) {
    let tx = db.begin().await.unwrap();
    tx.executor().execute_unprepared(sql).await.unwrap();
    tx.commit().await.unwrap();
}

/// An organisation with this name; all columns that must have a value.
async fn insert(db: &TestDatabase, name: &str) {
    let tx = db.begin().await.unwrap();
    let executor = tx.executor();
    let sql = "INSERT INTO organisations (id, name, folded_name, kind, org_number, created_at) \
               VALUES ($1, $2, $2, 'vendor', '999999999', 0)";
    let values = [uuid::Uuid::from_u128(7).into(), name.into()];
    executor
        .execute_raw(Statement::from_sql_and_values(executor.get_database_backend(), sql, values))
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

on_both! {
    async fn what_is_held_is_read_once_and_anew_after_any_change_at_any_instance(db: TestDatabase) {
        let (here, there) = (&*db, &db.second_instance().await);
        let reads = AtomicU32::new(0);
        assert_eq!(name(&here.present().await.unwrap(), &reads).await, None);
        insert(&db, "a").await;
        for _ in 0..3 {
            for instance in [here, there] {
                assert_eq!(*name(&instance.present().await.unwrap(), &reads).await.unwrap(), "a");
            }
        }
        assert_eq!(reads.load(Ordering::SeqCst), 3, "once to find nothing, then once at each instance");
        change(&db, "UPDATE organisations SET name = 'b'").await;
        for instance in [here, there] {
            assert_eq!(*name(&instance.present().await.unwrap(), &reads).await.unwrap(), "b");
        }
        change(&db, "DELETE FROM organisations").await;
        for instance in [here, there] {
            assert_eq!(name(&instance.present().await.unwrap(), &reads).await, None);
        }
    }

    async fn of_many_only_what_is_not_held_is_read(db: TestDatabase) {
        let asked = std::sync::Mutex::new(Vec::new());
        // Of three there is none.
        let read = async |missing: Vec<u32>| {
            asked.lock().unwrap().push(missing.clone());
            Ok(missing.into_iter().filter(|key| *key != 3).map(|key| (key, key * 10)).collect())
        };
        let all = async |keys: &[u32]| {
            let found = hold_all::<_, _, DbErr, _>(&db.present().await.unwrap(), keys, read).await.unwrap();
            let mut found: Vec<_> = found.into_iter().map(|(key, value)| (key, *value)).collect();
            found.sort_unstable();
            found
        };
        assert_eq!(all(&[1, 2]).await, [(1, 10), (2, 20)]);
        assert_eq!(all(&[2, 3, 4]).await, [(2, 20), (4, 40)]);
        assert_eq!(all(&[1, 2, 4]).await, [(1, 10), (2, 20), (4, 40)]);
        assert_eq!(*asked.lock().unwrap(), [vec![1, 2], vec![3, 4]]);
        insert(&db, "a").await;
        assert_eq!(all(&[1]).await, [(1, 10)]);
        assert_eq!(asked.lock().unwrap().last().unwrap(), &[1], "anew after a change");
        // Within a transaction nothing held is used.
        let tx = db.begin().await.unwrap();
        assert_eq!(hold_all::<_, u32, DbErr, _>(&tx, &[1], read).await.unwrap().len(), 1);
        assert_eq!(asked.lock().unwrap().len(), 4);
    }

    async fn a_transaction_sees_its_own_changes_and_a_dropped_one_leaves_nothing_held(db: TestDatabase) {
        let reads = AtomicU32::new(0);
        insert(&db, "a").await;
        assert_eq!(*name(&db.present().await.unwrap(), &reads).await.unwrap(), "a");
        let tx = db.begin().await.unwrap();
        tx.executor().execute_unprepared("UPDATE organisations SET name = 'b'").await.unwrap();
        assert_eq!(*name(&tx, &reads).await.unwrap(), "b");
        tx.roll_back().await.unwrap();
        assert_eq!(*name(&db.present().await.unwrap(), &reads).await.unwrap(), "a");
    }

    async fn a_request_that_began_before_a_change_spoils_nothing(db: TestDatabase) {
        let reads = AtomicU32::new(0);
        insert(&db, "a").await;
        let before = db.present().await.unwrap();
        change(&db, "UPDATE organisations SET name = 'b'").await;
        let after = db.present().await.unwrap();
        assert_eq!(*name(&after, &reads).await.unwrap(), "b");
        // Later than it asked for, as if it had read the row now.
        assert_eq!(*name(&before, &reads).await.unwrap(), "b");
        assert_eq!(*name(&after, &reads).await.unwrap(), "b");
    }

    async fn every_table_that_is_held_moves_the_generation(db: TestDatabase) {
        let held = ["clients", "tools", "revisions", "organisations", "suspensions", "agreements", "processes", "tool_processes", "deviations", "assessments", "assessment_answers", "signing_keys"];
        for table in held {
            let name = if db.is_sqlite() { "name = $1 || '_generation_insert'" } else { "tgname = $1 || '_generation'" };
            let from = if db.is_sqlite() { "sqlite_master WHERE type = 'trigger'" } else { "pg_trigger WHERE NOT tgisinternal" };
            let sql = format!("SELECT COUNT(*) AS triggers FROM {from} AND {name}");
            let executor = db.executor();
            let statement = Statement::from_sql_and_values(executor.get_database_backend(), sql, [table.into()]);
            let found: i64 = executor.query_one_raw(statement).await.unwrap().unwrap().try_get("", "triggers").unwrap();
            assert_eq!(found, 1, "{table}");
        }
    }
}
