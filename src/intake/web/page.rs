//! What one pass over the tree of a page finds: meta elements, headings, names, times, links.

use dom_query::{Document, NodeRef};

use super::super::tidy::one_line;
use super::dated::{self, Dated};
use super::said;

/// The most entries of each kind that are kept.
const MAX_ENTRIES: usize = 512;
/// The most nodes in which anything is looked for.
const MAX_SEEN: usize = super::body::MAX_NODES;
/// The longest line that can be a byline, in bytes.
const LONGEST_BYLINE_BYTES: usize = 160;
/// How many nodes lie between two authors of one piece at most.
const NODES_BETWEEN: usize = 24;
/// The longest heading, in bytes.
const LONGEST_HEADING_BYTES: usize = 600;

/// Classes of elements that hold a title.
const TITLE_CLASSES: &[&str] =
    &["title", "headline", "article-title", "article-headline", "entry-title", "post-title"];

/// What was found, each kind in the order of the page.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// Names of meta elements in lower case, with their content.
    pub(super) metas: Vec<(String, String)>,
    /// The title element.
    pub(super) title: Option<String>,
    /// Headings of the first rank.
    pub(super) headings: Vec<String>,
    /// What stands in for a heading of the first rank where there is none: a heading of a lower rank
    /// that the title says again, else what an element for a title holds.
    pub(super) stand_ins: Vec<String>,
    /// A headline by microdata.
    pub(super) headline: Option<String>,
    /// The address the page calls its own.
    pub(super) canonical: Option<String>,
    /// The language of the page.
    pub(super) language: Option<String>,
    /// Names by rel=author, microdata, the class of their element or a line by the headline,
    /// strongest first.
    pub(super) authors: Vec<Author>,
    /// Sections by microdata.
    pub(super) sections: Vec<String>,
    /// Tags by rel=tag.
    pub(super) tags: Vec<String>,
    /// What may state a date, strongest first.
    pub(super) dates: Vec<Dated>,
    /// Where and when a tool saved the page, by attributes of its root.
    pub(super) kept: Vec<(&'static str, String)>,
}

/// A name that a page gives for its author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Author {
    pub(super) strength: Strength,
    pub(super) name: String,
    /// The number of its node in the page.
    at: usize,
}

/// How a page names an author.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strength {
    /// By a link or microdata made for it.
    Marked,
    /// By the class of an element.
    Classed,
    /// By a line by the headline that says so.
    Said,
}

/// Looks through `document`.
pub(super) fn look(document: &Document) -> Page {
    let mut page = Page::default();
    let mut heading_at = None;
    for (at, node) in document.root().descendants_it().take(MAX_SEEN).enumerate() {
        if node.is_text() {
            dated::in_words(&node, at, &mut page.dates);
            // What a page names before its headline is looked through as well.
            let wanted = heading_at.is_none_or(|(_, heading)| said::is_near(at, heading));
            if wanted && page.authors.len() < MAX_ENTRIES {
                let said = said::byline(&node);
                page.authors.extend(said.map(|name| Author { strength: Strength::Said, name, at }));
            }
            continue;
        }
        let Some(name) = node.node_name() else { continue };
        element(&node, &name, at, &mut page);
        match &*name {
            "h1" if heading_at.is_none_or(|(rank, _)| rank > 1) => heading_at = Some((1, at)),
            "h2" | "h3" if heading_at.is_none() && heads(&node, &page) => {
                page.stand_ins.extend(text(&node, LONGEST_HEADING_BYTES));
                heading_at = Some((2, at))
            }
            _ => {}
        }
        dated::in_element(&node, &name, at, &mut page.dates);
    }
    dated::rank(&mut page.dates, heading_at.map(|(_, at)| at));
    keep_nearest(&mut page.authors, heading_at.map_or(0, |(_, at)| at));
    page
}

/// Keeps the authors nearest to the headline, strongest first, and those beside them: others wrote
/// comments and other pieces.
fn keep_nearest(authors: &mut Vec<Author>, heading_at: usize) {
    let is_far = |author: &Author| {
        author.strength == Strength::Said && !said::is_near(author.at, heading_at)
    };
    authors.retain(|author| !is_far(author));
    authors.sort_by_key(|author| (author.strength, author.at.abs_diff(heading_at)));
    if let Some(first) = authors.first().cloned() {
        let beside = |author: &Author| {
            author.strength == first.strength && author.at.abs_diff(first.at) <= NODES_BETWEEN
        };
        authors.retain(beside);
    }
}

/// Whether a heading of a lower rank is the headline: the title begins or ends with it.
fn heads(node: &NodeRef<'_>, page: &Page) -> bool {
    let Some(title) = page.title.as_ref().map(|title| title.to_lowercase()) else { return false };
    text(node, LONGEST_HEADING_BYTES).is_some_and(|words| {
        let words = words.to_lowercase();
        words.len() > 8 && (title.starts_with(&words) || title.ends_with(&words))
    })
}

fn element(node: &NodeRef<'_>, name: &str, at: usize, page: &mut Page) {
    match name {
        "meta" => meta(node, page),
        "title" if page.title.is_none() => page.title = text(node, LONGEST_HEADING_BYTES),
        "h1" if page.headings.len() < MAX_ENTRIES => {
            page.headings.extend(text(node, LONGEST_HEADING_BYTES));
        }
        "html" => {
            let language = node.attr("lang").or_else(|| node.attr("xml:lang"));
            page.language = language.map(|language| one_line(&language)).filter(|l| !l.is_empty());
            for (attribute, kind) in
                [("data-scrapbook-source", "url"), ("data-scrapbook-create", "saved")]
            {
                let value = node.attr(attribute).map(|value| one_line(&value));
                page.kept.extend(value.map(|value| (kind, value)));
            }
        }
        "link" if relation(node, "canonical") && page.canonical.is_none() => {
            page.canonical = node.attr("href").map(|href| one_line(&href));
        }
        _ => named(node, name, at, page),
    }
}

/// Keeps a meta element; one may carry several names.
fn meta(node: &NodeRef<'_>, page: &mut Page) {
    let Some(content) = node.attr("content").map(|content| one_line(&content)) else { return };
    if content.is_empty() || is_placeholder(&content) || page.metas.len() >= MAX_ENTRIES {
        return;
    }
    for attribute in ["property", "name", "itemprop", "http-equiv"] {
        let Some(names) = node.attr(attribute) else { continue };
        for name in names.split_whitespace() {
            page.metas.push((name.to_ascii_lowercase(), content.clone()));
        }
    }
}

/// Whether a value is what a template was to fill in, or marks alone.
fn is_placeholder(value: &str) -> bool {
    ["{{", "}}", "${", "<%", "[%", "%%"].iter().any(|mark| value.contains(mark))
        || !value.contains(char::is_alphanumeric)
}

/// Authors, sections and tags by what their element says of itself.
fn named(node: &NodeRef<'_>, name: &str, at: usize, page: &mut Page) {
    let property = node.attr("itemprop");
    let property = property.as_deref().unwrap_or("");
    if property == "headline" && page.headline.is_none() {
        page.headline = text(node, LONGEST_HEADING_BYTES);
    }
    let class = node.attr("class");
    let mut classes = class.as_deref().unwrap_or("").split_ascii_whitespace();
    if classes.any(|class| TITLE_CLASSES.contains(&class.to_ascii_lowercase().as_str()))
        && page.stand_ins.len() < MAX_ENTRIES
    {
        page.stand_ins.extend(text(node, LONGEST_HEADING_BYTES));
    }
    if property == "articleSection" && page.sections.len() < MAX_ENTRIES {
        page.sections.extend(text(node, LONGEST_BYLINE_BYTES));
    }
    if name == "a" && relation(node, "tag") && page.tags.len() < MAX_ENTRIES {
        page.tags.extend(text(node, LONGEST_BYLINE_BYTES));
    }
    if page.authors.len() < MAX_ENTRIES
        && let Some(strength) = names_an_author(node, name, property)
    {
        let words = author_inside(node).or_else(|| text(node, LONGEST_BYLINE_BYTES));
        page.authors.extend(words.map(|name| Author { strength, name, at }));
    }
}

fn names_an_author(node: &NodeRef<'_>, name: &str, property: &str) -> Option<Strength> {
    if property.split_whitespace().any(|p| p == "author" || p == "creator")
        || matches!(name, "a" | "span" | "address") && relation(node, "author")
    {
        return Some(Strength::Marked);
    }
    let class = node.attr("class");
    let classed = class.as_deref().unwrap_or("").split_whitespace().any(|class| {
        let class = class.to_ascii_lowercase();
        let class = class.as_str();
        matches!(class, "author" | "byline" | "authors" | "author-name" | "p-author" | "writer")
            || class.ends_with("byline") && !class.contains("date")
            || class.ends_with("author-name")
            || class.ends_with("__author")
            || class.ends_with("byline__name")
            || class.ends_with("byline-name")
    });
    classed.then_some(Strength::Classed)
}

/// The name proper inside an element for an author.
fn author_inside(node: &NodeRef<'_>) -> Option<String> {
    let inner = node.descendants_it().find(|inner| {
        inner.attr("itemprop").is_some_and(|p| &*p == "name")
            || inner.attr("rel").is_some_and(|r| &*r == "author")
            || inner.attr("href").is_some_and(|href| leads_to_an_author(&href))
    })?;
    inner.attr("content").map(|name| one_line(&name)).or_else(|| text(&inner, LONGEST_BYLINE_BYTES))
}

/// Whether an address is that of the page of an author.
fn leads_to_an_author(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or("").to_ascii_lowercase();
    ["/author/", "/authors/", "/profile/", "/staff/", "/journalist/", "/reporter/"]
        .iter()
        .any(|folder| path.split_once(folder).is_some_and(|(_, name)| !name.is_empty()))
}

fn relation(node: &NodeRef<'_>, wanted: &str) -> bool {
    node.attr("rel")
        .is_some_and(|rel| rel.split_whitespace().any(|rel| rel.eq_ignore_ascii_case(wanted)))
}

/// The words of an element on one line; nothing where there are none or more than `limit_bytes`.
pub(super) fn text(node: &NodeRef<'_>, limit_bytes: usize) -> Option<String> {
    let mut words = String::new();
    for inner in node.descendants_it() {
        if inner.is_text() {
            words.push_str(&inner.text());
        } else {
            words.push(' ');
        }
        if words.len() > 4 * limit_bytes {
            return None;
        }
    }
    let words = one_line(&words);
    (!words.is_empty() && words.len() <= limit_bytes).then_some(words)
}

impl Page {
    /// The content of the first meta element with one of `names`, which are asked in their order.
    pub(super) fn meta(&self, names: &[&str]) -> Option<(&str, &str)> {
        let find = |name: &&str| self.metas.iter().find(|(known, _)| known == name);
        names.iter().find_map(find).map(|(name, content)| (name.as_str(), content.as_str()))
    }

    /// The contents of all meta elements with that name.
    pub(super) fn all(&self, name: &'static str) -> impl Iterator<Item = &str> {
        self.metas
            .iter()
            .filter(move |(known, _)| known == name)
            .map(|(_, content)| content.as_str())
    }
}
