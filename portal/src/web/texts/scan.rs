//! Tests over all texts, templates and sources: no key missing or unused, no literal text in a template.

mod quoted;

use std::{collections::BTreeSet, fs, path::Path};

use kernel::Locale;
use regex::Regex;

use crate::web::{
    render::{template_names, template_source},
    texts::files,
};

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).unwrap()
}

fn keys(locale: Locale) -> BTreeSet<String> {
    files(locale).iter().flat_map(|(_, content)| keys_of(content)).collect()
}

fn keys_of(content: &str) -> Vec<String> {
    let key = regex(r"(?m)^([a-zA-Z][\w-]*)\s*=");
    key.captures_iter(content).map(|found| found[1].to_owned()).collect()
}

/// Keys and beginnings of keys that templates name.
fn template_keys() -> (BTreeSet<String>, BTreeSet<String>) {
    let call = regex(r#"\b(?:t|ta|rich|has_text)\(\s*"([^"]+)"\s*(~)?"#);
    let (mut whole, mut begun) = (BTreeSet::new(), BTreeSet::new());
    for name in template_names() {
        let source = without(&template_source(&name).unwrap(), &[r"(?s)\{#.*?#\}"]);
        for found in call.captures_iter(&source) {
            if found.get(2).is_some() {
                begun.insert(found[1].to_owned())
            } else {
                whole.insert(found[1].to_owned())
            };
        }
    }
    (whole, begun)
}

/// All string literals of the workspace's sources, and beginnings of formatted ones.
fn source_literals() -> (BTreeSet<String>, BTreeSet<String>) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let literal = regex(r#""([a-zA-Z][\w-]*)(\{)?[^"\n]*""#);
    let (mut whole, mut begun) = (BTreeSet::new(), BTreeSet::new());
    let mut folders: Vec<_> = fs::read_dir(root)
        .unwrap()
        .map(|entry| entry.unwrap().path().join("src"))
        .filter(|path| path.is_dir())
        .collect();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                for found in literal.captures_iter(&fs::read_to_string(path).unwrap()) {
                    if found.get(2).is_some() {
                        begun.insert(found[1].to_owned())
                    } else {
                        whole.insert(found[1].to_owned())
                    };
                }
            }
        }
    }
    (whole, begun)
}

fn without(text: &str, patterns: &[&str]) -> String {
    patterns.iter().fold(text.to_owned(), |text, pattern| regex(pattern).replace_all(&text, " ").into_owned())
}

#[test]
fn every_key_that_a_template_names_exists_in_bokmal() {
    let known = keys(Locale::Nb);
    let (named, begun) = template_keys();
    let missing: Vec<_> = named.into_iter().filter(|key| !known.contains(key)).collect();
    assert_eq!(missing, Vec::<String>::new(), "keys without a text in texts/nb");
    let empty: Vec<_> =
        begun.into_iter().filter(|start| !known.iter().any(|key| key.starts_with(start.as_str()))).collect();
    assert_eq!(empty, Vec::<String>::new(), "beginnings that no key in texts/nb has");
}

#[test]
fn every_text_is_used() {
    let (named, begun) = template_keys();
    let (literals, formatted) = source_literals();
    let used = |key: &String| {
        named.contains(key)
            || literals.contains(key)
            || begun.iter().chain(&formatted).any(|start| start.len() > 3 && key.starts_with(start.as_str()))
    };
    let unused: Vec<_> = keys(Locale::Nb).into_iter().filter(|key| !used(key)).collect();
    assert_eq!(unused, Vec::<String>::new(), "texts that nothing shows");
}

#[test]
fn no_language_has_a_key_that_bokmal_lacks_and_no_key_stands_twice() {
    let known = keys(Locale::Nb);
    for locale in Locale::ALL {
        let all: Vec<String> = files(locale).iter().flat_map(|(_, content)| keys_of(content)).collect();
        let unique: BTreeSet<_> = all.iter().cloned().collect();
        assert_eq!(all.len(), unique.len(), "{locale}: a key stands twice");
        let strays: Vec<_> = unique.difference(&known).collect();
        assert_eq!(strays, Vec::<&String>::new(), "{locale}: keys that bokmål lacks");
    }
}

#[test]
fn every_text_is_there_in_nynorsk_and_english() {
    let (nynorsk, english) = (keys(Locale::Nn), keys(Locale::En));
    let lacking: Vec<_> =
        keys(Locale::Nb).into_iter().filter(|key| !nynorsk.contains(key) || !english.contains(key)).collect();
    assert_eq!(lacking, Vec::<String>::new(), "not in nynorsk and English");
}

#[test]
fn variables_are_the_same_in_every_language() {
    let message = regex(r"(?m)^([a-zA-Z][\w-]*)\s*=((?:.*)(?:\n[ \t}].*|\n$)*)");
    let variable = regex(r"\$(\w+)");
    let of = |locale: Locale| -> Vec<(String, BTreeSet<String>)> {
        files(locale)
            .iter()
            .flat_map(|(_, content)| {
                let found = message.captures_iter(content).map(|found| {
                    let names = variable.captures_iter(&found[2]).map(|name| name[1].to_owned()).collect();
                    (found[1].to_owned(), names)
                });
                found.collect::<Vec<_>>()
            })
            .collect()
    };
    let bokmal: std::collections::BTreeMap<_, _> = of(Locale::Nb).into_iter().collect();
    for locale in [Locale::Nn, Locale::En, Locale::Se] {
        for (key, names) in of(locale) {
            if let Some(wanted) = bokmal.get(&key) {
                assert_eq!(&names, wanted, "{locale}: variables of {key}");
            }
        }
    }
}

#[test]
fn no_text_leads_to_a_page_in_another_language() {
    let link = regex(r#"href="(/[^"]*)"#);
    for locale in Locale::ALL {
        for (name, content) in files(locale) {
            // What machines read has one address; a page's is an argument, made by `url()`.
            let bare: Vec<&str> = link
                .captures_iter(&content)
                .map(|found| found.get(1).unwrap().as_str())
                .filter(|address| !address.starts_with("/api/v1/"))
                .collect();
            assert_eq!(bare, Vec::<&str>::new(), "{locale}: {name}");
        }
    }
}

#[test]
fn no_template_holds_literal_text_inline_style_or_script() {
    let spoken =
        regex(r#"(?i)\b(aria-label|alt|title|placeholder|aria-description)="[^"{]*[a-zæøå]{2,}[^"]*""#);
    let inline = regex(r#"(?i)\s(style|on[a-z]+)\s*=\s*""#);
    let marked = regex(r#"="[^"]*\{\{-?\s*(?:t|rich)\("#);
    let letters = regex(r"[A-Za-zÆØÅæøå]{2,}");
    for name in template_names() {
        let source = template_source(&name).unwrap();
        let html = without(&source, &[r"(?s)\{#.*?#\}", r"(?s)\{%.*?%\}"]);
        assert!(!marked.is_match(&html), "{name}: use ta() in attributes");
        let plain = without(&html, &[r"(?s)\{\{.*?\}\}"]);
        assert!(!inline.is_match(&plain), "{name}: inline style or handler");
        assert!(!spoken.is_match(&plain), "{name}: literal text in an attribute");
        let text = without(
            &plain,
            &[r"(?s)<svg.*?</svg>", r"(?s)<!doctype html>", r"(?s)<[^>]*>", r#"[\w-]+="[^"]*""#, r"&\w+;"],
        );
        let found: Vec<_> =
            letters.find_iter(&text).map(|m| m.as_str()).filter(|word| *word != "Reseptor").collect();
        assert_eq!(found, Vec::<&str>::new(), "{name}: literal text");
    }
}
