//! A tree as a person would have typed it; reading it again gives the same tree.

use std::fmt;

use super::{
    Filter, Looseness, Node, NodeKind, Order, Overlap, Printed, Query, Reach, Scope, Window,
    WordForm,
};
use super::{grammar, habits, lexer, looseness};

/// Our quotation marks, and what would close them inside; what is read between some of them holds
/// none of what closes those.
const QUOTATION_MARKS: [(&str, &str); 5] =
    [("\"", "\""), ("«", "»"), ("»", "«"), ("「", "」"), ("『", "』")];

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(root) = &self.root else { return Ok(()) };
        let is_exact = self.looseness == Looseness::Exact;
        let text = match &root.kind {
            // Side by side, terms would be bare words, of which only most need be there.
            NodeKind::And(terms) if is_exact && looseness::of(root) != Looseness::Exact => {
                let terms: Vec<String> = terms.iter().map(beside).collect();
                terms.join(" AND ")
            }
            _ => root.to_string(),
        };
        match is_exact && grammar::is_taken_for_text(&text) {
            true => write!(f, "({text})"),
            false => f.write_str(&text),
        }
    }
}

/// A part as it stands among others.
fn beside(node: &Node) -> String {
    match node.kind {
        NodeKind::And(_) | NodeKind::Or(_) => format!("({node})"),
        _ => node.to_string(),
    }
}

impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            NodeKind::Everything => f.write_str("*"),
            NodeKind::Word { text, form, printed, scope } => {
                let itself = || match grammar::reads_as_itself(text, *scope) {
                    true => text.clone(),
                    false => lexer::escaped(text),
                };
                let word = match form {
                    WordForm::Exact if *printed == Printed::Anyhow => format!("={}", itself()),
                    WordForm::Stem | WordForm::Exact => itself(),
                    WordForm::Wild => text.clone(),
                    WordForm::Fuzzy(distance) => format!("{}~{distance}", itself()),
                    WordForm::Regex => format!("/{}/", text.replace('/', "\\/")),
                };
                f.write_str(&placed(&word, *scope, *printed))
            }
            NodeKind::Phrase { text, slack, printed, scope } => {
                let slack = if *slack == 0 { String::new() } else { format!("~{slack}") };
                f.write_str(&placed(&(quote(text) + &slack), *scope, *printed))
            }
            NodeKind::Near { left, window, right } => near(f, left, "", *window, right),
            NodeKind::NotNear { left, window, right } => near(f, left, "NOT ", *window, right),
            NodeKind::AtLeast { times, inner } => write!(f, "ATLEAST/{times}({inner})"),
            NodeKind::First { words, inner } => write!(f, "^{words}({inner})"),
            NodeKind::Boost { factor, inner } => match inner.kind {
                // `=x^2` is the word x, weighed.
                NodeKind::Word { form: WordForm::Exact, printed: Printed::Anyhow, .. } => {
                    write!(f, "({inner})^{factor}")
                }
                NodeKind::Word { .. } | NodeKind::Phrase { .. } => write!(f, "{inner}^{factor}"),
                _ => write!(f, "({inner})^{factor}"),
            },
            NodeKind::And(terms) => side_by_side(f, terms),
            NodeKind::Or(branches) => list(f, branches, " OR "),
            NodeKind::Equivalent(names) => match names.as_slice() {
                [only] => write!(f, "={only}"),
                _ => {
                    f.write_str("(")?;
                    list(f, names, " | ")?;
                    f.write_str(")")
                }
            },
            NodeKind::Not(inner) => {
                let inside = inner.to_string();
                // An expression begins behind a blank or a parenthesis.
                match is_joined(inner) || inside.starts_with('/') {
                    true => write!(f, "-({inside})"),
                    false => write!(f, "-{inside}"),
                }
            }
            NodeKind::Filter(filter) => write!(f, "{filter}"),
        }
    }
}

impl fmt::Display for Window {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self.order {
            Order::Either => "W",
            Order::AsNamed => "PRE",
        };
        match self.reach {
            Reach::Within(distance) => write!(f, "{name}/{distance}"),
            Reach::Exactly(distance) => write!(f, "{name}={distance}"),
            Reach::Sentence => write!(f, "{name}/S"),
            Reach::Paragraph => write!(f, "{name}/P"),
            Reach::Zone => write!(f, "{name}/F"),
        }
    }
}

/// Whether a part needs parentheses where another operator stands beside it.
fn is_joined(node: &Node) -> bool {
    matches!(
        node.kind,
        NodeKind::And(_)
            | NodeKind::Or(_)
            | NodeKind::Not(_)
            | NodeKind::Near { .. }
            | NodeKind::NotNear { .. }
    )
}

/// Windows are read from left to right: only what stands on the right needs parentheses.
fn near(
    f: &mut fmt::Formatter<'_>,
    left: &Node,
    not: &str,
    window: Window,
    right: &Node,
) -> fmt::Result {
    let alike = matches!(left.kind, NodeKind::Near { .. } | NodeKind::NotNear { .. });
    match is_joined(left) && !alike {
        true => write!(f, "({left})")?,
        false => write!(f, "{left}")?,
    }
    write!(f, " {not}{window} ")?;
    match is_joined(right) {
        true => write!(f, "({right})"),
        false => write!(f, "{right}"),
    }
}

/// Parts side by side. A word between two others that would be read as a window (`w10`) is shown to
/// be only a word.
fn side_by_side(f: &mut fmt::Formatter<'_>, terms: &[Node]) -> fmt::Result {
    let words: Vec<&str> = terms.iter().map(bare_word).collect();
    for (place, node) in terms.iter().enumerate() {
        if place > 0 {
            f.write_str(" ")?;
        }
        let joins = place > 0 && habits::spells_a_window_before_more(&words[place..]);
        match joins {
            true => f.write_str(&lexer::escaped(words[place]))?,
            false => f.write_str(&beside(node))?,
        }
    }
    Ok(())
}

/// The word that is printed as it is; empty where the node is anything else.
fn bare_word(node: &Node) -> &str {
    match &node.kind {
        NodeKind::Word {
            text,
            form: WordForm::Stem,
            printed: Printed::Anyhow,
            scope: Scope::Anywhere,
        } => text,
        _ => "",
    }
}

fn list(f: &mut fmt::Formatter<'_>, nodes: &[Node], between: &str) -> fmt::Result {
    for (place, node) in nodes.iter().enumerate() {
        if place > 0 {
            f.write_str(between)?;
        }
        f.write_str(&beside(node))?;
    }
    Ok(())
}

/// What is looked for, with the field it must stand in and the capitals it must be printed in.
fn placed(words: &str, scope: Scope, printed: Printed) -> String {
    let field = if scope == Scope::Anywhere { String::new() } else { format!("{}:", scope.name()) };
    match printed {
        Printed::Anyhow => format!("{field}{words}"),
        _ => format!("{field}{}({words})", printed.operator()),
    }
}

/// A filter's value, in quotation marks where it holds more than letters and digits or means
/// something else.
fn plain_or_quoted(value: &str) -> String {
    let plain = value.chars().all(|c| c.is_alphanumeric() || "/_.".contains(c));
    match plain && grammar::is_one_token(value) {
        true => value.to_owned(),
        false => quote(value),
    }
}

fn quote(text: &str) -> String {
    let text = quotable(text);
    let (open, close) = marks_around(&text).unwrap_or(QUOTATION_MARKS[0]);
    format!("{open}{text}{close}")
}

/// A text that can stand between quotation marks: one that holds all that close them loses the
/// commonest.
pub(super) fn quotable(text: &str) -> String {
    match marks_around(text) {
        Some(_) => text.to_owned(),
        None => text.replace(['"', '“', '”', '‟'], " "),
    }
}

/// The quotation marks between which a text can stand.
fn marks_around(text: &str) -> Option<(&'static str, &'static str)> {
    let fit = |(open, _): &(&str, &str)| {
        let closing = open.chars().next().and_then(lexer::closing_quote).unwrap_or_default();
        !text.contains(|c| closing.contains(c))
    };
    QUOTATION_MARKS.into_iter().find(fit)
}

impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Facet { dimension, value, .. } => {
                write!(f, "{}:{}", dimension.name(), plain_or_quoted(value))
            }
            Self::Date(range, Overlap::Inside) => write!(f, "date:{}", range.shown()),
            Self::Date(range, Overlap::Any) => write!(f, "date:~{}", range.shown()),
            Self::Undated => f.write_str("date:unknown"),
            Self::Added(range) => write!(f, "added:{}", range.shown()),
            Self::Words { at_least, at_most: u64::MAX } => write!(f, "words:>={at_least}"),
            Self::Words { at_least, at_most } if at_least == at_most => {
                write!(f, "words:{at_least}")
            }
            Self::Words { at_least, at_most } => write!(f, "words:{at_least}..{at_most}"),
            Self::Id(prefix) => write!(f, "id:{}", plain_or_quoted(prefix)),
            Self::Path(text) => write!(f, "path:{}", quote(text)),
            Self::Has(attribute) => write!(f, "has:{}", attribute.name()),
            Self::Dated(dating) => write!(f, "dated:{}", dating.name()),
            Self::Is(role) => write!(f, "is:{}", role.name()),
        }
    }
}

#[cfg(test)]
#[path = "print_tests.rs"]
mod tests;
