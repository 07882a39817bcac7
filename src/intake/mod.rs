//! Bytes to drafts: what a file says, article by article, with nothing concluded from it.
//!
//! A new format of text is one file with a [`Reader`] and one line in [`readers`]; one that is not
//! text, or has encodings of its own part by part, is a [`BytesReader`] and a line in
//! [`bytes_readers`]. Files packed or gathered in others (gzip, zstd, tar, zip, web archives) are opened here, to
//! any depth up to a limit, and read each as if they lay in a folder. Nothing here touches a
//! disk, a clock, the environment or a thread, and no bytes make it panic.

mod bookmarks;
mod bounds;
mod counted;
mod cuts;
mod decode;
mod documents;
mod enex;
mod factiva;
mod feeds;
mod flat;
mod foreign;
mod formats;
mod found;
mod guessed;
mod json;
mod jsonl;
mod keys;
mod mail;
mod markdown;
mod members;
mod mime;
mod neighbours;
mod nexis;
mod numbers;
mod packing;
mod paragraphs;
mod plain;
mod proquest;
mod reading;
mod references;
mod repair;
mod reuters;
mod sections;
mod sidecar;
mod stream;
mod tables;
mod tabulated;
mod tars;
mod tidy;
mod values;
mod warc;
mod web;
mod wires;
mod xml;
mod yaml;
mod zips;

#[cfg(test)]
mod hostile;
#[cfg(test)]
mod testing;

pub use bounds::{
    MAX_ARTICLE_BYTES, MAX_FILE_BYTES, MAX_LABELS, MAX_MEMBER_BYTES, MAX_NOTE_BYTES, MAX_NOTES,
    MAX_PARAGRAPH_BYTES, MAX_PARTS, MAX_TITLE_BYTES,
};
pub use cuts::Cut;
pub use documents::{pdf_words, pdf_words_laid_out};
pub use formats::{Format, format_names, formats};
pub use jsonl::MAX_LINE_BYTES;
pub use keys::Mapping;
pub use members::Members;
pub use sidecar::{
    Beside, MAX_SIDECAR_BYTES, SIDECAR, SIDECAR_PATTERNS, Sidecar, Sidecars, WITH_SIDECAR, beside,
    sidecar_left_out,
};
pub use stream::Seekable;

use std::fmt::Debug;
use std::sync::Arc;

use crate::clipping::{Draft, Note};
use members::Container;

/// One file, as the way in found it.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// Its path below the root, with `/`.
    pub path: &'a str,
    /// All of its bytes.
    pub bytes: &'a [u8],
}

impl Source<'_> {
    /// The ending of its name in lower case, without the dot; empty where there is none.
    pub fn extension(&self) -> String {
        let name = self.path.rsplit('/').next().unwrap_or("");
        match name.rsplit_once('.') {
            Some((stem, extension)) if !stem.is_empty() => extension.to_ascii_lowercase(),
            _ => String::new(),
        }
    }
}

/// What a person chose about reading.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// What keys of the source stand for; the first mapping of a key holds.
    pub map: Vec<Mapping>,
    /// How sidecars are called, beside members of containers as beside files.
    pub sidecars: Sidecars,
    /// What does elsewhere what is not done here; without it files that need it give nothing, and
    /// that is told.
    pub isolated: Option<Arc<dyn Isolated>>,
}

/// What may crash, hang or grow without bound, done where it harms nobody: in a process of its own,
/// with limits. Nothing here starts one; whoever reads gives this.
pub trait Isolated: Debug + Send + Sync {
    /// The words of a PDF file in the order they are read, pages parted by form feeds.
    ///
    /// # Errors
    /// Where it has none that can be had; the reason is a phrase for people.
    fn pdf_words(&self, bytes: &[u8]) -> Result<String, String>;
}

/// What a reader says of a file beside its drafts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// What was odd about the file, at most [`MAX_NOTES`].
    pub notes: Vec<Note>,
    /// How many notes more there would be.
    pub untold: u32,
    /// Articles, or what stood where one should, that gave no draft; each has its note, told or
    /// untold.
    pub left_out: u32,
    /// Whether some of it could not be looked at, nobody knows how much: it is damaged, cut off, or
    /// goes on beyond a limit. A note tells which.
    pub is_partial: bool,
    /// What was unpacked to read it, in bytes: a document in a container counts for the container.
    pub unpacked_bytes: u64,
}

impl Account {
    /// Tells of something odd.
    fn note(&mut self, note: Note) {
        if self.notes.len() < MAX_NOTES {
            self.notes.push(bounds::short(note));
        } else {
            self.untold = self.untold.saturating_add(1);
        }
    }

    /// Tells of something odd before all that was told so far.
    fn note_first(&mut self, notes: Vec<Note>) {
        self.notes.splice(0..0, notes);
        let beyond = self.notes.len().saturating_sub(MAX_NOTES);
        self.notes.truncate(MAX_NOTES);
        self.untold = self.untold.saturating_add(u32::try_from(beyond).unwrap_or(u32::MAX));
    }

    /// Of a file of which nothing can be read.
    fn unreadable(why: String) -> Self {
        let mut account = Self::default();
        account.leave_out(Note::new(why));
        account
    }

    /// Tells why some of the file could not be looked at.
    fn miss(&mut self, note: Note) {
        self.note(note);
        self.is_partial = true;
    }

    /// Tells of something in the place of an article that gave no draft.
    fn leave_out(&mut self, note: Note) {
        self.note(note);
        self.left_out = self.left_out.saturating_add(1);
    }
}

impl From<Vec<Note>> for Account {
    fn from(notes: Vec<Note>) -> Self {
        Self { notes, ..Self::default() }
    }
}

/// One format of articles.
pub trait Reader: Sync {
    /// What people call the format; it is kept with every file that was read.
    fn name(&self) -> &'static str;

    /// Raised whenever the same bytes give other drafts, so that files are read again.
    fn version(&self) -> u32;

    /// Whether its drafts depend on [`Options::map`].
    fn takes_keys(&self) -> bool {
        false
    }

    /// Whether its articles come inside documents too (Word, OpenDocument, RTF, PDF), as exports of
    /// press databases do: it is then asked about the words of each, paragraphs parted by blank
    /// lines.
    fn reads_documents(&self) -> bool {
        false
    }

    /// How a text of it that is too large to be held as a whole, and begins with `opening`, may be
    /// cut between its articles; nothing where it cannot be.
    fn cut(&self, opening: &str) -> Option<Cut> {
        let _ = opening;
        None
    }

    /// Whether `source`, whose decoded text begins with `opening`, is in this format: by its
    /// content first, by the ending of its name where the content does not tell.
    fn accepts(&self, source: &Source, opening: &str) -> bool;

    /// Gives every article of `text` to `each`, with what was odd about it; what is odd about the
    /// file is returned. Bytes in notes count from the start of `text`.
    fn read(
        &self,
        source: &Source,
        text: &str,
        options: &Options,
        each: &mut dyn FnMut(Draft, Vec<Note>),
    ) -> Account;
}

/// One format that is no text, or is text only part by part: documents, mail.
pub trait BytesReader: Sync {
    /// What people call the format; it is kept with every file that was read.
    fn name(&self) -> &'static str;

    /// Raised whenever the same bytes give other drafts, so that files are read again.
    fn version(&self) -> u32;

    /// Whether `source` is in this format: by its content.
    fn accepts(&self, source: &Source) -> bool;

    /// Gives every article of `source` to `each`, with what was odd about it; what is odd about the
    /// file is returned. Bytes in notes count from the start of the file.
    fn read(
        &self,
        source: &Source,
        options: &Options,
        each: &mut dyn FnMut(Draft, Vec<Note>),
    ) -> Account;
}

/// An article as it was found in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// Which article of the file it is, from 0, counted over all members.
    pub part: u32,
    /// The path of the file inside the file that it was read from, where there is one.
    pub member: Option<String>,
    /// What its reader made of it.
    pub draft: Draft,
    /// What was odd about it.
    pub notes: Vec<Note>,
}

/// What became of a file. Every file has one of these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was read.
    Read {
        /// The name of its reader.
        reader: &'static str,
        /// How many drafts it gave; 0 where every article in it was unreadable, which the notes
        /// then tell.
        drafts: u32,
        /// What was odd about the file as a whole.
        notes: Vec<Note>,
        /// How many articles in it gave no draft, which the notes tell.
        left_out: u32,
        /// Whether some of it could not be looked at, which the notes tell.
        is_partial: bool,
        /// What became of the files inside it; the notes tell of each that gave nothing.
        members: Members,
    },
    /// It was not read.
    Skipped {
        /// Why.
        reason: Skip,
    },
}

/// Why a file is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Skip {
    /// It has no bytes.
    Empty,
    /// Its bytes are no text.
    Binary,
    /// It is text, but of blanks alone.
    NoText,
    /// It has words but no running text.
    LooksLikeAList,
    /// A known format that could hold articles and has no reader (`a PDF`).
    NotReadYet(&'static str),
    /// A known format that holds no articles (`a DTD`).
    NotAnArticleFormat(&'static str),
    /// It is larger than any file that is read.
    TooLarge {
        /// The limit.
        limit_bytes: u64,
    },
    /// It lies in a file in a file, and so on, deeper than is looked into.
    TooDeep {
        /// The limit.
        limit: u32,
    },
    /// What holds it, or packs it, cannot be read.
    Damaged(String),
}

impl Skip {
    /// The reason as people read it.
    pub fn told(&self) -> String {
        match self {
            Self::Empty => "the file is empty".to_owned(),
            Self::Binary => "not text: its bytes are in no known text encoding".to_owned(),
            Self::NoText => "no text: nothing but blanks".to_owned(),
            Self::LooksLikeAList => "no running text: looks like a list".to_owned(),
            Self::NotReadYet(what) => format!("{what}: not read yet"),
            Self::NotAnArticleFormat(what) => format!("{what}: not a format of articles"),
            Self::TooLarge { limit_bytes } => {
                let limit = limit_bytes >> 20;
                format!("larger than {limit} MiB, the limit for what is read as a whole: split it")
            }
            Self::TooDeep { limit } => {
                format!("packed more than {limit} times over, the limit")
            }
            Self::Damaged(what) => what.clone(),
        }
    }
}

/// All readers of bytes, in the order they are asked, before anything is taken for a container or
/// for text.
pub fn bytes_readers() -> &'static [&'static dyn BytesReader] {
    &[
        &documents::Docx,
        &documents::Odt,
        &documents::Epub,
        &documents::Rtf,
        &documents::Pdf,
        &wires::Anpa,
        &wires::Iptc7901,
        &proquest::Mail,
    ]
}

/// All formats of files in a file that their first bytes tell. Zip files, which may be documents
/// or web archives, are told in memory by all of their names.
fn containers() -> &'static [&'static dyn Container] {
    &[&warc::Warc, &warc::Arc, &tars::Tar]
}

/// All readers of text, in the order they are asked; the last one takes any running text.
pub fn readers() -> &'static [&'static dyn Reader] {
    &[
        &reuters::Reuters,
        &nexis::Page,
        &nexis::Text,
        &factiva::Xml,
        &factiva::Page,
        &factiva::Text,
        &proquest::Page,
        &proquest::Text,
        &wires::Nitf,
        &wires::NewsMl,
        &wires::NewsMlG2,
        &wires::Ninjs,
        &feeds::WordPress,
        &feeds::Feed,
        &feeds::JsonFeed,
        &enex::Enex,
        &bookmarks::Bookmarks,
        &bookmarks::Trees,
        &references::Ris,
        &references::BibTex,
        &references::Zotero,
        &tabulated::Tabulated,
        &web::Mhtml,
        &web::Html,
        &jsonl::JsonLines,
        &tables::Table,
        &markdown::Markdown,
        &plain::Plain,
    ]
}

/// A number that changes whenever a reader is added or the version of any reader, or of the repair of
/// what they give, rises.
pub fn readers_version() -> u32 {
    let text = readers().iter().map(|reader| reader.version());
    let bytes = bytes_readers().iter().map(|reader| reader.version());
    let holders = all_containers().map(|container| container.version());
    let readers: u32 = text.chain(bytes).chain(holders).map(|version| version + 1000).sum();
    readers + repair::VERSION
}

/// All formats of files in a file.
fn all_containers() -> impl Iterator<Item = &'static dyn Container> {
    let zips: [&'static dyn Container; 2] = [&zips::Wacz, &zips::Zip];
    containers().iter().copied().chain(zips).chain(mail::containers())
}

/// As [`readers_version`], for readers whose drafts depend on [`Options::map`]: another mapping is
/// another version.
pub fn keyed_version(options: &Options) -> u32 {
    if options.map.is_empty() {
        return readers_version();
    }
    let mut hasher = blake3::Hasher::new();
    for mapping in &options.map {
        hasher.update(mapping.to_string().as_bytes()).update(&[0]);
    }
    let mut first = [0; 4];
    first.copy_from_slice(&hasher.finalize().as_bytes()[..4]);
    readers_version().wrapping_add(u32::from_le_bytes(first))
}

/// Whether the drafts of the reader with that name depend on [`Options::map`]; a container may hold
/// files of any, and a sidecar has keys.
pub fn takes_keys(reader: &str) -> bool {
    reader == SIDECAR
        || reader.ends_with(WITH_SIDECAR)
        || readers().iter().any(|known| known.name() == reader && known.takes_keys())
        || all_containers().any(|known| known.name() == reader)
}

/// Reads `source` with the first reader that accepts it, or each file inside it so, and gives each
/// article to `each`.
pub fn read(source: &Source, options: &Options, each: &mut dyn FnMut(Article)) -> Outcome {
    reading::read(source, &[], options, each)
}

/// As [`read`], with what sidecars state of the file; where several state one thing, the first holds.
pub fn read_beside(
    source: &Source,
    sidecars: &[Sidecar],
    options: &Options,
    each: &mut dyn FnMut(Article),
) -> Outcome {
    reading::read(source, sidecars, options, each)
}

/// As [`read_beside`], for a file of more than [`MAX_FILE_BYTES`], which is never held as a whole:
/// what holds files, JSON Lines, tables and mailboxes are read piece by piece, and all else is
/// skipped.
pub fn read_large(
    path: &str,
    size_bytes: u64,
    content: &mut dyn Seekable,
    sidecars: &[Sidecar],
    options: &Options,
    each: &mut dyn FnMut(Article),
) -> Outcome {
    reading::read_large((path, size_bytes), content, sidecars, options, each)
}

/// The first `limit_bytes` of `text`, or fewer so as to end between two characters.
fn start_of(text: &str, limit_bytes: usize) -> &str {
    &text[..text.floor_char_boundary(limit_bytes)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(path: &str, bytes: &[u8]) -> Outcome {
        read(&Source { path, bytes }, &Options::default(), &mut |_| {})
    }

    fn reason(path: &str, bytes: &[u8]) -> String {
        match outcome(path, bytes) {
            Outcome::Skipped { reason } => reason.told(),
            Outcome::Read { reader, .. } => format!("read as {reader}"),
        }
    }

    #[test]
    fn files_about_their_folder_are_no_clippings() {
        let text = b"Ferry sold\n\nThe council of the town has sold the ferry for a good price.\n";
        for (path, expect) in [
            ("a/README.md", "a read-me file"),
            ("LICENSE", "a licence"),
            ("b/licence.txt", "a licence"),
            ("LICENSE-MIT", "a licence"),
            ("COPYING", "a licence"),
            ("CHANGELOG.md", "a list of changes"),
        ] {
            assert!(reason(path, text).starts_with(expect), "{path}: {}", reason(path, text));
        }
        for path in ["licence-fees-rise.txt", "License to sail.txt", "changes.txt", "copying.d.txt"]
        {
            assert!(reason(path, text).starts_with("read as"), "{path}: {}", reason(path, text));
        }
    }

    #[test]
    fn every_file_that_is_not_read_has_a_reason() {
        assert_eq!(reason("a.txt", b""), "the file is empty");
        assert_eq!(reason("a.txt", b" \r\n\xC2\xA0\n"), "no text: nothing but blanks");
        assert_eq!(reason("a.txt", b"%!PS-Adobe-3.0"), "PostScript: not read yet");
        assert_eq!(
            reason("a", b"\x7fELF\x02\x01\x01\0\0\0\0"),
            "a program: not a format of articles"
        );
        assert_eq!(reason("a", &[0, 1, 2, 3, 250, 0, 9, 0]), Skip::Binary.told());
        assert_eq!(reason("a", b"<score><part>Hello</part></score>"), "XML or SGML: not read yet");
    }

    #[test]
    fn a_dtd_is_known_by_its_content() {
        let dtd =
            b"<!-- corrected -->\n<!ELEMENT NEWS O O (ITEM+)>\n<!ATTLIST ITEM ID CDATA #REQUIRED>";
        assert_eq!(reason("news.txt", dtd), "a DTD: not a format of articles");
    }

    #[test]
    fn a_list_of_words_is_no_clipping() {
        assert_eq!(
            reason("places.lc.txt", b"albania\nalgeria \nantigua-and-barbuda\nbelgium\n"),
            "no running text: looks like a list"
        );
    }

    #[test]
    fn the_content_decides_before_the_name_does() {
        assert_eq!(reason("wire.txt", b"{\"title\": \"A\", \"text\": \"B\"}\n"), "read as JSON");
        assert_eq!(reason("a.txt", b"<!doctype html><p>Hello"), "read as HTML");
        assert_eq!(
            reason("wire.dat", b"Ferry held at quay by fog\n\nNobody was hurt."),
            "read as text"
        );
    }
}
