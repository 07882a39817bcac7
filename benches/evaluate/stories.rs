//! Whether copies are found and nothing else is: pairs of Reuters-21578 whose bodies are the same,
//! a set of copies made from its articles, and two orders of ingest.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

use morgue::archive::{Level, Snapshot};
use morgue::clipping::{Clipping, Id};
use morgue::enrich::{Fingerprint, Nearness};
use morgue::ingest;

use crate::options::Options;
use crate::reuters::{self, Record};
use crate::{Done, archive};

/// Bodies of fewer words are too short to be copies of each other.
const LEAST_WORDS: usize = 40;

/// A body whose most frequent word makes up so much of it is filler (`blah blah blah`).
const FILLER: f64 = 0.3;

/// Articles from which copies are made.
const ORIGINALS: usize = 1_500;

/// Articles from which copies are made in a quick run.
const QUICK_ORIGINALS: usize = 300;

/// What copies share at the least.
const SHARED: f64 = 0.8;

/// Prints the tables.
pub(crate) fn run(options: &Options, folder: &Path) -> Done {
    let records = reuters::records(folder, options.quick)?;
    let temp = tempfile::tempdir()?;
    let whole = temp.path().join("whole");
    let tally = archive::ingest(&whole, &archive::paths(folder, options.quick))?;
    tally.notes.iter().for_each(|note| println!("note: {note}"));
    let held = Held::of(&Snapshot::open(&whole)?)?;
    equal_bodies(&held, &records);
    series(&held, &records);
    other_numbers(&held, &records);
    made(options, &records, temp.path())?;
    orders(options, folder, temp.path(), &held)
}

/// Where every article of an archive stands, by its number.
struct Held {
    groups: HashMap<u64, [Id; 2]>,
    clippings: HashMap<u64, Clipping>,
}

impl Held {
    fn of(snapshot: &Snapshot) -> Done<Self> {
        let mut held = Self { groups: HashMap::new(), clippings: HashMap::new() };
        for address in snapshot.documents() {
            let Some(standing) = snapshot.standing_at(address)? else { continue };
            let clipping = snapshot.clipping(address)?;
            let number = clipping.native.as_deref().and_then(|native| native.rsplit_once(':'));
            let Some(number) = number.and_then(|(_, number)| number.parse().ok()) else { continue };
            let groups = [Level::Copies, Level::Versions].map(|level| standing.group(level));
            held.groups.insert(number, groups);
            held.clippings.insert(number, clipping);
        }
        Ok(held)
    }

    fn share_thread(&self, one: u64, other: u64) -> bool {
        let thread = |number| self.groups.get(&number).map(|groups| groups[1]);
        thread(one).is_some() && thread(one) == thread(other)
    }

    fn share_story(&self, one: u64, other: u64) -> bool {
        let story = |number| self.groups.get(&number).map(|groups| groups[0]);
        story(one).is_some() && story(one) == story(other)
    }
}

fn is_filler(words: &[String]) -> bool {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for word in words {
        *counts.entry(word).or_default() += 1;
    }
    let most = counts.values().max().copied().unwrap_or(0);
    most as f64 > words.len() as f64 * FILLER
}

/// All pairs of equal bodies, by words in lower case.
fn equal_bodies(held: &Held, records: &[Record]) {
    let mut by_body: BTreeMap<Vec<String>, Vec<u64>> = BTreeMap::new();
    for record in records {
        by_body.entry(reuters::words(&record.body).collect()).or_default().push(record.id);
    }
    let several = by_body.into_iter().filter(|(_, ids)| ids.len() > 1);
    let (filler, bodies): (Vec<_>, Vec<_>) = several.partition(|(words, _)| is_filler(words));
    let (short, long): (Vec<_>, Vec<_>) =
        bodies.into_iter().partition(|(words, _)| words.len() < LEAST_WORDS);
    let count = |groups: &[(Vec<String>, Vec<u64>)]| {
        let (mut pairs, mut found) = (0, 0);
        for (words, ids) in groups {
            for (place, one) in ids.iter().enumerate() {
                for other in &ids[place + 1..] {
                    pairs += 1;
                    let is_found = held.share_story(*one, *other);
                    found += usize::from(is_found);
                    if !is_found && words.len() >= LEAST_WORDS && !is_filler(words) {
                        println!("  not found: {one} and {other}, {} words", words.len());
                    }
                }
            }
        }
        (groups.len(), pairs, found)
    };
    println!("equal bodies | groups | pairs | in one story");
    for (name, groups) in
        [("of 40 words and more", &long), ("shorter", &short), ("filler", &filler)]
    {
        let (groups, pairs, found) = count(groups);
        println!("{name} | {groups} | {pairs} | {found}");
    }
    let mut sizes: HashMap<Id, usize> = HashMap::new();
    for groups in held.groups.values() {
        *sizes.entry(groups[0]).or_default() += 1;
    }
    let most = sizes.values().max().copied().unwrap_or(0);
    let several = sizes.values().filter(|size| **size > 1).count();
    let mut threads: HashMap<Id, usize> = HashMap::new();
    for groups in held.groups.values() {
        *threads.entry(groups[1]).or_default() += 1;
    }
    let widest = threads.values().max().copied().unwrap_or(0);
    println!(
        "{} articles, {} stories, {several} of them with more than one article, the largest with \
         {most}; {} threads, the largest with {widest}",
        held.groups.len(),
        sizes.len(),
        threads.len()
    );
}

/// Articles of one title on several days: the same text again is a copy, another one is not.
fn series(held: &Held, records: &[Record]) {
    let mut by_title: BTreeMap<&str, Vec<&Record>> = BTreeMap::new();
    for record in records.iter().filter(|record| !record.title.is_empty()) {
        by_title.entry(&record.title).or_default().push(record);
    }
    let (mut titles, mut pairs, mut same, mut wrong, mut threaded) = (0, 0, 0, 0, 0);
    for (title, records) in &by_title {
        let days: HashSet<&str> = records.iter().map(|record| record.date.as_str()).collect();
        if days.len() < 2 {
            continue;
        }
        titles += 1;
        for (place, one) in records.iter().enumerate() {
            for other in records[place + 1..].iter().filter(|other| other.date != one.date) {
                pairs += 1;
                let shared = shared(&one.body, &other.body);
                if shared >= SHARED {
                    same += 1;
                    continue;
                }
                threaded += usize::from(held.share_thread(one.id, other.id));
                if held.share_story(one.id, other.id) {
                    wrong += 1;
                    println!("  wrong: {} and {} share {shared:.2}: {title}", one.id, other.id);
                }
            }
        }
    }
    println!(
        "{titles} titles on several days, {pairs} pairs of different days, {same} of them with one \
         text; of the others {wrong} in one story, {threaded} in one thread"
    );
}

/// Articles of one title on several days whose numbers differ: reports of a series, where none of
/// the two was merely cut.
fn other_numbers(held: &Held, records: &[Record]) {
    let mut by_title: BTreeMap<Vec<String>, Vec<&Record>> = BTreeMap::new();
    for record in records.iter().filter(|record| !record.title.is_empty()) {
        by_title.entry(reuters::words(&record.title).collect()).or_default().push(record);
    }
    let (mut pairs, mut folded, mut threaded, mut cut) = (0, 0, 0, 0);
    for (title, records) in &by_title {
        for (place, one) in records.iter().enumerate() {
            for other in records[place + 1..].iter().filter(|other| other.date != one.date) {
                let alone = [alone(one, other), alone(other, one)];
                if alone.iter().all(Vec::is_empty) {
                    continue;
                }
                let in_story = held.share_story(one.id, other.id);
                if alone.iter().any(Vec::is_empty) {
                    cut += usize::from(in_story);
                    continue;
                }
                pairs += 1;
                folded += usize::from(in_story);
                let in_thread = held.share_thread(one.id, other.id);
                threaded += usize::from(in_thread);
                if in_thread {
                    let level = if in_story { "story" } else { "thread" };
                    println!(
                        "  one {level}: {} and {} {alone:?}: {}",
                        one.id,
                        other.id,
                        title.join(" ")
                    );
                }
            }
        }
    }
    println!(
        "{pairs} pairs of one title and different days of which each has numbers that the other has \
         not; {folded} of them in one story, {threaded} in one thread; in one story besides: {cut} \
         pairs in which one has all numbers of the other and more"
    );
}

/// The numbers of one article that the other has not, or less often.
fn alone(one: &Record, other: &Record) -> Vec<String> {
    let numbers = |record: &Record| -> Vec<String> {
        let words = reuters::words(&record.body);
        words.filter(|word| word.contains(|c: char| c.is_ascii_digit())).collect()
    };
    let mut theirs = numbers(other);
    let mut is_alone = |number: &String| match theirs.iter().position(|other| other == number) {
        Some(place) => {
            theirs.swap_remove(place);
            false
        }
        None => true,
    };
    numbers(one).into_iter().filter(|number| is_alone(number)).collect()
}

/// The words of both texts that stand in both in the same order, as a share of the longer one.
fn shared(one: &str, other: &str) -> f64 {
    let (one, other): (Vec<String>, Vec<String>) =
        (reuters::words(one).collect(), reuters::words(other).collect());
    let longest = one.len().max(other.len());
    if longest == 0 { 0.0 } else { common(&one, &other) as f64 / longest as f64 }
}

/// The length of the longest common subsequence.
fn common(one: &[String], other: &[String]) -> usize {
    let mut row = vec![0; other.len() + 1];
    for word in one {
        let mut before = 0;
        for (place, theirs) in other.iter().enumerate() {
            let above = row[place + 1];
            row[place + 1] =
                if word == theirs { before + 1 } else { row[place + 1].max(row[place]) };
            before = above;
        }
    }
    row[other.len()]
}

/// Seeded numbers (SplitMix64: Steele, Lea, Flood 2014).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// What is done to a copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Deed {
    Title,
    CutTail,
    AddedLead,
    SwappedParagraphs,
    Words,
    Sentences,
    All,
}

const DEEDS: [Deed; 7] = [
    Deed::Title,
    Deed::CutTail,
    Deed::AddedLead,
    Deed::SwappedParagraphs,
    Deed::Words,
    Deed::Sentences,
    Deed::All,
];

/// An article as another paper would print it.
struct Copyist<'a> {
    dice: Dice,
    /// Paragraphs and words of other articles.
    others: &'a [&'a Record],
}

impl Copyist<'_> {
    /// Paragraphs after a deed that changes about so much of the words.
    fn copy(&mut self, record: &Record, deed: Deed, change: f64) -> Vec<String> {
        let mut paragraphs: Vec<String> = record.body.split("\n\n").map(str::to_owned).collect();
        match deed {
            Deed::Title => {}
            Deed::CutTail => self.cut(&mut paragraphs, change),
            Deed::AddedLead => self.lead(&mut paragraphs, change),
            Deed::SwappedParagraphs => self.swap(&mut paragraphs),
            Deed::Words => self.words(&mut paragraphs, change),
            Deed::Sentences => self.sentences(&mut paragraphs, change),
            Deed::All => {
                self.cut(&mut paragraphs, change / 3.0);
                self.words(&mut paragraphs, change / 3.0);
                self.swap(&mut paragraphs);
                self.lead(&mut paragraphs, change / 3.0);
            }
        }
        paragraphs
    }

    fn cut(&mut self, paragraphs: &mut Vec<String>, change: f64) {
        let all: usize = paragraphs.iter().map(|text| text.split_whitespace().count()).sum();
        let mut left = (all as f64 * (1.0 - change)) as usize;
        for text in paragraphs.iter_mut() {
            let words: Vec<&str> = text.split_whitespace().take(left).collect();
            left -= words.len();
            *text = words.join(" ");
        }
        paragraphs.retain(|text| !text.is_empty());
    }

    fn lead(&mut self, paragraphs: &mut Vec<String>, change: f64) {
        let all: usize = paragraphs.iter().map(|text| text.split_whitespace().count()).sum();
        let wanted = (all as f64 * change) as usize;
        let other = self.others[self.dice.below(self.others.len())];
        let words: Vec<&str> = other.body.split_whitespace().take(wanted).collect();
        paragraphs.insert(0, words.join(" "));
    }

    fn swap(&mut self, paragraphs: &mut [String]) {
        if paragraphs.len() > 1 {
            let (one, other) =
                (self.dice.below(paragraphs.len()), self.dice.below(paragraphs.len()));
            paragraphs.swap(one, other);
        }
    }

    /// Scattered words become others; figures stay, as editors leave them.
    fn words(&mut self, paragraphs: &mut [String], change: f64) {
        for text in paragraphs {
            let edited: Vec<String> = text
                .split_whitespace()
                .map(|word| match self.dice.share() < change {
                    true if !word.contains(|c: char| c.is_ascii_digit()) => self.word(),
                    _ => word.to_owned(),
                })
                .collect();
            *text = edited.join(" ");
        }
    }

    /// Stretches of twelve words become others.
    fn sentences(&mut self, paragraphs: &mut [String], change: f64) {
        const STRETCH: usize = 12;
        for text in paragraphs {
            let words: Vec<&str> = text.split_whitespace().collect();
            let edited: Vec<String> = words
                .chunks(STRETCH)
                .flat_map(|chunk| match self.dice.share() < change {
                    true => chunk.iter().map(|_| self.word()).collect::<Vec<_>>(),
                    false => chunk.iter().map(|&word| word.to_owned()).collect(),
                })
                .collect();
            *text = edited.join(" ");
        }
    }

    fn word(&mut self) -> String {
        let other = self.others[self.dice.below(self.others.len())];
        let words: Vec<&str> = other.body.split_whitespace().collect();
        words.get(self.dice.below(words.len())).map_or("so", |word| word).to_owned()
    }
}

/// One line of JSON Lines.
fn line(name: &str, title: &str, paragraphs: &[String], date: &str) -> String {
    let text = paragraphs.join("\n\n");
    let object = serde_json::json!({ "id": name, "title": title, "text": text, "date": date });
    format!("{object}\n")
}

/// Copies made from articles, ingested with all the articles of the series those are from.
fn made(options: &Options, records: &[Record], temp: &Path) -> Done {
    let wanted = if options.quick { QUICK_ORIGINALS } else { ORIGINALS };
    let mut seen = HashSet::new();
    let telling: Vec<&Record> = records
        .iter()
        .filter(|record| {
            let words: Vec<String> = reuters::words(&record.body).collect();
            words.len() >= 60 && !is_filler(&words) && seen.insert(words)
        })
        .collect();
    let step = (telling.len() / wanted).max(1);
    let originals: Vec<&Record> = telling.iter().copied().step_by(step).take(wanted).collect();
    let mut copyist = Copyist { dice: Dice(options.seed), others: &telling };
    let folder = temp.join("made");
    std::fs::create_dir(&folder)?;
    let mut lines = String::new();
    let mut copies = Vec::new();
    for (place, record) in originals.iter().enumerate() {
        let paragraphs: Vec<String> = record.body.split("\n\n").map(str::to_owned).collect();
        lines.push_str(&line(&format!("o{place}"), &record.title, &paragraphs, &record.date));
        let deed = DEEDS[place % DEEDS.len()];
        let change = 0.05 + 0.35 * copyist.dice.share();
        let made = copyist.copy(record, deed, change);
        let other = copyist.others[copyist.dice.below(telling.len())];
        let title = match place % 3 {
            0 => record.title.clone(),
            1 => format!("UPDATE 1-{}", record.title),
            _ => other.title.clone(),
        };
        lines.push_str(&line(&format!("c{place}"), &title, &made, &record.date));
        copies.push((deed, shared(&record.body, &made.join("\n\n")), made.join("\n\n")));
    }
    std::fs::write(folder.join("made.jsonl"), lines)?;
    let dir = temp.join("made-index");
    archive::ingest(&dir, &[folder])?;
    let snapshot = Snapshot::open(&dir)?;
    judge(&snapshot, &originals, &copies)
}

fn judge(snapshot: &Snapshot, originals: &[&Record], copies: &[(Deed, f64, String)]) -> Done {
    let mut stories: BTreeMap<String, (Id, Id, Clipping)> = BTreeMap::new();
    for address in snapshot.documents() {
        let Some(standing) = snapshot.standing_at(address)? else { continue };
        let clipping = snapshot.clipping(address)?;
        let name = clipping.native.clone().unwrap_or_default();
        let name = name.rsplit_once(':').map_or(name.as_str(), |(_, name)| name).to_owned();
        stories.insert(name, (standing.story, standing.thread, clipping));
    }
    println!("deed | copies that share 80 % | found | share less | in one story | in one thread");
    let (mut all, mut found) = (0, 0);
    for deed in DEEDS {
        let (mut near, mut met, mut far, mut joined, mut threads) = (0, 0, 0, 0, 0);
        for (place, (of_deed, share, _)) in copies.iter().enumerate() {
            if *of_deed != deed {
                continue;
            }
            let one = stories.get(&format!("o{place}"));
            let other = stories.get(&format!("c{place}"));
            let (Some(one), Some(other)) = (one, other) else { continue };
            // Swapped paragraphs are out of order, and shared all the same.
            let is_near = *share >= SHARED || deed == Deed::SwappedParagraphs;
            let (is_met, is_thread) = (one.0 == other.0, one.1 == other.1);
            if is_near {
                near += 1;
                met += usize::from(is_met);
            } else {
                far += 1;
                joined += usize::from(is_met);
                threads += usize::from(is_thread);
            }
        }
        all += near;
        found += met;
        println!("{deed:?} | {near} | {met} | {far} | {joined} | {threads}");
    }
    println!(
        "recall: {:.4} of {all} copies that share 80 % (at least 0.95)",
        found as f64 / all.max(1) as f64
    );
    // Whoever is in one story and neither a copy nor a piece of it was grouped wrongly.
    let mut by_story: HashMap<Id, Vec<&str>> = HashMap::new();
    for (name, (story, _, _)) in &stories {
        by_story.entry(*story).or_default().push(name);
    }
    let (mut pairs, mut right) = (0, 0);
    for names in by_story.values() {
        for (place, one) in names.iter().enumerate() {
            for other in &names[place + 1..] {
                pairs += 1;
                let is_right = one[1..] == other[1..]
                    || shared_by_order(originals, copies, one, other) >= SHARED;
                right += usize::from(is_right);
                if !is_right {
                    println!("  wrong: {one} and {other}");
                }
            }
        }
    }
    println!(
        "precision: {:.4} of {pairs} pairs (at least 0.99)",
        right as f64 / pairs.max(1) as f64
    );
    let text = |name: &str| &stories[name].2;
    let telling = (0..copies.len()).filter(|place| stories.contains_key(&format!("o{place}")));
    let nearness = telling.map(|place| {
        let name = format!("o{place}");
        let next = format!("o{}", (place + 1) % originals.len());
        let other = stories.get(&next).map_or_else(|| text(&name), |other| &other.2);
        Fingerprint::of(text(&name)).nearness(&Fingerprint::of(other))
    });
    let chance = nearness.filter(|nearness| *nearness == Nearness::Version).count();
    println!("neighbours of the set taken for versions: {chance} of {}", originals.len());
    Ok(())
}

fn shared_by_order(
    originals: &[&Record],
    copies: &[(Deed, f64, String)],
    one: &str,
    other: &str,
) -> f64 {
    let text = |name: &str| -> String {
        let place: usize = name[1..].parse().unwrap_or(0);
        match name.starts_with('o') {
            true => originals[place].body.clone(),
            false => copies[place].2.clone(),
        }
    };
    shared(&text(one), &text(other))
}

/// The articles in their order and turned round, each cut into several ingests.
fn orders(options: &Options, folder: &Path, temp: &Path, held: &Held) -> Done {
    let dir = temp.join("turned");
    let mut files = reuters::files(folder, options.quick)?;
    files.reverse();
    for (place, file) in files.iter().enumerate() {
        let small = ingest::Options {
            batch: ingest::Batch { clippings: 700, bytes: ingest::BATCH_BYTES },
            ..archive::options()
        };
        let turned = temp.join(format!("turned-{place}"));
        std::fs::create_dir(&turned)?;
        std::fs::copy(file, turned.join("articles.sgm"))?;
        ingest::ingest(&dir, &[turned], &small, &|_| {})?;
    }
    let turned = Held::of(&Snapshot::open(&dir)?)?;
    for (place, name) in ["story", "thread"].into_iter().enumerate() {
        let pairs = |held: &Held| {
            let mut groups: HashMap<Id, Vec<u64>> = HashMap::new();
            for (number, of) in &held.groups {
                groups.entry(of[place]).or_default().push(*number);
            }
            let mut pairs = HashSet::new();
            for group in groups.values() {
                for one in group {
                    pairs.extend(
                        group.iter().filter(|other| *other > one).map(|other| (*one, *other)),
                    );
                }
            }
            pairs
        };
        let (straight, round) = (pairs(held), pairs(&turned));
        let both = straight.intersection(&round).count();
        let any = straight.union(&round).count();
        println!(
            "two orders of ingest, pairs in one {name}: {} and {}, {:.4} of them the same (at least \
             0.99)",
            straight.len(),
            round.len(),
            both as f64 / any.max(1) as f64
        );
    }
    Ok(())
}
