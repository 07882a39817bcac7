//! What was doubtful about a query, and what was made of it.

use super::MAX_PROBLEMS;
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

/// Problems in the order of their places, at most [`MAX_PROBLEMS`] of each severity; how many more there
/// are is told last.
pub(super) fn in_order(mut problems: Vec<Problem>) -> Vec<Problem> {
    problems.sort_by_key(|problem| problem.span.start);
    let all = problems.len();
    let mut kept = [0; 3];
    problems.retain(|problem| {
        let kept = &mut kept[problem.severity as usize];
        *kept += 1;
        *kept <= MAX_PROBLEMS
    });
    if problems.len() < all {
        let message = format!("and {} more of these", all - problems.len());
        let end = problems.last().map_or(0, |problem| problem.span.end);
        problems.push(Problem::new(Severity::Said, Span::new(end, end), message));
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endless_problems_are_counted_and_a_refusal_stays() {
        let problem = |severity, at| Problem::new(severity, Span::new(at, at + 1), "x");
        let mut all: Vec<Problem> = (0..1_000).map(|at| problem(Severity::Repaired, at)).collect();
        all.push(problem(Severity::Refused, 5_000));
        let told = in_order(all);
        assert_eq!(told.len(), MAX_PROBLEMS + 2);
        assert_eq!(told[MAX_PROBLEMS].severity, Severity::Refused);
        assert_eq!(told[MAX_PROBLEMS + 1].message, "and 950 more of these");
        assert_eq!(in_order(vec![problem(Severity::Said, 1)]).len(), 1);
    }
}
