//! Dates in numbers alone: `2019-11-13`, `20191113T0602Z`, `13/11/2019`, `2019-W46-3`, `۱۳۹۸/۰۸/۲۲`.

use std::ops::Range;

use chrono::{Datelike, NaiveDate, Weekday};

use super::forms::{Date, Found, YEARS, day_or_nothing, full_year, spanned};
use super::oddities::{Calendar, Oddity};
use super::order;
use super::tokens::Tokens;
use super::words;
use super::{Hints, calendar, clock, forms};
use crate::clipping::DayMonthOrder;

/// Two numbers and a year of two or four digits behind them.
#[derive(Clone, Debug)]
pub(super) struct Numbers {
    pub(super) first: u32,
    pub(super) second: u32,
    pub(super) separator: char,
    pub(super) span: Range<usize>,
}

impl Numbers {
    /// The order that the numbers prove, one of them being no month and there being such a day.
    pub(super) fn proof(&self) -> Option<DayMonthOrder> {
        let exists = |day, month| NaiveDate::from_ymd_opt(2000, month, day).is_some();
        match (self.first, self.second) {
            (13.., 1..=12) if exists(self.first, self.second) => Some(DayMonthOrder::DayFirst),
            (1..=12, 13..) if exists(self.second, self.first) => Some(DayMonthOrder::MonthFirst),
            _ => None,
        }
    }
}

/// The numbers at `at` that have the shape of a date with its year behind them.
pub(super) fn at(tokens: &Tokens, at: usize) -> Option<Numbers> {
    let separator = tokens.mark(at + 1).filter(|mark| matches!(mark, '/' | '.' | '-'))?;
    let (first, second) = (tokens.number(at, 1..=2)?, tokens.number(at + 2, 1..=2)?);
    let year = tokens.get(at + 4).filter(|year| matches!(year.digits, 2 | 4))?;
    if tokens.mark(at + 3) != Some(separator) || goes_on(tokens, at, separator) {
        return None;
    }
    let touching = (at..at + 4).all(|at| tokens.touches_next(at));
    let apart = separator == '.' && year.digits == 4;
    (touching || apart).then_some(Numbers { first, second, separator, span: at..at + 5 })
}

/// Whether more numbers stand before or behind, or a Latin letter before: an address of a computer, a
/// version.
fn goes_on(tokens: &Tokens, at: usize, separator: char) -> bool {
    let behind = tokens.mark(at + 5) == Some(separator)
        && tokens.touches_next(at + 4)
        && tokens.get(at + 6).is_some_and(|token| token.digits > 0 && tokens.touches_next(at + 5));
    let before = at >= 2
        && tokens.mark(at - 1) == Some(separator)
        && tokens.touches_next(at - 1)
        && tokens.get(at - 2).is_some_and(|token| token.digits > 0);
    let lettered = at > 0
        && tokens.touches_next(at - 1)
        && tokens.word(at - 1).ends_with(|c: char| c.is_ascii_alphabetic());
    behind || before || lettered
}

/// `13/11/2019`, `03.04.2019`, `3/4/87`, `19.11.13`.
pub(super) fn year_last(tokens: &Tokens, at: usize, hints: &Hints) -> Option<Found> {
    let numbers = self::at(tokens, at)?;
    if tokens.number(at + 4, 2..=2).is_some()
        && let Some(found) = two_digits_first(tokens, &numbers, hints)
    {
        return Some(found);
    }
    let year = forms::year(tokens, at + 4, hints)?;
    if let Some(found) =
        forms::doubtful_thai(tokens, &numbers.span, year, numbers.first.min(numbers.second))
    {
        return Some(found);
    }
    Some(order::settle(tokens, &numbers, year.value, hints).of_year(year))
}

/// Where the year has two digits it may stand first: always in Korean and Chinese, but that years of
/// the last century may be those of the Republic of China; in Japanese it may be that of an era; never
/// where language or outlet print day or month first; and else nobody knows.
fn two_digits_first(tokens: &Tokens, numbers: &Numbers, hints: &Hints) -> Option<Found> {
    let at = numbers.span.start;
    let (first, last) = (numbers.first, tokens.number(at + 4, 2..=2)?);
    let language = hints.language.as_deref();
    let first_in = ["ko", "zh", "hu"].iter().any(|code| words::is_language(language, code))
        && first <= hints.now.year().rem_euclid(100).unsigned_abs() + 1;
    let span = numbers.span.clone();
    if first_in && tokens.number(at, 2..=2).is_some() {
        let year = forms::short_year(first, hints)?;
        return Some(
            day_or_nothing(tokens, span, (year.value, numbers.second, last)).of_year(year),
        );
    }
    let is_open = ["en", "ja", "ko", "zh"].iter().any(|code| language == Some(code));
    let told = hints.order.is_some() || language.is_some() && !is_open;
    let can_be_first = tokens.number(at, 2..=2).is_some()
        && (1..=12).contains(&numbers.second)
        && (1..=31).contains(&last);
    let printed = tokens.printed(span.start, span.end).to_owned();
    (can_be_first && !told)
        .then(|| Found::new(span, Date::Nothing).odd(Oddity::OpenYear { printed }))
}

/// `2019-11-13`, `2019. 11. 13.`, `2019/11/13`, `2019-11`.
pub(super) fn year_first(tokens: &Tokens, at: usize) -> Option<Found> {
    let year = full_year(tokens, at)?;
    let separator = tokens.mark(at + 1).filter(|mark| matches!(mark, '-' | '.' | '/' | '–'))?;
    let month = tokens.number(at + 2, 1..=2)?;
    if tokens.mark(at + 3) == Some(separator)
        && let Some(day) = tokens.number(at + 4, 1..=2)
    {
        return Some(day_or_nothing(tokens, at..at + 5, (year, month, day)));
    }
    // 2019-11 is a month; 2019-20 and 2019.5 are none.
    let plain = tokens.number(at + 2, 2..=2).is_some() && (1..=12).contains(&month);
    let open = tokens.mark(at + 3).is_none_or(|mark| mark != separator);
    (plain && open && separator == '-').then(|| Found::new(at..at + 3, Date::Month(year, month)))
}

/// `2019-W46-3`, and `2019-W46` as far as a week lies in one month or year.
pub(super) fn week(tokens: &Tokens, at: usize) -> Option<Found> {
    let year = full_year(tokens, at)?;
    let week = tokens.number(at + 3, 2..=2)?;
    if tokens.mark(at + 1) != Some('-')
        || tokens.word(at + 2) != "W"
        || !tokens.touches_next(at + 2)
    {
        return None;
    }
    let day = |weekday| NaiveDate::from_isoywd_opt(year, week, weekday);
    let number = tokens.number(at + 5, 1..=1).filter(|_| tokens.mark(at + 4) == Some('-'));
    if let Some(number) = number {
        let weekday = Weekday::try_from(u8::try_from(number.checked_sub(1)?).ok()?).ok()?;
        return Some(Found::new(at..at + 6, Date::Day(day(weekday)?)));
    }
    Some(Found::new(at..at + 4, spanned(day(Weekday::Mon)?, day(Weekday::Sun)?)))
}

/// `۱۳۹۸/۰۸/۲۲` in a Persian text, `1441/03/16` in an Arabic one.
pub(super) fn other_calendars(tokens: &Tokens, at: usize, hints: &Hints) -> Option<Found> {
    let year = i32::try_from(tokens.number(at, 4..=4)?).ok()?;
    let separator = tokens.mark(at + 1).filter(|mark| matches!(mark, '/' | '-' | '.'))?;
    let (month, day) = (tokens.number(at + 2, 1..=2)?, tokens.number(at + 4, 1..=2)?);
    if tokens.mark(at + 3) != Some(separator) {
        return None;
    }
    let is = |code| words::is_language(hints.language.as_deref(), code);
    if is("fa") && (1250..=1450).contains(&year) {
        return Some(persian(tokens, at..at + 5, (year, month, day)));
    }
    if is("ar") {
        return hijri(at..at + 5, (year, month, day));
    }
    None
}

/// A day of the calendar of Iran: year, month and day.
pub(super) fn persian(tokens: &Tokens, span: Range<usize>, ymd: (i32, u32, u32)) -> Found {
    let odd = Oddity::Calendar(Calendar::Persian);
    match calendar::persian_day(ymd.0, ymd.1, ymd.2) {
        Some(day) => Found::new(span, Date::Day(day)).odd(odd),
        None => forms::no_such_day(tokens, span).odd(odd),
    }
}

/// A day of the Muslim calendar, as far as it is sure.
pub(super) fn hijri(span: Range<usize>, ymd: (i32, u32, u32)) -> Option<Found> {
    let (first, last) = calendar::hijri_days(ymd.0, ymd.1, ymd.2)?;
    Some(Found::new(span, spanned(first, last)).odd(Oddity::Calendar(Calendar::Hijri)))
}

/// `20191113`, `20191113T060200Z`, `20191113060200`.
pub(super) fn compact(tokens: &Tokens, at: usize) -> Option<Found> {
    let token = tokens.get(at)?;
    let (value, rest) = match token.digits {
        8 => (token.value, None),
        12 => (token.value / 10_000, Some(((token.value % 10_000) as u32, 4))),
        14 => (token.value / 1_000_000, Some(((token.value % 1_000_000) as u32, 6))),
        _ => return None,
    };
    let year = i32::try_from(value / 10_000).ok().filter(|year| YEARS.contains(year))?;
    let (month, day) = ((value / 100 % 100) as u32, (value % 100) as u32);
    let date = NaiveDate::from_ymd_opt(year, month, day)?;
    let clock = rest.and_then(|(value, digits)| clock::compact(tokens, value, digits, at + 1));
    Some(Found { clock, ..Found::new(at..at + 1, Date::Day(date)) })
}
