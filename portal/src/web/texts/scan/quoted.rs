//! Tests over what stands in quotes in the sources: nothing that people are told, and no key without a text.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use kernel::Locale;
use regex::Regex;

use super::{keys, keys_of, regex};

/// Letters that no English word has, and words that no English has.
const SPOKEN: &str =
    r"(?i:[æøåáčđŋšŧž]|(?:^|\s)(?:og|ikke|ikkje|eller|som|er|til|av|med|deg|dette|hvis|har)\s)";

/// Where such words stand in the code.
const SPEAK: [&str; 5] = [
    // A web tool of its own, which is in bokmål.
    "demo-tool/src/",
    // What languages call themselves.
    "kernel/src/locale.rs",
    // Months.
    "portal/src/web/dates.rs",
    // Examples of a tool and of a client.
    "portal/src/api/model.rs",
    "portal/src/pages/vendor/client/list.rs",
];

/// What begins like keys do, and is none.
const NO_KEYS: [&str; 15] = [
    // What SMART App Launch calls capabilities.
    "client-confidential-asymmetric",
    "client-public",
    "permission-offline",
    "permission-online",
    "permission-patient",
    "permission-v2",
    // Of FHIR.
    "profile-class",
    "search-type",
    "suspension-reason",
    // An icon, the last part of keys, a part of an address, a header, a demo account, a problem.
    "check-circle",
    "permission-data",
    "for-hvem",
    "permissions-policy",
    "orderer-trust",
    "method-not-allowed",
];

/// What is put where people see or hear it.
const SHOWN: &str = concat!(
    r#"(?:textContent|innerText|innerHTML|ariaLabel|ariaDescription|title|placeholder|alt)\s*\+?=\s*["'`][^"'`]*\p{L}{2}"#,
    r#"|setAttribute\(\s*["'](?:aria-label|aria-description|title|alt|placeholder)["'],\s*["'`][^"'`]*\p{L}{2}"#,
);

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// Files with this ending in a folder and everything below it.
fn files_in(folder: &Path, end: &str) -> Vec<PathBuf> {
    let (mut found, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == end) {
                found.push(path);
            }
        }
    }
    found
}

/// What stands in quotes, as one of the pattern's groups; comments are matched by none.
fn in_quotes(quoted: &Regex, source: &str) -> Vec<String> {
    let inner = |found: regex::Captures<'_>| Some(found.iter().skip(1).flatten().next()?.as_str().to_owned());
    quoted.captures_iter(source).filter_map(inner).collect()
}

/// The code of each source, by its path from the root. Tests may say what they like.
fn sources() -> Vec<(String, String)> {
    let declared = regex(r#"#\[cfg\((?:test|feature = "testing")\)\]\n\s*(?:pub(?:\(crate\))? )?mod (\w+);"#);
    let inline = regex(r"(?m)^#\[cfg\(test\)\]\n(?:pub(?:\(crate\))? )?mod \w+ \{");
    let root = root();
    let mut sources = Vec::new();
    for entry in fs::read_dir(&root).unwrap() {
        let folder = entry.unwrap().path();
        if !folder.ends_with("tests") && folder.join("src").is_dir() {
            sources.extend(files_in(&folder.join("src"), "rs"));
        }
    }
    let sources: Vec<(PathBuf, String)> =
        sources.into_iter().map(|path| (path.clone(), fs::read_to_string(path).unwrap())).collect();
    let mut of_tests = Vec::new();
    for (path, source) in &sources {
        let beside = ["mod.rs", "lib.rs", "main.rs"].iter().any(|name| path.ends_with(name));
        let folder = if beside { path.parent().unwrap().to_owned() } else { path.with_extension("") };
        of_tests.extend(declared.captures_iter(source).map(|found| folder.join(&found[1])));
    }
    let is_test = |path: &Path| {
        of_tests.iter().any(|module| path.starts_with(module) || path == module.with_extension("rs"))
    };
    let read = |(path, source): (PathBuf, String)| {
        let code = inline.split(&source).next().unwrap();
        (path.strip_prefix(&root).unwrap().to_str().unwrap().to_owned(), code.to_owned())
    };
    sources.into_iter().filter(|(path, _)| !is_test(path)).map(read).collect()
}

/// What stands in quotes in each source.
fn literals() -> Vec<(String, Vec<String>)> {
    let quoted = regex(r##"(?s)//[^\n]*|r#"(.*?)"#|r"([^"]*)"|"((?:[^"\\]|\\.)*)"|'(?:\\.[^']*|[^'\\\n])'"##);
    sources().into_iter().map(|(path, code)| (path, in_quotes(&quoted, &code))).collect()
}

/// What the program writes in the audit log: quoted on the spot, or chosen as `action` from what is quoted in the same file.
fn audited() -> BTreeSet<String> {
    let written = regex(r#"Audit::new\([^"]*?,\s*(?:"([^"]+)"|action),"#);
    let chosen = regex(r#""([a-z_]+(?:\.[a-z_]+)+)""#);
    let mut actions = BTreeSet::new();
    for (path, code) in sources() {
        let found: Vec<_> = written.captures_iter(&code).map(|found| found.get(1)).collect();
        assert_eq!(found.len(), code.matches("Audit::new(").count(), "{path}: an action that cannot be read");
        actions.extend(found.iter().flatten().map(|action| action.as_str().to_owned()));
        if found.contains(&None) {
            actions.extend(chosen.captures_iter(&code).map(|found| found[1].to_owned()));
        }
    }
    actions
}

#[test]
fn nothing_is_said_to_people_in_the_code() {
    let spoken = regex(SPOKEN);
    assert!(spoken.is_match("Du er her") && spoken.is_match("Lagret på siden"));
    let sources = literals();
    assert!(sources.len() > 500, "{} sources", sources.len());
    let said = |place: &str| -> Vec<String> {
        let there = sources.iter().filter(|(path, _)| path.starts_with(place));
        there
            .flat_map(|(path, texts)| texts.iter().map(move |text| (path, text)))
            .filter(|(_, text)| spoken.is_match(text))
            .map(|(path, text)| format!("{path}: {text}"))
            .collect()
    };
    let mut found = said("");
    found.retain(|one| !SPEAK.iter().any(|place| one.starts_with(place)));
    assert_eq!(found, Vec::<String>::new(), "texts stand in texts/");
    for place in SPEAK {
        assert!(!said(place).is_empty(), "{place} says nothing any more");
    }
}

#[test]
fn nothing_is_said_to_people_in_the_scripts() {
    let quoted =
        regex(r#"(?s)//[^\n]*|/\*.*?\*/|"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`"#);
    let spoken = regex(&format!(r"{SPOKEN}|^\p{{Lu}}\p{{Ll}}+ .*\p{{Ll}}"));
    let shown = regex(SHOWN);
    assert!(shown.is_match("box.textContent = `Not saved`") && spoken.is_match("No connection"));
    let scripts = files_in(&root().join("portal/frontend/js"), "js");
    assert!(scripts.len() > 5, "{} scripts", scripts.len());
    for path in scripts {
        let source = fs::read_to_string(&path).unwrap();
        let mut found: Vec<String> =
            in_quotes(&quoted, &source).into_iter().filter(|text| spoken.is_match(text)).collect();
        found.extend(shown.find_iter(&source).map(|put| put.as_str().to_owned()));
        assert_eq!(found, Vec::<String>::new(), "{}: texts stand in texts/", path.display());
    }
}

#[test]
fn every_key_that_the_code_names_has_a_text() {
    let known = keys(Locale::Nb);
    let messages = keys_of(&fs::read_to_string(root().join("notify/texts/nb.ftl")).unwrap());
    let families: BTreeSet<&str> = known.iter().filter_map(|key| Some(key.split_once('-')?.0)).collect();
    let (whole, begun) = (regex(r"^[a-z]+(?:-[A-Za-z0-9_]+)+$"), regex(r"^([a-z]+(?:-[A-Za-z0-9_]+)*-)\{"));
    let lacks = |text: &String| {
        if !text.split_once('-').is_some_and(|(family, _)| families.contains(family)) {
            return false;
        }
        if let Some(begun) = begun.captures(text) {
            return !known.iter().any(|key| key.starts_with(&begun[1]));
        }
        whole.is_match(text)
            && !known.contains(text)
            && !messages.iter().any(|key| key.starts_with(&format!("{text}-")))
            && !NO_KEYS.contains(&text.as_str())
    };
    let mut lacking = Vec::new();
    for (path, texts) in literals() {
        lacking.extend(texts.into_iter().filter(lacks).map(|text| format!("{path}: {text}")));
    }
    assert_eq!(lacking, Vec::<String>::new(), "keys without a text in texts/nb");
}

#[test]
fn everything_in_the_audit_log_has_words_and_no_words_are_for_nothing() {
    let actions = audited();
    assert!(actions.len() > 90, "{actions:?}");
    let wanted: BTreeSet<String> =
        actions.iter().map(|action| format!("audit-{}", action.replace('.', "-"))).collect();
    let there: BTreeSet<String> =
        keys(Locale::Nb).into_iter().filter(|key| key.starts_with("audit-")).collect();
    assert_eq!(there, wanted, "texts/nb/audit.ftl and what the sources write");
}
