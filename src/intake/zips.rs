//! Zip files: their members in the order of the directory at their end, or, where that is missing,
//! in the order they lie in.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::read::{ZipFile, read_zipfile_from_stream};
use zip::result::ZipError;

use super::MAX_MEMBER_BYTES;
use super::members::{Container, Goes, Inside, Member, is_hidden, written_path};
use super::reading::{self, Form};
use super::stream::{Content, FailsOnce};

/// The container of zip files.
pub(super) struct Zip;

/// The container of WACZ files: web archives with indexes and lists of pages beside them
/// (<https://specs.webrecorder.net/wacz/1.1.1/>).
pub(super) struct Wacz;

/// The folder of a WACZ file that holds its web archives.
const WACZ_ARCHIVES: &str = "archive/";

/// The container that those bytes are, where they are a zip file.
pub(super) fn container(bytes: &[u8]) -> Option<&'static dyn Container> {
    if !bytes.starts_with(b"PK\x03\x04") && !bytes.starts_with(b"PK\x05\x06") {
        return None;
    }
    let is_wacz = ZipArchive::new(Cursor::new(bytes)).is_ok_and(|archive| {
        archive.index_for_name("datapackage.json").is_some()
            && archive.file_names_raw().any(|name| name.starts_with(WACZ_ARCHIVES.as_bytes()))
    });
    Some(if is_wacz { &Wacz } else { &Zip })
}

impl Container for Zip {
    fn name(&self) -> &'static str {
        "zip"
    }

    fn version(&self) -> u32 {
        1
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
    let drained = content.drain(MAX_MEMBER_BYTES);
    match ZipArchive::new(Cursor::new(&*drained.bytes)) {
        Ok(archive) => {
            // The directory is a map: of several members with one name it gives the last.
            let unseen = listed(&drained.bytes).saturating_sub(archive.len());
            by_directory(archive, inside, passed_over);
            for _ in 0..unseen {
                if inside
                    .fail("", "another member has the same name, and only the last is read")
                    .is_break()
                {
                    break;
                }
            }
            Ok(())
        }
        // Its directory lies at its end.
        Err(error) if !by_headers(&drained.bytes, inside, passed_over) => {
            Err(format!("the zip file is damaged: {}", told(&error)))
        }
        Err(error) => {
            // Nobody knows what else was in it.
            let _ = inside.lose(format!(
                "the zip file is damaged: {}; what could be found was read",
                told(&error)
            ));
            Ok(())
        }
    }
}

/// How many members the end of a zip file says it lists; 0 where it does not say.
fn listed(bytes: &[u8]) -> usize {
    let end = bytes.windows(4).rposition(|four| four == b"PK\x05\x06");
    let count = end.and_then(|at| bytes.get(at + 10..at + 12));
    match count {
        // All ones: a file with more members than the field holds says so elsewhere.
        Some([255, 255]) | None => 0,
        Some(two) => usize::from(two[0]) | usize::from(two[1]) << 8,
    }
}

fn by_directory(
    mut archive: ZipArchive<Cursor<&[u8]>>,
    inside: &mut Inside<'_, '_>,
    passed_over: fn(&str) -> Option<&'static str>,
) {
    for place in 0..archive.len() {
        let name = archive.name_for_index(place).and_then(Result::ok).map(|name| name.into_owned());
        let goes = match archive.by_index(place) {
            Ok(file) => member(file, inside, passed_over),
            Err(error) => inside.fail(&name.unwrap_or_default(), &told(&error)),
        };
        if goes.is_break() {
            break;
        }
    }
}

/// What can still be read of a zip file that was cut off: its members say themselves where they
/// begin and end. Whether there was any.
fn by_headers(
    bytes: &[u8],
    inside: &mut Inside<'_, '_>,
    passed_over: fn(&str) -> Option<&'static str>,
) -> bool {
    let (mut rest, mut any) = (bytes, false);
    while let Ok(Some(file)) = read_zipfile_from_stream(&mut rest) {
        any = true;
        if member(file, inside, passed_over).is_break() {
            break;
        }
    }
    any
}

fn member<R: Read>(
    file: ZipFile<'_, R>,
    inside: &mut Inside<'_, '_>,
    passed_over: fn(&str) -> Option<&'static str>,
) -> Goes {
    let path = written_path(file.name_raw());
    if file.is_dir() || path.ends_with('/') {
        return Goes::Continue(());
    }
    if is_hidden(&path) {
        return inside.skip(&path, "a hidden file");
    }
    if let Some(reason) = passed_over(&path) {
        return inside.pass_over(reason);
    }
    let content = Content::Stream(inside.meter().measure(FailsOnce::new(file)));
    inside.member(Member {
        path: &path,
        form: Form::AnyFile,
        labels: Vec::new(),
        charset: None,
        content,
    })
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
