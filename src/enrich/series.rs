//! Whether two pieces are of one series: the report of another day in the same words, with other
//! figures.
//!
//! A reprint of the next day keeps the figures it prints: where it is cut, some are gone, and where
//! it is longer, some are new, but none stands in the place of another. A report of the next day is
//! all words that were there before, and what it says is in the figures that were not.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::fingerprint::Word;
use super::nearness::common;

/// One figure put right, on so many words, is a correction; more of them make another report.
pub(super) const WORDS_TO_A_CORRECTION: usize = 150;

/// A stretch of so many words may hold a figure in the place of another one. A longer one is a
/// passage that was written anew.
const LONGEST_STRETCH: usize = 6;

/// Numbers that papers spell out, by what they stand for. A house that sets `six` reprints one that
/// sets `6`.
const SPELLED: [(&str, &str); 29] = [
    ("nil", "0"),
    ("zero", "0"),
    ("one", "1"),
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
    ("six", "6"),
    ("seven", "7"),
    ("eight", "8"),
    ("nine", "9"),
    ("ten", "10"),
    ("eleven", "11"),
    ("twelve", "12"),
    ("thirteen", "13"),
    ("fourteen", "14"),
    ("fifteen", "15"),
    ("sixteen", "16"),
    ("seventeen", "17"),
    ("eighteen", "18"),
    ("nineteen", "19"),
    ("twenty", "20"),
    ("thirty", "30"),
    ("forty", "40"),
    ("fifty", "50"),
    ("sixty", "60"),
    ("seventy", "70"),
    ("eighty", "80"),
    ("ninety", "90"),
];

static NUMBERS: LazyLock<HashMap<Word, Word>> = LazyLock::new(|| {
    let read = |(spelled, digits)| Some((Word::first_of(spelled)?, Word::first_of(digits)?));
    SPELLED.into_iter().filter_map(read).collect()
});

/// Which words of a text stand beside the same words in the other one.
pub(super) struct Shared<'a> {
    pub words: &'a [Word],
    /// As many as there are words.
    pub mask: &'a [bool],
}

/// How many figures differ between two texts: those that the one with fewer has alone, or those in
/// whose place the other one has something else, whichever are more.
pub(super) fn differing(one: &Shared<'_>, other: &Shared<'_>) -> usize {
    alone(one, other).max(replaced(one, other))
}

/// The number that a word is, however it is written.
fn number(word: Word) -> Option<Word> {
    if word.is_number() { Some(word) } else { NUMBERS.get(&word).copied() }
}

/// Numbers side by side are one figure: `6-3/16`. Each is a hash; sorted.
fn figures(words: &[Word]) -> Vec<u64> {
    let mut figures = Vec::new();
    let mut figure: Option<u64> = None;
    for word in words {
        match number(*word) {
            Some(number) => {
                let hash = figure.unwrap_or(0).rotate_left(23);
                figure = Some(hash.wrapping_mul(31).wrapping_add(u64::from(number.bits())));
            }
            None => figures.extend(figure.take()),
        }
    }
    figures.extend(figure);
    figures.sort_unstable();
    figures
}

/// How many figures of the piece with fewer do not stand in the other.
fn alone(one: &Shared<'_>, other: &Shared<'_>) -> usize {
    let (one, other) = (figures(one.words), figures(other.words));
    one.len().min(other.len()) - common(&one, &other)
}

/// How many times a short stretch stands between two words in one text, another stretch between the
/// same words in the other, and their figures differ.
fn replaced(one: &Shared<'_>, other: &Shared<'_>) -> usize {
    let mut of_other: HashMap<Between, Vec<&[Word]>> = HashMap::new();
    for (between, words) in stretches(other).into_iter().rev() {
        of_other.entry(between).or_default().push(words);
    }
    let mut is_other = |(between, words): &(Between, &[Word])| {
        let theirs = of_other.get_mut(between).and_then(Vec::pop);
        theirs.is_some_and(|theirs| figures(theirs) != figures(words))
    };
    stretches(one).into_iter().filter(|stretch| is_other(stretch)).count()
}

/// The words around a stretch; none where the text begins or ends.
type Between = (Option<Word>, Option<Word>);

/// The stretches that the other text has not, but for long ones.
fn stretches<'a>(text: &Shared<'a>) -> Vec<(Between, &'a [Word])> {
    let Shared { words, mask } = *text;
    let mut stretches = Vec::new();
    let mut start = 0;
    for run in mask.chunk_by(|one, next| one == next) {
        let end = start + run.len();
        if !run[0] && run.len() <= LONGEST_STRETCH {
            let before = start.checked_sub(1).map(|at| words[at]);
            stretches.push(((before, words.get(end).copied()), &words[start..end]));
        }
        start = end;
    }
    stretches
}

/// Whether both titles hold numbers, and not the same.
pub(super) fn titles_differ(one: &[Word], other: &[Word]) -> bool {
    let numbers = |title: &[Word]| {
        let mut numbers: Vec<Word> = title.iter().filter_map(|word| number(*word)).collect();
        numbers.sort_unstable();
        numbers
    };
    let (one, other) = (numbers(one), numbers(other));
    !one.is_empty() && !other.is_empty() && one != other
}

#[cfg(test)]
mod tests {
    use super::super::Nearness::{self, Apart, Copy, Version};
    use super::super::fingerprint::Fingerprint;
    use super::*;

    fn piece(title: &str, day: i32, text: &str) -> Fingerprint {
        Fingerprint { day: Some(day), ..Fingerprint::of_texts(title, std::iter::once(text)) }
    }

    #[track_caller]
    fn check(one: &Fingerprint, other: &Fingerprint, expect: Nearness) {
        assert_eq!(one.nearness(other), expect);
        assert_eq!(other.nearness(one), expect, "turned round");
    }

    const TITLE: &str = "Harbour office lends to the banks";

    /// What is printed every morning.
    fn notice(lent: &str, rate: &str) -> String {
        format!(
            "The harbour office entered the market of Portbury to lend the banks {lent} for a \
             night, its spokesman said. Dealers said that money stood at {rate} pct when it began, \
             and that they had expected it to do so since the morning."
        )
    }

    #[test]
    fn a_report_of_another_day_with_another_figure_is_another_piece() {
        let monday = piece(TITLE, 1, &notice("two mln crowns", "6-3/16"));
        check(&monday, &piece(TITLE, 2, &notice("1.5 mln crowns", "6-3/16")), Apart);
        check(&monday, &piece(TITLE, 2, &notice("two mln crowns", "6-1/4")), Apart);
        check(&monday, &piece(TITLE, 2, &notice("two mln crowns", "six")), Apart);
        check(&monday, &piece(TITLE, 2, &notice("what they wanted", "6-3/16")), Apart);
        let overnight = "Harbour office lends to the small banks";
        check(&monday, &piece(overnight, 2, &notice("three mln crowns", "6-3/16")), Apart);
    }

    #[test]
    fn a_reprint_of_another_day_keeps_the_figures_it_prints() {
        let monday = piece(TITLE, 1, &notice("two mln crowns", "6-3/16"));
        check(&monday, &piece(TITLE, 2, &notice("two mln crowns", "6-3/16")), Copy);
        check(&monday, &piece(TITLE, 2, &notice("2 mln crowns", "6-3/16")), Copy);
        let cut = notice("two mln crowns", "6-3/16").replace(", and that they had expected it", "");
        check(&monday, &piece(TITLE, 2, &cut), Copy);
        let longer =
            format!("{} The rate was 6-1/8 pct a year ago.", notice("two mln crowns", "6-3/16"));
        check(&monday, &piece(TITLE, 2, &longer), Copy);
    }

    #[test]
    fn figures_of_titles_tell_a_series_too() {
        let text = notice("all they wanted", "no known");
        let later = text.replace("its spokesman said", "it was said");
        let tender = |lent: &str| format!("Harbour office lends {lent} mln to the banks");
        let first = piece(&tender("700"), 1, &text);
        check(&first, &piece(&tender("200"), 8, &later), Apart);
        check(&first, &piece(&tender("200"), 8, &text), Copy);
        check(&first, &piece(&tender("700"), 8, &later), Copy);
        check(&first, &piece(&tender("200"), 1, &later), Copy);
        check(&first, &piece(&tender("so many"), 8, &later), Copy);
    }

    /// So many different words that mean nothing, with a figure among them.
    fn long(words: usize, figure: &str) -> String {
        let syllables = ["ba", "de", "fi", "go", "lu", "ma", "ne", "pi", "ro", "su"];
        let word = |at: usize| {
            let digits = [at / 1_000 % 10, at / 100 % 10, at / 10 % 10, at % 10];
            digits.map(|digit| syllables[digit]).concat()
        };
        let half = words / 2;
        let (first, last): (Vec<String>, Vec<String>) =
            ((0..half).map(word).collect(), (half..words).map(word).collect());
        format!("{} {figure} {}", first.join(" "), last.join(" "))
    }

    #[test]
    fn one_figure_of_a_long_piece_was_put_right() {
        for (title, day) in [(TITLE, 1), (TITLE, 2), ("Banks lent to", 1), ("Banks lent to", 2)] {
            let other = piece(title, day, &long(300, "45"));
            check(&piece(TITLE, 1, &long(300, "54")), &other, Version);
        }
        check(&piece(TITLE, 1, &long(60, "54")), &piece(TITLE, 1, &long(60, "45")), Apart);
    }

    fn table(first: u32) -> String {
        let kinds = ["herring", "cod", "haddock", "plaice", "sole", "eel", "perch", "pike", "carp"];
        let row = |(at, kind): (usize, &&str)| {
            format!("{kind} {} boxes at {} crowns;", first + 7 * at as u32, 31 + 3 * at)
        };
        let rows: Vec<String> = kinds.iter().enumerate().skip(1).map(row).collect();
        format!("Prices at Portbury: herring {first} boxes at 31 crowns; {}", rows.join(" "))
    }

    #[test]
    fn a_table_says_what_its_figures_say() {
        let monday = table(100);
        let corrected = monday.replace("herring 100", "herring 104");
        let one = piece("Fish prices", 1, &monday);
        check(&one, &piece("Fish prices", 2, &monday), Copy);
        check(&one, &piece("Fish prices", 1, &corrected), Version);
        check(&one, &piece("Fish prices", 2, &corrected), Apart);
        check(&one, &piece("CORRECTED-Fish prices", 2, &corrected), Version);
        check(&one, &piece("Fish prices", 2, &table(204)), Apart);
    }

    #[test]
    fn numbers_side_by_side_are_one_figure_however_they_are_written() {
        let read = |text: &str| figures(&Fingerprint::of_texts("", std::iter::once(text)).words);
        assert_eq!(read("at 6-3/16 and twelve").len(), 2);
        assert_eq!(read("twelve men"), read("12 men"));
        assert_ne!(read("6-3/16"), read("3-6/16"));
        assert!(read("no figure").is_empty());
    }
}
