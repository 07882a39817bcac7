//! Texts of many articles that are too large to be held: read piece by piece, each cut behind its
//! last whole article.

use std::io::Read;

use super::reading::{Came, File, Reading};
use super::{Reader, Skip, Source, decode};
use crate::clipping::Note;

/// How much is held at once, in bytes.
const PIECE_BYTES: usize = 64 << 20;

/// How a text may be cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// Behind any line.
    Lines,
    /// Behind a row of a table, whose head is put before every piece.
    Rows {
        /// What parts cells.
        delimiter: u8,
        /// The bytes of the head.
        head_bytes: usize,
    },
}

impl Cut {
    /// Where the last whole article of a piece ends; 0 where none does.
    fn end(self, piece: &[u8]) -> usize {
        match self {
            Self::Lines => piece.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1),
            Self::Rows { delimiter, .. } => last_row(piece, delimiter),
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
fn last_row(piece: &[u8], delimiter: u8) -> usize {
    let mut rows = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .has_headers(false)
        .from_reader(piece);
    let (mut row, mut last) = (csv::ByteRecord::new(), 0);
    loop {
        let begins = usize::try_from(rows.position().byte()).unwrap_or(piece.len());
        match rows.read_byte_record(&mut row) {
            Ok(true) => last = begins,
            Ok(false) | Err(_) => return last,
        }
    }
}

/// Reads a text piece by piece; one without an end of an article in the first piece is too large.
pub(super) fn read(
    reader: &'static dyn Reader,
    (cut, limit_bytes): (Cut, u64),
    file: &File<'_>,
    mut stream: Box<dyn Read + '_>,
    reading: &mut Reading<'_>,
) -> Came {
    let (mut piece, mut head) = (Vec::new(), Vec::new());
    let (mut begins, mut number) = (0_u64, 0_u32);
    loop {
        let room = (PIECE_BYTES - piece.len()) as u64;
        let broken = stream.by_ref().take(room).read_to_end(&mut piece).err();
        let is_last = broken.is_some() || piece.len() < PIECE_BYTES;
        let end = if is_last { piece.len() } else { cut.end(&piece) };
        if number == 0 {
            head = piece[..cut.head_bytes().min(piece.len())].to_vec();
        }
        if end == 0 && number == 0 && !is_last {
            return Came::Skipped(Skip::TooLarge { limit_bytes });
        }
        if end <= if number == 0 { 0 } else { head.len() } && !is_last {
            let limit = PIECE_BYTES >> 20;
            let message = format!("{limit} MiB without an end of an article were left out");
            reading.miss(file.member, Note::at(message, begins));
            begins += (piece.len() - head.len()) as u64;
            piece.clone_from(&head);
            number += 1;
            continue;
        }
        let at = if number == 0 { 0 } else { begins };
        read_piece(reader, file, &piece[..end], at, number, reading);
        if let Some(error) = broken {
            let why = super::reading::told(&error);
            let message = format!("it ends early ({why}): what is there was read");
            reading.miss(file.member, Note::new(message));
        }
        if is_last {
            return Came::Read { reader: reader.name() };
        }
        begins += (end - if number == 0 { 0 } else { head.len() }) as u64;
        let rest = piece.split_off(end);
        piece.clone_from(&head);
        piece.extend(rest);
        number += 1;
    }
}

fn read_piece(
    reader: &'static dyn Reader,
    file: &File<'_>,
    piece: &[u8],
    begins: u64,
    number: u32,
    reading: &mut Reading<'_>,
) {
    let Some(decoded) = decode::decode_as_stated(piece, file.charset) else {
        let message = format!("what stands from byte {begins} on is in no known text encoding");
        return reading.miss(file.member, Note::new(message));
    };
    let source = Source { path: file.name, bytes: piece };
    let options = reading.options;
    let account = reader.read(&source, &decoded.text, options, &mut |draft, notes| {
        let notes = notes.into_iter().map(|note| placed(note, begins, number)).collect();
        reading.article(file, None, draft, notes);
    });
    let mut account = account;
    let notes = decoded.notes.into_iter().chain(account.notes);
    account.notes = notes.map(|note| placed(note, begins, number)).collect();
    reading.take_account(file, None, account);
}

/// A note of a piece: it counts from where the piece begins.
fn placed(note: Note, begins: u64, number: u32) -> Note {
    match number {
        0 => note,
        _ => Note::new(format!("in the part from byte {begins} on: {}", note.message)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_end_behind_whole_articles() {
        assert_eq!(Cut::Lines.end(b"{}\n{\n{"), 5);
        assert_eq!(Cut::Lines.end(b"{}"), 0);
        let rows = Cut::Rows { delimiter: b',', head_bytes: 4 };
        assert_eq!(rows.end(b"a,b\n1,\"x\ny\"\n2,\"z\nz"), 12);
        assert_eq!(rows.end(b"a,b"), 0);
    }
}
