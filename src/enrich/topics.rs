//! Topics suggested from the words of a clipping that states no category: IPTC Media Topics of the
//! first level, some with a narrower one below.
//!
//! Words of three languages speak for topics (`topics/words.tsv`, which says where topics and words
//! come from). A suggestion needs more of them the longer the text is, and a clear lead over the
//! next topic; else there is none.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::places::fold;
use crate::clipping::{ClueKind, Known};

const TABLE: &str = include_str!("topics/words.tsv");

/// The languages that have words, in the order of their columns.
const LANGUAGES: [&str; 3] = ["en", "de", "ko"];

/// The score that a topic needs, for the square root of each word that was read. This and the lead
/// are chosen on half of the articles of two collections; `docs/evaluation.md` has the other half.
const LEAST_PER_ROOT: f32 = 0.4;

/// How many times the score of the next topic the first one needs.
const LEAD: f32 = 1.5;

/// The share of its topic's least score that a narrower topic needs.
const LEAST_NARROWER: f32 = 0.5;

/// How many times a word in the headline counts.
const IN_HEADLINE: u32 = 2;

/// The most words told as the clue.
const MOST_WORDS: usize = 6;

/// What topics are suggested from.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reading<'a> {
    /// The headline.
    pub headline: &'a str,
    /// Running text, a paragraph each.
    pub texts: &'a [&'a str],
    /// Its language, an ISO 639-1 code.
    pub language: Option<&'a str>,
}

/// The topic suggested, as a path of codes, with the words that led to it; none where nothing leads
/// clearly, or the language has no words.
pub fn topics(reading: &Reading<'_>) -> Vec<Known<Vec<String>>> {
    let words = reading.language.and_then(Words::of);
    words.and_then(|words| suggested(words, reading)).into_iter().collect()
}

/// The English name of a topic.
pub fn name_of(code: &str) -> Option<&'static str> {
    rows().find(|row| row.code == code).map(|row| row.names[0])
}

/// The codes of the topics that a person may mean: by a name in English, German or Korean, whole or
/// one of the things it lists (`crime`), by a code, or by the end of a path of them.
pub fn look_up(typed: &str) -> Vec<&'static str> {
    let typed = typed.rsplit('/').next().unwrap_or(typed).trim().trim_start_matches("medtop:");
    let wanted = fold(typed);
    let called =
        |row: &Row| row.code == wanted || row.names.iter().any(|name| fold(name) == wanted);
    let whole: Vec<_> = rows().filter(called).map(|row| row.code).collect();
    if !whole.is_empty() || wanted.is_empty() {
        return whole;
    }
    rows().filter(|row| row.lists(&wanted)).map(|row| row.code).collect()
}

/// The path of codes of a topic, general first; nothing where there is no such topic.
pub fn path_of(code: &str) -> Option<Vec<String>> {
    let row = rows().find(|row| row.code == code)?;
    let above = Some(row.above).filter(|above| !above.is_empty() && *above != "-");
    Some(above.into_iter().chain([row.code]).map(str::to_owned).collect())
}

/// One line of the table.
struct Row {
    code: &'static str,
    above: &'static str,
    names: [&'static str; 3],
    words: [&'static str; 3],
}

impl Row {
    /// Whether one of its names lists that folded thing: `economy` of `economy, business and
    /// finance`.
    fn lists(&self, wanted: &str) -> bool {
        let parts = self.names.iter().flat_map(|name| name.split([',']));
        parts
            .flat_map(|part| part.split(" and ").flat_map(|part| part.split(" und ")))
            .any(|part| fold(part) == wanted)
    }
}

fn rows() -> impl Iterator<Item = Row> {
    TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut fields = line.split('\t');
        let (code, above) = (fields.next()?, fields.next()?);
        let mut names = fields.next()?.split('|');
        Some(Row {
            code,
            above,
            names: [names.next()?, names.next()?, names.next()?],
            words: [fields.next()?, fields.next()?, fields.next()?],
        })
    })
}

/// What a word says.
#[derive(Clone, Copy, Debug)]
struct Saying {
    code: &'static str,
    above: &'static str,
    weight: f32,
    is_open: bool,
}

/// The words of one language, and what each says.
struct Words {
    automaton: AhoCorasick,
    sayings: Vec<Vec<Saying>>,
}

impl Words {
    fn of(language: &str) -> Option<&'static Self> {
        static ALL: [LazyLock<Words>; 3] = [
            LazyLock::new(|| Words::new(0)),
            LazyLock::new(|| Words::new(1)),
            LazyLock::new(|| Words::new(2)),
        ];
        let place = LANGUAGES.iter().position(|known| *known == language)?;
        Some(&ALL[place])
    }

    fn new(place: usize) -> Self {
        let mut all: BTreeMap<&str, Vec<Saying>> = BTreeMap::new();
        for row in rows() {
            for written in row.words[place].split(", ").filter(|written| !written.is_empty()) {
                let (weight, word) = weighed(written);
                let is_open = word.ends_with('*');
                let saying = Saying { code: row.code, above: row.above, weight, is_open };
                all.entry(word.trim_end_matches('*')).or_default().push(saying);
            }
        }
        let automaton = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::LeftmostLongest)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(all.keys())
            .expect("the words are far fewer than an automaton can hold");
        Self { automaton, sayings: all.into_values().collect() }
    }

    /// Adds how often each word stands in `text`, `times` over.
    fn count(&self, text: &str, times: u32, counts: &mut HashMap<usize, (String, u32)>) {
        for hit in self.automaton.find_iter(text) {
            let (before, after) = (&text[..hit.start()], &text[hit.end()..]);
            let word = hit.pattern().as_usize();
            let is_open = self.sayings[word].iter().any(|saying| saying.is_open);
            let opens = !before.ends_with(char::is_alphanumeric);
            if opens && (is_open || !after.starts_with(char::is_alphanumeric)) {
                let found = || (text[hit.range()].to_owned(), 0);
                counts.entry(word).or_insert_with(found).1 += times;
            }
        }
    }
}

/// `!murder*` counts twice, `?game` half.
fn weighed(written: &str) -> (f32, &str) {
    match written.as_bytes() {
        [b'!', ..] => (2.0, &written[1..]),
        [b'?', ..] => (0.5, &written[1..]),
        _ => (1.0, written),
    }
}

/// What speaks for a topic.
#[derive(Debug, Default)]
struct Score {
    sum: f32,
    /// The words, each with what it adds.
    words: Vec<(f32, String)>,
}

/// Scores by code.
type Scores = BTreeMap<&'static str, Score>;

fn suggested(words: &Words, reading: &Reading<'_>) -> Option<Known<Vec<String>>> {
    let (mut counts, mut read) = (HashMap::new(), 0);
    for (text, times) in std::iter::once((reading.headline, IN_HEADLINE))
        .chain(reading.texts.iter().map(|text| (*text, 1)))
    {
        words.count(text, times, &mut counts);
        read += text.split_ascii_whitespace().count();
    }
    let (tops, narrower) = scores(words, counts);
    let least = LEAST_PER_ROOT * (read as f32).sqrt();
    let (code, top) = leader(&tops).filter(|(_, top)| top.sum >= least)?;
    let below = narrower.into_iter().filter(|(sub, _)| above(sub) == Some(code)).collect();
    let mut path = vec![code.to_owned()];
    path.extend(
        leader(&below)
            .filter(|(_, score)| score.sum >= LEAST_NARROWER * least)
            .map(|(sub, _)| sub.to_owned()),
    );
    Some(Known::new(path, ClueKind::Text, told(&top.words)))
}

/// What the words say for topics of the first level, and for those below.
fn scores(words: &Words, counts: HashMap<usize, (String, u32)>) -> (Scores, Scores) {
    let (mut tops, mut narrower) = (Scores::new(), Scores::new());
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_unstable();
    for (word, (found, times)) in counts {
        let value = 1.0 + (times as f32).ln();
        let mut best: BTreeMap<&str, f32> = BTreeMap::new();
        for saying in &words.sayings[word] {
            let said = saying.weight * value;
            let top = if saying.above.is_empty() { saying.code } else { saying.above };
            if top != saying.code {
                add(&mut narrower, saying.code, said, &found);
            }
            let slot = best.entry(top).or_default();
            *slot = slot.max(said);
        }
        for (top, said) in best {
            add(&mut tops, top, said, &found);
        }
    }
    (tops, narrower)
}

fn add(scores: &mut Scores, code: &'static str, said: f32, word: &str) {
    let score = scores.entry(code).or_default();
    score.sum += said;
    score.words.push((said, word.to_owned()));
}

/// The topic with the best score, where its lead is clear.
fn leader(scores: &Scores) -> Option<(&'static str, &Score)> {
    let (code, best) = scores.iter().max_by(|a, b| a.1.sum.total_cmp(&b.1.sum))?;
    let others = scores.iter().filter(|(other, _)| *other != code);
    let next = others.map(|(_, score)| score.sum).fold(0.0, f32::max);
    (best.sum >= LEAD * next).then_some((*code, best))
}

fn above(code: &str) -> Option<&'static str> {
    static ABOVE: LazyLock<HashMap<&str, &str>> =
        LazyLock::new(|| rows().map(|row| (row.code, row.above)).collect());
    ABOVE.get(code).copied()
}

/// The words that led, the strongest first.
fn told(led: &[(f32, String)]) -> String {
    let mut led: Vec<&(f32, String)> = led.iter().collect();
    led.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    let mut words: Vec<&str> = led.iter().take(MOST_WORDS).map(|(_, word)| word.as_str()).collect();
    if led.len() > MOST_WORDS {
        words.push("…");
    }
    words.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn suggested(language: &str, headline: &str, text: &str) -> Vec<String> {
        let reading = Reading { headline, texts: &[text], language: Some(language) };
        topics(&reading).into_iter().map(|known| known.value.join("/")).collect()
    }

    #[test]
    fn a_topic_is_suggested_with_the_words_that_led_there() {
        let text = "The goalkeeper saved a penalty, and the striker scored twice in the match.";
        let reading = Reading {
            headline: "Portbury win the Champions League",
            texts: &[text],
            language: Some("en"),
        };
        let found = topics(&reading);
        assert_eq!(found[0].value, ["15000000", "20001065"]);
        assert_eq!(found[0].clue.kind, ClueKind::Text);
        assert!(found[0].clue.words.starts_with("Champions League, "), "{}", found[0].clue.words);
    }

    #[test]
    fn topics_are_suggested_in_german_and_korean() {
        let german =
            "Der Nationalrat stimmte über das Gesetz der Regierung ab, sagte die Ministerin.";
        assert_eq!(
            suggested("de", "Koalition einigt sich", german)[0].split('/').next(),
            Some("11000000")
        );
        let korean = "경찰은 피의자를 체포해 구속했다고 밝혔다. 강도 사건을 수사하고 있다.";
        assert_eq!(
            suggested("ko", "강도 피의자 체포", korean)[0].split('/').next(),
            Some("02000000")
        );
    }

    #[test]
    fn a_word_or_two_suggest_nothing() {
        assert_eq!(
            suggested("en", "Ferry stays", "The council kept the ferry for a year."),
            [""; 0]
        );
        let long = "The council met. ".repeat(100) + "The match was off.";
        assert_eq!(suggested("en", "Ferry stays", &long), [""; 0]);
        assert_eq!(suggested("fr", "La ligue", "Le goalkeeper de la league"), [""; 0]);
        assert_eq!(topics(&Reading::default()), []);
    }

    #[test]
    fn a_word_within_another_is_not_heard() {
        assert_eq!(
            suggested("en", "Warden", "A warden of the award, toward the courtesy."),
            [""; 0]
        );
    }

    #[test]
    fn a_topic_is_found_by_name_part_and_code() {
        for (typed, code) in [
            ("sport", "15000000"),
            ("Economy", "04000000"),
            ("Wirtschaft und Finanzen", "04000000"),
            ("finance", "04000000"),
            ("정치", "11000000"),
            ("15000000/20001065", "20001065"),
            ("medtop:20001065", "20001065"),
            ("Fußball", "20001065"),
        ] {
            assert_eq!(look_up(typed), [code], "{typed}");
        }
        assert_eq!(look_up("ferries"), [""; 0]);
        assert_eq!(look_up(""), [""; 0]);
        assert_eq!(name_of("20001065"), Some("soccer"));
    }

    #[test]
    fn the_table_is_whole() {
        let codes: Vec<_> = rows().map(|row| row.code).collect();
        assert_eq!(codes.len(), TABLE.lines().filter(|line| !line.starts_with('#')).count());
        for row in rows() {
            assert!(row.above.is_empty() || codes.contains(&row.above), "{}", row.code);
            assert!(row.names.iter().all(|name| !name.is_empty()), "{}", row.code);
            for words in row.words {
                for word in words.split(", ") {
                    let bare = word.trim_start_matches(['!', '?']).trim_end_matches('*');
                    assert!(!bare.is_empty() && !bare.contains(['!', '?', '*', ',']), "{word}");
                }
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read(text in "\\PC{0,80}", language in "en|de|ko|xx") {
            let found = suggested(&language, &text, &text);
            proptest::prop_assert!(found.len() <= 1);
        }
    }
}
