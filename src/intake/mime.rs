//! Messages taken apart, whatever is in them: mail, saved pages, exports that came by mail.

use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};

use mail_parser::{Message, MessageParser, PartType};

/// What holds a message in a message.
const NESTED: [&[u8]; 2] = [b"message/rfc822", b"message/global"];
/// What is read in its stead where that is torn.
const TORN: &[u8; 14] = b"text/x-message";

/// The most messages in messages that are taken apart at once: each takes some kilobytes, and of more
/// only the outermost is.
const MAX_NESTED: usize = 10_000;
/// How deep they are kept in each other: deeper than anybody reads them, and not so deep that leaving
/// them, which goes level by level, needs more stack than there is.
const MAX_DEPTH: usize = 16;

/// The message in `bytes`; nothing where it has no fields.
///
/// mail-parser gives up on some messages inside messages that do not end where they ought to; those,
/// and more than anybody forwards, are then read as the text they are.
pub(super) fn message(bytes: &[u8]) -> Option<Message<'_>> {
    if nested(bytes).nth(MAX_NESTED).is_none()
        && let Ok(message) = parsed(bytes)
    {
        return message;
    }
    let mut flat = bytes.to_vec();
    for at in nested(bytes) {
        flat[at..at + TORN.len()].copy_from_slice(TORN);
    }
    parsed(&flat).ok().flatten().map(Message::into_owned)
}

/// Where messages in a message may begin.
fn nested(bytes: &[u8]) -> impl Iterator<Item = usize> {
    let is_one = |window: &[u8]| {
        matches!(window[0], b'm' | b'M')
            && NESTED.iter().any(|one| window.eq_ignore_ascii_case(one))
    };
    let windows = bytes.windows(TORN.len()).enumerate();
    windows.filter(move |(_, window)| is_one(window)).map(|(at, _)| at)
}

fn parsed(bytes: &[u8]) -> Result<Option<Message<'_>>, ()> {
    let parse = || {
        let mut message = MessageParser::default().parse(bytes)?;
        let mut deep = Vec::new();
        take_deep(&mut message, 0, &mut deep);
        // Each gives up those inside it before it goes itself.
        while let Some(message) = deep.pop() {
            deep.extend(message.parts.into_iter().filter_map(|part| match part.body {
                PartType::Message(inner) => Some(inner),
                _ => None,
            }));
        }
        Some(message)
    };
    catch_unwind(AssertUnwindSafe(parse)).map_err(drop)
}

/// Takes the messages out that lie deeper than [`MAX_DEPTH`].
fn take_deep<'a>(message: &mut Message<'a>, depth: usize, deep: &mut Vec<Message<'a>>) {
    for part in &mut message.parts {
        if let PartType::Message(inner) = &mut part.body {
            if depth < MAX_DEPTH {
                take_deep(inner, depth + 1, deep);
            } else {
                deep.push(std::mem::take(inner));
                part.body = PartType::Binary(Cow::default());
            }
        }
    }
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

    #[test]
    fn messages_in_each_other_without_end_need_no_stack() {
        let level = "Content-Type: message/rfc822\r\n\r\nSubject: Inner\r\n";
        for levels in [40, 9_000, 100_000] {
            let deep = format!("Subject: Outer\r\n{}\r\nWords.\r\n", level.repeat(levels));
            let message = message(deep.as_bytes()).expect("it is a message");
            assert_eq!(message.subject(), Some("Outer"));
        }
    }
}
