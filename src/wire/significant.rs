//! The words that mark a result.

use serde::Serialize;

use super::Problem;
use crate::search;

/// What `terms --significant --json` prints.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Significant {
    /// The query as typed.
    pub query: String,
    /// What was doubtful about it.
    pub problems: Vec<Problem>,
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
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SignificantWord {
    /// As most of the clippings print it.
    pub word: String,
    /// In how many of the clippings read.
    pub in_sample: u64,
    /// In how many of the archive.
    pub in_archive: u64,
    /// Its log-likelihood.
    pub score: f64,
}

impl From<&search::SignificantWord> for SignificantWord {
    fn from(word: &search::SignificantWord) -> Self {
        Self {
            word: word.word.clone(),
            in_sample: word.in_sample,
            in_archive: word.in_archive,
            score: word.score,
        }
    }
}
