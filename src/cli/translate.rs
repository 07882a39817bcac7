//! `translate`: a query of another house in our language, and what was lost on the way.

use std::io::Write;

use super::args::Translate;
use super::ending::{Ending, Failure};
use super::run::Run;
use super::{problems, safe};
use crate::query::read_dialect;
use crate::search::refuses;
use crate::wire;

pub(super) fn run(arguments: &Translate, run: &mut Run) -> Result<Ending, Failure> {
    let typed = arguments.words.join(" ").trim().to_owned();
    if typed.is_empty() {
        let example = "morgue translate --from nexis 'hlead(gsomia) and japan'";
        return Err(Failure::usage("there is nothing to translate", example));
    }
    let parsed = read_dialect(arguments.from, &typed, run.now.today());
    let refused = refuses(&parsed.problems);
    let ours = parsed.query.root.as_ref().filter(|_| !refused).map(|_| parsed.query.to_string());
    if arguments.json {
        let translation = wire::Translation {
            dialect: arguments.from.name(),
            query: typed,
            translation: ours.clone(),
            problems: parsed.problems.iter().map(wire::Problem::from).collect(),
        };
        writeln!(run.screen.out, "{}", wire::to_json(&translation))?;
    } else {
        if let Some(ours) = &ours {
            writeln!(run.screen.out, "{}", safe::line(ours))?;
        }
        let (width, palette) = (run.screen.width, run.screen.aside_palette);
        let told = problems::lines(&typed, &parsed.problems, width, palette);
        if !told.is_empty() {
            run.screen.aside(&safe::line(&typed));
        }
        told.iter().for_each(|line| run.screen.aside(line));
    }
    Ok(if ours.is_some() { Ending::Done } else { Ending::Refused })
}
