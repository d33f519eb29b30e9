//! Rows of a file to import, as JSON: JSON Lines as they are, CSV with a path of members in each column's header.

use std::path::Path;

use serde_json::{Map, Value};

/// A row with the number of the line that it begins on, or what is wrong with it.
pub type Row = (u64, Result<Value, String>);

/// The rows of a file: CSV where its name ends so, else JSON Lines. Blank lines are no rows.
pub fn read(file: &Path, text: &str) -> Vec<Row> {
    let text = text.trim_start_matches('\u{feff}');
    if file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv")) {
        return csv(text);
    }
    let lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(at, line)| (at, serde_json::from_str(line).map_err(|error| error.to_string()))).collect()
}

/// `texts.nb.name` in the header is the member `name` of `nb` of `texts`.
fn csv(text: &str) -> Vec<Row> {
    // A file of ours has a column `name` or `slug`; with semicolons the whole header is one column.
    let header = text.lines().next().unwrap_or_default();
    let delimiter = if header.contains(';') && !header.contains(',') { b';' } else { b',' };
    let mut reader =
        csv::ReaderBuilder::new().trim(csv::Trim::All).delimiter(delimiter).from_reader(text.as_bytes());
    let columns = match reader.headers() {
        Ok(columns) => columns.clone(),
        Err(error) => return vec![(1, Err(error.to_string()))],
    };
    let row = |record: Result<csv::StringRecord, csv::Error>| match record {
        Ok(record) => {
            let line = record.position().map_or(0, csv::Position::line);
            let mut object = Map::new();
            for (column, cell) in columns.iter().zip(&record) {
                put(&mut object, column, value(column, cell));
            }
            (line, Ok(Value::Object(object)))
        }
        Err(error) => (error.position().map_or(0, csv::Position::line), Err(error.to_string())),
    };
    reader.records().map(row).collect()
}

/// An empty cell is null; lists, objects, quoted texts and the words `true`, `false`, `null` are JSON, and so are numbers of days; all else is text.
fn value(column: &str, cell: &str) -> Value {
    let json = cell.starts_with(['[', '{', '"'])
        || matches!(cell, "true" | "false" | "null")
        || column.ends_with("_day");
    match cell {
        "" => Value::Null,
        cell if json => serde_json::from_str(cell).unwrap_or_else(|_| Value::from(cell)),
        cell => Value::from(cell),
    }
}

fn put(object: &mut Map<String, Value>, path: &str, value: Value) {
    match path.split_once('.') {
        None => {
            object.insert(path.to_owned(), value);
        }
        Some((first, rest)) => {
            let inner = object.entry(first).or_insert_with(|| Value::Object(Map::new()));
            if let Value::Object(inner) = inner {
                put(inner, rest, value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn columns_are_paths_of_members() {
        let text = "\u{feff}slug,platforms,texts.nb.name,texts.nb.privacy.what,representation.declared,agreements.A3.from_day,note\n\
                    en-app,\"[\"\"web\"\"]\",Én app,\"to\nlinjer\",true,-3,\nannen,x,y,z\n";
        let rows = read(Path::new("tools.CSV"), text);
        let wanted = json!({
            "slug": "en-app", "platforms": ["web"], "texts": {"nb": {"name": "Én app", "privacy": {"what": "to\nlinjer"}}},
            "representation": {"declared": true}, "agreements": {"A3": {"from_day": -3}}, "note": null,
        });
        assert_eq!(rows[0], (2, Ok(wanted)));
        assert_eq!(rows[1].0, 4);
        assert!(rows[1].1.is_err(), "a row with too few cells is told of, and the others go on");
    }

    #[test]
    fn semicolons_are_taken_where_the_header_has_them() {
        let rows = read(Path::new("a.csv"), "name;kind\nDemo;vendor\n");
        assert_eq!(rows, [(2, Ok(json!({"name": "Demo", "kind": "vendor"})))]);
    }

    #[test]
    fn json_lines_keep_their_line_numbers() {
        let rows = read(Path::new("a.jsonl"), "\n{\"a\":1}\n{\n");
        assert_eq!(rows[0], (2, Ok(json!({"a": 1}))));
        assert_eq!((rows[1].0, rows[1].1.is_err()), (3, true));
    }
}
