//! The JSON others rely on: shapes only. `docs/json.md` documents every key, and a test holds the
//! two together.
//!
//! A key is always there; what is not known is `null`. Places in text are bytes of its UTF-8, the
//! end not included.

mod acronyms;
mod archive;
mod batch;
mod bench;
mod clipping;
mod dates;
mod facets;
mod hit;
mod ledger;
mod page;
mod problem;
mod related;
mod significant;
mod story;
mod translation;
mod vocabulary;

use crate::text::{commands, turns_or_hides};

pub use acronyms::{Acronyms, HandLine, Meaning, ShortForm};
pub use archive::{Files, LanguageCount, Stats};
pub use batch::{Asked, Batch};
pub use bench::{Bench, BenchClass};
pub use clipping::{Clipping, KnownValue, Label, Origin, Paragraph};
pub use dates::{DateRow, DatedClipping, Dates, Oddity};
pub use facets::{Bucket, Facet, FacetValue, Facets, Timeline, TimelineReport};
pub use hit::{Date, Hit, Region, Snippet};
pub use ledger::{Ledger, LedgerFile};
pub use page::{Offer, Page, Question, Rescue, Taken};
pub use problem::Problem;
pub use related::{Related, RelatedHit};
pub use significant::{Significant, SignificantWord};
pub use story::{Diff, DiffPart, DiffRun, Dups, Group, Member, Story};
pub use translation::Translation;
pub use vocabulary::{Vocabularies, Vocabulary, VocabularyName};

/// A shape as one line of JSON, without a character that commands a terminal, turns the direction
/// of writing or hides: these are escaped.
pub fn to_json(shape: &impl serde::Serialize) -> String {
    let plain = serde_json::to_string(shape)
        .expect("shapes hold strings, numbers and lists, which are JSON");
    let is_escaped = |c: char| commands(c) || turns_or_hides(c);
    if !plain.chars().any(is_escaped) {
        return plain;
    }
    // Such characters stand inside strings only, where an escape means the same.
    let mut escaped = String::with_capacity(plain.len());
    for c in plain.chars() {
        if is_escaped(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                escaped.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            escaped.push(c);
        }
    }
    escaped
}

#[cfg(test)]
mod tests;
