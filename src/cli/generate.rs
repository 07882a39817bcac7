//! What is made from the declarations of verbs and flags: completions and the manual page.

use std::io::Write;

use clap::CommandFactory;

use super::args::{Arguments, Completions, FIRST_STEPS};
use super::ending::{Ending, Failure};
use super::run::Run;
use super::syntax;

pub(super) fn completions(arguments: &Completions, run: &mut Run) -> Result<Ending, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Arguments::command(), "morgue", &mut script);
    run.screen.out.write_all(&script)?;
    Ok(Ending::Done)
}

/// One page: the program, every verb with its flags, the query language.
pub(super) fn manual(run: &mut Run) -> Result<Ending, Failure> {
    run.screen.out.write_all(&page()?)?;
    Ok(Ending::Done)
}

fn page() -> std::io::Result<Vec<u8>> {
    let mut command = Arguments::command();
    command.build();
    let mut page = Vec::new();
    // The section of subcommands is left out: it refers to a page for each, and all are on this one.
    let man = clap_mangen::Man::new(command.clone());
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    for verb in command.get_subcommands().filter(|verb| !verb.is_hide_set()) {
        verb_section(verb, &mut page)?;
    }
    as_typed("THE QUERY LANGUAGE", &syntax::text(), &mut page)?;
    as_typed("FIRST STEPS", FIRST_STEPS, &mut page)?;
    Ok(page)
}

/// A section whose lines are kept.
fn as_typed(heading: &str, text: &str, page: &mut Vec<u8>) -> std::io::Result<()> {
    writeln!(page, ".SH \"{heading}\"\n.nf")?;
    for line in text.lines() {
        writeln!(page, "\\&{}", line.replace('\\', "\\e").replace('-', "\\-"))?;
    }
    writeln!(page, ".fi")
}

/// What a verb does and its own flags, under one heading.
fn verb_section(verb: &clap::Command, page: &mut Vec<u8>) -> std::io::Result<()> {
    let name = verb.get_bin_name().unwrap_or_default().to_owned();
    let own = verb.clone().bin_name(&name).mut_args(|flag| {
        let everywhere = ["index", "color", "layout", "help"].contains(&flag.get_id().as_str());
        flag.hide(everywhere)
    });
    let man = clap_mangen::Man::new(own);
    writeln!(page, ".SH \"{}\"", name.to_uppercase())?;
    let mut sections = Vec::new();
    man.render_description_section(&mut sections)?;
    man.render_synopsis_section(&mut sections)?;
    man.render_options_section(&mut sections)?;
    // Under the heading of the verb its parts need none of their own but for their flags.
    let text = String::from_utf8_lossy(&sections).into_owned();
    for line in text.lines() {
        match line.strip_prefix(".SH ") {
            Some("DESCRIPTION") => {}
            Some("SYNOPSIS") => writeln!(page, ".PP")?,
            Some(heading) => writeln!(page, ".SS {heading}")?,
            None => writeln!(page, "{line}")?,
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_manual_is_one_page_with_every_verb_and_the_query_language() {
        let page = String::from_utf8(page().expect("a page")).expect("text");
        assert!(!page.contains("(1)"), "it refers to no other page");
        for verb in Arguments::command().get_subcommands() {
            let heading = format!(".SH \"MORGUE {}\"", verb.get_name().to_uppercase());
            assert_eq!(page.matches(&heading).count(), 1, "{heading}");
        }
        assert!(page.contains("\\-\\-kwic") && page.contains("Seoul OR Tokyo"));
        assert_eq!(page.matches("\\-\\-layout").count(), 2, "what every verb takes is told once");
    }
}
