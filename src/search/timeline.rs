//! When the hits were published.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate};

use super::bits::Bits;
use crate::archive::Snapshot;
use crate::clipping::{Moment, Precision};

/// Hits by day of publication. A clipping dated by month or year stands at its first day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timeline {
    /// How many hits on each day that has any, oldest first.
    pub days: Vec<(NaiveDate, u64)>,
    /// The first and the last date, as precise as the most precise hit there.
    pub ends: Option<(Moment, Moment)>,
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
    /// How many empty buckets before it were left out.
    pub empty_before: u64,
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

    /// How many buckets lie from one that begins at `first` to one that begins at `other`.
    fn steps(self, first: NaiveDate, other: NaiveDate) -> u64 {
        let days = (other - first).num_days();
        let years = i64::from(other.year() - first.year());
        let steps = match self {
            Self::Day => days,
            Self::Week => days / 7,
            Self::Month => years * 12 + i64::from(other.month()) - i64::from(first.month()),
            Self::Year => years,
        };
        u64::try_from(steps).unwrap_or(0)
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

    /// The shortest period that gives at most `most` buckets, long gaps not counted: one early
    /// clipping does not press all others into one bar.
    pub fn fitting(&self, most: usize) -> Period {
        const LONG_GAP_DAYS: i64 = 365;
        let gaps = self.days.windows(2).map(|pair| (pair[1].0 - pair[0].0).num_days());
        let days = 1 + gaps.filter(|gap| *gap <= LONG_GAP_DAYS).sum::<i64>() as usize;
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

/// Where there would be more buckets than this, long runs of empty ones are left out.
const MAX_WITH_EMPTY: u64 = 120;

/// A run of more empty buckets than this is a long one.
const LONG_RUN: u64 = 12;

/// The timeline in buckets of one period: every one with hits, and the empty ones between them as
/// long as they are few; else each bucket says how many were left out before it.
pub fn by_period(timeline: &Timeline, period: Period) -> Vec<Bucket> {
    let mut counts: BTreeMap<NaiveDate, u64> = BTreeMap::new();
    for (day, clippings) in &timeline.days {
        *counts.entry(period.first_day(*day)).or_default() += clippings;
    }
    let (Some((&first, _)), Some((&last, _))) = (counts.first_key_value(), counts.last_key_value())
    else {
        return Vec::new();
    };
    let is_long = period.steps(first, last) >= MAX_WITH_EMPTY;
    let mut buckets = Vec::new();
    let mut next = Some(first);
    for (first, clippings) in counts {
        let empty = next.map_or(0, |next| period.steps(next, first));
        let empty_before = if is_long && empty > LONG_RUN { empty } else { 0 };
        while let Some(between) = next.filter(|next| empty_before == 0 && *next < first) {
            let name = period.label(between);
            buckets.push(Bucket { first: between, name, clippings: 0, empty_before: 0 });
            next = period.next(between);
        }
        buckets.push(Bucket { first, name: period.label(first), clippings, empty_before });
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
    let days: Vec<(NaiveDate, u64)> =
        days.into_iter().filter_map(|(day, count)| Some((date(day)?, count))).collect();
    let ends = match (days.first(), days.last()) {
        (Some((first, _)), Some((last, _))) => {
            Some((dated_so(snapshot, bits, *first)?, dated_so(snapshot, bits, *last)?))
        }
        _ => None,
    };
    Ok(Timeline { days, ends, undated })
}

/// The date of the hits that stand at a day, the first or the last one, as precise as one of them
/// has it. Segments lie newest first, those without a date last.
fn dated_so(snapshot: &Snapshot, bits: &[Bits], day: NaiveDate) -> tantivy::Result<Moment> {
    const A_DAY: i64 = 86_400;
    let wanted = day.and_time(chrono::NaiveTime::MIN).and_utc().timestamp().div_euclid(A_DAY);
    let mut shortest = i64::MAX;
    for (segment, reader) in snapshot.searcher().segment_readers().iter().enumerate() {
        let (from, to) = (reader.fast_fields().i64("from")?, reader.fast_fields().i64("to")?);
        let lasts = |document: u32| {
            let (from, to) = (from.first(document)?, to.first(document)?);
            Some((from.div_euclid(A_DAY), to - from))
        };
        let newest = bits[segment].ascending().map_while(lasts);
        let oldest = bits[segment].descending().filter_map(lasts);
        let at_end = |day: &(i64, i64)| day.0 == wanted;
        let lengths = newest.take_while(at_end).chain(oldest.take_while(at_end));
        shortest = lengths.map(|(_, seconds)| seconds).fold(shortest, i64::min);
    }
    let precision = match shortest / A_DAY {
        0 => Precision::Day,
        1..=31 => Precision::Month,
        _ => Precision::Year,
    };
    Ok(Moment { precision, ..Moment::day(day) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn timeline(days: &[(&str, u64)]) -> Timeline {
        let day = |text: &str| text.parse().expect("a day");
        Timeline {
            days: days.iter().map(|(text, count)| (day(text), *count)).collect(),
            ..Timeline::default()
        }
    }

    fn shown(buckets: &[Bucket]) -> Vec<String> {
        let show = |bucket: &Bucket| match bucket.empty_before {
            0 => format!("{} {}", bucket.name, bucket.clippings),
            left_out => format!("({left_out}) {} {}", bucket.name, bucket.clippings),
        };
        buckets.iter().map(show).collect()
    }

    #[test]
    fn empty_buckets_between_hits_are_there() {
        let buckets = by_period(&timeline(&[("2019-11-29", 2), ("2020-01-03", 1)]), Period::Month);
        assert_eq!(shown(&buckets), ["2019-11 2", "2019-12 0", "2020-01 1"]);
    }

    #[test]
    fn no_hit_is_lost_however_long_the_gaps_are() {
        let days = [("1904-05-05", 1), ("2019-11-12", 200), ("2019-11-14", 27)];
        for period in Period::ALL {
            let buckets = by_period(&timeline(&days), period);
            let sum: u64 = buckets.iter().map(|bucket| bucket.clippings).sum();
            assert_eq!(sum, 228, "{period:?}");
            assert!(buckets.len() < 130, "{period:?}");
            let all =
                buckets.len() as u64 + buckets.iter().map(|one| one.empty_before).sum::<u64>();
            let (first, last) = (buckets[0].first, buckets[buckets.len() - 1].first);
            assert_eq!(all, period.steps(first, last) + 1, "{period:?}");
        }
        let buckets = by_period(&timeline(&days), Period::Day);
        let expect = ["1904-05-05 1", "(42193) 2019-11-12 200", "2019-11-13 0", "2019-11-14 27"];
        assert_eq!(shown(&buckets), expect);
    }

    #[test]
    fn a_lone_clipping_far_away_does_not_make_the_bars_long() {
        let days = [("1987-02-26", 200), ("1987-10-20", 213), ("1996-03-01", 1)];
        assert_eq!(timeline(&days).fitting(40), Period::Week);
        assert_eq!(timeline(&days[..2]).fitting(40), Period::Week);
        assert_eq!(timeline(&[("2019-11-01", 1), ("2019-11-29", 1)]).fitting(40), Period::Day);
    }
}
