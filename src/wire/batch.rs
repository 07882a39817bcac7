//! A query of a file and what it found.

use serde::Serialize;

use super::{Hit, Problem};
use crate::archive::{Result, Snapshot};
use crate::{query, search};

/// A line of `batch --jsonl`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Batch {
    /// The name given to the query; else the query as typed.
    pub name: String,
    /// The line of the file it begins at.
    pub line: usize,
    /// The query as typed.
    pub query: String,
    /// The query as read, filters included.
    pub read_as: String,
    /// What was doubtful about the query.
    pub problems: Vec<Problem>,
    /// What had to be cut.
    pub cuts: Vec<String>,
    /// How many clippings match.
    pub total: u64,
    /// How many hits that makes where copies are folded.
    pub stories: u64,
    /// How many of them have no date.
    pub undated: u64,
    /// The first day with a match.
    pub first: Option<String>,
    /// The last day with a match.
    pub last: Option<String>,
    /// The best hits.
    pub hits: Vec<Hit>,
}

/// A query of a file.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The name given to it; else the query as typed.
    pub name: &'a str,
    /// The line it begins at.
    pub line: usize,
    /// The query as typed.
    pub typed: &'a str,
    /// What was doubtful about it before the archive was asked.
    pub problems: &'a [query::Problem],
}

impl Batch {
    /// A query and its page as they go out.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn new(snapshot: &Snapshot, asked: &Asked<'_>, page: &search::Page) -> Result<Self> {
        let span = page.timeline.as_ref().and_then(search::Timeline::span);
        let hits = page.hits.iter().map(|hit| Hit::new(snapshot, hit));
        Ok(Self {
            name: asked.name.to_owned(),
            line: asked.line,
            query: asked.typed.to_owned(),
            read_as: page.read_as.clone(),
            problems: asked.problems.iter().chain(&page.problems).map(Problem::from).collect(),
            cuts: page.cuts.clone(),
            total: page.total,
            stories: page.stories,
            undated: page.timeline.as_ref().map_or(0, |timeline| timeline.undated),
            first: span.map(|(first, _)| first.to_string()),
            last: span.map(|(_, last)| last.to_string()),
            hits: hits.collect::<Result<_>>()?,
        })
    }
}
