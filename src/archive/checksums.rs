//! Checksums: whether the files of an index are as they were written. Nothing here reads what is in
//! them, so that no damage can make it fail.

use std::path::{Path, PathBuf};

use tantivy::directory::MmapDirectory;
use tantivy::directory::error::OpenReadError;
use tantivy::{Directory, Index};

use super::directory::ReadableDirectory;
use super::error::engine;
use super::{Error, Result, generation};

/// Compares the checksums of all files of the archive in `dir` with what was written; gives the
/// names of those that differ or are missing.
///
/// # Errors
/// Where there is no archive, and where not even the list of its files can be read.
pub fn damaged_files(dir: &Path) -> Result<Vec<String>> {
    let folder = generation::current(dir)?.ok_or_else(|| Error::Missing { dir: dir.to_owned() })?;
    let open = || -> Result<Vec<String>> {
        let mapped =
            MmapDirectory::open(&folder).map_err(|error| engine("open the index")(error.into()))?;
        of_index(&Index::open(ReadableDirectory(mapped)).map_err(engine("open the index"))?)
    };
    open().map_err(|error| error.in_archive(dir))
}

/// As [`damaged_files`], of an open index.
pub(super) fn of_index(index: &Index) -> Result<Vec<String>> {
    let directory = index.directory();
    let managed = directory.list_managed_files();
    let metas = index.load_metas().map_err(engine("read the index"))?;
    let is_damaged = |path: &PathBuf| match directory.exists(path) {
        Ok(true) => !matches!(directory.validate_checksum(path), Ok(true)),
        Ok(false) | Err(OpenReadError::FileDoesNotExist(_)) => managed.contains(path),
        Err(_) => true,
    };
    let files = metas.list_segment_files().into_iter().filter(is_damaged);
    let mut names: Vec<String> = files.map(|path| path.display().to_string()).collect();
    names.sort();
    Ok(names)
}
