//! Hostile bytes: whatever lies in a folder is ingested without a panic and accounted for, and what
//! clippings say never commands a terminal.

use std::collections::BTreeMap;
use std::process::Command;

use morgue::archive::FileOutcome;
use morgue::ingest::{Error, ingest};

use crate::support::{Dice, Shelf, options};

/// Files that are ingested.
const FILES: usize = 1_000;

/// Sound files of every format, to be damaged.
const SAMPLES: [(&str, &str); 14] = [
    (
        "txt",
        "Ferry stays\n\n13-Nov-2019 Clipdesk | Harborwire | 6:02 AM Print This Post\n\nThe council voted to keep the \
         ferry.\n\nA ferry leaves Portbury.(Meridian)\n\nA ferry leaves Portbury.(Meridian)\n\n\
         https://www.harborwire.example/2019/11/ferry_1.html\n\nTags: sea, ships\n\nCategory: Korea/Politics\n",
    ),
    (
        "txt",
        "항구 다시 열려\n기사입력 2019.11.13 06:02 | 수정 2019.11.13 오전 7:10\n홍길동 기자\n\n항구가 다시 열렸다. 지소미아는 \
         종료되지 않았다.\n",
    ),
    (
        "txt",
        "L'accord prolongé\n\nSÉOUL, 13 novembre -- L'accord a été prolongé, a dit le ministère.\n",
    ),
    (
        "sgm",
        "<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n<REUTERS TOPICS=\"YES\" LEWISSPLIT=\"TRAIN\" OLDID=\"1\" NEWID=\"1\">\n\
         <DATE>26-FEB-1987 15:01:01.79</DATE>\n<TOPICS><D>ship</D></TOPICS>\n<PLACES><D>japan</D></PLACES>\n\
         <TEXT>&#2;\n<TITLE>PORT &amp; FERRY</TITLE>\n<DATELINE>    PORTBURY, Feb 26 - </DATELINE><BODY>The port\n\
         opened &lt;PORT.L> today.\n    It will stay open.\n Reuter\n&#3;</BODY></TEXT>\n</REUTERS>\n\
         <REUTERS NEWID=\"2\"><DATE>26-FEB-1987</DATE><TEXT TYPE=\"BRIEF\">&#2;\nPORT OPENS &#3;</TEXT></REUTERS>\n",
    ),
    (
        "jsonl",
        "{\"id\": \"harbor-1\", \"title\": \"Ferry\", \"text\": \"The ferry stays.\\n\\nSo it is.\", \"date\": \
         \"2019-11-13T06:02:00+09:00\", \"tags\": [\"x\", {\"name\": \"y\"}], \"url\": \"https://harborwire.example/1\"}\n\
         {\"title\": \"Second\", \"body\": [\"A\", \"B\"], \"published\": 1573603320}\n",
    ),
    (
        "json",
        "[{\"title\": \"A\", \"body\": \"The first piece of several words.\"}, 7, {\"articles\": []}]",
    ),
    (
        "html",
        "<!DOCTYPE html><html lang=en><head><meta property=\"og:title\" content=\"Ferry\"><title>Ferry | Post</title>\
         <script type=\"application/ld+json\">{\"@type\": \"NewsArticle\", \"datePublished\": \"2019-11-13\"}</script></head>\
         <body><h1>Ferry</h1><p>The ferry between the two quays stays in service for another ten years, said the council.\
         <p>Nobody wants to row to work, it added, and no bridge will be built before the money is there.</body></html>",
    ),
    (
        "mhtml",
        "MIME-Version: 1.0\nSnapshot-Content-Location: https://post.example/a\nSubject: Ferry\nContent-Type: multipart/related; \
         boundary=b\n\n--b\nContent-Type: text/html\n\n<html><p>The ferry between the two quays stays in service for ten \
         years, said the council on Tuesday.</html>\n--b--\n",
    ),
    (
        "warc",
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://post.example/a\r\nWARC-Date: 2019-11-13T06:02:00Z\r\n\
         Content-Length: 325\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n\
         DC\r\n<html><head><title>Ferry</title></head><body><h1>Ferry</h1><p>The ferry between the two quays stays in \
         service for another ten years, said the council.<p>Nobody wants to row to work, it added on Tuesday.</body></html>\
         \r\n0\r\n\r\n\r\n\r\nWARC/1.1\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\nContent-Length: 30\r\n\r\n\
         Ferry stays\n\nThe ferry stays.\r\n\r\n",
    ),
    (
        "xml",
        "<?xml version=\"1.0\"?><nitf><head><docdata management-status=\"embargoed\"><date.issue norm=\"20191113T060200Z\"/></docdata></head><body>\
         <body.head><hedline><hl1>Ferry &amp; pier</hl1></hedline></body.head><body.content><p>The ferry stays.</p></body.content></body></nitf>",
    ),
    (
        "xml",
        "<rss version=\"2.0\"><channel><title>Harborwire</title><item><title>Ferry</title><pubDate>Wed, 13 Nov 2019 06:02:00 GMT</pubDate>\
         <description>The ferry &lt;b&gt;stays&lt;/b&gt;.</description></item><item><title>Pier</title></item></channel></rss>",
    ),
    (
        "mbox",
        "From ann@post.example Wed Nov 13 06:02:00 2019\nFrom: Ann <ann@post.example>\nMessage-ID: <1@post.example>\nSubject: Ferry\n\
         Date: Wed, 13 Nov 2019 06:02:00 +0100\n\nThe ferry stays.\n\nFrom ann@post.example Wed Nov 13 06:03:00 2019\nSubject: Pier\n\
         MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nThe pier opens.\n--b\nContent-Type: text/plain; name=a.txt\n\
         Content-Disposition: attachment\n\nBridge is built\n\nThe bridge is built, the council said.\n--b--\n",
    ),
    (
        "tst",
        "\x16\x16\x01W2870\x1fasian\nu i\x13\x11 BC-EX--Ferry 11-13 0049\n\x02^BC-EX--Ferry,46<\n^Ferry stays<\n\t   PORTBURY (HW) _ The ferry \
         stays.\n\x03HW-WF-11-13-13 1509GMT<\n\x04",
    ),
    (
        "md",
        "---\ntitle: Ferry\ntags:\n  - sea\n---\nThứ Tư, 13/11/2019, 06:02 (GMT+7)\n\nStand: 13.11.2019, 06:02 Uhr\n",
    ),
];

/// Bytes that mean something to a reader.
const SIGNS: &[u8] = b" <>&{}[]\":,\\\n\r\ta0\x1b\x00";

/// One file: noise, a sample cut short, a sample with bits turned, a sample in another encoding.
fn content(dice: &mut Dice, number: usize) -> (String, Vec<u8>) {
    let (ending, sample) = SAMPLES[dice.place(SAMPLES.len())];
    let mut bytes = match dice.place(8) {
        0 => (0..dice.within(0, 600)).map(|_| dice.next() as u8).collect(),
        1 => (0..dice.within(0, 300)).map(|_| SIGNS[dice.place(SIGNS.len())]).collect(),
        2 => utf16(sample, dice.chance(50)),
        3 => sample.repeat(dice.within(1, 6)).into_bytes(),
        _ => sample.as_bytes().to_vec(),
    };
    for _ in 0..dice.within(0, 12) {
        let at = dice.place(bytes.len().max(1));
        match dice.place(5) {
            0 if at < bytes.len() => bytes[at] ^= 1 << dice.place(8),
            1 if at < bytes.len() => drop(bytes.drain(at..bytes.len().min(at + 3))),
            2 if at < bytes.len() && dice.chance(20) => bytes.truncate(at),
            3 => bytes.splice(at.min(bytes.len())..at.min(bytes.len()), odd(dice)).for_each(drop),
            _ => {}
        }
    }
    let ending = if dice.chance(15) { "" } else { ending };
    (format!("{}/{number}.{ending}", number % 7), bytes)
}

fn utf16(text: &str, big: bool) -> Vec<u8> {
    let units = std::iter::once(0xfeff).chain(text.encode_utf16());
    units.flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
}

/// Bytes that have tripped readers of news before.
fn odd(dice: &mut Dice) -> Vec<u8> {
    let odd: [&[u8]; 14] = [
        b"\xff\xfe",
        b"\x00",
        b"\xed\xa0\x80",
        b"\xf4\x90\x80\x80",
        b"&#0;",
        b"&#99999999;",
        b"\\ud800",
        b"<REUTERS ",
        b"</BODY>",
        "\u{202e}".as_bytes(),
        "\u{2028}".as_bytes(),
        b"99-Feb-99999 25:61",
        b"\x1b]8;;x\x07",
        "\u{300}".as_bytes(),
    ];
    odd[dice.place(odd.len())].repeat(if dice.chance(5) { 400 } else { 1 })
}

#[test]
fn a_thousand_damaged_files_are_ingested_and_accounted_for() {
    let shelf = Shelf::new();
    let mut dice = Dice::new(8);
    for number in 0..FILES {
        let (name, bytes) = content(&mut dice, number);
        shelf.write(&name, bytes);
    }
    let tally = shelf.ingest();
    assert_eq!(tally.files.found, FILES as u64);
    let failed = tally.files.skipped.keys().find(|reason| reason.contains("reader failed"));
    assert_eq!(failed, None, "{:?}", tally.files.skipped);
    let states = shelf.states();
    assert_eq!(states.len(), FILES, "every file is in the ledger");
    let (mut read, mut skipped, mut given) = (0, BTreeMap::new(), 0);
    for state in states.values() {
        match &state.outcome {
            FileOutcome::Read { clippings, .. } => {
                read += 1;
                given += u64::from(*clippings);
            }
            FileOutcome::Skipped { reason } => *skipped.entry(reason.clone()).or_insert(0) += 1,
        }
    }
    assert_eq!((read, given), (tally.files.read, tally.clippings.read));
    assert_eq!(skipped, tally.files.skipped);
    let origins: usize = shelf.clippings().values().map(|clipping| clipping.origins.len()).sum();
    assert_eq!(origins as u64, given, "every article is an origin of some clipping");
    println!("{read} files gave {given} articles, {} gave none", FILES as u64 - read);
    let again = shelf.ingest();
    assert_eq!(again.files.unchanged, FILES as u64);
}

/// Commands to a terminal, and marks that turn the direction of writing.
const COMMANDS: &str = "\u{1b}[31mred\u{1b}]0;title\u{7}\u{9b}2J\u{1b}]8;;http://x.example\u{1b}\\link\u{1b}P1$r\u{90}q\u{9d}\
    \u{202e}turned\u{202c}\u{2066}in\u{2069}\u{200f}\u{200e}\u{61c}\u{8}\u{c}\u{b}\u{7f}\r";

fn is_command(c: char) -> bool {
    let turns = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let leans = matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}');
    turns || leans || c.is_control() && !matches!(c, '\n' | '\t')
}

/// Runs the program; what it prints, both ways together.
fn printed(shelf: &Shelf, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_morgue"))
        .args(["--index".as_ref(), shelf.index().as_os_str()])
        .args(arguments)
        .output()
        .expect("the program starts");
    let bytes = [output.stdout, output.stderr].concat();
    String::from_utf8(bytes).expect("the program prints UTF-8")
}

#[test]
fn what_a_clipping_says_never_commands_the_terminal() {
    let shelf = Shelf::new();
    let odd = COMMANDS;
    shelf.write(
        "a.txt",
        format!(
            "Ferry {odd} stays\n\n13-Nov-2019 Clip{odd}desk | Harbor{odd}wire | 6:02 AM Print This Post\n\n\
             The ferry {odd} stays. Gsomia {odd} ends.\n\nTags: sea{odd}, ships\n\nCategory: Korea{odd}\n"
        ),
    );
    let json = serde_json::json!({
        "id": format!("n{odd}"),
        "title": format!("Ferry {odd}"),
        "text": format!("The ferry {odd} goes."),
        "author": format!("Kim{odd}"),
        "source": format!("Bote{odd}"),
        "tags": [format!("t{odd}")],
        "url": format!("https://bote.example/{odd}"),
        "people": [format!("P{odd}")],
        "category": format!("K/{odd}x"),
        "date": format!("2019-11-13{odd}"),
        "dateline": format!("SEOUL{odd}"),
        "agency": format!("M{odd}"),
    });
    shelf.write("b.jsonl", format!("{json}\n"));
    let name = "c\u{1b}[31m\u{202e}.txt";
    shelf.write(name, "Third piece\n\nThe ferry of the third piece.\n");
    shelf.write("d\u{1b}[31m\u{202e}.jpg", [0xff, 0xd8, 0xff, 0xe0]);
    let folder = shelf.folder("clippings").display().to_string();
    let query = format!("ferry {odd}");
    let none = format!("nothing{odd}here");
    let ids: Vec<String> = shelf_ids(&shelf, &folder);
    let list = shelf.folder("list\u{1b}[31m.txt").display().to_string();
    std::fs::write(&list, format!("{odd}\t{query}\n/[{odd}/\nferry\n")).expect("a file is written");
    let mut runs: Vec<Vec<&str>> = vec![
        vec!["ingest", &folder],
        vec!["search", "ferry"],
        vec!["search", "ferry", "--layout", "page"],
        vec!["search", "ferry", "--layout", "page", "--kwic"],
        vec!["batch", &list],
        vec!["batch", &list, "--layout", "page"],
        vec!["batch", &list, "--csv"],
        vec!["batch", &list, "--jsonl"],
        vec!["batch", "no\u{1b}[31m.txt"],
        vec!["search", "ferry", "--json"],
        vec!["search", "ferry", "--jsonl"],
        vec!["search", &query],
        vec!["search", &none, "--layout", "page"],
        vec!["search", "ferry", "--outlet", odd, "--layout", "page"],
        vec!["search", "ferry", "--tag", "zzz\u{1b}[1m", "--layout", "page"],
        vec!["count", &query],
        vec!["facets", "ferry"],
        vec!["facets", "ferry", "--layout", "page"],
        vec!["timeline", "ferry", "--layout", "page"],
        vec!["stats"],
        vec!["stats", "--layout", "page"],
        vec!["ledger"],
        vec!["ledger", "--layout", "page"],
        vec!["ledger", "--all"],
        vec!["facets", "--by", "category,tag,outlet"],
        vec!["verify"],
        vec!["explain", &query],
        vec!["terms"],
        vec!["nosuchverb\u{1b}[31m"],
        vec!["search", "--nosuchflag\u{1b}[31m"],
        vec!["ingest", "/no/such\u{1b}[31m/folder"],
        vec!["show", "zz\u{1b}[31m"],
    ];
    for id in &ids {
        runs.push(vec!["show", id]);
        runs.push(vec!["show", id, "--layout", "page"]);
        runs.push(vec!["show", id, "--json"]);
        runs.push(vec!["show", id, "--match", "ferry", "--nth", "1", "--number"]);
        runs.push(vec!["show", id, "--raw"]);
        runs.push(vec!["show", id, "--meta"]);
        runs.push(vec!["explain", "ferry", id]);
    }
    let mut broken = Vec::new();
    for run in &runs {
        let text = printed(&shelf, run);
        if let Some(c) = text.chars().find(|c| is_command(*c)) {
            let line = text.lines().find(|line| line.contains(c)).unwrap_or_default();
            broken.push(format!("{run:?} prints {c:?} in {line:?}"));
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
    assert_eq!(ids.len(), 3);
}

/// Ingests through the program; the ids of what is then in the archive.
fn shelf_ids(shelf: &Shelf, folder: &str) -> Vec<String> {
    printed(shelf, &["ingest", folder]);
    shelf.clippings().keys().map(ToString::to_string).collect()
}

/// Names of one file each that are no UTF-8; a name of another file reads like one of them.
#[cfg(unix)]
#[test]
fn files_whose_names_are_not_utf_8_are_kept_apart() {
    use std::os::unix::ffi::OsStrExt;
    let shelf = Shelf::new();
    let names: [&[u8]; 4] = [b"a\xff.txt", b"a\xfe.txt", b"a\\xff.txt", b"d\xff/a.txt"];
    for (number, name) in names.iter().enumerate() {
        let path = shelf.folder("clippings").join(std::ffi::OsStr::from_bytes(name));
        std::fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("a folder");
        std::fs::write(path, format!("Ferry number {number}\n\nIt sails at {number}.\n"))
            .expect("a file is written");
    }
    assert_eq!(shelf.ingest().clippings.new, 4);
    let written: Vec<String> = shelf.states().into_values().map(|state| state.path).collect();
    assert_eq!(written, ["a\\x5cxff.txt", "a\\xfe.txt", "a\\xff.txt", "d\\xff/a.txt"]);
    let again = shelf.ingest();
    assert_eq!((again.files.unchanged, again.clippings.removed, again.in_archive), (4, 0, 4));
}

#[cfg(unix)]
#[test]
fn roots_whose_names_are_not_utf_8_are_kept_apart() {
    use std::os::unix::ffi::OsStrExt;
    let shelf = Shelf::new();
    let roots =
        [b"r\xff", b"r\xfe"].map(|name| shelf.folder("").join(std::ffi::OsStr::from_bytes(name)));
    for root in &roots {
        std::fs::create_dir(root).expect("a folder");
        let text = format!("Ferry of {root:?}\n\nIt sails.\n");
        std::fs::write(root.join("a.txt"), text).expect("a file is written");
    }
    let tally = shelf.ingest_with(&[&roots[0], &roots[1]], &options());
    assert_eq!((tally.files.read, tally.in_archive), (2, 2));
}

#[test]
fn an_archive_is_no_folder_of_clippings() {
    let shelf = Shelf::new();
    shelf.write("a.txt", "Ferry stays\n\nIt stays for good.\n");
    shelf.ingest();
    for root in [shelf.index(), shelf.index().join("0001")] {
        let refused = ingest(&shelf.index(), &[root], &options(), &|_| {});
        assert!(matches!(refused, Err(Error::IsArchive { .. })), "{refused:?}");
    }
    let other = shelf.folder("clippings/other");
    ingest(&other, &[shelf.folder("clippings")], &options(), &|_| {}).expect("another archive");
    let tally = shelf.ingest();
    assert_eq!((tally.files.found, tally.in_archive), (1, 1));
    assert!(tally.notes[0].ends_with("clippings/other is an archive and was passed over"));
}

/// A file of the system that reads as text, and says it has no size.
#[cfg(target_os = "linux")]
#[test]
fn a_file_of_the_system_is_not_waited_for() {
    let shelf = Shelf::new();
    let link = shelf.file("version.txt");
    std::os::unix::fs::symlink("/proc/version", link).expect("a link");
    let tally = shelf.ingest();
    assert_eq!(tally.files.skipped.keys().collect::<Vec<_>>(), ["a link to an empty file"]);
    assert_eq!(shelf.ingest().files.skipped_in_all(), 1);
}

#[cfg(unix)]
#[test]
fn a_device_is_no_root() {
    let shelf = Shelf::new();
    let refused = ingest(&shelf.index(), &["/dev/null".into()], &options(), &|_| {});
    let told = refused.expect_err("a device").to_string();
    assert_eq!(told, "cannot read /dev/null: neither a folder nor a file");
}
