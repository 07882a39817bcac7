//! What each paragraph is: running text, a caption, a caption printed once more, furniture.

use std::collections::HashMap;

use super::{agencies, furniture};
use crate::clipping::{Kind, Paragraph};
use crate::text::fold;

/// How a caption begins, in lower case.
const OPENINGS: &[&str] = &[
    "photo:",
    "photos:",
    "picture:",
    "caption:",
    "in this photo",
    "in this file photo",
    "in this undated",
    "file photo",
    "file -",
    "file –",
    "file —",
    "▲",
    "사진=",
    "사진:",
    "[사진",
    "写真:",
    "写真：",
    "写真は",
    "【写真】",
    "图为",
    "圖為",
    "ảnh:",
    "foto:",
];

/// Words that make what stands in brackets at a caption's end a credit, in lower case.
const CREDIT_WORDS: &[&str] = &[
    "photo", "file", "courtesy", "handout", "getty", "pool", "picture", "image", "사진", "写真",
    "foto", "ảnh", "bild",
];

/// Credits that follow the last sentence without brackets, in lower case.
const CREDITS: &[&str] =
    &["photo:", "photo by ", "photograph:", "picture:", "file photo", "foto:", "사진=", "写真="];

/// A longer paragraph is no caption, whatever it ends with.
const LONGEST_CAPTION_BYTES: usize = 1200;
/// The farthest from its end that a credit without brackets begins, in bytes.
const CREDIT_BYTES: usize = 60;
/// How many other paragraphs may stand between two printings of one that is short.
const NEAR: usize = 1;
/// The fewest words of a caption that nothing but its two printings tells.
const CAPTION_WORDS: usize = 6;
/// The fewest words of a paragraph that nobody writes twice.
const PARAGRAPH_WORDS: usize = 41;
/// How many letters of Han, kana and Hangul count as one word.
const LETTERS_A_WORD: usize = 3;

/// Gives every paragraph whose kind the source does not state the kind it has by its words.
///
/// `agency` is the one credited for the whole, which captions may credit too.
pub(super) fn judge(paragraphs: &mut [Paragraph], agency: Option<&str>) {
    for paragraph in paragraphs.iter_mut().filter(|paragraph| is_open(paragraph)) {
        if furniture::is_furniture(&paragraph.text) {
            paragraph.kind = Kind::Furniture;
        }
    }
    let last = paragraphs.iter().rposition(|paragraph| paragraph.kind == Kind::Text);
    for (at, paragraph) in paragraphs.iter_mut().enumerate() {
        if is_open(paragraph) {
            let likeness = likeness(&paragraph.text, agency);
            // The last line credits the agency of the whole piece in the same way.
            if likeness == Likeness::Photo || likeness == Likeness::Credit && Some(at) != last {
                paragraph.kind = Kind::Caption;
            }
        }
    }
    let pairs = repeats(paragraphs);
    // What is furniture is settled by now, so what stands before each paragraph is counted once.
    let before = match pairs.is_empty() {
        true => Vec::new(),
        false => counted(paragraphs),
    };
    for (first, again) in pairs {
        let between = before[again] - before[first + 1];
        judge_pair(paragraphs, Pair { first, again, between }, agency);
    }
}

/// How many paragraphs, furniture apart, stand before each.
fn counted(paragraphs: &[Paragraph]) -> Vec<usize> {
    let counts = paragraphs.iter().scan(0, |count, paragraph| {
        let before = *count;
        *count += usize::from(paragraph.kind != Kind::Furniture);
        Some(before)
    });
    counts.collect()
}

/// Whether a paragraph is taken for text only because nothing says otherwise.
fn is_open(paragraph: &Paragraph) -> bool {
    !paragraph.stated && paragraph.kind == Kind::Text
}

/// What makes a paragraph look like a caption.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Likeness {
    /// It speaks of a photo.
    Photo,
    /// It ends with the credit of an agency.
    Credit,
    /// Nothing.
    None,
}

fn likeness(text: &str, agency: Option<&str>) -> Likeness {
    let text = text.trim();
    if text.len() > LONGEST_CAPTION_BYTES {
        return Likeness::None;
    }
    if starts_like_a_caption(text) || ends_with_photo_credit(text) {
        return Likeness::Photo;
    }
    let bracketed = agencies::bracketed_ending(text).filter(|(before, _)| !before.is_empty());
    if let Some((_, credit)) = bracketed {
        let lower = credit.to_lowercase();
        let words = || lower.split(|c: char| !c.is_alphanumeric());
        if words().any(|word| CREDIT_WORDS.contains(&word)) {
            return Likeness::Photo;
        }
        if agencies::is_known(credit) || agency == Some(credit) {
            return Likeness::Credit;
        }
    }
    let slashed = text.rsplit_once(['/', '=', '＝']).is_some_and(|(before, credit)| {
        before.contains(' ') && credit.len() <= CREDIT_BYTES && agencies::is_known(credit)
    });
    if slashed { Likeness::Credit } else { Likeness::None }
}

fn starts_like_a_caption(text: &str) -> bool {
    let head = &text[..text.floor_char_boundary(24)];
    let first = head.as_bytes().first().map_or(0, u8::to_ascii_lowercase);
    if !first.is_ascii() || matches!(first, b'p' | b'c' | b'i' | b'f' | b'[') {
        let lower = head.to_lowercase();
        return OPENINGS.iter().any(|opening| lower.starts_with(opening));
    }
    false
}

fn ends_with_photo_credit(text: &str) -> bool {
    // A colon or a sign of equality stands in all but two of the credits.
    let tail = &text[text.ceil_char_boundary(text.len().saturating_sub(CREDIT_BYTES))..];
    if !tail.contains([':', '=', 'P', 'p']) {
        return false;
    }
    let lower = tail.to_lowercase();
    CREDITS.iter().filter_map(|credit| lower.find(credit)).any(|at| {
        let before = lower[..at].trim_end();
        before.ends_with(['.', '!', '?', '。', '"', '”', '|', '/'])
    })
}

/// Pairs of paragraphs that are equal but for quotes, case and white space: the first and each
/// later one.
fn repeats(paragraphs: &[Paragraph]) -> Vec<(usize, usize)> {
    let signatures: Vec<u64> =
        paragraphs.iter().map(|paragraph| signature(&paragraph.text)).collect();
    let mut counts: HashMap<u64, usize> = HashMap::with_capacity(signatures.len());
    for signature in &signatures {
        *counts.entry(*signature).or_default() += 1;
    }
    if counts.len() == signatures.len() {
        return Vec::new();
    }
    let mut firsts: HashMap<String, usize> = HashMap::new();
    let mut pairs = Vec::new();
    for (at, paragraph) in paragraphs.iter().enumerate() {
        if counts.get(&signatures[at]).is_none_or(|count| *count < 2)
            || paragraph.kind == Kind::Furniture
        {
            continue;
        }
        match firsts.entry(fold::key(&paragraph.text)) {
            std::collections::hash_map::Entry::Occupied(first) => pairs.push((*first.get(), at)),
            std::collections::hash_map::Entry::Vacant(slot) => {
                slot.insert(at);
            }
        }
    }
    pairs
}

/// A number that equal paragraphs share and few others do, without folding them.
fn signature(text: &str) -> u64 {
    let mut sum: u64 = 0;
    for byte in text.bytes().filter(u8::is_ascii_alphanumeric) {
        sum = sum.wrapping_mul(31).wrapping_add(u64::from(byte.to_ascii_lowercase()));
    }
    sum
}

/// Two printings of one paragraph.
struct Pair {
    first: usize,
    again: usize,
    /// How many other paragraphs, furniture apart, stand between them.
    between: usize,
}

fn judge_pair(paragraphs: &mut [Paragraph], pair: Pair, agency: Option<&str>) {
    let Pair { first, again, between } = pair;
    if paragraphs[again].stated {
        // A caption that the source marks twice is still printed twice.
        if paragraphs[again].kind == Kind::Caption && paragraphs[first].kind == Kind::Caption {
            paragraphs[again].kind = Kind::RepeatedCaption;
        }
        return;
    }
    let words = words(&paragraphs[again].text);
    let is_caption = paragraphs[first].kind == Kind::Caption
        || likeness(&paragraphs[again].text, agency) != Likeness::None
        || between == 0 && words >= CAPTION_WORDS;
    if is_caption && !paragraphs[first].stated {
        paragraphs[first].kind = Kind::Caption;
    }
    // Desks and wires send a paragraph twice by mistake; the first one stays text.
    let long = words >= PARAGRAPH_WORDS && paragraphs[first].text == paragraphs[again].text;
    let near = between <= NEAR && words >= CAPTION_WORDS;
    if is_caption || long || near {
        paragraphs[again].kind = Kind::RepeatedCaption;
    }
}

/// How long a paragraph is in words, or what would be words in a script without blanks.
fn words(text: &str) -> usize {
    let letters = text.chars().filter(|c| fold::is_cjk(*c)).count();
    (letters / LETTERS_A_WORD).max(text.split_whitespace().count())
}

#[cfg(test)]
mod tests {
    use super::*;
    use Kind::{Caption, Furniture, RepeatedCaption, Text};

    fn kinds(texts: &[&str]) -> Vec<Kind> {
        let mut paragraphs: Vec<_> = texts.iter().map(|text| Paragraph::text(*text)).collect();
        judge(&mut paragraphs, Some("Meridian"));
        paragraphs.into_iter().map(|paragraph| paragraph.kind).collect()
    }

    #[test]
    fn a_caption_printed_twice_is_kept_once() {
        let straight = "Portbury's ferry. A sign reads: \"No way.(AP)";
        let curly = "Portbury’s  ferry. A sign reads: “No way.(AP)";
        let found = kinds(&["The ferry stays.", straight, curly, "It rains."]);
        assert_eq!(found, [Text, Caption, RepeatedCaption, Text]);
    }

    #[test]
    fn a_paragraph_printed_very_often_takes_no_time() {
        let texts = vec!["Passengers wait for the ferry in Portbury on Monday"; 100_000];
        let found = kinds(&texts);
        assert_eq!(found[..2], [Caption, RepeatedCaption]);
    }

    #[test]
    fn two_printings_side_by_side_need_no_credit() {
        let caption = "Passengers wait for the ferry in Portbury on Monday";
        assert_eq!(kinds(&["It rains.", caption, caption]), [Text, Caption, RepeatedCaption]);
        assert_eq!(kinds(&["No comment.", "No comment."]), [Text, Text]);
        assert_eq!(kinds(&["- - -", "It rains.", "- - -"]), [Text, Text, Text]);
    }

    #[test]
    fn paragraphs_sent_twice_by_mistake_count_once() {
        let (one, two) =
            ("The ferry stays in the port of Portbury.", "It rains on the quay and on the roofs.");
        assert_eq!(kinds(&[one, two, one, two]), [Text, Text, RepeatedCaption, RepeatedCaption]);
    }

    #[test]
    fn a_photo_or_a_credit_makes_a_caption() {
        for line in [
            "In this photo from May, the ferry is blue.",
            "FILE - The ferry in May.",
            "The ferry in May. (Portbury Post file photo)",
            "The ferry in May. Photo: Ann Example",
            "The ferry in May (Yonhap)",
            "The ferry in May. (Meridian)",
            "The ferry in May. /Reuters",
            "▲ 항구에 있는 나룻배. /연합뉴스",
        ] {
            assert_eq!(kinds(&[line, "It rains."]), [Caption, Text], "{line}");
        }
    }

    #[test]
    fn the_last_line_credits_the_whole_piece() {
        assert_eq!(kinds(&["It rains.", "The ferry stays. (AP)"]), [Text, Text]);
        assert_eq!(kinds(&["It rains.", "The ferry. (AP file photo)"]), [Text, Caption]);
    }

    #[test]
    fn a_long_paragraph_met_again_word_for_word_counts_once() {
        let long = "word ".repeat(45);
        let loud = long.to_uppercase();
        let rest = ["One.", "Two.", "Three."];
        let with = |again| [&[long.as_str()], &rest[..], &[again]].concat();
        assert_eq!(kinds(&with(&long)), [Text, Text, Text, Text, RepeatedCaption]);
        assert_eq!(kinds(&with(&loud)), [Text; 5]);
    }

    #[test]
    fn what_the_source_states_stays() {
        let mut paragraphs = vec![
            Paragraph::stated(Caption, "The ferry in May"),
            Paragraph::stated(Furniture, "The ferry in May"),
            Paragraph::text("The ferry in May"),
            Paragraph::text("Tags: ferry"),
        ];
        judge(&mut paragraphs, None);
        let kinds: Vec<_> = paragraphs.iter().map(|paragraph| paragraph.kind).collect();
        assert_eq!(kinds, [Caption, Furniture, RepeatedCaption, Furniture]);
    }
}
