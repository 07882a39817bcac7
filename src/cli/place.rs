//! Where an archive may lie: in a folder of its own.

use std::fs;
use std::path::Path;

use super::ending::Failure;

/// Refuses a file.
pub(super) fn is_no_file(index: &Path) -> Result<(), Failure> {
    if !index.is_file() {
        return Ok(());
    }
    let message = format!("{} is a file, and an archive is a folder", index.display());
    Err(Failure::usage(message, "name a folder with --index or MORGUE_INDEX"))
}

/// Refuses a folder in which something else lies and no archive: it would be made among a person's
/// files.
pub(super) fn is_free(index: &Path) -> Result<(), Failure> {
    is_no_file(index)?;
    let Ok(entries) = fs::read_dir(index) else { return Ok(()) };
    if index.join("current").exists() {
        return Ok(());
    }
    let strange = entries.filter_map(Result::ok).find(|entry| {
        let name = entry.file_name();
        !is_ours(&entry.path(), name.to_str().unwrap_or_default())
    });
    let Some(strange) = strange else { return Ok(()) };
    let name = strange.file_name();
    let message = format!(
        "{} holds {} and no archive; one is not made among other files",
        index.display(),
        name.display()
    );
    Err(Failure::usage(message, "name an empty or a new folder with --index or MORGUE_INDEX"))
}

/// What lies in the folder of an archive before its first commit: hidden files, a read-me file,
/// corrections, and what an ingest left that was stopped early.
fn is_ours(path: &Path, name: &str) -> bool {
    match name {
        "lock" | "current.new" | crate::desk::FILE_NAME => true,
        _ if name.starts_with('.') || name.to_lowercase().starts_with("readme") => true,
        _ => is_generation(path, name),
    }
}

/// A folder with a number that holds an index or nothing yet; one of clippings of a year has such a
/// name too.
fn is_generation(path: &Path, name: &str) -> bool {
    if name.len() != 4 || !name.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let Ok(mut entries) = fs::read_dir(path) else { return false };
    let is_hidden = |entry: std::io::Result<fs::DirEntry>| {
        entry.is_ok_and(|entry| entry.file_name().as_encoded_bytes().starts_with(b"."))
    };
    path.join("meta.json").exists() || entries.all(is_hidden)
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
        let holds = |name: &str| format!("{} holds {name} and no", dir.path().display());
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
        check(&["0001/meta.json", "0001/a.store"], None);
        check(&["story.txt"], Some("story.txt"));
        check(&["2019/story.txt"], Some("2019"));
        check(&["story.txt", "current", "0001/meta.json"], None);
    }

    #[test]
    fn a_file_is_no_place_for_an_archive() {
        let file = tempfile::NamedTempFile::new().expect("a file");
        assert!(is_free(file.path()).is_err());
        assert!(is_no_file(Path::new("nowhere/at/all")).is_ok());
    }
}
