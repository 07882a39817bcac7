//! What an ingest does with folders that change: only what changed is read, nothing is doubled,
//! every file and every clipping is accounted for.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::atomic::Ordering;
use std::time::{Duration, SystemTime};

use morgue::archive::{self, FileOutcome, Writer, WriterOptions};
use morgue::clipping::{Clipping, Id};
use morgue::desk::{self, VerifyOptions, verify};
use morgue::enrich::Correction;
use morgue::ingest::{Batch, Error, Event, Options, unapplied};

use crate::support::{
    Dice, Shelf, apply_corrections, clippings, corrected, ingest, options, rebuild, titled, today,
};

/// A clipping of one paragraph.
fn piece(headline: &str, text: &str) -> String {
    format!("{headline}\n\n13-Nov-2019 Clipdesk | Harborwire | 6:02 AM Print This Post\n\n{text}\n")
}

fn line(headline: &str, text: &str) -> String {
    format!("{{\"title\": \"{headline}\", \"text\": \"{text}\", \"date\": \"2019-11-13\"}}\n")
}

fn numbered(number: u32, text: &str) -> String {
    format!(
        "{{\"id\": \"harbor-{number}\", \"title\": \"Number {number}\", \"text\": \"{text}\"}}\n"
    )
}

fn three_pieces() -> Shelf {
    let shelf = Shelf::new();
    shelf.write("a.txt", piece("Ferry stays", "The council voted to keep the ferry."));
    shelf.write("b/b.txt", piece("Bridge opens", "The bridge over the sound opened on Monday."));
    shelf.write("c.txt", piece("Harbour frozen", "Ice closed the harbour for a third day."));
    let tally = shelf.ingest();
    assert_eq!((tally.files.read, tally.clippings.new, tally.in_archive), (3, 3, 3));
    shelf
}

/// The headlines of the archive with the paths each was found at.
fn shelved(shelf: &Shelf) -> BTreeMap<String, Vec<String>> {
    let clippings = shelf.clippings().into_values();
    clippings.map(|clipping| (clipping.headline.value.clone(), paths(&clipping))).collect()
}

fn paths(clipping: &Clipping) -> Vec<String> {
    clipping.origins.iter().map(|origin| format!("{}#{}", origin.path, origin.part)).collect()
}

fn ids(shelf: &Shelf) -> BTreeSet<Id> {
    shelf.clippings().into_keys().collect()
}

fn set_modified(path: &Path, ago: Duration) {
    let file = fs::File::options().append(true).open(path).expect("the file opens");
    file.set_modified(SystemTime::now() - ago).expect("its time is set");
}

#[test]
fn a_second_run_writes_nothing() {
    let shelf = three_pieces();
    let mark = shelf.snapshot().commit_mark();
    let tally = shelf.ingest();
    assert_eq!((tally.files.found, tally.files.unchanged, tally.clippings.read), (3, 3, 0));
    assert_eq!(shelf.snapshot().commit_mark(), mark);
}

#[test]
fn a_file_that_was_only_touched_is_looked_into_and_nothing_is_written() {
    let shelf = three_pieces();
    let mark = shelf.snapshot().commit_mark();
    set_modified(&shelf.file("a.txt"), Duration::from_secs(900));
    let tally = shelf.ingest();
    assert_eq!((tally.files.unchanged, tally.clippings.read), (3, 0));
    assert_eq!(shelf.snapshot().commit_mark(), mark);
}

#[test]
fn bytes_that_changed_behind_an_unchanged_time_are_found_by_checksum() {
    let shelf = three_pieces();
    let text = piece("Ferry stays", "The council voted to drop the ferry.");
    assert_eq!(text.len(), piece("Ferry stays", "The council voted to keep the ferry.").len());
    let before =
        fs::metadata(shelf.file("a.txt")).and_then(|file| file.modified()).expect("a time");
    shelf.write("a.txt", text);
    let file = fs::File::options().append(true).open(shelf.file("a.txt")).expect("it opens");
    file.set_modified(before).expect("its time is set");
    let tally =
        shelf.ingest_with(&[&shelf.folder("clippings")], &Options { checksum: true, ..options() });
    assert_eq!((tally.files.read, tally.files.unchanged), (1, 2));
}

#[test]
fn a_changed_file_changes_its_clipping_and_no_other() {
    let shelf = three_pieces();
    let before = ids(&shelf);
    shelf.write("a.txt", piece("Ferry goes", "The council voted to end the ferry."));
    let tally = shelf.ingest();
    assert_eq!((tally.files.read, tally.files.unchanged), (1, 2));
    assert_eq!((tally.clippings.read, tally.clippings.new, tally.clippings.removed), (1, 1, 1));
    assert_eq!(
        shelved(&shelf).into_keys().collect::<Vec<_>>(),
        ["Bridge opens", "Ferry goes", "Harbour frozen"]
    );
    assert_eq!(before.intersection(&ids(&shelf)).count(), 2);
}

#[test]
fn other_words_under_the_same_number_are_a_change_of_the_same_clipping() {
    let shelf = Shelf::new();
    shelf.write("a.jsonl", numbered(1, "The ferry stays."));
    shelf.ingest();
    let (before, added) =
        (ids(&shelf), shelf.clippings().into_values().next().map(|one| one.added));
    shelf.write("a.jsonl", numbered(1, "The ferry goes."));
    let later = Options { now_seconds: options().now_seconds + 9_000, ..options() };
    let tally = shelf.ingest_with(&[&shelf.folder("clippings")], &later);
    assert_eq!((tally.clippings.changed, tally.clippings.new, tally.clippings.removed), (1, 0, 0));
    assert_eq!(ids(&shelf), before);
    let one = shelf.clippings().into_values().next().expect("it is there");
    assert!(one.paragraphs[0].text.contains("goes"));
    assert_eq!(Some(one.added), added, "it entered the archive when it first did");
}

fn tagged(headline: &str, text: &str, tag: &str) -> String {
    format!("{{\"title\": \"{headline}\", \"text\": \"{text}\", \"tags\": \"{tag}\"}}\n")
}

fn tags(shelf: &Shelf) -> Vec<String> {
    let clippings = shelf.clippings().into_values();
    clippings.flat_map(|clipping| clipping.tags).map(|tag| tag.value).collect()
}

#[test]
fn other_labels_of_the_same_words_are_a_change_of_the_same_clipping() {
    let shelf = Shelf::new();
    shelf.write("a.jsonl", tagged("Ferry stays", "The council voted.", "one"));
    shelf.ingest();
    let before = ids(&shelf);
    shelf.write("a.jsonl", tagged("Ferry stays", "The council voted.", "two"));
    let tally = shelf.ingest();
    assert_eq!((tally.clippings.changed, tally.clippings.new, tally.clippings.removed), (1, 0, 0));
    assert_eq!((ids(&shelf), tags(&shelf)), (before, vec!["two".to_owned()]));
}

#[test]
fn labels_are_those_of_the_first_file_that_holds_the_piece() {
    let shelf = Shelf::new();
    shelf.write("b.jsonl", tagged("Ferry stays", "The council voted.", "two"));
    shelf.ingest();
    shelf.write("a.jsonl", tagged("Ferry stays", "The council voted.", "one"));
    let tally = shelf.ingest();
    assert_eq!((tally.clippings.same_as_another, tally.in_archive), (1, 1));
    assert_eq!(tags(&shelf), ["one"]);
    shelf.write("a.jsonl", tagged("Ferry stays", "The council voted.", "three"));
    assert_eq!(shelf.ingest().clippings.changed, 1);
    assert_eq!(tags(&shelf), ["three"]);
    rebuild(&shelf.index(), &options(), &|_| {}).expect("it is rebuilt");
    assert_eq!(tags(&shelf), ["three"]);
    shelf.delete("a.jsonl");
    shelf.ingest();
    assert_eq!(tags(&shelf), ["two"]);
}

#[test]
fn a_removed_file_takes_its_clipping_with_it() {
    let shelf = three_pieces();
    shelf.delete("b/b.txt");
    let tally = shelf.ingest();
    assert_eq!((tally.files.found, tally.files.vanished, tally.files.moved), (2, 1, 0));
    assert_eq!((tally.clippings.removed, tally.in_archive), (1, 2));
    assert_eq!(shelf.states().len(), 2);
}

#[test]
fn a_moved_file_is_a_move() {
    let shelf = three_pieces();
    let before = ids(&shelf);
    fs::create_dir(shelf.file("old")).expect("a folder");
    fs::rename(shelf.file("a.txt"), shelf.file("old/ferry.txt")).expect("it is moved");
    let tally = shelf.ingest();
    assert_eq!((tally.files.read, tally.files.moved, tally.files.vanished), (1, 1, 0));
    assert_eq!((tally.clippings.new, tally.clippings.removed), (0, 0));
    assert_eq!(ids(&shelf), before);
    assert_eq!(shelved(&shelf)["Ferry stays"], ["old/ferry.txt#0"]);
    assert_eq!(shelf.ingest().files.unchanged, 3);
}

#[test]
fn the_same_piece_in_two_files_is_one_clipping_that_leaves_with_its_last_origin() {
    let shelf = three_pieces();
    fs::copy(shelf.file("a.txt"), shelf.file("z.txt")).expect("a copy");
    let tally = shelf.ingest();
    assert_eq!(
        (tally.clippings.read, tally.clippings.same_as_another, tally.in_archive),
        (1, 1, 3)
    );
    assert_eq!(shelved(&shelf)["Ferry stays"], ["a.txt#0", "z.txt#0"]);
    assert_eq!(shelf.ingest().files.unchanged, 4);
    shelf.delete("a.txt");
    let tally = shelf.ingest();
    assert_eq!((tally.files.vanished, tally.clippings.removed, tally.in_archive), (1, 0, 3));
    assert_eq!(shelved(&shelf)["Ferry stays"], ["z.txt#0"]);
    assert_eq!(shelf.ingest().files.unchanged, 3);
    shelf.delete("z.txt");
    let tally = shelf.ingest();
    assert_eq!((tally.clippings.removed, tally.in_archive), (1, 2));
}

#[test]
fn the_same_piece_twice_in_one_file_is_one_clipping() {
    let shelf = Shelf::new();
    shelf.write(
        "a.jsonl",
        line("Ferry stays", "The council voted.").repeat(2) + &line("Other", "Else."),
    );
    let tally = shelf.ingest();
    assert_eq!(
        (tally.clippings.read, tally.clippings.new, tally.clippings.same_as_another),
        (3, 2, 1)
    );
    assert_eq!(shelved(&shelf)["Ferry stays"], ["a.jsonl#0", "a.jsonl#1"]);
    shelf.write("a.jsonl", line("Ferry stays", "The council voted.") + &line("Other", "Else."));
    let tally = shelf.ingest();
    assert_eq!((tally.clippings.read, tally.clippings.removed, tally.in_archive), (2, 0, 2));
    assert_eq!(shelved(&shelf)["Ferry stays"], ["a.jsonl#0"]);
}

#[test]
fn the_same_number_with_other_text_from_another_file_is_a_version() {
    let shelf = Shelf::new();
    shelf.write("a.jsonl", numbered(1, "The ferry stays."));
    shelf.write("b.jsonl", numbered(1, "The ferry goes."));
    let tally = shelf.ingest();
    assert_eq!((tally.clippings.new, tally.in_archive), (2, 2));
    assert_eq!(shelf.ingest().files.unchanged, 2);
    shelf.delete("b.jsonl");
    assert_eq!(shelf.ingest().in_archive, 1);
    let kept = shelf.clippings().into_values().next().expect("one stays");
    assert!(kept.paragraphs[0].text.contains("stays"));
}

#[test]
fn a_version_read_again_is_the_same_version() {
    let shelf = Shelf::new();
    shelf.write("a.jsonl", numbered(1, "The ferry stays."));
    shelf.write("b.jsonl", numbered(1, "The ferry goes."));
    shelf.ingest();
    let before = ids(&shelf);
    shelf.write("b.jsonl", numbered(1, "The ferry goes.") + &numbered(2, "A second piece."));
    let tally = shelf.ingest();
    assert_eq!((tally.clippings.new, tally.clippings.removed, tally.in_archive), (1, 0, 3));
    assert_eq!(before.difference(&ids(&shelf)).count(), 0, "both versions keep their ids");
    assert_eq!(tally.clippings.unchanged, 1, "{:?}", tally.clippings);
}

#[test]
fn most_of_a_folder_vanishing_is_not_believed_without_prune() {
    let shelf = Shelf::new();
    for number in 0..30 {
        shelf.write(
            &format!("{number}.txt"),
            piece(&format!("Piece {number}"), "Some words of text."),
        );
    }
    shelf.ingest();
    for number in 0..25 {
        shelf.delete(&format!("{number}.txt"));
    }
    let tally = shelf.ingest();
    assert_eq!((tally.files.vanished, tally.clippings.removed, tally.in_archive), (0, 0, 30));
    assert!(tally.notes.iter().any(|note| note.contains("--prune")), "{:?}", tally.notes);
    let prune = Options { prune: true, ..options() };
    let tally = shelf.ingest_with(&[&shelf.folder("clippings")], &prune);
    assert_eq!((tally.files.vanished, tally.clippings.removed, tally.in_archive), (25, 25, 5));
}

#[test]
fn a_missing_root_changes_nothing() {
    let shelf = three_pieces();
    let mark = shelf.snapshot().commit_mark();
    fs::rename(shelf.folder("clippings"), shelf.folder("elsewhere")).expect("it is unmounted");
    let told = ingest(&shelf.index(), &[shelf.folder("clippings")], &options(), &|_| {});
    assert!(matches!(told, Err(Error::Gone { .. })), "{told:?}");
    let told = ingest(&shelf.index(), &[shelf.folder("nowhere")], &options(), &|_| {});
    assert!(matches!(told, Err(Error::Path { .. })), "{told:?}");
    assert_eq!(shelf.snapshot().commit_mark(), mark);
}

#[test]
fn a_root_that_is_gone_for_good_is_taken_out_with_prune() {
    let shelf = three_pieces();
    let other = shelf.folder("other");
    fs::create_dir(&other).expect("a folder");
    fs::copy(shelf.file("a.txt"), other.join("a.txt")).expect("a copy");
    shelf.ingest_with(&[&other], &options());
    fs::remove_dir_all(shelf.folder("clippings")).expect("it is gone");
    let prune = Options { prune: true, ..options() };
    let tally = shelf.ingest_with(&[&shelf.folder("clippings")], &prune);
    assert_eq!((tally.files.vanished, tally.clippings.removed, tally.in_archive), (3, 2, 1));
    assert!(tally.notes[0].contains("taken out"), "{tally:?}");
    assert_eq!(shelf.snapshot().meta().roots.len(), 1);
    let told = ingest(&shelf.index(), &[shelf.folder("clippings")], &prune, &|_| {});
    assert!(matches!(told, Err(Error::Path { .. })), "{told:?}");
}

#[cfg(unix)]
#[test]
fn what_is_passed_over_is_counted() {
    let shelf = three_pieces();
    let other = shelf.folder("other");
    fs::create_dir(&other).expect("a folder");
    std::os::unix::fs::symlink(&other, shelf.file("linked")).expect("a link");
    shelf.write(".hidden/d.txt", piece("Hidden", "Not to be read."));
    let tally = shelf.ingest();
    assert_eq!((tally.files.found, tally.files.hidden, tally.files.linked), (3, 1, 1));
}

#[test]
fn files_that_are_in_and_are_excluded_now_did_not_vanish() {
    let shelf = Shelf::new();
    for number in 0..30 {
        let piece = piece(&format!("Piece {number}"), "Some words of text.");
        shelf.write(&format!("drafts/{number}.txt"), piece);
    }
    shelf.ingest();
    let exclude = Options { exclude: vec!["drafts".to_owned()], ..options() };
    let tally = shelf.ingest_with(&[&shelf.folder("clippings")], &exclude);
    assert_eq!((tally.files.excluded, tally.files.vanished, tally.in_archive), (30, 0, 0));
}

#[test]
fn an_interruption_when_all_is_in_leaves_nothing_to_do() {
    let shelf = three_pieces();
    shelf.delete("a.txt");
    let stopping = options();
    let stop = stopping.stop.clone();
    let paths = [shelf.folder("clippings")];
    let tally = ingest(&shelf.index(), &paths, &stopping, &|event| {
        if matches!(event, Event::File { done: 2, .. }) {
            stop.store(true, Ordering::Relaxed);
        }
    });
    let tally = tally.expect("the ingest runs");
    assert!(tally.stopped, "the person is told");
    assert_eq!((tally.files.left, tally.files.vanished, tally.in_archive), (0, 1, 2));
}

#[cfg(unix)]
#[test]
fn what_cannot_be_read_counts_as_present() {
    use std::os::unix::fs::PermissionsExt;
    let shelf = three_pieces();
    let mode = |path: &str, mode| {
        fs::set_permissions(shelf.file(path), fs::Permissions::from_mode(mode)).expect("a mode");
    };
    mode("a.txt", 0);
    if fs::read(shelf.file("a.txt")).is_ok() {
        // The superuser reads everything. What is left of this claim is tried below with a file that
        // nobody reads, and beside the code with the names of folders.
        return;
    }
    mode("b", 0);
    let tally = shelf.ingest();
    mode("b", 0o755);
    mode("a.txt", 0o644);
    assert_eq!((tally.files.found, tally.files.skipped_in_all(), tally.in_archive), (2, 1, 3));
    assert_eq!(shelf.ingest().in_archive, 3);
}

#[cfg(unix)]
#[test]
fn a_file_that_still_cannot_be_read_is_noted_once() {
    let shelf = three_pieces();
    std::os::unix::fs::symlink("nowhere", shelf.file("link.txt")).expect("a link");
    let tally = shelf.ingest();
    assert_eq!((tally.files.found, tally.files.skipped_in_all()), (4, 1));
    let mark = shelf.snapshot().commit_mark();
    let tally = shelf.ingest();
    assert_eq!((tally.files.unchanged, tally.files.skipped_in_all()), (3, 1));
    assert_eq!(shelf.snapshot().commit_mark(), mark);
    assert_eq!(shelf.states().len(), 4);
    shelf.delete("link.txt");
    shelf.ingest();
    assert_eq!(shelf.states().len(), 3);
}

/// Reading one's own memory from its first byte on is refused to everyone, the superuser too.
#[cfg(target_os = "linux")]
#[test]
fn a_known_file_that_the_system_refuses_counts_as_present() {
    let shelf = three_pieces();
    shelf.delete("a.txt");
    std::os::unix::fs::symlink("/proc/self/mem", shelf.file("a.txt")).expect("a link");
    let tally = shelf.ingest();
    assert_eq!((tally.files.found, tally.files.skipped_in_all(), tally.in_archive), (3, 1, 3));
    assert_eq!(tally.files.vanished, 0);
}

#[test]
fn two_roots_do_not_touch_each_other() {
    let shelf = three_pieces();
    let other = shelf.folder("other");
    fs::create_dir(&other).expect("a folder");
    fs::copy(shelf.file("a.txt"), other.join("a.txt")).expect("a copy");
    fs::write(other.join("d.txt"), piece("Quay sold", "The old quay was sold.")).expect("a file");
    let tally = shelf.ingest_with(&[&other], &options());
    assert_eq!((tally.clippings.new, tally.clippings.same_as_another, tally.in_archive), (1, 1, 4));
    assert_eq!(shelf.clippings().values().map(|one| one.origins.len()).sum::<usize>(), 5);
    fs::remove_file(other.join("a.txt")).expect("it was there");
    let tally = shelf.ingest();
    assert_eq!((tally.files.unchanged, tally.files.vanished, tally.in_archive), (3, 0, 4));
    let tally = shelf.ingest_with(&[&other], &options());
    assert_eq!((tally.files.vanished, tally.clippings.removed, tally.in_archive), (1, 0, 4));
    assert_eq!(shelved(&shelf)["Ferry stays"], ["a.txt#0"]);
    assert_eq!(shelf.snapshot().meta().roots.len(), 2);
}

#[test]
fn excluded_files_are_passed_over() {
    let shelf = Shelf::new();
    shelf.write("a.txt", piece("Ferry stays", "The council voted."));
    shelf.write("a.bak", piece("Ferry stood", "The council will vote."));
    shelf.write("drafts/b.txt", piece("Bridge opens", "The bridge opened."));
    shelf.write(".hidden.txt", piece("Hidden", "Not to be read."));
    let exclude = vec!["*.bak".to_owned(), "drafts/**".to_owned()];
    let tally = shelf.ingest_with(&[&shelf.folder("clippings")], &Options { exclude, ..options() });
    assert_eq!((tally.files.found, tally.in_archive), (1, 1));
    let bad = Options { exclude: vec!["{a".to_owned()], ..options() };
    let told = ingest(&shelf.index(), &[shelf.folder("clippings")], &bad, &|_| {});
    assert!(matches!(told, Err(Error::Glob { .. })), "{told:?}");
}

#[test]
fn an_archive_among_the_clippings_is_not_read() {
    let shelf = Shelf::new();
    shelf.write("a.txt", piece("Ferry stays", "The council voted."));
    let index = shelf.file("index");
    let folder = [shelf.folder("clippings")];
    for _ in 0..2 {
        let tally = ingest(&index, &folder, &options(), &|_| {}).expect("the ingest runs");
        assert_eq!((tally.files.found, tally.in_archive), (1, 1), "{tally:?}");
    }
}

#[test]
fn a_file_may_shrink_and_become_empty_and_grow_again() {
    let shelf = Shelf::new();
    let lines = ["One", "Two", "Three"].map(|name| line(name, &format!("{name} is here.")));
    shelf.write("wire.jsonl", lines.concat());
    assert_eq!(shelf.ingest().clippings.new, 3);
    shelf.write("wire.jsonl", &lines[1]);
    let tally = shelf.ingest();
    assert_eq!((tally.clippings.read, tally.clippings.removed, tally.in_archive), (1, 2, 1));
    assert_eq!(shelved(&shelf)["Two"], ["wire.jsonl#0"]);
    assert_eq!(shelf.ingest().files.unchanged, 1);
    shelf.write("wire.jsonl", "");
    let tally = shelf.ingest();
    assert_eq!(
        (tally.files.skipped_in_all(), tally.clippings.removed, tally.in_archive),
        (1, 1, 0)
    );
    let states = shelf.states();
    let outcome = &states.values().next().expect("the file is in the ledger").outcome;
    assert!(matches!(outcome, FileOutcome::Skipped { .. }), "{outcome:?}");
    assert_eq!(shelf.ingest().files.unchanged, 1);
    shelf.write("wire.jsonl", lines.concat());
    assert_eq!(shelf.ingest().in_archive, 3);
    assert_eq!((shelf.states().len(), shelf.snapshot().ledger_documents()), (1, 0));
}

#[test]
fn a_forgotten_clipping_does_not_come_back() {
    let shelf = three_pieces();
    let clippings = shelf.clippings();
    let ferry = clippings.values().find(|one| one.headline.value == "Ferry stays").expect("there");
    let mut forgetting = options();
    forgetting.lore.forgotten.insert(ferry.id);
    shelf.write(
        "a.txt",
        piece("Ferry stays", "The council voted to keep the ferry.") + "\nTags: sea\n",
    );
    let tally = shelf.ingest_with(&[&shelf.folder("clippings")], &forgetting);
    assert_eq!((tally.clippings.read, tally.clippings.forgotten, tally.in_archive), (1, 1, 2));
    let tally = shelf.ingest_with(&[&shelf.folder("clippings")], &forgetting);
    assert_eq!((tally.files.unchanged, tally.in_archive), (3, 2));
}

#[test]
fn a_dry_run_counts_and_writes_nothing() {
    let shelf = Shelf::new();
    shelf.write("a.txt", piece("Ferry stays", "The council voted."));
    let dry = Options { dry_run: true, ..options() };
    let tally = shelf.ingest_with(&[&shelf.folder("clippings")], &dry);
    assert_eq!((tally.files.read, tally.clippings.new), (1, 1));
    assert!(!shelf.index().exists(), "no archive was made");
}

fn small_batches() -> Options {
    Options { batch: Batch { clippings: 200, ..Batch::default() }, ..options() }
}

fn many_lines(from: usize, to: usize) -> String {
    let number = |number| line(&format!("Piece {number}"), &format!("Words of piece {number}."));
    (from..to).map(number).collect()
}

#[test]
fn a_large_file_is_committed_piece_by_piece() {
    let shelf = Shelf::new();
    shelf.write("wire.jsonl", many_lines(0, 2_000));
    let commits = std::sync::atomic::AtomicUsize::new(0);
    let count = |event| {
        commits.fetch_add(usize::from(matches!(event, Event::Committed { .. })), Ordering::Relaxed);
    };
    let folder = [shelf.folder("clippings")];
    let tally = ingest(&shelf.index(), &folder, &small_batches(), &count).expect("it runs");
    assert_eq!((tally.clippings.new, tally.in_archive), (2_000, 2_000));
    assert!(commits.load(Ordering::Relaxed) >= 5, "{commits:?}");
    assert_whole(&shelf, 1);
    assert_eq!(shelf.snapshot().ledger_documents(), 0);
    assert_eq!(shelf.ingest().files.unchanged, 1);
    shelf.write("wire.jsonl", many_lines(500, 2_500));
    let tally = shelf.ingest_with(&[&folder[0]], &small_batches());
    let clippings = &tally.clippings;
    assert_eq!((clippings.unchanged, clippings.new, clippings.removed), (1_500, 500, 500));
    assert_whole(&shelf, 1);
}

/// An ingest that ends in the midst of its first file, right after a commit.
fn broken_off(shelf: &Shelf) {
    let broken = std::panic::catch_unwind(|| {
        ingest(&shelf.index(), &[shelf.folder("clippings")], &small_batches(), &|event| {
            assert!(!matches!(event, Event::Committed { .. }), "the end of this ingest");
        })
    });
    assert!(broken.is_err());
    let held = shelf.snapshot().clippings();
    assert!((200..2_000).contains(&held), "{held} clippings of half a file");
    assert_whole(shelf, 1);
}

#[test]
fn half_a_file_is_read_again_or_leaves_with_it() {
    let shelf = Shelf::new();
    shelf.write("wire.jsonl", many_lines(0, 2_000));
    broken_off(&shelf);
    assert_eq!(shelf.ingest().in_archive, 2_000);
    assert_eq!(shelf.ingest().files.unchanged, 1);

    let shelf = Shelf::new();
    shelf.write("wire.jsonl", many_lines(0, 2_000));
    broken_off(&shelf);
    shelf.delete("wire.jsonl");
    let prune = Options { prune: true, ..options() };
    assert_eq!(shelf.ingest_with(&[&shelf.folder("clippings")], &prune).in_archive, 0);
    assert_eq!(shelf.states().len(), 0);
}

#[test]
fn half_of_a_change_is_no_reason_to_trust_what_the_file_was() {
    let shelf = Shelf::new();
    shelf.write("wire.jsonl", many_lines(0, 300));
    shelf.ingest();
    shelf.write("wire.jsonl", many_lines(300, 2_300));
    broken_off(&shelf);
    shelf.write("wire.jsonl", many_lines(0, 300));
    assert_eq!(shelf.ingest().in_archive, 300);
    assert!(shelf.clippings().into_values().all(|one| one.origins.len() == 1));
}

#[test]
fn a_dry_run_tells_what_a_run_would_do() {
    let shelf = Shelf::new();
    shelf.write("a.jsonl", many_lines(0, 500));
    shelf.ingest();
    shelf.write("a.jsonl", many_lines(100, 700));
    shelf.write("b.jsonl", many_lines(50, 400));
    shelf.write("c.jsonl", many_lines(0, 60));
    let folder = [shelf.folder("clippings")];
    let dry = Options { dry_run: true, ..small_batches() };
    let told = ingest(&shelf.index(), &folder, &dry, &|event| {
        assert!(!matches!(event, Event::Committed { .. }), "nothing is committed");
    });
    let (told, done) = (told.expect("it runs"), shelf.ingest());
    assert_eq!((told.files, told.clippings), (done.files, done.clippings));
}

#[test]
fn a_rebuild_keeps_ids_counts_and_what_is_known_of_files() {
    let shelf = three_pieces();
    shelf.write("photo.jpg", [0xff, 0xd8, 0xff, 0xe0, 0, 0, 0, 1]);
    shelf.write("wire.jsonl", numbered(1, "One.") + &numbered(1, "Other.") + &numbered(2, "Two."));
    shelf.ingest();
    let (clippings, states) = (shelf.clippings(), shelf.states());
    let rebuilt = rebuild(&shelf.index(), &options(), &|_| {}).expect("it is rebuilt");
    assert_eq!(rebuilt.clippings, clippings.len() as u64);
    assert_eq!((rebuilt.damaged.len(), rebuilt.unreadable, rebuilt.unknown_files), (0, 0, 0));
    assert_eq!(shelf.clippings(), clippings);
    assert_eq!(shelf.states(), states);
    let mark = shelf.snapshot().commit_mark();
    let tally = shelf.ingest();
    assert_eq!((tally.files.unchanged, tally.clippings.read), (5, 0));
    assert_eq!(shelf.snapshot().commit_mark(), mark);
}

#[test]
fn a_second_writer_is_told_that_the_archive_is_busy() {
    let shelf = three_pieces();
    let first = Writer::open(&shelf.index(), WriterOptions::default()).expect("the first writer");
    let told = ingest(&shelf.index(), &[shelf.folder("clippings")], &options(), &|_| {});
    let busy = |holder: &str| holder == format!("process {}", std::process::id());
    assert!(
        matches!(&told, Err(Error::Archive(archive::Error::Busy { holder, .. })) if busy(holder)),
        "{told:?}"
    );
    assert_eq!(shelf.snapshot().clippings(), 3, "searching works meanwhile");
    drop(first);
    assert_eq!(shelf.ingest().files.unchanged, 3);
}

#[test]
fn a_stopped_ingest_keeps_what_is_done_and_takes_nothing_for_gone() {
    let shelf = three_pieces();
    shelf.delete("a.txt");
    shelf.write("d.txt", piece("Quay sold", "The old quay was sold."));
    let stopping = options();
    stopping.stop.store(true, Ordering::Relaxed);
    let tally = shelf.ingest_with(&[&shelf.folder("clippings")], &stopping);
    assert!(tally.stopped && tally.files.left == 3 && tally.in_archive == 3, "{tally:?}");
    assert_eq!(shelf.ingest().in_archive, 3);
}

#[test]
fn an_ingest_stopped_half_way_goes_on_later() {
    let shelf = Shelf::new();
    for number in 0..50 {
        shelf.write(&format!("{number:02}.txt"), piece(&format!("Piece {number}"), "Some words."));
    }
    let stopping = options();
    let tally = ingest(&shelf.index(), &[shelf.folder("clippings")], &stopping, &|event| {
        if matches!(event, Event::File { done: 5.., .. }) {
            stopping.stop.store(true, Ordering::Relaxed);
        }
    });
    let tally = tally.expect("the ingest runs");
    assert!(tally.stopped && tally.files.adds_up() && tally.in_archive >= 5, "{tally:?}");
    assert_eq!(shelf.ingest().in_archive, 50);
}

#[test]
fn a_reader_sees_nothing_of_what_is_committed_later() {
    let shelf = three_pieces();
    let before = shelf.snapshot();
    shelf.write("d.txt", piece("Quay sold", "The old quay was sold."));
    shelf.ingest();
    assert_eq!((before.clippings(), shelf.snapshot().clippings()), (3, 4));
    assert_eq!(clippings(&before).len(), 3);
}

#[test]
fn results_do_not_depend_on_the_number_of_threads() {
    let with = |threads| {
        let shelf = Shelf::new();
        for number in 0..40 {
            let text = format!("Text number {} of the day.", number % 25);
            shelf.write(&format!("{number:02}.txt"), piece("Wire", &text));
        }
        shelf.ingest_with(&[&shelf.folder("clippings")], &Options { threads, ..options() });
        shelved_by_id(&shelf)
    };
    assert_eq!(with(1), with(4));
    assert_eq!(with(1).len(), 25);
}

fn shelved_by_id(shelf: &Shelf) -> BTreeMap<Id, Vec<String>> {
    shelf.clippings().into_iter().map(|(id, clipping)| (id, paths(&clipping))).collect()
}

#[test]
fn corrections_and_forgetting_survive_rebuild_and_ingest() {
    let shelf = three_pieces();
    let clippings = shelf.clippings();
    let id = |headline: &str| {
        let mut found = clippings.values().filter(|one| one.headline.value == headline);
        found.next().expect("it is there").id
    };
    let (ferry, bridge) = (id("Ferry stays"), id("Bridge opens"));
    let mut corrected = options();
    let outlet = Correction::Outlet("Namsan Herald".to_owned());
    corrected.lore.corrections.insert(ferry, vec![outlet]);
    corrected.lore.forgotten.insert(bridge);
    let changed = apply_corrections(&shelf.index(), &[ferry, bridge], &corrected);
    assert_eq!(changed.expect("both are there"), 2);
    let holds = |shelf: &Shelf| {
        let clippings = shelf.clippings();
        assert_eq!(clippings.len(), 2);
        let outlet = clippings[&ferry].outlet.as_ref().map(|outlet| outlet.value.as_str());
        assert_eq!(outlet, Some("Namsan Herald"));
    };
    holds(&shelf);
    assert_whole(&shelf, 3);
    rebuild(&shelf.index(), &corrected, &|_| {}).expect("it is rebuilt");
    holds(&shelf);
    assert_whole(&shelf, 3);
    let tally = shelf.ingest_with(&[&shelf.folder("clippings")], &corrected);
    assert_eq!(tally.files.unchanged, 3);
    let folder = shelf.folder("clippings");
    let checked = Options { checksum: true, ..corrected.clone() };
    shelf.ingest_with(&[&folder], &checked);
    holds(&shelf);
    shelf.write(
        "a.txt",
        piece("Ferry stays", "The council voted to keep the ferry.") + "\nTags: sea\n",
    );
    shelf.ingest_with(&[&folder], &corrected);
    holds(&shelf);
    let told = apply_corrections(&shelf.index(), &[bridge], &corrected);
    assert!(matches!(told, Err(Error::NoSuchClipping { .. })), "{told:?}");
}

#[test]
fn what_a_rebuild_forgets_leaves_its_file_known() {
    let shelf = three_pieces();
    let mut forgetting = options();
    forgetting.lore.forgotten.extend(ids(&shelf).into_iter().next());
    rebuild(&shelf.index(), &forgetting, &|_| {}).expect("it is rebuilt");
    assert_eq!(shelf.clippings().len(), 2);
    assert_whole(&shelf, 3);
}

/// Every sum of the archive agrees, and it knows that many files.
fn assert_whole(shelf: &Shelf, files: u64) {
    let some = VerifyOptions { sample: 1_000, queries: 20, seed: 7, today: today() };
    let told = verify(&shelf.snapshot(), &some, &|_| {}).expect("the archive is read");
    assert!(told.is_clean(), "{told:?}");
    assert_eq!(told.files, files);
}

#[test]
fn mapped_keys_are_part_of_what_makes_a_file_unchanged_and_are_remembered() {
    let shelf = three_pieces();
    shelf.write(
        "d.jsonl",
        "{\"story\": \"The quay was sold.\", \"PubDay\": \"2019-11-13\"}\n{oops\n",
    );
    let folder = shelf.folder("clippings");
    let tally = shelf.ingest();
    assert_eq!((tally.clippings.new, tally.clippings.left_out, tally.in_archive), (0, 2, 3));
    let map = |texts: &[&str]| {
        let map = texts.iter().map(|text| text.parse().expect("a mapping")).collect();
        Options { map, ..options() }
    };
    let tally = shelf.ingest_with(&[&folder], &map(&["story=text", "PubDay=date"]));
    assert_eq!((tally.files.read, tally.files.unchanged, tally.clippings.new), (1, 3, 1));
    assert_eq!(tally.clippings.left_out, 1);
    let sold = || {
        let of_file = |one: &Clipping| one.origins[0].path == "d.jsonl";
        shelf.clippings().into_values().find(of_file).expect("it is there")
    };
    assert_eq!(sold().published.map(|known| known.value.iso()).as_deref(), Some("2019-11-13"));

    let tally = shelf.ingest();
    assert_eq!((tally.files.unchanged, tally.in_archive), (4, 4), "the mapping holds");
    assert_eq!(tally.keys[0].1, ["story=text", "PubDay=date"]);
    shelf.write("d.jsonl", "{\"story\": \"The quay was not sold.\", \"PubDay\": \"2019-11-14\"}\n");
    assert_eq!(shelf.ingest().in_archive, 4);
    rebuild(&shelf.index(), &options(), &|_| {}).expect("it is rebuilt");
    assert_eq!(shelf.ingest().keys.len(), 1);

    let tally = shelf.ingest_with(&[&folder], &map(&["story=text", "PubDay=other"]));
    assert_eq!((tally.files.read, tally.files.unchanged), (1, 3), "another mapping");
    assert_eq!(sold().published, None);
}

#[test]
fn what_a_person_said_follows_a_file_whose_words_change() {
    let shelf = three_pieces();
    let outlet = Correction::Outlet("Namsan Herald".to_owned());
    let (ferry, bridge) = (titled(&shelf, "Ferry stays"), titled(&shelf, "Bridge opens"));
    desk::keep_correction(&shelf.index(), &ferry, &outlet).expect("it is kept");
    desk::keep_forgotten(&shelf.index(), &bridge).expect("it is kept");
    let ids = [ferry.id, bridge.id];
    apply_corrections(&shelf.index(), &ids, &corrected(&shelf)).expect("both are there");
    shelf.write("a.txt", piece("Ferry stays", "The council voted to keep the old ferry."));
    shelf.write("b/b.txt", piece("Bridge opens", "The bridge over the sound opened on Tuesday."));
    let folder = shelf.folder("clippings");
    let tally = shelf.ingest_with(&[&folder], &corrected(&shelf));
    assert_eq!((tally.clippings.forgotten, tally.in_archive), (1, 2), "{tally:?}");
    assert_eq!(tally.notes, Vec::<String>::new());
    let holds = || {
        let edited = titled(&shelf, "Ferry stays");
        assert_ne!(edited.id, ferry.id);
        assert_eq!(edited.outlet.map(|known| known.value).as_deref(), Some("Namsan Herald"));
        assert_eq!(shelf.clippings().len(), 2);
    };
    holds();
    rebuild(&shelf.index(), &corrected(&shelf), &|_| {}).expect("it is rebuilt");
    holds();
}

#[test]
fn what_a_person_said_of_other_words_is_not_applied_and_that_is_told() {
    let shelf = three_pieces();
    let outlet = Correction::Outlet("Namsan Herald".to_owned());
    let (ferry, bridge) = (titled(&shelf, "Ferry stays"), titled(&shelf, "Bridge opens"));
    desk::keep_correction(&shelf.index(), &ferry, &outlet).expect("it is kept");
    desk::keep_forgotten(&shelf.index(), &bridge).expect("it is kept");
    let ids = [ferry.id, bridge.id];
    apply_corrections(&shelf.index(), &ids, &corrected(&shelf)).expect("both are there");
    shelf.write("a.txt", piece("Quay sold", "A company bought nine piers in the capital."));
    shelf.write("b/b.txt", piece("Fog", "Nobody saw anything between noon and midnight."));
    let folder = shelf.folder("clippings");
    let tally = shelf.ingest_with(&[&folder], &corrected(&shelf));
    assert_eq!((tally.clippings.forgotten, tally.in_archive), (0, 3), "{tally:?}");
    assert_eq!(
        titled(&shelf, "Quay sold").outlet.map(|known| known.value).as_deref(),
        Some("Harborwire")
    );
    let told = |words: &str, id: Id| {
        tally.notes.iter().any(|note| note.contains(words) && note.contains(&id.to_string()))
    };
    assert!(told("forgotten", bridge.id), "{tally:?}");
    assert_eq!(tally.unapplied.len(), 1);
    assert_eq!((tally.unapplied[0].id, tally.unapplied[0].files.len()), (ferry.id, 1));
    let lore = corrected(&shelf).lore;
    let left = unapplied(&shelf.snapshot(), &lore).expect("the archive is read");
    assert_eq!(left, tally.unapplied);
}

#[test]
fn what_a_person_said_holds_for_a_piece_that_another_file_brought_in_first() {
    let shelf = three_pieces();
    let outlet = Correction::Outlet("Namsan Herald".to_owned());
    let ferry = titled(&shelf, "Ferry stays");
    desk::keep_correction(&shelf.index(), &ferry, &outlet).expect("it is kept");
    apply_corrections(&shelf.index(), &[ferry.id], &corrected(&shelf)).expect("it is there");
    let edited = piece("Ferry stays", "The council voted to keep the old ferry.");
    shelf.write("0.txt", &edited);
    let folder = shelf.folder("clippings");
    shelf.ingest_with(&[&folder], &corrected(&shelf));
    shelf.write("a.txt", &edited);
    let tally = shelf.ingest_with(&[&folder], &corrected(&shelf));
    assert_eq!((tally.clippings.same_as_another, tally.in_archive), (1, 3));
    let outlet = || titled(&shelf, "Ferry stays").outlet.map(|known| known.value);
    assert_eq!(outlet().as_deref(), Some("Namsan Herald"));
    shelf.delete("a.txt");
    shelf.ingest_with(&[&folder], &corrected(&shelf));
    assert_eq!(outlet().as_deref(), Some("Harborwire"));
}

#[test]
fn what_was_written_by_hand_or_lies_elsewhere_now_is_traced_before_it_can_change() {
    let shelf = three_pieces();
    let ferry = titled(&shelf, "Ferry stays");
    let line = format!("{} outlet Namsan Herald\n", ferry.id);
    fs::write(desk::path_of(&shelf.index()), line).expect("a person writes");
    let folder = shelf.folder("clippings");
    fs::rename(shelf.file("a.txt"), shelf.file("moved.txt")).expect("it is moved");
    for text in ["keep the ferry", "keep the old ferry", "keep the old ferry"] {
        shelf.write("moved.txt", piece("Ferry stays", &format!("The council voted to {text}.")));
        desk::keep_traces(&shelf.index()).expect("they are kept");
        shelf.ingest_with(&[&folder], &corrected(&shelf));
    }
    let outlet = titled(&shelf, "Ferry stays").outlet.map(|known| known.value);
    assert_eq!(outlet.as_deref(), Some("Namsan Herald"));
}

#[test]
fn where_a_forgotten_clipping_is_met_is_traced_too() {
    let shelf = three_pieces();
    let bridge = titled(&shelf, "Bridge opens");
    let line = format!("{} forget\n", bridge.id);
    fs::write(desk::path_of(&shelf.index()), line).expect("a person writes");
    let folder = shelf.folder("clippings");
    fs::rename(shelf.file("b/b.txt"), shelf.file("moved.txt")).expect("it is moved");
    let ingest = || {
        let tally = shelf.ingest_with(&[&folder], &corrected(&shelf));
        desk::keep_met(&shelf.index(), &tally).expect("they are kept");
        (tally.clippings.forgotten, tally.in_archive)
    };
    assert_eq!(ingest(), (1, 2));
    let text = "The bridge over the sound opened on Tuesday.";
    shelf.write("moved.txt", piece("Bridge opens", text));
    assert_eq!(ingest(), (1, 2));
}

#[test]
fn the_vocabulary_counts_clippings_that_are_there() {
    let shelf = three_pieces();
    shelf.write("again.txt", piece("Ferry stays", "The council voted to keep the ferry."));
    shelf.write("c.txt", piece("Harbour open", "No ice was left in the harbour."));
    shelf.ingest();
    let snapshot = shelf.snapshot();
    let forms = |prefix: &str| {
        let words = snapshot.fields().words;
        let forms = snapshot.forms(words, &[prefix.to_owned()], |_| true).expect("forms are read");
        forms.into_iter().map(|form| (form.form, form.clippings)).collect::<Vec<_>>()
    };
    assert_eq!(forms("ferry"), [("ferry".to_owned(), 1)]);
    assert_eq!(forms("frozen"), []);
}

#[test]
fn a_rebuild_leaves_one_generation() {
    let shelf = three_pieces();
    rebuild(&shelf.index(), &options(), &|_| {}).expect("it is rebuilt");
    let entries = fs::read_dir(shelf.index()).expect("the archive's folder");
    let folders = entries.filter(|entry| entry.as_ref().is_ok_and(|entry| entry.path().is_dir()));
    assert_eq!(folders.count(), 1);
}

/// What an archive says, but for when each clipping entered it.
fn said(shelf: &Shelf) -> BTreeMap<Id, Clipping> {
    let clippings = shelf.clippings().into_iter();
    clippings.map(|(id, clipping)| (id, Clipping { added: 0, ..clipping })).collect()
}

#[test]
fn after_any_changes_the_archive_is_as_if_made_anew() {
    for seed in 1..=12 {
        let mut dice = Dice::new(seed);
        let shelf = Shelf::new();
        for step in 0..12 {
            change(&shelf, &mut dice);
            if dice.chance(25) {
                rebuild_if_there(&shelf);
            }
            let prune = Options { prune: true, ..options() };
            shelf.ingest_with(&[&shelf.folder("clippings")], &prune);
            let fresh = Shelf::new();
            fresh.ingest_with(&[&shelf.folder("clippings")], &options());
            assert_eq!(said(&shelf), said(&fresh), "seed {seed}, step {step}");
            let known = |shelf: &Shelf| shelf.states().into_keys().collect::<Vec<_>>();
            assert_eq!(known(&shelf), known(&fresh), "seed {seed}, step {step}");
            let mark = shelf.snapshot().commit_mark();
            let tally = shelf.ingest();
            assert_eq!(tally.files.unchanged, tally.files.found, "seed {seed}, step {step}");
            assert_eq!(shelf.snapshot().commit_mark(), mark, "seed {seed}, step {step}");
        }
    }
}

fn rebuild_if_there(shelf: &Shelf) {
    if shelf.index().exists() {
        rebuild(&shelf.index(), &options(), &|_| {}).expect("it is rebuilt");
    }
}

/// Writes, moves, copies and deletes some files.
fn change(shelf: &Shelf, dice: &mut Dice) {
    for _ in 0..dice.within(1, 5) {
        let path = format!("{}/{}.jsonl", dice.pick(&["a", "b"]), dice.place(4));
        let other = format!("{}/{}.jsonl", dice.pick(&["a", "b"]), dice.place(4));
        let there = shelf.file(&path).exists();
        match dice.place(6) {
            0 if there => shelf.delete(&path),
            1 if there => {
                let bytes = fs::read(shelf.file(&path)).expect("it is there");
                shelf.delete(&path);
                shelf.write(&other, bytes);
            }
            2 if there => shelf.write(&other, fs::read(shelf.file(&path)).expect("it is there")),
            3 => shelf.write(&path, ""),
            _ => {
                let count = dice.within(1, 5);
                let lines = (0..count).map(|_| {
                    let number = dice.place(8);
                    let text = format!("The words of piece {number}.");
                    tagged(&format!("Piece {number}"), &text, dice.pick(&["one", "two", "three"]))
                });
                shelf.write(&path, lines.collect::<String>());
            }
        }
    }
}

#[test]
fn a_damaged_archive_is_told_in_words_and_what_people_wrote_is_to_be_kept() {
    let shelf = three_pieces();
    let files = fs::read_dir(shelf.index().join("0001")).expect("the generation's folder");
    let store = files
        .filter_map(|file| Some(file.ok()?.path()))
        .find(|path| path.extension().is_some_and(|ending| ending == "store"));
    fs::remove_file(store.expect("a store")).expect("it is gone");
    let opened = archive::Snapshot::open(&shelf.index()).map(drop).expect_err("damaged");
    let ingested = ingest(&shelf.index(), &[shelf.folder("clippings")], &options(), &|_| {});
    for error in [Error::Archive(opened), ingested.expect_err("damaged")] {
        let told = error.to_string();
        assert!(matches!(error, Error::Archive(archive::Error::Damaged { .. })), "{told}");
        assert!(told.ends_with(".store is missing") && !told.contains('"'), "{told}");
        assert!(error.hint().contains("the files that end in .txt, which people wrote"));
    }
}

#[test]
fn a_folder_without_any_file_left_is_not_believed_without_prune() {
    let shelf = Shelf::new();
    for name in ["a", "b"] {
        shelf.write(&format!("{name}.txt"), format!("Ferry {name}\n\nIt sails to {name}.\n"));
    }
    shelf.ingest();
    ["a.txt", "b.txt"].iter().for_each(|name| shelf.delete(name));
    let tally = shelf.ingest();
    assert_eq!((tally.clippings.removed, tally.in_archive), (0, 2));
    assert!(tally.notes.iter().any(|note| note.contains("--prune")), "{:?}", tally.notes);
    let prune = Options { prune: true, ..options() };
    assert_eq!(shelf.ingest_with(&[&shelf.folder("clippings")], &prune).in_archive, 0);
}

/// The files of an archive's first generation with an ending.
fn engine_files(shelf: &Shelf, ending: &str) -> Vec<std::path::PathBuf> {
    let files = fs::read_dir(shelf.index().join("0001")).expect("the generation's folder");
    let paths = files.map(|file| file.expect("an entry").path());
    paths.filter(|path| path.extension().is_some_and(|known| known == ending)).collect()
}

#[test]
fn a_rebuild_tells_of_damage_and_the_next_ingest_mends_it() {
    for ending in ["store", "fast", "idx", "pos"] {
        let shelf = three_pieces();
        let whole = shelf.clippings();
        for path in engine_files(&shelf, ending) {
            let mut bytes = fs::read(&path).expect("a file");
            let at = bytes.len() / 3;
            bytes[at..at + 6].iter_mut().for_each(|byte| *byte ^= 0x15);
            fs::write(&path, bytes).expect("a file is written");
        }
        let rebuilt = rebuild(&shelf.index(), &options(), &|_| {}).expect("it is rebuilt");
        assert_eq!(rebuilt.damaged.len(), 1, "{rebuilt:?}");
        assert_eq!(rebuilt.clippings + rebuilt.unreadable, 3, "{ending}: {rebuilt:?}");
        let tally = shelf.ingest();
        assert_eq!(tally.files.read, 3, "every file is read again");
        assert_eq!(shelf.clippings().keys().collect::<Vec<_>>(), whole.keys().collect::<Vec<_>>());
        assert_eq!(shelf.ingest().files.unchanged, 3);
    }
}

#[test]
fn a_rebuild_starts_without_the_list_of_files() {
    let shelf = three_pieces();
    let whole = shelf.clippings();
    fs::write(shelf.index().join("0001/.managed.json"), "[\"a").expect("it is written");
    assert!(archive::Snapshot::open(&shelf.index()).is_err());
    let rebuilt = rebuild(&shelf.index(), &options(), &|_| {}).expect("it is rebuilt");
    assert_eq!((rebuilt.clippings, rebuilt.unreadable), (3, 0));
    assert_eq!(shelf.clippings(), whole);
}

#[test]
fn a_file_without_its_end_is_named() {
    let shelf = three_pieces();
    for path in engine_files(&shelf, "store") {
        let length = fs::metadata(&path).expect("a file").len() as usize;
        fs::write(&path, vec![0x5a; length]).expect("it is written");
    }
    let told = archive::Snapshot::open(&shelf.index()).map(drop).expect_err("damaged").to_string();
    assert!(told.ends_with(".store does not hold what it ought to"), "{told}");
}

#[test]
fn what_a_writer_left_that_failed_is_swept_away() {
    let shelf = three_pieces();
    let names = || {
        let files = fs::read_dir(shelf.index().join("0001")).expect("the generation's folder");
        let mut names: Vec<_> = files.map(|file| file.expect("an entry").file_name()).collect();
        names.sort();
        names
    };
    let before = names();
    // As the engine does: what it is about to write is listed first.
    let list = shelf.index().join("0001/.managed.json");
    let listed = fs::read_to_string(&list).expect("the list");
    let left = "0123456789abcdef0123456789abcdef.store.temp";
    fs::write(&list, listed.replacen('[', &format!("[\"{left}\","), 1)).expect("the list");
    fs::write(shelf.index().join("0001").join(left), "a beginning").expect("a leftover");
    drop(Writer::open(&shelf.index(), WriterOptions::default()).expect("a writer"));
    assert_eq!(names(), before);
    drop(Writer::open_next(&shelf.index(), WriterOptions::default()).expect("a next one"));
    assert!(!shelf.index().join("0002").exists(), "a rebuild that failed leaves nothing");
}
