//! A query and a clipping, both any text: the first is read and judged on the second.

use chrono::NaiveDate;
use morgue::analysis::{Analyser, Language, Part, Passage};
use morgue::query::{Evaluator, Expr, Match, Positions, parse, read};

/// A clipping of one zone whose leaves stand where the bytes say.
struct Bytes<'a>(&'a [u8]);

impl Positions for Bytes<'_> {
    fn of(&mut self, leaf: usize, out: &mut Vec<u32>) {
        let places = self.0.iter().enumerate().filter(|(_, byte)| **byte as usize % 7 == leaf % 7);
        out.extend(places.map(|(place, _)| place as u32));
    }

    fn has_compounds(&mut self, leaf: usize) -> bool {
        leaf.is_multiple_of(3)
    }

    /// Every word is two positions wide where there are compounds.
    fn words_of(&mut self, leaf: usize, out: &mut Vec<Match>) {
        let mut places = Vec::new();
        self.of(leaf, &mut places);
        let wide = u32::from(self.has_compounds(leaf));
        out.extend(places.iter().map(|first| Match { first: *first, last: first + wide }));
    }

    fn count(&mut self, _: usize) -> u32 {
        self.0.len() as u32
    }

    fn zone_starts(&mut self) -> [Option<u32>; 4] {
        [Some(0), Some(3), None, Some(40)]
    }

    fn sentence_starts(&mut self, out: &mut Vec<u32>) {
        out.extend((0..self.0.len() as u32).step_by(9));
    }

    fn paragraph_starts(&mut self, out: &mut Vec<u32>) {
        out.extend((0..self.0.len() as u32).step_by(21));
    }
}

fn expressions(step: &morgue::query::Step, out: &mut Vec<Expr>) {
    use morgue::query::Step;
    match step {
        Step::Text(unit) => out.push(unit.expr.clone()),
        Step::And(steps) | Step::Or(steps) => steps.iter().for_each(|step| expressions(step, out)),
        Step::Not(inner) => expressions(inner, out),
        Step::Everything | Step::Filter(_) => {}
    }
}

pub(super) fn run(text: &str) {
    let today = NaiveDate::from_ymd_opt(2019, 11, 20).expect("a day");
    let (query, clipping) = text.split_once('\n').unwrap_or((text, ""));
    let parsed = parse(query, today);
    let mut analyser = Analyser::new();
    analyser.analyse(&[Passage { part: Part::Text, text: clipping }], Language::UNKNOWN);
    let reading = read(&parsed.query, &mut analyser, &[Language::from_code("en")]);
    let mut all = Vec::new();
    if let Some(root) = &reading.root {
        expressions(root, &mut all);
    }
    let bytes = &clipping.as_bytes()[..clipping.len().min(200)];
    let mut evaluator = Evaluator::default();
    for expr in all {
        let mut spans: Vec<Match> = Vec::new();
        evaluator.spans(&expr, &mut Bytes(bytes), &mut spans);
        assert_eq!(evaluator.holds(&expr, &mut Bytes(bytes)), !spans.is_empty());
    }
}
