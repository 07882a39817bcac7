//! `forget`: a clipping leaves the archive and is not brought in again.

use super::args::Forget;
use super::ending::{Ending, Failure};
use super::ingest::options;
use super::place;
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
    let id = run.id(&snapshot, &arguments.id)?;
    let line = match snapshot.find(id)? {
        Some(address) => brief(&snapshot.short_id(id)?, &snapshot.clipping(address)?),
        None => id.to_string(),
    };
    drop(snapshot);
    place::is_free(&run.index)?;
    desk::keep_forgotten(&run.index, id)?;
    let options = options(run)?;
    if let Err(error) = ingest::apply_corrections(&run.index, &[id], &options) {
        run.screen.aside("it is written down and takes effect with the next `morgue rebuild`");
        return Err(error.into());
    }
    run.screen.print(&format!("forgotten: {line}\n"))?;
    let path = desk::path_of(&run.index);
    let hint = "taking its line out there and bringing its file in again brings it back";
    run.screen.aside(&format!("kept in {}; {hint}", path.display()));
    Ok(Ending::Done)
}
