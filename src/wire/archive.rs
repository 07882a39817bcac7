//! What an archive holds.

use serde::Serialize;

use super::Facet;

/// What `stats --json` gives.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Stats {
    /// The folder of the archive.
    pub index: String,
    /// Clippings.
    pub clippings: u64,
    /// Stories: clippings, the copies of one counted once.
    pub stories: u64,
    /// Clippings without a date.
    pub undated: u64,
    /// The first day a clipping was published.
    pub first: Option<String>,
    /// The last day.
    pub last: Option<String>,
    /// Files.
    pub files: Files,
    /// Bytes on disk.
    pub index_bytes: u64,
    /// Parts the index is made of.
    pub segments: usize,
    /// What was given to `ingest`.
    pub roots: Vec<String>,
    /// When it was written to last, seconds since 1970.
    pub committed: i64,
    /// The version of the program that wrote last.
    pub program: String,
    /// The version of its format.
    pub format: u32,
    /// Clippings by language.
    pub languages: Vec<LanguageCount>,
    /// The most frequent values of facets.
    pub facets: Vec<Facet>,
}

/// Files the archive knows.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Files {
    /// All of them.
    pub known: u64,
    /// Read.
    pub read: u64,
    /// Skipped.
    pub skipped: u64,
    /// Bytes of those read.
    pub bytes: u64,
}

/// Clippings in a language.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LanguageCount {
    /// ISO 639-1 code.
    pub code: String,
    /// English name.
    pub name: String,
    /// Clippings.
    pub count: u64,
}
