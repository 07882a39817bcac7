//! Ranges of time as people type them: `2019`, `2019-11..2020-01`, `30d`, `last-month`.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

/// A stretch of time, both ends included; an open end is absent. Seconds since 1970 of local time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct DateRange {
    /// The first second.
    pub from: Option<i64>,
    /// The last second.
    pub to: Option<i64>,
}

impl DateRange {
    /// The days from `first` to `last`, both included.
    pub fn days(first: NaiveDate, last: NaiveDate) -> Self {
        Self { from: Some(start_of(first)), to: Some(end_of(last)) }
    }

    /// Whether the interval lies inside it.
    pub fn holds(&self, from: i64, to: i64) -> bool {
        self.from.is_none_or(|start| start <= from) && self.to.is_none_or(|end| to <= end)
    }

    /// Whether the interval shares a second with it.
    pub fn touches(&self, from: i64, to: i64) -> bool {
        self.from.is_none_or(|start| start <= to) && self.to.is_none_or(|end| from <= end)
    }

    /// As a person would type it.
    pub fn shown(&self) -> String {
        let day = |seconds: i64| {
            chrono::DateTime::from_timestamp(seconds, 0)
                .map_or_else(String::new, |instant| instant.format("%Y-%m-%d").to_string())
        };
        match (self.from, self.to) {
            (Some(from), Some(to)) if day(from) == day(to) => day(from),
            (from, to) => {
                format!(
                    "{}..{}",
                    from.map_or_else(String::new, day),
                    to.map_or_else(String::new, day)
                )
            }
        }
    }
}

/// Reads a range; `today` is what relative times are counted from. Nothing where the text is no
/// time, or one outside the years 1 to 9999, which nobody could type.
pub fn read_range(text: &str, today: NaiveDate) -> Option<DateRange> {
    read_any(text.trim(), today)
        .filter(|range| range.from.into_iter().chain(range.to).all(is_typed))
}

/// Whether a time lies in a year of four digits.
fn is_typed(seconds: i64) -> bool {
    chrono::DateTime::from_timestamp(seconds, 0)
        .is_some_and(|instant| (1..=9_999).contains(&instant.year()))
}

fn read_any(text: &str, today: NaiveDate) -> Option<DateRange> {
    if let Some((from, to)) = text.split_once("..") {
        return read_ends(from.trim(), to.trim(), today);
    }
    let comparisons: [(&str, Opening); 4] = [
        (">=", |day| DateRange { from: day.from, to: None }),
        ("<=", |day| DateRange { from: None, to: day.to }),
        (">", |day| DateRange { from: day.to.map(|last| last + 1), to: None }),
        ("<", |day| DateRange { from: None, to: day.from.map(|first| first - 1) }),
    ];
    for (sign, open) in comparisons {
        if let Some(rest) = text.strip_prefix(sign) {
            return read_one(rest.trim(), today).map(open);
        }
    }
    read_one(text, today)
}

/// Turns a stretch of time into one that is open at one end.
type Opening = fn(DateRange) -> DateRange;

fn read_ends(from: &str, to: &str, today: NaiveDate) -> Option<DateRange> {
    if from.is_empty() && to.is_empty() {
        return None;
    }
    let end = |text: &str| match text {
        "" => Some(DateRange::default()),
        some => read_one(some, today),
    };
    let (first, last) = (end(from)?, end(to)?);
    Some(DateRange { from: first.from, to: last.to })
}

fn read_one(text: &str, today: NaiveDate) -> Option<DateRange> {
    let lower = text.to_ascii_lowercase();
    named(&lower, today)
        .or_else(|| ago(&lower, today))
        .or_else(|| quarter_or_week(&lower))
        .or_else(|| numeric(&lower))
        .or_else(|| with_month_name(&lower))
}

fn named(text: &str, today: NaiveDate) -> Option<DateRange> {
    let yesterday = today.checked_sub_days(Days::new(1))?;
    let this_month = today.with_day(1)?;
    let last_month = this_month.checked_sub_months(Months::new(1))?;
    let monday =
        today.checked_sub_days(Days::new(today.weekday().num_days_from_monday().into()))?;
    Some(match text {
        "today" => DateRange::days(today, today),
        "yesterday" => DateRange::days(yesterday, yesterday),
        "this-week" => DateRange::days(monday, today),
        "last-week" => DateRange::days(
            monday.checked_sub_days(Days::new(7))?,
            monday.checked_sub_days(Days::new(1))?,
        ),
        "this-month" => month(this_month)?,
        "last-month" => month(last_month)?,
        "this-year" => year(today.year())?,
        "last-year" => year(today.year() - 1)?,
        _ => return None,
    })
}

/// `30d`: the last thirty days, today among them.
fn ago(text: &str, today: NaiveDate) -> Option<DateRange> {
    let unit = text.chars().last()?;
    let count: u32 = text.strip_suffix(unit)?.parse().ok().filter(|count| *count > 0)?;
    let first = match unit {
        'd' => today.checked_sub_days(Days::new(u64::from(count) - 1))?,
        'w' => today.checked_sub_days(Days::new(u64::from(count).checked_mul(7)? - 1))?,
        'm' => today.checked_sub_months(Months::new(count))?.succ_opt()?,
        'y' => today.checked_sub_months(Months::new(count.checked_mul(12)?))?.succ_opt()?,
        _ => return None,
    };
    Some(DateRange::days(first, today))
}

fn quarter_or_week(text: &str) -> Option<DateRange> {
    let (year_text, part) = text.split_once('-')?;
    let number = year_number(year_text)?;
    if let Some(quarter) = part.strip_prefix('q') {
        let quarter: u32 = quarter.parse().ok().filter(|quarter| (1..=4).contains(quarter))?;
        let first = NaiveDate::from_ymd_opt(number, quarter * 3 - 2, 1)?;
        return Some(DateRange::days(first, first.checked_add_months(Months::new(3))?.pred_opt()?));
    }
    let week: u32 = part.strip_prefix('w')?.parse().ok()?;
    let monday = NaiveDate::from_isoywd_opt(number, week, Weekday::Mon)?;
    Some(DateRange::days(monday, monday.checked_add_days(Days::new(6))?))
}

fn numeric(text: &str) -> Option<DateRange> {
    let mut parts = text.split(['-', '/', '.']);
    let number = year_number(parts.next()?)?;
    let two_digits = |part: &str| part.parse::<u32>().ok().filter(|_| part.len() <= 2);
    match (parts.next(), parts.next(), parts.next()) {
        (None, None, None) => year(number),
        (Some(m), None, None) => month(NaiveDate::from_ymd_opt(number, two_digits(m)?, 1)?),
        (Some(m), Some(d), None) => {
            let day = NaiveDate::from_ymd_opt(number, two_digits(m)?, two_digits(d)?)?;
            Some(DateRange::days(day, day))
        }
        _ => None,
    }
}

/// `13-nov-2019`, `nov-2019`, `november-2019`.
fn with_month_name(text: &str) -> Option<DateRange> {
    let parts: Vec<&str> =
        text.split(['-', ' ', '/', '.']).filter(|part| !part.is_empty()).collect();
    match *parts.as_slice() {
        [d, m, y] => {
            let day = NaiveDate::from_ymd_opt(year_number(y)?, month_number(m)?, d.parse().ok()?)?;
            Some(DateRange::days(day, day))
        }
        [m, y] => month(NaiveDate::from_ymd_opt(year_number(y)?, month_number(m)?, 1)?),
        _ => None,
    }
}

fn month_number(text: &str) -> Option<u32> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let place = NAMES.iter().position(|name| text.len() >= 3 && name.starts_with(text))?;
    Some(place as u32 + 1)
}

fn year_number(text: &str) -> Option<i32> {
    (text.len() == 4).then(|| text.parse().ok()).flatten().filter(|year| *year > 0)
}

fn year(number: i32) -> Option<DateRange> {
    let last = NaiveDate::from_ymd_opt(number, 12, 31)?;
    Some(DateRange::days(NaiveDate::from_ymd_opt(number, 1, 1)?, last))
}

fn month(first: NaiveDate) -> Option<DateRange> {
    Some(DateRange::days(first, first.checked_add_months(Months::new(1))?.pred_opt()?))
}

fn start_of(day: NaiveDate) -> i64 {
    day.and_time(chrono::NaiveTime::MIN).and_utc().timestamp()
}

fn end_of(day: NaiveDate) -> i64 {
    start_of(day) + 86_399
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Option<String> {
        let today = NaiveDate::from_ymd_opt(2019, 11, 20).expect("a day");
        read_range(text, today).map(|range| range.shown())
    }

    #[test]
    fn times_are_read_as_people_type_them() {
        for (typed, expect) in [
            ("2019", "2019-01-01..2019-12-31"),
            ("2019-11", "2019-11-01..2019-11-30"),
            ("2019-11-13", "2019-11-13"),
            ("13-Nov-2019", "2019-11-13"),
            ("Nov-2019", "2019-11-01..2019-11-30"),
            ("2019-Q4", "2019-10-01..2019-12-31"),
            ("2019-W46", "2019-11-11..2019-11-17"),
            ("2019-11..2020-01", "2019-11-01..2020-01-31"),
            ("2019-11..", "2019-11-01.."),
            ("..1999", "..1999-12-31"),
            (">2019-11-13", "2019-11-14.."),
            ("<=2019", "..2019-12-31"),
            ("today", "2019-11-20"),
            ("30d", "2019-10-22..2019-11-20"),
            ("30d..", "2019-10-22.."),
            ("2w", "2019-11-07..2019-11-20"),
            ("1y", "2018-11-21..2019-11-20"),
            ("last-month", "2019-10-01..2019-10-31"),
            ("last-week", "2019-11-11..2019-11-17"),
        ] {
            assert_eq!(shown(typed).as_deref(), Some(expect), "{typed}");
        }
    }

    #[test]
    fn what_is_no_time_is_not_read_as_one() {
        for typed in [
            "",
            "..",
            "soon",
            "2019-13",
            "2019-02-30",
            "19",
            "0d",
            "99999999999d",
            "d",
            "3000y",
            ">9999",
            "<0001",
        ] {
            assert_eq!(shown(typed), None, "{typed}");
        }
    }
}
