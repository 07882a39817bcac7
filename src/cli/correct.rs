//! `correct`: what a person knows better than the sources, kept in a text file that survives
//! re-ingest and rebuild.

use super::args::Correct;
use super::ending::{Ending, Failure};
use super::ingest::options;
use super::page::facts;
use super::run::Run;
use super::safe;
use crate::archive::Snapshot;
use crate::{desk, ingest};

pub(super) fn run(arguments: &Correct, run: &mut Run) -> Result<Ending, Failure> {
    let snapshot = Snapshot::open(&run.index)?;
    let clipping = run.clipping(&snapshot, &arguments.id)?;
    let id = clipping.id;
    drop(snapshot);
    let field = arguments.field.name();
    let correction = desk::read_correction(id, field, &arguments.value.join(" "))
        .map_err(|why| Failure::usage(why, hint_for(field)))?;
    desk::keep_correction(&run.index, &clipping, &correction)?;
    let options = options(run)?;
    if let Err(error) = ingest::apply_corrections(&run.index, &[id], &options) {
        run.screen.aside("it is written down and takes effect with the next `morgue rebuild`");
        return Err(error.into());
    }
    let snapshot = Snapshot::open(&run.index)?;
    if let Some(address) = snapshot.find(id)? {
        let clipping = snapshot.clipping(address)?;
        let headline = safe::line(&clipping.headline.value).into_owned();
        let line = format!("{headline}\n{}\n", facts(&snapshot, &clipping)?.join(" · "));
        run.screen.print(&line)?;
    }
    let path = desk::path_of(&run.index);
    run.screen.aside(&format!("kept in {}", path.display()));
    Ok(Ending::Done)
}

fn hint_for(field: &str) -> &'static str {
    match field {
        "date" => "2019-11-13, 2019-11, 2019, 13 Nov 2019",
        "region" => "Korea, Korea/Seoul, none",
        "category" => "Korea/Politics",
        "language" => "ko, Korean",
        _ => "any words",
    }
}
