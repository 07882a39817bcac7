//! Drafts to clippings.

pub mod datelines;
pub mod dates;
pub mod places;
pub mod regions;
