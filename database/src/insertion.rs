//! Insertions of one row, their text built once.

use std::sync::OnceLock;

use sea_orm::{
    ActiveModelTrait, ActiveValue, DbBackend, EntityTrait, IntoActiveModel, Iterable, QueryTrait, Statement,
    Value, sea_query::OnConflict,
};

/// How rows are put into a table: all columns of one row at a time.
pub struct Insertion<E> {
    unless_there: bool,
    entity: std::marker::PhantomData<fn() -> E>,
    sqlite: OnceLock<String>,
    postgres: OnceLock<String>,
}

impl<E: EntityTrait> Insertion<E>
where
    E::Model: IntoActiveModel<E::ActiveModel>,
{
    /// A row that must be new.
    pub const fn new() -> Self {
        Self::of(false)
    }

    /// A row that is left out where there is one with its key.
    pub const fn unless_there() -> Self {
        Self::of(true)
    }

    const fn of(unless_there: bool) -> Self {
        Self {
            unless_there,
            entity: std::marker::PhantomData,
            sqlite: OnceLock::new(),
            postgres: OnceLock::new(),
        }
    }

    /// The statement that inserts this row. One that leaves a column to the database is built anew each time.
    pub fn row(&self, backend: DbBackend, row: E::ActiveModel) -> Statement {
        let Some(values) = whole::<E>(&row) else { return self.build(backend, row) };
        let text = match backend {
            DbBackend::Sqlite => &self.sqlite,
            _ => &self.postgres,
        };
        if let Some(sql) = text.get() {
            Statement::from_sql_and_values(backend, sql, values)
        } else {
            let built = self.build(backend, row);
            text.get_or_init(|| built.sql.clone());
            built
        }
    }

    fn build(&self, backend: DbBackend, row: E::ActiveModel) -> Statement {
        let insert = E::insert(row);
        if self.unless_there {
            insert.on_conflict(OnConflict::new().do_nothing().to_owned()).build(backend)
        } else {
            insert.build(backend)
        }
    }
}

impl<E: EntityTrait> Default for Insertion<E>
where
    E::Model: IntoActiveModel<E::ActiveModel>,
{
    fn default() -> Self {
        Self::new()
    }
}

/// What each column is set to, in the order in which an insertion names them; `None` where one is not set.
fn whole<E: EntityTrait>(row: &E::ActiveModel) -> Option<Vec<Value>> {
    let value = |column| match row.get(column) {
        ActiveValue::Set(value) | ActiveValue::Unchanged(value) => Some(value),
        ActiveValue::NotSet => None,
    };
    E::Column::iter().map(value).collect()
}
