//! What tests of readers ask of a reader and of a draft.

use super::{Account, Options, Reader, Source};
use crate::clipping::{Draft, LabelName};

/// All drafts that a reader makes of a text, and its account.
pub(super) fn read(
    reader: &dyn Reader,
    path: &str,
    text: &str,
    options: &Options,
) -> (Vec<Draft>, Account) {
    let mut drafts = Vec::new();
    let source = Source { path, bytes: text.as_bytes() };
    let account = reader.read(&source, text, options, &mut |draft, _| drafts.push(draft));
    (drafts, account)
}

/// The values of its labels of one name.
pub(super) fn values(draft: &Draft, name: LabelName) -> Vec<&str> {
    let named = draft.labels.iter().filter(|label| label.name == name);
    named.map(|label| label.value.as_str()).collect()
}
