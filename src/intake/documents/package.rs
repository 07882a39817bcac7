//! Documents that are zip files of XML parts: which kind they are, and one part at a time.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::super::decode;
use crate::clipping::Note;

/// The largest part that is read, in bytes: a book has a tenth of it.
const MAX_PART_BYTES: u64 = 128 << 20;
/// How far into a damaged file its kind is looked for.
const HEAD_BYTES: usize = 8 * 1024;

/// The kinds that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A text of Microsoft Word (ECMA-376).
    Docx,
    /// A text of OpenDocument (ISO 26300).
    Odt,
    /// A book (EPUB 2 and 3).
    Epub,
}

impl Kind {
    /// The kind of a file, where it is one of these.
    pub(super) fn of(bytes: &[u8]) -> Option<Self> {
        if !bytes.starts_with(b"PK\x03\x04") {
            return None;
        }
        let head = &bytes[..bytes.len().min(HEAD_BYTES)];
        let holds = |words: &[u8]| head.windows(words.len()).any(|window| window == words);
        // Both say first what they are, in a part that is not packed.
        if holds(b"mimetypeapplication/epub+zip") {
            return Some(Self::Epub);
        }
        if holds(b"mimetypeapplication/vnd.oasis.opendocument.textPK") {
            return Some(Self::Odt);
        }
        let is_docx = match ZipArchive::new(Cursor::new(bytes)) {
            Ok(archive) => {
                if archive.index_for_name("META-INF/container.xml").is_some() {
                    return Some(Self::Epub);
                }
                archive.index_for_name("[Content_Types].xml").is_some()
                    && archive.file_names_raw().any(|name| name.starts_with(b"word/"))
            }
            Err(_) => holds(b"[Content_Types].xml") && holds(b"word/"),
        };
        is_docx.then_some(Self::Docx)
    }
}

/// A document whose parts can be read.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// What could not be read to its end.
    pub(super) broken: Vec<Note>,
}

impl<'a> Package<'a> {
    /// Opens a document; or tells why it cannot be.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, String> {
        let archive = ZipArchive::new(Cursor::new(bytes))
            .map_err(|error| format!("the document is damaged: {error}"))?;
        Ok(Self { archive, broken: Vec::new() })
    }

    /// Whether it has a part of that name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// The text of a part; or why it cannot be read.
    pub(super) fn part(&mut self, name: &str) -> Result<String, String> {
        let lost = |why: String| format!("the part {name} cannot be read: {why}");
        let file = self.archive.by_name(name).map_err(|error| lost(error.to_string()))?;
        let mut bytes = Vec::new();
        let read = file.take(MAX_PART_BYTES + 1).read_to_end(&mut bytes);
        if bytes.len() as u64 > MAX_PART_BYTES {
            return Err(lost(format!("it has more than {} MiB", MAX_PART_BYTES >> 20)));
        }
        match read {
            Err(error) if bytes.is_empty() => return Err(lost(error.to_string())),
            Err(error) => {
                let message =
                    format!("the part {name} ends early ({error}): what is there was read");
                self.broken.push(Note::new(message));
            }
            Ok(_) => {}
        }
        let decoded = decode::decode(&bytes).ok_or_else(|| lost("it is no text".to_owned()))?;
        Ok(decoded.text.into_owned())
    }
}
