//! The archive on disk: the only owner of tantivy's schema, the stored record, the writer and the
//! snapshot.

mod checksums;
mod directory;
mod error;
mod facts;
mod file_state;
mod generation;
mod labels;
mod lexicon;
mod lines;
mod meta;
mod record;
mod records;
mod schema;
mod snapshot;
mod stories;
mod writer;
mod zones;

pub use checksums::damaged_files;
pub use error::Error;
pub use facts::Counted;
pub use file_state::{FileOutcome, FileState, file_key};
pub use generation::is_archive;
pub use lexicon::Form;
pub use lines::{
    CASE_ALL, CASE_SOME, COMPOUND_END, PARAGRAPH_START, SENTENCE_START, SmallLines, language_of,
    passages,
};
pub use meta::{Meta, Root};
pub use records::{Record, Records};
pub use schema::Fields;
pub use snapshot::Snapshot;
pub use stories::{Alias, Aliases, Level, Standing, Standings, UnderBand};
pub use writer::{Entry, Found, Writer, WriterOptions, facets};
pub use zones::{ZoneColumns, ZoneStarts};

/// Where a document lies in a snapshot.
pub use tantivy::DocAddress;

/// What the archive gives back, or why it cannot.
pub type Result<T> = std::result::Result<T, Error>;

/// The version of schema and record together: an index of another version is rebuilt from its
/// records.
pub const FORMAT: u32 = 4;
