//! Clippings by what stands in a column: a range settled once for each segment, as a set of
//! documents.
//!
//! The engine's own range query is not used: under NOT it is asked for documents it has passed, and
//! subtracts below zero (tantivy 0.27, `RangeDocSet::seek_danger`); only builds without overflow
//! checks survive that.

use std::collections::HashMap;
use std::fmt;
use std::ops::RangeInclusive;
use std::sync::Arc;

use tantivy::columnar::Column;
use tantivy::index::SegmentId;
use tantivy::query::{
    BitSetDocSet, ConstScorer, EnableScoring, Explanation, Query, Scorer, Weight,
};
use tantivy::{BitSet, DocId, Score, SegmentReader, TantivyError};

use super::bits::Bits;
use crate::archive::Snapshot;

/// A range of the values of one column.
#[derive(Clone, Debug)]
pub(super) enum InColumn {
    /// Of signed numbers.
    Signed(&'static str, RangeInclusive<i64>),
    /// Of numbers without a sign.
    Unsigned(&'static str, RangeInclusive<u64>),
}

/// Clippings that were found out beforehand.
#[derive(Clone, Debug)]
pub(super) struct InBits(Arc<HashMap<SegmentId, Bits>>);

impl InBits {
    /// The documents of `bits`, which go by segments.
    pub(super) fn new(snapshot: &Snapshot, bits: Vec<Bits>) -> Self {
        let segments = snapshot.searcher().segment_readers().iter();
        Self(Arc::new(segments.map(SegmentReader::segment_id).zip(bits).collect()))
    }
}

impl Query for InBits {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for InBits {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut documents = BitSet::with_max_value(reader.max_doc());
        for document in self.0.get(&reader.segment_id()).into_iter().flat_map(Bits::ascending) {
            documents.insert(document);
        }
        Ok(Box::new(ConstScorer::new(BitSetDocSet::from(documents), boost)))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        match self.0.get(&reader.segment_id()).is_some_and(|bits| bits.holds(doc)) {
            true => Ok(Explanation::new("one of the clippings found", 1.0)),
            false => Err(TantivyError::InvalidArgument("the clipping does not match".to_owned())),
        }
    }
}

impl Query for InColumn {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for InColumn {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let documents = match self {
            Self::Signed(name, range) => within(&reader.fast_fields().i64(name)?, range, reader),
            Self::Unsigned(name, range) => within(&reader.fast_fields().u64(name)?, range, reader),
        };
        Ok(Box::new(ConstScorer::new(BitSetDocSet::from(documents), boost)))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(reader, 1.0)?;
        if scorer.doc() > doc || scorer.seek(doc) != doc {
            return Err(TantivyError::InvalidArgument("the clipping does not match".to_owned()));
        }
        Ok(Explanation::new("a value in range", 1.0))
    }
}

fn within<T>(column: &Column<T>, range: &RangeInclusive<T>, reader: &SegmentReader) -> BitSet
where
    T: PartialOrd + Copy + fmt::Debug + Send + Sync + 'static,
{
    let mut documents = BitSet::with_max_value(reader.max_doc());
    let mut found = Vec::new();
    // The column gives wrong answers for a range that lies beside its values.
    let beside = *range.start() > column.max_value() || *range.end() < column.min_value();
    if beside || range.is_empty() {
        return documents;
    }
    column.get_docids_for_value_range(range.clone(), 0..reader.max_doc(), &mut found);
    for document in found {
        documents.insert(document);
    }
    documents
}
