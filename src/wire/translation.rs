//! A query of another house in our language.

use serde::Serialize;

use super::Problem;

/// What `translate --json` prints.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Translation {
    /// The house: `factiva`, `nexis`, `proquest`, `gdelt`, `lucene`.
    pub dialect: &'static str,
    /// The words as typed.
    pub query: String,
    /// The query in our language; absent where nothing of it could be read.
    pub translation: Option<String>,
    /// What was lost or is read differently.
    pub problems: Vec<Problem>,
}
