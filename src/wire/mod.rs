//! The JSON others rely on: shapes only. `docs/json.md` documents every key, and a test holds the two together.
//!
//! A key is always there; what is not known is `null`. Places in text are bytes of its UTF-8, the end not included.

mod archive;
mod bench;
mod clipping;
mod facets;
mod hit;
mod page;
mod problem;

pub use archive::{Files, LanguageCount, Stats};
pub use bench::{Bench, BenchClass};
pub use clipping::{Clipping, KnownValue, Label, Origin, Paragraph};
pub use facets::{Bucket, Facet, FacetValue, Facets, Timeline, TimelineReport};
pub use hit::{Date, Hit, Region, Snippet};
pub use page::{Offer, Page, Question, Rescue, Taken};
pub use problem::Problem;

/// A shape as one line of JSON.
pub fn to_json(shape: &impl serde::Serialize) -> String {
    serde_json::to_string(shape).expect("shapes hold strings, numbers and lists, which are JSON")
}

#[cfg(test)]
mod tests;
