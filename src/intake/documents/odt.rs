//! ODT: texts of OpenDocument, as LibreOffice writes them.

use std::collections::HashMap;

use super::package::{Kind, Package};
use super::xml::{self, Step, attribute};
use super::{Shape, Words};
use crate::clipping::{Draft, LabelName, Note};
use crate::intake::{Account, BytesReader, Options, Source};

/// The reader of ODT files.
pub(in super::super) struct Odt;

/// The most blanks that one element stands for.
const MAX_BLANKS: usize = 256;

impl BytesReader for Odt {
    fn name(&self) -> &'static str {
        "ODT"
    }

    fn version(&self) -> u32 {
        3
    }

    fn accepts(&self, source: &Source) -> bool {
        Kind::of(source.bytes) == Some(Kind::Odt)
    }

    fn read(
        &self,
        source: &Source,
        options: &Options,
        each: &mut dyn FnMut(Draft, Vec<Note>),
    ) -> Account {
        let words = Package::open(source.bytes).and_then(|mut package| {
            let mut words = Words::default();
            read_paragraphs(&package.part("content.xml")?, &mut words);
            if let Ok(meta) = package.part("meta.xml") {
                read_meta(&meta, &mut words);
            }
            words.broken.append(&mut package.broken);
            words.unpacked_bytes = package.unpacked_bytes();
            Ok(words)
        });
        match words {
            Ok(words) => words.give(source, options, each),
            Err(why) => Account::unreadable(why),
        }
    }
}

/// Elements whose words are not of the text.
const PASSED_OVER: &[&str] = &[
    "text:tracked-changes",
    "office:annotation",
    "text:note-citation",
    "text:table-of-content",
    "office:forms",
    "svg:title",
    "svg:desc",
];

/// A paragraph that is not yet at its end.
struct Open {
    shape: Shape,
    text: String,
}

fn read_paragraphs(xml: &str, words: &mut Words) {
    // Paragraphs name a style of their own that stands for a common one.
    let mut common: HashMap<String, String> = HashMap::new();
    let mut open: Vec<Open> = Vec::new();
    let (mut passed_over, mut in_note) = (0_usize, 0_usize);
    let end = xml::walk(xml, &mut |step| match step {
        Step::Open(name, _) if passed_over > 0 || PASSED_OVER.contains(&name) => passed_over += 1,
        Step::Close(_) if passed_over > 0 => passed_over -= 1,
        Step::Open("style:style", element) => {
            let name = attribute(element, "style:name");
            common.extend(name.zip(attribute(element, "style:parent-style-name")));
        }
        Step::Open("text:note-body", _) => in_note += 1,
        Step::Close("text:note-body") => in_note = in_note.saturating_sub(1),
        Step::Open(name @ ("text:p" | "text:h"), element) => {
            let style = attribute(element, "text:style-name").unwrap_or_default();
            let style = common.get(&style).unwrap_or(&style);
            let shape = match style.as_str() {
                _ if in_note > 0 => Shape::Footnote,
                "Title" => Shape::Heading,
                "Caption" | "Illustration" | "Figure" => Shape::Caption,
                _ if name == "text:h" => Shape::Heading,
                _ => Shape::Text,
            };
            open.push(Open { shape, text: String::new() });
        }
        Step::Close("text:p" | "text:h") => {
            if let Some(Open { shape, text }) = open.pop() {
                words.push(shape, &text);
            }
        }
        Step::Text(text) if passed_over == 0 => {
            append(&mut open, &text.replace(['\n', '\t'], " "));
        }
        Step::Open("text:s", element) => {
            let count = attribute(element, "text:c").and_then(|count| count.parse().ok());
            append(&mut open, &" ".repeat(count.unwrap_or(1).min(MAX_BLANKS)));
        }
        Step::Open("text:tab", _) => append(&mut open, "\t"),
        Step::Open("text:line-break", _) => append(&mut open, "\n"),
        _ => {}
    });
    while let Some(Open { shape, text }) = open.pop() {
        words.push(shape, &text);
    }
    words.notes.extend(end.err().map(Note::new));
}

fn append(open: &mut [Open], words: &str) {
    if let Some(last) = open.last_mut() {
        last.text.push_str(words);
    }
}

/// What is stated about the document: as for DOCX.
fn read_meta(xml: &str, words: &mut Words) {
    for (name, value) in xml::values(xml) {
        match name.as_str() {
            "dc:title" => words.title = Some(value),
            "meta:initial-creator" | "dc:subject" | "dc:description" => {
                words.state(LabelName::Other, &value, &name);
            }
            "meta:creation-date" => words.state(LabelName::Saved, &value, &name),
            "meta:keyword" => words.state(LabelName::Tag, &value, &name),
            _ => {}
        }
    }
}
