//! The default verb: `morgue GSOMIA` is `morgue search GSOMIA`.

use std::ffi::{OsStr, OsString};

use clap::{Command, CommandFactory};

use super::args::Arguments;

/// The arguments with `search` put in where no verb is named, and whether it was.
pub(super) fn with_verb(arguments: Vec<OsString>) -> (Vec<OsString>, bool) {
    let command = Arguments::command();
    let Some(place) = verb_place(&arguments) else { return (arguments, false) };
    if is_verb(&command, &arguments[place]) {
        return (arguments, false);
    }
    let mut with_verb = arguments;
    with_verb.insert(place, OsString::from("search"));
    (with_verb, true)
}

/// Where the verb stands or ought to: after the program's name and the flags every verb takes.
/// Nothing where only help or the version is asked for, or nothing at all.
fn verb_place(arguments: &[OsString]) -> Option<usize> {
    let mut place = 1;
    loop {
        let argument = arguments.get(place)?.to_str().unwrap_or_default();
        match argument {
            "--index" | "--color" => place += 2,
            "-h" | "--help" | "-V" | "--version" => return None,
            _ if argument.starts_with("--index=") || argument.starts_with("--color=") => place += 1,
            _ => return Some(place),
        }
    }
}

fn is_verb(command: &Command, argument: &OsStr) -> bool {
    argument.to_str().is_some_and(|name| command.find_subcommand(name).is_some())
}

/// The verb that a word may have been meant for.
pub(super) fn meant(word: &str) -> Option<String> {
    const ALIKE: f64 = 0.9;
    let command = Arguments::command();
    let lower = word.to_lowercase();
    let mut best: Option<(f64, String)> = None;
    for verb in command.get_subcommands() {
        let likeness = strsim::jaro_winkler(&lower, verb.get_name());
        if likeness >= ALIKE && best.as_ref().is_none_or(|(most, _)| likeness > *most) {
            best = Some((likeness, verb.get_name().to_owned()));
        }
    }
    best.map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: &str, expect: &str) {
        let arguments = typed.split(' ').map(OsString::from).collect();
        let (with_verb, _) = with_verb(arguments);
        let words: Vec<&str> = with_verb.iter().filter_map(|word| word.to_str()).collect();
        assert_eq!(words.join(" "), expect);
    }

    #[test]
    fn search_is_the_verb_when_none_is_named() {
        check("morgue GSOMIA", "morgue search GSOMIA");
        check("morgue --category Korea GSOMIA", "morgue search --category Korea GSOMIA");
        check("morgue --index x GSOMIA Tokyo", "morgue --index x search GSOMIA Tokyo");
        check("morgue --color=never GSOMIA", "morgue --color=never search GSOMIA");
        check("morgue -- -opinion", "morgue search -- -opinion");
    }

    #[test]
    fn a_named_verb_stays() {
        for typed in ["morgue count GSOMIA", "morgue --index x stats", "morgue --help", "morgue"] {
            check(typed, typed);
        }
    }

    #[test]
    fn a_slip_of_the_keys_is_seen() {
        assert_eq!(meant("serach").as_deref(), Some("search"));
        assert_eq!(meant("ledgr").as_deref(), Some("ledger"));
        assert_eq!(meant("gsomia"), None);
    }
}
