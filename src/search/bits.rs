//! The clippings that match, one bit each, segment by segment.

use tantivy::query::{EnableScoring, Query};
use tantivy::{DocId, Searcher};

/// The matching documents of one segment.
#[derive(Clone, Debug, Default)]
pub(super) struct Bits {
    words: Vec<u64>,
    count: u64,
}

impl Bits {
    fn new(documents: u32) -> Self {
        Self { words: vec![0; documents.div_ceil(64) as usize], count: 0 }
    }

    /// As many documents, none of them matching.
    pub(super) fn emptied(&self) -> Self {
        Self { words: vec![0; self.words.len()], count: 0 }
    }

    /// Lets a document match.
    pub(super) fn insert(&mut self, document: DocId) {
        self.count += u64::from(!self.holds(document));
        self.words[document as usize / 64] |= 1 << (document % 64);
    }

    /// Lets a document match no longer.
    pub(super) fn remove(&mut self, document: DocId) {
        self.count -= u64::from(self.holds(document));
        self.words[document as usize / 64] &= !(1 << (document % 64));
    }

    /// Whether a document matches.
    pub(super) fn holds(&self, document: DocId) -> bool {
        self.words[document as usize / 64] >> (document % 64) & 1 == 1
    }

    /// How many match.
    pub(super) fn count(&self) -> u64 {
        self.count
    }

    /// The matching documents, ascending.
    pub(super) fn ascending(&self) -> impl Iterator<Item = DocId> + '_ {
        self.words.iter().enumerate().flat_map(|(place, word)| {
            let mut rest = *word;
            std::iter::from_fn(move || {
                if rest == 0 {
                    return None;
                }
                let bit = rest.trailing_zeros();
                rest &= rest - 1;
                Some(place as u32 * 64 + bit)
            })
        })
    }

    /// The matching documents, descending.
    pub(super) fn descending(&self) -> impl Iterator<Item = DocId> + '_ {
        self.words.iter().enumerate().rev().flat_map(|(place, word)| {
            let mut rest = *word;
            std::iter::from_fn(move || {
                if rest == 0 {
                    return None;
                }
                let bit = 63 - rest.leading_zeros();
                rest &= !(1 << bit);
                Some(place as u32 * 64 + bit)
            })
        })
    }

    /// What matches here and not in `other`.
    pub(super) fn without(&self, other: &Self) -> Self {
        let words: Vec<u64> =
            self.words.iter().zip(&other.words).map(|(mine, theirs)| mine & !theirs).collect();
        let count = words.iter().map(|word| u64::from(word.count_ones())).sum();
        Self { words, count }
    }
}

/// The matching documents of every segment, deleted ones left out. One unscored pass.
pub(super) fn matching(searcher: &Searcher, query: &dyn Query) -> tantivy::Result<Vec<Bits>> {
    let weight = query.weight(EnableScoring::disabled_from_searcher(searcher))?;
    searcher
        .segment_readers()
        .iter()
        .map(|segment| {
            let mut bits = Bits::new(segment.max_doc());
            let alive = segment.alive_bitset();
            weight.for_each_no_score(segment, &mut |documents| {
                for document in documents {
                    if alive.is_none_or(|alive| alive.is_alive(*document)) {
                        bits.insert(*document);
                    }
                }
            })?;
            Ok(bits)
        })
        .collect()
}

/// How many match in all segments together.
pub(super) fn total(bits: &[Bits]) -> u64 {
    bits.iter().map(Bits::count).sum()
}
