//! What lies beyond the part of a page that is parsed: its words, in blocks, read without a tree.
//!
//! Tags are taken as they come: those of blocks end a paragraph, those of links tell what is linked,
//! all others are passed over. Nothing here costs more than the bytes it reads.

use super::super::bounds::MAX_ARTICLE_BYTES;
use super::super::tidy::one_line;
use super::super::xml::with_references;
use super::body::{Block, Shape, is_block, is_paragraph, shape};

/// The most blocks; the words of further ones are lines of the last.
const MAX_BLOCKS: usize = 100_000;
/// Where containers of this part are counted from: they are none of the tree's.
const FIRST_CONTAINER: usize = 1 << 32;

/// Collects the blocks of the rest of a page.
#[derive(Debug, Default)]
pub(super) struct Rest {
    blocks: Vec<Block>,
    /// Words not yet in a block, line ends as U+2028.
    text: String,
    /// Bytes of all words so far.
    bytes: usize,
    linked_bytes: usize,
    in_link: bool,
    shape: Option<Shape>,
    containers: usize,
}

impl Rest {
    /// Takes words with their references; none once the longest article is full.
    pub(super) fn words(&mut self, words: &str) {
        if self.is_full() {
            return;
        }
        let words = with_references(words);
        self.bytes += words.len();
        self.text.push_str(&words);
        if self.in_link {
            self.linked_bytes += one_line(&words).len();
        }
    }

    /// Whether there is more than any article may have, so that it is cut and that is told.
    fn is_full(&self) -> bool {
        self.bytes > MAX_ARTICLE_BYTES
    }

    /// An element opens, by its name in lower case.
    pub(super) fn start(&mut self, name: &str, linked: bool) {
        match name {
            "br" => self.text.push('\u{2028}'),
            "td" | "th" => self.text.push(' '),
            "a" => self.in_link = linked,
            _ if is_block(name) => {
                self.flush();
                self.shape = shape(name);
                self.containers += usize::from(!is_paragraph(name));
            }
            _ => {}
        }
    }

    /// An element ends, by its name in lower case.
    pub(super) fn end(&mut self, name: &str) {
        match name {
            "a" => self.in_link = false,
            _ if is_block(name) => {
                self.flush();
                self.shape = None;
                self.containers += usize::from(!is_paragraph(name));
            }
            _ => {}
        }
    }

    /// All blocks.
    pub(super) fn blocks(mut self) -> Vec<Block> {
        self.flush();
        self.blocks
    }

    fn flush(&mut self) {
        if self.text.is_empty() {
            return;
        }
        let lines = self.text.split('\u{2028}').map(one_line).filter(|line| !line.is_empty());
        let text = lines.collect::<Vec<_>>().join("\n");
        self.text.clear();
        let linked_bytes = std::mem::take(&mut self.linked_bytes);
        if text.is_empty() {
            return;
        }
        match self.blocks.last_mut().filter(|last| last.container == usize::MAX) {
            Some(last) => {
                last.text.push('\n');
                last.text.push_str(&text);
            }
            None => {
                let beyond = self.blocks.len() + 1 >= MAX_BLOCKS;
                let container = FIRST_CONTAINER + self.containers;
                self.blocks.push(Block {
                    text,
                    shape: self.shape.unwrap_or(Shape::Paragraph),
                    linked_bytes,
                    class: String::new(),
                    container: if beyond { usize::MAX } else { container },
                    below_picture: false,
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_those_of_a_tree() {
        let mut rest = Rest::default();
        rest.words("Fish &amp; fog. ");
        rest.start("h2", false);
        rest.words("Ferry");
        rest.end("h2");
        rest.start("li", false);
        rest.start("a", true);
        rest.words("City");
        rest.end("a");
        rest.start("p", false);
        rest.words("It ");
        rest.start("b", false);
        rest.words("stays.");
        rest.start("br", false);
        rest.words("Nobody rows.");
        let told = |block: &Block| (block.text.clone(), block.shape, block.linked_bytes);
        let expect = [
            ("Fish & fog.", Shape::Paragraph, 0),
            ("Ferry", Shape::Heading, 0),
            ("City", Shape::Entry, 4),
            ("It stays.\nNobody rows.", Shape::Paragraph, 0),
        ];
        let expect = expect.map(|(text, shape, linked)| (text.to_owned(), shape, linked));
        assert_eq!(rest.blocks().iter().map(told).collect::<Vec<_>>(), expect);
    }

    #[test]
    fn blocks_without_number_are_joined_and_lose_no_word() {
        let mut rest = Rest::default();
        for _ in 0..2 * MAX_BLOCKS {
            rest.words("x");
            rest.end("p");
        }
        let blocks = rest.blocks();
        assert_eq!(blocks.len(), MAX_BLOCKS);
        assert_eq!(
            blocks.iter().map(|block| block.text.split('\n').count()).sum::<usize>(),
            2 * MAX_BLOCKS
        );
    }

    #[test]
    fn words_beyond_the_longest_article_are_not_held() {
        let mut rest = Rest::default();
        let line = "The ferry was late again. ".repeat(40_000);
        for _ in 0..100 {
            rest.words(&line);
            rest.end("p");
        }
        let bytes: usize = rest.blocks().iter().map(|block| block.text.len()).sum();
        assert!(bytes > MAX_ARTICLE_BYTES && bytes < MAX_ARTICLE_BYTES + 2 * line.len());
    }
}
