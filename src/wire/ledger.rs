//! What became of every file.

use serde::Serialize;

use crate::archive::{FileOutcome, FileState};

/// What `ledger --json` prints.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Ledger {
    /// How many files are known.
    pub known: u64,
    /// How many of them were skipped.
    pub skipped: u64,
    /// The files, by root and path.
    pub files: Vec<LedgerFile>,
}

/// What became of a file.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LedgerFile {
    /// The folder it was found under.
    pub root: String,
    /// Its path below that.
    pub path: String,
    /// Why it was skipped; nothing where it was read.
    pub skipped: Option<String>,
    /// As what it was read; nothing where it was skipped.
    pub reader: Option<String>,
    /// How many clippings it gave.
    pub clippings: u64,
    /// What was odd about it.
    pub notes: Vec<String>,
}

impl From<&FileState> for LedgerFile {
    fn from(state: &FileState) -> Self {
        let (root, path) = (state.root.clone(), state.path.clone());
        match &state.outcome {
            FileOutcome::Skipped { reason } => Self {
                root,
                path,
                skipped: Some(reason.clone()),
                reader: None,
                clippings: 0,
                notes: Vec::new(),
            },
            FileOutcome::Read { reader, clippings, notes } => Self {
                root,
                path,
                skipped: None,
                reader: Some(reader.clone()),
                clippings: u64::from(*clippings),
                notes: notes.clone(),
            },
        }
    }
}
