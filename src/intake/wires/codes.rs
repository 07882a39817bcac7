//! Messages between control codes, as teleprinters sent them: what ANPA 1312 and IPTC 7901 share.

use chrono::NaiveDate;
use encoding_rs::WINDOWS_1252;

use super::super::{Account, decode};
use crate::clipping::{Draft, Note};

/// Begins the head of a message.
const SOH: u8 = 0x01;
/// Ends the head and begins the text.
const STX: u8 = 0x02;
/// Ends the text.
const ETX: u8 = 0x03;
/// Ends the message.
const EOT: u8 = 0x04;
/// The longest head of a message.
const MAX_HEAD_BYTES: usize = 512;
/// How far into a file its first message begins at the latest.
const MAX_LEAD_IN_BYTES: usize = 64;

/// Three letters of months, as messages name them.
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// One message.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Message {
    /// What stands before the text.
    pub(super) head: String,
    /// The text.
    pub(super) text: String,
    /// What stands behind it: the time it was sent.
    pub(super) tail: String,
    /// Where it begins in the file.
    pub(super) at: usize,
}

/// The head of the first message of a file; nothing where it does not begin with one.
pub(super) fn first_head(bytes: &[u8]) -> Option<String> {
    let lead_in = &bytes[..bytes.len().min(MAX_LEAD_IN_BYTES)];
    let start = lead_in.iter().position(|byte| *byte == SOH)? + 1;
    let head = &bytes[start..bytes.len().min(start + MAX_HEAD_BYTES)];
    let end = head.iter().position(|byte| *byte == STX)?;
    Some(words(&head[..end]))
}

/// Every message of a file.
pub(super) fn messages(bytes: &[u8]) -> impl Iterator<Item = Message> + '_ {
    let next = |from: usize| {
        bytes.get(from..)?.iter().position(|byte| *byte == SOH).map(|place| from + place)
    };
    let mut start = next(0);
    std::iter::from_fn(move || {
        let at = start?;
        start = next(at + 1);
        Some(message(&bytes[at + 1..start.unwrap_or(bytes.len())], at))
    })
}

fn message(bytes: &[u8], at: usize) -> Message {
    let find = |bytes: &[u8], code: u8| bytes.iter().position(|byte| *byte == code);
    let end = find(bytes, EOT).unwrap_or(bytes.len());
    let (head, rest) = match find(&bytes[..end], STX) {
        Some(text) => (&bytes[..text], &bytes[text + 1..end]),
        None => (&bytes[..end], &bytes[end..end]),
    };
    let (text, tail) = match find(rest, ETX) {
        Some(tail) => (&rest[..tail], &rest[tail + 1..]),
        None => (rest, &rest[rest.len()..]),
    };
    Message { head: words(head), text: words(text), tail: words(tail), at }
}

/// Bytes as text, control codes as blanks, with `\n` as the only line end.
fn words(bytes: &[u8]) -> String {
    let is_kept = |byte: u8| matches!(byte, b'\n' | b'\t') || !byte.is_ascii_control();
    let bytes: Vec<u8> = bytes
        .iter()
        .filter(|byte| **byte != b'\r' && **byte != 0x7F)
        .map(|byte| if is_kept(*byte) { *byte } else { b' ' })
        .collect();
    match decode::decode(&bytes) {
        Some(decoded) => decoded.text.into_owned(),
        None => WINDOWS_1252.decode_without_bom_handling(&bytes).0.into_owned(),
    }
}

/// A time as ISO 8601 writes it, with its zone where that is GMT; nothing where there is no such day.
pub(super) fn iso(year: u32, month: u32, day: u32, clock: u32, gmt: bool) -> Option<String> {
    // Two digits of a year are of this century up to 69, as in POSIX.
    let year = i32::try_from(if year < 70 { 2000 + year } else { 1900 + year }).ok()?;
    let date = NaiveDate::from_ymd_opt(year, month, day)?;
    let time = date.and_hms_opt(clock / 100, clock % 100, 0)?;
    Some(format!("{}{}", time.format("%Y-%m-%dT%H:%M"), if gmt { "Z" } else { "" }))
}

/// The number of a month by its first three letters.
pub(super) fn month(word: &str) -> Option<u32> {
    let word = word.get(..3)?.to_ascii_lowercase();
    let place = MONTHS.iter().position(|month| *month == word)?;
    u32::try_from(place + 1).ok()
}

/// Gives the story of each message to `each`; one without words is left out.
pub(super) fn read(
    bytes: &[u8],
    story: fn(&Message) -> Option<Draft>,
    each: &mut dyn FnMut(Draft, Vec<Note>),
) -> Account {
    let mut account = Account::default();
    for message in messages(bytes) {
        match story(&message) {
            Some(draft) => each(draft, Vec::new()),
            None => account.leave_out(Note::at("a message has no words", message.at as u64)),
        }
    }
    account
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_lie_between_codes() {
        let bytes = b"\x16\x16\x01one\r\n\x02text \x93x\x94\n\x03tail\x04\n\x01two\x02cut";
        assert_eq!(first_head(bytes).as_deref(), Some("one\n"));
        let found: Vec<Message> = messages(bytes).collect();
        assert_eq!((found[0].at, &*found[0].tail), (2, "tail"));
        assert!(found[0].text.starts_with("text "));
        assert_eq!((&*found[1].head, &*found[1].text), ("two", "cut"));
        assert_eq!(first_head(b"plain text"), None);
    }

    #[test]
    fn times_are_written_in_one_way() {
        assert_eq!(iso(13, 11, 13, 1137, true).as_deref(), Some("2013-11-13T11:37Z"));
        assert_eq!(iso(87, 2, 30, 0, true), None);
        assert_eq!(month("November"), Some(11));
    }
}
