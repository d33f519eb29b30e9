//! Rows and queries. The only place here that knows the database library.

pub(crate) mod clients;
pub(crate) mod grants;
pub(crate) mod logins;
pub(crate) mod requests;
pub(crate) mod sessions;
pub(crate) mod signing_keys;
pub(crate) mod spent;

use sea_orm::{ConnectionTrait, Statement, Value};

/// Runs a statement with parameters `$1`, `$2` … and tells how many rows it changed.
async fn change(db: &impl database::Read, sql: &str, values: Vec<Value>) -> database::Result<u64> {
    let executor = db.executor();
    let statement = Statement::from_sql_and_values(executor.get_database_backend(), sql, values);
    Ok(executor.execute_raw(statement).await?.rows_affected())
}
