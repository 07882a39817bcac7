//! Names of one thing scored as one word: the places of all of them are its frequency in a
//! clipping, the clippings that hold any of them its document frequency.

use std::sync::Arc;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::query::{Bm25Weight, EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::Field;
use tantivy::{DocId, DocSet, Score, SegmentReader, TantivyError};

use super::positional::{Asked, PositionalScorer};
use crate::query::Match;

/// Names that score by where they stand.
#[derive(Clone, Debug)]
pub struct Together {
    asked: Arc<Asked>,
    names: Vec<String>,
    clippings: u64,
    /// The field whose lengths count.
    lengths: Field,
}

impl PartialEq for Together {
    fn eq(&self, other: &Self) -> bool {
        (&self.asked.expr, &self.names) == (&other.asked.expr, &other.names)
    }
}

impl Together {
    /// What is asked of positions, held by so many clippings, whose lengths are those of a field.
    pub(super) fn new(asked: Asked, names: Vec<String>, clippings: u64, lengths: Field) -> Self {
        Self { asked: Arc::new(asked), names, clippings, lengths }
    }

    /// The names.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// How many clippings hold one of them.
    pub fn clippings(&self) -> u64 {
        self.clippings
    }
}

impl Query for Together {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let bm25 = match scoring {
            EnableScoring::Enabled { statistics_provider, .. } => {
                let clippings = statistics_provider.total_num_docs()?;
                let tokens = statistics_provider.total_num_tokens(self.lengths)?;
                let average = tokens as Score / clippings.max(1) as Score;
                let holding = self.clippings.min(clippings);
                Bm25Weight::for_one_term_without_explain(holding, clippings, average)
            }
            EnableScoring::Disabled { .. } => Bm25Weight::for_one_term_without_explain(0, 1, 1.0),
        };
        Ok(Box::new(TogetherWeight { together: self.clone(), bm25 }))
    }
}

struct TogetherWeight {
    together: Together,
    bm25: Bm25Weight,
}

impl Weight for TogetherWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let Some(places) = PositionalScorer::open(self.together.asked.clone(), reader)? else {
            return Ok(Box::new(EmptyScorer));
        };
        let norms = reader.get_fieldnorms_reader(self.together.lengths)?;
        let bm25 = self.bm25.boost_by(boost);
        Ok(Box::new(TogetherScorer { places, norms, bm25, found: Vec::new() }))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(reader, 1.0)?;
        if scorer.doc() > doc || scorer.seek(doc) != doc {
            return Err(TantivyError::InvalidArgument("the clipping does not match".to_owned()));
        }
        Ok(Explanation::new("names of one thing, their places counted together", scorer.score()))
    }
}

struct TogetherScorer {
    places: PositionalScorer,
    norms: FieldNormReader,
    bm25: Bm25Weight,
    found: Vec<Match>,
}

impl DocSet for TogetherScorer {
    fn advance(&mut self) -> DocId {
        self.places.advance()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.places.seek(target)
    }

    fn doc(&self) -> DocId {
        self.places.doc()
    }

    fn size_hint(&self) -> u32 {
        self.places.size_hint()
    }

    fn cost(&self) -> u64 {
        self.places.cost()
    }
}

impl Scorer for TogetherScorer {
    fn score(&mut self) -> Score {
        let frequency = self.places.spans_here(&mut self.found);
        self.bm25.score(self.norms.fieldnorm_id(self.places.doc()), frequency)
    }
}
