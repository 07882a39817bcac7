//! Dates as other houses write them, in our words.

use chrono::{Days, Months, NaiveDate};

use crate::query::lexer::number;

/// Which number of `11/1/2019` is the month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DayOrder {
    /// As in the houses' own examples.
    MonthFirst,
    /// Where a first number is no month.
    DayFirst,
}

impl DayOrder {
    /// The order in which the dates of a text can be read: days first where one of them shows it.
    pub(super) fn of(text: &str) -> Self {
        let shows = dates_in(text).any(|parts| parts[0] > 12 && (1..=12).contains(&parts[1]));
        if shows { Self::DayFirst } else { Self::MonthFirst }
    }
}

/// What is to be told of the order in which a text's dates are read; nothing where every date in it
/// has one reading.
pub(super) fn order_told(text: &str) -> Option<&'static str> {
    let doubtful = |parts: [u32; 2]| parts[0] != parts[1] && parts.iter().all(|part| *part <= 12);
    match DayOrder::of(text) {
        DayOrder::DayFirst => Some("read as day, month and year"),
        DayOrder::MonthFirst if dates_in(text).any(|parts| parts[1] > 12) => None,
        DayOrder::MonthFirst if dates_in(text).any(doubtful) => Some("read as month, day and year"),
        DayOrder::MonthFirst => None,
    }
}

/// The first two numbers of the dates in a text that begin with neither year nor month name.
fn dates_in(text: &str) -> impl Iterator<Item = [u32; 2]> {
    text.split(|c: char| !c.is_ascii_digit() && !"/-.".contains(c))
        .flat_map(|word| {
            let parts: Vec<&str> = word.split(['/', '-', '.']).collect();
            parts.windows(3).map(of_three).collect::<Vec<_>>()
        })
        .flatten()
}

/// The first two of three numbers of which the last is a year.
fn of_three(parts: &[&str]) -> Option<[u32; 2]> {
    let short = |part: &str| number(part).filter(|_| part.len() <= 2);
    match parts {
        [first, second, year] if matches!(year.len(), 2 | 4) && number(year).is_some() => {
            Some([short(first)?, short(second)?])
        }
        _ => None,
    }
}

/// Whether a text speaks of time as seen from today: `last month`, `now-7days`.
pub(super) fn is_relative(text: &str) -> bool {
    let text = text.trim().to_lowercase();
    relative(&text).is_some() || text.starts_with("now")
}

/// A date or stretch of time in our words (`2019-11-13`, `13-nov-2019`, `2019..2020`); what is
/// written as here stays. `today` is what relative times are counted from.
pub(super) fn in_our_words(text: &str, order: DayOrder, today: NaiveDate) -> String {
    let one = |text: &str| one_in_our_words(text, order, today);
    match ends_of(text) {
        Some((first, last)) => format!("{}..{}", one(first), one(last)),
        None => one(text),
    }
}

/// The ends of a stretch: `between a and b`, `from a to b`, `a to b`, `a - b`, `a..b`,
/// `1/1/2019-3/3/2019`, `20191101-20191231`, `20191101-`.
fn ends_of(text: &str) -> Option<(&str, &str)> {
    let text = text.trim();
    let after = |word: &str| {
        let head = text.get(..word.len()).filter(|head| head.eq_ignore_ascii_case(word))?;
        text[head.len()..].strip_prefix(' ')
    };
    if let Some(rest) = after("between") {
        return split_at_word(rest, "and");
    }
    let rest = after("from").unwrap_or(text);
    split_at_word(rest, "to")
        .or_else(|| rest.split_once(" - "))
        .or_else(|| rest.split_once(".."))
        .or_else(|| glued(rest))
}

fn split_at_word<'a>(text: &'a str, word: &str) -> Option<(&'a str, &'a str)> {
    let lower = text.to_ascii_lowercase();
    let at = lower.find(&format!(" {word} "))?;
    Some((&text[..at], &text[at + word.len() + 2..]))
}

/// Two dates without a hyphen of their own and one between them; the second may be missing.
fn glued(text: &str) -> Option<(&str, &str)> {
    let (first, last) = text.split_once('-')?;
    let whole = |part: &str| {
        let part = part.trim();
        let year = part.len() >= 4 && part.bytes().all(|byte| byte.is_ascii_digit());
        year || part.contains('/')
    };
    (whole(first) && (whole(last) || last.trim().is_empty())).then_some((first, last))
}

fn one_in_our_words(text: &str, order: DayOrder, today: NaiveDate) -> String {
    let text = text.trim().trim_matches(['"', '“', '”', '(', ')']).to_lowercase();
    let text = without_clock(&text);
    compact(text)
        .or_else(|| counted_from_now(text, today))
        .or_else(|| relative(text))
        .or_else(|| with_numbers(text, order))
        .or_else(|| with_month_name(text))
        .unwrap_or_else(|| text.to_owned())
}

/// `2019-11-13t00:00:00z` is its day.
fn without_clock(text: &str) -> &str {
    let day = text.split_once('t').map(|(day, _)| day);
    day.filter(|day| day.len() == 10 && day.starts_with(|c: char| c.is_ascii_digit()))
        .unwrap_or(text)
}

/// `20191113`, `201911`.
fn compact(text: &str) -> Option<String> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    match text.len() {
        8 if digits => Some(format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..])),
        6 if digits => Some(format!("{}-{}", &text[..4], &text[4..])),
        _ => None,
    }
}

/// `now`, `now-7days`, `now-1month/day`.
fn counted_from_now(text: &str, today: NaiveDate) -> Option<String> {
    let behind = text.strip_prefix("now")?;
    let behind = behind.split('/').next().unwrap_or_default();
    if behind.is_empty() {
        return Some(today.to_string());
    }
    let back = behind.strip_prefix('-')?;
    let letters = back.find(|c: char| !c.is_ascii_digit())?;
    let count = number(&back[..letters])?;
    let day = match &back[letters..] {
        "h" | "hour" | "hours" => today,
        "d" | "day" | "days" => today.checked_sub_days(Days::new(count.into()))?,
        "w" | "week" | "weeks" => today.checked_sub_days(Days::new(u64::from(count) * 7))?,
        "m" | "month" | "months" => today.checked_sub_months(Months::new(count))?,
        "y" | "year" | "years" => today.checked_sub_months(Months::new(count.checked_mul(12)?))?,
        _ => return None,
    };
    Some(day.to_string())
}

/// `last month`, `this year`, `previous 30 days`: the calendar's unit before this one, or so many
/// days up to today.
fn relative(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split([' ', '-']).filter(|word| !word.is_empty()).collect();
    let which = match *words.first()? {
        "last" | "previous" | "past" => "last",
        "this" | "current" => "this",
        _ => return None,
    };
    match words[1..] {
        [unit @ ("week" | "month" | "year")] => Some(format!("{which}-{unit}")),
        [count, unit] if which == "last" => {
            let letter = match unit.strip_suffix('s').unwrap_or(unit) {
                "day" => 'd',
                "week" => 'w',
                "month" => 'm',
                "year" => 'y',
                _ => return None,
            };
            Some(format!("{}{letter}", number(count)?))
        }
        _ => None,
    }
}

/// `11/13/2019`, `11-13-2019`, `11/2019`.
fn with_numbers(text: &str, order: DayOrder) -> Option<String> {
    let parts: Vec<&str> = text.split(['/', '-']).collect();
    let year = |year: &str| if year.len() == 2 { format!("20{year}") } else { year.to_owned() };
    match *parts.as_slice() {
        [_, _, last] if of_three(&parts).is_some() => {
            let (month, day) = match order {
                DayOrder::MonthFirst => (parts[0], parts[1]),
                DayOrder::DayFirst => (parts[1], parts[0]),
            };
            Some(format!("{}-{month}-{day}", year(last)))
        }
        [month, last] if last.len() == 4 && month.len() <= 2 => Some(format!("{last}-{month}")),
        _ => None,
    }
}

/// `november 13, 2019`; `13 november 2019` and `november 2019` are read as they are.
fn with_month_name(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split([' ', ',', '.']).filter(|part| !part.is_empty()).collect();
    match *parts.as_slice() {
        [month, day, year] if month.starts_with(|c: char| c.is_ascii_alphabetic()) => {
            Some(format!("{day}-{month}-{year}"))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: &str, expect: &str) {
        let today = NaiveDate::from_ymd_opt(2019, 11, 20).expect("a day");
        let ours = in_our_words(typed, DayOrder::of(typed), today);
        assert_eq!(ours, expect, "{typed}");
    }

    #[test]
    fn dates_are_read_as_houses_write_them() {
        check("20191113", "2019-11-13");
        check("11/13/2019", "2019-11-13");
        check("13/11/2019", "2019-11-13");
        check("1-31-2019", "2019-1-31");
        check("11/13/19", "2019-11-13");
        check("11/2019", "2019-11");
        check("2019-11-13", "2019-11-13");
        check("November 13, 2019", "13-november-2019");
        check("2019-11-13T10:00:00Z", "2019-11-13");
        check("soon", "soon");
    }

    #[test]
    fn stretches_have_two_ends_in_one_order() {
        check("between 1/1/2019 and 12/31/2019", "2019-1-1..2019-12-31");
        check("from 1/11/2019 to 20/11/2019", "2019-11-1..2019-11-20");
        check("2019-11-01 - 2019-12-01", "2019-11-01..2019-12-01");
        check("1/1/2019-3/3/2019", "2019-1-1..2019-3-3");
        check("20191101-20191231", "2019-11-01..2019-12-31");
        check("20191101-", "2019-11-01..");
        check("2010-2012", "2010..2012");
        check("2019-11", "2019-11");
        check("13-nov-2019", "13-nov-2019");
    }

    #[test]
    fn times_are_counted_from_today() {
        check("last month", "last-month");
        check("Previous Week", "last-week");
        check("last-year", "last-year");
        check("this year", "this-year");
        check("previous 30 days", "30d");
        check("last 3 months", "3m");
        check("NOW", "2019-11-20");
        check("NOW-7DAYS/DAY", "2019-11-13");
        check("now-99999999999years", "now-99999999999years");
        check("last word", "last word");
    }

    #[test]
    fn an_order_that_was_chosen_is_told() {
        assert_eq!(order_told("geq 11/1/2019"), Some("read as month, day and year"));
        assert_eq!(order_told("13/11/2019"), Some("read as day, month and year"));
        assert_eq!(order_told("11/13/2019"), None);
        assert_eq!(order_told("11/1/2019 to 12/31/2019"), None);
        assert_eq!(order_told("11/11/2019 and 2019-11-1"), None);
        assert_eq!(order_told("31/31/2019"), None);
    }
}
