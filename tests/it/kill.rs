//! An ingest that is killed at any moment loses at most what was not committed: run again, it ends
//! where an undisturbed one ends, with the same documents under the same ids, and nothing is
//! damaged.
//!
//! `MORGUE_KILLS` sets how many times it is killed; from 20 on there are more clippings. What is
//! killed is this very program, told to run nothing but [`the_ingest_that_is_killed`]: so its
//! batches are small, and there are many moments between two commits.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use morgue::archive::Snapshot;
use morgue::clipping::{Clipping, Id};
use morgue::ingest::{self, BATCH_BYTES, Batch, Options};

use crate::support::{Dice, Shelf, clippings, copy, options};

/// Clippings where it is killed a few times: a run takes a second or two.
const FEW_CLIPPINGS: usize = 4_000;

/// Clippings where it is killed often.
const MANY_CLIPPINGS: usize = 21_500;

/// Clippings between two commits: files of several clippings are committed in their midst.
const BATCH: Batch = Batch { clippings: 400, bytes: BATCH_BYTES };

/// Where the ingest that is killed finds the archive and the clippings.
const INDEX: &str = "MORGUE_KILLED_INDEX";
const CLIPPINGS: &str = "MORGUE_KILLED_CLIPPINGS";

/// One in so many is a copy of another, of so many pieces.
const EVERY: usize = 30;
const PIECES: usize = 40;

/// Files of one clipping each among them.
const SINGLE_FILES: usize = 600;

/// What an archive says: its clippings but for when they entered it, its files but for when they
/// were read, and which clippings are copies of each other.
type Said = (BTreeMap<Id, Clipping>, BTreeMap<String, String>, BTreeSet<BTreeSet<Id>>);

fn text(number: usize) -> String {
    const WORDS: [&str; 12] = [
        "ferry", "harbour", "council", "bridge", "pact", "quay", "storm", "vote", "island", "port",
        "tide", "crew",
    ];
    let word = |shift: usize| WORDS[(number * 7 + number / 12 + shift * shift) % WORDS.len()];
    if !number.is_multiple_of(EVERY) {
        return format!("The {} of the {} met {number} times.", word(0), word(1));
    }
    // Copies of a few longer pieces, whose only words of their own are the first ones.
    let piece = number / EVERY % PIECES;
    let letter = |number: usize| char::from(b'a' + (number % 26) as u8);
    let long = (0..60).map(|place| {
        let piece = [letter(piece), letter(piece / 26)];
        format!("{}{}{}{}", WORDS[place % WORDS.len()], piece[0], piece[1], letter(place / 12))
    });
    let own = [letter(number), letter(number / 26), letter(number / 676)];
    let first = format!("The {} met {} times.", word(0), own.iter().collect::<String>());
    format!("{first} {}", long.collect::<Vec<_>>().join(" "))
}

fn fill(shelf: &Shelf, clippings: usize) {
    for number in 0..SINGLE_FILES {
        let content = format!("Piece {number}\n\n{}\n", text(number));
        shelf.write(&format!("single/{:02}/{number}.txt", number % 20), content);
    }
    let numbers: Vec<usize> = (SINGLE_FILES..clippings).collect();
    for (place, part) in numbers.chunks(1_500).enumerate() {
        let lines = part.iter().map(|number| {
            format!("{{\"title\": \"Piece {number}\", \"text\": \"{}\"}}\n", text(*number))
        });
        // One piece in every file is in the file before it as well.
        let shared =
            format!("{{\"title\": \"Shared\", \"text\": \"Piece {} is shared.\"}}\n", place / 2);
        shelf.write(&format!("wire/{place}.jsonl"), lines.collect::<String>() + &shared);
    }
    shelf.write("photo.jpg", [0xff, 0xd8, 0xff, 0xe0, 0, 0]);
}

/// Changes to a folder that is already in the archive: clippings come, go, change and move.
fn change(shelf: &Shelf) {
    for number in (0..SINGLE_FILES).step_by(5) {
        let path = format!("single/{:02}/{number}.txt", number % 20);
        match number % 3 {
            0 => shelf.delete(&path),
            1 => shelf
                .write(&path, format!("Piece {number}\n\nIt was {} after all.\n", text(number))),
            _ => {
                let moved = shelf.file(&format!("moved-{number}.txt"));
                fs::rename(shelf.file(&path), moved).expect("it is moved");
            }
        }
    }
    for place in 0..2 {
        let path = format!("wire/{place}.jsonl");
        let lines = fs::read_to_string(shelf.file(&path)).expect("it is there");
        let kept: Vec<&str> = lines.lines().skip(700).collect();
        shelf.write(&path, kept.join("\n"));
    }
}

fn begin(index: &Path, shelf: &Shelf) -> Child {
    Command::new(std::env::current_exe().expect("a test is a program"))
        .args(["--exact", "kill::the_ingest_that_is_killed"])
        .env(INDEX, index)
        .env(CLIPPINGS, shelf.folder("clippings"))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts")
}

/// Does nothing unless the test below starts it.
#[test]
fn the_ingest_that_is_killed() {
    let folder = |name| std::env::var_os(name).map(PathBuf::from);
    let (Some(index), Some(clippings)) = (folder(INDEX), folder(CLIPPINGS)) else { return };
    let options = Options { batch: BATCH, ..options() };
    ingest::ingest(&index, &[clippings], &options, &|_| {}).expect("the ingest runs");
}

/// Runs to the end; how long that took.
fn whole_run(index: &Path, shelf: &Shelf) -> Duration {
    let start = Instant::now();
    let status = begin(index, shelf).wait().expect("the program ends");
    assert!(status.success(), "{status}");
    start.elapsed()
}

/// Kills a run after some time, or when so many files lie in the archive's folder. Whether it was
/// still running.
fn killed_run(index: &Path, shelf: &Shelf, moment: &Moment) -> bool {
    let mut child = begin(index, shelf);
    let start = Instant::now();
    let reached = |child: &mut Child| {
        let ended = child.try_wait().expect("the program is watched").is_some();
        ended
            || match moment {
                Moment::After(time) => start.elapsed() >= *time,
                Moment::Files(count) => files_below(index) >= *count,
            }
    };
    while !reached(&mut child) {
        std::thread::sleep(Duration::from_millis(1));
    }
    let running = child.try_wait().expect("the program is watched").is_none();
    child.kill().expect("it is killed, or has ended");
    child.wait().expect("it is gone");
    running
}

/// When to kill.
enum Moment {
    After(Duration),
    /// As soon as so many files lie in the index: commits and merges are told by them.
    Files(usize),
}

fn files_below(index: &Path) -> usize {
    let Ok(folders) = fs::read_dir(index) else { return 0 };
    let folders = folders.filter_map(|entry| fs::read_dir(entry.ok()?.path()).ok());
    folders.map(Iterator::count).sum()
}

fn said(index: &Path) -> Said {
    let snapshot = Snapshot::open(index).expect("the archive opens");
    let damaged = snapshot.damaged_files().expect("checksums are read");
    assert!(damaged.is_empty(), "damaged: {damaged:?}");
    let clippings = clippings(&snapshot).into_iter();
    let clippings = clippings.map(|(id, clipping)| (id, Clipping { added: 0, ..clipping }));
    let states = snapshot.file_states().expect("states are read");
    let count = states.len();
    let files: BTreeMap<String, String> = states
        .into_iter()
        .map(|state| (state.path, format!("{} {:?}", state.hash, state.outcome)))
        .collect();
    assert_eq!(files.len(), count, "every file has one state");
    let mut stories: BTreeMap<Id, BTreeSet<Id>> = BTreeMap::new();
    for address in snapshot.documents() {
        if let Some(standing) = snapshot.standing_at(address).expect("columns are read") {
            let id = snapshot.id_at(address).expect("columns are read").expect("a clipping");
            stories.entry(standing.story).or_default().insert(id);
        }
    }
    let stories: BTreeSet<BTreeSet<Id>> = stories.into_values().collect();
    assert!(stories.iter().any(|story| story.len() > 1), "some are copies");
    (clippings.collect(), files, stories)
}

/// Kills runs that start from the archive in `before`, or from nothing, and compares where they
/// end.
struct Loop<'a> {
    shelf: &'a Shelf,
    before: Option<&'a Path>,
    expected: Said,
    duration: Duration,
    most_files: usize,
}

impl Loop<'_> {
    fn kill(&self, times: usize, dice: &mut Dice) -> usize {
        let mut met = 0;
        for time in 0..times {
            let index = self.shelf.folder("killed");
            let before = met;
            // A moment that comes after the end is no kill: another one is tried.
            while met == before {
                self.start_at(&index);
                // Some runs are killed twice in a row.
                for _ in 0..if dice.chance(30) { 2 } else { 1 } {
                    let moment = self.moment(time, times, dice);
                    met += usize::from(killed_run(&index, self.shelf, &moment));
                }
            }
            whole_run(&index, self.shelf);
            let ended = said(&index);
            assert_eq!(ended.0.len(), self.expected.0.len(), "kill {time}: clippings");
            assert_eq!(ended.2.len(), self.expected.2.len(), "kill {time}: stories");
            assert!(ended == self.expected, "kill {time}: other documents, ids, files or stories");
        }
        met
    }

    fn start_at(&self, index: &Path) {
        if index.exists() {
            fs::remove_dir_all(index).expect("it is swept away");
        }
        if let Some(before) = self.before {
            copy(before, index);
        }
    }

    /// Moments are spread over the whole run; some are those at which a commit or a merge writes.
    fn moment(&self, time: usize, times: usize, dice: &mut Dice) -> Moment {
        let share = (time as f64 + dice.within(0, 1_000) as f64 / 1_000.0) / times as f64;
        match dice.chance(40) {
            true => Moment::Files(dice.within(1, self.most_files + 1)),
            false => Moment::After(self.duration.mul_f64(share)),
        }
    }
}

#[test]
fn a_killed_ingest_run_again_ends_where_an_undisturbed_one_ends() {
    let kills = std::env::var("MORGUE_KILLS").ok().and_then(|kills| kills.parse().ok());
    let kills: usize = kills.unwrap_or(8);
    let mut dice = Dice::new(kills as u64);
    let count = if kills < 20 { FEW_CLIPPINGS } else { MANY_CLIPPINGS };
    let shelf = Shelf::new();
    fill(&shelf, count);
    let first = shelf.folder("first");
    let duration = whole_run(&first, &shelf);
    let expected = said(&first);
    assert!(expected.0.len() > count, "{}", expected.0.len());
    let most_files = files_below(&first) + 8;
    let fresh = Loop { shelf: &shelf, before: None, expected, duration, most_files };
    let mut met = fresh.kill(kills.div_ceil(2), &mut dice);
    change(&shelf);
    let second = shelf.folder("second");
    copy(&first, &second);
    let duration = whole_run(&second, &shelf);
    let expected = said(&second);
    let most_files = files_below(&second) + 8;
    let changed = Loop { shelf: &shelf, before: Some(&first), expected, duration, most_files };
    met += changed.kill(kills / 2, &mut dice);
    println!("{kills} archives, {met} kills that met a running ingest");
}
