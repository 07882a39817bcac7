//! Where an archive may lie: in a folder of its own.

use std::fs;
use std::path::Path;

use super::ending::Failure;
use crate::enrich::{CATEGORIES_FILE, REGIONS_FILE};

/// Refuses a file.
pub(super) fn is_no_file(index: &Path) -> Result<(), Failure> {
    if !index.is_file() {
        return Ok(());
    }
    let message = format!("{} is a file, and an archive is a folder", index.display());
    Err(Failure::usage(message, "name a folder with --index or MORGUE_INDEX"))
}

/// Refuses a folder in which something else lies and no archive: it would be made among a person's
/// files. Beside an archive only what has the name of a generation is refused: writing sweeps old
/// generations away.
pub(super) fn is_free(index: &Path) -> Result<(), Failure> {
    is_no_file(index)?;
    let Ok(entries) = fs::read_dir(index) else { return Ok(()) };
    let holds_archive = index.join("current").exists();
    let is_strange = |entry: &fs::DirEntry| {
        let (path, name) = (entry.path(), entry.file_name());
        let name = name.to_str().unwrap_or_default();
        let is_danger = !holds_archive || is_number(name) && path.is_dir();
        is_danger && !is_ours(&path, name)
    };
    let Some(strange) = entries.filter_map(Result::ok).find(is_strange) else { return Ok(()) };
    let (index, name) = (index.display(), strange.file_name());
    let name = name.display();
    Err(if holds_archive {
        let message =
            format!("{index} holds {name}, which would be taken for a part of the archive");
        Failure::usage(message, "move it elsewhere; an archive wants a folder of its own")
    } else {
        let message = format!("{index} holds {name} and no archive; one is not made among others");
        Failure::usage(message, "name an empty or a new folder with --index or MORGUE_INDEX")
    })
}

/// What lies in the folder of an archive before its first commit: hidden files, a read-me file,
/// corrections, words of the person's own, and what an ingest left that was stopped early.
fn is_ours(path: &Path, name: &str) -> bool {
    match name {
        "lock" | "current.new" | crate::desk::FILE_NAME | REGIONS_FILE | CATEGORIES_FILE => true,
        crate::desk::OUTLETS_FILE | crate::search::ACRONYMS_FILE => true,
        _ if name.starts_with('.') || name.to_lowercase().starts_with("readme") => true,
        _ => is_generation(path, name),
    }
}

/// A folder with a number that holds an index or nothing yet; one of clippings of a year has such a
/// name too.
fn is_generation(path: &Path, name: &str) -> bool {
    if !is_number(name) {
        return false;
    }
    let Ok(mut entries) = fs::read_dir(path) else { return false };
    let is_hidden = |entry: std::io::Result<fs::DirEntry>| {
        entry.is_ok_and(|entry| entry.file_name().as_encoded_bytes().starts_with(b"."))
    };
    path.join("meta.json").exists() || entries.all(is_hidden)
}

fn is_number(name: &str) -> bool {
    name.len() == 4 && name.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(files: &[&str], expect: Option<&str>) {
        let dir = tempfile::tempdir().expect("a folder");
        for file in files {
            let path = dir.path().join(file);
            fs::create_dir_all(path.parent().expect("it lies in the folder")).expect("folders");
            fs::write(&path, "").expect("a file is written");
        }
        let told = is_free(dir.path()).err().map(|failure| match failure {
            Failure::Usage { message, .. } => message,
            other => panic!("{other:?}"),
        });
        let holds = |name: &str| format!("{} holds {name}", dir.path().display());
        match (told, expect) {
            (None, None) => {}
            (Some(told), Some(name)) => assert!(told.starts_with(&holds(name)), "{told}"),
            (told, _) => panic!("{files:?}: {told:?}"),
        }
    }

    #[test]
    fn an_archive_is_made_in_a_folder_of_its_own() {
        check(&[], None);
        check(&[".gitignore", "README.md"], None);
        check(&["corrections.txt", "lock", "0001/.managed.json"], None);
        check(&["regions.txt", "categories.txt"], None);
        check(&["0001/meta.json", "0001/a.store"], None);
        check(&["story.txt"], Some("story.txt"));
        check(&["2019/story.txt"], Some("2019"));
        check(&["story.txt", "current", "0001/meta.json", "0002/.managed.json"], None);
        check(&["2019/story.txt", "current", "0001/meta.json"], Some("2019"));
    }

    #[test]
    fn a_file_is_no_place_for_an_archive() {
        let file = tempfile::NamedTempFile::new().expect("a file");
        assert!(is_free(file.path()).is_err());
        assert!(is_no_file(Path::new("nowhere/at/all")).is_ok());
    }
}
