//! An index that answers, and the writer that fills one.

use std::{
    collections::HashSet,
    fs::File,
    ops::Range,
    path::PathBuf,
    sync::{Arc, PoisonError, RwLock},
    time::Instant,
};

use kernel::{Locale, ToolId};
use tantivy::{
    Index, IndexReader, IndexWriter, ReloadPolicy, Searcher, TantivyDocument,
    merge_policy::{LogMergePolicy, NoMergePolicy},
    query::AllQuery,
};

use super::{
    LARGE_HEAP, SMALL_HEAP,
    ask::ask,
    collect::{After, Gather, Gathered, Order},
    complete::Completer,
    highlight::Highlighter,
    marks::Marks,
    plan::{Plan, plan},
    schema::Fields,
    states::States,
    tokenizer,
    vocabulary::Vocabulary,
};
use crate::{
    Answer, Change, Cursor, Document, Fit, Query, Reached, SearchError, Sort, Suggestion,
    analysis::Analysis,
    query::{DEEPEST_HIT, End, LONGEST_TEXT},
};

/// Blocks of stored texts kept unpacked per segment.
const CACHED_BLOCKS: usize = 4;
/// Threads that fill a new index; what fills them takes about as long as one of them.
const FILLING: usize = 2;
/// A new index of fewer tools begins as one segment. Segments of more tools stay as they are: whoever changes one tool must not wait until
/// tens of thousands are written anew.
const LARGE_SEGMENT: usize = 10_000;
const ONE_SEGMENT: usize = 25_000;

/// An index that answers.
pub(super) struct Live {
    index: Index,
    reader: IndexReader,
    /// What facets the tools of each segment have.
    marks: Marks,
    fields: Fields,
    analysis: Arc<Analysis>,
    /// What somebody is paging through.
    states: States,
    reached: RwLock<Reached>,
    /// Its folder, unless in memory.
    pub(super) path: Option<PathBuf>,
}

/// Which hits are wanted: a window of all, or of those that come after another.
struct Reach {
    window: Range<usize>,
    after: Option<After>,
}

/// An answer, and its last hit if there are more.
#[derive(Default)]
struct Found {
    answer: Answer,
    last: Option<(Order, After)>,
}

impl Live {
    /// Opens what a writer committed; nothing if it never did.
    pub(super) fn open(index: Index, path: Option<PathBuf>) -> Result<Option<Self>, SearchError> {
        let analysis = Analysis::shared();
        tokenizer::register(index.tokenizers(), &analysis);
        let payload = index.load_metas()?.payload;
        let Some(reached) = payload.and_then(|payload| read(&payload)) else { return Ok(None) };
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .doc_store_cache_num_blocks(CACHED_BLOCKS)
            .try_into()?;
        let (_, fields) = Fields::new();
        let marks = Marks::default();
        marks.follow(&reader.searcher())?;
        let (states, reached) = (States::default(), RwLock::new(reached));
        Ok(Some(Self { index, reader, marks, fields, analysis, states, reached, path }))
    }

    /// Shows what was committed.
    fn show(&self) -> Result<(), SearchError> {
        self.reader.reload()?;
        self.states.drop_old(Instant::now());
        self.marks.follow(&self.reader.searcher())
    }

    pub(super) fn reached(&self) -> Reached {
        *self.reached.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Applies changes, commits them with the position, shows them, and tidies up.
    pub(super) fn apply(&self, changes: &[Change], position: u64) -> Result<(), SearchError> {
        let mut writer = writer(&self.index, 1, SMALL_HEAP)?;
        let mut completions = Vec::new();
        for change in changes {
            match change {
                Change::Put(document) => {
                    writer.delete_term(self.fields.id_term(document.id));
                    writer.add_document(self.fields.row(document, &mut completions))?;
                }
                Change::Remove(id) => {
                    writer.delete_term(self.fields.id_term(*id));
                }
                Change::Mark(_) => {}
            }
        }
        let reached = Reached::after(changes, position);
        commit(&mut writer, reached)?;
        self.show()?;
        *self.reached.write().unwrap_or_else(PoisonError::into_inner) = reached;
        writer.wait_merging_threads()?;
        self.show()
    }

    pub(super) fn suggest(
        &self,
        text: &str,
        locale: Locale,
        limit: usize,
    ) -> Result<Vec<Suggestion>, SearchError> {
        self.completer(&self.reader.searcher()).suggest(text, locale, limit)
    }

    pub(super) fn search(&self, query: &Query) -> Result<Answer, SearchError> {
        let window = query.page.window();
        Ok(self.find(query, &self.reader.searcher(), &Reach { window, after: None })?.answer)
    }

    /// The page that begins where another ended, and where it ends itself if there is more.
    pub(super) fn walk(
        &self,
        query: &Query,
        from: Option<&Cursor>,
    ) -> Result<(Answer, Option<Cursor>), SearchError> {
        let place = from.map_or(0, |from| from.place);
        let mut searcher = self.reader.searcher();
        let mut reach = Reach { window: query.page.after(place), after: None };
        match from.map(|from| &from.end) {
            Some(End::Hit(published, name, tool)) => {
                let (name, tool) = (name.clone(), ToolId::from_uuid(*tool));
                reach = Reach {
                    window: query.page.after(0),
                    after: Some(After { name, published: *published, tool }),
                };
            }
            Some(End::Counted(Some(state))) => searcher = self.states.find(*state).unwrap_or(searcher),
            Some(End::Counted(None)) | None => {}
        }
        let found = self.find(query, &searcher, &reach)?;
        let next = found.last.and_then(|(order, last)| {
            let end = match order {
                Order::Score if reach.window.end >= DEEPEST_HIT => return None,
                Order::Score => End::Counted(Some(self.states.hold(&searcher, Instant::now()))),
                Order::Newest | Order::Name(_) => End::Hit(last.published, last.name, last.tool.uuid()),
            };
            Some(Cursor { place: place.saturating_add(reach.window.len()), end })
        });
        Ok((found.answer, next))
    }

    fn find(&self, query: &Query, searcher: &Searcher, reach: &Reach) -> Result<Found, SearchError> {
        if searcher.num_docs() == 0 {
            return Ok(Found::default());
        }
        let end = query.text.char_indices().nth(LONGEST_TEXT).map_or(query.text.len(), |(at, _)| at);
        let text = &query.text[..end];
        let vocabulary = Vocabulary::new(searcher, &self.fields)?;
        let mut plan = plan(text, &self.analysis, &vocabulary, false)?;
        let order = order(query, !plan.slots.is_empty());
        let gather = Gather {
            filters: &query.filters,
            order,
            limit: reach.window.end + 1,
            after: reach.after.as_ref(),
            marks: &self.marks,
        };
        let answer = |gathered, fit, terms: &[String], did_you_mean| {
            self.answer((query, order, reach), searcher, gathered, (fit, terms, did_you_mean))
        };
        if plan.slots.is_empty() {
            if !text.trim().is_empty() {
                return answer(Gathered::default(), Fit::Near, &[], None);
            }
            return answer(searcher.search(&AllQuery, &gather)?, Fit::All, &[], None);
        }
        let did_you_mean = self.did_you_mean(text, &plan, searcher, query.locale)?;
        for fit in [Fit::All, Fit::Some, Fit::Near] {
            if fit == Fit::Some && plan.slots.len() < 2 {
                continue;
            }
            if fit == Fit::Near {
                plan = self::plan(text, &self.analysis, &vocabulary, true)?;
            }
            let Some(asked) = ask(&plan, fit, &vocabulary)? else { continue };
            let gathered = asked.gather(&gather)?;
            if gathered.matched > 0 {
                return answer(gathered, fit, &asked.terms, did_you_mean);
            }
        }
        answer(Gathered::default(), Fit::Near, &[], did_you_mean)
    }

    fn answer(
        &self,
        (query, order, reach): (&Query, Order, &Reach),
        searcher: &Searcher,
        gathered: Gathered,
        (fit, terms, did_you_mean): (Fit, &[String], Option<String>),
    ) -> Result<Found, SearchError> {
        let highlighter = Highlighter::new(&self.analysis, terms);
        let best = &gathered.best;
        let page = reach.window.start.min(best.len())..reach.window.end.min(best.len());
        let mut hits = Vec::with_capacity(page.len());
        for hit in &best[page] {
            let row: TantivyDocument = searcher.doc(hit.doc)?;
            let stored = self.fields.stored(&row).unwrap_or_default();
            hits.push(highlighter.hit(hit.tool(), &stored, query.locale));
        }
        let last = best.get(reach.window.end.wrapping_sub(1)).filter(|_| best.len() > reach.window.end);
        Ok(Found {
            last: last.map(|last| (order, last.as_after())),
            answer: Answer { hits, total: gathered.total, facets: gathered.facets, fit, did_you_mean },
        })
    }

    fn did_you_mean(
        &self,
        text: &str,
        plan: &Plan,
        searcher: &Searcher,
        locale: Locale,
    ) -> Result<Option<String>, SearchError> {
        let completer = self.completer(searcher);
        plan.meant(text, &self.analysis, |surface| completer.spelling(surface, locale))
    }

    fn completer<'a>(&'a self, searcher: &'a Searcher) -> Completer<'a> {
        Completer { searcher, field: self.fields.completions, analysis: &self.analysis }
    }
}

fn order(query: &Query, has_text: bool) -> Order {
    match query.sort {
        Sort::Relevance if has_text => Order::Score,
        Sort::Relevance | Sort::Newest => Order::Newest,
        Sort::Name => Order::Name(query.locale),
    }
}

/// Segments are joined when there are four of about a size, the smallest counted as one size: each word is looked up in every segment, so there
/// must be few, and whoever changes one tool must not wait until all are joined.
fn writer(index: &Index, threads: usize, heap: usize) -> Result<IndexWriter, SearchError> {
    let writer = index.writer_with_num_threads(threads, heap)?;
    let mut policy = LogMergePolicy::default();
    policy.set_min_num_segments(4);
    policy.set_min_layer_size(32);
    policy.set_level_log_size(2.0);
    policy.set_del_docs_ratio_before_merge(0.3);
    policy.set_max_docs_before_merge(LARGE_SEGMENT);
    writer.set_merge_policy(Box::new(policy));
    Ok(writer)
}

fn commit(writer: &mut IndexWriter, Reached { position, mark }: Reached) -> Result<(), SearchError> {
    let mut commit = writer.prepare_commit()?;
    commit.set_payload(&mark.map_or_else(|| position.to_string(), |mark| format!("{position} {mark}")));
    commit.commit()?;
    Ok(())
}

/// How far an index is, as it was committed.
fn read(payload: &str) -> Option<Reached> {
    let (position, mark) = payload.split_once(' ').map_or((payload, None), |(at, mark)| (at, Some(mark)));
    Some(Reached { position: position.parse().ok()?, mark: mark.and_then(|mark| mark.parse().ok()) })
}

/// Fills a new index.
pub(super) struct Writer {
    index: Index,
    rows: IndexWriter,
    fields: Fields,
    added: HashSet<ToolId>,
    completions: Vec<super::complete::Completion>,
    path: Option<PathBuf>,
    /// The lock that keeps others from filling one too.
    filling: Option<File>,
    /// What stands at the position that it will be finished with.
    pub(super) mark: Option<u32>,
}

impl Writer {
    pub(super) fn new(
        index: Index,
        path: Option<PathBuf>,
        filling: Option<File>,
    ) -> Result<Self, SearchError> {
        tokenizer::register(index.tokenizers(), &Analysis::shared());
        let rows = writer(&index, FILLING, LARGE_HEAP)?;
        rows.set_merge_policy(Box::new(NoMergePolicy));
        let (_, fields) = Fields::new();
        let (added, completions) = (HashSet::new(), Vec::new());
        Ok(Self { index, rows, fields, added, completions, path, filling, mark: None })
    }

    pub(super) fn add(&mut self, document: &Document) -> Result<(), SearchError> {
        // The same document twice counts once: a page of the database may shift while it is read.
        if !self.added.insert(document.id) {
            self.rows.delete_term(self.fields.id_term(document.id));
        }
        self.rows.add_document(self.fields.row(document, &mut self.completions))?;
        Ok(())
    }

    /// The filled index, with the lock that is held until it is the one in use.
    pub(super) fn finish(mut self, position: u64) -> Result<(Live, Option<File>), SearchError> {
        commit(&mut self.rows, Reached { position, mark: self.mark })?;
        let segments = self.index.searchable_segment_ids()?;
        if segments.len() > 1 && self.added.len() < ONE_SEGMENT {
            self.rows.merge(&segments).wait()?;
        }
        self.rows.wait_merging_threads()?;
        let live = Live::open(self.index, self.path)?.ok_or(SearchError::Interrupted)?;
        Ok((live, self.filling))
    }
}
