//! What a word or a phrase is called elsewhere, put beside it in the tree. Who knows the names is
//! asked; an exact form (`=GSOMIA`) asks nobody.

use super::{Node, NodeKind, Printed, Query, Scope, WordForm};
use crate::text::{Span, fold};

/// Another name of what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The word, or the words of a phrase.
    pub words: String,
    /// How it must be printed.
    pub printed: Printed,
}

impl Name {
    /// The name as it is looked for, typed at a place of the query's text.
    pub fn node(self, scope: Scope, span: Span) -> Node {
        let Self { words: text, printed } = self;
        let is_phrase = text.contains(|c: char| !c.is_alphanumeric() && !fold::joins_previous(c));
        let kind = match is_phrase {
            true => NodeKind::Phrase { text, slack: 0, printed, scope },
            false => NodeKind::Word { text, form: WordForm::Stem, printed, scope },
        };
        Node { kind, span }
    }
}

/// Who knows what else a word or a phrase is called, which stands at a place of the query's text.
pub type Asking<'a, E> = dyn FnMut(&str, Span) -> Result<Vec<Name>, E> + 'a;

/// The query with other names beside the words and phrases that have some. `called` gives those of
/// what was typed at a place of the query's text.
///
/// # Errors
/// Those of `called`.
pub fn with_equivalents<E>(query: &Query, called: &mut Asking<'_, E>) -> Result<Query, E> {
    let root = query.root.as_ref().map(|root| widened(root, called)).transpose()?;
    Ok(Query { root, ..query.clone() })
}

fn widened<E>(node: &Node, called: &mut Asking<'_, E>) -> Result<Node, E> {
    let mut one = |node: &Node| widened(node, called);
    let kind = match &node.kind {
        NodeKind::Word { text, form: WordForm::Stem, printed: Printed::Anyhow, scope }
        | NodeKind::Phrase { text, slack: 0, printed: Printed::Anyhow, scope }
            if is_of_words(*scope) && !text.contains(['*', '?']) =>
        {
            let names = called(text, node.span)?;
            return Ok(beside(node, *scope, names));
        }
        NodeKind::And(nodes) => NodeKind::And(nodes.iter().map(one).collect::<Result<_, _>>()?),
        NodeKind::Or(nodes) => NodeKind::Or(nodes.iter().map(one).collect::<Result<_, _>>()?),
        NodeKind::Not(inner) => NodeKind::Not(Box::new(one(inner)?)),
        NodeKind::AtLeast { times, inner } => {
            NodeKind::AtLeast { times: *times, inner: Box::new(one(inner)?) }
        }
        NodeKind::First { words, inner } => {
            NodeKind::First { words: *words, inner: Box::new(one(inner)?) }
        }
        NodeKind::Boost { factor, inner } => {
            NodeKind::Boost { factor: *factor, inner: Box::new(one(inner)?) }
        }
        NodeKind::Near { left, window, right } => NodeKind::Near {
            left: Box::new(one(left)?),
            window: *window,
            right: Box::new(one(right)?),
        },
        NodeKind::NotNear { left, window, right } => NodeKind::NotNear {
            left: Box::new(one(left)?),
            window: *window,
            right: Box::new(one(right)?),
        },
        NodeKind::Everything
        | NodeKind::Word { .. }
        | NodeKind::Phrase { .. }
        | NodeKind::Equivalent(_)
        | NodeKind::Filter(_) => node.kind.clone(),
    };
    Ok(Node { kind, span: node.span })
}

fn beside(node: &Node, scope: Scope, names: Vec<Name>) -> Node {
    if names.is_empty() {
        return node.clone();
    }
    let others = names.into_iter().map(|name| name.node(scope, node.span));
    let kind = NodeKind::Equivalent(std::iter::once(node.clone()).chain(others).collect());
    Node { kind, span: node.span }
}

/// Whether a scope is one of running text: names of people and places in lines beside it are not
/// called otherwise.
fn is_of_words(scope: Scope) -> bool {
    match scope {
        Scope::Anywhere
        | Scope::Headline
        | Scope::Lead
        | Scope::HeadlineOrLead
        | Scope::Body
        | Scope::Caption => true,
        Scope::Byline | Scope::Dateline | Scope::Url | Scope::Raw => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::parse;
    use chrono::NaiveDate;

    fn check(text: &str, expect: &str) {
        let today = NaiveDate::from_ymd_opt(2019, 11, 20).expect("a day");
        let query = parse(text, today).query;
        let mut called = |typed: &str, _| -> Result<Vec<Name>, ()> {
            let named =
                |words: &str| vec![Name { words: words.to_owned(), printed: Printed::Anyhow }];
            Ok(match typed {
                "GSOMIA" => named("military pact"),
                "military pact" => named("GSOMIA"),
                _ => Vec::new(),
            })
        };
        let widened = with_equivalents(&query, &mut called).expect("names are known");
        assert_eq!(widened.to_string(), expect, "{text}");
    }

    #[test]
    fn names_stand_beside_what_was_typed() {
        check("GSOMIA", "(GSOMIA | \"military pact\")");
        check("\"military pact\" Tokyo", "(\"military pact\" | GSOMIA) Tokyo");
        check("GSOMIA W/5 Japan", "(GSOMIA | \"military pact\") W/5 Japan");
        check("headline:GSOMIA", "(headline:GSOMIA | headline:\"military pact\")");
        check("-GSOMIA OR x", "-(GSOMIA | \"military pact\") OR x");
    }

    #[test]
    fn exact_forms_and_patterns_stand_for_themselves() {
        for text in ["=GSOMIA", "=\"military pact\"", "GSOM*", "GSOMIA~1", "byline:GSOMIA"] {
            check(text, text);
        }
        check("ALLCAPS(GSOMIA)", "ALLCAPS(GSOMIA)");
        check("\"military pact\"~3", "\"military pact\"~3");
    }
}
