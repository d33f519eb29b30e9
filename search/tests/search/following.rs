//! How an index follows, whatever engine holds it.

use search::{Change, Reached, Rebuild, SearchError};

use crate::{
    engines::on_every_engine,
    tools::{hits, id, text, tool},
};

on_every_engine! {
    fn changes_are_applied_once_and_in_order(index: &Tested) {
        assert_eq!(index.position().unwrap(), 1);
        let mut renamed = tool("lysere");
        "Morgenlys".clone_into(&mut renamed.texts[0].1.name);
        index.apply(&[Change::Put(Box::new(renamed)), Change::Remove(id("pip"))], 3).unwrap();
        assert_eq!(index.position().unwrap(), 3);
        assert_eq!(hits(index, &text("morgenlys")), ["lysere"]);
        assert!(!hits(index, &text("tinnitus")).contains(&"pip"));
        assert_eq!(index.search(&text("")).unwrap().total, 29);
        assert!(index.suggest("Lysere", kernel::Locale::Nb, 5).unwrap().is_empty());
        // What is already in is not applied again: an older state would come back.
        index.apply(&[Change::Put(Box::new(tool("pip")))], 3).unwrap();
        assert!(!hits(index, &text("tinnitus")).contains(&"pip"));
        index.apply(&[], 5).unwrap();
        assert_eq!(index.position().unwrap(), 5);
        index.apply(&[Change::Put(Box::new(tool("pip")))], 6).unwrap();
        assert!(hits(index, &text("tinnitus")).contains(&"pip"), "what was removed can come back");
    }

    fn it_answers_while_it_is_filled_anew(index: &Tested) {
        let engine = &index.engine;
        index.runtime.block_on(async {
            let total = async || engine.search(&text("")).await.unwrap().total;
            let mut filling = engine.rebuild().await.unwrap();
            filling.add(vec![tool("pip"), tool("pip")]).await.unwrap();
            assert_eq!(total().await, 30);
            engine.apply(vec![Change::Remove(id("hodero"))], 9).await.unwrap();
            assert_eq!(total().await, 29);
            filling.add(vec![tool("lysere")]).await.unwrap();
            filling.finish(8).await.unwrap();
            assert_eq!(total().await, 2);
            // What came while it was filled is read again from here.
            assert_eq!(engine.position().await.unwrap(), 8);
            drop(engine.rebuild().await.unwrap());
            assert_eq!(total().await, 2);
        });
    }

    fn the_mark_of_the_position_is_kept_with_it(index: &Tested) {
        let engine = &index.engine;
        index.runtime.block_on(async {
            engine.apply(vec![Change::Remove(id("pip")), Change::Mark(7)], 3).await.unwrap();
            assert_eq!(engine.reached().await.unwrap(), Reached { position: 3, mark: Some(7) });
            engine.apply(vec![Change::Mark(8)], 3).await.unwrap();
            assert_eq!(engine.reached().await.unwrap().mark, Some(7), "nothing is applied twice");
            let mut filling = engine.rebuild().await.unwrap();
            filling.mark(u32::MAX);
            filling.finish(5).await.unwrap();
            assert_eq!(engine.reached().await.unwrap(), Reached { position: 5, mark: Some(u32::MAX) });
            engine.apply(Vec::new(), 6).await.unwrap();
            assert_eq!(engine.reached().await.unwrap(), Reached { position: 6, mark: None });
        });
    }

    fn an_index_without_tools_answers_with_nothing(index: &Tested) {
        index.rebuild(Vec::new(), 4).unwrap();
        assert_eq!(index.position().unwrap(), 4);
        for written in ["", "søvn", "får ikke sove"] {
            let answer = index.search(&text(written)).unwrap();
            assert_eq!((answer.total, answer.hits.len()), (0, 0), "{written}");
        }
        assert!(index.suggest("søv", kernel::Locale::Nb, 5).unwrap().is_empty());
    }
}

#[test]
fn there_is_none_before_it_is_filled() {
    let index = search::Index::in_memory();
    assert!(matches!(index.position(), Err(SearchError::NeedsRebuild(Rebuild::Missing))));
    assert!(matches!(index.search(&text("")), Err(SearchError::NeedsRebuild(Rebuild::Missing))));
}
