//! Messages taken apart, whatever is in them: mail, saved pages, exports that came by mail.

use std::panic::{AssertUnwindSafe, catch_unwind};

use mail_parser::{Message, MessageParser};

/// What holds a message in a message, and what is read in its stead where that is torn.
const NESTED: &[u8] = b"message/rfc822";
const TORN: &[u8; 14] = b"text/x-message";

/// The message in `bytes`; nothing where it has no fields.
///
/// mail-parser gives up on some messages inside messages that do not end where they ought to; those
/// are then read as the text they are.
pub(super) fn message(bytes: &[u8]) -> Option<Message<'_>> {
    if let Ok(message) = parsed(bytes) {
        return message;
    }
    let mut flat = bytes.to_vec();
    let mut at = 0;
    while at + NESTED.len() <= flat.len() {
        if flat[at..at + NESTED.len()].eq_ignore_ascii_case(NESTED) {
            flat[at..at + NESTED.len()].copy_from_slice(TORN);
        }
        at += 1;
    }
    parsed(&flat).ok().flatten().map(Message::into_owned)
}

fn parsed(bytes: &[u8]) -> Result<Option<Message<'_>>, ()> {
    catch_unwind(AssertUnwindSafe(|| MessageParser::default().parse(bytes))).map_err(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_without_an_end_in_each_other_keep_their_words() {
        let torn = "Subject: Outer\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\
            Content-Type: message/rfc822\r\n\r\nSubject: Inner\r\nFrom: b\r\nContent-Type: message/rfc822\r\n\r\n\
            Subject: Innermost\r\nFrom: b@x.example\r\n\r\nInner words of it.\r\n--b--\r\n";
        let message = message(torn.as_bytes()).expect("it is a message");
        assert_eq!(message.subject(), Some("Outer"));
        let words: Vec<&str> =
            message.parts.iter().filter_map(|part| part.text_contents()).collect();
        assert!(words.iter().any(|words| words.contains("Inner words of it.")), "{words:?}");
    }
}
