//! The forms in which lines print a day, a month or a year.

use std::ops::{Range, RangeInclusive};

use chrono::{Datelike, NaiveDate};

use super::Hints;
use super::calendar;
use super::clock::{self, Clock};
use super::tokens::Tokens;
use super::words::{self, Calendar, Folded};
use crate::clipping::Note;

/// Years that a printed date can have.
pub(super) const YEARS: RangeInclusive<i32> = 1500..=2100;

/// A date as precise as it was printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Date {
    Day(NaiveDate),
    Month(i32, u32),
    Year(i32),
    /// Shaped like a date, and none: 31/02/2019.
    Impossible,
}

/// A date and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) span: Range<usize>,
    pub(super) date: Date,
    /// The time of day, where it was written into the date's own digits.
    pub(super) clock: Option<Clock>,
    pub(super) notes: Vec<Note>,
}

/// A year as printed.
#[derive(Clone, Copy, Debug)]
struct Year {
    value: i32,
    /// Whether only its last two digits were printed.
    short: bool,
}

impl Date {
    /// 0 for the finest.
    pub(super) fn coarseness(self) -> u8 {
        match self {
            Self::Day(_) => 0,
            Self::Month(..) => 1,
            Self::Year(_) => 2,
            Self::Impossible => 3,
        }
    }
}

impl Found {
    fn new(span: Range<usize>, date: Date) -> Self {
        Self { span, date, clock: None, notes: Vec::new() }
    }

    fn noted(mut self, message: impl Into<String>) -> Self {
        self.notes.push(Note::new(message));
        self
    }
}

/// All dates in `tokens`, in their order, none within another.
pub(super) fn all(tokens: &Tokens, hints: &Hints) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match date_at(tokens, at, hints) {
            Some(date) => {
                at = date.span.end;
                found.push(date);
            }
            None => at += 1,
        }
    }
    found
}

/// Tells in `notes` where a day of the week beside the date is not the date's.
pub(super) fn compare_weekday(
    tokens: &Tokens,
    span: &Range<usize>,
    day: NaiveDate,
    notes: &mut Vec<Note>,
) {
    let comma = |at: usize| matches!(tokens.mark(at), Some(',' | '(' | '.' | '、'));
    let before =
        span.start.checked_sub(1).map(|at| if comma(at) { at.saturating_sub(1) } else { at });
    let after = Some(if comma(span.end) { span.end + 1 } else { span.end });
    for at in [before, after].into_iter().flatten() {
        if !tokens.is_word(at) {
            continue;
        }
        let printed = tokens.word(at);
        let Some(weekday) = words::weekday(Folded::new(printed).as_str()) else { continue };
        if weekday != day.weekday().num_days_from_monday() {
            notes.push(Note::new(format!("{day} was not the day printed beside it, {printed}")));
        }
        return;
    }
}

/// Whether one of the three tokens before `at` is a word for a later version.
pub(super) fn follows_a_word_for_updated(tokens: &Tokens, at: usize) -> bool {
    (at.saturating_sub(3)..at).any(|before| {
        tokens.is_word(before) && words::is_updated(Folded::new(tokens.word(before)).as_str())
    })
}

fn date_at(tokens: &Tokens, at: usize, hints: &Hints) -> Option<Found> {
    if tokens.is_word(at) {
        return era(tokens, at)
            .or_else(|| month_first(tokens, at, hints))
            .or_else(|| season(tokens, at));
    }
    tokens.get(at).filter(|token| token.digits > 0)?;
    if at > 0 && tokens.mark(at - 1) == Some(':') && tokens.touches_next(at - 1) {
        return None;
    }
    with_units(tokens, at, 0)
        .or_else(|| year_first(tokens, at, hints))
        .or_else(|| compact(tokens, at))
        .or_else(|| day_first(tokens, at, hints))
        .or_else(|| numbers(tokens, at, hints))
}

/// A day, or only its month where the month is spelled out and has no such day.
fn day_or_month(span: Range<usize>, year: i32, month: u32, day: u32) -> Option<Found> {
    if !(1..=12).contains(&month) {
        return None;
    }
    Some(match NaiveDate::from_ymd_opt(year, month, day) {
        Some(date) => Found::new(span, Date::Day(date)),
        None => Found::new(span, Date::Month(year, month))
            .noted(format!("there is no day {day} in that month: only the month is kept")),
    })
}

/// A day printed in numbers alone; where there is no such day, nothing says which number is wrong.
fn day_or_nothing(span: Range<usize>, year: i32, month: u32, day: u32) -> Found {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(date) => Found::new(span, Date::Day(date)),
        None => Found::new(span, Date::Impossible)
            .noted(format!("there is no day {year}-{month}-{day}")),
    }
}

/// A year of four digits, in the common calendar or the Buddhist one.
fn full_year(tokens: &Tokens, at: usize) -> Option<i32> {
    let year = i32::try_from(tokens.number(at, 4..=4)?).ok()?;
    if YEARS.contains(&year) { Some(year) } else { calendar::buddhist_year(year) }
}

/// A year of four digits, or of two: those up to the present belong to this century.
fn year(tokens: &Tokens, at: usize, hints: &Hints) -> Option<Year> {
    if let Some(value) = full_year(tokens, at) {
        return Some(Year { value, short: false });
    }
    let last = i32::try_from(tokens.number(at, 2..=2)?).ok()?;
    if hints.language.as_deref().is_some_and(|language| language.starts_with("th")) {
        return Some(Year { value: 2500 + last - 543, short: true });
    }
    let century = hints.now.year() / 100 * 100;
    let value = century + last;
    let value = if value > hints.now.year() + 1 { value - 100 } else { value };
    Some(Year { value, short: true })
}

fn note_short(found: Found, year: Year) -> Found {
    if !year.short {
        return found;
    }
    let message = format!("the year has two digits and was read as {}", year.value);
    found.noted(message)
}

/// The month that the words at `at` name, its calendar, and the token after them.
fn month_at(tokens: &Tokens, at: usize, hints: &Hints) -> Option<(u32, Calendar, usize)> {
    if !tokens.is_word(at) {
        return None;
    }
    let folded = Folded::new(tokens.word(at));
    let name = folded.as_str();
    if name == "thang" {
        if let Some(month) = tokens.number(at + 1, 1..=2) {
            return Some((month, Calendar::Gregorian, at + 2));
        }
        let (first, second) = (Folded::new(tokens.word(at + 1)), Folded::new(tokens.word(at + 2)));
        let (month, words) = words::vietnamese_month(first.as_str(), second.as_str())?;
        return Some((month, Calendar::Gregorian, at + 1 + words));
    }
    if matches!(name, "تشرين" | "كانون") {
        let second = Folded::new(tokens.word(at + 1));
        return words::month_of_two(name, second.as_str())
            .map(|m| (m, Calendar::Gregorian, at + 2));
    }
    let (month, calendar) = words::month(name, hints.language.as_deref())?;
    let mut end = at + 1;
    // Arabic papers print both names: نوفمبر/تشرين الثاني.
    if tokens.mark(end) == Some('/')
        && let Some((again, _, after)) = month_at(tokens, end + 1, hints)
        && again == month
    {
        end = after;
    }
    Some((month, calendar, end))
}

/// The token after marks and small words that may part a day, a month and a year.
fn past_links(tokens: &Tokens, mut at: usize, most: usize) -> usize {
    for _ in 0..most {
        let linked = match tokens.mark(at) {
            Some(mark) => {
                matches!(mark, '-' | '–' | '.' | ',' | '/' | '\'' | '’' | '،' | '°' | '·')
            }
            None => tokens.is_word(at) && is_link(tokens.word(at)),
        };
        if !linked {
            break;
        }
        at += 1;
    }
    at
}

fn is_link(word: &str) -> bool {
    word.len() <= 12
        && matches!(
            Folded::new(word).as_str(),
            "st" | "nd"
                | "rd"
                | "th"
                | "er"
                | "re"
                | "º"
                | "ª"
                | "of"
                | "de"
                | "del"
                | "d"
                | "di"
                | "den"
                | "nam"
                | "dne"
                | "พ.ศ."
                | "ค.ศ."
                | "года"
                | "من"
        )
}

/// `13 November 2019`, `13-Nov-2019`, `13th of November, 2019`, `13 tháng 11 năm 2019`, `13 Nov
/// '19`.
fn day_first(tokens: &Tokens, at: usize, hints: &Hints) -> Option<Found> {
    let day = tokens.number(at, 1..=2)?;
    let (month, calendar, end) = month_at(tokens, past_links(tokens, at + 1, 3), hints)?;
    let at_year = past_links(tokens, end, 3);
    finish(tokens, at..at_year, day, month, calendar, hints)
}

/// `November 13, 2019`, `Wed Nov 13 06:02:00 2019`, `November 2019`.
fn month_first(tokens: &Tokens, at: usize, hints: &Hints) -> Option<Found> {
    let (month, calendar, end) = month_at(tokens, at, hints)?;
    let next = past_links(tokens, end, 2);
    if let Some(day) = tokens.number(next, 1..=2)
        && tokens.mark(next + 1) != Some(':')
    {
        let at_year = past_links(tokens, next + 1, 3);
        if let Some(found) = finish(tokens, at..at_year, day, month, calendar, hints) {
            return Some(found);
        }
        return unix_form(tokens, at, day, month, next + 1);
    }
    let year = full_year(tokens, next).filter(|_| (1..=12).contains(&month))?;
    (calendar == Calendar::Gregorian).then(|| Found::new(at..next + 1, Date::Month(year, month)))
}

/// `Nov 13 06:02:00 KST 2019`: the year stands behind the time.
fn unix_form(tokens: &Tokens, at: usize, day: u32, month: u32, from: usize) -> Option<Found> {
    tokens.mark(from + 1).filter(|mark| *mark == ':')?;
    let at_year = (from + 3..from + 9).find(|at| full_year(tokens, *at).is_some())?;
    let found = day_or_month(at..at_year + 1, full_year(tokens, at_year)?, month, day)?;
    let clock = clock::find(tokens, from..at_year, &mut Vec::new());
    Some(Found { clock, ..found })
}

/// The date whose year stands at the end of `span`.
fn finish(
    tokens: &Tokens,
    span: Range<usize>,
    day: u32,
    month: u32,
    calendar: Calendar,
    hints: &Hints,
) -> Option<Found> {
    let at = span.end;
    if calendar == Calendar::Persian {
        let year = i32::try_from(tokens.number(at, 4..=4)?).ok()?;
        let date = calendar::persian_day(year, month, day).map_or(Date::Impossible, Date::Day);
        return Some(Found::new(span.start..at + 1, date).noted("read in the calendar of Iran"));
    }
    let year = year(tokens, at, hints)?;
    // `13 November, 06:02` has no year, and `Nov 13, 24 ships` has none either.
    let hour = matches!(tokens.mark(at + 1), Some(':'));
    let parted =
        tokens.mark(at - 1).is_some_and(|mark| matches!(mark, '-' | '/' | '.' | '\'' | '’'));
    if year.short
        && (hour
            || !parted
                && tokens
                    .get(at + 1)
                    .is_some_and(|next| next.digits == 0 && tokens.is_word(at + 1)))
    {
        return None;
    }
    day_or_month(span.start..at + 1, year.value, month, day).map(|found| note_short(found, year))
}

/// `2019-11-13`, `2019. 11. 13.`, `2019/11/13`, `2019-Nov-13`, `2019 November 13`.
fn year_first(tokens: &Tokens, at: usize, hints: &Hints) -> Option<Found> {
    if let Some(found) = persian_numbers(tokens, at, hints) {
        return Some(found);
    }
    let year = full_year(tokens, at)?;
    if let Some((month, Calendar::Gregorian, end)) =
        month_at(tokens, past_links(tokens, at + 1, 2), hints)
    {
        let at_day = past_links(tokens, end, 2);
        let day = tokens.number(at_day, 1..=2).filter(|_| tokens.mark(at_day + 1) != Some(':'))?;
        return day_or_month(at..at_day + 1, year, month, day);
    }
    let separator = tokens.mark(at + 1).filter(|mark| matches!(mark, '-' | '.' | '/' | '–'))?;
    let month = tokens.number(at + 2, 1..=2)?;
    if tokens.mark(at + 3) == Some(separator)
        && let Some(day) = tokens.number(at + 4, 1..=2)
    {
        return Some(day_or_nothing(at..at + 5, year, month, day));
    }
    // 2019-11 is a month; 2019-20 and 2019.5 are none.
    let plain = tokens.number(at + 2, 2..=2).is_some() && (1..=12).contains(&month);
    let open = tokens.mark(at + 3).is_none_or(|mark| mark != separator);
    (plain && open && separator == '-').then(|| Found::new(at..at + 3, Date::Month(year, month)))
}

/// `۱۳۹۸/۰۸/۲۲` in a Persian text.
fn persian_numbers(tokens: &Tokens, at: usize, hints: &Hints) -> Option<Found> {
    hints.language.as_deref().filter(|language| language.starts_with("fa"))?;
    let year = tokens.number(at, 4..=4).filter(|year| (1250..=1450).contains(year))?;
    let (month, day) = (tokens.number(at + 2, 1..=2)?, tokens.number(at + 4, 1..=2)?);
    let date = calendar::persian_day(i32::try_from(year).ok()?, month, day)?;
    Some(Found::new(at..at + 5, Date::Day(date)).noted("read in the calendar of Iran"))
}

/// `20191113`, `20191113T060200Z`, `20191113060200`.
fn compact(tokens: &Tokens, at: usize) -> Option<Found> {
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

/// `2019年11月13日`, `2019년 11월`, and from token `at` on for an era's year with `before` tokens before
/// it.
fn with_units(tokens: &Tokens, at: usize, before: usize) -> Option<Found> {
    let year = match before {
        0 => full_year(tokens, at)?,
        _ => calendar::era_year(tokens.word(at - 1), tokens.number(at, 1..=3)?)?,
    };
    let start = at - before;
    if !matches!(tokens.unit(at + 1), Some('年' | '년')) {
        return None;
    }
    let month =
        tokens.number(at + 2, 1..=2).filter(|_| matches!(tokens.unit(at + 3), Some('月' | '월')));
    let Some(month) = month else {
        let season = words::is_season(tokens.word(at + 2));
        let found = Found::new(start..at + 2, Date::Year(year));
        return season.then(|| found.noted("a season: only the year is kept"));
    };
    let day = tokens.number(at + 4, 1..=2);
    match day.filter(|_| matches!(tokens.unit(at + 5), Some('日' | '일' | '号' | '號'))) {
        Some(day) => day_or_month(start..at + 6, year, month, day),
        None => {
            (1..=12).contains(&month).then(|| Found::new(start..at + 4, Date::Month(year, month)))
        }
    }
}

/// `令和元年11月13日`, `民國108年11月13日`.
fn era(tokens: &Tokens, at: usize) -> Option<Found> {
    tokens.number(at + 1, 1..=3)?;
    with_units(tokens, at + 1, 1)
}

/// `Autumn 2019`.
fn season(tokens: &Tokens, at: usize) -> Option<Found> {
    let year = full_year(tokens, past_links(tokens, at + 1, 1))?;
    let named = words::is_season(Folded::new(tokens.word(at)).as_str());
    let end = past_links(tokens, at + 1, 1) + 1;
    named.then(|| Found::new(at..end, Date::Year(year)).noted("a season: only the year is kept"))
}

/// `13/11/2019`, `03.04.2019`, `3/4/87`: the order of day and month is known, forced by the
/// numbers, or open.
fn numbers(tokens: &Tokens, at: usize, hints: &Hints) -> Option<Found> {
    let separator = tokens.mark(at + 1).filter(|mark| matches!(mark, '/' | '.' | '-'))?;
    let (first, second) = (tokens.number(at, 1..=2)?, tokens.number(at + 2, 1..=2)?);
    if tokens.mark(at + 3) != Some(separator) {
        return None;
    }
    let year = year(tokens, at + 4, hints)?;
    let touching = (at..at + 4).all(|at| tokens.touches_next(at));
    let more = tokens.mark(at + 5) == Some(separator)
        && tokens.touches_next(at + 4)
        && tokens.get(at + 6).is_some_and(|t| t.digits > 0);
    if !touching && separator != '.' || year.short && (separator == '.' && !touching || more) {
        return None;
    }
    let span = at..at + 5;
    let day_first = match (first, second) {
        (13.., _) => Some(true),
        (_, 13..) => Some(false),
        _ if first == second => Some(true),
        _ => order(separator, hints),
    };
    let found = match day_first {
        Some(true) => day_or_nothing(span, year.value, second, first),
        Some(false) => day_or_nothing(span, year.value, first, second),
        None => {
            let printed = tokens.printed(span.start, span.end);
            let (y, a, b) = (year.value, first, second);
            Found::new(span, Date::Year(year.value)).noted(format!(
                "{printed} can be {y:04}-{b:02}-{a:02} or {y:04}-{a:02}-{b:02}: only the year is kept"
            ))
        }
    };
    Some(note_short(found, year))
}

/// Whether the day comes first: as learned of the outlet, else by the language. English alone does
/// not tell, and where full stops part the numbers the month never comes first.
fn order(separator: char, hints: &Hints) -> Option<bool> {
    if hints.day_first.is_some() {
        return hints.day_first;
    }
    if separator == '.' {
        return Some(true);
    }
    let language = hints.language.as_deref()?.to_ascii_lowercase();
    let (code, region) = language.split_once(['-', '_']).unwrap_or((&language, ""));
    match (code, region) {
        ("en", "us" | "ph") => Some(false),
        ("en", "gb" | "uk" | "au" | "nz" | "ie" | "in" | "sg" | "my" | "hk" | "ng" | "ke") => {
            Some(true)
        }
        ("en" | "ja" | "ko" | "zh" | "hu" | "", _) => None,
        _ => Some(true),
    }
}
