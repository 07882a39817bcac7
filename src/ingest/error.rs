//! What can stop an ingest. A bad file never does.

use std::path::PathBuf;

use crate::archive;

/// Why an ingest could not run.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The archive could not be written.
    #[error(transparent)]
    Archive(#[from] archive::Error),
    /// What was to be ingested is not there.
    #[error("cannot read {}: {source}", path.display())]
    Path {
        /// As given.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A folder or file that clippings came from is no longer there.
    #[error("{} is gone; the archive holds clippings from it", path.display())]
    Gone {
        /// As given.
        path: PathBuf,
    },
    /// What was to be ingested is an archive, or lies in this one.
    #[error("{} is an archive of this program, not a folder of clippings", path.display())]
    IsArchive {
        /// As given.
        path: PathBuf,
    },
    /// A pattern names no sidecars.
    #[error("no pattern of sidecars: {what}")]
    Sidecar {
        /// What is wrong with it.
        what: String,
    },
    /// An exclusion is no glob.
    #[error("{pattern:?} is no glob: {what}")]
    Glob {
        /// As given.
        pattern: String,
        /// What is wrong with it.
        what: String,
    },
    /// No clipping has that id.
    #[error("no clipping has the id {id}")]
    NoSuchClipping {
        /// The id.
        id: String,
    },
}

impl Error {
    /// What a person can do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Archive(error) => error.hint(),
            Self::Path { .. } => {
                "nothing was changed; check the name, or whether its disk is mounted"
            }
            Self::Gone { .. } => {
                "nothing was changed; mount its disk, or take its clippings out with --prune"
            }
            Self::IsArchive { .. } => "name the folder the clippings lie in",
            Self::Glob { .. } => "globs look like '*.bak', 'drafts/**' or '{old,tmp}/*'",
            Self::Sidecar { .. } => "a sidecar is called like `{stem}.json`, or `none` for none",
            Self::NoSuchClipping { .. } => "ids stand below each hit of `morgue search`",
        }
    }
}
