//! Where a clipping was found.

/// One place a clipping was read from. The same piece in two files is one clipping with two
/// origins.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    /// The folder or file that was given to `ingest`, canonical.
    pub root: String,
    /// The file, relative to the root, with `/`; the file's own name where the root is a file.
    pub path: String,
    /// Which article of the file, from 0.
    pub part: u32,
}
