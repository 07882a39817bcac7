//! Spans over lines of numbers: what the worked examples of the design page do not show.

use super::*;

struct Line {
    leaves: Vec<Vec<u32>>,
    zones: [Option<u32>; 4],
}

impl Positions for Line {
    fn of(&mut self, leaf: usize, out: &mut Vec<u32>) {
        out.extend(&self.leaves[leaf]);
    }

    fn has_compounds(&mut self, _: usize) -> bool {
        false
    }

    fn words_of(&mut self, leaf: usize, out: &mut Vec<Match>) {
        out.extend(self.leaves[leaf].iter().map(|at| Match { first: *at, last: *at }));
    }

    fn count(&mut self, leaf: usize) -> u32 {
        self.leaves[leaf].len() as u32
    }

    fn zone_starts(&mut self) -> [Option<u32>; 4] {
        self.zones
    }

    fn sentence_starts(&mut self, _: &mut Vec<u32>) {}

    fn paragraph_starts(&mut self, _: &mut Vec<u32>) {}
}

fn found(expr: &Expr, line: &mut Line) -> Vec<(u32, u32)> {
    let mut evaluator = Evaluator::default();
    let mut out = Vec::new();
    evaluator.spans(expr, line, &mut out);
    assert_eq!(evaluator.holds(expr, line), !out.is_empty(), "a look agrees with the list");
    out.into_iter().map(|found| (found.first, found.last)).collect()
}

fn leaf(number: usize) -> Box<Expr> {
    Box::new(Expr::Leaf(number))
}

#[test]
fn a_phrase_does_not_cross_zones() {
    let zones = [Some(0), Some(2), None, None];
    let mut line = Line { leaves: vec![vec![1, 5], vec![2, 6]], zones };
    let phrase = Expr::Sequence { parts: vec![(0, 0), (1, 1)], length: 2 };
    assert_eq!(found(&phrase, &mut line), [(5, 6)]);
    let headline = Expr::InZones([true, false, false, false], leaf(0));
    assert_eq!(found(&headline, &mut line), [(1, 1)]);
}

#[test]
fn alternatives_are_merged_and_counted_once() {
    let zones = [Some(0), None, None, None];
    let mut line = Line { leaves: vec![vec![1, 5], vec![2, 5]], zones };
    let or = Expr::Or(vec![Expr::Leaf(0), Expr::Leaf(1)]);
    assert_eq!(found(&or, &mut line), [(1, 1), (2, 2), (5, 5)]);
}

#[test]
fn a_window_wider_than_any_number_of_positions_has_no_overflow() {
    let mut line = Line { leaves: vec![vec![0, u32::MAX - 2], vec![3]], zones: [None; 4] };
    let window = Window { reach: Reach::Within(u32::MAX), order: Order::Either };
    let near = Expr::Near { left: leaf(0), window, right: leaf(1) };
    assert_eq!(found(&near, &mut line), [(0, 3), (3, u32::MAX - 2)]);
}

#[test]
fn what_a_bound_cuts_off_is_told() {
    let mut line =
        Line { leaves: vec![(0..1_000).collect(), (0..1_000).collect()], zones: [None; 4] };
    let window = Window { reach: Reach::Within(1_000), order: Order::Either };
    let near = Expr::Near { left: leaf(0), window, right: leaf(1) };
    let mut evaluator = Evaluator::default();
    let mut out = Vec::new();
    evaluator.spans(&near, &mut line, &mut out);
    assert!(evaluator.was_cut() && out.len() <= MAX_SPANS);
}
