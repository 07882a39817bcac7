//! Zip files: their members in the order of the directory at their end, or, where that is missing,
//! in the order they lie in.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::read::{ZipFile, read_zipfile_from_stream};
use zip::result::ZipError;

use super::MAX_MEMBER_BYTES;
use super::members::{Container, Goes, Inside, Member, is_hidden, written_path};
use super::reading::Form;
use super::stream::Content;

/// The container of zip files.
pub(super) struct Zip;

impl Container for Zip {
    fn name(&self) -> &'static str {
        "zip"
    }

    fn version(&self) -> u32 {
        1
    }

    fn accepts(&self, head: &[u8]) -> bool {
        head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06")
    }

    fn open(&self, content: Content<'_>, inside: &mut Inside<'_, '_>) -> Result<(), String> {
        let drained = content.drain(MAX_MEMBER_BYTES);
        match ZipArchive::new(Cursor::new(&*drained.bytes)) {
            Ok(archive) => by_directory(archive, inside),
            Err(error) => {
                by_headers(&drained.bytes, inside);
                Err(format!("the zip file is damaged: {error}"))
            }
        }
    }
}

fn by_directory(
    mut archive: ZipArchive<Cursor<&[u8]>>,
    inside: &mut Inside<'_, '_>,
) -> Result<(), String> {
    for place in 0..archive.len() {
        let name = archive.name_for_index(place).and_then(Result::ok).map(|name| name.into_owned());
        let goes = match archive.by_index(place) {
            Ok(file) => member(file, inside),
            Err(error) => inside.fail(&name.unwrap_or_default(), &told(&error)),
        };
        if goes.is_break() {
            break;
        }
    }
    Ok(())
}

/// What can still be read of a zip file that was cut off: its members say themselves where they
/// begin and end.
fn by_headers(bytes: &[u8], inside: &mut Inside<'_, '_>) {
    let mut rest = bytes;
    while let Ok(Some(file)) = read_zipfile_from_stream(&mut rest) {
        if member(file, inside).is_break() {
            break;
        }
    }
}

fn member<R: Read>(file: ZipFile<'_, R>, inside: &mut Inside<'_, '_>) -> Goes {
    let path = written_path(file.name_raw());
    if file.is_dir() || path.ends_with('/') {
        return Goes::Continue(());
    }
    if is_hidden(&path) {
        return inside.skip(&path, "a hidden file");
    }
    let content = Content::Stream(inside.meter().measure(file));
    inside.member(Member { path: &path, form: Form::AnyFile, labels: Vec::new(), content })
}

fn told(error: &ZipError) -> String {
    match error {
        ZipError::UnsupportedArchive(what) if what.contains("assword") => {
            "it is locked with a password".to_owned()
        }
        ZipError::UnsupportedArchive(what) => format!("it cannot be unpacked: {what}"),
        error => format!("it cannot be unpacked: {error}"),
    }
}
