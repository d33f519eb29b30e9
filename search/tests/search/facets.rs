use search::{Facet, PerFacet, Query};

use crate::{
    engines::on_every_engine,
    tools::{all, text},
};

fn filtered(topics: &[&str], access: &[&str]) -> Query {
    let owned = |list: &[&str]| list.iter().map(|value| (*value).to_owned()).collect();
    Query {
        filters: PerFacet { topics: owned(topics), access: owned(access), ..PerFacet::default() },
        page: search::Page { number: 1, size: 100 },
        ..text("")
    }
}

on_every_engine! {
    fn a_count_is_what_choosing_the_value_would_leave(index: &Tested) {
        for (topics, access) in [
            (&["psyke"][..], &["open"][..]),
            (&[], &["open"]),
            (&["psyke", "sovn"], &[]),
            (&["barn"], &["open", "prescription"]),
        ] {
            let answer = index.search(&filtered(topics, access)).unwrap();
            for count in &answer.facets.topics {
                let expected = index.search(&filtered(&[&count.value], access)).unwrap().total;
                assert_eq!(count.count, expected, "topic {} with {access:?}", count.value);
            }
            for count in &answer.facets.access {
                let expected = index.search(&filtered(topics, &[&count.value])).unwrap().total;
                assert_eq!(count.count, expected, "access {} with {topics:?}", count.value);
            }
        }
    }

    fn values_of_one_facet_widen_and_facets_narrow(index: &Tested) {
        let total = |topics: &[&str], access: &[&str]| index.search(&filtered(topics, access)).unwrap().total;
        let expected = |test: &dyn Fn(&search::Document) -> bool| all().iter().filter(|tool| test(tool)).count();
        let has = |tool: &search::Document, facet: Facet, value: &str| {
            tool.facets[facet].iter().any(|own| own == value)
        };
        assert_eq!(total(&["psyke"], &[]), expected(&|tool| has(tool, Facet::Topic, "psyke")));
        assert_eq!(
            total(&["psyke", "sovn"], &[]),
            expected(&|t| has(t, Facet::Topic, "psyke") || has(t, Facet::Topic, "sovn"))
        );
        assert_eq!(
            total(&["psyke"], &["open"]),
            expected(&|t| has(t, Facet::Topic, "psyke") && has(t, Facet::Access, "open"))
        );
        assert_eq!(total(&["nothing"], &[]), 0);
    }

    fn a_chosen_value_without_hits_is_listed_with_zero(index: &Tested) {
        let answer = index.search(&filtered(&["kreft"], &["open"])).unwrap();
        assert_eq!(answer.total, 0);
        let zero = answer.facets.topics.iter().find(|count| count.value == "kreft").unwrap();
        assert_eq!(zero.count, 0);
    }

    fn filters_that_leave_nothing_do_not_loosen_the_text(index: &Tested) {
        let query = Query { text: "depresjon".to_owned(), ..filtered(&[], &["open"]) };
        let answer = index.search(&query).unwrap();
        assert_eq!((answer.total, answer.fit), (0, search::Fit::All));
        assert_eq!(answer.facets.access.iter().find(|count| count.value == "prescription").unwrap().count, 1);
    }
}
