//! Where a page ended, so that the next one can begin there.

use std::fmt;
use std::str::FromStr;

/// The key of the last hit of a page and the commit it was seen at. Printed in base 32.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cursor {
    /// What hits are sorted by first, greater first.
    pub key: f64,
    /// First second of the date; `i64::MIN` where there is none.
    pub from: i64,
    /// The id's high bits.
    pub id: u64,
    /// How many hits came before, this one included.
    pub seen: u64,
    /// The low 32 bits of the commit's mark.
    pub commit: u64,
    /// What was asked, and in which order: another question's cursor is none of this one's.
    pub question: u32,
}

/// Crockford's base 32, as ids are printed.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Bytes of a cursor: key, date, id, then commit, count and question with 32 bits each.
const BYTES: usize = 36;

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut bytes = Vec::with_capacity(BYTES);
        bytes.extend(self.key.to_bits().to_be_bytes());
        bytes.extend(self.from.to_be_bytes());
        bytes.extend(self.id.to_be_bytes());
        bytes.extend((self.commit as u32).to_be_bytes());
        bytes.extend((self.seen as u32).to_be_bytes());
        bytes.extend(self.question.to_be_bytes());
        let bit = |place: usize| -> u8 {
            bytes.get(place / 8).map_or(0, |byte| byte >> (7 - place % 8) & 1)
        };
        let text: String = (0..(BYTES * 8).div_ceil(5))
            .map(|digit| (0..5).fold(0, |five, place| five << 1 | bit(digit * 5 + place)))
            .map(|five| char::from(ALPHABET[usize::from(five)]))
            .collect();
        f.write_str(&text)
    }
}

impl FromStr for Cursor {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        if text.len() != (BYTES * 8).div_ceil(5) {
            return Err(());
        }
        let mut bytes = [0_u8; BYTES];
        for (digit, letter) in text.bytes().enumerate() {
            let letter = letter.to_ascii_lowercase();
            let five = ALPHABET.iter().position(|known| *known == letter).ok_or(())?;
            for place in (0..5).filter(|place| five >> (4 - place) & 1 == 1) {
                let at = digit * 5 + place;
                *bytes.get_mut(at / 8).ok_or(())? |= 1 << (7 - at % 8);
            }
        }
        let word = |place: usize| -> u64 {
            bytes[place..place + 8].iter().fold(0, |word, byte| word << 8 | u64::from(*byte))
        };
        Ok(Self {
            key: f64::from_bits(word(0)),
            from: word(8) as i64,
            id: word(16),
            commit: word(24) >> 32,
            seen: word(24) & 0xffff_ffff,
            question: word(28) as u32,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_survives_being_printed_and_read() {
        let cursor = Cursor { key: 1.25, from: -5, id: u64::MAX, seen: 10, commit: 7, question: 9 };
        assert_eq!(cursor.to_string().parse(), Ok(cursor));
        for text in ["", "zz", "0123", &"é".repeat(40)] {
            assert_eq!(text.parse::<Cursor>(), Err(()), "{text}");
        }
    }
}
