//! `verify`: the archive checked against itself.

use std::io::IsTerminal;

use indicatif::ProgressBar;

use super::args::Verify;
use super::ending::{Ending, Failure};
use super::page::{counted, grouped};
use super::run::Run;
use super::safe;
use crate::archive::Snapshot;
use crate::desk::{self, VerifyOptions, VerifyReport};
use crate::ingest;

/// Differences printed at most.
const MOST: usize = 20;

pub(super) fn run(arguments: &Verify, run: &mut Run) -> Result<Ending, Failure> {
    let snapshot = Snapshot::open(&run.index)?;
    let options = VerifyOptions {
        sample: arguments.sample,
        queries: arguments.queries,
        seed: arguments.seed,
        today: run.now.today(),
    };
    let bar = match std::io::stderr().is_terminal() {
        true => ProgressBar::new(0),
        false => ProgressBar::hidden(),
    };
    let report = desk::verify(&snapshot, &options, &|progress| {
        bar.set_length(progress.of as u64);
        bar.set_position(progress.done as u64);
    });
    bar.finish_and_clear();
    let report = report?;
    for line in lines(&report) {
        run.screen.print(&(line + "\n"))?;
    }
    let (lore, _) = desk::read_lore(&run.index)?;
    for unapplied in ingest::unapplied(&snapshot, &lore)? {
        run.screen.aside(&format!("note: {}", safe::line(&unapplied.told())));
    }
    if !report.is_clean() {
        run.screen.aside("hint: `morgue rebuild` makes the archive anew from its own records");
    }
    Ok(if report.is_clean() { Ending::Done } else { Ending::Nothing })
}

fn lines(report: &VerifyReport) -> Vec<String> {
    let mut lines = vec![
        format!("checksums  {}", clean_or(&report.damaged, "damaged file")),
        format!(
            "balances   {} from {}: {}",
            counted(report.clippings, "clipping"),
            counted(report.files, "file"),
            clean_or(&report.unbalanced, "difference")
        ),
        format!(
            "queries    {} asked of {}, {}: {}",
            grouped(report.queries as u64),
            counted(report.judged as u64, "clipping"),
            counted(report.hits, "hit"),
            clean_or(&report.differences, "difference")
        ),
    ];
    let differences = report.differences.iter().map(|difference| {
        let who = if difference.in_index { "the index" } else { "the record" };
        format!("only {who} finds {} for {}", difference.id, difference.query)
    });
    let all: Vec<String> =
        report.damaged.iter().chain(&report.unbalanced).cloned().chain(differences).collect();
    lines.extend(all.iter().take(MOST).map(|line| format!("  {}", safe::line(line))));
    if all.len() > MOST {
        lines.push(format!("  and {} more", grouped((all.len() - MOST) as u64)));
    }
    lines
}

fn clean_or<T>(wrong: &[T], noun: &str) -> String {
    if wrong.is_empty() { "clean".to_owned() } else { counted(wrong.len() as u64, noun) }
}
