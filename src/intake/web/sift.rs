//! Of an article's blocks: which are its text, which belong to its page.
//!
//! Everything is judged by what holds on any page: words, links, shapes and the common names of
//! classes. What goes stays in the draft as furniture.

mod words;

use std::collections::{HashMap, HashSet};

use super::body::{Block, Shape};
use crate::clipping::{Kind, Paragraph};
use crate::text::{fold, furniture, months};
use words::{
    BUTTONS, CAPTIONS, CLASSES, CREDITS, DATED, LEADS, OF_AUTHORS, PHOTOS, PLAIN_LEADS, TIME_WORDS,
    WEEKDAYS,
};

/// A block whose links hold more of its bytes than one in so many do not is a list of links.
const LINKED_SHARE: (usize, usize) = (9, 10);
/// Where more than one in so many of an article's bytes outside links stand under a name of a class,
/// the name says nothing: the article itself is called so.
const LEAST_NAMED: usize = 3;
/// What one element holds so often is the writer's; pages print twice what they set apart.
const REFRAIN: usize = 3;
/// The longest line under a picture, in bytes.
const LONGEST_CAPTION_BYTES: usize = 1_000;
/// The longest line that is one by its credit alone, in bytes.
const LONGEST_CREDIT_BYTES: usize = 90;
/// A block is told once where it has more bytes than this.
const LEAST_REPEATED_BYTES: usize = 120;
/// Among so many blocks at the end one may tell about the author.
const FROM_THE_END: usize = 8;
/// The longest block that is furniture by its links alone, in bytes.
const LONGEST_LINK_BYTES: usize = 110;
/// The longest block that is furniture by its words, in bytes.
const LONGEST_LINE_BYTES: usize = 400;
/// The longest line that tells when a piece was printed, in bytes.
const LONGEST_TIME_LINE_BYTES: usize = 110;
/// The most words in such a line that are not of time.
const OTHER_WORDS: usize = 2;
/// The longest name of a month or a day of the week, in bytes.
const LONGEST_NAME_BYTES: usize = 10;
/// The longest line of what buttons say, in bytes.
const LONGEST_BUTTONS_BYTES: usize = 120;
/// The longest block that leads elsewhere though it is no link, in bytes.
const LONGEST_PLAIN_LEAD_BYTES: usize = 120;
/// The longest block that names an author and little else, in bytes.
const LONGEST_BYLINE_BYTES: usize = 120;
/// The shortest name of an author that is looked for, in bytes.
const SHORTEST_AUTHOR_BYTES: usize = 4;
/// How much of a block tells that it leads elsewhere, in characters.
const LEAD_CHARACTERS: usize = 24;

/// What of the page is known when its article is sifted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known<'a> {
    /// The headline.
    pub(super) title: &'a str,
    /// Who wrote it.
    pub(super) authors: &'a [String],
    /// The address of the page.
    pub(super) address: &'a str,
}

/// The paragraphs of an article.
pub(super) fn paragraphs(blocks: &[Block], known: &Known<'_>) -> Vec<Paragraph> {
    let article = Article::of(blocks, known);
    let last = blocks.len().saturating_sub(FROM_THE_END);
    let judge = |(at, block): (usize, &Block)| {
        let paragraph = article.paragraph(at, block);
        let of_author = at >= last && paragraph.kind == Kind::Text && tells_of_author(block, known);
        if of_author { Paragraph::stated(Kind::Furniture, paragraph.text) } else { paragraph }
    };
    let mut found: Vec<Paragraph> = blocks.iter().enumerate().map(judge).collect();
    drop_lone_headings(&mut found, blocks);
    found
}

/// What a block can only be judged by with the others in sight.
struct Article<'a> {
    known: &'a Known<'a>,
    /// Which names of [`CLASSES`] and [`CAPTIONS`] each block is under that say what it is: not those
    /// that much of the article is under.
    called: Vec<Names>,
    /// The element that holds most of the text.
    body: Option<usize>,
    /// The folded words of each block.
    keys: Vec<String>,
    /// Where each long block stands: at which place, in which element.
    printed: HashMap<String, Vec<(usize, usize)>>,
    /// Elements whose entries are links and little else.
    lists: HashSet<usize>,
    /// From where on nothing of the body follows but lines of credits and rights.
    close: usize,
}

impl<'a> Article<'a> {
    fn of(blocks: &[Block], known: &'a Known<'a>) -> Self {
        let words = |block: &Block| block.text.len().saturating_sub(block.linked_bytes);
        let all: usize = blocks.iter().map(words).sum();
        let called = believed(&called(blocks), blocks.iter().map(words), all);
        let mut bytes: HashMap<usize, usize> = HashMap::new();
        let mut printed: HashMap<String, Vec<(usize, usize)>> = HashMap::new();
        let mut entries: HashMap<usize, (usize, usize)> = HashMap::new();
        let keys: Vec<String> = blocks.iter().map(|block| fold::key(&block.text)).collect();
        for (at, block) in blocks.iter().enumerate() {
            if block.shape == Shape::Paragraph {
                *bytes.entry(block.container).or_default() += words(block);
            }
            let list = entries.entry(block.container).or_default();
            *list = (list.0 + block.linked_bytes, list.1 + block.text.len());
            if keys[at].len() > LEAST_REPEATED_BYTES {
                printed.entry(keys[at].clone()).or_default().push((at, block.container));
            }
        }
        let body =
            bytes.into_iter().max_by_key(|(container, bytes)| (*bytes, usize::MAX - container));
        let body = body.map(|(container, _)| container);
        let goes_on = |block: &Block| {
            Some(block.container) == body
                && !is_credit(&block.text)
                && !furniture::is_furniture(&block.text)
        };
        let close = blocks.iter().rposition(goes_on).map_or(0, |last| last + 1);
        let of_links = entries.into_iter().filter(|(_, (linked, all))| linked * 2 > *all);
        let lists = of_links.map(|(container, _)| container).collect();
        Self { known, called, body, keys, printed, lists, close }
    }

    fn paragraph(&self, at: usize, block: &Block) -> Paragraph {
        let key = self.keys[at].as_str();
        let kind = if self.is_of_the_body(at, block, key) {
            return Paragraph::stated(Kind::Text, block.text.clone());
        } else if block.shape == Shape::Caption || self.is_caption(at, block) {
            Kind::Caption
        } else if self.is_repeated(at, block, key)
            || is_furniture(block, key, self.known)
            || self.is_links(block)
            || self.is_classed(at, block)
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

    /// Whether a block is part of the piece by where it stands, whatever it says: among the
    /// paragraphs of the body an address is a source, a line of rights is that of the piece, what is
    /// said three times is said on purpose, and a credit at the close that stands below no picture
    /// speaks of all of them.
    fn is_of_the_body(&self, at: usize, block: &Block, key: &str) -> bool {
        let in_body = Some(block.container) == self.body
            && block.shape != Shape::Caption
            && !self.is_classed(at, block);
        in_body
            && (is_address(&block.text) && !is_same_address(&block.text, self.known.address)
                || furniture::tells_rights(&block.text)
                || at >= self.close && !block.below_picture && is_credit(&block.text)
                || self.beside(at, block, key).is_some_and(|(_, times)| times >= REFRAIN))
    }

    /// Whether a block was printed before in another element: what is set apart once more, such as
    /// the standfirst or a pull quote. Of the same element a writer may have repeated it.
    fn is_repeated(&self, at: usize, block: &Block, key: &str) -> bool {
        self.beside(at, block, key).is_some_and(|(first, _)| first)
    }

    /// Of a long block: whether it first stood in another element, and how often it stands in this
    /// one.
    fn beside(&self, at: usize, block: &Block, key: &str) -> Option<(bool, usize)> {
        let places = self.printed.get(key)?;
        let elsewhere =
            places.iter().any(|(other, container)| *other < at && *container != block.container);
        let times = places.iter().filter(|(_, container)| *container == block.container).count();
        Some((elsewhere, times))
    }

    /// Whether a short block is called what no text is called.
    fn is_classed(&self, at: usize, block: &Block) -> bool {
        block.text.len() <= LONGEST_LINE_BYTES && self.called[at] & CLASSED != 0
    }

    /// Whether a block is nothing but links and no sentence. An entry is judged with its list.
    fn is_links(&self, block: &Block) -> bool {
        let (of, all) = LINKED_SHARE;
        block.text.len() <= LONGEST_LINK_BYTES
            && block.linked_bytes * all >= block.text.len() * of
            && block.linked_bytes > 0
            && !matches!(block.shape, Shape::Heading | Shape::Row)
            && (block.shape != Shape::Entry || self.lists.contains(&block.container))
            && !holds_a_sentence(&block.text)
            && !block.text.starts_with("http")
    }

    /// Whether a block stands in an element called caption or credit, or credits a photo and does
    /// no more.
    fn is_caption(&self, at: usize, block: &Block) -> bool {
        self.called[at] & !CLASSED != 0 && block.text.len() <= LONGEST_CAPTION_BYTES
            || block.text.len() <= LONGEST_CREDIT_BYTES
                && PHOTOS.iter().any(|credit| block.text.contains(credit))
    }
}

fn is_furniture(block: &Block, key: &str, known: &Known<'_>) -> bool {
    if block.shape == Shape::Quotation && block.text.starts_with(['—', '–', '―']) {
        // Whom a quotation is by, and when it was said.
        return false;
    }
    furniture::is_furniture(&block.text)
        || key == fold::key(known.title)
        || is_address(&block.text) && is_same_address(&block.text, known.address)
        || leads_elsewhere(block)
        || is_byline(block, key, known)
        || is_time_line(&block.text)
        || is_share_line(&block.text)
        || is_counter(&block.text)
}

/// Whether a sentence ends in `text`: at its end, or at a mark of quotation inside.
fn holds_a_sentence(text: &str) -> bool {
    text.ends_with(['.', '!', '?', '”', '"'])
        || text
            .match_indices(['”', '"', '’', '\'', '»'])
            .any(|(at, _)| text[..at].ends_with(['.', '!', '?']))
}

/// Whether a short line credits pictures and does no more: `[사진=Bo Muster]`, `Photos: Bo Muster`.
fn is_credit(text: &str) -> bool {
    if text.len() > LONGEST_CREDIT_BYTES {
        return false;
    }
    let lower = text.to_lowercase();
    let line = lower.trim_start_matches(|c: char| !c.is_alphanumeric());
    CREDITS.iter().any(|credit| line.starts_with(credit))
}

/// Whether a block is nothing but one address of the web.
fn is_address(text: &str) -> bool {
    ["http://", "https://", "www."].iter().any(|start| text.starts_with(start))
        && !text.contains(char::is_whitespace)
}

/// Whether `text` is the address of the page, in whatever way it was asked for.
fn is_same_address(text: &str, address: &str) -> bool {
    let bare = |address: &str| {
        let address = address.split('#').next().unwrap_or("");
        let address = address.trim_start_matches("https://").trim_start_matches("http://");
        address.trim_start_matches("www.").trim_end_matches('/').to_ascii_lowercase()
    };
    let (text, address) = (bare(text), bare(address));
    let asked = |text: &str| text.split('?').next().unwrap_or("").trim_end_matches('/').to_owned();
    !address.is_empty() && (text == address || asked(&text) == address)
}

/// Names of [`CLASSES`], and above them those of [`CAPTIONS`], a bit each.
type Names = u64;

/// The bits of [`CLASSES`].
const CLASSED: Names = (1 << CLASSES.len()) - 1;

/// The names that parts of a class or an id, between dashes and underscores, are.
fn names(class: &str) -> Names {
    let parts: Vec<&str> = class.split([' ', '-', '_']).filter(|part| !part.is_empty()).collect();
    let mut found = 0;
    for (at, part) in parts.iter().enumerate() {
        for (bit, name) in CLASSES.iter().chain(CAPTIONS).enumerate() {
            let same = match name.split_once('-') {
                Some((first, second)) => part == &first && parts.get(at + 1) == Some(&second),
                None => part == name,
            };
            found |= Names::from(same) << bit;
        }
    }
    found
}

/// The names that each block is under.
fn called(blocks: &[Block]) -> Vec<Names> {
    let (mut class, mut called) = ("", Vec::with_capacity(blocks.len()));
    let mut found = 0;
    for block in blocks {
        // Blocks side by side are called alike.
        if block.class != class {
            class = &block.class;
            found = names(class);
        }
        called.push(found);
    }
    called
}

/// Of the names that blocks with so many bytes of words are under those that say something: not more
/// than one in [`LEAST_NAMED`] of `all` bytes are under them.
fn believed(called: &[Names], bytes: impl Iterator<Item = usize>, all: usize) -> Vec<Names> {
    let mut under = [0_usize; Names::BITS as usize];
    for (names, bytes) in called.iter().zip(bytes).filter(|(names, _)| **names != 0) {
        for (bit, sum) in under.iter_mut().enumerate() {
            *sum += if names >> bit & 1 == 1 { bytes } else { 0 };
        }
    }
    let says = |(bit, sum): (usize, &usize)| Names::from(sum * LEAST_NAMED < all) << bit;
    let believed = under.iter().enumerate().map(says).fold(0, |all, bit| all | bit);
    called.iter().map(|names| names & believed).collect()
}

/// Whether a line tells when a piece was printed or how long it takes to read.
fn is_time_line(text: &str) -> bool {
    if text.len() > LONGEST_TIME_LINE_BYTES
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
            || word.len() <= LONGEST_NAME_BYTES && months::begins_like_one(word)
    };
    let dated =
        |word: &&str| DATED.contains(word) || is_weekday(word) || months::begins_like_one(word);
    if !words.iter().any(dated) {
        return false;
    }
    let count = words.iter().filter(of_time).count();
    count >= 2 && words.len() - count <= OTHER_WORDS || count >= 1 && words.len() == count
}

fn is_weekday(word: &str) -> bool {
    word.len() <= LONGEST_NAME_BYTES && WEEKDAYS.iter().any(|day| word.starts_with(day))
}

/// Whether a line is nothing but names of networks and what buttons say.
fn is_share_line(text: &str) -> bool {
    let lower = text.to_lowercase();
    let mut words =
        lower.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).peekable();
    text.len() <= LONGEST_BUTTONS_BYTES
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
    known.authors.iter().filter(|author| author.len() >= SHORTEST_AUTHOR_BYTES).any(|author| {
        let first = author.split(' ').next().unwrap_or(author);
        [author.as_str(), first].into_iter().any(|name| {
            let rest = block.text.strip_prefix(name).map(str::trim_start);
            rest.is_some_and(|rest| {
                OF_AUTHORS.contains(&rest.split([' ', ',']).next().unwrap_or(""))
            })
        })
    })
}

fn leads_elsewhere(block: &Block) -> bool {
    if block.text.len() > LONGEST_LINE_BYTES {
        return false;
    }
    let start: String = block.text.chars().take(LEAD_CHARACTERS).collect::<String>().to_lowercase();
    let start = start.trim_start_matches(|c: char| !c.is_alphanumeric());
    block.linked_bytes > 0 && LEADS.iter().any(|lead| start.starts_with(lead))
        || block.text.len() <= LONGEST_PLAIN_LEAD_BYTES
            && PLAIN_LEADS.iter().any(|lead| start.starts_with(lead))
        || ["advert", "iklan", "anzeige"].contains(&start)
}

/// Whether a short block names its author and little else.
fn is_byline(block: &Block, key: &str, known: &Known<'_>) -> bool {
    block.text.len() <= LONGEST_BYLINE_BYTES
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
        Block {
            text: text.to_owned(),
            shape,
            linked_bytes: 0,
            class,
            container: 0,
            below_picture: false,
        }
    }

    fn kinds(blocks: &[Block]) -> Vec<Kind> {
        let known = Known {
            title: "Ferry stays",
            authors: &["Ann Example".to_owned()],
            address: "https://post.example/ferry",
        };
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

    /// The paragraphs of an article given as markup.
    fn sifted(html: &str) -> Vec<Paragraph> {
        let blocks = super::super::body::of_tree(&dom_query::Document::fragment(html).root());
        let authors = ["Ann Example".to_owned()];
        let address = "https://post.example/ferry";
        paragraphs(&blocks, &Known { title: "Ferry stays", authors: &authors, address })
    }

    /// The words of an article's text.
    fn text(html: &str) -> Vec<String> {
        let text = sifted(html).into_iter().filter(|paragraph| paragraph.kind == Kind::Text);
        text.map(|paragraph| paragraph.text).collect()
    }

    /// Two paragraphs of a story.
    const STORY: &str = "<p>The ferry stays in service for another ten years, the council decided.</p>\
        <p>A bridge would have cost four times as much, the treasurer said before the vote.</p>";

    #[test]
    fn an_address_among_the_paragraphs_is_a_source() {
        let html = format!(
            "<div>{STORY}<p><a href=x>https://quay.example/minutes.html</a></p><p>Nine voted for it.</p>\
             <p>http://post.example/ferry/?print=1</p></div>"
        );
        let text = text(&html);
        assert_eq!(text[2..], ["https://quay.example/minutes.html", "Nine voted for it."]);
    }

    #[test]
    fn rights_are_the_pieces_among_its_paragraphs_and_the_pages_outside() {
        let html = format!(
            "<div><div>{STORY}<p>© Meridian</p></div><div>© 2019 The Portbury Post</div></div>"
        );
        assert_eq!(text(&html)[2..], ["© Meridian"]);
    }

    #[test]
    fn a_name_of_much_of_the_article_says_nothing() {
        let html = format!(
            "<div><p>Fog lay on the harbour.</p></div><div id=read-more-rest>{STORY}</div>\
             <div class=newsletter-box>Get the Post by mail.</div>"
        );
        assert_eq!(text(&html).len(), 3);
    }

    #[test]
    fn what_is_set_apart_once_more_is_told_once_and_a_refrain_as_often_as_it_stands() {
        let said = "“Nobody who lives on the other side of the harbour wants to row to work on a winter \
                    morning,” said the chair of the council before the vote.";
        let html = format!("<div>{STORY}<p>{said}</p></div><aside>{said}</aside>");
        assert_eq!(text(&html).iter().filter(|text| *text == said).count(), 1);
        let html = format!("<div><p>{said}</p>{STORY}<p>{said}</p>{STORY}<p>{said}</p></div>");
        assert_eq!(text(&html).iter().filter(|text| *text == said).count(), 3);
    }

    #[test]
    fn a_credit_at_the_close_below_no_picture_is_text() {
        let closing = format!("<div>{STORY}<p>[Photo: Meridian]</p><p>© Meridian</p></div>");
        assert_eq!(text(&closing)[2..], ["[Photo: Meridian]", "© Meridian"]);
        for other in [
            format!("<div>{STORY}<p><img src=q.jpg></p><p>Photo: Meridian</p></div>"),
            format!("<div><p>Photo: Meridian</p>{STORY}</div>"),
        ] {
            assert_eq!(text(&other).len(), 2, "{other}");
        }
    }

    #[test]
    fn an_entry_of_links_is_judged_with_its_list() {
        let list = "<li><a href=a>Ferry</a>, every hour<li><a href=b>Bus</a>, until ten at night";
        let mixed = format!("<div>{STORY}<ul>{list}<li><a href=c>Tram to the quay</a></ul></div>");
        assert_eq!(text(&mixed)[4..], ["Tram to the quay"]);
        let links = "<li><a href=a>Bridge plan dropped</a><li><a href=b>Fog closes the harbour</a>";
        assert_eq!(text(&format!("<div>{STORY}<ul>{links}</ul></div>")).len(), 2);
    }

    #[test]
    fn a_sentence_stays_though_it_is_a_link() {
        let html = format!(
            "<div>{STORY}<p><a href=x>‘Nobody wants to row.’ Post this</a></p>\
             <p><a href=y>Bridge plan dropped after storm</a></p></div>"
        );
        assert_eq!(text(&html)[2..], ["‘Nobody wants to row.’ Post this"]);
    }

    #[test]
    fn whom_a_quotation_is_by_belongs_to_it() {
        let by = "— Bo Muster <a href=x>November 13, 2019</a>";
        let html = format!("<div>{STORY}<blockquote><p>Rowing again!</p>{by}</blockquote></div>");
        assert_eq!(text(&html)[2..], ["Rowing again!", "— Bo Muster November 13, 2019"]);
    }
}
