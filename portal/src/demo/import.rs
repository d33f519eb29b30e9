//! `reseptor import tools`: tools of a file, as drafts or published at once, by the same deeds as the demonstration's own.

use database::Database;

use super::{
    Known,
    calendar::Calendar,
    files::ToolLine,
    tools::{Deed, Setting, cast, perform, register},
};
use crate::command::{Failure, Row};

/// What an import did.
#[derive(Debug, Default)]
pub struct Imported {
    /// Slugs of tools that were added.
    pub added: Vec<String>,
    /// Lines that were refused, by number, and why.
    pub refused: Vec<(u64, String)>,
}

/// Tools from rows of a file, each in transactions of its own: as drafts of their vendors or, with `publish`, ordered, assessed and published
/// today by the demonstration's operators.
pub async fn import_tools(
    db: &Database,
    known: &Known,
    rows: Vec<Row>,
    publish: bool,
    tool: &str,
) -> Result<Imported, Failure> {
    let mut imported = Imported::default();
    let present = database::Read::now(db);
    let calendar = Calendar::new(std::sync::Arc::new(kernel::ManualClock::new(present)), present);
    let setting = Setting { calendar: &calendar, known, address: tool };
    for (at, row) in rows {
        let line =
            row.and_then(|row| serde_json::from_value::<ToolLine>(row).map_err(|error| error.to_string()));
        let outcome = match line {
            Ok(line) => import_one(db, &setting, &line, publish).await.map(|()| line.slug.to_string()),
            Err(error) => Err(Failure::other(error)),
        };
        match outcome {
            Ok(slug) => imported.added.push(slug),
            Err(error) => imported.refused.push((at, error.to_string())),
        }
    }
    Ok(imported)
}

async fn import_one(
    db: &Database,
    setting: &Setting<'_>,
    line: &ToolLine,
    publish: bool,
) -> Result<(), Failure> {
    let line = ToolLine { lifecycle: None, pending_revision: None, ..line.clone() };
    let cast = cast(&line, setting.known)?;
    let tx = db.begin().await?;
    let mut made = Some(register(&tx, setting, &line, &cast).await?);
    if publish {
        for deed in [Deed::Submit, Deed::TakeOn, Deed::Assess, Deed::Approve, Deed::Publish] {
            made = Some(perform(&tx, setting, &line, &cast, made, &deed).await?);
        }
    }
    Ok(tx.commit().await?)
}
