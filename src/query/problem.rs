//! What was doubtful about a query, and what was made of it.

use crate::text::Span;

/// Something a person should know about how a query was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where in the query.
    pub span: Span,
    /// What was found and what was made of it, one sentence, lower case, no full stop.
    pub message: String,
    /// What to type instead, where something better is known.
    pub hint: Option<String>,
    /// How grave it is.
    pub severity: Severity,
}

/// How grave a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Only said: the reading is one of several a person could mean.
    Said,
    /// Something was missing or superfluous and was repaired.
    Repaired,
    /// The query cannot be run.
    Refused,
}

impl Severity {
    /// The name people and programs see.
    pub fn name(self) -> &'static str {
        match self {
            Self::Said => "note",
            Self::Repaired => "repaired",
            Self::Refused => "refused",
        }
    }
}

impl Problem {
    /// A problem without a hint.
    pub fn new(severity: Severity, span: Span, message: impl Into<String>) -> Self {
        Self { span, message: message.into(), hint: None, severity }
    }

    /// The same with a hint.
    pub fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }
}
