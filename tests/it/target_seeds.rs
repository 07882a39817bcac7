//! Good bytes for every target that is fuzzed: the files of `seeds`, what is read only in parts or
//! beside a file, queries, and the sample clippings of the project. A test wants one for each target.

use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;

use morgue::intake::{self, Options, Outcome, Source};
use zip::ZipArchive;

use crate::packed::{gzip, zstd};
use crate::{fuzz, seeds, targets};

/// Bytes for a target, good ones.
pub(crate) struct Seed {
    /// The name of the target (`targets`).
    pub(crate) target: String,
    /// What they are, or were made of, in a word.
    pub(crate) name: String,
    /// The bytes.
    pub(crate) bytes: Vec<u8>,
}

const YAML: &str = "title: Ferry stays\nauthor:\n  - Ann Example\n  - name: \"B\"\ndate: 2019-11-13\ntags: [sea, 'ports']\nsummary: >\n  It\n  stays.\n";
const PRINTED: &str = "%PDF-1.4 The Portbury Post\n\nFerry stays after vote\n\n13-Nov-2019 Clipdesk | Harborwire | 6:02 AM\n\n\
    The council of the town voted on Monday to keep the ferry that links the ban-\nks, and the well-known of\u{fb01}ce said so.\n\nPage 1 of 2\n\
    \u{c}The Portbury Post\n\nNobody spoke against it, as well-\nknown men do.\n\nPage 2 of 2\n";

/// Seeds for every target.
pub(crate) fn all() -> Vec<Seed> {
    let mut seeds = Vec::new();
    for file in seeds::all() {
        let (target, bytes) = (targets::named(file.reader), file.file());
        seeds.push(seed("file", file.name, &[file.path.as_bytes(), b"\n", &bytes].concat()));
        // What is read as one format and packed in another is a file, and no seed of the former.
        if file.path.ends_with(".gz") || file.path.ends_with(".zst") {
            continue;
        }
        if targets::IN_PARTS.contains(&file.reader) {
            let in_parts = format!("{target}-parts");
            seeds.push(seed(&in_parts, file.name, &parts(&bytes)));
        }
        seeds.push(seed(&target, file.name, &bytes));
    }
    let text = seeds::TEXT.as_bytes();
    let line = seeds::LINES.lines().next().unwrap_or("");
    seeds.extend([
        seed("gzip", "packed text", &gzip(text)),
        seed("zstd", "packed text", &zstd(text)),
        seed("pdf", "words of a PDF", PRINTED.as_bytes()),
        seed("sidecar", "JSON beside", line.as_bytes()),
        seed("sidecar", "YAML beside", YAML.as_bytes()),
    ]);
    for (number, query) in fuzz::SEEDS.iter().enumerate() {
        seeds.push(seed("query", &format!("query {number}"), query.as_bytes()));
        let judged = format!("{query}\n{}", seeds::TEXT);
        seeds.push(seed("judge", &format!("judge {number}"), judged.as_bytes()));
    }
    seeds.extend(samples());
    seeds
}

/// The sample clippings of the project, each for the target that reads it.
fn samples() -> Vec<Seed> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut folders = vec![root];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the samples are there") {
            let path = entry.expect("a folder gives its entries").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.file_name().and_then(|name| name.to_str()).expect("a name of ours");
            let bytes = fs::read(&path).expect("a sample is read");
            let source = Source { path: name, bytes: &bytes };
            if let Outcome::Read { reader, .. } =
                intake::read(&source, &Options::default(), &mut |_| {})
            {
                found.push(seed(&targets::named(reader), name, &bytes));
            }
        }
    }
    found.sort_by(|one, other| one.name.cmp(&other.name));
    found
}

fn seed(target: &str, name: &str, bytes: &[u8]) -> Seed {
    Seed { target: target.to_owned(), name: name.to_owned(), bytes: bytes.to_vec() }
}

/// The parts of a zip file, each behind a line of [`targets::PART`] and its path.
fn parts(zip: &[u8]) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(zip)).expect("it was just made");
    let mut parts = Vec::new();
    for place in 0..archive.len() {
        let mut part = archive.by_index(place).expect("it was just made");
        let name = part.name().expect("it was just written").into_owned();
        parts.extend_from_slice(format!("{}{name}\n", targets::PART).as_bytes());
        part.read_to_end(&mut parts).expect("it was just made");
        parts.push(b'\n');
    }
    parts
}
