//! A table of dates as printed and what they say: one row a text, its hints, what is expected, why.

use chrono::{NaiveDate, NaiveDateTime};
use morgue::clipping::DayMonthOrder;
use morgue::clipping::Moment;
use morgue::enrich::dates::{Hints, read};

/// One line of the table.
pub(crate) struct Row<'a> {
    /// The words as printed.
    pub(crate) text: &'a str,
    /// What is known beside them.
    pub(crate) hints: Hints,
    /// The date in ISO 8601, as precise as it is expected; `none` for no date.
    pub(crate) expect: &'a str,
}

/// The present of the table.
pub(crate) fn now() -> NaiveDateTime {
    let day = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
    day.and_hms_opt(9, 0, 0).expect("an hour")
}

/// The rows of a table; lines that begin with `#` are none.
pub(crate) fn rows(table: &str) -> impl Iterator<Item = Row<'_>> {
    table.lines().filter(|line| !line.starts_with('#')).map(|line| {
        let cells: Vec<&str> = line.split('\t').collect();
        assert_eq!(cells.len(), 4, "four cells: {line}");
        Row { text: cells[0], hints: hints(cells[1]), expect: cells[2] }
    })
}

/// What a row reads as.
pub(crate) fn read_as(row: &Row<'_>) -> String {
    read(row.text, &row.hints).map_or_else(|| "none".to_owned(), |(moment, _)| moment.iso())
}

fn hints(cell: &str) -> Hints {
    let mut hints = Hints { language: None, order: None, captured: None, now: now() };
    for hint in cell.split_whitespace() {
        match hint.split_once('=').expect("a hint has a name and a value") {
            ("lang", code) => hints.language = Some(code.to_owned()),
            ("saved", time) => hints.captured = Some(moment(time)),
            ("order", "day") => hints.order = Some(DayMonthOrder::DayFirst),
            ("order", "month") => hints.order = Some(DayMonthOrder::MonthFirst),
            _ => panic!("{hint} is no hint"),
        }
    }
    hints
}

fn moment(text: &str) -> Moment {
    let hints = Hints { language: None, order: None, captured: None, now: now() };
    read(text, &hints).expect("a plain time").0
}
