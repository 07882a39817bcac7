//! `ingest`, and the ingest before a search with `--sync`.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use super::args::Ingest;
use super::ending::{Ending, Failure};
use super::page::counted;
use super::progress::{Progress, stop_on_interrupt};
use super::run::Run;
use super::{place, tally};
use crate::desk;
use crate::ingest::{self, Options, Tally};

pub(super) fn run(arguments: &Ingest, run: &mut Run) -> Result<Ending, Failure> {
    if !arguments.dry_run {
        desk::keep_traces(&run.index)?;
    }
    let options = Options {
        exclude: arguments.exclude.clone(),
        dry_run: arguments.dry_run,
        prune: arguments.prune,
        checksum: arguments.checksum,
        map: arguments.map.clone(),
        sidecars: arguments.sidecar.clone(),
        ..options(run)?
    };
    let tally = bring_in(&arguments.paths, &options, run)?;
    for line in tally::lines(&tally, arguments.dry_run) {
        run.screen.print(&(line + "\n"))?;
    }
    for line in tally::notes(&tally, arguments.dry_run) {
        run.screen.aside(&line);
    }
    Ok(match tally.files.skipped_in_all() {
        _ if tally.stopped => Ending::Interrupted,
        skipped if skipped > 0 && arguments.strict => Ending::Nothing,
        _ => Ending::Done,
    })
}

/// Brings paths in before a search; says on stderr what changed, where something did.
pub(super) fn sync(paths: &[PathBuf], run: &mut Run) -> Result<Ending, Failure> {
    desk::keep_traces(&run.index)?;
    let options = options(run)?;
    let tally = bring_in(paths, &options, run)?;
    let clippings = &tally.clippings;
    if clippings.new + clippings.changed + clippings.removed > 0 {
        let mut line = format!(
            "brought in {} from {}",
            counted(clippings.new + clippings.changed, "clipping"),
            counted(tally.files.read, "file")
        );
        if clippings.removed > 0 {
            line.push_str(&format!(", took {} out", clippings.removed));
        }
        if tally.files.skipped_in_all() > 0 {
            line.push_str(&format!(", {} skipped", counted(tally.files.skipped_in_all(), "file")));
        }
        run.screen.aside(&line);
    }
    for line in tally::first_notes(tally.notes.iter().cloned()) {
        run.screen.aside(&line);
    }
    Ok(if tally.stopped { Ending::Interrupted } else { Ending::Done })
}

fn bring_in(paths: &[PathBuf], options: &Options, run: &mut Run) -> Result<Tally, Failure> {
    let progress = Progress::new();
    let tally = ingest::ingest(&run.index, paths, options, &|event| progress.show(event));
    progress.end();
    let tally = tally?;
    if !options.dry_run {
        desk::keep_met(&run.index, &tally)?;
    }
    Ok(tally)
}

/// Ordinary options, with the corrections that lie in the archive's folder. Lines of them that
/// cannot be read are told. Whatever writes to an archive comes through here: a folder that is not
/// its own is refused.
pub(super) fn options(run: &mut Run) -> Result<Options, Failure> {
    place::is_free(&run.index)?;
    let pdftotext = pdftotext(&run.pdftotext)?;
    let (lore, notes) = desk::read_lore(&run.index)?;
    for line in tally::first_notes(notes.into_iter().map(|note| note.message)) {
        run.screen.aside(&line);
    }
    Ok(Options {
        threads: std::thread::available_parallelism().map_or(1, usize::from),
        lore,
        stop: stop_on_interrupt(),
        program: std::env::current_exe().ok(),
        pdftotext,
        ..Options::new(run.now.local, run.now.seconds)
    })
}

/// The program that was named, where one was. One that was named by its path is to be there; a name
/// is looked up, and may be missing.
fn pdftotext(named: &OsStr) -> Result<Option<OsString>, Failure> {
    let path = Path::new(named);
    if path.components().count() > 1 && !path.is_file() {
        return Err(Failure::usage(
            format!("there is no program at {}", path.display()),
            "name a pdftotext with --pdftotext or MORGUE_PDFTOTEXT, or nothing for none",
        ));
    }
    Ok((!named.is_empty()).then(|| named.to_owned()))
}
