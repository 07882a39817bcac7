//! `rebuild`: the archive made anew from its own records.

use super::ending::{Ending, Failure};
use super::ingest::options;
use super::page::counted;
use super::progress::Progress;
use super::run::Run;
use crate::ingest;

pub(super) fn run(run: &mut Run) -> Result<Ending, Failure> {
    let options = options(run)?;
    let progress = Progress::new();
    let rebuilt = ingest::rebuild(&run.index, &options, &|event| progress.show(event));
    progress.end();
    let clippings = counted(rebuilt?, "clipping");
    run.screen.print(&format!("made anew from its records: {clippings}\n"))?;
    Ok(Ending::Done)
}
