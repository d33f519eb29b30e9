//! The same that the file holds, to read on a page: every section with its entries, in words.

use jiff::{Timestamp, civil::Date};
use serde::Serialize;
use serde_json::Value;

/// One thing said of an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Field {
    /// Its name: part of its text's key.
    pub name: String,
    /// The value as it stands.
    pub text: String,
    /// Key of the text that says the value in words.
    pub key: Option<String>,
    /// The value, where it is an instant.
    pub at: Option<Timestamp>,
    /// The value, where it is a day.
    pub day: Option<Date>,
}

/// A section: its entries, each with what is said of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Part {
    /// Its name in the file, and part of its text's key.
    pub key: &'static str,
    /// What there is.
    pub entries: Vec<Vec<Field>>,
}

/// Names that address and picture things, or say again what stands beside them; the file has them.
const UNSAID: [&str; 12] = [
    "id",
    "slug",
    "picture",
    "open",
    "lang",
    "person",
    "end",
    "media_type",
    "content",
    "base64",
    "service",
    "outdated",
];

/// Names whose words are texts of ours: the beginnings of their keys.
const WORDS: [(&str, &str); 16] = [
    ("stage", "stage-"),
    ("sharing", "sharing-"),
    ("kind", "event-"),
    ("channel", "channel-"),
    ("what", "look-"),
    ("deed", "act-"),
    ("basis", "attorney-is-"),
    ("standing", "standing-"),
    ("started", "started-"),
    ("scopes", "scope-"),
    ("role", "service-"),
    ("professions", "profession-"),
    ("address", "op-address-"),
    ("status", "op-status-"),
    // Whole keys.
    ("why", ""),
    ("missing", ""),
];

/// A section of the file as a page shows it.
pub fn part(key: &'static str, value: &Value) -> Part {
    let entries = value.as_array().map(Vec::as_slice).unwrap_or_default();
    let entry = |value: &Value| {
        let mut fields = Vec::new();
        say("", value, &mut fields);
        fields
    };
    Part { key, entries: entries.iter().map(entry).collect() }
}

/// What a value says, under its name; members of members stand one by one, and what is empty says nothing.
fn say(name: &str, value: &Value, fields: &mut Vec<Field>) {
    let text = match value {
        Value::Null => return,
        Value::Object(members) => {
            // A text that knows its language.
            if let (Some(Value::String(text)), true) = (members.get("text"), members.contains_key("lang")) {
                fields.push(plain(name, text));
                return;
            }
            // What a tool has reported is in a format of its own: shown as it is.
            if name == "resource" {
                fields.push(plain(name, &value.to_string()));
                return;
            }
            for (member, value) in members {
                // Of a prescription's card this is whether the tool is up, which its page says.
                let unsaid = UNSAID.contains(&member.as_str()) || (member == "tool" && value.is_string());
                if !unsaid {
                    say(member, value, fields);
                }
            }
            return;
        }
        Value::Array(items) => {
            for item in items {
                say(name, item, fields);
            }
            return;
        }
        Value::Bool(yes) => {
            let key = if *yes { "said-yes" } else { "said-no" };
            fields.push(Field { key: Some(key.to_owned()), ..plain(name, &yes.to_string()) });
            return;
        }
        Value::String(text) if text.is_empty() => return,
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
    };
    let at = text.parse::<Timestamp>().ok().filter(|_| text.len() > 10);
    let key = WORDS.iter().find(|(of, _)| *of == name).map(|(_, begun)| format!("{begun}{text}"));
    // Numbers of people and telephones are no days: a day is written with its hyphens.
    let day = text.parse::<Date>().ok().filter(|_| text.len() == 10 && text.contains('-'));
    fields.push(Field { key, at, day, ..plain(name, &text) });
}

fn plain(name: &str, text: &str) -> Field {
    Field { name: name.to_owned(), text: text.to_owned(), key: None, at: None, day: None }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_member_is_said_once_in_words_where_there_are_any() {
        let value = json!([{
            "prescription": {"id": "presc_1", "name": {"text": "Demo-pust", "lang": "nb"}, "stage": "active", "ends": null},
            "events": [{"at": "2026-11-01T09:00:00Z", "kind": "issued"}, {"at": "2026-11-02T09:00:00Z", "kind": "seen"}],
            "instructions": "",
        }]);
        let part = part("prescriptions", &value);
        let said: Vec<_> = part.entries[0]
            .iter()
            .map(|field| (field.name.as_str(), field.text.as_str(), field.key.as_deref()))
            .collect();
        assert_eq!(
            said,
            [
                ("at", "2026-11-01T09:00:00Z", None),
                ("kind", "issued", Some("event-issued")),
                ("at", "2026-11-02T09:00:00Z", None),
                ("kind", "seen", Some("event-seen")),
                ("name", "Demo-pust", None),
                ("stage", "active", Some("stage-active")),
            ]
        );
        assert!(part.entries[0][0].at.is_some() && part.entries[0][4].at.is_none());
        let days = ["2026-12-19", "12828318746", "2026-11-01T09:00:00Z", "+4700000107"];
        let value = json!([{ "a": days[0], "b": days[1], "c": days[2], "d": days[3] }]);
        let found: Vec<_> =
            super::part("x", &value).entries[0].iter().map(|field| field.day.is_some()).collect();
        assert_eq!(found, [true, false, false, false]);
    }
}
