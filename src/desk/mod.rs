//! What needs both arms, and prints nothing: corrections by hand, verifying by brute force,
//! measuring.

mod acronyms;
mod bench;
mod corrections;
mod drawing;
mod grouping;
mod verify;
mod vocabularies;

pub use acronyms::{acronym_notes, keep_acronym};
pub use bench::{BenchOptions, Class, ClassReport, bench, drawn_classes, query_file};
pub use corrections::{
    FILE_NAME, OUTLETS_FILE, keep_correction, keep_forgotten, keep_met, keep_traces, path_of,
    read_correction, read_lore,
};
pub use grouping::Grouping;
pub use verify::{
    Difference, MAX_QUERIES, MAX_SAMPLE, Progress, VerifyOptions, VerifyReport, verify,
};
pub use vocabularies::{Vocabulary, vocabularies};
