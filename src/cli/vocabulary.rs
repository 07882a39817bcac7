//! `vocabulary`: the words that a person may say the meaning of, where they are written, and what
//! of them was not understood.

use std::io::Write;

use super::args::Vocabulary as Arguments;
use super::ending::{Ending, Failure};
use super::page::{counted, wrapped};
use super::run::Run;
use super::safe;
use crate::clipping::Dimension;
use crate::desk::{self, Vocabulary};
use crate::enrich::places;
use crate::wire;

/// Rows of one file printed on a terminal, unless all are asked for.
const ROWS: usize = 20;

pub(super) fn run(arguments: &Arguments, run: &mut Run) -> Result<Ending, Failure> {
    let files = desk::vocabularies(&run.index)?;
    let not_understood: usize = files.iter().map(|file| file.notes.len()).sum();
    let ending = if not_understood > 0 { Ending::Nothing } else { Ending::Done };
    if arguments.json {
        let shape = wire::Vocabularies { files: files.iter().map(shape).collect() };
        writeln!(run.screen.out, "{}", wire::to_json(&shape))?;
        return Ok(ending);
    }
    for file in &files {
        if run.screen.is_terminal {
            print(file, arguments, run)?;
        } else {
            for (name, path) in &file.rows {
                run.screen.row([file.name, name, &shown(file.dimension, path.as_deref())])?;
            }
        }
        for note in &file.notes {
            run.screen.aside(&format!("note: {}", safe::line(&note.message)));
        }
    }
    if files.iter().any(|file| file.is_there) {
        run.screen
            .aside("hint: the next `morgue ingest` applies what was changed to what is already in");
    }
    Ok(ending)
}

fn shape(file: &Vocabulary) -> wire::Vocabulary {
    let name = |(name, path): &(String, Option<Vec<String>>)| wire::VocabularyName {
        name: name.clone(),
        path: path.clone(),
    };
    wire::Vocabulary {
        name: file.name,
        path: file.path.display().to_string(),
        exists: file.is_there,
        dimension: file.dimension.name(),
        names: file.rows.iter().map(name).collect(),
        notes: file.notes.iter().map(|note| note.message.clone()).collect(),
    }
}

fn print(file: &Vocabulary, arguments: &Arguments, run: &mut Run) -> Result<(), Failure> {
    let (palette, width) = (run.screen.palette, run.screen.width);
    let path = file.path.display().to_string();
    let held = match file.is_there {
        true => counted(file.rows.len() as u64, "name"),
        false => "not there yet".to_owned(),
    };
    let head = format!("{}  {}", palette.strong(&safe::line(&path)), palette.faint(&held));
    let mut lines = wrapped(&head, "", "  ", width);
    let most = if arguments.all { usize::MAX } else { ROWS };
    for (name, path) in file.rows.iter().take(most) {
        let row = format!("{} = {}", safe::line(name), shown(file.dimension, path.as_deref()));
        lines.extend(wrapped(&row, "  ", "      ", width));
    }
    if file.rows.len() > most {
        let more = format!("and {} more: --all prints them", file.rows.len() - most);
        lines.push(palette.faint(&format!("  {more}")));
    }
    if file.rows.is_empty() {
        lines.extend(wrapped(&palette.faint(example(file.dimension)), "  ", "  ", width));
    }
    run.screen.print(&(lines.join("\n") + "\n\n"))?;
    Ok(())
}

/// What a person may write there.
fn example(dimension: Dimension) -> &'static str {
    match dimension {
        Dimension::Region => "one a line: Kiyv, Kyjiw = UA/kyiv; Springfield Times = -",
        Dimension::Category => "one a line: korea, south = Korea; print edition = -",
        Dimension::Date
        | Dimension::Outlet
        | Dimension::Via
        | Dimension::Agency
        | Dimension::Language
        | Dimension::Tag
        | Dimension::Topic
        | Dimension::Person
        | Dimension::Organisation
        | Dimension::Company
        | Dimension::Status => "",
    }
}

fn shown(dimension: Dimension, path: Option<&[String]>) -> String {
    let Some(path) = path else {
        return "- (none)".to_owned();
    };
    if dimension != Dimension::Region {
        return path.join("/");
    }
    let steps: Vec<&str> = path.iter().map(String::as_str).collect();
    let named = (1..=steps.len()).map(|depth| {
        places::name_of(&steps[..depth]).unwrap_or_else(|| steps[depth - 1].to_owned())
    });
    named.collect::<Vec<_>>().join(" / ")
}
