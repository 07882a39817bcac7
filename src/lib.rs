//! `morgue`: full-text search for folders of news clippings.

pub mod analysis;
pub mod archive;
pub mod cli;
pub mod clipping;
pub mod desk;
pub mod enrich;
pub mod ingest;
pub mod intake;
pub mod query;
pub mod search;
pub mod text;
pub mod wire;
