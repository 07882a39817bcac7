//! Places of a page that may state when it was published, and how much each is worth.
//!
//! Nothing is read here: the words go on as labels, and whoever concludes reads them. The order of
//! the rungs is that of htmldate (Barbaresi 2020, JOSS 5(51), 2439), found anew on its pages.

use dom_query::NodeRef;

use super::super::tidy::one_line;
use super::page;

/// Words that may state a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Dated {
    /// How much they are worth.
    pub(super) rung: Rung,
    /// Whether they speak of a change, not of publication.
    pub(super) updated: bool,
    /// The words or the attribute.
    pub(super) words: String,
    /// Where they stand, as a label tells it.
    pub(super) place: &'static str,
    /// The number of their node in the page.
    at: usize,
}

/// How much words that may state a date are worth, most first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rung {
    /// Marked as the time of publication.
    Marked,
    /// A time or a line of dates by the headline.
    Header,
    /// A short line anywhere else.
    Line,
    /// What belongs to other pieces, to comments or to the site.
    Beside,
    /// A sentence of running text.
    Running,
}

impl Rung {
    /// Whether it says less than the address of the page.
    pub(super) fn is_weak(self) -> bool {
        match self {
            Self::Marked | Self::Header => false,
            Self::Line | Self::Beside | Self::Running => true,
        }
    }
}

/// The most places that are kept.
const MAX_DATED: usize = 300;
/// The longest words of an element that can be a line with a date, in bytes.
const LONGEST_LINE_BYTES: usize = 200;
/// A block with more bytes is running text.
const LONGEST_RUNNING_BYTES: usize = 140;
/// How many bytes about a date in running text are handed on.
const WINDOW_BYTES: usize = 60;
/// How many nodes before the headline its line of dates may stand.
const NODES_BEFORE: usize = 60;
/// How many nodes behind the headline it may stand.
const NODES_BEHIND: usize = 160;
/// How many ancestors are asked whether they belong to another piece.
const ANCESTORS: usize = 12;

/// Parts of names of classes and ids of elements that hold a date.
const DATE_CLASSES: &[&str] = &[
    "date",
    "time",
    "publish",
    "posted",
    "created",
    "datum",
    "fecha",
    "data-",
    "byline",
    "entry-meta",
    "post-meta",
    "postmeta",
    "article-meta",
    "article__meta",
    "submitted",
    "dateline",
    "info",
    "pubdate",
    "meta",
    "timestamp",
];

/// Parts of names of classes and ids of what is no part of the piece.
const BESIDE: &[&str] = &[
    "comment",
    "related",
    "sidebar",
    "footer",
    "widget",
    "recent",
    "popular",
    "teaser",
    "archive",
    "calendar",
    "nav",
    "menu",
    "trending",
    "latest",
    "ticker",
    "recommend",
    "weather",
    "copyright",
];

/// Parts of names of classes and words of what was changed, not published.
const CHANGED: &[&str] = &["update", "modif", "changed", "edited", "aktualis", "revis"];

/// Words before a date of publication, as lines of dates print them.
const PUBLISHED: &[&str] = &[
    "Published",
    "PUBLISHED",
    "published",
    "Posted",
    "POSTED",
    "First published",
    "Erschienen",
    "Veröffentlicht",
    "veröffentlicht",
    "Publié",
    "publié",
    "Publicado",
    "Pubblicato",
    "Gepubliceerd",
    "Опубликовано",
    "입력",
    "公開",
    "发布",
];

/// Keeps what an element says of dates.
pub(super) fn in_element(node: &NodeRef<'_>, name: &str, at: usize, dates: &mut Vec<Dated>) {
    if dates.len() >= MAX_DATED || matches!(name, "meta" | "html" | "head" | "body" | "title") {
        return;
    }
    let attribute =
        |name: &str| node.attr(name).map(|value| one_line(&value)).filter(|v| !v.is_empty());
    let property = attribute("itemprop").unwrap_or_default();
    let class = attribute("class").unwrap_or_default();
    let id = attribute("id").unwrap_or_default();
    if name != "time" && property.is_empty() && class.is_empty() && id.is_empty() {
        return;
    }
    let told = format!("{class} {id} {property}").to_ascii_lowercase();
    let updated = CHANGED.iter().any(|part| told.contains(part)) && !told.contains("publish");
    let value = attribute("datetime").or_else(|| attribute("content"));
    let marked = property.contains("datePublished")
        || property.contains("dateCreated")
        || property.contains("pubdate");
    if marked || property.contains("dateModified") {
        let words = value.or_else(|| page::text(node, LONGEST_LINE_BYTES));
        return push(
            node,
            dates,
            words,
            Dated {
                rung: Rung::Marked,
                updated: !marked,
                words: String::new(),
                place: "microdata",
                at,
            },
        );
    }
    if name == "time" {
        let rung = if node.has_attr("pubdate") || told.contains("publish") {
            Rung::Marked
        } else {
            Rung::Header
        };
        let words =
            value.filter(|value| is_dated(value)).or_else(|| page::text(node, LONGEST_LINE_BYTES));
        return push(
            node,
            dates,
            words,
            Dated { rung, updated, words: String::new(), place: "page header <time>", at },
        );
    }
    if name == "abbr" && told.contains("publish") {
        let words = attribute("title").or_else(|| page::text(node, LONGEST_LINE_BYTES));
        return push(
            node,
            dates,
            words,
            Dated { rung: Rung::Marked, updated, words: String::new(), place: "microformat", at },
        );
    }
    if DATE_CLASSES.iter().any(|part| told.contains(part)) {
        let data = [
            "data-datetime",
            "data-published",
            "data-date",
            "data-time",
            "data-timestamp",
            "title",
        ];
        let words = page::text(node, LONGEST_LINE_BYTES).filter(|words| is_dated(words));
        let words =
            words.or_else(|| data.iter().find_map(|name| attribute(name).filter(|v| is_dated(v))));
        push(
            node,
            dates,
            words,
            Dated { rung: Rung::Header, updated, words: String::new(), place: "page header", at },
        );
    }
}

/// Keeps what a run of text says of dates.
pub(super) fn in_words(node: &NodeRef<'_>, at: usize, dates: &mut Vec<Dated>) {
    if dates.len() >= MAX_DATED {
        return;
    }
    let words = node.text();
    if words.len() < 6 || !is_dated(&words) {
        return;
    }
    let Some(parent) = node.parent() else { return };
    if parent.node_name().is_some_and(|name| matches!(&*name, "title" | "script" | "style")) {
        return;
    }
    let line = page::text(&parent, LONGEST_LINE_BYTES);
    let words = line.unwrap_or_else(|| about_the_date(&one_line(&words)));
    let told = PUBLISHED.iter().any(|word| words.contains(word));
    let rung = if !told && is_running(&parent) { Rung::Running } else { Rung::Header };
    push(
        node,
        dates,
        Some(words),
        Dated { rung, updated: false, words: String::new(), place: "page text", at },
    );
}

/// Whether an element lies in a sentence that says more than a date.
fn is_running(node: &NodeRef<'_>) -> bool {
    let inline = |node: &NodeRef<'_>| {
        node.node_name().is_some_and(|name| {
            matches!(
                &*name,
                "a" | "b" | "em" | "i" | "strong" | "span" | "sup" | "sub" | "u" | "font" | "small"
            )
        })
    };
    let mut block = *node;
    while inline(&block) {
        let Some(parent) = block.parent() else { break };
        block = parent;
    }
    page::text(&block, LONGEST_RUNNING_BYTES).is_none()
}

fn push(node: &NodeRef<'_>, dates: &mut Vec<Dated>, words: Option<String>, dated: Dated) {
    let Some(words) = words.filter(|words| is_dated(words)) else { return };
    let words = from_publication(words);
    let updated = dated.updated || speaks_of_change(&words);
    let itemised = dated.place == "microdata";
    let rung = if !itemised && dated.rung < Rung::Line && is_beside(node) {
        Rung::Beside
    } else {
        dated.rung
    };
    dates.push(Dated { words, updated, rung, ..dated });
}

/// Of a line with several dates what follows the word for publication.
fn from_publication(words: String) -> String {
    let at = PUBLISHED.iter().filter_map(|word| words.find(word)).filter(|at| *at > 0).min();
    match at {
        Some(at) if date_at(&words[..at]).is_some() && date_at(&words[at..]).is_some() => {
            words[at..].to_owned()
        }
        _ => words,
    }
}

fn speaks_of_change(words: &str) -> bool {
    let lower = words.to_lowercase();
    let at = CHANGED.iter().filter_map(|part| lower.find(part)).min();
    at.is_some_and(|at| !lower[..at].contains(|c: char| c.is_ascii_digit()))
        && !lower.contains("publi")
}

/// Whether a node lies in what is no part of the piece.
fn is_beside(node: &NodeRef<'_>) -> bool {
    node.ancestors_it(Some(ANCESTORS)).any(|ancestor| {
        let name = ancestor.node_name();
        if name.as_deref().is_some_and(|name| matches!(name, "aside" | "footer" | "nav")) {
            return true;
        }
        if name.as_deref().is_none_or(|name| matches!(name, "body" | "html" | "article" | "main")) {
            return false;
        }
        let told = format!("{} {}", ancestor.attr_or("class", ""), ancestor.attr_or("id", ""));
        let told = told.to_ascii_lowercase();
        // A class of the whole page may tell of its layout.
        told.len() < 120 && BESIDE.iter().any(|part| told.contains(part))
    })
}

/// Puts the strongest first: by rung, then what stands by the headline, nearest first.
pub(super) fn rank(dates: &mut Vec<Dated>, heading_at: Option<usize>) {
    for dated in dates.iter_mut() {
        let near = heading_at.is_none_or(|heading| {
            dated.at + NODES_BEFORE >= heading && dated.at <= heading + NODES_BEHIND
        });
        if dated.rung < Rung::Line && dated.place != "microdata" && !near {
            dated.rung = Rung::Line;
        }
    }
    let distance = |dated: &Dated| match heading_at {
        Some(heading) if dated.at >= heading => dated.at - heading,
        Some(heading) => 2 * (heading - dated.at),
        None => dated.at,
    };
    dates.sort_by_key(|dated| match dated.rung {
        Rung::Header => (dated.rung, dated.place == "page text", distance(dated)),
        Rung::Line => {
            let told = PUBLISHED.iter().any(|word| dated.words.contains(word));
            (dated.rung, !told, distance(dated))
        }
        Rung::Marked | Rung::Beside | Rung::Running => (dated.rung, false, dated.at),
    });
    let mut seen = std::collections::HashSet::new();
    dates.retain(|dated| seen.insert((dated.words.clone(), dated.updated)));
}

/// Whether `text` may state a day: a year with another number by it, or three numbers parted by
/// dots, strokes or dashes.
pub(super) fn is_dated(text: &str) -> bool {
    date_at(text).is_some()
}

/// Where the first number stands that may be part of a date.
fn date_at(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    // Where the last number ended that can be a day or a month.
    let mut small_end = None;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let length = bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let digits = &text[at..at + length];
        let may_be = match length {
            4 if is_year(digits) => {
                small_end.is_some_and(|end| at - end <= NEAR_BYTES)
                    || small_follows(&bytes[at + 4..])
            }
            8 | 14 => is_year(&digits[..4]),
            10 | 13 => digits.starts_with('1') && text.trim().len() == length,
            1 | 2 => is_short_date(&bytes[at..]),
            _ => false,
        };
        if may_be {
            return Some(at);
        }
        at += length;
        if is_small(digits) {
            small_end = Some(at);
        }
    }
    None
}

/// How many bytes may lie between a year and the day of its date.
const NEAR_BYTES: usize = 24;

fn is_small(digits: &str) -> bool {
    digits.len() <= 2 && digits.parse().is_ok_and(|number: u8| (1..=31).contains(&number))
}

/// Whether a number that can be a day or a month stands near the beginning.
fn small_follows(bytes: &[u8]) -> bool {
    let near = &bytes[..bytes.len().min(NEAR_BYTES)];
    near.split(|byte| !byte.is_ascii_digit())
        .any(|digits| std::str::from_utf8(digits).is_ok_and(is_small))
}

/// `2019/11/13` of an address that files by day; nothing of another.
pub(super) fn day_of_path(url: &str) -> &str {
    let digits = |part: &str, length: usize| {
        part.len() == length && part.bytes().all(|b| b.is_ascii_digit())
    };
    url.match_indices('/')
        .filter_map(|(at, _)| url.get(at + 1..at + 12)?.strip_suffix('/'))
        .find(|day| {
            let parts: Vec<&str> = day.split('/').collect();
            matches!(parts.as_slice(), [year, month, day] if digits(year, 4) && is_year(year) && digits(month, 2) && digits(day, 2))
        })
        .unwrap_or("")
}

fn is_year(digits: &str) -> bool {
    digits.starts_with("19") || digits.starts_with("20") || digits.starts_with("25")
}

/// `13.11.19`, `11/13/19`.
fn is_short_date(bytes: &[u8]) -> bool {
    let mut parts = 0;
    let mut rest = bytes;
    loop {
        let length = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if !(1..=2).contains(&length) {
            return false;
        }
        parts += 1;
        rest = &rest[length..];
        match rest.first() {
            Some(b'.' | b'/' | b'-') if parts < 3 => rest = &rest[1..],
            _ => return parts == 3,
        }
    }
}

/// The words about the first date in a long text.
fn about_the_date(text: &str) -> String {
    let at = date_at(text).unwrap_or(0);
    let from = text.floor_char_boundary(at.saturating_sub(WINDOW_BYTES));
    let to = text.ceil_char_boundary((at + WINDOW_BYTES).min(text.len()));
    text[from..to].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_state_a_day_is_told_from_other_numbers() {
        for text in
            ["13 Nov 2019", "2019-11-13", "13.11.19", "20191113", "1573596120", "2019年11月13日"]
        {
            assert!(is_dated(text), "{text}");
        }
        for text in [
            "12 comments",
            "Call 5551 2345",
            "1.5.",
            "no number",
            "3/4",
            "1800 ferries",
            "Results 2019",
            "Season 2018/2019",
        ] {
            assert!(!is_dated(text), "{text}");
        }
    }
}
