//! `forget`: a clipping leaves the archive and is not brought in again.

use super::args::Forget;
use super::ending::{Ending, Failure};
use super::ingest::options;
use super::run::Run;
use super::search::brief;
use crate::archive::Snapshot;
use crate::{desk, ingest};

/// Of an id that takes something away, so many characters have to be given.
const SHORTEST_PREFIX: usize = 8;

pub(super) fn run(arguments: &Forget, run: &mut Run) -> Result<Ending, Failure> {
    if arguments.id.trim().len() < SHORTEST_PREFIX {
        return Err(Failure::usage(
            format!("to forget a clipping, give {SHORTEST_PREFIX} characters of its id or more"),
            "ids stand below each hit of `morgue search`",
        ));
    }
    let snapshot = Snapshot::open(&run.index)?;
    let clipping = run.clipping(&snapshot, &arguments.id)?;
    let id = clipping.id;
    let line = brief(&snapshot.short_id(id)?, &clipping);
    drop(snapshot);
    desk::keep_forgotten(&run.index, &clipping)?;
    let options = options(run)?;
    if let Err(error) = ingest::apply_corrections(&run.index, &[id], &options) {
        run.screen.aside("it is written down and takes effect with the next `morgue rebuild`");
        return Err(error.into());
    }
    run.screen.print(&format!("forgotten: {line}\n"))?;
    let path = desk::path_of(&run.index);
    let hint = "taking its lines out there and bringing its file in again brings it back";
    run.screen.aside(&format!("kept in {}; {hint}", path.display()));
    Ok(Ending::Done)
}
