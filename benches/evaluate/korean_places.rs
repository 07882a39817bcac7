//! Places in Korean news sentences: the spans of KLUE NER marked LC that are countries or cities.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use morgue::enrich::{places, regions};

use crate::Done;
use crate::options::Options;

/// A sentence, and the spans that are marked as places.
struct Sentence {
    text: String,
    places: Vec<String>,
    /// Spans marked otherwise: organisations, persons.
    others: Vec<String>,
}

/// Prints precision and recall, and as many misses as `--losses` asks for.
pub(crate) fn run(options: &Options, reuters: &Path) -> Done {
    let path = reuters.with_file_name("klue_ner_wikitree").join("sentences.jsonl");
    let Ok(lines) = std::fs::read_to_string(&path) else {
        println!("skipped: there is no file {}", path.display());
        return Ok(());
    };
    let mut counts = Counts::default();
    let mut unknown: BTreeMap<String, u32> = BTreeMap::new();
    let mut misses = Vec::new();
    for line in lines.lines() {
        let sentence = sentence(line)?;
        for place in sentence.places.iter().filter(|place| country(place).is_none()) {
            *unknown.entry(place.clone()).or_default() += 1;
        }
        misses.extend(counts.add(&sentence));
    }
    counts.print(lines.lines().count());
    for miss in misses.iter().take(options.losses) {
        println!("{miss}");
    }
    let mut unknown: Vec<_> = unknown.into_iter().collect();
    unknown.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    for (place, count) in unknown.iter().take(options.losses) {
        println!("unknown {place} ×{count}");
    }
    Ok(())
}

/// Countries of sentences, found and marked.
#[derive(Default)]
struct Counts {
    right: f64,
    missed: f64,
    /// Found by a word within a place that the table does not know: 경기도 양평.
    within_places: f64,
    /// Found by a word within a span that is marked as an organisation or a person.
    within_others: f64,
    /// Found by a word outside all spans: 남북, 중국인, 상해.
    outside: f64,
}

impl Counts {
    /// Counts a sentence; gives what was missed in it and what was wrong.
    fn add(&mut self, sentence: &Sentence) -> Vec<String> {
        let gold: BTreeSet<&str> =
            sentence.places.iter().filter_map(|place| country(place)).collect();
        let named = regions::named(&sentence.text);
        let found: BTreeSet<&str> = named.iter().map(|(_, code)| *code).collect();
        self.right += gold.intersection(&found).count() as f64;
        let mut misses = Vec::new();
        for code in gold.difference(&found) {
            self.missed += 1.0;
            misses.push(format!("missed {code} | marked {:?}", sentence.places));
        }
        for code in found.difference(&gold) {
            let words: Vec<&str> =
                named.iter().filter(|(_, of)| of == code).map(|(words, _)| &**words).collect();
            let holds = |spans: &[String]| {
                spans.iter().any(|span| words.iter().any(|word| span.contains(word)))
            };
            if holds(&sentence.places) {
                self.within_places += 1.0;
            } else if holds(&sentence.others) {
                self.within_others += 1.0;
            } else {
                self.outside += 1.0;
                misses.push(format!("outside {code} {words:?} | marked {:?}", sentence.places));
            }
        }
        misses
    }

    fn print(&self, sentences: usize) {
        let Self { right, missed, within_places, within_others, outside } = self;
        let all = right + within_places + within_others + outside;
        println!(
            "sentences | right | missed | in other places | in other spans | outside | recall | in places | in any span"
        );
        println!(
            "{sentences} | {right} | {missed} | {within_places} | {within_others} | {outside} | {:.3} | {:.3} | {:.3}",
            right / (right + missed).max(1.0),
            (right + within_places) / all.max(1.0),
            (all - outside) / all.max(1.0)
        );
    }
}

/// The country of a span that names a country or a city of the table, or whose first word does:
/// `서울 강남`, `춘천시`.
fn country(place: &str) -> Option<&'static str> {
    let first = place.split_whitespace().next()?;
    let bare = first.trim_end_matches("특별시").trim_end_matches("광역시").trim_end_matches('시');
    [place, first, bare].into_iter().find_map(|name| {
        let path = places::look_up(name).into_iter().find(|path| path.len() >= 3)?;
        places::country(&path[2]).map(|place| place.code)
    })
}

/// `{"text": "…", "tagged": "<서울:LC>에서 …"}`
fn sentence(line: &str) -> Done<Sentence> {
    let value: serde_json::Value = serde_json::from_str(line)?;
    let text = value["text"].as_str().unwrap_or("").to_owned();
    let (mut places, mut others) = (Vec::new(), Vec::new());
    for part in value["tagged"].as_str().unwrap_or("").split('<').skip(1) {
        let Some((inside, _)) = part.split_once('>') else { continue };
        match inside.rsplit_once(':') {
            Some((span, "LC")) => places.push(span.to_owned()),
            Some((span, _)) => others.push(span.to_owned()),
            None => {}
        }
    }
    Ok(Sentence { text, places, others })
}
