//! Where a page ended, so that the next one can begin there.

use std::fmt;
use std::str::FromStr;

/// The key of the last hit of a page and the commit it was seen at. Printed as hexadecimal digits.
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
    /// The commit.
    pub commit: u64,
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}{:016x}{:016x}", self.key.to_bits(), self.from as u64, self.id)?;
        write!(f, "{:016x}{:x}", self.commit, self.seen)
    }
}

impl FromStr for Cursor {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let part = |place: usize| -> Result<u64, ()> {
            let digits = text.get(place * 16..place * 16 + 16).ok_or(())?;
            u64::from_str_radix(digits, 16).map_err(|_| ())
        };
        let seen = text.get(64..).ok_or(())?;
        Ok(Self {
            key: f64::from_bits(part(0)?),
            from: part(1)? as i64,
            id: part(2)?,
            commit: part(3)?,
            seen: u64::from_str_radix(seen, 16).map_err(|_| ())?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_survives_being_printed_and_read() {
        let cursor = Cursor { key: 1.25, from: -5, id: u64::MAX, seen: 10, commit: 7 };
        assert_eq!(cursor.to_string().parse(), Ok(cursor));
        for text in ["", "zz", "0123", &"é".repeat(40)] {
            assert_eq!(text.parse::<Cursor>(), Err(()), "{text}");
        }
    }
}
