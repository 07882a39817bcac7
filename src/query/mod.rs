//! The query language: text becomes a tree, the tree a reading, the reading is evaluated over any
//! source of positions.
//!
//! The staircase of types: [`parse`] gives [`Parsed`] from text; [`read`] gives a [`Reading`] from
//! that, an analyser and the archive's languages; [`spans`] says where a reading's words stand in
//! one clipping.

mod dates;
mod fields;
mod grammar;
mod lexer;
mod print;
mod problem;
mod reading;
mod record;
mod spans;
mod tree;

pub use dates::{DateRange, read_range};
pub use fields::FIELDS_HELP;
pub use grammar::parse;
pub use problem::{Problem, Severity};
pub use reading::{Bare, Leaf, Line, Reading, Step, TextUnit, read};
pub use record::{RecordView, Verdict, judge};
pub use spans::{Expr, Match, Positions, evaluate};
pub use tree::{Attribute, Filter, Looseness, Node, NodeKind, Overlap, Parsed, Query, Scope};

/// Parentheses may nest this deep.
pub const MAX_DEPTH: usize = 64;

/// A query may hold this many words, phrases and filters.
pub const MAX_CLAUSES: usize = 1_024;

/// A query may be this long, in bytes.
pub const MAX_QUERY_BYTES: usize = 64 * 1_024;

/// From this many bare words on, a query is read as best match.
pub const MANY_WORDS: usize = 9;
