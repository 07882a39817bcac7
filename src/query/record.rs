//! A reading judged on one clipping, without an index: what is marked, what `verify` compares with,
//! what tests trust.

use super::spans::{Evaluator, Match, Positions};
use super::{Attribute, DateRange, Filter, Leaf, Line, Overlap, Reading, Roles, Step, TextUnit};
use crate::analysis::{Analysed, Class, Language, LanguageSet, Opens, Zone};
use crate::clipping::{Clipping, Facet};
use crate::text::fold;

/// One clipping, analysed, with what it is filed under.
pub struct RecordView<'a> {
    /// The clipping.
    pub clipping: &'a Clipping,
    /// Headline, text and captions.
    pub words: &'a Analysed,
    /// Furniture.
    pub raw: &'a Analysed,
    /// The byline.
    pub byline: &'a Analysed,
    /// The dateline.
    pub dateline: &'a Analysed,
    /// The address.
    pub url: &'a Analysed,
    /// What it is filed under.
    pub facets: &'a [Facet],
    /// Its roles among its copies and versions.
    pub roles: Roles,
}

/// What came of judging.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// Whether the clipping satisfies the query.
    pub hit: bool,
    /// Where words on the main line took part in that, sorted, each once. Nothing under NOT is
    /// among them.
    pub matches: Vec<Match>,
    /// From the first to the last of the words that stand near each other because a window asks for
    /// it; in no order.
    pub hulls: Vec<Match>,
}

impl Verdict {
    /// Without words of the main line.
    fn of(hit: bool) -> Self {
        Self { hit, ..Self::default() }
    }
}

/// Judges a reading on one clipping. A reading without a root holds for nothing.
pub fn judge(reading: &Reading, view: &RecordView<'_>) -> Verdict {
    let known = view.clipping.language.as_ref();
    let language = known.map_or(Language::UNKNOWN, |known| Language::from_code(&known.value));
    let language = LanguageSet::of(language, &reading.languages);
    let mut judge = Judge { reading, view, language, evaluator: Evaluator::default() };
    match &reading.root {
        Some(root) => {
            let mut verdict = judge.step(root);
            verdict.matches.sort_unstable();
            verdict.matches.dedup();
            verdict
        }
        None => Verdict::default(),
    }
}

struct Judge<'a> {
    reading: &'a Reading,
    view: &'a RecordView<'a>,
    language: LanguageSet,
    evaluator: Evaluator,
}

impl Judge<'_> {
    fn step(&mut self, step: &Step) -> Verdict {
        match step {
            Step::Everything => Verdict::of(true),
            Step::Filter(filter) => Verdict::of(self.filter(filter)),
            Step::Text(unit) => self.text(unit),
            Step::Not(inner) => Verdict::of(!self.step(inner).hit),
            Step::And(steps) => {
                let parts: Vec<Verdict> = steps.iter().map(|step| self.step(step)).collect();
                match parts.iter().all(|part| part.hit) {
                    true => gather(parts),
                    false => Verdict::default(),
                }
            }
            Step::Or(steps) => {
                let parts = steps.iter().map(|step| self.step(step));
                gather(parts.filter(|part| part.hit).collect())
            }
        }
    }

    fn text(&mut self, unit: &TextUnit) -> Verdict {
        let analysed = match unit.line {
            Line::Words => self.view.words,
            Line::Raw => self.view.raw,
            Line::Byline => self.view.byline,
            Line::Dateline => self.view.dateline,
            Line::Url => self.view.url,
        };
        let (line, leaves) = (unit.line, &self.reading.leaves);
        let language = self.language;
        let mut source = AnalysedPositions { line, analysed, leaves, language };
        if line != Line::Words {
            let hit = self.evaluator.holds(&unit.expr, &mut source);
            return Verdict::of(hit);
        }
        let mut matches = Vec::new();
        self.evaluator.taking_part(&unit.expr, &mut source, &mut matches);
        let mut hulls = Vec::new();
        if !matches.is_empty() && unit.expr.has_window(&|_| true) {
            self.evaluator.spans(&unit.expr, &mut source, &mut hulls);
        }
        Verdict { hit: !matches.is_empty(), matches, hulls }
    }

    fn filter(&self, filter: &Filter) -> bool {
        let clipping = self.view.clipping;
        let interval = clipping
            .published
            .as_ref()
            .map(|date| (date.value.from_seconds(), date.value.to_seconds()));
        let dated =
            |test: &dyn Fn(i64, i64) -> bool| interval.is_some_and(|(from, to)| test(from, to));
        match filter {
            Filter::Facet { dimension, paths, .. } => self.view.facets.iter().any(|facet| {
                facet.dimension == *dimension
                    && paths.iter().any(|path| facet.path.starts_with(path))
            }),
            Filter::Date(range, Overlap::Inside) => dated(&|from, to| range.holds(from, to)),
            Filter::Date(range, Overlap::Any) => dated(&|from, to| range.touches(from, to)),
            Filter::Undated => interval.is_none(),
            Filter::Added(range) => DateRange::holds(range, clipping.added, clipping.added),
            Filter::Words { at_least, at_most } => {
                (*at_least..=*at_most).contains(&clipping.word_count)
            }
            Filter::Id(prefix) => clipping.id.to_string().starts_with(prefix.as_str()),
            Filter::Path(text) => {
                let wanted = fold::key(text);
                clipping.origins.iter().any(|origin| fold::key(&origin.place()).contains(&wanted))
            }
            Filter::Dated(dating) => dating.holds(clipping),
            Filter::Is(role) => self.view.roles.has(*role),
            Filter::Has(Attribute::Byline) => clipping.byline.is_some(),
            Filter::Has(Attribute::Date) => clipping.published.is_some(),
            Filter::Has(Attribute::Url) => clipping.url.is_some(),
            Filter::Has(Attribute::Dateline) => clipping.dateline.is_some(),
            Filter::Has(Attribute::Caption) => {
                self.view.words.tokens.iter().any(|token| token.zone == Zone::Caption)
            }
            Filter::Has(Attribute::Filed(dimension)) => {
                self.view.facets.iter().any(|facet| facet.dimension == *dimension)
            }
        }
    }
}

fn gather(parts: Vec<Verdict>) -> Verdict {
    let mut all = Verdict::of(!parts.is_empty());
    for part in parts {
        all.matches.extend(part.matches);
        all.hulls.extend(part.hulls);
    }
    all
}

/// The positions of leaves in one analysed text.
struct AnalysedPositions<'a> {
    line: Line,
    analysed: &'a Analysed,
    leaves: &'a [Leaf],
    language: LanguageSet,
}

impl AnalysedPositions<'_> {
    /// The places of the tokens a leaf takes; of a compound the one at its first part.
    fn taken(&self, leaf: usize) -> impl Iterator<Item = usize> {
        let (leaf, analysed) = (&self.leaves[leaf], self.analysed);
        let tokens = analysed.tokens.iter().enumerate();
        tokens
            .filter(move |(_, token)| {
                token.class != Class::JoinedLast && leaf.takes(analysed, token, self.language)
            })
            .map(|(place, _)| place)
    }

    /// Only the main line has zones, paragraphs and sentences: the index keeps none of the small
    /// ones.
    fn starts(&self, opens: Opens, out: &mut Vec<u32>) {
        if self.line == Line::Words {
            let tokens = self.analysed.tokens.iter().filter(|token| token.opens >= opens);
            out.extend(tokens.map(|token| token.position));
        }
    }
}

impl Positions for AnalysedPositions<'_> {
    fn of(&mut self, leaf: usize, out: &mut Vec<u32>) {
        out.extend(self.taken(leaf).map(|place| self.analysed.tokens[place].position));
        out.dedup();
    }

    fn has_compounds(&mut self, leaf: usize) -> bool {
        let tokens = &self.analysed.tokens;
        self.taken(leaf).any(|place| tokens[place].class == Class::JoinedFirst)
    }

    fn words_of(&mut self, leaf: usize, out: &mut Vec<Match>) {
        out.extend(self.taken(leaf).map(|place| Match {
            first: self.analysed.tokens[place].position,
            last: self.analysed.last_position(place),
        }));
        out.sort_unstable();
        out.dedup();
    }

    fn count(&mut self, _: usize) -> u32 {
        0
    }

    fn zone_starts(&mut self) -> [Option<u32>; 4] {
        match self.line {
            Line::Words => self.analysed.zone_starts(),
            Line::Raw | Line::Byline | Line::Dateline | Line::Url => [None; 4],
        }
    }

    fn sentence_starts(&mut self, out: &mut Vec<u32>) {
        self.starts(Opens::Sentence, out);
    }

    fn paragraph_starts(&mut self, out: &mut Vec<u32>) {
        self.starts(Opens::Paragraph, out);
    }
}
