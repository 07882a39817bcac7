//! The command line: the only code that prints, reads environment, home or clock, or decides an
//! exit code.

mod args;
mod bars;
mod bench;
mod correct;
mod count;
mod ending;
mod explain;
mod facets;
mod forget;
mod generate;
mod ingest;
mod kwic;
mod ledger;
mod marks;
mod nothing;
mod page;
mod problems;
mod progress;
mod question;
mod rebuild;
mod run;
mod safe;
mod screen;
mod search;
mod show;
mod stats;
mod syntax;
mod tally;
mod terms;
mod time;
mod timeline;
mod translate;
mod verbs;
mod verify;

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;

use args::{Arguments, Verb};
use ending::{Ending, Failure};
use run::Run;
use screen::Screen;

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    let (arguments, verb_is_implicit) = verbs::with_verb(std::env::args_os().collect());
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(told) => return usage(&told),
    };
    let mut run = Run {
        index: arguments.global.index,
        now: time::Now::read(),
        screen: Screen::open(arguments.global.color, arguments.global.layout),
        verb_is_implicit,
    };
    let ended = perform(&arguments.verb, &mut run)
        .and_then(|ending| run.screen.out.flush().map(|()| ending).map_err(Failure::from));
    match ended {
        Ok(ending) => ending.code(),
        Err(failure) => {
            if let Some(told) = failure.told(run.screen.aside_palette) {
                run.screen.aside(&told);
            }
            failure.code()
        }
    }
}

/// Help and version go to stdout and are no error; anything else of this kind is.
fn usage(told: &clap::Error) -> ExitCode {
    let _ = told.print();
    ExitCode::from(u8::try_from(told.exit_code()).unwrap_or(2))
}

fn perform(verb: &Verb, run: &mut Run) -> Result<Ending, Failure> {
    match verb {
        Verb::Search(arguments) => search::run(arguments, run),
        Verb::Count(arguments) => count::run(arguments, run),
        Verb::Facets(arguments) => facets::run(arguments, run),
        Verb::Timeline(arguments) => timeline::run(arguments, run),
        Verb::Show(arguments) => show::run(arguments, run),
        Verb::Ingest(arguments) => ingest::run(arguments, run),
        Verb::Stats(arguments) => stats::run(arguments, run),
        Verb::Ledger(arguments) => ledger::run(arguments, run),
        Verb::Verify(arguments) => verify::run(arguments, run),
        Verb::Rebuild => rebuild::run(run),
        Verb::Explain(arguments) => explain::run(arguments, run),
        Verb::Translate(arguments) => translate::run(arguments, run),
        Verb::Terms(arguments) => terms::run(arguments, run),
        Verb::Syntax => syntax::run(run),
        Verb::Correct(arguments) => correct::run(arguments, run),
        Verb::Forget(arguments) => forget::run(arguments, run),
        Verb::Bench(arguments) => bench::run(arguments, run),
        Verb::Completions(arguments) => generate::completions(arguments, run),
        Verb::Man => generate::manual(run),
    }
}
