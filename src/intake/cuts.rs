//! Texts of many articles that are too large to be held: read part by part, each cut behind its last
//! whole article.

use std::io::Read;

use super::reading::{Came, File, Reading};
use super::{Reader, Skip, Source, decode};
use crate::clipping::Note;

/// How much is held at once, in bytes.
const PART_BYTES: usize = 64 << 20;

/// How a text may be cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// Behind any line.
    Lines,
    /// Behind a row of a table, whose head is put before every part.
    Rows {
        /// What parts cells.
        delimiter: u8,
        /// The bytes of the head.
        head_bytes: usize,
    },
}

impl Cut {
    /// Where the last whole article of a part ends; 0 where none does.
    fn end(self, part: &[u8]) -> usize {
        match self {
            Self::Lines => part.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1),
            Self::Rows { delimiter, .. } => last_row(part, delimiter),
        }
    }

    /// As it is where the text begins at that byte of its file.
    pub(super) fn behind(self, mark_bytes: u64) -> Self {
        let mark_bytes = usize::try_from(mark_bytes).unwrap_or(0);
        match self {
            Self::Lines => self,
            Self::Rows { delimiter, head_bytes } => {
                Self::Rows { delimiter, head_bytes: head_bytes + mark_bytes }
            }
        }
    }

    fn head_bytes(self) -> usize {
        match self {
            Self::Lines => 0,
            Self::Rows { head_bytes, .. } => head_bytes,
        }
    }
}

/// Where the last row begins: nobody knows whether it is whole.
fn last_row(part: &[u8], delimiter: u8) -> usize {
    let mut rows = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .has_headers(false)
        .from_reader(part);
    let (mut row, mut last) = (csv::ByteRecord::new(), 0);
    loop {
        let begins = usize::try_from(rows.position().byte()).unwrap_or(part.len());
        match rows.read_byte_record(&mut row) {
            Ok(true) => last = begins,
            Ok(false) | Err(_) => return last,
        }
    }
}

/// Reads a text part by part; one without an end of an article in the first part is too large.
pub(super) fn read(
    reader: &'static dyn Reader,
    (cut, limit_bytes): (Cut, u64),
    file: &File<'_>,
    mut stream: Box<dyn Read + '_>,
    reading: &mut Reading<'_>,
) -> Came {
    let (mut part, mut head) = (Vec::new(), Vec::new());
    // Where the part begins in the text, and how much of it is the head put before it.
    let (mut begins, mut carried) = (0_u64, 0_usize);
    loop {
        let room = (PART_BYTES - part.len()) as u64;
        let broken = stream.by_ref().take(room).read_to_end(&mut part).err();
        let is_last = broken.is_some() || part.len() < PART_BYTES;
        let end = if is_last { part.len() } else { cut.end(&part) };
        if begins == 0 {
            head = part[..cut.head_bytes().min(part.len())].to_vec();
        }
        if end <= carried && !is_last {
            if begins == 0 {
                return Came::Skipped(Skip::TooLarge { limit_bytes });
            }
            begins += leave_out(&mut part, &head, begins, file, reading);
            continue;
        }
        let later = Some(begins).filter(|begins| *begins > 0);
        read_part(reader, file, &part[..end], later, reading);
        if let Some(error) = broken {
            let why = super::reading::told(&error);
            let message = format!("it ends early ({why}): what is there was read");
            reading.miss(file.member, Note::new(message));
        }
        if is_last {
            return Came::Read { reader: reader.name() };
        }
        begins += (end - carried) as u64;
        carried = head.len();
        let rest = part.split_off(end);
        part.clone_from(&head);
        part.extend(rest);
    }
}

/// Leaves a part out in which no article ends, but for its head; gives how many bytes that are.
fn leave_out(
    part: &mut Vec<u8>,
    head: &Vec<u8>,
    begins: u64,
    file: &File<'_>,
    reading: &mut Reading<'_>,
) -> u64 {
    let limit = PART_BYTES >> 20;
    let message = format!("{limit} MiB without an end of an article were left out");
    reading.miss(file.member, Note::at(message, begins));
    let left_out = (part.len() - head.len()) as u64;
    part.clone_from(head);
    left_out
}

/// Reads one part. `later` is where it begins, but for the first.
fn read_part(
    reader: &'static dyn Reader,
    file: &File<'_>,
    part: &[u8],
    later: Option<u64>,
    reading: &mut Reading<'_>,
) {
    let Some(decoded) = decode::decode_as_stated(part, file.charset) else {
        let begins = later.unwrap_or(0);
        let message = format!("what stands from byte {begins} on is in no known text encoding");
        return reading.miss(file.member, Note::new(message));
    };
    let source = Source { path: file.name, bytes: part };
    reading.text(reader, file, &source, decoded, later);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_end_behind_whole_articles() {
        assert_eq!(Cut::Lines.end(b"{}\n{\n{"), 5);
        assert_eq!(Cut::Lines.end(b"{}"), 0);
        let rows = Cut::Rows { delimiter: b',', head_bytes: 4 };
        assert_eq!(rows.end(b"a,b\n1,\"x\ny\"\n2,\"z\nz"), 12);
        assert_eq!(rows.end(b"a,b"), 0);
    }
}
