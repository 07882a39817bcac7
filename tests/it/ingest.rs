//! What an ingest leaves behind, run after run: nothing doubled, nothing lost, nothing done twice.

use std::fs;
use std::sync::atomic::Ordering;

use morgue::archive::{Error, Writer, WriterOptions};
use morgue::enrich::Correction;
use morgue::ingest::{self, Options};

use crate::desk::{Desk, clipping, options};

fn json(id: u32, title: &str, text: &str) -> String {
    format!("{{\"id\":\"wire-{id}\",\"title\":\"{title}\",\"text\":\"{text}\"}}\n")
}

#[test]
fn a_second_run_rewrites_nothing() {
    let desk = Desk::new();
    desk.write("a.txt", clipping("Pact ends", "The pact ended on Friday."));
    desk.write("sub/b.txt", clipping("Pact stays", "The pact stayed on Monday."));
    desk.write("empty.txt", "");
    let first = desk.ingest();
    assert_eq!((first.clippings.new, first.files.read, first.files.skipped_in_all()), (2, 2, 1));
    let commit = desk.snapshot().commit_mark();
    let second = desk.ingest();
    assert_eq!((second.files.unchanged, second.files.read, second.clippings.read), (3, 0, 0));
    assert_eq!(desk.snapshot().commit_mark(), commit);
    let checked = desk.ingest_with(&Options { checksum: true, ..options() });
    assert_eq!(checked.files.unchanged, 3);
    assert_eq!(desk.snapshot().commit_mark(), commit);
}

#[test]
fn results_do_not_depend_on_the_number_of_threads() {
    let held = |threads| {
        let desk = Desk::new();
        for number in 0..40 {
            let text = format!("Text number {} of the day.", number % 25);
            desk.write(&format!("{number:02}.txt"), clipping("Wire", &text));
        }
        desk.ingest_with(&Options { threads, ..options() });
        desk.held()
    };
    assert_eq!(held(1), held(4));
    assert_eq!(held(1).len(), 25);
}

#[test]
fn a_changed_file_is_read_again_and_a_vanished_one_leaves() {
    let desk = Desk::new();
    desk.write("a.txt", clipping("Pact ends", "The pact ended on Friday."));
    desk.write("b.txt", clipping("Pact stays", "The pact stayed on Monday."));
    desk.ingest();
    desk.write("a.txt", clipping("Pact ends late", "The pact ended on Friday night."));
    desk.delete("b.txt");
    let tally = desk.ingest();
    assert_eq!((tally.files.read, tally.files.vanished), (1, 1));
    assert_eq!(tally.clippings.removed, 2, "the old text and the vanished file");
    assert_eq!(desk.headlines(), ["Pact ends late"]);
}

#[test]
fn a_moved_file_is_a_move() {
    let desk = Desk::new();
    desk.write("a.txt", clipping("Pact ends", "The pact ended on Friday."));
    desk.ingest();
    let before = desk.held();
    fs::rename(desk.root().join("a.txt"), desk.root().join("b.txt")).expect("a rename");
    let tally = desk.ingest();
    assert_eq!((tally.files.moved, tally.files.vanished, tally.clippings.new), (1, 1, 0));
    assert_eq!((desk.held().len(), desk.held()[0].0), (1, before[0].0));
    assert_eq!(desk.held()[0].2, ["b.txt"]);
}

#[test]
fn a_piece_in_two_files_is_one_clipping_and_leaves_with_its_last() {
    let desk = Desk::new();
    let text = clipping("Pact ends", "The pact ended on Friday.");
    desk.write("a.txt", &text);
    desk.write("b.txt", &text);
    let tally = desk.ingest();
    assert_eq!((tally.clippings.new, tally.clippings.same_as_another), (1, 1));
    assert_eq!(desk.held()[0].2, ["a.txt", "b.txt"]);
    desk.delete("a.txt");
    desk.ingest();
    assert_eq!(desk.held()[0].2, ["b.txt"]);
    assert_eq!(desk.ingest().files.unchanged, 1, "the state outlives the other origin");
    desk.delete("b.txt");
    desk.ingest();
    assert!(desk.held().is_empty());
}

#[test]
fn many_articles_a_file_come_and_go_one_by_one() {
    let desk = Desk::new();
    let three: String = (1..=3).map(|id| json(id, &format!("Item {id}"), "Words here.")).collect();
    desk.write("wire.jsonl", &three);
    assert_eq!(desk.ingest().clippings.new, 3);
    desk.write("wire.jsonl", json(1, "Item 1", "Words here.") + &json(2, "Item 2", "Other words."));
    let tally = desk.ingest();
    let clippings = &tally.clippings;
    assert_eq!((clippings.unchanged, clippings.changed, clippings.removed), (1, 1, 1));
    desk.write("wire.jsonl", "");
    let tally = desk.ingest();
    assert_eq!((tally.clippings.removed, tally.files.skipped_in_all()), (2, 1));
    assert_eq!(desk.ingest().files.unchanged, 1);
}

#[test]
fn the_same_number_with_other_text_elsewhere_is_a_version() {
    let desk = Desk::new();
    desk.write("a.jsonl", json(7, "First", "The first text."));
    desk.write("b.jsonl", json(7, "Second", "Another text altogether."));
    let tally = desk.ingest();
    assert_eq!(tally.clippings.new, 2);
    assert_eq!(desk.headlines(), ["First", "Second"]);
    assert_eq!(desk.ingest().files.unchanged, 2);
}

#[test]
fn most_of_a_root_does_not_vanish_by_accident() {
    let desk = Desk::new();
    for number in 0..30 {
        desk.write(&format!("{number}.txt"), clipping(&format!("Item {number}"), "Words."));
    }
    desk.ingest();
    for number in 0..29 {
        desk.delete(&format!("{number}.txt"));
    }
    let kept = desk.ingest();
    assert_eq!((kept.clippings.removed, kept.notes.len()), (0, 1));
    assert_eq!(desk.held().len(), 30);
    let pruned = desk.ingest_with(&Options { prune: true, ..options() });
    assert_eq!(pruned.clippings.removed, 29);
}

#[test]
fn a_missing_root_changes_nothing() {
    let desk = Desk::new();
    desk.write("a.txt", clipping("Pact ends", "The pact ended."));
    desk.ingest();
    let gone = desk.root().join("not there");
    assert!(ingest::ingest(&desk.index(), &[gone], &options(), &|_| {}).is_err());
    assert_eq!(desk.held().len(), 1);
}

#[test]
fn one_root_does_not_touch_what_came_from_another() {
    let desk = Desk::new();
    desk.write("one/a.txt", clipping("One", "Words of one."));
    desk.write("two/b.txt", clipping("Two", "Words of two."));
    let ingest = |name: &str| {
        ingest::ingest(&desk.index(), &[desk.root().join(name)], &options(), &|_| {})
            .expect("the ingest runs")
    };
    ingest("one");
    ingest("two");
    desk.delete("one/a.txt");
    assert_eq!(ingest("two").files.vanished, 0);
    assert_eq!(desk.headlines(), ["One", "Two"]);
    assert_eq!(ingest("one").files.vanished, 1);
    assert_eq!(desk.headlines(), ["Two"]);
}

#[test]
fn hidden_and_excluded_files_are_passed_over() {
    let desk = Desk::new();
    desk.write("a.txt", clipping("One", "Words of one."));
    desk.write(".hidden.txt", clipping("Hidden", "Words."));
    desk.write("drafts/b.txt", clipping("Draft", "Words."));
    let exclude = vec!["drafts".to_owned()];
    let tally = desk.ingest_with(&Options { exclude, ..options() });
    assert_eq!(tally.files.found, 1);
    let bad = Options { exclude: vec!["{".to_owned()], ..options() };
    assert!(ingest::ingest(&desk.index(), &[desk.root()], &bad, &|_| {}).is_err());
}

#[test]
fn a_dry_run_counts_and_writes_nothing() {
    let desk = Desk::new();
    desk.write("a.txt", clipping("One", "Words of one."));
    let tally = desk.ingest_with(&Options { dry_run: true, ..options() });
    assert_eq!(tally.clippings.new, 1);
    assert!(!desk.index().exists());
}

#[test]
fn a_second_writer_is_told_who_writes() {
    let desk = Desk::new();
    desk.write("a.txt", clipping("One", "Words of one."));
    let _first = Writer::open(&desk.index(), WriterOptions::default()).expect("the first writer");
    let second = Writer::open(&desk.index(), WriterOptions::default());
    assert!(matches!(second, Err(Error::Busy { holder, .. }) if holder.starts_with("process ")));
    assert!(desk.snapshot().clippings() == 0, "reading works meanwhile");
}

#[test]
fn what_was_asked_to_be_forgotten_stays_away() {
    let desk = Desk::new();
    desk.write("a.txt", clipping("One", "Words of one."));
    desk.write("b.txt", clipping("Two", "Words of two."));
    desk.ingest();
    let id = desk.held()[0].0;
    let mut forgetful = options();
    forgetful.lore.forgotten.insert(id);
    ingest::apply_corrections(&desk.index(), &[id], &forgetful).expect("the clipping is there");
    assert_eq!(desk.held().len(), 1);
    let tally = desk.ingest_with(&Options { checksum: true, ..forgetful.clone() });
    assert_eq!(desk.held().len(), 1, "{tally:?}");
    ingest::rebuild(&desk.index(), &forgetful, &|_| {}).expect("the rebuild runs");
    assert_eq!(desk.held().len(), 1);
}

#[test]
fn a_correction_survives_rebuild_and_ingest() {
    let desk = Desk::new();
    desk.write("a.txt", clipping("One", "Words of one."));
    desk.ingest();
    let id = desk.held()[0].0;
    let mut corrected = options();
    let outlet = Correction::Outlet("Namsan Herald".to_owned());
    corrected.lore.corrections.insert(id, vec![outlet]);
    ingest::apply_corrections(&desk.index(), &[id], &corrected).expect("the clipping is there");
    let outlet = || {
        let snapshot = desk.snapshot();
        let address = snapshot.find(id).expect("readable").expect("it is there");
        snapshot.clipping(address).expect("readable").outlet.expect("it has an outlet").value
    };
    assert_eq!(outlet(), "Namsan Herald");
    ingest::rebuild(&desk.index(), &corrected, &|_| {}).expect("the rebuild runs");
    assert_eq!(outlet(), "Namsan Herald");
    assert_eq!(desk.ingest_with(&corrected).files.unchanged, 1, "states survive the rebuild");
}

#[test]
fn a_rebuild_keeps_ids_counts_and_states() {
    let desk = Desk::new();
    for number in 0..12 {
        desk.write(&format!("{number}.txt"), clipping(&format!("Item {number}"), "Words."));
    }
    desk.write("empty.txt", "");
    desk.ingest();
    let before = desk.held();
    let count = ingest::rebuild(&desk.index(), &options(), &|_| {}).expect("the rebuild runs");
    assert_eq!(count, 12);
    assert_eq!(desk.held(), before);
    assert_eq!(desk.ingest().files.unchanged, 13);
    let generations = fs::read_dir(desk.index()).expect("the archive's folder");
    let folders = generations.filter(|entry| entry.as_ref().is_ok_and(|entry| entry.path().is_dir()));
    assert_eq!(folders.count(), 1, "the old generation is gone");
}

#[test]
fn a_stopped_ingest_keeps_what_is_done_and_goes_on_later() {
    let desk = Desk::new();
    for number in 0..50 {
        desk.write(&format!("{number:02}.txt"), clipping(&format!("Item {number}"), "Words."));
    }
    let stopping = options();
    let stop = stopping.stop.clone();
    let tally = ingest::ingest(&desk.index(), &[desk.root()], &stopping, &|event| {
        if matches!(event, ingest::Event::File { done: 5.., .. }) {
            stop.store(true, Ordering::Relaxed);
        }
    })
    .expect("the ingest runs");
    assert!(tally.stopped && tally.files.adds_up());
    desk.ingest();
    assert_eq!(desk.held().len(), 50);
}

#[test]
fn a_commit_is_the_only_moment_a_reader_sees() {
    let desk = Desk::new();
    desk.write("a.txt", clipping("One", "Words of one."));
    desk.ingest();
    let before = desk.snapshot();
    desk.write("b.txt", clipping("Two", "Words of two."));
    desk.ingest();
    assert_eq!((before.clippings(), desk.snapshot().clippings()), (1, 2));
}
