//! Files inside files: zip, tar, gzip and zstd in any order are read as if their members lay in a
//! folder, whatever is wrong with one of them.

use std::io::Cursor;

use morgue::archive::FileOutcome;
use morgue::clipping::{Clipping, Note, Origin};
use morgue::enrich::{self, Lore};
use morgue::ingest::Tally;
use morgue::intake::{self, Outcome};

use crate::packed::{gzip, tar, zip, zstd};
use crate::seeds::{self, Seed};
use crate::support::{Shelf, apply_corrections, corrected, found, options, titled};

/// A clipping as text.
fn clipping(headline: &str) -> String {
    format!(
        "{headline}\n\n13-Nov-2019 Clipdesk | Harborwire | 6:02 AM Print This Post\n\n\
         {headline}, the council said on Wednesday, and nobody spoke against it.\n"
    )
}

fn text(headline: &str) -> Vec<u8> {
    clipping(headline).into_bytes()
}

fn origin(clipping: &Clipping) -> &Origin {
    assert_eq!(clipping.origins.len(), 1, "{:?}", clipping.origins);
    &clipping.origins[0]
}

/// What the ledger says of a file.
fn notes(shelf: &Shelf, path: &str) -> Vec<String> {
    let states = shelf.states();
    let state = states.values().find(|state| state.path == path).expect("the file is known");
    match &state.outcome {
        FileOutcome::Read { notes, .. } => notes.clone(),
        FileOutcome::Skipped { reason } => vec![format!("skipped: {reason}")],
    }
}

fn ingested(shelf: &Shelf) -> Tally {
    let tally = shelf.ingest();
    assert!(tally.members.adds_up(), "{:?}", tally.members);
    tally
}

#[test]
fn members_are_read_as_files_and_know_where_they_lie() {
    let shelf = Shelf::new();
    let picture = b"\x89PNG\r\n\x1a\n and so on";
    shelf.write(
        "export.zip",
        zip(&[
            ("2019/ferry.txt", &text("Ferry stays")),
            ("2019/photo.png", picture),
            ("2019/pier.txt", &text("Pier opens")),
            ("2019/empty.txt", b""),
            ("__MACOSX/2019/._pier.txt", b"\0\x05\x16\x07"),
        ]),
    );
    shelf.write("loose.txt", text("Bridge is built"));
    let tally = ingested(&shelf);
    assert_eq!((tally.files.found, tally.files.read), (2, 2));
    let members = &tally.members;
    assert_eq!((members.found, members.read, members.failed), (5, 2, 0));
    assert_eq!(members.skipped_in_all(), 3);
    assert_eq!((tally.clippings.read, tally.clippings.new), (3, 3));
    let pier = titled(&shelf, "Pier opens");
    assert_eq!(origin(&pier).path, "export.zip");
    assert_eq!(origin(&pier).member.as_deref(), Some("2019/pier.txt"));
    assert_eq!((origin(&pier).part, &*pier.place()), (1, "export.zip/2019/pier.txt"));
    assert_eq!(origin(&titled(&shelf, "Bridge is built")).member, None);
    assert_eq!(
        notes(&shelf, "export.zip"),
        [
            "5 members: 2 read, 1 skipped (a hidden file), 1 skipped (an image (PNG): not a format of \
             articles), 1 skipped (the file is empty)",
            "2019/photo.png: an image (PNG): not a format of articles",
            "2019/empty.txt: the file is empty",
            "__MACOSX/2019/._pier.txt: a hidden file",
        ]
    );
    assert_eq!(shelf.ingest().files.unchanged, 2);
}

#[test]
fn files_lie_in_files_to_any_depth() {
    let shelf = Shelf::new();
    let inner = zip(&[("a/one.txt", &text("Ferry stays"))]);
    let tarred =
        tar(&[("inner.zip", &inner), ("two.txt.gz", &gzip(&text("Pier opens"))), ("a/link", b"x")]);
    shelf.write("all.tar.gz", gzip(&tarred));
    shelf.write("three.txt.zst", zstd(&text("Bridge is built")));
    let tally = ingested(&shelf);
    assert_eq!((tally.files.read, tally.clippings.new), (2, 4));
    assert_eq!((tally.members.found, tally.members.read), (4, 4));
    assert_eq!(titled(&shelf, "Ferry stays").place(), "all.tar.gz/inner.zip/a/one.txt");
    assert_eq!(titled(&shelf, "Pier opens").place(), "all.tar.gz/two.txt.gz");
    // A file that is packed by itself is that file.
    let bridge = titled(&shelf, "Bridge is built");
    assert_eq!((bridge.place().as_ref(), &origin(&bridge).member), ("three.txt.zst", &None));
}

#[test]
fn an_unchanged_member_keeps_its_clipping_when_others_come_and_go() {
    let shelf = Shelf::new();
    let (ferry, pier, bridge) = (text("Ferry stays"), text("Pier opens"), text("Bridge is built"));
    shelf.write("x.zip", zip(&[("ferry.txt", &ferry), ("pier.txt", &pier)]));
    ingested(&shelf);
    let before = titled(&shelf, "Pier opens");
    shelf.write("x.zip", zip(&[("bridge.txt", &bridge), ("new/pier.txt", &pier)]));
    let tally = ingested(&shelf);
    let clippings = &tally.clippings;
    assert_eq!((clippings.new, clippings.unchanged, clippings.removed), (1, 1, 1));
    let after = titled(&shelf, "Pier opens");
    assert_eq!((after.id, after.added), (before.id, before.added));
    assert_eq!(after.place(), "x.zip/new/pier.txt");
    // The same piece in a folder is the same clipping with one more origin.
    shelf.write("pier.txt", pier);
    assert_eq!(ingested(&shelf).clippings.same_as_another, 1);
    assert_eq!(titled(&shelf, "Pier opens").origins.len(), 2);
}

#[test]
fn a_bad_member_never_loses_its_container() {
    let shelf = Shelf::new();
    let mut damaged = gzip(&text("Pier opens"));
    damaged.truncate(20);
    let mut bytes = zip(&[
        ("one.txt", &text("Ferry stays")),
        ("two.txt.gz", &damaged),
        ("three.txt", &text("Bridge is built")),
        ("four.zip", b"PK\x03\x04 that is all"),
        ("five.txt", &text("Harbour freezes")),
    ]);
    // A bit of what is packed turns: the check sum tells.
    let at = bytes.windows(9).position(|window| window == b"three.txt").expect("a name") + 30;
    bytes[at] ^= 0x10;
    shelf.write("x.zip", &bytes);
    let tally = ingested(&shelf);
    assert_eq!(tally.files.read, 1);
    assert!(tally.members.found == 5 && tally.members.failed >= 1, "{:?}", tally.members);
    let titles: Vec<String> =
        shelf.clippings().into_values().map(|clipping| clipping.headline.value).collect();
    for headline in ["Ferry stays", "Harbour freezes"] {
        assert!(titles.contains(&headline.to_owned()), "{titles:?}");
    }
    let notes = notes(&shelf, "x.zip");
    for member in ["two.txt.gz", "three.txt", "four.zip"] {
        assert!(notes.iter().any(|note| note.starts_with(&format!("{member}: "))), "{notes:?}");
    }
}

#[test]
fn members_of_one_name_are_counted_and_told() {
    let mut bytes = zip(&[("a.txt", &text("Ferry stays")), ("b.txt", &text("Pier opens"))]);
    while let Some(at) = bytes.windows(5).position(|window| window == b"b.txt") {
        bytes[at] = b'a';
    }
    let shelf = Shelf::new();
    shelf.write("x.zip", bytes);
    let tally = ingested(&shelf);
    let members = tally.members;
    assert_eq!((members.found, members.read, members.failed), (2, 1, 1));
    let notes = notes(&shelf, "x.zip");
    assert!(
        notes.iter().any(|note| note.contains("1 member: of several that are called the same")),
        "{notes:?}"
    );
}

#[test]
fn a_locked_member_is_told() {
    let mut bytes = zip(&[("open.txt", &text("Ferry stays")), ("locked.txt", &text("Pier opens"))]);
    // The flag of encryption, before the member and in the directory.
    for (sign, flags) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let at = bytes.windows(4).rposition(|window| window == sign).expect("a header") + flags;
        bytes[at] |= 1;
    }
    let shelf = Shelf::new();
    shelf.write("x.zip", bytes);
    let tally = ingested(&shelf);
    assert_eq!((tally.members.read, tally.members.failed), (1, 1));
    let told = "locked.txt: it is locked with a password";
    assert!(notes(&shelf, "x.zip").contains(&told.to_owned()), "{:?}", notes(&shelf, "x.zip"));
}

#[test]
fn a_member_packed_in_a_rare_way_is_told_in_words() {
    let mut bytes = zip(&[("open.txt", &text("Ferry stays")), ("rare.txt", &text("Pier opens"))]);
    // LZMA, before the member and in the directory.
    for (sign, method) in [(b"PK\x03\x04", 8), (b"PK\x01\x02", 10)] {
        let at = bytes.windows(4).rposition(|window| window == sign).expect("a header") + method;
        bytes[at] = 14;
    }
    let shelf = Shelf::new();
    shelf.write("x.zip", bytes);
    let tally = ingested(&shelf);
    assert_eq!((tally.members.read, tally.members.failed), (1, 1));
    let told = notes(&shelf, "x.zip").join("\n");
    assert!(
        told.contains("rare.txt: it is packed in a way that is not read here (method 14"),
        "{told}"
    );
}

#[test]
fn what_people_correct_in_a_member_stays_when_it_is_ingested_again() {
    let shelf = Shelf::new();
    shelf.write("x.zip", zip(&[("a.txt", &text("Ferry stays")), ("b.txt", &text("Pier opens"))]));
    ingested(&shelf);
    let pier = titled(&shelf, "Pier opens");
    std::fs::write(
        shelf.index().join("corrections.txt"),
        format!("{} headline Pier opens at last\n", pier.id),
    )
    .expect("it is written");
    let options = morgue::ingest::Options { checksum: true, ..corrected(&shelf) };
    shelf.write(
        "x.zip",
        zip(&[("b.txt", &text("Pier opens")), ("c.txt", &text("Bridge is built"))]),
    );
    shelf.ingest_with(&[&shelf.folder("clippings")], &options);
    apply_corrections(&shelf.index(), &[pier.id], &options).expect("it is applied");
    assert_eq!(titled(&shelf, "Pier opens at last").place(), "x.zip/b.txt");
}

#[test]
fn what_people_correct_follows_a_member_that_is_edited_and_shifts() {
    let shelf = Shelf::new();
    let report = |town: &str, more: &str| {
        let body = "The council kept the old ferry that links the banks, and nobody spoke against it at the quay. ";
        text(&format!("Ferry report of {town}"))
            .into_iter()
            .chain(body.repeat(3).bytes())
            .chain(more.bytes())
            .collect::<Vec<u8>>()
    };
    let (oldport, newport) = (report("Oldport", ""), report("Newport", ""));
    shelf.write("x.zip", zip(&[("oldport.txt", &oldport)]));
    ingested(&shelf);
    let corrected_one = titled(&shelf, "Ferry report of Oldport");
    let lines = enrich::write_traces(&corrected_one, &Lore::default())
        + &format!("{} outlet Oldport Gazette\n", corrected_one.id);
    std::fs::write(shelf.index().join("corrections.txt"), lines).expect("it is written");
    // Another member comes before it, much like it, and its own words are edited.
    let edited = report("Oldport", "It sails at noon.");
    shelf.write("x.zip", zip(&[("newport.txt", &newport), ("oldport.txt", &edited)]));
    shelf.ingest_with(&[&shelf.folder("clippings")], &corrected(&shelf));
    let outlet = |headline: &str| titled(&shelf, headline).outlet.map(|known| known.value);
    assert_eq!(outlet("Ferry report of Oldport").as_deref(), Some("Oldport Gazette"));
    assert_eq!(outlet("Ferry report of Newport").as_deref(), Some("Harborwire"));
    assert_ne!(titled(&shelf, "Ferry report of Oldport").id, corrected_one.id);
}

#[test]
fn a_container_that_is_cut_off_gives_what_came_before() {
    let shelf = Shelf::new();
    let files: Vec<(String, Vec<u8>)> =
        (0..9).map(|n| (format!("{n}.txt"), text(&format!("Ferry number {n} stays")))).collect();
    let named: Vec<(&str, &[u8])> = files.iter().map(|(n, b)| (n.as_str(), b.as_slice())).collect();
    for (name, bytes) in
        [("a.zip", zip(&named)), ("b.tar", tar(&named)), ("c.tar.gz", gzip(&tar(&named)))]
    {
        shelf.write(name, &bytes[..bytes.len() * 2 / 3]);
    }
    let tally = ingested(&shelf);
    assert_eq!(tally.files.read, 3, "{:?}", tally.files);
    assert_eq!((tally.files.partial, tally.clippings.left_out), (3, 0), "{:?}", tally.files);
    assert!(tally.in_archive >= 5, "{tally:?}");
    for name in ["a.zip", "b.tar", "c.tar.gz"] {
        let notes = notes(&shelf, name);
        assert!(notes.iter().any(|note| note.contains("damaged")), "{name}: {notes:?}");
    }
    let of_zip = notes(&shelf, "a.zip").join("\n");
    let told =
        "the zip file is damaged: it is cut off, its end is missing; what could be found was read";
    assert!(of_zip.contains(told), "{of_zip}");
    let of_tar = notes(&shelf, "b.tar").join("\n");
    assert!(of_tar.contains("it is cut off: its end is missing"), "{of_tar}");
    assert!(of_tar.contains("whatever follows there was not looked at"), "{of_tar}");
    assert!(!of_zip.contains("EOCD") && !of_zip.contains("Invalid checksum"), "{of_zip}");
}

#[test]
fn bombs_are_stopped_and_that_is_told() {
    let shelf = Shelf::new();
    // Each fills the room that a small file has: 256 MiB over all that is inside.
    let zeros = gzip(&vec![b' '; 90 << 20]);
    let member = |n: usize| (format!("{n}.txt.gz"), zeros.clone());
    let mut files = vec![("first.txt".to_owned(), text("Ferry stays"))];
    files.extend((0..6).map(member));
    let named: Vec<(&str, &[u8])> = files.iter().map(|(n, b)| (n.as_str(), b.as_slice())).collect();
    shelf.write("bomb.zip", zip(&named));
    // A file in a file in a file, one deeper than is looked into.
    let mut deep = text("Pier opens");
    for _ in 0..10 {
        deep = gzip(&deep);
    }
    shelf.write("deep.gz", &deep);
    shelf.write("russian.tar", tar(&[("deep.gz", &deep), ("ok.txt", &text("Bridge is built"))]));
    let tally = ingested(&shelf);
    assert_eq!((tally.clippings.new, tally.files.partial), (2, 1));
    let told = notes(&shelf, "bomb.zip").join("\n");
    assert!(told.contains("whatever follows there was not looked at"), "{told}");
    assert!(told.contains("unpacks to more than 256 MiB"), "{told}");
    assert!(notes(&shelf, "deep.gz")[0].contains("packed more than 8 times over"));
    let told = notes(&shelf, "russian.tar").join("\n");
    assert!(told.contains("deep.gz: packed more than 8 times over, the limit"), "{told}");
}

#[test]
fn damage_is_told_in_the_tally_and_in_words_for_people() {
    let shelf = Shelf::new();
    let (ferry, pier) = (text("Ferry stays"), text("Pier opens"));
    let mut torn = tar(&[("a.txt", &ferry), ("b.txt", &pier), ("c.txt", &ferry)]);
    torn[1024 + 148..1024 + 156].copy_from_slice(b"zzzzzzzz");
    shelf.write("torn.tar", &torn);
    shelf.write("followed.txt.gz", [gzip(&pier), b"and some more".to_vec()].concat());
    shelf.write("filled.txt.gz", [gzip(&text("Bridge is built")), vec![0; 512]].concat());
    let mailbox = format!(
        "From a@x.example Wed Nov 13 06:02:00 2019\nFrom: a@x.example\nSubject: Lock\nMessage-ID: <1@x>\n\n\
         The lock is closed.\n\nFrom b@x.example Wed Nov 13 07:02:00 2019\nSubject: Quay\n\n{}",
        "The quay sank. ".repeat(9_000)
    );
    let packed = gzip(mailbox.as_bytes());
    shelf.write("cut.mbox.gz", &packed[..packed.len() * 9 / 10]);
    let tally = ingested(&shelf);
    assert_eq!((tally.files.read, tally.files.partial), (4, 3), "{:?}", tally.files);
    assert_eq!(tally.clippings.left_out, 0);
    let told = notes(&shelf, "torn.tar").join("\n");
    assert!(told.contains("damaged: where a member should begin there is none"), "{told}");
    assert!(told.contains("whatever follows there was not looked at"), "{told}");
    let told = notes(&shelf, "followed.txt.gz").join("\n");
    assert!(told.contains("what follows the packed file is no gzip and was not read"), "{told}");
    assert!(notes(&shelf, "filled.txt.gz").is_empty());
    let told = notes(&shelf, "cut.mbox.gz").join("\n");
    assert!(told.contains("it is cut off: its end is missing"), "{told}");
    for headline in ["Ferry stays", "Pier opens", "Bridge is built", "Lock", "Quay"] {
        titled(&shelf, headline);
    }
}

#[test]
fn what_unpacks_itself_is_read_and_a_tar_file_with_a_damaged_head_is_told() {
    let shelf = Shelf::new();
    let packed = zip(&[("a.txt", &text("Ferry stays"))]);
    shelf.write("a.exe", [b"MZ\0\x01\x02\x03 a program\0\0".as_slice(), &packed].concat());
    let mut torn = tar(&[("a.txt", &text("Pier opens"))]);
    torn[148..156].copy_from_slice(b"zzzzzzzz");
    shelf.write("a.tar", torn);
    let tally = ingested(&shelf);
    assert_eq!((tally.files.read, tally.clippings.new), (1, 1));
    assert_eq!(titled(&shelf, "Ferry stays").place(), "a.exe/a.txt");
    let told = ["skipped: the tar file is damaged: where a member should begin there is none"];
    assert_eq!(notes(&shelf, "a.tar"), told);
}

#[test]
fn a_path_inside_a_container_is_asked_for_like_any_other() {
    let shelf = Shelf::new();
    shelf.write("x.zip", zip(&[("korea/ferry.txt", &text("Ferry stays"))]));
    shelf.write("loose.txt", text("Pier opens"));
    ingested(&shelf);
    assert_eq!(found(&shelf, "path:x.zip/korea"), ["Ferry stays"]);
    assert_eq!(found(&shelf, "path:loose"), ["Pier opens"]);
}

/// An ingest that can start this program for the words of PDF files.
fn with_program() -> morgue::ingest::Options {
    morgue::ingest::Options { program: Some(env!("CARGO_BIN_EXE_morgue").into()), ..options() }
}

/// A file beside the first seed.
const SIDECAR: (&str, &[u8]) = ("0/a.yaml", b"source: Sidecar Post\n");

/// Every seed by a path of its own.
fn everything() -> Vec<(String, Seed)> {
    let number = |(place, seed): (usize, Seed)| (format!("{place}/{}", seed.path), seed);
    seeds::all().into_iter().enumerate().map(number).collect()
}

/// Each article of every seed is found by its own word, and nothing else is in the archive but for
/// what says none.
fn all_are_found(shelf: &Shelf, tally: &Tally, seeds: &[(String, Seed)]) {
    let words: Vec<&String> = seeds.iter().flat_map(|(_, seed)| &seed.words).collect();
    let of_seed = |(path, seed): &'_ (String, Seed)| {
        let lost = seed.words.iter().filter(|word| found(shelf, word).len() != 1);
        lost.map(|word| format!("{word} of {} at {path}", seed.name)).collect::<Vec<_>>()
    };
    let lost: Vec<String> = seeds.iter().flat_map(of_seed).collect();
    assert!(lost.is_empty(), "{lost:?}");
    assert_eq!(tally.clippings.read, words.len() as u64);
    assert_eq!(tally.clippings.new, tally.clippings.read);
    assert_eq!(found(shelf, &format!("outlet:\"Sidecar Post\" {}", words[0])).len(), 1);
}

#[test]
fn every_reader_has_a_seed() {
    let seeds = seeds::all();
    let read: Vec<&str> = seeds.iter().map(|seed| seed.reader).collect();
    for name in intake::format_names() {
        assert!(
            read.contains(&name),
            "a file of the format {name} is missing in tests/it/seeds.rs"
        );
    }
}

#[test]
fn one_of_everything_in_a_folder_is_found() {
    let shelf = Shelf::new();
    let seeds = everything();
    for (path, seed) in &seeds {
        shelf.write(path, seed.file());
    }
    shelf.write(SIDECAR.0, SIDECAR.1);
    let tally = shelf.ingest_with(&[&shelf.folder("clippings")], &with_program());
    assert!(tally.members.adds_up(), "{:?}", tally.members);
    assert_eq!(tally.files.read, seeds.len() as u64, "{:?}", tally.files);
    assert_eq!((tally.files.sidecars, tally.members.failed), (1, 0), "{:?}", tally.members);
    for state in shelf.states().into_values() {
        let FileOutcome::Read { reader, .. } = &state.outcome else { panic!("{state:?}") };
        let reader = reader.trim_end_matches(" with a sidecar");
        if state.path == SIDECAR.0 {
            continue;
        }
        let (_, seed) = seeds.iter().find(|(path, _)| *path == state.path).expect("it is a seed");
        assert_eq!(reader, seed.reader, "{} at {}", seed.name, state.path);
    }
    all_are_found(&shelf, &tally, &seeds);
}

#[test]
fn one_of_everything_in_a_zip_in_a_tar_is_found() {
    let shelf = Shelf::new();
    let seeds = everything();
    let files: Vec<(&str, Vec<u8>)> =
        seeds.iter().map(|(path, seed)| (path.as_str(), seed.file())).collect();
    let mut named: Vec<(&str, &[u8])> = files.iter().map(|(n, b)| (*n, b.as_slice())).collect();
    named.push(SIDECAR);
    shelf.write("all.tar", tar(&[("everything.zip", &zip(&named))]));
    let tally = shelf.ingest_with(&[&shelf.folder("clippings")], &with_program());
    assert!(tally.members.adds_up(), "{:?}", tally.members);
    assert_eq!((tally.members.sidecars, tally.members.failed), (1, 0), "{:?}", tally.members);
    let is_inside = |clipping: &Clipping| clipping.place().starts_with("all.tar/everything.zip/");
    assert!(shelf.clippings().values().all(is_inside));
    all_are_found(&shelf, &tally, &seeds);
    let again = shelf.ingest_with(&[&shelf.folder("clippings")], &with_program());
    assert_eq!(again.files.unchanged, 1);
}

/// The articles of a file, and what became of it.
fn read_so(
    reads: impl FnOnce(&mut dyn FnMut(intake::Article)) -> Outcome,
) -> (Vec<intake::Article>, Outcome) {
    let mut articles = Vec::new();
    let outcome = reads(&mut |article| articles.push(article));
    (articles, outcome)
}

#[test]
fn what_holds_many_articles_is_read_without_being_held() {
    let options = intake::Options::default();
    let mut streamed = Vec::new();
    for seed in seeds::all() {
        let (path, bytes) = (seed.path, seed.file());
        let source = intake::Source { path, bytes: &bytes };
        let (held, outcome) = read_so(|each| intake::read(&source, &options, each));
        let (large, as_large) = read_so(|each| {
            let size_bytes = bytes.len() as u64;
            intake::read_large(path, size_bytes, &mut Cursor::new(&bytes), &[], &options, each)
        });
        match as_large {
            Outcome::Skipped { reason } => {
                assert!(reason.told().ends_with("read as a whole: split it"), "{reason:?}");
                assert!(large.is_empty());
            }
            as_large => {
                assert_eq!((large, as_large), (held, outcome), "{}", seed.name);
                streamed.push(seed.name);
            }
        }
    }
    let expect = [
        "JSON Lines",
        "ARC",
        "WARC",
        "packed WARC",
        "WET",
        "WACZ",
        "mbox",
        "CSV",
        "TSV",
        "Instapaper",
        "Karakeep",
        "zip",
        "tar",
        "gzip",
        "zstd",
    ];
    assert_eq!(streamed, expect);
}

#[test]
fn lines_and_rows_are_cut_between_articles() {
    let options = intake::Options::default();
    let long = "The ferry stays. ".repeat(60_000);
    let line = |n: usize| format!("{{\"title\": \"Piece {n}\", \"text\": \"{long}\"}}\n");
    let row = |n: usize| format!("Piece {n},\"{long}\n{long}\"\n");
    let lines: String = (0..90).map(line).collect();
    let rows = "title,text\n".to_owned() + &(0..50).map(row).collect::<String>();
    for (path, text, count) in [("a.jsonl", lines, 90), ("a.csv", rows, 50)] {
        assert!(text.len() > 80 << 20, "more than one piece");
        let mut titles = Vec::new();
        let mut each = |article: intake::Article| titles.extend(article.draft.title);
        let (size_bytes, mut content) = (text.len() as u64, Cursor::new(&text));
        let outcome = intake::read_large(path, size_bytes, &mut content, &[], &options, &mut each);
        let Outcome::Read { left_out, is_partial, .. } = outcome else { panic!("{outcome:?}") };
        assert_eq!((left_out, is_partial), (0, false));
        assert_eq!(titles, (0..count).map(|n| format!("Piece {n}")).collect::<Vec<_>>());
    }
}

#[test]
fn what_is_odd_is_told_of_every_part_of_a_large_text() {
    let options = intake::Options::default();
    let read = |text: &str| {
        let (size_bytes, mut content) = (text.len() as u64, Cursor::new(text));
        read_so(|each| intake::read_large("a.jsonl", size_bytes, &mut content, &[], &options, each))
    };
    let odd = "{\"title\": \"Ferry\", \"text\": \"No agree\u{AD}ment.\"}\n{\"title\": 7\n";
    let source = intake::Source { path: "a.jsonl", bytes: odd.as_bytes() };
    assert_eq!(read(odd), read_so(|each| intake::read(&source, &options, each)));

    let long = "The ferry stays. ".repeat(60_000);
    let line = |n| format!("{{\"title\": \"Story {n}\", \"text\": \"{long}\"}}\n");
    let text = (0..70).map(line).chain([odd.to_owned()]).collect::<String>();
    assert!(text.len() > 65 << 20, "more than one part");
    let (articles, outcome) = read(&text);
    let is_softened = |article: &intake::Article| {
        article.notes.iter().any(|note| note.message.contains("soft hyphens"))
    };
    let softened: Vec<bool> = articles.iter().map(is_softened).collect();
    assert_eq!((softened.len(), softened[0], softened[70]), (71, false, true));
    let Outcome::Read { left_out, notes, .. } = outcome else { panic!("{outcome:?}") };
    assert_eq!(left_out, 1);
    let damaged: Vec<&Note> =
        notes.iter().filter(|note| note.message.contains("left out")).collect();
    let [damaged] = damaged.as_slice() else { panic!("{notes:?}") };
    assert!(damaged.message.starts_with("in the part from byte 6"), "{damaged:?}");
}

#[test]
fn threads_change_nothing_about_members() {
    let places = |threads| {
        let shelf = Shelf::new();
        for n in 0..6 {
            let (a, b) = (text(&format!("Ferry {n} stays")), text(&format!("Pier {n} opens")));
            shelf.write(&format!("{n}.zip"), zip(&[("a.txt", &a), ("b.txt", &b)]));
        }
        let options = morgue::ingest::Options { threads, ..options() };
        shelf.ingest_with(&[&shelf.folder("clippings")], &options);
        let places: Vec<String> =
            shelf.clippings().into_values().map(|clipping| clipping.place().into_owned()).collect();
        assert_eq!(places.len(), 12);
        places
    };
    assert_eq!(places(1), places(4));
}
