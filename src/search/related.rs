//! Clippings that speak of the same, found by the words that tell a clipping from others.

use tantivy::Term;
use tantivy::query::{BooleanQuery, Occur, Query as EngineQuery};

use super::copies::Letters;
pub use super::copies::MAX_COMPARED_LETTERS;
use super::plan::ScoreGroup;
use super::telling::{TellingWord, telling_words};
use super::top::{self, Scoring};
use super::{Hit, Searcher, View, bits, group};
use crate::analysis::LanguageSet;
use crate::archive::{DocAddress, Result, language_of};
use crate::clipping::Clipping;

/// At most so many words of a clipping are looked for.
pub const MAX_RELATED_WORDS: usize = 24;
/// At most so many clippings are shown.
pub const MAX_RELATED: usize = 100;
/// At most so many of the best are read; copies among them are left out.
const MAX_CANDIDATES: usize = 400;
/// A word in more than one of so many clippings tells nothing …
const COMMON_SHARE: u64 = 10;
/// … unless these are all.
const COMMON_LEAST: u64 = 100;
/// The fewest of the words that a clipping must have too.
const LEAST_SHARED: usize = 2;

/// What is related to a clipping.
#[derive(Debug)]
pub struct Related {
    /// The words it was looked for by, the weightiest first, as it prints them.
    pub words: Vec<String>,
    /// The clippings, best first, without copies of it and of each other.
    pub hits: Vec<RelatedHit>,
    /// How many copies were left out.
    pub copies: u64,
    /// Of how many clippings only the first [`MAX_COMPARED_LETTERS`] were compared to tell copies.
    pub cut: u64,
}

/// A related clipping.
#[derive(Debug)]
pub struct RelatedHit {
    /// The clipping and its score.
    pub hit: Hit,
    /// The words it shares, the weightiest first, as the clipping asked about prints them.
    pub shared: Vec<String>,
}

/// A word that is looked for.
struct Wanted {
    printed: String,
    weight: f64,
    group: ScoreGroup,
}

impl Searcher<'_> {
    /// The clippings most like `clipping`, at most `limit` and [`MAX_RELATED`] of them.
    ///
    /// It is looked for by its words of greatest tf·idf, at most [`MAX_RELATED_WORDS`]; those that
    /// score are weighted by their frequency in it (1 + ln tf; Salton and Buckley 1988) and scored by
    /// BM25. Only postings of these words and the records of the best are read.
    ///
    /// # Errors
    /// Where the index or a record cannot be read.
    pub fn related(&mut self, clipping: &Clipping, limit: usize) -> Result<Related> {
        let limit = limit.min(MAX_RELATED);
        let view = View::new(clipping.clone(), self.analyser());
        let wanted = self.wanted(&telling_words(&view))?;
        let clauses: Vec<(Occur, Box<dyn EngineQuery>)> = wanted
            .iter()
            .map(|word| {
                let matching = group::matching(word.group.terms.clone(), self.languages());
                (Occur::Should, matching)
            })
            .collect();
        let words = wanted.iter().map(|word| word.printed.clone()).collect();
        if clauses.len() < LEAST_SHARED || limit == 0 {
            return Ok(Related { words, hits: Vec::new(), copies: 0, cut: 0 });
        }
        let snapshot = self.snapshot();
        let sharing = BooleanQuery::with_minimum_required_clauses(clauses, LEAST_SHARED);
        let matching = bits::matching(snapshot.searcher(), &sharing)?;
        let groups: Vec<ScoreGroup> = wanted.iter().map(|word| word.group.clone()).collect();
        let scoring = Scoring { groups: &groups, all: false };
        let room = (limit * 4 + 1).min(MAX_CANDIDATES);
        let ranked = top::by_score(snapshot, &matching, &scoring, room, None)?;
        let mut related = Related { words, hits: Vec::new(), copies: 0, cut: 0 };
        let mut known = vec![Letters::of(clipping)];
        related.cut += u64::from(known[0].is_cut);
        for ranked in ranked {
            let candidate = snapshot.clipping(ranked.address)?;
            if candidate.id == clipping.id {
                continue;
            }
            let letters = Letters::of(&candidate);
            related.cut += u64::from(letters.is_cut);
            if known.iter().any(|one| one.are_a_copy_of(&letters)) {
                related.copies += 1;
                continue;
            }
            if related.hits.len() == limit {
                break;
            }
            known.push(letters);
            related.hits.push(self.related_hit(
                (candidate, ranked.address),
                ranked.key,
                &wanted,
            )?);
        }
        Ok(related)
    }

    /// The weightiest words of a clipping that stand in others too.
    fn wanted(&mut self, words: &[TellingWord]) -> Result<Vec<Wanted>> {
        let snapshot = self.snapshot();
        let field = snapshot.fields().rank;
        let all = snapshot.clippings();
        let languages = self.languages().clone();
        let mut wanted = Vec::new();
        for word in words {
            let mut clippings = 0;
            let mut terms = Vec::new();
            for normal in self.analyser().normals(&word.exact, &languages) {
                let term = Term::from_field_text(field, &normal.form);
                let holding = snapshot.searcher().doc_freq(&term)?;
                clippings += holding;
                terms.extend((holding > 0).then_some((term, normal.languages)));
            }
            if clippings < 2 || clippings > (all / COMMON_SHARE).max(COMMON_LEAST) {
                continue;
            }
            let frequency = 1.0 + f64::from(word.count).ln();
            let rareness = (1.0 + all as f64 / clippings as f64).ln();
            wanted.push(Wanted {
                printed: word.printed.clone(),
                weight: frequency * rareness,
                group: ScoreGroup {
                    terms,
                    languages: languages.clone(),
                    weight: frequency as f32,
                    together: None,
                },
            });
        }
        wanted
            .sort_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| a.printed.cmp(&b.printed)));
        wanted.truncate(MAX_RELATED_WORDS);
        Ok(wanted)
    }

    fn related_hit(
        &self,
        (clipping, address): (Clipping, DocAddress),
        score: f64,
        wanted: &[Wanted],
    ) -> Result<RelatedHit> {
        let language = LanguageSet::of(language_of(&clipping), self.languages());
        let snapshot = self.snapshot();
        let mut shared = Vec::new();
        for word in wanted {
            for (term, languages) in &word.group.terms {
                if languages.meets(language) && snapshot.is_under(term, address)? {
                    shared.push(word.printed.clone());
                    break;
                }
            }
        }
        let short_id = snapshot.short_id(clipping.id)?;
        let hit = Hit {
            clipping,
            short_id,
            score,
            headline_marks: Vec::new(),
            snippets: Vec::new(),
            matches: 0,
            folded: 0,
        };
        Ok(RelatedHit { hit, shared })
    }
}
