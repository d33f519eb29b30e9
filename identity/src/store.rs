//! Rows and queries. The only place here that knows the database library.

pub(crate) mod client_changes;
pub(crate) mod clients;
pub(crate) mod grants;
pub(crate) mod logins;
pub(crate) mod requests;
pub(crate) mod sessions;
pub(crate) mod signing_keys;
pub(crate) mod spent;

use sea_orm::{ConnectionTrait, Statement, Value};

use crate::SKEW;

/// Runs a statement with parameters `$1`, `$2` … and tells how many rows it changed.
async fn change(db: &impl database::Read, sql: &str, values: Vec<Value>) -> database::Result<u64> {
    let executor = db.executor();
    let statement = Statement::from_sql_and_values(executor.get_database_backend(), sql, values);
    Ok(executor.execute_raw(statement).await?.rows_affected())
}

/// Rows that have no use after `now`, and those that are kept until `kept`.
pub(crate) async fn delete_older(
    tx: &database::Tx,
    now: jiff::Timestamp,
    kept: jiff::Timestamp,
) -> database::Result<u64> {
    let mut gone = 0;
    for (sql, before) in [
        // Another instance's clock may be behind.
        ("DELETE FROM spent_tokens WHERE expires_at < $1", now - SKEW * 2),
        ("DELETE FROM login_transactions WHERE expires_at < $1", now),
        ("DELETE FROM authorization_requests WHERE expires_at < $1", now),
        // A grant ends with its session at the latest.
        ("DELETE FROM grants WHERE session_id IN (SELECT id FROM sessions WHERE expires_at < $1)", kept),
        ("DELETE FROM sessions WHERE expires_at < $1", kept),
        ("DELETE FROM signing_keys WHERE retired_at < $1", kept),
    ] {
        gone += change(tx, sql, vec![database::convert::micros(before).into()]).await?;
    }
    Ok(gone)
}
