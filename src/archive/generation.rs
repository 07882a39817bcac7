//! Generations: each rebuild of an archive is a folder of its own beside the last, and a file
//! `current` names the one in use. The switch is a rename.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::{Error, Result};

const CURRENT: &str = "current";

/// A file the engine keeps in every generation: a folder without it is somebody else's.
const ENGINE_FILE: &str = "meta.json";

/// The engine's list of the files it may delete.
const LIST_FILE: &str = ".managed.json";

/// The folder of the generation in use; nothing where there is no archive.
///
/// Where the file that names it is gone or says nothing, the oldest generation is in use: later ones
/// are rebuilds that were stopped half way, a finished one deletes those before it.
pub(super) fn current(dir: &Path) -> Result<Option<PathBuf>> {
    let pointer = dir.join(CURRENT);
    let named = match fs::read_to_string(&pointer) {
        Ok(name) => name.trim().to_owned(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(Error::disk("read", &pointer, error)),
    };
    if is_number(&named) {
        return Ok(Some(dir.join(named)));
    }
    match (generations(dir)?.into_iter().min(), named.is_empty()) {
        (Some(folder), _) => Ok(Some(folder)),
        (None, true) => Ok(None),
        (None, false) => Err(Error::Damaged {
            dir: dir.to_owned(),
            what: format!("the file `{CURRENT}` names no part of an archive"),
        }),
    }
}

/// Deletes the list that the engine keeps of its files where it is none any more: without one the
/// archive can be read, and a rebuild makes another.
pub(super) fn drop_broken_list(folder: &Path) -> Result<()> {
    let path = folder.join(LIST_FILE);
    let Ok(bytes) = fs::read(&path) else { return Ok(()) };
    match serde_json::from_slice::<Vec<String>>(&bytes) {
        Ok(_) => Ok(()),
        Err(_) => fs::remove_file(&path).map_err(|error| Error::disk("delete", &path, error)),
    }
}

/// Whether an archive lies in `dir`: a file that names the part in use, beside such a part.
pub fn is_archive(dir: &Path) -> bool {
    dir.join(CURRENT).is_file() && generations(dir).is_ok_and(|folders| !folders.is_empty())
}

/// Makes the folder of the next generation, empty.
pub(super) fn next(dir: &Path) -> Result<PathBuf> {
    fs::create_dir_all(dir).map_err(|error| Error::disk("create", dir, error))?;
    let taken = names(dir)?;
    let highest = taken.iter().filter(|name| is_number(name)).max();
    let highest: u32 = highest.and_then(|name| name.parse().ok()).unwrap_or(0);
    let folder = dir.join(format!("{:04}", highest + 1));
    fs::create_dir(&folder).map_err(|error| Error::disk("create", &folder, error))?;
    Ok(folder)
}

/// Puts a generation in use and deletes the others. Where it is in use already nothing is written:
/// on a full disk that would fail.
pub(super) fn switch(dir: &Path, folder: &Path) -> Result<()> {
    let name = folder.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let pointer = dir.join(CURRENT);
    if fs::read_to_string(&pointer).is_ok_and(|named| named.trim() == name) {
        return sweep(dir, folder);
    }
    let fresh = dir.join("current.new");
    let write = || -> std::io::Result<()> {
        let mut file = fs::File::create(&fresh)?;
        writeln!(file, "{name}")?;
        file.sync_all()?;
        fs::rename(&fresh, &pointer)?;
        fs::File::open(dir)?.sync_all()
    };
    write().map_err(|error| Error::disk("write", &pointer, error))?;
    sweep(dir, folder)
}

/// Deletes generations that are not in use: what a rebuild left that was stopped half way.
pub(super) fn sweep(dir: &Path, in_use: &Path) -> Result<()> {
    for folder in generations(dir)? {
        if folder != in_use {
            fs::remove_dir_all(&folder).map_err(|error| Error::disk("delete", &folder, error))?;
        }
    }
    Ok(())
}

/// The folders of generations. A folder `2019` that holds clippings is none.
fn generations(dir: &Path) -> Result<Vec<PathBuf>> {
    let folders = names(dir)?.into_iter().filter(|name| is_number(name)).map(|name| dir.join(name));
    Ok(folders.filter(|folder| folder.join(ENGINE_FILE).is_file()).collect())
}

fn names(dir: &Path) -> Result<Vec<String>> {
    match fs::read_dir(dir) {
        Ok(entries) => {
            Ok(entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect())
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(Error::disk("read", dir, error)),
    }
}

fn is_number(name: &str) -> bool {
    name.len() == 4 && name.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn generation(dir: &Path, name: &str) -> PathBuf {
        let folder = dir.join(name);
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(folder.join(ENGINE_FILE), "{}").expect("a file");
        folder
    }

    #[test]
    fn folders_of_other_people_are_never_deleted() {
        let dir = tempfile::tempdir().expect("a folder");
        let clippings = dir.path().join("2019");
        fs::create_dir(&clippings).expect("a folder");
        fs::write(clippings.join("a.txt"), "a clipping").expect("a file");
        fs::write(dir.path().join("1234"), "a file").expect("a file");
        let old = generation(dir.path(), "0001");
        let folder = next(dir.path()).expect("the next one");
        assert_eq!(folder, dir.path().join("2020"));
        switch(dir.path(), &folder).expect("a switch");
        assert!(clippings.join("a.txt").exists() && dir.path().join("1234").exists());
        assert!(!old.exists());
    }

    #[test]
    fn without_the_file_that_names_it_the_oldest_generation_is_in_use() {
        let dir = tempfile::tempdir().expect("a folder");
        assert_eq!(current(dir.path()).expect("readable"), None);
        let old = generation(dir.path(), "0003");
        generation(dir.path(), "0004");
        for named in [None, Some(""), Some("garbage")] {
            if let Some(named) = named {
                fs::write(dir.path().join(CURRENT), named).expect("a file");
            }
            assert_eq!(current(dir.path()).expect("readable").as_ref(), Some(&old), "{named:?}");
        }
    }
}
