//! The export is all that is held: every table with a person in it has a section, or a reason for having none.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use regex::Regex;

use super::*;

/// Tables with a person in them that are taken along, and the section of each.
const TAKEN: [(&str, &str); 18] = [
    ("practitioners", "roles"),
    ("memberships", "roles"),
    ("notification_profiles", "notifications"),
    ("prescriptions", "prescriptions"),
    ("prescription_events", "prescriptions"),
    ("permissions", "permissions"),
    ("launches", "starts"),
    ("observations", "reported"),
    ("shelves", "stored"),
    ("stored_values", "stored"),
    ("favourites", "favourites"),
    ("clinician_looks", "looks"),
    ("patient_look_ups", "looks"),
    ("relations", "relations"),
    // What others have done; what one was refused for oneself is the section `refusals`. Refusals of others, and for others, rest on facts about them,
    // and are answered for by the operator.
    ("audit_events", "acts"),
    ("messages", "messages"),
    ("sessions", "logins"),
    ("grants", "tool_logins"),
];

/// Tables with a person in them that are not, and why.
const LEFT: [(&str, &str); 15] = [
    ("agreements", WORK),
    ("suspensions", WORK),
    ("listing_orders", WORK),
    ("assessment_answers", WORK),
    ("decisions", WORK),
    ("client_changes", WORK),
    ("tool_lists", WORK),
    ("listed_tools", WORK),
    ("prescription_followers", WORK),
    ("pick_up_codes", WORK),
    ("test_persons", SANDBOX),
    ("sandbox_launches", SANDBOX),
    ("sandbox_observations", SANDBOX),
    ("launch_checks", SANDBOX),
    ("person_generations", "a counter that says nothing of the person"),
];
/// Done at work: it is the organisation's, and names who did it.
const WORK: &str = "what was done for an organisation is that organisation's record";
const SANDBOX: &str = "invented persons of a vendor's sandbox";

/// The tables of the migrations that name a person, by their columns; `persons` itself is the section `person`.
fn tables() -> BTreeMap<String, BTreeSet<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../migrations/src");
    let named =
        Regex::new(r#"\btable\(\s*"(\w+)"\s*\)|\b(?:col|opt)\("(\w+)"\)\.(?:uuid|text)\(\)"#).unwrap();
    let whose = "person|subject|patient|actor|clinician|reporter|prescriber";
    let person = Regex::new(&format!(r"^(?:actor|(?:{whose})_id|\w+_by)$")).unwrap();
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in fs::read_dir(folder).unwrap() {
        let text = fs::read_to_string(file.unwrap().path()).unwrap();
        let mut table = String::new();
        for one in named.captures_iter(&text) {
            if let Some(name) = one.get(1) {
                name.as_str().clone_into(&mut table);
            } else if person.is_match(&one[2]) {
                found.entry(table.clone()).or_default().insert(one[2].to_owned());
            }
        }
    }
    found
}

on_both! {
    async fn every_table_with_a_person_in_it_is_in_the_file_or_says_why_not(db: TestDatabase) {
        let clinic = Clinic::new(db).await;
        let file = clinic.site.get_as(&citizen(clinic.world.patient), "/min-side/eksport.json").await;
        let file: serde_json::Value = serde_json::from_str(&file.body).unwrap();
        for (table, section) in TAKEN {
            assert!(file[section].is_array(), "{table}: no section {section}");
        }
        let known: BTreeSet<&str> = TAKEN.iter().chain(&LEFT).map(|(table, _)| *table).collect();
        assert_eq!(known.len(), TAKEN.len() + LEFT.len(), "a table stands once");
        assert!(LEFT.iter().all(|(_, why)| !why.is_empty()));
        let tables = tables();
        let unknown: Vec<_> = tables.iter().filter(|(table, _)| !known.contains(table.as_str())).collect();
        assert!(unknown.is_empty(), "neither taken along nor explained: {unknown:#?}");
        let gone: Vec<_> = known.iter().filter(|table| !tables.contains_key(**table)).collect();
        assert!(gone.is_empty(), "no such table, or nobody in it: {gone:?}");
    }
}
