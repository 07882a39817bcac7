//! A query as a tree, every node with its place in the text.

use super::{DateRange, Problem};
use crate::clipping::{Dating, Dimension};
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

impl Query {
    /// The query without its places in a text: equal for two texts that ask the same.
    pub fn without_spans(&self) -> Self {
        Self { root: self.root.as_ref().map(Node::without_spans), looseness: self.looseness }
    }

    /// Whether it is typed in capitals throughout, three words at least: then capitals mean nothing.
    pub fn is_shouted(&self) -> bool {
        let mut typed = Vec::new();
        self.root.iter().for_each(|root| root.typed(&mut typed));
        // Of a headline that was pasted, what would join is told in small letters: `and`.
        typed.retain(|word| !matches!(*word, "and" | "or" | "not" | "near" | "same" | "adj"));
        typed.len() > 2 && !typed.iter().any(|word| word.chars().any(char::is_lowercase))
    }

    /// The query without its own filters on a dimension: those among the terms of its topmost AND.
    /// Nothing where it has none.
    pub fn without_filters_on(&self, dimension: Dimension) -> Option<Self> {
        let mut query = self.clone();
        let root = query.root.as_mut()?;
        if root.is_filter_on(dimension) {
            root.kind = NodeKind::Everything;
            return Some(query);
        }
        let NodeKind::And(terms) = &mut root.kind else { return None };
        let before = terms.len();
        terms.retain(|term| !term.is_filter_on(dimension));
        let changed = terms.len() < before;
        if terms.is_empty() {
            root.kind = NodeKind::Everything;
        }
        changed.then_some(query)
    }
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

impl Node {
    fn without_spans(&self) -> Self {
        let boxed = |node: &Self| Box::new(node.without_spans());
        let all = |nodes: &[Self]| nodes.iter().map(Self::without_spans).collect();
        let kind = match &self.kind {
            NodeKind::Near { left, window, right } => {
                NodeKind::Near { left: boxed(left), window: *window, right: boxed(right) }
            }
            NodeKind::NotNear { left, window, right } => {
                NodeKind::NotNear { left: boxed(left), window: *window, right: boxed(right) }
            }
            NodeKind::AtLeast { times, inner } => {
                NodeKind::AtLeast { times: *times, inner: boxed(inner) }
            }
            NodeKind::First { words, inner } => {
                NodeKind::First { words: *words, inner: boxed(inner) }
            }
            NodeKind::Boost { factor, inner } => {
                NodeKind::Boost { factor: *factor, inner: boxed(inner) }
            }
            NodeKind::Not(inner) => NodeKind::Not(boxed(inner)),
            NodeKind::And(nodes) => NodeKind::And(all(nodes)),
            NodeKind::Or(nodes) => NodeKind::Or(all(nodes)),
            NodeKind::Equivalent(nodes) => NodeKind::Equivalent(all(nodes)),
            NodeKind::Everything
            | NodeKind::Word { .. }
            | NodeKind::Phrase { .. }
            | NodeKind::Filter(_) => self.kind.clone(),
        };
        Self { kind, span: Span::default() }
    }

    /// How many parts stand inside each other below it: groups, NOT, windows, counts, weights.
    pub fn depth(&self) -> usize {
        let deepest = |nodes: &[Self]| nodes.iter().map(Self::depth).max().unwrap_or(0);
        match &self.kind {
            NodeKind::Near { left, right, .. } | NodeKind::NotNear { left, right, .. } => {
                1 + left.depth().max(right.depth())
            }
            NodeKind::AtLeast { inner, .. }
            | NodeKind::First { inner, .. }
            | NodeKind::Boost { inner, .. }
            | NodeKind::Not(inner) => 1 + inner.depth(),
            NodeKind::And(parts) | NodeKind::Or(parts) | NodeKind::Equivalent(parts) => {
                1 + deepest(parts)
            }
            NodeKind::Everything
            | NodeKind::Word { .. }
            | NodeKind::Phrase { .. }
            | NodeKind::Filter(_) => 0,
        }
    }

    /// Adds its words and phrases as they were typed.
    fn typed<'a>(&'a self, out: &mut Vec<&'a str>) {
        match &self.kind {
            NodeKind::Word { text, .. } | NodeKind::Phrase { text, .. } => out.push(text),
            NodeKind::And(nodes) | NodeKind::Or(nodes) => {
                nodes.iter().for_each(|node| node.typed(out));
            }
            // The first one was typed.
            NodeKind::Equivalent(names) => names.iter().take(1).for_each(|name| name.typed(out)),
            NodeKind::Not(inner)
            | NodeKind::AtLeast { inner, .. }
            | NodeKind::First { inner, .. }
            | NodeKind::Boost { inner, .. } => inner.typed(out),
            NodeKind::Near { left, right, .. } | NodeKind::NotNear { left, right, .. } => {
                left.typed(out);
                right.typed(out);
            }
            NodeKind::Everything | NodeKind::Filter(_) => {}
        }
    }

    /// Whether it is nothing but filters on a dimension, one of which must hold.
    fn is_filter_on(&self, wanted: Dimension) -> bool {
        match &self.kind {
            NodeKind::Filter(Filter::Facet { dimension, .. }) => *dimension == wanted,
            NodeKind::Or(nodes) => nodes.iter().all(|node| node.is_filter_on(wanted)),
            _ => false,
        }
    }
}

/// The kinds of parts.
#[derive(Clone, Debug, PartialEq)]
pub enum NodeKind {
    /// Every clipping.
    Everything,
    /// A word, or what stands for words.
    Word {
        /// As typed, without signs: a wildcard keeps its `*` and `?`, a regular expression its
        /// inside.
        text: String,
        /// Which printed words it stands for.
        form: WordForm,
        /// How it must be printed.
        printed: Printed,
        /// Where to look.
        scope: Scope,
    },
    /// Words in this order, as typed; those with a `*` or `?` stand for others.
    Phrase {
        /// As typed, without the quotation marks.
        text: String,
        /// How many other words may stand between them, all together.
        slack: u32,
        /// How they must be printed.
        printed: Printed,
        /// Where to look.
        scope: Scope,
    },
    /// Both, near each other.
    Near {
        /// What is named first.
        left: Box<Node>,
        /// How near.
        window: Window,
        /// What is named second.
        right: Box<Node>,
    },
    /// The left one at places where the right one is not near.
    NotNear {
        /// What is looked for.
        left: Box<Node>,
        /// How near the other one must not be.
        window: Window,
        /// What must not be near.
        right: Box<Node>,
    },
    /// So many times at least, without overlap.
    AtLeast {
        /// How many times.
        times: u32,
        /// What is counted.
        inner: Box<Node>,
    },
    /// Among the first words of its zone.
    First {
        /// How many words.
        words: u32,
        /// What is looked for there.
        inner: Box<Node>,
    },
    /// The same, weighing more or less in the ranking.
    Boost {
        /// What the score of its words is multiplied by.
        factor: f32,
        /// What is weighed.
        inner: Box<Node>,
    },
    /// All of them.
    And(Vec<Node>),
    /// Any of them.
    Or(Vec<Node>),
    /// Names of one thing, which score as one word: what was typed, then what else it is called. One
    /// alone is a phrase that stands for itself and for nothing else.
    Equivalent(Vec<Node>),
    /// What it does not hold for.
    Not(Box<Node>),
    /// A condition on what is known of a clipping.
    Filter(Filter),
}

/// Which printed words a typed one stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WordForm {
    /// Those with its stem, by any spelling.
    Stem,
    /// Itself.
    Exact,
    /// Those that fit it: `*` stands for any letters, `?` for one.
    Wild,
    /// Those that differ from it by so many letters at most; two swapped neighbours count once.
    Fuzzy(u8),
    /// Those that the regular expression fits from end to end.
    Regex,
}

/// How a word must be printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Printed {
    /// In any way.
    Anyhow,
    /// All in capitals, two letters or more.
    AllCapitals,
    /// With a capital, or all in capitals.
    WithCapitals,
    /// Without a capital.
    WithoutCapitals,
}

impl Printed {
    /// The operator that asks for it; empty for [`Printed::Anyhow`].
    pub fn operator(self) -> &'static str {
        match self {
            Self::Anyhow => "",
            Self::AllCapitals => "ALLCAPS",
            Self::WithCapitals => "CAPS",
            Self::WithoutCapitals => "NOCAPS",
        }
    }
}

/// How near two parts of a query must stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Window {
    /// How far apart.
    pub reach: Reach,
    /// Which comes first.
    pub order: Order,
}

/// How far apart two parts may stand. Distances are counted in positions between the nearest edges:
/// words side by side have distance 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reach {
    /// At most so many positions, in one zone.
    Within(u32),
    /// Exactly so many positions, in one zone.
    Exactly(u32),
    /// In one sentence.
    Sentence,
    /// In one paragraph.
    Paragraph,
    /// In one zone.
    Zone,
}

/// Which of two parts must come first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Order {
    /// Either.
    Either,
    /// The one named first.
    AsNamed,
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
    /// Whose date is known so.
    Dated(Dating),
    /// Which plays this role among its copies and versions.
    Is(Role),
}

/// What a clipping is among its copies and versions in the archive, whatever a query asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// The earliest of its copies, or the only one.
    Lead,
    /// A copy of an earlier one.
    Copy,
    /// A later state of an earlier one, or a copy of such a state.
    Version,
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Lead, Self::Copy, Self::Version];

    /// Its name after `is:`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Lead => "lead",
            Self::Copy => "copy",
            Self::Version => "version",
        }
    }
}

/// The roles that one clipping plays. Without copies and versions it is a lead alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Roles {
    /// Whether it is a copy of an earlier one.
    pub is_copy: bool,
    /// Whether it is a later state of an earlier one.
    pub is_version: bool,
}

impl Roles {
    /// Whether it plays that role.
    pub fn has(self, role: Role) -> bool {
        match role {
            Role::Lead => !self.is_copy,
            Role::Copy => self.is_copy,
            Role::Version => self.is_version,
        }
    }
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
    /// A caption.
    Caption,
    /// A value of a dimension.
    Filed(Dimension),
}

impl Attribute {
    /// All of them.
    pub const ALL: [Self; 16] = [
        Self::Byline,
        Self::Date,
        Self::Url,
        Self::Dateline,
        Self::Caption,
        Self::Filed(Dimension::Region),
        Self::Filed(Dimension::Category),
        Self::Filed(Dimension::Topic),
        Self::Filed(Dimension::Outlet),
        Self::Filed(Dimension::Via),
        Self::Filed(Dimension::Agency),
        Self::Filed(Dimension::Language),
        Self::Filed(Dimension::Tag),
        Self::Filed(Dimension::Person),
        Self::Filed(Dimension::Organisation),
        Self::Filed(Dimension::Company),
    ];

    /// Its name after `has:`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Byline => "byline",
            Self::Date => "date",
            Self::Url => "url",
            Self::Dateline => "dateline",
            Self::Caption => "caption",
            Self::Filed(dimension) => dimension.name(),
        }
    }
}
