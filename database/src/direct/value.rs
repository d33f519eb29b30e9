//! Values between the ORM's statements and rows and SQLite. The column's declared type decides how it is read: what does not fit it is an error,
//! never a NULL.

use rusqlite::{
    Row, Statement as Prepared,
    types::{ToSqlOutput, Value as Stored, ValueRef},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IdenStatic, Iterable, Statement, TryIntoModel, Value,
    sea_query::ColumnType,
};

use crate::{Error, Result};

/// Binds the statement's values: `$2` is the second wherever it stands, `?` the next.
pub(super) fn bind(prepared: &mut Prepared<'_>, statement: &Statement) -> Result<()> {
    let values = statement.values.as_ref().map_or(&[][..], |values| &values.0);
    for place in 1..=prepared.parameter_count() {
        let named = prepared.parameter_name(place).and_then(|name| name.strip_prefix('$')?.parse().ok());
        let value = values.get(named.unwrap_or(place) - 1).ok_or_else(|| unfit("a value is missing"))?;
        bind_one(prepared, place, value)?;
    }
    Ok(())
}

/// Binds the value at this place, counted from 1.
pub(super) fn bind_one(prepared: &mut Prepared<'_>, place: usize, value: &Value) -> Result<()> {
    Ok(prepared.raw_bind_parameter(place, of_value(value)?)?)
}

fn of_value(value: &Value) -> Result<ToSqlOutput<'_>> {
    let null = ToSqlOutput::Owned(Stored::Null);
    let int = |number: i64| ToSqlOutput::Owned(Stored::Integer(number));
    Ok(match value {
        Value::Bool(value) => value.map_or(null, |value| int(value.into())),
        Value::Int(value) => value.map_or(null, |value| int(value.into())),
        Value::BigInt(value) => value.map_or(null, int),
        Value::Unsigned(value) => value.map_or(null, |value| int(value.into())),
        // LIMIT and OFFSET.
        Value::BigUnsigned(value) => {
            value.map_or(null, |value| int(i64::try_from(value).unwrap_or(i64::MAX)))
        }
        Value::String(value) => {
            value.as_ref().map_or(null, |value| ToSqlOutput::Borrowed(ValueRef::Text(value.as_bytes())))
        }
        Value::Bytes(value) => {
            value.as_ref().map_or(null, |value| ToSqlOutput::Borrowed(ValueRef::Blob(value)))
        }
        Value::Uuid(value) => {
            value.as_ref().map_or(null, |value| ToSqlOutput::Borrowed(ValueRef::Blob(value.as_bytes())))
        }
        _ => return Err(unfit("a value of a type that no table has")),
    })
}

/// The model in the first columns of a row, which must be the entity's.
pub(super) fn model<E>(row: &Row<'_>) -> Result<E::Model>
where
    E: EntityTrait,
    E::ActiveModel: TryIntoModel<E::Model>,
{
    let mut model = E::ActiveModel::default();
    for (place, column) in E::Column::iter().enumerate() {
        let value = read(row.get_ref(place)?, column.def().get_column_type()).ok_or_else(|| {
            unfit(&format!(
                "{}.{} does not hold what its type says",
                E::default().table_name(),
                column.as_str()
            ))
        })?;
        model.try_set(column, value)?;
    }
    Ok(model.try_into_model()?)
}

/// Whether the first columns of what is asked are the entity's.
pub(super) fn check<E: EntityTrait>(prepared: &Prepared<'_>) -> Result<()> {
    let mut columns = E::Column::iter();
    for place in 0..prepared.column_count() {
        let Some(column) = columns.next() else { return Ok(()) };
        if prepared.column_name(place)? != column.as_str() {
            return Err(unfit("the query does not give the entity's columns"));
        }
    }
    if columns.next().is_some() { Err(unfit("the query gives too few columns")) } else { Ok(()) }
}

fn read(stored: ValueRef<'_>, kind: &ColumnType) -> Option<Value> {
    Some(match (kind, stored) {
        (ColumnType::Integer, ValueRef::Null) => Value::Int(None),
        (ColumnType::Integer, ValueRef::Integer(number)) => Value::Int(Some(number.try_into().ok()?)),
        (ColumnType::BigInteger, ValueRef::Null) => Value::BigInt(None),
        (ColumnType::BigInteger, ValueRef::Integer(number)) => Value::BigInt(Some(number)),
        (ColumnType::Boolean, ValueRef::Null) => Value::Bool(None),
        (ColumnType::Boolean, ValueRef::Integer(number @ (0 | 1))) => Value::Bool(Some(number == 1)),
        (ColumnType::String(_) | ColumnType::Text, ValueRef::Null) => Value::String(None),
        (ColumnType::String(_) | ColumnType::Text, ValueRef::Text(text)) => {
            Value::String(Some(str::from_utf8(text).ok()?.to_owned()))
        }
        (ColumnType::Uuid, ValueRef::Null) => Value::Uuid(None),
        (ColumnType::Uuid, ValueRef::Blob(bytes)) => Value::Uuid(Some(uuid::Uuid::from_slice(bytes).ok()?)),
        (ColumnType::VarBinary(_) | ColumnType::Blob, ValueRef::Null) => Value::Bytes(None),
        (ColumnType::VarBinary(_) | ColumnType::Blob, ValueRef::Blob(bytes)) => {
            Value::Bytes(Some(bytes.to_vec()))
        }
        _ => return None,
    })
}

fn unfit(reason: &str) -> Error {
    Error::Fault(sea_orm::DbErr::Type(reason.to_owned()))
}
