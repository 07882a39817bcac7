//! The sessions of README and documents: every command in them prints what the README says, on the sample clippings.

use std::path::Path;
use std::process::Command;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The command and the output of every `$` line in the README's console blocks.
fn sessions(readme: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut inside = false;
    for line in readme.lines() {
        match line.strip_prefix("$ ").filter(|_| inside) {
            Some(command) => found.push((command.to_owned(), String::new())),
            None if line.starts_with("```") => inside = line == "```console",
            None if inside => {
                if let Some((_, output)) = found.last_mut() {
                    output.push_str(line);
                    output.push('\n');
                }
            }
            None => {}
        }
    }
    found
}

/// A command line taken apart as a shell does: blanks, single and double quotation marks.
fn words(command: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quote = None;
    for c in command.chars() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '\'' | '"') => quote = Some(c),
            (None, ' ') => words.push(String::new()),
            (_, c) => words.last_mut().expect("there is always a word").push(c),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

fn morgue(index: &Path, arguments: &[String]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_morgue"))
        .current_dir(ROOT)
        .env("MORGUE_INDEX", index)
        .args(arguments)
        .output()
        .expect("the program starts");
    // A terminal shows both.
    let printed = [output.stdout, output.stderr].concat();
    String::from_utf8(printed).expect("the program prints UTF-8")
}

/// What differs from run to run made the same: times, cursors, where the project lies.
fn settled(text: &str) -> String {
    let mut settled = String::new();
    for line in text.replace(ROOT, "~/morgue").trim_end().lines() {
        let line = match line.split_once("--after ") {
            Some((before, _)) => format!("{before}--after CURSOR"),
            None => line.to_owned(),
        };
        for (place, part) in line.split(" · ").enumerate() {
            if place > 0 {
                settled.push_str(" · ");
            }
            let time = part.split("   ").next().unwrap_or(part);
            match [" ms", " µs", " s"].iter().any(|unit| time.ends_with(unit)) && place > 0 {
                true => settled.push_str(&part.replacen(time, "TIME", 1)),
                false => settled.push_str(part),
            }
        }
        settled.push('\n');
    }
    settled
}

#[test]
fn every_command_of_the_readme_prints_what_it_says() {
    every_command_prints_what_is_said("README.md", 8);
}

#[test]
fn every_example_of_the_query_language_prints_what_is_said() {
    every_command_prints_what_is_said("docs/query-language.md", 8);
}

#[test]
fn the_audit_of_dates_prints_what_is_said() {
    every_command_prints_what_is_said("docs/dates.md", 2);
}

fn every_command_prints_what_is_said(page: &str, fewest: usize) {
    let text = std::fs::read_to_string(format!("{ROOT}/{page}")).expect("the page is there");
    let sessions = sessions(&text);
    assert!(sessions.len() >= fewest, "{page} shows sessions");
    let index = tempfile::tempdir().expect("a folder for the archive");
    morgue(index.path(), &["ingest".to_owned(), "corpus".to_owned()]);
    for (command, expected) in sessions {
        let mut arguments = words(&command.replacen("cargo run --release -- ", "morgue ", 1));
        assert_eq!(arguments.remove(0), "morgue", "{command}");
        arguments.extend(["--layout", "page"].map(str::to_owned));
        let printed = morgue(index.path(), &arguments);
        assert_eq!(settled(&printed), settled(&expected), "$ {command}");
    }
}

#[test]
fn what_the_readme_leads_to_is_there() {
    let readme = std::fs::read_to_string(format!("{ROOT}/README.md")).expect("there is a README");
    // Marks in a session may stand before a bracket.
    let prose: String = readme.split("```").step_by(2).collect();
    for link in prose.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
        assert!(Path::new(ROOT).join(link).exists(), "{link}");
    }
}

#[test]
fn the_modules_named_in_architecture_are_there() {
    let page = std::fs::read_to_string(format!("{ROOT}/ARCHITECTURE.md")).expect("there is one");
    for path in page.split('`').filter(|part| {
        ["src/", "tests/", "docs/", "examples/", "corpus/"].iter().any(|top| part.starts_with(top))
    }) {
        assert!(Path::new(ROOT).join(path).exists(), "{path}");
    }
}
