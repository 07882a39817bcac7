//! Lines in sight by the headline that say who wrote the piece, where nothing marks them as such.

use dom_query::NodeRef;

use super::super::plain;
use super::body::is_block;

/// The longest line that is asked, in bytes.
const LONGEST_LINE_BYTES: usize = 160;
/// How many nodes behind the headline such a line may stand.
const NODES_BEHIND: usize = 40;
/// How many nodes before it.
const NODES_BEFORE: usize = 12;
/// The most nodes of one line.
const MOST_NODES: usize = 24;
/// Names of elements and parts of their classes in which others are named.
const BESIDE: &[&str] = &["related", "sidebar", "widget", "teaser", "comment", "footer", "caption"];
/// How many ancestors are asked.
const ANCESTORS: usize = 8;

/// Whether a line at `at` stands by the headline at `heading`.
pub(super) fn is_near(at: usize, heading: usize) -> bool {
    at + NODES_BEFORE >= heading && at <= heading + NODES_BEHIND
}

/// What a line that begins with the text `node` says of the author, as it is printed: `By Ann
/// Example`.
pub(super) fn byline(node: &NodeRef<'_>) -> Option<String> {
    let opening = node.text();
    if opening.trim().is_empty() || opening.len() > LONGEST_LINE_BYTES || !opens_line(node) {
        return None;
    }
    let line = super::super::tidy::one_line(&line_from(node)?);
    plain::stated_byline(&line).filter(|_| !is_beside(node))
}

/// Whether nothing stands before `node` in its line.
fn opens_line(node: &NodeRef<'_>) -> bool {
    let mut here = *node;
    for _ in 0..MOST_NODES {
        match here.prev_sibling() {
            Some(before) if before.is_text() && before.text().trim().is_empty() => here = before,
            Some(before) => return !before.is_text() && breaks(&before),
            None => match here.parent() {
                Some(parent) if !breaks(&parent) => here = parent,
                _ => return true,
            },
        }
    }
    false
}

/// The words from `node` to the end of its line; nothing where they are too many for a byline.
fn line_from(node: &NodeRef<'_>) -> Option<String> {
    let mut line = node.text().to_string();
    let mut here = *node;
    for _ in 0..MOST_NODES {
        here = match here.next_sibling() {
            Some(next) if !next.is_text() && breaks(&next) => return Some(line),
            Some(next) => next,
            None => match here.parent() {
                Some(parent) if !breaks(&parent) => {
                    here = parent;
                    continue;
                }
                _ => return Some(line),
            },
        };
        line.push_str(&here.text());
        if line.len() > LONGEST_LINE_BYTES {
            return None;
        }
    }
    None
}

/// Whether a line ends at an element.
fn breaks(node: &NodeRef<'_>) -> bool {
    node.node_name().is_none_or(|name| {
        let name = &*name;
        is_block(name) || matches!(name, "br" | "hr" | "td" | "th" | "img" | "figure" | "button")
    })
}

/// Whether a node lies in what names the authors of other pieces, of pictures or of comments.
fn is_beside(node: &NodeRef<'_>) -> bool {
    node.ancestors_it(Some(ANCESTORS)).any(|ancestor| {
        let name = ancestor.node_name();
        let name = name.as_deref().unwrap_or("");
        if matches!(name, "aside" | "footer" | "nav" | "figcaption" | "li" | "title" | "blockquote")
        {
            return true;
        }
        if matches!(name, "body" | "html") {
            return false;
        }
        let told = format!("{} {}", ancestor.attr_or("class", ""), ancestor.attr_or("id", ""));
        let told = told.to_ascii_lowercase();
        BESIDE.iter().any(|part| told.contains(part))
    })
}
