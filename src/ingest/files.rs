//! Whether a file is as it was when it was read last.

use std::fs::Metadata;

use crate::archive::{FileOutcome, FileState};
use crate::intake::{self, Sidecars};

/// A file changed this shortly before it was read can have changed once more without its time
/// telling.
const RECENT_NS: i64 = 2_000_000_000;

/// What is remembered of a file while an ingest runs: a million of them fit in memory.
#[derive(Clone, Debug)]
pub(super) struct KnownFile {
    signs: Signs,
    readers: u32,
    /// Whether what it gave depends on what keys are mapped to.
    takes_keys: bool,
    /// Whether it was read as a sidecar.
    pub(super) is_sidecar: bool,
    /// Whether a sidecar was read with it.
    pub(super) has_sidecar: bool,
    read_at: i64,
    /// The hash of its bytes; empty where it could not be read.
    pub(super) hash: Box<str>,
    /// The root it was found under, by its place in a list.
    pub(super) root: u32,
    /// Its path below the root.
    pub(super) path: Box<str>,
}

impl KnownFile {
    /// What is kept of a state.
    pub(super) fn new(state: FileState, root: u32) -> Self {
        let signs = Signs {
            size_bytes: state.size_bytes,
            mtime_ns: state.mtime_ns,
            ctime_ns: state.ctime_ns,
            inode: state.inode,
        };
        Self {
            signs,
            readers: state.readers,
            takes_keys: takes_keys(&state.outcome),
            is_sidecar: reader(&state.outcome) == intake::SIDECAR,
            has_sidecar: reader(&state.outcome).ends_with(intake::WITH_SIDECAR),
            read_at: state.read_at,
            hash: state.hash.into_boxed_str(),
            root,
            path: state.path.into_boxed_str(),
        }
    }

    /// Whether these readers read it, with keys mapped as they are now.
    pub(super) fn is_current(&self, versions: Versions) -> bool {
        let now = if self.takes_keys { versions.keyed } else { versions.plain };
        self.readers == now && !self.hash.is_empty()
    }

    /// Whether a file with these signs need not be looked into.
    pub(super) fn trusts(&self, signs: &Signs, versions: Versions) -> bool {
        let changed_ns = self.signs.mtime_ns.max(self.signs.ctime_ns);
        let settled =
            self.read_at.saturating_mul(1_000_000_000).saturating_sub(changed_ns) > RECENT_NS;
        self.signs == *signs && settled && self.is_current(versions)
    }
}

/// The versions of the readers under one root.
#[derive(Clone, Copy, Debug)]
pub(super) struct Versions {
    plain: u32,
    keyed: u32,
}

impl Versions {
    /// Where keys are mapped and sidecars called so.
    pub(super) fn of(options: &intake::Options, sidecars: &Sidecars) -> Self {
        let called: u32 = match sidecars.written().as_slice() {
            [] => 0,
            patterns => {
                let hash = blake3::hash(patterns.join("\0").as_bytes());
                hash.as_bytes()[..4].iter().fold(0, |sum, byte| sum << 8 | u32::from(*byte))
            }
        };
        Self {
            plain: intake::readers_version().wrapping_add(called),
            keyed: intake::keyed_version(options).wrapping_add(called),
        }
    }

    /// The version for a file of which that came.
    pub(super) fn of_outcome(self, outcome: &FileOutcome) -> u32 {
        if takes_keys(outcome) { self.keyed } else { self.plain }
    }
}

fn takes_keys(outcome: &FileOutcome) -> bool {
    intake::takes_keys(reader(outcome))
}

/// Who read a file; empty where nobody did.
fn reader(outcome: &FileOutcome) -> &str {
    match outcome {
        FileOutcome::Read { reader, .. } => reader,
        FileOutcome::Skipped { .. } => "",
    }
}

/// What the system says of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Signs {
    pub size_bytes: u64,
    pub mtime_ns: i64,
    pub ctime_ns: i64,
    pub inode: u64,
}

impl Signs {
    /// Reads them off metadata.
    pub(super) fn of(metadata: &Metadata) -> Self {
        Self {
            size_bytes: metadata.len(),
            mtime_ns: mtime_ns(metadata),
            ctime_ns: ctime_ns(metadata),
            inode: inode(metadata),
        }
    }

    /// The state of a file with these signs.
    pub(super) fn state(
        &self,
        root: &str,
        path: &str,
        hash: String,
        read_at: i64,
        outcome: FileOutcome,
    ) -> FileState {
        FileState {
            root: root.to_owned(),
            path: path.to_owned(),
            size_bytes: self.size_bytes,
            mtime_ns: self.mtime_ns,
            ctime_ns: self.ctime_ns,
            inode: self.inode,
            readers: intake::readers_version(),
            hash,
            read_at,
            outcome,
        }
    }
}

fn mtime_ns(metadata: &Metadata) -> i64 {
    let since =
        metadata.modified().ok().and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
    since.and_then(|since| i64::try_from(since.as_nanos()).ok()).unwrap_or(0)
}

#[cfg(unix)]
fn ctime_ns(metadata: &Metadata) -> i64 {
    use std::os::unix::fs::MetadataExt;
    metadata.ctime().saturating_mul(1_000_000_000).saturating_add(metadata.ctime_nsec())
}

#[cfg(not(unix))]
fn ctime_ns(_: &Metadata) -> i64 {
    0
}

#[cfg(unix)]
fn inode(metadata: &Metadata) -> u64 {
    use std::os::unix::fs::MetadataExt;
    metadata.ino()
}

#[cfg(not(unix))]
fn inode(_: &Metadata) -> u64 {
    0
}
