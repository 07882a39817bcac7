//! The language of a clipping: stated, or told from its letters and small words; else not known.

use std::collections::HashMap;
use std::sync::LazyLock;

use whatlang::{Detector, Lang};

use super::{labels, texts};
use crate::clipping::{ClueKind, Draft, Kind, Known, LabelName};
use crate::text::fold;
use crate::text::tongues;

/// How much of a text is looked at, in bytes.
const SAMPLE_BYTES: usize = 1500;
/// The length below which the headline is looked at too, in bytes.
const SHORT_BYTES: usize = 300;
/// The fewest letters from which trigrams tell a language.
const LEAST_LETTERS: usize = 40;
/// The confidence below which trigrams do not tell.
const LEAST_CONFIDENCE: f64 = 0.9;
/// The fewest letters of Han from which their lack of kana tells Chinese.
const LEAST_HAN: usize = 20;
/// The share of Han, kana and Hangul from which they tell the language, in percent.
const EAST_PERCENT: usize = 40;
/// The share of kana that makes a text of Han Japanese, in percent.
const KANA_PERCENT: usize = 4;
/// What a letter of Han, kana or Hangul weighs against one of an alphabet.
const LETTERS_A_SYLLABLE: usize = 3;

/// Small words of English, sorted, that few other languages share.
const ENGLISH: &[&[u8]] = &[
    b"and", b"been", b"from", b"had", b"has", b"have", b"its", b"of", b"said", b"that", b"the",
    b"their", b"they", b"this", b"to", b"was", b"were", b"which", b"will", b"with", b"would",
];
/// Small words of languages in Latin letters: trigrams alone take tables of prices for French.
const SMALL_WORDS: &[(&str, &str)] = &[
    ("af", "die en van het is nie dat vir op te"),
    ("az", "və bu ilə üçün bir də"),
    ("ca", "de la el els les que per amb del una"),
    ("cs", "a se na že je v ve pro s to"),
    ("da", "og det at er på til af der som en"),
    ("de", "der die das und den von mit ist im dem zu ein eine für auf nicht"),
    (
        "en",
        "the of to and in a is for on that with by at it be as was are said from an not will has \
         its after",
    ),
    ("es", "de la el que los las del en con por una y se"),
    ("et", "ja on et ka kui oma see ei"),
    ("fi", "ja on ei se että oli kun myös"),
    ("fr", "de la le les des et du une dans est que pour un à"),
    ("hr", "je i na se da su za od koji u"),
    ("hu", "a az és hogy nem is egy"),
    ("id", "yang dan di dengan untuk dari ini itu"),
    ("it", "di il la che e per una della del con un i è"),
    ("lt", "ir kad yra iš su į"),
    ("lv", "un ir ar par no uz kas"),
    ("nl", "de het een van en dat is op te voor"),
    ("no", "og det er på til av som en å"),
    ("pl", "w na z i się że do jest"),
    ("pt", "de que o a do da em para com uma os e no"),
    ("ro", "de și în la a cu pe care din"),
    ("sk", "a na sa je v že s pre"),
    ("sl", "je in na za da se v"),
    ("sv", "och att det är på som en av för till"),
    ("tl", "ang ng sa na mga at ay"),
    ("tr", "ve bir bu için ile da de olarak"),
];
/// The longest word of [`ENGLISH`].
const LONGEST_SMALL_BYTES: usize = 5;
/// The share of its small words that a text needs to be English, in percent of its words.
const ENGLISH_PERCENT: usize = 12;
/// The fewest of them.
const ENGLISH_LEAST: usize = 4;
/// The same for what trigrams tell.
const SMALL_PERCENT: usize = 8;
const SMALL_LEAST: usize = 2;
/// The share from which small words make a text English that has no `the`.
const SHORT_ENGLISH_PERCENT: usize = 25;

/// Languages that trigrams take lists of names and tables of prices for.
const NEVER: &[Lang] = &[
    Lang::Epo,
    Lang::Lat,
    Lang::Aka,
    Lang::Sna,
    Lang::Zul,
    Lang::Jav,
    Lang::Tuk,
    Lang::Uzb,
    Lang::Cym,
    Lang::Yid,
];

/// The language of a draft whose paragraphs were judged: an ISO 639-1 code.
pub(super) fn language(draft: &Draft) -> Option<Known<String>> {
    for label in labels(&draft.labels, LabelName::Language) {
        if let Some(code) = tongues::code(&label.value) {
            return Some(Known::new(code.to_owned(), ClueKind::Stated, label.value.as_str()));
        }
    }
    let mut sample = sample(draft);
    let (code, words) = detect(&sample).or_else(|| {
        // A line or two say more together with their headline.
        let title = draft.title.as_deref().filter(|title| !sample.contains(title))?;
        if sample.len() >= SHORT_BYTES {
            return None;
        }
        add(&mut sample, title);
        detect(&sample)
    })?;
    Some(Known::new(code.to_owned(), ClueKind::Text, words))
}

/// The first bytes of the text; of captions and headline where there is none.
fn sample(draft: &Draft) -> String {
    let mut sample = String::with_capacity(SAMPLE_BYTES + 4);
    texts(draft).for_each(|text| add(&mut sample, text));
    if !sample.contains(char::is_alphabetic) {
        let captions = draft.paragraphs.iter().filter(|paragraph| paragraph.kind == Kind::Caption);
        captions.for_each(|paragraph| add(&mut sample, &paragraph.text));
        draft.title.iter().for_each(|title| add(&mut sample, title));
    }
    sample
}

fn add(sample: &mut String, text: &str) {
    let room = SAMPLE_BYTES.saturating_sub(sample.len());
    sample.push_str(&text[..text.floor_char_boundary(room)]);
    if room > 0 {
        sample.push('\n');
    }
}

/// The code of the language of `sample` and what tells it.
fn detect(sample: &str) -> Option<(&'static str, String)> {
    if let Some(found) = english(sample) {
        return Some(found);
    }
    let counts = Counts::of(sample);
    by_script(&counts, sample).or_else(|| by_words(sample, &counts))
}

/// Runs of letters; those beyond ASCII count as letters.
fn english_words(sample: &str) -> impl Iterator<Item = &[u8]> {
    let parted = |byte: &u8| byte.is_ascii() && !byte.is_ascii_alphabetic();
    sample.as_bytes().split(parted).filter(|word| !word.is_empty())
}

/// English by its small words, which spares most clippings the rest.
fn english(sample: &str) -> Option<(&'static str, String)> {
    let (mut words, mut small) = (0_usize, 0_usize);
    let mut the = false;
    for word in english_words(sample) {
        words += 1;
        let mut lower = [0; LONGEST_SMALL_BYTES];
        let Some(lower) = lower.get_mut(..word.len()) else { continue };
        lower.copy_from_slice(word);
        lower.make_ascii_lowercase();
        if ENGLISH.binary_search(&&*lower).is_ok() {
            small += 1;
            the |= lower == b"the";
        }
    }
    let enough = the && small >= ENGLISH_LEAST && small * 100 >= words * ENGLISH_PERCENT;
    enough.then(|| ("en", told(small, words, "English")))
}

fn told(small: usize, words: usize, language: &str) -> String {
    format!("{small} of {words} words are small words of {language}")
}

/// How many words a text has and how many of them are small words of each language in
/// [`SMALL_WORDS`].
struct SmallWords {
    all: usize,
    of: [usize; SMALL_WORDS.len()],
}

impl SmallWords {
    fn of(sample: &str) -> Self {
        static LANGUAGES: LazyLock<HashMap<&str, u32>> = LazyLock::new(|| {
            let mut languages = HashMap::new();
            for (at, (_, list)) in SMALL_WORDS.iter().enumerate() {
                list.split(' ').for_each(|word| *languages.entry(word).or_default() |= 1 << at);
            }
            languages
        });
        let mut found = Self { all: 0, of: [0; SMALL_WORDS.len()] };
        let lower = sample.to_lowercase();
        for word in lower.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
            found.all += 1;
            let mut bits = LANGUAGES.get(word).copied().unwrap_or(0);
            while bits > 0 {
                found.of[bits.trailing_zeros() as usize] += 1;
                bits &= bits - 1;
            }
        }
        found
    }

    /// How many are of one language; nothing where its small words are not listed.
    fn of_language(&self, code: &str) -> Option<usize> {
        let at = SMALL_WORDS.iter().position(|(known, _)| *known == code)?;
        Some(self.of[at])
    }

    fn are_enough(&self, small: usize) -> bool {
        small >= SMALL_LEAST && small * 100 >= self.all * SMALL_PERCENT
    }

    /// English of a few lines without `the`: other languages have some of its small words, but not
    /// so many.
    fn english(&self, sample: &str) -> Option<(&'static str, String)> {
        let small = self.of_language("en")?;
        let own = english_words(sample).filter(|word| ENGLISH.contains(word)).count();
        let enough = own >= SMALL_LEAST
            && small >= ENGLISH_LEAST
            && small * 100 >= self.all * SHORT_ENGLISH_PERCENT;
        enough.then(|| ("en", told(small, self.all, "English")))
    }
}

/// Letters of a text by script.
#[derive(Default)]
struct Counts {
    /// Letters, those of Han, kana and Hangul weighed as a syllable each.
    all: usize,
    hangul: usize,
    kana: usize,
    han: usize,
    latin: usize,
    arabic: usize,
    vietnamese: usize,
    /// Letters of each script in [`SCRIPTS`].
    others: [usize; SCRIPTS.len()],
}

/// Scripts that one language of news is written in, with the first and last of their letters.
const SCRIPTS: [(&str, &str, char, char); 19] = [
    ("th", "Thai", '\u{e00}', '\u{e7f}'),
    ("lo", "Lao", '\u{e80}', '\u{eff}'),
    ("my", "Burmese", '\u{1000}', '\u{109f}'),
    ("km", "Khmer", '\u{1780}', '\u{17ff}'),
    ("he", "Hebrew", '\u{590}', '\u{5ff}'),
    ("el", "Greek", '\u{370}', '\u{3ff}'),
    ("hy", "Armenian", '\u{530}', '\u{58f}'),
    ("ka", "Georgian", '\u{10a0}', '\u{10ff}'),
    ("am", "Ethiopic", '\u{1200}', '\u{137f}'),
    ("bn", "Bengali", '\u{980}', '\u{9ff}'),
    ("pa", "Gurmukhi", '\u{a00}', '\u{a7f}'),
    ("gu", "Gujarati", '\u{a80}', '\u{aff}'),
    ("or", "Oriya", '\u{b00}', '\u{b7f}'),
    ("ta", "Tamil", '\u{b80}', '\u{bff}'),
    ("te", "Telugu", '\u{c00}', '\u{c7f}'),
    ("kn", "Kannada", '\u{c80}', '\u{cff}'),
    ("ml", "Malayalam", '\u{d00}', '\u{d7f}'),
    ("si", "Sinhala", '\u{d80}', '\u{dff}'),
    ("bo", "Tibetan", '\u{f00}', '\u{fff}'),
];

impl Counts {
    fn of(sample: &str) -> Self {
        let mut counts = Self::default();
        for c in sample.chars().filter(|c| c.is_alphabetic()) {
            counts.all += if fold::is_cjk(c) { LETTERS_A_SYLLABLE } else { 1 };
            if c.is_ascii() {
                counts.latin += 1;
            } else {
                counts.add(c);
            }
        }
        counts
    }

    fn add(&mut self, c: char) {
        match c {
            'ă' | 'Ă' | 'đ' | 'Đ' | 'ơ' | 'Ơ' | 'ư' | 'Ư' | 'ĩ' | 'ũ' | '\u{1ea0}'..='\u{1ef9}' =>
            {
                self.latin += 1;
                self.vietnamese += 1;
            }
            '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{fb50}'..='\u{fdff}' => {
                self.arabic += 1
            }
            '\u{3041}'..='\u{30ff}' | '\u{ff66}'..='\u{ff9f}' => self.kana += 1,
            _ if fold::is_latin_letter(c) => self.latin += 1,
            _ if fold::is_hangul(c) => self.hangul += 1,
            _ if fold::is_cjk(c) => self.han += 1,
            _ => {
                let script =
                    SCRIPTS.iter().position(|(_, _, first, last)| (*first..=*last).contains(&c));
                if let Some(script) = script {
                    self.others[script] += 1;
                }
            }
        }
    }

    /// The share of Han, kana and Hangul, in percent.
    fn east(&self) -> usize {
        self.percent(self.hangul + self.kana + self.han, LETTERS_A_SYLLABLE)
    }

    /// The share of `letters` in all, in percent, where each weighs `weight`.
    fn percent(&self, letters: usize, weight: usize) -> usize {
        (letters * weight * 100).checked_div(self.all).unwrap_or(0)
    }
}

/// The language that its letters alone tell.
fn by_script(counts: &Counts, sample: &str) -> Option<(&'static str, String)> {
    let share = |letters| counts.percent(letters, LETTERS_A_SYLLABLE);
    let (hangul, kana) = (share(counts.hangul), share(counts.kana));
    let east = counts.east();
    if east >= EAST_PERCENT {
        return if hangul * 2 >= east {
            Some(("ko", format!("Hangul {hangul} %")))
        } else if kana * 100 >= east * KANA_PERCENT && kana > 0 {
            Some(("ja", format!("kana {kana} %")))
        } else {
            let told = counts.han >= LEAST_HAN && kana == 0;
            told.then(|| ("zh", format!("Han {} % without kana", share(counts.han))))
        };
    }
    for ((code, name, ..), letters) in SCRIPTS.iter().zip(counts.others) {
        let percent = counts.percent(letters, 1);
        if percent >= 50 {
            return Some((code, format!("{name} {percent} %")));
        }
    }
    if counts.percent(counts.arabic, 1) >= 50 && counts.arabic >= LEAST_LETTERS / 2 {
        return Some(by_arabic_letters(sample, counts.arabic));
    }
    let vietnamese = counts.percent(counts.vietnamese, 1);
    (vietnamese >= 6 && counts.latin >= LEAST_LETTERS / 2)
        .then(|| ("vi", format!("Vietnamese letters {vietnamese} %")))
}

/// Languages in Arabic letters, by those that only they have, the rarest first.
fn by_arabic_letters(sample: &str, all: usize) -> (&'static str, String) {
    const OWN: [(&str, &str, &str, usize); 5] = [
        ("ug", "Uyghur", "ۇۈېڭۋ", 40),
        ("ps", "Pashto", "ټډړږښڼ", 12),
        ("ur", "Urdu", "ٹڈڑںے", 25),
        ("ku", "Kurdish", "ێۆەڵڕ", 40),
        ("fa", "Persian", "پچژگکی", 40),
    ];
    for (code, name, letters, least_per_mille) in OWN {
        let own = sample.chars().filter(|c| letters.contains(*c)).count();
        if own * 1000 >= all * least_per_mille {
            return (code, format!("{name} letters {} %", own * 100 / all));
        }
    }
    ("ar", "Arabic letters alone".to_owned())
}

/// The language that small words allow and the frequency of three letters in a row tells.
fn by_words(sample: &str, counts: &Counts) -> Option<(&'static str, String)> {
    if counts.east() >= EAST_PERCENT {
        return None;
    }
    let latin = counts.latin * 2 > counts.all;
    let small = SmallWords::of(sample);
    if let Some(found) = small.english(sample).filter(|_| latin) {
        return Some(found);
    }
    let none = latin && !small.of.iter().any(|small_words| small.are_enough(*small_words));
    if none || counts.all < LEAST_LETTERS {
        return None;
    }
    let found = Detector::with_denylist(NEVER.to_vec()).detect(sample)?;
    let sure = found.is_reliable() && found.confidence() >= LEAST_CONFIDENCE;
    let code = tongues::code(found.lang().code()).filter(|_| sure)?;
    if small.of_language(code).is_some_and(|of_it| !small.are_enough(of_it)) {
        return None;
    }
    let words = format!("whatlang {:.2} on {} bytes", found.confidence(), sample.trim_end().len());
    Some((code, words))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clipping::{Label, Paragraph};

    fn of(text: &str) -> Option<String> {
        let draft = Draft { paragraphs: vec![Paragraph::text(text)], ..Draft::default() };
        language(&draft).map(|known| known.value)
    }

    #[test]
    fn a_script_tells_its_language() {
        for (text, expect) in [
            ("정부는 월요일 나룻배가 GSOMIA 항구에 남는다고 밝혔다.", Some("ko")),
            ("港の古い渡し船は来年も残ると市が発表した。", Some("ja")),
            ("市政府星期一宣布，旧渡轮明年继续在港口运营，居民表示欢迎，票价不变。", Some("zh")),
            ("首相辞任", None),
            ("渡船会社、民事再生法適用を申請", Some("ja")),
            ("เรือข้ามฟากจะยังคงอยู่", Some("th")),
            ("המעבורת נשארת בנמל", Some("he")),
            ("Το πλοίο μένει στο λιμάνι", Some("el")),
            ("Thành phố cho biết chiếc phà cũ sẽ ở lại cảng thêm một năm nữa.", Some("vi")),
            ("قالت المدينة يوم الاثنين إن العبارة القديمة ستبقى في الميناء", Some("ar")),
            ("شهرداری روز دوشنبه گفت که کشتی قدیمی یک سال دیگر در بندر می‌ماند", Some("fa")),
            ("شارەوانی ڕۆژی دووشەممە ڕایگەیاند کە بەلەمە کۆنەکە دەمێنێتەوە", Some("ku")),
        ] {
            assert_eq!(of(text).as_deref(), expect, "{text}");
        }
    }

    #[test]
    fn small_words_and_trigrams_tell_the_others() {
        for (text, expect) in [
            (
                "The city said on Monday that the old ferry will stay in the port of Portbury.",
                Some("en"),
            ),
            (
                "Ferry Lines Inc said it plans to build a pier in Leith to serve British \
                 customers.",
                Some("en"),
            ),
            (
                "Die Stadt teilte am Montag mit, dass die alte Fähre noch ein weiteres \
                 Jahr im Hafen bleibt.",
                Some("de"),
            ),
            (
                "La ville a annoncé lundi que le vieux bac resterait encore un an dans le port.",
                Some("fr"),
            ),
            (
                "Мэрия сообщила в понедельник, что старый паром останется в порту ещё на один год.",
                Some("ru"),
            ),
        ] {
            assert_eq!(of(text).as_deref(), expect, "{text}");
        }
    }

    #[test]
    fn what_is_not_known_is_absent() {
        for text in [
            "Ferry stays",
            "12.5 13.6 14.7",
            "",
            "Qtly div 10 cts vs 10 cts Pay April 1",
            "Shr loss six cts vs profit two cts. Net loss 311,000 vs \
             profit 95,000. Revs 2.1 mln vs 2.4 mln",
        ] {
            assert_eq!(of(text), None, "{text}");
        }
    }

    #[test]
    fn a_stated_language_is_believed() {
        let labels = vec![Label::new(LabelName::Language, "Deutsch", "key lang")];
        let paragraphs = vec![Paragraph::text("The ferry and the port and the fog of Portbury.")];
        let found =
            language(&Draft { labels, paragraphs, ..Draft::default() }).expect("a language");
        assert_eq!((found.value.as_str(), found.clue.kind), ("de", ClueKind::Stated));
    }
}
