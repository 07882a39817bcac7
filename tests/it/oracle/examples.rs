//! The worked examples of `docs/design/spans.md`: the plain scan and the program say what they say.

use std::collections::BTreeSet;

use morgue::analysis::{Analyser, Language};
use morgue::clipping::{Clipping, ClueKind, Id, Kind, Known, Paragraph};
use morgue::query::{judge, parse, read};
use morgue::search::View;

use super::plain::{Document, Plain, Spans};
use crate::support::today;

const PAGE: &str = include_str!("../../../docs/design/spans.md");

/// The clipping of the page.
fn clipping() -> Clipping {
    let stated = |value: &str| Known::new(value.to_owned(), ClueKind::Stated, value);
    Clipping {
        id: Id(1),
        native: None,
        headline: stated("Seoul keeps pact"),
        paragraphs: vec![
            Paragraph::text("The U.S.-Japan pact ends. Tokyo regrets it."),
            Paragraph::text("Japan and Seoul sign a new pact on 협정 종료."),
            Paragraph::text("The US keeps the pact."),
            Paragraph::stated(Kind::Caption, "Pact signed in Seoul"),
        ],
        labels: Vec::new(),
        published: None,
        other_dates: Vec::new(),
        outlet: None,
        via: None,
        agency: None,
        byline: None,
        dateline: None,
        url: None,
        language: Some(stated("en")),
        categories: Vec::new(),
        topics: Vec::new(),
        tags: Vec::new(),
        regions: Vec::new(),
        people: Vec::new(),
        organisations: Vec::new(),
        companies: Vec::new(),
        statuses: Vec::new(),
        word_count: 0,
        origins: Vec::new(),
        others: Vec::new(),
        added: 0,
        notes: Vec::new(),
    }
}

/// `0–2 13` as spans; nothing where the column says something else.
fn spans(column: &str) -> Option<Spans> {
    if column == "none" || column == "no hit" {
        return Some(Spans::new());
    }
    let number = |text: &str| text.parse::<u32>().ok();
    column
        .split_whitespace()
        .map(|span| match span.split_once('–') {
            Some((first, last)) => Some((number(first)?, number(last)?)),
            None => Some((number(span)?, number(span)?)),
        })
        .collect()
}

#[test]
fn the_worked_examples_hold_for_the_scan_and_for_the_program() {
    let languages = vec![Language::from_code("en")];
    let mut analyser = Analyser::new();
    let document = Document::new(clipping(), &mut analyser);
    let view = View::new(clipping(), &mut analyser);
    let mut plain = Plain::new(languages.clone());
    let rows = PAGE.lines().skip_while(|line| *line != "| query | spans | marks | why |").skip(2);
    let mut checked = 0;
    for row in rows.take_while(|row| row.starts_with('|')) {
        let cells: Vec<&str> = row.trim_matches('|').split(" | ").map(str::trim).collect();
        let [query, of_part, marks, _] = cells[..] else { panic!("a row of four: {row}") };
        let parsed = parse(query.trim_matches('`'), today());
        if let Some(expected) = spans(of_part) {
            let found = plain.spans(&parsed.query, &document);
            assert_eq!(found, Some(expected), "spans by the scan: {row}");
        }
        let expected = spans(if marks == "=" { of_part } else { marks });
        let expected = expected.expect("marks are numbers");
        let scanned = plain.answer(&parsed.query, &document).unwrap_or_default();
        assert_eq!(scanned, expected, "marks by the scan: {row}");
        let reading = read(&parsed.query, &mut analyser, &languages);
        let verdict = judge(&reading, &view.record());
        let judged: BTreeSet<(u32, u32)> =
            verdict.matches.iter().map(|found| (found.first, found.last)).collect();
        assert_eq!(judged, expected, "marks by the program: {row}");
        checked += 1;
    }
    assert!(checked >= 50, "the table is found: {checked} rows");
}
