//! Tools as CSV (RFC 4180) that spreadsheets open without harm.

use super::Form;
use crate::{
    api::model::{Assessment, Named, Tool},
    web::{Error, Result},
};

/// What parts several values of one cell.
const BETWEEN: &str = "|";
/// The byte-order mark: without it spreadsheets read UTF-8 as something else.
const MARK: &[u8] = "\u{feff}".as_bytes();
/// Dimensions in the order of their columns.
const DIMENSIONS: [&str; 5] = ["evidence", "usability", "privacy", "security", "interoperability"];
/// Columns; a new one is put last.
const HEADER: [&str; 33] = [
    "slug",
    "name",
    "lang",
    "summary",
    "status",
    "suspended_for",
    "access",
    "profile",
    "platforms",
    "topics",
    "topic_names",
    "audiences",
    "audience_names",
    "languages",
    "vendor",
    "assessed_by",
    "assessed_at",
    "criteria",
    "assessment_due",
    "grade_evidence",
    "grade_usability",
    "grade_privacy",
    "grade_security",
    "grade_interoperability",
    "revision",
    "published_at",
    "page",
    "address",
    "fhir",
    "summary_lang",
    "assessed_revision",
    "topic_names_lang",
    "audience_names_lang",
];

/// The form.
pub struct Table;

impl Form for Table {
    const KIND: &'static str = "text/csv; charset=utf-8; header=present";
    const END: &'static str = "csv";

    fn begin(&mut self, _: &str) -> Result<Vec<u8>> {
        let mut out = MARK.to_vec();
        out.extend(lines([HEADER.map(str::to_owned).to_vec()])?);
        Ok(out)
    }

    fn tools(&mut self, tools: &[Tool]) -> Result<Vec<u8>> {
        lines(tools.iter().map(cells))
    }

    fn end(&mut self) -> Vec<u8> {
        Vec::new()
    }
}

/// A file of one tool, as the description of the interface shows it.
pub fn example() -> Result<String> {
    let mut file = Table.begin("")?;
    file.extend(Table.tools(&[Tool::example()])?);
    String::from_utf8(file).map_err(Error::internal)
}

fn lines(rows: impl IntoIterator<Item = Vec<String>>) -> Result<Vec<u8>> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    for row in rows {
        writer.write_record(row.into_iter().map(harmless)).map_err(Error::internal)?;
    }
    writer.into_inner().map_err(Error::internal)
}

/// A cell that no spreadsheet takes for a formula: what begins like one is marked as text.
fn harmless(cell: String) -> String {
    let like_a_formula =
        |letter: char| matches!(letter, '=' | '+' | '-' | '@' | '\t' | '\r' | '＝' | '＋' | '－' | '＠');
    // What comes after spaces is read as if it came first.
    if cell.trim_start_matches([' ', '\n', '\u{a0}']).starts_with(like_a_formula) {
        format!("'{cell}")
    } else {
        cell
    }
}

fn cells(tool: &Tool) -> Vec<String> {
    let keys = |named: &[Named]| named.iter().map(|one| one.key.as_str()).collect::<Vec<_>>().join(BETWEEN);
    let names = |named: &[Named]| named.iter().map(|one| one.name.as_str()).collect::<Vec<_>>().join(BETWEEN);
    let langs = |named: &[Named]| named.iter().map(|one| one.lang).collect::<Vec<_>>().join(BETWEEN);
    let label = |pick: &dyn Fn(&Assessment) -> String| tool.assessment.as_ref().map(pick).unwrap_or_default();
    let grade = |dimension: &str| {
        label(&|label| {
            let graded = label.grades.iter().find(|one| one.dimension == dimension);
            graded.map(|one| one.grade.to_owned()).unwrap_or_default()
        })
    };
    let mut cells = vec![
        tool.slug.clone(),
        tool.name.clone(),
        tool.lang.to_owned(),
        tool.summary.clone(),
        tool.status.to_owned(),
        tool.suspended_for.join(BETWEEN),
        tool.access.to_owned(),
        tool.profile.to_owned(),
        tool.platforms.join(BETWEEN),
        keys(&tool.topics),
        names(&tool.topics),
        keys(&tool.audiences),
        names(&tool.audiences),
        tool.languages.join(BETWEEN),
        tool.vendor.clone(),
        label(&|label| label.by.clone()),
        label(&|label| label.at.clone()),
        label(&|label| label.criteria.clone()),
        label(&|label| label.due.clone().unwrap_or_default()),
    ];
    cells.extend(DIMENSIONS.map(grade));
    cells.extend([
        tool.revision.to_string(),
        tool.published_at.clone().unwrap_or_default(),
        tool.page.clone(),
        tool.address.clone(),
        tool.fhir.clone(),
        tool.fallbacks.get("summary").copied().unwrap_or(tool.lang).to_owned(),
        label(&|label| label.revision.to_string()),
        langs(&tool.topics),
        langs(&tool.audiences),
    ]);
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_begins_like_a_formula() {
        for cell in ["=1+1", "+47", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =HYPERLINK(1)", "＝1", "\n=1"] {
            assert!(harmless(cell.into()).starts_with('\''), "{cell:?}");
        }
        for cell in ["", "Søvn", "a=b", "2026-11-29", "https://x.example/?a=-1"] {
            assert_eq!(harmless(cell.into()), cell);
        }
    }
}
