//! When the hits were published.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate};

use super::bits::Bits;
use crate::archive::Snapshot;

/// Hits by day of publication. A clipping dated by month or year stands at its first day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timeline {
    /// How many hits on each day that has any, oldest first.
    pub days: Vec<(NaiveDate, u64)>,
    /// Hits without a date.
    pub undated: u64,
}

/// How long a bucket is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Period {
    /// A day.
    Day,
    /// A week, from Monday.
    Week,
    /// A month.
    Month,
    /// A year.
    Year,
}

/// Hits in one stretch of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bucket {
    /// Its first day.
    pub first: NaiveDate,
    /// `2019`, `2019-11`, `2019-W46`, `2019-11-13`.
    pub name: String,
    /// How many hits.
    pub clippings: u64,
}

impl Period {
    /// All of them, shortest first.
    pub const ALL: [Self; 4] = [Self::Day, Self::Week, Self::Month, Self::Year];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    /// What one says of counts by it: `daily`, `weekly`.
    pub fn adverb(self) -> &'static str {
        match self {
            Self::Day => "daily",
            Self::Week => "weekly",
            Self::Month => "monthly",
            Self::Year => "yearly",
        }
    }

    /// The first day of the bucket that holds a day.
    pub fn first_day(self, day: NaiveDate) -> NaiveDate {
        let first = match self {
            Self::Day => Some(day),
            Self::Week => {
                day.checked_sub_days(Days::new(day.weekday().num_days_from_monday().into()))
            }
            Self::Month => day.with_day(1),
            Self::Year => NaiveDate::from_ymd_opt(day.year(), 1, 1),
        };
        first.unwrap_or(day)
    }

    fn next(self, first: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Day => first.succ_opt(),
            Self::Week => first.checked_add_days(Days::new(7)),
            Self::Month => first.checked_add_months(chrono::Months::new(1)),
            Self::Year => first.checked_add_months(chrono::Months::new(12)),
        }
    }

    fn label(self, first: NaiveDate) -> String {
        match self {
            Self::Day => first.format("%Y-%m-%d").to_string(),
            Self::Week => first.format("%G-W%V").to_string(),
            Self::Month => first.format("%Y-%m").to_string(),
            Self::Year => first.format("%Y").to_string(),
        }
    }
}

impl Timeline {
    /// The first and the last day with a hit.
    pub fn span(&self) -> Option<(NaiveDate, NaiveDate)> {
        Some((self.days.first()?.0, self.days.last()?.0))
    }

    /// The shortest period that gives at most `most` buckets.
    pub fn fitting(&self, most: usize) -> Period {
        let Some((first, last)) = self.span() else { return Period::Day };
        let days = (last - first).num_days() as usize + 1;
        Period::ALL
            .into_iter()
            .find(|period| {
                days <= most.saturating_mul(match period {
                    Period::Day => 1,
                    Period::Week => 6,
                    Period::Month => 27,
                    Period::Year => usize::MAX,
                })
            })
            .unwrap_or(Period::Year)
    }
}

/// Most empty buckets that are filled in between two with hits.
const MAX_BUCKETS: usize = 20_000;

/// The timeline in buckets of one period, empty ones between the first and the last included.
pub fn by_period(timeline: &Timeline, period: Period) -> Vec<Bucket> {
    let mut counts: BTreeMap<NaiveDate, u64> = BTreeMap::new();
    for (day, clippings) in &timeline.days {
        *counts.entry(period.first_day(*day)).or_default() += clippings;
    }
    let Some((&last, _)) = counts.last_key_value() else { return Vec::new() };
    let mut next = counts.first_key_value().map(|(first, _)| *first);
    let mut buckets = Vec::new();
    while let Some(first) = next.filter(|first| *first <= last && buckets.len() < MAX_BUCKETS) {
        let clippings = counts.get(&first).copied().unwrap_or(0);
        buckets.push(Bucket { first, name: period.label(first), clippings });
        next = period.next(first);
    }
    buckets
}

/// Counts the matching clippings by day.
///
/// # Errors
/// Where the index cannot be read.
pub(super) fn count(snapshot: &Snapshot, bits: &[Bits]) -> tantivy::Result<Timeline> {
    let mut days: BTreeMap<i64, u64> = BTreeMap::new();
    let mut undated = 0;
    for (segment, reader) in snapshot.searcher().segment_readers().iter().enumerate() {
        let from = reader.fast_fields().i64("from")?;
        // Segments lie sorted by date: equal days follow one another.
        let mut run: Option<(i64, u64)> = None;
        for document in bits[segment].ascending() {
            let Some(seconds) = from.first(document) else {
                undated += 1;
                continue;
            };
            let day = seconds.div_euclid(86_400);
            match &mut run {
                Some((same, count)) if *same == day => *count += 1,
                _ => {
                    if let Some((day, count)) = run.replace((day, 1)) {
                        *days.entry(day).or_default() += count;
                    }
                }
            }
        }
        if let Some((day, count)) = run {
            *days.entry(day).or_default() += count;
        }
    }
    let date =
        |day: i64| chrono::DateTime::from_timestamp(day * 86_400, 0).map(|at| at.date_naive());
    let days = days.into_iter().filter_map(|(day, count)| Some((date(day)?, count))).collect();
    Ok(Timeline { days, undated })
}
