//! A tree as a person would have typed it; reading it again gives the same tree.

use std::fmt;

use super::{Filter, Node, NodeKind, Overlap, Query, Scope};

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.root {
            Some(node) => write!(f, "{node}"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            NodeKind::Everything => f.write_str("*"),
            NodeKind::Word { text, exact, scope } => {
                let sign = if *exact { "=" } else { "" };
                match scope {
                    Scope::Anywhere => write!(f, "{sign}{text}"),
                    _ => write!(f, "{}:{sign}{text}", scope.name()),
                }
            }
            NodeKind::Phrase { text, scope } => write!(f, "{}{}", prefix(*scope), quote(text)),
            NodeKind::Prefix { text, scope } => write!(f, "{}{text}*", prefix(*scope)),
            NodeKind::And(terms) => list(f, terms, " "),
            NodeKind::Or(branches) => list(f, branches, " OR "),
            NodeKind::Not(inner) => match inner.kind {
                NodeKind::And(_) | NodeKind::Or(_) | NodeKind::Not(_) => write!(f, "-({inner})"),
                _ => write!(f, "-{inner}"),
            },
            NodeKind::Filter(filter) => write!(f, "{filter}"),
        }
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

fn prefix(scope: Scope) -> String {
    if scope == Scope::Anywhere { String::new() } else { format!("{}:", scope.name()) }
}

fn quote(text: &str) -> String {
    format!("\"{}\"", text.replace(['"', '“', '”', '‟'], " "))
}

impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Facet { dimension, value, .. } => {
                let plain = value.chars().all(|c| c.is_alphanumeric() || "/_.".contains(c));
                let shown = if plain { value.clone() } else { quote(value) };
                write!(f, "{}:{shown}", dimension.name())
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
            Self::Id(prefix) => write!(f, "id:{prefix}"),
            Self::Path(text) => write!(f, "path:{}", quote(text)),
            Self::Has(attribute) => write!(f, "has:{}", attribute.name()),
        }
    }
}
