//! Of an article's blocks: which are its text, which belong to its page.
//!
//! Everything is judged by what holds on any page: words, links, shapes and the common names of
//! classes. What goes stays in the draft as furniture.

use std::collections::HashSet;

use super::body::{Block, Shape};
use crate::clipping::{Kind, Paragraph};
use crate::text::{fold, furniture};

/// A block whose links hold more of its bytes than one in so many do not is a list of links.
const LINKED_SHARE: (usize, usize) = (9, 10);
/// The longest block that is furniture by its links alone, in bytes.
const LONGEST_LINK_BYTES: usize = 220;
/// The longest block that is furniture by its words, in bytes.
const LONGEST_LINE_BYTES: usize = 400;

/// Beginnings of blocks that lead elsewhere, in lower case.
const LEADS: &[&str] = &[
    "read more", "read also", "also read", "read next", "more:", "more from", "more on", "see also",
    "related:", "related article", "related stor", "recommended:", "watch:", "listen:", "in pictures:",
    "click here", "sign up", "subscribe", "follow us", "follow @", "download the", "download our", "join our",
    "get the latest", "don't miss", "you may also", "you might also", "further reading", "what to read next",
    "continue reading", "share this", "like us", "get our", "get breaking", "lesen sie", "mehr zum",
    "lire aussi", "à lire", "lea también", "leia também", "leggi anche", "читайте также", "advertisement",
];

/// Parts of names of classes of what is no text of the piece.
const CLASSES: &[&str] = &[
    "related", "newsletter", "share", "social", "promo", "subscribe", "signup", "sign-up", "advert",
    "author-bio", "author-info", "about-author", "bio", "byline", "read-more", "readmore", "tags", "recirc",
    "recommend", "cookie", "gdpr", "disclaimer", "copyright", "comment", "caption", "credit", "pullquote",
    "pull-quote", "toolbar", "breadcrumb", "timestamp", "dateline", "print", "outbrain", "taboola",
];

/// What of the page is known when its article is sifted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known<'a> {
    /// The headline.
    pub(super) title: &'a str,
    /// Who wrote it.
    pub(super) authors: &'a [String],
}

/// The paragraphs of an article.
pub(super) fn paragraphs(blocks: &[Block], known: &Known<'_>) -> Vec<Paragraph> {
    let mut seen = HashSet::new();
    let mut found: Vec<Paragraph> =
        blocks.iter().map(|block| paragraph(block, known, &mut seen)).collect();
    drop_lone_headings(&mut found, blocks);
    found
}

fn paragraph(block: &Block, known: &Known<'_>, seen: &mut HashSet<String>) -> Paragraph {
    let key = fold::key(&block.text);
    let repeated = key.len() > 40 && !seen.insert(key.clone());
    let kind = if block.shape == Shape::Caption {
        Kind::Caption
    } else if repeated || is_furniture(block, &key, known) {
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
}

/// Whether a block is nothing but links and no sentence.
fn is_links(block: &Block) -> bool {
    let (of, all) = LINKED_SHARE;
    block.text.len() <= LONGEST_LINK_BYTES
        && block.linked_bytes * all >= block.text.len() * of
        && block.linked_bytes > 0
        && !matches!(block.shape, Shape::Heading | Shape::Row)
}

fn leads_elsewhere(block: &Block) -> bool {
    if block.text.len() > LONGEST_LINE_BYTES || block.linked_bytes == 0 {
        return false;
    }
    let start: String = block.text.chars().take(24).collect::<String>().to_lowercase();
    let start = start.trim_start_matches(|c: char| !c.is_alphanumeric());
    LEADS.iter().any(|lead| start.starts_with(lead))
}

/// Whether a short block names its author and little else.
fn is_byline(block: &Block, key: &str, known: &Known<'_>) -> bool {
    block.text.len() <= 120
        && (key.starts_with("by ") && !block.text.ends_with('.')
            || known.authors.iter().any(|author| fold::key(author) == key))
}

/// A heading above furniture, or at the end, is furniture.
fn drop_lone_headings(found: &mut [Paragraph], blocks: &[Block]) {
    let mut text_follows = false;
    let mut directly = Kind::Furniture;
    for (paragraph, block) in found.iter_mut().zip(blocks).rev() {
        if block.shape == Shape::Heading && paragraph.kind == Kind::Text && (!text_follows || directly == Kind::Furniture) {
            *paragraph = Paragraph::stated(Kind::Furniture, paragraph.text.clone());
        }
        text_follows |= paragraph.kind == Kind::Text;
        directly = paragraph.kind;
    }
}
