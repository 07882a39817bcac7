//! One piece as several files print it.

use super::{Draft, Note, Origin};

/// The piece as some of its files have it: the same words with other labels, captions or furniture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printing {
    /// Where it is printed so, sorted; never empty in an archive.
    pub origins: Vec<Origin>,
    /// What a reader made of it there.
    pub draft: Draft,
    /// What was odd about it there.
    pub notes: Vec<Note>,
}
