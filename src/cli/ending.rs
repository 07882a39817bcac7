//! How a run ends: exit codes, and errors told once.

use std::io;
use std::process::ExitCode;

use super::screen::Palette;
use crate::{archive, ingest};

/// A run that did what it was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// Done; hits.
    Done,
    /// No hits; a count of 0; differences found by `verify`.
    Nothing,
    /// The query cannot be run; its problems have been told.
    Refused,
    /// Interrupted; what was done is committed.
    Interrupted,
}

impl Ending {
    pub(super) fn code(self) -> ExitCode {
        ExitCode::from(match self {
            Self::Done => 0,
            Self::Nothing => 1,
            Self::Refused => 2,
            Self::Interrupted => 130,
        })
    }

    /// [`Ending::Nothing`] where there are none.
    pub(super) fn of_count(count: u64) -> Self {
        if count == 0 { Self::Nothing } else { Self::Done }
    }
}

/// Why a run could not do what it was asked.
#[derive(Debug)]
pub(super) enum Failure {
    /// What was typed cannot be meant.
    Usage {
        /// What is wrong with it.
        message: String,
        /// What to type instead.
        hint: Option<String>,
    },
    /// The archive.
    Archive(archive::Error),
    /// The way in.
    Ingest(ingest::Error),
    /// A file of the person's, or stdout.
    Disk {
        /// What was tried.
        deed: String,
        /// What the system says.
        source: io::Error,
    },
}

impl Failure {
    /// Something typed that cannot be meant.
    pub(super) fn usage(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Usage { message: message.into(), hint: Some(hint.into()) }
    }

    /// The exit code. A reader of stdout who has seen enough is no failure.
    pub(super) fn code(&self) -> ExitCode {
        ExitCode::from(match self {
            Self::Disk { source, .. } if source.kind() == io::ErrorKind::BrokenPipe => 0,
            Self::Usage { .. }
            | Self::Archive(archive::Error::Overtime { .. } | archive::Error::ForeignCursor) => 2,
            Self::Ingest(ingest::Error::Archive(_)) | Self::Archive(_) | Self::Disk { .. } => 3,
            Self::Ingest(_) => 2,
        })
    }

    /// The error and its hint; nothing for a closed pipe.
    pub(super) fn told(&self, palette: Palette) -> Option<String> {
        let (message, hint) = match self {
            Self::Disk { source, .. } if source.kind() == io::ErrorKind::BrokenPipe => return None,
            Self::Disk { deed, source } => (format!("cannot {deed}: {source}"), None),
            Self::Usage { message, hint } => (message.clone(), hint.clone()),
            Self::Archive(error) => (error.to_string(), Some(error.hint().to_owned())),
            Self::Ingest(error) => (error.to_string(), Some(error.hint().to_owned())),
        };
        let mut told = format!("{} {}", palette.grave("error:"), super::safe::line(&message));
        if let Some(hint) = hint {
            told.push_str(&format!("\n{} {}", palette.hint("hint:"), super::safe::line(&hint)));
        }
        Some(told)
    }
}

impl From<archive::Error> for Failure {
    fn from(error: archive::Error) -> Self {
        Self::Archive(error)
    }
}

impl From<ingest::Error> for Failure {
    fn from(error: ingest::Error) -> Self {
        Self::Ingest(error)
    }
}

impl From<io::Error> for Failure {
    fn from(source: io::Error) -> Self {
        Self::Disk { deed: "write the output".to_owned(), source }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_closed_pipe_ends_quietly() {
        let failure = Failure::from(io::Error::from(io::ErrorKind::BrokenPipe));
        assert_eq!(failure.code(), ExitCode::from(0));
        assert_eq!(failure.told(Palette { colour: false }), None);
    }

    #[test]
    fn an_error_comes_with_its_hint() {
        let failure = Failure::usage("2019-13 is no time", "2019-11");
        let told = failure.told(Palette { colour: false });
        assert_eq!(told.as_deref(), Some("error: 2019-13 is no time\nhint: 2019-11"));
        assert_eq!(failure.code(), ExitCode::from(2));
    }
}
