//! Whether the day or the month stands first where a date is printed in numbers.

use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use super::Hints;
use super::forms::{Date, Found, day_or_nothing};
use super::oddities::Oddity;
use super::tokens::Tokens;
use super::{numbers, weekdays};
use crate::clipping::DayMonthOrder;

impl DayMonthOrder {
    /// Day and month of two numbers in this order.
    pub(super) fn day_and_month(self, first: u32, second: u32) -> (u32, u32) {
        match self {
            Self::DayFirst => (first, second),
            Self::MonthFirst => (second, first),
        }
    }
}

/// The date of numbers whose year stands last: what is impossible decides, then the outlet's habit,
/// then the language, and where none of them does the day of the week beside it. Where that speaks
/// against the habit only the year is kept.
pub(super) fn settle(
    tokens: &Tokens,
    numbers: &numbers::Numbers,
    year: i32,
    hints: &Hints,
) -> Found {
    use DayMonthOrder::{DayFirst, MonthFirst};
    let span = numbers.span.clone();
    let (first, second) = (numbers.first, numbers.second);
    let of = |order: DayMonthOrder| {
        let (day, month) = order.day_and_month(first, second);
        day_or_nothing(tokens, span.clone(), (year, month, day))
    };
    if let Some(order) = numbers.proof() {
        return of(order);
    }
    let (Date::Day(day_first), Date::Day(month_first)) = (of(DayFirst).date, of(MonthFirst).date)
    else {
        return of(DayFirst);
    };
    if day_first == month_first {
        return of(DayFirst);
    }
    let printed = tokens.printed(span.start, span.end).to_owned();
    let habit = hints.order.or_else(|| by_language(numbers.separator, hints.language.as_deref()));
    match (habit, by_weekday(tokens, &span, (day_first, month_first))) {
        (None, Some(order)) => of(order).odd(Oddity::ByWeekday { printed }),
        (Some(order), told) if told.is_none_or(|told| told == order) => of(order),
        _ => {
            let open = Oddity::OpenOrder { printed, day_first, month_first };
            Found::new(span, Date::Year(year)).odd(open)
        }
    }
}

/// The order in which the day of the week beside the date is right, where it is wrong in the other.
fn by_weekday(
    tokens: &Tokens,
    span: &Range<usize>,
    (day_first, month_first): (NaiveDate, NaiveDate),
) -> Option<DayMonthOrder> {
    let (weekday, _) = weekdays::beside(tokens, span)?;
    let fits = |day: NaiveDate| day.weekday().num_days_from_monday() == weekday;
    match (fits(day_first), fits(month_first)) {
        (true, false) => Some(DayMonthOrder::DayFirst),
        (false, true) => Some(DayMonthOrder::MonthFirst),
        _ => None,
    }
}

/// The order that a language prints. English alone does not tell, and where full stops part the
/// numbers the month never comes first.
fn by_language(separator: char, language: Option<&str>) -> Option<DayMonthOrder> {
    use DayMonthOrder::{DayFirst, MonthFirst};
    if separator == '.' {
        return Some(DayFirst);
    }
    let language = language?.to_ascii_lowercase();
    let (code, region) = language.split_once(['-', '_']).unwrap_or((&language, ""));
    match (code, region) {
        ("en", "us" | "ph") => Some(MonthFirst),
        ("en", "gb" | "uk" | "au" | "nz" | "ie" | "in" | "sg" | "my" | "hk" | "ng" | "ke") => {
            Some(DayFirst)
        }
        ("en" | "ja" | "ko" | "zh" | "hu" | "", _) => None,
        _ => Some(DayFirst),
    }
}
