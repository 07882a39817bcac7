//! Evaluations over real data: `cargo bench --bench evaluate -- NAME…`.
//!
//! The data is not ours and not in the project: `MORGUE_DATA` names its folder, and without it
//! every evaluation is skipped, saying so. `docs/evaluation.md` and `docs/benchmarks.md` say what
//! is measured and why.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "figures on standard output are what an evaluation gives"
)]

mod acronyms;
mod archive;
mod bodies;
mod cold;
mod datelines;
mod dates;
mod exports;
mod feed_tests;
#[path = "../generator.rs"]
mod generator;
mod ingest;
mod korean_places;
mod languages;
mod likeness;
mod measure;
mod options;
mod page_dates;
mod page_meta;
mod pages;
mod plain;
mod ranking;
mod regions;
mod reuters;
mod stories;
mod textfix;
mod topics;
mod web;
mod wire;

use std::path::PathBuf;
use std::process::ExitCode;

use options::Options;

/// What an evaluation gives: its figures are printed as they come.
type Done<T = ()> = Result<T, Box<dyn std::error::Error>>;

/// An evaluation: its name, what it shows, and itself.
struct Evaluation {
    name: &'static str,
    about: &'static str,
    /// The folder of `MORGUE_DATA` it reads; all of it where empty.
    folder: &'static str,
    run: fn(&Options, &std::path::Path) -> Done,
}

/// The collection most evaluations read.
const REUTERS: &str = "reuters21578";

const EVALUATIONS: [Evaluation; 18] = [
    Evaluation {
        name: "ranking",
        about: "known items of Reuters-21578, against a plain tantivy index",
        folder: REUTERS,
        run: ranking::run,
    },
    Evaluation {
        name: "regions",
        about: "countries read from Reuters-21578, against its PLACES",
        folder: REUTERS,
        run: regions::run,
    },
    Evaluation {
        name: "dates",
        about: "dates as printed, against what they say",
        folder: "formats/hard-cases",
        run: dates::run,
    },
    Evaluation {
        name: "languages",
        about: "the language of texts of a known language",
        folder: "",
        run: languages::run,
    },
    Evaluation {
        name: "ingest",
        about: "what an ingest of Reuters-21578 costs",
        folder: REUTERS,
        run: ingest::run,
    },
    Evaluation {
        name: "stories",
        about: "copies found in Reuters-21578, and in a set made from it",
        folder: REUTERS,
        run: stories::run,
    },
    Evaluation {
        name: "datelines",
        about: "place lines that are hard to read, against what must be read from them",
        folder: REUTERS,
        run: datelines::run,
    },
    Evaluation {
        name: "korean-places",
        about: "places read from Korean sentences, against the spans of KLUE NER",
        folder: REUTERS,
        run: korean_places::run,
    },
    Evaluation {
        name: "topics",
        about: "topics suggested for news in English and German, against their sections",
        folder: REUTERS,
        run: topics::run,
    },
    Evaluation {
        name: "cold",
        about: "search from a new process, against a plain tantivy program",
        folder: REUTERS,
        run: cold::run,
    },
    Evaluation {
        name: "acronyms",
        about: "acronyms learned from Reuters-21578 and Wikinews, against a list looked at",
        folder: REUTERS,
        run: acronyms::run,
    },
    Evaluation {
        name: "likeness",
        about: "the generator of the benches, against Reuters-21578",
        folder: REUTERS,
        run: likeness::run,
    },
    Evaluation {
        name: "web",
        about: "article bodies of saved pages, against plain dom_smoothie",
        folder: "formats",
        run: web::run,
    },
    Evaluation {
        name: "pagedates",
        about: "days of publication of saved pages, against htmldate",
        folder: "formats/htmldate",
        run: page_dates::run,
    },
    Evaluation {
        name: "pagemeta",
        about: "titles, bylines, outlets and sections of saved pages, against plain dom_smoothie",
        folder: "formats",
        run: page_meta::run,
    },
    Evaluation {
        name: "textfix",
        about: "damaged text, against what it was",
        folder: "formats/hard-cases",
        run: textfix::run,
    },
    Evaluation {
        name: "exports",
        about: "articles found in exports of databases and reading lists, against their own counts",
        folder: "formats",
        run: exports::run,
    },
    Evaluation {
        name: "wire",
        about: "articles of wires, feeds, mail and notes, against their own counts and tests",
        folder: "formats",
        run: wire::run,
    },
];

fn main() -> ExitCode {
    let options = match Options::read(std::env::args().skip(1)) {
        Ok(options) => options,
        Err(problem) => return failed(&problem),
    };
    let outcome = match &options.child {
        Some(child) => child.run(),
        None => evaluations(&options),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => failed(&error.to_string()),
    }
}

fn failed(problem: &str) -> ExitCode {
    eprintln!("evaluate: {problem}");
    ExitCode::FAILURE
}

fn evaluations(options: &Options) -> Done {
    let data = std::env::var_os("MORGUE_DATA").map(PathBuf::from);
    for evaluation in &EVALUATIONS {
        if !options.wants(evaluation.name) {
            continue;
        }
        println!("\n## {}: {}", evaluation.name, evaluation.about);
        match data.as_ref().map(|data| data.join(evaluation.folder)) {
            None => println!("skipped: MORGUE_DATA is not set"),
            Some(folder) if !folder.is_dir() => {
                println!("skipped: there is no folder {}", folder.display());
            }
            Some(folder) => (evaluation.run)(options, &folder)?,
        }
    }
    Ok(())
}

/// The names of all evaluations.
fn names() -> Vec<&'static str> {
    EVALUATIONS.iter().map(|evaluation| evaluation.name).collect()
}
