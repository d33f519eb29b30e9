//! Organisations from a file, row by row.

use database::Database;
use kernel::Operator;
use serde::Deserialize;

use crate::{Error, NewOrganisation, Organisation, Result, administer, store};

/// One row of a file of organisations.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct ImportedOrganisation {
    /// A stable key, where it has one.
    #[serde(default)]
    pub key: Option<kernel::Slug>,
    /// Its name.
    pub name: kernel::Phrase<200>,
    /// What kind it is.
    pub kind: crate::OrganisationKind,
    /// Its organisation number.
    pub org_number: kernel::OrgNumber,
}

/// What became of one row.
#[derive(Debug)]
pub enum Outcome {
    /// It was added.
    Added(Organisation),
    /// The very same organisation was there.
    Unchanged(Organisation),
    /// It was not taken.
    Refused(Error),
}

/// Adds these organisations as verified, each row in a transaction of its own: one that is refused does not keep the others out. A row whose
/// organisation number is there already counts as unchanged where name and kind are the same, else as taken. Stops only where the database
/// itself fails.
pub async fn import_organisations(
    db: &Database,
    operator: &Operator,
    rows: Vec<ImportedOrganisation>,
) -> Result<Vec<Outcome>> {
    let mut outcomes = Vec::with_capacity(rows.len());
    for row in rows {
        let outcome = match import_one(db, operator, row).await {
            Ok(outcome) => outcome,
            Err(Error::Database(fault)) => return Err(fault.into()),
            Err(refused) => Outcome::Refused(refused),
        };
        outcomes.push(outcome);
    }
    Ok(outcomes)
}

async fn import_one(db: &Database, operator: &Operator, row: ImportedOrganisation) -> Result<Outcome> {
    let ImportedOrganisation { key, name, kind, org_number } = row;
    let tx = db.begin().await?;
    if let Some(there) = store::organisations::find_by_number(&tx, org_number).await? {
        let same = there.name == name && there.kind == kind && (key.is_none() || key == there.key);
        return if same { Ok(Outcome::Unchanged(there)) } else { Err(Error::Taken("org_number")) };
    }
    let new = NewOrganisation { key, name, kind, org_number };
    let added = administer::insert_organisation(&tx, operator.into(), new, true).await?;
    tx.commit().await?;
    Ok(Outcome::Added(added))
}
