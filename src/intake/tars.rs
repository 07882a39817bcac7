//! Tar files: members one after the other, as they come.

use super::members::{Container, Goes, Inside, Member, is_hidden, written_path};
use super::reading::Form;
use super::stream::Content;

/// The container of tar files.
pub(super) struct Tar;

/// Where the check sum of a header stands, and the bytes it takes.
const SUM: std::ops::Range<usize> = 148..156;
/// The bytes of a header.
const HEADER_BYTES: usize = 512;

impl Container for Tar {
    fn name(&self) -> &'static str {
        "tar"
    }

    fn version(&self) -> u32 {
        1
    }

    /// Old tar files have no magic number: the check sum of the first header tells.
    fn accepts(&self, head: &[u8]) -> bool {
        let Some(header) = head.get(..HEADER_BYTES) else { return false };
        let stated = std::str::from_utf8(&header[SUM]).ok().map(|text| {
            u64::from_str_radix(text.trim_matches(|c: char| c == ' ' || c == '\0'), 8).ok()
        });
        let blank = |at: usize| if SUM.contains(&at) { b' ' } else { header[at] };
        let sum: u64 = (0..HEADER_BYTES).map(|at| u64::from(blank(at))).sum();
        header[0] != 0 && stated.flatten() == Some(sum)
    }

    fn open(&self, content: Content<'_>, inside: &mut Inside<'_, '_>) -> Result<(), String> {
        let mut archive = tar::Archive::new(content.reader());
        let damaged = |error: std::io::Error| format!("the tar file is damaged: {error}");
        for entry in archive.entries().map_err(damaged)? {
            let entry = entry.map_err(damaged)?;
            let kind = entry.header().entry_type();
            let path = written_path(&entry.path_bytes());
            if kind.is_dir() || path.ends_with('/') {
                continue;
            }
            let goes = if !kind.is_file() && !kind.is_contiguous() && !kind.is_gnu_sparse() {
                inside.skip(&path, "a link or device")
            } else if is_hidden(&path) {
                inside.skip(&path, "a hidden file")
            } else {
                let content = Content::Stream(Box::new(entry));
                inside.member(Member {
                    path: &path,
                    form: Form::AnyFile,
                    labels: Vec::new(),
                    charset: None,
                    content,
                })
            };
            if matches!(goes, Goes::Break(())) {
                break;
            }
        }
        Ok(())
    }
}
