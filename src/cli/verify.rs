//! `verify`: the archive checked against itself.

use std::io::IsTerminal;

use indicatif::ProgressBar;

use super::args::Verify;
use super::ending::{Ending, Failure};
use super::page::{counted, grouped, many};
use super::run::Run;
use super::safe;
use crate::archive::{self, Snapshot};
use crate::desk::{self, VerifyOptions, VerifyReport};
use crate::ingest;

/// Differences printed at most.
const MOST: usize = 20;

const HINT: &str = "hint: `morgue rebuild` makes the archive anew from its own records";

pub(super) fn run(arguments: &Verify, run: &mut Run) -> Result<Ending, Failure> {
    check(arguments, run).map_err(|failure| match failure {
        Failure::Archive(error) => Failure::Archive(error.as_damage(&run.index)),
        other => other,
    })
}

fn check(arguments: &Verify, run: &mut Run) -> Result<Ending, Failure> {
    let damaged = archive::damaged_files(&run.index)?;
    run.screen.print(&format!("checksums  {}\n", clean_or(&damaged, "damaged file")))?;
    if !damaged.is_empty() {
        // What is read from damaged files says nothing, where it can be read at all.
        for line in listed(&damaged) {
            run.screen.print(&(line + "\n"))?;
        }
        run.screen.aside(HINT);
        return Ok(Ending::Nothing);
    }
    let snapshot = Snapshot::open(&run.index)?;
    let options = VerifyOptions {
        sample: arguments.sample,
        queries: arguments.queries,
        seed: arguments.seed,
        today: run.now.today(),
    };
    for (wanted, most, what) in [
        (options.sample, desk::MAX_SAMPLE, "clippings"),
        (options.queries, desk::MAX_QUERIES, "queries"),
    ] {
        if wanted > most {
            let most = grouped(most as u64);
            run.screen.aside(&format!("note: one run takes {most} {what} at most"));
        }
    }
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
        run.screen.aside(HINT);
    }
    Ok(if report.is_clean() { Ending::Done } else { Ending::Nothing })
}

fn lines(report: &VerifyReport) -> Vec<String> {
    let mut lines = vec![
        format!(
            "balances   {} from {}: {}",
            counted(report.clippings, "clipping"),
            counted(report.files, "file"),
            clean_or(&report.unbalanced, "difference")
        ),
        format!(
            "stories    {} in {}: {}",
            many(report.grouping.stories, "story", "stories"),
            counted(report.grouping.threads, "thread"),
            clean_or(&report.grouping.wrong, "difference")
        ),
        format!(
            "queries    {} asked of {}, {}: {}",
            grouped(report.queries as u64),
            counted(report.judged as u64, "clipping"),
            counted(report.hits, "hit"),
            match report.queries == 0 || report.judged == 0 {
                true => "nothing was compared".to_owned(),
                false => clean_or(&report.differences, "difference"),
            }
        ),
    ];
    let differences = report.differences.iter().map(|difference| {
        let who = if difference.in_index { "the index" } else { "the record" };
        format!("only {who} finds {} for {}", difference.id, difference.query)
    });
    let wrong = report.unbalanced.iter().chain(&report.grouping.wrong).cloned();
    let all: Vec<String> = wrong.chain(differences).collect();
    lines.extend(listed(&all));
    lines
}

/// The first of them, and how many more there are.
fn listed(all: &[String]) -> Vec<String> {
    let first = all.iter().take(MOST).map(|line| format!("  {}", safe::line(line)));
    let more = all.len().saturating_sub(MOST) as u64;
    first.chain((more > 0).then(|| format!("  and {} more", grouped(more)))).collect()
}

fn clean_or<T>(wrong: &[T], noun: &str) -> String {
    if wrong.is_empty() { "clean".to_owned() } else { counted(wrong.len() as u64, noun) }
}
