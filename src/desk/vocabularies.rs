//! The files of words that people write beside the generations of an archive: what names of places
//! stand for, what categories are to be called.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::archive::{Error, Result};
use crate::clipping::{Dimension, Note};
use crate::enrich::{CATEGORIES_FILE, Lore, OwnCategories, OwnNames, REGIONS_FILE};

/// One of the files, whether it is there or not.
#[derive(Clone, Debug, PartialEq)]
pub struct Vocabulary {
    /// Its name in the folder of the archive.
    pub name: &'static str,
    /// What its words are about.
    pub dimension: Dimension,
    /// Where it lies, or would.
    pub path: PathBuf,
    /// Whether it is there.
    pub is_there: bool,
    /// What it says, sorted: a name, and the path it stands for; nothing where it is to stand for
    /// nothing.
    pub rows: Vec<(String, Option<Vec<String>>)>,
    /// The lines that say nothing.
    pub notes: Vec<Note>,
}

/// Every file of words of the archive in `dir`.
///
/// # Errors
/// Where a file is there and cannot be read.
pub fn vocabularies(dir: &Path) -> Result<Vec<Vocabulary>> {
    let (regions, in_regions) = OwnNames::read(&text_of(dir, REGIONS_FILE)?.unwrap_or_default());
    let (categories, in_categories) =
        OwnCategories::read(&text_of(dir, CATEGORIES_FILE)?.unwrap_or_default());
    let vocabulary = |name, dimension, rows, notes| {
        let path = dir.join(name);
        Vocabulary { name, dimension, is_there: path.is_file(), path, rows, notes }
    };
    let regions = regions.iter().map(|(name, path)| (name.to_owned(), path.map(<[_]>::to_vec)));
    let categories = categories.iter().map(|(key, path)| (key.join("/"), path.map(<[_]>::to_vec)));
    Ok(vec![
        vocabulary(REGIONS_FILE, Dimension::Region, regions.collect(), in_regions),
        vocabulary(CATEGORIES_FILE, Dimension::Category, categories.collect(), in_categories),
    ])
}

/// Adds what the files of words in `dir` say to `lore`, and the lines that say nothing to `notes`.
///
/// # Errors
/// Where a file is there and cannot be read.
pub(super) fn read_into(dir: &Path, lore: &mut Lore, notes: &mut Vec<Note>) -> Result<()> {
    if let Some(text) = text_of(dir, REGIONS_FILE)? {
        let (own, told) = OwnNames::read(&text);
        lore.regions = own;
        notes.extend(told);
    }
    if let Some(text) = text_of(dir, CATEGORIES_FILE)? {
        let (own, told) = OwnCategories::read(&text);
        lore.categories = own;
        notes.extend(told);
    }
    Ok(())
}

/// The text of a file in the folder; nothing where there is no such file.
fn text_of(dir: &Path, name: &str) -> Result<Option<String>> {
    let path = dir.join(name);
    match fs::read(&path) {
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(Error::Disk { deed: "read", path, source }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::read_lore;

    #[test]
    fn what_people_wrote_is_part_of_the_lore_and_bad_lines_are_told() {
        let dir = tempfile::tempdir().expect("a folder");
        fs::write(dir.path().join(REGIONS_FILE), "Kiyv = UA/kyiv\nSpringfield Times = -\nodd\n")
            .expect("written");
        fs::write(dir.path().join(CATEGORIES_FILE), "korea, south = Korea\n").expect("written");
        let (lore, notes) = read_lore(dir.path()).expect("read");
        assert_eq!(lore.regions.iter().count(), 2);
        assert_eq!(lore.categories.iter().count(), 1);
        assert_eq!(notes.len(), 1);
        assert!(notes[0].message.starts_with("line 3 of regions.txt was left out"));
        let files = vocabularies(dir.path()).expect("read");
        assert_eq!(files[0].rows[1], ("Springfield Times".to_owned(), None));
        assert_eq!(files[1].rows[0].0, "korea, south");
        assert_eq!((files[0].notes.len(), files[1].notes.len()), (1, 0));
    }

    #[test]
    fn a_folder_without_them_has_empty_ones() {
        let dir = tempfile::tempdir().expect("a folder");
        let files = vocabularies(dir.path()).expect("read");
        assert!(files.iter().all(|file| !file.is_there && file.rows.is_empty()));
    }
}
