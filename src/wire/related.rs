//! Clippings related to one.

use serde::Serialize;

use super::Hit;
use crate::archive::{Result, Snapshot};
use crate::clipping::Clipping;
use crate::search;

/// What `related --json` prints.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Related {
    /// The whole id of the clipping asked about.
    pub id: String,
    /// The words it was looked for by, the weightiest first.
    pub words: Vec<String>,
    /// How many copies were left out.
    pub copies: u64,
    /// The clippings, best first.
    pub hits: Vec<RelatedHit>,
}

/// A related clipping.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RelatedHit {
    /// The words it shares, the weightiest first.
    pub shared: Vec<String>,
    /// The clipping and its score.
    pub hit: Hit,
}

impl Related {
    /// What is related to `clipping`.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn new(
        snapshot: &Snapshot,
        clipping: &Clipping,
        related: &search::Related,
    ) -> Result<Self> {
        let hit = |one: &search::RelatedHit| {
            let hit = Hit::new(snapshot, &one.hit)?;
            Ok(RelatedHit { shared: one.shared.clone(), hit })
        };
        Ok(Self {
            id: clipping.id.to_string(),
            words: related.words.clone(),
            copies: related.copies,
            hits: related.hits.iter().map(hit).collect::<Result<_>>()?,
        })
    }
}
