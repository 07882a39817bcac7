//! What an ingest did: one balance of files, one of the files inside them, one of clippings, each
//! adding up.

use std::collections::BTreeMap;

use super::Unapplied;
use crate::intake::Members;

/// The closing tally.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// The balance of files.
    pub files: Files,
    /// The balance of what lies inside the files that were read: members of zip files and the like.
    pub members: Members,
    /// The balance of clippings.
    pub clippings: Clippings,
    /// Roots whose keys are mapped, each with its mappings (`PubDay=date`).
    pub keys: Vec<(String, Vec<String>)>,
    /// Clippings in the archive afterwards.
    pub in_archive: u64,
    /// What a person should know: oddities of files, refusals.
    pub notes: Vec<String>,
    /// Lines for the file of corrections that say where forgotten clippings were met.
    pub traces: String,
    /// Corrections that apply to nothing.
    pub unapplied: Vec<Unapplied>,
    /// Whether it was stopped before its end.
    pub stopped: bool,
}

/// Files: found = read + sidecars + unchanged + skipped + left.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Files {
    /// Files met on the walk, hidden and excluded ones not among them.
    pub found: u64,
    /// Files whose articles were read.
    pub read: u64,
    /// Files that state something about another, beside which they lie.
    pub sidecars: u64,
    /// Files not looked into, because nothing about them changed.
    pub unchanged: u64,
    /// Files that gave no article, by reason.
    pub skipped: BTreeMap<String, u64>,
    /// Of the files read: those of which some could not be looked at, since they are damaged, cut
    /// off, or go on beyond a limit.
    pub partial: u64,
    /// Of the files read: known before under another path.
    pub moved: u64,
    /// Files known before that are gone now and are not found under another path.
    pub vanished: u64,
    /// Files known before that are passed over now as excluded.
    pub excluded: u64,
    /// Hidden files and folders that were passed over, on none of the other counts.
    pub hidden: u64,
    /// Links to folders that were not followed, on none of the other counts.
    pub linked: u64,
    /// Files not dealt with, because the ingest was stopped.
    pub left: u64,
    /// Bytes of the files read.
    pub bytes: u64,
}

impl Files {
    /// Files skipped for whatever reason.
    pub fn skipped_in_all(&self) -> u64 {
        self.skipped.values().sum()
    }

    /// Whether the balance holds.
    pub fn adds_up(&self) -> bool {
        self.found == self.read + self.sidecars + self.unchanged + self.skipped_in_all() + self.left
    }
}

/// Clippings: read = new + changed + unchanged + same as another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clippings {
    /// Articles found in the files read.
    pub read: u64,
    /// Not in the archive before.
    pub new: u64,
    /// In the archive with other text or labels.
    pub changed: u64,
    /// In the archive as they are.
    pub unchanged: u64,
    /// The same piece as another origin holds.
    pub same_as_another: u64,
    /// Of the new ones: copies of a clipping that was there, or came with them. By so many there are
    /// fewer stories than clippings; a new one that makes one story of two counts twice.
    pub copies: u64,
    /// Of the new ones: versions of one, and nobody's copies. By so many there are fewer threads than
    /// stories.
    pub versions: u64,
    /// Taken out, because their last origin is gone.
    pub removed: u64,
    /// Clippings that came out otherwise by what the archive learned or people wrote, on none of the
    /// other counts.
    pub taught: u64,
    /// Passed over, because a person asked to forget them.
    pub forgotten: u64,
    /// Of the files read: records that gave no clipping, not among those read.
    pub left_out: u64,
}

impl Clippings {
    /// Whether the balance holds.
    pub fn adds_up(&self) -> bool {
        self.read
            == self.new + self.changed + self.unchanged + self.same_as_another + self.forgotten
    }
}
