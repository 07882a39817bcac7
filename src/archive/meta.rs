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
}

/// A folder or file that was given to `ingest`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Root {
    /// Its canonical path.
    pub path: String,
    /// What keys of the files below it stand for (`PubDay=date`), as given last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub map: Vec<String>,
}

impl Default for Meta {
    fn default() -> Self {
        Self {
            format: FORMAT,
            analysis: analysis::VERSION,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            roots: Vec::new(),
            committed: 0,
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
