//! Files that nobody would save, and queries nobody would type: seeds cut, doubled, swapped, nested,
//! spliced and flipped by a seeded generator, through every target that is fuzzed.
//!
//! An ordinary run tries some for each. `MORGUE_FUZZ_SECONDS=600 cargo test --test it fuzz_targets`
//! goes on for so long, `MORGUE_FUZZ_SEED` begins elsewhere; what breaks something is written to the
//! folder for temporary files, and its path is told. `MORGUE_FUZZ_WRITE=fuzz/corpus` writes the seeds
//! for the fuzzers of `fuzz/`.

use std::collections::BTreeSet;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant};

use crate::support::{Dice, number_from};
use crate::target_seeds::{self, Seed};
use crate::targets::{self, Target};

/// Each target is tried on so many where no time is given.
const ROUNDS: usize = 40;

/// What is made has at most so many bytes.
const MAX_BYTES: usize = 256 * 1024;

/// A query has at most so many: what is longer is refused early.
const MAX_QUERY_BYTES: usize = 2_000;

/// Nothing so small may take as long as this.
const GROSSLY_LONG: Duration = Duration::from_secs(20);

const PIECES: [&str; 30] = [
    "<",
    ">",
    "</",
    "{",
    "}",
    "[",
    "]",
    "\"",
    "\\",
    "&amp;",
    "&#0;",
    "&#x110000;",
    "\r\n",
    "\n\n",
    "\0",
    "\u{1b}[",
    "\u{feff}",
    "\u{202e}",
    "Ã©",
    "â€™",
    "-\n",
    "=\r\n",
    "<!--",
    "<![CDATA[",
    "{\\rtf",
    "\\bin9 ",
    "]]>",
    "----",
    "Content-Length: ",
    "한",
];

struct Mutator {
    dice: Dice,
}

impl Mutator {
    /// The bytes of a seed after some deeds.
    fn next(&mut self, seeds: &[Seed], seed: usize) -> Vec<u8> {
        let limit = if is_query(&seeds[seed].target) { MAX_QUERY_BYTES } else { MAX_BYTES };
        let mut bytes = seeds[seed].bytes.clone();
        for _ in 0..self.dice.within(1, 7) {
            self.mutate(&mut bytes, seeds, seed);
            bytes.truncate(limit);
        }
        bytes
    }

    fn mutate(&mut self, bytes: &mut Vec<u8>, seeds: &[Seed], seed: usize) {
        let (from, to) = self.stretch(bytes.len());
        match self.dice.place(10) {
            0 => bytes.truncate(from),
            1 => drop(bytes.drain(from..to)),
            2 => self.double(bytes, from, to),
            3 => bytes[from..to].reverse(),
            4 => self.swap(bytes),
            5 => {
                let place = if self.dice.chance(70) { seed } else { self.dice.place(seeds.len()) };
                let other = &seeds[place].bytes;
                let (start, end) = self.stretch(other.len());
                bytes.splice(from..from, other[start..end].iter().copied());
            }
            6 => {
                let piece = self.dice.pick(&PIECES).as_bytes();
                let times = if self.dice.chance(10) { 5_000 } else { 1 };
                bytes.splice(from..from, piece.repeat(times));
            }
            7 => self.nest(bytes, from, to),
            8 => self.grow_a_number(bytes),
            _ => {
                for _ in 0..self.dice.within(1, 6) {
                    if !bytes.is_empty() {
                        let at = self.dice.place(bytes.len());
                        bytes[at] ^= 1 << self.dice.place(8);
                    }
                }
            }
        }
    }

    fn double(&mut self, bytes: &mut Vec<u8>, from: usize, to: usize) {
        let times = if self.dice.chance(20) { 200 } else { 1 };
        let copy = bytes[from..to].repeat(times.min(MAX_BYTES / (to - from).max(1)));
        bytes.splice(to..to, copy);
    }

    fn swap(&mut self, bytes: &mut [u8]) {
        let half = bytes.len() / 2;
        let (start, end) = self.stretch(half);
        let (first, second) = bytes.split_at_mut(half);
        first[start..end].swap_with_slice(&mut second[start..end]);
    }

    /// A stretch inside many of what opens before it.
    fn nest(&mut self, bytes: &mut Vec<u8>, from: usize, to: usize) {
        const PAIRS: [(&str, &str); 6] = [
            ("<div>", "</div>"),
            ("[", "]"),
            ("{\"a\":", "}"),
            ("{\\b ", "}"),
            ("<w:p><w:r>", "</w:r></w:p>"),
            ("\"", "\""),
        ];
        let (opens, closes) = PAIRS[self.dice.place(PAIRS.len())];
        let times = self.dice.within(1, 2_000);
        bytes.splice(to..to, closes.repeat(times).into_bytes());
        bytes.splice(from..from, opens.repeat(times).into_bytes());
    }

    fn grow_a_number(&mut self, bytes: &mut Vec<u8>) {
        const NUMBERS: [&str; 7] =
            ["0", "-1", "65536", "4294967295", "99999999999999999999", "1e999", ""];
        let digits: Vec<usize> =
            (0..bytes.len()).filter(|at| bytes[*at].is_ascii_digit()).collect();
        if digits.is_empty() {
            return;
        }
        let from = digits[self.dice.place(digits.len())];
        let length = bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        bytes.splice(from..from + length, self.dice.pick(&NUMBERS).bytes());
    }

    fn stretch(&mut self, length: usize) -> (usize, usize) {
        let (one, other) = (self.dice.place(length + 1), self.dice.place(length + 1));
        (one.min(other), one.max(other))
    }
}

fn is_query(target: &str) -> bool {
    matches!(target, "query" | "judge")
}

/// Tries a target, and keeps what breaks it; gives how long it took.
fn attempt(target: &Target, bytes: &[u8]) -> Duration {
    let start = Instant::now();
    let ended = catch_unwind(AssertUnwindSafe(|| target.run(bytes)));
    let took = start.elapsed();
    if ended.is_err() || took > GROSSLY_LONG {
        let path = std::env::temp_dir().join(format!("morgue-fuzz-{}", target.name));
        fs::write(&path, bytes).expect("the bytes are kept");
        panic!(
            "{} bytes break the target {}, in {took:?}: {}",
            bytes.len(),
            target.name,
            path.display()
        );
    }
    took
}

/// The target of a seed.
fn target<'a>(targets: &'a [Target], seed: &Seed) -> &'a Target {
    let found = targets.iter().find(|target| target.name == seed.target);
    found.unwrap_or_else(|| panic!("{} is for no target: {}", seed.name, seed.target))
}

#[test]
fn nothing_breaks_a_target() {
    let (targets, seeds) = (targets::all(), target_seeds::all());
    let mut mutator = Mutator { dice: Dice::new(number_from("MORGUE_FUZZ_SEED").unwrap_or(1)) };
    let until = number_from("MORGUE_FUZZ_SECONDS")
        .map(|seconds| Instant::now() + Duration::from_secs(seconds));
    let goes_on = |round: usize| match until {
        Some(until) => Instant::now() < until,
        None => round < ROUNDS,
    };
    let mut tried = vec![(0_u64, Duration::ZERO, 0); targets.len()];
    for seed in &seeds {
        attempt(target(&targets, seed), &seed.bytes);
    }
    for round in 0.. {
        if !goes_on(round) {
            break;
        }
        for (target, (count, slowest, length)) in targets.iter().zip(&mut tried) {
            let own: Vec<usize> =
                (0..seeds.len()).filter(|at| seeds[*at].target == target.name).collect();
            let bytes = mutator.next(&seeds, own[round % own.len()]);
            let took = attempt(target, &bytes);
            *count += 1;
            if took > *slowest {
                (*slowest, *length) = (took, bytes.len());
            }
        }
    }
    for (target, (count, slowest, bytes)) in targets.iter().zip(tried) {
        println!("{:<18}{count:>8}, the slowest {slowest:?}, {bytes} bytes", target.name);
    }
}

#[test]
fn a_target_is_registered_with_the_fuzzers_and_has_seeds() {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/Cargo.toml");
    let manifest = fs::read_to_string(manifest).expect("the manifest is there");
    let binaries = manifest.split("[[bin]]\n").skip(1);
    let registered: BTreeSet<&str> = binaries
        .filter_map(|entry| entry.lines().next()?.strip_prefix("name = \"")?.strip_suffix('"'))
        .collect();
    let targets = targets::all();
    let names: BTreeSet<&str> = targets.iter().map(|target| target.name.as_str()).collect();
    assert_eq!(registered, names, "fuzz/Cargo.toml and the targets");
    let seeds = target_seeds::all();
    let seeded: BTreeSet<&str> = seeds.iter().map(|seed| seed.target.as_str()).collect();
    assert_eq!(seeded, names, "seeds and the targets");
    if let Some(folder) = std::env::var_os("MORGUE_FUZZ_WRITE") {
        write(&seeds, &Path::new(env!("CARGO_MANIFEST_DIR")).join(folder));
    }
}

/// Writes each seed into the folder of its target, where the fuzzers look for them.
fn write(seeds: &[Seed], folder: &Path) {
    for seed in seeds {
        let folder = folder.join(&seed.target);
        fs::create_dir_all(&folder).expect("a folder is made");
        let name = seed.name.replace([' ', '/'], "-");
        fs::write(folder.join(name), &seed.bytes).expect("a seed is written");
    }
}
