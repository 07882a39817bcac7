//! `rebuild`: the archive made anew from its own records.

use super::ending::{Ending, Failure};
use super::ingest::options;
use super::page::counted;
use super::progress::Progress;
use super::run::Run;
use super::safe;
use crate::ingest::{self, Rebuilt};

pub(super) fn run(run: &mut Run) -> Result<Ending, Failure> {
    let options = options(run)?;
    let progress = Progress::new();
    let rebuilt = ingest::rebuild(&run.index, &options, &|event| progress.show(event));
    progress.end();
    let rebuilt = rebuilt?;
    let clippings = counted(rebuilt.clippings, "clipping");
    run.screen.print(&format!("made anew from its records: {clippings}\n"))?;
    for line in damage(&rebuilt) {
        run.screen.aside(&line);
    }
    Ok(Ending::Done)
}

/// What was wrong with the archive that was read.
fn damage(rebuilt: &Rebuilt) -> Vec<String> {
    let mut lines = Vec::new();
    if !rebuilt.damaged.is_empty() {
        let files = counted(rebuilt.damaged.len() as u64, "file");
        let names = safe::line(&rebuilt.damaged.join(", ")).into_owned();
        lines.push(format!(
            "note: {files} of the old archive had been altered, and what was read from there may be wrong: {names}"
        ));
    }
    if rebuilt.unreadable > 0 {
        let lost = counted(rebuilt.unreadable, "clipping");
        lines.push(format!("note: {lost} could not be read and are not in the new archive"));
    }
    if rebuilt.unknown_files > 0 {
        let files = counted(rebuilt.unknown_files, "file");
        lines.push(format!("note: what was known of {files} could not be read"));
    }
    if !lines.is_empty() {
        lines.push(
            "hint: ingest the folders again: what was lost or altered is read from them".to_owned(),
        );
    }
    lines
}
