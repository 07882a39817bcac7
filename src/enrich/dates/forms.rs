//! The forms in which lines print a day, a month or a year, and those whose month is named.

use std::ops::{Range, RangeInclusive};

use chrono::{Datelike, NaiveDate};

use super::Hints;
use super::clock::{self, Clock};
use super::oddities::{self, Oddity};
use super::tokens::Tokens;
use super::words::{self, Calendar, Folded, Month};
use super::{calendar, numbers, spans, units};

/// Years that a printed date can have.
pub(super) const YEARS: RangeInclusive<i32> = 1500..=2100;

/// Years of other calendars whose months have names of their own.
const NAMED_YEARS: RangeInclusive<i32> = 1200..=1500;

/// A date as precise as it was printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Date {
    Day(NaiveDate),
    Month(i32, u32),
    Year(i32),
    /// Shaped like a date, and none: 31/02/2019.
    Nothing,
}

/// A date and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) span: Range<usize>,
    pub(super) date: Date,
    /// The time of day, where it was written into the date's own digits.
    pub(super) clock: Option<Clock>,
    pub(super) odd: Vec<Oddity>,
}

/// A year as printed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Year {
    pub(super) value: i32,
    calendar: YearCalendar,
}

/// How a year was printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum YearCalendar {
    /// With four digits of the common calendar.
    Common,
    /// With four digits of the Buddhist one.
    Buddhist,
    /// With two digits.
    Short,
}

/// A day and a month whose year is still to be read.
#[derive(Clone, Copy, Debug)]
struct DayOfMonth {
    day: u32,
    month: NamedMonth,
    /// Whether other days stand beside it, or a digit that may be its own.
    singleness: Singleness,
}

/// Whether a date names one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Singleness {
    One,
    /// Several of one month.
    Several,
    /// Several of more than one month.
    AcrossMonths,
}

/// A month as printed.
#[derive(Clone, Copy, Debug)]
pub(super) struct NamedMonth {
    meant: Month,
    writing: Writing,
    /// Its first token, and the token after it.
    pub(super) start: usize,
    pub(super) end: usize,
}

/// How a month is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Writing {
    /// By its name.
    Spelled,
    /// By its number, behind a word for month.
    Numbered,
}

impl Date {
    /// 0 for the finest.
    pub(super) fn coarseness(self) -> u8 {
        match self {
            Self::Day(_) => 0,
            Self::Month(..) => 1,
            Self::Year(_) => 2,
            Self::Nothing => 3,
        }
    }
}

impl Found {
    pub(super) fn new(span: Range<usize>, date: Date) -> Self {
        Self { span, date, clock: None, odd: Vec::new() }
    }

    /// The same with something odd about it.
    pub(super) fn odd(mut self, oddity: Oddity) -> Self {
        self.odd.push(oddity);
        self
    }

    /// The same, telling where its year has two digits.
    pub(super) fn of_year(self, year: Year) -> Self {
        match year.calendar {
            YearCalendar::Short => self.odd(Oddity::ShortYear { year: year.value }),
            YearCalendar::Common | YearCalendar::Buddhist => self,
        }
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

/// Whether one of the tokens shortly before `at` is a word for a later version, with no other date
/// between them.
pub(super) fn follows_a_word_for_updated(tokens: &Tokens, at: usize) -> bool {
    const FARTHEST: usize = 6;
    for before in (at.saturating_sub(FARTHEST)..at).rev() {
        if tokens.get(before).is_some_and(|token| token.digits > 0) {
            return false;
        }
        if tokens.is_word(before) && words::is_updated(Folded::new(tokens.word(before)).as_str()) {
            return true;
        }
    }
    false
}

fn date_at(tokens: &Tokens, at: usize, hints: &Hints) -> Option<Found> {
    if tokens.is_word(at) {
        return units::era(tokens, at)
            .or_else(|| units::lettered_era(tokens, at))
            .or_else(|| month_first(tokens, at, hints))
            .or_else(|| season(tokens, at));
    }
    tokens.get(at).filter(|token| token.digits > 0)?;
    if at > 0 && tokens.mark(at - 1) == Some(':') && tokens.touches_next(at - 1) {
        return None;
    }
    units::with_units(tokens, at)
        .or_else(|| numbers::week(tokens, at))
        .or_else(|| numbers::other_calendars(tokens, at, hints))
        .or_else(|| year_and_name(tokens, at, hints))
        .or_else(|| numbers::year_first(tokens, at))
        .or_else(|| numbers::compact(tokens, at))
        .or_else(|| day_first(tokens, at, hints))
        .or_else(|| numbers::year_last(tokens, at, hints))
}

/// A day printed in numbers alone, as year, month and day; where there is no such day, nothing says
/// which number is wrong.
pub(super) fn day_or_nothing(
    tokens: &Tokens,
    span: Range<usize>,
    (year, month, day): (i32, u32, u32),
) -> Found {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(date) => Found::new(span, Date::Day(date)),
        None => no_such_day(tokens, span),
    }
}

/// What is shaped like a day and is none.
pub(super) fn no_such_day(tokens: &Tokens, span: Range<usize>) -> Found {
    let printed = tokens.printed(span.start, span.end).to_owned();
    Found::new(span, Date::Nothing).odd(Oddity::NoSuchDay { printed })
}

/// What is sure of a day between two others: itself, its month, its year or nothing.
pub(super) fn spanned(first: NaiveDate, last: NaiveDate) -> Date {
    if first == last {
        Date::Day(first)
    } else if first.year() != last.year() {
        Date::Nothing
    } else if first.month() != last.month() {
        Date::Year(first.year())
    } else {
        Date::Month(first.year(), first.month())
    }
}

/// A year of four digits, in the common calendar or the Buddhist one.
pub(super) fn full_year(tokens: &Tokens, at: usize) -> Option<i32> {
    four_digits(tokens, at).map(|year| year.value)
}

fn four_digits(tokens: &Tokens, at: usize) -> Option<Year> {
    let value = i32::try_from(tokens.number(at, 4..=4)?).ok()?;
    if YEARS.contains(&value) {
        return Some(Year { value, calendar: YearCalendar::Common });
    }
    let value = calendar::buddhist_year(value)?;
    Some(Year { value, calendar: YearCalendar::Buddhist })
}

/// A year of four digits, or of two.
pub(super) fn year(tokens: &Tokens, at: usize, hints: &Hints) -> Option<Year> {
    four_digits(tokens, at).or_else(|| short_year(tokens.number(at, 2..=2)?, hints))
}

/// A year of two digits: those up to the present belong to this century. Thai papers shorten
/// Buddhist and common years, Persian ones those of Iran; what could be both is neither.
pub(super) fn short_year(last: u32, hints: &Hints) -> Option<Year> {
    let last = i32::try_from(last).ok()?;
    if words::is_language(hints.language.as_deref(), "fa") {
        return None;
    }
    let value = if words::is_language(hints.language.as_deref(), "th") {
        let value = 2500 + last - 543;
        (2000..=hints.now.year() + 1).contains(&value).then_some(value)?
    } else {
        let value = hints.now.year() / 100 * 100 + last;
        if value > hints.now.year() + 1 { value - 100 } else { value }
    };
    Some(Year { value, calendar: YearCalendar::Short })
}

/// Nothing, where a Buddhist year may mean the one after.
pub(super) fn doubtful_thai(
    tokens: &Tokens,
    span: &Range<usize>,
    year: Year,
    month: u32,
) -> Option<Found> {
    let doubtful = year.calendar == YearCalendar::Buddhist
        && calendar::is_thai_new_year_doubtful(year.value, month);
    let odd = Oddity::Calendar(oddities::Calendar::Thai);
    doubtful.then(|| Found::new(span.start..span.end.min(tokens.len()), Date::Nothing).odd(odd))
}

/// The month that the words at `at` name.
fn month_at(tokens: &Tokens, at: usize, hints: &Hints) -> Option<NamedMonth> {
    if !tokens.is_word(at) {
        return None;
    }
    let folded = Folded::new(tokens.word(at));
    if matches!(folded.as_str(), "thang" | "thg") {
        return vietnamese_month_at(tokens, at);
    }
    let spelled = |meant, end| NamedMonth { meant, writing: Writing::Spelled, start: at, end };
    let second = Folded::new(tokens.word(at + 1));
    if let Some((month, calendar)) = words::month_of_two(folded.as_str(), second.as_str()) {
        let month = spelled(Month::Known(month, calendar), at + 2);
        return Some(past_second_name(tokens, month, hints));
    }
    let roman =
        || words::roman_month(tokens.word(at)).map(|m| Month::Known(m, Calendar::Gregorian));
    let meant = words::month(folded.as_str(), hints.language.as_deref()).or_else(roman)?;
    Some(past_second_name(tokens, spelled(meant, at + 1), hints))
}

/// Arabic papers print both names: `نوفمبر/تشرين الثاني`.
fn past_second_name(tokens: &Tokens, month: NamedMonth, hints: &Hints) -> NamedMonth {
    if tokens.mark(month.end) == Some('/')
        && let Some(again) = month_at(tokens, month.end + 1, hints)
        && again.meant == month.meant
    {
        return NamedMonth { end: again.end, ..month };
    }
    month
}

fn vietnamese_month_at(tokens: &Tokens, at: usize) -> Option<NamedMonth> {
    let known = |month| Month::Known(month, Calendar::Gregorian);
    if let Some(month) = tokens.number(at + 1, 1..=2) {
        let meant = known(month);
        return Some(NamedMonth { meant, writing: Writing::Numbered, start: at, end: at + 2 });
    }
    let (first, second) = (Folded::new(tokens.word(at + 1)), Folded::new(tokens.word(at + 2)));
    let (month, words) = words::vietnamese_month(first.as_str(), second.as_str())?;
    let end = at + 1 + words;
    Some(NamedMonth { meant: known(month), writing: Writing::Spelled, start: at, end })
}

/// The token after marks and small words that may part a day, a month and a year.
fn past_links(tokens: &Tokens, mut at: usize, most: usize) -> usize {
    for _ in 0..most {
        let linked = match tokens.mark(at) {
            Some(mark) => {
                matches!(
                    mark,
                    '-' | '–' | '.' | ',' | '/' | '\'' | '’' | '،' | '°' | '·' | '॰' | '׳'
                )
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
    /// Ordinal endings, words for "of" and "year", eras of the Thai calendar.
    const LINKS: &str =
        "st nd rd th го ماه er re º ª of day de del d di den nam dne พ.ศ. ค.ศ. พุทธศักราช года من";
    let folded = Folded::new(word);
    word.len() <= 40 && LINKS.split(' ').any(|link| link == folded.as_str())
}

/// `13 November 2019`, `13-Nov-2019`, `13th of November, 2019`, `13 tháng 11 năm 2019`, `13 Nov
/// '19`.
fn day_first(tokens: &Tokens, at: usize, hints: &Hints) -> Option<Found> {
    let day = tokens.number(at, 1..=2).filter(|_| !spans::is_numbered(tokens, at))?;
    let month = month_at(tokens, past_links(tokens, at + 1, 4), hints)?;
    let known = spans::before(tokens, at, &|at| month_at(tokens, at, hints));
    let singleness = singleness(tokens, at, known, month);
    let at_year = past_links(tokens, month.end, 3);
    finish(tokens, at..at_year, DayOfMonth { day, month, singleness }, hints)
}

/// Whether the date that begins at `at` names one day, given what is joined to it from before.
fn singleness(
    tokens: &Tokens,
    at: usize,
    before: Option<spans::Joined>,
    month: NamedMonth,
) -> Singleness {
    match before {
        Some(spans::Joined::Day) => Singleness::Several,
        Some(spans::Joined::DayOfMonth(other)) if other.meant == month.meant => Singleness::Several,
        Some(spans::Joined::DayOfMonth(_)) => Singleness::AcrossMonths,
        None if spans::is_broken(tokens, at) => Singleness::Several,
        None => Singleness::One,
    }
}

/// `November 13, 2019`, `Wed Nov 13 06:02:00 2019`, `November 2019`.
fn month_first(tokens: &Tokens, at: usize, hints: &Hints) -> Option<Found> {
    let month = month_at(tokens, at, hints)?;
    // A Roman numeral stands behind its day: `I.02.2019` has lost a digit.
    if words::roman_month(tokens.word(at)).is_some() {
        return None;
    }
    let next = past_links(tokens, month.end, 2);
    if let Some(day) = tokens.number(next, 1..=2)
        && tokens.mark(next + 1) != Some(':')
    {
        let last = spans::last_of_days(tokens, next);
        let known = spans::before(tokens, at, &|at| month_at(tokens, at, hints));
        let singleness = match singleness(tokens, at, known, month) {
            Singleness::One if last != next => Singleness::Several,
            other => other,
        };
        let at_year = past_links(tokens, last + 1, 3);
        let day_of_month = DayOfMonth { day, month, singleness };
        if let Some(found) = finish(tokens, at..at_year, day_of_month, hints) {
            return Some(found);
        }
        return unix_form(tokens, at, day_of_month, next + 1);
    }
    month_alone(tokens, next, month)
}

/// A month and a year without a day, as far as another calendar's month lies in one of ours.
fn month_alone(tokens: &Tokens, at_year: usize, month: NamedMonth) -> Option<Found> {
    let span = month.start..at_year + 1;
    match month.meant {
        Month::Disputed => Some(disputed(tokens, span, full_year(tokens, at_year)?, month)),
        Month::Known(number, Calendar::Gregorian) => {
            let year = full_year(tokens, at_year).filter(|_| (1..=12).contains(&number))?;
            Some(Found::new(span, Date::Month(year, number)))
        }
        Month::Known(number, Calendar::Persian) => {
            let year = other_year(tokens, at_year)?;
            let (first, last) = calendar::persian_month(year, number)?;
            let odd = Oddity::Calendar(oddities::Calendar::Persian);
            Some(Found::new(span, spanned(first, last)).odd(odd))
        }
        Month::Known(_, Calendar::Hijri) => None,
    }
}

fn disputed(tokens: &Tokens, span: Range<usize>, year: i32, month: NamedMonth) -> Found {
    let printed = tokens.printed(month.start, month.end).to_owned();
    Found::new(span, Date::Year(year)).odd(Oddity::DisputedMonth { printed })
}

/// A year of a calendar that is not ours.
fn other_year(tokens: &Tokens, at: usize) -> Option<i32> {
    let year = i32::try_from(tokens.number(at, 4..=4)?).ok()?;
    NAMED_YEARS.contains(&year).then_some(year)
}

/// `Nov 13 06:02:00 KST 2019`: the year stands behind the time.
fn unix_form(tokens: &Tokens, at: usize, date: DayOfMonth, from: usize) -> Option<Found> {
    tokens.mark(from + 1).filter(|mark| *mark == ':')?;
    let at_year = (from + 3..from + 9).find(|at| full_year(tokens, *at).is_some())?;
    let found = in_year(tokens, at..at_year + 1, date, full_year(tokens, at_year)?)?;
    let clock = clock::find(tokens, from..at_year, &mut Vec::new());
    Some(Found { clock, ..found })
}

/// The date whose year stands at the end of `span`.
fn finish(tokens: &Tokens, span: Range<usize>, date: DayOfMonth, hints: &Hints) -> Option<Found> {
    let at = span.end;
    let whole = span.start..at + 1;
    if let Month::Known(month, calendar @ (Calendar::Persian | Calendar::Hijri)) = date.month.meant
    {
        let year = other_year(tokens, at)?;
        return match calendar {
            Calendar::Persian => Some(numbers::persian(tokens, whole, (year, month, date.day))),
            Calendar::Gregorian | Calendar::Hijri => numbers::hijri(whole, (year, month, date.day)),
        };
    }
    let year = year(tokens, at, hints)?;
    if year.calendar == YearCalendar::Short && !is_year_behind(tokens, at) {
        return None;
    }
    if let Month::Known(month, _) = date.month.meant
        && let Some(doubtful) = doubtful_thai(tokens, &whole, year, month)
    {
        return Some(doubtful);
    }
    in_year(tokens, whole, date, year.value).map(|found| found.of_year(year))
}

/// Whether the two digits at `at` are a year: `13 November, 06:02` has none, and neither have
/// `Nov 13, 24 ships` and `Nov 13, 20 19`.
fn is_year_behind(tokens: &Tokens, at: usize) -> bool {
    let is_hour = matches!(tokens.mark(at + 1), Some(':'));
    let parted = matches!(tokens.mark(at - 1), Some('-' | '/' | '.' | '\'' | '’'));
    let goes_on = tokens.get(at + 1).is_some_and(|next| next.digits == 0 && tokens.is_word(at + 1));
    let is_timed = matches!(tokens.mark(at + 2), Some(':' | '.')) || tokens.is_word(at + 2);
    let is_half = tokens.number(at + 1, 1..=2).is_some() && !is_timed;
    // `Page 5, November 13, 2019`: the year follows.
    let is_day = full_year(tokens, past_links(tokens, at + 1, 2)).is_some();
    !is_hour && !is_half && !is_day && (parted || !goes_on)
}

/// A day of a named month in a year; only the month where it has no such day or several are meant.
fn in_year(tokens: &Tokens, span: Range<usize>, date: DayOfMonth, year: i32) -> Option<Found> {
    let month = match date.month.meant {
        Month::Disputed => return Some(disputed(tokens, span, year, date.month)),
        Month::Known(month, _) => month,
    };
    if date.month.writing == Writing::Numbered {
        return Some(day_or_nothing(tokens, span, (year, month, date.day)));
    }
    match date.singleness {
        Singleness::One => {}
        Singleness::Several => {
            return Some(Found::new(span, Date::Month(year, month)).odd(Oddity::SeveralDays));
        }
        Singleness::AcrossMonths => {
            return Some(Found::new(span, Date::Year(year)).odd(Oddity::SeveralDays));
        }
    }
    Some(match NaiveDate::from_ymd_opt(year, month, date.day) {
        Some(day) => Found::new(span, Date::Day(day)),
        None => {
            Found::new(span, Date::Month(year, month)).odd(Oddity::NoDayInMonth { day: date.day })
        }
    })
}

/// `2019-Nov-13`, `2019 November 13`, `2019. november 13.`
fn year_and_name(tokens: &Tokens, at: usize, hints: &Hints) -> Option<Found> {
    let year = full_year(tokens, at)?;
    let month = month_at(tokens, past_links(tokens, at + 1, 2), hints)?;
    if matches!(month.meant, Month::Known(_, Calendar::Persian | Calendar::Hijri)) {
        return None;
    }
    let at_day = past_links(tokens, month.end, 2);
    let day = tokens.number(at_day, 1..=2).filter(|_| tokens.mark(at_day + 1) != Some(':'))?;
    in_year(tokens, at..at_day + 1, DayOfMonth { day, month, singleness: Singleness::One }, year)
}

/// `Autumn 2019`.
fn season(tokens: &Tokens, at: usize) -> Option<Found> {
    let at_year = past_links(tokens, at + 1, 1);
    let year = full_year(tokens, at_year)?;
    let named = words::is_season(Folded::new(tokens.word(at)).as_str());
    named.then(|| Found::new(at..at_year + 1, Date::Year(year)).odd(Oddity::Season))
}
