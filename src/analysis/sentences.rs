//! Where a sentence ends: a stop before a capital, unless an abbreviation carries the point.

use crate::text::Span;

/// Whether a sentence ends between two neighbouring words of one passage.
pub(super) fn breaks(text: &str, previous: Span, next: Span) -> bool {
    let gap = text.get(previous.end..next.start).unwrap_or("");
    if gap == " " || gap.is_empty() {
        return false;
    }
    let Some((at, stop)) = gap.char_indices().find(|(_, c)| is_stop(*c)) else { return false };
    if is_full_width_stop(stop) {
        return true;
    }
    let after = &gap[at + stop.len_utf8()..];
    let spaced = after.chars().any(char::is_whitespace);
    let opens = text[next.start..].chars().next().is_some_and(|c| !c.is_lowercase());
    spaced && opens && !(stop == '.' && carries_point(previous.of(text)))
}

fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '؟' | '۔' | '।') || is_full_width_stop(c)
}

fn is_full_width_stop(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '｡')
}

/// Whether a point after `word` is part of it: titles, initials, months, the abbreviations of news
/// copy.
fn carries_point(word: &str) -> bool {
    let mut letters = word.chars();
    let single = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
    single || ABBREVIATIONS.binary_search(&word.to_lowercase().as_str()).is_ok()
}

/// Sorted. `No.` and `Co.` can end a sentence; in news copy they hardly ever do.
const ABBREVIATIONS: [&str; 62] = [
    "adm", "apr", "aug", "ave", "brig", "bros", "calif", "capt", "cmdr", "co", "col", "conn",
    "corp", "cpl", "dec", "dept", "dr", "e.g", "ed", "est", "etc", "feb", "fla", "fr", "gen",
    "gov", "hon", "i.e", "inc", "jan", "jr", "jul", "jun", "lt", "ltd", "maj", "mar", "mass",
    "messrs", "mr", "mrs", "ms", "mt", "no", "nos", "nov", "oct", "ont", "pres", "prof", "rep",
    "rev", "sen", "sep", "sept", "sgt", "sr", "st", "u.k", "u.n", "u.s", "vs",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(text: &str, first: &str, second: &str) -> bool {
        let start = text.find(first).expect("the first word is there");
        let previous = Span::new(start, start + first.len());
        let next =
            previous.end + text[previous.end..].find(second).expect("the second word is there");
        breaks(text, previous, Span::new(next, next + second.len()))
    }

    #[test]
    fn the_abbreviations_are_sorted() {
        assert!(ABBREVIATIONS.is_sorted());
    }

    #[test]
    fn a_point_ends_a_sentence_unless_a_title_carries_it() {
        assert!(broken("The pact ended. Seoul", "ended", "Seoul"));
        assert!(broken("“It ended.” Seoul", "ended", "Seoul"));
        assert!(broken("협정은 끝났다. 정부는", "끝났다", "정부는"));
        assert!(broken("協定は終了した。政府は", "た", "政"));
        assert!(!broken("met Gen. Mark", "Gen", "Mark"));
        assert!(!broken("J. Smith", "J", "Smith"));
        assert!(!broken("of U.S. Secretary", "U.S", "Secretary"));
        assert!(!broken("3.5 per", "3.5", "per"));
        assert!(!broken("ended ... and", "ended", "and"));
    }
}
