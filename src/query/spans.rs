//! The algebra of spans: where a part of a query stands on a clipping's line of positions.
//!
//! It is generic over its source of positions, so that hits found through the index and words
//! marked in a record come from the same code. `docs/design/spans.md` defines it.

/// A stretch of positions, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Match {
    /// The first position.
    pub first: u32,
    /// The last position.
    pub last: u32,
}

/// One clipping as the algebra sees it.
pub trait Positions {
    /// The positions of a leaf, ascending, each once.
    fn of(&mut self, leaf: usize) -> &[u32];

    /// The first position of each zone in zone order; nothing for a zone the clipping lacks.
    fn zone_starts(&mut self) -> [Option<u32>; 4];
}

/// Something that can be looked for on a line of positions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expr {
    /// The positions of one leaf.
    Leaf(usize),
    /// Leaves at fixed distances: a phrase, a run of characters.
    Sequence {
        /// Each leaf with its distance from the first position; the first distance is 0.
        parts: Vec<(u32, usize)>,
        /// How many positions the whole covers.
        length: u32,
    },
    /// Any of them.
    Or(Vec<Expr>),
    /// What lies in one of these zones, by zone order.
    InZones([bool; 4], Box<Expr>),
}

/// Appends the spans of `expr` in one clipping to `out`, sorted, each once.
pub fn evaluate(expr: &Expr, source: &mut impl Positions, out: &mut Vec<Match>) {
    match expr {
        Expr::Leaf(leaf) => {
            out.extend(source.of(*leaf).iter().map(|at| Match { first: *at, last: *at }));
        }
        Expr::Sequence { parts, length } => sequence(parts, *length, source, out),
        Expr::Or(branches) => {
            let start = out.len();
            for branch in branches {
                evaluate(branch, source, out);
            }
            let mut found = out.split_off(start);
            found.sort_unstable();
            found.dedup();
            out.append(&mut found);
        }
        Expr::InZones(wanted, inner) => {
            let start = out.len();
            evaluate(inner, source, out);
            if out.len() > start {
                let starts = source.zone_starts();
                let found = out.split_off(start);
                out.extend(found.into_iter().filter(|found| {
                    zone_at(&starts, found.first).is_some_and(|zone| wanted[zone])
                }));
            }
        }
    }
}

/// A run of leaves. It lies in one zone: a phrase does not begin in the headline and end in the
/// text.
fn sequence(
    parts: &[(u32, usize)],
    length: u32,
    source: &mut impl Positions,
    out: &mut Vec<Match>,
) {
    let Some(((_, leaf), rest)) = parts.split_first() else { return };
    let mut starts: Vec<u32> = source.of(*leaf).to_vec();
    for (distance, leaf) in rest {
        if starts.is_empty() {
            return;
        }
        keep_followed(&mut starts, *distance, source.of(*leaf));
    }
    if starts.is_empty() {
        return;
    }
    let zones = if length > 1 { source.zone_starts() } else { [None; 4] };
    out.extend(starts.into_iter().map(|first| Match { first, last: first + length - 1 }).filter(
        |found| length == 1 || zone_at(&zones, found.first) == zone_at(&zones, found.last),
    ));
}

/// Keeps the starts that have a position of `others` at `distance`. Both ascend: one pass.
fn keep_followed(starts: &mut Vec<u32>, distance: u32, others: &[u32]) {
    let mut at = 0;
    starts.retain(|start| {
        let wanted = start + distance;
        while others.get(at).is_some_and(|other| *other < wanted) {
            at += 1;
        }
        others.get(at) == Some(&wanted)
    });
}

/// The zone a position lies in: the last one that starts at or before it.
pub(super) fn zone_at(starts: &[Option<u32>; 4], position: u32) -> Option<usize> {
    (0..4).rev().find(|zone| starts[*zone].is_some_and(|start| start <= position))
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Line(Vec<Vec<u32>>, [Option<u32>; 4]);

    impl Positions for Line {
        fn of(&mut self, leaf: usize) -> &[u32] {
            &self.0[leaf]
        }

        fn zone_starts(&mut self) -> [Option<u32>; 4] {
            self.1
        }
    }

    fn found(expr: &Expr, line: &mut Line) -> Vec<(u32, u32)> {
        let mut out = Vec::new();
        evaluate(expr, line, &mut out);
        out.into_iter().map(|found| (found.first, found.last)).collect()
    }

    #[test]
    fn a_phrase_does_not_cross_zones() {
        let mut line = Line(vec![vec![1, 5], vec![2, 6]], [Some(0), Some(2), None, None]);
        let phrase = Expr::Sequence { parts: vec![(0, 0), (1, 1)], length: 2 };
        assert_eq!(found(&phrase, &mut line), [(5, 6)]);
        let headline = Expr::InZones([true, false, false, false], Box::new(Expr::Leaf(0)));
        assert_eq!(found(&headline, &mut line), [(1, 1)]);
    }

    #[test]
    fn alternatives_are_merged_and_counted_once() {
        let mut line = Line(vec![vec![1, 5], vec![5, 2]], [Some(0), None, None, None]);
        let or = Expr::Or(vec![Expr::Leaf(0), Expr::Leaf(1)]);
        assert_eq!(found(&or, &mut line), [(1, 1), (2, 2), (5, 5)]);
    }
}
