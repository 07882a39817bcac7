//! DOCX: texts of Microsoft Word.

use std::collections::HashMap;

use super::package::{Kind, Package};
use super::xml::{self, Step, attribute};
use super::{Shape, Words, keywords};
use crate::clipping::{Draft, LabelName, Note};
use crate::intake::{Account, BytesReader, Options, Source};

/// The reader of DOCX files.
pub(in super::super) struct Docx;

/// Where the text lies, where the package does not say.
const USUAL_PART: &str = "word/document.xml";

impl BytesReader for Docx {
    fn name(&self) -> &'static str {
        "DOCX"
    }

    fn version(&self) -> u32 {
        2
    }

    fn accepts(&self, source: &Source) -> bool {
        Kind::of(source.bytes) == Some(Kind::Docx)
    }

    fn read(
        &self,
        source: &Source,
        options: &Options,
        each: &mut dyn FnMut(Draft, Vec<Note>),
    ) -> Account {
        match words(source.bytes) {
            Ok(words) => words.give(source, options, each),
            Err(why) => Account::unreadable(why),
        }
    }
}

fn words(bytes: &[u8]) -> Result<Words, String> {
    let mut package = Package::open(bytes)?;
    let part = text_part(&mut package).unwrap_or_else(|| USUAL_PART.to_owned());
    let folder = part.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let styles = package.part(&format!("{folder}/styles.xml")).unwrap_or_default();
    let styles = styles_of(&styles);
    let text = package.part(&part)?;
    let mut words = Words::default();
    read_paragraphs(&text, &styles, Shape::Text, &mut words);
    for notes in ["footnotes", "endnotes"] {
        let name = format!("{folder}/{notes}.xml");
        if package.has(&name) {
            match package.part(&name) {
                Ok(text) => read_paragraphs(&text, &styles, Shape::Footnote, &mut words),
                Err(why) => words.notes.push(Note::new(why)),
            }
        }
    }
    if let Ok(core) = package.part("docProps/core.xml") {
        read_core(&core, &mut words);
    }
    words.broken.append(&mut package.broken);
    words.unpacked_bytes = package.unpacked_bytes();
    Ok(words)
}

/// The part that holds the text, as the package says.
fn text_part(package: &mut Package<'_>) -> Option<String> {
    let relations = package.part("_rels/.rels").ok()?;
    let mut found = None;
    let _ = xml::walk(&relations, &mut |step| {
        if let Step::Open("Relationship", element) = step
            && attribute(element, "Type").is_some_and(|kind| kind.ends_with("/officeDocument"))
        {
            found = attribute(element, "Target");
        }
    });
    let target = found?;
    Some(target.trim_start_matches('/').to_owned()).filter(|part| package.has(part))
}

/// What paragraphs of each style are. Ids of styles are in the language of the program that wrote
/// them, names of the built-in ones are not.
fn styles_of(xml: &str) -> HashMap<String, Shape> {
    let (mut styles, mut id) = (HashMap::new(), None);
    let _ = xml::walk(xml, &mut |step| match step {
        Step::Open("w:style", element) => id = attribute(element, "w:styleId"),
        Step::Open("w:name", element) => {
            let name = attribute(element, "w:val").unwrap_or_default().to_ascii_lowercase();
            let shape = match name.as_str() {
                "title" => Some(Shape::Heading),
                "caption" => Some(Shape::Caption),
                name if name.starts_with("heading ") => Some(Shape::Heading),
                _ => None,
            };
            if let (Some(id), Some(shape)) = (id.take(), shape) {
                styles.insert(id, shape);
            }
        }
        _ => {}
    });
    styles
}

/// Elements whose words are not of the text: what stands for the same in older programs, what was
/// moved away, codes of fields.
const PASSED_OVER: &[&str] = &["mc:Fallback", "w:moveFrom", "w:instrText", "w:del"];

/// Reads the paragraphs of a part. A text box lies within the paragraph that it is anchored to.
fn read_paragraphs(text: &str, styles: &HashMap<String, Shape>, usual: Shape, words: &mut Words) {
    let mut open: Vec<(Shape, String)> = Vec::new();
    let (mut passed_over, mut in_run, mut in_text) = (0_usize, 0_usize, false);
    let end = xml::walk(text, &mut |step| match step {
        Step::Open(name, _) if passed_over > 0 || PASSED_OVER.contains(&name) => passed_over += 1,
        Step::Close(_) if passed_over > 0 => passed_over -= 1,
        Step::Open("w:p", _) => open.push((usual, String::new())),
        Step::Close("w:p") => {
            if let Some((shape, text)) = open.pop() {
                words.push(shape, &text);
            }
        }
        Step::Open("w:pStyle", element) => {
            let style = attribute(element, "w:val").and_then(|id| styles.get(&id));
            if let (Some((shape, _)), Some(style), Shape::Text) = (open.last_mut(), style, usual) {
                *shape = *style;
            }
        }
        Step::Open("w:r", _) => in_run += 1,
        Step::Close("w:r") => in_run = in_run.saturating_sub(1),
        Step::Open("w:t", _) => in_text = true,
        Step::Close("w:t") => in_text = false,
        Step::Text(text) if in_text && passed_over == 0 => append(&mut open, text),
        Step::Open("w:tab", _) if in_run > 0 => append(&mut open, "\t"),
        Step::Open("w:br" | "w:cr", _) => append(&mut open, "\n"),
        Step::Open("w:noBreakHyphen", _) => append(&mut open, "-"),
        Step::Open("w:softHyphen", _) => append(&mut open, "\u{AD}"),
        _ => {}
    });
    // What stood in a paragraph that breaks off was read.
    while let Some((shape, text)) = open.pop() {
        words.push(shape, &text);
    }
    words.notes.extend(end.err().map(Note::new));
}

fn append(open: &mut [(Shape, String)], words: &str) {
    if let Some((_, text)) = open.last_mut() {
        text.push_str(words);
    }
}

/// What is stated about the document. Who made the file and when is not who wrote the article and
/// when it was printed.
fn read_core(xml: &str, words: &mut Words) {
    for (name, value) in xml::values(xml) {
        match name.as_str() {
            "dc:title" => words.title = Some(value),
            "dc:creator" | "dc:subject" | "dc:description" => {
                words.state(LabelName::Other, &value, &name);
            }
            "dcterms:created" => words.state(LabelName::Saved, &value, &name),
            "cp:keywords" => {
                keywords(&value).for_each(|word| words.state(LabelName::Tag, &word, &name));
            }
            _ => {}
        }
    }
}
