//! Bytes that mean no good: nothing panics, every file is accounted for, nothing reaches the terminal unneutralised.

use std::process::Command;

use morgue::archive::FileOutcome;

use crate::desk::{Desk, clipping};
use crate::support::Dice;

const SGML: &str = "<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n<REUTERS TOPICS=\"YES\" NEWID=\"1\">\n\
    <DATE>26-FEB-1987 15:01:01.79</DATE>\n<TOPICS><D>cocoa</D></TOPICS>\n\
    <TEXT>&#2;\n<TITLE>COCOA FALLS</TITLE>\n<DATELINE>    SALVADOR, Feb 26 - </DATELINE>\
    <BODY>Cocoa fell.\n Reuter\n&#3;</BODY></TEXT>\n</REUTERS>\n";

const JSON: &str = "{\"id\":\"1\",\"title\":\"Pact ends\",\"date\":\"2019-11-13\",\"text\":\"It ended.\"}\n";

fn mutated(sample: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = sample.to_vec();
    for _ in 0..dice.within(1, 12) {
        if bytes.is_empty() {
            break;
        }
        let at = dice.within(0, bytes.len());
        match dice.within(0, 4) {
            0 => bytes[at] = dice.next() as u8,
            1 => bytes.truncate(at),
            2 => {
                let piece = bytes[at..(at + 20).min(bytes.len())].to_vec();
                bytes.splice(at..at, piece);
            }
            _ => bytes[at] ^= 1 << dice.within(0, 8),
        }
    }
    bytes
}

#[test]
fn a_thousand_random_and_mutated_files_are_all_accounted_for() {
    let desk = Desk::new();
    let mut dice = Dice::new(11);
    let text = clipping("Pact ends", "The pact ended on Friday. 협정은 끝났다.");
    let samples = [text.as_bytes(), SGML.as_bytes(), JSON.as_bytes()];
    for number in 0..1_000 {
        let bytes = if number % 4 == 0 {
            (0..dice.within(0, 400)).map(|_| dice.next() as u8).collect()
        } else {
            mutated(samples[number % 3], &mut dice)
        };
        desk.write(&format!("{number:04}"), bytes);
    }
    let tally = desk.ingest();
    assert_eq!(tally.files.found, 1_000);
    let failed = |reason: &String| reason.starts_with("the reader failed");
    assert!(!tally.files.skipped.keys().any(failed), "{:?}", tally.files.skipped);
    let states = desk.snapshot().file_states().expect("readable");
    assert_eq!(states.len(), 1_000, "every file is in the ledger");
    let skipped = states.iter().filter(|state| matches!(state.outcome, FileOutcome::Skipped { .. }));
    assert_eq!(skipped.count() as u64, tally.files.skipped_in_all());
    assert_eq!(desk.ingest().files.unchanged, 1_000);
}

#[test]
fn escape_sequences_and_bidi_controls_never_reach_the_reader() {
    let desk = Desk::new();
    let evil = "Pact \u{1b}[31mred\u{1b}]0;title\u{7} \u{202e}gnol\u{2066} \u{9b}2J ends";
    let line = format!("{{\"id\":\"\\u001b[2J\",\"title\":\"Pact \\u001b[31m \\u202e x\",\"text\":\"{}\"}}\n", "Pact \\u001b[1m \\u009b ends.");
    desk.write("evil\u{1b}[31m.txt", clipping(evil, evil));
    desk.write("evil.jsonl", line);
    desk.ingest();
    let id = desk.held()[0].0.to_string();
    for arguments in [
        vec!["search", "pact"],
        vec!["search", "pact", "--layout", "page"],
        vec!["search", "pact", "--kwic"],
        vec!["search", "pact", "--json"],
        vec!["show", &id],
        vec!["show", &id, "--raw"],
        vec!["show", &id, "--meta"],
        vec!["ledger", "--all"],
        vec!["facets", "--by", "category,tag,outlet"],
        vec!["terms"],
        vec!["explain", "pact\u{1b}[31m", &id],
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_morgue"))
            .args(&arguments)
            .arg("--index")
            .arg(desk.index())
            .output()
            .expect("the program starts");
        for bytes in [output.stdout, output.stderr] {
            let printed = String::from_utf8(bytes).expect("the program prints UTF-8");
            let foreign = printed.chars().find(|c| {
                c.is_control() && !matches!(c, '\n' | '\t')
                    || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
            });
            assert_eq!(foreign, None, "{arguments:?} printed {printed:?}");
        }
    }
}
