//! The rules tried in bulk: one case a line in, one verdict a line out (`reseptor assess`).

use kernel::Rule;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{Case, Verdict, assess, wire::Object};

/// The one member that is needed to answer at all.
#[derive(Deserialize)]
struct Named {
    id: String,
}

#[derive(Serialize)]
struct Answered<'a> {
    id: &'a str,
    publishable: bool,
    unmet: &'a [Rule],
    deviations: &'a [Rule],
    notes: &'a [Rule],
}

/// Assesses the case on this line and gives the line that answers it, and whether the case could be read.
pub fn assess_line(line: &str) -> (String, bool) {
    // The id is read on its own: it is known even where something else on the line is wrong.
    let id = match serde_json::from_str::<Object<Named>>(line) {
        Ok(named) => named.0.id,
        Err(error) => return (unreadable(None, &error), false),
    };
    let answer = serde_json::from_str::<Object<Case>>(line).and_then(|case| answered(&id, &assess(&case.0)));
    match answer {
        Ok(answer) => (answer, true),
        Err(error) => (unreadable(Some(&id), &error), false),
    }
}

fn answered(id: &str, verdict: &Verdict) -> serde_json::Result<String> {
    let Verdict { publishable, unmet, deviations, notes } = verdict;
    serde_json::to_string(&Answered { id, publishable: *publishable, unmet, deviations, notes })
}

fn unreadable(id: Option<&str>, error: &serde_json::Error) -> String {
    let text = error.to_string().replace(" at line 1 column ", " at column ");
    let id = id.map_or(Value::Null, Value::from);
    format!(r#"{{"id":{id},"error":{}}}"#, Value::from(text))
}
