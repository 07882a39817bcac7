//! Lines of a page that no reader took out: print links, share lines, label lines, addresses.

use super::addresses::is_address;

/// Lines that are furniture where they stand alone, in lower case, without marks at their ends.
const WHOLE: &[&str] = &[
    "print this post",
    "print this article",
    "print this page",
    "print",
    "share",
    "share this",
    "share this article",
    "share this story",
    "share on facebook",
    "share on twitter",
    "tweet",
    "email this article",
    "advertisement",
    "advertisements",
    "sponsored content",
    "story continues below advertisement",
    "article continues after advertisement",
    "continue reading",
    "read more",
    "read full story",
    "related articles",
    "related stories",
    "related news",
    "you may also like",
    "recommended for you",
    "most read",
    "leave a comment",
    "comments",
    "subscribe now",
    "sign up",
    "back to top",
    "all rights reserved",
    "accept cookies",
    "accept all cookies",
    "cookie settings",
    "공유하기",
    "기사 공유",
    "인쇄하기",
    "관련기사",
    "シェアする",
    "印刷",
    "広告",
    "続きを読む",
    "関連記事",
    "分享",
    "打印",
    "广告",
    "廣告",
    "相关新闻",
    "chia sẻ",
    "quảng cáo",
    "xem thêm",
    "anzeige",
    "werbung",
    "artikel drucken",
    "weiterlesen",
    "publicité",
    "partager",
    "imprimer",
    "publicidad",
    "compartir",
    "publicidade",
    "pubblicità",
    "реклама",
    "поделиться",
];

/// Beginnings of lines that are furniture to their end.
const OPENINGS: &[&str] = &[
    "read more:",
    "read also:",
    "also read:",
    "read next:",
    "see also:",
    "related:",
    "share this:",
    "follow us on",
    "sign up for our",
    "subscribe to our",
    "click here to",
    "copyright ©",
    "copyright (c)",
    "© ",
    "©20",
    "(c) 20",
    "this site uses cookies",
    "this website uses cookies",
    "we use cookies",
    "<저작권자",
    "저작권자",
    "ⓒ",
    "무단 전재",
    "無断転載",
    "関連記事:",
    "mehr zum thema:",
    "lesen sie auch:",
    "lire aussi :",
    "à lire aussi :",
    "leia também:",
    "leggi anche:",
    "читайте также:",
];

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

/// The most bytes of a line that can be furniture.
const LONGEST_BYTES: usize = 400;
/// The most bytes of a line that states a label.
const LONGEST_LABEL_BYTES: usize = 120;

/// Whether all of `text` belongs to the page and not to the piece.
pub(super) fn is_furniture(text: &str) -> bool {
    let line = text.trim();
    if line.is_empty() || line.len() > LONGEST_BYTES {
        return false;
    }
    if is_address(line) {
        return true;
    }
    if line.len() > LONGEST_LABEL_BYTES && line.is_ascii() && !opens_like_furniture(line) {
        return false;
    }
    let lower = line.to_lowercase();
    let bare = lower.trim_matches(|c: char| !c.is_alphanumeric());
    WHOLE.contains(&bare)
        || OPENINGS.iter().any(|opening| lower.starts_with(opening))
        || is_label(&lower)
}

/// A cheap look at the first letter, which rules most sentences out.
fn opens_like_furniture(line: &str) -> bool {
    let first = line.as_bytes().first().map_or(0, u8::to_ascii_lowercase);
    OPENINGS.iter().any(|opening| opening.as_bytes().first() == Some(&first))
}

/// A line that states a label and no sentence.
fn is_label(lower: &str) -> bool {
    let Some((name, value)) = lower.split_once([':', '：']) else { return false };
    lower.len() <= LONGEST_LABEL_BYTES
        && !value.trim_end().ends_with(['.', '!', '?', '"', '”'])
        && LABELS.contains(&name.trim())
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
