//! `count`: how many stories or clippings match.

use std::io::Write;

use super::args::Count;
use super::ending::{Ending, Failure};
use super::page::grouped;
use super::question::ask_or_everything;
use super::run::Run;
use super::search::{prepare, tell_problems};
use crate::archive::Snapshot;
use crate::search::{Searcher, refuses};

pub(super) fn run(arguments: &Count, run: &mut Run) -> Result<Ending, Failure> {
    let asked = ask_or_everything(&arguments.question, run.now.today())?;
    if refuses(&asked.problems) {
        tell_problems(&asked, &asked.problems, &mut run.screen);
        return Ok(Ending::Refused);
    }
    let snapshot = Snapshot::open(&run.index)?;
    let mut searcher = Searcher::new(&snapshot)?;
    let Some(prepared) = prepare(&asked, &mut searcher, run)? else {
        return Ok(Ending::Refused);
    };
    let fold = arguments.question.folding.fold();
    let counted = searcher.count_stories(&prepared.reading, fold)?;
    if counted.stories < counted.clippings {
        let clippings = grouped(counted.clippings);
        run.screen.aside(&format!("stories in {clippings} clippings; --copies counts clippings"));
    }
    writeln!(run.screen.out, "{}", counted.stories)?;
    Ok(Ending::of_count(counted.stories))
}
