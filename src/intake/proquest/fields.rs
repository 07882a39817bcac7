//! The labels of ProQuest's documents.

use crate::clipping::LabelName;

/// What a label speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Title,
    Abstract,
    Text,
    Caption,
    Number,
    /// The day of publication.
    Date,
    /// The paper, perhaps with its edition and town behind it.
    Outlet,
    Dateline,
    One(LabelName),
    /// Parted by semicolons.
    Many(LabelName),
    /// Places parted by semicolons, perhaps with a code behind each.
    Places,
    /// `Name: X; NAICS: 1; Name: Y`.
    Companies,
}

use Field::{
    Abstract, Caption, Companies, Dateline, Many, Number, One, Outlet, Places, Text, Title,
};

/// Labels as they are printed.
const FIELDS: &[(&str, Field)] = &[
    ("Title", Title),
    ("Author", Many(LabelName::Byline)),
    ("Publication info", One(LabelName::Other)),
    ("Abstract", Abstract),
    ("Links", One(LabelName::Other)),
    ("Full text", Text),
    ("Full Text", Text),
    ("Caption", Caption),
    ("Illustration", Caption),
    ("Subject", Many(LabelName::Tag)),
    ("Business indexing term", Many(LabelName::Tag)),
    ("Identifier / keyword", Many(LabelName::Tag)),
    ("Identifiers / keywords", Many(LabelName::Tag)),
    ("Location", Places),
    ("People", Many(LabelName::Person)),
    ("Person", Many(LabelName::Person)),
    ("Company / organization", Companies),
    ("Company", Companies),
    ("Product name", Many(LabelName::Tag)),
    ("Classification", Many(LabelName::Other)),
    ("Publication title", Outlet),
    ("Publication date", Field::Date),
    ("Publication year", One(LabelName::Other)),
    ("Section", One(LabelName::Category)),
    ("Column", One(LabelName::Other)),
    ("Credit", One(LabelName::Agency)),
    ("Dateline", Dateline),
    ("Pages", One(LabelName::Other)),
    ("First page", One(LabelName::Other)),
    ("Number of pages", One(LabelName::Other)),
    ("Volume", One(LabelName::Other)),
    ("Issue", One(LabelName::Other)),
    ("Edition", One(LabelName::Other)),
    ("Publisher", One(LabelName::Other)),
    ("Place of publication", One(LabelName::Other)),
    ("Country of publication", One(LabelName::Other)),
    ("Publication subject", One(LabelName::Other)),
    ("ISSN", One(LabelName::Other)),
    ("e-ISSN", One(LabelName::Other)),
    ("CODEN", One(LabelName::Other)),
    ("Source type", One(LabelName::Other)),
    ("Language of publication", One(LabelName::Language)),
    ("Document type", One(LabelName::Other)),
    ("Document feature", One(LabelName::Other)),
    ("Accession number", One(LabelName::Other)),
    ("ProQuest document ID", Number),
    ("Document URL", One(LabelName::Url)),
    ("Copyright", One(LabelName::Other)),
    ("Last updated", One(LabelName::Saved)),
    ("Database", One(LabelName::Other)),
    ("Correction", One(LabelName::Other)),
];

/// The field with that label.
pub(super) fn named(label: &str) -> Option<Field> {
    FIELDS.iter().find(|(known, _)| *known == label).map(|(_, field)| *field)
}

/// Labels that nothing else has.
const SURE: &[&str] = &["ProQuest document ID", "ProQuest document link", "Publication info"];

/// Whether a line opens with a label that nothing else has.
pub(super) fn is_sure(line: &str) -> bool {
    SURE.iter().any(|name| line.starts_with(name))
}

/// Words in the place of a text that is not part of the export, in lower case.
const ABSENT: &[&str] = &[
    "not available",
    "none available",
    "none",
    "no full text available",
    "full text not available",
    "full text is not available",
    "full text unavailable",
    "abstract not available",
];
/// How words begin that tell where the text is instead.
const ELSEWHERE: &[&str] =
    &["available from ", "full text available from ", "full text: available from "];
/// The longest line that tells so, in bytes.
const LONGEST_ABSENT_BYTES: usize = 200;

/// Whether a paragraph says that there is no text, or where it is: `Not available.`, `Available from
/// Harbour Dailies`.
pub(super) fn tells_absence(paragraph: &str) -> bool {
    if paragraph.len() > LONGEST_ABSENT_BYTES {
        return false;
    }
    let lower = paragraph.to_lowercase();
    let words = lower.trim_matches(|c: char| !c.is_alphanumeric());
    ABSENT.contains(&words) || ELSEWHERE.iter().any(|start| words.starts_with(start))
}

/// The names in `Name: X; NAICS: 1; Name: Y`, or the entries where none is named so.
pub(super) fn companies(value: &str) -> Vec<&str> {
    let entries = || value.split(';').map(str::trim).filter(|entry| !entry.is_empty());
    let named: Vec<&str> = entries().filter_map(|entry| entry.strip_prefix("Name: ")).collect();
    if named.is_empty() { entries().collect() } else { named }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn companies_are_their_names() {
        let value = "Name: Portbury Ferries; NAICS: 483112; Name: Harbour Co";
        assert_eq!(companies(value), ["Portbury Ferries", "Harbour Co"]);
        assert_eq!(companies("Portbury Ferries; Harbour Co").len(), 2);
    }
}
