//! A mailbox cut into messages (RFC 4155, and the older ways of writing one).

use std::borrow::Cow;

/// One message.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Message<'a> {
    /// It, without the line that begins it.
    pub(super) bytes: &'a [u8],
    /// Where it begins in the file.
    pub(super) at: usize,
}

/// Whether a line begins a message: `From ann@paper.example Wed Nov 13 06:02:00 2019`.
pub(super) fn is_separator(line: &[u8]) -> bool {
    let Some(rest) = line.strip_prefix(b"From ") else { return false };
    let digits = |bytes: &[u8]| bytes.iter().all(u8::is_ascii_digit);
    let is_clock = |word: &[u8]| word.len() >= 5 && word[2] == b':' && digits(&word[..2]);
    rest.split(u8::is_ascii_whitespace).any(is_clock)
}

/// The messages of a mailbox. A line that begins one stands first or below a blank line, so that a
/// sentence `From …` begins none.
pub(super) fn messages(bytes: &[u8]) -> impl Iterator<Item = Message<'_>> {
    let mut next = separator(bytes, 0);
    std::iter::from_fn(move || {
        let (at, from) = next?;
        next = separator(bytes, from);
        let end = next.map_or(bytes.len(), |(end, _)| end);
        Some(Message { bytes: &bytes[from..end], at })
    })
}

/// Where the first line from byte `from` on stands that begins a message, and where it ends.
fn separator(bytes: &[u8], from: usize) -> Option<(usize, usize)> {
    let (mut at, mut blank) = (from, from == 0);
    for line in bytes[from..].split_inclusive(|byte| *byte == b'\n') {
        if blank && is_separator(line) {
            return Some((at, at + line.len()));
        }
        blank = line.iter().all(u8::is_ascii_whitespace);
        at += line.len();
    }
    None
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
        let found: Vec<Message<'_>> = messages(bytes).collect();
        assert_eq!(found.len(), 3);
        assert_eq!(found[0].at, 0);
        assert!(found[0].bytes.ends_with(b"2019\n\n"));
        assert_eq!(&*unquoted(found[2].bytes), b"Subject: B\n\nFrom x\n>From y\n");
        assert!(!is_separator(b"From the quay at 6 o'clock"));
    }
}
