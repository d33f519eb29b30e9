//! Page by page, while tools come and go.

use std::collections::BTreeSet;

use search::{Change, Cursor, Document, Index, Page, Query, Sort};

use crate::tools::{all, id, key, text, tool};

/// What some tools fit, on several pages.
const WORDS: &str = "søvn";

/// A page's tools, and where it ends.
fn page(index: &Index, query: &Query, from: Option<&Cursor>) -> (Vec<&'static str>, Option<Cursor>) {
    let (answer, next) = index.walk(query, from).unwrap();
    (answer.hits.iter().map(|hit| key(hit.id)).collect(), next)
}

/// All tools that are walked through, with what is done after each page.
fn walked(
    index: &Index,
    query: &Query,
    mut between: impl FnMut(usize, &[&'static str]),
) -> Vec<&'static str> {
    let (mut seen, mut next) = page(index, query, None);
    between(0, &seen);
    for number in 1.. {
        let Some(from) = next else { return seen };
        assert!(number < 50, "{query:?}");
        let (keys, after) = page(index, query, Some(&from));
        assert!(!keys.is_empty() && keys.len() <= query.page.size, "{query:?}: {keys:?}");
        between(number, &keys);
        seen.extend(keys);
        next = after;
    }
    seen
}

fn queries() -> Vec<Query> {
    let of = |written: &str, sort, size| Query { sort, page: Page { number: 1, size }, ..text(written) };
    vec![
        of("", Sort::Newest, 4),
        of("", Sort::Name, 4),
        of("", Sort::Relevance, 4),
        of(WORDS, Sort::Relevance, 1),
        of(WORDS, Sort::Newest, 1),
        of(WORDS, Sort::Name, 1),
    ]
}

#[test]
fn pages_are_those_of_the_whole_list() {
    let index = Index::in_memory();
    index.rebuild(all(), 1).unwrap();
    for query in queries() {
        let whole = Query { page: Page { number: 1, size: 100 }, ..query.clone() };
        let whole: Vec<_> = index.search(&whole).unwrap().hits.iter().map(|hit| key(hit.id)).collect();
        assert!(whole.len() > query.page.size * 2, "{query:?}: {whole:?}");
        assert_eq!(walked(&index, &query, |_, _| {}), whole, "{query:?}");
        assert_eq!(index.walk(&query, None).unwrap().0.total, whole.len());
    }
}

#[test]
fn tools_that_stay_come_exactly_once_while_others_come_and_go() {
    for query in queries() {
        let index = Index::in_memory();
        let whole = Query { page: Page { number: 1, size: 100 }, ..query.clone() };
        index.rebuild(all(), 1).unwrap();
        let found: Vec<_> = index.search(&whole).unwrap().hits.iter().map(|hit| key(hit.id)).collect();
        // Some are not there at first, and of each page the last one goes.
        let late: Vec<&str> = found.iter().copied().skip(1).step_by(5).collect();
        index.rebuild(all().into_iter().filter(|one| !late.contains(&key(one.id))), 1).unwrap();
        let mut gone = BTreeSet::new();
        let mut position = 1;
        let seen = walked(&index, &query, |number, keys| {
            position += 1;
            let mut changes: Vec<Change> =
                late.iter().skip(number * 2).take(2).map(|key| Change::Put(Box::new(tool(key)))).collect();
            let going = keys[keys.len() - 1];
            gone.insert(going);
            changes.push(Change::Remove(id(going)));
            index.apply(&changes, position).unwrap();
        });
        let stayed = found.iter().filter(|key| !late.contains(key) && !gone.contains(*key));
        for key in stayed {
            assert_eq!(seen.iter().filter(|seen| *seen == key).count(), 1, "{key} of {query:?}: {seen:?}");
        }
        let once: BTreeSet<_> = seen.iter().collect();
        assert_eq!(once.len(), seen.len(), "{query:?}: {seen:?}");
    }
}

#[test]
fn many_tools_of_one_moment_or_one_name_are_walked_through_as_well() {
    let index = Index::in_memory();
    let alike = |key: &str| {
        let mut alike: Document = tool(key);
        alike.published_at = None;
        for (_, texts) in &mut alike.texts {
            "Samme navn".clone_into(&mut texts.name);
        }
        alike
    };
    index.rebuild(all().iter().map(|one| alike(key(one.id))), 1).unwrap();
    for sort in [Sort::Newest, Sort::Name] {
        let query = Query { sort, page: Page { number: 1, size: 7 }, ..text("") };
        let mut position = index.position().unwrap();
        let seen = walked(&index, &query, |_, keys| {
            position += 1;
            // Into another segment, where it keeps its place.
            index.apply(&[Change::Put(Box::new(alike(keys[0])))], position).unwrap();
        });
        assert_eq!(seen.len(), 30, "{sort:?}");
        assert_eq!(seen.iter().collect::<BTreeSet<_>>().len(), 30, "{sort:?}");
    }
}

#[test]
fn a_state_that_is_not_held_any_more_is_counted_on_in_what_there_is() {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::open(folder.path(), "").unwrap();
    index.rebuild(all(), 1).unwrap();
    let query = Query { page: Page { number: 1, size: 2 }, ..text(WORDS) };
    let (first, next) = page(&index, &query, None);
    drop(index);
    let again = Index::open(folder.path(), "").unwrap();
    let (second, _) = page(&again, &query, next.as_ref());
    assert!(!second.is_empty() && second.iter().all(|key| !first.contains(key)), "{first:?} {second:?}");
    assert_eq!(page(&again, &query, Some(&Cursor::counted(2))).0, second);
    assert_eq!(page(&again, &query, Some(&Cursor::counted(usize::MAX))), (Vec::new(), None));
}
