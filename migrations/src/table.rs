//! Short words for what the migrations repeat.

use sea_orm_migration::prelude::*;

/// A table with this name.
pub(crate) fn table(name: &'static str) -> TableCreateStatement {
    Table::create().table(name).to_owned()
}

/// A required column.
pub(crate) fn col(name: &'static str) -> ColumnDef {
    let mut column = ColumnDef::new(name);
    column.not_null();
    column
}

/// A column that may be empty.
pub(crate) fn opt(name: &'static str) -> ColumnDef {
    let mut column = ColumnDef::new(name);
    column.null();
    column
}

/// The primary key `pk_<table>` over these columns.
pub(crate) fn primary(table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut index = Index::create();
    index.name(format!("pk_{table}")).primary();
    for column in columns {
        index.col(*column);
    }
    index
}

/// The foreign key `fk_<table>_<column>` to another table's `id`.
pub(crate) fn reference(
    table: &'static str,
    column: &'static str,
    to: &'static str,
) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .name(format!("fk_{table}_{column}"))
        .from(table, column)
        .to(to, "id")
        .on_delete(ForeignKeyAction::Restrict)
        .to_owned()
}

/// The index `ix_<table>_<columns>`.
pub(crate) fn index(table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    named_index("ix", table, columns)
}

/// The unique index `uq_<table>_<columns>`.
pub(crate) fn unique(table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut index = named_index("uq", table, columns);
    index.unique();
    index
}

fn named_index(kind: &str, table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut index = Index::create();
    index.name(format!("{kind}_{table}_{}", columns.join("_"))).table(table);
    for column in columns {
        index.col(*column);
    }
    index
}
