//! `acronyms`: what short forms stand for in the archive, from which clippings that is known, and
//! what a person writes down about them.

use std::io::Write;

use super::args::Acronyms as Arguments;
use super::ending::{Ending, Failure};
use super::page::{counted, facts, grouped, wrapped};
use super::run::Run;
use super::safe;
use crate::archive::{self, Snapshot};
use crate::search::{ACRONYMS_FILE, Acronyms, Evidence, HandLine, Meaning, ShortForm, Standing};
use crate::{desk, wire};

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
    let notes: Vec<String> = desk::acronym_notes(&run.index)?.collect();
    let acronyms = Acronyms::open(&snapshot)?;
    let typed = arguments.word.join(" ");
    if arguments.json {
        return json(&typed, arguments.limit, &snapshot, &acronyms, notes, run);
    }
    for line in super::tally::first_notes(notes.into_iter()) {
        run.screen.aside(&line);
    }
    match typed.is_empty() {
        true => all(arguments.limit, &acronyms, run),
        false => of_word(&typed, &snapshot, &acronyms, run),
    }
}

/// One JSON object of all short forms, or of those of one word.
fn json(
    typed: &str,
    limit: usize,
    snapshot: &Snapshot,
    acronyms: &Acronyms<'_>,
    notes: Vec<String>,
    run: &mut Run,
) -> Result<Ending, Failure> {
    let (found, sources) = match typed.is_empty() {
        true => (most_frequent(acronyms)?, 0),
        false => (of(typed, acronyms)?, SOURCES),
    };
    let total = found.len() as u64;
    let shown = found.iter().take(if limit == 0 { usize::MAX } else { limit });
    let short_forms = shown
        .map(|short| wire::ShortForm::new(snapshot, acronyms, short, sources))
        .collect::<archive::Result<Vec<_>>>()?;
    let lines = acronyms.lines().iter().filter(|line| typed.is_empty() || line.names(typed));
    let by_hand: Vec<_> = lines.map(wire::HandLine::from).collect();
    let count = total + by_hand.len() as u64;
    let shape = wire::Acronyms { total, short_forms, by_hand, notes };
    writeln!(run.screen.out, "{}", wire::to_json(&shape))?;
    Ok(Ending::of_count(count))
}

/// Every short form, the most frequent one first.
fn most_frequent(acronyms: &Acronyms<'_>) -> archive::Result<Vec<ShortForm>> {
    let mut found: Vec<(u64, ShortForm)> = Vec::new();
    for key in acronyms.keys()? {
        if let Some(short) = acronyms.short_form(&key)? {
            found.push((short.meanings.iter().flatten().map(|one| one.clippings).sum(), short));
        }
    }
    found.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.shown.cmp(&b.1.shown)));
    Ok(found.into_iter().map(|(_, short)| short).collect())
}

/// The short forms that a word is, or is a long form of.
fn of(typed: &str, acronyms: &Acronyms<'_>) -> archive::Result<Vec<ShortForm>> {
    let mut found = Vec::new();
    for key in acronyms.keys_of(typed)? {
        found.extend(acronyms.short_form(&key)?);
    }
    Ok(found)
}

/// Every line of the person's, then every short form, the most frequent one first.
fn all(limit: usize, acronyms: &Acronyms<'_>, run: &mut Run) -> Result<Ending, Failure> {
    for line in acronyms.lines() {
        print_line(line, run)?;
    }
    let mut found = most_frequent(acronyms)?;
    let count = found.len() as u64;
    if limit > 0 {
        found.truncate(limit);
    }
    for short in &found {
        print(short, acronyms, run)?;
    }
    let shown = found.len() as u64;
    let more = match shown < count {
        true => format!(", the {} most frequent shown", grouped(shown)),
        false => String::new(),
    };
    let lines = acronyms.lines().len() as u64;
    let yours = match lines {
        0 => String::new(),
        _ => format!("{} of {ACRONYMS_FILE} · ", counted(lines, "line")),
    };
    let told = format!("{yours}{}{more}; counts are of clippings", counted(count, "short form"));
    run.screen.aside(&told);
    Ok(Ending::of_count(count + lines))
}

/// A line of the person's: in a table, `by hand` stands where a short form says what is done with
/// it.
fn print_line(line: &HandLine, run: &mut Run) -> Result<(), Failure> {
    let (names, meaning) = (line.names.join(", "), line.meaning.as_deref().unwrap_or("-"));
    if !run.screen.is_terminal {
        return Ok(run.screen.row([&*names, meaning, "", "", Standing::ByHand.name()])?);
    }
    let text = format!("{} = {}", safe::line(&names), safe::line(meaning));
    for line in wrapped(&text, "  yours  ", &" ".repeat(11), run.screen.width) {
        run.screen.print(&(line + "\n"))?;
    }
    Ok(())
}

/// What one word stands for, and who says so.
fn of_word(
    typed: &str,
    snapshot: &Snapshot,
    acronyms: &Acronyms<'_>,
    run: &mut Run,
) -> Result<Ending, Failure> {
    let mut count = 0;
    for short in of(typed, acronyms)? {
        count += 1;
        print(&short, acronyms, run)?;
        if run.screen.is_terminal {
            for meaning in short.meanings.iter().flatten() {
                sources(meaning, snapshot, acronyms, run)?;
            }
        }
        if let Some(told) = told(&short, acronyms.standing(&short)?) {
            run.screen.aside(&told);
        }
    }
    for line in acronyms.lines().iter().filter(|line| line.names(typed)) {
        count += 1;
        print_line(line, run)?;
    }
    if count == 0 {
        run.screen.aside(&format!("no clipping says what {} stands for", safe::line(typed)));
    }
    Ok(Ending::of_count(count))
}

/// Why a query does not look for a short form by its names; nothing where it does.
fn told(short: &ShortForm, standing: Standing) -> Option<String> {
    let name = safe::line(&short.shown);
    let of = |evidence: Evidence| {
        let Evidence { telling, printing, .. } = evidence;
        let spell = if telling == 1 { "spells" } else { "spell" };
        let (telling, printing) = (grouped(telling), grouped(printing));
        format!("{telling} of the {printing} clippings that print it {spell} it out")
    };
    Some(match standing {
        Standing::Widened => return None,
        Standing::Suggested(evidence) => format!("{name} is looked for as typed: {}", of(evidence)),
        Standing::Word(evidence) => format!("{name} is looked for as a word: {}", of(evidence)),
        Standing::Several => format!("{name} is looked for as typed: it stands for several things"),
        Standing::ByHand => format!("{name} is looked for as {ACRONYMS_FILE} says"),
    })
}

/// A short form with what it stands for: a row for each meaning. Things that differ are numbered
/// where there are several.
fn print(short: &ShortForm, acronyms: &Acronyms<'_>, run: &mut Run) -> Result<(), Failure> {
    let standing = acronyms.standing(short)?.name();
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
                let cells = [&*short.shown, meaning.shown(), &clippings, &number, standing];
                run.screen.row(cells)?;
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
