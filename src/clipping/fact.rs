//! What a clipping proves by itself: short facts, each one term of the index, from which an archive
//! learns by counting.
//!
//! A term is the letter of its kind and the parts of the fact, parted by [`PART`]. What belongs
//! together begins alike, so that it lies side by side in the vocabulary.

/// Stands between the parts of a term; keys and shown names hold no control characters.
pub const PART: char = '\u{1f}';

/// The order of day and month in dates made of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DayMonthOrder {
    /// `13/11/2019`.
    DayFirst,
    /// `11/13/2019`.
    MonthFirst,
}

/// A name by the key that its spellings share.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Named {
    /// The key.
    pub key: String,
    /// As printed.
    pub shown: String,
}

/// One fact.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fact {
    /// It says what a short form stands for.
    Acronym {
        /// The short form.
        short: Named,
        /// What it stands for.
        long: Named,
    },
    /// It has a source whose paragraphs are compared.
    Source {
        /// The key of the source.
        source: String,
    },
    /// It prints a short paragraph near its top or its end.
    Passage {
        /// The key of its source.
        source: String,
        /// A hash of the folded paragraph.
        hash: u64,
        /// A few bits of the hash of what stands around it: copies of one piece share them.
        around: u8,
    },
    /// It spells the name of an outlet or an aggregator so.
    Spelling(Named),
    /// It has an address at that host.
    Site {
        /// The host, without `www.`.
        host: String,
        /// The outlet that it states; nothing where it states none.
        outlet: Option<Named>,
    },
    /// It prints a date made of numbers.
    Numbers {
        /// The key of its source.
        source: String,
        /// The order that an impossible month proves; nothing where both orders give a day.
        order: Option<DayMonthOrder>,
    },
}

/// The kinds of terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FactKind {
    /// Short form, long form, both as printed.
    ShortForm,
    /// Long form, short form, the short one as printed.
    LongForm,
    /// Source.
    Source,
    /// Source, paragraph, what stands around it.
    Passage,
    /// Key of a name, the name as printed.
    Spelling,
    /// Host, key of the stated outlet, the outlet as printed; both empty where none is stated.
    Site,
    /// Source, order.
    Numbers,
}

impl FactKind {
    /// The letter its terms begin with.
    pub fn letter(self) -> char {
        match self {
            Self::ShortForm => 'a',
            Self::LongForm => 'l',
            Self::Source => 's',
            Self::Passage => 'p',
            Self::Spelling => 'n',
            Self::Site => 'h',
            Self::Numbers => 'o',
        }
    }

    /// A term, or the beginning of terms, of this kind.
    pub fn term(self, parts: &[&str]) -> String {
        let mut term = String::from(self.letter());
        for part in parts {
            term.push(PART);
            term.push_str(part);
        }
        term
    }

    /// What the terms with these first parts begin with, and no other.
    pub fn beginning(self, parts: &[&str]) -> String {
        let mut beginning = self.term(parts);
        beginning.push(PART);
        beginning
    }
}

/// The parts of a term behind its kind.
pub fn parts(term: &str) -> Vec<&str> {
    term.split(PART).skip(1).collect()
}

impl Fact {
    /// Its terms: a definition is found from both of its ends.
    pub fn terms(&self) -> Vec<String> {
        match self {
            Self::Acronym { short, long } => vec![
                FactKind::ShortForm.term(&[&short.key, &long.key, &short.shown, &long.shown]),
                FactKind::LongForm.term(&[&long.key, &short.key, &short.shown]),
            ],
            Self::Source { source } => vec![FactKind::Source.term(&[source])],
            Self::Passage { source, hash, around } => vec![FactKind::Passage.term(&[
                source,
                &shown_hash(*hash),
                &format!("{around:02x}"),
            ])],
            Self::Spelling(name) => vec![FactKind::Spelling.term(&[&name.key, &name.shown])],
            Self::Site { host, outlet } => {
                let (key, shown) =
                    outlet.as_ref().map_or(("", ""), |name| (&*name.key, &*name.shown));
                vec![FactKind::Site.term(&[host, key, shown])]
            }
            Self::Numbers { source, order } => {
                vec![FactKind::Numbers.term(&[source, order_name(*order)])]
            }
        }
    }
}

/// How a term spells the hash of a paragraph.
pub fn shown_hash(hash: u64) -> String {
    format!("{hash:010x}")
}

/// How a term spells an order; `open` where there is none.
pub fn order_name(order: Option<DayMonthOrder>) -> &'static str {
    match order {
        Some(DayMonthOrder::DayFirst) => "day",
        Some(DayMonthOrder::MonthFirst) => "month",
        None => "open",
    }
}
