//! The language of a clipping: stated, or told from its letters and small words; else not known.

mod scripts;
mod small_words;

use whatlang::{Detector, Lang};

use super::{labels, texts};
use crate::clipping::{ClueKind, Draft, Kind, Known, LabelName};
use crate::text::tongues;
use scripts::{Counts, by_script};
use small_words::SmallWords;

/// How much of a text is looked at, in bytes.
const SAMPLE_BYTES: usize = 1500;
/// The length below which the headline is looked at too, in bytes.
const SHORT_BYTES: usize = 300;
/// The fewest letters from which trigrams tell a language.
const LEAST_LETTERS: usize = 40;
/// The confidence below which trigrams do not tell by themselves.
const LEAST_CONFIDENCE: f64 = 0.9;

/// Small words of English, sorted, that few other languages share.
const ENGLISH: &[&[u8]] = &[
    b"and", b"been", b"from", b"had", b"has", b"have", b"its", b"of", b"said", b"that", b"the",
    b"their", b"they", b"this", b"to", b"was", b"were", b"which", b"will", b"with", b"would",
];
/// The longest word of [`ENGLISH`].
const LONGEST_SMALL_BYTES: usize = 5;
/// The share of its small words that a text needs to be English, in percent of its words.
const ENGLISH_PERCENT: usize = 12;
/// The fewest of them.
const ENGLISH_LEAST: usize = 4;
/// The share of its small words that what trigrams tell needs, in percent of the words.
const SMALL_PERCENT: usize = 8;
/// The share and number from which small words tell a language that trigrams are not sure of.
const CLEAR_PERCENT: usize = 15;
const CLEAR_LEAST: usize = 2;
/// The same where trigrams say nothing or another language.
const ALONE_PERCENT: usize = 25;
const ALONE_LEAST: usize = 3;

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
    let foreign = sample.bytes().filter(|byte| !byte.is_ascii()).count();
    if foreign * 2 > sample.len() {
        return None;
    }
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

/// The language that small words and the frequency of three letters in a row tell together.
fn by_words(sample: &str, counts: &Counts) -> Option<(&'static str, String)> {
    if counts.is_eastern() {
        return None;
    }
    if counts.latin * 2 <= counts.all {
        let found = trigrams(sample, counts).filter(Trigrams::are_sure)?;
        return Some((found.code, found.told(sample)));
    }
    let small = SmallWords::of(sample);
    let (code, most, next) = small.foremost();
    if most == 0 {
        return None;
    }
    let trigrams = trigrams(sample, counts);
    if let Some(found) = trigrams.as_ref().filter(|found| found.are_sure()) {
        let own = small.of_language(found.code);
        let allowed =
            own.is_none_or(|own| own > 0 && own >= most && small.percent(own) >= SMALL_PERCENT);
        if allowed {
            return Some((found.code, found.told(sample)));
        }
    }
    let agree = trigrams.is_some_and(|found| found.code == code);
    let (least, share) =
        if agree { (CLEAR_LEAST, CLEAR_PERCENT) } else { (ALONE_LEAST, ALONE_PERCENT) };
    let clear = most >= least && small.percent(most) >= share && most >= 2 * next;
    let name = tongues::english_name(code);
    clear.then(|| (code, told(most, small.all, &name)))
}

/// What the frequency of three letters in a row says.
struct Trigrams {
    code: &'static str,
    confidence: f64,
    reliable: bool,
}

impl Trigrams {
    fn are_sure(&self) -> bool {
        self.reliable && self.confidence >= LEAST_CONFIDENCE
    }

    fn told(&self, sample: &str) -> String {
        format!("whatlang {:.2} on {} bytes", self.confidence, sample.trim_end().len())
    }
}

fn trigrams(sample: &str, counts: &Counts) -> Option<Trigrams> {
    if counts.all < LEAST_LETTERS {
        return None;
    }
    let found = Detector::with_denylist(NEVER.to_vec()).detect(sample)?;
    let code = tongues::code(found.lang().code())?;
    Some(Trigrams { code, confidence: found.confidence(), reliable: found.is_reliable() })
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
            ("第87回全国高等学校野球選手権大会試合結果", Some("ja")),
            ("国务院总理会见港口代表", Some("zh")),
            ("جامعة كويە تناقش (شارباژیر) مع الجهات المعنية", Some("ar")),
            (
                "وێبنیاری زانکۆ لەگەڵ وەزارەتی خوێندنی باڵا (Quality of the Ports and of the Harbours)",
                Some("ku"),
            ),
            ("เรือข้ามฟากจะยังคงอยู่", Some("th")),
            ("המעבורת נשארת בנמל", Some("he")),
            ("Το πλοίο μένει στο λιμάνι", Some("el")),
            ("Thành phố cho biết chiếc phà cũ sẽ ở lại cảng thêm một năm nữa.", Some("vi")),
            ("قالت المدينة يوم الاثنين إن العبارة القديمة ستبقى في الميناء", Some("ar")),
            ("شهرداری روز دوشنبه گفت که کشتی قدیمی یک سال دیگر در بندر می‌ماند", Some("fa")),
            ("شارەوانى ئەنجامى پشکنینى ئاستى بەندەرى ڕاگەیاند", Some("ku")),
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
            ("Eigener Hafen soll nach dem Umbau wieder öffnen", Some("de")),
            ("Former chairman of the port says that he will not run again", Some("en")),
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
            "Harbour Master Arrives En Route to El Puerto",
            "W.W. LEITH <WWL> SEEKS TO INCREASE SHARES",
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
