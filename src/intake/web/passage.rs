//! Markup that is an article and no page around one: what feeds, wires and mail carry.

use dom_query::Document;

use super::super::{paragraphs, tidy};
use super::body::{Block, Shape, of_tree, with_rest};
use super::sift;
use super::trim::{Templates, trim};
use crate::clipping::{Kind, Paragraph};

/// The paragraphs of `markup`, all of them. Words without a tag are read as plain text is.
pub(in super::super) fn passage(markup: &str) -> Vec<Paragraph> {
    if !markup.contains('<') {
        let words = super::super::xml::with_references(markup);
        let split = paragraphs::split(&tidy::tidy(&words)).into_iter();
        return split.map(|text| tidy::one_line(&text)).map(Paragraph::text).collect();
    }
    blocks(markup).into_iter().map(paragraph).collect()
}

/// The paragraphs of a message headed `title`; what belongs to the message and not to its news is
/// furniture.
pub(in super::super) fn message(markup: &str, title: &str) -> Vec<Paragraph> {
    sift::paragraphs(&blocks(markup), &sift::Known { title, authors: &[], address: "" })
}

/// The blocks of a piece of markup.
fn blocks(markup: &str) -> Vec<Block> {
    let trimmed = trim(markup, Templates::Dropped);
    let blocks = of_tree(&Document::fragment(trimmed.markup.as_str()).root());
    with_rest(blocks, trimmed.beyond)
}

fn paragraph(block: Block) -> Paragraph {
    match block.shape {
        Shape::Caption => Paragraph::stated(Kind::Caption, block.text),
        Shape::Paragraph | Shape::Heading | Shape::Entry | Shape::Row | Shape::Quotation => {
            Paragraph::text(block.text)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(paragraphs: &[Paragraph]) -> Vec<(Kind, &str)> {
        paragraphs.iter().map(|p| (p.kind, p.text.as_str())).collect()
    }

    #[test]
    fn all_of_a_passage_is_read() {
        let found = passage(
            "Fog. <p>The ferry <b>stays</b>.<script>x()</script><figure><figcaption>Quay</figcaption></figure>",
        );
        let expect =
            [(Kind::Text, "Fog."), (Kind::Text, "The ferry stays."), (Kind::Caption, "Quay")];
        assert_eq!(texts(&found), expect);
        let found = passage("Fish &amp; fog.\n\nThe ferry\nstays.");
        assert_eq!(found[0].text, "Fish & fog.");
        assert_eq!(passage("  \n"), []);
    }

    #[test]
    fn what_has_too_many_tags_to_be_parsed_loses_no_words() {
        let found = passage(&"<p>a &amp; b".repeat(130_000));
        assert_eq!((found.len(), found[129_999].text.as_str()), (130_000, "a & b"));
    }

    #[test]
    fn a_message_says_what_is_not_news() {
        let found = message(
            "<p>Ferry stays</p><p>The council voted on Monday to keep the ferry.</p><p>Share this:</p>",
            "Ferry stays",
        );
        let kinds: Vec<_> = found.iter().map(|p| p.kind).collect();
        assert_eq!(kinds, [Kind::Furniture, Kind::Text, Kind::Furniture]);
    }
}
