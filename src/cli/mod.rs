//! The command line: the only code that prints, reads environment, home or clock, or decides an
//! exit code.

mod acronyms;
mod apart;
mod args;
mod bars;
mod batch;
mod bench;
mod cells;
mod correct;
mod count;
mod dashes;
mod dates;
mod diff;
mod dups;
mod ending;
mod explain;
mod facets;
mod forget;
mod generate;
mod guard;
mod ingest;
mod kwic;
mod ledger;
mod markdown;
mod marks;
mod matches;
mod nothing;
mod page;
mod place;
mod problems;
mod progress;
mod queries;
mod question;
mod rebuild;
mod related;
mod run;
mod safe;
mod screen;
mod search;
mod show;
mod significant;
mod stats;
mod syntax;
mod tally;
mod terms;
mod time;
mod timeline;
mod translate;
mod verbs;
mod verify;
mod vocabulary;

use std::io::Write;
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use args::{Arguments, Colour, Layout, Verb};
use ending::{Ending, Failure};
use run::Run;
use screen::Screen;

use crate::ingest::APART_VERB;

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    if std::env::args_os().nth(1).is_some_and(|verb| verb == APART_VERB) {
        return apart::run();
    }
    let typed = verbs::with_verb(std::env::args_os().collect());
    let flags_among_words = match dashes(&typed) {
        Ok(flag) => flag,
        Err(failure) => return failed(&failure, &mut Screen::open(Colour::Auto, Layout::Auto)),
    };
    let arguments = match Arguments::try_parse_from(&typed.arguments) {
        Ok(arguments) => arguments,
        Err(told) => {
            return usage(&told).unwrap_or_else(|failure| {
                failed(&failure, &mut Screen::open(Colour::Auto, Layout::Auto))
            });
        }
    };
    let mut run = Run {
        index: arguments.global.index,
        pdftotext: arguments.global.pdftotext,
        now: time::Now::read(),
        screen: Screen::open(arguments.global.color, arguments.global.layout),
        verb_is_implicit: typed.verb_is_implicit,
    };
    if let Some(flag) = flags_among_words {
        let note = run.screen.aside_palette.hint("note:");
        run.screen
            .aside(&format!("{note} what follows -- is the query, {flag} too: flags go before"));
    }
    let index = run.index.clone();
    let ended = guard::guarded(&index, || perform(&arguments.verb, &mut run))
        .and_then(|ending| run.screen.out.flush().map(|()| ending).map_err(Failure::from));
    match ended {
        Ok(ending) => ending.code(),
        Err(failure) => failed(&failure, &mut run.screen),
    }
}

/// Words with a dash among the flags are a failure; the first flag among the words is told.
fn dashes(typed: &verbs::Typed) -> Result<Option<String>, Failure> {
    let Some(place) = typed.verb_place else { return Ok(None) };
    let mut command = Arguments::command();
    command.build();
    let Some(verb) = command.find_subcommand(&typed.arguments[place]) else { return Ok(None) };
    let rest = &typed.arguments[place + 1..];
    match dashes::stray_word(verb, rest) {
        Some(failure) => Err(failure),
        None => Ok(dashes::flags_among_words(verb, rest).map(str::to_owned)),
    }
}

fn failed(failure: &Failure, screen: &mut Screen) -> ExitCode {
    if let Some(told) = failure.told(screen.aside_palette) {
        screen.aside(&told);
    }
    failure.code()
}

/// Help and version go to stdout and are no error; anything else of this kind is.
fn usage(told: &clap::Error) -> Result<ExitCode, Failure> {
    if told.use_stderr() {
        let text = told.render().ansi().to_string();
        Screen::open(Colour::Auto, Layout::Auto).aside(text.trim_end_matches('\n'));
    } else {
        told.print()?;
        std::io::stdout().flush()?;
    }
    Ok(ExitCode::from(u8::try_from(told.exit_code()).unwrap_or(2)))
}

fn perform(verb: &Verb, run: &mut Run) -> Result<Ending, Failure> {
    if !matches!(verb, Verb::Syntax(_) | Verb::Completions(_) | Verb::Man) {
        place::is_no_file(&run.index)?;
    }
    match verb {
        Verb::Search(arguments) => search::run(arguments, run),
        Verb::Count(arguments) => count::run(arguments, run),
        Verb::Facets(arguments) => facets::run(arguments, run),
        Verb::Timeline(arguments) => timeline::run(arguments, run),
        Verb::Dates(arguments) => dates::run(arguments, run),
        Verb::Batch(arguments) => batch::run(arguments, run),
        Verb::Show(arguments) => show::run(arguments, run),
        Verb::Related(arguments) => related::run(arguments, run),
        Verb::Dups(arguments) => dups::run(arguments, run),
        Verb::Diff(arguments) => diff::run(arguments, run),
        Verb::Ingest(arguments) => ingest::run(arguments, run),
        Verb::Stats(arguments) => stats::run(arguments, run),
        Verb::Ledger(arguments) => ledger::run(arguments, run),
        Verb::Verify(arguments) => verify::run(arguments, run),
        Verb::Rebuild => rebuild::run(run),
        Verb::Explain(arguments) => explain::run(arguments, run),
        Verb::Translate(arguments) => translate::run(arguments, run),
        Verb::Terms(arguments) => terms::run(arguments, run),
        Verb::Acronyms(arguments) => acronyms::run(arguments, run),
        Verb::Syntax(arguments) => syntax::run(arguments, run),
        Verb::Correct(arguments) => correct::run(arguments, run),
        Verb::Forget(arguments) => forget::run(arguments, run),
        Verb::Vocabulary(arguments) => vocabulary::run(arguments, run),
        Verb::Bench(arguments) => bench::run(arguments, run),
        Verb::Completions(arguments) => generate::completions(arguments, run),
        Verb::Man => generate::manual(run),
    }
}
