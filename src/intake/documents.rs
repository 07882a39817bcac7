//! Documents of word processors, books and printed pages: their words in order, then read as text is
//! read.
//!
//! What is stored in a document is what a person pasted or printed: headline, header line,
//! paragraphs, as in a text file. So its paragraphs go to the reader of plain text, or to a reader
//! of exports that come as documents too ([`Reader::reads_documents`]).

mod docx;
mod epub;
mod laid;
mod odt;
mod package;
mod pdf;
mod rtf;
mod xml;

use std::collections::HashSet;
use std::io::{Read, Seek};

use super::plain::Plain;
use super::tidy::one_line;
use super::{Account, Options, Reader, Source, readers, repair, start_of};
use crate::clipping::{Draft, Kind, Label, LabelName, Note, Paragraph};

pub(super) use docx::Docx;
pub(super) use epub::Epub;
pub use laid::pdf_words_laid_out;
pub(super) use odt::Odt;
pub(super) use pdf::Pdf;
pub use pdf::pdf_words;
pub(super) use rtf::Rtf;

/// Whether a zip file is a document by its parts.
pub(super) fn is_document<R: Read + Seek>(archive: &mut zip::ZipArchive<R>) -> bool {
    package::Kind::of_archive(archive).is_some()
}

/// The text a reader of exports looks at to know its own.
const OPENING_BYTES: usize = 16 * 1024;

/// What a document says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Words {
    /// Its paragraphs, in order.
    blocks: Vec<Block>,
    /// What is stated about it beside its words.
    labels: Vec<Label>,
    /// The title that is stated beside its words.
    title: Option<String>,
    /// What was odd about it.
    notes: Vec<Note>,
    /// Parts of it that end early.
    broken: Vec<Note>,
    /// What was unpacked to read it, in bytes.
    unpacked_bytes: u64,
    /// What was repaired in it, which is told of each of its articles.
    repairs: Vec<Note>,
}

/// One paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Block {
    shape: Shape,
    /// Its words; lines are broken, and tabs stand, where the document has them.
    text: String,
}

/// What a document marks a paragraph as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Running text.
    Text,
    /// A heading.
    Heading,
    /// The words under a picture.
    Caption,
    /// A footnote: those stand below the text.
    Footnote,
}

impl Words {
    /// Adds a paragraph, where there are words in it.
    fn push(&mut self, shape: Shape, text: &str) {
        repair::tell_soft_hyphens(text, &mut self.repairs);
        let lines: Vec<String> = text.split('\n').map(tabbed).collect();
        let text = lines.join("\n");
        if !text.trim().is_empty() {
            self.blocks.push(Block { shape, text: text.trim().to_owned() });
        }
    }

    /// States something, where there is something to state.
    fn state(&mut self, name: LabelName, value: &str, place: &str) {
        let value = one_line(value);
        if !value.is_empty() {
            self.labels.push(Label::new(name, value, place));
        }
    }

    /// Gives the articles to `each`.
    fn give(
        mut self,
        source: &Source<'_>,
        options: &Options,
        each: &mut dyn FnMut(Draft, Vec<Note>),
    ) -> Account {
        self.blocks.sort_by_key(|block| block.shape == Shape::Footnote);
        let text: Vec<&str> = self.blocks.iter().map(|block| block.text.as_str()).collect();
        let text = text.join("\n\n");
        let mut account = Account::default();
        if !text.contains(char::is_alphanumeric) {
            account.unpacked_bytes = self.unpacked_bytes;
            account.leave_out(Note::new("no words in the document"));
            self.broken.into_iter().for_each(|note| account.miss(note));
            self.notes.into_iter().for_each(|note| account.note(note));
            return account;
        }
        let inside = Source { path: source.path, bytes: text.as_bytes() };
        let opening = start_of(&text, OPENING_BYTES);
        let repairs = std::mem::take(&mut self.repairs);
        let mut each = |draft: Draft, mut notes: Vec<Note>| {
            notes.extend_from_slice(&repairs);
            each(draft, notes);
        };
        let of_exports = readers()
            .iter()
            .find(|reader| reader.reads_documents() && reader.accepts(&inside, opening));
        match of_exports {
            Some(reader) => account = reader.read(&inside, &text, options, &mut each),
            None => {
                // Tabs part code and value in exports; elsewhere they are blanks.
                let text = text.replace('\t', " ");
                let inside = Source { path: source.path, bytes: text.as_bytes() };
                let marks = Marks::of(&self.blocks);
                Plain.read(&inside, &text, options, &mut |draft, notes| {
                    each(self.marked(draft, &marks), notes);
                });
            }
        }
        account.unpacked_bytes = self.unpacked_bytes;
        self.broken.into_iter().for_each(|note| account.miss(note));
        self.notes.into_iter().for_each(|note| account.note(note));
        account
    }

    /// `draft` with what the document marks and states.
    fn marked(&self, mut draft: Draft, marks: &Marks) -> Draft {
        for paragraph in &mut draft.paragraphs {
            if marks.captions.contains(&paragraph.text) {
                *paragraph = Paragraph::stated(Kind::Caption, std::mem::take(&mut paragraph.text));
            }
        }
        if draft.title.is_none()
            && let Some(first) = draft.paragraphs.first()
            && marks.headings.contains(&first.text)
        {
            draft.title = Some(draft.paragraphs.remove(0).text);
        }
        let stated = self.title.as_deref().map(one_line).filter(|title| !title.is_empty());
        match stated {
            Some(title) if draft.title.is_none() => draft.title = Some(title),
            Some(title) if draft.title.as_ref() != Some(&title) => {
                draft.labels.push(Label::new(LabelName::Other, title, "title of the document"));
            }
            _ => {}
        }
        draft.labels.extend_from_slice(&self.labels);
        draft
    }
}

/// The paragraphs that a document marks, to be looked up.
struct Marks {
    captions: HashSet<String>,
    headings: HashSet<String>,
}

impl Marks {
    fn of(blocks: &[Block]) -> Self {
        let marked = |shape: Shape| {
            let found = blocks.iter().filter(|block| block.shape == shape);
            found.map(|block| block.text.replace('\t', " ")).collect()
        };
        Self { captions: marked(Shape::Caption), headings: marked(Shape::Heading) }
    }
}

/// A line with single blanks, and one tab where there were any.
fn tabbed(line: &str) -> String {
    let cells = line.split('\t').map(one_line).filter(|cell| !cell.is_empty());
    cells.collect::<Vec<_>>().join("\t")
}

/// Words in a list of keywords.
fn keywords(text: &str) -> impl Iterator<Item = String> {
    text.split([',', ';', '，', '、']).map(one_line).filter(|word| !word.is_empty())
}
