//! Digests: one message with several pieces in it, where that is plain to see.
//!
//! Each piece has a headline and a text. Anything less plain stays one clipping: a wrong cut tears a
//! piece apart.

pub(super) mod page;
pub(super) mod text;

use super::super::plain::Plain;
use super::super::{Options, Reader, Source};
use crate::clipping::{Draft, Paragraph};

/// Pieces have at least so many hundredths of the letters of a digest.
const LEAST_SHARE: usize = 60;

/// A message cut into pieces.
#[derive(Debug)]
pub(super) struct Digest {
    /// The pieces, in order.
    pub(super) items: Vec<Draft>,
    /// What stands around them; empty where that is no running text.
    pub(super) around: Vec<Paragraph>,
}

/// Whether so many letters in pieces are most of `all`.
fn is_most_of(share: usize, all: usize) -> bool {
    share * 100 >= all * LEAST_SHARE
}

/// A piece, read as a plain file is: it has the same lines above its text.
fn read(text: &str) -> Option<Draft> {
    let source = Source { path: "", bytes: text.as_bytes() };
    let mut found = None;
    Plain.read(&source, text.trim(), &Options::default(), &mut |draft, _| found = Some(draft));
    found
}
