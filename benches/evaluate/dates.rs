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

/// Dates as locales print them.
const CLDR: &str = include_str!("../../tests/it/dates/cldr.tsv");

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

/// Reads every row and prints what was expected and what was read; fails where one is read wrongly.
pub(crate) fn run(_: &Options, cases: &Path) -> Done {
    let wrong = [
        own_table("own table", OWN),
        own_table("as locales print them", CLDR),
        hard_dates(&std::fs::read_to_string(cases.join("dates.tsv"))?),
        hard_datelines(&std::fs::read_to_string(cases.join("datelines.tsv"))?),
    ];
    match wrong.iter().sum::<usize>() {
        0 => Ok(()),
        wrong => Err(format!("{wrong} rows are read wrongly").into()),
    }
}

/// Prints the rows that are read otherwise than they say.
fn own_table(name: &str, table: &str) -> usize {
    let mut tally = Tally::default();
    for row in rows(table) {
        let found = read_as(&row);
        if tally.count(row.expect, &found) != Outcome::Right {
            println!("  {} | expected {} | read {found}", row.text, row.expect);
        }
    }
    tally.print(name);
    tally.wrong
}

fn hard_dates(table: &str) -> usize {
    let mut tally = Tally::default();
    for line in table.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [text, hints, expect, precision, zone, ..] = cells[..] else { continue };
        let expect = in_our_terms(expect, precision, zone);
        let found = hard_date(text, hints);
        let found = found.map_or_else(|| "none".to_owned(), |moment| told(&moment, &expect));
        let outcome = tally.count(&expect, &found);
        println!("  {outcome:?} | {text} | {hints} | expected {expect} | read {found}");
    }
    tally.print("hard cases, dates");
    tally.wrong
}

/// What the collection expects, with its precision and zone: fractions of a second are not kept, and
/// of a season the year.
fn in_our_terms(expect: &str, precision: &str, zone: &str) -> String {
    if expect == "none" {
        return expect.to_owned();
    }
    let local = expect.split(['.', 'Z', '+']).next().unwrap_or(expect);
    let (local, precision) = match precision {
        "season" => (&local[..4], "year"),
        _ => (local, precision),
    };
    let zone = if zone == "unknown" { "" } else { zone };
    format!("{local} {precision} {zone}").trim_end().to_owned()
}

/// A moment as far as the expectation tells it, with its precision and zone as printed.
fn told(moment: &Moment, expect: &str) -> String {
    let local = Moment { zone: None, ..moment.clone() }.iso();
    let asked = expect.split(' ').next().unwrap_or("").len();
    let local = local.get(..asked).unwrap_or(&local);
    let zone = moment.zone.as_ref().map_or("", |zone| zone.printed.as_str());
    let zone = zone.strip_prefix("GMT").filter(|offset| !offset.is_empty()).unwrap_or(zone);
    let zone = match zone.strip_prefix('+') {
        Some(hours) if hours.len() == 1 => format!("+0{hours}:00"),
        _ => zone.to_owned(),
    };
    format!("{local} {} {zone}", moment.precision.name()).trim_end().to_owned()
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

fn hard_datelines(table: &str) -> usize {
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
    tally.wrong
}
