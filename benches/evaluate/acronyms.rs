//! Acronyms learned from Reuters-21578 and the English Wikinews: how many, and how many of a sample
//! a person found right.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

use morgue::archive::Snapshot;
use morgue::search::Acronyms;

use crate::options::Options;
use crate::{Done, archive};

/// The sample as it was looked at: short form, long form, `right` or `wrong`.
const CHECKED: &str = include_str!("acronyms.tsv");

/// How many of those learned are looked at.
const SAMPLE: usize = 200;

/// Prints the sample with what is known of it, and the share that is right.
pub(crate) fn run(options: &Options, reuters: &Path) -> Done {
    let dir = tempfile::tempdir()?;
    let mut paths = archive::paths(reuters, options.quick);
    let wikinews = reuters.with_file_name("wikinews_en");
    if wikinews.is_dir() {
        let lines = dir.path().join("wikinews.jsonl");
        to_lines(&wikinews, &lines)?;
        paths.push(lines);
    }
    let index = dir.path().join("index");
    let tally = archive::ingest(&index, &paths)?;
    let snapshot = Snapshot::open(&index)?;
    let acronyms = Acronyms::open(&snapshot)?;
    let learned = learned(&acronyms)?;
    println!("{} clippings, {} meanings of short forms", tally.in_archive, learned.len());
    let checked: BTreeMap<(&str, &str), &str> = CHECKED.lines().filter_map(checked).collect();
    let (mut right, mut wrong, mut unseen) = (0.0_f64, 0.0, 0);
    for place in 0..SAMPLE.min(learned.len()) {
        let (short, long, clippings) = &learned[place * learned.len() / SAMPLE.min(learned.len())];
        let verdict = checked.get(&(&**short, &**long)).copied().unwrap_or("unseen");
        match verdict {
            "right" => right += 1.0,
            "wrong" => wrong += 1.0,
            _ => unseen += 1,
        }
        println!("{short}\t{long}\t{verdict}\t{clippings}");
    }
    for (short, things) in homonyms(&acronyms)? {
        println!("asked about: {short} = {}", things.join(" / "));
    }
    println!("precision {:.3}, {unseen} not looked at", right / (right + wrong).max(1.0));
    Ok(())
}

fn checked(line: &str) -> Option<((&str, &str), &str)> {
    let mut cells = line.split('\t');
    Some(((cells.next()?, cells.next()?), cells.next()?))
}

/// Every short form with each of its long forms and the clippings that define it, sorted.
fn learned(acronyms: &Acronyms<'_>) -> Done<Vec<(String, String, u64)>> {
    let mut learned = Vec::new();
    for key in acronyms.keys()? {
        let Some(short) = acronyms.short_form(&key)? else { continue };
        for meaning in short.meanings.iter().flatten() {
            learned.push((short.shown.clone(), meaning.shown().to_owned(), meaning.clippings));
        }
    }
    Ok(learned)
}

/// Short forms that stand for several things, with the things.
fn homonyms(acronyms: &Acronyms<'_>) -> Done<Vec<(String, Vec<String>)>> {
    let mut homonyms = Vec::new();
    for key in acronyms.keys()? {
        let Some(short) = acronyms.short_form(&key)?.filter(|one| one.meanings.len() > 1) else {
            continue;
        };
        let things = short.meanings.iter().map(|thing| thing[0].shown().to_owned()).collect();
        homonyms.push((short.shown, things));
    }
    Ok(homonyms)
}

/// The tables of Wikinews as JSON Lines, which the program reads.
fn to_lines(folder: &Path, to: &Path) -> Done {
    let mut out = BufWriter::new(File::create(to)?);
    let mut tables: Vec<_> =
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Done<_>>()?;
    tables.sort();
    for table in tables.iter().filter(|path| path.extension().is_some_and(|end| end == "csv")) {
        let mut reader = csv::Reader::from_path(table)?;
        let names = reader.headers()?.clone();
        for row in reader.records() {
            let row = row?;
            let cells = names.iter().zip(&row).map(|(name, cell)| (name.to_owned(), cell.into()));
            let line = serde_json::Value::Object(cells.collect());
            writeln!(out, "{line}")?;
        }
    }
    Ok(out.flush()?)
}
