//! One pass over what matches: the best hits, how many there are, and every facet's counts.
//!
//! A document that misses exactly one facet's choice counts for that facet only: that is what choosing
//! another of its values would leave. So counts are right without a query per facet.

use std::{cmp::Ordering, collections::HashMap, ops::Bound, sync::Arc};

use kernel::{Locale, ToolId};
use tantivy::{
    DocAddress, DocId, Score, SegmentOrdinal, SegmentReader,
    collector::{Collector, SegmentCollector},
    columnar::{Column, StrColumn},
};

use super::{
    marks::{self, Choice, Marks, SegmentMarks, Tally},
    schema::{AVAILABLE, ID_HIGH, ID_LOW, OPEN, PUBLISHED, RANK, name_order},
};
use crate::{Facet, FacetCount, PerFacet};

/// How much tools are lifted that are published, and that anybody may start.
const AVAILABLE_LIFT: f32 = 0.10;
const OPEN_LIFT: f32 = 0.05;
const MOST_LIFT: f32 = 1.0 + AVAILABLE_LIFT + OPEN_LIFT;

/// What hits are ordered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    Score,
    Newest,
    Name(Locale),
}

/// Collects hits, total and counts.
pub(super) struct Gather<'a> {
    pub(super) filters: &'a PerFacet<Vec<String>>,
    pub(super) order: Order,
    /// How many of the best hits are wanted.
    pub(super) limit: usize,
    /// Only hits that come after this one, where the order is not by score; total and counts are of all.
    pub(super) after: Option<&'a After>,
    pub(super) marks: &'a Marks,
}

/// A hit that others come after, by what orders them.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct After {
    /// The name's sort key; empty where names do not order.
    pub(super) name: String,
    pub(super) published: i64,
    pub(super) tool: ToolId,
}

/// What was gathered.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    /// The best hits.
    pub(super) best: Vec<Candidate>,
    /// Hits within the filters.
    pub(super) total: usize,
    /// Hits of the text, filters aside.
    pub(super) matched: usize,
    pub(super) facets: PerFacet<Vec<FacetCount>>,
}

/// A hit as it is ordered.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Candidate {
    /// Greater is better; by name only within a segment.
    rank: u64,
    /// The name's sort key, where segments are merged by name.
    name: String,
    published: i64,
    id: (u64, u64),
    pub(super) doc: DocAddress,
}

impl Candidate {
    pub(super) fn tool(&self) -> ToolId {
        tool_id(self.id)
    }

    /// What the hits behind it come after.
    pub(super) fn as_after(&self) -> After {
        After { name: self.name.clone(), published: self.published, tool: self.tool() }
    }

    /// Best first; the same for everybody and every time.
    fn compare(&self, other: &Self, by_name: bool) -> Ordering {
        let first = if by_name { self.name.cmp(&other.name) } else { other.rank.cmp(&self.rank) };
        first.then_with(|| other.published.cmp(&self.published)).then_with(|| self.id.cmp(&other.id))
    }
}

pub(super) struct SegmentGather {
    segment: SegmentOrdinal,
    order: Order,
    limit: usize,
    after: Option<Candidate>,
    marks: Arc<SegmentMarks>,
    choices: Vec<Choice>,
    tally: Tally,
    names: Option<StrColumn>,
    name_ords: Option<Column<u64>>,
    published: Column<i64>,
    rank: Column<u64>,
    ids: Ids,
    best: Vec<Candidate>,
    worst_kept: Option<u64>,
    total: usize,
    matched: usize,
}

pub(super) struct SegmentFruit {
    best: Vec<Candidate>,
    total: usize,
    matched: usize,
    counts: Vec<(Facet, String, usize)>,
}

impl Collector for Gather<'_> {
    type Fruit = Gathered;
    type Child = SegmentGather;

    fn for_segment(&self, segment: SegmentOrdinal, reader: &SegmentReader) -> tantivy::Result<SegmentGather> {
        let columns = reader.fast_fields();
        let marks = self.marks.of(reader)?;
        let names = match self.order {
            Order::Name(locale) => columns.str(name_order(locale))?,
            Order::Score | Order::Newest => None,
        };
        Ok(SegmentGather {
            segment,
            order: self.order,
            limit: self.limit,
            after: self.after_in(names.as_ref())?,
            choices: marks.choices(self.filters),
            tally: Tally::new(&marks),
            marks,
            name_ords: names.as_ref().map(|names| names.ords().clone()),
            names,
            published: columns.i64(PUBLISHED)?,
            rank: columns.u64(RANK)?,
            ids: Ids::new(reader)?,
            best: Vec::new(),
            worst_kept: None,
            total: 0,
            matched: 0,
        })
    }

    fn requires_scoring(&self) -> bool {
        self.order == Order::Score
    }

    fn merge_fruits(&self, fruits: Vec<SegmentFruit>) -> tantivy::Result<Gathered> {
        let by_name = matches!(self.order, Order::Name(_));
        let mut gathered = Gathered::default();
        let mut best = Vec::new();
        let mut counts: PerFacet<HashMap<String, usize>> = PerFacet::default();
        for fruit in fruits {
            gathered.total += fruit.total;
            gathered.matched += fruit.matched;
            best.extend(fruit.best);
            for (facet, value, count) in fruit.counts {
                *counts[facet].entry(value).or_default() += count;
            }
        }
        best.sort_by(|a, b| a.compare(b, by_name));
        best.truncate(self.limit);
        gathered.best = best;
        gathered.facets = PerFacet::from_fn(|facet| {
            let mut counts = std::mem::take(&mut counts[facet]);
            for value in &self.filters[facet] {
                counts.entry(value.clone()).or_default();
            }
            let mut list: Vec<_> =
                counts.into_iter().map(|(value, count)| FacetCount { value, count }).collect();
            list.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
            list
        });
        Ok(gathered)
    }
}

impl Gather<'_> {
    /// The hit that others come after, as one of a segment with these names.
    fn after_in(&self, names: Option<&StrColumn>) -> tantivy::Result<Option<Candidate>> {
        let Some(after) = self.after else { return Ok(None) };
        let of = |rank, published, id| Candidate {
            rank,
            name: String::new(),
            published,
            id,
            doc: DocAddress::new(0, 0),
        };
        let id = after.tool.uuid().as_u64_pair();
        Ok(match (self.order, names) {
            (Order::Newest, _) => Some(of(newest(after.published), after.published, id)),
            (Order::Name(_), Some(names)) => {
                let key = Bound::Excluded(after.name.as_bytes());
                Some(match names.dictionary().term_bounds_to_ord(key, Bound::Unbounded)?.0 {
                    Bound::Excluded(ord) => of(named(ord), after.published, id),
                    // No tool here has the name: all of the next one come after.
                    Bound::Included(ord) => of(named(ord), i64::MAX, (0, 0)),
                    Bound::Unbounded => return Ok(None),
                })
            }
            (Order::Score, _) | (Order::Name(_), None) => None,
        })
    }
}

impl SegmentCollector for SegmentGather {
    type Fruit = SegmentFruit;

    fn collect(&mut self, doc: DocId, score: Score) {
        self.matched += 1;
        let marks = self.marks.of(doc);
        let mut missed = None;
        for choice in &self.choices {
            if !marks::meet(marks, &choice.chosen) && missed.replace(choice).is_some() {
                return;
            }
        }
        if let Some(choice) = missed {
            self.tally.add(marks, Some(&choice.all));
        } else {
            self.total += 1;
            self.tally.add(marks, None);
            self.offer(doc, score);
        }
    }

    fn harvest(mut self) -> SegmentFruit {
        self.keep_best();
        if let Some(names) = &self.names {
            for candidate in &mut self.best {
                let ord = named(candidate.rank);
                // A name that cannot be read sorts first; the hit itself is right.
                let _unreadable = names.ord_to_str(ord, &mut candidate.name);
            }
        }
        let named = self.marks.values.iter().zip(self.tally.counts()).filter(|(_, count)| *count > 0);
        let counts = named.map(|((facet, value), count)| (*facet, value.clone(), count)).collect();
        SegmentFruit { best: self.best, total: self.total, matched: self.matched, counts }
    }
}

impl SegmentGather {
    fn offer(&mut self, doc: DocId, score: Score) {
        // Most are too low whatever lifts them: no need to look that up.
        let too_low = |rank| self.worst_kept.is_some_and(|worst| rank < worst);
        if self.limit == 0 || (self.order == Order::Score && too_low(ranked(score * MOST_LIFT))) {
            return;
        }
        let rank = self.rank_of(doc, score);
        if too_low(rank) {
            return;
        }
        let candidate = Candidate {
            rank,
            name: String::new(),
            published: self.published.first(doc).unwrap_or(i64::MIN),
            id: self.ids.pair(doc),
            doc: DocAddress::new(self.segment, doc),
        };
        if self.after.as_ref().is_some_and(|after| candidate.compare(after, false) != Ordering::Greater) {
            return;
        }
        self.best.push(candidate);
        if self.best.len() >= self.limit.saturating_mul(2) + 64 {
            self.keep_best();
        }
    }

    fn rank_of(&self, doc: DocId, score: Score) -> u64 {
        match self.order {
            Order::Score => {
                let bits = self.rank.first(doc).unwrap_or_default();
                let lift = |bit: u64, lift: f32| if bits & bit == 0 { 0.0 } else { lift };
                ranked(score * (1.0 + lift(AVAILABLE, AVAILABLE_LIFT) + lift(OPEN, OPEN_LIFT)))
            }
            Order::Newest => newest(self.published.first(doc).unwrap_or(i64::MIN)),
            Order::Name(_) => {
                let ord = self.name_ords.as_ref().and_then(|ords| ords.first(doc));
                named(ord.unwrap_or_default())
            }
        }
    }

    fn keep_best(&mut self) {
        self.best.sort_by(|a, b| a.compare(b, false));
        self.best.truncate(self.limit);
        if self.best.len() == self.limit {
            self.worst_kept = self.best.last().map(|candidate| candidate.rank);
        }
    }
}

/// A time as a rank: the later the greater.
const fn newest(published: i64) -> u64 {
    published.cast_unsigned() ^ (1 << 63)
}

/// A name's place as a rank, and back: the earlier the greater.
const fn named(ord: u64) -> u64 {
    u64::MAX - ord
}

/// A score as a rank: the bits of floats that are not below zero are in the floats' order.
fn ranked(score: f32) -> u64 {
    u64::from(score.max(0.0).to_bits())
}

/// The tools of a segment.
pub(super) struct Ids {
    high: Column<u64>,
    low: Column<u64>,
}

impl Ids {
    pub(super) fn new(segment: &SegmentReader) -> tantivy::Result<Self> {
        let columns = segment.fast_fields();
        Ok(Self { high: columns.u64(ID_HIGH)?, low: columns.u64(ID_LOW)? })
    }

    /// The tool of a document.
    pub(super) fn tool(&self, doc: DocId) -> ToolId {
        tool_id(self.pair(doc))
    }

    fn pair(&self, doc: DocId) -> (u64, u64) {
        (self.high.first(doc).unwrap_or_default(), self.low.first(doc).unwrap_or_default())
    }
}

fn tool_id((high, low): (u64, u64)) -> ToolId {
    ToolId::from_uuid(uuid::Uuid::from_u64_pair(high, low))
}
