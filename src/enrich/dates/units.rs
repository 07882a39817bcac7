//! Dates whose numbers have units behind them, and years of eras: `2019年11月13日`, `2019년 11월`,
//! `令和元年11月13日`, `R1.11.13`.

use super::calendar;
use super::forms::{Date, Found, day_or_nothing, full_year};
use super::oddities::Oddity;
use super::tokens::Tokens;
use super::words;

/// The most tokens between brackets behind a year.
const LONGEST_BRACKET: usize = 6;

/// The date whose year of four digits is the number at `at`; the year may be the last thing in a
/// bracket, as in Pyongyang's `주체108(2019)년`.
pub(super) fn with_units(tokens: &Tokens, at: usize) -> Option<Found> {
    let close = matches!(tokens.mark(at + 1), Some(')' | '）'));
    rest(tokens, at, full_year(tokens, at)?, at + 1 + usize::from(close))
}

/// The date whose era is the word at `at`.
pub(super) fn era(tokens: &Tokens, at: usize) -> Option<Found> {
    let year = tokens.number(at + 1, 1..=3)?;
    rest(tokens, at, calendar::era_year(tokens.word(at), year)?, at + 2)
}

/// The date whose era is abbreviated by the letter at `at`, in Japanese alone.
pub(super) fn lettered_era(tokens: &Tokens, at: usize) -> Option<Found> {
    if !words::is_language(tokens.language, "ja") || !tokens.touches_next(at) {
        return None;
    }
    let mut letters = tokens.word(at).chars();
    let letter = letters.next().filter(|_| letters.next().is_none())?;
    let year = calendar::lettered_era_year(letter, tokens.number(at + 1, 1..=2)?)?;
    let separator = tokens.mark(at + 2).filter(|mark| matches!(mark, '.' | '/' | '-'))?;
    let (month, day) = (tokens.number(at + 3, 1..=2)?, tokens.number(at + 5, 1..=2)?);
    let closed = tokens.mark(at + 4) == Some(separator);
    closed.then(|| day_or_nothing(tokens, at..at + 6, (year, month, day)))
}

/// Month and day behind the year whose unit stands at `unit`.
fn rest(tokens: &Tokens, start: usize, year: i32, unit: usize) -> Option<Found> {
    if !matches!(tokens.unit(unit), Some('年' | '년')) {
        return None;
    }
    let next = past_bracket(tokens, unit + 1);
    let month =
        tokens.number(next, 1..=2).filter(|_| matches!(tokens.unit(next + 1), Some('月' | '월')));
    let Some(month) = month else { return year_alone(tokens, start..next, year) };
    let day = tokens.number(next + 2, 1..=2);
    match day.filter(|_| matches!(tokens.unit(next + 3), Some('日' | '일' | '号' | '號'))) {
        Some(day) => Some(day_or_nothing(tokens, start..next + 4, (year, month, day))),
        None => {
            (1..=12).contains(&month).then(|| Found::new(start..next + 2, Date::Month(year, month)))
        }
    }
}

/// A year with nothing behind it, or with a season. A month of the moon's calendar behind it could
/// lie in the next year.
fn year_alone(tokens: &Tokens, span: std::ops::Range<usize>, year: i32) -> Option<Found> {
    let next = span.end;
    let found = Found::new(span, Date::Year(year));
    if words::is_season(tokens.word(next)) {
        return Some(found.odd(Oddity::Season));
    }
    (next == tokens.len()).then_some(found)
}

/// The token after a bracket that begins at `at`: `2019年(令和元年)11月13日`.
fn past_bracket(tokens: &Tokens, at: usize) -> usize {
    if !matches!(tokens.mark(at), Some('(' | '（')) {
        return at;
    }
    let close = |at: &usize| matches!(tokens.mark(*at), Some(')' | '）'));
    (at + 1..=at + LONGEST_BRACKET).find(close).map_or(at, |close| close + 1)
}
