//! The article of a page: found by the extractor, in paragraphs that know what they are.

use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability, TextMode};

use super::super::tidy::one_line;
use super::rest::Rest;
use super::trim::Limit;

/// A deeper tree is read without looking for its article: the extractor's time grows with the square
/// of the depth.
const MAX_TREE_DEPTH: usize = 400;
/// A tree with more nodes is read so as well.
pub(super) const MAX_NODES: usize = 150_000;

/// One block of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// Its words, one line unless the page breaks lines.
    pub(super) text: String,
    /// What element it stands in.
    pub(super) shape: Shape,
    /// How many bytes of it are words of links.
    pub(super) linked_bytes: usize,
    /// What its element and those above it are called, up to the article's own: classes and ids.
    pub(super) class: String,
    /// The element it is a paragraph of, by its number in the tree: one for all paragraphs that lie
    /// side by side.
    pub(super) container: usize,
    /// Whether a picture or the like stands right before it.
    pub(super) below_picture: bool,
}

/// The elements that matter to what a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// A paragraph or a box.
    Paragraph,
    /// A heading.
    Heading,
    /// An entry of a list.
    Entry,
    /// A row of a table.
    Row,
    /// The words under a picture.
    Caption,
    /// A quotation set apart.
    Quotation,
}

/// What was read of a page.
#[derive(Debug)]
pub(super) struct Read {
    /// The blocks of what the extractor took for the article, none where it found none; those of the
    /// whole page where it could not be asked.
    pub(super) blocks: Vec<Block>,
    /// Why the whole page was read: which limit it is beyond.
    pub(super) whole: Option<String>,
}

/// Reads the article in `document`; the whole page with what lies `beyond` the tree, where there is
/// such a thing or the tree would keep the extractor busy for long.
pub(super) fn read(document: Document, beyond: Option<(Limit, Rest)>) -> Read {
    let reason = match &beyond {
        Some((limit, _)) => Some(limit.told()),
        None => unwieldy(&document),
    };
    if reason.is_some() {
        return Read { blocks: with_rest(whole(&document), beyond), whole: reason };
    }
    let config = Config {
        disable_json_ld: true,
        keep_classes: true,
        text_mode: TextMode::Raw,
        ..Config::default()
    };
    let article = Readability::with_document(document, None, Some(config))
        .and_then(|mut readability| readability.parse());
    let found = article.map(|article| of_tree(&Document::fragment(article.content).root()));
    Read { blocks: found.unwrap_or_default(), whole: None }
}

/// `blocks` and those beyond the part of a page that is parsed.
pub(super) fn with_rest(mut blocks: Vec<Block>, beyond: Option<(Limit, Rest)>) -> Vec<Block> {
    blocks.extend(beyond.into_iter().flat_map(|(_, rest)| rest.blocks()));
    blocks
}

/// The blocks of a whole page.
pub(super) fn whole(document: &Document) -> Vec<Block> {
    document.body().map(|body| of_tree(&body)).unwrap_or_default()
}

/// Why a tree would keep the extractor busy for long, if it would.
fn unwieldy(document: &Document) -> Option<String> {
    let root = document.root();
    let (mut depth, mut nodes) = (0_usize, 0_usize);
    let mut node = root.first_child();
    while let Some(here) = node {
        nodes += 1;
        if depth > MAX_TREE_DEPTH {
            return Some(format!("elements more than {MAX_TREE_DEPTH} deep"));
        }
        if nodes > MAX_NODES {
            return Some(format!("more than {MAX_NODES} elements and pieces of text"));
        }
        node = here.first_child().inspect(|_| depth += 1).or_else(|| {
            let mut at = here;
            loop {
                if let Some(next) = at.next_sibling() {
                    return Some(next);
                }
                at = at.parent()?;
                depth = depth.saturating_sub(1);
            }
        });
    }
    None
}

/// Where a walk through a tree is.
enum Step<'a> {
    Into(NodeRef<'a>),
    OutOf { block: bool, shape: Shape, link: bool, class_bytes: usize, container: usize },
}

/// Collects blocks.
struct Collector {
    blocks: Vec<Block>,
    text: String,
    linked_bytes: usize,
    shape: Shape,
    links: usize,
    class: String,
    /// The element whose paragraphs are read, and how many elements came before.
    container: usize,
    elements: usize,
    below_picture: bool,
}

/// The blocks below `root`, in its order.
pub(super) fn of_tree(root: &NodeRef<'_>) -> Vec<Block> {
    let mut collector = Collector {
        blocks: Vec::new(),
        text: String::new(),
        linked_bytes: 0,
        shape: Shape::Paragraph,
        links: 0,
        class: String::new(),
        container: 0,
        elements: 0,
        below_picture: false,
    };
    let mut steps: Vec<Step<'_>> = root.children_it(true).map(Step::Into).collect();
    while let Some(step) = steps.pop() {
        match step {
            Step::OutOf { block, shape, link, class_bytes, container } => {
                if block {
                    collector.flush();
                }
                collector.links -= usize::from(link);
                collector.shape = shape;
                collector.container = container;
                collector.class.truncate(class_bytes);
            }
            Step::Into(node) if node.is_text() => collector.words(&node.text()),
            Step::Into(node) => collector.enter(&node, &mut steps),
        }
    }
    collector.flush();
    collector.blocks
}

impl Collector {
    fn words(&mut self, words: &str) {
        if words.trim().is_empty() {
            self.text.push(' ');
            return;
        }
        self.text.push_str(words);
        if self.links > 0 {
            self.linked_bytes += one_line(words).len();
        }
    }

    fn enter<'a>(&mut self, node: &NodeRef<'a>, steps: &mut Vec<Step<'a>>) {
        let Some(name) = node.node_name() else { return };
        let name = &*name;
        if matches!(name, "script" | "style" | "head" | "noscript" | "title") {
            return;
        }
        if name == "br" {
            self.text.push('\u{2028}');
            return;
        }
        let block = is_block(name);
        if matches!(name, "img" | "picture" | "video" | "svg" | "iframe" | "figure") {
            self.below_picture = true;
        }
        if block {
            self.flush();
        } else if matches!(name, "td" | "th") {
            self.text.push(' ');
        }
        let link = name == "a" && node.has_attr("href");
        let class_bytes = self.class.len();
        let (shape_outside, container) = (self.shape, self.container);
        steps.push(Step::OutOf { block, shape: shape_outside, link, class_bytes, container });
        self.elements += 1;
        if block && !is_paragraph(name) {
            self.container = self.elements;
        }
        self.links += usize::from(link);
        self.shape = shape(name).unwrap_or(self.shape);
        for attribute in ["class", "id"] {
            if let Some(value) = node.attr(attribute)
                && self.class.len() < 1024
            {
                self.class.push(' ');
                self.class.push_str(&value.to_ascii_lowercase());
            }
        }
        steps.extend(node.children_it(true).map(Step::Into));
    }

    /// Ends a block.
    fn flush(&mut self) {
        let lines = self.text.split('\u{2028}').map(one_line).filter(|line| !line.is_empty());
        let text = lines.collect::<Vec<_>>().join("\n");
        if !text.is_empty() {
            self.blocks.push(Block {
                text,
                shape: self.shape,
                linked_bytes: self.linked_bytes,
                class: self.class.clone(),
                container: self.container,
                below_picture: std::mem::take(&mut self.below_picture),
            });
        }
        self.text.clear();
        self.linked_bytes = 0;
    }
}

/// What a block is by the name of its element, where that says it.
pub(super) fn shape(name: &str) -> Option<Shape> {
    match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Some(Shape::Heading),
        "li" | "dt" | "dd" => Some(Shape::Entry),
        "tr" => Some(Shape::Row),
        "figcaption" | "figure" | "caption" => Some(Shape::Caption),
        "blockquote" => Some(Shape::Quotation),
        _ => None,
    }
}

/// Whether an element is one of several side by side in the one around it.
pub(super) fn is_paragraph(name: &str) -> bool {
    matches!(
        name,
        "p" | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "hr"
            | "li"
            | "dt"
            | "dd"
            | "pre"
            | "address"
    )
}

/// Whether an element is laid out as a block of its own.
pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hr"
            | "html"
            | "li"
            | "main"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "tfoot"
            | "thead"
            | "tr"
            | "ul"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(html: &str) -> Vec<(Shape, String)> {
        let document = Document::fragment(html);
        of_tree(&document.root()).into_iter().map(|block| (block.shape, block.text)).collect()
    }

    #[test]
    fn blocks_know_their_element() {
        let found = of("<h2>Fog</h2><p>The ferry <b>stays</b>.<br>Nobody was hurt.</p>\
                        <figure><img><figcaption>The quay. (AP)</figcaption></figure><ul><li>one<li>two</ul>");
        let expect = [
            (Shape::Heading, "Fog"),
            (Shape::Paragraph, "The ferry stays.\nNobody was hurt."),
            (Shape::Caption, "The quay. (AP)"),
            (Shape::Entry, "one"),
            (Shape::Entry, "two"),
        ];
        assert_eq!(found, expect.map(|(shape, text)| (shape, text.to_owned())));
    }

    #[test]
    fn paragraphs_side_by_side_have_one_container() {
        let html = "<div><h2>Fog</h2><p>One.</p>Two.<div>Box.</div><p>Three.</p></div><p>Four.</p>";
        let document = Document::fragment(html);
        let of: Vec<usize> = of_tree(&document.root()).iter().map(|b| b.container).collect();
        assert_eq!([of[1], of[2], of[4]], [of[0]; 3]);
        assert!(of[3] != of[0] && of[5] != of[0] && of[3] != of[5]);
    }

    #[test]
    fn words_between_boxes_are_blocks_of_their_own() {
        let found = of("before<div>inside</div>after");
        assert_eq!(
            found.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>(),
            ["before", "inside", "after"]
        );
    }
}
