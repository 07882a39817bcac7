//! The query language: text becomes a tree, the tree a reading, the reading is evaluated over any
//! source of positions.
//!
//! The staircase of types: [`parse`] gives [`Parsed`] from text, [`read_dialect`] from the text of
//! another house; [`read`] gives a [`Reading`] from
//! that, an analyser and the archive's languages; [`spans`] says where a reading's words stand in
//! one clipping.

mod dates;
mod dialects;
mod equivalents;
mod fields;
mod filters;
mod grammar;
mod habits;
mod lexer;
mod looseness;
mod pattern;
mod print;
mod problem;
mod reading;
mod record;
mod spans;
mod taking;
mod tree;
mod two_words;

pub use dates::{DateRange, read_range};
pub use dialects::{Dialect, read as read_dialect};
pub use equivalents::{Asking, Name, with_equivalents};
pub use fields::FIELDS_HELP;
pub use grammar::parse;
pub use pattern::{MAX_PATTERN_BYTES, Pattern, PatternState};
pub use problem::{Problem, Severity};
pub use reading::{Bare, Forms, Leaf, Line, Reading, Scored, ScoredWords, Step, TextUnit, read};
pub use record::{RecordView, Verdict, judge};
pub use spans::{Evaluator, Expr, MAX_SPANS, Match, Positions};
pub use tree::{
    Attribute, Filter, Looseness, Node, NodeKind, Order, Overlap, Parsed, Printed, Query, Reach,
    Role, Roles, Scope, Window, WordForm,
};
pub use two_words::TwoWords;

/// Groups, NOT, windows and counts may nest this deep.
pub const MAX_DEPTH: usize = 64;

/// A query may hold this many words, phrases and filters.
pub const MAX_CLAUSES: usize = 1_024;

/// So many problems of each kind are told of one query; the others are counted.
pub const MAX_PROBLEMS: usize = 50;

/// A query may be this long, in bytes.
pub const MAX_QUERY_BYTES: usize = 64 * 1_024;

/// A window may be this wide, in positions; a phrase may have this many words between its own.
pub const MAX_WINDOW: u32 = 1_000;

/// A fuzzy word may differ by this many letters.
pub const MAX_DISTANCE: u8 = 2;

/// A word may weigh this many times what it weighs by itself.
pub const MAX_BOOST: f32 = 1_000.0;

/// From this many bare words on, a query is read as best match.
pub const MANY_WORDS: usize = 9;
