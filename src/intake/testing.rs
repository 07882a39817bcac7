//! What tests of readers ask of a draft.

use crate::clipping::{Draft, LabelName};

/// The values of its labels of one name.
pub(super) fn values(draft: &Draft, name: LabelName) -> Vec<&str> {
    let named = draft.labels.iter().filter(|label| label.name == name);
    named.map(|label| label.value.as_str()).collect()
}
