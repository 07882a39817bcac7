//! Text as everything above sees it: spans into it, folded forms of it, what lines and words of it
//! are known everywhere.

pub mod fold;
pub mod furniture;
pub mod letters;
pub mod months;
pub mod sections;
mod span;
pub mod statuses;
pub mod tongues;
mod unseen;

pub use span::Span;
pub use unseen::{commands, turns_or_hides};
