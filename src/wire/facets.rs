//! Facet tables and timelines.

use serde::Serialize;

use super::Problem;
use crate::archive::{Result, Snapshot};
use crate::search;

/// At most this many values of a facet are in a page.
const MAX_VALUES: usize = 50;

/// What `facets --json` gives.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Facets {
    /// The query as typed.
    pub query: String,
    /// The query as read.
    pub read_as: String,
    /// How many clippings match.
    pub total: u64,
    /// How many hits that makes where copies are folded: what is counted below.
    pub stories: u64,
    /// What is folded: `copies`, `versions`, `nothing`.
    pub fold: &'static str,
    /// What was doubtful about the query.
    pub problems: Vec<Problem>,
    /// The tables.
    pub facets: Vec<Facet>,
}

/// The values of one dimension among the matches.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Facet {
    /// `region`, `outlet` and so on.
    pub dimension: &'static str,
    /// The most frequent values, general ones included.
    pub values: Vec<FacetValue>,
    /// How many values were cut off the list.
    pub left_out: u64,
    /// Matches without any value.
    pub without: u64,
}

/// One value.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FacetValue {
    /// Codes or folded keys, general first.
    pub path: Vec<String>,
    /// The last step of the path as people read it.
    pub name: String,
    /// Matches under it or below it.
    pub count: u64,
}

impl Facet {
    /// A table as it goes into a page: named, and cut to the most frequent values.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn of_page(snapshot: &Snapshot, table: &search::FacetTable) -> Result<Self> {
        let mut table = table.clone();
        table.cut(MAX_VALUES);
        search::name_values(snapshot, &mut table, MAX_VALUES)?;
        Ok(Self::named(&table))
    }

    /// A table whose values are named.
    pub fn named(table: &search::FacetTable) -> Self {
        let values = table.values.iter().map(|value| FacetValue {
            path: value.path.clone(),
            name: value.shown.clone(),
            count: value.clippings,
        });
        Self {
            dimension: table.dimension.name(),
            values: values.collect(),
            left_out: table.left_out,
            without: table.without,
        }
    }
}

/// Matches by date of publication.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Timeline {
    /// The first day with a match, `2019-11-04`.
    pub first: Option<String>,
    /// The last day with a match.
    pub last: Option<String>,
    /// `day`, `week`, `month`, `year`.
    pub period: &'static str,
    /// Every stretch of time with a match, and the empty ones between them as long as they are few.
    pub buckets: Vec<Bucket>,
    /// Matches without a date.
    pub undated: u64,
}

/// Matches in one stretch of time.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Bucket {
    /// `2019`, `2019-11`, `2019-W46`, `2019-11-13`.
    pub name: String,
    /// Its first day.
    pub first: String,
    /// Matches.
    pub count: u64,
    /// Empty stretches that were left out before it.
    pub empty_before: u64,
    /// Per cent of what the archive holds there; only in `timeline --json`.
    pub share: Option<f64>,
}

/// What `timeline --json` gives.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TimelineReport {
    /// The query as typed.
    pub query: String,
    /// The query as read.
    pub read_as: String,
    /// How many clippings match.
    pub total: u64,
    /// How many hits that makes where copies are folded: what is counted below.
    pub stories: u64,
    /// What is folded: `copies`, `versions`, `nothing`.
    pub fold: &'static str,
    /// What was doubtful about the query.
    pub problems: Vec<Problem>,
    /// The matches by date.
    pub timeline: Timeline,
}

impl Timeline {
    /// The buckets of one period, each with its share where `shares` gives one.
    pub fn new(
        timeline: &search::Timeline,
        period: search::Period,
        mut share: impl FnMut(&search::Bucket) -> Option<f64>,
    ) -> Self {
        let (first, last) = timeline.span().unzip();
        let buckets = search::by_period(timeline, period);
        Self {
            first: first.map(|day| day.to_string()),
            last: last.map(|day| day.to_string()),
            period: period.name(),
            buckets: buckets
                .iter()
                .map(|bucket| Bucket {
                    name: bucket.name.clone(),
                    first: bucket.first.to_string(),
                    count: bucket.clippings,
                    empty_before: bucket.empty_before,
                    share: share(bucket),
                })
                .collect(),
            undated: timeline.undated,
        }
    }
}
