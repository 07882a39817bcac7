//! What several tests share: numbers that come in the same order again, the present, a folder and
//! its archive.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use chrono::NaiveDate;
use morgue::archive::{self, FileState, Snapshot};
use morgue::clipping::{Clipping, Id};
use morgue::desk;
use morgue::ingest::{self, Error, Event, Options, Tally};
use morgue::query::parse;
use morgue::search::{Fold, Request, Searcher, Show, Sort};
use tempfile::TempDir;

/// Seeded numbers (SplitMix64: Steele, Lea, Flood 2014).
#[derive(Clone, Debug)]
pub(crate) struct Dice(u64);

impl Dice {
    /// The numbers of one seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5eed)
    }

    /// Any number.
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from `low` up to, not including, `high`.
    pub(crate) fn within(&mut self, low: usize, high: usize) -> usize {
        low + (self.next() % (high - low) as u64) as usize
    }

    /// True this many times in a hundred.
    pub(crate) fn chance(&mut self, percent: u64) -> bool {
        self.next() % 100 < percent
    }

    /// One of them.
    pub(crate) fn pick<'a, T: ?Sized>(&mut self, from: &[&'a T]) -> &'a T {
        from[self.within(0, from.len())]
    }

    /// The place of one of `length` things.
    pub(crate) fn place(&mut self, length: usize) -> usize {
        self.within(0, length)
    }
}

/// A number that a person sets for tests that can go on for long.
pub(crate) fn number_from(variable: &str) -> Option<u64> {
    std::env::var(variable).ok()?.parse().ok()
}

/// The day every test runs on.
pub(crate) fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2019, 11, 20).expect("a day")
}

/// An ingest with what people wrote beside the archive.
pub(crate) fn corrected(shelf: &Shelf) -> Options {
    let (lore, notes) = desk::read_lore(&shelf.index()).expect("the files are read");
    assert_eq!(notes, []);
    Options { lore, ..options() }
}

/// The clipping with that headline.
pub(crate) fn titled(shelf: &Shelf, headline: &str) -> Clipping {
    let mut found = shelf.clippings().into_values().filter(|one| one.headline.value == headline);
    found.next().expect("it is there")
}

/// An ingest with nothing special asked, long enough after now for files written just now to have
/// settled.
pub(crate) fn options() -> Options {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).expect("it is after 1970");
    let noon = today().and_hms_opt(12, 0, 0).expect("noon");
    Options { threads: 2, ..Options::new(noon, since.as_secs() as i64 + 3_600) }
}

/// Tries again while the archive is busy: a process that another test starts holds the locks of
/// this one for the moment before it becomes itself.
fn patiently<T>(deed: impl Fn() -> Result<T, Error>) -> Result<T, Error> {
    for _ in 0..100 {
        match deed() {
            Err(Error::Archive(archive::Error::Busy { .. })) => {
                std::thread::sleep(Duration::from_millis(20));
            }
            other => return other,
        }
    }
    deed()
}

/// [`ingest::ingest`], patiently.
pub(crate) fn ingest(
    dir: &Path,
    paths: &[PathBuf],
    options: &Options,
    report: &(dyn Fn(Event) + Sync),
) -> Result<Tally, Error> {
    patiently(|| ingest::ingest(dir, paths, options, report))
}

/// [`ingest::rebuild`], patiently.
pub(crate) fn rebuild(
    dir: &Path,
    options: &Options,
    report: &(dyn Fn(Event) + Sync),
) -> Result<ingest::Rebuilt, Error> {
    patiently(|| ingest::rebuild(dir, options, report))
}

/// [`ingest::apply_corrections`], patiently.
pub(crate) fn apply_corrections(dir: &Path, ids: &[Id], options: &Options) -> Result<u64, Error> {
    patiently(|| ingest::apply_corrections(dir, ids, options))
}

/// Folders of clippings with an archive beside them, all gone in the end.
pub(crate) struct Shelf {
    dir: TempDir,
}

impl Shelf {
    /// An empty folder `clippings`, and no archive yet.
    pub(crate) fn new() -> Self {
        let shelf = Self { dir: tempfile::tempdir().expect("a folder") };
        fs::create_dir(shelf.folder("clippings")).expect("an empty folder");
        shelf
    }

    /// A folder beside the archive.
    pub(crate) fn folder(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// Where the archive lies.
    pub(crate) fn index(&self) -> PathBuf {
        self.folder("index")
    }

    /// A file below `clippings`.
    pub(crate) fn file(&self, path: &str) -> PathBuf {
        self.folder("clippings").join(path)
    }

    /// Writes a file below `clippings`, with the folders it lies in.
    pub(crate) fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.file(path);
        fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("folders");
        fs::write(path, content).expect("a file is written");
    }

    /// Deletes a file below `clippings`.
    pub(crate) fn delete(&self, path: &str) {
        fs::remove_file(self.file(path)).expect("the file was there");
    }

    /// Ingests `clippings`.
    pub(crate) fn ingest(&self) -> Tally {
        self.ingest_with(&[&self.folder("clippings")], &options())
    }

    /// Ingests folders; every balance adds up, and the tally agrees with the archive.
    pub(crate) fn ingest_with(&self, folders: &[&Path], options: &Options) -> Tally {
        let paths: Vec<PathBuf> = folders.iter().map(|&path| path.to_owned()).collect();
        let tally = ingest(&self.index(), &paths, options, &|_| {}).expect("the ingest runs");
        assert!(tally.files.adds_up(), "files: {:?}", tally.files);
        assert!(tally.clippings.adds_up(), "clippings: {:?}", tally.clippings);
        if !options.dry_run {
            assert_eq!(tally.in_archive, self.snapshot().clippings(), "{tally:?}");
        }
        tally
    }

    /// The archive as it is now.
    pub(crate) fn snapshot(&self) -> Snapshot {
        Snapshot::open(&self.index()).expect("the archive opens")
    }

    /// Every clipping of the archive.
    pub(crate) fn clippings(&self) -> BTreeMap<Id, Clipping> {
        clippings(&self.snapshot())
    }

    /// What the archive knows of every file, by path.
    pub(crate) fn states(&self) -> BTreeMap<String, FileState> {
        let states = self.snapshot().file_states().expect("states are read");
        let count = states.len();
        let by_path: BTreeMap<String, FileState> = states
            .into_iter()
            .map(|state| (format!("{}/{}", state.root, state.path), state))
            .collect();
        assert_eq!(by_path.len(), count, "every file has one state");
        by_path
    }
}

/// Every clipping of an archive.
pub(crate) fn clippings(snapshot: &Snapshot) -> BTreeMap<Id, Clipping> {
    let mut clippings = BTreeMap::new();
    for address in snapshot.documents() {
        if snapshot.id_at(address).expect("the column is read").is_some() {
            let clipping = snapshot.clipping(address).expect("every record is read");
            let doubled = clippings.insert(clipping.id, clipping);
            assert!(doubled.is_none(), "no clipping is there twice: {doubled:?}");
        }
    }
    clippings
}

/// Copies a folder with all that is in it.
pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").map(|entry| entry.expect("an entry")) {
        let target = to.join(entry.file_name());
        match entry.file_type().expect("a type").is_dir() {
            true => copy(&entry.path(), &target),
            false => drop(fs::copy(entry.path(), target).expect("a copy")),
        }
    }
}

/// The headlines that a query finds, sorted.
pub(crate) fn found(shelf: &Shelf, query: &str) -> Vec<String> {
    let snapshot = shelf.snapshot();
    let mut searcher = Searcher::new(&snapshot).expect("the archive is searched");
    let request = Request {
        query: parse(query, today()).query,
        sort: Sort::Relevance,
        limit: 100,
        after: None,
        facets: Vec::new(),
        timeline: false,
        show: Show::Nothing,
        fold: Fold::NOTHING,
    };
    let page = searcher.page(&request).expect("a page");
    let mut found: Vec<String> =
        page.hits.into_iter().map(|hit| hit.clipping.headline.value).collect();
    found.sort();
    found
}
