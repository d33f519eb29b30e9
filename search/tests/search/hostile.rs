use kernel::Locale;
use proptest::prelude::*;
use search::{Page, PerFacet, Query, Sort};

use crate::{
    engines::{Tested, on_every_engine},
    tools::text,
};

thread_local! {
    static EMBEDDED: Tested = Tested::embedded();
    static SERVER: Option<Tested> = Tested::server();
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

on_every_engine! {
    fn operators_markup_and_odd_letters_are_just_text(index: &Tested) {
        for odd in ODD {
            let repeated = odd.repeat(500);
            for written in [odd, repeated.as_str()] {
                index.search(&text(written)).unwrap();
                index.suggest(written, Locale::Se, 10).unwrap();
            }
        }
    }

    fn a_text_too_long_is_cut_and_answered(index: &Tested) {
        let long = format!("depresjon {}", "blodtrykksmåling søvn ".repeat(10_000));
        assert!(index.search(&text(&long)).unwrap().total > 0);
        index.search(&text(&"a".repeat(1_000_000))).unwrap();
        index.search(&text(&"hodehode".repeat(100))).unwrap();
    }
}

fn queries() -> impl Strategy<Value = Query> {
    let text = prop_oneof![
        any::<String>(),
        "[a-zæøåA-ZÆØÅ0-9 .'~=+*\"-]{0,80}",
        "(hode|pine|søvn|blod|trykk|måling|s|e){0,12}",
        "((hode|pine|søvn|kurs|angst|vondt|i|barn) ){0,5}"
    ];
    let values = proptest::collection::vec(any::<String>(), 0..3);
    let sort = prop_oneof![Just(Sort::Relevance), Just(Sort::Newest), Just(Sort::Name)];
    let locale = prop_oneof![Just(Locale::Nb), Just(Locale::En), Just(Locale::Se)];
    (text, values, any::<usize>(), any::<usize>(), sort, locale).prop_map(
        |(text, topics, number, size, sort, locale)| Query {
            text,
            filters: PerFacet { topics, ..PerFacet::default() },
            sort,
            page: Page { number, size },
            locale,
        },
    )
}

fn is_answered(index: &Tested, query: &Query) -> Result<(), TestCaseError> {
    let answer = index.search(query).unwrap();
    prop_assert!(answer.hits.len() <= 100 && answer.total <= 30);
    for hit in &answer.hits {
        let name: String = hit.name.iter().map(|piece| piece.text.as_str()).collect();
        prop_assert!(!name.is_empty());
    }
    let suggestions = index.suggest(&query.text, query.locale, 6).unwrap();
    prop_assert!(suggestions.len() <= 6);
    Ok(())
}

/// What matches, how well, and what it is narrowed by, is the same for every engine; only the order may differ.
fn is_told_alike(query: &Query) -> Result<(), TestCaseError> {
    SERVER.with(|server| {
        let Some(server) = server else { return Ok(()) };
        let everything = Query { page: Page { number: 1, size: 100 }, ..query.clone() };
        let told = |index: &Tested| {
            let answer = index.search(&everything).unwrap();
            let mut hits: Vec<_> = answer.hits;
            hits.sort_by_key(|hit| hit.id);
            (answer.total, answer.fit, answer.facets, answer.did_you_mean, hits)
        };
        prop_assert_eq!(told(server), EMBEDDED.with(told));
        let suggested = |index: &Tested| index.suggest(&query.text, query.locale, 6).unwrap();
        prop_assert_eq!(suggested(server), EMBEDDED.with(suggested));
        is_answered(server, query)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_query_is_answered_within_its_bounds(query in queries()) {
        EMBEDDED.with(|index| is_answered(index, &query))?;
    }
}

proptest! {
    // Each case is a dozen requests.
    #![proptest_config(ProptestConfig { max_shrink_iters: 6, failure_persistence: None, ..ProptestConfig::with_cases(60) })]

    #[test]
    fn the_server_answers_any_query_as_the_embedded_engine_does(query in queries()) {
        is_told_alike(&query)?;
    }
}
