//! `ledger`: what became of every file.

use std::io::Write;

use super::args::Ledger;
use super::ending::{Ending, Failure};
use super::page::{counted, grouped};
use super::run::Run;
use super::safe;
use crate::archive::{FileOutcome, FileState, Snapshot};
use crate::wire;

pub(super) fn run(arguments: &Ledger, run: &mut Run) -> Result<Ending, Failure> {
    let snapshot = Snapshot::open(&run.index)?;
    let mut states = snapshot.file_states()?;
    states.sort_by(|a, b| (&a.root, &a.path).cmp(&(&b.root, &b.path)));
    let known = states.len();
    let all = arguments.all;
    states.retain(|state| all || is_odd(state));
    let skipped = states.iter().filter(|state| skipped(state)).count();
    if arguments.json {
        let ledger = wire::Ledger {
            known: known as u64,
            skipped: skipped as u64,
            files: states.iter().map(wire::LedgerFile::from).collect(),
        };
        writeln!(run.screen.out, "{}", wire::to_json(&ledger))?;
        return Ok(Ending::Done);
    }
    if run.screen.is_terminal {
        print(&states, run)?;
    } else {
        for state in &states {
            run.screen.row([state.path.as_str(), &outcome(state), &state.root])?;
        }
    }
    run.screen.aside(&format!(
        "{} known, {} skipped{}",
        counted(known as u64, "file"),
        grouped(skipped as u64),
        if all || known == skipped { "" } else { "; --all prints what was read as well" }
    ));
    Ok(Ending::Done)
}

fn skipped(state: &FileState) -> bool {
    matches!(state.outcome, FileOutcome::Skipped { .. })
}

/// Skipped, or read with something to tell of it.
fn is_odd(state: &FileState) -> bool {
    match &state.outcome {
        FileOutcome::Skipped { .. } => true,
        FileOutcome::Read { clippings, notes, .. } => *clippings == 0 || !notes.is_empty(),
    }
}

/// `skipped: the file is empty`, `read as plain text, 1 clipping`, with what was odd about it.
fn outcome(state: &FileState) -> String {
    match &state.outcome {
        FileOutcome::Skipped { reason } => format!("skipped: {reason}"),
        FileOutcome::Read { reader, clippings, notes } => {
            let mut told =
                format!("read as {reader}, {}", counted(u64::from(*clippings), "clipping"));
            for note in notes {
                told.push_str("; ");
                told.push_str(note);
            }
            told
        }
    }
}

fn print(states: &[FileState], run: &mut Run) -> Result<(), Failure> {
    let (palette, width) = (run.screen.palette, run.screen.width);
    let mut root = None;
    for state in states {
        if root != Some(&state.root) {
            let gap = if root.is_some() { "\n" } else { "" };
            writeln!(run.screen.out, "{gap}{}", palette.strong(&safe::line(&state.root)))?;
            root = Some(&state.root);
        }
        let (path, told) = (safe::line(&state.path), outcome(state));
        let told = safe::line(&told);
        let line = format!("{path}  {}", palette.faint(&told));
        for line in super::page::wrapped(&line, "  ", "      ", width) {
            writeln!(run.screen.out, "{line}")?;
        }
    }
    Ok(())
}
