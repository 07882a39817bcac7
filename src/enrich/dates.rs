//! The date reader: the one time that a label, a header line, an address or a file's name states.
//!
//! A scanner over tokens, in many languages and four calendars. Nothing is invented: a date without
//! a year is no date, one that can be read in two ways keeps its year alone, and what is refused is
//! told in notes.

mod address;
mod calendar;
mod clock;
mod forms;
mod names;
mod numbers;
mod oddities;
mod order;
mod relative;
mod spans;
mod tokens;
mod units;
mod weekdays;
mod words;

use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, NaiveTime};

use crate::clipping::{Moment, Precision, Zone};
use clock::Clock;
use forms::{Date, Found};
use tokens::Tokens;

use crate::clipping::DayMonthOrder;

pub use address::{from_file_name, from_url};
pub use oddities::{Calendar, Oddity, OddityKind};

/// What is known about a clipping beside the words that state its date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hints {
    /// Its language: an ISO 639-1 code, perhaps with a region (`en-GB`).
    pub language: Option<String>,
    /// What its outlet prints first, day or month, where that has been learned.
    pub order: Option<DayMonthOrder>,
    /// When it was saved: the anchor of `yesterday`.
    pub captured: Option<Moment>,
    /// The present, beyond which nothing has been published.
    pub now: NaiveDateTime,
}

/// How many days beyond the present a date may lie: clocks and time zones differ, evening papers
/// are dated tomorrow.
pub(super) const TOLERATED_DAYS: i64 = 2;
/// More text than this states no date; it is a paragraph.
const LONGEST_BYTES: usize = 2048;

/// The time that `text` states, with what was odd about it; nothing where it states none.
pub fn read(text: &str, hints: &Hints) -> Option<(Moment, Vec<Oddity>)> {
    let (moment, odd) = reading(text, hints);
    moment.map(|moment| (moment, odd))
}

/// As [`read`], with the reasons even where a date was refused.
pub fn reading(text: &str, hints: &Hints) -> (Option<Moment>, Vec<Oddity>) {
    let text = tokens::composed(beginning(text));
    let tokens = Tokens::new(&text, hints.language.as_deref());
    let mut odd = Vec::new();
    let moment = bare_number(&text)
        .or_else(|| stated(&tokens, hints, &mut odd))
        .or_else(|| relative::read(&tokens, hints, &mut odd));
    (moment.and_then(|moment| plausible(moment, hints, &mut odd)), odd)
}

/// As much of `text` as is looked at.
fn beginning(text: &str) -> &str {
    &text[..text.floor_char_boundary(LONGEST_BYTES)]
}

/// A text that is nothing but a year, or seconds or milliseconds since 1970 as machines write them.
fn bare_number(text: &str) -> Option<Moment> {
    let text = text.trim();
    if !matches!(text.len(), 4 | 10 | 13) || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number: i64 = text.parse().ok()?;
    if text.len() == 4 {
        let year = i32::try_from(number).ok().filter(|year| forms::YEARS.contains(year))?;
        return Some(moment_of(Date::Year(year))?.0);
    }
    let seconds = if text.len() == 13 { number / 1000 } else { number };
    let local = DateTime::from_timestamp(seconds, 0)?.naive_utc();
    let zone = Zone { printed: "Unix time".to_owned(), offset_minutes: Some(0) };
    Some(Moment { local, precision: Precision::Second, zone: Some(zone) })
}

/// The most precise of the dates in `tokens`, the first among equals, with the time of day beside
/// it.
fn stated(tokens: &Tokens, hints: &Hints, odd: &mut Vec<Oddity>) -> Option<Moment> {
    let mut found = forms::all(tokens, hints);
    let chosen = choose(tokens, &found)?;
    let before = found[..chosen].last().map_or(0, |found| found.span.end);
    let after = found.get(chosen + 1).map_or(tokens.len(), |found| found.span.start);
    let found = found.swap_remove(chosen);
    odd.extend(found.odd);
    let (mut moment, is_day) = moment_of(found.date)?;
    if is_day {
        weekdays::compare(tokens, &found.span, moment.local.date(), odd);
        let clock = found.clock.or_else(|| clock::find(tokens, found.span.end..after, odd));
        let clock = clock.or_else(|| clock::find(tokens, before..found.span.start, odd));
        if let Some(clock) = clock {
            set_clock(&mut moment, clock);
        }
    }
    Some(moment)
}

/// Which date is meant: a day before a month before a year, and none behind a word such as
/// `updated` if there is another.
fn choose(tokens: &Tokens, found: &[Found]) -> Option<usize> {
    let rank = |at: &usize| {
        let found = &found[*at];
        (forms::follows_a_word_for_updated(tokens, found.span.start), found.date.coarseness(), *at)
    };
    (0..found.len()).min_by_key(rank)
}

/// The moment of a date, and whether it is a day.
fn moment_of(date: Date) -> Option<(Moment, bool)> {
    let (first, precision) = match date {
        Date::Day(day) => (Some(day), Precision::Day),
        Date::Month(year, month) => (NaiveDate::from_ymd_opt(year, month, 1), Precision::Month),
        Date::Year(year) => (NaiveDate::from_ymd_opt(year, 1, 1), Precision::Year),
        Date::Nothing => (None, Precision::Year),
    };
    let local = first?.and_time(NaiveTime::MIN);
    Some((Moment { local, precision, zone: None }, precision == Precision::Day))
}

fn set_clock(moment: &mut Moment, clock: Clock) {
    moment.local = moment.local.date().and_time(clock.time);
    moment.precision = clock.precision;
    moment.zone = clock.zone;
}

/// `moment`, unless it lies in the future or is where machines begin to count.
fn plausible(moment: Moment, hints: &Hints, odd: &mut Vec<Oddity>) -> Option<Moment> {
    if moment.local > hints.now + Duration::days(TOLERATED_DAYS) {
        odd.push(Oddity::Future { iso: moment.iso() });
        return None;
    }
    let offset = moment.zone.as_ref().and_then(|zone| zone.offset_minutes).unwrap_or(0);
    let epoch = DateTime::UNIX_EPOCH.naive_utc() + Duration::minutes(offset.into());
    if moment.local == epoch && moment.precision >= Precision::Day {
        odd.push(Oddity::Epoch);
        return None;
    }
    Some(moment)
}

#[cfg(test)]
mod tests;
