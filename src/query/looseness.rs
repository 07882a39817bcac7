//! How strictly a query is meant: what in a tree shows that a person typed operators.

use super::{Looseness, MANY_WORDS, Node, NodeKind, Printed, Scope, WordForm};

/// How strictly a tree is meant by itself, as if terms side by side had been typed without AND.
pub(super) fn of(root: &Node) -> Looseness {
    let shown = match &root.kind {
        NodeKind::And(terms) => terms.iter().any(shows_operator),
        _ => shows_operator(root),
    };
    match bare_words(root) {
        _ if shown => Looseness::Exact,
        0 | 1 => Looseness::Exact,
        2..MANY_WORDS => Looseness::AllThenMost,
        _ => Looseness::Any,
    }
}

/// How many bare words stand side by side.
pub(super) fn bare_words(node: &Node) -> usize {
    match &node.kind {
        NodeKind::And(terms) => terms.iter().map(bare_words).sum(),
        NodeKind::Boost { inner, .. } => bare_words(inner),
        _ => usize::from(is_bare(node)),
    }
}

/// Whether nothing but conditions on what is known of a clipping stands there.
pub(super) fn is_only_filters(node: &Node) -> bool {
    match &node.kind {
        NodeKind::Filter(_) => true,
        NodeKind::Not(inner) => is_only_filters(inner),
        NodeKind::And(nodes) | NodeKind::Or(nodes) => nodes.iter().all(is_only_filters),
        _ => false,
    }
}

/// Whether a part is typed with an operator. Weights are none, nor is what joins filters; what is
/// denied is.
fn shows_operator(node: &Node) -> bool {
    match &node.kind {
        NodeKind::Everything | NodeKind::Filter(_) => false,
        NodeKind::Word { .. } => !is_bare(node),
        NodeKind::Boost { inner, .. } => shows_operator(inner),
        NodeKind::And(_) | NodeKind::Or(_) => !is_only_filters(node),
        NodeKind::Phrase { .. }
        | NodeKind::Near { .. }
        | NodeKind::NotNear { .. }
        | NodeKind::AtLeast { .. }
        | NodeKind::First { .. }
        | NodeKind::Equivalent(_)
        | NodeKind::Not(_) => true,
    }
}

fn is_bare(node: &Node) -> bool {
    matches!(
        node.kind,
        NodeKind::Word {
            form: WordForm::Stem,
            printed: Printed::Anyhow,
            scope: Scope::Anywhere,
            ..
        }
    )
}
