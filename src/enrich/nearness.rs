//! How near two pieces are: copies of one text, versions of it, or neither.

use super::fingerprint::{Fingerprint, Word};
use super::series::{self, Shared, WORDS_TO_A_CORRECTION};

/// Of both texts so much is shared by copies, in hundredths of their words. A copy that shares four
/// fifths of its words, the others scattered, shows 77: a word alone between two that were changed
/// is not seen.
const COPY: usize = 77;

/// Of the shorter text so much stands in the longer one where they are versions.
const VERSION: usize = 75;

/// The same where a title says that it is a later state (`UPDATE 2-`) of what the other one names.
const STATED_VERSION: usize = 55;

/// Of the numbers of the text with fewer so many stand in the other one, in hundredths. A market
/// report is the same text every day, with other numbers.
const NUMBERS: usize = 80;

/// The same of a table: a text of which a fifth is numbers.
const TABLE_NUMBERS: usize = 92;

/// The same where a title says that it is a later state: the dead are counted again.
const STATED_NUMBERS: usize = 50;

/// Of the words of the shorter title so many stand in the other one, in hundredths.
const TITLE: usize = 50;

/// How near two pieces are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Nearness {
    /// Two pieces.
    Apart,
    /// Two states of one piece: much of the one stands in the other.
    Version,
    /// One text, printed twice.
    Copy,
}

impl Fingerprint {
    /// How near two pieces are; the order does not matter.
    ///
    /// A word is shared where it stands beside the same word in both, so texts in another order are
    /// copies too.
    pub fn nearness(&self, other: &Self) -> Nearness {
        if !self.is_telling() || !other.is_telling() {
            return Nearness::Apart;
        }
        let is_stated = self.is_state != other.is_state && self.has_title_like(other);
        let are_tables = self.is_table() && other.is_table();
        let (numbers, version) = match is_stated {
            true => (STATED_NUMBERS, STATED_VERSION),
            false if are_tables => (TABLE_NUMBERS, VERSION),
            false => (NUMBERS, VERSION),
        };
        let of_numbers = self.shared_numbers(other);
        let key = |piece: &Self| (piece.words.len(), piece.mark());
        let (short, long) = if key(self) <= key(other) { (self, other) } else { (other, self) };
        if of_numbers.hundredths < numbers && !is_correction(of_numbers.missing, short) {
            return Nearness::Apart;
        }
        let of_short = mask(&short.words, &neighbours(&long.words));
        if hundredths(&of_short) < version {
            return Nearness::Apart;
        }
        let of_long = mask(&long.words, &neighbours(&short.words));
        let is_copy = hundredths(&of_short).min(hundredths(&of_long)) >= COPY
            && of_numbers.hundredths >= NUMBERS;
        let near = if is_copy { Nearness::Copy } else { Nearness::Version };
        // What a table says is in its figures, and so is what a report says that is printed in the
        // same words every day.
        let may_be_of_series =
            !is_stated && self.is_of_another_day(other) && self.has_title_like(other);
        if short.words == long.words || !(may_be_of_series || are_tables) {
            return near;
        }
        if !may_be_of_series {
            return if of_numbers.missing == 0 { near } else { Nearness::Version };
        }
        let in_texts = series::differing(
            &Shared { words: &short.words, mask: &of_short },
            &Shared { words: &long.words, mask: &of_long },
        );
        let in_titles = series::titles_differ(&self.title, &other.title);
        match in_texts.max(usize::from(in_titles)) {
            0 => near,
            more if is_correction(more, short) => Nearness::Version,
            _ => Nearness::Apart,
        }
    }

    fn is_table(&self) -> bool {
        self.numbers.len() * 5 >= self.words.len()
    }

    /// What of the numbers of the one with fewer stands in the other one.
    fn shared_numbers(&self, other: &Self) -> SharedNumbers {
        let fewer = self.numbers.len().min(other.numbers.len());
        let common = common(&self.numbers, &other.numbers);
        let hundredths = (common * 100).checked_div(fewer).unwrap_or(100);
        SharedNumbers { hundredths, missing: fewer - common }
    }

    /// Whether both were published on days that are known, and on different ones.
    fn is_of_another_day(&self, other: &Self) -> bool {
        self.day.zip(other.day).is_some_and(|(day, other)| day != other)
    }

    fn has_title_like(&self, other: &Self) -> bool {
        let shorter = self.title.len().min(other.title.len());
        shorter > 0 && common(&self.title, &other.title) * 100 >= shorter * TITLE
    }
}

/// What two pieces share of the numbers of the one with fewer.
struct SharedNumbers {
    hundredths: usize,
    /// How many do not stand in the other one.
    missing: usize,
}

/// Whether so many figures may have been put right in a piece.
fn is_correction(figures: usize, piece: &Fingerprint) -> bool {
    figures * WORDS_TO_A_CORRECTION <= piece.length()
}

/// How many items two sorted lists have in common, each as often as it stands in both.
pub(super) fn common<T: Ord>(one: &[T], other: &[T]) -> usize {
    let mut left = other;
    let is_there = |word: &&T| {
        left = &left[left.partition_point(|other| other < *word)..];
        match left.split_first() {
            Some((first, rest)) if first == *word => {
                left = rest;
                true
            }
            _ => false,
        }
    };
    one.iter().filter(is_there).count()
}

/// Words side by side; of scripts without blanks three letters.
fn run(words: &[Word]) -> Option<u64> {
    let length = if words.first()?.is_letter() { 3 } else { 2 };
    let together = words.get(..length)?;
    let bits = |hash: u64, word: &Word| hash.rotate_left(23).wrapping_add(u64::from(word.bits()));
    Some(together.iter().fold(0, bits))
}

/// All of them, sorted.
fn neighbours(words: &[Word]) -> Vec<u64> {
    let mut runs: Vec<u64> = (0..words.len()).filter_map(|at| run(&words[at..])).collect();
    runs.sort_unstable();
    runs
}

/// Which of `words` stand beside the same words in the text with these `neighbours`.
fn mask(words: &[Word], neighbours: &[u64]) -> Vec<bool> {
    let mut mask = vec![false; words.len()];
    for at in 0..words.len() {
        if run(&words[at..]).is_some_and(|run| neighbours.binary_search(&run).is_ok()) {
            let length = if words[at].is_letter() { 3 } else { 2 };
            mask[at..at + length].fill(true);
        }
    }
    mask
}

/// How many hundredths of the words are shared.
fn hundredths(mask: &[bool]) -> usize {
    mask.iter().filter(|shared| **shared).count() * 100 / mask.len().max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text of its own in each sentence.
    const FERRY: [&str; 5] = [
        "The council of Portbury voted on Monday to keep the ferry across the sound after two years \
         of quarrel about its price.",
        "Its members said that the islanders would otherwise be cut off in winter, when the bridge \
         at Holm is closed by ice.",
        "The company that runs the boats had asked for nine million crowns and a longer contract.",
        "Anna Berg, who leads the opposition, called the decision a gift to owners who never repaired \
         a pier.",
        "A new timetable will be drawn up in spring, and children are to travel free of charge.",
    ];

    fn piece(title: &str, texts: &[&str]) -> Fingerprint {
        Fingerprint::of_texts(title, texts.iter().copied())
    }

    #[track_caller]
    fn check(one: &Fingerprint, other: &Fingerprint, expect: Nearness) {
        assert_eq!(one.nearness(other), expect);
        assert_eq!(other.nearness(one), expect, "turned round");
        if expect == Nearness::Copy {
            let bands = other.bands();
            assert!(one.bands().iter().any(|band| bands.contains(band)), "no band is shared");
        }
    }

    #[test]
    fn a_reprint_is_a_copy_whatever_title_and_quotation_marks_it_has() {
        let one = piece("Ferry stays", &FERRY);
        check(&one, &piece("Islanders keep their boat", &FERRY), Nearness::Copy);
        check(&one, &piece("Ferry stays", &FERRY[..4]), Nearness::Copy);
        let mut turned = FERRY;
        turned.swap(1, 3);
        check(&one, &piece("", &turned), Nearness::Copy);
        let capitals = FERRY.map(|text| text.to_uppercase().replace(',', " ,"));
        check(&one, &piece("", &capitals.each_ref().map(String::as_str)), Nearness::Copy);
    }

    #[test]
    fn a_longer_state_of_a_piece_is_a_version() {
        let short = piece("Ferry stays", &FERRY[..2]);
        check(&short, &piece("UPDATE 1-Ferry stays", &FERRY), Nearness::Version);
    }

    #[test]
    fn two_pieces_are_apart() {
        let other = [
            "Ice closed the harbour of Portbury for a third day, and the pilots waited for a breaker \
             from the mainland to clear the fairway.",
            "Fishermen carried their catch over the ice to lorries on the shore.",
        ];
        check(&piece("Ferry stays", &FERRY), &piece("Ferry stays", &other), Nearness::Apart);
    }

    fn report(numbers: [u32; 6]) -> String {
        let [a, b, c, d, e, f] = numbers;
        format!(
            "The price of herring at the auction of Portbury was {a} crowns a box, against {b} on \
             the day before. Of cod {c} boxes were sold at {d} crowns, and of haddock {e} boxes at \
             {f} crowns. Buyers from the mainland were few, the auctioneers said after the close."
        )
    }

    #[test]
    fn the_same_report_with_other_numbers_is_another_piece() {
        let monday = report([112, 109, 340, 95, 77, 81]);
        let tuesday = report([118, 112, 290, 97, 64, 80]);
        check(&piece("Fish", &[&monday]), &piece("Fish", &[&tuesday]), Nearness::Apart);
        let corrected = report([112, 109, 340, 96, 77, 81]);
        check(&piece("Fish", &[&monday]), &piece("Fish", &[&corrected]), Nearness::Copy);
    }

    #[test]
    fn filler_and_a_few_words_are_nobodys_copy() {
        for text in ["blah ".repeat(200), "Ferry stays, council says.".to_owned(), String::new()] {
            let piece = piece("Ferry stays", &[&text]);
            assert!(!piece.is_telling() && piece.bands().is_empty(), "{text}");
            check(&piece, &piece, Nearness::Apart);
        }
    }

    #[test]
    fn texts_without_blanks_are_compared_by_their_letters() {
        let text = "港の議会は月曜日、海峡を渡る連絡船を残すことを賛成多数で決めた。島の住民は冬に橋が氷で閉ざされると孤立すると訴えていた。";
        let edited = text.replace("月曜日", "火曜日").replace("訴えて", "述べて");
        check(&piece("", &[text]), &piece("", &[&edited]), Nearness::Copy);
        let korean = "포트버리 시의회는 월요일 해협을 건너는 여객선을 유지하기로 표결했다. 섬 주민들은 겨울에 다리가 얼음으로 막히면 고립된다고 호소해 왔다.";
        check(
            &piece("", &[korean]),
            &piece("", &[&korean.replace("월요일", "화요일")]),
            Nearness::Copy,
        );
        check(&piece("", &[text]), &piece("", &[korean]), Nearness::Apart);
    }

    #[test]
    fn a_number_is_read_however_it_is_written() {
        let numbers = |text: &str| piece("", &[text]).numbers;
        assert_eq!(numbers("1,000 or 3.5."), numbers("1000, 35"));
        assert_eq!(numbers("ten 10"), numbers("10"));
    }
}
