//! The program killed at random moments of an ingest: nothing is lost but the uncommitted batch, nothing is doubled.

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::desk::{Desk, clipping, held};
use crate::support::Dice;

fn ingest(desk: &Desk) -> Child {
    Command::new(env!("CARGO_BIN_EXE_morgue"))
        .arg("ingest")
        .arg(desk.root())
        .arg("--index")
        .arg(desk.index())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts")
}

fn fill(desk: &Desk) {
    for number in 0..300 {
        let text = format!("Text number {number} of the day, with some words to index and keep.");
        desk.write(&format!("one/{number:03}.txt"), clipping(&format!("Item {number}"), &text));
    }
    for file in 0..6 {
        let lines: String = (0..400)
            .map(|line| {
                format!("{{\"id\":\"{file}-{line}\",\"title\":\"Wire {file} {line}\",\"text\":\"Words.\"}}\n")
            })
            .collect();
        desk.write(&format!("wire/{file}.jsonl"), lines);
    }
}

/// `MORGUE_KILLS` raises the number of kills.
#[test]
fn killed_at_any_moment_the_archive_is_whole_and_the_next_run_completes_it() {
    let kills = std::env::var("MORGUE_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(8);
    let undisturbed = Desk::new();
    fill(&undisturbed);
    let started = Instant::now();
    assert!(ingest(&undisturbed).wait().expect("it ends").success());
    let whole = started.elapsed();
    let expected = held(&undisturbed.index());
    assert_eq!(expected.len(), 2_700);
    let mut dice = Dice::new(7);
    for kill in 0..kills {
        let desk = Desk::new();
        fill(&desk);
        let mut child = ingest(&desk);
        let moment = whole.mul_f64(dice.within(1, 1_000) as f64 / 1_000.0);
        std::thread::sleep(moment.max(Duration::from_millis(1)));
        child.kill().expect("it can be killed");
        child.wait().expect("it ends");
        assert!(ingest(&desk).wait().expect("it ends").success(), "kill {kill} after {moment:?}");
        assert_eq!(held(&desk.index()), expected, "kill {kill} after {moment:?}");
        assert!(desk.snapshot().damaged_files().expect("readable").is_empty());
    }
}
