//! Files that nobody would save: small ones of every format cut, doubled, swapped, nested, spliced and
//! flipped by a seeded generator, through every reader.
//!
//! An ordinary run tries some of each. `MORGUE_FUZZ_SECONDS=600 cargo test --test it readers_fuzz`
//! goes on for so long, `MORGUE_FUZZ_SEED` begins elsewhere; a file that breaks something is written
//! to the folder for temporary files, and its path is told.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use morgue::intake::{
    self, Article, MAX_ARTICLE_BYTES, MAX_LABELS, MAX_NOTE_BYTES, MAX_NOTES, MAX_PARAGRAPH_BYTES,
    MAX_TITLE_BYTES, Options, Outcome, Source,
};

use crate::seeds::{self, Seed};
use crate::support::{Dice, number_from};

/// So many files of each format are tried where no time is given.
const FILES: usize = 40;

/// A file is made of at most so many bytes before it is packed.
const MAX_BYTES: usize = 256 * 1024;

/// Nothing so small may take as long as this.
const GROSSLY_LONG: Duration = Duration::from_secs(20);

/// The account of a file is at most so many notes longer than those kept: sums and limits.
const MORE_NOTES: usize = 9;

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
        let mut bytes = seeds[seed].bytes.clone();
        for _ in 0..self.dice.within(1, 7) {
            self.mutate(&mut bytes, seeds, seed);
            bytes.truncate(MAX_BYTES);
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

/// Reads a file; what is told of it must agree with what was given.
fn attempt(path: &str, bytes: &[u8]) {
    let mut given = 0;
    let outcome = intake::read(&Source { path, bytes }, &Options::default(), &mut |article| {
        assert_eq!(article.part, given, "articles are counted");
        given += 1;
        is_held(&article);
    });
    if let Outcome::Read { drafts, notes, members, left_out, .. } = outcome {
        assert_eq!(drafts, given, "what is told was given");
        assert!(members.adds_up(), "{members:?}");
        assert!(left_out == 0 || !notes.is_empty(), "what is left out is told");
        are_bounded(&notes);
    }
}

fn is_held(Article { draft, notes, .. }: &Article) {
    let title = draft.title.as_deref();
    let texts = draft.paragraphs.iter().map(|paragraph| paragraph.text.as_str());
    let has_words = title.into_iter().chain(texts).any(|text| !text.trim().is_empty());
    assert!(has_words, "an article has words: {draft:?}");
    assert!(title.is_none_or(|title| title.len() <= MAX_TITLE_BYTES));
    let lengths = draft.paragraphs.iter().map(|paragraph| paragraph.text.len());
    assert!(lengths.clone().all(|length| length <= MAX_PARAGRAPH_BYTES));
    assert!(lengths.sum::<usize>() <= MAX_ARTICLE_BYTES);
    assert!(draft.labels.len() <= MAX_LABELS);
    are_bounded(notes);
}

fn are_bounded(notes: &[morgue::clipping::Note]) {
    assert!(notes.len() <= MAX_NOTES + MORE_NOTES, "{notes:?}");
    let longest = notes.iter().map(|note| note.message.len()).max();
    assert!(longest.is_none_or(|length| length <= MAX_NOTE_BYTES), "{longest:?}");
}

#[test]
fn no_file_breaks_a_reader() {
    let seeds = seeds::all();
    let mut mutator = Mutator { dice: Dice::new(number_from("MORGUE_FUZZ_SEED").unwrap_or(1)) };
    let until = number_from("MORGUE_FUZZ_SECONDS")
        .map(|seconds| Instant::now() + Duration::from_secs(seconds));
    let goes_on = |round: usize| match until {
        Some(until) => Instant::now() < until,
        None => round < FILES,
    };
    let mut slowest = vec![(Duration::ZERO, 0); seeds.len()];
    let mut tried = 0;
    for seed in &seeds {
        attempt(seed.path, &seed.file());
    }
    for round in 0.. {
        if !goes_on(round) {
            break;
        }
        for (place, seed) in seeds.iter().enumerate() {
            let bytes = (seed.pack)(&mutator.next(&seeds, place));
            let start = Instant::now();
            let ended = catch_unwind(AssertUnwindSafe(|| attempt(seed.path, &bytes)));
            let took = start.elapsed();
            if ended.is_err() || took > GROSSLY_LONG {
                let path = std::env::temp_dir().join(format!("morgue-fuzz-{round}-{}", seed.path));
                std::fs::write(&path, &bytes).expect("the file is kept");
                panic!(
                    "{} of {} bytes breaks something, in {took:?}: {}",
                    seed.name,
                    bytes.len(),
                    path.display()
                );
            }
            slowest[place] = slowest[place].max((took, bytes.len()));
            tried += 1;
        }
    }
    println!("{tried} files; the slowest of each format:");
    for (seed, (took, bytes)) in seeds.iter().zip(slowest) {
        println!("  {:<14}{took:?}, {bytes} bytes", seed.name);
    }
}
