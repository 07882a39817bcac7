//! A clipping as found, before anything is concluded from it.

/// What a reader made of one article: nothing interpreted, nothing lost.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// The number its source gave it, with a namespace (`reuters21578:123`).
    pub native: Option<String>,
    /// The headline, where the source has one.
    pub title: Option<String>,
    /// Every paragraph in the order found.
    pub paragraphs: Vec<Paragraph>,
    /// What the source states about the article, in the order found.
    pub labels: Vec<Label>,
}

/// One paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// What it is.
    pub kind: Kind,
    /// Whether the source marks it so, as against being judged from its words.
    pub stated: bool,
    /// Its text, without the line ends of the source's wrapping.
    pub text: String,
}

impl Paragraph {
    /// Running text, as far as is known.
    pub fn text(text: impl Into<String>) -> Self {
        Self { kind: Kind::Text, stated: false, text: text.into() }
    }

    /// A paragraph the source itself marks as `kind`.
    pub fn stated(kind: Kind, text: impl Into<String>) -> Self {
        Self { kind, stated: true, text: text.into() }
    }

    /// The paragraph before it was judged from its words.
    pub fn as_found(&self) -> Self {
        let kind = if self.stated { self.kind } else { Kind::Text };
        Self { kind, ..self.clone() }
    }
}

/// The kinds of paragraphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Running text.
    Text,
    /// The words under a photo, where they stand first.
    Caption,
    /// A caption printed once more.
    RepeatedCaption,
    /// What belongs to the page and not to the piece: print links, label lines, share lines.
    Furniture,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Text, Self::Caption, Self::RepeatedCaption, Self::Furniture];

    /// The name people see and records store.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Caption => "caption",
            Self::RepeatedCaption => "repeated caption",
            Self::Furniture => "furniture",
        }
    }
}

/// Something the source states about an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// What it speaks of.
    pub name: LabelName,
    /// The words as found, trimmed.
    pub value: String,
    /// Where it stood: `header line`, `<PLACES>`, `key author`.
    pub place: String,
}

impl Label {
    /// The label `name` with `value`, found at `place`.
    pub fn new(name: LabelName, value: impl Into<String>, place: impl Into<String>) -> Self {
        Self { name, value: value.into(), place: place.into() }
    }
}

/// How a label of its own opens that says when an embargo ends; the time follows as printed.
pub const EMBARGOED_UNTIL: &str = "embargoed until ";

/// What a label can speak of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LabelName {
    /// When it was published.
    Published,
    /// When it was changed last.
    Updated,
    /// When it was saved, loaded or crawled: never taken for publication.
    Saved,
    /// Who printed it.
    Outlet,
    /// The aggregator it came through.
    Via,
    /// The agency credited.
    Agency,
    /// Who wrote it.
    Byline,
    /// The place line.
    Dateline,
    /// The address of the original.
    Url,
    /// A category; `/` separates general from special.
    Category,
    /// A tag.
    Tag,
    /// A place the source says it is about.
    Place,
    /// A person the source says it is about.
    Person,
    /// An organisation the source says it is about.
    Organisation,
    /// A company the source says it is about, by its name or its symbol.
    Company,
    /// A language code or name.
    Language,
    /// `correction`, `brief`, `embargoed` and the like.
    Status,
    /// Anything else: kept, shown with `--meta`, not interpreted.
    Other,
}

impl LabelName {
    /// All of them.
    pub const ALL: [Self; 18] = [
        Self::Published,
        Self::Updated,
        Self::Saved,
        Self::Outlet,
        Self::Via,
        Self::Agency,
        Self::Byline,
        Self::Dateline,
        Self::Url,
        Self::Category,
        Self::Tag,
        Self::Place,
        Self::Person,
        Self::Organisation,
        Self::Company,
        Self::Language,
        Self::Status,
        Self::Other,
    ];

    /// The name people see, records store and `--map` takes.
    pub fn name(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Updated => "updated",
            Self::Saved => "saved",
            Self::Outlet => "outlet",
            Self::Via => "via",
            Self::Agency => "agency",
            Self::Byline => "byline",
            Self::Dateline => "dateline",
            Self::Url => "url",
            Self::Category => "category",
            Self::Tag => "tag",
            Self::Place => "place",
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::Company => "company",
            Self::Language => "language",
            Self::Status => "status",
            Self::Other => "other",
        }
    }

    /// The label with that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|label| label.name() == name)
    }
}
