//! Where the cells of a table stand in its text: the reader of tables gives what they hold, a
//! problem wants their line and column.

/// A cell as it stands in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    /// The first byte of what it holds, behind a quotation mark where there is one.
    pub start: usize,
    /// How it is written.
    pub writing: Writing,
}

/// How a cell is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Writing {
    /// As it is.
    Plain,
    /// In quotation marks, those inside doubled.
    Quoted,
    /// In quotation marks, and something follows the closing one.
    GoesOn,
    /// In quotation marks that are not closed.
    Open,
}

impl Cell {
    /// The byte of the text where a byte of what the cell holds stands.
    pub(super) fn place(&self, text: &str, held: usize) -> usize {
        if self.writing == Writing::Plain {
            return self.start + held;
        }
        let bytes = text.as_bytes();
        let mut at = self.start;
        for _ in 0..held {
            let is_doubled = bytes.get(at) == Some(&b'"') && bytes.get(at + 1) == Some(&b'"');
            at += if is_doubled { 2 } else { 1 };
        }
        at.min(text.len())
    }
}

/// The cells of the record at or behind `from`, empty lines passed over.
pub(super) fn cells(text: &str, from: usize, delimiter: u8) -> Vec<Cell> {
    let bytes = text.as_bytes();
    let mut at = from;
    while matches!(bytes.get(at), Some(b'\r' | b'\n')) {
        at += 1;
    }
    let mut cells = Vec::new();
    loop {
        let (cell, end) = cell(bytes, at, delimiter);
        cells.push(cell);
        if bytes.get(end) != Some(&delimiter) {
            return cells;
        }
        at = end + 1;
    }
}

/// The cell that begins at `at`, and where it ends.
fn cell(bytes: &[u8], at: usize, delimiter: u8) -> (Cell, usize) {
    let end_from = |from: usize| {
        let ends = |byte: &u8| *byte == delimiter || matches!(byte, b'\r' | b'\n');
        bytes[from..].iter().position(ends).map_or(bytes.len(), |length| from + length)
    };
    if bytes.get(at) != Some(&b'"') {
        return (Cell { start: at, writing: Writing::Plain }, end_from(at));
    }
    let start = at + 1;
    let mut close = start;
    loop {
        match (bytes.get(close), bytes.get(close + 1)) {
            (None, _) => return (Cell { start, writing: Writing::Open }, bytes.len()),
            (Some(b'"'), Some(b'"')) => close += 2,
            (Some(b'"'), _) => break,
            _ => close += 1,
        }
    }
    let end = end_from(close + 1);
    let writing = if end == close + 1 { Writing::Quoted } else { Writing::GoesOn };
    (Cell { start, writing }, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_found_behind_others_in_quotation_marks() {
        let text = "\n\"a, b\",c,\"say \"\"x\"\" now\"\nnext";
        let found = cells(text, 0, b',');
        assert_eq!(found.len(), 3);
        assert_eq!(&text[found[1].start..=found[1].start], "c");
        let third = found[2];
        assert_eq!(third.writing, Writing::Quoted);
        let held = "say \"x\" now";
        let place = third.place(text, held.find('x').expect("it is there"));
        assert_eq!(&text[place..=place], "x");
        let place = third.place(text, held.find('n').expect("it is there"));
        assert_eq!(&text[place..place + 3], "now");
    }

    #[test]
    fn quotation_marks_that_do_not_fit_are_seen() {
        let of = |text: &str| cells(text, 0, b';').last().map(|cell| cell.writing);
        assert_eq!(of("a;\"b c\" OR d"), Some(Writing::GoesOn));
        assert_eq!(of("a;\"b c\n d;e"), Some(Writing::Open));
        assert_eq!(of("a;b \"c\""), Some(Writing::Plain));
        assert_eq!(of("a;"), Some(Writing::Plain));
    }
}
