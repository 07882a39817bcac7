//! A query as a tree, every node with its place in the text.

use super::{DateRange, Problem};
use crate::clipping::Dimension;
use crate::text::Span;

/// What came of reading a query's text. Parsing never fails: every repair is a problem.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed {
    /// The tree.
    pub query: Query,
    /// What was doubtful, in the order of the text.
    pub problems: Vec<Problem>,
}

/// A query.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    /// The tree; nothing where the text holds nothing to search for.
    pub root: Option<Node>,
    /// Whether hits with only some of the words may follow.
    pub looseness: Looseness,
}

/// Whether a query's words are all asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Looseness {
    /// The query holds an operator: exactly what it says.
    Exact,
    /// Bare words: hits with all of them first, then hits with most.
    AllThenMost,
    /// Best match: any of the words.
    Any,
}

/// A part of a query.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// What it is.
    pub kind: NodeKind,
    /// Where it stands in the text.
    pub span: Span,
}

/// The kinds of parts.
#[derive(Clone, Debug, PartialEq)]
pub enum NodeKind {
    /// Every clipping.
    Everything,
    /// A bare word: its stem, its spellings. `exact` after `=`.
    Word {
        /// As typed.
        text: String,
        /// Only the form as typed.
        exact: bool,
        /// Where to look.
        scope: Scope,
    },
    /// Words in this order, as typed.
    Phrase {
        /// As typed, without the quotation marks.
        text: String,
        /// Where to look.
        scope: Scope,
    },
    /// Words that begin so.
    Prefix {
        /// As typed, without the star.
        text: String,
        /// Where to look.
        scope: Scope,
    },
    /// All of them.
    And(Vec<Node>),
    /// Any of them.
    Or(Vec<Node>),
    /// What it does not hold for.
    Not(Box<Node>),
    /// A condition on what is known of a clipping.
    Filter(Filter),
}

/// Where words are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Headline, text, captions.
    Anywhere,
    /// The headline.
    Headline,
    /// The lead.
    Lead,
    /// Headline or lead.
    HeadlineOrLead,
    /// The text, lead included.
    Body,
    /// Captions.
    Caption,
    /// The byline.
    Byline,
    /// The dateline.
    Dateline,
    /// The address of the original.
    Url,
    /// Headline, text, captions and furniture.
    Raw,
}

impl Scope {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Anywhere,
        Self::Headline,
        Self::Lead,
        Self::HeadlineOrLead,
        Self::Body,
        Self::Caption,
        Self::Byline,
        Self::Dateline,
        Self::Url,
        Self::Raw,
    ];

    /// The field's name in queries; empty for [`Scope::Anywhere`].
    pub fn name(self) -> &'static str {
        match self {
            Self::Anywhere => "",
            Self::Headline => "headline",
            Self::Lead => "lead",
            Self::HeadlineOrLead => "hlead",
            Self::Body => "body",
            Self::Caption => "caption",
            Self::Byline => "byline",
            Self::Dateline => "dateline",
            Self::Url => "url",
            Self::Raw => "raw",
        }
    }
}

/// A condition on what is known of a clipping.
#[derive(Clone, Debug, PartialEq)]
pub enum Filter {
    /// Filed under one of these paths, or below one of them.
    Facet {
        /// The dimension.
        dimension: Dimension,
        /// As typed.
        value: String,
        /// What the archive calls it; filled in when the archive is asked.
        paths: Vec<Vec<String>>,
    },
    /// Published in this time.
    Date(DateRange, Overlap),
    /// Without a date.
    Undated,
    /// Entered the archive in this time.
    Added(DateRange),
    /// So many words, both ends included.
    Words {
        /// At least.
        at_least: u64,
        /// At most.
        at_most: u64,
    },
    /// With an id that begins so.
    Id(String),
    /// From a file whose path holds this.
    Path(String),
    /// Of which this is known.
    Has(Attribute),
}

/// When an imprecise date is in a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Overlap {
    /// When all of it is.
    Inside,
    /// When some of it is.
    Any,
}

/// What `has:` asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Attribute {
    /// A byline.
    Byline,
    /// A date.
    Date,
    /// An address.
    Url,
    /// A dateline.
    Dateline,
}

impl Attribute {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Byline, Self::Date, Self::Url, Self::Dateline];

    /// Its name after `has:`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Byline => "byline",
            Self::Date => "date",
            Self::Url => "url",
            Self::Dateline => "dateline",
        }
    }
}
