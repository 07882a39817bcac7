//! Where a derived value was read.

/// A value and the clue it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known<T> {
    /// The value.
    pub value: T,
    /// What says so.
    pub clue: Clue,
}

impl<T> Known<T> {
    /// `value`, because of `kind`, in `words` as found.
    pub fn new(value: T, kind: ClueKind, words: impl Into<String>) -> Self {
        Self { value, clue: Clue { kind, words: words.into() } }
    }
}

/// The evidence for a value: what sort it is and the words it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clue {
    /// What sort of evidence.
    pub kind: ClueKind,
    /// The words as found, or a short account of several (`Seoul ×3, South Korea ×5`).
    pub words: String,
}

/// The sorts of evidence, strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ClueKind {
    /// A person wrote it in the corrections.
    ByHand,
    /// The source says so in a place made for it: header line, label, element, key.
    Stated,
    /// A vocabulary translates what the source says.
    Vocabulary,
    /// The place line that opens the text.
    Dateline,
    /// The headline.
    Headline,
    /// The address of the original.
    Url,
    /// The stated category.
    Category,
    /// The running text.
    Text,
    /// The name of the file.
    FileName,
    /// Made from the first words, because nothing was stated.
    FirstWords,
}

impl ClueKind {
    /// All of them, strongest first.
    pub const ALL: [Self; 10] = [
        Self::ByHand,
        Self::Stated,
        Self::Vocabulary,
        Self::Dateline,
        Self::Headline,
        Self::Url,
        Self::Category,
        Self::Text,
        Self::FileName,
        Self::FirstWords,
    ];

    /// The name people see and records store.
    pub fn name(self) -> &'static str {
        match self {
            Self::ByHand => "by hand",
            Self::Stated => "stated",
            Self::Vocabulary => "vocabulary",
            Self::Dateline => "dateline",
            Self::Headline => "headline",
            Self::Url => "url",
            Self::Category => "category",
            Self::Text => "text",
            Self::FileName => "file name",
            Self::FirstWords => "first words",
        }
    }

    /// The sort with that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}
