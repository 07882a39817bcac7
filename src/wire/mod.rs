//! The JSON others rely on: shapes only. `docs/json.md` documents every key, and a test holds the
//! two together.
//!
//! A key is always there; what is not known is `null`. Places in text are bytes of its UTF-8, the
//! end not included.

mod archive;
mod batch;
mod bench;
mod clipping;
mod facets;
mod hit;
mod page;
mod problem;
mod translation;

pub use archive::{Files, LanguageCount, Stats};
pub use batch::{Asked, Batch};
pub use bench::{Bench, BenchClass};
pub use clipping::{Clipping, KnownValue, Label, Origin, Paragraph};
pub use facets::{Bucket, Facet, FacetValue, Facets, Timeline, TimelineReport};
pub use hit::{Date, Hit, Region, Snippet};
pub use page::{Offer, Page, Question, Rescue, Taken};
pub use problem::Problem;
pub use translation::Translation;

/// A shape as one line of JSON.
pub fn to_json(shape: &impl serde::Serialize) -> String {
    let plain = serde_json::to_string(shape)
        .expect("shapes hold strings, numbers and lists, which are JSON");
    if !plain.chars().any(steers_terminals) {
        return plain;
    }
    // Such characters stand inside strings only, where an escape means the same.
    let escaped = plain.chars().map(|c| match steers_terminals(c) {
        true => format!("\\u{:04x}", c as u32),
        false => c.to_string(),
    });
    escaped.collect()
}

/// Characters that JSON lets through and terminals obey: DEL, C1 controls, marks of direction.
fn steers_terminals(c: char) -> bool {
    matches!(c, '\u{7f}'..='\u{9f}' | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests;
