//! Archives that other versions made: each format that was ever current is kept as a fixture, is
//! told to be old, and is made anew from its records.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use morgue::archive::{Error, FORMAT, Snapshot};
use morgue::clipping::Clipping;
use morgue::ingest;

use crate::support::{Shelf, copy, ingest as bring_in, options, rebuild};

fn kept(format: u32) -> PathBuf {
    let folder = format!("tests/it/archives/format-{format}");
    Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)
}

/// A shelf with the archive of an older format.
fn old(format: u32) -> Shelf {
    let shelf = Shelf::new();
    copy(&kept(format), &shelf.index());
    shelf
}

fn by_headline(shelf: &Shelf) -> BTreeMap<String, Clipping> {
    let clippings = shelf.clippings().into_values();
    clippings.map(|clipping| (clipping.headline.value.clone(), clipping)).collect()
}

#[test]
fn every_older_format_is_kept() {
    assert!((1..FORMAT).all(|format| kept(format).is_dir()));
}

#[test]
fn an_older_format_is_told_and_left_as_it_is() {
    for format in 1..FORMAT {
        let shelf = old(format);
        let told = Snapshot::open(&shelf.index()).err();
        assert!(matches!(told, Some(Error::TooOld { .. })), "format {format}: {told:?}");
        let told = bring_in(&shelf.index(), &[shelf.folder("clippings")], &options(), &|_| {});
        assert!(
            matches!(told, Err(ingest::Error::Archive(Error::TooOld { .. }))),
            "format {format}: {told:?}"
        );
    }
}

#[test]
fn an_older_format_is_made_anew_from_its_records() {
    for format in 1..FORMAT {
        let shelf = old(format);
        let count = rebuild(&shelf.index(), &options(), &|_| {});
        assert_eq!(count.expect("it is rebuilt").clippings, 3, "format {format}");
        let found = by_headline(&shelf);
        assert_eq!(
            found.keys().collect::<Vec<_>>(),
            ["Bridge opens", "Ferry stays", "Ice closes the harbour"]
        );
        assert_eq!(found["Ice closes the harbour"].origins.len(), 2);
        assert_eq!(found["Bridge opens"].native.as_deref(), Some("json:harbor-1"));
        let tags: Vec<_> = found["Ferry stays"].tags.iter().map(|tag| &*tag.value).collect();
        assert_eq!(tags, ["sea", "ferry"]);
        assert_eq!(shelf.states().len(), 4);
        assert_eq!(shelf.snapshot().ledger_documents(), 1);
    }
}

#[test]
fn a_newer_format_is_told_and_nothing_is_made_beside_it() {
    let shelf = old(FORMAT - 1);
    let meta = shelf.index().join("0001/meta.json");
    let text = fs::read_to_string(&meta).expect("it is there");
    let newer = text.replace(&format!("format\\\":{}", FORMAT - 1), "format\\\":999");
    assert_ne!(newer, text);
    fs::write(&meta, newer).expect("it is written");
    let told = rebuild(&shelf.index(), &options(), &|_| {});
    assert!(
        matches!(told, Err(ingest::Error::Archive(Error::TooNew { found: 999, .. }))),
        "{told:?}"
    );
    assert!(!shelf.index().join("0002").exists());
}

#[test]
fn nothing_is_rebuilt_where_there_is_no_archive() {
    let shelf = Shelf::new();
    let told = rebuild(&shelf.index(), &options(), &|_| {});
    assert!(matches!(told, Err(ingest::Error::Archive(Error::Missing { .. }))), "{told:?}");
    assert!(!shelf.index().exists());
}

#[test]
fn an_archive_opens_while_rebuilds_put_others_in_use() {
    let shelf = Shelf::new();
    shelf.write("a.txt", "Ferry stays\n\nThe council voted to keep the ferry.\n");
    shelf.ingest();
    std::thread::scope(|scope| {
        let rebuilds = scope.spawn(|| {
            for _ in 0..4 {
                rebuild(&shelf.index(), &options(), &|_| {}).expect("it is rebuilt");
            }
        });
        while !rebuilds.is_finished() {
            assert_eq!(shelf.snapshot().clippings(), 1);
        }
    });
}

#[cfg(unix)]
#[test]
fn an_archive_is_as_private_as_its_maker_wants_files_to_be() {
    use std::os::unix::fs::PermissionsExt;
    for (umask, mode) in [("077", 0o600), ("022", 0o644)] {
        let shelf = Shelf::new();
        shelf.write("a.txt", "Ferry stays\n\nThe council voted to keep the ferry.\n");
        let status = Command::new("sh")
            .args(["-c", "umask $0; exec \"$@\"", umask, env!("CARGO_BIN_EXE_morgue"), "ingest"])
            .arg(shelf.folder("clippings"))
            .arg("--index")
            .arg(shelf.index())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        assert!(status.expect("the program runs").success());
        for name in ["meta.json", ".managed.json"] {
            let file = fs::metadata(shelf.index().join("0001").join(name)).expect("it is there");
            assert_eq!(file.permissions().mode() & 0o777, mode, "{name} under umask {umask}");
        }
    }
}
