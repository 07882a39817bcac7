//! The records of an archive whatever version made it: all that a rebuild reads.

use std::path::Path;

use super::{Error, FileState, Meta, Result, Snapshot, generation};
use crate::clipping::Clipping;

/// An archive opened for its records and nothing else: its other fields may be those of an older
/// version.
pub struct Records(Snapshot);

/// One document of an archive.
pub enum Record {
    /// A clipping, with the states of the files it carries.
    Clipping(Box<Clipping>, Vec<FileState>),
    /// The states of files without clippings.
    Ledger(Vec<FileState>),
}

impl Records {
    /// Opens the archive in `dir` though an older version made it.
    ///
    /// # Errors
    /// Where there is none, where a newer version made it, where it cannot be read.
    pub fn open(dir: &Path) -> Result<Self> {
        let folder =
            generation::current(dir)?.ok_or_else(|| Error::Missing { dir: dir.to_owned() })?;
        let snapshot = Snapshot::open_generation(dir, &folder)?;
        match snapshot.meta().check(dir) {
            Ok(()) | Err(Error::TooOld { .. }) => Ok(Self(snapshot)),
            Err(error) => Err(error),
        }
    }

    /// What the archive knows of itself.
    pub fn meta(&self) -> &Meta {
        self.0.meta()
    }

    /// All of them, in the order of the index.
    pub fn iter(&self) -> impl Iterator<Item = Result<Record>> + '_ {
        self.0.documents().map(|address| {
            let states = self.0.states_at(address)?;
            Ok(match self.0.is_clipping(address)? {
                true => Record::Clipping(Box::new(self.0.clipping(address)?), states),
                false => Record::Ledger(states),
            })
        })
    }
}
