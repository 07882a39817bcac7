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

/// The name of the column. A value holds the first positions of the zones, each one higher so that 0
/// says that the clipping lacks the zone; from the lowest bits up headline, lead, body, captions.
pub(super) const ZONES: &str = "zones";

/// The bits of each zone. The bounds of reading keep headlines under 2 KiB and clippings under 16
/// MiB, so that no position comes near what they hold.
const BITS: [u32; Zone::ALL.len()] = [1, 15, 24, 24];

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
        unpacked(self.0.first(document).unwrap_or(0))
    }
}

/// Writes the zones of a clipping down; those of a document that is none, where `analysed` is not
/// there. Every document has a value: a column with gaps takes longer to read.
pub(super) fn put(document: &mut TantivyDocument, field: Field, analysed: Option<&Analysed>) {
    let starts = analysed.map_or([None; Zone::ALL.len()], Analysed::zone_starts);
    document.add_u64(field, packed(starts));
}

fn packed(starts: [Option<u32>; Zone::ALL.len()]) -> u64 {
    let mut value = 0;
    for (start, bits) in starts.into_iter().zip(BITS).rev() {
        let most = (1 << bits) - 1;
        value = value << bits | start.map_or(0, |start| (u64::from(start) + 1).min(most));
    }
    value
}

fn unpacked(mut value: u64) -> [Option<u32>; Zone::ALL.len()] {
    BITS.map(|bits| {
        let start = value & ((1 << bits) - 1);
        value >>= bits;
        (start as u32).checked_sub(1)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_packed_comes_back(
            headline in proptest::option::of(Just(0_u32)),
            lead in proptest::option::of(0_u32..0x7ffe),
            body in proptest::option::of(0_u32..0xff_fffe),
            caption in proptest::option::of(0_u32..0xff_fffe),
        ) {
            let starts = [headline, lead, body, caption];
            prop_assert_eq!(unpacked(packed(starts)), starts);
        }
    }
}
