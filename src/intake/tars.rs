//! Tar files: members one after the other, as they come.

use super::members::{Container, Inside, is_hidden, written_path};
use super::neighbours::Neighbours;
use super::reading;
use super::stream::Content;

/// The container of tar files.
pub(super) struct Tar;

/// Where the check sum of a header stands, and the bytes it takes.
const SUM: std::ops::Range<usize> = 148..156;
/// Where its magic number stands.
const MAGIC: std::ops::Range<usize> = 257..262;
/// The bytes of a header.
const HEADER_BYTES: usize = 512;

impl Container for Tar {
    fn name(&self) -> &'static str {
        "tar"
    }

    fn version(&self) -> u32 {
        2
    }

    /// Old tar files have no magic number: the check sum of the first header tells.
    fn accepts(&self, head: &[u8]) -> bool {
        let Some(header) = head.get(..HEADER_BYTES) else { return false };
        let stated = std::str::from_utf8(&header[SUM]).ok().map(|text| {
            u64::from_str_radix(text.trim_matches(|c: char| c == ' ' || c == '\0'), 8).ok()
        });
        let blank = |at: usize| if SUM.contains(&at) { b' ' } else { header[at] };
        let sum: u64 = (0..HEADER_BYTES).map(|at| u64::from(blank(at))).sum();
        // A magic number above a wrong sum is a tar file whose first head is damaged.
        header[0] != 0 && (stated.flatten() == Some(sum) || header[MAGIC] == *b"ustar")
    }

    fn open(&self, content: Content<'_>, inside: &mut Inside<'_, '_>) -> Result<(), String> {
        let mut neighbours = Neighbours::new(inside.options());
        let opened = open(content, &mut neighbours, inside);
        neighbours.end(inside);
        opened
    }
}

fn open(
    content: Content<'_>,
    neighbours: &mut Neighbours<'_>,
    inside: &mut Inside<'_, '_>,
) -> Result<(), String> {
    let mut archive = tar::Archive::new(content.reader());
    let damaged =
        |error: std::io::Error| format!("the tar file is damaged: {}", reading::told(&error));
    for entry in archive.entries().map_err(damaged)? {
        let entry = entry.map_err(damaged)?;
        let kind = entry.header().entry_type();
        let path = written_path(&entry.path_bytes());
        if kind.is_dir() || path.ends_with('/') {
            continue;
        }
        let goes = if !kind.is_file() && !kind.is_contiguous() && !kind.is_gnu_sparse() {
            neighbours.skip(path, "a link or device", inside)
        } else if is_hidden(&path) {
            neighbours.skip(path, "a hidden file", inside)
        } else {
            neighbours.file(path, Content::Stream(Box::new(entry)), inside)
        };
        if goes.is_break() {
            break;
        }
    }
    Ok(())
}
