//! Where the zones of a clipping begin: a column, since nearly every phrase and window asks for it.
//!
//! As terms among the words, like the beginnings of sentences, they took a third of the time of a
//! phrase of frequent words (`cargo bench --bench engine -- window`): four postings to move and read
//! for each clipping that matches.

use std::sync::{Arc, OnceLock};

use tantivy::columnar::Column;
use tantivy::index::SegmentId;
use tantivy::schema::{Field, TantivyDocument};
use tantivy::{DocId, Searcher, SegmentReader};

use crate::analysis::{Analysed, Zone};

/// The name of the column. A value holds the zone's place in [`Zone::ALL`] in its upper half, its
/// first position in the lower one.
pub(super) const ZONES: &str = "zones";

/// The columns of all segments, each opened when it is first asked for: to find one by its name
/// takes as long as to look up three words.
#[derive(Debug)]
pub struct ZoneColumns(Vec<(SegmentId, OnceLock<Arc<ZoneStarts>>)>);

impl ZoneColumns {
    /// Those of the segments of a searcher.
    pub(super) fn new(searcher: &Searcher) -> Self {
        let segments = searcher.segment_readers().iter();
        Self(segments.map(|reader| (reader.segment_id(), OnceLock::new())).collect())
    }

    /// The one of a segment.
    ///
    /// # Errors
    /// Where the column cannot be read.
    pub fn of(&self, reader: &SegmentReader) -> tantivy::Result<Arc<ZoneStarts>> {
        let id = reader.segment_id();
        let Some((_, column)) = self.0.iter().find(|(segment, _)| *segment == id) else {
            return ZoneStarts::open(reader).map(Arc::new);
        };
        if let Some(opened) = column.get() {
            return Ok(opened.clone());
        }
        let opened = Arc::new(ZoneStarts::open(reader)?);
        Ok(column.get_or_init(|| opened).clone())
    }
}

/// The first positions of zones in one segment.
#[derive(Debug)]
pub struct ZoneStarts(Column<u64>);

impl ZoneStarts {
    /// Those of a segment.
    ///
    /// # Errors
    /// Where the column cannot be read.
    pub fn open(reader: &SegmentReader) -> tantivy::Result<Self> {
        reader.fast_fields().u64(ZONES).map(Self)
    }

    /// Those of a document, in the order of [`Zone::ALL`]; nothing for a zone it lacks.
    pub fn of(&self, document: DocId) -> [Option<u32>; Zone::ALL.len()] {
        let mut starts = [None; Zone::ALL.len()];
        for value in self.0.values_for_doc(document) {
            if let Some(start) = starts.get_mut((value >> u32::BITS) as usize) {
                *start = Some(value as u32);
            }
        }
        starts
    }
}

/// Writes the zones of a clipping down.
pub(super) fn put(document: &mut TantivyDocument, field: Field, analysed: &Analysed) {
    for (place, start) in (0_u64..).zip(analysed.zone_starts()) {
        if let Some(start) = start {
            document.add_u64(field, place << u32::BITS | u64::from(start));
        }
    }
}
