//! The words that mark a result against the archive.

use std::collections::{BTreeMap, BTreeSet};

use tantivy::Term;

use super::plan::positive_units;
use super::telling::telling_words;
use super::{Searcher, View};
use crate::archive::Result;
use crate::query::{Reading, ScoredWords};

/// At most so many clippings of a result are read, evenly spread over it.
pub const MAX_SIGNIFICANT_SAMPLE: usize = 500;
/// The fewest clippings of the sample that must have a word.
const LEAST_CLIPPINGS: u64 = 2;
/// The log-likelihood below which a word may well be there by chance: a hundredth of all words are
/// (chi-squared with one degree of freedom).
const LEAST_SCORE: f64 = 6.63;

/// What marks a result.
#[derive(Clone, Debug, PartialEq)]
pub struct Significant {
    /// How many clippings match.
    pub total: u64,
    /// How many of them were read.
    pub sampled: u64,
    /// How many clippings the archive holds.
    pub archive: u64,
    /// The words, the most significant first.
    pub words: Vec<SignificantWord>,
}

/// A word that marks a result.
#[derive(Clone, Debug, PartialEq)]
pub struct SignificantWord {
    /// As most of the clippings print it.
    pub word: String,
    /// The log-likelihood of its clippings.
    pub score: f64,
    /// In how many of the clippings read.
    pub in_sample: u64,
    /// In how many of the archive.
    pub in_archive: u64,
}

impl Searcher<'_> {
    /// The words that stand in more of the matches than the rest of the archive lets expect, other
    /// than those of the query: by the log-likelihood ratio of the clippings that hold them (Dunning,
    /// "Accurate methods for the statistics of surprise and coincidence", 1993). At most
    /// [`MAX_SIGNIFICANT_SAMPLE`] clippings are read.
    ///
    /// # Errors
    /// Where the index or a record cannot be read.
    pub fn significant(&mut self, reading: &Reading) -> Result<Significant> {
        let matches = self.addresses(reading)?;
        let sampled = matches.len().min(MAX_SIGNIFICANT_SAMPLE);
        let mut holding: BTreeMap<String, BTreeMap<String, u64>> = BTreeMap::new();
        for place in 0..sampled {
            let address = matches[place * matches.len() / sampled];
            let view = View::new(self.snapshot().clipping(address)?, self.analyser());
            for word in telling_words(&view) {
                *holding.entry(word.normal).or_default().entry(word.printed).or_default() += 1;
            }
        }
        let asked = self.asked(reading);
        let snapshot = self.snapshot();
        let (archive, field) = (snapshot.clippings(), snapshot.fields().rank);
        let mut words = Vec::new();
        for (normal, printed) in holding {
            let in_sample: u64 = printed.values().sum();
            if in_sample < LEAST_CLIPPINGS || asked.contains(normal.as_str()) {
                continue;
            }
            let term = Term::from_field_text(field, &normal);
            let in_archive = snapshot.searcher().doc_freq(&term)?.clamp(in_sample, archive);
            let score = log_likelihood(in_sample, sampled as u64, in_archive, archive);
            let most = printed.into_iter().max_by_key(|(_, clippings)| *clippings);
            if let Some((word, _)) = most.filter(|_| score >= LEAST_SCORE) {
                words.push(SignificantWord { word, score, in_sample, in_archive });
            }
        }
        words.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.word.cmp(&b.word)));
        Ok(Significant { total: matches.len() as u64, sampled: sampled as u64, archive, words })
    }

    /// The normal forms that the query asks for, those of the other names of its words too.
    fn asked(&mut self, reading: &Reading) -> BTreeSet<String> {
        let mut units = Vec::new();
        if let Some(root) = &reading.root {
            positive_units(root, &mut units);
        }
        let languages = self.languages().clone();
        let mut normals = BTreeSet::new();
        for scored in units.iter().flat_map(|unit| &unit.scored) {
            match &scored.words {
                ScoredWords::Normal(forms) => {
                    normals.extend(forms.iter().map(|normal| normal.form.clone()));
                }
                ScoredWords::Together { names, .. } => {
                    for name in names {
                        let typed = self.analyser().analyse_typed(name);
                        for token in &typed.tokens {
                            let forms = self.analyser().normals(typed.exact(token), &languages);
                            normals.extend(forms.into_iter().map(|normal| normal.form));
                        }
                    }
                }
                ScoredWords::Leaf(_) => {}
            }
        }
        normals
    }
}

/// Dunning's -2 log λ for a word in `held` of `sample` clippings and in `all_held` of `all`, the
/// sample among them; 0 where it is no more frequent in the sample than in the rest.
fn log_likelihood(held: u64, sample: u64, all_held: u64, all: u64) -> f64 {
    let (held, sample) = (held as f64, sample as f64);
    let (rest_held, rest) = ((all_held as f64 - held).max(0.0), all as f64 - sample);
    if rest <= 0.0 || held / sample <= rest_held / rest {
        return 0.0;
    }
    let share = (held + rest_held) / (sample + rest);
    let cell =
        |seen: f64, expected: f64| if seen > 0.0 { seen * (seen / expected).ln() } else { 0.0 };
    2.0 * (cell(held, sample * share)
        + cell(sample - held, sample * (1.0 - share))
        + cell(rest_held, rest * share)
        + cell(rest - rest_held, rest * (1.0 - share)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_of_the_sample_alone_marks_it_and_an_even_one_does_not() {
        assert!(log_likelihood(10, 10, 10, 1_000) > log_likelihood(10, 10, 100, 1_000));
        assert!(log_likelihood(5, 10, 6, 1_000) > LEAST_SCORE);
        assert_eq!(log_likelihood(1, 10, 100, 1_000), 0.0);
        assert_eq!(log_likelihood(10, 10, 10, 10), 0.0);
    }

    #[test]
    fn the_measure_is_that_of_the_paper() {
        // 110 of 2,552 and 111 of 29,114, worked out by its formula.
        let of = |k: f64, n: f64, p: f64| k * p.ln() + (n - k) * (1.0 - p).ln();
        let (p, p1, p2) = (221.0 / 31_666.0, 110.0 / 2_552.0, 111.0 / 29_114.0);
        let ratio = of(110.0, 2_552.0, p1) + of(111.0, 29_114.0, p2)
            - of(110.0, 2_552.0, p)
            - of(111.0, 29_114.0, p);
        assert!((log_likelihood(110, 2_552, 221, 31_666) - 2.0 * ratio).abs() < 1e-6);
    }
}
