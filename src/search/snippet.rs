//! Marks and snippets: the words that satisfied the query, in the sentence that says most.

use unicode_segmentation::UnicodeSegmentation;

use super::View;
use crate::analysis::{Class, Opens};
use crate::clipping::{Clipping, Kind, Paragraph};
use crate::query::{Match, Reading, Verdict, judge};
use crate::text::Span;

/// A snippet is about this many characters long.
const SNIPPET_CHARACTERS: usize = 220;

/// Words to either side of a match where each match stands on a line of its own.
const CONTEXT_CHARACTERS: usize = 70;

/// A stretch of text that satisfied the query.
pub type Mark = Span;

/// Text with marks, without markup: each interface marks in its own way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    /// The text.
    pub text: String,
    /// Stretches of it that satisfied the query, ascending.
    pub marks: Vec<Mark>,
    /// Which paragraph of the text it is from, from 1; 0 for the headline.
    pub paragraph: usize,
    /// How many paragraphs the text has.
    pub paragraphs: usize,
    /// Whether something stands before it in its paragraph.
    pub cut_before: bool,
    /// Whether something stands after it in its paragraph.
    pub cut_after: bool,
}

/// A paragraph with its marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkedParagraph {
    /// What it is.
    pub kind: Kind,
    /// Its text.
    pub text: String,
    /// Stretches of it that satisfied the query, ascending.
    pub marks: Vec<Mark>,
}

/// A clipping's headline marks, and its paragraphs with theirs, in the order found; and how many
/// matches there are.
pub fn mark_clipping(view: &View, reading: &Reading) -> (Vec<Mark>, Vec<MarkedParagraph>, usize) {
    let verdict = judge(reading, &view.record());
    let marked = Marked::new(view, &verdict);
    let mut paragraphs: Vec<MarkedParagraph> = view
        .clipping
        .paragraphs
        .iter()
        .map(|paragraph| MarkedParagraph {
            kind: paragraph.kind,
            text: paragraph.text.clone(),
            marks: Vec::new(),
        })
        .collect();
    let mut headline = Vec::new();
    for (passage, mark) in &marked.marks {
        match view.paragraph_of[*passage] {
            Some(paragraph) => paragraphs[paragraph].marks.push(*mark),
            None => headline.push(*mark),
        }
    }
    (headline, paragraphs, verdict.matches.len())
}

/// The marks of a clipping, passage by passage.
pub(super) struct Marked<'a> {
    view: &'a View,
    /// Passage and stretch, in the order of positions, merged where they overlap.
    marks: Vec<(usize, Mark)>,
    /// Passage and byte of every beginning of a sentence, ascending.
    sentences: Vec<(usize, usize)>,
    /// Each paragraph's number among those of the text, from 1; furniture has that of what stands
    /// before it.
    numbers: Vec<usize>,
    /// How many matches they come from.
    pub matches: usize,
}

impl<'a> Marked<'a> {
    /// Turns the matches of a verdict into stretches of text.
    pub(super) fn new(view: &'a View, verdict: &Verdict) -> Self {
        let places = places(view);
        let mut marks: Vec<(usize, Mark)> = Vec::new();
        for found in &verdict.matches {
            if let Some((passage, mark)) = stretch(&places, found) {
                match marks.last_mut() {
                    Some((same, last)) if *same == passage && mark.start < last.end => {
                        *last = last.hull(mark);
                    }
                    _ => marks.push((passage, mark)),
                }
            }
        }
        let sentences = sentences(view);
        let numbers = numbers(&view.clipping);
        Self { view, marks, sentences, numbers, matches: verdict.matches.len() }
    }

    /// The marks in the headline.
    pub(super) fn headline(&self) -> Vec<Mark> {
        self.within(0, Span::new(0, usize::MAX))
    }

    /// The snippet: the sentence with most different words marked, the first of equals; without a
    /// mark in text or captions the beginning of the text.
    pub(super) fn snippet(&self) -> Snippet {
        let mut best: Option<(usize, usize, Span, usize)> = None;
        let mut weighed = None;
        for (passage, mark) in &self.marks {
            if self.view.paragraph_of[*passage].is_none() {
                continue;
            }
            let sentence = self.sentence_around(*passage, *mark);
            if weighed.replace((*passage, sentence)) == Some((*passage, sentence)) {
                continue;
            }
            let (different, all) = self.weigh(*passage, sentence);
            if best.is_none_or(|(most, count, _, _)| (different, all) > (most, count)) {
                best = Some((different, all, sentence, *passage));
            }
        }
        match best {
            Some((_, _, sentence, passage)) => self.cut(passage, sentence),
            None => self.opening(),
        }
    }

    /// A line for every match, with some context, in the order of the text: captions are read where
    /// they stand, though their words follow those of the text. Words that a window asks for near
    /// each other are on one line, where the last of them ends within the context of the first.
    pub(super) fn lines(&self, hulls: &[Match]) -> Vec<Snippet> {
        let mut marks = self.marks.clone();
        marks.sort_by_key(|(passage, mark)| (self.view.paragraph_of[*passage], mark.start));
        let windows = Windows::new(self.view, hulls);
        let mut lines: Vec<Vec<(usize, Mark)>> = Vec::new();
        for (passage, mark) in marks {
            let is_one = |line: &[(usize, Mark)]| {
                let (same, first) = line[0];
                let end = || forth(self.view.passage(same), first.end, CONTEXT_CHARACTERS);
                same == passage && windows.hold(passage, first.hull(mark)) && mark.end <= end()
            };
            match lines.last_mut() {
                Some(line) if is_one(line) => line.push((passage, mark)),
                _ => lines.push(vec![(passage, mark)]),
            }
        }
        lines
            .iter()
            .map(|line| {
                let (passage, text) = (line[0].0, self.view.passage(line[0].0));
                let marks: Vec<Mark> = line.iter().map(|(_, mark)| *mark).collect();
                let all = marks[0].hull(marks[marks.len() - 1]);
                let start = back(text, all.start, CONTEXT_CHARACTERS);
                let end = forth(text, all.end, CONTEXT_CHARACTERS);
                self.snippet_of(passage, Span::new(start, end), &marks)
            })
            .collect()
    }

    /// The marks that lie in a stretch of a passage.
    fn within(&self, passage: usize, stretch: Span) -> Vec<Mark> {
        let from =
            self.marks.partition_point(|(at, mark)| (*at, mark.start) < (passage, stretch.start));
        self.marks[from..]
            .iter()
            .take_while(|(at, mark)| *at == passage && mark.start < stretch.end)
            .filter(|(_, mark)| mark.end <= stretch.end)
            .map(|(_, mark)| *mark)
            .collect()
    }

    fn weigh(&self, passage: usize, sentence: Span) -> (usize, usize) {
        let text = self.view.passage(passage);
        let marks = self.within(passage, sentence).into_iter();
        let mut words: Vec<String> = marks.map(|mark| mark.of(text).to_lowercase()).collect();
        let all = words.len();
        words.sort_unstable();
        words.dedup();
        (words.len(), all)
    }

    fn sentence_around(&self, passage: usize, mark: Mark) -> Span {
        let in_passage = |place: Option<&(usize, usize)>| {
            place.filter(|(at, _)| *at == passage).map(|(_, start)| *start)
        };
        let next = self.sentences.partition_point(|place| *place <= (passage, mark.start));
        let after = self.sentences.partition_point(|place| *place < (passage, mark.end));
        let start = next.checked_sub(1).and_then(|last| in_passage(self.sentences.get(last)));
        let end = in_passage(self.sentences.get(after.max(next)));
        Span::new(start.unwrap_or(0), end.unwrap_or_else(|| self.view.passage(passage).len()))
    }

    /// Cuts a sentence to length around its first mark, between words.
    fn cut(&self, passage: usize, sentence: Span) -> Snippet {
        let text = self.view.passage(passage);
        let marks = self.within(passage, sentence);
        let mut window = sentence;
        if sentence.of(text).graphemes(true).nth(SNIPPET_CHARACTERS).is_some()
            && let Some(first) = marks.first()
        {
            window.start = back(text, first.start, SNIPPET_CHARACTERS / 3).max(sentence.start);
        }
        window.end = forth(text, window.start, SNIPPET_CHARACTERS).min(window.end);
        window.end = window.end.max(marks.first().map_or(window.end, |mark| mark.end));
        // A sentence ends with the blanks before the next one.
        window.end = window.start + window.of(text).trim_end().len();
        self.snippet_of(passage, window, &marks)
    }

    fn opening(&self) -> Snippet {
        let first = self.view.paragraph_of.iter().position(|paragraph| {
            paragraph.is_some_and(|at| self.view.clipping.paragraphs[at].kind == Kind::Text)
        });
        match first {
            Some(passage) => {
                let text = self.view.passage(passage);
                let end = forth(text, 0, SNIPPET_CHARACTERS);
                self.snippet_of(passage, Span::new(0, end), &[])
            }
            None => Snippet::default(),
        }
    }

    fn snippet_of(&self, passage: usize, window: Span, marks: &[Mark]) -> Snippet {
        let text = self.view.passage(passage);
        let paragraph = self.view.paragraph_of[passage].map_or(0, |at| self.numbers[at]);
        Snippet {
            text: window.of(text).to_owned(),
            marks: marks
                .iter()
                .filter(|mark| window.start <= mark.start && mark.end <= window.end)
                .map(|mark| Span::new(mark.start - window.start, mark.end - window.start))
                .collect(),
            paragraph,
            paragraphs: self.numbers.last().copied().unwrap_or(0),
            cut_before: window.start > 0,
            cut_after: window.end < text.trim_end().len(),
        }
    }
}

/// Passage and byte of every beginning of a sentence, ascending.
fn sentences(view: &View) -> Vec<(usize, usize)> {
    let opening = view.words.tokens.iter().filter(|token| token.opens >= Opens::Sentence);
    let mut starts: Vec<_> =
        opening.map(|token| (token.passage as usize, token.span.start)).collect();
    starts.sort_unstable();
    starts.dedup();
    starts
}

/// Each paragraph's number among those of the text, from 1.
fn numbers(clipping: &Clipping) -> Vec<usize> {
    let number = |count: &mut usize, paragraph: &Paragraph| {
        *count += usize::from(match paragraph.kind {
            Kind::Text | Kind::Caption => true,
            Kind::Furniture | Kind::RepeatedCaption => false,
        });
        Some(*count)
    };
    clipping.paragraphs.iter().scan(0, number).collect()
}

/// The stretches of text that windows reach over.
struct Windows {
    /// Passage and stretch, by passage and beginning; each reaches as far as one that begins before
    /// it in its passage does.
    stretches: Vec<(usize, Span)>,
}

impl Windows {
    fn new(view: &View, hulls: &[Match]) -> Self {
        let places = if hulls.is_empty() { Vec::new() } else { places(view) };
        let mut stretches: Vec<(usize, Span)> =
            hulls.iter().filter_map(|hull| stretch(&places, hull)).collect();
        stretches.sort_unstable_by_key(|(passage, span)| (*passage, span.start));
        let mut before: Option<(usize, usize)> = None;
        for (passage, span) in &mut stretches {
            if let Some((_, end)) = before.filter(|(same, _)| same == passage) {
                span.end = span.end.max(end);
            }
            before = Some((*passage, span.end));
        }
        Self { stretches }
    }

    /// Whether one window reaches over all of a stretch.
    fn hold(&self, passage: usize, wanted: Span) -> bool {
        let behind = self
            .stretches
            .partition_point(|(at, span)| (*at, span.start) <= (passage, wanted.start));
        self.stretches[..behind]
            .last()
            .is_some_and(|(same, span)| *same == passage && span.end >= wanted.end)
    }
}

/// For each position the passage and the stretch of its word.
fn places(view: &View) -> Vec<Option<(usize, Span)>> {
    let mut places = vec![None; view.words.positions as usize];
    for token in &view.words.tokens {
        if matches!(token.class, Class::Word | Class::Gram | Class::LastGram) {
            let passage = token.passage as usize;
            let span = with_last_point(token.span, view.passage(passage));
            places[token.position as usize] = Some((passage, span));
        }
    }
    places
}

/// Initials with the point behind the last of them: `U.S.`
fn with_last_point(word: Span, text: &str) -> Span {
    let letters = || word.of(text).split('.').all(|part| part.chars().count() == 1);
    let pointed = word.of(text).contains('.') && text[word.end..].starts_with('.');
    if pointed && letters() { Span::new(word.start, word.end + 1) } else { word }
}

/// The text from the first to the last position of a match.
fn stretch(places: &[Option<(usize, Span)>], found: &Match) -> Option<(usize, Mark)> {
    let (passage, first) = (*places.get(found.first as usize)?)?;
    let last = (found.first..=found.last)
        .rev()
        .filter_map(|position| {
            (*places.get(position as usize)?).filter(|(same, _)| *same == passage)
        })
        .map(|(_, span)| span)
        .next()?;
    Some((passage, first.hull(last)))
}

/// At most `characters` back from `at`, to the beginning of a word.
fn back(text: &str, at: usize, characters: usize) -> usize {
    let start =
        text[..at].grapheme_indices(true).rev().take(characters).last().map_or(at, |(at, _)| at);
    if start == 0 {
        return 0;
    }
    let blank = text[start..at].find(char::is_whitespace);
    blank.map_or(start, |blank| {
        start + blank + text[start + blank..].len() - text[start + blank..].trim_start().len()
    })
}

/// At most `characters` on from `at`, to the end of a word.
fn forth(text: &str, at: usize, characters: usize) -> usize {
    let Some((end, _)) = text[at..].grapheme_indices(true).nth(characters) else {
        return text.len();
    };
    let stretch = &text[at..at + end];
    at + stretch.rfind(char::is_whitespace).filter(|blank| *blank > 0).unwrap_or(end)
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::analysis::Analyser;
    use crate::clipping::{Draft, Origin};
    use crate::enrich::{Lore, enrich};

    fn view(text: &str) -> View {
        let day = NaiveDate::from_ymd_opt(2019, 11, 20).and_then(|day| day.and_hms_opt(12, 0, 0));
        let origin =
            Origin { root: "/r".to_owned(), path: "a.txt".to_owned(), part: 0, member: None };
        let paragraphs = vec![Paragraph::text(text)];
        let draft = Draft { title: Some("Quay".to_owned()), paragraphs, ..Draft::default() };
        let clipping = enrich(draft, origin, &Lore::default(), day.expect("noon"));
        View::new(clipping, &mut Analyser::new())
    }

    fn matches(positions: impl Iterator<Item = u32>) -> Verdict {
        let matches = positions.map(|at| Match { first: at, last: at }).collect();
        Verdict { hit: true, matches, hulls: Vec::new() }
    }

    #[test]
    fn the_sentence_with_most_different_words_is_shown() {
        let view =
            view("The ferry, a ferry. Then it rains. The ferry of Portbury stays. It snows.");
        // The headline is position 0.
        let verdict = matches([2, 4, 9, 11].into_iter());
        let snippet = Marked::new(&view, &verdict).snippet();
        assert_eq!(snippet.text, "The ferry of Portbury stays.");
        assert_eq!((snippet.marks.len(), snippet.paragraph, snippet.paragraphs), (2, 1, 1));
        assert!(snippet.cut_before && snippet.cut_after);
    }

    #[test]
    fn a_hundred_thousand_marks_take_no_time() {
        for stop in ["", "."] {
            let view = view(&format!("Ferry{stop} ").repeat(100_000));
            let marked = Marked::new(&view, &matches(1..view.words.positions));
            assert_eq!(marked.matches, 100_000);
            assert!(marked.snippet().text.starts_with("Ferry"));
            assert_eq!(marked.lines(&[]).len(), 100_000);
        }
    }
}
