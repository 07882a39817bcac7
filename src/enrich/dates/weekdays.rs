//! The day of the week that stands beside a date.

use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use super::oddities::Oddity;
use super::tokens::Tokens;
use super::words::{self, Folded};

/// The farthest a day of the week stands from its date, in tokens.
const FARTHEST: usize = 4;

/// The day of the week printed beside the date in `span`, 0 for Monday, and its word.
pub(super) fn beside<'t>(tokens: &Tokens<'t>, span: &Range<usize>) -> Option<(u32, &'t str)> {
    before(tokens, span.start).or_else(|| after(tokens, span.end))
}

/// Tells in `odd` where the day of the week beside the date is not the date's.
pub(super) fn compare(tokens: &Tokens, span: &Range<usize>, day: NaiveDate, odd: &mut Vec<Oddity>) {
    if let Some((weekday, printed)) = beside(tokens, span)
        && weekday != day.weekday().num_days_from_monday()
    {
        odd.push(Oddity::OtherWeekday { day, printed: printed.to_owned() });
    }
}

fn before<'t>(tokens: &Tokens<'t>, start: usize) -> Option<(u32, &'t str)> {
    for at in (start.saturating_sub(FARTHEST)..start).rev() {
        if let Some(found) = at.checked_sub(1).and_then(|first| vietnamese(tokens, first)) {
            return Some(found);
        }
        if let Some(found) = named(tokens, at) {
            return Some(found);
        }
        if !is_passed_over(tokens, at) {
            return None;
        }
    }
    None
}

fn after<'t>(tokens: &Tokens<'t>, end: usize) -> Option<(u32, &'t str)> {
    for at in end..end + FARTHEST {
        if let Some(found) = vietnamese(tokens, at).or_else(|| named(tokens, at)) {
            return Some(found);
        }
        if !is_passed_over(tokens, at) {
            return None;
        }
    }
    None
}

fn named<'t>(tokens: &Tokens<'t>, at: usize) -> Option<(u32, &'t str)> {
    let word = tokens.is_word(at).then(|| tokens.word(at))?;
    // Persian counts the days from Saturday, the number apart: سه شنبه.
    if let Some(first) = at.checked_sub(1).filter(|first| tokens.is_word(*first)) {
        let joined = format!("{}{word}", tokens.word(first));
        if let Some(day) = words::weekday(Folded::new(&joined).as_str()) {
            return Some((day, tokens.printed(first, at + 1)));
        }
    }
    words::weekday(Folded::new(word).as_str()).map(|day| (day, word))
}

/// `Thứ Tư`, `Thứ 4`, `Chủ nhật`: the week of Vietnam counts from Sunday.
fn vietnamese<'t>(tokens: &Tokens<'t>, at: usize) -> Option<(u32, &'t str)> {
    if !tokens.is_word(at) {
        return None;
    }
    let (first, second) = (Folded::new(tokens.word(at)), Folded::new(tokens.word(at + 1)));
    let day = match (first.as_str(), second.as_str()) {
        ("chu", "nhat") => 6,
        ("thu", _) => {
            let spelled = words::vietnamese_month(second.as_str(), "").map(|(number, _)| number);
            let number = tokens.number(at + 1, 1..=1).or(spelled)?;
            number.checked_sub(2).filter(|day| *day < 6)?
        }
        _ => return None,
    };
    Some((day, tokens.printed(at, at + 2)))
}

fn is_passed_over(tokens: &Tokens, at: usize) -> bool {
    if let Some(mark) = tokens.mark(at) {
        return matches!(mark, ',' | '(' | '.' | '、' | '،' | '-');
    }
    let word = Folded::new(tokens.word(at));
    let word = word.as_str();
    tokens.is_word(at)
        && matches!(
            word,
            "den" | "the" | "ngay" | "feira" | "г" | "года" | "року" | "р" | "r" | "م"
        )
}
