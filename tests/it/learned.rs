//! What an archive learns from its clippings: whatever the order and the cuts of the ingests, the
//! same, and on every clipping it touches.

use std::collections::BTreeMap;
use std::fs;

use morgue::clipping::{Clipping, Id, Kind};
use morgue::desk;
use morgue::ingest::{Batch, Options, ingest};
use morgue::query::parse;
use morgue::search::{Fold, Searcher};

use crate::support::{Shelf, options, rebuild, today};

const NOTICE: &str = "The Portbury Post is printed by the Harbour Trust of Portbury.";

/// A piece of the Portbury Post, with its notice; the numbers of its date may be read both ways.
fn piece(number: usize) -> String {
    let subjects = ["ferry", "pier", "market", "school", "bridge", "lighthouse", "library"];
    let subject = subjects[number % subjects.len()];
    let outlet = if number.is_multiple_of(3) { "Portburypost" } else { "Portbury Post" };
    let day = if number < 3 { 13 + number } else { 1 + number };
    format!(
        "Council keeps the {subject} of quarter {number}\n\nDate: {day}/11/2019\n\
         Source: {outlet}\nURL: https://www.portburypost.example/{number}\n\n\
         The council of Portbury voted on Monday to keep the {subject} of quarter {number} open \
         through the winter, after its neighbours had collected {number} hundred names.\n\n\
         Repairs to the {subject} will cost {number} thousand crowns, the mayor said in the hall \
         of the {subject} keepers.\n\n{NOTICE}\n"
    )
}

/// Another one, which says neither who printed it nor on which day.
fn silent() -> String {
    "Rain on the quay\n\nURL: https://www.portburypost.example/rain\n\nIt rained on the quay of \
     Portbury all of Monday, and the boats stayed in.\n"
        .to_owned()
}

/// A wire story that the same paper printed five times.
fn wire(number: usize) -> String {
    format!(
        "Storm passes, take {number}\n\nSource: Portbury Post\n\nThe storm passed north of the \
         island without harm to boats or piers, the weather office said on Monday evening, and \
         warned that another one was building over the western banks. Captains were told to keep \
         their crews ashore until the harbour master lifts the red flag, which flew over Portbury \
         for the third time in this uneasy month of gales.\n"
    )
}

fn files() -> Vec<(String, String)> {
    let pieces = (0..9).map(|number| (format!("{number}.txt"), piece(number)));
    let wires = (0..5).map(|number| (format!("w{number}.txt"), wire(number)));
    pieces.chain(wires).chain([("silent.txt".to_owned(), silent())]).collect()
}

/// What is known of each clipping, times of entry aside.
fn known(shelf: &Shelf) -> BTreeMap<Id, Clipping> {
    let clippings = shelf.clippings().into_iter();
    clippings.map(|(id, clipping)| (id, Clipping { added: 0, ..clipping })).collect()
}

fn one_by_one(files: &[(String, String)]) -> BTreeMap<Id, Clipping> {
    let shelf = Shelf::new();
    for (name, text) in files {
        shelf.write(name, text);
        shelf.ingest();
    }
    known(&shelf)
}

fn at_once(options: &Options) -> (Shelf, BTreeMap<Id, Clipping>) {
    let shelf = Shelf::new();
    for (name, text) in files() {
        shelf.write(&name, &text);
    }
    ingest(&shelf.index(), &[shelf.folder("clippings")], options, &|_| {}).expect("an ingest");
    let known = known(&shelf);
    (shelf, known)
}

fn same(left: &BTreeMap<Id, Clipping>, right: &BTreeMap<Id, Clipping>) {
    assert_eq!(left.keys().collect::<Vec<_>>(), right.keys().collect::<Vec<_>>());
    for (id, clipping) in left {
        let (mut one, mut other) = (clipping.clone(), right[id].clone());
        // Shelves lie in folders of their own.
        for clipping in [&mut one, &mut other] {
            clipping.origins.iter_mut().for_each(|origin| origin.root.clear());
        }
        assert_eq!(one, other);
    }
}

#[test]
fn the_order_of_ingest_the_batches_and_the_threads_do_not_matter() {
    let (shelf, all) = at_once(&options());
    let mut files = files();
    same(&all, &one_by_one(&files));
    files.reverse();
    same(&all, &one_by_one(&files));
    let batch = Batch { clippings: 2, bytes: 1 << 20 };
    same(&all, &at_once(&Options { batch, threads: 3, ..options() }).1);
    rebuild(&shelf.index(), &options(), &|_| {}).expect("a rebuild");
    same(&all, &known(&shelf));
}

#[test]
fn what_is_learned_is_on_every_clipping_it_touches() {
    let (shelf, all) = at_once(&options());
    assert_eq!(all.len(), files().len());
    let with = |headline: &str| {
        let found = all.values().find(|clipping| clipping.headline.value.starts_with(headline));
        found.expect(headline)
    };
    for clipping in all.values() {
        let outlet = clipping.outlet.as_ref().map(|known| known.value.as_str());
        assert_eq!(outlet, Some("Portbury Post"), "{}", clipping.headline.value);
        for paragraph in &clipping.paragraphs {
            let is_notice = paragraph.text == NOTICE;
            let is_text = paragraph.kind == Kind::Text;
            assert!(is_notice != is_text || paragraph.text.contains(':'), "{paragraph:?}");
        }
    }
    let date = with("Council keeps the school of quarter 3").published.as_ref().expect("a date");
    assert_eq!(date.value.iso(), "2019-11-04");
    // The wire story stays text however often it was printed.
    let mut storm = with("Storm passes, take 4").paragraphs.iter();
    let storm = storm.find(|one| one.text.starts_with("The storm passed"));
    assert_eq!(storm.map(|one| one.kind), Some(Kind::Text));
    let count = |query: &str| {
        let snapshot = shelf.snapshot();
        let mut searcher = Searcher::new(&snapshot).expect("a searcher");
        searcher.count(&parse(query, today()).query).expect("a count")
    };
    assert_eq!(count("\"printed by the Harbour Trust\""), 0);
    assert_eq!(count("raw:\"printed by the Harbour Trust\""), 9);
}

#[test]
fn what_its_clippings_taught_goes_with_them() {
    let (shelf, _) = at_once(&options());
    for number in 0..8 {
        fs::remove_file(shelf.folder("clippings").join(format!("{number}.txt"))).expect("a file");
    }
    shelf.ingest();
    let left = known(&shelf);
    let notice = left.values().flat_map(|clipping| &clipping.paragraphs);
    let kinds: Vec<Kind> =
        notice.filter(|paragraph| paragraph.text == NOTICE).map(|one| one.kind).collect();
    assert_eq!(kinds, [Kind::Text]);
    let files: Vec<_> =
        files().into_iter().filter(|(name, _)| !("0.txt".."8.txt").contains(&&**name)).collect();
    same(&left, &one_by_one(&files));
}

#[test]
fn copies_stay_one_story_whatever_is_learned_of_them() {
    let (shelf, _) = at_once(&options());
    let stories = || {
        let snapshot = shelf.snapshot();
        let mut searcher = Searcher::new(&snapshot).expect("a searcher");
        let storm = parse("storm weather office", today()).query;
        let reading = searcher.prepare(&storm).expect("it is read").reading;
        let counted = searcher.count_stories(&reading, Fold::COPIES).expect("a count");
        (counted.clippings, counted.stories)
    };
    let before = stories();
    assert!(before.1 < before.0, "{before:?}");
    fs::write(shelf.index().join("outlets.txt"), "Portbury Post = The Post\n").expect("write");
    let (lore, _) = desk::read_lore(&shelf.index()).expect("it is read");
    shelf.ingest_with(&[&shelf.folder("clippings")], &Options { lore, ..options() });
    assert_eq!(stories(), before);
    rebuild(&shelf.index(), &options(), &|_| {}).expect("a rebuild");
    assert_eq!(stories(), before);
}

#[test]
fn a_vocabulary_that_was_edited_is_applied_by_the_next_ingest() {
    let (shelf, before) = at_once(&options());
    let outlets = shelf.index().join("outlets.txt");
    let bring_in = || {
        let (lore, notes) = desk::read_lore(&shelf.index()).expect("it is read");
        assert_eq!(notes, []);
        let options = Options { lore, ..options() };
        ingest(&shelf.index(), &[shelf.folder("clippings")], &options, &|_| {}).expect("an ingest");
        known(&shelf)
    };
    fs::write(&outlets, "# ours\nPortbury Post, portburypost.example = The Post\n").expect("write");
    let named = bring_in();
    let outlet = |clipping: &Clipping| clipping.outlet.as_ref().map(|known| known.value.clone());
    assert!(named.values().all(|clipping| outlet(clipping).as_deref() == Some("The Post")));
    fs::remove_file(&outlets).expect("it is there");
    same(&bring_in(), &before);
}
