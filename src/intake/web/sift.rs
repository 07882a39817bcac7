//! Of an article's blocks: which are its text, which belong to its page.
//!
//! Everything is judged by what holds on any page: words, links, shapes and the common names of
//! classes. What goes stays in the draft as furniture.

use std::collections::HashSet;

use super::body::{Block, Shape};
use crate::clipping::{Kind, Paragraph};
use crate::text::{fold, furniture, months};

/// A block whose links hold more of its bytes than one in so many do not is a list of links.
const LINKED_SHARE: (usize, usize) = (9, 10);
/// Of an article's words outside links at least one in so many is text.
const LEAST_KEPT: usize = 3;
/// A block is told once where it has more bytes than this.
const LEAST_REPEATED_BYTES: usize = 120;
/// Among so many blocks at the end one may tell about the author.
const FROM_THE_END: usize = 8;
/// The longest block that is furniture by its links alone, in bytes.
const LONGEST_LINK_BYTES: usize = 110;
/// The longest block that is furniture by its words, in bytes.
const LONGEST_LINE_BYTES: usize = 400;

/// Beginnings of blocks that lead elsewhere, in lower case.
const LEADS: &[&str] = &[
    "read more",
    "read also",
    "also read",
    "read next",
    "more:",
    "more from",
    "more on",
    "see also",
    "related:",
    "related article",
    "related stor",
    "recommended:",
    "watch:",
    "listen:",
    "in pictures:",
    "click here",
    "sign up",
    "subscribe",
    "follow us",
    "follow @",
    "download the",
    "download our",
    "join our",
    "get the latest",
    "don't miss",
    "you may also",
    "you might also",
    "further reading",
    "what to read next",
    "continue reading",
    "share this",
    "like us",
    "get our",
    "get breaking",
    "lesen sie",
    "mehr zum",
    "lire aussi",
    "à lire",
    "lea también",
    "leia também",
    "leggi anche",
    "читайте также",
    "advertisement",
];

/// Parts of names of classes of what is no text of the piece.
const CLASSES: &[&str] = &[
    "iklan",
    "ads",
    "related",
    "newsletter",
    "share",
    "social",
    "promo",
    "subscribe",
    "signup",
    "sign-up",
    "advert",
    "author-bio",
    "author-info",
    "about-author",
    "bio",
    "byline",
    "read-more",
    "readmore",
    "tags",
    "recirc",
    "recommend",
    "cookie",
    "gdpr",
    "copyright",
    "comment",
    "caption",
    "credit",
    "pullquote",
    "pull-quote",
    "toolbar",
    "breadcrumb",
    "timestamp",
    "dateline",
    "outbrain",
    "taboola",
];

/// Whether names of classes say what a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Classes {
    Believed,
    /// The whole article stands in an element with such a name.
    Ignored,
}

/// What of the page is known when its article is sifted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known<'a> {
    /// The headline.
    pub(super) title: &'a str,
    /// Who wrote it.
    pub(super) authors: &'a [String],
}

/// The paragraphs of an article. Where little is left, names of classes are not believed.
pub(super) fn paragraphs(blocks: &[Block], known: &Known<'_>) -> Vec<Paragraph> {
    let found = sifted(blocks, known, Classes::Believed);
    let text = found.iter().filter(|paragraph| paragraph.kind == Kind::Text);
    let kept: usize = text.map(|paragraph| paragraph.text.len()).sum();
    let unlinked: usize =
        blocks.iter().map(|block| block.text.len().saturating_sub(block.linked_bytes)).sum();
    if kept * LEAST_KEPT >= unlinked { found } else { sifted(blocks, known, Classes::Ignored) }
}

fn sifted(blocks: &[Block], known: &Known<'_>, classes: Classes) -> Vec<Paragraph> {
    let mut seen = HashSet::new();
    let last = blocks.len().saturating_sub(FROM_THE_END);
    let judge = |(at, block): (usize, &Block)| {
        let paragraph = paragraph(block, known, classes, &mut seen);
        let of_author = at >= last && paragraph.kind == Kind::Text && tells_of_author(block, known);
        if of_author { Paragraph::stated(Kind::Furniture, paragraph.text) } else { paragraph }
    };
    let mut found: Vec<Paragraph> = blocks.iter().enumerate().map(judge).collect();
    drop_lone_headings(&mut found, blocks);
    found
}

fn paragraph(
    block: &Block,
    known: &Known<'_>,
    classes: Classes,
    seen: &mut HashSet<String>,
) -> Paragraph {
    let key = fold::key(&block.text);
    let repeated = key.len() > LEAST_REPEATED_BYTES && !seen.insert(key.clone());
    let kind = if block.shape == Shape::Caption || is_caption(block, classes) {
        Kind::Caption
    } else if repeated
        || is_furniture(block, &key, known)
        || classes == Classes::Believed && is_classed(block)
    {
        Kind::Furniture
    } else {
        Kind::Text
    };
    match kind {
        Kind::Text => Paragraph::text(block.text.clone()),
        _ => Paragraph::stated(kind, block.text.clone()),
    }
}

fn is_furniture(block: &Block, key: &str, known: &Known<'_>) -> bool {
    furniture::is_furniture(&block.text)
        || key == fold::key(known.title)
        || is_links(block)
        || leads_elsewhere(block)
        || is_byline(block, key, known)
        || is_time_line(&block.text)
        || is_share_line(&block.text)
        || is_counter(&block.text)
}

/// Whether a short block is called what no text is called.
fn is_classed(block: &Block) -> bool {
    block.text.len() <= LONGEST_LINE_BYTES && has_class(block, CLASSES)
}

/// Whether a block stands in an element called caption or credit, or credits a photo and does no
/// more.
fn is_caption(block: &Block, classes: Classes) -> bool {
    let believed = classes == Classes::Believed;
    believed
        && has_class(block, &["caption", "credit", "photocredit", "wp-caption-text"])
        && block.text.len() <= 1_000
        || block.text.len() <= 90
            && [
                "Getty Images",
                "AP Photo",
                "(Image:",
                "(Photo:",
                "(Image credit",
                "Photo by ",
                "Photo: ",
                "Image: ",
            ]
            .iter()
            .any(|credit| block.text.contains(credit))
}

/// Whether a part of a class or an id, between dashes and underscores, is one of `names`.
fn has_class(block: &Block, names: &[&str]) -> bool {
    let parts = block.class.split([' ', '-', '_']).filter(|part| !part.is_empty());
    let mut parts = parts.peekable();
    while let Some(part) = parts.next() {
        let next = parts.peek().copied().unwrap_or("");
        let same = |name: &&str| match name.split_once('-') {
            Some((first, second)) => part == first && next == second,
            None => part == *name,
        };
        if names.iter().any(&same) {
            return true;
        }
    }
    false
}

/// Words beside names of months and days in a line that tells when a piece was printed.
const TIME_WORDS: &[&str] = &[
    "published",
    "updated",
    "posted",
    "on",
    "at",
    "last",
    "modified",
    "am",
    "pm",
    "a",
    "p",
    "m",
    "uhr",
    "et",
    "est",
    "edt",
    "ct",
    "cst",
    "cdt",
    "pt",
    "pst",
    "pdt",
    "utc",
    "gmt",
    "kst",
    "jst",
    "cet",
    "amt",
    "ist",
    "ago",
    "day",
    "days",
    "hour",
    "hours",
    "minute",
    "minutes",
    "min",
    "mins",
    "read",
    "to",
    "first",
    "reading",
    "time",
    "by",
    "am",
    "den",
    "le",
    "um",
    "stand",
    "de",
    "por",
    "às",
    "publicado",
    "em",
    "el",
    "a",
    "à",
    "publié",
    "erschienen",
    "mis",
    "jour",
    "th",
    "st",
    "nd",
    "rd",
    "date",
    "tempo",
    "leitura",
    "minuto",
    "minutos",
    "lesezeit",
    "minuten",
];

/// The most other words in such a line.
const OTHER_WORDS: usize = 2;

/// Whether a line tells when a piece was printed or how long it takes to read.
fn is_time_line(text: &str) -> bool {
    if text.len() > 110
        || text.ends_with(['.', '!', '?']) && !text.ends_with("m.")
        || !text.contains(|c: char| c.is_ascii_digit())
    {
        return false;
    }
    let lower = text.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).collect();
    let of_time = |word: &&&str| {
        TIME_WORDS.contains(*word)
            || is_weekday(word)
            || word.len() <= 10 && months::begins_like_one(word)
    };
    let dated = |word: &&str| {
        ["published", "updated", "posted", "ago", "read", "leitura", "lesezeit", "stand"]
            .contains(word)
            || is_weekday(word)
            || months::begins_like_one(word)
    };
    if !words.iter().any(dated) {
        return false;
    }
    let count = words.iter().filter(of_time).count();
    count >= 2 && words.len() - count <= OTHER_WORDS || count >= 1 && words.len() == count
}

fn is_weekday(word: &str) -> bool {
    [
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "sat",
        "sun",
        "montag",
        "dienstag",
        "mittwoch",
        "donnerstag",
        "freitag",
        "samstag",
        "sonntag",
        "lun",
        "mar",
        "mer",
        "jeu",
        "ven",
        "sam",
        "dim",
    ]
    .iter()
    .any(|day| word.starts_with(day) && word.len() <= 10)
}

/// Names of networks and deeds in lines of buttons.
const BUTTONS: &[&str] = &[
    "share",
    "tweet",
    "submit",
    "pin",
    "pint",
    "email",
    "mail",
    "facebook",
    "twitter",
    "whatsapp",
    "linkedin",
    "reddit",
    "telegram",
    "pinterest",
    "instagram",
    "tumblr",
    "flipboard",
    "copy",
    "link",
    "save",
    "like",
    "baixar",
    "compartilhar",
    "teilen",
    "partager",
    "compartir",
    "comment",
    "comments",
    "on",
    "this",
    "via",
    "google",
    "plus",
    "more",
    "follow",
    "us",
    "e",
    "x",
    "youtube",
    "line",
    "download",
    "close",
    "caption",
    "sms",
    "messenger",
];

/// Whether a line is nothing but names of networks and what buttons say.
fn is_share_line(text: &str) -> bool {
    let lower = text.to_lowercase();
    let mut words =
        lower.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).peekable();
    text.len() <= 120
        && !text.ends_with('.')
        && words.peek().is_some()
        && words.all(|word| BUTTONS.contains(&word))
}

/// `1 of 13`, `Image 1 of / 13`.
fn is_counter(text: &str) -> bool {
    let words: Vec<&str> = text.split([' ', '/']).filter(|word| !word.is_empty()).collect();
    let number = |word: &&str| word.bytes().all(|byte| byte.is_ascii_digit());
    match words.as_slice() {
        [rest @ .., first, "of", last] if rest.len() <= 1 => number(first) && number(last),
        _ => false,
    }
}

/// Whether a block at the end tells about an author: it begins with the name, or with a part of it.
fn tells_of_author(block: &Block, known: &Known<'_>) -> bool {
    let said = ["is", "was", "has", "writes", "covers", "reports", "lives", "joined", "works"];
    known.authors.iter().filter(|author| author.len() > 3).any(|author| {
        let first = author.split(' ').next().unwrap_or(author);
        [author.as_str(), first].into_iter().any(|name| {
            let rest = block.text.strip_prefix(name).map(str::trim_start);
            rest.is_some_and(|rest| said.contains(&rest.split([' ', ',']).next().unwrap_or("")))
        })
    })
}

/// Whether a block is nothing but links and no sentence.
fn is_links(block: &Block) -> bool {
    let (of, all) = LINKED_SHARE;
    block.text.len() <= LONGEST_LINK_BYTES
        && block.linked_bytes * all >= block.text.len() * of
        && block.linked_bytes > 0
        && !matches!(block.shape, Shape::Heading | Shape::Row)
        && !block.text.ends_with(['.', '!', '?', '”', '"'])
        && !block.text.starts_with("http")
}

fn leads_elsewhere(block: &Block) -> bool {
    if block.text.len() > LONGEST_LINE_BYTES {
        return false;
    }
    let start: String = block.text.chars().take(24).collect::<String>().to_lowercase();
    let start = start.trim_start_matches(|c: char| !c.is_alphanumeric());
    let plain = [
        "related post",
        "related stor",
        "related article",
        "continue reading",
        "sharing is caring",
    ];
    block.linked_bytes > 0 && LEADS.iter().any(|lead| start.starts_with(lead))
        || block.text.len() <= 120 && plain.iter().any(|lead| start.starts_with(lead))
        || ["advert", "iklan", "anzeige"].contains(&start)
}

/// Whether a short block names its author and little else.
fn is_byline(block: &Block, key: &str, known: &Known<'_>) -> bool {
    block.text.len() <= 120
        && (key.starts_with("by ") && !block.text.ends_with('.')
            || known.authors.iter().any(|author| fold::key(author) == key))
}

/// A heading with no text between it and the next one, or the end, is furniture.
fn drop_lone_headings(found: &mut [Paragraph], blocks: &[Block]) {
    let mut headed = false;
    for (paragraph, block) in found.iter_mut().zip(blocks).rev() {
        let heading = block.shape == Shape::Heading && paragraph.kind == Kind::Text;
        if heading && !headed {
            *paragraph = Paragraph::stated(Kind::Furniture, paragraph.text.clone());
        } else if !heading {
            headed |= paragraph.kind == Kind::Text;
        }
        // A heading of a section that follows is text under a heading of a chapter.
        if heading && paragraph.kind == Kind::Furniture {
            headed = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(text: &str, class: &str) -> Block {
        let (shape, class) = (Shape::Paragraph, class.to_owned());
        Block { text: text.to_owned(), shape, linked_bytes: 0, class }
    }

    fn kinds(blocks: &[Block]) -> Vec<Kind> {
        let known = Known { title: "Ferry stays", authors: &["Ann Example".to_owned()] };
        paragraphs(blocks, &known).into_iter().map(|paragraph| paragraph.kind).collect()
    }

    #[test]
    fn lines_of_dates_buttons_and_counters_are_told_from_text() {
        for line in [
            "Updated 10:01 pm PST, Tuesday, November 19, 2019",
            "Published 1 day ago",
            "Nov. 20, 2019 5:52 AM EST",
        ] {
            assert!(is_time_line(line), "{line}");
        }
        for line in ["10 p.m.", "On Tuesday the ferry stayed at the quay for 3 hours.", "Chapter 3"]
        {
            assert!(!is_time_line(line), "{line}");
        }
        assert!(is_share_line("Share Tweet Submit") && !is_share_line("Share of votes"));
        assert!(is_counter("Image 1 of / 13") && !is_counter("one of 13"));
    }

    #[test]
    fn a_class_of_the_whole_article_is_not_believed() {
        let story = "The ferry stays in service for another ten years, the council decided.";
        assert_eq!(kinds(&[block(story, "comment"), block(story, "comment")])[0], Kind::Text);
        let long = story.repeat(4);
        assert_eq!(
            kinds(&[block(&long, ""), block("Get it by mail every day.", "newsletter box")]),
            [Kind::Text, Kind::Furniture]
        );
    }

    #[test]
    fn an_author_is_told_of_at_the_end_alone() {
        let story = block(&"The ferry stays, the council decided on Tuesday. ".repeat(6), "");
        let bio = block("Ann Example is a reporter in Portbury.", "");
        assert_eq!(kinds(&[story.clone(), bio.clone()]), [Kind::Text, Kind::Furniture]);
        let mut long = vec![bio];
        long.extend(std::iter::repeat_n(story, FROM_THE_END));
        assert_eq!(kinds(&long)[0], Kind::Text);
    }
}
