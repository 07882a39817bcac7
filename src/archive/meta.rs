//! What an archive knows of itself: kept in the commit, so that it cannot disagree with the index.

use serde::{Deserialize, Serialize};

use super::FORMAT;
use crate::analysis;

/// The commit payload.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meta {
    /// The version of schema and record.
    pub format: u32,
    /// The version of the analysis.
    pub analysis: u32,
    /// The version of the program that committed last.
    pub program: String,
    /// What was given to `ingest`, in the order first given.
    pub roots: Vec<Root>,
    /// When it was committed last, seconds since 1970.
    pub committed: i64,
    /// What was learned from the clippings and what people wrote, as far as the clippings were
    /// enriched with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub learned: Vec<String>,
    /// What some of the clippings were enriched with already, while others wait for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unsettled: Vec<String>,
    /// Whether nothing was written since all clippings were brought to what was learned.
    #[serde(default)]
    pub is_settled: bool,
}

/// A folder or file that was given to `ingest`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Root {
    /// Its canonical path.
    pub path: String,
    /// What keys of the files below it stand for (`PubDay=date`), as given last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub map: Vec<String>,
    /// How sidecars of the files below it are called, as given last; empty where nobody named them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sidecars: Vec<String>,
}

impl Default for Meta {
    fn default() -> Self {
        Self {
            format: FORMAT,
            analysis: analysis::VERSION,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            roots: Vec::new(),
            committed: 0,
            learned: Vec::new(),
            unsettled: Vec::new(),
            is_settled: false,
        }
    }
}

impl Meta {
    /// Reads a commit payload; an archive without one is new.
    pub(super) fn read(payload: Option<&str>) -> Result<Self, String> {
        match payload {
            None => Ok(Self::default()),
            Some(json) => serde_json::from_str(json).map_err(|error| error.to_string()),
        }
    }

    pub(super) fn write(&self) -> String {
        serde_json::to_string(self).expect("a struct of numbers and strings is JSON")
    }
}
