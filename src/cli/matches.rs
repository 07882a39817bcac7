//! The matches of a clipping in the order they are printed: which is which, and what stands around
//! one of them.

use super::args::Show;
use super::ending::Failure;
use crate::search::{Mark, MarkedParagraph};

/// Paragraphs before and after the match that is opened, unless it is said how many.
const AROUND: usize = 2;

/// A way through the matches. Stretches that overlap are one match.
pub(super) struct Matches {
    /// How many matches stand before the headline, before each paragraph, and in all.
    before: Vec<usize>,
    /// The match to open at, from 1.
    nth: Option<usize>,
    number_all: bool,
    around: Option<usize>,
}

impl Matches {
    /// The matches in a headline and in the paragraphs that are printed. A failure where there is
    /// no match of the number asked for.
    pub(super) fn of(
        arguments: &Show,
        headline: &[Mark],
        paragraphs: &[&MarkedParagraph],
    ) -> Result<Self, Failure> {
        let mut before = vec![0, headline.len()];
        for paragraph in paragraphs {
            before.push(before[before.len() - 1] + paragraph.marks.len());
        }
        let around = arguments.around.or(arguments.nth.map(|_| AROUND));
        let (nth, number_all) = (arguments.nth, arguments.number);
        let matches = Self { before, nth, number_all, around };
        match nth {
            Some(nth) if !(1..=matches.count()).contains(&nth) => Err(matches.out_of_range(nth)),
            _ => Ok(matches),
        }
    }

    fn out_of_range(&self, nth: usize) -> Failure {
        let message = format!("there is no match {nth}");
        match self.count() {
            0 => Failure::usage(format!("{message}: there is none"), "another query, or no --nth"),
            1 => Failure::usage(format!("{message}: there is 1"), "--nth 1"),
            all => Failure::usage(
                format!("{message}: there are {all}"),
                format!("--nth 1 to --nth {all}"),
            ),
        }
    }

    /// How many there are.
    fn count(&self) -> usize {
        self.before.last().copied().unwrap_or(0)
    }

    /// `match 3 of 13, ¶5`, where one was asked for.
    pub(super) fn told(&self) -> Option<String> {
        let nth = self.nth?;
        let place = match self.place(nth) {
            0 => "headline".to_owned(),
            paragraph => format!("¶{paragraph}"),
        };
        Some(format!("match {nth} of {}, {place}", self.count()))
    }

    /// The paragraph a match stands in, from 1; 0 for the headline.
    fn place(&self, nth: usize) -> usize {
        self.before.partition_point(|before| *before < nth).saturating_sub(1)
    }

    /// The number to print at a mark of a paragraph (0 is the headline), where it is asked for.
    pub(super) fn number(&self, paragraph: usize, mark: usize) -> Option<usize> {
        let number = self.before.get(paragraph)? + mark + 1;
        (self.number_all || self.nth == Some(number)).then_some(number)
    }

    /// Whether a paragraph, from 1, is printed.
    pub(super) fn shows(&self, paragraph: usize) -> bool {
        let Some(around) = self.around else { return true };
        if let Some(nth) = self.nth {
            return self.place(nth).abs_diff(paragraph) <= around;
        }
        let (from, to) = (paragraph.saturating_sub(around), paragraph.saturating_add(around));
        let last = self.before.len() - 2;
        self.before[to.min(last) + 1] > self.before[from]
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::super::args::{Arguments, Verb};
    use super::*;
    use crate::clipping::Kind;
    use crate::text::Span;

    /// A clipping with two matches in its headline, and so many in its paragraphs.
    fn matches(nth: Option<usize>, around: Option<usize>) -> Result<Matches, Failure> {
        let marks = |count: usize| (0..count).map(|at| Span::new(at, at + 1)).collect::<Vec<_>>();
        let paragraphs: Vec<MarkedParagraph> = [0, 3, 0, 0, 1, 0]
            .into_iter()
            .map(|count| MarkedParagraph {
                kind: Kind::Text,
                text: "words".to_owned(),
                marks: marks(count),
            })
            .collect();
        let number = |flag: &str, number: Option<usize>| number.map(|it| format!("{flag}={it}"));
        let flags = [number("--nth", nth), number("--around", around)];
        let typed = ["morgue", "show", "7k2m", "--match=words"].map(str::to_owned);
        let typed = typed.into_iter().chain(flags.into_iter().flatten());
        let Ok(Arguments { verb: Verb::Show(arguments), .. }) = Arguments::try_parse_from(typed)
        else {
            panic!("the flags are known");
        };
        Matches::of(&arguments, &marks(2), &paragraphs.iter().collect::<Vec<_>>())
    }

    fn shown(matches: &Matches) -> Vec<usize> {
        (1..=6).filter(|paragraph| matches.shows(*paragraph)).collect()
    }

    #[test]
    fn matches_are_counted_from_the_headline_on() {
        for (nth, told) in [
            (1, "match 1 of 6, headline"),
            (2, "match 2 of 6, headline"),
            (3, "match 3 of 6, ¶2"),
            (5, "match 5 of 6, ¶2"),
            (6, "match 6 of 6, ¶5"),
        ] {
            let matches = matches(Some(nth), None).expect("it is there");
            assert_eq!(matches.told().as_deref(), Some(told));
        }
        assert!(matches(Some(0), None).is_err());
        assert!(matches(Some(7), None).is_err());
    }

    #[test]
    fn the_match_opened_at_carries_its_number() {
        let matches = matches(Some(4), None).expect("it is there");
        assert_eq!(matches.number(2, 1), Some(4));
        assert_eq!(matches.number(2, 0), None);
        assert_eq!(matches.number(0, 0), None);
    }

    #[test]
    fn a_few_paragraphs_around_a_match_are_shown() {
        let of = |nth, around| shown(&matches(nth, around).expect("it is there"));
        assert_eq!(of(None, None), [1, 2, 3, 4, 5, 6]);
        assert_eq!(of(Some(3), Some(0)), [2]);
        assert_eq!(of(Some(6), None), [3, 4, 5, 6]);
        assert_eq!(of(Some(1), Some(1)), [1]);
        assert_eq!(of(None, Some(0)), [2, 5]);
        assert_eq!(of(None, Some(1)), [1, 2, 3, 4, 5, 6]);
    }
}
