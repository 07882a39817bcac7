//! Whether a file is as it was when it was read last.

use std::fs::Metadata;

use crate::archive::{FileOutcome, FileState};
use crate::intake;

/// A file changed this shortly before it was read can have changed once more without its time telling.
const RECENT_NS: i64 = 2_000_000_000;

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

    /// Whether a file with these signs need not be looked into.
    pub(super) fn trusts(&self, state: &FileState) -> bool {
        let same = *self
            == Self {
                size_bytes: state.size_bytes,
                mtime_ns: state.mtime_ns,
                ctime_ns: state.ctime_ns,
                inode: state.inode,
            };
        let settled = state.read_at.saturating_mul(1_000_000_000)
            - state.mtime_ns.max(state.ctime_ns)
            > RECENT_NS;
        same && settled && state.readers == intake::readers_version() && !state.hash.is_empty()
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
