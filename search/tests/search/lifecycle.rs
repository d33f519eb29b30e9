use std::{fs, path::Path};

use search::{Change, Index, Rebuild, SearchError};

use crate::tools::{all, hits, id, text, tool};

fn needs(index: &Index) -> Option<Rebuild> {
    match index.position() {
        Err(SearchError::NeedsRebuild(why)) => Some(why),
        _ => None,
    }
}

#[test]
fn an_index_is_missing_at_first_and_found_again_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::open(folder.path(), "").unwrap();
    assert_eq!(needs(&index), Some(Rebuild::Missing));
    assert!(matches!(index.search(&text("søvn")), Err(SearchError::NeedsRebuild(Rebuild::Missing))));
    index.rebuild(all(), 7).unwrap();
    assert_eq!(index.position().unwrap(), 7);
    drop(index);
    let again = Index::open(folder.path(), "").unwrap();
    assert_eq!(again.position().unwrap(), 7);
    assert_eq!(hits(&again, &text("depresjon")), ["lysere"]);
}

#[test]
fn changes_are_applied_once_and_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::open(folder.path(), "").unwrap();
    index.rebuild(all(), 1).unwrap();
    let mut renamed = tool("lysere");
    "Morgenlys".clone_into(&mut renamed.texts[0].1.name);
    index.apply(&[Change::Put(Box::new(renamed)), Change::Remove(id("pip"))], 3).unwrap();
    assert_eq!(hits(&index, &text("morgenlys")), ["lysere"]);
    assert!(!hits(&index, &text("tinnitus")).contains(&"pip"));
    assert!(index.suggest("Lysere", kernel::Locale::Nb, 5).unwrap().is_empty());
    // What is already in is not applied again: an older state would come back.
    index.apply(&[Change::Put(Box::new(tool("pip")))], 3).unwrap();
    assert!(!hits(&index, &text("tinnitus")).contains(&"pip"));
    index.apply(&[], 5).unwrap();
    drop(index);
    assert_eq!(Index::open(folder.path(), "").unwrap().position().unwrap(), 5);
}

#[test]
fn many_small_changes_leave_few_files() {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::open(folder.path(), "").unwrap();
    index.rebuild(all(), 1).unwrap();
    for position in 2..22 {
        index.apply(&[Change::Put(Box::new(tool("pip")))], position).unwrap();
    }
    assert_eq!(index.search(&text("")).unwrap().total, 30);
    let inner = index_folders(folder.path()).remove(0);
    let files = fs::read_dir(folder.path().join(inner)).unwrap().count();
    assert!(files < 90, "{files} files");
}

#[test]
fn a_rebuild_replaces_the_old_index_and_its_files() {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::open(folder.path(), "").unwrap();
    index.rebuild(all(), 4).unwrap();
    index.rebuild([tool("pip"), tool("pip")], 2).unwrap();
    assert_eq!(index.position().unwrap(), 2);
    assert_eq!(index.search(&text("")).unwrap().total, 1);
    assert_eq!(index_folders(folder.path()).len(), 1);
}

#[test]
fn damage_is_noticed_when_opened_and_mended_by_a_rebuild() {
    for damage in [cut_a_file as fn(&Path), alter_a_file, remove_a_folder, garble_the_pointer] {
        let folder = tempfile::tempdir().unwrap();
        Index::open(folder.path(), "").unwrap().rebuild(all(), 1).unwrap();
        damage(folder.path());
        let index = Index::open(folder.path(), "").unwrap();
        assert_eq!(needs(&index), Some(Rebuild::Damaged));
        index.rebuild(all(), 2).unwrap();
        assert_eq!(hits(&index, &text("depresjon")), ["lysere"]);
        drop(index);
        assert_eq!(Index::open(folder.path(), "").unwrap().position().unwrap(), 2);
    }
}

#[test]
fn files_lost_while_running_are_noticed_with_the_next_change() {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::open(folder.path(), "").unwrap();
    index.rebuild(all(), 1).unwrap();
    remove_a_folder(folder.path());
    assert!(matches!(
        index.apply(&[Change::Remove(id("pip"))], 2),
        Err(SearchError::NeedsRebuild(Rebuild::Damaged))
    ));
    assert_eq!(needs(&index), Some(Rebuild::Damaged));
    index.rebuild(all(), 2).unwrap();
    assert_eq!(index.position().unwrap(), 2);
}

#[test]
fn an_index_that_another_process_fills_anew_is_the_one_that_answers_and_follows() {
    let folder = tempfile::tempdir().unwrap();
    let serving = Index::open(folder.path(), "").unwrap();
    let other = Index::open(folder.path(), "").unwrap();
    serving.rebuild(all(), 5).unwrap();
    assert_eq!(other.position().unwrap(), 5, "one that was missing is found");
    serving.apply(&[Change::Remove(id("pip"))], 6).unwrap();
    other.rebuild(all(), 5).unwrap();
    assert_eq!(serving.search(&text("")).unwrap().total, 29, "the old one answers until it is looked at");
    // What the new one lacks comes first: its position is read anew.
    let renamed = || {
        let mut renamed = tool("lysere");
        "Morgenlys".clone_into(&mut renamed.texts[0].1.name);
        [Change::Put(Box::new(renamed))]
    };
    assert!(matches!(serving.apply(&renamed(), 7), Err(SearchError::Replaced)));
    assert_eq!((serving.position().unwrap(), serving.search(&text("")).unwrap().total), (5, 30));
    serving.apply(&[Change::Remove(id("pip"))], 6).unwrap();
    serving.apply(&renamed(), 7).unwrap();
    assert_eq!(hits(&serving, &text("morgenlys")), ["lysere"]);
    assert_eq!((serving.search(&text("")).unwrap().total, index_folders(folder.path()).len()), (29, 1));
    other.rebuild(all(), 8).unwrap();
    assert_eq!(serving.position().unwrap(), 8, "a look is enough");
}

#[test]
fn an_index_that_another_process_leaves_unusable_is_rebuilt_while_the_old_one_answers() {
    let folder = tempfile::tempdir().unwrap();
    let serving = Index::open(folder.path(), "").unwrap();
    serving.rebuild(all(), 1).unwrap();
    Index::open(folder.path(), "").unwrap().rebuild(all(), 2).unwrap();
    cut_a_file(folder.path());
    assert_eq!(needs(&serving), Some(Rebuild::Damaged));
    assert_eq!(hits(&serving, &text("depresjon")), ["lysere"]);
    serving.rebuild(all(), 3).unwrap();
    assert_eq!(serving.position().unwrap(), 3);
}

#[test]
fn processes_that_fill_and_follow_at_the_same_time_leave_one_whole_index() {
    let folder = tempfile::tempdir().unwrap();
    Index::open(folder.path(), "").unwrap().rebuild(all(), 1).unwrap();
    std::thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                let own = Index::open(folder.path(), "").unwrap();
                for position in 2..8 {
                    match own.apply(&[Change::Put(Box::new(tool("pip")))], position) {
                        Ok(()) | Err(SearchError::Replaced) => {}
                        Err(error) => panic!("{error}"),
                    }
                    own.rebuild(all(), position).unwrap();
                }
            });
        }
    });
    let index = Index::open(folder.path(), "").unwrap();
    assert_eq!((index.position().unwrap(), index.search(&text("")).unwrap().total), (7, 30));
    assert_eq!(index_folders(folder.path()).len(), 1);
}

#[test]
fn an_index_of_another_generation_is_rebuilt() {
    let folder = tempfile::tempdir().unwrap();
    Index::open(folder.path(), "").unwrap().rebuild(all(), 1).unwrap();
    let pointer = folder.path().join("current.json");
    let content = fs::read_to_string(&pointer).unwrap();
    let generation = content.split('"').nth(3).unwrap().to_owned();
    fs::write(&pointer, content.replacen(&generation, "0000000000000000", 1)).unwrap();
    assert_eq!(needs(&Index::open(folder.path(), "").unwrap()), Some(Rebuild::Generation));
}

#[test]
fn an_index_of_documents_made_otherwise_is_rebuilt() {
    let folder = tempfile::tempdir().unwrap();
    Index::open(folder.path(), "topics").unwrap().rebuild(all(), 1).unwrap();
    assert_eq!(needs(&Index::open(folder.path(), "topics").unwrap()), None);
    assert_eq!(needs(&Index::open(folder.path(), "other topics").unwrap()), Some(Rebuild::Generation));
}

#[tokio::test]
async fn the_mark_of_the_position_outlives_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::open(folder.path(), "").unwrap();
    index.rebuild(all(), 1).unwrap();
    index.apply(&[Change::Mark(7)], 2).unwrap();
    drop(index);
    let again = Index::open(folder.path(), "").unwrap();
    let reached = search::Engine::reached(&again).await.unwrap();
    assert_eq!(reached, search::Reached { position: 2, mark: Some(7) });
}

fn index_folders(root: &Path) -> Vec<String> {
    let entries = fs::read_dir(root).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    entries.filter(|name| name.starts_with("index-")).collect()
}

fn largest_file(root: &Path) -> std::path::PathBuf {
    let folder = root.join(index_folders(root).remove(0));
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files
        .filter(|path| path.extension().is_some_and(|e| e == "term" || e == "idx" || e == "store"))
        .max_by_key(|path| fs::metadata(path).unwrap().len())
        .unwrap()
}

fn cut_a_file(root: &Path) {
    let path = largest_file(root);
    let bytes = fs::read(&path).unwrap();
    fs::write(path, &bytes[..bytes.len() / 2]).unwrap();
}

fn alter_a_file(root: &Path) {
    let path = largest_file(root);
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0x55;
    fs::write(path, bytes).unwrap();
}

fn remove_a_folder(root: &Path) {
    fs::remove_dir_all(root.join(index_folders(root).remove(0))).unwrap();
}

fn garble_the_pointer(root: &Path) {
    fs::write(root.join("current.json"), "{").unwrap();
}
