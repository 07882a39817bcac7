//! Who a clipping is.

use std::fmt;
use std::str::FromStr;

/// 128 bits that name a clipping across files, runs and rebuilds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(pub u128);

/// Crockford's base 32 in lower case: no i, l, o, u, so that an id can be read out on the
/// telephone.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Characters in a whole id: 128 bits at 5 bits each, the last holding 3.
const WHOLE: usize = 26;

impl Id {
    /// The fewest characters of an id that are ever printed.
    pub const SHORTEST: usize = 8;

    /// The first `length` characters of the id, at least [`Id::SHORTEST`].
    pub fn prefix(self, length: usize) -> String {
        let mut text = self.to_string();
        text.truncate(length.clamp(Self::SHORTEST, WHOLE));
        text
    }

    /// The 64 high bits: what the index keeps in a column to break ties.
    pub fn high(self) -> u64 {
        (self.0 >> 64) as u64
    }

    /// The other 64 bits, kept in a column of their own.
    pub fn low(self) -> u64 {
        self.0 as u64
    }

    /// The id of these high and low bits.
    pub fn from_halves(high: u64, low: u64) -> Self {
        Self(u128::from(high) << 64 | u128::from(low))
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text: String = (0..WHOLE)
            .map(|place| {
                let shift = 123_i32 - 5 * place as i32;
                let five = if shift >= 0 { self.0 >> shift } else { self.0 << -shift };
                char::from(ALPHABET[(five & 31) as usize])
            })
            .collect();
        f.write_str(&text)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Id({self})")
    }
}

impl FromStr for Id {
    type Err = ();

    /// Reads a whole id of 26 characters, forgiving case.
    fn from_str(text: &str) -> Result<Self, ()> {
        if text.len() != WHOLE {
            return Err(());
        }
        let mut bits: u128 = 0;
        for (place, byte) in text.bytes().enumerate() {
            let lower = byte.to_ascii_lowercase();
            let five = ALPHABET.iter().position(|letter| *letter == lower).ok_or(())? as u128;
            let shift = 123_i32 - 5 * place as i32;
            bits |= if shift >= 0 { five << shift } else { five >> -shift };
        }
        Ok(Self(bits))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_survives_being_printed_and_read() {
        for bits in [0, 1, u128::MAX, 0x0123_4567_89ab_cdef_0123_4567_89ab_cdef] {
            let id = Id(bits);
            assert_eq!(id.to_string().len(), WHOLE);
            assert_eq!(id.to_string().parse(), Ok(id));
            assert_eq!(Id::from_halves(id.high(), id.low()), id);
        }
    }

    #[test]
    fn printed_ids_sort_as_their_bits_do() {
        assert!(Id(5 << 100).to_string() < Id(6 << 100).to_string());
    }
}
