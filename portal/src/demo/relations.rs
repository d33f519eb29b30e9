//! Relations between people, as the registers would have them.

use database::{Database, Tx};
use launch::representation::{Basis, Evidence, Mandate, Parenthood, Relation};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{
    Known,
    calendar::Calendar,
    files::{PersonLine, RelationLine},
};
use crate::command::Failure;

pub(super) async fn load(
    db: &Database,
    calendar: &Calendar,
    lines: &[PersonLine],
    known: &Known,
) -> Result<(), Failure> {
    let tx = db.begin().await?;
    for line in lines {
        for relation in &line.relations {
            enter(&tx, calendar, line, relation, known).await?;
        }
    }
    Ok(tx.commit().await?)
}

async fn enter(
    tx: &Tx,
    calendar: &Calendar,
    line: &PersonLine,
    relation: &RelationLine,
    known: &Known,
) -> Result<(), Failure> {
    let basis = Basis::named(&relation.kind)
        .ok_or_else(|| Failure::other(format_args!("{}: relation {:?}", line.key, relation.kind)))?;
    let evidence = if basis == Basis::PARENT {
        Evidence::Parenthood(Parenthood {
            responsibility: word(relation.responsibility.as_deref())?,
            role: word(relation.role.as_deref())?,
        })
    } else {
        let day = |days: Option<i32>| days.map(|days| calendar.day(days)).transpose();
        let scopes = relation.scopes.clone().unwrap_or_default();
        Evidence::Mandate(Mandate {
            from: day(relation.from_day)?
                .ok_or_else(|| Failure::other("a power of attorney begins some day"))?,
            until: day(relation.until_day)?,
            ended: day(relation.ended_day)?,
            passed_on: relation.passed_on.unwrap_or_default(),
            closest_next_of_kin: relation.closest_next_of_kin.unwrap_or_default(),
            scopes: scopes.iter().map(|scope| word(Some(scope))).collect::<Result<_, _>>()?,
        })
    };
    let (actor, subject) = (known.person(&line.key)?, known.person(&relation.to)?);
    launch::enter_relation(tx, actor, subject, Relation { basis, evidence }, relation.daily_care)
        .await
        .map_err(Failure::other)?;
    Ok(())
}

/// A word of one of the registers' lists.
fn word<T: DeserializeOwned>(text: Option<&str>) -> Result<T, Failure> {
    serde_json::from_value(text.map_or(Value::Null, Value::from)).map_err(Failure::other)
}
