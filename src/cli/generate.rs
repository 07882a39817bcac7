//! What is made from the declarations of verbs and flags: completions and the manual page.

use std::io::Write;

use clap::CommandFactory;

use super::args::{Arguments, Completions};
use super::ending::{Ending, Failure};
use super::run::Run;

pub(super) fn completions(arguments: &Completions, run: &mut Run) -> Result<Ending, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Arguments::command(), "morgue", &mut script);
    run.screen.out.write_all(&script)?;
    Ok(Ending::Done)
}

/// One page: the program, then every verb.
pub(super) fn manual(run: &mut Run) -> Result<Ending, Failure> {
    let mut command = Arguments::command();
    command.build();
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut page)?;
    for verb in command.get_subcommands().filter(|verb| !verb.is_hide_set()) {
        let name = verb.get_bin_name().unwrap_or_default().to_owned();
        writeln!(page, ".SH \"{}\"", name.to_uppercase())?;
        let man = clap_mangen::Man::new(verb.clone().bin_name(name));
        man.render_synopsis_section(&mut page)?;
        man.render_description_section(&mut page)?;
        man.render_options_section(&mut page)?;
    }
    run.screen.out.write_all(&page)?;
    Ok(Ending::Done)
}
