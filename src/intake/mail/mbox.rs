//! A mailbox cut into messages (RFC 4155, and the older ways of writing one).

use std::borrow::Cow;
use std::io::{self, BufRead, Read};

/// The most of a message that is read, in bytes: servers take a tenth.
pub(super) const MAX_MESSAGE_BYTES: usize = 256 << 20;
/// How much of a line is looked at as one.
const MAX_STRETCH_BYTES: usize = 1 << 20;

/// One message.
#[derive(Debug)]
pub(super) struct Message {
    /// It, without the line that begins it.
    pub(super) bytes: Vec<u8>,
    /// Where it begins in the file.
    pub(super) at: usize,
    /// Whether it is longer than [`MAX_MESSAGE_BYTES`].
    pub(super) is_cut: bool,
    /// Why it ends early.
    pub(super) broken: Option<io::Error>,
}

/// Whether a line begins a message: `From ann@paper.example Wed Nov 13 06:02:00 2019`.
pub(super) fn is_separator(line: &[u8]) -> bool {
    let Some(rest) = line.strip_prefix(b"From ") else { return false };
    let digits = |bytes: &[u8]| bytes.iter().all(u8::is_ascii_digit);
    let is_clock = |word: &[u8]| word.len() >= 5 && word[2] == b':' && digits(&word[..2]);
    rest.split(u8::is_ascii_whitespace).any(is_clock)
}

/// The messages of a mailbox, as they come. A line that begins one stands first or below a blank
/// line, so that a sentence `From …` begins none.
pub(super) struct Messages<R> {
    stream: R,
    /// Where the next line begins.
    at: usize,
    line: Vec<u8>,
    /// Whether the next bytes begin a line, and whether the line before it is blank.
    is_at_start: bool,
    is_blank: bool,
    /// The message whose first line was read.
    begun: Option<Message>,
}

impl<R: BufRead> Messages<R> {
    pub(super) fn new(stream: R) -> Self {
        let line = Vec::new();
        Self { stream, at: 0, line, is_at_start: true, is_blank: true, begun: None }
    }

    /// The next message; one in whose midst the stream fails is given first.
    pub(super) fn next(&mut self) -> io::Result<Option<Message>> {
        loop {
            self.line.clear();
            let most = MAX_STRETCH_BYTES as u64;
            let count = match self.stream.by_ref().take(most).read_until(b'\n', &mut self.line) {
                Ok(0) => return Ok(self.begun.take()),
                Ok(count) => count,
                Err(error) => match self.begun.take() {
                    Some(mut message) => {
                        message.broken = Some(error);
                        return Ok(Some(message));
                    }
                    None => return Err(error),
                },
            };
            let at = self.at;
            self.at += count;
            let begins = self.is_at_start && self.is_blank && is_separator(&self.line);
            let is_blank = self.line.iter().all(u8::is_ascii_whitespace);
            self.is_blank = is_blank && (self.is_at_start || self.is_blank);
            self.is_at_start = self.line.ends_with(b"\n");
            if begins {
                let next = Message { bytes: Vec::new(), at, is_cut: false, broken: None };
                if let Some(message) = self.begun.replace(next) {
                    return Ok(Some(message));
                }
            } else if let Some(message) = &mut self.begun {
                let room = MAX_MESSAGE_BYTES - message.bytes.len();
                message.is_cut |= count > room;
                message.bytes.extend_from_slice(&self.line[..count.min(room)]);
            }
        }
    }
}

/// A message without the `>` that keeps its lines `From …` from beginning another.
pub(super) fn unquoted(bytes: &[u8]) -> Cow<'_, [u8]> {
    let is_quoted = |line: &[u8]| {
        let bare = line.iter().position(|byte| *byte != b'>').unwrap_or(line.len());
        bare > 0 && line[bare..].starts_with(b"From ")
    };
    let mut lines = bytes.split_inclusive(|byte| *byte == b'\n');
    if !lines.any(is_quoted) {
        return Cow::Borrowed(bytes);
    }
    let lines = bytes.split_inclusive(|byte| *byte == b'\n');
    Cow::Owned(lines.flat_map(|line| &line[usize::from(is_quoted(line))..]).copied().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mailbox_is_cut_where_messages_begin() {
        let bytes = b"From a Wed Nov 13 06:02:00 2019\nSubject: A\n\nOne\nFrom b Wed Nov 13 06:02:00 2019\n\n\
            From here on, 06:00 was late\n\nFrom c Wed Nov 13 06:03 2019\r\nSubject: B\n\n>From x\n>>From y\n";
        let mut messages = Messages::new(&bytes[..]);
        let found: Vec<Message> =
            std::iter::from_fn(|| messages.next().expect("memory is read")).collect();
        assert_eq!(found.len(), 3);
        assert_eq!(found[0].at, 0);
        assert!(found[0].bytes.ends_with(b"2019\n\n"));
        assert_eq!(&*unquoted(&found[2].bytes), b"Subject: B\n\nFrom x\n>From y\n");
        assert!(!is_separator(b"From the quay at 6 o'clock"));
    }
}
