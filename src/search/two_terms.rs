//! Two words beside each other, each at one term: the scorer for the phrases and windows that are
//! asked for most.
//!
//! It gives what [`super::positional`] gives and takes half its time for words that often stand in
//! one clipping (`cargo bench --bench engine -- window`): between two clippings it touches nothing
//! but their postings.

use std::sync::Arc;

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::query::Scorer;
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED};

use super::positional::{Asked, Limits, Terms, forward, is_time_to_look, meet_two};
use crate::archive::ZoneStarts;
use crate::query::TwoWords;

/// Room for so many positions is made at once: few words stand in a clipping more often.
const ROOM: usize = 128;

/// The clippings of one segment in which two words stand as asked.
pub(super) struct TwoTerms {
    words: TwoWords,
    rarer: SegmentPostings,
    other: SegmentPostings,
    /// Whether the rarer one is named first.
    is_rarer_first: bool,
    zones: Option<Arc<ZoneStarts>>,
    limits: Arc<Limits>,
    /// Room for the positions of both.
    positions: [Vec<u32>; 2],
    looked_at: u32,
    doc: DocId,
    boost: Score,
}

/// What was found of two words in one segment.
pub(super) enum Opened {
    /// Both, each at one term.
    Both(Box<TwoTerms>),
    /// One of them nowhere.
    Nowhere,
    /// Something else is asked, or a word stands at several terms.
    Otherwise,
}

impl TwoTerms {
    /// The clippings of one segment in which what is asked holds, where it is asked of two words
    /// that each stand at one term.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub(super) fn open(
        asked: &Asked,
        reader: &SegmentReader,
        boost: Score,
    ) -> tantivy::Result<Opened> {
        let Some(words) = TwoWords::of(&asked.expr) else { return Ok(Opened::Otherwise) };
        let only_term = |leaf: usize| asked.leaves[leaf].as_deref()?.only_term();
        let (Some(first), Some(second)) = (only_term(words.first), only_term(words.second)) else {
            return Ok(Opened::Otherwise);
        };
        let index = reader.inverted_index(asked.field)?;
        let terms = Terms { index: &index, field: asked.field };
        let (Some(first_info), Some(second_info)) =
            (terms.find(&first.term)?, terms.find(&second.term)?)
        else {
            return Ok(Opened::Nowhere);
        };
        if terms.is_there(first.end.as_deref())? || terms.is_there(second.end.as_deref())? {
            return Ok(Opened::Otherwise);
        }
        let is_rarer_first = first_info.doc_freq <= second_info.doc_freq;
        let (rarer, other) =
            if is_rarer_first { (first_info, second_info) } else { (second_info, first_info) };
        let zones = if asked.is_zoned { Some(asked.zones.of(reader)?) } else { None };
        let mut scorer = Box::new(Self {
            words,
            rarer: terms.postings(&rarer)?,
            other: terms.postings(&other)?,
            is_rarer_first,
            zones,
            limits: asked.limits.clone(),
            positions: [Vec::with_capacity(ROOM), Vec::with_capacity(ROOM)],
            looked_at: 0,
            doc: 0,
            boost,
        });
        scorer.settle(0);
        Ok(Opened::Both(scorer))
    }

    /// Moves on to the first document from `target` on in which they stand as asked; to the end
    /// where the time has run out.
    fn settle(&mut self, target: DocId) -> DocId {
        self.doc = meet_two(&mut self.rarer, &mut self.other, target);
        while self.doc != TERMINATED && !self.holds() {
            self.looked_at = self.looked_at.wrapping_add(1);
            if is_time_to_look(self.looked_at) && self.limits.is_over() {
                self.doc = forward(&mut self.rarer, TERMINATED);
                break;
            }
            self.doc = meet_two(&mut self.rarer, &mut self.other, self.doc + 1);
        }
        self.doc
    }

    fn holds(&mut self) -> bool {
        let [of_rarer, of_other] = &mut self.positions;
        self.rarer.positions(of_rarer);
        self.other.positions(of_other);
        let (firsts, seconds) =
            if self.is_rarer_first { (of_rarer, of_other) } else { (of_other, of_rarer) };
        let zones = || self.zones.as_ref().map_or([None; 4], |zones| zones.of(self.doc));
        self.words.hold(firsts, seconds, zones)
    }
}

impl DocSet for TwoTerms {
    fn advance(&mut self) -> DocId {
        match self.doc {
            TERMINATED => TERMINATED,
            doc => self.settle(doc + 1),
        }
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc < target { self.settle(target) } else { self.doc }
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.rarer.doc_freq()
    }

    fn cost(&self) -> u64 {
        // Positions are dear: let cheaper conditions lead.
        u64::from(self.size_hint()) * 10
    }
}

impl Scorer for TwoTerms {
    fn score(&mut self) -> Score {
        self.boost
    }
}
