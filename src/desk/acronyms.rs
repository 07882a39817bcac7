//! The file in which people write acronyms and synonyms down, beside the generations of the
//! archive.

use std::path::Path;

use super::corrections::{append_to, read_file};
use crate::archive::Result;
use crate::enrich::read_vocabulary;
use crate::search::ACRONYMS_FILE;

const HEADING: &str = "\
# What words are called otherwise, one thing a line, looked for by all of its names:
# GSOMIA, jisomia = General Security of Military Information Agreement
# A word that is never to be called otherwise: EU = -
# Where a short form stands for several things, a line decides which one is meant.
";

/// Writes a line down; gives it as it is kept, or nothing where it names nothing.
///
/// # Errors
/// Where the file cannot be written.
pub fn keep_acronym(dir: &Path, typed: &str) -> Result<Option<String>> {
    let (lines, _) = read_vocabulary(&typed.replace(['\n', '\r'], " "), ACRONYMS_FILE);
    let Some(line) = lines.into_iter().next() else { return Ok(None) };
    let kept = format!("{} = {}", line.keys.join(", "), line.value);
    append_to(&dir.join(ACRONYMS_FILE), HEADING, &format!("{kept}\n"))?;
    Ok(Some(kept))
}

/// What could not be read in the file.
///
/// # Errors
/// Where it is there and cannot be read.
pub fn acronym_notes(dir: &Path) -> Result<impl Iterator<Item = String> + use<>> {
    let text = read_file(dir.join(ACRONYMS_FILE))?;
    let (_, notes) = read_vocabulary(&text, ACRONYMS_FILE);
    Ok(notes.into_iter().map(|note| note.message))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_kept_as_it_is_read() {
        let dir = tempfile::tempdir().expect("a folder");
        let kept = keep_acronym(dir.path(), "EU,European  Union=\n-").expect("it is written");
        assert_eq!(kept.as_deref(), Some("EU, European Union = -"));
        assert_eq!(keep_acronym(dir.path(), "nothing").expect("nothing is written"), None);
        let text = std::fs::read_to_string(dir.path().join(ACRONYMS_FILE)).expect("it is there");
        assert!(text.starts_with('#') && text.ends_with("EU, European Union = -\n"), "{text}");
        assert_eq!(acronym_notes(dir.path()).expect("it is read").count(), 0);
    }
}
