//! What somebody who acts for a person must learn nothing of.

use jiff::Timestamp;

use crate::{PersonId, PrescriptionId, ToolId};

/// Prescriptions that are withheld from whoever acts for a person (F11), and what hangs on them. A line is hidden for what it hangs on, never for the
/// tool alone: that lines vanish which were there before would tell what is withheld.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hidden {
    /// The prescriptions: lines that name one of them.
    pub prescriptions: Vec<PrescriptionId>,
    /// Their tools: lines that name the tool and no prescription.
    pub tools: Vec<HiddenTool>,
}

/// The tool of a hidden prescription.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HiddenTool {
    /// Which tool.
    pub tool: ToolId,
    /// When the first hidden prescription was issued: what is older hangs on none.
    pub since: Timestamp,
    /// Whose lines since then are hidden: the person's own where another prescription of the tool may be seen, else everybody's (`None`).
    pub by: Option<PersonId>,
}

impl Hidden {
    /// Whether a line that names this tool and no prescription is hidden.
    pub fn hides(&self, tool: ToolId, at: Timestamp, by: PersonId) -> bool {
        let hides =
            |one: &HiddenTool| one.tool == tool && at >= one.since && one.by.is_none_or(|who| who == by);
        self.tools.iter().any(hides)
    }
}
