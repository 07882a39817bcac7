//! Text to tokens: the one place that decides what a word is, for ingest, for queries and for marks
//! alike.

mod arabic;
mod korean;
mod language;
mod script;
mod sentences;
mod spelling;
mod stems;
mod stop_words;
mod token;
mod words;

pub use language::{Language, LanguageSet, NormalForm};
pub use spelling::{american, british_beginnings};
pub use stems::{Beginnings, EnglishForms, beginnings};
pub use stop_words::{is_initialism, is_stop_word};
pub use token::{Analysed, Case, Class, Opens, Token, Zone};

use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed, options::WordBreakInvariantOptions};

use crate::text::{Span, fold};
use stems::Stems;
use words::Compound;

/// The version of everything in this module that decides tokens: an index made by another version
/// is rebuilt.
pub const VERSION: u32 = 3;

/// A word's form is cut at this many bytes, at a character boundary: what is longer is no word.
pub const MAX_WORD_BYTES: usize = 120;

/// A lead of fewer words than this takes the next paragraph in.
const SHORT_LEAD_WORDS: u32 = 25;

/// What a passage is to a clipping.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The headline.
    Headline,
    /// A paragraph of running text.
    Text,
    /// The words under a photo.
    Caption,
}

/// One passage to be analysed. The order is headline, text, captions; positions run through all of
/// them.
#[derive(Clone, Copy, Debug)]
pub struct Passage<'a> {
    /// What it is.
    pub part: Part,
    /// Its text.
    pub text: &'a str,
}

/// Turns text into tokens. Holds caches: make one for each thread and keep it.
pub struct Analyser {
    segmenter: WordSegmenterBorrowed<'static>,
    stems: Stems,
}

impl Default for Analyser {
    fn default() -> Self {
        Self::new()
    }
}

impl Analyser {
    /// An analyser with empty caches.
    pub fn new() -> Self {
        Self {
            segmenter: WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()),
            stems: Stems::default(),
        }
    }

    /// The tokens of a clipping written in `language`.
    pub fn analyse(&mut self, passages: &[Passage<'_>], language: Language) -> Analysed {
        let mut writer =
            Writer { out: Analysed::default(), language, zone: Zone::Headline, passage: 0 };
        let mut lead_words = None;
        for (index, passage) in passages.iter().enumerate() {
            writer.zone = zone_of(passage.part, lead_words);
            writer.passage = index as u32;
            let before = writer.out.word_count;
            self.passage(passage.text, &mut writer);
            let words = writer.out.word_count - before;
            if passage.part == Part::Text && words > 0 {
                lead_words =
                    Some(lead_words.map_or(words, |so_far| so_far + SHORT_LEAD_WORDS.max(words)));
            }
        }
        writer.out
    }

    /// The tokens of words a person typed, with no normal forms: those depend on the archive's
    /// languages.
    pub fn analyse_typed(&mut self, text: &str) -> Analysed {
        self.analyse(&[Passage { part: Part::Text, text }], Language::UNKNOWN)
    }

    /// The normal form of an exact form in a clipping of that language.
    pub fn normal(&mut self, exact: &str, language: Language) -> String {
        let mut normal = String::new();
        self.stems.push_normal(exact, language, &mut normal);
        normal
    }

    /// The normal forms of an exact form, each with those of the languages in which it has it,
    /// sorted.
    pub fn normals(&mut self, exact: &str, languages: &[Language]) -> Vec<NormalForm> {
        let mut normals: Vec<NormalForm> = Vec::new();
        for (place, language) in languages.iter().enumerate() {
            let (form, here) = (self.normal(exact, *language), LanguageSet::at(place));
            match normals.iter_mut().find(|known| known.form == form) {
                Some(known) => known.languages = known.languages.with(here),
                None => normals.push(NormalForm { form, languages: here }),
            }
        }
        for normal in &mut normals {
            normal.languages = normal.languages.widened(languages.len());
        }
        normals.sort_unstable();
        normals
    }

    fn passage(&mut self, text: &str, writer: &mut Writer) {
        let mut flow = Flow::new(text);
        let mut at = 0;
        while at < text.len() {
            let rest = &text[at..];
            let cjk_length = run_length(rest, |c| fold::is_cjk(c) || fold::joins_previous(c));
            if rest.starts_with(fold::is_cjk) {
                self.cjk_run(Span::new(at, at + cjk_length), &mut flow, writer);
                at += cjk_length;
            } else {
                let length = run_length(rest, |c| !fold::is_cjk(c));
                self.alphabetic_run(Span::new(at, at + length), &mut flow, writer);
                at += length;
            }
        }
    }

    fn alphabetic_run(&mut self, run: Span, flow: &mut Flow<'_>, writer: &mut Writer) {
        let text = flow.text;
        let mut compound = Compound::default();
        let mut start = run.start;
        for (boundary, kind) in self.segmenter.segment_str(run.of(text)).iter_with_word_type() {
            let segment = Span::new(start, run.start + boundary);
            start = segment.end;
            if segment.is_empty() || !kind.is_word_like() {
                continue;
            }
            if !compound.continues_to(text, segment.start) {
                self.close(&mut compound, writer);
            }
            for word in words::split(segment, text) {
                if let Some(token) = self.word(word, flow, writer) {
                    compound.push(token, word, &writer.out);
                }
            }
        }
        self.close(&mut compound, writer);
    }

    /// Writes one word; gives the index of its token. A word of invisible characters is none and
    /// takes no position.
    fn word(
        &mut self,
        word: words::Word,
        flow: &mut Flow<'_>,
        writer: &mut Writer,
    ) -> Option<usize> {
        let printed = word.span.of(flow.text);
        let exact = words::exact_form(word, printed);
        if exact.is_empty() {
            return None;
        }
        let opens = flow.step(word.span);
        let index = writer.push(word.span, Class::Word, words::case_of(printed), opens, &exact);
        let language = writer.language;
        writer.normal(index, |out| self.stems.push_normal(&exact, language, out));
        writer.out.word_count += 1;
        writer.out.positions += 1;
        Some(index)
    }

    /// Writes the joined form of a compound at its first and at its last part.
    fn close(&mut self, compound: &mut Compound, writer: &mut Writer) {
        if let Some((first, last, joined)) = compound.take() {
            let language = writer.language;
            let mut normal = String::new();
            self.stems.push_normal(&joined, language, &mut normal);
            writer.insert_joined(last, Class::JoinedLast, &joined, &normal);
            writer.insert_joined(first, Class::JoinedFirst, &joined, &normal);
        }
    }

    fn cjk_run(&mut self, run: Span, flow: &mut Flow<'_>, writer: &mut Writer) {
        let units = cjk_units(run, flow.text);
        let folded: Vec<String> =
            units.iter().map(|unit| fold::exact(unit.of(flow.text)).into_owned()).collect();
        for (place, unit) in units.iter().enumerate() {
            let opens = flow.step(*unit);
            let (class, exact) = match folded.get(place + 1) {
                Some(next) => (Class::Gram, format!("{}{next}", folded[place])),
                None => (Class::LastGram, folded[place].clone()),
            };
            let index = writer.push(*unit, class, Case::Lower, opens, &exact);
            if class == Class::Gram || units.len() == 1 {
                writer.normal(index, |out| out.push_str(&exact));
            }
            writer.out.positions += 1;
        }
        let text = run.of(flow.text);
        if text.chars().all(fold::is_hangul) {
            writer.out.word_count += 1;
            if let Some(stem) = korean::stem(&folded) {
                writer.stem(run, units.len(), &stem);
            }
        } else {
            writer.out.word_count += units.len() as u32;
        }
    }
}

/// The word of a Hangul run without its particle, where it has one: what a bare query word is
/// reduced to.
pub fn without_particle(run: &str) -> Option<String> {
    let units: Vec<String> = run.chars().map(String::from).collect();
    run.chars().all(fold::is_hangul).then(|| korean::stem(&units)).flatten()
}

fn zone_of(part: Part, lead_words: Option<u32>) -> Zone {
    match part {
        Part::Headline => Zone::Headline,
        Part::Caption => Zone::Caption,
        Part::Text if lead_words.is_none_or(|words| words < SHORT_LEAD_WORDS) => Zone::Lead,
        Part::Text => Zone::Body,
    }
}

fn run_length(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.find(|c| !belongs(c)).unwrap_or(text.len())
}

/// The characters of a CJK run, each with the marks that belong to it.
fn cjk_units(run: Span, text: &str) -> Vec<Span> {
    let mut units: Vec<Span> = Vec::new();
    for (at, c) in run.of(text).char_indices() {
        let here = Span::new(run.start + at, run.start + at + c.len_utf8());
        match units.last_mut() {
            Some(unit) if fold::joins_previous(c) => unit.end = here.end,
            _ => units.push(here),
        }
    }
    units
}

/// Where in a passage the reading stands, and what the next word opens.
struct Flow<'a> {
    text: &'a str,
    previous: Option<Span>,
}

impl<'a> Flow<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, previous: None }
    }

    fn step(&mut self, word: Span) -> Opens {
        let opens = match self.previous {
            None => Opens::Paragraph,
            Some(previous) if sentences::breaks(self.text, previous, word) => Opens::Sentence,
            Some(_) => Opens::Nothing,
        };
        self.previous = Some(word);
        opens
    }
}

/// Writes tokens of one clipping.
struct Writer {
    out: Analysed,
    language: Language,
    zone: Zone,
    passage: u32,
}

impl Writer {
    fn push(&mut self, span: Span, class: Class, case: Case, opens: Opens, exact: &str) -> usize {
        let position = self.out.positions;
        let token = Token {
            position,
            passage: self.passage,
            span,
            zone: self.zone,
            class,
            case,
            opens,
            ..Token::default()
        };
        self.out.push(token, exact)
    }

    fn normal(&mut self, index: usize, write: impl FnOnce(&mut String)) {
        self.out.set_normal(index, write);
    }

    fn insert_joined(&mut self, part: usize, class: Class, exact: &str, normal: &str) {
        let token =
            Token { class, case: Case::Lower, opens: Opens::Nothing, ..self.out.tokens[part] };
        self.out.insert(part + 1, token, exact, normal);
    }

    /// A word without its particle, for ranking only, at the position of the run's first character.
    fn stem(&mut self, run: Span, units: usize, stem: &str) {
        let position = self.out.positions - units as u32;
        let first = self.out.tokens.len() - units;
        let token = Token {
            position,
            passage: self.passage,
            span: run,
            zone: self.zone,
            class: Class::Stem,
            ..Token::default()
        };
        self.out.insert(first + 1, token, "", stem);
    }
}

#[cfg(test)]
mod tests;
