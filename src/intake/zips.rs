//! Zip files: their members in the order of the directory at their end, or, where that is missing,
//! in the order they lie in.

use std::io::{BufReader, Cursor, Read, Seek, SeekFrom};

use zip::ZipArchive;
use zip::read::{ZipFile, read_zipfile_from_stream};
use zip::result::ZipError;

use super::members::{Container, Goes, Inside, is_hidden, written_path};
use super::neighbours::Neighbours;
use super::reading;
use super::stream::{Content, FailsOnce, Seekable};
use super::{MAX_FILE_BYTES, documents};

/// The container of zip files.
pub(super) struct Zip;

/// The container of WACZ files: web archives with indexes and lists of pages beside them
/// (<https://specs.webrecorder.net/wacz/1.1.1/>).
pub(super) struct Wacz;

/// The folder of a WACZ file that holds its web archives.
const WACZ_ARCHIVES: &str = "archive/";

/// The record at the end without its comment, in bytes.
const END_RECORD_BYTES: usize = 22;
/// The longest comment behind it, in bytes.
const MAX_COMMENT_BYTES: usize = 65_535;
/// What says where the record of a zip64 file lies, in bytes.
const LOCATOR_BYTES: usize = 20;
/// The most bytes that the record of a zip64 file is looked for in; without additions it has 56.
const MAX_END_RECORD_64_BYTES: usize = 4096;

/// The container that those bytes are, where they are a zip file.
pub(super) fn container(bytes: &[u8]) -> Option<&'static dyn Container> {
    if !may_be(bytes) {
        return None;
    }
    let is_wacz = ZipArchive::new(Cursor::new(bytes)).is_ok_and(|archive| is_wacz(&archive));
    Some(if is_wacz { &Wacz } else { &Zip })
}

/// Whether a file that begins so may be a zip file.
pub(super) fn may_be(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06")
}

/// The container that those bytes are, where they are a program that unpacks the zip file behind it.
pub(super) fn behind_a_program(bytes: &[u8]) -> Option<&'static dyn Container> {
    let is_program = bytes.starts_with(b"MZ") || bytes.starts_with(b"\x7fELF");
    let holds_any = || ZipArchive::new(Cursor::new(bytes)).is_ok_and(|archive| !archive.is_empty());
    (is_program && holds_any()).then_some(&Zip)
}

/// The container that a zip file is which is too large to be held; nothing where it is a document,
/// which is read as a whole.
pub(super) fn of_large(large: &mut dyn Seekable) -> Option<&'static dyn Container> {
    let Ok(mut archive) = ZipArchive::new(large) else { return Some(&Zip) };
    if documents::is_document(&mut archive) {
        return None;
    }
    Some(if is_wacz(&archive) { &Wacz } else { &Zip })
}

fn is_wacz<R>(archive: &ZipArchive<R>) -> bool
where
    R: Read + Seek,
{
    archive.index_for_name("datapackage.json").is_some()
        && archive.file_names_raw().any(|name| name.starts_with(WACZ_ARCHIVES.as_bytes()))
}

impl Container for Zip {
    fn name(&self) -> &'static str {
        "zip"
    }

    fn version(&self) -> u32 {
        2
    }

    fn accepts(&self, _head: &[u8]) -> bool {
        false
    }

    fn open(&self, content: Content<'_>, inside: &mut Inside<'_, '_>) -> Result<(), String> {
        open(content, inside, |_| None)
    }
}

impl Container for Wacz {
    fn name(&self) -> &'static str {
        "WACZ"
    }

    fn version(&self) -> u32 {
        1
    }

    fn accepts(&self, _head: &[u8]) -> bool {
        false
    }

    fn open(&self, content: Content<'_>, inside: &mut Inside<'_, '_>) -> Result<(), String> {
        open(content, inside, |path| {
            let is_beside = !path.starts_with(WACZ_ARCHIVES);
            is_beside.then_some("what a WACZ file says of its web archives")
        })
    }
}

/// Gives the members of a zip file, but for those that are passed over for a reason.
fn open(
    content: Content<'_>,
    inside: &mut Inside<'_, '_>,
    passed_over: fn(&str) -> Option<&'static str>,
) -> Result<(), String> {
    if let Content::Large(mut large) = content {
        return open_large(&mut *large, inside, passed_over);
    }
    let drained = content.drain(MAX_FILE_BYTES);
    match ZipArchive::new(Cursor::new(&*drained.bytes)) {
        Ok(archive) => {
            // The directory is a map: of several members with one name it gives the last.
            let unseen = listed(&drained.bytes).saturating_sub(archive.len());
            give(archive, unseen, inside, passed_over);
            Ok(())
        }
        // Its directory lies at its end.
        Err(error) if !by_headers(&*drained.bytes, inside, passed_over) => {
            Err(format!("the zip file is damaged: {}", told(&error)))
        }
        Err(error) => {
            // Nobody knows what else was in it.
            let _ = inside.miss(format!(
                "the zip file is damaged: {}; what could be found was read",
                told(&error)
            ));
            Ok(())
        }
    }
}

/// As [`open`], for one that is too large to be held. Where its end is missing it is read in the
/// order it lies in.
fn open_large(
    large: &mut dyn Seekable,
    inside: &mut Inside<'_, '_>,
    passed_over: fn(&str) -> Option<&'static str>,
) -> Result<(), String> {
    let end = end_of(large);
    let error = match ZipArchive::new(BufReader::new(&mut *large)) {
        Ok(archive) => {
            let unseen = listed(&end).saturating_sub(archive.len());
            give(archive, unseen, inside, passed_over);
            return Ok(());
        }
        Err(error) => error,
    };
    let why = format!("the zip file is damaged: {}", told(&error));
    let begun = large.seek(SeekFrom::Start(0)).is_ok();
    match begun && by_headers(BufReader::new(large), inside, passed_over) {
        true => drop(inside.miss(format!("{why}; what could be found was read"))),
        false => return Err(why),
    }
    Ok(())
}

/// The last bytes of a file; empty where they cannot be had.
fn end_of(large: &mut dyn Seekable) -> Vec<u8> {
    const END_BYTES: usize =
        MAX_END_RECORD_64_BYTES + LOCATOR_BYTES + END_RECORD_BYTES + MAX_COMMENT_BYTES;
    let mut end = Vec::new();
    if large.seek(SeekFrom::End(-(END_BYTES as i64))).is_ok() {
        // What cannot be read says nothing.
        let _ = large.read_to_end(&mut end);
    }
    end
}

/// Gives the members of a zip file in the order of its directory, and counts those of which the
/// directory shows no more than a name.
fn give<R: Read + Seek>(
    archive: ZipArchive<R>,
    unseen: usize,
    inside: &mut Inside<'_, '_>,
    passed_over: fn(&str) -> Option<&'static str>,
) {
    let mut neighbours = Neighbours::new(inside.options());
    by_directory(archive, &mut neighbours, inside, passed_over);
    neighbours.end(inside);
    let why = "of several that are called the same only the last is read";
    inside.fail_unseen(unseen as u64, why);
}

/// How many members the end of a zip file says it lists; 0 where it does not say.
fn listed(bytes: &[u8]) -> usize {
    let Some(end) = end_record(bytes) else { return 0 };
    match number(bytes, end + 10, 2) {
        // All ones: a file with more members than the field holds says so in a record before.
        Some(0xFFFF) => listed_before(&bytes[..end]).unwrap_or(0xFFFF),
        count => count.unwrap_or(0),
    }
}

/// Where the record at the end of a zip file begins. Its comment is the last thing in the file, and
/// may hold what looks like another record.
fn end_record(bytes: &[u8]) -> Option<usize> {
    let begins = |at: &usize| bytes[*at..].starts_with(b"PK\x05\x06");
    let behind = |at: usize| Some(at + END_RECORD_BYTES + number(bytes, at + 20, 2)?);
    let first = bytes.len().saturating_sub(END_RECORD_BYTES + MAX_COMMENT_BYTES);
    let mut records = (first..bytes.len()).rev().filter(begins);
    let exact = records.clone().find(|at| behind(*at) == Some(bytes.len()));
    // Something else may have been put behind it.
    exact.or_else(|| records.find(|at| behind(*at).is_some_and(|behind| behind < bytes.len())))
}

/// How many members the record of a zip64 file says it lists, which lies before the place of its own
/// at the end of `bytes`.
fn listed_before(bytes: &[u8]) -> Option<usize> {
    let locator = bytes.len().checked_sub(LOCATOR_BYTES)?;
    let bytes = bytes[locator..].starts_with(b"PK\x06\x07").then(|| &bytes[..locator])?;
    let first = bytes.len().saturating_sub(MAX_END_RECORD_64_BYTES);
    // What its size says does not count the signature and itself.
    let is_record = |at: &usize| {
        bytes[*at..].starts_with(b"PK\x06\x06")
            && number(bytes, at + 4, 8).and_then(|size| size.checked_add(at + 12))
                == Some(bytes.len())
    };
    let record = (first..bytes.len()).rev().find(is_record)?;
    number(bytes, record + 32, 8)
}

/// The number in the `length` bytes at a place, the lowest first.
fn number(bytes: &[u8], at: usize, length: usize) -> Option<usize> {
    let digits = bytes.get(at..)?.get(..length)?.iter().rev();
    digits.copied().try_fold(0usize, |high, byte| Some(high.checked_mul(256)? | usize::from(byte)))
}

fn by_directory<R: Read + Seek>(
    mut archive: ZipArchive<R>,
    neighbours: &mut Neighbours<'_>,
    inside: &mut Inside<'_, '_>,
    passed_over: fn(&str) -> Option<&'static str>,
) {
    for place in 0..archive.len() {
        let name = archive.name_for_index(place).and_then(Result::ok).map(|name| name.into_owned());
        let goes = match archive.by_index(place) {
            Ok(file) => member(file, neighbours, inside, passed_over),
            Err(error) => neighbours.fail(name.unwrap_or_default(), told(&error), inside),
        };
        if goes.is_break() {
            break;
        }
    }
}

/// What can still be read of a zip file that was cut off: its members say themselves where they
/// begin and end. Whether there was any.
fn by_headers(
    mut rest: impl Read,
    inside: &mut Inside<'_, '_>,
    passed_over: fn(&str) -> Option<&'static str>,
) -> bool {
    let mut any = false;
    let mut neighbours = Neighbours::new(inside.options());
    while let Ok(Some(file)) = read_zipfile_from_stream(&mut rest) {
        any = true;
        if member(file, &mut neighbours, inside, passed_over).is_break() {
            break;
        }
    }
    neighbours.end(inside);
    any
}

fn member<R: Read>(
    file: ZipFile<'_, R>,
    neighbours: &mut Neighbours<'_>,
    inside: &mut Inside<'_, '_>,
    passed_over: fn(&str) -> Option<&'static str>,
) -> Goes {
    let path = written_path(file.name_raw());
    if file.is_dir() || path.ends_with('/') {
        return Goes::Continue(());
    }
    if is_hidden(&path) {
        return neighbours.skip(path, "a hidden file", inside);
    }
    if let Some(reason) = passed_over(&path) {
        return inside.pass_over(reason);
    }
    let content = Content::Stream(inside.meter().measure(FailsOnce::new(file)));
    neighbours.file(path, content, inside)
}

/// Why something cannot be unpacked, in words for people.
pub(super) fn told(error: &ZipError) -> String {
    match error {
        ZipError::InvalidArchive(what)
            if what.starts_with("Could not find EOCD")
                || what == "Missing end of central directory record" =>
        {
            "it is cut off, its end is missing".to_owned()
        }
        ZipError::InvalidArchive(what) => format!("what it says of its files is wrong ({what})"),
        ZipError::FileNotFound => "it is not there".to_owned(),
        ZipError::Io(error) => reading::told(error),
        ZipError::UnsupportedArchive(what) if what.contains("assword") => {
            "it is locked with a password".to_owned()
        }
        ZipError::UnsupportedArchive(what) => format!("it cannot be unpacked: {what}"),
        error => format!("it cannot be unpacked: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The end of a zip file with that many members and that comment.
    fn end(count: u64, comment: &[u8]) -> Vec<u8> {
        let mut bytes = b"PK\x01\x02 the directory".to_vec();
        if count >= 0xFFFF {
            let record: [&[u8]; 6] = [
                b"PK\x06\x06\x2c\0\0\0\0\0\0\0",
                &[0; 12],
                &count.to_le_bytes(),
                &count.to_le_bytes(),
                &[0; 16],
                b"PK\x06\x07\0\0\0\0\x15\0\0\0\0\0\0\0\x01\0\0\0",
            ];
            bytes.extend(record.concat());
        }
        let short = u16::try_from(count).unwrap_or(u16::MAX).to_le_bytes();
        bytes.extend(b"PK\x05\x06\0\0\0\0");
        bytes.extend([short, short].concat());
        bytes.extend([0; 8]);
        bytes.extend(u16::try_from(comment.len()).expect("a comment is short").to_le_bytes());
        bytes.extend(comment);
        bytes
    }

    #[test]
    fn the_end_of_a_zip_file_says_how_many_members_it_lists() {
        assert_eq!(listed(&end(3, b"")), 3);
        assert_eq!(listed(&end(0xFFFE, b"by hand")), 0xFFFE);
        assert_eq!(listed(&end(70_000, b"")), 70_000);
        assert_eq!(listed(&end(70_000, b"PK\x06\x06, PK\x05\x06")), 70_000);
        // Read whole without the record of zip64, the field says what it says.
        let whole = end(70_000, b"");
        assert_eq!(listed(&whole[whole.len() - 22..]), 0xFFFF);
        assert_eq!(listed(b"PK\x05\x06"), 0);
    }

    #[test]
    fn a_comment_is_no_end_record() {
        let looks_so = [b"PK\x05\x06".as_slice(), &[0x10; 18]].concat();
        assert_eq!(listed(&end(2, &looks_so)), 2);
        // Something behind the file takes nothing away.
        assert_eq!(listed(&[end(2, b"").as_slice(), b"\r\n"].concat()), 2);
    }
}
