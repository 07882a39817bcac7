//! What an ingest of Reuters-21578 costs, against loops that only feed tantivy, each in a process
//! of its own and in turns, so that a busy machine is busy for all of them.

use std::path::Path;

use morgue::analysis::{Analyser, Language};
use morgue::archive::{Entry, Found, Writer, WriterOptions, passages};
use morgue::clipping::{Clipping, Origin};
use morgue::enrich::{self, Lore};
use morgue::intake::{self, Source};
use serde_json::{Value, json};

use crate::measure::{self, Stretch, median};
use crate::options::Options;
use crate::plain::{self, Words};
use crate::{Done, archive, reuters};

/// How often all parts are run.
const ROUNDS: usize = 5;

/// Processor time of the ingest at most, as a multiple of the loop with finished clippings.
const MOST_CPU: f64 = 2.5;

/// Memory at most, in megabytes.
const MOST_MEMORY: f64 = 400.0;

/// A run over unchanged files at most, as a share of the first run.
const MOST_AGAIN: f64 = 0.1;

/// The parts in the order they are run; `again` needs the archive that `ours` leaves.
const PARTS: [&str; 4] = ["ours", "again", "finished", "plain"];

/// Prints the table.
pub(crate) fn run(options: &Options, folder: &Path) -> Done {
    let rounds = options.rounds.unwrap_or(if options.quick { 1 } else { ROUNDS });
    let mut runs: Vec<Vec<Value>> = vec![Vec::new(); PARTS.len()];
    for _ in 0..rounds {
        let temp = tempfile::tempdir()?;
        for (part, runs) in PARTS.iter().zip(&mut runs) {
            runs.push(child(part, temp.path(), options.quick)?);
        }
    }
    let records = reuters::records(folder, options.quick)?;
    let mut json_lines = 0;
    for record in &records {
        json_lines += reuters::json_bytes(record)?;
    }
    println!("{} articles, JSON Lines {json_lines} bytes, {rounds} rounds", records.len());
    print_parts(&runs);
    print_aims(&runs, json_lines as f64);
    Ok(())
}

fn child(part: &str, at: &Path, quick: bool) -> Done<Value> {
    let at = at.to_str().ok_or("the temporary folder has a name that is no text")?;
    let mut arguments = vec!["ingest", "--part", part, "--at", at];
    if quick {
        arguments.push("--quick");
    }
    measure::child(&arguments)
}

fn middle(runs: &[Value], figure: &str) -> f64 {
    median(runs.iter().filter_map(|run| run[figure].as_f64()).collect())
}

fn print_parts(runs: &[Vec<Value>]) {
    println!("part | CPU s (median, least) | wall s (median) | peak MB | clippings | index bytes");
    for (part, runs) in PARTS.iter().zip(runs) {
        let cpu: Vec<f64> = runs.iter().filter_map(|run| run["cpu"].as_f64()).collect();
        println!(
            "{part} | {:.2}, {:.2} | {:.3} | {:.0} | {} | {}",
            middle(runs, "cpu"),
            measure::least(&cpu),
            middle(runs, "wall"),
            middle(runs, "peak"),
            middle(runs, "clippings"),
            middle(runs, "bytes"),
        );
        if *part == "finished" {
            println!(
                "  reading and enriching before its clock: {:.2} s CPU",
                middle(runs, "before")
            );
        }
    }
}

fn print_aims(runs: &[Vec<Value>], json_lines: f64) {
    let [ours, again, finished, plain] = runs else { return };
    let of = |figure: &str, above: &[Value], below: &[Value]| {
        median(
            above
                .iter()
                .zip(below)
                .filter_map(|(a, b)| Some(a[figure].as_f64()? / b[figure].as_f64()?))
                .collect(),
        )
    };
    let aims = [
        ("CPU, to the loop with finished clippings", of("cpu", ours, finished), Some(MOST_CPU)),
        ("CPU, to a plain text field", of("cpu", ours, plain), None),
        ("peak memory, MB", middle(ours, "peak"), Some(MOST_MEMORY)),
        ("second run, to the first", of("wall", again, ours), Some(MOST_AGAIN)),
        ("index, to JSON Lines", middle(ours, "bytes") / json_lines, None),
        ("plain index, to JSON Lines", middle(plain, "bytes") / json_lines, None),
    ];
    for (told, figure, most) in aims {
        let aim = match most {
            Some(most) if figure <= most => format!(" (at most {most}: held)"),
            Some(most) => format!(" (at most {most}: NOT held)"),
            None => String::new(),
        };
        println!("{told}: {figure:.3}{aim}");
    }
}

/// Plays one part in this process and prints its figures.
pub(crate) fn part(part: &str, at: &Path, quick: bool) -> Done {
    let data = std::env::var("MORGUE_DATA")?;
    let folder = Path::new(&data).join("reuters21578");
    let figures = match part {
        "ours" | "again" => ours(&folder, &at.join("ours"), quick)?,
        "finished" => finished(&folder, &at.join("finished"), quick)?,
        "plain" => plain_loop(&folder, &at.join("plain"), quick)?,
        other => return Err(format!("there is no part {other:?}").into()),
    };
    println!("{figures}");
    Ok(())
}

fn figures(stretch: Stretch, clippings: u64, before: f64, dir: &Path) -> Done<Value> {
    let (wall, cpu) = stretch.end()?;
    let (peak, bytes) = (measure::peak_megabytes()?, measure::bytes_below(dir)?);
    Ok(json!({
        "wall": wall, "cpu": cpu, "peak": peak, "clippings": clippings, "bytes": bytes,
        "before": before,
    }))
}

/// Everything, from the walk to the last merge.
fn ours(folder: &Path, dir: &Path, quick: bool) -> Done<Value> {
    let stretch = Stretch::begin()?;
    let tally = archive::ingest(dir, &archive::paths(folder, quick))?;
    figures(stretch, tally.in_archive, 0.0, dir)
}

/// Clippings read and enriched before the clock starts: analysed, made into entries, written.
fn finished(folder: &Path, dir: &Path, quick: bool) -> Done<Value> {
    let mut clippings = clippings(folder, quick)?;
    let before = measure::cpu_seconds()?;
    let stretch = Stretch::begin()?;
    let mut writer = Writer::open(dir, WriterOptions::default())?;
    let mut analyser = Analyser::new();
    for clipping in &mut clippings {
        writer.put(entry(clipping, &mut analyser))?;
    }
    writer.commit(archive::options().now_seconds)?;
    writer.close()?;
    figures(stretch, clippings.len() as u64, before, dir)
}

fn entry(clipping: &mut Clipping, analyser: &mut Analyser) -> Entry {
    let code = clipping.language.as_ref().map(|language| language.value.as_str());
    let language = code.map_or(Language::UNKNOWN, Language::from_code);
    let analysed = analyser.analyse(&passages(clipping).0, language);
    clipping.word_count = u64::from(analysed.word_count);
    let found = Found { analysed: &analysed, facts: &enrich::facts(clipping), states: &[] };
    Entry::new(clipping, &found, analyser)
}

fn clippings(folder: &Path, quick: bool) -> Done<Vec<Clipping>> {
    let (lore, options) = (Lore::default(), archive::options());
    let mut clippings = Vec::new();
    for file in reuters::files(folder, quick)? {
        let bytes = std::fs::read(&file)?;
        let path = file.file_name().and_then(|name| name.to_str()).unwrap_or("").to_owned();
        let source = Source { path: &path, bytes: &bytes };
        intake::read(&source, &intake::Options::default(), &mut |article| {
            let root = folder.display().to_string();
            let origin = Origin { root, path: path.clone(), part: article.part, member: None };
            let mut clipping = enrich::enrich(article.draft, origin, &lore, options.now);
            clipping.notes.extend(article.notes);
            clipping.added = options.now_seconds;
            clippings.push(clipping);
        });
    }
    Ok(clippings)
}

/// One text field of title and body, from records read before the clock starts.
fn plain_loop(folder: &Path, dir: &Path, quick: bool) -> Done<Value> {
    let records = reuters::records(folder, quick)?;
    let before = measure::cpu_seconds()?;
    let stretch = Stretch::begin()?;
    plain::index(dir, &records, Words::AsPrinted)?;
    figures(stretch, records.len() as u64, before, dir)
}
