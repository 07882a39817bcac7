//! What was doubtful about a query, with a caret below the place.

use unicode_width::UnicodeWidthStr;

use super::safe;
use super::screen::Palette;
use crate::query::{Problem, Severity};

/// The lines that tell of `problems`, to stand below a line that shows `typed` from the first
/// column on. A place beyond `width` is quoted instead.
pub(super) fn lines(
    typed: &str,
    problems: &[Problem],
    width: usize,
    palette: Palette,
) -> Vec<String> {
    let mut lines = Vec::new();
    for problem in problems {
        let name = match problem.severity {
            Severity::Refused => palette.grave(problem.severity.name()),
            Severity::Said | Severity::Repaired => palette.hint(problem.severity.name()),
        };
        let message = safe::line(&problem.message);
        if let Some((column, carets)) = place(typed, problem, width) {
            lines.push(format!("{}{}", " ".repeat(column), palette.hint(&"^".repeat(carets))));
        }
        lines.push(format!("{name}: {message}"));
        if let Some(hint) = &problem.hint {
            lines.push(format!("  {} {}", palette.hint("hint:"), safe::line(hint)));
        }
    }
    lines
}

/// The column and the number of carets, where the place is part of the query and on the screen.
fn place(typed: &str, problem: &Problem, width: usize) -> Option<(usize, usize)> {
    let span = problem.span;
    let whole = span.start == 0 && span.end >= typed.len();
    if whole || span.is_empty() && span.start == 0 {
        return None;
    }
    let before = safe::line(typed.get(..span.start)?).width();
    let under = safe::line(span.of(typed)).width().max(1);
    (before + under <= width).then_some((before, under))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    fn check(typed: &str, at: &str, expect: &[&str]) {
        let start = typed.find(at).expect("it is there");
        let span = Span::new(start, start + at.len());
        let problem = Problem::new(Severity::Repaired, span, "left out").hint("type it");
        assert_eq!(lines(typed, &[problem], 80, Palette { colour: false }), expect);
    }

    #[test]
    fn the_caret_stands_below_the_place() {
        check("GSOMIA )", ")", &["       ^", "repaired: left out", "  hint: type it"]);
        check("한국 x)", "x", &["     ^", "repaired: left out", "  hint: type it"]);
    }

    #[test]
    fn what_concerns_the_whole_query_has_no_caret() {
        check("GSOMIA", "GSOMIA", &["repaired: left out", "  hint: type it"]);
    }
}
