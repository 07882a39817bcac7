//! Equivalent terms scored as one word: their frequencies summed, one document frequency, so that a
//! rare form cannot win by being rare.

use std::sync::Arc;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::query::{
    Bm25Weight, BoostQuery, EmptyScorer, EnableScoring, Explanation, Query, Scorer, TermQuery,
    Weight,
};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, Score, SegmentReader, TantivyError, Term};
use tantivy::{DocSet, TERMINATED};

use super::doc_languages::DocLanguages;
use super::plan::ScoreGroup;
use crate::analysis::{Language, LanguageSet};

/// The query that scores a group: the engine's own for one term, ours for several.
pub(super) fn scoring(group: &ScoreGroup) -> Box<dyn Query> {
    let query: Box<dyn Query> = match (group.terms.as_slice(), &group.together) {
        (_, Some(together)) => Box::new(together.clone()),
        ([(term, _)], None) => Box::new(TermQuery::new(term.clone(), IndexRecordOption::WithFreqs)),
        (terms, None) => matching(terms.to_vec(), &group.languages),
    };
    if group.weight == 1.0 { query } else { Box::new(BoostQuery::new(query, group.weight)) }
}

/// The query that matches the clippings with one of these terms, each in its languages only: what a
/// word is in German is no form of it in an English clipping. `languages` are the archive's.
pub(super) fn matching(
    terms: Vec<(Term, LanguageSet)>,
    languages: &Arc<[Language]>,
) -> Box<dyn Query> {
    Box::new(Group { terms, languages: languages.clone() })
}

#[derive(Clone, Debug)]
struct Group {
    terms: Vec<(Term, LanguageSet)>,
    languages: Arc<[Language]>,
}

impl Query for Group {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let bm25 = match scoring {
            EnableScoring::Enabled { statistics_provider, .. } => {
                let clippings = statistics_provider.total_num_docs()?;
                let mut holding = 0;
                for (term, _) in &self.terms {
                    holding += statistics_provider.doc_freq(term)?;
                }
                let field = self.terms[0].0.field();
                let tokens = statistics_provider.total_num_tokens(field)?;
                let average = tokens as Score / clippings.max(1) as Score;
                Bm25Weight::for_one_term_without_explain(holding.min(clippings), clippings, average)
            }
            EnableScoring::Disabled { .. } => Bm25Weight::for_one_term_without_explain(0, 1, 1.0),
        };
        Ok(Box::new(GroupWeight { group: self.clone(), bm25 }))
    }
}

struct GroupWeight {
    group: Group,
    bm25: Bm25Weight,
}

impl Weight for GroupWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let terms = &self.group.terms;
        let Some((first, _)) = terms.first() else { return Ok(Box::new(EmptyScorer)) };
        let field = first.field();
        let index = reader.inverted_index(field)?;
        let mut postings = Vec::new();
        for (term, languages) in terms {
            let found = index.read_postings(term, IndexRecordOption::WithFreqs)?;
            postings.extend(found.map(|found| (found, *languages)));
        }
        if postings.is_empty() {
            return Ok(Box::new(EmptyScorer));
        }
        let anywhere = postings.iter().all(|(_, languages)| *languages == LanguageSet::EVERY);
        let languages = match anywhere {
            true => None,
            false => Some(DocLanguages::open(reader, &self.group.languages)?),
        };
        let norms = reader.get_fieldnorms_reader(field)?;
        let bm25 = self.bm25.boost_by(boost);
        let mut scorer = GroupScorer { postings, languages, norms, bm25, doc: 0 };
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
    postings: Vec<(SegmentPostings, LanguageSet)>,
    /// Nothing where the language makes no difference.
    languages: Option<DocLanguages>,
    norms: FieldNormReader,
    bm25: Bm25Weight,
    doc: DocId,
}

impl GroupScorer {
    /// Moves on to the first document, from where the postings stand, that has a term in one of its
    /// languages.
    fn settle(&mut self) -> DocId {
        loop {
            let first = self.postings.iter().map(|(postings, _)| postings.doc()).min();
            self.doc = first.unwrap_or(TERMINATED);
            if self.doc == TERMINATED || self.here().next().is_some() {
                return self.doc;
            }
            self.step();
        }
    }

    /// Moves the postings that stand at the document behind it.
    fn step(&mut self) {
        for (postings, _) in &mut self.postings {
            if postings.doc() == self.doc {
                postings.advance();
            }
        }
    }

    /// The postings that count in the document.
    fn here(&self) -> impl Iterator<Item = &SegmentPostings> {
        let doc = self.doc;
        let language = self.languages.as_ref().map_or(LanguageSet::EVERY, |known| known.of(doc));
        let there = self.postings.iter().filter(move |(postings, languages)| {
            postings.doc() == doc && languages.meets(language)
        });
        there.map(|(postings, _)| postings)
    }
}

impl DocSet for GroupScorer {
    fn advance(&mut self) -> DocId {
        self.step();
        self.settle()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        for (postings, _) in &mut self.postings {
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
        self.postings.iter().map(|(postings, _)| postings.doc_freq()).sum()
    }
}

impl Scorer for GroupScorer {
    fn score(&mut self) -> Score {
        let doc = self.doc;
        let frequency: u32 = self.here().map(Postings::term_freq).sum();
        self.bm25.score(self.norms.fieldnorm_id(doc), frequency)
    }
}
