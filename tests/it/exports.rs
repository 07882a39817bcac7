//! Exports of press databases, reading lists, tables: many articles a file, each held against what
//! the file says of itself, and the same ones again when it is exported again.

use morgue::archive::FileOutcome;
use morgue::clipping::Clipping;

use morgue::ingest::Options;

use crate::support::{Shelf, options, titled};

const NEXIS: &str = "
Download Request: Selected Items: 1-3

                               1 of 3 DOCUMENTS

                                 Portbury Post

                            January 11, 2010 Monday

Ferry stays for another year

LENGTH: 9 words

The council voted to keep the old ferry.

LOAD-DATE: March 5, 2012

                               2 of 3 DOCUMENTS

                                 Harbour Echo

LENGTH: 5 words

HEADLINE: Pier opens late

BODY:
The pier opened at noon.

LOAD-DATE: March 6, 2012
";

fn factiva(articles: &[(&str, &str)]) -> String {
    let mut text = String::new();
    for (number, headline) in articles {
        text.push_str(&format!(
            "HD\t{headline}\nWC\t9 words\nPD\t9 January 2012\nSN\tPortbury Post\nLA\tEnglish\n\
             TD\t{headline}, the council said, and nobody spoke against it.\n\
             RE\tkor : South Korea | eastasiaz : Eastern Asia\nAN\tDocument {number}\n\n"
        ));
    }
    text
}

/// What the ledger says of a file.
fn told(shelf: &Shelf, path: &str) -> (String, Vec<String>) {
    let states = shelf.states();
    let state = states.values().find(|state| state.path == path).expect("the file is known");
    match &state.outcome {
        FileOutcome::Read { reader, notes, .. } => (reader.clone(), notes.clone()),
        FileOutcome::Skipped { reason } => ("skipped".to_owned(), vec![reason.clone()]),
    }
}

fn day(clipping: &Clipping) -> Option<String> {
    clipping.published.as_ref().map(|known| known.value.iso())
}

#[test]
fn an_export_that_lacks_what_it_says_it_holds_is_told_in_tally_and_ledger() {
    let shelf = Shelf::new();
    shelf.write("nexis.txt", NEXIS);
    let tally = shelf.ingest();
    assert_eq!((tally.clippings.read, tally.clippings.left_out), (2, 1));
    let (reader, notes) = told(&shelf, "nexis.txt");
    assert_eq!(reader, "Nexis");
    assert!(
        notes[0].starts_with("the file says that it holds 3 articles, 2 were found"),
        "{notes:?}"
    );
    assert_eq!(day(&titled(&shelf, "Ferry stays for another year")).as_deref(), Some("2010-01-11"));
}

#[test]
fn the_day_a_database_loaded_an_article_is_no_day_of_publication() {
    let shelf = Shelf::new();
    shelf.write("nexis.txt", NEXIS);
    shelf.ingest();
    assert_eq!(day(&titled(&shelf, "Pier opens late")), None);
}

#[test]
fn what_is_exported_again_is_not_doubled() {
    let shelf = Shelf::new();
    let (ferry, pier, bridge) = (
        ("PORTPO0020120109e81900001", "Ferry stays"),
        ("PORTPO0020120109e81900002", "Pier opens"),
        ("PORTPO0020120109e81900003", "Bridge is built"),
    );
    shelf.write("one.txt", factiva(&[ferry, pier]));
    shelf.write("two.txt", factiva(&[pier, bridge, ferry]));
    let tally = shelf.ingest();
    assert_eq!((tally.clippings.read, tally.clippings.left_out), (5, 0));
    assert_eq!((tally.clippings.new, tally.clippings.same_as_another), (3, 2));
    let found = titled(&shelf, "Pier opens");
    assert_eq!(found.native.as_deref(), Some("factiva:PORTPO0020120109e81900002"));
    assert_eq!((found.origins.len(), day(&found).as_deref()), (2, Some("2012-01-09")));
    assert!(
        found.regions.iter().any(|region| region.value.contains(&"KR".to_owned())),
        "{:?}",
        found.regions
    );
    shelf.write("one.txt", factiva(&[pier, ferry]));
    shelf.ingest();
    assert_eq!(shelf.clippings().len(), 3);
}

const NUMBER: &str = "PORTPO0020120109e81900001";

/// An article of Factiva as text with its fields, and as a page.
fn in_two_formats(text: &str, page: &str) -> [(&'static str, String); 2] {
    let coded = format!(
        "HD\tFerry stays\nWC\t9 words\nPD\t9 January 2012\nSN\tPortbury Post\nLA\tEnglish\n\
         TD\t{text}\nAN\tDocument {NUMBER}\n"
    );
    let page = format!(
        "<html><head><title>Factiva</title></head><body><div class=\"article enArticle\"><div><span \
         class=\"enHeadline\">Ferry stays</span></div><div>9 words</div><div>9 January 2012</div>\
         <div>Portbury Post</div><div>PORTPO</div><div>English</div><div>Copyright 2012 Portbury \
         Post</div><p class=\"articleParagraph\">{page}</p><p>Document {NUMBER}</p></div></body></html>"
    );
    [("b.txt", coded), ("c.html", page)]
}

const LEAD: &str = "The council voted on Monday to keep the old ferry.";
const WHOLE: &str =
    "The council voted on Monday to keep the old ferry. Nobody spoke against it, the clerk said.";

#[test]
fn an_article_with_a_number_is_one_clipping_whatever_format_it_comes_in() {
    let shelf = Shelf::new();
    for (path, text) in in_two_formats(WHOLE, WHOLE) {
        shelf.write(path, text);
    }
    let dry = Options { dry_run: true, ..options() };
    let told = shelf.ingest_with(&[&shelf.folder("clippings")], &dry);
    let tally = shelf.ingest();
    assert_eq!(told.clippings, tally.clippings);
    assert_eq!((tally.clippings.new, tally.clippings.same_as_another), (1, 1));
    let found = titled(&shelf, "Ferry stays");
    assert_eq!((found.origins.len(), found.notes.len()), (2, 0), "{:?}", found.notes);
    assert_eq!(shelf.ingest().files.unchanged, 2);
}

#[test]
fn of_one_number_with_two_texts_the_longer_one_is_shown_and_the_other_told() {
    for (text, page, told) in [(LEAD, WHOLE, "b.txt"), (WHOLE, LEAD, "c.html")] {
        let shelf = Shelf::new();
        for (path, text) in in_two_formats(text, page) {
            shelf.write(path, text);
        }
        let tally = shelf.ingest();
        assert_eq!((tally.clippings.new, tally.clippings.same_as_another), (1, 1));
        let found = titled(&shelf, "Ferry stays");
        assert_eq!(found.paragraphs[0].text, WHOLE);
        let notes: Vec<&str> = found.notes.iter().map(|note| note.message.as_str()).collect();
        let expect =
            format!("other words under the same number in {told}: the longer text is shown");
        assert_eq!(notes, [expect.as_str()]);
        let id = found.id;
        // The longer one goes: the other one is shown, under the same id.
        shelf.delete(if told == "b.txt" { "c.html" } else { "b.txt" });
        shelf.ingest();
        let left = titled(&shelf, "Ferry stays");
        assert_eq!((left.id, left.paragraphs[0].text.as_str()), (id, LEAD));
        assert!(left.notes.is_empty(), "{:?}", left.notes);
    }
}

#[test]
fn one_number_for_two_pieces_is_two_clippings() {
    let shelf = Shelf::new();
    let [(path, text), _] = in_two_formats(WHOLE, WHOLE);
    let other =
        text.replace("Ferry stays", "Harbour frozen").replace(WHOLE, "Ice closed it again.");
    shelf.write(path, text);
    shelf.write("d.txt", other);
    let tally = shelf.ingest();
    assert_eq!((tally.clippings.new, tally.in_archive), (2, 2));
}

#[test]
fn a_number_for_everybody_is_one_in_every_format_of_wires() {
    let shelf = Shelf::new();
    let words = "The council of Portbury voted on Monday to keep the old ferry running for a year.";
    shelf.write(
        "a.json",
        format!(
            r#"{{"uri": "urn:newsml:hw.example:77", "versioncreated": "2019-11-13T06:02:00Z", "headline": "Ferry stays", "body_text": "{words}"}}"#
        ),
    );
    shelf.write(
        "b.xml",
        format!(
            "<?xml version=\"1.0\"?><feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Harborwire</title>\
             <entry><id>urn:newsml:hw.example:77</id><title>Ferry stays</title><updated>2019-11-13T06:02:00Z\
             </updated><content>{words}</content></entry></feed>"
        ),
    );
    let tally = shelf.ingest();
    assert_eq!((tally.clippings.new, tally.clippings.same_as_another), (1, 1));
    let found = titled(&shelf, "Ferry stays");
    assert_eq!(found.native.as_deref(), Some("urn:newsml:hw.example:77"));
}

#[test]
fn what_is_only_an_address_is_a_stub_that_is_found() {
    let shelf = Shelf::new();
    shelf.write(
        "pocket.csv",
        "title,url,time_added,tags,status\nFerry stays,https://post.example/a,1600322788,sea|port,unread\n\
         Ferry stays,https://echo.example/b,1600322789,,archive\n",
    );
    let tally = shelf.ingest();
    assert_eq!((tally.clippings.new, tally.clippings.left_out), (2, 0));
    let stub = titled(&shelf, "Ferry stays");
    assert_eq!(
        stub.statuses.iter().map(|known| known.value.as_str()).collect::<Vec<_>>(),
        ["stub"]
    );
    assert_eq!(day(&stub), None);
    let (reader, notes) = told(&shelf, "pocket.csv");
    assert_eq!(reader, "table");
    assert!(notes[0].contains("title=title, url=url, time_added=saved, tags=tag"), "{notes:?}");
}

#[test]
fn a_table_of_figures_is_told_and_left_out() {
    let shelf = Shelf::new();
    shelf.write("figures.csv", "year,tons\n1987,12\n1988,13\n");
    let tally = shelf.ingest();
    assert_eq!((tally.files.read, tally.clippings.read, tally.clippings.left_out), (1, 0, 1));
}
