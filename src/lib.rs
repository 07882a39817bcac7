//! `morgue`: full-text search for folders of news clippings.

pub mod analysis;
pub mod clipping;
pub mod text;
