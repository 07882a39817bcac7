//! Whether two pieces are the same one before and after an edit, told from 64 bits of their words.
//!
//! A person's correction remembers no words of the clipping, since what is to be forgotten is not
//! to be kept elsewhere; the bits are those of a simhash (Charikar 2002) over runs of four letters,
//! which any script has.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use super::headline;
use crate::clipping::{Clipping, Kind};
use crate::text::fold;

/// The letters of one feature.
const RUN: usize = 4;

/// Bits in which two states of one piece may differ: of unrelated pieces about 30 do, where a fifth
/// of the words was replaced about 12.
const MOST_BITS: u32 = 18;

/// So many bits differ at most where nearly all words are the same.
const FEW_BITS: u32 = 8;

/// What the words of a clipping are like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Likeness(pub u64);

impl Likeness {
    /// Of its headline as found and its running text.
    pub fn of(clipping: &Clipping) -> Self {
        let title = headline::title(&clipping.headline).unwrap_or_default();
        let texts = clipping.paragraphs.iter().filter(|paragraph| paragraph.kind == Kind::Text);
        let words = texts.map(|paragraph| paragraph.text.as_str());
        Self::of_words(std::iter::once(title.as_str()).chain(words))
    }

    pub(super) fn of_words<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let mut runs: BTreeSet<[char; RUN]> = BTreeSet::new();
        for text in texts {
            let letters: Vec<char> =
                fold::exact(text).chars().filter(|c| c.is_alphanumeric()).collect();
            runs.extend(letters.windows(RUN).filter_map(|run| <[char; RUN]>::try_from(run).ok()));
        }
        let mut weights = [0_i32; 64];
        for run in runs {
            let bits = bits_of(&run);
            for (place, weight) in weights.iter_mut().enumerate() {
                *weight += if bits >> place & 1 == 1 { 1 } else { -1 };
            }
        }
        let set = weights.iter().enumerate().filter(|(_, weight)| **weight > 0);
        Self(set.fold(0, |bits, (place, _)| bits | 1 << place))
    }

    /// Whether nearly all of the words are the same.
    pub fn is_nearly(self, other: Self) -> bool {
        (self.0 ^ other.0).count_ones() <= FEW_BITS
    }

    /// Whether most of the words are the same.
    pub fn is_near(self, other: Self) -> bool {
        (self.0 ^ other.0).count_ones() <= MOST_BITS
    }
}

impl fmt::Display for Likeness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl FromStr for Likeness {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let digits = text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        u64::from_str_radix(text, 16).ok().filter(|_| digits).map(Self).ok_or(())
    }
}

fn bits_of(run: &[char; RUN]) -> u64 {
    let mut hasher = blake3::Hasher::new();
    for letter in run {
        hasher.update(&u32::from(*letter).to_le_bytes());
    }
    let mut first = [0; 8];
    first.copy_from_slice(&hasher.finalize().as_bytes()[..8]);
    u64::from_le_bytes(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(one: &str, two: &str) -> bool {
        let of = |text: &str| Likeness::of_words(std::iter::once(text));
        of(one).is_near(of(two))
    }

    #[test]
    fn an_edited_piece_is_the_same_one() {
        assert!(near(
            "Ferry stays. The council voted on Monday to keep the ferry.",
            "Ferry stays. The council voted on Tuesday to keep the ferry.",
        ));
        assert!(near(
            "The old quay was sold to a company from the capital for nine million.",
            "The old quay was sold to a company from the capital for twelve million, it said.",
        ));
        assert!(near(
            "정부가 군사정보보호협정의 종료를 정지했다",
            "정부가 군사정보보호협정의 종료를 유예했다"
        ));
    }

    #[test]
    fn another_piece_is_another_one() {
        assert!(!near(
            "Ferry stays. The council voted on Monday to keep the ferry.",
            "Harbour frozen. Ice closed the harbour for a third day.",
        ));
        assert!(!near(
            "The old quay was sold to a company from the capital for nine million.",
            "The bridge over the sound was opened by the mayor after nine years of work.",
        ));
    }

    #[test]
    fn its_bits_are_read_as_written() {
        let likeness = Likeness(0x00ab_0000_0000_0001);
        assert_eq!(likeness.to_string().parse(), Ok(likeness));
        assert_eq!("+0000000000000ab".parse::<Likeness>(), Err(()));
    }
}
