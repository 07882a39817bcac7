//! Documents that are zip files of XML parts: which kind they are, and one part at a time.

use std::io::{Cursor, Read, Seek};

use zip::ZipArchive;

use super::super::{decode, reading, zips};
use crate::clipping::Note;

/// The largest part that is read, in bytes: a book has a tenth of it.
const MAX_PART_BYTES: u64 = 128 << 20;
/// The most that is unpacked of one document, over all parts that are read, in bytes.
const MAX_DOCUMENT_BYTES: u64 = 256 << 20;
/// How far into a damaged file its kind is looked for.
const HEAD_BYTES: usize = 8 * 1024;

/// What a text of OpenDocument says that it is.
const ODT: &[u8] = b"application/vnd.oasis.opendocument.text";

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
        match ZipArchive::new(Cursor::new(bytes)) {
            Ok(mut archive) => Self::of_archive(&mut archive),
            Err(_) => (holds(b"[Content_Types].xml") && holds(b"word/")).then_some(Self::Docx),
        }
    }

    /// The kind of a zip file by its parts, where it is one of these.
    pub(super) fn of_archive<R: Read + Seek>(archive: &mut ZipArchive<R>) -> Option<Self> {
        // A program that zips it anew packs that part too.
        if said_first(archive) == ODT {
            return Some(Self::Odt);
        }
        if archive.index_for_name("META-INF/container.xml").is_some() {
            return Some(Self::Epub);
        }
        let is_docx = archive.index_for_name("[Content_Types].xml").is_some()
            && archive.file_names_raw().any(|name| name.starts_with(b"word/"));
        is_docx.then_some(Self::Docx)
    }
}

/// The beginning of the part in which a document says what it is; empty where it has none.
fn said_first<R: Read + Seek>(archive: &mut ZipArchive<R>) -> Vec<u8> {
    let mut said = Vec::new();
    if let Ok(part) = archive.by_name("mimetype") {
        // What cannot be read says nothing.
        let _ = part.take(ODT.len() as u64 + 1).read_to_end(&mut said);
    }
    said
}

/// A document whose parts can be read.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// How many bytes may still be unpacked, and how many were.
    room: u64,
    unpacked: u64,
    /// What could not be read to its end.
    pub(super) broken: Vec<Note>,
}

impl<'a> Package<'a> {
    /// Opens a document; or tells why it cannot be.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, String> {
        let archive = ZipArchive::new(Cursor::new(bytes))
            .map_err(|error| format!("the document is damaged: {}", zips::told(&error)))?;
        Ok(Self { archive, room: MAX_DOCUMENT_BYTES, unpacked: 0, broken: Vec::new() })
    }

    /// What was unpacked so far, in bytes.
    pub(super) fn unpacked_bytes(&self) -> u64 {
        self.unpacked
    }

    /// Whether it has a part of that name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// The text of a part; or why it cannot be read.
    pub(super) fn part(&mut self, name: &str) -> Result<String, String> {
        let lost = |why: String| format!("the part {name} cannot be read: {why}");
        let file = self.archive.by_name(name).map_err(|error| lost(zips::told(&error)))?;
        let mut bytes = Vec::new();
        let read = file.take(MAX_PART_BYTES.min(self.room) + 1).read_to_end(&mut bytes);
        let unpacked = bytes.len() as u64;
        self.unpacked += unpacked;
        let fits = unpacked <= self.room;
        self.room = self.room.saturating_sub(unpacked);
        if unpacked > MAX_PART_BYTES {
            return Err(lost(format!("it has more than {} MiB", MAX_PART_BYTES >> 20)));
        }
        if !fits {
            let limit = MAX_DOCUMENT_BYTES >> 20;
            return Err(lost(format!("the document has more than {limit} MiB, the limit")));
        }
        match read {
            Err(error) if bytes.is_empty() => return Err(lost(reading::told(&error))),
            Err(error) => {
                let message = format!(
                    "the part {name} ends early ({}): what is there was read",
                    reading::told(&error)
                );
                self.broken.push(Note::new(message));
            }
            Ok(_) => {}
        }
        let decoded = decode::decode(&bytes).ok_or_else(|| lost("it is no text".to_owned()))?;
        Ok(decoded.text.into_owned())
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn parts_together_have_a_limit_and_what_is_beyond_it_is_told() {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for name in ["a.xml", "b.xml", "c.xml"] {
            writer.start_file(name, zip::write::SimpleFileOptions::default()).expect("it begins");
            writer.write_all(&[b'x'; 100]).expect("memory takes it");
        }
        let bytes = writer.finish().expect("it is written").into_inner();
        let mut package = Package::open(&bytes).expect("it is a package");
        package.room = 150;
        assert_eq!(package.part("a.xml").map(|text| text.len()), Ok(100));
        for name in ["b.xml", "c.xml", "a.xml"] {
            let why = package.part(name).expect_err("there is no room");
            assert!(why.contains("the document has more than 256 MiB, the limit"), "{why}");
        }
    }
}
