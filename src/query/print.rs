//! A tree as a person would have typed it; reading it again gives the same tree.

use std::fmt;

use super::lexer::Operators;
use super::{
    Filter, Looseness, Node, NodeKind, Order, Overlap, Printed, Query, Reach, Scope, Window,
    WordForm,
};
use super::{grammar, habits};

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(root) = &self.root else { return Ok(()) };
        let text = match &root.kind {
            NodeKind::And(terms) if self.looseness == Looseness::Exact && is_loose(root) => {
                terms.iter().map(Node::to_string).collect::<Vec<_>>().join(" AND ")
            }
            _ => root.to_string(),
        };
        match self.looseness == Looseness::Exact && is_taken_for_text(root, &text) {
            true => write!(f, "({text})"),
            false => f.write_str(&text),
        }
    }
}

/// Whether terms side by side would be read as bare words, of which only most need be there.
fn is_loose(root: &Node) -> bool {
    let NodeKind::And(terms) = &root.kind else { return false };
    let bare = |term: &Node| {
        matches!(term.kind, NodeKind::Filter(_) | NodeKind::Everything)
            || grammar::bare_words(term) == 1 && !matches!(term.kind, NodeKind::And(_))
    };
    grammar::bare_words(root) > 1 && terms.iter().all(bare)
}

/// Whether a query would be read as a pasted headline, in which `OR` is a word and `?` a mark:
/// nothing in it looks like a query. Parentheses do.
fn is_taken_for_text(root: &Node, text: &str) -> bool {
    let headline = grammar::operators_in(text) == Operators::AreWords;
    if headline && !holds(root, &|text, _| matches!(text, "AND" | "OR" | "NOT")) {
        return true;
    }
    let marked = |text: &str, form| form == WordForm::Wild && text.ends_with('?');
    holds(root, &marked) && !grammar::looks_like_a_query(text)
}

/// Whether a word of the tree is of this kind.
fn holds(node: &Node, of_kind: &dyn Fn(&str, WordForm) -> bool) -> bool {
    match &node.kind {
        NodeKind::Word { text, form, .. } => of_kind(text, *form),
        NodeKind::Near { left, right, .. } | NodeKind::NotNear { left, right, .. } => {
            holds(left, of_kind) || holds(right, of_kind)
        }
        NodeKind::AtLeast { inner, .. }
        | NodeKind::First { inner, .. }
        | NodeKind::Boost { inner, .. } => holds(inner, of_kind),
        NodeKind::Not(inner) => holds(inner, of_kind),
        NodeKind::And(parts) | NodeKind::Or(parts) | NodeKind::Equivalent(parts) => {
            parts.iter().any(|part| holds(part, of_kind))
        }
        NodeKind::Everything | NodeKind::Phrase { .. } | NodeKind::Filter(_) => false,
    }
}

impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            NodeKind::Everything => f.write_str("*"),
            NodeKind::Word { text, form, printed, scope } => {
                let word = match form {
                    WordForm::Exact if *printed == Printed::Anyhow => format!("={text}"),
                    WordForm::Stem | WordForm::Exact | WordForm::Wild => text.clone(),
                    WordForm::Fuzzy(distance) => format!("{text}~{distance}"),
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

/// Parts side by side. A word between two others that would be read as a window (`w10`) stands in
/// parentheses.
fn side_by_side(f: &mut fmt::Formatter<'_>, terms: &[Node]) -> fmt::Result {
    let words: Vec<&str> = terms.iter().map(bare_word).collect();
    for (place, node) in terms.iter().enumerate() {
        if place > 0 {
            f.write_str(" ")?;
        }
        let joins = || place > 0 && habits::spells_a_window_before_more(&words[place..]);
        match node.kind {
            NodeKind::And(_) | NodeKind::Or(_) => write!(f, "({node})")?,
            NodeKind::Word { .. } if joins() => write!(f, "({node})")?,
            _ => write!(f, "{node}")?,
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
        match node.kind {
            NodeKind::And(_) | NodeKind::Or(_) => write!(f, "({node})")?,
            _ => write!(f, "{node}")?,
        }
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

/// A filter's value, in quotation marks where it holds more than letters and digits.
fn plain_or_quoted(value: &str) -> String {
    let plain = value.chars().all(|c| c.is_alphanumeric() || "/_.".contains(c));
    if plain && !value.starts_with('/') { value.to_owned() } else { quote(value) }
}

fn quote(text: &str) -> String {
    format!("\"{}\"", text.replace(['"', '“', '”', '‟'], " "))
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
