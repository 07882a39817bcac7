//! `acronyms`: what short forms stand for in the archive, from which clippings that is known, and
//! what a person writes down about them.

use super::args::Acronyms as Arguments;
use super::ending::{Ending, Failure};
use super::page::{counted, facts, grouped, wrapped};
use super::run::Run;
use super::safe;
use crate::archive::{self, Snapshot};
use crate::desk;
use crate::search::{ACRONYMS_FILE, Acronyms, Meaning, ShortForm};

/// So many clippings that define a meaning are named where one word is asked for.
const SOURCES: usize = 3;

pub(super) fn run(arguments: &Arguments, run: &mut Run) -> Result<Ending, Failure> {
    let snapshot = Snapshot::open(&run.index)?;
    if let Some(line) = &arguments.set {
        let why = "SHORT = LONG, or SHORT = - for never";
        let line = desk::keep_acronym(&run.index, line)?
            .ok_or_else(|| Failure::usage(format!("{line} names nothing"), why))?;
        let path = run.index.join(ACRONYMS_FILE);
        run.screen.aside(&format!("kept in {}: {}", path.display(), safe::line(&line)));
        return Ok(Ending::Done);
    }
    for line in super::tally::first_notes(desk::acronym_notes(&run.index)?) {
        run.screen.aside(&line);
    }
    let acronyms = Acronyms::open(&snapshot)?;
    let typed = arguments.word.join(" ");
    match typed.is_empty() {
        true => all(arguments.limit, &acronyms, run),
        false => of_word(&typed, &snapshot, &acronyms, run),
    }
}

/// Every short form, the most frequent one first.
fn all(limit: usize, acronyms: &Acronyms<'_>, run: &mut Run) -> Result<Ending, Failure> {
    let mut found: Vec<(u64, ShortForm)> = Vec::new();
    for key in acronyms.keys()? {
        if let Some(short) = acronyms.short_form(&key)? {
            found.push((short.meanings.iter().flatten().map(|one| one.clippings).sum(), short));
        }
    }
    found.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.shown.cmp(&b.1.shown)));
    let count = found.len() as u64;
    if limit > 0 {
        found.truncate(limit);
    }
    for (_, short) in &found {
        print(short, run)?;
    }
    let shown = found.len() as u64;
    let more = match shown < count {
        true => format!(", the {} most frequent shown", grouped(shown)),
        false => String::new(),
    };
    run.screen.aside(&format!("{}{more}; counts are of clippings", counted(count, "short form")));
    Ok(Ending::of_count(count))
}

/// What one word stands for, and who says so.
fn of_word(
    typed: &str,
    snapshot: &Snapshot,
    acronyms: &Acronyms<'_>,
    run: &mut Run,
) -> Result<Ending, Failure> {
    let mut count = 0;
    for key in acronyms.keys_of(typed)? {
        let Some(short) = acronyms.short_form(&key)? else { continue };
        count += 1;
        print(&short, run)?;
        if run.screen.is_terminal {
            for meaning in short.meanings.iter().flatten() {
                sources(meaning, snapshot, acronyms, run)?;
            }
        }
    }
    if let Some(names) = acronyms.written(typed) {
        count += 1;
        let names = match names.is_empty() {
            true => "never called otherwise".to_owned(),
            false => names.join(", "),
        };
        let names = safe::line(&names).into_owned();
        run.screen.aside(&format!("{ACRONYMS_FILE} has {}: {names}", safe::line(typed)));
    }
    if count == 0 {
        run.screen.aside(&format!("no clipping says what {} stands for", safe::line(typed)));
    }
    Ok(Ending::of_count(count))
}

/// A short form with what it stands for: a row for each meaning. Things that differ are numbered
/// where there are several.
fn print(short: &ShortForm, run: &mut Run) -> Result<(), Failure> {
    let several = short.meanings.len() > 1;
    for (number, thing) in (1..).zip(&short.meanings) {
        for meaning in thing {
            let (clippings, number) = (meaning.clippings.to_string(), u32::to_string(&number));
            if run.screen.is_terminal {
                let number = if several { format!("{number}. ") } else { String::new() };
                let name = safe::line(&short.shown).into_owned();
                let first = format!("{:>7}  {name}  ", grouped(meaning.clippings));
                let rest = " ".repeat(11);
                let text = format!("{number}{}", safe::line(meaning.shown()));
                for line in wrapped(&text, &first, &rest, run.screen.width) {
                    run.screen.print(&(line + "\n"))?;
                }
            } else {
                run.screen.row([&*short.shown, meaning.shown(), &clippings, &number])?;
            }
        }
    }
    Ok(())
}

/// The first clippings that define a meaning.
fn sources(
    meaning: &Meaning,
    snapshot: &Snapshot,
    acronyms: &Acronyms<'_>,
    run: &mut Run,
) -> Result<(), Failure> {
    for address in acronyms.sources(meaning, SOURCES)? {
        let line = source(snapshot, address)?;
        for line in wrapped(&line, "         ", "           ", run.screen.width) {
            run.screen.print(&(line + "\n"))?;
        }
    }
    Ok(())
}

fn source(snapshot: &Snapshot, address: archive::DocAddress) -> archive::Result<String> {
    let clipping = snapshot.clipping(address)?;
    let id = snapshot.short_id(clipping.id)?;
    let headline = safe::line(&clipping.headline.value).into_owned();
    let known = facts(snapshot, &clipping)?;
    Ok(format!(
        "{id}  {headline} · {}",
        known.iter().take(2).cloned().collect::<Vec<_>>().join(" · ")
    ))
}
