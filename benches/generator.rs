//! Invented clippings whose words are as frequent, as various and as bursty as those of news.
//!
//! Words are made of syllables and mean nothing; only function words, names of countries and months
//! are real. What a word's rank is decides how often it comes (Zipf-Mandelbrot), a topic brings its
//! own words, and a clipping repeats words it has (that is what makes a term's frequency tell).
//! `cargo bench --bench evaluate -- likeness` holds the counts beside those of Reuters-21578. The
//! same seed gives the same clippings everywhere.

use std::collections::HashSet;

use morgue::clipping::{Draft, Kind, Label, LabelName, Paragraph};

/// Random numbers: splitmix64 (Steele, Lea, Flood 2014), the same everywhere.
#[derive(Clone, Debug)]
pub(crate) struct Random(u64);

impl Random {
    /// Begins at a seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next 64 bits.
    pub(crate) fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mixed(self.0)
    }

    /// A number from 0 to below 1.
    pub(crate) fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A number below `limit`, which is not 0.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        (self.unit() * limit as f64) as usize
    }

    /// Whether something that comes with that probability comes.
    fn chance(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// One of a list.
    fn one_of<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }

    /// Puts a list into a random order.
    pub(crate) fn shuffle<T>(&mut self, list: &mut [T]) {
        for at in (1..list.len()).rev() {
            list.swap(at, self.below(at + 1));
        }
    }

    /// A number whose logarithm is spread normally about that of `median`: lengths are like that.
    fn length(&mut self, median: f64, spread: f64) -> usize {
        let normal = (0..12).map(|_| self.unit()).sum::<f64>() - 6.0;
        (median * (spread * normal).exp()).round().max(1.0) as usize
    }

    /// A rank from 0 below `ranks` by the law of Zipf and Mandelbrot, by inversion of its integral.
    fn rank(&mut self, ranks: usize, exponent: f64, shift: f64) -> usize {
        let power = 1.0 - exponent;
        let (low, high) = ((1.0 + shift).powf(power), (ranks as f64 + shift).powf(power));
        let at = (low + self.unit() * (high - low)).powf(1.0 / power) - shift - 1.0;
        (at.max(0.0) as usize).min(ranks - 1)
    }
}

fn mixed(mut bits: u64) -> u64 {
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

/// Function words of English news, most frequent first.
const FUNCTION_WORDS: [&str; 88] = [
    "the", "of", "to", "in", "and", "a", "said", "for", "on", "it", "was", "by", "at", "with",
    "from", "is", "that", "be", "its", "has", "would", "will", "an", "as", "were", "not", "he",
    "are", "which", "but", "this", "had", "have", "up", "they", "or", "been", "about", "after",
    "over", "their", "who", "than", "also", "more", "other", "some", "under", "could", "if",
    "there", "when", "last", "against", "because", "before", "no", "only", "out", "into", "may",
    "two", "all", "his", "down", "between", "any", "should", "during", "most", "through", "what",
    "while", "can", "such", "so", "since", "these", "first", "now", "both", "however", "one", "we",
    "each", "until", "those", "very",
];

/// Onsets and rhymes of the syllables that words are made of.
const ONSETS: [&str; 16] =
    ["b", "c", "d", "f", "g", "l", "m", "n", "p", "r", "s", "t", "v", "st", "pr", "br"];
const RHYMES: [&str; 16] =
    ["a", "e", "i", "o", "u", "an", "en", "in", "on", "ar", "er", "or", "al", "el", "ic", "at"];

/// Syllables.
const SYLLABLES: usize = ONSETS.len() * RHYMES.len();

/// Words of the general vocabulary; the rarest of them are met once in millions of words.
const VOCABULARY: usize = 1_500_000;

/// How steeply their frequency falls, and how flat it begins: function words are apart.
const EXPONENT: f64 = 1.45;
const SHIFT: f64 = 120.0;

/// Words of a topic.
const TOPIC_WORDS: usize = 250;

/// The share of words of each sort in a text; the others come from the general vocabulary.
const FUNCTION_SHARE: f64 = 0.425;
const NUMBER_SHARE: f64 = 0.045;
const PLACE_SHARE: f64 = 0.015;
const TOPIC_SHARE: f64 = 0.20;
const REPEATED_SHARE: f64 = 0.17;

/// Lengths: words of a body and of a sentence by their median, sentences of a paragraph at most.
const BODY_WORDS: f64 = 190.0;
const BODY_SPREAD: f64 = 0.7;
const SENTENCE_WORDS: f64 = 20.0;
const SENTENCE_SPREAD: f64 = 0.4;
const SENTENCES: usize = 3;

/// A topic: its category and the outlets' word for it.
const TOPICS: [&str; 24] = [
    "Business/Trade",
    "Business/Markets",
    "Business/Energy",
    "Business/Banking",
    "Business/Labour",
    "Business/Shipping",
    "Politics/Parliament",
    "Politics/Elections",
    "Politics/Diplomacy",
    "Politics/Defence",
    "World/Asia",
    "World/Europe",
    "World/Africa",
    "World/Americas",
    "Science/Space",
    "Science/Health",
    "Science/Climate",
    "Technology/Chips",
    "Technology/Networks",
    "Sport/Football",
    "Sport/Baseball",
    "Culture/Film",
    "Culture/Music",
    "Society/Courts",
];

/// Invented outlets, the one that prints most first.
const OUTLETS: [&str; 20] = [
    "The Harbour Courier",
    "Northern Ledger",
    "Daily Meridian",
    "The Evening Tribune of Vale",
    "Capital Gazette Wire",
    "The Strait Observer",
    "Morning Dispatch",
    "The Inland Post",
    "Eastern Chronicle",
    "The Quay Times",
    "Union Mercury",
    "The Plains Register",
    "Delta Monitor",
    "The Ridge Sentinel",
    "Coast and County",
    "The Lantern",
    "Foundry News",
    "The Weekly Compass",
    "Orchard Bulletin",
    "The Old Town Echo",
];

/// Countries with the word for their people and their capital, the most reported first.
const COUNTRIES: [(&str, &str, &str); 24] = [
    ("United States", "American", "Washington"),
    ("China", "Chinese", "Beijing"),
    ("South Korea", "South Korean", "Seoul"),
    ("Japan", "Japanese", "Tokyo"),
    ("Britain", "British", "London"),
    ("Russia", "Russian", "Moscow"),
    ("Germany", "German", "Berlin"),
    ("France", "French", "Paris"),
    ("India", "Indian", "New Delhi"),
    ("Vietnam", "Vietnamese", "Hanoi"),
    ("Iran", "Iranian", "Tehran"),
    ("Brazil", "Brazilian", "Brasilia"),
    ("Canada", "Canadian", "Ottawa"),
    ("Indonesia", "Indonesian", "Jakarta"),
    ("Thailand", "Thai", "Bangkok"),
    ("Philippines", "Filipino", "Manila"),
    ("Mexico", "Mexican", "Mexico City"),
    ("Italy", "Italian", "Rome"),
    ("Spain", "Spanish", "Madrid"),
    ("Egypt", "Egyptian", "Cairo"),
    ("Kenya", "Kenyan", "Nairobi"),
    ("Poland", "Polish", "Warsaw"),
    ("Argentina", "Argentine", "Buenos Aires"),
    ("Norway", "Norwegian", "Oslo"),
];

const MONTHS: [&str; 12] = [
    "Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.",
    "Dec.",
];

/// The years clippings are from.
const FIRST_YEAR: usize = 2008;
const YEARS: usize = 16;

/// The word of that rank: shorter where it is frequent, unlike its neighbours in rank.
fn word(rank: usize) -> String {
    let (syllables, first) = match rank {
        0..200 => (1, 0),
        200..50_000 => (2, 200),
        _ => (3, 50_000),
    };
    let forms = SYLLABLES.pow(syllables);
    // A step that has no factor in common with a power of two meets every form once.
    let mut form = ((rank - first) * 40_503 + 17) % forms;
    let mut word = String::new();
    for _ in 0..syllables {
        let syllable = form % SYLLABLES;
        word.push_str(ONSETS[syllable / RHYMES.len()]);
        word.push_str(RHYMES[syllable % RHYMES.len()]);
        form /= SYLLABLES;
    }
    word
}

/// A word of a text: what it is called and whether it is a name.
#[derive(Clone, Debug)]
struct Word {
    text: String,
    is_name: bool,
}

/// The word of a rank in one of its forms; names have one.
fn inflected(rank: usize, random: &mut Random) -> Word {
    let nature = mixed(rank as u64);
    let is_name = nature.is_multiple_of(5);
    let mut text = word(rank);
    if is_name {
        text = capitalised(&text);
    } else if random.chance(0.25) {
        let endings: &[&str] = match nature >> 8 & 3 {
            0 => &["s"],
            1 => &["s", "ed", "ing"],
            2 => &["s", "er", "ers"],
            _ => &["ly", "ness"],
        };
        text.push_str(random.one_of(endings));
    }
    Word { text, is_name }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// Makes clippings, one after the other.
#[derive(Clone, Debug)]
pub(crate) struct Generator {
    seed: u64,
    made: u64,
}

impl Generator {
    /// Begins at a seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self { seed, made: 0 }
    }
}

impl Iterator for Generator {
    type Item = Draft;

    /// The next clipping: each has its own numbers, so that the tenth is the tenth of any run.
    fn next(&mut self) -> Option<Draft> {
        let number = self.made;
        self.made += 1;
        let mut random = Random::new(mixed(self.seed ^ mixed(number)));
        Some(Piece::new(&mut random).draft(number, &mut random))
    }
}

/// A piece while it is written.
struct Piece {
    topic: usize,
    countries: [usize; 2],
    /// Words of weight so far, for repeating.
    said: Vec<Word>,
}

impl Piece {
    fn new(random: &mut Random) -> Self {
        let country = random.rank(COUNTRIES.len(), 1.3, 1.0);
        let other = random.below(COUNTRIES.len());
        let topic = random.rank(TOPICS.len(), 0.8, 2.0);
        Self { topic, countries: [country, other], said: Vec::new() }
    }

    fn draft(mut self, number: u64, random: &mut Random) -> Draft {
        let mut paragraphs = self.body(random);
        let title = self.headline(random);
        let (country, _, capital) = COUNTRIES[self.countries[0]];
        let (year, month, day) = day(random);
        if random.chance(0.7) {
            let place = capital.to_uppercase();
            let printed = MONTHS[month - 1];
            paragraphs[0].insert_str(0, &format!("{place}, {printed} {day} - "));
        }
        let outlet = OUTLETS[random.rank(OUTLETS.len(), 1.1, 1.0)];
        let date = format!("{year}-{month:02}-{day:02}");
        let mut labels = vec![
            Label::new(LabelName::Published, date, "generator"),
            Label::new(LabelName::Outlet, outlet, "generator"),
            Label::new(LabelName::Category, TOPICS[self.topic], "generator"),
        ];
        for word in self.said.iter().filter(|word| word.is_name).take(2) {
            labels.push(Label::new(LabelName::Tag, &word.text, "generator"));
        }
        if random.chance(0.3) {
            labels.push(Label::new(LabelName::Place, country, "generator"));
        }
        let paragraph = |text| Paragraph { kind: Kind::Text, stated: false, text };
        Draft {
            native: Some(format!("generated:{number}")),
            title: Some(title),
            paragraphs: paragraphs.into_iter().map(paragraph).collect(),
            labels,
        }
    }

    fn body(&mut self, random: &mut Random) -> Vec<String> {
        let wanted = random.length(BODY_WORDS, BODY_SPREAD).max(12);
        let (mut paragraphs, mut words) = (Vec::new(), 0);
        while words < wanted {
            let mut text = String::new();
            for _ in 0..=random.below(SENTENCES) {
                let length = random.length(SENTENCE_WORDS, SENTENCE_SPREAD).clamp(4, 60);
                self.sentence(length, random, &mut text);
                words += length;
            }
            paragraphs.push(text);
        }
        paragraphs
    }

    fn sentence(&mut self, length: usize, random: &mut Random, text: &mut String) {
        let mut was_function_word = false;
        for at in 0..length {
            let word = self.word(random, was_function_word);
            was_function_word = FUNCTION_WORDS.contains(&word.text.as_str());
            match text.is_empty() {
                true => {}
                false if at > 0 && random.chance(0.05) => text.push_str(", "),
                false => text.push(' '),
            }
            match at {
                0 => text.push_str(&capitalised(&word.text)),
                _ => text.push_str(&word.text),
            }
        }
        text.push('.');
    }

    fn word(&mut self, random: &mut Random, after_function_word: bool) -> Word {
        // Function words seldom stand side by side.
        let share = if after_function_word { 0.75 } else { 1.25 } * FUNCTION_SHARE;
        if random.chance(share) {
            let rank = random.rank(FUNCTION_WORDS.len(), 1.01, 0.6);
            return Word { text: FUNCTION_WORDS[rank].to_owned(), is_name: false };
        }
        let of_weight = 1.0 - FUNCTION_SHARE;
        let dice = random.unit() * of_weight;
        let steps = [NUMBER_SHARE, PLACE_SHARE, REPEATED_SHARE, TOPIC_SHARE];
        let reached = |count: usize| dice < steps[..count].iter().sum();
        if reached(1) {
            return Word { text: number(random), is_name: false };
        }
        if reached(2) {
            return Word { text: self.place(random), is_name: true };
        }
        if reached(3) && !self.said.is_empty() {
            return self.said[random.below(self.said.len())].clone();
        }
        let rank = if reached(4) {
            topic_word(self.topic, random.rank(TOPIC_WORDS, 1.1, 12.0))
        } else {
            random.rank(VOCABULARY, EXPONENT, SHIFT)
        };
        let word = inflected(rank, random);
        self.said.push(word.clone());
        word
    }

    fn place(&self, random: &mut Random) -> String {
        let (country, people, capital) = COUNTRIES[self.countries[usize::from(random.chance(0.3))]];
        random.one_of(&[country, country, people, capital]).to_owned()
    }

    /// Words of the body, those said more often sooner.
    fn headline(&self, random: &mut Random) -> String {
        let wanted = random.length(7.0, 0.25).clamp(3, 12);
        let mut words: Vec<String> = self.said.iter().map(|word| capitalised(&word.text)).collect();
        random.shuffle(&mut words);
        let mut seen = HashSet::new();
        words.retain(|word| seen.len() < wanted && seen.insert(word.clone()));
        if random.chance(0.4) {
            words.insert(0, COUNTRIES[self.countries[0]].0.to_owned());
        }
        words.join(" ")
    }
}

/// The rank in the vocabulary of a topic's own word: each topic has others, neither the most
/// frequent nor the rarest.
fn topic_word(topic: usize, rank: usize) -> usize {
    const FREQUENT: usize = 400;
    const RARE: usize = 6_000;
    FREQUENT + mixed((topic * TOPIC_WORDS + rank) as u64) as usize % (RARE - FREQUENT)
}

fn number(random: &mut Random) -> String {
    match random.below(4) {
        0 => (1 + random.rank(99, 1.0001, 1.0)).to_string(),
        1 => format!("{}.{}", random.below(100), random.below(10)),
        2 => (FIRST_YEAR + random.below(YEARS)).to_string(),
        _ => format!("{},{:03}", 1 + random.below(400), random.below(1000)),
    }
}

/// Year, month and day, recent years more often.
fn day(random: &mut Random) -> (usize, usize, usize) {
    let year = FIRST_YEAR + (random.unit().sqrt() * YEARS as f64) as usize;
    (year, 1 + random.below(12), 1 + random.below(28))
}
