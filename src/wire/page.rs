//! A page of hits with everything around it.

use std::time::Duration;

use serde::Serialize;

use super::{Facet, Hit, Problem, Timeline};
use crate::archive::{Result, Snapshot};
use crate::{query, search};

/// At most this many buckets are in the timeline of a page.
const TIMELINE_BUCKETS: usize = 60;

/// What `search --json` gives.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Page {
    /// The query as typed.
    pub query: String,
    /// The query as read, filters of flags included.
    pub read_as: String,
    /// What was doubtful about the query.
    pub problems: Vec<Problem>,
    /// What facet values were taken for.
    pub taken: Vec<Taken>,
    /// What had to be cut.
    pub cuts: Vec<String>,
    /// How many clippings match.
    pub total: u64,
    /// How many hits that makes where copies are folded.
    pub stories: u64,
    /// What is folded: `copies`, `versions`, `nothing`.
    pub fold: &'static str,
    /// `relevance`, `newest`, `oldest`, `outlet`, `words`.
    pub sort: &'static str,
    /// How long the search took.
    pub elapsed_ms: f64,
    /// The hits of this page.
    pub hits: Vec<Hit>,
    /// Hits with only most of the words, where those with all did not fill the page.
    pub partial: Vec<Hit>,
    /// How many clippings have only most of the words.
    pub partial_total: u64,
    /// Facet counts over all matches.
    pub facets: Vec<Facet>,
    /// Matches by date.
    pub timeline: Option<Timeline>,
    /// The cursor of the next page.
    pub next: Option<String>,
    /// Whether the archive has changed since the cursor was made.
    pub archive_changed: bool,
    /// What to try where nothing matches.
    pub rescue: Option<Rescue>,
}

/// What a page answers.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// The query as typed.
    pub typed: &'a str,
    /// What was doubtful about it before the archive was asked.
    pub problems: &'a [query::Problem],
    /// How long the search took.
    pub elapsed: Duration,
}

/// What was taken for a facet value.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Taken {
    /// The dimension.
    pub dimension: &'static str,
    /// The value as typed.
    pub typed: String,
    /// What it stands for, as people read it; empty where it stands for nothing.
    pub shown: Vec<String>,
    /// Values spelled much like it, where it stands for nothing.
    pub nearest: Vec<String>,
    /// Where it is a state or province, which no clipping is filed under: its country.
    pub within: Option<String>,
}

/// Why little or nothing was found.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Rescue {
    /// Parts of the query that find nothing by themselves.
    pub empty_parts: Vec<String>,
    /// What would have found something.
    pub offers: Vec<Offer>,
    /// Whether the time for looking ran out before everything was tried.
    pub cut_short: bool,
}

/// Something to try.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Offer {
    /// What is different.
    pub change: String,
    /// The whole query with that change.
    pub query: String,
    /// How many clippings it finds.
    pub count: u64,
}

impl Page {
    /// A page as it goes out.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn new(snapshot: &Snapshot, question: &Question<'_>, page: &search::Page) -> Result<Self> {
        let hits = |hits: &[search::Hit]| {
            hits.iter().map(|hit| Hit::new(snapshot, hit)).collect::<Result<Vec<_>>>()
        };
        let facets = page.facets.iter().map(|table| Facet::of_page(snapshot, table));
        Ok(Self {
            query: question.typed.to_owned(),
            read_as: page.read_as.clone(),
            problems: question.problems.iter().chain(&page.problems).map(Problem::from).collect(),
            taken: page.taken.iter().map(Taken::from).collect(),
            cuts: page.cuts.clone(),
            total: page.total,
            stories: page.stories,
            fold: page.fold.name(),
            sort: sort_name(page.sort),
            elapsed_ms: question.elapsed.as_micros() as f64 / 1_000.0,
            hits: hits(&page.hits)?,
            partial: hits(&page.partial)?,
            partial_total: page.partial_total,
            facets: facets.collect::<Result<_>>()?,
            timeline: page.timeline.as_ref().map(|timeline| {
                Timeline::new(timeline, timeline.fitting(TIMELINE_BUCKETS), |_| None)
            }),
            next: page.next.map(|cursor| cursor.to_string()),
            archive_changed: page.archive_changed,
            rescue: page.rescue.as_ref().map(Rescue::from),
        })
    }

    /// The page of a query that cannot be run.
    pub fn refused(typed: &str, problems: &[query::Problem]) -> Self {
        Self {
            query: typed.to_owned(),
            read_as: String::new(),
            problems: problems.iter().map(Problem::from).collect(),
            taken: Vec::new(),
            cuts: Vec::new(),
            total: 0,
            stories: 0,
            fold: search::Fold::COPIES.name(),
            sort: sort_name(search::Sort::Default),
            elapsed_ms: 0.0,
            hits: Vec::new(),
            partial: Vec::new(),
            partial_total: 0,
            facets: Vec::new(),
            timeline: None,
            next: None,
            archive_changed: false,
            rescue: None,
        }
    }
}

fn sort_name(sort: search::Sort) -> &'static str {
    match sort {
        search::Sort::Default | search::Sort::Relevance => "relevance",
        search::Sort::Newest => "newest",
        search::Sort::Oldest => "oldest",
        search::Sort::Outlet => "outlet",
        search::Sort::Words => "words",
    }
}

impl From<&search::Taken> for Taken {
    fn from(taken: &search::Taken) -> Self {
        Self {
            dimension: taken.dimension.name(),
            typed: taken.typed.clone(),
            shown: taken.shown.clone(),
            nearest: taken.nearest.clone(),
            within: taken.within.clone(),
        }
    }
}

impl From<&search::Rescue> for Rescue {
    fn from(rescue: &search::Rescue) -> Self {
        let offers = rescue.offers.iter().map(|offer| Offer {
            change: offer.change.clone(),
            query: offer.query.clone(),
            count: offer.clippings,
        });
        Self {
            empty_parts: rescue.empty_parts.clone(),
            offers: offers.collect(),
            cut_short: rescue.is_cut_short,
        }
    }
}
