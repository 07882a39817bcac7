//! Text as everything above sees it: spans into it, folded forms of it.

pub mod fold;
mod span;

pub use span::Span;
