//! Arrows between crates point one way, and storage stays in its rooms.

#![expect(clippy::unwrap_used, reason = "a test stops where its ground is missing")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// Which of our crates each may know. A new arrow is a decision: it gets a row here and a reason in docs/adr.
const ALLOWED: &[(&str, &[&str])] = &[
    ("kernel", &[]),
    ("migrations", &[]),
    ("database", &["kernel", "migrations"]),
    ("people", &["kernel", "database"]),
    ("catalogue", &["kernel", "database"]),
    ("approval", &["kernel", "database", "people", "catalogue"]),
    ("search", &["kernel", "catalogue"]),
    ("prescriber", &["kernel", "database", "people", "catalogue"]),
    ("launch", &["kernel", "database", "people", "catalogue", "prescriber"]),
    ("identity", &["kernel", "database", "people"]),
    ("notify", &["kernel", "database", "people"]),
    ("testid", &[]),
    ("demo-tool", &[]),
    (
        "portal",
        &[
            "kernel",
            "database",
            "migrations",
            "people",
            "catalogue",
            "approval",
            "search",
            "prescriber",
            "launch",
            "identity",
            "notify",
            "testid",
            "demo-tool",
        ],
    ),
    ("tests", &["portal"]),
    ("closed-loop", &[]),
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn arrows() -> BTreeMap<String, BTreeSet<String>> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .current_dir(root())
        .output()
        .unwrap();
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let ours: BTreeSet<&str> = packages.iter().map(|package| package["name"].as_str().unwrap()).collect();
    packages
        .iter()
        .map(|package| {
            let known = package["dependencies"].as_array().unwrap().iter();
            // What tests alone use is no arrow.
            let known = known.filter(|dependency| dependency["kind"] != "dev");
            let known = known.map(|dependency| dependency["name"].as_str().unwrap());
            let known = known.filter(|name| ours.contains(name)).map(str::to_owned).collect();
            (package["name"].as_str().unwrap().to_owned(), known)
        })
        .collect()
}

#[test]
fn every_arrow_between_crates_is_one_that_was_decided() {
    let allowed: BTreeMap<&str, BTreeSet<&str>> =
        ALLOWED.iter().map(|(name, known)| (*name, known.iter().copied().collect())).collect();
    for (name, known) in arrows() {
        let allowed =
            allowed.get(name.as_str()).unwrap_or_else(|| panic!("{name} is not in the table of arrows"));
        for other in known {
            assert!(allowed.contains(other.as_str()), "{name} must not know {other}");
        }
    }
}

/// Programs that stand for outsiders share nothing with the platform but HTTP.
#[test]
fn the_test_login_and_the_demo_tool_know_none_of_our_crates() {
    let arrows = arrows();
    for outsider in ["testid", "demo-tool"] {
        assert!(arrows[outsider].is_empty(), "{outsider} knows {:?}", arrows[outsider]);
    }
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn sea_orm_is_named_in_store_folders_the_database_crate_and_migrations_only() {
    let mut strays = Vec::new();
    for (name, _) in ALLOWED.iter().filter(|(name, _)| !["database", "migrations", "tests"].contains(name)) {
        let mut files = Vec::new();
        sources(&root().join(name).join("src"), &mut files);
        for file in files {
            let stored = file.components().any(|part| part.as_os_str() == "store")
                || file.file_name().is_some_and(|name| name == "store.rs");
            let test = file.to_string_lossy().contains("tests");
            if !stored && !test && fs::read_to_string(&file).unwrap().contains("sea_orm") {
                strays.push(file);
            }
        }
    }
    assert!(strays.is_empty(), "sea_orm outside store/: {strays:?}");
}

/// Files that grow past this hold a second thing that wants a room of its own.
#[test]
fn no_source_file_has_more_than_six_hundred_lines() {
    let mut long = Vec::new();
    for (name, _) in ALLOWED {
        let mut files = Vec::new();
        sources(&root().join(name), &mut files);
        for file in
            files.into_iter().filter(|file| !file.components().any(|part| part.as_os_str() == "target"))
        {
            let lines = fs::read_to_string(&file).unwrap().lines().count();
            if lines > 600 {
                long.push(format!("{} ({lines})", file.display()));
            }
        }
    }
    assert!(long.is_empty(), "too long: {long:?}");
}
