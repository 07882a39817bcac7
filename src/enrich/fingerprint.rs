//! What a piece is recognised by among others: its words as numbers, and the bands under which
//! copies of it are looked up.
//!
//! Of a copy that shares four fifths of the words about half of the pairs of neighbouring words are
//! the same, so bands are made of such pairs: the least values of 32 hash functions over them
//! (MinHash: Broder 1997), two to a band. Words of three letters and fewer are passed over, since
//! pairs of them stand in every text. Whether a candidate is a copy is for [`super::Fingerprint`]'s
//! comparison to say, which sees every word.

use chrono::Datelike;

use super::headline;
use super::titles::{is_state, plain_title};
use crate::clipping::{Clipping, Kind, Precision};
use crate::text::fold;

/// Bands of a piece.
pub const BANDS: usize = 16;

/// Hash functions to a band: two pieces share a band where the least values of all of them agree.
const ROWS: usize = 2;

/// Fewer words than these are too few to be known by. Letters of Han, kana and Hangul count half.
const LEAST_WORDS: usize = 24;

/// A text whose words are fewer different ones than these is filler (`blah blah blah`), or a line
/// said again.
const LEAST_DIFFERENT: usize = 12;

/// Words of fewer letters are in no band, but for numbers.
const WEIGHTY_LETTERS: u32 = 4;

/// Neighbouring letters of a script without blanks that are looked up together.
const LETTERS_TOGETHER: usize = 4;

/// Words read of one piece: a copy of a book is known by its first chapters.
const MOST_WORDS: usize = 50_000;

/// One word as a number. The lowest bits say what it is; the others are a hash of its letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Word(u32);

impl Word {
    const WEIGHTY: u32 = 1;
    const NUMBER: u32 = 2;
    const LETTER: u32 = 4;
    const KINDS: u32 = 7;

    pub(super) fn bits(self) -> u32 {
        self.0
    }

    fn is(self, kind: u32) -> bool {
        self.0 & kind != 0
    }

    /// Whether it has a digit.
    pub(super) fn is_number(self) -> bool {
        self.is(Self::NUMBER)
    }

    /// Whether it is one letter of a script that sets no blanks between words.
    pub(super) fn is_letter(self) -> bool {
        self.is(Self::LETTER)
    }

    /// The first word of a text.
    pub(super) fn first_of(text: &str) -> Option<Self> {
        let mut words = Vec::new();
        read(text, &mut words);
        words.first().copied()
    }
}

/// What a piece is recognised by. Headlines, captions and furniture are no part of its words:
/// papers write their own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fingerprint {
    /// The words of the text in their order.
    pub(super) words: Box<[Word]>,
    /// The numbers among them, sorted.
    pub(super) numbers: Box<[Word]>,
    /// The different words of the title, sorted, without what papers and agencies hang on it.
    pub(super) title: Box<[Word]>,
    /// Whether the title says that it is a later state of a piece.
    pub(super) is_state: bool,
    /// The day it was published, counted from the first of the era, where that is known.
    pub(super) day: Option<i32>,
}

impl Fingerprint {
    /// Of a clipping, as it was found: a headline corrected by hand makes no other piece of it.
    pub fn of(clipping: &Clipping) -> Self {
        let text = |paragraph: &&crate::clipping::Paragraph| paragraph.kind == Kind::Text;
        let texts = clipping.paragraphs.iter().filter(text);
        let title = headline::title(&clipping.headline).unwrap_or_default();
        let published = clipping.published.as_ref().map(|published| &published.value);
        let on_a_day = published.filter(|moment| moment.precision >= Precision::Day);
        let day = on_a_day.map(|moment| moment.local.num_days_from_ce());
        Self { day, ..Self::of_texts(&title, texts.map(|paragraph| paragraph.text.as_str())) }
    }

    pub(super) fn of_texts<'a>(title: &str, texts: impl Iterator<Item = &'a str>) -> Self {
        let mut words = Vec::new();
        for text in texts {
            read(text, &mut words);
        }
        words.truncate(MOST_WORDS);
        let mut in_title = Vec::new();
        read(plain_title(title), &mut in_title);
        let mut numbers: Vec<Word> =
            words.iter().copied().filter(|word| word.is_number()).collect();
        numbers.sort_unstable();
        Self {
            numbers: numbers.into(),
            title: different(in_title),
            is_state: is_state(title),
            words: words.into(),
            day: None,
        }
    }

    /// Whether it has words enough to be known by. What has not is nobody's copy.
    pub fn is_telling(&self) -> bool {
        self.length() >= LEAST_WORDS && different(self.words.to_vec()).len() >= LEAST_DIFFERENT
    }

    /// Its words; letters of scripts without blanks count half.
    pub(super) fn length(&self) -> usize {
        let letters = self.words.iter().filter(|word| word.is_letter()).count();
        self.words.len() - letters / 2
    }

    /// The bands it is looked up under, each below 2³²; none where it is not telling.
    pub fn bands(&self) -> Vec<u64> {
        if !self.is_telling() {
            return Vec::new();
        }
        let mut least = [u32::MAX; BANDS * ROWS];
        let weighty: Vec<Word> =
            self.words.iter().copied().filter(|word| word.is(Word::WEIGHTY)).collect();
        for start in 0..weighty.len() {
            let length = if weighty[start].is_letter() { LETTERS_TOGETHER } else { 2 };
            if let Some(together) = weighty.get(start..start + length) {
                let feature = together.iter().fold(0, |hash, word| mixed(hash ^ u64::from(word.0)));
                for (least, factor) in least.iter_mut().zip(&FACTORS) {
                    *least = (*least).min((feature.wrapping_mul(*factor) >> 32) as u32);
                }
            }
        }
        let band = |(place, rows): (usize, &[u32])| {
            let hash = rows.iter().fold(place as u64, |hash, row| mixed(hash ^ u64::from(*row)));
            hash >> 32
        };
        least.chunks(ROWS).enumerate().map(band).collect()
    }

    /// A number for its words: where it changes, the piece has to be compared anew.
    pub fn mark(&self) -> u64 {
        self.words.iter().fold(0, |hash, word| mixed(hash ^ u64::from(word.0)))
    }
}

/// Odd numbers, one for each hash function, by SplitMix64 (Steele, Lea, Flood 2014). They are part
/// of the format: other ones would find nothing that older ones wrote.
const FACTORS: [u64; BANDS * ROWS] = factors();

const fn factors() -> [u64; BANDS * ROWS] {
    let mut factors = [0; BANDS * ROWS];
    let mut place = 0;
    while place < factors.len() {
        let step = (place as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        factors[place] = mixed(step) | 1;
        place += 1;
    }
    factors
}

/// The finisher of SplitMix64: every bit of the result depends on every bit given.
const fn mixed(bits: u64) -> u64 {
    let bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

fn different(mut words: Vec<Word>) -> Box<[Word]> {
    words.sort_unstable();
    words.dedup();
    words.into()
}

/// Adds the words of `text`: letters and digits in folded form, without apostrophes; a number goes
/// on over a point or comma between digits.
fn read(text: &str, out: &mut Vec<Word>) {
    let mut reader = Reader { out, hash: 0, letters: 0, kinds: 0 };
    if text.is_ascii() {
        let bytes = text.as_bytes();
        for (at, byte) in bytes.iter().enumerate() {
            let next = bytes.get(at + 1).copied().map_or('\0', char::from);
            reader.take(char::from(byte.to_ascii_lowercase()), next);
        }
    } else {
        let folded = fold::exact(text);
        let mut letters = folded.chars().peekable();
        while let Some(letter) = letters.next() {
            reader.take(letter, letters.peek().copied().unwrap_or('\0'));
        }
    }
    reader.end();
}

struct Reader<'a> {
    out: &'a mut Vec<Word>,
    hash: u64,
    letters: u32,
    kinds: u32,
}

impl Reader<'_> {
    fn take(&mut self, letter: char, next: char) {
        if letter.is_ascii_alphanumeric() {
            self.add(letter);
        } else if matches!(letter, '\'' | '’' | '‘') {
            // Papers set either sign, or none.
        } else if matches!(letter, '.' | ',')
            && self.kinds & Word::NUMBER != 0
            && next.is_ascii_digit()
        {
            // 1,000 and 1000 are one number.
        } else if !letter.is_alphanumeric() {
            self.end();
        } else if fold::is_cjk(letter) || has_no_blanks(letter) {
            self.end();
            self.add(letter);
            self.kinds |= Word::LETTER | Word::WEIGHTY;
            self.end();
        } else {
            self.add(letter);
        }
    }

    fn add(&mut self, letter: char) {
        if letter.is_numeric() {
            self.kinds |= Word::NUMBER | Word::WEIGHTY;
        }
        self.letters += 1;
        self.hash = (self.hash ^ u64::from(u32::from(letter))).wrapping_mul(0x0000_0100_0000_01b3);
    }

    fn end(&mut self) {
        if self.letters == 0 {
            return;
        }
        if self.letters >= WEIGHTY_LETTERS {
            self.kinds |= Word::WEIGHTY;
        }
        let hash = (mixed(self.hash) >> 32) as u32;
        self.out.push(Word(hash & !Word::KINDS | self.kinds));
        (self.hash, self.letters, self.kinds) = (0, 0, 0);
    }
}

/// Thai, Lao, Burmese, Khmer.
fn has_no_blanks(letter: char) -> bool {
    matches!(letter, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
}
