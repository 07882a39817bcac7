//! What archives are narrowed by.

/// The dimensions an archive can be narrowed by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dimension {
    /// Year, month, day of publication; `undated`.
    Date,
    /// UN M49 area, sub-area, country, city.
    Region,
    /// Category as stated.
    Category,
    /// IPTC Media Topic suggested from its words, where no category is stated.
    Topic,
    /// Who printed it.
    Outlet,
    /// The aggregator it came through.
    Via,
    /// The agency credited.
    Agency,
    /// Language.
    Language,
    /// Tag as stated.
    Tag,
    /// Person as stated.
    Person,
    /// Organisation as stated.
    Organisation,
    /// Company as stated.
    Company,
    /// Correction, brief, embargoed.
    Status,
}

impl Dimension {
    /// All of them, in the order people see them.
    pub const ALL: [Self; 13] = [
        Self::Date,
        Self::Region,
        Self::Category,
        Self::Topic,
        Self::Outlet,
        Self::Via,
        Self::Agency,
        Self::Language,
        Self::Tag,
        Self::Person,
        Self::Organisation,
        Self::Company,
        Self::Status,
    ];

    /// The name in queries, flags, output and on disk.
    pub fn name(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Region => "region",
            Self::Category => "category",
            Self::Topic => "topic",
            Self::Outlet => "outlet",
            Self::Via => "via",
            Self::Agency => "agency",
            Self::Language => "language",
            Self::Tag => "tag",
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::Company => "company",
            Self::Status => "status",
        }
    }

    /// The heading above its table.
    pub fn heading(self) -> &'static str {
        match self {
            Self::Date => "Dates",
            Self::Region => "Regions",
            Self::Category => "Categories",
            Self::Topic => "Topics",
            Self::Outlet => "Outlets",
            Self::Via => "Via",
            Self::Agency => "Agencies",
            Self::Language => "Languages",
            Self::Tag => "Tags",
            Self::Person => "People",
            Self::Organisation => "Organisations",
            Self::Company => "Companies",
            Self::Status => "Status",
        }
    }

    /// The dimension with that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|dimension| dimension.name() == name)
    }
}

/// One value of a dimension: a path of codes or folded keys, general first (`142`, `030`, `KR`,
/// `seoul`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Facet {
    /// Which dimension.
    pub dimension: Dimension,
    /// The path; never empty.
    pub path: Vec<String>,
}
