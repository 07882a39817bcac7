//! Whether two clippings print one piece: what one of them has, the other has too.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::clipping::{Clipping, Kind};
use crate::text::fold;

/// The letters of one run: long enough that two pieces of one subject share few.
const RUN: usize = 12;

/// The share of the shorter piece's runs that stands in a copy, in percent. Two reports of one
/// series share a tenth to a third, a reprint with a new lead and a cut tail nearly all.
const COPY_PERCENT: usize = 60;

/// So many letters of a piece are compared: a copy of a book is known by its first chapters.
pub const MAX_COMPARED_LETTERS: usize = 200_000;

/// The runs of letters of a piece, by which any script can be compared.
pub(super) struct Letters {
    runs: HashSet<u64>,
    /// Whether it has more letters than are compared.
    pub is_cut: bool,
}

impl Letters {
    /// Those of its running text; of the headline too where there is next to none.
    pub(super) fn of(clipping: &Clipping) -> Self {
        let texts = clipping.paragraphs.iter().filter(|paragraph| paragraph.kind == Kind::Text);
        let mut letters = folded(texts.map(|paragraph| paragraph.text.as_str()));
        if letters.len() < 4 * RUN {
            letters.extend(folded(std::iter::once(clipping.headline.value.as_str())));
        }
        let is_cut = letters.len() > MAX_COMPARED_LETTERS;
        letters.truncate(MAX_COMPARED_LETTERS);
        let run = letters.len().clamp(1, RUN);
        Self { runs: letters.windows(run).map(hash).collect(), is_cut }
    }

    /// Whether the shorter one of two pieces stands mostly in the other.
    pub(super) fn are_a_copy_of(&self, other: &Self) -> bool {
        let (short, long) =
            if self.runs.len() < other.runs.len() { (self, other) } else { (other, self) };
        let shared = short.runs.iter().filter(|run| long.runs.contains(run)).count();
        !short.runs.is_empty() && shared * 100 >= short.runs.len() * COPY_PERCENT
    }
}

fn folded<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<char> {
    let mut letters = Vec::new();
    for text in texts {
        // One more than are compared tells that there are more.
        let room = (MAX_COMPARED_LETTERS + 1).saturating_sub(letters.len());
        if room == 0 {
            break;
        }
        letters.extend(fold::exact(text).chars().filter(|c| c.is_alphanumeric()).take(room));
    }
    letters
}

fn hash(run: &[char]) -> u64 {
    let mut hasher = DefaultHasher::new();
    run.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clipping::{Draft, Origin, Paragraph};
    use crate::enrich::{Lore, enrich};

    const PIECE: &str = "The council voted on Monday to keep the old ferry in the harbour for one \
                         more year. Residents had asked for it since the spring, when the bridge \
                         was closed to lorries. The mayor called the vote a good day for the port.";

    fn copies(one: &str, two: &str) -> bool {
        let of = |text: &str| {
            let draft = Draft { paragraphs: vec![Paragraph::text(text)], ..Draft::default() };
            let origin = Origin { root: String::new(), path: String::new(), part: 0, member: None };
            let now = chrono::NaiveDateTime::default();
            Letters::of(&enrich(draft, origin, &Lore::default(), now))
        };
        of(one).are_a_copy_of(&of(two))
    }

    #[test]
    fn a_reprint_is_a_copy_cut_or_with_another_lead() {
        assert!(copies(PIECE, PIECE));
        assert!(copies(PIECE, &PIECE[..160]));
        assert!(copies(PIECE, &format!("The ferry stays, it was learnt last night. {PIECE}")));
        assert!(copies("정부가 협정의 종료를 정지했다", "정부가 협정의 종료를 정지했다."));
    }

    #[test]
    fn of_a_book_the_first_chapters_are_compared() {
        let chapter = |from: usize| -> String {
            (from..from + 30_000).map(|number| format!("{number} boats. ")).collect()
        };
        let of = |text: &str| {
            let draft = Draft { paragraphs: vec![Paragraph::text(text)], ..Draft::default() };
            let origin = Origin { root: String::new(), path: String::new(), part: 0, member: None };
            Letters::of(&enrich(draft, origin, &Lore::default(), chrono::NaiveDateTime::default()))
        };
        let (one, other) = (of(&chapter(10_000)), of(&chapter(50_000)));
        assert!(one.is_cut && one.runs.len() < MAX_COMPARED_LETTERS);
        assert!(one.are_a_copy_of(&of(&format!("{} And more.", chapter(10_000)))));
        assert!(!one.are_a_copy_of(&other));
        assert!(!of(PIECE).is_cut);
    }

    #[test]
    fn another_report_of_the_same_is_none() {
        let other = "The old ferry stays in the harbour, the council decided on Monday. The bridge \
                     remains closed to lorries until the summer, the mayor told residents.";
        assert!(!copies(PIECE, other));
        assert!(!copies(PIECE, ""));
    }
}
