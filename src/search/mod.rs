//! The way out: a query becomes a page of ranked, faceted, marked hits.

mod acronyms;
mod alignment;
mod bits;
mod closeness;
mod columns;
mod copies;
mod cursor;
mod doc_languages;
mod evidence;
mod explain;
mod facets;
mod fold;
mod group;
mod names;
mod page;
mod plan;
mod positional;
mod related;
mod reprint;
mod rescue;
mod resolve;
mod significant;
mod snippet;
mod telling;
mod timeline;
mod together;
mod top;
mod two_terms;
mod view;
mod vocabulary;

pub use acronyms::{ACRONYMS_FILE, Acronyms, HandLine, Meaning, ShortForm, Standing};
pub use closeness::WINDOW as CLOSENESS_WINDOW;
pub use cursor::Cursor;
pub use evidence::Evidence;
pub use explain::{
    Explanation, HitScore, ScorePart, TermLine, TreeLine, UnitPlaces, explain, explain_hit,
    explain_places,
};
pub use facets::{FacetTable, FacetValue};
pub use fold::{Fold, Lead};
pub use names::{shown_path, shown_value};
pub use page::{Counted, Hit, Page, Prepared, Request, Searcher, Show, Sort, name_values, refuses};
pub use plan::{Plan, ScoreGroup};
pub use related::{MAX_COMPARED_LETTERS, MAX_RELATED, MAX_RELATED_WORDS, Related, RelatedHit};
pub use reprint::{Change, Comparison, Part, Run};
pub use rescue::{Offer, Rescue};
pub use resolve::Taken;
pub use significant::{MAX_SIGNIFICANT_SAMPLE, Significant, SignificantWord};
pub use snippet::{Mark, MarkedParagraph, Snippet, mark_clipping};
pub use timeline::{Bucket, Period, Timeline, by_period};
pub use view::View;

/// A beginning or a pattern stands for at most this many forms of the vocabulary, the most frequent
/// ones.
pub const MAX_FORMS: usize = 4_096;

/// All beginnings and patterns of a query together stand for about this many forms.
pub const MAX_FORMS_OF_QUERY: usize = 16_384;

/// A query that takes longer is given up.
pub const MAX_QUERY_SECONDS: u64 = 60;
