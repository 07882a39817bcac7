//! What can go wrong with an archive, named for what a person can do about it.

use std::io;
use std::path::{Path, PathBuf};

use tantivy::TantivyError;
use tantivy::directory::error::{OpenDirectoryError, OpenReadError, OpenWriteError};

/// Why the archive could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no archive there.
    #[error("no archive in {}", dir.display())]
    Missing {
        /// The folder looked in.
        dir: PathBuf,
    },
    /// Another process is writing to it.
    #[error("the archive in {} is being written to by {holder}", dir.display())]
    Busy {
        /// The archive.
        dir: PathBuf,
        /// Who holds it, as far as is known.
        holder: String,
    },
    /// A newer program made it.
    #[error("the archive in {} has format {found}, this program reads up to {known}", dir.display())]
    TooNew {
        /// The archive.
        dir: PathBuf,
        /// Its format.
        found: u32,
        /// The newest format known here.
        known: u32,
    },
    /// An older program made it, or one that takes words apart differently.
    #[error("the archive in {} was made by another version of this program", dir.display())]
    TooOld {
        /// The archive.
        dir: PathBuf,
    },
    /// What lies there cannot be read as an archive.
    #[error("the archive in {} is damaged: {what}", dir.display())]
    Damaged {
        /// The archive.
        dir: PathBuf,
        /// What was found.
        what: String,
    },
    /// The disk refused.
    #[error("cannot {deed} {}: {source}", path.display())]
    Disk {
        /// What was tried.
        deed: &'static str,
        /// On what.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A query took too long.
    #[error("the query takes more than {seconds} s")]
    Overtime {
        /// How long it was given.
        seconds: u64,
    },
    /// A cursor that ended a page of something else.
    #[error("the cursor is of another query or another order")]
    ForeignCursor,
    /// The search engine refused.
    #[error("cannot {deed}: {}", said(source))]
    Engine {
        /// What was tried.
        deed: &'static str,
        /// What the engine says.
        source: Box<TantivyError>,
    },
}

impl Error {
    /// What a person can do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Missing { .. } => {
                "make one with `morgue ingest FOLDER`, or name another with --index or MORGUE_INDEX"
            }
            Self::Busy { .. } => "wait until it is done; searching works meanwhile",
            Self::TooNew { .. } => "use the newer program, or another --index",
            Self::TooOld { .. } => {
                "run `morgue rebuild`: it is made anew from its own records, without the sources"
            }
            Self::Damaged { .. } => {
                "run `morgue rebuild`; if that fails too, delete all in that folder but the files that \
                 end in .txt, which people wrote, and ingest again"
            }
            Self::Disk { .. } => "check that the disk has room and that you may write there",
            Self::ForeignCursor => "take the one that this query printed, with the same flags",
            Self::Overtime { .. } => "ask for rarer words, narrower windows or fewer wildcards",
            Self::Engine { .. } => "run `morgue verify` to see whether the archive is whole",
        }
    }

    pub(super) fn disk(deed: &'static str, path: &Path, source: std::io::Error) -> Self {
        Self::Disk { deed, path: path.to_owned(), source }
    }
}

/// What the engine says, where it says it as a programmer would: a file that is missing, a file
/// that does not hold what it ought to.
fn wrong_with(source: &TantivyError) -> Option<String> {
    let name = |path: &Path| {
        path.file_name()
            .map_or_else(|| path.display().to_string(), |name| name.display().to_string())
    };
    match source {
        TantivyError::OpenReadError(OpenReadError::FileDoesNotExist(path)) => {
            Some(format!("the file {} is missing", name(path)))
        }
        TantivyError::OpenReadError(OpenReadError::IoError { io_error, filepath })
            if io_error.kind() == io::ErrorKind::InvalidData =>
        {
            Some(format!("the file {} does not hold what it ought to", name(filepath)))
        }
        TantivyError::OpenDirectoryError(OpenDirectoryError::DoesNotExist(path)) => {
            Some(format!("the folder {} is missing", name(path)))
        }
        TantivyError::DataCorruption(_) | TantivyError::IncompatibleIndex(_) => {
            Some("one of its files does not hold what it ought to".to_owned())
        }
        _ => None,
    }
}

/// What the system said to the engine, where it said that there is no room.
fn no_room(source: &TantivyError) -> Option<io::Error> {
    use io::ErrorKind::{FileTooLarge, QuotaExceeded, StorageFull};
    let same = |said: &io::Error| match said.raw_os_error() {
        Some(code) => io::Error::from_raw_os_error(code),
        None => said.kind().into(),
    };
    let said = match source {
        TantivyError::IoError(error) => same(error),
        TantivyError::OpenWriteError(OpenWriteError::IoError { io_error, .. }) => same(io_error),
        // Where segments are written and merged, what the system said is handed on as text.
        TantivyError::InternalError(text) => {
            let code = text.rsplit_once("(os error ")?.1.trim_end_matches(')').parse().ok()?;
            io::Error::from_raw_os_error(code)
        }
        _ => return None,
    };
    matches!(said.kind(), StorageFull | QuotaExceeded | FileTooLarge).then_some(said)
}

fn said(source: &TantivyError) -> String {
    wrong_with(source).unwrap_or_else(|| source.to_string())
}

impl Error {
    /// As [`Error::Damaged`] where the engine found the archive in `dir` to be so, as
    /// [`Error::Disk`] where it found no room there.
    pub(super) fn in_archive(self, dir: &Path) -> Self {
        let Self::Engine { source, .. } = &self else { return self };
        if let Some(what) = wrong_with(source) {
            return Self::Damaged { dir: dir.to_owned(), what };
        }
        match no_room(source) {
            Some(source) => Self::disk("write to", dir, source),
            None => self,
        }
    }
}

impl Error {
    /// As [`Error::Damaged`] where the engine refused to read the archive in `dir` for whatever
    /// reason: what a check of the whole archive has found.
    pub fn as_damage(self, dir: &Path) -> Self {
        match &self {
            Self::Engine { source, .. } => {
                Self::Damaged { dir: dir.to_owned(), what: said(source) }
            }
            _ => self,
        }
    }
}

/// Turns the engine's refusal into ours, naming the deed.
pub(super) fn engine(deed: &'static str) -> impl FnOnce(TantivyError) -> Error {
    move |source| Error::Engine { deed, source: Box::new(source) }
}

impl From<TantivyError> for Error {
    fn from(source: TantivyError) -> Self {
        Self::Engine { deed: "read the index", source: Box::new(source) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_told_as_one() {
        let full = io::Error::from(io::ErrorKind::StorageFull);
        let told = engine("commit")(full.into()).in_archive(Path::new("io"));
        assert!(told.to_string().starts_with("cannot write to io: "), "{told}");
        assert!(told.hint().contains("has room"));
        // The number for a full disk on Linux and the BSDs.
        let text = TantivyError::InternalError(io::Error::from_raw_os_error(28).to_string());
        let told = engine("commit")(text).in_archive(Path::new("io"));
        assert!(matches!(told, Error::Disk { .. }), "{told}");
    }
}
