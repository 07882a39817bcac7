//! The first hits in an order: by score with block-max pruning, by date off the sorted index, by
//! anything else.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use tantivy::columnar::Column;
use tantivy::query::{BooleanQuery, EnableScoring, Occur, Query, Scorer, Weight};
use tantivy::{DocAddress, DocId, Score, SegmentReader};

use super::bits::Bits;
use super::cursor::Cursor;
use super::group;
use super::plan::ScoreGroup;
use crate::archive::Snapshot;

/// Where fewer than one in this many clippings match, they are scored one by one; pruning would see
/// too much.
const SPARSE: u64 = 32;

/// A hit and the key it is sorted by.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Ranked {
    /// Greater comes first.
    pub key: f64,
    /// First second of the date; `i64::MIN` where there is none.
    pub from: i64,
    /// The id's high bits.
    pub id: u64,
    /// Where it is.
    pub address: DocAddress,
}

impl Ranked {
    /// By key, then newest first, then by id: no two hits are equal, so pages never shuffle.
    fn order(&self, other: &Self) -> Ordering {
        other
            .key
            .total_cmp(&self.key)
            .then_with(|| other.from.cmp(&self.from))
            .then_with(|| self.id.cmp(&other.id))
    }

    /// Whether it comes after the hit a cursor stands at.
    fn is_after(&self, cursor: &Cursor) -> bool {
        let at = Self { key: cursor.key, from: cursor.from, id: cursor.id, ..*self };
        at.order(self) == Ordering::Less
    }
}

impl Eq for Ranked {}

impl PartialOrd for Ranked {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ranked {
    fn cmp(&self, other: &Self) -> Ordering {
        self.order(other)
    }
}

/// The best so far, at most `limit`, the worst of them on top.
struct Best<'a> {
    heap: BinaryHeap<Ranked>,
    limit: usize,
    after: Option<&'a Cursor>,
}

impl<'a> Best<'a> {
    fn new(limit: usize, after: Option<&'a Cursor>) -> Self {
        Self { heap: BinaryHeap::with_capacity(limit.min(1_024) + 1), limit, after }
    }

    fn offer(&mut self, hit: Ranked) {
        if self.after.is_some_and(|cursor| !hit.is_after(cursor)) {
            return;
        }
        self.heap.push(hit);
        if self.heap.len() > self.limit {
            self.heap.pop();
        }
    }

    /// The key of the worst kept, once as many are kept as are wanted.
    fn worst(&self) -> Option<f64> {
        self.heap.peek().filter(|_| self.heap.len() == self.limit).map(|hit| hit.key)
    }

    fn sorted(self) -> Vec<Ranked> {
        self.heap.into_sorted_vec()
    }
}

/// The columns that break ties in one segment.
struct Ties {
    from: Column<i64>,
    id: Column<u64>,
    segment: u32,
}

impl Ties {
    fn open(reader: &SegmentReader, segment: usize) -> tantivy::Result<Self> {
        let fast = reader.fast_fields();
        Ok(Self { from: fast.i64("from")?, id: fast.u64("id_high")?, segment: segment as u32 })
    }

    fn ranked(&self, document: DocId, key: f64) -> Ranked {
        Ranked {
            key,
            from: self.from.first(document).unwrap_or(i64::MIN),
            id: self.id.first(document).unwrap_or(0),
            address: DocAddress::new(self.segment, document),
        }
    }
}

/// What scores: the groups of equivalent terms, and whether all of them stand in every hit.
pub(super) struct Scoring<'a> {
    pub groups: &'a [ScoreGroup],
    pub all: bool,
}

/// The best-scored of the matching clippings.
///
/// # Errors
/// Where the index cannot be read.
pub(super) fn by_score(
    snapshot: &Snapshot,
    bits: &[Bits],
    scoring: &Scoring<'_>,
    limit: usize,
    after: Option<&Cursor>,
) -> tantivy::Result<Vec<Ranked>> {
    let enabled = EnableScoring::enabled_from_statistics_provider(snapshot, snapshot.searcher());
    let queries: Vec<Box<dyn Query>> = scoring.groups.iter().map(group::scoring).collect();
    let mut best = Best::new(limit, after);
    if limit == 0 || queries.is_empty() {
        return Ok(Vec::new());
    }
    let parts: Vec<Box<dyn Weight>> =
        queries.iter().map(|query| query.weight(enabled)).collect::<Result<_, _>>()?;
    let occur = if scoring.all { Occur::Must } else { Occur::Should };
    let whole = BooleanQuery::new(queries.into_iter().map(|query| (occur, query)).collect());
    let whole = whole.weight(enabled)?;
    let mut passed = Vec::new();
    for (segment, reader) in snapshot.searcher().segment_readers().iter().enumerate() {
        let matching = &bits[segment];
        if matching.count() == 0 {
            continue;
        }
        let ties = Ties::open(reader, segment)?;
        if matching.count() * SPARSE < u64::from(reader.max_doc()) {
            one_by_one(reader, matching, &parts, |hit| best.offer(hit), &ties)?;
        } else {
            pruned(reader, matching, &*whole, &ties, &mut best)?;
            passed.push((reader, matching, ties));
        }
    }
    // Hits without a word that scores (`pact OR category:Korea`) were passed over: they come last,
    // where there is room.
    if !scoring.all && best.heap.len() < limit {
        for (reader, matching, ties) in passed {
            let unscored = |hit: Ranked| {
                if hit.key == 0.0 {
                    best.offer(hit)
                }
            };
            one_by_one(reader, matching, &parts, unscored, &ties)?;
        }
    }
    Ok(best.sorted())
}

/// Lets the engine skip blocks that cannot reach the worst hit kept. Equal scores still come
/// through: ties are ours.
fn pruned(
    reader: &SegmentReader,
    matching: &Bits,
    weight: &dyn Weight,
    ties: &Ties,
    best: &mut Best<'_>,
) -> tantivy::Result<()> {
    let floor = |best: &Best<'_>| best.worst().map_or(Score::MIN, |key| (key as Score).next_down());
    weight.for_each_pruning(floor(best), reader, &mut |document, score| {
        if matching.holds(document) && best.worst().is_none_or(|worst| f64::from(score) >= worst) {
            best.offer(ties.ranked(document, f64::from(score)));
        }
        floor(best)
    })
}

fn one_by_one(
    reader: &SegmentReader,
    matching: &Bits,
    parts: &[Box<dyn Weight>],
    mut offer: impl FnMut(Ranked),
    ties: &Ties,
) -> tantivy::Result<()> {
    let mut scorers: Vec<Box<dyn Scorer>> =
        parts.iter().map(|part| part.scorer(reader, 1.0)).collect::<Result<_, _>>()?;
    for document in matching.ascending() {
        let mut score = 0.0;
        for scorer in &mut scorers {
            if scorer.doc() < document {
                scorer.seek(document);
            }
            if scorer.doc() == document {
                score += scorer.score();
            }
        }
        offer(ties.ranked(document, f64::from(score)));
    }
    Ok(())
}

/// The newest of the matching clippings, undated ones last: segments lie in that order, so the
/// first ones do.
///
/// # Errors
/// Where the index cannot be read.
pub(super) fn newest(
    snapshot: &Snapshot,
    bits: &[Bits],
    limit: usize,
    after: Option<&Cursor>,
) -> tantivy::Result<Vec<Ranked>> {
    let mut best = Best::new(limit, after);
    for (segment, reader) in snapshot.searcher().segment_readers().iter().enumerate() {
        let ties = Ties::open(reader, segment)?;
        for document in bits[segment].ascending() {
            let hit = ties.ranked(document, 0.0);
            if best.worst().is_some() && best.heap.peek().is_some_and(|worst| hit.from < worst.from)
            {
                break;
            }
            best.offer(hit);
        }
    }
    Ok(best.sorted())
}

/// Sorts groups by the date of their first clipping, newest first, then by its id.
///
/// # Errors
/// Where the index cannot be read.
pub(super) fn sort_newest(
    snapshot: &Snapshot,
    groups: &mut Vec<Vec<DocAddress>>,
) -> tantivy::Result<()> {
    let readers = snapshot.searcher().segment_readers().iter().enumerate();
    let ties: Vec<Ties> = readers
        .map(|(segment, reader)| Ties::open(reader, segment))
        .collect::<tantivy::Result<_>>()?;
    groups.retain(|group| !group.is_empty());
    groups.sort_by_key(|group| ties[group[0].segment_ord as usize].ranked(group[0].doc_id, 0.0));
    Ok(())
}

/// The oldest of the matching clippings, undated ones last.
///
/// # Errors
/// Where the index cannot be read.
pub(super) fn oldest(
    snapshot: &Snapshot,
    bits: &[Bits],
    limit: usize,
    after: Option<&Cursor>,
) -> tantivy::Result<Vec<Ranked>> {
    let mut best = Best::new(limit, after);
    for (segment, reader) in snapshot.searcher().segment_readers().iter().enumerate() {
        let ties = Ties::open(reader, segment)?;
        for document in bits[segment].descending() {
            let hit = ties.ranked(document, 0.0);
            let key = if hit.from == i64::MIN { f64::MIN } else { -(hit.from as f64) };
            if hit.from != i64::MIN && best.worst().is_some_and(|worst| key < worst) {
                break;
            }
            best.offer(Ranked { key, ..hit });
        }
    }
    Ok(best.sorted())
}

/// The first of the matching clippings by a key of theirs, greater first.
///
/// # Errors
/// Where the index cannot be read.
pub(super) fn by_key(
    snapshot: &Snapshot,
    bits: &[Bits],
    limit: usize,
    after: Option<&Cursor>,
    mut key_of: impl FnMut(usize, DocId) -> f64,
) -> tantivy::Result<Vec<Ranked>> {
    let mut best = Best::new(limit, after);
    for (segment, reader) in snapshot.searcher().segment_readers().iter().enumerate() {
        let ties = Ties::open(reader, segment)?;
        for document in bits[segment].ascending() {
            best.offer(ties.ranked(document, key_of(segment, document)));
        }
    }
    Ok(best.sorted())
}
