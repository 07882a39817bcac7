//! Dates as papers print them, in many languages: every row of the table is read as it says.

mod table;

use std::process::Command;

use morgue::enrich::DateRow;
use morgue::enrich::dates::{OddityKind, read};

use crate::support::Shelf;
use table::{read_as, rows};

const FORMS: &str = include_str!("dates/forms.tsv");

const CLDR: &str = include_str!("dates/cldr.tsv");

/// The table is worth its name while it holds so many rows.
const FEWEST_ROWS: usize = 150;

fn check(table: &str) -> usize {
    let mut count = 0;
    let mut wrong = Vec::new();
    for row in rows(table) {
        let found = read_as(&row);
        if found != row.expect {
            let language = row.hints.language.as_deref().unwrap_or("");
            wrong.push(format!("{} ({language}): {found}, not {}", row.text, row.expect));
        }
        count += 1;
    }
    assert!(wrong.is_empty(), "{} rows:\n{}", wrong.len(), wrong.join("\n"));
    count
}

#[test]
fn every_printed_form_is_read_as_the_table_says() {
    assert!(check(FORMS) >= FEWEST_ROWS);
}

#[test]
fn every_month_is_read_in_every_language_as_its_locale_prints_it() {
    assert!(check(CLDR) >= FEWEST_ROWS);
}

#[test]
fn every_date_of_a_locale_is_on_the_day_that_it_names() {
    for row in rows(CLDR) {
        let odd = read(row.text, &row.hints).map(|(_, odd)| odd).unwrap_or_default();
        assert!(odd.iter().all(|odd| odd.kind() != OddityKind::Weekday), "{}: {odd:?}", row.text);
    }
}

/// What the program prints on an archive of these files.
fn printed(files: &[(&str, &str)], arguments: &[&str]) -> String {
    let shelf = Shelf::new();
    for (path, text) in files {
        shelf.write(path, text);
    }
    shelf.ingest();
    let output = Command::new(env!("CARGO_BIN_EXE_morgue"))
        .env("MORGUE_INDEX", shelf.index())
        .args(arguments)
        .output()
        .expect("the program starts");
    String::from_utf8(output.stdout).expect("the program prints UTF-8")
}

const BODY: &str =
    "The ferry of Portbury will be sold, the owner of the ferry said in the harbour.";

/// A clipping with this date in its header.
fn clipping(headline: &str, date: &str) -> String {
    format!("{headline}\n{date} Newsasia | PortburyPost | 6:02 AM Print This Post\n\n{BODY}\n")
}

fn shelf() -> Vec<(&'static str, String)> {
    vec![
        ("plain.txt", clipping("Ferry sold", "13-Nov-2019")),
        ("2019-11-20-late.txt", clipping("Ferry sold again", "13-Nov-2019")),
        ("2017-11-13-wrong.txt", clipping("Ferry not sold", "13-Nov-2019")),
        ("2019-11-13-bare.txt", format!("Ferry rusts\n\n{BODY}\n")),
        ("bare.txt", format!("Ferry forgotten\n\n{BODY}\n")),
    ]
}

fn audit(arguments: &[&str]) -> String {
    let files = shelf();
    let files: Vec<(&str, &str)> =
        files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    printed(&files, arguments)
}

#[test]
fn an_audit_counts_clues_conflicts_and_what_has_no_date() {
    let table = audit(&["dates"]);
    let count = |row: &str| {
        let line = table.lines().find(|line| line.split('\t').nth(1) == Some(row));
        line.and_then(|line| line.split('\t').nth(2)).unwrap_or("no such row").to_owned()
    };
    for (row, expect) in [
        ("stated", "3"),
        ("file-name", "1"),
        ("undated", "1"),
        ("sure", "1"),
        ("likely", "2"),
        ("weak", "1"),
        ("conflict", "2"),
        ("days-apart", "1"),
        ("years-apart", "1"),
        ("future", "0"),
    ] {
        assert_eq!(count(row), expect, "{row}:\n{table}");
    }
}

#[test]
fn the_clippings_of_a_row_are_listed_with_what_speaks_against_them() {
    let list = audit(&["dates", "--list", "conflict"]);
    let mut cells: Vec<Vec<&str>> = list.lines().map(|line| line.split('\t').collect()).collect();
    cells.sort_by_key(|cells| cells[3].len());
    assert_eq!(cells[0][1..5], ["2019-11-13T06:02", "stated", "7", "2019-11-20 file name"]);
    assert_eq!(cells[1][1..5], ["2019-11-13T06:02", "stated", "730", "2017-11-13 file name"]);
    assert_eq!(cells[1][6], "Ferry not sold");
    let of_query = audit(&["dates", "headline:again", "--list", "conflict"]);
    assert_eq!(of_query.lines().count(), 1);
}

#[test]
fn a_query_can_demand_how_a_date_is_known() {
    let files = shelf();
    let files: Vec<(&str, &str)> =
        files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    for (query, expect) in [
        ("dated:day", "4"),
        ("dated:minute", "3"),
        ("dated:stated", "3"),
        ("dated:file", "1"),
        ("dated:sure", "1"),
        ("dated:likely", "3"),
        ("dated:weak", "4"),
        ("dated:conflict", "2"),
        ("date:2019-11 -dated:conflict", "2"),
        ("date:unknown", "1"),
    ] {
        assert_eq!(printed(&files, &["count", query]).trim(), expect, "{query}");
    }
}

#[test]
fn an_audit_in_json_names_every_row() {
    let json = audit(&["dates", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["total"], 5);
    let rows = json["rows"].as_array().expect("a list");
    assert_eq!(rows.len(), DateRow::all().len());
    let lines = audit(&["dates", "--jsonl", "--list", "years-apart"]);
    let line: serde_json::Value = serde_json::from_str(&lines).expect("one line of JSON");
    assert_eq!((&line["conflict_days"], &line["certainty"]), (&730.into(), &"likely".into()));
}
