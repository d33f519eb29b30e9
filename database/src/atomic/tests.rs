use std::sync::Arc;

use kernel::Actor;
use sea_orm::{ActiveValue::Set, EntityTrait, IntoActiveModel, QueryFilter, Statement, entity::prelude::*};

use crate::{
    Atomic, Audit, Database, Lookup, Outcome, Read,
    audit::{self, store as rows},
    testing::on_both,
};

/// A table that has a key and a check.
async fn ground(db: &Database) {
    let tx = db.begin().await.unwrap();
    let sql = "CREATE TABLE coins (id BIGINT PRIMARY KEY, worth BIGINT NOT NULL CONSTRAINT ck_worth CHECK (worth > 0))";
    tx.executor().execute_unprepared(sql).await.unwrap();
    tx.commit().await.unwrap();
}

fn coin(db: &Database, id: i64, worth: i64) -> Statement {
    let sql = "INSERT INTO coins (id, worth) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING";
    Statement::from_sql_and_values(db.backend(), sql, [id.into(), worth.into()])
}

fn known(db: &Database, id: i64) -> Statement {
    Statement::from_sql_and_values(db.backend(), "SELECT id FROM coins WHERE id = $1", [id.into()])
}

async fn count(db: &Database) -> i64 {
    let statement = Statement::from_string(db.backend(), "SELECT COUNT(*) AS n FROM coins");
    db.executor().query_one_raw(statement).await.unwrap().unwrap().try_get("", "n").unwrap()
}

fn entry(what: i64) -> Audit {
    Audit::new(Actor::System, "coin.spend", what)
}

static SPENT: Lookup<rows::Entity, 1> = Lookup::new(|[object]| {
    let spent = rows::Entity::find().filter(rows::Column::Action.eq("coin.spend"));
    spent.filter(rows::Column::Object.eq(object))
});

on_both! {
    async fn all_steps_are_done_or_none(db: TestDatabase) {
        ground(&db).await;
        let before = audit::verify(&*db).await.unwrap();
        let mut both = Atomic::default();
        both.one(coin(&db, 1, 5));
        both.one(coin(&db, 2, 5));
        both.audit(entry(1));
        assert_eq!(both.run(&db).await.unwrap(), Outcome::Done);
        assert_eq!(count(&db).await, 2);
        assert_ne!(audit::verify(&*db).await.unwrap(), before);

        let before = audit::verify(&*db).await.unwrap();
        let mut second = Atomic::default();
        second.one(coin(&db, 3, 5));
        second.one(coin(&db, 1, 5));
        second.audit(entry(3));
        assert_eq!(second.run(&db).await.unwrap(), Outcome::Stopped(1));
        let mut unless = Atomic::default();
        unless.one(coin(&db, 4, 5));
        unless.unless(known(&db, 2));
        assert_eq!(unless.run(&db).await.unwrap(), Outcome::Stopped(1));
        let mut refused = Atomic::default();
        refused.one(coin(&db, 5, 5));
        refused.one(coin(&db, 6, -1));
        assert!(refused.run(&db).await.unwrap_err().is_constraint("ck_worth"));
        assert_eq!(count(&db).await, 2);
        assert_eq!(audit::verify(&*db).await.unwrap(), before);
    }

    async fn of_many_at_once_each_gets_its_own_answer_and_the_chain_holds(db: TestDatabase) {
        ground(&db).await;
        let db = Arc::new(db);
        let mut stock = Atomic::default();
        stock.one(coin(&db, 100, 1));
        assert_eq!(stock.run(&db).await.unwrap(), Outcome::Done);
        let mut tasks = Vec::new();
        for number in 0..60_i64 {
            let own = db.clone();
            tasks.push(tokio::spawn(async move {
                // Each coin is tried by six; every fifth of the tries is refused by the check, which is nobody else's harm.
                let (id, worth) = (number / 6, i64::from(number % 5 != 4));
                let mut spend = Atomic::default();
                spend.unless(known(&own, id));
                spend.one(coin(&own, id, worth));
                spend.audit(entry(id));
                (id, worth, spend.run(&own).await)
            }));
            if number % 4 == 0 {
                // One that stops when something of it is done: it is undone, and nobody else's is.
                let own = db.clone();
                tasks.push(tokio::spawn(async move {
                    let mut late = Atomic::default();
                    late.one(coin(&own, 200 + number, 1));
                    late.unless(known(&own, 100));
                    late.audit(entry(200 + number));
                    (0, 1, late.run(&own).await)
                }));
            }
            if number % 7 == 0 {
                // An ordinary transaction takes its turn among them.
                let tx = db.begin().await.unwrap();
                tx.audit(Audit::new(Actor::System, "coin.look", number));
                tx.commit().await.unwrap();
            }
        }
        let mut done = Vec::new();
        for task in tasks {
            match task.await.unwrap() {
                (id, 1, Ok(Outcome::Done)) => done.push(id),
                (_, _, Ok(Outcome::Stopped(_))) => {}
                (_, 0, Err(error)) => assert!(error.is_constraint("ck_worth"), "{error}"),
                other => panic!("{other:?}"),
            }
        }
        done.sort_unstable();
        assert_eq!(done, (0..10).collect::<Vec<_>>());
        assert_eq!(count(&db).await, 11);
        let spent = rows::Entity::find().filter(rows::Column::Action.eq("coin.spend"));
        assert_eq!(spent.all(&db.executor()).await.unwrap().len(), 10);
        assert!(matches!(audit::verify(&**db).await.unwrap(), audit::Verdict::Intact(_)));
    }

    async fn what_is_read_by_the_short_way_is_what_the_orm_reads(db: TestDatabase) {
        let tx = db.begin().await.unwrap();
        tx.audit(entry(7));
        tx.audit(entry(8).detail(serde_json::json!({ "æ": [1, null] })));
        tx.commit().await.unwrap();
        let query = || rows::Entity::find().filter(rows::Column::Action.eq("coin.spend"));
        let long = query().all(&db.executor()).await.unwrap();
        assert_eq!(long.len(), 2);
        assert_eq!(crate::all(&*db, query()).await.unwrap(), long);
        // The same query with its text built once: each key finds its own, and what is not a part of the key stays what it is.
        for (object, place) in [("8", 1), ("7", 0), ("8", 1)] {
            assert_eq!(SPENT.all(&*db, [object.into()]).await.unwrap(), [long[place].clone()]);
            assert_eq!(SPENT.one(&*db, [object.into()]).await.unwrap().as_ref(), Some(&long[place]));
        }
        assert!(SPENT.one(&*db, ["9".into()]).await.unwrap().is_none());
        let (model, present) = SPENT.one_at(&db, ["8".into()]).await.unwrap().unwrap();
        assert_eq!(model, long[1]);
        let again = db.present().await.unwrap();
        assert_eq!(format!("{present:?}"), format!("{again:?}"));
        assert!(crate::one(&*db, query().filter(rows::Column::Object.eq("9"))).await.unwrap().is_none());
        // In a transaction it is read within it.
        let tx = db.begin().await.unwrap();
        let mut third = long[1].clone().into_active_model().reset_all();
        third.seq = Set(long[1].seq + 1);
        rows::Entity::insert(third).exec_without_returning(&tx.executor()).await.unwrap();
        assert_eq!(crate::all(&tx, query()).await.unwrap().len(), 3);
        assert_eq!(SPENT.all(&tx, ["8".into()]).await.unwrap().len(), 2);
        assert_eq!(crate::all(&*db, query()).await.unwrap().len(), 2, "nobody else sees it");
        assert_eq!(SPENT.all(&*db, ["8".into()]).await.unwrap().len(), 1, "nobody else sees it");
        tx.roll_back().await.unwrap();
    }
}
