//! Acronyms that clippings define: found both ways, kept apart where they are homonyms, decided by
//! what people wrote, gone with the clippings that define them.

use std::fs;

use morgue::query::parse;
use morgue::search::{ACRONYMS_FILE, Fold, Page, Request, Searcher, Show, Sort};

use crate::support::{Shelf, today};

const DEFINES: &str = "Pact kept\n\nThe Harbour Operators Safety Treaty (HOST) stays, they said.\n";
const SHORT: &str = "Town talks\n\nThe mayor spoke of HOST on Monday at the pier of the town.\n";
const LONG: &str =
    "Town hears\n\nThe mayor spoke of the harbour operators safety treaty on Monday.\n";
const OTHER: &str = "Guests\n\nThe host of the inn has a host of guests, and every host is glad.\n";

fn shelf(files: &[(&str, &str)]) -> Shelf {
    let shelf = Shelf::new();
    for (name, text) in files {
        shelf.write(name, text);
    }
    shelf.ingest();
    shelf
}

fn asked(shelf: &Shelf, query: &str) -> Page {
    let snapshot = shelf.snapshot();
    let mut searcher = Searcher::new(&snapshot).expect("a searcher");
    let request = Request {
        query: parse(query, today()).query,
        sort: Sort::Default,
        limit: 20,
        after: None,
        facets: Vec::new(),
        timeline: false,
        show: Show::Snippet,
        fold: Fold::NOTHING,
    };
    searcher.page(&request).expect("a page")
}

fn check(shelf: &Shelf, query: &str, read_as: &str, total: u64) {
    let page = asked(shelf, query);
    assert_eq!((page.read_as.as_str(), page.total), (read_as, total), "{query}");
}

#[test]
fn a_short_form_finds_what_spells_it_out_and_back() {
    let shelf = shelf(&[("d.txt", DEFINES), ("s.txt", SHORT), ("l.txt", LONG)]);
    let long = "\"Harbour Operators Safety Treaty\"";
    check(&shelf, "HOST", &format!("(HOST | {long})"), 3);
    check(&shelf, long, &format!("({long} | HOST)"), 3);
    check(
        &shelf,
        "\"harbour operators safety treaties\" ",
        "(\"harbour operators safety treaties\" | HOST | \"Harbour Operators Safety Treaty\")",
        3,
    );
    check(&shelf, "=HOST", "=HOST", 2);
    check(&shelf, &format!("={long}"), &format!("={long}"), 2);
    check(&shelf, "HOST W/4 monday", &format!("(HOST | {long}) W/4 monday"), 2);
    check(&shelf, "headline:HOST", &format!("(headline:HOST | headline:{long})"), 0);
    let page = asked(&shelf, "HOST");
    let marked = |headline: &str| {
        let hit = page.hits.iter().find(|hit| hit.clipping.headline.value == headline);
        hit.expect("it is a hit").matches
    };
    assert_eq!((marked("Pact kept"), marked("Town talks"), marked("Town hears")), (2, 1, 1));
}

#[test]
fn names_of_one_thing_score_as_one_word() {
    let pad = |name: &str, words: usize| {
        format!(
            "Town talks\n\nThe mayor spoke of {name} on Monday.{}\n",
            " It rains.".repeat(words)
        )
    };
    // Both are equally long in words.
    let (short, long) = (pad("HOST", 5), pad("the Harbour Operators Safety Treaty", 3));
    let shelf = shelf(&[("d.txt", DEFINES), ("s.txt", &short), ("l.txt", &long)]);
    let scores: Vec<f64> = asked(&shelf, "HOST")
        .hits
        .iter()
        .filter(|hit| hit.clipping.headline.value == "Town talks")
        .map(|hit| hit.score)
        .collect();
    assert_eq!(scores.len(), 2);
    assert_eq!(scores[0], scores[1]);
}

/// Clippings in which `host` is a word, `words` of them, and others that define HOST.
fn shelf_of_words(words: usize, definitions: &[&str]) -> Shelf {
    let shelf = Shelf::new();
    shelf.write("l.txt", LONG);
    for place in 0..words {
        let text = OTHER.replace("Guests", &format!("Guests {place} of {}", place * 7));
        shelf.write(&format!("w{place}.txt"), &text);
    }
    for (place, text) in definitions.iter().enumerate() {
        shelf.write(&format!("d{place}.txt"), text);
    }
    shelf.ingest();
    shelf
}

const DEFINES_TOO: [&str; 2] = [
    "Ferry\n\nNo boat sails until the Harbour Operators Safety Treaty (HOST) is read again.\n",
    "Dogs\n\nPilots say that a Harbour Operators Safety Treaty (HOST) costs them their dogs.\n",
];

#[test]
fn a_short_form_that_is_a_word_is_widened_where_three_stories_define_it() {
    let long = "\"harbour operators safety treaty\"";
    let [other, third] = DEFINES_TOO;
    let told = shelf_of_words(4, &[DEFINES, other, third]);
    check(&told, "host", "host", 7);
    check(&told, "HOST", "(HOST | \"Harbour Operators Safety Treaty\")", 8);
    check(&told, long, &format!("({long} | ALLCAPS(HOST))"), 4);
    // Copies of one piece are one witness, and a word goes without a note.
    let too_little: [(&[&str], u64); 3] =
        [(&[DEFINES], 2), (&[DEFINES, DEFINES, DEFINES], 2), (&[DEFINES, other], 3)];
    for (definitions, spelled_out) in too_little {
        let shelf = shelf_of_words(4, definitions);
        let page = asked(&shelf, "HOST");
        assert_eq!((page.read_as.as_str(), page.problems.len()), ("HOST", 0));
        check(&shelf, long, long, spelled_out);
    }
}

#[test]
fn a_definition_that_few_of_its_clippings_know_is_offered_and_a_line_decides() {
    let shelf = Shelf::new();
    shelf.write("d.txt", DEFINES.replace("HOST", "HOT").replace("Operators Safety", "Operators"));
    shelf.write("l.txt", LONG.replace("operators safety", "operators"));
    for place in 0..3 {
        let text = format!("Mail {place}\n\nThe HOT office sells stamp {} again.\n", place * 7);
        shelf.write(&format!("{place}.txt"), &text);
    }
    shelf.ingest();
    let page = asked(&shelf, "HOT");
    assert_eq!((page.read_as.as_str(), page.total), ("HOT", 4));
    assert_eq!(
        page.problems[0].message,
        "HOT may stand for “Harbour Operators Treaty”, which 1 of the 4 clippings that print it \
         spells out: HOT is looked for as typed"
    );
    let long = "\"harbour operators treaty\"";
    assert_eq!(asked(&shelf, long).problems.len(), 1);
    check(&shelf, long, long, 2);
    // One of three is enough.
    fs::remove_file(shelf.folder("clippings").join("0.txt")).expect("it is there");
    shelf.ingest();
    check(&shelf, "HOT", "(HOT | \"Harbour Operators Treaty\")", 4);
    shelf.write("0.txt", "Mail\n\nThe HOT office closes for good, say its clerks.\n");
    shelf.ingest();
    check(&shelf, "HOT", "HOT", 4);
    fs::write(shelf.index().join(ACRONYMS_FILE), "HOT = Harbour Operators Treaty")
        .expect("written");
    check(&shelf, "HOT", "(HOT | \"Harbour Operators Treaty\")", 5);
}

#[test]
fn homonyms_are_asked_about_and_a_line_decides() {
    let other = "Games\n\nThe House of Songs and Tales (HOST) opens, its keeper said.\n";
    let shelf = shelf(&[("d.txt", DEFINES), ("o.txt", other), ("l.txt", LONG)]);
    let page = asked(&shelf, "HOST");
    assert_eq!((page.read_as.as_str(), page.total), ("HOST", 2));
    let told = &page.problems[0];
    for name in ["Harbour Operators Safety Treaty", "House of Songs and Tales"] {
        assert!(told.message.contains(name), "{}", told.message);
    }
    let write = |text: &str| fs::write(shelf.index().join(ACRONYMS_FILE), text).expect("written");
    write("# ours\nHOST = House of Songs and Tales\ntreaty = HOST pact\n");
    check(&shelf, "HOST", "(HOST | \"House of Songs and Tales\")", 2);
    check(&shelf, "treaty", "(treaty | \"HOST pact\")", 2);
    write("HOST = -\n");
    let page = asked(&shelf, "HOST");
    assert_eq!((page.read_as.as_str(), page.problems.len()), ("HOST", 0));
    check(&shelf, "\"harbour operators safety treaty\"", "\"harbour operators safety treaty\"", 2);
}

#[test]
fn a_definition_goes_with_its_clipping() {
    let shelf = shelf(&[("d.txt", DEFINES), ("s.txt", SHORT), ("l.txt", LONG)]);
    fs::remove_file(shelf.folder("clippings").join("d.txt")).expect("it is there");
    shelf.ingest();
    check(&shelf, "HOST", "HOST", 1);
}
