use kernel::Locale;
use proptest::prelude::*;
use search::{Index, Page, PerFacet, Query, Sort};

use crate::tools::{index, text};

thread_local! {
    static INDEX: Index = index();
}

const ODD: &[&str] = &[
    "",
    " ",
    "\"",
    "AND OR NOT",
    "name:*",
    "(((",
    "a:b AND (c OR",
    "*",
    "?",
    "~~~",
    "+-+-",
    "\\",
    "[a TO z]",
    "/.*/",
    "'; DROP TABLE tools; --",
    "<script>alert(1)</script>",
    "{{7*7}}",
    "%00%0a",
    "\u{0}\u{1f}\u{7f}",
    "\u{202e}hodepine",
    "\u{feff}søvn",
    "a\u{301}\u{301}\u{301}\u{301}",
    "😀😀😀",
    "مرحبا",
    "头痛",
    "=hodepine",
    "~hodepin",
    "+søvn",
    "-",
    "...",
    "F32.1.2.3",
    "P76-P99",
    "e-e-e-e-e-e-e",
    "''''",
    "icpc",
    "P",
    "1",
    "ǅ",
    "ß",
    "İ",
    "ﬁ",
    "½",
    "Ⅷ",
];

#[test]
fn operators_markup_and_odd_letters_are_just_text() {
    let index = index();
    for odd in ODD {
        let repeated = odd.repeat(500);
        for written in [odd, repeated.as_str()] {
            index.search(&text(written)).unwrap();
            index.suggest(written, Locale::Se, 10).unwrap();
        }
    }
}

#[test]
fn a_text_too_long_is_cut_and_answered() {
    let index = index();
    let long = format!("depresjon {}", "blodtrykksmåling søvn ".repeat(10_000));
    assert!(index.search(&text(&long)).unwrap().total > 0);
    index.search(&text(&"a".repeat(1_000_000))).unwrap();
    index.search(&text(&"hodehode".repeat(100))).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_query_is_answered_within_its_bounds(
        written in prop_oneof![any::<String>(), "[a-zæøåA-ZÆØÅ0-9 .'~=+*\"-]{0,80}", "(hode|pine|søvn|blod|trykk|måling|s|e){0,12}"],
        values in proptest::collection::vec(any::<String>(), 0..3),
        number in any::<usize>(),
        size in any::<usize>(),
        sort in prop_oneof![Just(Sort::Relevance), Just(Sort::Newest), Just(Sort::Name)],
        locale in prop_oneof![Just(Locale::Nb), Just(Locale::En), Just(Locale::Se)],
    ) {
        INDEX.with(|index| {
            let filters = PerFacet { topics: values.clone(), ..PerFacet::default() };
            let query = Query { text: written.clone(), filters, sort, page: Page { number, size }, locale };
            let answer = index.search(&query).unwrap();
            prop_assert!(answer.hits.len() <= 100 && answer.total <= 30);
            for hit in &answer.hits {
                let name: String = hit.name.iter().map(|piece| piece.text.as_str()).collect();
                prop_assert!(!name.is_empty());
            }
            let suggestions = index.suggest(&written, locale, 6).unwrap();
            prop_assert!(suggestions.len() <= 6);
            Ok(())
        })?;
    }
}
