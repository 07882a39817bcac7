//! A message as it is laid out: its lines in order, each with what it links to.
//!
//! Finer than paragraphs: cells of tables and broken lines stand by themselves, since letters are laid
//! out by them. What a digest is made of is seen by this and by nothing in the words.

use dom_query::{Document, NodeRef};

use super::super::tidy::one_line;
use super::body::{is_block, shape};
use super::trim::{Templates, trim};

/// One line of a message.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in super::super) struct Line {
    /// Its words.
    pub(in super::super) text: String,
    /// Whether it stands in a heading.
    pub(in super::super) heading: bool,
    /// How many bytes of it are words of links.
    pub(in super::super) linked_bytes: usize,
    /// The first address it links to.
    pub(in super::super) address: Option<String>,
    /// Whether it goes on in the paragraph of the line before.
    pub(in super::super) runs_on: bool,
    /// How many elements are around it.
    pub(in super::super) depth: usize,
    /// Whether a rule is drawn above it.
    pub(in super::super) ruled: bool,
}

/// The lines of `markup`; none where there is too much of it to be parsed as a whole.
pub(in super::super) fn lines(markup: &str) -> Vec<Line> {
    let trimmed = trim(markup, Templates::Dropped);
    if trimmed.beyond.is_some() {
        return Vec::new();
    }
    let document = Document::from(trimmed.markup.as_str());
    let mut walk = Walk::default();
    if let Some(body) = document.body() {
        walk.through(&body);
    }
    walk.lines
}

#[derive(Default)]
struct Walk {
    lines: Vec<Line>,
    at_hand: Line,
    links: usize,
    headings: usize,
    depth: usize,
}

/// Where a walk through a tree is.
enum Step<'a> {
    Into(NodeRef<'a>),
    OutOf { parts: bool, link: bool, heading: bool },
}

impl Walk {
    fn through(&mut self, root: &NodeRef<'_>) {
        let mut steps: Vec<Step<'_>> = root.children_it(true).map(Step::Into).collect();
        while let Some(step) = steps.pop() {
            match step {
                Step::OutOf { parts, link, heading } => {
                    if parts {
                        self.end_line(false);
                    }
                    self.links -= usize::from(link);
                    self.headings -= usize::from(heading);
                    self.depth -= usize::from(parts);
                }
                Step::Into(node) if node.is_text() => self.words(&node.text()),
                Step::Into(node) => self.enter(&node, &mut steps),
            }
        }
        self.end_line(false);
    }

    fn words(&mut self, words: &str) {
        self.at_hand.text.push_str(words);
        if self.links > 0 {
            self.at_hand.linked_bytes += one_line(words).len();
        }
        if !words.trim().is_empty() {
            self.at_hand.heading |= self.headings > 0;
            self.at_hand.depth = self.depth;
        }
    }

    fn enter<'a>(&mut self, node: &NodeRef<'a>, steps: &mut Vec<Step<'a>>) {
        let Some(name) = node.node_name() else { return };
        let name = &*name;
        match name {
            "script" | "style" | "head" | "title" => return,
            "br" => return self.end_line(true),
            "hr" => {
                self.end_line(false);
                self.at_hand.ruled = true;
                return;
            }
            _ => {}
        }
        let parts = is_block(name) || matches!(name, "td" | "th");
        if parts {
            self.end_line(false);
        }
        let address = if name == "a" { node.attr("href") } else { None };
        let heading = shape(name) == Some(super::body::Shape::Heading);
        self.links += usize::from(address.is_some());
        self.headings += usize::from(heading);
        self.depth += usize::from(parts);
        if let Some(address) = &address
            && self.at_hand.address.is_none()
        {
            self.at_hand.address = Some(one_line(address));
        }
        steps.push(Step::OutOf { parts, link: address.is_some(), heading });
        steps.extend(node.children_it(true).map(Step::Into));
    }

    /// Ends a line; the next one `runs_on` in its paragraph.
    fn end_line(&mut self, runs_on: bool) {
        let text = one_line(&self.at_hand.text);
        if text.is_empty() {
            // Of two breaks, one after the other, the second begins a paragraph.
            let again = runs_on && self.at_hand.runs_on;
            let (ruled, kept) = (self.at_hand.ruled, runs_on && !again);
            self.at_hand =
                Line { ruled, runs_on: kept && !self.lines.is_empty(), ..Line::default() };
            return;
        }
        let line = std::mem::take(&mut self.at_hand);
        // The address of a picture's link above says nothing of the words below.
        let address = line.address.filter(|_| line.linked_bytes > 0);
        self.lines.push(Line { text, address, ..line });
        self.at_hand.runs_on = runs_on;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_know_their_links_and_their_paragraph() {
        let found = lines(
            "<table><tr><td><a href='https://post.example/1'><b>Ferry stays</b></a><br>Post, Tuesday<br><br>It rains.\
             <td>Aside</table><hr><h2>Fog</h2>",
        );
        let told = |line: &Line| (line.text.clone(), line.linked_bytes, line.runs_on, line.ruled);
        let expect = [
            ("Ferry stays", 11, false, false),
            ("Post, Tuesday", 0, true, false),
            ("It rains.", 0, false, false),
            ("Aside", 0, false, false),
            ("Fog", 0, false, true),
        ];
        let expect = expect.map(|(text, linked, on, ruled)| (text.to_owned(), linked, on, ruled));
        assert_eq!(found.iter().map(told).collect::<Vec<_>>(), expect);
        assert_eq!(found[0].address.as_deref(), Some("https://post.example/1"));
        assert_eq!(found.iter().filter(|line| line.heading).count(), 1);
        assert!(found[0].depth > found[4].depth);
    }
}
