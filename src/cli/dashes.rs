//! Words that begin with a dash: a query that leaves a word out looks like flags to a shell's
//! user, and flags after `--` are words.

use std::ffi::OsString;

use clap::{Arg, Command};

use super::ending::Failure;

/// The failure for a word like `-opinion` where flags are expected: `command` is the verb, built,
/// and `arguments` is what follows its name.
pub(super) fn stray_word(command: &Command, arguments: &[OsString]) -> Option<Failure> {
    if !takes_query(command) {
        return None;
    }
    let mut before: Vec<&str> = Vec::new();
    let mut rest = arguments.iter().map(|argument| argument.to_str().unwrap_or_default());
    while let Some(argument) = rest.next().filter(|argument| *argument != "--") {
        match flag(command, argument) {
            Some(flag) => {
                if flag.get_action().takes_values() && !holds_value(argument) {
                    rest.next();
                }
            }
            None if argument.starts_with("--") => return None,
            None if argument.len() > 1 && argument.starts_with('-') => {
                return Some(failure(command.get_name(), &before, argument));
            }
            None => before.push(argument),
        }
    }
    None
}

/// The flags that stand after `--`, where they are words of the query.
pub(super) fn flags_among_words<'a>(
    command: &Command,
    arguments: &'a [OsString],
) -> Option<&'a str> {
    let after = arguments.iter().skip_while(|argument| *argument != "--").skip(1);
    let mut after = after.filter_map(|argument| argument.to_str());
    after.find(|argument| takes_query(command) && flag(command, argument).is_some())
}

/// Verbs whose words are a query.
fn takes_query(command: &Command) -> bool {
    command.get_positionals().any(|word| matches!(word.get_id().as_str(), "words" | "query"))
}

/// The flag that an argument names; of a short one all that follows must be a number.
fn flag<'c>(command: &'c Command, argument: &str) -> Option<&'c Arg> {
    if let Some(long) = argument.strip_prefix("--") {
        let name = long.split('=').next().unwrap_or(long);
        return command.get_arguments().find(|known| known.get_long() == Some(name));
    }
    let mut letters = argument.strip_prefix('-')?.chars();
    let letter = letters.next()?;
    let number = letters.as_str().trim_start_matches('=');
    let known = command.get_arguments().find(|known| known.get_short() == Some(letter));
    known.filter(|_| number.chars().all(|c| c.is_ascii_digit()))
}

fn holds_value(argument: &str) -> bool {
    argument.contains('=') || !argument.starts_with("--") && argument.len() > 2
}

fn failure(verb: &str, before: &[&str], word: &str) -> Failure {
    let quoted = |query: &str| format!("'{}'", query.replace('\'', "'\\''"));
    let hint = if before.is_empty() {
        let without = format!("NOT {}", word.trim_start_matches('-'));
        format!("in a query: morgue {verb} -- {} or {}", quoted(word), quoted(&without))
    } else {
        format!("in a query: morgue {verb} {}", quoted(&format!("{} {word}", before.join(" "))))
    };
    Failure::usage(format!("{word} is read as a flag, and there is none of that name"), hint)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::cli::args::Arguments;

    fn split(typed: &str) -> (Command, Vec<OsString>) {
        let mut command = Arguments::command();
        command.build();
        let (verb, rest) = typed.split_once(' ').unwrap_or((typed, ""));
        let verb = command.find_subcommand(verb).expect("a verb").clone();
        (verb, rest.split(' ').map(OsString::from).collect())
    }

    fn hint(typed: &str) -> Option<String> {
        let (command, arguments) = split(typed);
        stray_word(&command, &arguments).map(|failure| match failure {
            Failure::Usage { hint, .. } => hint.unwrap_or_default(),
            other => panic!("{other:?}"),
        })
    }

    #[test]
    fn a_word_with_a_dash_is_no_bundle_of_flags() {
        for (typed, expect) in [
            ("count -has:date", "morgue count -- '-has:date' or 'NOT has:date'"),
            ("search -n 3 -opinion", "morgue search -- '-opinion' or 'NOT opinion'"),
            ("search GSOMIA -opinion", "morgue search 'GSOMIA -opinion'"),
            ("explain -o'x", "morgue explain -- '-o'\\''x' or 'NOT o'\\''x'"),
        ] {
            assert_eq!(hint(typed), Some(format!("in a query: {expect}")), "{typed}");
        }
    }

    #[test]
    fn flags_and_what_follows_two_dashes_are_left_alone() {
        for typed in [
            "search -h",
            "search -n 5 x",
            "search -n5 x",
            "search --region -x y",
            "search --layout=page --limit 3 x",
            "search -- -opinion",
            "search --nonsense -x",
            "show -abcd",
            "search -",
        ] {
            assert_eq!(hint(typed), None, "{typed}");
        }
    }

    #[test]
    fn flags_after_two_dashes_are_seen() {
        let seen = |typed: &str| {
            let (command, arguments) = split(typed);
            flags_among_words(&command, &arguments).map(str::to_owned)
        };
        assert_eq!(seen("search -- -opinion --limit 2").as_deref(), Some("--limit"));
        assert_eq!(seen("search --limit 2 -- -opinion"), None);
        assert_eq!(seen("search -- -n 2").as_deref(), Some("-n"));
    }
}
