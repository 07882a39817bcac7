//! Lines that belong to the page and not to the piece: print links, share lines, cookie notices.

/// Lines that are furniture where they stand alone, in lower case, without marks at their ends.
const WHOLE: &[&str] = &[
    // English
    "print this post",
    "print this article",
    "print this page",
    "print",
    "print article",
    "share",
    "share this",
    "share this article",
    "share this story",
    "share this post",
    "share on facebook",
    "share on twitter",
    "share on x",
    "share via email",
    "tweet",
    "retweet",
    "email this",
    "e-mail this",
    "email this article",
    "save",
    "bookmark",
    "copy link",
    "advertisement",
    "advertisements",
    "advertising",
    "sponsored",
    "sponsored content",
    "story continues below advertisement",
    "article continues below",
    "continue reading",
    "article continues after advertisement",
    "read more",
    "read full story",
    "more",
    "see more",
    "related",
    "related articles",
    "related stories",
    "related news",
    "related posts",
    "related content",
    "related topics",
    "you may also like",
    "recommended",
    "recommended for you",
    "most read",
    "most popular",
    "trending",
    "comments",
    "leave a comment",
    "no comments",
    "add a comment",
    "view comments",
    "comment",
    "subscribe",
    "subscribe now",
    "sign up",
    "log in",
    "newsletter",
    "skip to content",
    "skip to main content",
    "back to top",
    "listen",
    "follow us",
    "listen to this article",
    "photo gallery",
    "loading",
    "end",
    "ends",
    "30",
    "all rights reserved",
    "accept all cookies",
    "accept cookies",
    "manage cookies",
    "cookie settings",
    "privacy policy",
    // Korean
    "공유",
    "공유하기",
    "기사 공유",
    "인쇄",
    "인쇄하기",
    "프린트",
    "글자크기",
    "글자 크기",
    "글자크기 조절",
    "좋아요",
    "구독",
    "구독하기",
    "댓글",
    "댓글 쓰기",
    "기사 저장",
    "스크랩",
    "관련기사",
    "관련 기사",
    "많이 본 뉴스",
    "끝",
    "본문 내용",
    // Japanese
    "シェア",
    "シェアする",
    "共有",
    "印刷",
    "印刷する",
    "続きを読む",
    "関連記事",
    "この記事をシェア",
    "広告",
    "保存",
    "ツイート",
    "記事を印刷",
    "あわせて読みたい",
    // Chinese
    "分享",
    "打印",
    "打印本页",
    "列印",
    "收藏",
    "相关新闻",
    "相關新聞",
    "相关阅读",
    "延伸閱讀",
    "廣告",
    "广告",
    "责任编辑",
    // Vietnamese
    "chia sẻ",
    "in bài viết",
    "xem thêm",
    "tin liên quan",
    "đọc thêm",
    "bình luận",
    "quảng cáo",
    // German
    "anzeige",
    "werbung",
    "teilen",
    "drucken",
    "mehr zum thema",
    "artikel drucken",
    "merken",
    "artikel teilen",
    "weiterlesen",
    "kommentare",
    "zur startseite",
    // French
    "publicité",
    "partager",
    "imprimer",
    "à lire aussi",
    "lire aussi",
    "lire la suite",
    "commenter",
    // Spanish, Portuguese, Italian
    "publicidad",
    "compartir",
    "imprimir",
    "leer más",
    "comentarios",
    "publicidade",
    "compartilhar",
    "leia mais",
    "leia também",
    "pubblicità",
    "condividi",
    "stampa",
    "leggi anche",
    "leggi tutto",
    // Russian
    "поделиться",
    "распечатать",
    "читайте также",
    "реклама",
    "комментарии",
    "версия для печати",
];

/// Beginnings of lines that are furniture to their end, in lower case.
const OPENINGS: &[&str] = &[
    "read more:",
    "read also:",
    "also read:",
    "read next:",
    "see also:",
    "related:",
    "related story:",
    "related article:",
    "share this:",
    "follow us on",
    "like us on",
    "sign up for our",
    "subscribe to our",
    "click here to",
    "copyright ©",
    "copyright (c)",
    "copyright ⓒ",
    "© ",
    "©20",
    "(c) 20",
    "this site uses cookies",
    "this website uses cookies",
    "we use cookies",
    "filed under:",
    "<저작권자",
    "저작권자",
    "ⓒ",
    "무단 전재",
    "관련기사:",
    "▶",
    "☞",
    "無断転載",
    "関連記事:",
    "続きを読む",
    "xem thêm:",
    "đọc thêm:",
    "lesen sie auch",
    "lesen sie auch:",
    "mehr zum thema:",
    "lire aussi :",
    "à lire aussi :",
    "lire aussi:",
    "à lire aussi:",
    "lea también:",
    "leer más:",
    "leia mais:",
    "leia também:",
    "leggi anche:",
    "читайте также:",
];

/// Beginnings of lines of rights, in lower case; each is among [`OPENINGS`].
const RIGHTS: &[&str] = &[
    "copyright ©",
    "copyright (c)",
    "copyright ⓒ",
    "© ",
    "©20",
    "(c) 20",
    "<저작권자",
    "저작권자",
    "ⓒ",
    "무단 전재",
    "無断転載",
];

/// The most characters of a line that can be furniture by its beginning.
const LONGEST_CHARACTERS: usize = 200;
/// No beginning in the list is longer, in characters.
const LONGEST_OPENING: usize = 32;
/// The longest phrase in the list, in bytes.
const LONGEST_PHRASE_BYTES: usize = 120;

/// Whether a line of its own is a phrase of a page's furniture, marks around it left aside:
/// `[Print]`, `(END)`.
pub fn is_furniture(line: &str) -> bool {
    if opens_furniture(line) {
        return true;
    }
    if line.len() > LONGEST_PHRASE_BYTES || line.ends_with('.') {
        return false;
    }
    let lower = line.to_lowercase();
    is_phrase(lower.trim_matches(|c: char| !c.is_alphanumeric()))
}

/// Phrases that stand above lists of topics or of other pieces, in lower case.
const HEADINGS: &[&str] = &[
    "related",
    "related articles",
    "related content",
    "related news",
    "related posts",
    "related stories",
    "related topics",
    "most popular",
    "most read",
    "recommended for you",
    "trending",
    "you may also like",
    "관련기사",
    "관련 기사",
    "많이 본 뉴스",
    "関連記事",
    "相关新闻",
    "相關新聞",
    "tin liên quan",
    "mehr zum thema",
    "à lire aussi",
    "lire aussi",
    "leggi anche",
    "leia também",
    "читайте также",
];

/// Whether a line of its own stands above a list of topics or of other pieces.
pub fn heads_a_list(line: &str) -> bool {
    if line.len() > LONGEST_PHRASE_BYTES {
        return false;
    }
    let lower = line.to_lowercase();
    HEADINGS.contains(&lower.trim_matches(|c: char| !c.is_alphanumeric()))
}

/// Whether `lower`, in lower case and without marks at its ends, is furniture where it stands
/// alone.
pub fn is_phrase(lower: &str) -> bool {
    WHOLE.contains(&lower)
}

/// Whether a line of its own says whose the piece or the page is: `© 2019 The Portbury Post`.
pub fn tells_rights(line: &str) -> bool {
    opens(line, RIGHTS)
}

/// Whether a line begins as only furniture does: `Read more:`, `© 2019`.
fn opens_furniture(line: &str) -> bool {
    opens(line, OPENINGS)
}

fn opens(line: &str, openings: &[&str]) -> bool {
    if line.len() > 4 * LONGEST_CHARACTERS {
        return false;
    }
    let start: String = line.chars().take(LONGEST_OPENING).collect::<String>().to_lowercase();
    openings.iter().any(|opening| start.starts_with(opening))
        && line.chars().count() <= LONGEST_CHARACTERS
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
            "(END)",
            "인쇄",
            "© 2019 The Portbury Post",
            "We use cookies to measure visits.",
        ] {
            assert!(is_furniture(line), "{line}");
        }
    }

    #[test]
    fn sentences_that_begin_alike_are_text() {
        for line in [
            "Print runs were cut by half.",
            "Share prices fell on Monday.",
            "Related problems",
            "The end.",
            "A",
            "",
        ] {
            assert!(!is_furniture(line), "{line}");
        }
    }

    #[test]
    fn the_lists_keep_within_their_bounds() {
        assert!(OPENINGS.iter().all(|opening| opening.chars().count() <= LONGEST_OPENING));
        assert!(WHOLE.iter().all(|phrase| phrase.len() <= LONGEST_PHRASE_BYTES));
        assert!(RIGHTS.iter().all(|rights| OPENINGS.contains(rights)), "they are furniture too");
        assert!(HEADINGS.iter().all(|heading| WHOLE.contains(heading)), "they are furniture too");
    }
}
