//! Labels as clippings spell them: facets file `korea`, people read `Korea`.
//!
//! Each spelling is one term, `category␟korea␞Korea`, so that the spellings of a value lie side by
//! side in the vocabulary and are found without reading a clipping.

use crate::clipping::{Clipping, Dimension};
use crate::text::fold;

/// Stands before each step of a path; control characters never occur in keys.
const STEP: char = '\u{1f}';

/// Stands before the spelling.
const SPELLING: char = '\u{1e}';

/// What every spelling of a value begins with.
pub(super) fn beginning(dimension: Dimension, path: &[String]) -> String {
    let mut beginning = dimension.name().to_owned();
    for step in path {
        beginning.push(STEP);
        beginning.push_str(step);
    }
    beginning.push(SPELLING);
    beginning
}

/// The spelling in a term; nothing where it is none.
pub(super) fn spelling(term: &str) -> Option<&str> {
    term.split_once(SPELLING).map(|(_, spelling)| spelling)
}

/// The terms of a clipping: how it spells each label it is filed under, steps above the last
/// included.
pub(super) fn terms(clipping: &Clipping) -> Vec<String> {
    let mut terms = Vec::new();
    let mut add = |dimension: Dimension, steps: &[String]| {
        let path: Vec<String> = steps.iter().map(|step| fold::key(step)).collect();
        for (depth, spelled) in (1..).zip(steps) {
            terms.push(beginning(dimension, &path[..depth]) + spelled);
        }
    };
    for category in &clipping.categories {
        add(Dimension::Category, &category.value);
    }
    let single = [
        (Dimension::Outlet, &clipping.outlet),
        (Dimension::Via, &clipping.via),
        (Dimension::Agency, &clipping.agency),
    ];
    for (dimension, known) in single {
        if let Some(known) = known {
            add(dimension, std::slice::from_ref(&known.value));
        }
    }
    let lists = [
        (Dimension::Tag, &clipping.tags),
        (Dimension::Person, &clipping.people),
        (Dimension::Organisation, &clipping.organisations),
        (Dimension::Company, &clipping.companies),
    ];
    for (dimension, list) in lists {
        for known in list {
            add(dimension, std::slice::from_ref(&known.value));
        }
    }
    terms
}
