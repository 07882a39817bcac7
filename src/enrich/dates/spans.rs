//! Spans of days, of which none is the one meant: `13-14 November`, `13 November to 15 November`,
//! `Friday 13 and Saturday 14 September`; and numbers before a month that are no days.

use super::forms::NamedMonth;
use super::tokens::Tokens;
use super::words::{self, Folded};

/// What is joined to a date from before.
#[derive(Clone, Copy, Debug)]
pub(super) enum Joined {
    /// Another day of the same month.
    Day,
    /// A day with a month of its own.
    DayOfMonth(NamedMonth),
}

/// Words that join two days.
const JOINTS: &str = "and und et y e i to au bis do al a и по та ile den";

/// Words after which a number is that of an issue or a page.
const NUMBERED: &str = "no nr issue page pages p pp vol volume number heft ausgabe nummer numero num \
     rok год номер выпуск numer";

/// What is joined to the date that begins at `start`; `month_at` tells the month at a token.
pub(super) fn before(
    tokens: &Tokens,
    start: usize,
    month_at: &dyn Fn(usize) -> Option<NamedMonth>,
) -> Option<Joined> {
    let joint = past_weekday(tokens, start).checked_sub(1)?;
    if !is_joint(tokens, joint) {
        return None;
    }
    let last = joint.checked_sub(1)?;
    let last = if tokens.mark(last) == Some('.') { last.checked_sub(1)? } else { last };
    if is_day(tokens, last) {
        let own = (last.saturating_sub(2)..last).find_map(|at| month_ending(at, last, month_at));
        return Some(own.map_or(Joined::Day, Joined::DayOfMonth));
    }
    // 30 October to 2 November: the month stands between its day and the joint.
    let named = (last.saturating_sub(1)..=last).find_map(|at| month_ending(at, last + 1, month_at));
    let named = named.filter(|month| {
        let dotted = |at: usize| tokens.mark(at) == Some('.');
        let day = month.start.checked_sub(1);
        day.map(|day| if dotted(day) { day.saturating_sub(1) } else { day })
            .is_some_and(|day| is_day(tokens, day))
    });
    named.map(Joined::DayOfMonth)
}

/// The month that begins at `at` and ends at `end`, or one full stop before.
fn month_ending(
    at: usize,
    end: usize,
    month_at: &dyn Fn(usize) -> Option<NamedMonth>,
) -> Option<NamedMonth> {
    month_at(at).filter(|month| month.end == end || month.end + 1 == end)
}

/// The last number of a span of days: `November 13-14, 2019`, `November 13 to 15, 2019`. In
/// `Nov-13-19` the same dash stands before the day, and what follows is a year.
pub(super) fn last_of_days(tokens: &Tokens, day: usize) -> usize {
    if tokens.number(day + 2, 1..=2).is_none() || !is_joint(tokens, day + 1) {
        return day;
    }
    let before = day.checked_sub(1).and_then(|before| tokens.mark(before));
    let same = before.is_some() && before == tokens.mark(day + 1);
    if same { day } else { day + 2 }
}

/// Whether the digit at `at` may be half of a day that was broken in two: `1 3 November`.
pub(super) fn is_broken(tokens: &Tokens, at: usize) -> bool {
    at > 0 && tokens.number(at - 1, 1..=1).is_some() && tokens.number(at, 1..=1).is_some()
}

/// Whether the number at `at` is that of an issue or a page: `No. 3 November 2019`.
pub(super) fn is_numbered(tokens: &Tokens, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let before = match tokens.mark(before) {
        Some('#' | '№') => return true,
        Some('.') => before.saturating_sub(1),
        _ => before,
    };
    tokens.is_word(before) && holds(NUMBERED, tokens.word(before))
}

/// The first token of a day of the week that stands before `start`, or `start`.
fn past_weekday(tokens: &Tokens, start: usize) -> usize {
    let Some(before) = start.checked_sub(1) else { return start };
    let before = match tokens.mark(before) {
        Some(',' | '.') => before.saturating_sub(1),
        _ => before,
    };
    let named = tokens.is_word(before)
        && words::weekday(Folded::new(tokens.word(before)).as_str()).is_some();
    if named { before } else { start }
}

/// A day of a month that is not the end of a time: `06:02 - 13 November`.
fn is_day(tokens: &Tokens, at: usize) -> bool {
    let timed = at > 0
        && tokens.touches_next(at - 1)
        && (matches!(tokens.mark(at - 1), Some(':' | '.')) || tokens.is_word(at - 1));
    !timed && tokens.number(at, 1..=2).is_some_and(|day| (1..=31).contains(&day))
}

fn is_joint(tokens: &Tokens, at: usize) -> bool {
    match tokens.mark(at) {
        Some(mark) => matches!(mark, '-' | '–' | '—' | '/' | '&' | '+' | '~'),
        None => tokens.is_word(at) && holds(JOINTS, tokens.word(at)),
    }
}

fn holds(names: &str, word: &str) -> bool {
    let lower = word.to_lowercase();
    names.split_whitespace().any(|name| name == lower)
}
