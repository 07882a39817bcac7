//! Dates as printed against what they say: the hard cases of the collection, row by row, and the
//! table of the project's own tests.

#[path = "../../tests/it/dates/table.rs"]
mod table;

use std::path::Path;

use chrono::NaiveDateTime;
use morgue::clipping::Moment;
use morgue::enrich::datelines::dateline;
use morgue::enrich::dates::{self, Hints};

use crate::Done;
use crate::options::Options;
use table::{now, read_as, rows};

/// The table of the project's own tests.
const OWN: &str = include_str!("../../tests/it/dates/forms.tsv");

/// How a row came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// As expected.
    Right,
    /// Less than expected, and nothing that is not so.
    Less,
    /// Something else.
    Wrong,
}

/// How many rows came out how.
#[derive(Debug, Default)]
struct Tally {
    right: usize,
    less: usize,
    wrong: usize,
}

impl Tally {
    fn count(&mut self, expect: &str, found: &str) -> Outcome {
        let outcome = if expect == found {
            Outcome::Right
        } else if found == "none" || found.is_empty() || expect.starts_with(found) {
            Outcome::Less
        } else {
            Outcome::Wrong
        };
        match outcome {
            Outcome::Right => self.right += 1,
            Outcome::Less => self.less += 1,
            Outcome::Wrong => self.wrong += 1,
        }
        outcome
    }

    fn print(&self, name: &str) {
        println!("{name}: {} right, {} less, {} wrong", self.right, self.less, self.wrong);
    }
}

/// Reads every row and prints what was expected and what was read.
pub(crate) fn run(_: &Options, reuters: &Path) -> Done {
    let cases = reuters.with_file_name("formats").join("hard-cases");
    let mut own = Tally::default();
    for row in rows(OWN) {
        let found = read_as(&row);
        if own.count(row.expect, &found) != Outcome::Right {
            println!("  {} | expected {} | read {found}", row.text, row.expect);
        }
    }
    own.print("own table");
    hard_dates(&std::fs::read_to_string(cases.join("dates.tsv"))?);
    hard_datelines(&std::fs::read_to_string(cases.join("datelines.tsv"))?);
    Ok(())
}

fn hard_dates(table: &str) {
    let mut tally = Tally::default();
    for line in table.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [text, hints, expect, precision, ..] = cells[..] else { continue };
        let expect = in_our_terms(expect, precision);
        let found = hard_date(text, hints).map_or_else(|| "none".to_owned(), |m| m.iso());
        let outcome = tally.count(&expect, &found);
        println!("  {outcome:?} | {text} | {hints} | expected {expect} | read {found}");
    }
    tally.print("hard cases, dates");
}

/// What the collection expects, in the form that [`Moment::iso`] prints: fractions of a second are
/// not kept, and of a season the year.
fn in_our_terms(expect: &str, precision: &str) -> String {
    let (whole, fraction) = expect.split_once('.').unwrap_or((expect, ""));
    let zone = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
    let expect = format!("{whole}{zone}");
    match precision {
        "season" | "year" => expect[..4].to_owned(),
        "hour" if expect.len() > 13 => expect[..13].to_owned(),
        _ => match expect.strip_suffix('Z') {
            Some(local) => format!("{local}+00:00"),
            None => expect,
        },
    }
}

fn hard_date(text: &str, hints: &str) -> Option<Moment> {
    let mut known = Hints { language: None, order: None, captured: None, now: now() };
    for hint in hints.split_whitespace() {
        match hint.split_once('=') {
            Some(("lang", code)) => known.language = Some(code.to_owned()),
            Some(("captured", time)) => known.captured = Some(dates::read(time, &known)?.0),
            Some(("now", day)) => known.now = start_of(day)?,
            Some(("source", "url")) => return dates::from_url(text),
            Some(("source", "filename")) => return dates::from_file_name(text),
            _ => {}
        }
    }
    dates::read(text, &known).map(|(moment, _)| moment)
}

fn start_of(day: &str) -> Option<NaiveDateTime> {
    day.parse::<chrono::NaiveDate>().ok()?.and_hms_opt(9, 0, 0)
}

fn hard_datelines(table: &str) {
    let mut tally = Tally::default();
    for line in table.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [text, place, country, agency, date, rest, ..] = cells[..] else { continue };
        let negative = rest.starts_with("negative");
        let expect = [place, country, agency, date, if negative { "" } else { rest }].join(" | ");
        let found = dateline(text).map_or_else(
            || " |  |  |  | ".to_owned(),
            |found| {
                let country = found.path.as_ref().and_then(|path| path.get(2)).map_or("", |c| c);
                let day = found.day.map_or_else(String::new, |(m, d)| format!("--{m:02}-{d:02}"));
                let agency = found.agency.unwrap_or("");
                [found.place, country, agency, &day, &text[found.rest..]].join(" | ")
            },
        );
        let outcome = tally.count(&expect, &found);
        println!("  {outcome:?} | {text} | expected {expect} | read {found}");
    }
    tally.print("hard cases, datelines");
}
