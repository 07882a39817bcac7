//! What is offered where little or nothing is found: whole queries, each with its count.

use morgue::query::parse;
use morgue::search::{Fold, Request, Searcher, Show, Sort};

use crate::support::{Shelf, today};

fn clipping(outlet: &str, headline: &str) -> String {
    let text = "The two ministers agreed on Monday that none of the old rules would hold.";
    format!(r#"{{"headline":"{headline}","outlet":"{outlet}","text":"{headline}. {text}"}}"#)
}

fn shelf() -> Shelf {
    let shelf = Shelf::new();
    shelf.write("a.jsonl", clipping("Hangang Post", "Envoys keep the pact"));
    shelf.write("b.jsonl", clipping("Hangang Post", "Mayors leave the city"));
    shelf.write("c.jsonl", clipping("Circuit & Fab", "A chip, and a treaty"));
    assert_eq!(shelf.ingest().in_archive, 3);
    shelf
}

/// The offers made for a query, each with its count.
fn offers(shelf: &Shelf, text: &str) -> Vec<(String, u64)> {
    let snapshot = shelf.snapshot();
    let mut searcher = Searcher::new(&snapshot).expect("the archive opens");
    let request = Request {
        query: parse(text, today()).query,
        sort: Sort::Default,
        limit: 0,
        after: None,
        facets: Vec::new(),
        timeline: false,
        show: Show::Snippet,
        fold: Fold::COPIES,
    };
    let page = searcher.page(&request).expect("the archive answers");
    let offers = page.rescue.map(|rescue| rescue.offers).unwrap_or_default();
    offers.into_iter().map(|offer| (offer.query, offer.clippings)).collect()
}

/// The first offer.
fn check(shelf: &Shelf, text: &str, expect: (&str, u64)) {
    let offers = offers(shelf, text);
    let first = offers.first().map(|(query, clippings)| (query.as_str(), *clippings));
    assert_eq!(first, Some(expect), "{text}: {offers:?}");
}

#[test]
fn the_name_of_an_outlet_is_offered_as_one() {
    let shelf = shelf();
    check(&shelf, "Hangang Post", ("outlet:\"Hangang Post\"", 2));
    check(&shelf, "\"Hangang Post\"", ("outlet:\"Hangang Post\"", 2));
    check(&shelf, "pact Hangang Post", ("pact outlet:\"Hangang Post\"", 1));
    check(&shelf, "hangang", ("outlet:hangang", 2));
    check(&shelf, "Circuit & Fab", ("outlet:\"Circuit Fab\"", 1));
}

#[test]
fn an_abbreviation_is_offered_as_another_one_only() {
    let shelf = Shelf::new();
    shelf.write("a.jsonl", clipping("Hangang Post", "Bob and the BOK keep rates; box office"));
    shelf.write("b.jsonl", clipping("Hangang Post", "BOB, says Bob, is no bank; the BOK is"));
    shelf.ingest();
    check(&shelf, "BOJ", ("BOK", 2));
    assert_eq!(offers(&shelf, "BOJ").len(), 1);
    check(&shelf, "rates BOJ", ("rates BOK", 1));
    // What most clippings print otherwise is no abbreviation, unless all is typed in capitals.
    assert_eq!(offers(&shelf, "OFICE"), []);
    check(&shelf, "KEEP OFICE RATES", ("KEEP office RATES", 1));
    check(&shelf, "boj", ("bob", 2));
}

#[test]
fn the_nearest_window_that_finds_something_is_offered() {
    let shelf = shelf();
    check(&shelf, "ministers W/1 monday", ("ministers W/3 monday", 3));
    check(&shelf, "monday PRE/1 ministers", ("monday W/3 ministers", 3));
    check(&shelf, "\"two monday\"", ("\"two monday\"~3", 3));
    check(&shelf, "pact W/2 city", ("pact", 1));
}

#[test]
fn of_a_pasted_headline_with_a_quotation_in_it_any_word_is_offered() {
    let shelf = shelf();
    let pasted = "Envoys keep the pact as \"old rules\" fall away in Busan today";
    let offers = offers(&shelf, pasted);
    let words = pasted.replace('"', "");
    assert!(offers.contains(&(words, 3)), "{offers:?}");
}
