//! The file people's corrections are kept in: a text file beside the generations of the archive,
//! which survives them.

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::vocabularies;
use crate::archive::{Error, Result, Snapshot};
use crate::clipping::{Clipping, Id, Note};
use crate::enrich::{Correction, Lore, read_corrections, read_outlets, write_line, write_traces};
use crate::ingest::Tally;

/// Its name in the folder of the archive.
pub const FILE_NAME: &str = "corrections.txt";

/// The file in which people name outlets, by a name as printed or by the host of an address.
pub const OUTLETS_FILE: &str = "outlets.txt";

const HEADING: &str = "\
# Corrections by hand, one a line: ID date 2019-11-13, ID date none, ID region Korea/Seoul,
# ID region none, ID category Korea/Politics, ID topic sport, ID topic none, ID outlet NAME,
# ID headline WORDS, ID language ko, ID forget,
# ID story ID (it belongs to the story of that clipping), ID story - (it is nobody's copy),
# and for all clippings: outlet NAME OR HOST = NAME TO SHOW. The last line on one thing holds;
# regions, categories and topics of a clipping add up. ID from … says where the clipping lay: what is said
# of it follows it when its file is edited. The next `morgue ingest` applies what is changed here;
# for lines with forget, `morgue rebuild`.
";

/// What people wrote beside the archive in `dir`, corrections and what names stand for, and the
/// lines that could not be read.
///
/// # Errors
/// Where a file is there and cannot be read.
pub fn read_lore(dir: &Path) -> Result<(Lore, Vec<Note>)> {
    let (mut lore, mut notes) = read_corrections(&read_file(path_of(dir))?);
    let outlets = read_file(dir.join(OUTLETS_FILE))?;
    notes.extend(read_outlets(&outlets, OUTLETS_FILE, &mut lore));
    vocabularies::read_into(dir, &mut lore, &mut notes)?;
    Ok((lore, notes))
}

/// The text of a file; nothing where it is not there.
pub(super) fn read_file(path: PathBuf) -> Result<String> {
    match fs::read(&path) {
        Ok(bytes) => Ok(String::from_utf8_lossy(&bytes).into_owned()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(String::new()),
        Err(source) => Err(Error::Disk { deed: "read", path, source }),
    }
}

/// Reads what a person types as a correction of one clipping. The reason is one phrase where it is
/// none.
///
/// # Errors
/// Where it says nothing of a clipping.
pub fn read_correction(
    id: Id,
    field: &str,
    value: &str,
) -> std::result::Result<Correction, String> {
    let value = value.replace(['\n', '\r'], " ");
    let (mut lore, notes) = read_corrections(&format!("{id} {field} {value}"));
    match notes.into_iter().next() {
        // The reason stands behind the place of the line, which says nothing here.
        Some(note) => Err(note
            .message
            .split_once(": ")
            .map_or(note.message.clone(), |(_, why)| why.to_owned())),
        None => lore
            .corrections
            .remove(&id)
            .and_then(|mut corrections| corrections.pop())
            .ok_or_else(|| format!("{field} needs a value")),
    }
}

/// Writes down a correction, and where the clipping lies.
///
/// # Errors
/// Where the file cannot be read or written.
pub fn keep_correction(dir: &Path, clipping: &Clipping, correction: &Correction) -> Result<()> {
    keep(dir, clipping, &write_line(clipping.id, correction))
}

/// Writes down that a clipping is to be forgotten, and where it lies.
///
/// # Errors
/// Where the file cannot be read or written.
pub fn keep_forgotten(dir: &Path, clipping: &Clipping) -> Result<()> {
    keep(dir, clipping, &format!("{} forget", clipping.id))
}

/// Writes down where corrected clippings lie now. So what was written by hand, or lies in another
/// file by now, can be followed when the files change next.
///
/// # Errors
/// Where file or archive cannot be read, or the file cannot be written.
pub fn keep_traces(dir: &Path) -> Result<()> {
    let (lore, _) = read_lore(dir)?;
    if lore.corrections.is_empty() {
        return Ok(());
    }
    let snapshot = match Snapshot::open(dir) {
        Ok(snapshot) => snapshot,
        // Without an archive, or one to be rebuilt first, there is nothing to be traced.
        Err(Error::Missing { .. } | Error::TooOld { .. }) => return Ok(()),
        Err(error) => return Err(error),
    };
    let mut lines = String::new();
    for id in lore.corrections.keys() {
        if let Some(address) = snapshot.find(*id)? {
            lines.push_str(&write_traces(&snapshot.clipping(address)?, &lore));
        }
    }
    append(dir, &lines)
}

/// Writes down where an ingest met clippings that are to be forgotten: they are in no archive that
/// could tell.
///
/// # Errors
/// Where the file cannot be written.
pub fn keep_met(dir: &Path, tally: &Tally) -> Result<()> {
    append(dir, &tally.traces)
}

/// Where the file lies.
pub fn path_of(dir: &Path) -> PathBuf {
    dir.join(FILE_NAME)
}

fn keep(dir: &Path, clipping: &Clipping, line: &str) -> Result<()> {
    let (lore, _) = read_lore(dir)?;
    append(dir, &format!("{}{line}\n", write_traces(clipping, &lore)))
}

fn append(dir: &Path, lines: &str) -> Result<()> {
    append_to(&path_of(dir), HEADING, lines)
}

/// Adds lines, each with its line end, to a file, which begins with a heading.
pub(super) fn append_to(path: &Path, heading: &str, lines: &str) -> Result<()> {
    if lines.is_empty() {
        return Ok(());
    }
    let write = || -> io::Result<()> {
        let mut file = File::options().read(true).append(true).create(true).open(path)?;
        let length = file.metadata()?.len();
        if length == 0 {
            file.write_all(heading.as_bytes())?;
        } else if !ends_with_line_feed(&mut file)? {
            // A person's editor may have left the last line open.
            file.write_all(b"\n")?;
        }
        file.write_all(lines.as_bytes())?;
        file.sync_all()
    };
    write().map_err(|source| Error::Disk { deed: "write", path: path.to_owned(), source })
}

fn ends_with_line_feed(file: &mut File) -> io::Result<bool> {
    let mut last = [0];
    file.seek(SeekFrom::End(-1))?;
    file.read_exact(&mut last)?;
    Ok(last == *b"\n")
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDateTime;

    use super::*;
    use crate::clipping::{Draft, Origin};
    use crate::enrich::enrich;

    const ID: Id = Id(77);

    fn piece(id: Id) -> Clipping {
        let draft = Draft { title: Some("Ferry sold".to_owned()), ..Draft::default() };
        let origin =
            Origin { root: "/r".to_owned(), path: "a.txt".to_owned(), part: 0, member: None };
        Clipping { id, ..enrich(draft, origin, &Lore::default(), NaiveDateTime::MAX) }
    }

    #[test]
    fn what_was_kept_is_read_again() {
        let dir = tempfile::tempdir().expect("a folder");
        let correction = read_correction(ID, "date", "13 Nov 2019").expect("a date");
        keep_correction(dir.path(), &piece(ID), &correction).expect("written");
        fs::write(
            path_of(dir.path()),
            fs::read_to_string(path_of(dir.path())).expect("text").trim_end(),
        )
        .expect("written");
        keep_forgotten(dir.path(), &piece(Id(78))).expect("written");
        keep_forgotten(dir.path(), &piece(Id(78))).expect("written");
        let (lore, notes) = read_lore(dir.path()).expect("read");
        assert_eq!(notes, []);
        assert_eq!(lore.corrections[&ID], [correction]);
        assert!(lore.forgotten.contains(&Id(78)));
        let traces: Vec<Id> = lore.traces.values().flatten().map(|trace| trace.id).collect();
        assert_eq!(traces, [ID, Id(78)], "each place is written once");
    }

    #[test]
    fn what_is_no_correction_says_why() {
        assert_eq!(
            read_correction(ID, "region", "Nowhereland"),
            Err("no region is known as Nowhereland".to_owned())
        );
        assert!(read_correction(ID, "outlet", "a\nb").is_ok());
        assert!(read_correction(ID, "date", " ").is_err());
    }

    #[test]
    fn no_file_is_no_corrections() {
        let dir = tempfile::tempdir().expect("a folder");
        assert_eq!(read_lore(dir.path()).expect("read"), (Lore::default(), Vec::new()));
    }
}
