//! A folder of clippings and an archive beside it, both gone when the test ends.

use std::fs;
use std::path::{Path, PathBuf};

use morgue::archive::Snapshot;
use morgue::clipping::Id;
use morgue::ingest::{self, Options, Tally};

/// The present of these tests, a while after their files were written.
pub(crate) const NOW_SECONDS: i64 = 4_000_000_000;

/// A folder of clippings and an archive.
pub(crate) struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    /// Both, empty.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::create_dir(folder.path().join("in")).expect("a folder for clippings");
        Self { folder }
    }

    /// Where clippings lie.
    pub(crate) fn root(&self) -> PathBuf {
        self.folder.path().join("in")
    }

    /// Where the archive lies.
    pub(crate) fn index(&self) -> PathBuf {
        self.folder.path().join("index")
    }

    /// Writes a file.
    pub(crate) fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }

    /// Deletes a file.
    pub(crate) fn delete(&self, path: &str) {
        fs::remove_file(self.root().join(path)).expect("the file is there");
    }

    /// Ingests the folder; the balances must hold.
    pub(crate) fn ingest(&self) -> Tally {
        self.ingest_with(&options())
    }

    /// Ingests the folder with these options; the balances must hold.
    pub(crate) fn ingest_with(&self, options: &Options) -> Tally {
        let tally = ingest::ingest(&self.index(), &[self.root()], options, &|_| {});
        let tally = tally.expect("the ingest runs");
        assert!(tally.files.adds_up(), "{tally:?}");
        assert!(tally.clippings.adds_up(), "{tally:?}");
        tally
    }

    /// The archive as it is.
    pub(crate) fn snapshot(&self) -> Snapshot {
        Snapshot::open(&self.index()).expect("there is an archive")
    }

    /// Every clipping's id and headline with the files it came from, sorted.
    pub(crate) fn held(&self) -> Vec<(Id, String, Vec<String>)> {
        held(&self.index())
    }

    /// The headlines, sorted.
    pub(crate) fn headlines(&self) -> Vec<String> {
        let mut headlines: Vec<String> =
            self.held().into_iter().map(|(_, headline, _)| headline).collect();
        headlines.sort();
        headlines
    }
}

/// Every clipping of an archive: id, headline, files, sorted.
pub(crate) fn held(index: &Path) -> Vec<(Id, String, Vec<String>)> {
    let snapshot = Snapshot::open(index).expect("there is an archive");
    let mut held: Vec<_> = snapshot
        .documents()
        .filter(|address| snapshot.id_at(*address).expect("a readable document").is_some())
        .map(|address| {
            let clipping = snapshot.clipping(address).expect("a readable record");
            let paths = clipping.origins.iter().map(|origin| origin.path.clone()).collect();
            (clipping.id, clipping.headline.value, paths)
        })
        .collect();
    held.sort();
    held
}

/// What an ingest is told where nothing is asked of it.
pub(crate) fn options() -> Options {
    let now = chrono::DateTime::from_timestamp(NOW_SECONDS, 0).expect("a time").naive_utc();
    Options {
        exclude: Vec::new(),
        dry_run: false,
        prune: false,
        checksum: false,
        map: Vec::new(),
        threads: 2,
        lore: Default::default(),
        now,
        now_seconds: NOW_SECONDS,
        stop: Default::default(),
    }
}

/// A clipping in the typical form.
pub(crate) fn clipping(headline: &str, text: &str) -> String {
    format!(
        "{headline}\n\n13-Nov-2019 Harborwire | HangangPost | 6:02 AM Print This Post\n\n{text}\n\n\
         Tags: \n\nCategory: Korea\n\nPrint This Post"
    )
}
