//! What the archive remembers of a file, so that an unchanged one is not read again.

use serde::{Deserialize, Serialize};

/// The state of a file when it was read last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileState {
    /// The root it was found under.
    #[serde(rename = "r")]
    pub root: String,
    /// Its path below the root.
    #[serde(rename = "p")]
    pub path: String,
    /// Size in bytes.
    #[serde(rename = "s")]
    pub size_bytes: u64,
    /// Time of last change, nanoseconds since 1970.
    #[serde(rename = "m")]
    pub mtime_ns: i64,
    /// Time of last change of its entry, nanoseconds since 1970; 0 where the system has none.
    #[serde(rename = "c")]
    pub ctime_ns: i64,
    /// Its number in the file system; 0 where the system has none.
    #[serde(rename = "i")]
    pub inode: u64,
    /// The version of the readers that read it.
    #[serde(rename = "v")]
    pub readers: u32,
    /// The hash of its bytes, as hexadecimal digits; empty where it could not be read or is to be
    /// read again.
    #[serde(rename = "h")]
    pub hash: String,
    /// When it was read, seconds since 1970.
    #[serde(rename = "t")]
    pub read_at: i64,
    /// What came of it.
    #[serde(rename = "o")]
    pub outcome: FileOutcome,
}

/// What came of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileOutcome {
    /// It was read.
    #[serde(rename = "r")]
    Read {
        /// The reader's name.
        #[serde(rename = "w")]
        reader: String,
        /// How many clippings it holds.
        #[serde(rename = "n")]
        clippings: u32,
        /// What was odd about it.
        #[serde(rename = "d")]
        notes: Vec<String>,
    },
    /// It was skipped.
    #[serde(rename = "s")]
    Skipped {
        /// Why, as a phrase for people.
        #[serde(rename = "y")]
        reason: String,
    },
}

/// The key under which clippings remember a file they came from.
pub fn file_key(root: &str, path: &str) -> u64 {
    let mut hasher = blake3::Hasher::new();
    hasher.update(root.as_bytes());
    hasher.update(&[0]);
    hasher.update(path.as_bytes());
    let mut first = [0; 8];
    first.copy_from_slice(&hasher.finalize().as_bytes()[..8]);
    u64::from_le_bytes(first)
}

impl FileState {
    /// Its [`file_key`].
    pub fn key(&self) -> u64 {
        file_key(&self.root, &self.path)
    }

    /// Forgets what the file held, so that it is read again when it is met next.
    pub fn forget_content(&mut self) {
        self.hash.clear();
    }

    pub(super) fn write(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("a struct of numbers and strings is JSON")
    }

    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }
}
