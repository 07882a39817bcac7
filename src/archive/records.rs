//! The records of an archive whatever version made it: all that a rebuild reads.

use std::path::Path;

use super::{Error, FileState, Meta, Result, Snapshot, Standing, generation};
use crate::clipping::Clipping;

/// An archive opened for its records and nothing else: its other fields may be those of an older
/// version.
pub struct Records {
    archive: Snapshot,
    damaged: Vec<String>,
}

/// One document of an archive.
pub enum Record {
    /// A clipping, with the states of the files it carries, and where it stands among its copies;
    /// versions before the fourth knew no stories.
    Clipping(Box<Clipping>, Vec<FileState>, Option<Standing>),
    /// The states of files without clippings.
    Ledger(Vec<FileState>),
    /// A clipping that cannot be read, and how many files it carried.
    Unreadable(u64),
}

impl Records {
    /// Opens the archive in `dir` though an older version made it.
    ///
    /// # Errors
    /// Where there is none, where a newer version made it, where it cannot be read.
    pub fn open(dir: &Path) -> Result<Self> {
        let folder =
            generation::current(dir)?.ok_or_else(|| Error::Missing { dir: dir.to_owned() })?;
        let mut snapshot = Snapshot::open_for_records(dir, &folder)?;
        let damaged = snapshot.damaged_files()?;
        if damaged.is_empty() {
            snapshot.aliases = snapshot.read_aliases()?;
        }
        match snapshot.meta().check(dir) {
            Ok(()) | Err(Error::TooOld { .. }) => Ok(Self { archive: snapshot, damaged }),
            Err(error) => Err(error),
        }
    }

    /// What the archive knows of itself.
    pub fn meta(&self) -> &Meta {
        self.archive.meta()
    }

    /// The files of it that are not as they were written: what is read from them may be wrong.
    pub fn damaged(&self) -> &[String] {
        &self.damaged
    }

    /// All of them, in the order of the index, each with how many states of files beside it cannot
    /// be read.
    pub fn iter(&self) -> impl Iterator<Item = (Record, u64)> + '_ {
        // The engine panics on columns that are damaged; states lie there, records do not.
        let columns_are_whole = !self.damaged.iter().any(|name| name.ends_with(".fast"));
        self.archive.documents().map(move |address| {
            let states = match columns_are_whole {
                true => self.archive.states_and_unreadable_at(address).unwrap_or_default(),
                false => (Vec::new(), 0),
            };
            let (states, unreadable) = states;
            let record = match self.archive.record_at(address) {
                Ok(Some(clipping)) => {
                    let standing = match columns_are_whole {
                        true => self.archive.standing_at(address).unwrap_or_default(),
                        false => None,
                    };
                    Record::Clipping(Box::new(clipping), states, standing)
                }
                Ok(None) => Record::Ledger(states),
                Err(_) => Record::Unreadable(states.len() as u64),
            };
            (record, unreadable)
        })
    }
}
