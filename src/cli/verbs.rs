//! The default verb: `morgue GSOMIA` is `morgue search GSOMIA`.

use std::ffi::{OsStr, OsString};

use clap::{Command, CommandFactory};

use super::args::Arguments;

/// The arguments as they were meant.
pub(super) struct Typed {
    /// With `search` put in where no verb is named; `help VERB` is `VERB --help`.
    pub arguments: Vec<OsString>,
    /// Where the verb stands; nothing where only help or the version is asked for, or nothing.
    pub verb_place: Option<usize>,
    /// Whether no verb was named.
    pub verb_is_implicit: bool,
}

/// Finds the verb, or puts it in.
pub(super) fn with_verb(mut arguments: Vec<OsString>) -> Typed {
    let command = Arguments::command();
    let Some(place) = verb_place(&arguments) else {
        return Typed { arguments, verb_place: None, verb_is_implicit: false };
    };
    if let Some(arguments) = help(&command, &arguments, place) {
        return Typed { arguments, verb_place: None, verb_is_implicit: false };
    }
    let verb_is_implicit = !is_verb(&command, &arguments[place]);
    if verb_is_implicit {
        arguments.insert(place, OsString::from("search"));
    }
    Typed { arguments, verb_place: Some(place), verb_is_implicit }
}

/// `help` alone and `help VERB` ask for help; `help wanted` is a query.
fn help(command: &Command, arguments: &[OsString], place: usize) -> Option<Vec<OsString>> {
    if arguments[place] != "help" {
        return None;
    }
    let mut meant = arguments[..place].to_vec();
    match &arguments[place + 1..] {
        [] => {}
        [verb] if is_verb(command, verb) => meant.push(verb.clone()),
        _ => return None,
    }
    meant.push(OsString::from("--help"));
    Some(meant)
}

/// Where the verb stands or ought to: after the program's name and the flags every verb takes.
/// Nothing where only help or the version is asked for, or nothing at all.
fn verb_place(arguments: &[OsString]) -> Option<usize> {
    const GLOBAL: [&str; 3] = ["--index", "--color", "--layout"];
    let mut place = 1;
    loop {
        let argument = arguments.get(place)?.to_str().unwrap_or_default();
        let name = argument.split('=').next().unwrap_or(argument);
        match argument {
            "-h" | "--help" | "-V" | "--version" => return None,
            _ if GLOBAL.contains(&argument) => place += 2,
            _ if GLOBAL.contains(&name) => place += 1,
            _ => return Some(place),
        }
    }
}

fn is_verb(command: &Command, argument: &OsStr) -> bool {
    argument.to_str().is_some_and(|name| command.find_subcommand(name).is_some())
}

/// A first word that looks like a slip for a verb.
pub(super) struct Slip {
    /// What was meant, perhaps: `morgue ingest corpus`.
    pub meant: String,
    /// Whether a file or folder follows, so that it was hardly meant for a query.
    pub has_path: bool,
}

/// Looks for a slip in the words of a query that no verb was named for.
pub(super) fn slip(words: &[String]) -> Option<Slip> {
    let (first, rest) = words.split_first()?;
    let verb = meant(first)?;
    let has_path = rest.first().is_some_and(|word| std::path::Path::new(word).exists());
    let rest = if rest.is_empty() { String::new() } else { format!(" {}", rest.join(" ")) };
    Some(Slip { meant: format!("morgue {verb}{rest}"), has_path })
}

/// The verb that a word may have been meant for.
fn meant(word: &str) -> Option<String> {
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
        let typed = with_verb(arguments);
        let words: Vec<&str> = typed.arguments.iter().filter_map(|word| word.to_str()).collect();
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
        for typed in [
            "morgue count GSOMIA",
            "morgue --index x stats",
            "morgue --layout page stats",
            "morgue --help",
            "morgue",
        ] {
            check(typed, typed);
        }
    }

    #[test]
    fn help_is_no_query() {
        check("morgue help", "morgue --help");
        check("morgue --index x help search", "morgue --index x search --help");
        check("morgue help wanted", "morgue search help wanted");
        check("morgue search help", "morgue search help");
    }

    #[test]
    fn a_slip_of_the_keys_is_seen() {
        assert_eq!(meant("serach").as_deref(), Some("search"));
        assert_eq!(meant("ledgr").as_deref(), Some("ledger"));
        assert_eq!(meant("gsomia"), None);
        let words = |typed: &str| typed.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let slip = slip(&words("ingets src")).expect("a slip");
        assert_eq!((slip.meant.as_str(), slip.has_path), ("morgue ingest src", true));
    }
}
