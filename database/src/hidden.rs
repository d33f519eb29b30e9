//! Leaving out of a list what is hidden from whoever reads it.

use kernel::{Hidden, HiddenTool, ToolId};
use sea_orm::{ColumnTrait, Condition, sea_query::SimpleExpr};

/// The columns that tell what a line hangs on.
#[derive(Debug, Clone, Copy)]
pub struct Line<C> {
    /// The prescription that it names, where lines may name one.
    pub prescription: Option<C>,
    /// When.
    pub at: C,
    /// Who.
    pub by: C,
}

/// Leaves out what is hidden; `of` tells the lines of a tool.
pub fn seen<C: ColumnTrait>(hidden: &Hidden, line: Line<C>, of: impl Fn(ToolId) -> SimpleExpr) -> Condition {
    let mut seen = Condition::all();
    if let Some(prescription) = line.prescription.filter(|_| !hidden.prescriptions.is_empty()) {
        let ids = hidden.prescriptions.iter().map(|id| id.uuid());
        seen = seen.add(Condition::any().add(prescription.is_null()).add(prescription.is_not_in(ids)));
    }
    for HiddenTool { tool, since, by } in &hidden.tools {
        let mut hides = Condition::all().add(of(*tool)).add(line.at.gte(since.as_microsecond()));
        if let Some(prescription) = line.prescription {
            hides = hides.add(prescription.is_null());
        }
        if let Some(by) = by {
            hides = hides.add(line.by.eq(by.uuid()));
        }
        seen = seen.add(hides.not());
    }
    seen
}
