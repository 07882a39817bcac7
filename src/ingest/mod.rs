//! The way in: folders of files become clippings in the archive, only what changed, every file
//! accounted for.

mod apart;
mod beside;
mod corrections;
mod error;
mod files;
mod held;
mod learn;
mod names;
mod reconcile;
mod run;
mod stories;
mod tally;
mod walk;
mod work;

use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use chrono::NaiveDateTime;

use crate::enrich::Lore;
use crate::intake::Mapping;

pub use apart::{
    APART_VERB, MAX_APART_MEMORY_BYTES, MAX_APART_SECONDS, MAX_APART_WORDS_BYTES, PDFTOTEXT,
    REFUSED,
};
pub use corrections::{Unapplied, unapplied};
pub use error::Error;
pub use run::{Rebuilt, apply_corrections, ingest, rebuild};
pub use tally::{Clippings, Files, Tally};

/// What an ingest is told. Time is an argument: nothing here asks a clock.
#[derive(Clone, Debug)]
pub struct Options {
    /// Files and folders whose path below the root fits one of these globs are passed over.
    pub exclude: Vec<String>,
    /// Read and count, write nothing.
    pub dry_run: bool,
    /// Take clippings out though most of a root has vanished, or all of it.
    pub prune: bool,
    /// Hash every file, though size and times say it is unchanged.
    pub checksum: bool,
    /// What keys of JSON and of tables stand for. Where none is given, those hold that were given last for
    /// the same root.
    pub map: Vec<Mapping>,
    /// How sidecars are called ([`Sidecars::of`](crate::intake::Sidecars::of)). Where nothing is
    /// given, that holds which was given last for the same root.
    pub sidecars: Vec<String>,
    /// Threads that read and enrich.
    pub threads: usize,
    /// How much is put between two commits.
    pub batch: Batch,
    /// Learned facts and hand corrections.
    pub lore: Lore,
    /// Local time.
    pub now: NaiveDateTime,
    /// Seconds since 1970.
    pub now_seconds: i64,
    /// This program, which is started once more for each PDF file that `pdftotext` does not read.
    pub program: Option<PathBuf>,
    /// The `pdftotext` that PDF files are read with, a path or a name that is looked up
    /// ([`PDFTOTEXT`]); without it, or where it is not there, `program` reads them.
    pub pdftotext: Option<OsString>,
    /// Set by the person who wants it to stop: what is done is committed.
    pub stop: Arc<AtomicBool>,
}

impl Options {
    /// Nothing special, on one thread, at that moment: local time, and seconds since 1970.
    pub fn new(now: NaiveDateTime, now_seconds: i64) -> Self {
        Self {
            exclude: Vec::new(),
            dry_run: false,
            prune: false,
            checksum: false,
            map: Vec::new(),
            sidecars: Vec::new(),
            threads: 1,
            batch: Batch::default(),
            lore: Lore::default(),
            now,
            now_seconds,
            program: None,
            pdftotext: None,
            stop: Arc::default(),
        }
    }
}

/// How much is put between two commits at the most, but for what a worker sends at once.
#[derive(Clone, Copy, Debug)]
pub struct Batch {
    /// Clippings.
    pub clippings: usize,
    /// Bytes of text.
    pub bytes: usize,
}

impl Default for Batch {
    fn default() -> Self {
        Self { clippings: BATCH_CLIPPINGS, bytes: BATCH_BYTES }
    }
}

/// What an ingest tells while it runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Files found so far while walking.
    Walking {
        /// How many.
        found: u64,
    },
    /// The walk is over.
    Walked {
        /// Files that will be looked at.
        files: u64,
    },
    /// A file is dealt with.
    File {
        /// Files dealt with so far.
        done: u64,
        /// Clippings put so far.
        clippings: u64,
        /// The file.
        path: PathBuf,
    },
    /// What was put so far is lasting.
    Committed {
        /// Clippings in the archive.
        clippings: u64,
    },
    /// The last merges run.
    Merging,
}

/// A commit is made after this many clippings at the latest.
pub const BATCH_CLIPPINGS: usize = 20_000;

/// A commit is made after this many bytes of text at the latest.
pub const BATCH_BYTES: usize = 48 << 20;

/// More vanished files than this, and more than half of a root, are not taken out without
/// `--prune`; neither are fewer where they leave the root without a file.
pub const VANISHED_FILES: u64 = 20;
