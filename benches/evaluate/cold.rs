//! `search` from a new process over Reuters-21578, the page cache warm, against a plain tantivy
//! program that lists ten titles.

use std::io::Write;
use std::path::Path;
use std::process::Command;

use tantivy::query::Occur;

use crate::measure::{children_cpu_seconds, least, median, timed};
use crate::options::Options;
use crate::plain::{self, Plain, Words};
use crate::{Done, archive, reuters};

/// Queries as a journalist types them, from one frequent word to four rarer ones.
const QUERIES: [&str; 12] = [
    "oil",
    "oil prices",
    "trade deficit japan",
    "interest rates",
    "gold mine",
    "wheat exports",
    "dollar yen intervention",
    "merger agreement",
    "coffee quotas",
    "south korea",
    "bundesbank",
    "opec production ceiling",
];

/// How often each query is asked of each program.
const ROUNDS: usize = 5;

/// A page at most, as a multiple of the plain list.
const MOST_TIMES: f64 = 3.0;

/// A page at most, in milliseconds, on a quiet machine.
const MOST_MILLISECONDS: f64 = 15.0;

/// What is run in turns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Program {
    Nothing,
    PlainList,
    List,
    Page,
}

impl Program {
    const ALL: [Self; 4] = [Self::Nothing, Self::PlainList, Self::List, Self::Page];

    fn told(self) -> &'static str {
        match self {
            Self::Nothing => "a process that does nothing",
            Self::PlainList => "plain tantivy program, ten titles",
            Self::List => "morgue search, ten hits as TSV",
            Self::Page => "morgue search --json, facets, timeline, snippets",
        }
    }

    fn command(self, ours: &Path, theirs: &Path, query: &str) -> Done<Command> {
        let mut command = match self {
            Self::Nothing | Self::PlainList => Command::new(std::env::current_exe()?),
            Self::List | Self::Page => Command::new(env!("CARGO_BIN_EXE_morgue")),
        };
        match self {
            Self::Nothing => command.arg("nothing"),
            Self::PlainList => command.arg("plain-list").arg(theirs).arg(query),
            Self::List => command.arg("search").arg(query).arg("--index").arg(ours),
            Self::Page => command.arg("search").arg(query).arg("--json").arg("--index").arg(ours),
        };
        Ok(command)
    }
}

/// Prints the table.
pub(crate) fn run(options: &Options, folder: &Path) -> Done {
    let temp = tempfile::tempdir()?;
    let (ours, theirs) = (temp.path().join("morgue"), temp.path().join("plain"));
    archive::ingest(&ours, &archive::paths(folder, options.quick))?;
    plain::index(&theirs, &reuters::records(folder, options.quick)?, Words::AsPrinted)?;
    let rounds = options.rounds.unwrap_or(if options.quick { 1 } else { ROUNDS });
    let mut runs: Vec<Runs> = Program::ALL.iter().map(|_| Runs::default()).collect();
    for round in 0..=rounds {
        for query in QUERIES {
            for (program, runs) in Program::ALL.iter().zip(&mut runs) {
                let before = children_cpu_seconds()?;
                let (_, took) = timed(&mut program.command(&ours, &theirs, query)?)?;
                if round > 0 {
                    runs.milliseconds.push(took.as_secs_f64() * 1e3);
                    runs.cpu_seconds += children_cpu_seconds()? - before;
                }
            }
        }
    }
    print_table(&runs);
    Ok(())
}

/// What the runs of one program took.
#[derive(Default)]
struct Runs {
    milliseconds: Vec<f64>,
    /// Of all of them together: of one alone the clock's tick is too long.
    cpu_seconds: f64,
}

impl Runs {
    fn cpu_milliseconds(&self) -> f64 {
        self.cpu_seconds * 1e3 / self.milliseconds.len().max(1) as f64
    }
}

fn print_table(runs: &[Runs]) {
    let plain = &runs[1];
    let plain_median = median(plain.milliseconds.clone());
    println!("{} runs each", plain.milliseconds.len());
    println!("program | median ms | least ms | CPU ms | times the plain list: median, least, CPU");
    for (program, runs) in Program::ALL.iter().zip(runs) {
        let middle = median(runs.milliseconds.clone());
        let (fastest, cpu) = (least(&runs.milliseconds), runs.cpu_milliseconds());
        println!(
            "{} | {middle:.2} | {fastest:.2} | {cpu:.1} | {:.2}, {:.2}, {:.2}",
            program.told(),
            middle / plain_median,
            fastest / least(&plain.milliseconds),
            cpu / plain.cpu_milliseconds(),
        );
        if *program == Program::Page {
            let held = middle <= MOST_MILLISECONDS && middle <= MOST_TIMES * plain_median;
            let told = if held { "held" } else { "NOT held" };
            println!("  aim: {MOST_TIMES} times and {MOST_MILLISECONDS} ms: {told}");
        }
    }
}

/// The plain program: opens the index, lists ten titles that hold all words.
pub(crate) fn plain_list(dir: &Path, query: &str) -> Done {
    let list = Plain::open(dir, Words::AsPrinted)?.list(query, Occur::Must, 10)?;
    let mut out = std::io::stdout().lock();
    for (id, title) in list {
        writeln!(out, "{id}\t{title}")?;
    }
    Ok(())
}
