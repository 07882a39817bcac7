//! Bytes to text: which encoding a file is in, and what could not be read in it.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};

use crate::clipping::Note;

/// A file's text.
#[derive(Debug)]
pub(super) struct Decoded<'a> {
    /// The text, without a byte order mark.
    pub(super) text: Cow<'a, str>,
    /// Where in the file the text begins, where each byte of the text is a byte of the file.
    pub(super) base: Option<u64>,
    /// What was odd: an encoding other than UTF-8, characters that could not be read.
    pub(super) notes: Vec<Note>,
}

/// How much of a file is looked at for control codes and alternating zeros.
const SAMPLE_BYTES: usize = 64 * 1024;
/// How far into a file an encoding may be declared.
const DECLARATION_BYTES: usize = 1024;
/// How much text, from the first byte outside ASCII on, is given to the guess of an encoding.
const GUESS_BYTES: usize = 256 * 1024;
/// The fewest characters by which UTF-32 is known without a mark.
const LEAST_CHARACTERS: usize = 8;
/// A text has at most one control code in so many bytes.
const BYTES_PER_CONTROL: usize = 20;

/// The text of `bytes`; nothing where they are no text.
///
/// A byte order mark decides; then UTF-32 and UTF-16 known by their zeros; then valid UTF-8, whatever
/// is declared, since no other encoding is valid UTF-8 by chance; then what is declared; then a guess
/// from the letters.
pub(super) fn decode(bytes: &[u8]) -> Option<Decoded<'_>> {
    decode_as_stated(bytes, None)
}

/// As [`decode`], where what holds the bytes states an encoding: it comes before what they declare
/// themselves.
pub(super) fn decode_as_stated<'a>(bytes: &'a [u8], stated: Option<&str>) -> Option<Decoded<'a>> {
    let stated = stated.and_then(|name| Encoding::for_label(name.trim().as_bytes()));
    // The mark of UTF-32 begins like that of UTF-16.
    if let Some(order) = Utf32::of(bytes) {
        return Some(order.decode(bytes));
    }
    if let Some((encoding, mark_bytes)) = Encoding::for_bom(bytes) {
        return marked(bytes, encoding, mark_bytes);
    }
    if let Some(encoding) = utf_16_without_a_mark(bytes) {
        return Some(decoded_as(bytes, encoding, None));
    }
    if is_binary(bytes) {
        return None;
    }
    match std::str::from_utf8(bytes) {
        Ok(_) if is_iso_2022_jp(bytes) => Some(decoded_as(bytes, ISO_2022_JP, None)),
        Ok(text) => Some(Decoded { text: Cow::Borrowed(text), base: Some(0), notes: Vec::new() }),
        Err(_) if bytes.contains(&0) => None,
        Err(error) => Some(not_utf_8(bytes, stated, error.valid_up_to())),
    }
}

fn marked<'a>(
    bytes: &'a [u8],
    encoding: &'static Encoding,
    mark_bytes: usize,
) -> Option<Decoded<'a>> {
    let rest = &bytes[mark_bytes..];
    if encoding == UTF_8 && is_binary(rest) {
        return None;
    }
    let mut decoded = decoded_as(rest, encoding, None);
    if encoding == UTF_8 {
        decoded.notes.retain(|note| !note.message.starts_with("read as"));
        decoded.base = matches!(decoded.text, Cow::Borrowed(_)).then_some(mark_bytes as u64);
    }
    Some(decoded)
}

/// A text with bytes that are not UTF-8, the first of them at `first_bad`.
fn not_utf_8<'a>(
    bytes: &'a [u8],
    stated: Option<&'static Encoding>,
    first_bad: usize,
) -> Decoded<'a> {
    if is_damaged_utf_8(bytes) {
        let mut decoded = decoded_as(bytes, UTF_8, Some(first_bad));
        decoded.notes.retain(|note| !note.message.starts_with("read as"));
        return decoded;
    }
    let named = [stated, declared(bytes)].into_iter().flatten();
    for encoding in named.filter(|encoding| *encoding != UTF_8) {
        let decoded = decoded_as(bytes, encoding, None);
        if decoded.notes.len() < 2 {
            return decoded;
        }
    }
    decoded_as(bytes, guessed(bytes, first_bad), None)
}

/// `bytes` read as `encoding`, with a note that says so and one about what could not be read.
fn decoded_as<'a>(
    bytes: &'a [u8],
    encoding: &'static Encoding,
    first_bad: Option<usize>,
) -> Decoded<'a> {
    let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
    let mut notes = vec![read_as(encoding.name())];
    if had_errors {
        notes.push(unread(&text, first_bad));
    }
    Decoded { text, base: None, notes }
}

fn read_as(encoding: &str) -> Note {
    Note::new(format!("read as {encoding}"))
}

/// How many characters of `text` stand for what could not be read.
fn unread(text: &str, first_bad: Option<usize>) -> Note {
    let count = text.chars().filter(|character| *character == '\u{FFFD}').count();
    let plural = if count == 1 { "character" } else { "characters" };
    let message = format!("{count} {plural} could not be read, shown as \u{FFFD}");
    Note { message, at_byte: first_bad.map(|at| at as u64) }
}

/// The two orders of bytes of UTF-32, which browsers do not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Utf32 {
    Little,
    Big,
}

impl Utf32 {
    /// The order that a mark states or zeros show: of four bytes at least one is zero in any text,
    /// two in most.
    fn of(bytes: &[u8]) -> Option<Self> {
        [Self::Little, Self::Big].into_iter().find(|order| {
            let is_marked = bytes.starts_with(order.mark());
            let sample = &bytes[..bytes.len().min(SAMPLE_BYTES)];
            order.looks_like_text(sample, is_marked)
        })
    }

    fn mark(self) -> &'static [u8; 4] {
        match self {
            Self::Little => b"\xFF\xFE\0\0",
            Self::Big => b"\0\0\xFE\xFF",
        }
    }

    /// Whether every four bytes are a character. Without a mark most of them have to be letters,
    /// digits or blanks: tables of small numbers are of the same pattern.
    fn looks_like_text(self, sample: &[u8], is_marked: bool) -> bool {
        let (units, _) = sample.as_chunks::<4>();
        let (mut wordy, mut controls) = (0, 0);
        for unit in units {
            let Some(character) = self.character(*unit) else { return false };
            wordy += usize::from(character.is_alphanumeric() || matches!(character, ' ' | '\n'));
            controls += usize::from(u8::try_from(character).is_ok_and(is_control));
        }
        let is_long_enough = units.len() >= if is_marked { 1 } else { LEAST_CHARACTERS };
        is_long_enough
            && controls * BYTES_PER_CONTROL <= units.len()
            && (is_marked || wordy * 2 > units.len())
    }

    fn character(self, unit: [u8; 4]) -> Option<char> {
        char::from_u32(match self {
            Self::Little => u32::from_le_bytes(unit),
            Self::Big => u32::from_be_bytes(unit),
        })
    }

    fn decode<'a>(self, bytes: &[u8]) -> Decoded<'a> {
        let bytes = bytes.strip_prefix(self.mark()).unwrap_or(bytes);
        let (units, rest) = bytes.as_chunks::<4>();
        let first_bad = units.iter().position(|unit| self.character(*unit).is_none());
        let mut text: String = units
            .iter()
            .map(|unit| self.character(*unit).unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect();
        if !rest.is_empty() {
            text.push(char::REPLACEMENT_CHARACTER);
        }
        let mut notes = vec![read_as(match self {
            Self::Little => "UTF-32LE",
            Self::Big => "UTF-32BE",
        })];
        if first_bad.is_some() || !rest.is_empty() {
            notes.push(unread(&text, None));
        }
        Decoded { text: Cow::Owned(text), base: None, notes }
    }
}

/// Whether `bytes` begin like no text: zeros, or many control codes.
fn is_binary(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE_BYTES)];
    let controls = sample.iter().filter(|byte| is_control(**byte)).count();
    controls > 4 && controls * BYTES_PER_CONTROL > sample.len()
        || controls > 0 && controls * 4 >= sample.len()
}

/// Codes that no text uses often. Escape is left out: Japanese mail shifts its alphabets with it.
fn is_control(byte: u8) -> bool {
    (byte < 0x20 && !matches!(byte, b'\t' | b'\n' | 0x0B | 0x0C | b'\r' | 0x1B)) || byte == 0x7F
}

/// UTF-16 of a text with many ASCII letters or blanks shows zeros at every other byte, and hardly
/// any at the others.
fn utf_16_without_a_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE_BYTES) & !1];
    if sample.len() < 8 {
        return None;
    }
    let zeros_at = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
    let (even, odd, pairs) = (zeros_at(0), zeros_at(1), sample.len() / 2);
    if odd * 4 > pairs && even * 50 < pairs {
        Some(UTF_16LE)
    } else if even * 4 > pairs && odd * 50 < pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// ISO-2022-JP is ASCII to the eye of a machine; it shifts to kanji by an escape.
fn is_iso_2022_jp(bytes: &[u8]) -> bool {
    bytes.contains(&0x1B)
        && bytes.windows(3).any(|three| matches!(three, [0x1B, b'$', b'@' | b'B']))
        && !ISO_2022_JP.decode_without_bom_handling(bytes).1
}

/// Whether far more characters are valid UTF-8 than are not: a damaged file, not another encoding.
fn is_damaged_utf_8(bytes: &[u8]) -> bool {
    // A file that was cut off ends within a character.
    if std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none()) {
        return true;
    }
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|byte| *byte >= 0xC0).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > 0 && good >= 8 * bad
}

/// The encoding named by `charset=` or `encoding=` in the first lines.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(DECLARATION_BYTES)].to_ascii_lowercase();
    ["charset=", "encoding="].iter().find_map(|key| {
        let at = head.windows(key.len()).position(|window| window == key.as_bytes())? + key.len();
        let rest = head[at..].trim_ascii_start();
        let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
        let end = rest
            .iter()
            .position(|byte| !(byte.is_ascii_alphanumeric() || b"-_:.+".contains(byte)))
            .unwrap_or(rest.len());
        Encoding::for_label(&rest[..end])
    })
}

/// The likeliest encoding by the letters around the first bytes outside ASCII.
fn guessed(bytes: &[u8], first_bad: usize) -> &'static Encoding {
    let first = bytes[..first_bad].iter().position(|byte| !byte.is_ascii()).unwrap_or(first_bad);
    let from = first.saturating_sub(DECLARATION_BYTES);
    let to = bytes.len().min(from + GUESS_BYTES);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[from..to], true);
    detector.guess(None, Utf8Detection::Deny)
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{EUC_KR, SHIFT_JIS, WINDOWS_1252};

    fn text(bytes: &[u8]) -> String {
        decode(bytes).map(|decoded| decoded.text.into_owned()).unwrap_or_default()
    }

    #[test]
    fn a_byte_order_mark_decides_and_goes() {
        assert_eq!(text(b"\xEF\xBB\xBFcaf\xC3\xA9"), "café");
        assert_eq!(text(b"\xFF\xFEc\0a\0f\0\xE9\0"), "café");
        assert_eq!(text(b"\xFE\xFF\0c\0a\0f\0\xE9"), "café");
        assert_eq!(decode(b"\xEF\xBB\xBFabc").and_then(|decoded| decoded.base), Some(3));
    }

    #[test]
    fn what_holds_a_text_may_state_its_encoding() {
        let (bytes, _, _) = EUC_KR.encode("항구");
        let decoded = decode_as_stated(&bytes, Some("euc-kr")).expect("it is text");
        assert_eq!(decoded.text, "항구");
        // Valid UTF-8 is not another encoding, whatever is stated.
        let decoded = decode_as_stated("항구".as_bytes(), Some("euc-kr")).expect("it is text");
        assert_eq!(decoded.text, "항구");
    }

    #[test]
    fn utf_16_is_known_without_a_mark() {
        let little: Vec<u8> = "Harbour closed".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = "Harbour closed".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(text(&little), "Harbour closed");
        assert_eq!(text(&big), "Harbour closed");
    }

    fn utf_32(text: &str, order: fn(u32) -> [u8; 4]) -> Vec<u8> {
        text.chars().flat_map(|character| order(u32::from(character))).collect()
    }

    #[test]
    fn utf_32_is_known_by_its_mark_or_its_zeros() {
        for words in ["Harbour closed", "항구가 다시 열렸다", "港 𠮷 🚢"] {
            let marked = format!("\u{FEFF}{words}");
            assert_eq!(text(&utf_32(&marked, u32::to_le_bytes)), words);
            assert_eq!(text(&utf_32(&marked, u32::to_be_bytes)), words);
        }
        for words in ["Harbour closed", "항구가 다시 열렸다 🚢"] {
            assert_eq!(text(&utf_32(words, u32::to_le_bytes)), words);
            assert_eq!(text(&utf_32(words, u32::to_be_bytes)), words);
        }
        let mut cut = utf_32("Harbour closed", u32::to_le_bytes);
        cut.truncate(cut.len() - 1);
        let decoded = decode(&cut).expect("it is text");
        assert_eq!(decoded.text, "Harbour close\u{FFFD}");
        assert_eq!(decoded.notes[0].message, "read as UTF-32LE");
        assert_eq!(decoded.notes.len(), 2);
    }

    #[test]
    fn a_table_of_small_numbers_is_no_utf_32() {
        let numbers: Vec<u8> = (0..400_u32).flat_map(u32::to_le_bytes).collect();
        assert!(decode(&numbers).is_none());
        assert_eq!(text(b"\xFF\xFE\0\0a\0b\0"), "\0ab");
    }

    #[test]
    fn one_byte_outside_ascii_is_latin() {
        let decoded = decode(b"ordinary words, then Z\xFCrich and more words").expect("it is text");
        assert_eq!(decoded.text, "ordinary words, then Zürich and more words");
        assert_eq!(decoded.notes.len(), 1);
        assert_eq!(decoded.base, None);
    }

    #[test]
    fn asian_encodings_are_guessed_from_their_letters() {
        let korean = "부산항에서 열린 회의는 오늘 끝났다. 관계자들은 다음 달에 다시 만나기로 했다.";
        let japanese = "港で開かれた会議は今日終わりました。関係者は来月また会う予定です。";
        assert_eq!(text(&EUC_KR.encode(korean).0), korean);
        assert_eq!(text(&SHIFT_JIS.encode(japanese).0), japanese);
        assert_eq!(text(&ISO_2022_JP.encode(japanese).0), japanese);
    }

    #[test]
    fn a_declared_encoding_is_believed_unless_the_bytes_are_utf_8() {
        let mut bytes = b"<?xml version='1.0' encoding='windows-1251'?>\n".to_vec();
        bytes.extend_from_slice(b"\xCF\xEE\xF0\xF2");
        assert!(text(&bytes).ends_with("Порт"));
        assert!(text("<meta charset=windows-1251> Порт".as_bytes()).ends_with("Порт"));
    }

    #[test]
    fn damaged_utf_8_keeps_its_other_letters() {
        let mut bytes = "Überfälle häufen sich, größere Städte fürchten Ärger".as_bytes().to_vec();
        bytes.push(0xC3);
        let decoded = decode(&bytes).expect("it is text");
        assert!(decoded.text.starts_with("Überfälle"));
        assert_eq!(decoded.notes[0].at_byte, Some(bytes.len() as u64 - 1));
    }

    #[test]
    fn a_file_cut_off_within_a_character_is_still_utf_8() {
        let decoded = decode(b"the caf\xE2\x80").expect("it is text");
        assert_eq!(decoded.text, "the caf\u{FFFD}");
    }

    #[test]
    fn zeros_and_control_codes_make_it_binary() {
        assert!(decode(&[0x89, 0, 1, 2, 3, 4, 5, 6, 7, 200]).is_none());
        assert!(decode(&[1, 2, 3, 4, 5, 6, 7, 8, 14, 15, 16]).is_none());
        assert!(
            decode(b"\x01\x02a wire story with its envelope, which is long enough to be text")
                .is_some()
        );
    }

    #[test]
    fn curly_quotes_of_windows_are_quotes() {
        let (bytes, _, _) = WINDOWS_1252.encode("“No way,” the mayor said – “never.”");
        assert_eq!(text(&bytes), "“No way,” the mayor said – “never.”");
    }
}
