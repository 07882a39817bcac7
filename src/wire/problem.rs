//! What was doubtful about a query.

use serde::Serialize;

use crate::query;

/// A problem.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Problem {
    /// `note`, `repaired`, `refused`.
    pub severity: &'static str,
    /// What was found and what was made of it.
    pub message: String,
    /// What to type instead.
    pub hint: Option<String>,
    /// The first byte in `query`.
    pub start: usize,
    /// The byte after the last one.
    pub end: usize,
}

impl From<&query::Problem> for Problem {
    fn from(problem: &query::Problem) -> Self {
        Self {
            severity: problem.severity.name(),
            message: problem.message.clone(),
            hint: problem.hint.clone(),
            start: problem.span.start,
            end: problem.span.end,
        }
    }
}
