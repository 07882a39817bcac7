//! Queries in the language of other houses, read into our tree.
//!
//! A house is one file: its signs, its operators with how close they bind, its fields, its
//! wildcards. What is common to all stands in `tokens` (text to tokens), `reader` (tokens to a
//! tree), `leaves` (words, phrases and values to nodes) and `times` (dates).

mod factiva;
mod gdelt;
mod leaves;
mod lucene;
mod nexis;
mod proquest;
mod reader;
mod times;
mod tokens;

use chrono::NaiveDate;

use super::{
    Looseness, MAX_QUERY_BYTES, Node, NodeKind, Parsed, Printed, Problem, Query, Scope, Severity,
    WordForm, parse,
};
use crate::text::{Span, fold};
use reader::{House, Reader, look_up};

/// A house whose queries can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// Dow Jones Factiva, free text search.
    Factiva,
    /// Nexis, terms and connectors.
    Nexis,
    /// The ProQuest platform, command line search.
    Proquest,
    /// GDELT DOC 2.0, the query of its API.
    Gdelt,
    /// The classic query parser of Apache Lucene, with OR between words.
    Lucene,
}

impl Dialect {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Factiva, Self::Nexis, Self::Proquest, Self::Gdelt, Self::Lucene];

    /// The name that people type and programs see.
    pub fn name(self) -> &'static str {
        match self {
            Self::Factiva => "factiva",
            Self::Nexis => "nexis",
            Self::Proquest => "proquest",
            Self::Gdelt => "gdelt",
            Self::Lucene => "lucene",
        }
    }

    /// As the house calls itself.
    pub(super) fn house_name(self) -> &'static str {
        self.house().name()
    }

    /// Whether its fields have such a name.
    pub(super) fn has_field(self, name: &str) -> bool {
        look_up(self.house().fields(), name).is_some()
    }

    fn house(self) -> &'static dyn House {
        match self {
            Self::Factiva => &factiva::Factiva,
            Self::Nexis => &nexis::Nexis,
            Self::Proquest => &proquest::Proquest,
            Self::Gdelt => &gdelt::Gdelt,
            Self::Lucene => &lucene::Lucene,
        }
    }
}

/// Reads a query as its house would, into our tree; spans are places in `text`. `today` is what
/// relative dates are counted from.
///
/// Never fails: what is read differently here is a problem of [`Severity::Said`], what could not be
/// carried over or had to be mended one of [`Severity::Repaired`]; one of [`Severity::Refused`]
/// means that the query is not to be run. Printed, the query can be typed in our own language and
/// means the same.
pub fn read(dialect: Dialect, text: &str, today: NaiveDate) -> Parsed {
    if text.len() > MAX_QUERY_BYTES {
        let message = format!("a query is at most {MAX_QUERY_BYTES} bytes long");
        let problems = vec![Problem::new(Severity::Refused, Span::new(0, 0), message)];
        return Parsed { query: Query { root: None, looseness: Looseness::Exact }, problems };
    }
    let (root, mut problems) = Reader::new(dialect.house(), text, today).read();
    let query = Query { root, looseness: Looseness::Exact };
    let refused = problems.iter().any(|problem| problem.severity == Severity::Refused);
    if !refused && query.root.is_none() && !text.trim().is_empty() {
        let message = "nothing of this query can be carried over";
        let nothing = Problem::new(Severity::Refused, Span::new(0, text.len()), message);
        problems.push(nothing.hint("docs/dialects.md lists what is read"));
    } else if !refused {
        problems.extend(beyond_our_limits(&query, text, today));
        problems.extend(query.root.as_ref().and_then(|root| told_of_forms(dialect, root)));
    }
    Parsed { query, problems: super::problem::in_order(problems) }
}

/// Says at the first bare word that the house finds fewer of its forms than are found here: it holds
/// for all of them.
fn told_of_forms(dialect: Dialect, root: &Node) -> Option<Problem> {
    let (word, span) = first_bare_word(root)?;
    let message = format!("{}, here with all forms of its stem", dialect.house().word_forms());
    let problem = Problem::new(Severity::Said, span, message);
    Some(problem.hint(format!("={word} finds this form only")))
}

/// The first word of several letters of an alphabet that is looked for by its stem.
fn first_bare_word(node: &Node) -> Option<(&str, Span)> {
    match &node.kind {
        NodeKind::Word { text, form: WordForm::Stem, printed: Printed::Anyhow, scope } => {
            let letters = text.chars().all(|c| c.is_alphabetic() && !fold::is_cjk(c));
            let stemmed =
                !matches!(scope, Scope::Raw | Scope::Byline | Scope::Dateline | Scope::Url);
            (letters && stemmed).then_some((text, node.span))
        }
        NodeKind::And(nodes) | NodeKind::Or(nodes) | NodeKind::Equivalent(nodes) => {
            nodes.iter().find_map(first_bare_word)
        }
        NodeKind::Not(inner)
        | NodeKind::AtLeast { inner, .. }
        | NodeKind::First { inner, .. }
        | NodeKind::Boost { inner, .. } => first_bare_word(inner),
        NodeKind::Near { left, right, .. } | NodeKind::NotNear { left, right, .. } => {
            first_bare_word(left).or_else(|| first_bare_word(right))
        }
        NodeKind::Everything
        | NodeKind::Filter(_)
        | NodeKind::Phrase { .. }
        | NodeKind::Word { .. } => None,
    }
}

/// Our own language has limits of depth and length; a query that is read here and could not be
/// typed there is refused as it would be there.
fn beyond_our_limits(query: &Query, text: &str, today: NaiveDate) -> Vec<Problem> {
    let printed = parse(&query.to_string(), today);
    let refusals = printed.problems.into_iter().filter(|told| told.severity == Severity::Refused);
    refusals.take(1).map(|told| Problem { span: Span::new(0, text.len()), ..told }).collect()
}

#[cfg(test)]
mod tests;
