//! The archive under test: an ingest as the program does it.

use std::path::{Path, PathBuf};

use morgue::ingest::{self, Options, Tally};

use crate::Done;

/// Files of Reuters-21578 that a quick run reads.
const QUICK_FILES: usize = 2;

/// The paths to ingest: the folder, or a few files of it.
pub(crate) fn paths(reuters: &Path, quick: bool) -> Vec<PathBuf> {
    if !quick {
        return vec![reuters.to_owned()];
    }
    (0..QUICK_FILES).map(|file| reuters.join(format!("reut2-{file:03}.sgm"))).collect()
}

/// What the program tells an ingest where no flag is given.
pub(crate) fn options() -> Options {
    let now = chrono::Local::now();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    Options { threads, ..Options::new(now.naive_local(), now.timestamp()) }
}

/// Ingests into the archive in `dir`.
pub(crate) fn ingest(dir: &Path, paths: &[PathBuf]) -> Done<Tally> {
    Ok(ingest::ingest(dir, paths, &options(), &|_| {})?)
}
