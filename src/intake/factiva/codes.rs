//! The two-letter codes of Factiva's fields, and the words its pages use in their languages.

use crate::clipping::LabelName;

/// What a field becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Headline,
    /// The lead paragraph and the paragraphs behind it.
    Text,
    Caption,
    Date,
    Time,
    /// The accession number, the article's own.
    Number,
    One(LabelName),
    /// `code : Name | code : Name`.
    Coded(LabelName),
    Correction,
}

use Field::{Caption, Coded, Correction, Date, Headline, Number, One, Text, Time};

/// The codes. Source: Factiva's list of field codes.
const CODES: &[(&str, Field)] = &[
    ("SE", One(LabelName::Category)),
    ("HD", Headline),
    ("BY", One(LabelName::Byline)),
    ("CR", One(LabelName::Agency)),
    ("WC", One(LabelName::Other)),
    ("PD", Date),
    ("ET", Time),
    ("SN", One(LabelName::Outlet)),
    ("SC", One(LabelName::Other)),
    ("ED", One(LabelName::Other)),
    ("PG", One(LabelName::Other)),
    ("VOL", One(LabelName::Other)),
    ("LA", One(LabelName::Language)),
    ("CY", One(LabelName::Other)),
    ("LP", Text),
    ("TD", Text),
    ("CX", Correction),
    ("CT", One(LabelName::Other)),
    ("ART", Caption),
    ("RF", One(LabelName::Other)),
    ("CO", Coded(LabelName::Company)),
    ("IN", Coded(LabelName::Tag)),
    ("NS", Coded(LabelName::Tag)),
    ("PE", Coded(LabelName::Person)),
    ("RE", Coded(LabelName::Place)),
    ("IPC", One(LabelName::Other)),
    ("IPD", One(LabelName::Other)),
    ("CLM", One(LabelName::Other)),
    ("RBN", One(LabelName::Other)),
    ("RST", One(LabelName::Other)),
    ("DLN", One(LabelName::Dateline)),
    ("NGC", One(LabelName::Other)),
    ("GC", One(LabelName::Other)),
    ("PUB", One(LabelName::Other)),
    ("AN", Number),
];

/// What is counted above an article without codes: `355 words`, `355 Wörter`, `355字`.
const WORDS: &[&str] = &[
    "words", "word", "wörter", "wort", "mots", "mot", "palabras", "parole", "palavras", "слов",
    "字", "語", "단어",
];

/// What the accession number stands behind.
const DOCUMENT: &[&str] = &[
    "Document",
    "Dokument",
    "Documento",
    "Документ",
    "文件",
    "文档",
    "文章",
    "文書",
    "ドキュメント",
    "문서",
];

/// The fewest and the most characters of an accession number.
const NUMBER_LENGTH: std::ops::RangeInclusive<usize> = 16..=48;
/// The fewest digits of an accession number: it has a day in it.
const NUMBER_DIGITS: usize = 8;

/// The field with that code.
pub(super) fn field(code: &str) -> Option<Field> {
    CODES.iter().find(|(known, _)| *known == code).map(|(_, field)| *field)
}

/// Whether a text holds the code of a headline or a word that counts words, so that other files are
/// soon told from exports.
pub(super) fn may_be_in(text: &str) -> bool {
    text.contains("HD") || WORDS.iter().any(|word| text.contains(word)) || text.contains("Wörter")
}

/// A line that opens with a code, and what follows it: behind a tab or a wide gap, or nothing.
pub(super) fn coded(line: &str) -> Option<(&str, Field, &str)> {
    let end = line.find(|c: char| !c.is_ascii_uppercase()).unwrap_or(line.len());
    let (code, rest) = line.split_at(end);
    let field = field(code)?;
    let parted = rest.is_empty() || rest.starts_with(['\t']) || rest.starts_with("  ");
    parted.then(|| (code, field, rest.trim()))
}

/// Whether a line counts the words of an article.
pub(super) fn counts_words(line: &str) -> bool {
    let line = line.trim();
    let digits = line.find(|c: char| !c.is_ascii_digit() && !matches!(c, ',' | '.' | '\'' | ' '));
    let Some(at) = digits.filter(|at| *at > 0) else { return false };
    WORDS.contains(&line[at..].trim().to_lowercase().as_str())
}

/// The accession number in a line that holds nothing else, perhaps behind `Document`.
pub(super) fn accession(line: &str) -> Option<&str> {
    let named = DOCUMENT.iter().find_map(|name| line.trim().strip_prefix(name));
    let number = named?.strip_prefix([' ', ':', '：', '\t'])?.trim_start_matches([':', ' ']).trim();
    is_number(number).then_some(number)
}

/// Whether a word is like an accession number.
pub(super) fn is_number(word: &str) -> bool {
    NUMBER_LENGTH.contains(&word.len())
        && word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        && word.bytes().filter(u8::is_ascii_digit).count() >= NUMBER_DIGITS
}

/// The names in `fra : France | eurz : Europe`.
pub(super) fn names(value: &str) -> impl Iterator<Item = &str> {
    value.split('|').map(|entry| entry.split_once(" : ").map_or(entry, |(_, name)| name).trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_stand_apart() {
        assert_eq!(coded("HD\tFerry stays"), Some(("HD", Headline, "Ferry stays")));
        assert_eq!(coded("IN"), Some(("IN", Coded(LabelName::Tag), "")));
        assert_eq!(coded("IN the harbour"), None);
        assert_eq!(coded("HDX  x"), None);
    }

    #[test]
    fn words_are_counted_in_many_languages() {
        for line in ["355 words", "1.355 Wörter", "1 355 mots", "355 palabras", "355字", "355 字"]
        {
            assert!(counts_words(line), "{line}");
        }
        assert!(!counts_words("355 words were said") && !counts_words("words"));
    }

    #[test]
    fn accession_numbers_are_long() {
        let number = Some("PORTPO0020111229e7ct0015j");
        assert_eq!(accession("Document PORTPO0020111229e7ct0015j"), number);
        assert_eq!(accession("文件 PORTPO0020111229e7ct0015j"), number);
        assert_eq!(accession("Document 12"), None);
        assert_eq!(accession("Documentation0020111229e7ct"), None);
    }

    #[test]
    fn codes_of_entries_go() {
        assert_eq!(names("fra : France | eurz : Europe").collect::<Vec<_>>(), ["France", "Europe"]);
    }
}
