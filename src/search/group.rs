//! Equivalent terms scored as one word: their frequencies summed, one document frequency, so that a
//! rare form cannot win by being rare.

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::query::{
    Bm25Weight, BoostQuery, EmptyScorer, EnableScoring, Explanation, Query, Scorer, TermQuery,
    Weight,
};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, Score, SegmentReader, TantivyError, Term};
use tantivy::{DocSet, TERMINATED};

use super::plan::ScoreGroup;

/// The query that scores a group: the engine's own for one term, ours for several.
pub(super) fn scoring(group: &ScoreGroup) -> Box<dyn Query> {
    let query: Box<dyn Query> = match group.terms.as_slice() {
        [term] => Box::new(TermQuery::new(term.clone(), IndexRecordOption::WithFreqs)),
        terms => Box::new(Group { terms: terms.to_vec() }),
    };
    if group.weight == 1.0 { query } else { Box::new(BoostQuery::new(query, group.weight)) }
}

#[derive(Clone, Debug)]
struct Group {
    terms: Vec<Term>,
}

impl Query for Group {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let bm25 = match scoring {
            EnableScoring::Enabled { statistics_provider, .. } => {
                let clippings = statistics_provider.total_num_docs()?;
                let mut holding = 0;
                for term in &self.terms {
                    holding += statistics_provider.doc_freq(term)?;
                }
                let field = self.terms[0].field();
                let tokens = statistics_provider.total_num_tokens(field)?;
                let average = tokens as Score / clippings.max(1) as Score;
                Bm25Weight::for_one_term_without_explain(holding.min(clippings), clippings, average)
            }
            EnableScoring::Disabled { .. } => Bm25Weight::for_one_term_without_explain(0, 1, 1.0),
        };
        Ok(Box::new(GroupWeight { terms: self.terms.clone(), bm25 }))
    }
}

struct GroupWeight {
    terms: Vec<Term>,
    bm25: Bm25Weight,
}

impl Weight for GroupWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let field = self.terms[0].field();
        let index = reader.inverted_index(field)?;
        let mut postings = Vec::new();
        for term in &self.terms {
            postings.extend(index.read_postings(term, IndexRecordOption::WithFreqs)?);
        }
        if postings.is_empty() {
            return Ok(Box::new(EmptyScorer));
        }
        let norms = reader.get_fieldnorms_reader(field)?;
        let mut scorer = GroupScorer { postings, norms, bm25: self.bm25.boost_by(boost), doc: 0 };
        scorer.settle();
        Ok(Box::new(scorer))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(reader, 1.0)?;
        if scorer.doc() > doc || scorer.seek(doc) != doc {
            return Err(TantivyError::InvalidArgument("the clipping does not match".to_owned()));
        }
        Ok(Explanation::new("equivalent words, their frequencies summed", scorer.score()))
    }
}

struct GroupScorer {
    postings: Vec<SegmentPostings>,
    norms: FieldNormReader,
    bm25: Bm25Weight,
    doc: DocId,
}

impl GroupScorer {
    fn settle(&mut self) -> DocId {
        self.doc = self.postings.iter().map(DocSet::doc).min().unwrap_or(TERMINATED);
        self.doc
    }
}

impl DocSet for GroupScorer {
    fn advance(&mut self) -> DocId {
        for postings in &mut self.postings {
            if postings.doc() == self.doc {
                postings.advance();
            }
        }
        self.settle()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        for postings in &mut self.postings {
            if postings.doc() < target {
                postings.seek(target);
            }
        }
        self.settle()
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.postings.iter().map(SegmentPostings::doc_freq).sum()
    }
}

impl Scorer for GroupScorer {
    fn score(&mut self) -> Score {
        let doc = self.doc;
        let frequency: u32 = self
            .postings
            .iter()
            .filter(|postings| postings.doc() == doc)
            .map(Postings::term_freq)
            .sum();
        self.bm25.score(self.norms.fieldnorm_id(doc), frequency)
    }
}
