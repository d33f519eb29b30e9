//! An index that answers, and the writer that fills one.

use std::{
    collections::HashSet,
    fs::File,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
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
    collect::{Gather, Gathered, Order},
    complete::Completer,
    highlight::Highlighter,
    marks::Marks,
    plan::{Plan, plan},
    schema::Fields,
    tokenizer,
    vocabulary::Vocabulary,
};
use crate::{
    Answer, Change, Document, Fit, Query, SearchError, Sort, Suggestion, analysis::Analysis,
    query::LONGEST_TEXT,
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
    position: AtomicU64,
    /// Its folder, unless in memory.
    pub(super) path: Option<PathBuf>,
}

impl Live {
    /// Opens what a writer committed; nothing if it never did.
    pub(super) fn open(index: Index, path: Option<PathBuf>) -> Result<Option<Self>, SearchError> {
        let analysis = Analysis::shared();
        tokenizer::register(index.tokenizers(), &analysis);
        let payload = index.load_metas()?.payload;
        let Some(position) = payload.and_then(|payload| payload.parse().ok()) else { return Ok(None) };
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .doc_store_cache_num_blocks(CACHED_BLOCKS)
            .try_into()?;
        let (_, fields) = Fields::new();
        let marks = Marks::default();
        marks.follow(&reader.searcher())?;
        Ok(Some(Self { index, reader, marks, fields, analysis, position: AtomicU64::new(position), path }))
    }

    /// Shows what was committed.
    fn show(&self) -> Result<(), SearchError> {
        self.reader.reload()?;
        self.marks.follow(&self.reader.searcher())
    }

    pub(super) fn position(&self) -> u64 {
        self.position.load(Ordering::Acquire)
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
            }
        }
        commit(&mut writer, position)?;
        self.show()?;
        self.position.store(position, Ordering::Release);
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
        let searcher = self.reader.searcher();
        if searcher.num_docs() == 0 {
            return Ok(Answer::default());
        }
        let end = query.text.char_indices().nth(LONGEST_TEXT).map_or(query.text.len(), |(at, _)| at);
        let text = &query.text[..end];
        let vocabulary = Vocabulary::new(&searcher, &self.fields)?;
        let mut plan = plan(text, &self.analysis, &vocabulary, false)?;
        if plan.slots.is_empty() {
            let fit = if text.trim().is_empty() { Fit::All } else { Fit::Near };
            let gathered = if fit == Fit::All {
                searcher.search(&AllQuery, &self.gather(query, order(query, false)))?
            } else {
                Gathered::default()
            };
            return self.answer(query, &searcher, gathered, fit, &[], None);
        }
        let did_you_mean = self.did_you_mean(text, &plan, &searcher, query.locale)?;
        for fit in [Fit::All, Fit::Some, Fit::Near] {
            if fit == Fit::Some && plan.slots.len() < 2 {
                continue;
            }
            if fit == Fit::Near {
                plan = self::plan(text, &self.analysis, &vocabulary, true)?;
            }
            let Some(asked) = ask(&plan, fit, &vocabulary)? else { continue };
            let gathered = asked.gather(&self.gather(query, order(query, true)))?;
            if gathered.matched > 0 {
                return self.answer(query, &searcher, gathered, fit, &asked.terms, did_you_mean);
            }
        }
        self.answer(query, &searcher, Gathered::default(), Fit::Near, &[], did_you_mean)
    }

    fn gather<'a>(&'a self, query: &'a Query, order: Order) -> Gather<'a> {
        Gather { filters: &query.filters, order, limit: query.page.window().end, marks: &self.marks }
    }

    fn answer(
        &self,
        query: &Query,
        searcher: &Searcher,
        gathered: Gathered,
        fit: Fit,
        terms: &[String],
        did_you_mean: Option<String>,
    ) -> Result<Answer, SearchError> {
        let highlighter = Highlighter::new(&self.analysis, terms);
        let from = query.page.window().start.min(gathered.best.len());
        let mut hits = Vec::with_capacity(gathered.best.len() - from);
        for (id, address) in &gathered.best[from..] {
            let row: TantivyDocument = searcher.doc(*address)?;
            let stored = self.fields.stored(&row).unwrap_or_default();
            hits.push(highlighter.hit(*id, &stored, query.locale));
        }
        Ok(Answer { hits, total: gathered.total, facets: gathered.facets, fit, did_you_mean })
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

fn commit(writer: &mut IndexWriter, position: u64) -> Result<(), SearchError> {
    let mut commit = writer.prepare_commit()?;
    commit.set_payload(&position.to_string());
    commit.commit()?;
    Ok(())
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
        Ok(Self { index, rows, fields, added: HashSet::new(), completions: Vec::new(), path, filling })
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
        commit(&mut self.rows, position)?;
        let segments = self.index.searchable_segment_ids()?;
        if segments.len() > 1 && self.added.len() < ONE_SEGMENT {
            self.rows.merge(&segments).wait()?;
        }
        self.rows.wait_merging_threads()?;
        let live = Live::open(self.index, self.path)?.ok_or(SearchError::Interrupted)?;
        Ok((live, self.filling))
    }
}
