//! Lines of a page that no reader took out: phrases of furniture, label lines, addresses.

use super::addresses::is_address;
use crate::text::furniture;

/// Names of labels that stand before a colon on lines of their own, in lower case.
const LABELS: &[&str] = &[
    "category",
    "categories",
    "tag",
    "tags",
    "keywords",
    "filed under",
    "posted in",
    "source",
    "published",
    "updated",
    "last updated",
    "카테고리",
    "태그",
    "출처",
    "タグ",
    "标签",
    "来源",
];

/// The most bytes of a line that states a label.
const LONGEST_LABEL_BYTES: usize = 120;

/// Whether all of `text` belongs to the page and not to the piece.
pub(super) fn is_furniture(text: &str) -> bool {
    let line = text.trim();
    !line.is_empty() && (is_address(line) || furniture::is_furniture(line) || is_label(line))
}

/// A line that states a label and no sentence.
fn is_label(line: &str) -> bool {
    let Some((name, value)) = line.split_once([':', '：']) else { return false };
    line.len() <= LONGEST_LABEL_BYTES
        && !value.trim_end().ends_with(['.', '!', '?', '"', '”'])
        && LABELS.contains(&name.trim().to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_the_page_are_furniture() {
        for line in [
            "Print This Post",
            "ADVERTISEMENT",
            "Read more: Ferry sold",
            "Category: Korea",
            "Tags:",
            "https://www.portburypost.example/1.html",
            "We use cookies to measure visits.",
            "© 2019 The Portbury Post",
        ] {
            assert!(is_furniture(line), "{line}");
        }
    }

    #[test]
    fn sentences_and_rules_are_text() {
        for line in [
            "Print runs were cut by half.",
            "Source: it was he who said that the ferry stays.",
            "- - -",
            "Share prices fell on Monday.",
            "",
        ] {
            assert!(!is_furniture(line), "{line}");
        }
    }
}
